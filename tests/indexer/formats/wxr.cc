// WordPress exports: what is an article, who wrote it, what is hidden, and what a post's text is.
#include "indexer/formats/wxr.h"

#include "tests/indexer/formats/reading.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord::formats {
namespace {

std::string exported(std::string_view items) {
  return R"(<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Arlen Gazette</title><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[ana]]></wp:author_login><wp:author_display_name><![CDATA[Ana Reyes]]></wp:author_display_name></wp:author>
)" + std::string(items) +
         "</channel></rss>";
}

std::string item(std::string_view content, std::string_view more = "<wp:status>publish</wp:status>",
                 std::string_view type = "post") {
  return "<item><title>Quay &amp; ferry stay</title><link>https://gazette.example/quay</link>"
         "<pubDate>Sun, 17 Mar 2024 10:00:00 "
         "+0000</pubDate><dc:creator><![CDATA[ana]]></dc:creator>"
         "<guid "
         "isPermaLink=\"false\">https://gazette.example/?p=7</guid><content:encoded><![CDATA[" +
         std::string(content) +
         "]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_type>" +
         std::string(type) + "</wp:post_type>" +
         "<wp:post_date_gmt>2024-03-17 10:00:00</wp:post_date_gmt>"
         "<category domain=\"category\" nicename=\"harbour\"><![CDATA[Harbour]]></category>"
         "<category domain=\"post_tag\" nicename=\"quay\"><![CDATA[quay]]></category>" +
         std::string(more) + "</item>\n";
}

Article read_post(std::string_view content,
                  std::string_view more = "<wp:status>publish</wp:status>") {
  Article article = read_one(exported(item(content, more)), "");
  CHECK(article.provenance.reader == "wxr/2");
  CHECK(broken_span_rule(article.text, article.spans) == "");
  return article;
}

}  // namespace

TEST_CASE("a post's fields are found") {
  const std::string file = exported(item("The quay stays."));
  const Article article = read_one(file, "");
  CHECK(article.headline.value == "Quay & ferry stay");
  CHECK(article.byline.value == "Ana Reyes");
  CHECK(article.outlet.value == "The Arlen Gazette");
  CHECK(article.desk.value == "Harbour");
  CHECK(article.language.value == "en-GB");
  CHECK(article.url.value == "https://gazette.example/quay");
  CHECK(article.key.id == "https://gazette.example/?p=7");
  CHECK(text::format_date(article.date) == "2024-03-17T10:00:00+00:00");
  CHECK(article.status == Status::usable);
  CHECK(metas(article, "keywords") == std::vector<std::string>{"quay"});
  CHECK(article.provenance.byte_begin == file.find("<item>"));
  CHECK(article.provenance.byte_end == file.find("</item>") + 7);
}

TEST_CASE("a post's text is what WordPress shows of it") {
  struct Case {
    std::string_view content, text;
  };
  const auto c = GENERATE(values<Case>({
      {"One line.\n\nAnother\nbroken one.", "One line.\n\nAnother\nbroken one."},
      {"One.\r\n\r\nTwo.", "One.\n\nTwo."},
      {"<!-- wp:paragraph -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->", "One line."},
      {"<p>One.</p>\n<p>Two.</p>", "One.\n\nTwo."},
      {"[caption id=\"a\"]<img src='x'> The quay[/caption]One.", "One."},
      {"[gallery ids=\"1,2\"]One. [vc_row]Two.[/vc_row]", "One. Two."},
      {"“We [sic] stay [at the quay],” she said.", "“We [sic] stay [at the quay],” she said."},
      {"Not the end: </item> of it.", "Not the end: of it."},
      {"<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "One\n\nTwo"},
  }));
  CAPTURE(c.content);
  CHECK(read_post(c.content).text == c.text);
}

TEST_CASE("what is not published is hidden") {
  CHECK(read_post("a", "<wp:status>draft</wp:status>").status == Status::withheld);
  CHECK(read_post("a", "<wp:status>private</wp:status>").status == Status::withheld);
  CHECK(read_post("a", "<wp:status>pending</wp:status>").status == Status::withheld);
  CHECK(read_post("a", "<wp:status>trash</wp:status>").status == Status::canceled);
  CHECK(read_post("a", "<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>")
            .status == Status::withheld);
  const Article future = read_post("a", "<wp:status>future</wp:status>");
  CHECK(future.status == Status::usable);
  CHECK(future.embargo == std::optional<std::int64_t>(1710669600));
}

TEST_CASE("a post for some day that is not said is hidden") {
  std::string undated = item("a", "<wp:status>future</wp:status>");
  for (const std::string name : {"pubDate", "wp:post_date_gmt"}) {
    const std::size_t begin = undated.find("<" + name);
    undated.erase(begin, undated.find("</" + name) + name.size() + 3 - begin);
  }
  CHECK(read_one(exported(undated), "").status == Status::withheld);
}

TEST_CASE("parts of a site are refused by name, a broken item costs only itself") {
  const Read read =
      read_bytes(exported(item("a", "", "attachment") + item("b") + "<item><title>x" + "</item>" +
                          item(std::string(3000, '<')) + item("c") + "<item><title>cut"),
                 test_options());
  REQUIRE(read.articles.size() >= 2);
  CHECK(read.articles[0].text == "b");
  REQUIRE(read.rejects.size() >= 2);
  CHECK(read.rejects[0].reason == "line 8: a WordPress attachment, no article");
  CHECK(read.rejects[0].record == 1);
  CHECK(read.rejects.back().reason == "line 12: the item that begins here never closes");
}

TEST_CASE("in another encoding an item's bytes are its lines") {
  std::string file = exported("\n" + item("The quay stays, caf\xE9.") + item("b"));
  file.replace(file.find("UTF-8"), 5, "ISO-8859-1");
  const Read read = read_bytes(file, test_options());
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].text == "The quay stays, café.");
  const Provenance& from = read.articles[0].provenance;
  CHECK(file.substr(from.byte_begin, 6) == "<item>");
  CHECK(file.substr(from.byte_end - 8, 8) == "</item>\n");
  CHECK(read.articles[1].provenance.byte_begin == from.byte_end);
}

