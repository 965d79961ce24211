// The pages: what is asked, what is shown, and that nothing in an article becomes HTML.
#include <boost/json.hpp>

#include "searchd/web/html.h"
#include "searchd/web/page.h"
#include "tests/catch.h"

using namespace onrecord;
namespace json = boost::json;

namespace {

const std::string kEvil = "<script>alert('x')</script>\"&";

/// Answers every request with \a answer and keeps what was asked.
struct Asked {
  json::object answer;
  std::optional<Error> error;
  std::vector<std::pair<std::string, json::object>> requests;

  web::Page page(std::string_view path, const web::Parameters& parameters) {
    return web::find_view(path, parameters)->render([this](const wire::Request& request) {
      requests.emplace_back(std::string(request.method->name), request.arguments);
      return wire::Response{answer, error};
    });
  }
};

bool has(const web::Page& page, std::string_view text) {
  return page.html.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a search asks for the page that it shows") {
  Asked asked;
  asked.page("/", {{"q", "ferry"}, {"target", "statements"}, {"sort", "newest"}, {"page", "3"}});
  REQUIRE(asked.requests.size() == 1);
  const auto& [method, arguments] = asked.requests.front();
  CHECK(method == "search");
  CHECK(arguments.at("query").as_string() == "ferry");
  CHECK(arguments.at("target").as_string() == "statements");
  CHECK(arguments.at("sort").as_string() == "newest");
  CHECK(arguments.at("offset").as_int64() == 20);
}

TEST_CASE("copies collapse where that is ticked, on every page of it, and for articles alone") {
  Asked asked;
  asked.answer = {
      {"total", {{"value", 11}, {"exact", true}}},
      {"total_before", {{"value", 40}, {"exact", true}}},
      {"hits",
       {{{"key", "a"},
         {"headline", "Ferry"},
         {"copies",
          {{"count", 3},
           {"outlets",
            {{{"outlet", kEvil}, {"count", 2}}, {{"outlet", nullptr}, {"count", 1}}}}}}}}}};
  const web::Page page = asked.page("/", {{"q", "ferry"}, {"copies", "one"}});
  CHECK(asked.requests.back().second.at("collapse").as_string() == "copies");
  CHECK(has(page, "40 with all copies"));
  CHECK(has(page, "3 copies: "));
  CHECK(has(page, " (2), outlet not known"));
  CHECK_FALSE(has(page, kEvil));
  CHECK(has(page, "copies=one&amp;page=2"));
  CHECK(has(page, "value=\"one\" checked"));
  asked.page("/", {{"q", "ferry"}, {"copies", "one"}, {"target", "statements"}});
  CHECK(asked.requests.back().second.at("collapse").as_string() == "none");
  asked.page("/", {{"q", "ferry"}});
  CHECK(asked.requests.back().second.at("collapse").as_string() == "none");
}

TEST_CASE("a quotation is checked as asked, and the difference is shown in words too") {
  Asked asked;
  CHECK(asked.page("/check", {}).status == 200);
  CHECK(asked.requests.empty());  // Nothing to check yet.
  asked.answer = {{"verdict", "altered"},
                  {"says", "not on record in these words " + kEvil},
                  {"outlets", 2},
                  {"independent", 1},
                  {"truncated", true},
                  {"disputed", true},
                  {"evidence",
                   {{{"id", "h/1#text/0+5"},
                     {"key", "h/1"},
                     {"kind", "direct"},
                     {"speaker", kEvil},
                     {"wording", "altered"},
                     {"form", "quoted"},
                     {"speaker_found", "stated"},
                     {"supports", false},
                     {"changed", {"negation"}},
                     {"around", {{"text", kEvil}}},
                     {"difference",
                      {{{"op", "kept"}, {"said", "The harbour is"}},
                       {{"op", "replaced"}, {"said", "not"}, {"claim", kEvil}},
                       {{"op", "kept"}, {"said", "for sale"}}}}}}}};
  const web::Page page = asked.page(
      "/check",
      {{"quote", "The harbour is for sale " + kEvil}, {"speaker", "Ann"}, {"before", "2026"}});
  REQUIRE(asked.requests.size() == 1);
  const auto& [method, arguments] = asked.requests.front();
  CHECK(method == "verify");
  CHECK(arguments.at("speaker").as_string() == "Ann");
  CHECK(arguments.at("before").as_string() == "2026");
  CHECK_FALSE(arguments.contains("after"));
  CHECK_FALSE(has(page, kEvil));
  CHECK(has(page, "<h2>altered</h2>"));
  CHECK(has(page, "<del><span class=\"hidden\">[said: </span>not"));
  CHECK(has(page, "<ins><span class=\"hidden\">[claimed: </span>"));
  CHECK(has(page, "altered (negation) · quoted · speaker stated · does not count"));
  CHECK(has(page, "at least 2 outlets, 1 independent"));
  CHECK(has(page, "/article?key=h/1#s0-0\">h/1</a>"));
  CHECK(has(page, "forms that disagree"));
}

TEST_CASE("a check is green only where the claim is borne out") {
  Asked asked;
  for (const bool supported : {true, false}) {
    asked.answer = {{"verdict", "verbatim"}, {"supported", supported}};
    const web::Page page = asked.page("/check", {{"quote", "The harbour"}});
    CHECK(has(page, "class=\"verdict supported\"") == supported);
    CHECK(has(page, "<h2>verbatim</h2>"));
  }
}

TEST_CASE("a quotation that cannot be checked says why, and stays in its box") {
  Asked asked;
  asked.error = Error{Errc::invalid, "argument 'quote': expected words", 0};
  const web::Page page = asked.page("/check", {{"quote", "?!"}});
  CHECK(page.status == 400);
  CHECK(has(page, "expected words"));
  CHECK(has(page, ">?!</textarea>"));
}

TEST_CASE("a timeline takes the buckets that fit, and every bar leads to what it counts") {
  Asked asked;
  CHECK(asked.page("/timeline", {}).status == 200);
  CHECK(asked.requests.empty());
  asked.answer = {{"total", 1203},
                  {"undated", 4},
                  {"imprecise", 0},
                  {"buckets", {"2019", "2020", "2021", "2022", "2023", "2024", "2025"}},
                  {"counts", {3, 0, 1200, 0, 0, 0, 0}},
                  {"first", {{"id", "h/1@1:0-5"}, {"key", "h/1"}, {"text", kEvil}}},
                  {"last", nullptr}};
  const web::Page page =
      asked.page("/timeline", {{"speaker", "Mara \"Lind\""}, {"q", "ferry OR port"}});
  REQUIRE(asked.requests.size() == 1);  // Seven years are shown by year.
  const json::object& arguments = asked.requests.front().second;
  CHECK(arguments.at("query").as_string() == "(ferry OR port) speaker:\"Mara  Lind \"");
  CHECK(arguments.at("target").as_string() == "statements");
  CHECK(arguments.at("by").as_string() == "year");
  CHECK(has(page, "<strong>1,203</strong> statements"));
  CHECK(has(page, "4 without a date"));
  CHECK(has(page, "date:2021&amp;target=statements&amp;sort=oldest"));
  CHECK(has(page, "<title>2021: 1,200</title>"));
  CHECK_FALSE(has(page, "<title>2020"));
  CHECK(has(page, "<th scope=\"row\">2020</th><td>0</td>"));
  CHECK(has(page, "First said"));
  CHECK_FALSE(has(page, "Last said"));
  CHECK_FALSE(has(page, kEvil));
  asked.requests.clear();
  asked.answer["buckets"] = {"2019"};
  asked.answer["counts"] = {3};
  asked.page("/timeline", {{"q", "ferry"}, {"target", "articles"}});
  REQUIRE(asked.requests.size() == 3);  // Year, month, day.
  CHECK(asked.requests.back().second.at("by").as_string() == "day");
  CHECK(asked.requests.back().second.at("target").as_string() == "articles");
  asked.error = Error{Errc::invalid, "expected a closing quote", 3};
  const web::Page refused = asked.page("/timeline", {{"q", "\"ferry"}, {"by", "month"}});
  CHECK(refused.status == 400);
  CHECK(has(refused, "expected a closing quote"));
}

TEST_CASE("a page beyond the last that may be asked for is the last") {
  Asked asked;
  const auto number =
      GENERATE(as<std::string>(), "1001", "999999999", "99999999999999999999", "-4", "x");
  CHECK(asked.page("/", {{"q", "ferry"}, {"page", number}}).status == 200);
  CHECK(asked.requests.front().second.at("offset").as_int64() <= wire::kMaxWindow - 10);
}

TEST_CASE("behind the last page of results stands a way back to it") {
  Asked asked;
  asked.answer = {{"total", {{"value", 32}, {"exact", true}}}, {"hits", json::array()}};
  const web::Page page = asked.page("/", {{"q", "ferry"}, {"page", "9"}});
  CHECK(has(page, "The results end before this page."));
  CHECK(has(page, "href=\"/?q=ferry&amp;page=4\">&larr; Last page</a>"));
  asked.answer = {{"total", {{"value", 3}, {"exact", true}}}, {"hits", json::array()}};
  CHECK(has(asked.page("/", {{"q", "ferry"}, {"page", "2"}}), "href=\"/?q=ferry\">&larr; Last"));
  asked.answer = {{"total", {{"value", 0}, {"exact", true}}}, {"hits", json::array()}};
  CHECK(has(asked.page("/", {{"q", "ferry"}, {"page", "2"}}), "Nothing matches all of this."));
}

TEST_CASE("highlights are marked, and everything else of a hit is escaped") {
  Asked asked;
  asked.answer = {
      {"total", {{"value", 1}, {"exact", true}}},
      {"hints", {{{"message", kEvil}}}},
      {"facets",
       {{"speaker", {{{"value", kEvil}, {"count", 1}}, {{"value", "Ann"}, {"count", 2}}}}}},
      {"hits",
       {{{"key", kEvil},
         {"id", kEvil},
         {"headline", kEvil},
         {"outlet", kEvil},
         {"desk", kEvil},
         {"speaker", kEvil},
         {"status", kEvil},
         {"date", "2026<b>"},
         {"snippet", {{"text", "a <b> ferry"}, {"highlights", {{6, 11}}}}}}}}};
  const web::Page page = asked.page("/", {{"q", "ferry OR " + kEvil}});
  CHECK(has(page, "a &lt;b&gt; <mark>ferry</mark>"));
  CHECK(has(page, "q=%28ferry%20OR%20"));
  CHECK(has(page, "speaker:%22Ann%22"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "<b>"));
}

TEST_CASE("highlights that do not fit are passed over") {
  CHECK(web::marked("abc", {{2, 9}, {1, 1}, {0, 1}, {0, 2}}) == "<mark>a</mark>bc");
}

TEST_CASE("a refused query is shown with a caret under its column") {
  Asked asked;
  asked.error = Error{Errc::invalid, "column 3: expected <a value>", 3};
  const web::Page page = asked.page("/", {{"q", "é<\""}});
  CHECK(page.status == 400);
  CHECK(has(page, "<code>é&lt;&quot;\n  <b>^</b></code>"));
  CHECK(has(page, "column 3: expected &lt;a value&gt;"));
}

TEST_CASE(
    "an article shows all of its text, its parts and its statements, and nothing of it becomes "
    "HTML") {
  Asked asked;
  const std::string text = "Why it matters:\n\nShe said <i>no</i>.\n\nunspanned & shown";
  asked.answer = {{"key", "post/1"},
                  {"version", 2},
                  {"headline", kEvil},
                  {"status", "retracted"},
                  {"notice", kEvil},
                  {"url", "javascript:alert(1)"},
                  {"meta", {{kEvil, kEvil}}},
                  {"warnings", {kEvil}},
                  {"text", text},
                  {"spans",
                   {{{"kind", "label"}, {"begin", 0}, {"end", 15}},
                    {{"kind", "section"}, {"begin", 17}, {"end", 36}},
                    {{"kind", "paragraph"}, {"begin", 17}, {"end", 36}}}},
                  {"statements",
                   {{{"id", "post/1@2:26-35"},
                     {"place", "text"},
                     {"kind", "direct"},
                     {"speaker", kEvil},
                     {"text", "<i>no</i>"},
                     {"begin", 26},
                     {"end", 35},
                     {"pieces", {{26, 35}}}}}}};
  const web::Page page = asked.page("/article", {{"key", "post/1"}, {"version", "2"}});
  CHECK(asked.requests.front().second.at("version").as_int64() == 2);
  CHECK(has(page, "<h2 class=\"label\">Why it matters:</h2>"));
  CHECK(has(page,
            "<p class=\"paragraph\">She said <mark class=\"said direct\" "
            "id=\"s26-35\">&lt;i&gt;no&lt;/i&gt;</mark>.</p>"));
  CHECK(has(page, "unspanned &amp; shown"));
  CHECK(has(page, "This article was retracted."));
  CHECK(has(page, "href=\"/statement?id=post/1@2:26-35\""));
  CHECK(has(page, "href=\"#s26-35\""));
  CHECK_FALSE(has(page, "href=\"javascript"));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "<i>"));
}

