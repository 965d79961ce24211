// Answers as text.
#include "proto/client/show.h"

#include "proto/client/columns.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::client;

namespace {

boost::json::object parsed(std::string_view text) { return boost::json::parse(text).as_object(); }

constexpr std::string_view kAnswer = R"({"revision":"1.1","total":{"value":1234,"exact":true},
  "excluded_undated":2,"hints":[{"column":3,"message":"'and' is searched as a word; write AND"}],
  "hits":[{"id":"hp-0412","score":3.14159,"headline":"Ferry fares rise","date":"2026-03-05","outlet":"Harbour Post",
  "desk":"Politics","status":"retracted","snippet":{"text":"the ferry sails","highlights":[[4,9]]}}],
  "facets":{"outlet":[{"value":"Harbour Post","count":1234}]}})";

}  // namespace

TEST_CASE("a search answer shows counts, hints, status, id, score and marked matches") {
  const std::string text = show("search", parsed(kAnswer), {});
  for (const std::string_view part :
       {"1,234 matches, 2 left out by the date filter", "hint: 'and' is searched as a word",
        "1  Ferry fares rise", "2026-03-05\n", "Harbour Post · Politics · RETRACTED",
        "hp-0412  3.14", "the *ferry* sails"}) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
  }
  for (const std::size_t columns : {60u, 80u, 100u}) {
    std::istringstream lines(show("search", parsed(kAnswer), {.columns = columns, .color = false}));
    for (std::string line; std::getline(lines, line);) CHECK(width_of(line) <= columns);
  }
}

TEST_CASE("what is asked of the past says so, and until when a former version was there") {
  const std::string text =
      show("search", parsed(R"({"total":{"value":1,"exact":true},"as_of":"2026-03-05T23:59:59Z",
    "hits":[{"id":"a","version":2,"headline":"Ferry","superseded":"2026-03-07T10:00:00Z"}]})"),
           {});
  CAPTURE(text);
  CHECK(text.find("1 match, as of 2026-03-05T23:59:59Z\n") != std::string::npos);
  CHECK(text.find("until 2026-03-07T10:00:00Z") != std::string::npos);
  CHECK(text.find("a@2") != std::string::npos);
}

TEST_CASE("earlier coverage and earlier statements are hits") {
  const std::string similar = show(
      "similar",
      parsed(R"({"terms":["ferry","fares"],"hits":[{"id":"a","headline":"Ferry","score":2}]})"),
      {});
  CHECK(similar.starts_with("by the words ferry, fares\n\n1  Ferry"));
  CHECK(show("similar", parsed(R"({"terms":[],"hits":[]})"), {}) ==
        "no words to look for\n\nnothing like it\n");
  const std::string prior =
      show("prior", parsed(R"({"sentences":[{"text":"Fares rise.","statements":[{"id":"s",
    "speaker":"Ann Berg","kind":"direct","text":"Fares will rise"}]}]})"),
           {});
  CAPTURE(prior);
  CHECK(prior.starts_with("Fares rise.\n\n1  Ann Berg"));
  CHECK(prior.find("“Fares will rise”") != std::string::npos);
  CHECK(show("prior", parsed(R"({"sentences":[]})"), {}) == "nothing was said before\n");
}

TEST_CASE("a speech is cut where it is shown beside other things") {
  std::string speech;
  for (int i = 0; i < 400; ++i) speech += "berth " + std::to_string(i) + " ";
  const auto answer = [&](std::string_view around) {
    std::string text(around);
    return parsed(text.replace(text.find('@'), 1, speech));
  };
  const std::string prior = show(
      "prior", answer(R"({"sentences":[{"text":"x","statements":[{"id":"s","text":"@"}]}]})"), {});
  CHECK(prior.size() < 800);
  CHECK(prior.find("…") != std::string::npos);
  const std::string article = show(
      "article", answer(R"({"text":"The text.","statements":[{"kind":"speech","text":"@"}]})"), {});
  CHECK(article.size() < 500);
  CHECK(show("statement", answer(R"({"id":"s","text":"@"})"), {}).find("berth 399") !=
        std::string::npos);
}

