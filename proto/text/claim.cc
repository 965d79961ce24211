// See claim.h.
#include "proto/text/claim.h"

#include <algorithm>
#include <initializer_list>

namespace onrecord::text {
namespace {

/// The claim without brackets and dots, every byte with its place in the claim.
struct Cleaned {
  std::string text;
  std::vector<std::uint32_t> places;  ///< Of every byte, and of the end.
  std::vector<std::uint32_t> dots;    ///< Bytes of `text` before which something was left out.
  std::vector<Span> brackets;         ///< Stretches of `text` that stood in brackets.
};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte | 0x20U) - 'a' < 26U || (byte >= 0x30 && byte <= 0x39);
}

/// Length of the dots at \a at: "…" or two full stops and more, also with spaces between; 0 for
/// none.
std::size_t dots_at(std::string_view text, std::size_t at) {
  constexpr std::string_view kEllipsis = "…";
  if (text.substr(at).starts_with(kEllipsis)) return kEllipsis.size();
  std::size_t count = 0;
  std::size_t end = at;
  for (std::size_t i = at; i < text.size() && (text[i] == '.' || text[i] == ' '); ++i)
    if (text[i] == '.') {
      ++count;
      end = i + 1;
    }
  // "U.S. .." is no common sight; two stops without a letter between are dots.
  return count >= 2 ? end - at : 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

class Cleaner {
 public:
  explicit Cleaner(std::string_view text) : text_(text) {}

  Cleaned run() {
    for (std::size_t at = 0; at < text_.size();) {
      if (text_[at] == '.' || text_[at] == '\xe2')
        if (const std::size_t length = dots_at(text_, at); length > 0) {
          leave_out();
          at += length;
          continue;
        }
      if (text_[at] == '[') {
        const std::size_t close = text_.find(']', at);
        if (close != std::string_view::npos) {
          bracket(at, close);
          at = close + 1;
          continue;
        }
      }
      put(text_[at], at);
      ++at;
    }
    out_.places.push_back(static_cast<std::uint32_t>(text_.size()));
    return std::move(out_);
  }

 private:
  void put(char c, std::size_t place) {
    out_.text += c;
    out_.places.push_back(static_cast<std::uint32_t>(place));
  }

  void leave_out() {
    out_.dots.push_back(static_cast<std::uint32_t>(out_.text.size()));
    // A stop keeps the words apart, as the dots did.
    put('\n', out_.places.empty() ? 0 : out_.places.back());
  }

  void bracket(std::size_t open, std::size_t close) {
    const std::string_view inside = text_.substr(open + 1, close - open - 1);
    const std::string_view words = trimmed(inside);
    const bool in_word = (open > 0 && is_word_byte(text_[open - 1])) ||
                         (close + 1 < text_.size() && is_word_byte(text_[close + 1]));
    if (words == "sic" || words == "Sic") return;
    if (words.empty() || words.find_first_not_of(". ") == std::string_view::npos || words == "…") {
      leave_out();
      return;
    }
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    for (std::size_t i = open + 1; i < close; ++i) put(text_[i], i);
    if (!in_word) out_.brackets.push_back({begin, static_cast<std::uint32_t>(out_.text.size())});
  }

  std::string_view text_;
  Cleaned out_;
};

/// Words [begin, end) of a claim that stand outside of its quotation marks.
struct Outside {
  std::size_t begin = 0, end = 0;
};

std::string_view mark_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : {"\"", "“", "”"})
    if (text.substr(at).starts_with(mark)) return mark;
  return {};
}

/// For each byte whether it stands between quotation marks; empty where they do not pair.
std::vector<bool> quoted_bytes(std::string_view text) {
  std::vector<bool> quoted(text.size(), false);
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view mark = mark_at(text, at);
    if (mark.empty()) {
      quoted[at++] = inside;
      continue;
    }
    const bool opens = mark == "“" || (mark == "\"" && !inside);
    if (opens == inside) return {};
    inside = opens;
    at += mark.size();
  }
  return inside ? std::vector<bool>() : quoted;
}

