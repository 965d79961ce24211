// Article pages: where each field comes from, what is the body, whose words are marked.
#include "indexer/formats/html.h"

#include "indexer/formats/claim_review.h"
#include "indexer/formats/html_quotes.h"
#include "indexer/formats/html_text.h"
#include "indexer/formats/jsonl.h"
#include "tests/indexer/formats/reading.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kBody =
    "<article><p>Port Arlen will keep its old quay open through the winter, the council decided on "
    "Monday, after a debate that lasted well into the night.</p>"
    "<p>The guild of pilots, which had asked for the vote, said that it was content, and that the "
    "ferries would sail as before.</p>"
    "<p>“We will stay on this quay,” said Mara Lindqvist, the harbour minister, “for as long as "
    "the "
    "tide turns.”</p></article>";

std::string page(std::string_view head, std::string_view body = kBody) {
  return "<!DOCTYPE html><html><head>" + std::string(head) + "</head><body>" + std::string(body) +
         "</body></html>";
}

Article read_page(std::string_view html) {
  Article article = read_one(html, "html");
  CHECK(broken_span_rule(article.text, article.spans) == "");
  return article;
}

std::string meta_of(const Article& article, std::string_view key) {
  for (const auto& [name, value] : article.meta)
    if (name == key) return value;
  return "";
}

std::vector<TextSpan> marks_of(const Article& article) {
  std::vector<TextSpan> marks;
  for (const TextSpan& span : article.spans)
    if (is_mark(span.kind)) marks.push_back(span);
  return marks;
}

std::string linked(std::string_view json, std::string_view before = "",
                   std::string_view after = "") {
  return "<script type=\"application/ld+json\">" + std::string(before) + std::string(json) +
         std::string(after) + "</script>";
}

constexpr std::string_view kNode =
    R"({"@context":"https://schema.org","@type":"NewsArticle","headline":"Quay to stay open",)"
    R"("datePublished":"2024-03-17T10:00:00+01:00","author":{"@type":"Person","name":"Ana Reyes"},)"
    R"("publisher":{"@type":"Organization","name":"The Arlen Gazette"},"articleSection":"Harbour"})";

}  // namespace

TEST_CASE("JSON-LD is read in every shape") {
  const std::string node(kNode);
  const auto head = GENERATE_COPY(values<std::string>({
      linked(node),
      linked("[" + node + "]"),
      linked(R"({"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},)" +
             node + "]}"),
      linked(R"({"@type":"WebPage","datePublished":"2001-01-01","mainEntity":)" + node + "}"),
      linked(R"({"@type":"Organization","name":"The Arlen Gazette"})") + linked(node),
      linked(node, "<!-- ", " -->"),
      linked(node, "\n//<![CDATA[\n", "\n//]]>\n"),
      linked(node, "/*<![CDATA[*/", "/*]]>*/"),
      linked(node, "", ";"),
      linked("{not json at all") + linked(node),
      linked(node.substr(0, node.size() - 1) + ",\"description\":\"two\nlines\tand a tab\",}"),
      linked(R"({"@graph":[{"@type":["Article","NewsArticle"],"headline":"Quay to stay open",)"
             R"("datePublished":["2024-03-17T10:00:00+01:00"],"author":[{"@id":"#ana"}],)"
             R"("publisher":{"@id":"#outlet"},"articleSection":["Harbour","News"]},)"
             R"({"@id":"#ana","@type":"Person","name":"Ana Reyes"},)"
             R"({"@id":"#outlet","@type":"NewsMediaOrganization","name":"The Arlen Gazette"}]})"),
      linked(R"({"@type":"http://schema.org/NewsArticle","headline":"Quay &amp;#116;o stay open",)"
             R"("datePublished":"2024-03-17T10:00:00+01:00","author":"Ana Reyes",)"
             R"("publisher":"The Arlen Gazette","articleSection":"Harbour"})")
          .replace(0, 0, ""),
      linked(
          R"({"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Another",)"
          R"("datePublished":"1999-01-01"}]})") +
          linked(node),
  }));
  CAPTURE(head);
  const Article article = read_page(page(head));
  CHECK((article.headline.value == "Quay to stay open" ||
         article.headline.value == "Quay &#116;o stay open"));
  CHECK(article.headline.origin == Origin::given);
  CHECK(text::format_date(article.date) == "2024-03-17T10:00:00+01:00");
  CHECK(article.byline.value == "Ana Reyes");
  CHECK(article.outlet.value == "The Arlen Gazette");
  CHECK(article.desk.value == "Harbour");
}

