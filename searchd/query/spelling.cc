// How a query is spelled.  Knows characters, not operators or fields.
#include "searchd/query/spelling.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "proto/text/tokens.h"
#include "proto/text/utf8.h"

namespace onrecord::query {
namespace {

/// What opens a quotation, and what may close it (the first that comes).
struct QuoteStyle {
  std::string_view open;
  std::array<std::string_view, 4> close;
};
constexpr std::array kQuoteStyles = {
    QuoteStyle{"\"", {"\""}},
    QuoteStyle{"“", {"”", "“", "‟", "\""}},
    QuoteStyle{"”", {"”", "“", "‟", "\""}},
    QuoteStyle{"„", {"”", "“", "‟", "\""}},
    QuoteStyle{"‟", {"”", "“", "‟", "\""}},
    QuoteStyle{"«", {"»"}},
    QuoteStyle{"»", {"«", "»"}},
    QuoteStyle{"''", {"''"}},
};
/// Marks that are apostrophes too: they open a quotation only where a closing one follows at the
/// end of a word.
constexpr std::array<std::string_view, 3> kSingleOpen = {"'", "‘", "‚"};
constexpr std::array<std::string_view, 3> kSingleClose = {"'", "’", "‘"};

/// Length of the double quotation mark that \a text begins with, or 0.
std::size_t double_quote_at(std::string_view text) {
  for (const QuoteStyle& style : kQuoteStyles)
    if (style.open != "''" && text.starts_with(style.open)) return style.open.size();
  return 0;
}

bool is_name_char(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
}

std::optional<Quotation> single_quotation_at(std::string_view text) {
  for (const auto open : kSingleOpen) {
    if (!text.starts_with(open)) continue;
    for (std::size_t i = open.size() + 1; i < text.size(); ++i) {
      for (const auto close : kSingleClose) {
        if (!text.substr(i).starts_with(close) || text[i - 1] == ' ') continue;
        const std::size_t after = i + close.size();
        if (after == text.size() || !(is_letter(text[after]) || is_digit(text[after])))
          return Quotation{open.size(), i - open.size(), after};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Quotation> quotation_at(std::string_view text) {
  for (const QuoteStyle& style : kQuoteStyles) {
    if (!text.starts_with(style.open)) continue;
    for (std::size_t i = style.open.size(); i < text.size(); ++i)
      for (const auto close : style.close)
        if (!close.empty() && text.substr(i).starts_with(close))
          return Quotation{style.open.size(), i - style.open.size(), i + close.size()};
    return Quotation{style.open.size(), 0, 0};
  }
  return single_quotation_at(text);
}

/// Length of the bare text that \a text begins with: up to white space, a bracket or a quotation
/// mark.
std::string in_quotes(std::string_view text) {
  if (text.find('"') == text.npos) return concat({"\"", text, "\""});
  if (text.find("»") == text.npos) return concat({"«", text, "»"});
  if (text.find("''") == text.npos && !text.ends_with('\'')) return concat({"''", text, "''"});
  return "";
}

std::size_t chunk_length(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && text[i] != '(' && text[i] != ')' && space_at(text.substr(i)) == 0 &&
         double_quote_at(text.substr(i)) == 0)
    ++i;
  return i;
}

/// Length of the name before the colon that makes \a chunk a field, or 0.
std::size_t field_name_length(std::string_view chunk) {
  if (chunk.empty() || !is_letter(chunk[0])) return 0;
  std::size_t i = 1;
  while (i < chunk.size() && is_name_char(chunk[i])) ++i;
  const bool url = chunk.substr(i).starts_with("://");
  return i < chunk.size() && chunk[i] == ':' && !url ? i : 0;
}

Result<void> check_characters(std::string_view text) {
  if (const std::size_t bad = text::first_invalid(text); bad != text.npos)
    return error_at(column_of(text, bad), Errc::invalid, "not valid UTF-8");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned c = static_cast<unsigned char>(text[i]);
    const bool blank = c == '\t' || c == '\n' || c == '\r';
    const bool high = c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (!high && (blank || (c >= 0x20 && c != 0x7F))) continue;
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "U+%04X",
                  high ? static_cast<unsigned char>(text[i + 1]) : c);
    return error_at(column_of(text, i), Errc::invalid,
                    concat({"control character ", name.data(), " in a query"}));
  }
  return {};
}

int column_of(std::string_view text, std::size_t at) {
  const auto starts = std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                    [](char c) { return (c & 0xC0) != 0x80; });
  return static_cast<int>(starts) + 1;
}

Error error_at(int column, Errc code, std::string message) {
  return Error{code, concat({"column ", std::to_string(column), ": ", message}), column};
}

std::string concat(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) out += part;
  return out;
}

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::size_t space_at(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r') return 1;
  if (text.starts_with("\u00A0")) return 2;
  if (text.starts_with("\u1680") || text.starts_with("\u202F") || text.starts_with("\u205F") ||
      text.starts_with("\u3000") || text.starts_with("\u2028") || text.starts_with("\u2029"))
    return 3;
  // U+2000 to U+200A.
  const bool typographic = text.starts_with("\xE2\x80") && text.size() > 2 &&
                           static_cast<unsigned char>(text[2]) <= 0x8A;
  return typographic ? 3 : 0;
}

std::string_view trim(std::string_view text) {
  while (const std::size_t n = space_at(text)) text.remove_prefix(n);
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t n = space_at(text.substr(i));
    i += n == 0 ? 1 : n;
    if (n == 0) end = i;
  }
  return text.substr(0, end);
}

std::size_t wildcard_in(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '*') return i;
    if (text[i] != '?' || i == 0) continue;
    const std::size_t next = text.find_first_not_of("*?", i);
    if (next != text.npos && (is_letter(text[next]) || is_digit(text[next]))) return i;
  }
  return text.npos;
}

std::size_t fuzzy_in(std::string_view chunk) {
  const std::size_t tilde = chunk.rfind('~');
  if (tilde == chunk.npos || tilde == 0) return chunk.npos;
  if (!is_letter(chunk[tilde - 1]) && !is_digit(chunk[tilde - 1])) return chunk.npos;
  const std::string_view edits = chunk.substr(tilde + 1);
  return edits.empty() || (edits.size() == 1 && is_digit(edits[0])) ? tilde : chunk.npos;
}

std::optional<std::string> pattern_of(std::string_view text) {
  std::string pattern;
  for (std::size_t at = 0;;) {
    const std::size_t wildcard = std::min(wildcard_in(text, at), text.size());
    const std::vector<std::string> terms = text::terms_of(text.substr(at, wildcard - at));
    const bool last = wildcard == text.size();
    if (terms.size() > 1 || (terms.empty() && wildcard > at && !last)) return std::nullopt;
    if (!terms.empty()) pattern += terms[0];
    if (last) return pattern;
    if (text[wildcard] != '*' || !pattern.ends_with('*')) pattern += text[wildcard];
    at = wildcard + 1;
  }
}

}  // namespace onrecord::query