TEST_CASE("an article's paragraphs stay apart, also where no blank line parts them") {
  struct Case {
    std::string_view json, shown;
  };
  const auto c = GENERATE(values<Case>({
      {R"({"headline":"H","text":"One.\nTwo."})", "H\n\n\nOne.\n\nTwo.\n\n"},
      {R"({"headline":"H","text":"One.\n\nTwo."})", "H\n\n\nOne.\n\nTwo.\n\n"},
      {R"({"headline":null,"text":"One."})", "(no headline)\n\n\nOne.\n\n"},
  }));
  CAPTURE(c.json);
  CHECK(show("article", parsed(c.json), {}) == c.shown);
}

TEST_CASE("copies are counted with their outlets") {
  const std::string text = show(
      "search", parsed(R"({"total":{"value":1,"exact":true},"total_before":{"value":4,"exact":true},
    "hits":[{"id":"a","headline":"Ferry","copies":{"count":4,"outlets":[{"outlet":"Harbour Post","count":2},
    {"outlet":"Arlen Gazette","count":1},{"outlet":null,"count":1}],"articles":["s/a"]}}]})"),
      {});
  for (const std::string_view part :
       {"1 match, 4 with all copies\n",
        "4 copies: Harbour Post (2), Arlen Gazette, outlet not known"}) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("a verdict's counts that are the least there are say so") {
  const std::string head = R"({"verdict":"verbatim","says":"x","wording":"verbatim","form":"quoted",
    "speaker":"stated","outlets":24,"independent":20,"disputed":false,"total":24,"evidence":[],"truncated":)";
  const std::string some = show("verify", parsed(head + "true}"), {});
  const std::string all = show("verify", parsed(head + "false}"), {});
  CAPTURE(some, all);
  CHECK(some.find("at least 24 outlets, 20 independent") != std::string::npos);
  CHECK(some.find("and at least 24 other places") != std::string::npos);
  CHECK(all.find("at least") == std::string::npos);
  CHECK(all.find("24 outlets, 20 independent") != std::string::npos);
}

TEST_CASE("colour marks matches with bold") {
  CHECK(
      show("search", parsed(kAnswer), {.columns = 80, .color = true}).find("\x1b[1mferry\x1b[0m") !=
      std::string::npos);
}

TEST_CASE("a statement shows its speaker, how sure that is, and what was written") {
  const std::string text =
      show("search", parsed(R"({"total":{"value":1,"exact":true},"hits":[{"id":"samples/a@1:5-20",
    "kind":"direct","speaker":"Mara Lindqvist","speaker_as_written":"she","role":"harbour master","text":"It will sail",
    "confidence":{"span":0.99,"speaker":0.8,"word":"resolved"},"negated":false,"denied":true,
    "headline":"Ferry","outlet":"Harbour Post","date":"2026"}]})"),
           {});
  for (const std::string_view part :
       {"1 statement\n", "Mara Lindqvist, harbour master", "“It will sail”",
        "direct · denied · resolved 0.80 (written: she)", "samples/a@1:5-20"}) {
    CAPTURE(text, part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("versions are told with what came and went, in 80 columns") {
  const std::string text = show("article", parsed(R"({"headline":"Ferry figures","versions":[
    {"version":3,"ingested":"2026-03-11T09:00:00Z","status":"corrected","changes":{"since":2,
     "fields":[{"name":"headline","removed":"Ferry figure","added":"Ferry figures"}],
     "text":[{"removed":"4","added":"3","words_before":"The subsidy of the night ferry to Arlen is ",
       "words_behind":" million a year, as the council heard on Monday."},
      {"removed":"","added":"All of it is new","cut":true,"words_before":"","words_behind":""}],
     "removed_words":1,"added_words":1234,"left_out":2}},
    {"version":2,"superseded":"2026-03-11T09:00:00Z","ingested":"2026-03-10T09:00:00Z","status":"usable",
     "changes":{"since":1,"fields":[],"text":[],"removed_words":0,"added_words":0,"white_space":true}},
    {"version":1,"ingested":"2026-03-09T09:00:00Z","status":"usable"}]})"),
                                {});
  CHECK(text ==
        "Ferry figures\n\n3 versions\n\n"
        "version 3 · 2026-03-11T09:00:00Z · CORRECTED            1,234 words came, 1 went\n"
        "   headline: [-Ferry figure-]{+Ferry figures+}\n"
        "   The subsidy of the night ferry to Arlen is [-4-]{+3+} million a year, as the\n"
        "   council heard on Monday.\n"
        "   {+All of it is new…+}\n"
        "   and 2 other places\n\n"
        "version 2 · 2026-03-10T09:00:00Z                            0 words came, 0 went\n"
        "   only white space\n\n"
        "version 1 · 2026-03-09T09:00:00Z\n\n");
}