TEST_CASE("each keyword of a page is a value of its own") {
  const auto keywords_of = [](const std::string& head) {
    return metas(read_page(page(head)), "keywords");
  };
  const auto node = [](const std::string& keywords) {
    return linked(R"({"@type":"NewsArticle","headline":"Quay","keywords":)" + keywords + "}");
  };
  using Texts = std::vector<std::string>;
  const std::string named = "<meta name='keywords' content='harbour; Lindqvist, Mara ;'>";
  const std::string tags =
      "<meta property='article:tag' content='ferry, old'>"
      "<meta property='article:tag' content='tide'>";
  CHECK(keywords_of(node(R"("harbour, quay ,, tide")")) == Texts{"harbour", "quay", "tide"});
  CHECK(keywords_of(node(R"(["harbour, quay"])")) == Texts{"harbour", "quay"});
  CHECK(keywords_of(node(R"(["Lindqvist, Mara", "quay", "quay", ""])") + named) ==
        Texts{"Lindqvist, Mara", "quay"});
  CHECK(keywords_of(node(R"([{"@type":"DefinedTerm","name":"quay"},{"name":"tide"}])")) ==
        Texts{"quay", "tide"});
  CHECK(keywords_of(named + tags) == Texts{"harbour", "Lindqvist, Mara"});
  CHECK(keywords_of(tags) == Texts{"ferry, old", "tide"});
  CHECK(keywords_of("").empty());
}

TEST_CASE("broken JSON-LD is said, and the meta elements stand in") {
  const Article article =
      read_page(page(linked("{\"@type\":\"NewsArticle\",\"headline\":") +
                     "<title>Quay to stay open after all, says council | The Arlen Gazette</title>"
                     "<meta property='og:title' content='Quay &amp; ferry to stay'>"
                     "<meta property='og:site_name' content='The Arlen Gazette'>"
                     "<meta property='article:published_time' content='2024-03-17T10:00:00Z'>"
                     "<meta name='author' content='By Ana Reyes'>"
                     "<meta property='article:section' content='Harbour'>"
                     "<link rel='canonical' href='https://gazette.example/2024/03/17/quay'>"));
  REQUIRE(article.warnings.size() == 1);
  CHECK(article.warnings[0] ==
        "JSON-LD not read: line 1, column 35: expected a value, got the end");
  CHECK(article.headline.value == "Quay & ferry to stay");
  CHECK(article.outlet.value == "The Arlen Gazette");
  CHECK(article.byline.value == "Ana Reyes");
  CHECK(article.desk.value == "Harbour");
  CHECK(article.url.value == "https://gazette.example/2024/03/17/quay");
  CHECK(article.key.id == "https://gazette.example/2024/03/17/quay");
  CHECK(text::format_date(article.date) == "2024-03-17T10:00:00+00:00");
}

TEST_CASE("microdata is read like JSON-LD") {
  const Article article = read_page(page(
      "",
      "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>Quay to "
      "stay "
      "open</h1><p>By <span itemprop='author' itemscope itemtype='http://schema.org/Person'><a "
      "href='/ana' itemprop='name'>Ana Reyes</a></span> and <b itemprop='author'>Tom Okoro</b> "
      "<time itemprop='datePublished' "
      "datetime='2024-03-17'>17 March</time></p><div itemprop='articleBody'>" +
          std::string(kBody) + "</div></div>"));
  CHECK(article.headline.value == "Quay to stay open");
  CHECK(article.byline.value == "Ana Reyes, Tom Okoro");
  CHECK(text::format_date(article.date) == "2024-03-17");
  CHECK(article.date_origin == Origin::given);
  CHECK(article.text.starts_with("Port Arlen will keep"));
}

