// One pass over the letters, then a window over the words that were found.
#include "searchd/verify/nearby.h"

#include <algorithm>

namespace onrecord::verify {
namespace {

constexpr std::uint32_t kMargin = 200;  ///< Bytes that a window has at least beside its words.
constexpr std::uint64_t kSeed = 0xcbf29ce484222325U;
constexpr std::uint64_t kPrime = 0x100000001b3U;
constexpr std::uint32_t kMostLetters = 63;

/// The letter or digit in lower case; 0 for anything else of ASCII.
unsigned char letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80 || (byte >= '0' && byte <= '9')) return byte;
  const auto lower = static_cast<unsigned char>(byte | 0x20U);
  return lower >= 'a' && lower <= 'z' ? lower : 0;
}

/// Calls \a found(begin, end, hash) of each run of letters in \a text.
template <class Found>
void each_word(std::string_view text, Found&& found) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = 0; i < size;) {
    const std::uint32_t begin = i;
    std::uint64_t hash = kSeed;
    for (unsigned char c = 0; i < size && (c = letter(text[i])) != 0; ++i)
      hash = (hash ^ c) * kPrime;
    if (i > begin) found(begin, i, hash);
    if (i == begin) ++i;
  }
}

}  // namespace

Nearby::Nearby(const text::Claim& claim) {
  if (claim.words.empty()) return;
  std::uint32_t begin = claim.words.front().span.begin;
  std::uint32_t end = 0;
  for (const text::SpokenWord& word : claim.words) {
    begin = std::min(begin, word.span.begin);
    end = std::max(end, word.span.end);
    each_word(word.span.of(claim.text),
              [&](std::uint32_t from, std::uint32_t to, std::uint64_t hash) {
                const std::uint32_t weight = word.content() ? 2 : 1;
                const auto [at, is_new] =
                    words_.try_emplace(hash, static_cast<std::uint32_t>(weights_.size()));
                if (is_new) weights_.push_back(weight);
                lengths_ |= std::uint64_t{1} << std::min(to - from, kMostLetters);
              });
  }
  width_ = 3 * (end - begin) + kMargin;
  anywhere_ = std::any_of(claim.dots_before.begin(), claim.dots_before.end(),
                          [](bool dots) { return dots; });
}

Span Nearby::in(std::string_view text) const {
  const Span all{0, static_cast<std::uint32_t>(text.size())};
  if (anywhere_ || weights_.empty() || all.size() <= 4 * width_) return all;
  struct Hit {
    std::uint32_t at, word;
  };
  std::vector<Hit> hits;
  each_word(text, [&](std::uint32_t begin, std::uint32_t end, std::uint64_t hash) {
    if ((lengths_ >> std::min(end - begin, kMostLetters) & 1) == 0) return;
    const auto found = words_.find(hash);
    if (found != words_.end()) hits.push_back({begin, found->second});
  });
  std::vector<std::uint32_t> times(weights_.size());
  std::uint32_t now = 0;
  std::uint32_t most = 0;
  Span best{0, 0};
  std::size_t first = 0;
  for (const Hit& hit : hits) {
    if (times[hit.word]++ == 0) now += weights_[hit.word];
    for (; hits[first].at + width_ < hit.at; ++first)
      if (--times[hits[first].word] == 0) now -= weights_[hits[first].word];
    if (now <= most) continue;
    most = now;
    best = {hits[first].at, hit.at};
  }
  if (most == 0) return all;
  Span part{best.begin - std::min(best.begin, width_), std::min(best.end + width_, all.end)};
  while (part.begin > 0 && text[part.begin - 1] != ' ' && text[part.begin - 1] != '\n')
    --part.begin;
  while (part.end < all.end && text[part.end] != ' ' && text[part.end] != '\n') ++part.end;
  return part;
}

}  // namespace onrecord::verify
