// Bars as long as counts.
#include "proto/client/show_timeline.h"

#include <algorithm>

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {
namespace json = boost::json;
namespace {

std::int64_t at_of(const json::array& counts, std::size_t at) {
  return at < counts.size() && counts[at].is_number() ? counts[at].to_number<std::int64_t>() : 0;
}

std::string padded(std::string text, std::size_t columns) {
  return text.size() < columns ? std::string(columns - text.size(), ' ') + text : text;
}

void show_end(std::string& out, std::string_view name, const json::object& answer,
              const Screen& screen) {
  const json::object* hit = object_of(answer, name);
  if (hit == nullptr) return;
  std::string line(text_of(*hit, "date"));
  add_part(line, text_of(*hit, "outlet"));
  add_part(line, text_of(*hit, "speaker"));
  const std::string_view words = text_of(*hit, "text");
  add_part(line, one_line(words.empty() ? text_of(*hit, "headline") : words));
  show_field(out, name, line, screen);
}

/// Where the run of empty buckets ends that bucket \a at begins.
std::size_t end_of_empty(const json::array& counts, const json::array& series, std::size_t at,
                         std::size_t size) {
  const auto empty = [&](std::size_t bucket) {
    return at_of(counts, bucket) == 0 &&
           std::all_of(series.begin(), series.end(), [&](const json::value& one) {
             return !one.is_object() || at_of(array_of(one.get_object(), "counts"), bucket) == 0;
           });
  };
  while (at < size && empty(at)) ++at;
  return at;
}

void show_rest(std::string& out, const json::object& answer, const Screen& screen) {
  std::string rest;
  if (const auto undated = integer_of(answer, "undated"); undated > 0)
    add_part(rest, grouped(undated) + " undated");
  if (const auto imprecise = integer_of(answer, "imprecise"); imprecise > 0)
    add_part(rest, grouped(imprecise) + " not dated so exactly");
  if (const auto excluded = integer_of(answer, "excluded_undated"); excluded > 0)
    add_part(rest, grouped(excluded) + " left out by the date filter");
  show_field(out, "apart", rest, screen);
  show_end(out, "first", answer, screen);
  show_end(out, "last", answer, screen);
}

}  // namespace

std::string show_timeline(const json::object& answer, const Screen& screen) {
  constexpr std::size_t kNumber = 9;
  constexpr std::size_t kLeastEmpty = 4;  ///< Empty buckets in a row that share a line.
  std::string out = counted(integer_of(answer, "total"), "match", "matches") + "\n\n";
  const json::array& buckets = array_of(answer, "buckets");
  const json::array& counts = array_of(answer, "counts");
  const json::array& series = array_of(answer, "series");
  std::size_t number = 0;
  for (const json::value& one : series)
    if (one.is_object())
      out += "   [" + std::to_string(++number) + "] " +
             one_line(text_of(one.get_object(), "value")) + "  " +
             grouped(integer_of(one.get_object(), "total")) + "\n";
  if (number > 0) {
    out += "\n" + std::string(10, ' ') + padded("all", kNumber);
    for (std::size_t i = 1; i <= number; ++i) out += padded("[" + std::to_string(i) + "]", kNumber);
    out += "\n";
  }
  std::int64_t most = 1;
  for (std::size_t i = 0; i < buckets.size(); ++i) most = std::max(most, at_of(counts, i));
  const std::size_t room = screen.columns > 40 ? screen.columns - 10 - kNumber - 2 : 20;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    if (!buckets[i].is_string()) continue;
    std::string line(buckets[i].get_string());
    if (const std::size_t next = end_of_empty(counts, series, i, buckets.size());
        next - i >= kLeastEmpty && buckets[next - 1].is_string()) {
      out += line + " to " + std::string(buckets[next - 1].get_string()) + "  none\n";
      i = next - 1;
      continue;
    }
    line.resize(10, ' ');
    const std::int64_t count = at_of(counts, i);
    line += padded(grouped(count), kNumber);
    for (const json::value& one : series)
      if (one.is_object())
        line += padded(grouped(at_of(array_of(one.get_object(), "counts"), i)), kNumber);
    if (series.empty() && count > 0)
      line += "  " + std::string(std::max<std::size_t>(1, static_cast<std::size_t>(count) * room /
                                                              static_cast<std::size_t>(most)),
                                 '#');
    out += line + "\n";
  }
  if (!buckets.empty()) out += "\n";
  show_rest(out, answer, screen);
  for (const json::value& one : series) {
    if (!one.is_object()) continue;
    out += "\n" + one_line(text_of(one.get_object(), "value")) + "\n";
    show_rest(out, one.get_object(), screen);
  }
  return out;
}

std::string show_suggestions(const json::object& answer, const Screen& screen) {
  std::string out;
  for (const auto& [kind, rows] : answer) {
    if (!rows.is_array() || rows.get_array().empty()) continue;
    out += std::string(kind) + "\n";
    for (const json::value& value : rows.get_array()) {
      if (!value.is_object()) continue;
      const json::object& row = value.get_object();
      const std::string text = one_line(text_of(row, "value"));
      if (row.contains("count"))
        out += ends("   " + text, grouped(integer_of(row, "count")),
                    std::min<std::size_t>(screen.columns, 60));
      else
        add_wrapped(out, text, 3, screen);
    }
  }
  return out.empty() ? "nothing begins so\n" : out;
}

}  // namespace onrecord::client
