// The methods and their arguments, as constants.
#include "proto/wire/methods.h"

namespace onrecord::wire {
namespace {

constexpr std::int64_t kQueryBytes = 65536;
constexpr std::int64_t kNameBytes = 2048;

constexpr Argument kQuery{.name = "query",
                          .type = ArgType::text,
                          .low = 1,
                          .high = kQueryBytes,
                          .help = "what to look for, in the query language; left out: everything"};
constexpr Argument kTarget{.name = "target",
                           .type = ArgType::choice,
                           .fallback = R"("articles")",
                           .choices = "articles|statements",
                           .help = "what a hit is: an article, or one attributed utterance"};
constexpr Argument kMatch{.name = "match",
                          .type = ArgType::choice,
                          .fallback = R"("all")",
                          .choices = "all|any",
                          .help = "whether all words of the query must be there, or any of them"};
constexpr Argument kWords{
    .name = "words",
    .type = ArgType::flag,
    .fallback = "false",
    .help = "the query is words only: no operator and no field is read in it"};
constexpr Argument kOffsets{.name = "offsets",
                            .type = ArgType::choice,
                            .fallback = R"("bytes")",
                            .choices = "bytes|codepoints|utf16",
                            .help = "the unit of every text offset in the answer"};
constexpr Argument kFacetLimit{
    .name = "facet_limit",
    .type = ArgType::integer,
    .fallback = "10",
    .low = 1,
    .high = 1000,
    .help =
        "how many values of each facet at most, the most frequent first; of year and month the "
        "newest"};

constexpr Argument kOwnFilter{
    .name = "own_filter",
    .type = ArgType::choice,
    .fallback = R"("kept")",
    .choices = "kept|ignored",
    .help =
        "ignored: a facet is counted as if the query did not filter by that facet's own field, "
        "so that the other values can be offered"};

constexpr Argument kAuthority{
    .name = "authority",
    .type = ArgType::choice,
    .fallback = R"("used")",
    .choices = "used|ignored",
    .help =
        "ignored: speaker: means the words of the name alone, and the speaker facet counts names "
        "instead of people"};

constexpr Argument kAsOf{
    .name = "as_of",
    .type = ArgType::text,
    .low = 4,
    .high = 64,
    .help =
        "a moment of the past, such as 2026-03-05 or 2026-03-05T15:04:05Z: articles as they "
        "were then, former versions included; target articles alone"};

constexpr Argument facet_fields(std::string_view name, bool required) {
  return {
      .name = name,
      .type = ArgType::text_list,
      .required = required,
      .fallback = required ? "" : "[]",
      .low = required ? 1 : 0,
      .high = 16,
      .help = "fields whose values are counted over everything that matches; also year and month"};
}

constexpr Argument kSnippet{
    .name = "snippet",
    .type = ArgType::integer,
    .fallback = "240",
    .low = 0,
    .high = 2000,
    .help = "about how many bytes of text each hit shows around its matches; 0: none"};

constexpr Argument kSearch[] = {
    kQuery,
    kTarget,
    kMatch,
    kWords,
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "10",
     .low = 0,
     .high = 1000,
     .help = "how many hits at most"},
    {.name = "offset",
     .type = ArgType::integer,
     .fallback = "0",
     .low = 0,
     .high = kMaxWindow,
     .help = "how many hits to leave out first; with limit not beyond 10000, then use cursor or "
             "export"},
    {.name = "cursor",
     .type = ArgType::text,
     .low = 1,
     .high = 512,
     .help = "goes on behind the last hit of an earlier answer: its next_cursor; all else as it "
             "was there"},
    {.name = "sort",
     .type = ArgType::choice,
     .fallback = R"("relevance")",
     .choices = "relevance|recent|newest|oldest",
     .help = "the order of hits; undated ones come last in newest and oldest; recent: by "
             "relevance, where a match of today gains half the best score, one half_life days old "
             "half of that"},
    {.name = "half_life",
     .type = ArgType::integer,
     .fallback = "30",
     .low = 1,
     .high = 36500,
     .help = "with sort recent: after how many days an article gains half as much"},
    {.name = "collapse",
     .type = ArgType::choice,
     .fallback = R"("none")",
     .choices = "none|copies",
     .help =
         "copies: of articles that are copies of each other one hit, the earliest that matches; "
         "total_before counts them all, and so do facets"},
    facet_fields("facets", false),
    kFacetLimit,
    kOwnFilter,
    kAuthority,
    kSnippet,
    {.name = "count",
     .type = ArgType::choice,
     .fallback = R"("exact")",
     .choices = "exact|about",
     .help = "whether total is counted exactly, or estimated where that is faster"},
    kAsOf,
    kOffsets,
};

constexpr Argument kArticle[] = {
    {.name = "id",
     .type = ArgType::text,
     .low = 1,
     .high = kNameBytes,
     .help = "the article's id, as it was given; this or key"},
    {.name = "key",
     .type = ArgType::text,
     .low = 3,
     .high = kNameBytes,
     .help = "the article's key, SOURCE/ID, as a hit shows it; this or id"},
    {.name = "version",
     .type = ArgType::integer,
     .low = 1,
     .high = 4294967295,
     .help = "an older version; left out: the current one"},
    {.name = "versions",
     .type = ArgType::flag,
     .fallback = "false",
     .help = "whether its versions come with what changed from each to the next, word by word"},
    {.name = "statements",
     .type = ArgType::flag,
     .fallback = "true",
     .help = "whether its statements come along"},
    kOffsets,
};

constexpr Argument kStatement[] = {
    {.name = "id",
     .type = ArgType::text,
     .required = true,
     .low = 1,
     .high = kNameBytes,
     .help = "the statement's id, as a hit shows it: KEY@VERSION:BEGIN-END"},
    kOffsets,
};

constexpr Argument kQuote{
    .name = "quote",
    .type = ArgType::text,
    .required = true,
    .low = 1,
    .high = 4096,
    .help = "the words that are said to have been said; dots leave out, square brackets add"};
constexpr Argument kSaidBy{
    .name = "speaker",
    .type = ArgType::text,
    .low = 1,
    .high = 256,
    .help = "who is said to have said them: a name or a role; left out: anybody"};
constexpr Argument kBefore{.name = "before",
                           .type = ArgType::text,
                           .low = 1,
                           .high = 64,
                           .help = "only what was published before this date"};
constexpr Argument kAfter{.name = "after",
                          .type = ArgType::text,
                          .low = 1,
                          .high = 64,
                          .help = "only what was published after this date"};

constexpr Argument kVerify[] = {
    kQuote,
    kSaidBy,
    kBefore,
    kAfter,
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "10",
     .low = 0,
     .high = 100,
     .help = "how many places at most"},
    kOffsets,
};

