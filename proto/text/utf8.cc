#include "proto/text/utf8.h"

#include <algorithm>
#include <cstring>

namespace onrecord::text {
namespace {

constexpr std::size_t kStride = 256;

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// What stands at one place of arbitrary bytes.
struct Sequence {
  char32_t value = 0;
  std::uint32_t size = 1;  ///< Of the code point, or of the maximal ill-formed subpart.
  bool valid = false;
};

/// Table 3-7 of Unicode 15: which second bytes may follow a first one.
Sequence read(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  if (first < 0x80) return {first, 1, true};
  if (first < 0xC2 || first > 0xF4) return {};
  const std::uint32_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (first == 0xE0) low = 0xA0;
  if (first == 0xED) high = 0x9F;
  if (first == 0xF0) low = 0x90;
  if (first == 0xF4) high = 0x8F;
  char32_t value = first & (0xFFU >> (length + 1));
  for (std::uint32_t i = 1; i < length; ++i) {
    if (at + i >= text.size()) return {0, i, false};
    const unsigned char next = byte_at(text, at + i);
    if (next < low || next > high) return {0, i, false};
    low = 0x80;
    high = 0xBF;
    value = (value << 6) | (next & 0x3FU);
  }
  return {value, length, true};
}

/// The first byte at or after \a at that is not ASCII, or the size.  Eight bytes at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    at += 8;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

}  // namespace

CodePoint decode_long(std::string_view text, std::size_t at) {
  const Sequence found = read(text, at);
  if (!found.valid) return {0xFFFD, 1};
  return {found.value, found.size};
}

std::size_t before(std::string_view text, std::size_t at) {
  --at;
  while (at > 0 && continues(byte_at(text, at))) --at;
  return at;
}

void append(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t first_invalid(std::string_view bytes) {
  std::size_t at = skip_ascii(bytes, 0);
  while (at < bytes.size()) {
    const Sequence found = read(bytes, at);
    if (!found.valid) return at;
    at = skip_ascii(bytes, at + found.size);
  }
  return std::string_view::npos;
}

Mended mend(std::string_view bytes) {
  Mended mended;
  mended.text.reserve(bytes.size());
  std::size_t at = 0;
  while (at < bytes.size()) {
    const Sequence found = read(bytes, at);
    if (!found.valid) {
      append(mended.text, 0xFFFD);
      ++mended.replaced;
    } else if (found.value == 0) {
      ++mended.dropped;
    } else {
      mended.text.append(bytes, at, found.size);
    }
    at += found.size;
  }
  return mended;
}

namespace {

/// How many units the code points that begin in [begin, end) take.
std::uint32_t units(std::string_view text, std::size_t begin, std::size_t end, OffsetUnit unit) {
  std::uint32_t count = 0;
  for (std::size_t at = begin; at < end; ++at) {
    const unsigned char byte = byte_at(text, at);
    if (continues(byte)) continue;
    count += unit == OffsetUnit::utf16 && byte >= 0xF0 ? 2 : 1;
  }
  return count;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view text, OffsetUnit unit)
    : text_(text), unit_(unit), ascii_(skip_ascii(text, 0) == text.size()) {
  if (ascii_ || unit == OffsetUnit::bytes) return;
  checkpoints_.reserve(text.size() / kStride + 1);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at <= text.size(); at += kStride) {
    checkpoints_.push_back(count);
    count += units(text, at, std::min(at + kStride, text.size()), unit);
  }
}

std::uint32_t OffsetMap::operator()(std::uint32_t byte_offset) const {
  std::size_t at = std::min<std::size_t>(byte_offset, text_.size());
  while (at > 0 && at < text_.size() && continues(byte_at(text_, at))) --at;
  if (checkpoints_.empty()) return static_cast<std::uint32_t>(at);
  const std::size_t point = at / kStride;
  return checkpoints_[point] + units(text_, point * kStride, at, unit_);
}

}  // namespace onrecord::text
