// Where paragraphs begin and end, from blank lines, indentation and the lengths of lines.  Reads no
// sentence.
#include <algorithm>
#include <optional>

#include "proto/text/letters.h"
#include "proto/text/sentences.h"
#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

/// One line that is not blank, without the white space around it.
struct Line {
  Span span;
  std::uint32_t length = 0;      ///< In code points, indentation counted.
  std::uint32_t indent = 0;      ///< White space before it, in code points.
  std::uint32_t first_word = 0;  ///< In code points.
  bool after_blank = true;  ///< The first of the text, or a blank line or U+2029 stands before it.
  bool bullet = false;      ///< Begins with "- ", "* " or "•".
  bool capitalised =
      false;  ///< Begins with a capital and a small letter, or with a capital that is a word.
  bool lettered = false;  ///< Begins with a letter.
  bool closed = false;    ///< Ends in . ! ? : ; … or one of those and a closing mark.
};

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

bool closes_sentence(std::string_view line) {
  for (std::size_t at = line.size(); at > 0;) {
    at = before(line, at);
    switch (decode(line, at).value) {
      case '"':
      case '\'':
      case ')':
      case ']':
      case 0x2019:
      case 0x201D:
      case 0xBB:
      case 0x203A:
      case 0x300D:
      case 0x300F:
        continue;
      case '.':
      case '!':
      case '?':
      case ':':
      case ';':
      case 0x2026:
      case 0x61F:
      case 0x6D4:
      case 0x3002:
      case 0xFF01:
      case 0xFF1F:
        return true;
      default:
        return false;
    }
  }
  return false;
}

void describe(std::string_view text, Line& line) {
  const std::string_view printed = line.span.of(text);
  for (std::size_t at = 0; at < printed.size();) {
    const CodePoint point = decode(printed, at);
    if (is_space(point.value)) break;
    ++line.first_word;
    at += point.size;
  }
  const CodePoint first = decode(printed, 0);
  const Letter letter = letter_of(first.value);
  line.lettered = letter.kind == CharClass::letter || letter.kind == CharClass::unit;
  if (letter.capital) {
    const Letter second =
        printed.size() > first.size ? letter_of(decode(printed, first.size).value) : Letter{};
    line.capitalised = !second.capital && second.kind != CharClass::digit;
  }
  line.bullet = first.value == 0x2022 || printed.starts_with("- ") || printed.starts_with("* ");
  line.closed = closes_sentence(printed);
}

/// The line of ASCII that begins at \a at and ends in one '\n' or with the text: the bytes before
/// that, or nothing when it is not such a one.
std::optional<std::string_view> plain_line(std::string_view text, std::size_t at) {
  const std::string_view line = text.substr(at, text.find('\n', at) - at);
  unsigned char all = 0;
  bool returns = false;
  for (const char c : line) {
    all |= static_cast<unsigned char>(c);
    returns |= c == '\r';
  }
  if (all >= 0x80 || returns) return std::nullopt;
  return line;
}

bool is_plain_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  bool blank = true;
  for (std::size_t at = 0; at < text.size();) {
    Line line;
    line.after_blank = blank;
    if (const auto plain = plain_line(text, at)) {
      std::size_t begin = 0;
      std::size_t end = plain->size();
      while (begin < end && is_plain_space((*plain)[begin])) ++begin;
      while (end > begin && is_plain_space((*plain)[end - 1])) --end;
      blank = begin == end;
      if (!blank) {
        line.span = {static_cast<std::uint32_t>(at + begin), static_cast<std::uint32_t>(at + end)};
        line.indent = static_cast<std::uint32_t>(begin);
        line.length = static_cast<std::uint32_t>(end);
        describe(text, line);
        lines.push_back(line);
      }
      at += plain->size() + 1;
      continue;
    }
    std::uint32_t read = 0;
    bool content = false;
    bool paragraph_end = false;
    while (at < text.size()) {
      const CodePoint point = decode(text, at);
      const auto begin = static_cast<std::uint32_t>(at);
      at += point.size;
      if (is_line_end(point.value)) {
        if (point.value == '\r' && at < text.size() && text[at] == '\n') ++at;
        paragraph_end = point.value == 0x2029;
        break;
      }
      ++read;
      if (is_space(point.value)) continue;
      if (!content) {
        line.span.begin = begin;
        line.indent = read - 1;
        content = true;
      }
      line.span.end = begin + point.size;
      line.length = read;
    }
    if (content) {
      describe(text, line);
      lines.push_back(line);
    }
    blank = !content || paragraph_end;
  }
  return lines;
}