constexpr Argument kVariants[] = {
    kQuote,
    kSaidBy,
    kBefore,
    kAfter,
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "20",
     .low = 0,
     .high = 200,
     .help = "how many variants at most, those of most independent sources first"},
    kOffsets,
};

constexpr Argument kCompare[] = {
    {.name = "values",
     .type = ArgType::text_list,
     .required = true,
     .low = 2,
     .high = 2,
     .help = "the two that are compared: two speakers, or two outlets"},
    {.name = "by",
     .type = ArgType::choice,
     .fallback = R"("speaker")",
     .choices = "speaker|outlet",
     .help = "what the values are"},
    kQuery,
    {.name = "target",
     .type = ArgType::choice,
     .fallback = R"("statements")",
     .choices = "articles|statements",
     .help = "what is counted: articles, or attributed utterances"},
    kMatch,
    kWords,
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "10",
     .low = 1,
     .high = 100,
     .help = "how many words and values of each kind at most"},
};

constexpr Argument kFacets[] = {kQuery,      kTarget,    kMatch,
                                kWords,      kAuthority, facet_fields("fields", true),
                                kFacetLimit, kOwnFilter, kAsOf};

constexpr Argument kExplain[] = {
    {.name = "query",
     .type = ArgType::text,
     .required = true,
     .low = 1,
     .high = kQueryBytes,
     .help = "the query that is to be explained"},
    kTarget,
    kMatch,
    kWords,
    {.name = "id",
     .type = ArgType::text,
     .low = 1,
     .high = kNameBytes,
     .help = "the article (ID or SOURCE/ID), or the statement, of which each clause is told"},
};

