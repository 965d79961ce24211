// See json_out.h.
#include "proto/text/json_out.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escape(std::string& out, char c) {
  constexpr std::string_view kShort = "\"\"\\\\\bb\ff\nn\rr\tt";  // a byte, and its letter
  for (std::size_t i = 0; i < kShort.size(); i += 2) {
    if (kShort[i] != c) continue;
    out += '\\';
    out += kShort[i + 1];
    return;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = find_json_escape(text, begin);
    out.append(text, begin, end - begin);
    if (end == text.size()) return;
    append_escape(out, text[end]);
    begin = end + 1;
  }
}

}  // namespace

std::size_t find_json_escape(std::string_view text, std::size_t from) {
  if constexpr (std::endian::native == std::endian::little) {
    // The lowest bit that is set is that of the first byte looked for; above it borrows may set
    // others.  "Determine if a word has a byte less than n", Anderson's Bit Twiddling Hacks.
    constexpr std::uint64_t kOnes = 0x0101010101010101u;
    for (; from + 8 <= text.size(); from += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + from, 8);
      const std::uint64_t quote = word ^ (kOnes * '"');
      const std::uint64_t slash = word ^ (kOnes * '\\');
      const std::uint64_t found = (((word - kOnes * 0x20) & ~word) | ((quote - kOnes) & ~quote) |
                                   ((slash - kOnes) & ~slash)) &
                                  (kOnes * 0x80);
      if (found != 0) return from + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
  }
  while (from < text.size() && !needs_escape(text[from])) ++from;
  return from;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  if (first_invalid(text) == std::string_view::npos)
    append_escaped(out, text);
  else
    append_escaped(out, mend(text).text);
  out += '"';
}

}  // namespace onrecord::text
