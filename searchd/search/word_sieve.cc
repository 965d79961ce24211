// Blocks of 64 bytes, compared with each wanted beginning at once: loops that the compiler makes
// vector instructions of.
#include "searchd/search/word_sieve.h"

#include <algorithm>
#include <cstring>

namespace onrecord::search {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::uint8_t kSmall = 0x20;

std::uint8_t byte(char c) { return static_cast<std::uint8_t>(c); }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_word(char c) {
  return is_small(static_cast<char>(byte(c) | kSmall)) || (c >= '0' && c <= '9');
}

/// Whether a word may begin at the byte \a at, which is not ASCII.  Not in the middle of a
/// character, nor at U+2000 to U+203F, which are dashes, quotation marks and points.
bool may_begin_word(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte(text[at]);
  if (lead < 0xC0) return false;
  return !(lead == 0xE2 && at + 1 < text.size() && byte(text[at + 1]) == 0x80);
}

}  // namespace

void WordSieve::want(std::string_view term, bool two) {
  if (term.empty() || byte(term[0]) >= 0x80) return;  // Such beginnings are always let by.
  // Behind anything but a letter may stand what folding drops: "1,000" is "1000".
  const bool sure = two && term.size() >= 2 && is_small(term[0]) && is_small(term[1]);
  Head head{static_cast<std::uint8_t>(byte(term[0]) | kSmall), 0, 0xFF};
  if (sure) head = {head.first, byte(term[1]), 0};
  if (std::find(heads_.begin(), heads_.end(), head) == heads_.end()) heads_.push_back(head);
}

/// Where a wanted word may begin, from \a from on; the text's size when nowhere.
std::size_t WordSieve::next_start(std::string_view text, std::size_t from) const {
  for (std::size_t block = from; block < text.size(); block += kBlock) {
    std::uint8_t raw[kBlock + 1];
    const std::size_t size = std::min(text.size() - block, kBlock + 1);
    std::memcpy(raw, text.data() + block, size);
    std::memset(raw + size, ' ', sizeof raw - size);
    std::uint8_t lower[kBlock + 1];
    for (std::size_t i = 0; i <= kBlock; ++i) lower[i] = raw[i] | kSmall;
    std::uint8_t found[kBlock];
    for (std::size_t i = 0; i < kBlock; ++i) found[i] = raw[i] & 0x80;
    for (const Head head : heads_)
      for (std::size_t i = 0; i < kBlock; ++i) {
        const auto first = static_cast<std::uint8_t>(lower[i] == head.first ? 0xFF : 0);
        const auto second = static_cast<std::uint8_t>(lower[i + 1] == head.second ? 0xFF : 0);
        // Or a letter with a diacritic, or something to be dropped.
        found[i] |= first & (second | head.any | (raw[i + 1] & 0x80));
      }
    for (std::size_t i = 0; i < kBlock; ++i) {
      std::uint64_t eight = 0;
      if (i % 8 == 0) std::memcpy(&eight, found + i, 8);
      if (i % 8 == 0 && eight == 0) {
        i += 7;
        continue;
      }
      const std::size_t at = block + i;
      if (found[i] == 0 || at >= text.size() || (at > from && is_word(text[at - 1]))) continue;
      if (byte(text[at]) < 0x80 || may_begin_word(text, at)) return at;
    }
  }
  return text.size();
}

WordSieve::Chunk WordSieve::next(std::string_view text, std::uint32_t from) const {
  const auto chunk_end = [&](std::size_t at) {
    while (at < text.size() && !is_space(text[at])) ++at;
    return static_cast<std::uint32_t>(at);
  };
  Chunk chunk;
  const std::size_t start = next_start(text, from);
  if (start == text.size()) return chunk;
  const auto chunk_begin = [&](std::size_t at) {
    while (at > from && !is_space(text[at - 1])) --at;
    return at;
  };
  std::size_t begin = chunk_begin(start);
  if (text[begin] == '%' && begin > from + std::size_t{1}) begin = chunk_begin(begin - 1);
  std::uint32_t end = chunk_end(start);
  if (text.substr(end).starts_with(" %")) end = chunk_end(end + std::size_t{1});
  chunk.span = {static_cast<std::uint32_t>(begin), end};
  chunk.words_before = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                                   text.begin() + static_cast<std::ptrdiff_t>(begin), is_word);
  return chunk;
}

}  // namespace onrecord::search
