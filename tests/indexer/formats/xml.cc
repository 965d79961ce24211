// The XML tree: what hostile documents get, how encodings and references are read.
#include "indexer/formats/xml.h"

#include "tests/catch.h"

namespace onrecord::formats {
namespace {

using namespace std::string_literals;

std::string words(std::string_view bytes, XmlMode mode = XmlMode::strict) {
  const auto xml = Xml::parse(bytes, mode);
  return xml ? xml->root().words() : "refused: " + xml.error().message;
}

std::string utf16(std::string_view ascii, bool big, bool mark) {
  std::string out = mark ? (big ? "\xFE\xFF" : "\xFF\xFE") : "";
  for (const char c : ascii) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

}  // namespace

TEST_CASE("hostile XML is refused before it costs anything") {
  const std::string bomb =
      "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY l0 'ha'><!ENTITY l1 '&l0;&l0;&l0;&l0;&l0;'>"
      "<!ENTITY l2 '&l1;&l1;&l1;&l1;&l1;'>]>\n<a>&l2;</a>";
  const std::string outside =
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<a>[&x;]</a>";
  const std::string parameter =
      "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://example.invalid/p.dtd'> %p;]>\n<a>[]</a>";
  CHECK(words(bomb) == "refused: line 2: a document type with entities is refused");
  CHECK(words(outside) == "refused: line 1: a document type with entities is refused");
  CHECK(words(parameter) == "refused: line 1: a document type with entities is refused");
  const std::string not_plain =
      "a document type with entities that are not short plain texts is refused";
  CHECK(words(bomb, XmlMode::recover) == "refused: line 2: " + not_plain);
  CHECK(words(outside, XmlMode::recover) ==
        "refused: line 1: a document type with entities that are not plain texts is refused");
  CHECK(words(parameter, XmlMode::recover) == "[]");

  std::string many = "<!DOCTYPE a [<!ENTITY x '" + std::string(256, 'x') + "'>]>\n<a>";
  for (int i = 0; i < 1000; ++i) many += "&x;";
  CHECK(words(many + "</a>", XmlMode::recover) ==
        "refused: line 2: entities would put in more than 64 KiB");

  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  for (const XmlMode mode : {XmlMode::strict, XmlMode::recover}) {
    const auto xml = Xml::parse(deep, mode);
    if (mode == XmlMode::strict) {
      REQUIRE_FALSE(xml);
      CHECK(xml.error().code == Errc::limit);
      CHECK(xml.error().message == "line 1: elements nested deeper than the cap of 256");
    }
  }
  const auto huge = Xml::parse(std::string(kMaxXmlBytes + 1, ' '));
  REQUIRE_FALSE(huge);
  CHECK(huge.error().code == Errc::limit);
}

TEST_CASE("a document type without entities is read over, wherever it says its DTD is") {
  CHECK(words("<!DOCTYPE nitf PUBLIC \"-//X//DTD > N//EN\" 'file:///etc/passwd'>\n<a>b</a>") ==
        "b");
  CHECK(words("<!DOCTYPE a [ <!-- ' ]> --> <!ELEMENT a (#PCDATA)> ]><a>b</a>") == "b");
  CHECK(words("<!DOCTYPE a [ <a>b</a>") == "refused: line 1: a document type that never closes");
}

TEST_CASE("what is not well formed is refused with its place, or mended") {
  const std::string bad = "<a>\n  <b>x</c>\n</a>";
  CHECK(words(bad).starts_with("refused: line 2, column "));
  CHECK(words("").starts_with("refused: expected an XML document"));
  CHECK(words("plain words").starts_with("refused: "));
  const auto mended =
      Xml::parse("\n<a><b>Fish & chips &copy; &nope; R&D</b><c>d", XmlMode::recover);
  REQUIRE(mended);
  CHECK(mended->root().child("b").text() == "Fish & chips \u00A9 &nope; R&D");
  CHECK(mended->root().child("c").text() == "d");
  REQUIRE(mended->warnings().size() == 2);
  CHECK(mended->warnings()[0] == "3 '&' that begin no known name");
  CHECK(words("<a>&nope;</a>").starts_with("refused: line 1, column "));
}

TEST_CASE("references mean what HTML says") {
  CHECK(words("<a>caf&eacute; &#146;s &#x2019; &amp;lt; &hellip;</a>") ==
        "caf\u00E9 \u2019s \u2019 &lt; \u2026");
  CHECK(words("<a><![CDATA[&eacute; <b>]]></a>") == "&eacute; <b>");
  const auto xml = Xml::parse("<a b='caf&eacute; &quot;x&quot;'/>");
  REQUIRE(xml);
  CHECK(xml->root().attribute("b") == "caf\u00E9 \"x\"");
}

TEST_CASE("every encoding gives the same words, and says what it did") {
  const std::string ascii = "<?xml version='1.0' encoding='utf-16'?><a>harbour</a>";
  for (const bool big : {false, true})
    for (const bool mark : {false, true}) CHECK(words(utf16(ascii, big, mark)) == "harbour");
  CHECK(words(ascii) == "harbour");
  CHECK(words("<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9 \x93x\x94</a>") ==
        "caf\u00E9 \u201Cx\u201D");
  CHECK(words("<?xml version='1.0' encoding='gb2312'?><a>\xD6\xD0\xCE\xC4</a>") == "\u4E2D\u6587");

  const auto wrong = Xml::parse("<?xml version='1.0' encoding='iso-8859-1'?><a>caf\xC3\xA9</a>");
  REQUIRE(wrong);
  CHECK(wrong->root().words() == "caf\u00E9");
  CHECK(wrong->warnings().size() == 1);

  const auto broken = Xml::parse("<a>caf\xC3\xA9 na\xC3\xAFve \xC3\xA9t\xC3\xA9 \xFF</a>");
  REQUIRE(broken);
  CHECK(broken->replaced() == 1);
  CHECK(broken->warnings().size() == 1);
}

TEST_CASE("nodes are found by local name, and written as markup") {
  const auto xml = Xml::parse(
      "<x:r xmlns:x='urn:x'><x:a p:q='1' xml:lang='en'>one <b>two</b> "
      "&lt;</x:a><a/><c><a>in</a></c></x:r>");
  REQUIRE(xml);
  const XmlNode root = xml->root();
  CHECK(root.name() == "r");
  CHECK(root.name_space() == "urn:x");
  CHECK(root.children("a").size() == 2);
  CHECK(root.child("a").attribute("lang") == "en");
  CHECK(root.child("a").inner_markup() == "one <b>two</b> &lt;");
  CHECK(root.inner_markup() ==
        "<a q=\"1\" lang=\"en\">one <b>two</b> &lt;</a><a></a><c><a>in</a></c>");
  CHECK(root.find_all({"a"}).size() == 3);
  CHECK_FALSE(root.child("none").child("nor this").find("x"));
  CHECK(root.child("c").find("a").parent() == root.child("c"));
}

TEST_CASE("a tag of very many attributes is refused, one long value is not") {
  std::string many = "<a";
  for (int i = 0; i < 4000; ++i) many += " a" + std::to_string(i) + "='1'";
  for (const XmlMode mode : {XmlMode::strict, XmlMode::recover})
    CHECK(words(many + ">b</a>", mode) ==
          "refused: line 1: a tag of more than 16384 bytes beside its values");
  CHECK(words("<a x='" + std::string(100'000, 'x') + "'>b</a>") == "b");
  CHECK(words("<a>" + std::string(100'000, 'x') + "</a>") == std::string(100'000, 'x'));
  std::string open = "<a>";
  while (open.size() < (1u << 20)) open += "<a x=\"";
  CHECK_THAT(words(open), Catch::StartsWith("refused: "));
}

}  // namespace onrecord::formats
