// What a query may not say: each refusal with its column and its words.
#include "searchd/query/parse.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::query;

namespace {

struct Case {
  std::string_view query, message;
};

void check(std::string_view query, std::string_view message, In target = In::articles,
           Match match = Match::all) {
  const auto parsed = parse_query(query, target, match);
  INFO(query);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().message == message);
  const std::string column = "column " + std::to_string(parsed.error().column) + ": ";
  CHECK((parsed.error().column == 0 || parsed.error().message.starts_with(column)));
}

}  // namespace

TEST_CASE("a refused query says where, and what was expected") {
  const auto c = GENERATE(values<Case>({
      {"", "column 1: empty query; '*' matches everything"},
      {" \t", "column 1: empty query; '*' matches everything"},
      {"& …", "column 1: no word in the query; '*' matches everything"},
      {"\"a", "column 1: no closing quote"},
      {"é “a b", "column 3: no closing quote"},
      {"a \"—\"", "column 3: no word between the quotation marks"},
      {"(a", "column 1: no ')' for '('"},
      {"a)", "column 2: ')' without '('"},
      {")", "column 1: ')' without '('"},
      {"a ()", "column 4: a word or a phrase must follow '('"},
      {"AND a", "column 1: a word or a phrase must stand before 'AND'"},
      {"(OR a)", "column 2: a word or a phrase must stand before 'OR'"},
      {"a AND", "column 6: a word, a phrase or '(' must follow 'AND'"},
      {"a AND OR b", "column 7: a word, a phrase or '(' must follow 'AND'"},
      {"a NOT", "column 6: a word, a phrase or '(' must follow 'NOT'"},
      {"--a", "column 2: a word, a phrase or '(' must follow '-'"},
      {"a OR b c",
       "column 8: AND and OR in one row need brackets; words side by side are joined by AND"},
      {"a b OR c",
       "column 5: AND and OR in one row need brackets; words side by side are joined by AND"},
      {"a AND b OR c",
       "column 9: AND and OR in one row need brackets; words side by side are joined by AND"},
      {"a|b", "column 2: '|' is no operator; write OR"},
      {"a && b", "column 3: '&&' is no operator; write AND"},
      {"!a", "column 1: '!' is no operator; write NOT"},
      {"tax^2", "column 4: '^' is no operator"},
      {"=*", "column 1: a word must stand before '*'"},
      {"=\"a b\"", "column 1: '=' stands before a word; a phrase is exact already"},
      {"minister(s)", "column 9: a space or an operator must stand before '('"},
  }));
  check(c.query, c.message);
}

