// Bytes in many encodings: what they become, what is said of it, and where their rows lie.
#include "indexer/formats/encoding.h"

#include <unicode/ucnv.h>

#include "proto/store/hash.h"
#include "proto/text/utf8.h"
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

using namespace std::literals;

/// \a text (UTF-8) in \a encoding.
std::string encoded(std::string_view text, const char* encoding) {
  std::string bytes(text.size() * 4 + 16, '\0');
  UErrorCode error = U_ZERO_ERROR;
  const int32_t size =
      ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), text.data(),
                   static_cast<int32_t>(text.size()), &error);
  REQUIRE(U_SUCCESS(error));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

constexpr std::string_view kFrench =
    "Le maire de Port-Élan a déclaré mercredi que la fermeture du marché était « décidée ». Les "
    "pêcheurs l’ont appris à leur retour ; où iront-ils ? Personne n’a répondu à l’été dernier.\n";
constexpr std::string_view kPolish =
    "Burmistrz Łążka powiedział w środę, że żadna z decyzji o zamknięciu portu nie zapadła. "
    "Mieszkańcy pytają, dlaczego dowiedzieli się o tym z gazet; większość chce się odwołać.\n";
constexpr std::string_view kRussian =
    "Мэр города заявил в среду, что решение о закрытии порта ещё не принято. Жители спрашивают, "
    "почему они узнали об этом из газет.\n";
constexpr std::string_view kJapanese =
    "市長は水曜日、港の閉鎖についてはまだ何も決まっていないと述べた。住民は、なぜ新聞で知ったのかと"
    "尋ねている。\n";

}  // namespace

TEST_CASE("an encoding is taken from the mark, the declaration, validity, or found out") {
  struct Case {
    std::string_view text;
    const char* written;
    std::string_view declared, read;
    EncodingBy by;
  };
  const auto c = GENERATE(values<Case>({
      {kFrench, "UTF-8", "", "UTF-8", EncodingBy::validity},
      {kFrench, "UTF-8", "iso-8859-1", "UTF-8", EncodingBy::validity},
      {kFrench, "windows-1252", "ISO-8859-1", "windows-1252", EncodingBy::declaration},
      {kFrench, "windows-1252", "latin1", "windows-1252", EncodingBy::declaration},
      {kFrench, "windows-1252", "utf-8", "windows-1252", EncodingBy::detection},
      {kFrench, "windows-1252", "", "windows-1252", EncodingBy::detection},
      {kFrench, "windows-1252", "no-such-name", "windows-1252", EncodingBy::detection},
      {kPolish, "windows-1250", "windows-1250", "windows-1250", EncodingBy::declaration},
      {kPolish, "windows-1250", "", "windows-1250", EncodingBy::detection},
      {kRussian, "windows-1251", "", "windows-1251", EncodingBy::detection},
      {kRussian, "KOI8-R", "", "KOI8-R", EncodingBy::detection},
      {kJapanese, "Shift_JIS", "", "Shift_JIS", EncodingBy::detection},
      {kJapanese, "EUC-JP", "", "EUC-JP", EncodingBy::detection},
      {kJapanese, "ISO-2022-JP", "", "ISO-2022-JP", EncodingBy::detection},
      {kJapanese, "ISO-2022-JP", "iso-2022-jp", "iso-2022-jp", EncodingBy::declaration},
      {kRussian, "UTF-16LE", "", "UTF-16LE", EncodingBy::mark},
      {kRussian, "UTF-16BE", "", "UTF-16BE", EncodingBy::mark},
      {kJapanese, "UTF-32LE", "", "UTF-32LE", EncodingBy::mark},
      {kJapanese, "UTF-32BE", "", "UTF-32BE", EncodingBy::mark},
  }));
  CAPTURE(c.text, c.written, c.declared);
  std::string bytes = encoded(c.text, c.written);
  if (c.by == EncodingBy::mark) bytes = encoded("\uFEFF", c.written) + bytes;
  const Decoded decoded = decode_text(bytes, c.declared);
  CHECK(decoded.text == c.text);
  CHECK(decoded.encoding == c.read);
  CHECK(decoded.by == c.by);
  CHECK(decoded.replaced == 0);
  CHECK(decoded.warnings().empty() == (c.by != EncodingBy::detection && decoded.declared.empty()));
}

TEST_CASE("UTF-16 is known without a mark by where its zeros stand") {
  const Decoded little = decode_text(encoded(kFrench, "UTF-16LE"));
  CHECK(little.text == kFrench);
  CHECK(little.encoding == "UTF-16LE");
  CHECK(decode_text(encoded(kFrench, "UTF-16BE")).text == kFrench);
}

TEST_CASE("a few Western letters in a short text are read as windows-1252, and said to be unsure") {
  const Decoded decoded = decode_text("The caf\xE9 opened \x93late\x94.");
  CHECK(decoded.text == "The café opened “late”.");
  CHECK(decoded.encoding == "windows-1252");
  REQUIRE(decoded.warnings().size() == 1);
  CHECK(decoded.warnings()[0].find("read as windows-1252 (") != std::string::npos);
}