TEST_CASE("a page without metadata gives what a reader sees, as inferred") {
  const Article article =
      read_page(page("<title>Quay to stay open all winter long - The Arlen Gazette</title>",
                     "<h1>Quay to stay open all winter long</h1><p class='byline'>By Ana Reyes</p>"
                     "<p class='post-date'>Posted on March 17, 2024</p>" +
                         std::string(kBody)));
  CHECK(article.headline.value == "Quay to stay open all winter long");
  CHECK(article.headline.origin == Origin::inferred);
  CHECK(article.byline.value == "Ana Reyes");
  CHECK(article.byline.origin == Origin::inferred);
  CHECK(article.date_printed == "March 17, 2024");
  CHECK(article.date_origin == Origin::inferred);
}

TEST_CASE("where the metadata has a program's date for none, what a reader sees counts") {
  const Article article =
      read_page(page(linked(R"({"@type":"NewsArticle","headline":"Quay",)"
                            R"("datePublished":"0001-01-01T00:00:00Z"})"),
                     "<p class='post-date'>Posted on March 17, 2024</p>" + std::string(kBody)));
  CHECK(article.date_printed == "March 17, 2024");
  CHECK(article.date_origin == Origin::inferred);
}

TEST_CASE("whether a date's day or month is first is not guessed") {
  const std::string html = page("<meta name='date' content='03/04/2026'>");
  const Article article = read_page(html);
  CHECK_FALSE(article.date.known());
  CHECK(article.date_printed == "03/04/2026");
  REQUIRE(article.warnings.size() == 1);
  ReadOptions options = test_options("html");
  options.date_order = text::DateOrder::day_first;
  const Read read = read_bytes(html, options);
  REQUIRE(read.articles.size() == 1);
  CHECK(text::format_date(read.articles[0].date) == "2026-04-03");
}

TEST_CASE("what stands around an article is left out of its text") {
  const auto around = GENERATE(values<std::string_view>({
      "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>",
      "<div class='related-articles'><h3>Related</h3><p>The lighthouse at Calder will be painted "
      "red, its keeper said on Friday, and nobody objected to it at all.</p></div>",
      "<figure><img src='q.jpg'><figcaption>The quay at Port Arlen, seen from the sea on a clear "
      "day in spring. Photograph: T. Okoro</figcaption></figure>",
      "<div class=\"newsletter-signup\">Get our harbour letter every morning, with all the news of "
      "the coast and the weather.</div>",
      "<aside>The quay was built in 1901 by masons from Calder, who never came back to see it "
      "finished, as the story goes.</aside>",
      "<p>Advertisement</p>",
      "<div hidden>This part is for machines only, and no reader of the page will ever see what is "
      "written in it.</div>",
      "<div style='display: none'>This part is for machines only, and no reader will see it.</div>",
      "<section id='comments'><p>First! I never liked that quay, and I do not think that the "
      "council has any idea of what it does.</p></section>",
      "<p><a href='/x'>Read more: ten quays that you must see before they sink</a></p>",
      "<footer>© The Arlen Gazette. All rights reserved.</footer>",
      "<script>document.write('<p>no</p>')</script>",
  }));
  CAPTURE(around);
  const std::string body(kBody);
  const auto middle = body.find("<p>The guild");
  const Article article = read_page(page(
      "<title>Quay</title>", std::string(around) + body.substr(0, middle) + std::string(around) +
                                 body.substr(middle) + std::string(around)));
  CHECK(
      article.text ==
      "Port Arlen will keep its old quay open through the winter, the council decided on Monday, "
      "after a debate that lasted well into the night.\n\nThe guild of pilots, which had asked for "
      "the vote, said that it was content, and that the ferries would sail as before.\n\n“We will "
      "stay on this quay,” said Mara Lindqvist, the harbour minister, “for as long as the tide "
      "turns.”");
}

TEST_CASE("a text that stands in the metadata only is read there, a description is not") {
  std::string words;
  for (int i = 0; i < 30; ++i) words += "The quay stays open. ";
  const Article full =
      read_page(page(linked(R"({"@type":"NewsArticle","headline":"Quay","articleBody":")" + words +
                            "\\n" + words + "\"}"),
                     "<div id='app'>Loading</div>"));
  CHECK(full.text.starts_with("The quay stays open. The quay"));
  CHECK(full.text.find("\n\n") != std::string::npos);
  const Article cut = read_page(page(linked(
      R"({"@type":"NewsArticle","headline":"Quay","articleBody":"Port Arlen will keep its..."})")));
  CHECK(cut.text.ends_with("tide turns.”"));
}

