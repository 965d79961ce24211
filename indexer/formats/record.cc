// See record.h.
#include "indexer/formats/record.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstring>
#include <limits>
#include <utility>

#include "indexer/formats/body_language.h"
#include "indexer/formats/keys.h"
#include "indexer/formats/metadata.h"
#include "indexer/formats/timezone.h"
#include "proto/store/hash.h"
#include "proto/text/dates.h"
#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f\v";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// A value that fills no field.
bool is_blank(const Value& value) {
  return value.kind == ValueKind::null ||
         (value.kind == ValueKind::string && trimmed(value.text).empty());
}

std::string_view name_of(ValueKind kind) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"a string", "a number", "a boolean", "null", "an array", "an object"});
  return kNames[static_cast<std::size_t>(kind)];
}

/// The words of a structured value: the name in {"name": …}, the items of a list joined by \a
/// separator.
std::string words_of(const boost::json::value& value, std::string_view separator) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (const auto* list = value.if_array()) {
    std::string joined;
    for (const auto& item : *list) {
      const std::string words = words_of(item, ", ");
      if (words.empty()) continue;
      if (!joined.empty()) joined += separator;
      joined += words;
    }
    return joined;
  }
  if (const auto* object = value.if_object())
    for (const std::string_view name : {"name", "value", "$oid", "#text"})
      if (const auto* member = object->if_contains(name)) return words_of(*member, separator);
  return value.is_null() ? "" : boost::json::serialize(value);
}

std::string words_of(const Value& value, std::string_view separator) {
  if (value.kind == ValueKind::null) return "";
  if (value.kind != ValueKind::array && value.kind != ValueKind::object) return value.text;
  boost::system::error_code failed;
  boost::json::parse_options options;
  options.max_depth = 128;
  const auto parsed = boost::json::parse(value.text, failed, {}, options);
  return failed ? value.text : words_of(parsed, separator);
}

/// Names that sources use for a status beside IPTC's own.
constexpr std::array<std::pair<std::string_view, Status>, 13> kStatusNames = {{
    {"published", Status::usable},
    {"live", Status::usable},
    {"final", Status::usable},
    {"stat:usable", Status::usable},
    {"stat:withheld", Status::withheld},
    {"stat:canceled", Status::canceled},
    {"cancelled", Status::canceled},
    {"killed", Status::canceled},
    {"correction", Status::corrected},
    {"retraction", Status::retracted},
    {"draft", Status::withheld},
    {"pending", Status::withheld},
    {"private", Status::withheld},
}};

