// Query text → answer, against looking at every word of every article.
#include <cstdlib>
#include <set>

#include "searchd/query/compile.h"
#include "searchd/query/parse.h"
#include "tests/catch.h"
#include "tests/query/oracle_index.h"
#include "tests/query/oracle_query.h"

using namespace onrecord;
using namespace onrecord::query;

namespace {

using Docids = std::set<Xapian::docid>;

Docids search(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const Xapian::doccount all = database.get_doccount();
  const Xapian::MSet found = enquire.get_mset(Xapian::doccount(0), all, all);
  Docids docids;
  for (auto it = found.begin(); it != found.end(); ++it) docids.insert(*it);
  CHECK(found.get_matches_estimated() == docids.size());
  return docids;
}

Docids brute_force(const std::vector<oracle::Subject>& subjects, const oracle::Clause& clause,
                   const oracle::View& view = {}) {
  Docids docids;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    if (clause.holds(subjects[i], view)) docids.insert(static_cast<Xapian::docid>(i + 1));
  return docids;
}

/// Under a sanitizer fewer, as each takes several times as long.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(NDEBUG)
constexpr std::size_t kQueries = 4000;
#else
constexpr std::size_t kQueries = 20'000;
#endif

std::size_t queries_wanted() {
  const char* given = std::getenv("ONRECORD_ORACLE_QUERIES");
  return given != nullptr ? std::strtoul(given, nullptr, 10) : kQueries;
}

struct Tally {
  std::size_t queries = 0, with_hits = 0, dated = 0;
};

/// Runs random queries over one world; true unless an answer differs.
void compare(unsigned seed, std::size_t queries, In target, Tally& tally) {
  std::mt19937 random(seed);
  const std::vector<oracle::Piece> world = oracle::make_world(random, 120);
  const oracle::Index index = oracle::index_world(world);
  const bool of_statements = target == In::statements;
  const auto subjects = of_statements ? oracle::statements_of(world) : oracle::articles_of(world);
  const Xapian::Database& database = of_statements ? index.statements : index.articles;
  REQUIRE(database.get_doccount() == subjects.size());
  store::Stemmer stemmer("en");
  CompileOptions options;
  options.target = target;

  for (std::size_t i = 0; i < queries; ++i) {
    const bool any = i % 5 == 0;
    const oracle::ClausePtr clause = any ? oracle::random_query_of_any(random, of_statements)
                                         : oracle::random_query(random, of_statements);
    const std::string text = clause->text();
    CAPTURE(seed, i, text);
    const auto parsed = parse_query(text, target, any ? Match::any : Match::all);
    if (!parsed) FAIL(parsed.error().message);
    const auto compiled = compile(*parsed->root, database, stemmer, options);
    if (!compiled) FAIL(compiled.error().message);
    const Docids found = search(database, compiled->query),
                 expected = brute_force(subjects, *clause);
    if (found != expected)
      FAIL_CHECK(print(*parsed->root) << '\n' << compiled->query.get_description());
    ++tally.queries;
    if (!expected.empty() && expected.size() < subjects.size()) ++tally.with_hits;

    CHECK(compiled->undated.has_value() == clause->has_dates());
    if (compiled->undated) {
      ++tally.dated;
      Docids undated;
      for (const Xapian::docid docid :
           brute_force(subjects, *clause, {oracle::View::Reach::everywhere, false}))
        if (subjects[docid - 1].piece->when.year == 0 && !expected.contains(docid))
          undated.insert(docid);
      CHECK(search(database, *compiled->undated) == undated);
    }
    if (compiled->in_statement) {
      CHECK(search(database, *compiled->in_statement) ==
            brute_force(subjects, *clause, {oracle::View::Reach::statement, true}));
      CHECK(search(database, *compiled->in_sentence) ==
            brute_force(subjects, *clause, {oracle::View::Reach::sentence, true}));
    }
  }
}

}  // namespace

TEST_CASE("random queries find exactly what looking at every word finds") {
  const std::size_t wanted = queries_wanted();
  Tally tally;
  for (unsigned seed = 1; tally.queries < wanted; ++seed)
    compare(seed, 250, seed % 3 == 0 ? In::statements : In::articles, tally);
  // The comparison means something: queries have hits, but not every document.
  CHECK(tally.with_hits > tally.queries / 3);
  CHECK(tally.dated > tally.queries / 20);
  WARN("compared " << tally.queries << " queries, " << tally.with_hits
                   << " of them with some hits");
}