TEST_CASE("lines that only wrap are filled, on the page of an article and of a statement") {
  std::string text;
  std::string filled;
  for (int i = 0; i < 8; ++i) {
    text +=
        "The harbour board of Port Arlen met again on Tuesday and could\n"
        "not agree on the price of the berths that the pilots want to\n"
        "rent by the hour.\n\n";
    filled = "could not agree on the price of the berths that the pilots want to rent by";
  }
  Asked asked;
  asked.answer = {{"key", "post/1"}, {"kind", "direct"}, {"text", text}, {"headline", "H"}};
  CHECK(has(asked.page("/article", {{"key", "post/1"}}), filled));
  CHECK(has(asked.page("/statement", {{"id", "post/1@1:0-9"}}), filled));
  const std::string verse = "Row, row,\nrow your boat\n\nMerrily";
  asked.answer = {{"key", "post/1"}, {"text", verse}, {"headline", "H"}};
  CHECK(has(asked.page("/article", {{"key", "post/1"}}), verse));
}

TEST_CASE("each value of a key of the source is shown") {
  Asked asked;
  asked.answer = {{"key", "post/1"}, {"meta", {{"topics", {"ports", kEvil}}, {"page", "4"}}}};
  const web::Page page = asked.page("/article", {{"key", "post/1"}});
  CHECK(has(page, "<dd>ports, " + web::escape(kEvil) + "</dd>"));
  CHECK(has(page, "<dd>4</dd>"));
}

