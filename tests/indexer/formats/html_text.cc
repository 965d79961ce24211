// HTML to plain text: what breaks a line, what is no word, and what is refused.
#include "indexer/formats/html_text.h"

#include "tests/catch.h"

namespace onrecord::formats {
namespace {

std::string text_of(std::string_view html) {
  auto text = html_to_text(html);
  REQUIRE(text);
  return std::move(*text);
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string whole;
  for (std::size_t i = 0; i < times; ++i) whole += part;
  return whole;
}

}  // namespace

TEST_CASE("a fragment's blocks are parted by blank lines") {
  struct Case {
    std::string_view html, text;
  };
  const auto c = GENERATE(values<Case>({
      {"", ""},
      {"   \n ", ""},
      {"plain &amp; simple", "plain & simple"},
      {"<p>The quay\n   stays  open.</p><p>The ferry sails.</p>",
       "The quay stays open.\n\nThe ferry sails."},
      {"<p>The <b>quay</b>, she said, <a href='/x'>stays</a> open</p>",
       "The quay, she said, stays open"},
      {"one<br>two<br/><br/>three", "one\ntwo\n\nthree"},
      {"<br><br><p>one<br></p><br><p>two", "one\n\ntwo"},
      {"<ul><li>first<li>second</ul>", "first\n\nsecond"},
      {"<h2>Harbour</h2>text<div>more<div>and more</div>end</div>",
       "Harbour\n\ntext\n\nmore\n\nand more\n\nend"},
      {"<p>She said <q>we will <q>stay</q></q>.</p>", "She said “we will ‘stay’”."},
      {"<q> We stay. </q> he said", "“We stay.” he said"},
      {"<table><tr><td>Port Arlen<td>3<tr><td>Calder<td>1</table>", "Port Arlen\t3\n\nCalder\t1"},
      {"<pre>a  b\n  c</pre>", "a  b\n  c"},
      {"caf&eacute; &#8220;quay&#x201D; &nope; &", "café “quay” &nope; &"},
      {"<p>a</p><script>if (a<b) document.write('<p>no</p>')</script><style>p{}</style><p>b</p>",
       "a\n\nb"},
      {"<p>a<!-- not <p>this --></p><![CDATA[x]]><p>b", "a\n\nb"},
      {"<figure><img src=x><figcaption>A quay (Photo)</figcaption></figure><p>text", "text"},
      {"<p>unclosed <b>bold <i>both</b> still</i></p><p>next", "unclosed bold both still\n\nnext"},
      {"<p>&nbsp;</p><p>a&nbsp;b</p>", "a\u00A0b"},
      {"</p></div>lost end tags", "lost end tags"},
      {"5 < 6 and 7 > 2", "5 < 6 and 7 > 2"},
  }));
  CAPTURE(c.html);
  CHECK(text_of(c.html) == c.text);
}

TEST_CASE("a title is one line") {
  const auto line = html_to_line("<p>Quay\n &amp; ferry</p><p>both stay</p>");
  REQUIRE(line);
  CHECK(*line == "Quay & ferry both stay");
}

TEST_CASE("text inside links is counted apart") {
  const auto tree = HtmlTree::parse("<p>see <a href='/a'>the quay</a> now</p>");
  REQUIRE(tree);
  const auto blocks = html_blocks(*tree, 0);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].link_bytes == std::string_view(" the quay").size());
}

TEST_CASE("elements nested deeper than the cap are refused with their line") {
  CHECK(text_of(repeat("<div>", 200) + "deep" + repeat("</div>", 200)) == "deep");
  const auto deep = html_to_text("<p>one</p>\n" + repeat("<div>", 300) + "deep");
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == Errc::limit);
  CHECK(deep.error().message == "line 2: elements nested deeper than 256");
}

TEST_CASE("a tag with too many attributes is refused with its line; a long value is not") {
  std::string many = "<p>one</p>\n\n<p ";
  for (int i = 0; i < 5000; ++i) many += "a" + std::to_string(i) + " ";
  const auto refused = html_to_text(many + ">two</p>");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message ==
        "line 3: a tag with more than 16384 bytes outside its quoted values");
  const std::string pixels(100'000, 'A');
  CHECK(text_of("<p>a<img alt = '' src = \"data:" + pixels + ">\">b</p>") == "ab");
  CHECK(text_of("<script>for(i=0;i<n;" + pixels + ")</script><p>a") == "a");
}

TEST_CASE("hostile markup costs no more than its size") {
  const auto html = GENERATE_COPY(values<std::string>({
      repeat("<b>", 200) + repeat("</i>", 700'000),
      repeat("<", 2'000'000),
      repeat("<p", 1'000'000),
      repeat("<!--", 500'000),
      repeat("<p>a", 500'000),
      repeat("<a b=\"", 300'000),
      repeat("<script>", 250'000),
      repeat("&amp", 500'000),
      repeat("<table><tr><td>", 80) + repeat("</table>", 200'000),
      repeat("</", 1'000'000),
      repeat("<q>", 250) + repeat("a</p>", 400'000),
      repeat("<![CDATA[", 200'000),
      repeat("<?php ", 300'000),
      repeat("<!DOCTYPE html [<!ENTITY a 'b'>]>", 60'000) + "&a;",
  }));
  CAPTURE(html.substr(0, 40));
  const auto text = html_to_text(html);
  CHECK((!text || text->size() <= html.size()));
}

TEST_CASE("nothing outside the page is read") {
  const auto text = html_to_text(
      "<!DOCTYPE html SYSTEM \"file:///etc/passwd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<p>before &x; after");
  REQUIRE(text);
  CHECK(text->find("root:") == std::string::npos);
  CHECK(text->find("before") != std::string::npos);
}

}  // namespace onrecord::formats