bool is_saying(std::string_view word) {
  constexpr std::string_view kSaying[] = {
      "said",   "says",  "told",   "tells",     "added",    "adds",      "stated",  "wrote",
      "writes", "asked", "asks",   "replied",   "replies",  "explained", "warned",  "insisted",
      "argued", "noted", "noting", "continued", "declared", "announced", "tweeted", "according"};
  return std::find(std::begin(kSaying), std::end(kSaying), word) != std::end(kSaying);
}

/// Whether words outside of the marks only tell who speaks: "she said", or a name behind a dash or
/// before a colon.
bool is_attribution(const Claim& claim, const Outside& words) {
  constexpr std::size_t kMostWords = 8;
  constexpr std::size_t kMostNames = 4;
  const std::string_view text = claim.text;
  const std::size_t size = words.end - words.begin;
  if (size > kMostWords) return false;
  bool says = false;
  bool names = size <= kMostNames;
  for (std::size_t i = words.begin; i < words.end; ++i) {
    const SpokenWord& word = claim.words[i];
    constexpr int kFirst = 1, kWe = 2;  // Groups of persons.
    if (word.has(kPerson) && (word.group == kFirst || word.group == kWe)) return false;
    says = says || is_saying(word.key);
    const char first = text[word.span.begin];
    names = names && word.content() && first >= 'A' && first <= 'Z';
  }
  const auto has = [](std::string_view marks, std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(),
                       [&](std::string_view mark) { return marks.find(mark) != marks.npos; });
  };
  if (words.begin > 0) {
    const std::uint32_t from = claim.words[words.begin - 1].span.end;
    const auto marks = text.substr(from, claim.words[words.begin].span.begin - from);
    return (says && has(marks, {",", ".", "!", "?"})) ||
           (names && words.end == claim.words.size() && has(marks, {"–", "—", "-"}));
  }
  const std::uint32_t from = claim.words[words.end - 1].span.end;
  const auto marks = text.substr(from, claim.words[words.end].span.begin - from);
  return (says && has(marks, {",", ":"})) || (names && has(marks, {":"}));
}

}  // namespace

Claim read_claim(std::string_view text) {
  Claim claim;
  claim.text = text;
  const Cleaned cleaned = Cleaner(text).run();
  claim.words = spoken_words(cleaned.text);
  claim.dots_before.assign(claim.words.size() + 1, false);
  for (const std::uint32_t dots : cleaned.dots) {
    const auto behind =
        std::find_if(claim.words.begin(), claim.words.end(),
                     [&](const SpokenWord& word) { return word.span.begin >= dots; });
    claim.dots_before[static_cast<std::size_t>(behind - claim.words.begin())] = true;
  }
  for (SpokenWord& word : claim.words) {
    for (const Span bracket : cleaned.brackets)
      if (bracket.contains(word.span)) word.roles |= kBracketed;
    word.span = {cleaned.places[word.span.begin], cleaned.places[word.span.end - 1] + 1};
  }
  return claim;
}

void drop_attributions(Claim& claim) {
  constexpr std::size_t kLeastQuoted = 3;
  const std::vector<bool> quoted = quoted_bytes(claim.text);
  if (quoted.empty()) return;
  std::vector<Outside> outside;
  std::size_t inside = 0;
  for (std::size_t i = 0; i < claim.words.size(); ++i) {
    if (quoted[claim.words[i].span.begin]) {
      ++inside;
    } else if (!outside.empty() && outside.back().end == i) {
      ++outside.back().end;
    } else {
      outside.push_back({i, i + 1});
    }
  }
  if (inside < kLeastQuoted ||
      !std::all_of(outside.begin(), outside.end(),
                   [&](const Outside& one) { return is_attribution(claim, one); }))
    return;
  for (auto one = outside.rbegin(); one != outside.rend(); ++one) {
    const auto begin = static_cast<std::ptrdiff_t>(one->begin);
    const auto end = static_cast<std::ptrdiff_t>(one->end);
    claim.words.erase(claim.words.begin() + begin, claim.words.begin() + end);
    claim.dots_before.erase(claim.dots_before.begin() + begin, claim.dots_before.begin() + end);
  }
}

}  // namespace onrecord::text