TEST_CASE("an explanation is told clause by clause, in 80 columns") {
  const std::string text = show("explain", parsed(R"({"parsed":"ferry -pilots","matches":false,
    "hints":[{"column":1,"message":"a hint"}],
    "tokens":[{"column":1,"kind":"word","text":"ferry"}],
    "clauses":[{"clause":"ferry -pilots","depth":0,"documents":1234,"holds":false,"found":["Zferri"]},
     {"clause":"ferry","depth":1,"documents":2000,"holds":true,"found":["Zferri"]}],
    "expanded":[{"column":1,"word":"subsid*","count":2,"words":["subsidy"]}],
    "terms":[{"term":"Zferri","documents":2000}],"query":"Query(Zferri AND more"})"),
                                {});
  CHECK(text ==
        "It does not match.\n\n"
        "clauses                                                                documents\n"
        "  no   ferry -pilots                                                       1,234\n"
        "  yes    ferry                                                             2,000\n"
        "           has Zferri\n"
        "  column 1: a hint\n\n"
        "tokens\n"
        "     1  word        ferry\n\n"
        "expansions\n"
        "  subsid* stands for 2 words: subsidy …\n\n"
        "terms                                                                  documents\n"
        "  Zferri                                                                   2,000\n\n"
        "Xapian\n"
        "  Query(Zferri AND more\n");
}

TEST_CASE("a hit shows the notice of its correction") {
  const std::string text = show("search", parsed(R"({"total":{"value":1,"exact":true},"hits":[
    {"id":"a","headline":"Ferry","status":"corrected","notice":"The figure was wrong."}]})"),
                                {});
  CHECK(text.find("   notice: The figure was wrong.\n") != std::string::npos);
}

TEST_CASE("hits as TSV keep their columns whatever the text holds") {
  const auto answer = parsed(
      R"({"hits":[{"id":"a\tb","score":1.5,"date":"2026","outlet":"X\nY","headline":"H"}]})");
  CHECK(hits_as_tsv(answer, "") == "a b\t1.5000\t2026\tX Y\t\tH\n");
  CHECK(hits_as_tsv(answer, "q1") == "q1\ta b\t1.5000\n");
}

TEST_CASE("an error stands with a caret under its column") {
  CHECK(show_error({Errc::invalid, "column 9: no closing quote", 9}, "speaker:\"Ann") ==
        "onrecord: column 9: no closing quote\n  speaker:\"Ann\n          ^\n");
  CHECK(show_error({Errc::invalid, "column 4: no", 4}, "新聞 x") ==
        "onrecord: column 4: no\n  新聞 x\n       ^\n");
  CHECK(show_error({Errc::io, "gone", 0}, "query") == "onrecord: gone\n");
}

TEST_CASE("an answer of another shape is shown without harm") {
  for (const std::string_view json :
       {R"({})", R"({"hits":3})", R"({"hits":[1,null,{}]})",
        R"({"total":[],"hits":[{"snippet":{"highlights":[[5,2],[0,99],"x"]}}]})"}) {
    CAPTURE(json);
    CHECK_FALSE(show("search", parsed(json), {}).empty());
    CHECK_NOTHROW(show("article", parsed(json), {}));
    CHECK_NOTHROW(hits_as_tsv(parsed(json), ""));
  }
}

TEST_CASE("speakers are a table that fits, with their other names and how they were found") {
  const auto answer = parsed(R"({"total":{"value":2,"exact":true},"unnamed":3,"people":[
    {"name":"Mara Lindqvist","person":"ml","statements":1200,"articles":900,"first":"2019-05-05","last":"2021",
     "names":[{"value":"Lindqvist","statements":1100},{"value":"M. Lindqvist-Oduya","statements":100}],
     "way":"sound","found_by":"Lindqvist","distance":0.2,"retracted":3},
    {"name":"A name that is so long that no line of a terminal has room for it beside its counts","statements":1,
     "articles":1,"names":[{"value":"x","statements":1}]}]})");
  CHECK(show("speakers", answer, {.columns = 80, .color = false}) ==
        "2 speakers · 3 statements of nobody named\n"
        "\n"
        "                                    statements  articles       first        last\n"
        "Mara Lindqvist (ml)                      1,200       900  2019-05-05        2021\n"
        "   as Lindqvist 1,100, M. Lindqvist-Oduya 100\n"
        "   3 statements RETRACTED\n"
        "   sounds alike: Lindqvist\n"
        "A name that is so long that no l…            1         1\n"
        "   as x 1\n");
  CHECK(
      hits_as_tsv(answer, "") ==
      "Mara Lindqvist\tml\t1200\t900\t2019-05-05\t2021\tsound\tLindqvist\t3\n"
      "A name that is so long that no line of a terminal has room for it beside its counts\t\t1\t1"
      "\t\t\t\t\t0\n");
}

