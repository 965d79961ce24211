// A field's name and value → a node.  Knows each type's values, nothing of operators.
#include "searchd/query/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "proto/store/records.h"
#include "proto/text/tokens.h"
#include "searchd/query/build.h"
#include "searchd/query/spelling.h"

namespace onrecord::query {
namespace {

/// A word for a speaker's confidence and the range that it means (records.h, confidence_word: each
/// includes what is surer).
struct ConfidenceWord {
  std::string_view word;
  float low;
  float high;
};
constexpr std::array kConfidenceWords = {
    ConfidenceWord{"stated", .95F, 1},
    ConfidenceWord{"resolved", .75F, 1},
    ConfidenceWord{"uncertain", kAboveZero, 1},
    ConfidenceWord{"unattributed", 0, 0},
};

/// Levenshtein's distance, in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t swapped = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, swapped});
    }
  }
  return row[b.size()];
}

/// The field name most like \a name, or "" when none is like it.
std::string_view nearest_field(std::string_view name) {
  std::string_view best;
  std::size_t least = name.size() < 5 ? 2 : 3;  // A short name is near to too many.
  const auto consider = [&](std::string_view candidate) {
    if (candidate.empty()) return;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  };
  for (const Field& field : kFields) {
    consider(field.name);
    consider(field.alias);
  }
  for (const auto other : {"before", "after", "said"}) consider(other);
  return best;
}

/// One end of a date range, or a whole date.  \a inside: where it begins in the value.
Result<text::Date> read_date(std::string_view printed, const FieldText& text) {
  const int column =
      text.column +
      column_of(text.value, static_cast<std::size_t>(printed.data() - text.value.data())) - 1;
  auto date = text::parse_date(printed);
  if (!date) return error_at(column, date.error().code, date.error().message);
  if (date->precision == text::DatePrecision::instant || !date->known())
    return error_at(column, Errc::invalid,
                    concat({"expected a year, a month or a day, got ", named(printed)}));
  return *date;
}

Result<NodePtr> read_range(const FieldText& text) {
  DateRange range;
  if (const std::string word = lower(text.value); word == "unknown") {
    range.unknown = true;
    return make_node(std::move(range));
  }
  const std::size_t dots = text.value.find("..");
  const std::string_view first = trim(text.value.substr(0, dots));
  const std::string_view last = dots == text.value.npos ? first : trim(text.value.substr(dots + 2));
  if (first.empty() && last.empty())
    return error_at(text.column, Errc::invalid, "expected a date on one side of '..'");
  for (auto [printed, date] : {std::pair{first, &range.from}, std::pair{last, &range.to}}) {
    if (printed.empty()) continue;
    auto read = read_date(printed, text);
    if (!read) return read.error();
    *date = *read;
  }
  if (range.from.known() && range.to.known() && range.from.first_day > range.to.last_day)
    return error_at(text.column, Errc::invalid, "the range ends before it begins");
  return make_node(std::move(range));
}

/// `before:` and `after:`: all days up to, or from, the one next to the named span.
Result<NodePtr> read_beside(FieldName::Role role, const FieldText& text) {
  auto date = read_date(trim(text.value), text);
  if (!date) return date.error();
  const bool before = role == FieldName::Role::before;
  const std::int64_t day = before ? text::days_from_civil(date->first_day) - 1
                                  : text::days_from_civil(date->last_day) + 1;
  const text::CivilDay civil = text::civil_from_days(day);
  if (civil.year < 1 || civil.year > 9999)
    return error_at(text.column, Errc::invalid,
                    before ? "nothing is before the year 1" : "nothing is after the year 9999");
  auto bound = text::date_of(civil);
  if (!bound) return error_at(text.column, bound.error().code, bound.error().message);
  DateRange range;
  (before ? range.to : range.from) = *bound;
  return make_node(std::move(range));
}

Result<NodePtr> read_number(const Field& field, const FieldText& text) {
  const std::string low = lower(trim(text.value));
  for (const ConfidenceWord& word : kConfidenceWords)
    if (word.word == low) return make_node(NumberRange{&field, word.low, word.high});
  float number = 0;
  const auto [stop, failure] = std::from_chars(low.data(), low.data() + low.size(), number);
  if (failure != std::errc() || stop != low.data() + low.size() || !(number >= 0 && number <= 1))
    return error_at(
        text.column, Errc::invalid,
        concat(
            {"expected a number from 0 to 1, or stated, resolved, uncertain or unattributed, got ",
             named(text.value)}));
  return make_node(NumberRange{&field, number, 1});
}