TEST_CASE("a statement among results says how it was made, and leads to its article") {
  struct Case {
    json::object hit;
    std::string_view shown;
  };
  const auto c = GENERATE(values<Case>({
      {{{"kind", "indirect"}, {"headline", "Berths"}}, "<span class=\"kind\">indirect</span>"},
      {{{"kind", "direct"}, {"denied", true}}, "<span class=\"kind\">direct, denied</span>"},
      {{{"kind", "mixed"}, {"negated", true}}, "<span class=\"kind\">mixed, not said</span>"},
      {{{"kind", "direct"}, {"confidence", {{"word", "uncertain"}}}}, "direct, speaker uncertain<"},
      {{{"kind", "direct"}, {"confidence", {{"word", "stated"}}}}, ">direct</span>"},
      {{{"kind", "direct"}, {"quoted_by", "A <b>"}}, ">direct, quoted by A &lt;b&gt;</span>"},
      {{{"headline", "Berths & tides"}}, "&amp;version=2#s3-9\">Berths &amp; tides</a>"},
      {{{"headline", nullptr}}, "&amp;version=2#s3-9\">post/1</a>"},
  }));
  CAPTURE(c.shown);
  Asked asked;
  json::object hit = c.hit;
  hit["key"] = "post/1";
  hit["version"] = 2;
  hit["begin"] = 3;
  hit["end"] = 9;
  asked.answer = {{"total", {{"value", 1}, {"exact", true}}}, {"hits", {hit}}};
  CHECK(has(asked.page("/", {{"q", "x"}, {"target", "statements"}}), c.shown));
}

