// See byline.h.
#include "indexer/formats/byline.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/formats/shape.h"
#include "proto/text/dates.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kMaxBylineBytes = 160;

constexpr auto kBy = std::to_array<std::string_view>(
    {"by ", "by: ", "words by ", "written by ", "reporting by ", "compiled by ", "edited by ",
     "editing by ", "story by ", "report by ", "interview by ", "text by ",
     "additional reporting by "});

constexpr auto kWriters = std::to_array<std::string_view>(
    {"agencies", "agency", "analyst", "bureau", "columnist", "contributor", "correspondent", "desk",
     "editor", "journalist", "political", "reporter", "reporters", "service", "staff", "writer"});

constexpr auto kParts = std::to_array<std::string_view>(
    {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " and ", " & ", ", ", " / ", " | "});

constexpr auto kMonths = std::to_array<std::string_view>(
    {"jan",  "january",   "feb",  "february", "mar",  "march",    "apr",    "april",
     "may",  "jun",       "june", "jul",      "july", "aug",      "august", "sep",
     "sept", "september", "oct",  "october",  "nov",  "november", "dec"});

bool is_writer(std::string_view word) {
  return std::find(kWriters.begin(), kWriters.end(), bare(word)) != kWriters.end();
}

/// "Hossein Vaez", "J. de Souza", "Ana Reyes2": two to four words, each a name's.
bool is_full_name(std::string_view words) {
  const auto parts = words_of(words);
  if (parts.size() < 2 || parts.size() > 4) return false;
  std::size_t names = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string_view part = parts[i];
    while (i + 1 == parts.size() && !part.empty() && part.back() >= '0' && part.back() <= '9')
      part.remove_suffix(1);
    if (part.find_first_of("0123456789:;!?\"()[]/@%$<>") != std::string_view::npos) return false;
    const bool initial = part.size() == 2 && part.ends_with('.');
    if (part.find('.') != std::string_view::npos && !initial) return false;
    if (is_capital(part) && (!is_heading_word(part) || initial))
      ++names;
    else if (i == 0 || i + 1 == parts.size() || part.size() > 4)
      return false;
  }
  return names >= 2;
}

std::vector<std::string_view> split_names(std::string_view words) {
  std::vector<std::string_view> names;
  while (!words.empty()) {
    std::size_t at = std::string_view::npos;
    std::size_t size = 0;
    for (const std::string_view separator : kParts)
      if (const std::size_t found = words.find(separator); found < at)
        at = found, size = separator.size();
    names.push_back(trim(words.substr(0, at)));
    words = at == std::string_view::npos ? std::string_view() : words.substr(at + size);
  }
  return names;
}

bool is_writers_role(std::string_view words) {
  const auto parts = words_of(words);
  return parts.size() <= 6 && (bare(parts.empty() ? "" : parts.front()) == "in" ||
                               std::any_of(parts.begin(), parts.end(), is_writer));
}

/// Without what a line is dressed in: emphasis, brackets, a dash before it.
std::string_view undressed(std::string_view line) {
  line = trim(line);
  for (bool changed = true; changed;) {
    const std::size_t before = line.size();
    while (!line.empty() && (line.front() == '*' || line.front() == '_')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == '*' || line.back() == '_')) line.remove_suffix(1);
    if (line.size() > 2 && ((line.front() == '(' && line.back() == ')') ||
                            (line.front() == '[' && line.back() == ']')))
      line = line.substr(1, line.size() - 2);
    for (const std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "- "})
      if (line.starts_with(dash)) line.remove_prefix(dash.size());
    line = trim(line);
    changed = line.size() != before;
  }
  return line;
}

std::string lower(std::string_view text) {
  std::string folded(text);
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return folded;
}

/// What stands behind "By": a name, "our correspondent", "a staff reporter", "Staff".
bool names_writers(std::string_view words) {
  const auto parts = words_of(words);
  if (parts.empty() || parts.size() > 20) return false;
  if (std::any_of(parts.begin(), parts.end(), is_writer)) return true;
  if (!is_capital(parts.front()) || ends_sentence(words)) return false;
  const auto capitals = std::count_if(parts.begin(), parts.end(),
                                      [](std::string_view part) { return is_capital(part); });
  return parts.size() >= 2 && static_cast<std::size_t>(capitals) * 10 >= parts.size() * 6 &&
         std::none_of(parts.begin(), parts.begin() + 2, is_heading_word);
}

bool is_month(std::string_view word) {
  return std::find(kMonths.begin(), kMonths.end(), bare(word)) != kMonths.end();
}

}  // namespace