std::string status_name(std::string_view printed) {
  std::string name(trimmed(printed));
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

std::optional<Status> read_status(std::string_view name) {
  if (const auto status = status_from(name)) return status;
  for (const auto& [other, status] : kStatusNames)
    if (other == name) return status;
  return std::nullopt;
}

/// Puts values into their places in one article.
class Assembler {
 public:
  Assembler(Article& article, const ReadOptions& options, Origin origin)
      : article_(article), options_(options), origin_(origin) {}

  void warn(std::string warning) { article_.warnings.push_back(std::move(warning)); }
  /// What is to be hidden until somebody decides.  A takedown stays one.
  void hold_if_asked() {
    if ((held_ || (embargoed_ && !article_.embargo)) && article_.status != Status::canceled)
      article_.status = Status::withheld;
  }
  void hold() { held_ = true; }
  void keep(Value&& value) {
    article_.meta.emplace_back(std::move(value.key), std::move(value.text));
  }

  void assign(Key key, Value&& value) {
    switch (key) {
      case Key::id:
        article_.key.id = trimmed(words_of(value, ", "));
        break;
      case Key::headline:
        set(article_.headline, value);
        break;
      case Key::byline:
        set(article_.byline, value);
        break;
      case Key::outlet:
        set(article_.outlet, value);
        break;
      case Key::speaker:
        set(article_.speaker, value);
        break;
      case Key::role:
        set(article_.role, value);
        break;
      case Key::language:
        set(article_.language, value);
        break;
      case Key::url:
        set(article_.url, value);
        break;
      case Key::rights:
        set(article_.rights, value);
        break;
      case Key::collection:
        set(article_.collection, value);
        break;
      case Key::notice:
        set(article_.notice, value);
        break;
      case Key::desk:
        set_desk(std::move(value));
        break;
      case Key::date:
        set_date(value);
        break;
      case Key::status:
        set_status(std::move(value));
        break;
      case Key::embargo:
        set_embargo(std::move(value));
        break;
      case Key::expiry:
        set_expiry(std::move(value));
        break;
      case Key::modified:
        set_modified(std::move(value));
        break;
      case Key::text:
        break;  // make_article has taken it
    }
  }

 private:
  void set(Sourced& field, const Value& value) {
    std::string words(trimmed(words_of(value, ", ")));
    if (!words.empty()) field = {std::move(words), origin_};
  }

  /// A desk is one value, so that it can be counted: of a list the first is taken, and the list is
  /// kept.
  void set_desk(Value&& value) {
    const std::string words = words_of(value, "\n");
    const std::string_view first = trimmed(std::string_view(words).substr(0, words.find('\n')));
    if (!first.empty()) article_.desk = {std::string(first), origin_};
    if (value.kind == ValueKind::array) keep(std::move(value));
  }

  Result<text::Date> read_date(const Value& value) {
    auto date = text::parse_date(trimmed(words_of(value, ", ")), options_.date_order);
    if (date) *date = in_timezone(*date, options_.timezone);
    return date;
  }
  std::string unread(const Value& value, const Error& error) {
    return "'" + value.key + "': " + error.message;
  }

  void set_date(const Value& value) {
    article_.date_printed = trimmed(words_of(value, ", "));
    if (article_.date_printed.empty()) return;
    article_.date_origin = origin_;
    if (auto date = read_date(value))
      article_.date = *date;
    else
      warn(unread(value, date.error()));
  }

  void set_status(Value&& value) {
    if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
    const std::string name = status_name(words_of(value, ", "));
    if (name == "embargoed") {
      embargoed_ = true;
      return;
    }
    if (const auto status = read_status(name)) {
      article_.status = *status;
      return;
    }
    const bool structured = value.kind == ValueKind::array || value.kind == ValueKind::object;
    if (structured) hold();
    warn("'" + value.key + "' '" + value.text +
         "': expected usable, corrected, retracted, withheld or canceled; " +
         (structured ? "withheld" : "taken as usable"));
    keep(std::move(value));
  }

  /// An embargo that cannot be read hides the article until somebody mends it: the safe side.  So
  /// does one whose clock is not known.
  void set_embargo(Value&& value) {
    if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
    if (const auto date = read_date(value)) {
      if (date->has_offset || !options_.timezone.empty()) {
        article_.embargo = date->earliest;
        return;
      }
      hold();
      warn("'" + value.key + "' '" + std::string(trimmed(value.text)) +
           "' names no time zone; withheld until it is known (--timezone)");
      keep(std::move(value));
      return;
    }
    article_.embargo = std::numeric_limits<std::int64_t>::max();
    warn(unread(value, read_date(value).error()) + "; hidden until this is mended");
    keep(std::move(value));
  }
  void set_expiry(Value&& value) {
    if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
    if (const auto date = read_date(value)) {
      article_.expiry = date->earliest;
      return;
    }
    warn(unread(value, read_date(value).error()));
    keep(std::move(value));
  }
  void set_modified(Value&& value) {
    if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
    if (const auto date = read_date(value)) {
      article_.modified = date->earliest;
      return;
    }
    warn(unread(value, read_date(value).error()));
    keep(std::move(value));
  }

  Article& article_;
  const ReadOptions& options_;
  Origin origin_;
  bool held_ = false;
  bool embargoed_ = false;  ///< Says the status: until when, another field does.
};

/// Which value each field takes: the best alias, of the same alias the last one.  The other values
/// stay meta.
using Chosen = std::array<std::size_t, kKeyCount>;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

Chosen choose_values(const Record& record, std::vector<std::string>& warnings) {
  Chosen chosen;
  chosen.fill(kNone);
  std::array<std::size_t, kKeyCount> ranks{};
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    const Value& value = record.values[i];
    const auto match = find_key(value.key);
    if (!match || is_blank(value)) continue;
    const auto key = static_cast<std::size_t>(match->key);
    if (chosen[key] == kNone || match->rank < ranks[key] ||
        record.values[chosen[key]].key == value.key) {
      if (chosen[key] != kNone && record.values[chosen[key]].key == value.key)
        warnings.push_back("key '" + value.key + "' stands there twice; the last one counts");
      chosen[key] = i;
      ranks[key] = match->rank;
    }
  }
  return chosen;
}

/// Whether \a article has the field \a key by now.
bool has_field(const Article& article, Key key) {
  switch (key) {
    case Key::id:
      return !article.key.id.empty();
    case Key::headline:
      return !article.headline.empty();
    case Key::byline:
      return !article.byline.empty();
    case Key::outlet:
      return !article.outlet.empty();
    case Key::desk:
      return !article.desk.empty();
    case Key::date:
      return !article.date_printed.empty();
    case Key::speaker:
      return !article.speaker.empty();
    case Key::role:
      return !article.role.empty();
    case Key::language:
      return !article.language.empty();
    case Key::url:
      return !article.url.empty();
    case Key::rights:
      return !article.rights.empty();
    case Key::collection:
      return !article.collection.empty();
    case Key::notice:
      return !article.notice.empty();
    case Key::status:
      return article.status != Status::usable;
    case Key::embargo:
      return article.embargo.has_value();
    case Key::expiry:
      return article.expiry.has_value();
    case Key::modified:
      return article.modified != 0;
    case Key::text:
      break;
  }
  return true;
}

