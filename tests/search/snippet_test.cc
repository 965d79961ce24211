// Marks and snippets: what is marked, which window is chosen, and what holds for any text at all.
#include "searchd/search/snippet.h"

#include <random>

#include "proto/text/utf8.h"
#include "searchd/query/parse.h"
#include "searchd/search/quotations.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::search;

namespace {

/// The marked words of \a text for the query, as printed.
std::vector<std::string> marked(std::string_view query, std::string_view text) {
  const auto parsed = query::parse_query(query);
  REQUIRE(parsed.has_value());
  store::Stemmer stemmer("en");
  Highlighter highlighter(*parsed->root, stemmer, "en");
  std::vector<std::string> words;
  for (const Mark& mark : highlighter.marks(text)) words.emplace_back(mark.span.of(text));
  return words;
}

using Words = std::vector<std::string>;

/// An article of paragraphs separated by blank lines, the first the lead.
Article article_of(const std::vector<std::string>& paragraphs) {
  Article article;
  for (const std::string& paragraph : paragraphs) {
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += paragraph;
    const auto end = static_cast<std::uint32_t>(article.text.size());
    article.spans.push_back({begin == 0 ? SpanKind::lead : SpanKind::paragraph, {begin, end}, ""});
  }
  return article;
}

struct Shown {
  std::string text;
  Words highlights;
  Snippet snippet;
};

Shown shown(const Article& article, std::string_view query, std::size_t max_bytes) {
  const auto parsed = query::parse_query(query);
  REQUIRE(parsed.has_value());
  store::Stemmer stemmer("en");
  Highlighter highlighter(*parsed->root, stemmer, "en");
  Shown result;
  result.snippet = make_snippet(article, highlighter.marks(article.text), max_bytes);
  result.text = result.snippet.span.of(article.text);
  for (const Span span : result.snippet.highlights)
    result.highlights.emplace_back(span.of(result.text));
  return result;
}

}  // namespace

TEST_CASE(
    "a word marks its inflections, an exact word only itself, a beginning what goes on from it") {
  const std::string_view text = "Negotiators negotiate; the negotiation was Negotiated.";
  CHECK(marked("negotiated", text) ==
        Words{"Negotiators", "negotiate", "negotiation", "Negotiated"});
  CHECK(marked("=negotiated", text) == Words{"Negotiated"});
  CHECK(marked("negotiator*", text) == Words{"Negotiators"});
  CHECK(marked("ferry", text).empty());
}

TEST_CASE("a phrase's words are marked only where the phrase stands") {
  const std::string_view text = "The harbour master said the master of the harbour was away.";
  CHECK(marked("\"harbour master\"", text) == Words{"harbour", "master"});
  CHECK(marked("\"master of the harbour\"", text) == Words{"master", "of", "the", "harbour"});
  CHECK(marked("\"harbour away\"", text).empty());
  CHECK(marked("\"the the\"", "the the the cat") == Words{"the", "the", "the"});
  CHECK(marked("anti-war", "An anti-war march, not a war.") == Words{"anti", "war"});
}

TEST_CASE("what is excluded is not marked, fields are not, groups and scopes are") {
  const std::string_view text = "Ferry fares rise as bridge tolls fall";
  CHECK(marked("ferry -bridge", text) == Words{"Ferry"});
  CHECK(marked("outlet:ferry fares", text) == Words{"fares"});
  CHECK(marked("(ferry OR tolls)", text) == Words{"Ferry", "tolls"});
  CHECK(marked("in(lead, bridge)", text) == Words{"bridge"});
  CHECK(marked("fares NEAR/5 tolls", text) == Words{"fares", "tolls"});
}

TEST_CASE("operators of proximity mark what they match: words as printed, patterns, edits") {
  const std::string_view text = "The organisers of the organization organised a harbor tour";
  CHECK(marked("organi*ation", text) == Words{"organization"});
  CHECK(marked("orga?isers", text) == Words{"organisers"});
  CHECK(marked("harbour~", text) == Words{"harbor"});
  CHECK(marked("\"the organi*\"", text) == Words{"The", "organisers", "the", "organization"});
  CHECK(marked("atleast2(organise)", text) == Words{"organisers", "organised"});
  CHECK(marked("organise w/s (tours OR tour)", text).empty());
  CHECK(marked("\"harbor tour\" w/p (organi* NEAR/9 of)", text) ==
        Words{"organisers", "of", "organization", "organised", "harbor", "tour"});
}

