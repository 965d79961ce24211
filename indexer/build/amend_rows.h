// The file of corrections that an editor writes: lines into rows, each checked by itself.  Knows no
// index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/store/authority.h"
#include "proto/store/corrections.h"

namespace onrecord::build {

/// What is done with the rows.
enum class Amend : std::uint8_t { set, take_back };

/// A statement as its id names it.
struct StatementName {
  ArticleKey key;
  std::uint32_t version = 0;
  StatementPlace place = StatementPlace::text;
  Span span;  ///< In bytes.
};
/// KEY@VERSION:BEGIN-END, with "h" before BEGIN for the headline; nothing when it is none.
std::optional<StatementName> statement_name(std::string_view id);

struct AmendRow {
  std::size_t line = 0;
  std::string target;  ///< Of an article: its key or its id.
  std::optional<StatementName> statement;
  store::AmendedField field = store::AmendedField::date;
  std::string value;  ///< Checked; of a take-back whatever stands there.
  std::string note;
};

struct AmendRows {
  std::vector<AmendRow> rows;
  std::vector<store::Mistake> mistakes;  ///< In order of line.
};

/// Lines TARGET FIELD VALUE NOTE, parted by tabs; the note may be left out, and of a take-back the
/// value.  Empty lines and lines that begin with '#' count for nothing.  Never fails.
AmendRows read_amend_rows(std::string_view text, Amend what);

}  // namespace onrecord::build