Byline read_byline(std::string_view line) {
  line = undressed(line);
  if (line.size() > kMaxBylineBytes || line.find('\n') != std::string_view::npos) return {};
  const std::string folded = lower(line.substr(0, 40));
  for (const std::string_view by : kBy)
    if (folded.starts_with(by)) {
      // "By Ana Reyes | Harbour Post | May 6": who wrote it ends at the first bar.
      const std::string_view names = undressed(line.substr(0, line.find(" | ")).substr(by.size()));
      return names_writers(names) ? Byline{BylineForm::by, names} : Byline{};
    }
  if (line.ends_with(':')) return {};
  const auto parts = split_names(line);
  if (parts.empty() || !is_full_name(parts.front())) return {};
  bool role = false;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (is_writers_role(parts[i]))
      role = true;
    else if (!is_full_name(parts[i]))
      return {};
  }
  return {parts.size() > 1 || role ? BylineForm::names : BylineForm::name, line};
}

/// "KAVERIPUR: The House": a place in capitals, a colon, and a sentence.
static std::size_t colon_dateline_size(std::string_view paragraph) {
  const std::size_t colon = paragraph.substr(0, 40).find(": ");
  if (colon == std::string_view::npos) return 0;
  const std::string_view place = paragraph.substr(0, colon);
  const auto parts = words_of(place);
  const std::string_view next = trim(paragraph.substr(colon + 1, 40));
  const std::string_view first = next.substr(0, next.find(' '));
  const bool fits = parts.size() <= 3 && place.size() >= 4 && is_all_caps(place) &&
                    is_capital(first) && (first.size() == 1 || !is_all_caps(first)) &&
                    std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
                      return is_title(part) || is_heading_word(part);
                    });
  return fits ? colon + 1 : 0;
}

std::size_t dateline_size(std::string_view paragraph) {
  constexpr std::size_t kWidest = 90;
  if (const std::size_t size = colon_dateline_size(paragraph); size != 0) return size;
  const std::string_view head = paragraph.substr(0, kWidest);
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
  for (const std::string_view dash :
       {" \xE2\x80\x94", " \xE2\x80\x93", " -- ", " - ", " _ ", "\xE2\x80\x94"})
    if (const std::size_t found = head.find(dash); found < at) at = found, size = dash.size();
  if (at == std::string_view::npos || at < 3) return 0;
  const std::string_view words = head.substr(0, at);
  const auto parts = words_of(words);
  if (parts.empty() || parts.size() > 10 || !is_capital(parts.front())) return 0;
  const bool capitals = is_all_caps(parts.front()) && bare(parts.front()).size() >= 3;
  const bool agency = words.find('(') != std::string_view::npos && words.ends_with(')');
  if (words.find_first_of(":;?!") != std::string_view::npos) return 0;
  bool dated = false;
  for (const std::string_view part : parts) {
    dated = dated || is_month(part);
    if (part.front() >= 'a' && part.front() <= 'z' && part != "de" && part != "of" && part != "and")
      return 0;
  }
  if (!capitals && !agency && words.find(',') == std::string_view::npos) return 0;
  if (!agency && !dated) {
    // A place alone: "LONDON — The", not "NATO — the alliance" and not the head of a table.
    const bool digits = words.find_first_of("0123456789") != std::string_view::npos;
    const std::string_view first = trim(paragraph.substr(at + size, 80));
    if (!capitals || digits || parts.size() > 4 || !is_capital(first) ||
        is_all_caps(first.substr(0, first.find(' '))))
      return 0;
  }
  return at + size - (head.substr(at, size).ends_with(' ') ? 1 : 0);
}

bool is_date_line(std::string_view line) {
  constexpr std::size_t kWidest = 48;
  line = undressed(line);
  if (line.size() > kWidest || line.find_first_of("0123456789") == std::string_view::npos)
    return false;
  if (line.find_first_not_of("0123456789") == std::string_view::npos)
    return false;  // a bare number is no date
  const auto date = text::parse_date(line);
  return date && date->precision >= text::DatePrecision::day;
}

bool is_furniture(std::string_view line) {
  constexpr auto kLines = std::to_array<std::string_view>(
      {"for immediate release", "for release", "press release", "news release", "media release",
       "press statement", "ends", "end", "-ends-", "(ends)", "more to follow", "stop press"});
  if (line.size() > 80) return false;
  const std::string folded = lower(undressed(line));
  return std::find(kLines.begin(), kLines.end(), folded) != kLines.end() ||
         folded.starts_with("for immediate release");
}

}  // namespace onrecord::formats