TEST_CASE("an article that is parted among several elements is put together") {
  std::string parts;
  for (int i = 0; i < 4; ++i)
    parts += "<div class='part'><div>" + std::string(kBody).substr(9, kBody.size() - 19) +
             "</div></div><div class='ad'>Buy rope</div>";
  const Article article = read_page(page("", "<main>" + parts + "</main>"));
  std::size_t found = 0;
  for (std::size_t at = article.text.find("The guild"); at != std::string::npos;
       at = article.text.find("The guild", at + 1))
    ++found;
  CHECK(found == 4);
  CHECK(article.text.find("rope") == std::string::npos);
}

TEST_CASE("names that only look like those of what stands around are part of the text") {
  const auto name = GENERATE(
      values<std::string_view>({"paywall", "subscriber-only", "margin-bottom", "shared-text",
                                "correction", "post category-commentary tag-quay",
                                "elementor-widget elementor-widget-text-editor", "teaser"}));
  CAPTURE(name);
  const std::string body(kBody);
  const auto middle = body.find("<p>The guild");
  const Article article =
      read_page(page("", body.substr(0, middle) + "<div class='" + std::string(name) +
                             "'><p>This part of the story belongs to it, whatever the people who "
                             "made the page may have called it.</p></div>" +
                             body.substr(middle)));
  CHECK(article.text.find("belongs to it") != std::string::npos);
}

TEST_CASE("comments longer than the article are not the article") {
  std::string comments;
  for (int i = 0; i < 30; ++i)
    comments +=
        "<li class='comment-item'><p>I never liked that quay, and I do not think that the council, "
        "which I did not vote for, has any idea of what it does.</p></li>";
  const Article article = read_page(
      page("", std::string(kBody) + "<div id='comments'><ol>" + comments + "</ol></div>"));
  CHECK(article.text.ends_with("tide turns.”"));
}

TEST_CASE("a list of other articles below is not part of this one") {
  std::string list;
  for (int i = 0; i < 6; ++i)
    list +=
        "<div class='item'><h3><a href='/a'>Another thing that happened "
        "elsewhere</a></h3><p>Something "
        "happened in Calder, and the mayor said that it would not happen again this "
        "year.</p></div>";
  const Article article =
      read_page(page("", "<main>" + std::string(kBody) + "<div>" + list + "</div></main>"));
  CHECK(article.text.ends_with("tide turns.”"));
}

TEST_CASE("a block quote whose cite is a person's name is marked as that person's") {
  const auto quote = GENERATE(values<std::string_view>({
      "<blockquote><p>The quay is ours and it will stay ours.</p><cite>Tom Okoro, "
      "pilot</cite></blockquote>",
      "<blockquote><p>The quay is ours and it will stay ours. <cite>— Tom "
      "Okoro</cite></p></blockquote>",
      "<figure><blockquote>The quay is ours and it will stay ours.</blockquote><figcaption>— Tom "
      "Okoro</figcaption></figure>",
      "<blockquote>The quay is ours and it will stay ours.<footer>– <cite>Tom "
      "Okoro</cite></footer></blockquote>",
  }));
  CAPTURE(quote);
  const std::string body(kBody);
  const auto middle = body.find("<p>The guild");
  const Article article =
      read_page(page("", body.substr(0, middle) + std::string(quote) + body.substr(middle)));
  const auto marks = marks_of(article);
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].kind == SpanKind::quotation);
  CHECK(marks[0].label == "Tom Okoro");
  CHECK(marks[0].span.of(article.text) == "The quay is ours and it will stay ours.");
}

TEST_CASE("a block quote of a work or a site has no speaker") {
  const Article article = read_page(
      page("", std::string(kBody) + "<blockquote cite='https://x.example'>The quay is "
                                    "ours.<cite>Harbour Rules, 1901</cite></blockquote>"));
  CHECK(marks_of(article).empty());
}

TEST_CASE("schema.org's quotations give their speaker wherever the words stand") {
  const Article article = read_page(page(linked(
      R"({"@type":"Quotation","text":"\"We will stay on this quay,\"","spokenByCharacter":{"@type":"Person","name":"Mara Lindqvist"}})")));
  const auto marks = marks_of(article);
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].label == "Mara Lindqvist");
  CHECK(marks[0].span.of(article.text) == "We will stay on this quay,");
}