/// Fields that stand beside the article and not in it: in its sidecar, in its path.
void add_values(Article& article, std::vector<Value> values, const ReadOptions& options,
                Origin origin) {
  Assembler assembler(article, options, origin);
  for (Value& value : values) {
    const auto match = find_key(value.key);
    if (!match) {
      const bool known = std::any_of(article.meta.begin(), article.meta.end(),
                                     [&](const auto& item) { return item.first == value.key; });
      if (!known) assembler.keep(std::move(value));
    } else if (value.kind != ValueKind::null && !has_field(article, match->key)) {
      assembler.assign(match->key, std::move(value));
    }
  }
  assembler.hold_if_asked();
}

/// What the file is said to be, before what is found in its words: a record's own fields come
/// first, then its sidecar's, a path pattern's, the command line's, and what any path says.
void add_beside(Article& article, const Record& record, const ReadOptions& options) {
  std::vector<Value> described = read_description(options.sidecar);
  // An id names one record.
  if (record.number != 0)
    std::erase_if(described, [](const Value& value) {
      const auto match = find_key(value.key);
      return match && match->key == Key::id;
    });
  add_values(article, std::move(described), options, Origin::sidecar);
  if (!options.path_pattern.empty()) {
    std::vector<Value> said = read_path(options.relative_path, options.path_pattern);
    if (said.empty())
      article.warnings.push_back("the path does not fit the pattern '" + options.path_pattern +
                                 "'");
    add_values(article, std::move(said), options, Origin::path);
  }
}

void fill_defaults(Article& article, const ReadOptions& options) {
  const auto fill = [](Sourced& field, const std::string& value) {
    if (field.empty() && !value.empty()) field = {value, Origin::option};
  };
  fill(article.outlet, options.outlet);
  fill(article.desk, options.desk);
  fill(article.language, options.language);
  fill(article.collection, options.collection);
  if (options.path_pattern.empty())
    add_values(article, read_path(options.relative_path), options, Origin::path);
  if (article.language.empty()) {
    std::string language = language_of(article.text);
    if (!language.empty()) article.language = {std::move(language), Origin::inferred};
  }
}

void set_provenance(Article& article, const Record& record, const ReadOptions& options,
                    std::string_view reader) {
  Provenance& from = article.provenance;
  from.path = options.path;
  from.member = options.member;
  from.record = record.number == 0 ? 0 : record.number + options.start.record;
  from.byte_begin = record.byte_begin + options.start.byte;
  from.byte_end = from.byte_begin + record.bytes.size();
  from.source_sha256 = store::sha256_hex(record.bytes);
  from.reader = reader;
  from.replaced = record.replaced;
  article.key.source = options.source;
  if (article.key.id.empty()) {
    article.key.id = options.relative_path.empty() ? options.path : options.relative_path;
    if (from.record != 0) article.key.id += "#" + std::to_string(from.record);
  }
}

/// Puts \a marks among the spans of the layout: where several begin, containers go first and marks
/// last.
void add_marks(Article& article, std::vector<TextSpan> marks) {
  if (marks.empty()) return;
  std::erase_if(marks, [&](const TextSpan& mark) {
    return mark.span.empty() || mark.span.end > article.text.size();
  });
  article.spans.insert(article.spans.end(), std::make_move_iterator(marks.begin()),
                       std::make_move_iterator(marks.end()));
  const auto rank = [](SpanKind kind) {
    if (kind == SpanKind::section) return 0;
    return kind == SpanKind::turn ? 1 : is_mark(kind) ? 3 : 2;
  };
  std::stable_sort(article.spans.begin(), article.spans.end(),
                   [&](const TextSpan& a, const TextSpan& b) {
                     return a.span.begin != b.span.begin ? a.span.begin < b.span.begin
                                                         : rank(a.kind) < rank(b.kind);
                   });
}

/// The body, taken out of \a record.  Errors: `invalid` when the value is no text.
Result<std::string> take_body(Record& record, std::size_t at) {
  if (record.has_body) return std::move(record.body);
  if (at == kNone) return std::string();
  Value& value = record.values[at];
  switch (value.kind) {
    case ValueKind::string:
      return std::move(value.text);
    case ValueKind::array:
      return words_of(value, "\n\n");
    default:
      break;
  }
  return Error{Errc::invalid,
               "'" + value.key + "': expected a string, got " + std::string(name_of(value.kind))};
}

}  // namespace