/// Fields whose values are known beforehand refuse others.
Result<void> check_known_value(const Field& field, const FieldText& text) {
  const std::string folded = text::fold_value(text.value);
  const bool known = field.name == "kind" ? statement_kind_from(folded).has_value()
                     : field.name == "status"
                         ? folded == "usable" || folded == "corrected" || folded == "retracted"
                     : field.type == FieldType::flag ? folded == "yes" || folded == "no"
                                                     : true;
  if (known || text.star) return {};
  const std::string expected(field.type == FieldType::flag ? "yes or no" : field.help);
  return error_at(text.column, Errc::invalid,
                  concat({"expected ", expected, ", got ", named(text.value)}));
}

}  // namespace

Result<FieldName> resolve_field(std::string_view name, In target, int column) {
  FieldName out;
  out.printed = lower(name);
  if (out.printed == "said") {
    if (target == In::statements)
      return error_at(column, Errc::invalid,
                      "'said' is for articles; in statements the words themselves are searched");
    out.role = FieldName::Role::said;
    return out;
  }
  if (out.printed == "before" || out.printed == "after") {
    out.role = out.printed == "before" ? FieldName::Role::before : FieldName::Role::after;
    out.field = find_field("date");
    return out;
  }
  const std::size_t dot = name.find('.');
  out.field = find_field(out.printed.substr(0, dot));
  const bool keyed = out.field != nullptr && out.field->type == FieldType::meta;
  if (out.field == nullptr || (dot != name.npos && !keyed)) {
    const std::string_view nearest = nearest_field(out.printed);
    return error_at(
        column, Errc::invalid,
        concat({"no field ", named(out.printed), nearest.empty() ? "" : "; did you mean '", nearest,
                nearest.empty() ? "" : "'?"}));
  }
  if (keyed) {
    if (dot == name.npos || dot + 1 == name.size())
      return error_at(column, Errc::invalid, "'meta' needs a key: meta.KEY:value");
    out.key = name.substr(dot + 1);
  }
  if (!lives_in(*out.field, target)) {
    const std::string other = target == In::articles ? "statements" : "articles";
    return error_at(
        column, Errc::invalid,
        concat({named(out.field->name), " is a field of ", other, "; use target ", other}));
  }
  return out;
}

Result<NodePtr> read_value(const FieldName& name, const FieldText& text) {
  const Field& field = *name.field;
  if (trim(text.value).empty())
    return error_at(text.column, Errc::invalid,
                    concat({"a value must follow '", name.printed, ":'"}));
  if (!text.quoted && text.value == "*")
    return error_at(text.column, Errc::invalid, "a value must stand before '*'");
  const bool open_value = field.type == FieldType::words || field.type == FieldType::whole ||
                          field.type == FieldType::meta || field.type == FieldType::any_of;
  if (!open_value && text.star)
    return error_at(text.column, Errc::invalid,
                    concat({"'*' is not available on ", named(name.printed),
                            "; quote it if it is part of the value"}));
  if (open_value && !text.quoted && text.value.ends_with('~'))
    return error_at(text.column, Errc::invalid,
                    concat({"'~' is not available on ", named(name.printed),
                            "; quote it if it is part of the value"}));
  if (open_value && !text.quoted && text.value.starts_with('-'))
    return error_at(text.column, Errc::invalid, "'-' stands before the field's name");
  if (field.type == FieldType::date)
    return name.role == FieldName::Role::plain ? read_range(text) : read_beside(name.role, text);
  if (field.type == FieldType::number) return read_number(field, text);
  FieldValue value{&field, name.key, std::string(text.value), text.star, text.edits};
  if (open_value) {
    const std::vector<std::string> terms = text::terms_of(text.value);
    const std::size_t words = terms.size();
    if (words == 0) return error_at(text.column, Errc::invalid, "no word in the value");
    if ((text.star || text.edits > 0) && words > 1 && field.type == FieldType::words)
      return error_at(text.column, Errc::unsupported,
                      "a '*' or '~' stands only at the end of one word");
    // Signs around the one word that may differ by some letters are not letters of it.
    if (text.edits > 0) value.value = terms[0];
    if (text.value.find('*') != text.value.npos)
      return error_at(text.column, Errc::invalid,
                      "a '*' stands only at the end, after the closing quote");
  }
  if (in_quotes(text.value).empty())
    return error_at(text.column, Errc::invalid, "a value cannot hold every kind of quotation mark");
  if (auto known = check_known_value(field, text); !known) return known.error();
  return make_node(std::move(value));
}

}  // namespace onrecord::query