TEST_CASE("a fact check's claim is marked in its page, or added to it, with its rating") {
  const auto claim = GENERATE(
      values<std::string_view>({"the ferries would sail as before", "The moon is a ferry."}));
  const Article article = read_page(page(linked(
      R"({"@type":"ClaimReview","claimReviewed":")" + std::string(claim) +
      R"(","itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"Tom Okoro"},"datePublished":"2024-03-01"},)"
      R"("reviewRating":{"@type":"Rating","ratingValue":1,"bestRating":5,"alternateName":"False"},"author":{"name":"Arlen Checks"}})")));
  const auto marks = marks_of(article);
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].kind == SpanKind::claim);
  CHECK(marks[0].label == "Tom Okoro");
  CHECK(marks[0].span.of(article.text) == claim);
  CHECK(meta_of(article, "rating") == "False (1 of 5)");
  CHECK(meta_of(article, "claimant") == "Tom Okoro");
  CHECK(article.labels() == (claim == "The moon is a ferry."
                                 ? std::vector<std::string>{"Claim rated False (1 of 5)"}
                                 : std::vector<std::string>{}));
}

TEST_CASE("a file of ClaimReviews gives an article each") {
  const std::string review =
      R"({"@context":"https://schema.org","@type":"ClaimReview","url":"https://checks.example/1","datePublished":"2024-03-18",)"
      R"("claimReviewed":"The quay sank in 1950.","itemReviewed":{"@type":"CreativeWork","author":{"name":"Tom Okoro"}},)"
      R"("reviewRating":{"alternateName":"Mostly false"},"author":{"name":"Arlen Checks"}})";
  const auto file = GENERATE_COPY(values<std::string>(
      {review, "[" + review + "]", R"({"dataFeedElement":[{"item":[)" + review + "]}]}"}));
  CAPTURE(file);
  const Read read = read_bytes(file, test_options());
  REQUIRE(read.rejects.empty());
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles[0];
  CHECK(article.provenance.reader == "claimreview/1");
  CHECK(article.text == "The quay sank in 1950.\n\nRating: Mostly false");
  CHECK(article.outlet.value == "Arlen Checks");
  CHECK(article.labels().at(0) == "Claim rated Mostly false");
  CHECK(broken_span_rule(article.text, article.spans) == "");
  CHECK(meta_of(article, "rating") == "Mostly false");
  CHECK(text::format_date(article.date) == "2024-03-18");
  REQUIRE(marks_of(article).size() == 1);
  CHECK(marks_of(article)[0].label == "Tom Okoro");
}

TEST_CASE("claims of one page are told apart") {
  const std::string head =
      R"([{"@type":"ClaimReview","url":"https://checks.example/1","claimReviewed":")";
  const Read read = read_bytes(
      head +
          R"(The quay sank."},{"@type":"ClaimReview","url":"https://checks.example/1","claimReviewed":"The quay rose."},)"
          R"({"@type":"ClaimReview","url":"https://checks.example/2","claimReviewed":"The quay stayed."}])",
      test_options());
  REQUIRE(read.articles.size() == 3);
  CHECK(read.articles[0].key.id.starts_with("https://checks.example/1#"));
  CHECK(read.articles[0].key.id != read.articles[1].key.id);
  CHECK(read.articles[2].key.id == "https://checks.example/2");
  CHECK(read.articles[2].provenance.record == 3);
  CHECK(read.articles[0].provenance.byte_begin == 1);
  CHECK(read.articles[1].provenance.byte_begin == read.articles[0].provenance.byte_end + 1);
}