Result<Article> make_article(Record record, const ReadOptions& options, std::string_view reader) {
  Article article;
  article.warnings = std::move(record.warnings);
  const Chosen chosen = choose_values(record, article.warnings);
  const std::size_t text_at = chosen[static_cast<std::size_t>(Key::text)];

  auto body = take_body(record, text_at);
  if (!body) return body.error();
  if (body->size() > options.max_article_bytes)
    return Error{Errc::limit,
                 "a text of " + std::to_string(body->size()) + " bytes is over the cap of " +
                     std::to_string(options.max_article_bytes) + " (max_article_bytes)"};
  article.text = std::move(*body);
  if (const std::size_t places = garbled_places(article.text); places != 0)
    article.warnings.push_back(std::to_string(places) +
                               " places look like UTF-8 once read as windows-1252; left as given");

  Assembler assembler(article, options, record.origin);
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    Value& value = record.values[i];
    const auto match = find_key(value.key);
    const bool taken = match && chosen[static_cast<std::size_t>(match->key)] == i;
    if (taken)
      assembler.assign(match->key, std::move(value));
    else if (!match || !is_blank(value))
      assembler.keep(std::move(value));
  }
  add_beside(article, record, options);
  if (record.held) assembler.hold();
  assembler.hold_if_asked();

  const bool blank = trimmed(article.text).empty();
  if (blank && article.headline.empty()) {
    // A source that names and dates an article has one, though nothing of it can be searched but
    // that.
    const bool named = !article.key.id.empty();
    if (!record.may_be_bare && (!named || !article.date.known()))
      return Error{Errc::invalid, "expected a text or a headline, got neither"};
    article.warnings.emplace_back("neither text nor headline");
  }

  Layout layout = lay_out(article.text, record.kind, article.headline.value);
  article.spans = std::move(record.spans.empty() ? layout.spans : record.spans);
  add_marks(article, std::move(record.marks));
  if (article.headline.empty() && !layout.headline.empty())
    article.headline = {std::move(layout.headline), Origin::inferred};
  if (article.byline.empty() && !layout.byline.empty())
    article.byline = {std::move(layout.byline), Origin::inferred};
  if (article.date_printed.empty() && !layout.date.empty() &&
      record.kind != BodyKind::given_apart) {
    article.date_printed = std::move(layout.date);
    article.date_origin = Origin::inferred;
    if (auto date = text::parse_date(article.date_printed)) article.date = *date;
  }

  fill_defaults(article, options);
  set_provenance(article, record, options, reader);
  article.text_sha256 = store::sha256_hex(article.text);
  return article;
}

Reject make_reject(const Record& record, const ReadOptions& options, std::string reason) {
  Reject reject;
  reject.record = record.number == 0 ? 0 : record.number + options.start.record;
  reject.line = record.line == 0 ? 0 : record.line + options.start.line;
  reject.byte_begin = record.byte_begin + options.start.byte;
  reject.byte_end = reject.byte_begin + record.bytes.size();
  reject.reason = std::move(reason);
  return reject;
}

void deliver(Record record, const ReadOptions& options, const Sink& sink, std::string_view reader) {
  // Its bytes and numbers survive the move below: they are needed when there is no article.
  Record place;
  place.number = record.number;
  place.line = record.line;
  place.byte_begin = record.byte_begin;
  place.bytes = record.bytes;
  auto article = make_article(std::move(record), options, reader);
  if (article) return sink.article(std::move(*article));
  std::string reason = article.error().message;
  if (place.line != 0)
    reason = "line " + std::to_string(place.line + options.start.line) + ": " + reason;
  sink.reject(make_reject(place, options, std::move(reason)));
}

void note_decoding(const Decoded& decoded, Record& record) {
  for (std::string& warning : decoded.warnings()) record.warnings.push_back(std::move(warning));
  record.replaced += static_cast<std::uint32_t>(decoded.replaced);
}

std::string_view mend_into(std::string& mended, std::string_view bytes, Record& record) {
  const bool has_nul = !bytes.empty() && std::memchr(bytes.data(), 0, bytes.size()) != nullptr;
  if (!has_nul && text::first_invalid(bytes) == std::string_view::npos) return bytes;
  text::Mended result = text::mend(bytes);
  if (result.replaced != 0)
    record.warnings.push_back(std::to_string(result.replaced) +
                              " ill-formed UTF-8 sequences became U+FFFD");
  if (result.dropped != 0)
    record.warnings.push_back(std::to_string(result.dropped) + " NUL bytes were dropped");
  record.replaced += static_cast<std::uint32_t>(result.replaced);
  mended = std::move(result.text);
  return mended;
}

}  // namespace onrecord::formats