TEST_CASE("an article's list of who said what tells what was denied") {
  Asked asked;
  asked.answer = {
      {"key", "post/1"},
      {"text", "Ann denied that she had rowed."},
      {"statements",
       {{{"id", "post/1@1:16-29"}, {"kind", "indirect"}, {"denied", true}},
        {{"id", "post/1@1:20-29"}, {"kind", "mixed"}, {"confidence", {{"word", "uncertain"}}}}}}};
  const web::Page page = asked.page("/article", {{"key", "post/1"}});
  CHECK(has(page, "<span class=\"kind\">indirect, denied</span>"));
  CHECK(has(page, "<span class=\"kind\">mixed, speaker uncertain</span>"));
}

TEST_CASE("spans and pieces that lie are not believed") {
  Asked asked;
  asked.answer = {
      {"text", "short"},
      {"spans",
       {{{"kind", "paragraph"}, {"begin", 3}, {"end", 900}},
        {{"kind", "paragraph"}, {"begin", 4}, {"end", 2}},
        {{"kind", "paragraph"}, {"begin", -1}, {"end", 2}}}},
      {"statements", {{{"place", "text"}, {"pieces", {{2, 900}, {900, 901}, {"x"}, 7}}}}}};
  CHECK(asked.page("/article", {{"key", "a/b"}}).html.find("</html>") != std::string::npos);
}