TEST_CASE("claims are read one a line, and beside broken ones") {
  const auto claim = [](std::string_view words) {
    return R"({"@type":"ClaimReview","claimReviewed":")" + std::string(words) + R"("})";
  };
  ReadOptions options = test_options();
  const auto [file, path] = GENERATE_COPY(table<std::string, std::string>(
      {{claim("The quay sank.") + "\n" + claim("The quay rose.") + "\n", "a.jsonl"},
       {"[" + claim("The quay sank.") + ",{\"@type\":}," + claim("The quay rose.") + "]",
        "a.json"}}));
  options.path = path;
  const Read read = read_bytes(file, options);
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[1].text == "The quay rose.");
  const Provenance& from = read.articles[1].provenance;
  CHECK(file.substr(from.byte_begin, from.byte_end - from.byte_begin) == claim("The quay rose."));
  options.path = "a.jsonl";
  CHECK(sniff_jsonl(R"({"text":"x","review":)" + claim("y") + "}\n", "a.jsonl") >
        sniff_claim_review(R"({"text":"x","review":)" + claim("y") + "}\n", "a.jsonl"));
}

TEST_CASE("pages are known by their content first and by their name second") {
  const auto known = [](std::string_view head, std::string_view path) {
    ReadOptions options = test_options();
    options.path = path;
    const auto format = choose_format(head, options);
    return format ? std::string((*format)->name) : format.error().message;
  };
  CHECK(known("<!DOCTYPE html><html>", "a.txt") == "html");
  CHECK(known("\xEF\xBB\xBF \n<!-- x --><HTML lang=en>", "a") == "html");
  CHECK(known("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='y'>", "a.xml") ==
        "html");
  CHECK(known("<div><p>A fragment", "a.html") == "html");
  CHECK(known("Quay to stay open", "a.html") == "html");
  CHECK(known("Quay to stay open", "a.txt") == "text");
  CHECK(sniff_html("<rss version='2.0'>", "a.xml") == 0);
  CHECK(sniff_html("<?xml version='1.0'?><nitf>", "a") == 0);
}

TEST_CASE("a page's encoding is the one that it declares, Latin-1 meaning windows-1252") {
  std::string html = page("<meta charset='iso-8859-1'><title>Caf\xE9 \x93quay\x94</title>");
  for (const std::string_view fancy : {"“", "”"})
    for (auto at = html.find(fancy); at != std::string::npos; at = html.find(fancy))
      html.replace(at, fancy.size(), "\x93");
  const Article article = read_page(html);
  CHECK(article.headline.value == "Café “quay”");
  CHECK(article.provenance.replaced == 0);
}

TEST_CASE("a page that cannot be read is refused with the reason") {
  struct Case {
    std::string html, reason;
  };
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += "<div>";
  const auto c = GENERATE_COPY(values<Case>({
      {"", "empty file"},
      {" \n ", "nothing but white space"},
      {"<html>\n" + deep + "x", "line 2: elements nested deeper than 256"},
      {"<html><body><img src=x></body></html>", "expected a text or a headline, got neither"},
      {std::string((10u << 20) + 1, 'x'),
       "a file of 10485761 bytes is over the cap of 10485760 for one article"},
  }));
  const Read read = read_bytes(c.html, test_options("html"));
  REQUIRE(read.articles.empty());
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == c.reason);
}

