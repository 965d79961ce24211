// See show_compare.h.
#include "proto/client/show_compare.h"

#include <algorithm>

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {
namespace json = boost::json;
namespace {

constexpr std::size_t kNumber = 10;

std::string padded(const std::string& text) {
  return width_of(text) < kNumber ? std::string(kNumber - width_of(text), ' ') + text : text;
}

std::int64_t number_at(const json::array& list, std::size_t at) {
  return at < list.size() && list[at].is_number() ? list[at].to_number<std::int64_t>() : 0;
}

void add_row(std::string& out, std::string_view name, std::int64_t a, std::int64_t b,
             const Screen& screen) {
  out += ends("   " + one_line(name), padded(grouped(a)) + padded(grouped(b)),
              std::min<std::size_t>(screen.columns, 72));
}

/// What there is for all that have none: "undated" and the like.
void add_rest(std::string& out, const json::object& timeline, std::string_view name,
              std::string_view shown, const Screen& screen) {
  const json::array& counts = array_of(timeline, name);
  if (number_at(counts, 0) + number_at(counts, 1) > 0)
    add_row(out, shown, number_at(counts, 0), number_at(counts, 1), screen);
}

std::string words_line(const json::object& side) {
  std::string line;
  for (const json::value& value : array_of(side, "words"))
    if (const json::object* word = value.if_object())
      line += (line.empty() ? "" : ", ") + one_line(text_of(*word, "word")) + " (" +
              grouped(integer_of(*word, "count")) + " against " +
              grouped(integer_of(*word, "other")) + ")";
  return line;
}

}  // namespace

std::string show_comparison(const json::object& answer, const Screen& screen) {
  std::string out;
  const json::array& sides = array_of(answer, "sides");
  if (sides.size() != 2 || !sides[0].is_object() || !sides[1].is_object()) return out;
  const json::object& a = sides[0].get_object();
  const json::object& b = sides[1].get_object();
  out += "[1] " + one_line(text_of(a, "value")) + "\n[2] " + one_line(text_of(b, "value")) + "\n\n";
  const std::size_t width = std::min<std::size_t>(screen.columns, 72);
  out += ends("", padded("[1]") + padded("[2]"), width);
  add_row(out, "all", integer_of(a, "total"), integer_of(b, "total"), screen);
  if (const json::object* timeline = object_of(answer, "timeline")) {
    const json::array& buckets = array_of(*timeline, "buckets");
    const json::array& counts = array_of(*timeline, "counts");
    if (counts.size() == 2 && counts[0].is_array() && counts[1].is_array())
      for (std::size_t i = 0; i < buckets.size(); ++i)
        if (buckets[i].is_string() &&
            number_at(counts[0].get_array(), i) + number_at(counts[1].get_array(), i) > 0)
          add_row(out, buckets[i].get_string(), number_at(counts[0].get_array(), i),
                  number_at(counts[1].get_array(), i), screen);
    add_rest(out, *timeline, "imprecise", "not dated so exactly", screen);
    add_rest(out, *timeline, "undated", "undated", screen);
  }
  if (const json::object* facets = object_of(answer, "facets"))
    for (const auto& [field, rows] : *facets) {
      if (!rows.is_array() || rows.get_array().empty()) continue;
      out += std::string(field) + "\n";
      for (const json::value& value : rows.get_array())
        if (const json::object* row = value.if_object())
          add_row(out, text_of(*row, "value"), number_at(array_of(*row, "counts"), 0),
                  number_at(array_of(*row, "counts"), 1), screen);
    }
  out += '\n';
  if (const json::object* both = object_of(answer, "both")) {
    const bool outlets = text_of(answer, "by") == "outlet";
    const auto count = integer_of(*both, "count");
    add_wrapped(out,
                outlets ? counted(count, "story", "stories") + " that both have a copy of"
                        : counted(count, "article", "articles") + " in which both are on record",
                0, screen);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const json::object& side = i == 0 ? a : b;
    const std::string words = words_line(side);
    out += "\nwords that [" + std::to_string(i + 1) + "] has more of";
    if (const auto read = integer_of(side, "words_read"); read < integer_of(side, "total"))
      out += ", in " + grouped(read) + " of " + grouped(integer_of(side, "total"));
    out += '\n';
    add_wrapped(out, words.empty() ? "none beyond chance" : words, 3, screen);
  }
  return out;
}

}  // namespace onrecord::client