TEST_CASE("a field is refused by name") {
  const auto c = GENERATE(values<Case>({
      {"speaker:", "column 9: a value must follow 'speaker:'"},
      {"speaker: okoro", "column 9: a value must follow 'speaker:'"},
      {"speaker:\"Ann", "column 9: no closing quote"},
      {"speaker:\" \"", "column 9: a value must follow 'speaker:'"},
      {"speaker:\"—\"", "column 9: no word in the value"},
      {"speaker:-okoro", "column 9: '-' stands before the field's name"},
      {"speaker:()", "column 10: a word or a phrase must follow '('"},
      {"speaker :okoro", "column 9: ':' must follow a field's name without a space between"},
      {"outlet:*", "column 8: a value must stand before '*'"},
      {"headline:*", "column 10: a value must stand before '*'"},
      {"mara: hello", "column 1: no field 'mara'"},
      {"colour:red", "column 1: no field 'colour'"},
      {"é Outlett:x", "column 3: no field 'outlett'; did you mean 'outlet'?"},
      {"befor:2026", "column 1: no field 'befor'; did you mean 'before'?"},
      {"مثال:x", "column 1: no field 'مثال'"},
      {"outlet.x:y", "column 1: no field 'outlet.x'; did you mean 'outlet'?"},
      {"meta:x", "column 1: 'meta' needs a key: meta.KEY:value"},
      {"meta.:x", "column 1: 'meta' needs a key: meta.KEY:value"},
      {"kind:direct", "column 1: 'kind' is a field of statements; use target statements"},
      {"outlet:(harbour post)",
       "column 17: values side by side in a group of 'outlet': write OR between them, or quotes "
       "around a "
       "value of several words"},
      {"outlet:(a NEAR b)",
       "column 11: 'NEAR' between values of a field is not available in this version"},
      {"outlet:(desk:a)", "column 9: no field may stand inside outlet:(…)"},
      {"headline:(desk:a)", "column 11: no field may stand inside headline:(…)"},
      {"headline:(*)", "column 11: a word must stand before '*'"},
      {"headline:(in(x, a))", "column 11: 'in(' may not stand inside headline:(…)"},
      {"in(x, desk:a)", "column 7: no field may stand inside in(…)"},
      {"in(x a)", "column 7: ',' must follow the label: in(\"label\", words)"},
      {"in(, a)", "column 4: a label must follow 'in(': in(\"label\", words)"},
      {"in(\"x, a)", "column 4: no closing quote"},
      {"in(x, a", "column 1: no ')' for 'in(x,'"},
      {"in(x,)", "column 6: a word or a phrase must follow 'in(x,'"},
      {"said:tariffs", "column 6: '(' must follow 'said:'"},
      {"said:(said:(a))",
       "column 7: 'said' is for articles; in statements the words themselves are searched"},
      {"outlet:\"a*\"", "column 8: a '*' stands only at the end, after the closing quote"},
      {"id:ab*", "column 4: '*' is not available on 'id'; quote it if it is part of the value"},
      {"status:withheld", "column 8: expected usable, corrected or retracted, got 'withheld'"},
  }));
  check(c.query, c.message);
}

TEST_CASE("a date is refused with what was expected") {
  check("date:..", "column 6: expected a date on one side of '..'");
  check("date:2026-03..2026-01", "column 6: the range ends before it begins");
  check("date:2026*",
        "column 6: '*' is not available on 'date'; quote it if it is part of the value");
  check("date:2026-03-05T10:00:00Z",
        "column 6: expected a year, a month or a day, got '2026-03-05T10:00:00Z'");
  check("before:0001", "column 8: nothing is before the year 1");
  check("after:9999", "column 7: nothing is after the year 9999");
  for (const std::string_view bad :
       {"date:yesterday", "date:2026-13", "date:2026-02-30", "date:03/04/2026"}) {
    const auto parsed = parse_query(bad);
    INFO(bad);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().column == 6);
  }
  const auto second = parse_query("date:2026..tomorrow");
  REQUIRE_FALSE(second);
  CHECK(second.error().column == 12);
}

TEST_CASE("what lives in the other database is refused") {
  check("byline:okoro", "column 1: 'byline' is a field of articles; use target articles",
        In::statements);
  check("meta.x:y", "column 1: 'meta' is a field of articles; use target articles", In::statements);
  check("said:(a)",
        "column 1: 'said' is for articles; in statements the words themselves are searched",
        In::statements);
  check("kind:loud", "column 6: expected direct, fragment, mixed, indirect or speech, got 'loud'",
        In::statements);
  check("quoted:maybe", "column 8: expected yes or no, got 'maybe'", In::statements);
  for (const std::string_view bad :
       {"confidence:1.5", "confidence:-1", "confidence:nan", "confidence:high"})
    check(bad,
          "column 12: expected a number from 0 to 1, or stated, resolved, uncertain or "
          "unattributed, got '" +
              std::string(bad.substr(11)) + "'",
          In::statements);
}

