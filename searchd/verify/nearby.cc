// One pass over the letters, then a window over the words that were found.
#include "searchd/verify/nearby.h"

#include <algorithm>
#include <bit>
#include <cstring>

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

constexpr std::uint32_t kBlock = 64;

/// Bit n: the byte n of the block is part of a word.  Loops that the compiler makes vector
/// instructions of.
std::uint64_t word_bytes(const unsigned char* block) {
  std::uint8_t part[kBlock];
  for (std::uint32_t i = 0; i < kBlock; ++i) {
    const auto small = static_cast<std::uint8_t>((block[i] | 0x20U) - 'a');
    const auto digit = static_cast<std::uint8_t>(block[i] - '0');
    part[i] = static_cast<std::uint8_t>((small < 26) | (digit < 10) | (block[i] >> 7));
  }
  std::uint64_t bits = 0;
  for (std::uint32_t i = 0; i < kBlock; i += 8) {
    std::uint64_t eight = 0;
    for (std::uint32_t k = 0; k < 8; ++k) eight |= std::uint64_t{part[i + k]} << (8 * k);
    // The eight lowest bits of the bytes, side by side.
    bits |= (eight * 0x0102040810204080U >> 56) << i;
  }
  return bits;
}

/// Calls \a found(begin, end) for each run of letters in \a text.
template <class Found>
void each_word(std::string_view text, Found&& found) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t begin = 0;
  bool open = false;  ///< A word began at `begin`.
  for (std::uint32_t at = 0; at < size; at += kBlock) {
    unsigned char block[kBlock];
    const std::uint32_t here = std::min(size - at, kBlock);
    std::memcpy(block, text.data() + at, here);
    std::memset(block + here, ' ', kBlock - here);
    const std::uint64_t inside = word_bytes(block);
    const std::uint64_t behind = inside << 1 | (open ? 1 : 0);  // Bytes behind one of a word.
    std::uint64_t begins = inside & ~behind;
    for (std::uint64_t ends = behind & ~inside; ends != 0; ends &= ends - 1) {
      if (!open) {
        begin = at + static_cast<std::uint32_t>(std::countr_zero(begins));
        begins &= begins - 1;
      }
      open = false;
      found(begin, at + static_cast<std::uint32_t>(std::countr_zero(ends)));
    }
    if (begins == 0) continue;
    begin = at + static_cast<std::uint32_t>(std::countr_zero(begins));
    open = true;
  }
  if (open) found(begin, size);
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = kSeed;
  for (const char c : word) hash = (hash ^ letter(c)) * kPrime;
  return hash;
}

std::uint64_t length_bit(std::uint32_t length) {
  return std::uint64_t{1} << std::min(length, kMostLetters);
}

}  // namespace

Nearby::Nearby(const text::Claim& claim) : words_(claim.text.size() / 2 + 1) {
  if (claim.words.empty()) return;
  std::uint32_t begin = claim.words.front().span.begin;
  std::uint32_t end = 0;
  for (const text::SpokenWord& word : claim.words) {
    begin = std::min(begin, word.span.begin);
    end = std::max(end, word.span.end);
    const std::string_view printed = word.span.of(claim.text);
    each_word(printed, [&](std::uint32_t from, std::uint32_t to) {
      const std::string_view letters = Span{from, to}.of(printed);
      const std::uint32_t weight = word.content() ? 2 : 1;
      const auto number = static_cast<std::size_t>(words_.add(hash_of(letters)));
      if (number == weights_.size()) weights_.push_back(weight);
      lengths_[letter(letters[0])] |= length_bit(to - from);
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
  each_word(text, [&](std::uint32_t begin, std::uint32_t end) {
    if ((lengths_[letter(text[begin])] & length_bit(end - begin)) == 0) return;
    const std::int32_t found = words_.find(hash_of(Span{begin, end}.of(text)));
    if (found >= 0) hits.push_back({begin, static_cast<std::uint32_t>(found)});
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