TEST_CASE("a statement's page has its permalink, its context and its proof") {
  Asked asked;
  asked.answer = {{"id", "post/1@1:4-9"},
                  {"key", "post/1"},
                  {"version", 1},
                  {"speaker", kEvil},
                  {"text", "words"},
                  {"sentence", "the words & more"},
                  {"place", "text"},
                  {"begin", 4},
                  {"end", 9},
                  {"denied", true},
                  {"headline", "A & B"},
                  {"text_sha256", "ab12"},
                  {"confidence", {{"word", "stated"}}}};
  const web::Page page = asked.page("/statement", {{"id", "post/1@1:4-9"}});
  CHECK(has(page, "the <mark>words</mark> &amp; more"));
  CHECK(has(page, "/article?key=post/1&amp;version=1#s4-9"));
  CHECK(has(page, "ab12"));
  CHECK(has(page, "denied"));
  CHECK_FALSE(has(page, "<script"));
}

TEST_CASE("what is not there is a page of its own with the status that means it") {
  Asked asked;
  asked.error = Error{Errc::not_found, "no such article: '<x>'"};
  const web::Page page = asked.page("/article", {{"key", "a/b"}});
  CHECK(page.status == 404);
  CHECK(has(page, "no such article: &#39;&lt;x&gt;&#39;"));
  CHECK(Asked{}.page("/statement", {}).status == 400);
}

TEST_CASE("no page has a script or a style of its own") {
  Asked asked;
  for (const std::string path : {"/", "/article", "/statement"}) {
    const web::Page page = asked.page(path, {{"q", "a"}, {"key", "a/b"}, {"id", "x"}});
    for (const std::string what : {"<script", "<style", " style=", " onclick=", "http:", "https:"})
      CHECK_FALSE(has(page, what));
  }
}