constexpr Argument kTimeline[] = {
    kQuery,
    kTarget,
    kMatch,
    kWords,
    {.name = "by",
     .type = ArgType::choice,
     .fallback = R"("month")",
     .choices = "day|month|year",
     .help = "how long a bucket is; what is not dated so exactly is counted apart, as imprecise"},
    {.name = "split",
     .type = ArgType::text,
     .low = 1,
     .high = 64,
     .help = "a field, such as speaker or outlet: a series for each of its most frequent values"},
    {.name = "series",
     .type = ArgType::integer,
     .fallback = "5",
     .low = 1,
     .high = 50,
     .help = "how many series at most when split"},
    {.name = "queries",
     .type = ArgType::text_list,
     .fallback = "[]",
     .low = 0,
     .high = 10,
     .help = "a series for each of these queries, of what matches it and query"},
    kAsOf,
};

constexpr Argument kSpeakers[] = {
    {.name = "name",
     .type = ArgType::text,
     .low = 1,
     .high = 256,
     .help = "whom to look for: a name, the beginning of one, a person's id, or what sounds like "
             "it; left out: everybody"},
    {.name = "way",
     .type = ArgType::choice,
     .fallback = R"("any")",
     .choices = "any|exact|authority|part|prefix|spelling|sound",
     .help = "how the name is found: only those whose best way is this one"},
    {.name = "query",
     .type = ArgType::text,
     .low = 1,
     .high = kQueryBytes,
     .help = "only who speaks in the statements that match; left out: in all"},
    kMatch,
    kWords,
    {.name = "sort",
     .type = ArgType::choice,
     .fallback = R"("statements")",
     .choices = "statements|articles|name|first|last",
     .help = "the order: most statements or articles, by name, first seen, last seen; with a name, "
             "the better way goes before"},
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "20",
     .low = 0,
     .high = 1000,
     .help = "how many speakers at most"},
    {.name = "offset",
     .type = ArgType::integer,
     .fallback = "0",
     .low = 0,
     .high = 10'000'000,
     .help = "how many speakers to leave out first"},
    kAuthority,
};

constexpr Argument kSuggest[] = {
    {.name = "prefix",
     .type = ArgType::text,
     .required = true,
     .low = 1,
     .high = 256,
     .help = "what was typed so far: its last word may be the beginning of one"},
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "5",
     .low = 1,
     .high = 50,
     .help = "how many suggestions of each kind at most"},
};

constexpr Argument kExport[] = {
    kQuery,
    kTarget,
    kMatch,
    kWords,
    {.name = "fields",
     .type = ArgType::text_list,
     .fallback = "[]",
     .low = 0,
     .high = 64,
     .help = "the fields of each row, in this order; left out: all of them"},
    {.name = "since",
     .type = ArgType::text,
     .low = 5,
     .high = 256,
     .help = "only what was added, replaced or released after an earlier export began: the 'since' "
             "that it ended with"},
    kAsOf,
    kAuthority,
    kOffsets,
};

constexpr Argument kSubscribe[] = {
    {.name = "queries",
     .type = ArgType::text_list,
     .required = true,
     .low = 1,
     .high = 64,
     .help = "what to look out for; a row tells by number, from 0, which of them it matches"},
    kTarget,
    {.name = "after",
     .type = ArgType::text,
     .low = 1,
     .high = 512,
     .help = "goes on behind an earlier frame: its after; without it only what comes from now on"},
    kSnippet,
    kOffsets,
};

constexpr Argument kSimilar[] = {
    {.name = "id",
     .type = ArgType::text,
     .low = 1,
     .high = kNameBytes,
     .help = "the article's id, as it was given; this, key or text"},
    {.name = "key",
     .type = ArgType::text,
     .low = 3,
     .high = kNameBytes,
     .help = "the article's key, SOURCE/ID, as a hit shows it; this, id or text"},
    {.name = "text",
     .type = ArgType::text,
     .low = 1,
     .high = kQueryBytes,
     .help = "a draft; this, id or key"},
    {.name = "earlier",
     .type = ArgType::flag,
     .fallback = "false",
     .help = "only what was published before the article"},
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "10",
     .low = 1,
     .high = 100,
     .help = "how many hits at most; of copies of one story the best counts"},
};