/// Whether \a next may go on where \a line ended.  Deeper indentation begins a paragraph; so does
/// the same indentation, where only first lines have any (\a margin is the least of all), after a
/// line that ends a sentence.
bool may_wrap(const Line& line, const Line& next, std::uint32_t margin) {
  if (next.after_blank || next.bullet || next.indent > line.indent) return false;
  return next.indent == margin || !line.closed;
}

/// The first word of \a next would not have fitted behind \a line.  In mid-sentence give or take an
/// indentation that was shortened.
bool is_full(const Line& line, const Line& next, std::uint32_t width) {
  const std::uint32_t slack = line.closed ? 0 : 4;
  return line.length + 1 + next.first_word + slack > width;
}

/// The width at which \a lines were wrapped, or 0 when they were not.
std::uint32_t wrap_width(const std::vector<Line>& lines, std::uint32_t margin) {
  constexpr std::uint32_t kNarrowest = 30;
  constexpr std::uint32_t kWidest = 120;
  std::vector<std::uint32_t> lengths;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (may_wrap(lines[i], lines[i + 1], margin)) lengths.push_back(lines[i].length);
  }
  if (lengths.empty()) return 0;
  const auto ninth_tenth =
      lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) * 9 / 10);
  std::nth_element(lengths.begin(), ninth_tenth, lengths.end());
  const std::uint32_t width = *ninth_tenth;
  if (width < kNarrowest || width > kWidest) return 0;
  std::size_t full = 0;
  std::size_t mid_sentence = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line& line = lines[i];
    const Line& next = lines[i + 1];
    if (!may_wrap(line, next, margin)) continue;
    if (is_full(line, next, width)) ++full;
    if (!line.closed && next.lettered && !next.capitalised) ++mid_sentence;
  }
  const bool wrapped = full * 10 >= lengths.size() * 4 && mid_sentence * 4 >= lengths.size();
  return wrapped ? width : 0;
}

/// Whether \a lines begin their paragraphs, but for the first, with an indentation.
bool indents_paragraphs(const std::vector<Line>& lines, std::uint32_t margin) {
  bool any = false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].after_blank) return false;
    any = any || (lines[i].indent > margin && lines[i - 1].closed);
  }
  return any && lines.front().indent == margin;
}

/// "Inc" at the head of a line ends a name that began on the line before.
bool ends_name(std::string_view line) {
  const std::string_view word = line.substr(0, line.find(' '));
  return word.size() < line.size() && (word == "Inc" || word == "Corp" || word == "Co" ||
                                       word == "Ltd" || word == "Plc" || word == "PLC");
}

/// Whether the first line goes on though it is short: what stood before it, a dateline, was taken
/// off.
bool first_goes_on(std::string_view text, const std::vector<Line>& lines, std::uint32_t margin,
                   std::uint32_t width) {
  constexpr std::uint32_t kShortest = 3;  // parts of the width
  const Line& first = lines[0];
  const Line& next = lines[1];
  return may_wrap(first, next, margin) && !first.closed && first.length * kShortest >= width &&
         (indents_paragraphs(lines, margin) || ends_name(next.span.of(text)));
}

}  // namespace

std::vector<Span> paragraphs(std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  std::uint32_t margin = UINT32_MAX;
  for (const Line& line : lines) margin = std::min(margin, line.indent);
  const std::uint32_t width = wrap_width(lines, margin);
  const auto goes_on = [&](const Line& line, const Line& next) {
    if (width == 0 || !may_wrap(line, next, margin)) return false;
    return is_full(line, next, width) ||
           (!line.closed && !next.capitalised && line.length * 2 >= width);
  };
  std::vector<Span> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool after_first = i == 1 && width != 0 && first_goes_on(text, lines, margin, width);
    if (i > 0 && (after_first || goes_on(lines[i - 1], lines[i]))) {
      found.back().end = lines[i].span.end;
    } else {
      found.push_back(lines[i].span);
    }
  }
  return found;
}

}  // namespace onrecord::text