TEST_CASE("hostile pages cost no more than their size") {
  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) whole += part;
    return whole;
  };
  // Each of a hundred nodes has a name that is a list of all of them.
  std::string lists = "[";
  for (int i = 0; i < 100; ++i)
    lists += (i == 0 ? "" : ",") + ("{\"@id\":\"#" + std::to_string(i) + "\"}");
  lists += "]";
  std::string nodes;
  for (int i = 0; i < 100; ++i)
    nodes +=
        (i == 0 ? "" : ",") + ("{\"@id\":\"#" + std::to_string(i) + "\",\"name\":" + lists + "}");
  std::string nested = "<script type='application/ld+json'>" + repeat("[", 100'000) + "</script>";
  const auto html = GENERATE_COPY(values<std::string>({
      repeat("<div class='article-body'><p>Some words, and then some more of them.</p>", 250),
      repeat("<p>Some words, and then some more of them, which lead nowhere at all.</p>", 20'000),
      nested + std::string(kBody),
      repeat("<script "
             "type='application/"
             "ld+json'>{\"@type\":\"NewsArticle\",\"@id\":\"#a\",\"author\":{\"@id\":\"#a\"}}</"
             "script>",
             5'000),
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"#a\"}," +
          repeat("\"x\":1,", 50'000) + "}</script>" + std::string(kBody),
      repeat(
          "<div itemscope itemtype='http://schema.org/Article'><span itemprop='author' itemscope>",
          100),
      repeat("<time>12</time><h1>a</h1>", 30'000),
      repeat("<blockquote><cite>Tom Okoro</cite>The quay is ours.", 120),
      repeat("<span class='date'>1 2 3 4 5 6 7 8 9 10 11 12</span>", 10'000),
      repeat("<meta property='og:title' content='x'>", 50'000),
      "<blockquote>" + repeat("<p>The quay is ours.", 60'000),
      "<div itemscope>" + repeat("<span itemprop='a'>", 240) + std::string(2'000'000, 'x'),
      linked("{\"@graph\":[{\"@type\":\"NewsArticle\",\"author\":" + lists + "}," + nodes + "]}"),
      repeat("<table><tr><td>", 60) + repeat("<b></b>", 100'000),
  }));
  CAPTURE(html.substr(0, 60));
  const Read claims =
      read_bytes(repeat("{\"claimReviewed\":", 100'000), test_options("claimreview"));
  CHECK(claims.rejects.size() == 1);
  const Read deep = read_bytes(repeat("{\"claimReviewed\":", 50'000) + "1" + repeat("}", 50'000),
                               test_options("claimreview"));
  CHECK(deep.rejects.size() == 1);
  const Read read = read_bytes("<html>" + html, test_options("html"));
  CHECK(read.articles.size() + read.rejects.size() == 1);
}

TEST_CASE("articles with a claim in one of them are articles, a wrapper's claims are claims") {
  const std::string claim = R"({"@type":"ClaimReview","claimReviewed":"The quay sank."})";
  const Read read =
      read_bytes(R"([{"id":"1","text":"The first."},{"id":"2","text":"The second.","checks":[)" +
                     claim + "]}]",
                 test_options());
  CHECK(read.articles.size() == 2);
  CHECK(sniff_claim_review(R"({"text":"x","review":)" + claim + "}", "a.json") == 0);
  for (const std::string list : {"@graph", "itemListElement", "dataFeedElement"})
    CHECK(sniff_claim_review("{\"" + list + "\":[{\"@type\":\"Organization\"}," + claim + "]}",
                             "a.json") == 97);
}

TEST_CASE("a sentence that begins as page furniture does is text") {
  const std::string sentence =
      "More from the reserve fund will be needed next year, Mayor Ann Reyes said on Monday.";
  const std::string body(kBody);
  const auto middle = body.find("<p>The guild");
  const Article article =
      read_page(page("<title>Quay</title>",
                     body.substr(0, middle) + "<p>" + sentence + "</p>" + body.substr(middle)));
  CHECK(article.text.find(sentence) != std::string::npos);
}

TEST_CASE("a work that is cited inside a sentence is no speaker") {
  const auto last =
      GENERATE(values<std::string_view>({"<p>From the <cite>Tom Okoro Times</cite> of Monday</p>",
                                         "<p>So writes the <cite>Tom Okoro</cite></p>"}));
  const Article article = read_page(
      page("", std::string(kBody) + "<blockquote><p>The quay is ours and it will stay ours.</p>" +
                   std::string(last) + "</blockquote>"));
  CHECK(marks_of(article).empty());
}

TEST_CASE("words over the cap are not looked for in a text") {
  const WordFinder text(std::string(3000, 'a') + std::string(3000, 'b'));
  CHECK(text.find(std::string(4096 - 3000, 'a') + std::string(3000, 'b')).size() == 4096);
  CHECK(text.find(std::string(4097 - 3000, 'a') + std::string(3000, 'b')).empty());
}

TEST_CASE("the caption of a figure of very many quotes is read once") {
  std::string quotes;
  for (int i = 0; i < 20'000; ++i) quotes += "<blockquote>The quay is ours.</blockquote>";
  const auto tree =
      HtmlTree::parse("<figure>" + quotes + "<figcaption>— Tom Okoro</figcaption></figure>");
  REQUIRE(tree);
  const auto marks = quotation_marks(*tree, html_blocks(*tree, 0), WordFinder(""), SchemaFacts());
  REQUIRE(marks.size() == 20'000);
  CHECK(marks.back().label == "Tom Okoro");
}

}  // namespace onrecord::formats