constexpr Argument kPrior[] = {
    {.name = "text",
     .type = ArgType::text,
     .required = true,
     .low = 1,
     .high = kQueryBytes,
     .help = "a draft"},
    {.name = "limit",
     .type = ArgType::integer,
     .fallback = "3",
     .low = 1,
     .high = 20,
     .help = "how many statements for each sentence at most"},
    kOffsets,
};

constexpr Argument kHello[] = {
    {.name = "token",
     .type = ArgType::text,
     .low = 1,
     .high = kNameBytes,
     .help =
         "the server's token, where it asks for one; over HTTP the Authorization header has it"},
};

constexpr Method kMethods[] = {
    {.name = "hello",
     .arguments = kHello,
     .touches = Touches::nothing,
     .since = "0.1.0",
     .help = "who answers: name, version, protocol version, methods and limits"},
    {.name = "search",
     .arguments = kSearch,
     .since = "0.1.0",
     .help = "ranked articles or statements that match a query"},
    {.name = "article",
     .arguments = kArticle,
     .since = "0.1.0",
     .help = "one article: its fields, text, spans and statements"},
    {.name = "statement",
     .arguments = kStatement,
     .since = "0.1.0",
     .help = "one statement with its article's fields and hashes"},
    {.name = "similar",
     .arguments = kSimilar,
     .since = "0.1.0",
     .help = "coverage of the same matter as an article or a draft"},
    {.name = "prior",
     .arguments = kPrior,
     .since = "0.1.0",
     .help = "for each sentence of a draft, earlier statements that bear on it"},
    {.name = "verify",
     .arguments = kVerify,
     .since = "0.1.0",
     .help = "did somebody really say this: a verdict on a quotation, and every place like it"},
    {.name = "variants",
     .arguments = kVariants,
     .since = "0.1.0",
     .help = "the forms in which a quotation was printed: by whom, how often, first and last"},
    {.name = "compare",
     .arguments = kCompare,
     .since = "0.1.0",
     .help =
         "two speakers or two outlets side by side: how much, when, with which words, where both"},
    {.name = "facets",
     .arguments = kFacets,
     .since = "0.1.0",
     .help = "the values of fields, counted over everything that matches a query"},
    {.name = "timeline",
     .arguments = kTimeline,
     .since = "0.1.0",
     .help = "what matches a query by day, month or year, empty ones too; the first and the last"},
    {.name = "speakers",
     .arguments = kSpeakers,
     .since = "0.1.0",
     .help = "who speaks, how often, first and last seen; by name, spelling or sound"},
    {.name = "suggest",
     .arguments = kSuggest,
     .since = "0.1.0",
     .help = "speakers, outlets, sections and headlines that what was typed may become"},
    {.name = "explain",
     .arguments = kExplain,
     .since = "0.1.0",
     .help = "how a query is read: its clauses, terms and expansions with their counts, and why "
             "one article or statement does or does not match"},
    {.name = "export",
     .arguments = kExport,
     .streams = true,
     .since = "0.1.0",
     .help = "everything that matches a query, in frames of up to 1000 rows"},
    {.name = "subscribe",
     .arguments = kSubscribe,
     .streams = true,
     .since = "0.1.0",
     .help = "what is committed from now on and matches, in frames as it comes; never ends by "
             "itself"},
    {.name = "status", .since = "0.1.0", .help = "the index: revision, counts, sizes, versions"},
    {.name = "describe",
     .touches = Touches::nothing,
     .since = "0.1.0",
     .help = "every method with its arguments, every field of the query language, every operator"},
};

}  // namespace

std::span<const Method> methods() { return kMethods; }

const Method* find_method(std::string_view name) {
  for (const Method& method : kMethods)
    if (method.name == name) return &method;
  return nullptr;
}

const Argument* find_argument(const Method& method, std::string_view name) {
  for (const Argument& argument : method.arguments)
    if (argument.name == name) return &argument;
  return nullptr;
}

std::string_view name_of(ArgType type) {
  switch (type) {
    case ArgType::text:
      return "text";
    case ArgType::integer:
      return "integer";
    case ArgType::flag:
      return "flag";
    case ArgType::choice:
      return "choice";
    case ArgType::text_list:
      return "text_list";
  }
  return "";
}

}  // namespace onrecord::wire
