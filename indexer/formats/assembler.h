// Puts values into their places in one article.  Knows what each field takes, not which value fills
// it.
#pragma once

#include <string>

#include "indexer/formats/keys.h"
#include "indexer/formats/reader.h"
#include "indexer/formats/value.h"
#include "proto/text/dates.h"

namespace onrecord::formats {

/// Of one article and one origin of values.  Keeps references to both arguments.
class Assembler {
 public:
  Assembler(Article& article, const ReadOptions& options, Origin origin)
      : article_(article), options_(options), origin_(origin) {}

  /// Puts \a value into the field \a key.  What cannot be read there warns and stays meta.
  void assign(Key key, Value&& value);

  /// As meta: a value that no field takes.  Of a list each item, so that each can be searched.
  void keep(Value&& value);

  /// The article is to be hidden until somebody decides.
  void hold() { held_ = true; }

  /// Hides it, when all values are in their places.  A takedown stays one.
  void hold_if_asked();

 private:
  void set(Sourced& field, const Value& value);
  void set_desk(Value&& value);
  void set_date(const Value& value);
  void set_status(Value&& value);
  void set_embargo(Value&& value);
  void set_expiry(Value&& value);
  void set_modified(Value&& value);
  Result<text::Date> read_date(const Value& value);
  void warn(std::string warning) { article_.warnings.push_back(std::move(warning)); }

  Article& article_;
  const ReadOptions& options_;
  Origin origin_;
  bool held_ = false;
  bool embargoed_ = false;  ///< Says the status: until when, another field does.
};

/// Whether \a article has the field \a key by now.
bool has_field(const Article& article, Key key);

}  // namespace onrecord::formats
