// What a query means: its tree, printed.
#include "searchd/query/parse.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::query;

namespace {

struct Case {
  std::string_view query, tree;
};

std::string tree_of(std::string_view text, In target = In::articles, Match match = Match::all,
                    Reading reading = Reading::operators) {
  auto parsed = parse_query(text, target, match, reading);
  return parsed ? print(*parsed->root) : "error: " + parsed.error().message;
}

}  // namespace

TEST_CASE("words, phrases and operators become a tree") {
  const auto c = GENERATE(values<Case>({
      {"tariffs", "tariffs"},
      {"Steel TARIFFS", "steel tariffs"},
      {"steel AND tariffs", "steel tariffs"},
      {"steel OR tariffs", "steel OR tariffs"},
      {"steel (tariffs OR quotas)", "steel (tariffs OR quotas)"},
      {"(steel tariffs) OR quotas", "(steel tariffs) OR quotas"},
      {"((steel))", "steel"},
      {"(a b) c", "a b c"},
      {"(a OR b) OR c", "a OR b OR c"},
      {"steel -tariffs", "steel -tariffs"},
      {"steel NOT tariffs", "steel -tariffs"},
      {"steel AND NOT tariffs -quotas", "steel -(tariffs OR quotas)"},
      {"-tariffs steel", "steel -tariffs"},
      {"-tariffs", "-tariffs"},
      {"-(tariffs quotas)", "-(tariffs quotas)"},
      {"-a -b", "-(a OR b)"},
      {"a OR -b", "a OR -b"},
      {"a OR NOT (b c)", "a OR -(b c)"},
      {"a OR (b -c)", "a OR (b -c)"},
      {"(a -b) -c", "(a -b) -c"},
      {"a (-b)", "a -b"},
      {"*", "*"},
      {"* tariffs", "tariffs"},
      {"* -tariffs", "-tariffs"},
      {"a\tb\nc", "a b c"},
      {"a\u00A0b\u3000c", "a b c"},
      {"a,b", "\"a b\""},
      {"talks, then", "talks then"},
      {"NOT(a)", "-a"},
      {"a AND(b OR c)", "a (b OR c)"},
      {"10:30", "\"10 30\""},
      {"https://example.org/a?b=c*", "\"https example org a b c\""},
      {"40 % of", "40% of"},
      {"U.S. talks", "u.s. talks"},
      {"1,000", "1000"},
      {"@harbour #budget", "@harbour #budget"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query) == c.tree);
}

TEST_CASE("every kind of quotation mark makes a phrase") {
  const auto c = GENERATE(values<Case>({
      {R"("steel tariffs")", R"("steel tariffs")"},
      {R"("Steel")", R"("steel")"},
      {"“steel tariffs”", R"("steel tariffs")"},
      {"„steel tariffs“", R"("steel tariffs")"},
      {"”steel tariffs”", R"("steel tariffs")"},
      {"“steel tariffs\"", R"("steel tariffs")"},
      {"«steel tariffs»", R"("steel tariffs")"},
      {"»steel tariffs«", R"("steel tariffs")"},
      {"''steel tariffs''", R"("steel tariffs")"},
      {"'steel tariffs'", R"("steel tariffs")"},
      {"‘steel tariffs’", R"("steel tariffs")"},
      {"'workers' rights'", R"("workers" rights)"},
      {"workers' rights", "workers rights"},
      {"o'brien", "o'brien"},
      {"'tis late", "tis late"},
      {R"(a"b c"d)", R"(a "b c" d)"},
      {R"(-"steel tariffs")", R"(-"steel tariffs")"},
      {"anti-war march", R"("anti war" march)"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query) == c.tree);
}

TEST_CASE("a word may end in a wildcard, be exact, or stand near another") {
  const auto c = GENERATE(values<Case>({
      {"negotiat*", "negotiat*"},
      {"negotiat*, done", "negotiat* done"},
      {"=Talks", "=talks"},
      {"=anti-war", R"("anti war")"},
      {"steel NEAR/5 tariffs", "steel NEAR/5 tariffs"},
      {"steel NEAR tariffs", "steel NEAR/10 tariffs"},
      {"steel ADJ/2 tariffs", "steel ADJ/2 tariffs"},
      {"steel ADJ tariffs", "steel ADJ/10 tariffs"},
      {"a steel NEAR/5 tariffs b", "a steel NEAR/5 tariffs b"},
      {"-steel NEAR/5 tariffs", "-steel NEAR/5 tariffs"},
      {"=steel NEAR/5 (tariffs)", "=steel NEAR/5 tariffs"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query) == c.tree);
}

TEST_CASE("every field takes its values bare, quoted and in groups") {
  const auto c = GENERATE(values<Case>({
      {"speaker:Lindqvist", "speaker:Lindqvist"},
      {R"(Speaker:"Mara Lindqvist")", R"(speaker:"Mara Lindqvist")"},
      {"speaker:'Mara Lindqvist'", R"(speaker:"Mara Lindqvist")"},
      {"speaker:«Mara \"M\" Lindqvist»", "speaker:«Mara \"M\" Lindqvist»"},
      {"said_by:lindqvist", "speaker:lindqvist"},
      {R"(speaker:(Okoro OR "Mara Lindqvist"))", R"(speaker:Okoro OR speaker:"Mara Lindqvist")"},
      {"speaker:(Mara Lindqvist)", "speaker:Mara speaker:Lindqvist"},
      {"speaker:(Mara -Okoro)", "speaker:Mara -speaker:Okoro"},
      {"speaker:lind*", "speaker:lind*"},
      {"role:spokes*", "role:spokes*"},
      {"outlet:harbour*", "outlet:harbour*"},
      {R"(outlet:"Harbour P"*)", R"(outlet:"Harbour P"*)"},
      {"outlet:(gazette OR harb*)", "outlet:gazette OR outlet:harb*"},
      {"publisher:gazette", "outlet:gazette"},
      {"outlet:harbour-post", "outlet:harbour-post"},
      {"desk:politics label:x section:y", "desk:politics label:x section:y"},
      {"byline:okoro", "byline:okoro"},
      {"lang:en", "language:en"},
      {"collection:wire status:retracted source:samples",
       "collection:wire status:retracted source:samples"},
      {"id:hp-0412", "id:hp-0412"},
      {"id:a:b/c", R"(id:"a:b/c")"},
      {"id:\"a*b (c)\"", "id:\"a*b (c)\""},
      {"meta.Edition:late", "meta.Edition:late"},
      {"meta.a.b-c:late*", "meta.a.b-c:late*"},
      {"headline:budget", "headline:budget"},
      {"title:=budgets", "headline:=budgets"},
      {"headline:bud*", "headline:bud*"},
      {R"(headline:"plan b")", R"(headline:"plan b")"},
      {R"(headline:(tax "plan b"))", R"(headline:(tax "plan b"))"},
      {"headline:(tax)", "headline:tax"},
      {"headline:(tax NEAR/3 plan)", "headline:(tax NEAR/3 plan)"},
      {"headline:anti-war", R"(headline:"anti war")"},
      {R"(in("Why it matters", trade talks))", R"(in("Why it matters", trade talks))"},
      {"in(Why it matters, trade)", R"(in("Why it matters", trade))"},
      {"in( “What next” , a OR b) c", R"(in("What next", a OR b) c)"},
      {"in (a OR b)", "in (a OR b)"},
      {"said:(tariffs)", "said:(tariffs)"},
      {"speaker:okoro said:(tariffs kind:direct)", "speaker:okoro said:(tariffs kind:direct)"},
      {"a OR outlet:b", "a OR outlet:b"},
      {"-outlet:b", "-outlet:b"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query) == c.tree);
}

TEST_CASE("every form of a date becomes a range of days") {
  const auto c = GENERATE(values<Case>({
      {"date:2026", "date:2026"},
      {"date:2026-03", "date:2026-03"},
      {"date:2026-03-15", "date:2026-03-15"},
      {"date:2026-01..2026-03-15", "date:2026-01..2026-03-15"},
      {"date:2026-01..", "date:2026-01.."},
      {"date:..2026-03", "date:..2026-03"},
      {R"(date:"5 March 2026")", "date:2026-03-05"},
      {R"(date:"5 March 2026 .. 9 March 2026")", "date:2026-03-05..2026-03-09"},
      {"date:2026..2026", "date:2026"},
      {"date:unknown", "date:unknown"},
      {"date:(2024 OR 2026-01)", "date:2024 OR date:2026-01"},
      {"before:2026", "date:..2025-12-31"},
      {"before:2026-03", "date:..2026-02-28"},
      {"after:2024-02", "date:2024-03-01.."},
      {"after:2025-12-31", "date:2026-01-01.."},
      {"-date:2026", "-date:2026"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query) == c.tree);
}

TEST_CASE("statements have fields of their own") {
  const auto c = GENERATE(values<Case>({
      {"kind:direct", "kind:direct"},
      {"kind:(direct OR Mixed)", "kind:direct OR kind:Mixed"},
      {"quoted:yes", "quoted:yes"},
      {"confidence:0.9", "confidence:0.9"},
      {"confidence:stated", "confidence:0.95"},
      {"confidence:Resolved", "confidence:0.75"},
      {"confidence:uncertain", "confidence:uncertain"},
      {"confidence:unattributed", "confidence:unattributed"},
      {"confidence:0", "confidence:0"},
      {"confidence:1", "confidence:1"},
      {"speaker:okoro tariffs", "speaker:okoro tariffs"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query, In::statements) == c.tree);
}

TEST_CASE("of words that any may match, fields and negatives still hold for every hit") {
  const auto c = GENERATE(values<Case>({
      {"steel tariffs", "steel OR tariffs"},
      {"steel tariffs outlet:x -quotas", "(steel OR tariffs) outlet:x -quotas"},
      {"steel AND tariffs", "steel tariffs"},
      {"(steel AND tariffs) quotas", "(steel tariffs) OR quotas"},
      {"outlet:x", "outlet:x"},
      {"outlet:x desk:y", "outlet:x desk:y"},
      {"speaker:(mara okoro)", "speaker:mara speaker:okoro"},
      {"headline:(tax plan)", "headline:(tax OR plan)"},
      {R"(tax "plan b" a NEAR/2 b)", R"(tax OR "plan b" OR a NEAR/2 b)"},
  }));
  CAPTURE(c.query);
  CHECK(tree_of(c.query, In::articles, Match::any) == c.tree);
}

TEST_CASE("what may not be what was meant draws a hint") {
  struct Hinted {
    std::string_view query;
    int column;
    std::string_view message;
  };
  const auto c = GENERATE(values<Hinted>({
      {"steel and tariffs", 7, "'and' is searched as a word; write AND"},
      {"steel Or tariffs", 7, "'Or' is searched as a word; write OR"},
      {"steel not tariffs", 7, "'not' is searched as a word; write NOT"},
      {"not tariffs", 1, "'not' is searched as a word; write NOT"},
      {"é near/5 b", 3, "'near/5' is searched as a word; write NEAR/5"},
      {"bridge?", 7, "'?' behind a word is punctuation; inside a word it stands for one letter"},
      {"wom?n? rise", 6,
       "'?' behind a word is punctuation; inside a word it stands for one letter"},
      {"tax & plan", 5, "'&' is punctuation and was left out"},
      {"tax - plan", 5, "'-' is punctuation and was left out"},
      {"+tax", 1, "'+' is no operator and was left out"},
      {"tax –plan", 5, "this dash is not '-': the word after it is searched, not left out"},
  }));
  CAPTURE(c.query);
  const auto parsed = parse_query(c.query);
  REQUIRE(parsed);
  REQUIRE(parsed->hints.size() == 1);
  CHECK(parsed->hints[0].column == c.column);
  CHECK(parsed->hints[0].message == c.message);
}

TEST_CASE("a plain query draws no hint") {
  const auto query =
      GENERATE(as<std::string_view>{}, "rock and", "or else", "\"steel and tariffs\"",
               "steel AND tariffs", "=and tariffs", "not", "near the harbour", "wom?n",
               "\"who pays?\"", "https://example.org/a?");
  CAPTURE(query);
  const auto parsed = parse_query(query);
  REQUIRE(parsed);
  CHECK(parsed->hints.empty());
}

TEST_CASE("hints are few, however many there could be") {
  std::string query = "a";
  for (int i = 0; i < 50; ++i) query += " &";
  const auto parsed = parse_query(query);
  REQUIRE(parsed);
  CHECK(parsed->hints.size() == 8);
}

TEST_CASE("a node knows where in the query it stands") {
  const auto parsed = parse_query("é outlet:\"x y\" (b OR c)");
  REQUIRE(parsed);
  const auto& operands = std::get<And>(parsed->root->kind).operands;
  REQUIRE(operands.size() == 3);
  CHECK(operands[1]->column == 3);
  CHECK(operands[1]->at.begin == 3);
  CHECK(operands[2]->column == 17);
  CHECK(std::get<Or>(operands[2]->kind).operands[1]->column == 22);
}