TEST_CASE("a wildcard or a '~' stands where it can be meant") {
  const auto c = GENERATE(values<Case>({
      {"okoro~3", "column 6: 1 or 2 edits may be asked for: ~1 or ~2"},
      {"okoro~0", "column 6: 1 or 2 edits may be asked for: ~1 or ~2"},
      {"oko~ro",
       "column 4: '~' stands at the end of a word, alone or with the number of edits: ~1 or ~2"},
      {"é \"a b\"~3",
       "column 8: '~' stands behind one word; for words near each other write NEAR/n"},
      {"anti-war~", "column 1: '~' after a word of several parts is not available in this version"},
      {"=okoro~", "column 1: of '=', '*', '?' and '~' a word has one kind"},
      {"=tarif*", "column 1: of '=', '*', '?' and '~' a word has one kind"},
      {"oko*o~", "column 1: of '=', '*', '?' and '~' a word has one kind"},
      {"ne*te", "column 1: 3 letters or more must stand before '*'"},
      {"m?n", "column 1: 3 letters or more must stand before '?'"},
      {"ok~", "column 1: 3 letters or more must stand before '~'"},
      {"*tion", "column 1: a word must stand before '*'"},
      {"anti-organi*ation",
       "column 12: a word with wildcards inside must be one word, without signs or hyphens"},
      {"\"the anti-organi*ation\"",
       "column 17: a word with wildcards inside a phrase must be one word, without signs or "
       "hyphens"},
      {"\"the *tion\"",
       "column 6: a word with wildcards inside a phrase must be one word, without signs or "
       "hyphens"},
      {"é \"prime ministr~\"",
       "column 17: a fuzzy word cannot stand inside a phrase; write it beside the phrase, or with "
       "NEAR"},
      {"\"ministr~1 spoke\"",
       "column 9: a fuzzy word cannot stand inside a phrase; write it beside the phrase, or with "
       "NEAR"},
      {"\"ta* plan\"", "column 1: 3 letters or more must stand before '*'"},
      {"\"a b\"*", "column 1: '*' after a phrase is not available in this version"},
      {"outlet:gazete~",
       "column 8: '~' is not available on 'outlet'; quote it if it is part of the value"},
      {"speaker:oko~ro",
       "column 12: '~' stands at the end of a word, alone or with the number of edits: ~1 or ~2"},
      {"speaker:ann-okoro~", "column 9: a '*' or '~' stands only at the end of one word"},
  }));
  check(c.query, c.message);
}

TEST_CASE("beside NEAR stands what has a place in a text") {
  const std::string_view expected =
      " may stand words, phrases, brackets around either joined by OR, and brackets around another "
      "NEAR";
  const auto c = GENERATE(values<Case>({
      {"a ADJ/2 outlet:x", "column 9: beside 'ADJ/2'"},
      {"a w/s -b", ""},
      {"(a b) NEAR c", "column 2: beside 'NEAR'"},
      {"a pre/3 (b OR (c -d))", "column 16: beside 'pre/3'"},
      {"a w/p atleast2(b)", "column 7: beside 'w/p'"},
      {"a w/5 *", "column 7: beside 'w/5'"},
      {"a w/5 lead(b)", "column 7: beside 'w/5'"},
  }));
  if (c.message.empty())
    check(c.query, "column 7: a word, a phrase or '(' must follow 'w/s'");
  else
    check(c.query, std::string(c.message).append(expected));
}

TEST_CASE("an operator of proximity is refused where it means nothing") {
  const auto c = GENERATE(values<Case>({
      {"a NEAR/2 b NEAR/2 c",
       "column 12: a row of NEAR, ADJ, w/s and w/p needs brackets: (a NEAR/2 b) NEAR/2 c"},
      {"a w/s b pre/3 c",
       "column 9: a row of NEAR, ADJ, w/s and w/p needs brackets: (a w/s b) pre/3 c"},
      {"NEAR/2 a", "column 1: a word or a phrase must stand before 'NEAR/2'"},
      {"w/s a", "column 1: a word or a phrase must stand before 'w/s'"},
      {"a W/P", "column 6: a word, a phrase or '(' must follow 'W/P'"},
      {"a NEAR/0 b", "column 3: the distance after '/' must be 1 or more"},
      {"a w/0 b", "column 3: the distance after '/' must be 1 or more"},
      {"outlet:(a w/s b)",
       "column 11: 'w/s' between values of a field is not available in this version"},
  }));
  check(c.query, c.message);
}

