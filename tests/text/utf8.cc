#include "proto/text/utf8.h"

#include <random>

#include "tests/catch.h"

namespace onrecord::text {
namespace {

TEST_CASE("the first invalid byte is found, whatever is wrong with it") {
  struct Case {
    std::string_view bytes;
    std::size_t at;
  };
  const auto c = GENERATE(values<Case>({
      {"", std::string_view::npos},
      {"plain text, longer than eight bytes", std::string_view::npos},
      {"caf\xC3\xA9 \xE2\x80\x9C \xF0\x9F\x98\x80", std::string_view::npos},
      {"\xF4\x8F\xBF\xBF", std::string_view::npos},
      {"\xEF\xBF\xBF\xED\x9F\xBF\xEE\x80\x80", std::string_view::npos},
      {"caf\xE9", 3},  // Latin-1
      {"eight bytes\xFF", 11},
      {"\x80", 0},               // continuation alone
      {"a\xC0\x80", 1},          // overlong NUL
      {"a\xE0\x80\x80", 1},      // overlong
      {"a\xF0\x80\x80\x80", 1},  // overlong
      {"a\xED\xA0\x80", 1},      // surrogate
      {"a\xF4\x90\x80\x80", 1},  // beyond U+10FFFF
      {"a\xE2\x80", 1},          // cut short
      {"a\xF0\x9F\x98", 1},      // cut short
  }));
  CAPTURE(c.bytes);
  CHECK(first_invalid(c.bytes) == c.at);
}

TEST_CASE("mending replaces each maximal ill-formed subpart and drops NUL") {
  struct Case {
    std::string_view bytes, text;
    std::size_t replaced, dropped;
  };
  using namespace std::string_view_literals;
  const auto c = GENERATE(values<Case>({
      {"caf\xC3\xA9"sv, "café"sv, 0, 0},
      {"caf\xE9 ol\xFF"sv, "caf\uFFFD ol\uFFFD"sv, 2, 0},
      {"a\0b\0"sv, "ab"sv, 0, 2},
      // The example of Unicode 15, table 3-8.
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"sv,
       "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"sv, 8, 0},
      // Table 3-11: a sequence cut short is one.
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"sv, "\uFFFD\uFFFD\uFFFD\uFFFDA"sv, 4, 0},
      {"\xED\xA0\x80"sv, "\uFFFD\uFFFD\uFFFD"sv, 3, 0},
  }));
  CAPTURE(c.bytes);
  const Mended mended = mend(c.bytes);
  CHECK(mended.text == c.text);
  CHECK(mended.replaced == c.replaced);
  CHECK(mended.dropped == c.dropped);
}

TEST_CASE("what is mended is valid, and stays as it is when mended again") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(random() % 3 == 0 ? random() % 128 : random() % 256);
    const Mended mended = mend(bytes);
    CHECK(first_invalid(mended.text) == std::string_view::npos);
    CHECK(mend(mended.text).text == mended.text);
    if (mended.replaced == 0) CHECK(first_invalid(bytes) == std::string_view::npos);
  }
}

TEST_CASE("offsets count in the unit asked for") {
  const std::string text = "aé“😀z";  // 1 + 2 + 3 + 4 + 1 bytes
  struct Case {
    std::uint32_t byte, codepoints, utf16;
  };
  const auto c = GENERATE(values<Case>(
      {{0, 0, 0}, {1, 1, 1}, {3, 2, 2}, {6, 3, 3}, {10, 4, 5}, {11, 5, 6}, {2, 1, 1}, {8, 3, 3}}));
  CAPTURE(c.byte);
  CHECK(OffsetMap(text, OffsetUnit::codepoints)(c.byte) == c.codepoints);
  CHECK(OffsetMap(text, OffsetUnit::utf16)(c.byte) == c.utf16);
}

TEST_CASE("bytes stay bytes, and every unit is the same in ASCII") {
  const auto unit = GENERATE(OffsetUnit::bytes, OffsetUnit::codepoints, OffsetUnit::utf16);
  const std::string text(1000, 'x');
  CHECK(OffsetMap(text, unit)(999) == 999);
  CHECK(OffsetMap(text, unit)(1000) == 1000);
  CHECK(OffsetMap("é", OffsetUnit::bytes)(2) == 2);
  CHECK(OffsetMap("", unit)(0) == 0);
}

TEST_CASE("offsets of a long text agree with a count from its beginning") {
  std::string text;
  std::mt19937 random(11);
  constexpr char32_t kAlphabet[] = {U'a', U' ', U'é', U'“', U'😀', U'한'};
  for (int i = 0; i < 3000; ++i) append(text, kAlphabet[random() % std::size(kAlphabet)]);
  const OffsetMap codepoints(text, OffsetUnit::codepoints);
  const OffsetMap utf16(text, OffsetUnit::utf16);
  std::uint32_t points = 0;
  std::uint32_t units = 0;
  std::size_t wrong = 0;
  for (std::uint32_t at = 0; at < text.size(); at += decode(text, at).size) {
    if (codepoints(at) != points || utf16(at) != units) ++wrong;
    ++points;
    units += decode(text, at).value > 0xFFFF ? 2 : 1;
  }
  CHECK(wrong == 0);
  CHECK(codepoints(static_cast<std::uint32_t>(text.size())) == points);
  CHECK(utf16(static_cast<std::uint32_t>(text.size())) == units);
}

TEST_CASE("decoding and appending are inverse for every scalar value") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string bytes;
    append(bytes, c);
    const CodePoint point = decode(bytes, 0);
    if (point.value != c || point.size != bytes.size() || before(bytes, bytes.size()) != 0) ++wrong;
  }
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace onrecord::text