TEST_CASE("the window with most different words wins, then the one with most, then the first") {
  const Article article = article_of(
      {"Fares rise. Fares rise. Fares rise, and no boat is in sight anywhere at all today.",
       "Here is a paragraph of other things entirely, so that nothing is near anything.",
       "The ferry fares are what they are.",
       "Nothing again, over and over, to keep the next one well away from what came before.",
       "The ferry fares stay."});
  CHECK(shown(article, "ferry fares", 60).text == "The ferry fares are what they are.");
  CHECK(shown(article, "fares", 60).text ==
        "Fares rise. Fares rise. Fares rise, and no boat is in sight");
}

TEST_CASE("a snippet is made of whole sentences where they fit") {
  const Article article = article_of(
      {"A lead.",
       "First comes this. Then the ferry sank slowly. Nobody was hurt. The end came later on."});
  const Shown two = shown(article, "ferry", 50);
  CHECK(two.text == "Then the ferry sank slowly. Nobody was hurt.");
  CHECK_FALSE(two.snippet.cut_before);
  CHECK_FALSE(two.snippet.cut_after);
  CHECK(two.highlights == Words{"ferry"});
}

TEST_CASE("a long sentence is cut at words and says so") {
  const Article article = article_of(
      {"It went on and on and on without any stop at all until the ferry came and then it went on "
       "and on and on once more until everybody had quite enough of it and went home."});
  const Shown cut = shown(article, "ferry", 60);
  CHECK(cut.text.size() <= 60);
  CHECK(cut.snippet.cut_before);
  CHECK(cut.snippet.cut_after);
  CHECK(cut.highlights == Words{"ferry"});
  CHECK(article.text.find(" " + cut.text + " ") != std::string::npos);
}

TEST_CASE("a snippet is not cut inside a word of which a part matches") {
  const Article article = article_of(
      {"Two days before the vote of the college the harbourmaster-elect's fellow-captains' vessel "
       "was the one that nobody expected to see again at the quay of the old port."});
  CHECK(shown(article, "elect", 20).text == "harbourmaster-elect's");
  CHECK(shown(article, "captains", 10).text == "fellow-captains'");
}

TEST_CASE("a quotation is shown whole or not at all, and cut only when it is very long") {
  const std::string said =
      "“We will not sell the ferry, and we never said so. Whoever says it did not listen.”";
  const Article article = article_of({"The minister spoke on Monday. " + said +
                                      " she told the harbour board. Then she left by bicycle."});
  for (const std::string query : {"sell", "listen", "bicycle", "monday", "board", "minister"})
    for (std::size_t max_bytes = 24; max_bytes < 200; ++max_bytes) {
      CAPTURE(query, max_bytes);
      const Shown s = shown(article, query, max_bytes);
      CHECK(s.highlights.size() == 1);
      CHECK((s.text.find("“") == std::string::npos) == (s.text.find("”") == std::string::npos));
      const bool some =
          s.text.find("sell") != std::string::npos || s.text.find("listen") != std::string::npos;
      CHECK((some ? s.text.find(said) != std::string::npos : true));
      CHECK_FALSE(s.snippet.cut_quotation);
    }
  std::string speech = "He rose. “";
  for (int i = 0; i < 40; ++i) speech += "The harbour is old and it is ours. ";
  const Shown piece = shown(article_of({speech + "The boat sank.”"}), "sank", 60);
  CHECK(piece.snippet.cut_quotation);
  CHECK(piece.text.size() <= 60);
}

TEST_CASE("quotations are found by their marks, apostrophes are none") {
  const auto found = [](std::string_view text) {
    Words words;
    for (const Span span : quotations(text)) words.emplace_back(span.of(text));
    return words;
  };
  CHECK(found("He said \"no\" and \"not now\".") == Words{"\"no\"", "\"not now\""});
  CHECK(found("“One ‘two’ three” he said") == Words{"“One ‘two’ three”"});
  CHECK(found("It's the dogs' bowl, isn't it") == Words{});
  CHECK(found("She said 'never again,' and left") == Words{"'never again,'"});
  CHECK(found("„Nein“, « non » and »doch«") == Words{"„Nein“", "« non »", "»doch«"});
  CHECK(found("“It goes on\n\n“and ends”") == Words{"“It goes on", "“and ends”"});
  CHECK(found("and ends” here. Then") == Words{"and ends”"});
  CHECK(found("a 6\" pipe and no more") == Words{});
}