TEST_CASE(
    "a speaker found by a name that is not shown says by which, and what was retracted is marked") {
  const auto shown = [](std::string_view by, std::string_view way) {
    return show(
        "speakers",
        parsed(R"({"total":{"value":1,"exact":true},"people":[{"name":"Dee Wix","person":"dw",
      "statements":3,"articles":2,"retracted":2,"names":[{"value":"Dee Wix","statements":2},
      {"value":"D. Wix","statements":1}],"way":")" +
               std::string(way) + R"(","found_by":")" + std::string(by) + R"("}]})"),
        {.columns = 80, .color = false});
  };
  const std::string plain =
      "1 speaker\n\n"
      "                                    statements  articles       first        last\n"
      "Dee Wix (dw)                                 3         2\n"
      "   as Dee Wix 2, D. Wix 1\n"
      "   2 statements RETRACTED\n";
  CHECK(shown("Dee Wix", "exact") == plain);
  CHECK(shown("D. Wix", "part") == plain);
  for (const char* way : {"part", "prefix"})
    CHECK(shown("Deirdre Hiddenname", way) == plain + "   found as Deirdre Hiddenname\n");
}

TEST_CASE("a long time without matches takes one line of a timeline") {
  const std::string text =
      show("timeline",
           parsed(R"({"total":3,"buckets":["2019","2020","2021","2022","2023","2024","2025","2026"],
                 "counts":[1,0,0,0,0,1,0,1]})"),
           {});
  CHECK(text.find("2020 to 2023  none\n") != std::string::npos);
  CHECK(text.find("2021") == std::string::npos);
  CHECK(text.find("2025              0\n") != std::string::npos);
}

TEST_CASE("no suggestion is said in words, a headline is shown whole") {
  CHECK(show("suggest", parsed(R"({"speakers":[],"headlines":[]})"), {}) == "nothing begins so\n");
  CHECK(show("suggest", parsed(R"({"headlines":[{"value":"Ferry sold"}]})"), {}) ==
        "headlines\n   Ferry sold\n");
}

TEST_CASE("of many speakers of a variant the first are named") {
  std::string speakers;
  for (int i = 0; i < 11; ++i)
    speakers += std::string(i == 0 ? "" : ",") + R"({"value":"Speaker )" + std::to_string(i) +
                R"(","count":1})";
  const std::string text =
      show("variants",
           parsed(R"({"total":1,"statements":11,"independent":11,"variants":[{"count":11,
                 "text":"a","part":true,"speakers":[)" +
                  speakers + "]}]}"),
           {});
  CHECK(text.find("Speaker 7 and 3") != std::string::npos);
  CHECK(text.find("Speaker 8") == std::string::npos);
}

TEST_CASE("what a daemon can do is a list to read, and fits") {
  const std::string text = show("describe", parsed(R"json({
      "methods":[{"name":"verify","help":"did somebody really say this: a verdict on a quotation, and every place like it","arguments":[]}],
      "fields":[{"name":"headline","help":"words of the headline","example":"headline:ferry","alias":"title"}],
      "operators":[{"syntax":"\"a b\" NEAR/5 (c OR d)","help":"phrases and groups too"}],
      "limits":{"depth":32}})json"),
                                {});
  CHECK(text ==
        "methods ('onrecord METHOD --help' tells the arguments)\n"
        "   verify            did somebody really say this: a verdict on a quotation, and\n"
        "                     every place like it\n"
        "\nfields\n"
        "   headline          words of the headline, as in headline:ferry (or title:)\n"
        "\noperators\n"
        "   \"a b\" NEAR/5 (c OR d)\n"
        "                     phrases and groups too\n"
        "\nlimits\n"
        "   depth  32\n");
}
