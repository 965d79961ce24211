// See amend_rows.h.
#include "indexer/build/amend_rows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "indexer/build/key_names.h"
#include "proto/store/files.h"
#include "proto/text/dates.h"
#include "proto/text/utf8.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kMaxColumns = 4;
constexpr std::size_t kMaxValueBytes = 1000;

int column_of(std::string_view line, std::size_t byte) {
  return 1 + static_cast<int>(std::count_if(
                 line.begin(), line.begin() + static_cast<std::ptrdiff_t>(byte),
                 [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string in_marks(std::string_view value) { return "'" + std::string(value) + "'"; }

/// What is wrong in one field.
struct Wrong {
  std::size_t field = 0;  ///< From 0.
  std::string message;
  int within = 0;  ///< Code points into the field.
};

std::optional<Wrong> wrong_value(store::AmendedField field, std::string_view value) {
  if (value.size() > kMaxValueBytes)
    return Wrong{2, "expected at most " + std::to_string(kMaxValueBytes) + " bytes, got " +
                        std::to_string(value.size())};
  switch (field) {
    case store::AmendedField::date: {
      if (value == store::kNone) return std::nullopt;
      const auto date = text::parse_date(value);
      if (date) return std::nullopt;
      return Wrong{2, "expected a date, or '-' for one that is not known: " + date.error().message,
                   std::max(0, date.error().column - 1)};
    }
    case store::AmendedField::kind:
      if (statement_kind_from(value)) return std::nullopt;
      return Wrong{2,
                   "expected direct, fragment, mixed, indirect or speech, got " + in_marks(value)};
    case store::AmendedField::statement:
      if (value == store::kNoStatement) return std::nullopt;
      return Wrong{2, "expected 'no', for what is not a statement, got " + in_marks(value)};
    case store::AmendedField::outlet:
    case store::AmendedField::speaker:
      break;
  }
  return std::nullopt;
}

std::optional<Wrong> fill(AmendRow& row, const std::vector<std::string_view>& fields, Amend what) {
  const std::size_t least = what == Amend::set ? 3 : 2;
  if (fields.size() < least || fields.size() > kMaxColumns)
    return Wrong{
        std::min(fields.size(), kMaxColumns + 1) - 1,
        "expected a target, a field and a value, parted by tabs, and perhaps a note; got " +
            std::to_string(fields.size()) + (fields.size() == 1 ? " column" : " columns")};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i < least && fields[i].empty()) return Wrong{i, "expected a value, or '-' for none"};
    if (!fields[i].empty() && (fields[i].front() == ' ' || fields[i].back() == ' '))
      return Wrong{i, "expected no spaces at the ends"};
  }
  row.target = fields[0];
  row.statement = statement_name(row.target);
  const auto field = store::amended_field_from(fields[1]);
  if (!field)
    return Wrong{1,
                 "expected date, outlet, speaker, kind or statement, got " + in_marks(fields[1])};
  row.field = *field;
  const bool of_article =
      *field == store::AmendedField::date || *field == store::AmendedField::outlet;
  if (of_article && row.statement)
    return Wrong{0, std::string(fields[1]) + " is the article's: expected " +
                        in_marks(row.statement->key.str()) + ", got a statement's id"};
  if (!of_article && *field != store::AmendedField::speaker && !row.statement)
    return Wrong{0, std::string(fields[1]) +
                        " is of a statement: expected its id, KEY@VERSION:BEGIN-END, got " +
                        in_marks(row.target)};
  if (fields.size() > 2) row.value = fields[2];
  if (fields.size() > 3) row.note = fields[3];
  return what == Amend::set ? wrong_value(*field, row.value) : std::nullopt;
}

template <class Number>
bool take_number(std::string_view& text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  return true;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<StatementName> statement_name(std::string_view id) {
  const std::size_t at = id.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  StatementName name;
  std::string_view rest = id.substr(at + 1);
  if (!take_number(rest, name.version) || !take(rest, ':')) return std::nullopt;
  if (take(rest, 'h')) name.place = StatementPlace::headline;
  if (!take_number(rest, name.span.begin) || !take(rest, '-') ||
      !take_number(rest, name.span.end) || !rest.empty() || name.span.begin >= name.span.end)
    return std::nullopt;
  auto key = key_from(id.substr(0, at));
  if (!key) return std::nullopt;
  name.key = std::move(*key);
  return name;
}

AmendRows read_amend_rows(std::string_view text, Amend what) {
  AmendRows read;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (const std::size_t bad = text::first_invalid(line); bad < line.size()) {
      read.mistakes.push_back({number, column_of(line, bad), "expected UTF-8"});
      continue;
    }
    const std::vector<std::string_view> fields = store::split_fields(line);
    AmendRow row;
    row.line = number;
    if (const auto wrong = fill(row, fields, what)) {
      const std::string_view field = fields[wrong->field];
      const auto byte = static_cast<std::size_t>(field.data() - line.data());
      read.mistakes.push_back({number, column_of(line, byte) + wrong->within, wrong->message});
      continue;
    }
    read.rows.push_back(std::move(row));
  }
  return read;
}

}  // namespace onrecord::build