TEST_CASE("words of NEAR and ADJ are marked only where all of it stands, as they are printed") {
  const std::string_view text =
      "The ferry left. The harbour master of the old harbour saw a ferry near the pilots. Ferries!";
  CHECK(marked("ferry NEAR/3 pilots", text) == Words{"ferry", "pilots"});
  CHECK(marked("pilots NEAR/3 ferry", text) == Words{"ferry", "pilots"});
  CHECK(marked("pilots ADJ/3 ferry", text).empty());
  CHECK(marked("ferry ADJ/3 pilots", text) == Words{"ferry", "pilots"});
  CHECK(marked("ferry NEAR/2 harbour", text).empty());
  CHECK(marked("ferry NEAR/3 harbour", text) == Words{"ferry", "harbour", "harbour", "ferry"});
  CHECK(marked("ferry ADJ/4 harbour", text) == Words{"ferry", "harbour"});
  CHECK(marked("left NEAR/9 here", "left\n\nhere").empty());
}

TEST_CASE("what the fast pass marks is what reading every word marks") {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {
      "ferry", "Ferries",     "fe",          "f\u00e9rry", "\u00c9cole", "ecole",   "1,000",
      "1000",  "40 %",        "40%",         "40",         "dying",      "die",     "U.S.",
      "us",    "@ferry",      "#ferry",      "anti-ferry", "o’brien",    "o'brien", "“ferry”",
      "x",     "\u00adferry", "fer\u00adry", "\u2014",     "&",          "a&b",     "渡船",
      "way",   "over",        "the",         "other"};
  const std::vector<std::string> queries = {
      "ferry",   "ecole", "1000",          "40%",           "40",       "die", "\"U.S.\"",
      "o’brien", "fer*",  "\"the other\"", "\"ferry way\"", "=ferries", "x"};
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t n = pick(60); n > 0; --n)
      text += pieces[pick(pieces.size())] + (pick(9) == 0 ? "\n\n" : pick(9) == 0 ? "" : " ");
    const std::string query = queries[pick(queries.size())];
    CAPTURE(query, text);
    // A NEAR that is nowhere makes it read every word.
    REQUIRE(marked(query, text) == marked(query + " OR (nowhere NEAR/2 nothing)", text));
  }
}

TEST_CASE("without a match the beginning of the body is shown, not the headline") {
  Article article = article_of({"HEADLINE OF THE DAY", "The body begins here. It goes on."});
  article.spans[0].kind = SpanKind::headline;
  const Shown lead = shown(article, "absent", 240);
  CHECK(lead.text == "The body begins here. It goes on.");
  CHECK(lead.highlights.empty());
  CHECK(shown(article_of({}), "absent", 240).text.empty());
}

TEST_CASE("whatever the text, a snippet is a slice of it and its highlights are marked words") {
  std::mt19937 random(20261122);
  const std::vector<std::string> pieces = {
      "ferry",
      "Ferries",
      "harbour",
      "harbor master",
      " ",
      " ",
      " ",
      "\n",
      "\n\n",
      ". ",
      "? ",
      "“",
      "”",
      "é",
      "e\u0301",
      "ß",
      "قايق",
      "渡船",
      "🚢",
      "\u00ad",
      "\u200c",
      "-",
      "'",
      "—",
      "42",
      "U.S.",
      "\t",
      "ferryferryferryferryferryferryferryferryferryferryferryferryferryferryferryferryferry"};
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> paragraphs(pick(5));
    for (std::string& paragraph : paragraphs)
      for (std::size_t n = pick(60); n > 0; --n) paragraph += pieces[pick(pieces.size())];
    Article article = article_of(paragraphs);
    if (pick(4) == 0) article.spans.clear();
    const std::size_t max_bytes = 1 + pick(300);
    const Shown s =
        shown(article, round % 2 == 0 ? "ferry harbour" : "\"harbor master\" OR 渡船 OR ferr*",
              max_bytes);
    CAPTURE(article.text, max_bytes, s.snippet.span.begin, s.snippet.span.end);
    REQUIRE(s.snippet.span.begin <= s.snippet.span.end);
    REQUIRE(s.snippet.span.end <= article.text.size());
    REQUIRE(text::first_invalid(s.text) == std::string::npos);
    std::uint32_t at = 0;
    for (const Span span : s.snippet.highlights) {
      REQUIRE(span.begin >= at);
      REQUIRE(span.begin < span.end);
      REQUIRE(span.end <= s.text.size());
      REQUIRE(text::first_invalid(span.of(s.text)) == std::string::npos);
      at = span.end;
    }
    // A word at either end may reach over it.
    if (s.text.size() > max_bytes + 80 && s.text.find("“") == std::string::npos &&
        s.text.find("”") == std::string::npos && s.text.find('\'') == std::string::npos)
      REQUIRE(s.snippet.highlights.size() == 1);
    if (s.text.size() > 4 * max_bytes + 80) REQUIRE(s.snippet.highlights.size() >= 1);
  }
}
