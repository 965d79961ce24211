// See passage.h.
#include "searchd/verify/passage.h"

#include <algorithm>
#include <iterator>

#include "proto/text/sentences.h"

namespace onrecord::verify {
namespace {

constexpr std::string_view kMarks[] = {"\"", "“",  "”", "‘",  "’",  "«", "»",
                                       "„",  "''", " ", "\n", "\r", "\t"};

/// \a text without the white space and quotation marks at its end.
std::string_view unmarked_end(std::string_view text) {
  for (bool again = true; again && !text.empty();) {
    again = false;
    for (const std::string_view mark : kMarks)
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        again = true;
      }
  }
  return text;
}

/// Whether the sentence of the piece before goes on behind what stands between the two.
bool sentence_goes_on(std::string_view before, std::string_view between) {
  const std::string_view last = unmarked_end(before);
  if (last.ends_with('.') || last.ends_with('!') || last.ends_with('?')) return false;
  const std::string_view attribution = unmarked_end(between);
  return attribution.empty() || attribution.ends_with(',') || attribution.ends_with("—") ||
         attribution.ends_with("–") || attribution.ends_with('-');
}

}  // namespace

Passage make_passage(std::string_view text, std::span<const Piece> pieces) {
  Passage passage;
  passage.text = text;
  std::uint32_t sentence = 0;
  std::uint32_t stretch = 0;
  std::uint32_t end = 0;
  std::string_view before;
  for (const Piece& piece : pieces) {
    const std::string_view words = piece.span.of(text);
    if (!before.empty()) {
      const bool in_order = piece.span.begin >= end;
      const bool runs_on = piece.joint == Joint::runs_on && in_order;
      if (!runs_on) ++stretch;
      if (!runs_on || !sentence_goes_on(before, Span{end, piece.span.begin}.of(text))) ++sentence;
    }
    std::vector<text::SpokenWord> spoken = text::spoken_words(text, piece.span);
    std::size_t next = 0;
    bool first = true;
    for (const Span said : text::sentences(words)) {
      if (!first) ++sentence;
      first = false;
      const std::uint32_t stop = piece.span.begin + said.end;
      for (; next < spoken.size() && spoken[next].span.begin < stop; ++next)
        passage.sentences.push_back(sentence);
    }
    for (; next < spoken.size(); ++next) passage.sentences.push_back(sentence);
    passage.stretches.insert(passage.stretches.end(), spoken.size(), stretch);
    std::move(spoken.begin(), spoken.end(), std::back_inserter(passage.words));
    before = words;
    end = piece.span.end;
  }
  return passage;
}

bool inside_quotation(std::string_view text, Span paragraph, std::uint32_t at) {
  bool inside = false;
  for (std::uint32_t i = paragraph.begin; i < at && i < paragraph.end; ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with('"'))
      inside = !inside;
    else if (rest.starts_with("“") || rest.starts_with("«") || rest.starts_with("„"))
      inside = true;
    else if (rest.starts_with("”") || rest.starts_with("»"))
      inside = false;
  }
  return inside;
}

Span quotation_at(std::string_view text, Span part, std::uint32_t at) {
  struct Pair {
    std::string_view open, close;
  };
  constexpr Pair kPairs[] = {{"\"", "\""}, {"“", "”"}, {"«", "»"},
                             {"„", "“"},   {"‘", "’"}, {"'", "'"}};
  const auto letter = [&](std::uint32_t i) {
    const auto byte = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
    return byte >= 0x80 || (byte | 0x20U) - 'a' < 26U || (byte >= '0' && byte <= '9');
  };
  const auto marked = [&](std::uint32_t i, std::string_view mark) {
    return text.substr(i).starts_with(mark);
  };
  const Pair* open = nullptr;
  std::uint32_t begin = 0;
  for (std::uint32_t i = part.begin; i < part.end; ++i) {
    if (open != nullptr) {
      const auto size = static_cast<std::uint32_t>(open->close.size());
      // An apostrophe stands between letters.
      const bool apostrophe = (open->close == "'" || open->close == "’") && letter(i + size);
      if (!marked(i, open->close) || apostrophe) continue;
      if (at >= begin && at < i) return {begin, i};
      open = nullptr;
      i += size - 1;
      continue;
    }
    if (i > at) break;
    if (marked(i, "'") && i > part.begin && letter(i - 1)) continue;
    for (const Pair& pair : kPairs)
      if (open == nullptr && marked(i, pair.open)) open = &pair;
    if (open == nullptr) continue;
    i += static_cast<std::uint32_t>(open->open.size()) - 1;
    begin = i + 1;
  }
  return {};
}

}  // namespace onrecord::verify