TEST_CASE("what means nothing becomes U+FFFD and is counted") {
  struct Case {
    std::string_view bytes, declared, text;
    std::size_t replaced;
  };
  const auto c = GENERATE(values<Case>({
      {"Élan, Zoé, caf\xE9.", "", "Élan, Zoé, caf\uFFFD.", 1},
      {"cut off: \xE2\x80", "", "cut off: \uFFFD", 1},
      {"a\x81z", "windows-1252", "a\uFFFDz", 1},
      {"\xFF\xFE"
       "a\0\x00\xD8z\0"sv,
       "", "a\uFFFDz", 1},
      {"\xEF\xBB\xBFmark\xFF", "", "mark\uFFFD", 1},
      {"\x81\x20 x", "Shift_JIS", "\uFFFD  x", 1},
  }));
  CAPTURE(c.bytes, c.declared);
  const Decoded decoded = decode_text(c.bytes, c.declared);
  CHECK(decoded.text == c.text);
  CHECK(decoded.replaced == c.replaced);
  CHECK_FALSE(decoded.warnings().empty());
}

TEST_CASE("line ends of all makes; a carriage return alone is one") {
  CHECK(decode_text("a\rb\r\nc\nd\r\re\r").text == "a\nb\r\nc\nd\n\ne\n");
  CHECK(decode_text("doubled\r\r\nend").text == "doubled\r\r\nend");
  const Decoded old = decode_text("One.\r\rTwo.");
  CHECK(old.text == "One.\n\nTwo.");
  CHECK(old.warnings().empty());
}

TEST_CASE("text that was garbled before it came is reported and left alone") {
  const Article article = read_one("It wasn\u00E2\u20AC\u2122t the caf\u00C3\u00A9.", "text");
  CHECK(article.text == "It wasn\u00E2\u20AC\u2122t the caf\u00C3\u00A9.");
  REQUIRE(article.warnings.size() == 1);
  CHECK(article.warnings[0] == "2 places look like UTF-8 once read as windows-1252; left as given");
  CHECK(read_one("Das Café blieb zu; São Tomé.", "text").warnings.empty());
}

TEST_CASE("text files in other encodings are stored as UTF-8, hashed as they lie there") {
  const std::string bytes = encoded("\uFEFF" + std::string(kRussian), "UTF-16LE");
  for (const std::string format : {"text", "markdown"}) {
    const Article article = read_one(bytes, format);
    CHECK(article.text == kRussian);
    CHECK(article.provenance.byte_end == bytes.size());
    CHECK(article.provenance.source_sha256 == store::sha256_hex(bytes));
  }
}

TEST_CASE("an encoding may be said for files that have no mark") {
  ReadOptions options = test_options("text");
  options.encoding = "windows-1250";
  const Read read = read_bytes(encoded(kPolish.substr(0, 10), "windows-1250"), options);
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].text == kPolish.substr(0, 10));
  CHECK(read.articles[0].warnings.empty());
  CHECK(is_encoding("latin1"));
  CHECK_FALSE(is_encoding("klingon"));
  CHECK_FALSE(is_encoding(""));
}

TEST_CASE("rows of a CSV file in any encoding name their own bytes") {
  const std::string text = "id,title,text\r\n1,Été,\"déjà\r\nvu\"\r\n2,Año,señor\r\n";
  for (const char* encoding : {"UTF-16LE", "UTF-16BE", "windows-1252"}) {
    CAPTURE(encoding);
    const bool wide = encoding[0] == 'U';
    const std::string bytes = wide ? encoded("\uFEFF" + text, encoding) : encoded(text, encoding);
    const Read read = read_bytes(bytes, test_options("csv"));
    REQUIRE(read.articles.size() == 2);
    CHECK(read.articles[0].text == "déjà\r\nvu");
    CHECK(read.articles[1].headline.value == "Año");
    for (const Article& article : read.articles) {
      const Provenance& from = article.provenance;
      const std::string_view row =
          std::string_view(bytes).substr(from.byte_begin, from.byte_end - from.byte_begin);
      CHECK(store::sha256_hex(row) == from.source_sha256);
      CHECK(decode_text(wide ? encoded("\uFEFF", encoding) + std::string(row) : std::string(row),
                        encoding)
                .text.starts_with(article.key.id + "," + article.headline.value));
    }
  }
}

TEST_CASE("any bytes decode to valid UTF-8 without NUL") {
  std::uint32_t seed = 7;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(seed % 97, '\0');
    for (char& c : bytes) {
      seed = seed * 1664525u + 1013904223u;
      c = static_cast<char>(seed >> 24);
    }
    seed = seed * 1664525u + 1013904223u;
    for (const std::string_view declared : {"", "Shift_JIS", "gb2312", "utf-16", "iso-2022-kr"}) {
      const Decoded decoded = decode_text(bytes, declared);
      REQUIRE(text::first_invalid(decoded.text) == std::string::npos);
      REQUIRE(decoded.text.find('\0') == std::string::npos);
      REQUIRE(line_starts(bytes, decoded.encoding).back() <= bytes.size());
    }
  }
}

}  // namespace onrecord::formats