TEST_CASE("a block quote in a post keeps its speaker") {
  const Article article =
      read_post("One.\n\n<blockquote>The quay is ours.\n\n<cite>Tom Okoro</cite></blockquote>");
  REQUIRE(article.spans.size() >= 2);
  bool marked = false;
  for (const TextSpan& span : article.spans)
    marked = marked || (span.kind == SpanKind::quotation && span.label == "Tom Okoro" &&
                        span.span.of(article.text) == "The quay is ours.");
  CHECK(marked);
}

TEST_CASE("an export that declares entities, or is none, is refused") {
  const Read bomb = read_bytes(
      "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><rss "
      "xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>&b;</title></item></"
      "channel></rss>",
      test_options());
  CHECK(bomb.articles.empty());
  REQUIRE(bomb.rejects.size() == 1);
  CHECK(bomb.rejects[0].reason.find("entit") != std::string::npos);
  const Read empty = read_bytes(exported(""), test_options("wxr"));
  REQUIRE(empty.rejects.size() == 1);
  CHECK(empty.rejects[0].reason == "an export of WordPress without items");
  const Read other = read_bytes("<html>", test_options("wxr"));
  REQUIRE(other.rejects.size() == 1);
  CHECK(other.rejects[0].reason == "expected an export of WordPress: no rss element");
}

TEST_CASE("hostile exports cost no more than their size") {
  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) whole += part;
    return whole;
  };
  const auto items = GENERATE_COPY(values<std::string>({
      repeat("<item>", 100'000),
      repeat("<item/>", 20'000),
      repeat("<item></item>", 5'000),
      "<item>" + repeat("<a>", 100'000) + "</item>",
      "<item><content:encoded><![CDATA[" + repeat("[caption]", 100'000) +
          "]]></content:encoded></item>",
      "<item><content:encoded><![CDATA[" + repeat("[a ", 200'000) + "]]></content:encoded></item>",
      "<item><content:encoded><![CDATA[" + repeat("\n\n", 200'000) + "]]></content:encoded></item>",
      "<item><![CDATA[" + repeat("</item>", 50'000),
  }));
  CAPTURE(items.substr(0, 50));
  const Read read = read_bytes(exported(items), test_options());
  CHECK(read.articles.size() + read.rejects.size() >= 1);
  const Read wide =
      read_bytes("<rss a='" + std::string(100'000, 'x') + "'><item/></rss>", test_options("wxr"));
  REQUIRE(wide.rejects.size() == 1);
  CHECK(wide.rejects[0].reason == "the rss element's tag ends behind the first 16384 bytes");
}

TEST_CASE("a text that speaks of an export is none") {
  CHECK(sniff_wxr(exported(""), "") == 99);
  CHECK(sniff_wxr("The file begins with\n\n  <rss xmlns:wp=\"http://wordpress.org/export/1.2/\">\n",
                  "") == 0);
}

}  // namespace onrecord::formats