TEST_CASE("a count is of one word or one phrase") {
  const auto c = GENERATE(values<Case>({
      {"é atleast(tax)", "column 10: a number of 1 or more must follow 'atleast': atleast3(word)"},
      {"atleast0(tax)", "column 8: a number of 1 or more must follow 'atleast': atleast3(word)"},
      {"atleast3()", "column 10: one word or one phrase, then ')', must follow 'atleast3('"},
      {"atleast3(tax plan)",
       "column 14: one word or one phrase, then ')', must follow 'atleast3('"},
      {"atleast3((tax))", "column 10: one word or one phrase, then ')', must follow 'atleast3('"},
      {"atleast3(tax", "column 13: one word or one phrase, then ')', must follow 'atleast3('"},
      {"atleast10000(tax)", "column 1: at most 9999 may follow 'atleast'"},
      {"outlet:(atleast3(tax))",
       "column 9: 'atleast' between values of a field is not available in this version"},
  }));
  check(c.query, c.message);
}

TEST_CASE("lead and headline are refused where they cannot be") {
  check("lead()", "column 6: a word or a phrase must follow 'lead('");
  check("lead(tax", "column 1: no ')' for 'lead('");
  check("headline(lead(tax))", "column 10: 'lead(' may not stand inside headline:(…)");
  check("lead(outlet:x)", "column 6: no field may stand inside lead:(…)");
  check("lead(tax)", "column 1: 'lead' is a field of articles; use target articles",
        In::statements);
}

TEST_CASE("operators beside words of which any may match need brackets") {
  for (const std::string_view query : {"a b OR c", "a b AND c"})
    check(query, "column 5: operators beside words of which any may match need brackets",
          In::articles, Match::any);
}

TEST_CASE("each cap refuses by its own name") {
  const auto repeat = [](std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
  };
  const auto quoted = [](const std::string& text) { return '"' + text + '"'; };
  CHECK(parse_query(repeat("a ", 64)));
  check(repeat("a ", 65), "column 129: more than 64 words and values");
  check(quoted(repeat("a ", 65)), "column 1: more than 64 words and values");
  check("speaker:" + quoted(repeat("a ", 65)), "column 9: more than 64 words and values");
  CHECK(parse_query(repeat("(", 32) + "a" + repeat(")", 32)));
  check(repeat("(", 33) + "a" + repeat(")", 33),
        "column 33: more than 32 brackets inside one another");
  check(repeat("(", 4000), "column 33: more than 32 brackets inside one another");
  check(repeat("-(", 2000), "column 66: more than 32 brackets inside one another");
  check(repeat("a", 4097), "a query of 4097 bytes; at most 4096 are read");
  CHECK(parse_query("aaa* bbb* ccc* ddd*"));
  check("aaa* bbb* ccc* ddd* outlet:e*", "column 28: more than 4 words with '*', '?' or '~'");
  check("aaa* bbb?b ccc~ \"ddd* e\" fff~", "column 26: more than 4 words with '*', '?' or '~'");
  check("ab*", "column 1: 3 letters or more must stand before '*'");
  CHECK(parse_query("éèê* language:e*"));
  check(repeat("a", 64) + "*", "column 1: at most 63 bytes may stand before '*' or '~'");
  check("a NEAR/256 b", "column 3: a distance of at most 255 may follow 'NEAR/'");
  check("a pre/256 b", "column 3: a distance of at most 255 may follow 'pre/'");
  check("a NEAR/99999999999999999999 b", "column 3: a distance of at most 255 may follow 'NEAR/'");

  Limits wide;
  wide.max_query_bytes = 200'000;
  const auto deep =
      parse_query(repeat("(", 100'000), In::articles, Match::all, Reading::operators, wide);
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == Errc::limit);
}

TEST_CASE("what is no text is refused with its place") {
  check("ab\xFF", "column 3: not valid UTF-8");
  check("é\xC3", "column 2: not valid UTF-8");
  check(std::string_view("a\0b", 3), "column 2: control character U+0000 in a query");
  check("é\x07", "column 2: control character U+0007 in a query");
  check("a\u0085", "column 2: control character U+0085 in a query");
  check("a\x7F", "column 2: control character U+007F in a query");
  const auto words = parse_query("a\x01", In::articles, Match::any, Reading::words);
  REQUIRE_FALSE(words);
  CHECK(words.error().column == 2);
}
