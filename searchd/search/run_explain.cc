// The method `explain`: what a query means here, and for one article or statement, why.
#include <xapian.h>

#include <string>

#include "proto/store/reader.h"
#include "searchd/query/compile.h"
#include "searchd/search/explain.h"
#include "searchd/search/methods.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

constexpr std::size_t kMostTerms = 200;           ///< Told of the query, and of each expansion.
constexpr std::size_t kMostDescription = 16'384;  ///< Bytes of Xapian's description.

/// A term with the number of documents that have it and may be seen.
json::object term_json(const std::string& term, std::string_view shown, Snapshot& snapshot,
                       Xapian::Database& database, const Budget& budget) {
  const Xapian::Query query(term);
  const std::uint64_t documents = snapshot.hidden().empty()
                                      ? database.get_termfreq(term)
                                      : count_matches(database, snapshot.visible(query), budget);
  return {{"term", shown}, {"documents", documents}};
}

json::array terms_json(const Xapian::Query& query, Snapshot& snapshot, Xapian::Database& database,
                       const Budget& budget) {
  json::array terms;
  for (auto at = query.get_unique_terms_begin();
       at != query.get_unique_terms_end() && terms.size() < kMostTerms; ++at)
    if (!(*at).empty()) terms.push_back(term_json(*at, *at, snapshot, database, budget));
  return terms;
}

json::array expansions_json(const query::Compiled& compiled) {
  json::array list;
  for (const query::Expansion& expansion : compiled.expansions) {
    json::array words;
    for (const std::string& word : expansion.words)
      if (words.size() < kMostTerms) words.emplace_back(word);
    list.push_back(json::object{{"column", expansion.column},
                                {"word", expansion.printed},
                                {"count", expansion.words.size()},
                                {"words", std::move(words)}});
  }
  return list;
}

/// The one index term of the article or statement called \a id.  Errors: as of `article` and
/// `statement`; what is hidden was never there.
Result<std::string> term_of(std::string_view id, In target, Snapshot& snapshot) {
  const bool articles = target == In::articles;
  std::vector<std::string> names{articles ? store::value_term(*find_field("id"), id)
                                          : store::make_term(prefix::kStatementId, id)};
  if (const auto key = ArticleKey::parse(id); articles && key)
    names.push_back(store::key_term(*key));
  Xapian::Enquire enquire(articles ? snapshot.articles() : snapshot.statements());
  enquire.set_query(
      snapshot.visible(Xapian::Query(Xapian::Query::OP_OR, names.begin(), names.end())));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, 2);
  if (found.empty())
    return Error{Errc::not_found,
                 std::string("no such ") + (articles ? "article" : "statement") + ": '" +
                     std::string(id) + "'",
                 0};
  if (found.size() > 1)
    return Error{Errc::conflict,
                 "several articles have the id '" + std::string(id) + "': name one as SOURCE/ID",
                 0};
  if (!articles) return names.front();
  const auto key = ArticleKey::parse(found.begin().get_document().get_value(slot::kKey));
  if (!key) return Error{Errc::index, "an article without a key", 0};
  return store::key_term(*key);
}

std::string description_of(const Xapian::Query& query) {
  std::string text = query.get_description();
  if (text.size() <= kMostDescription) return text;
  std::size_t end = kMostDescription;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

Result<json::object> run_explain(const wire::Request& request, Snapshot& snapshot,
                                 const Budget& budget) {
  const auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  Xapian::Database& database = snapshot.database(asked->kind);
  std::string only;
  if (const auto id = request.text("id")) {
    auto term = term_of(*id, asked->target, snapshot);
    if (!term) return term.error();
    only = std::move(*term);
  }
  const auto compiled =
      query::compile(*asked->parsed.root, database, snapshot.stemmer(),
                     compile_options(asked->target, asked->speakers, snapshot, budget));
  if (!compiled) return compiled.error();
  auto clauses = clauses_json(*asked, only, snapshot, budget);
  if (!clauses) return clauses.error();

  json::object result;
  put_question(result, *asked);
  if (!request.flag("words")) result.emplace("tokens", tokens_json(*request.text("query")));
  if (!only.empty()) result.emplace("matches", clauses->front().at("holds"));
  result.emplace("clauses", std::move(*clauses));
  result.emplace("expanded", expansions_json(*compiled));
  result.emplace("terms", terms_json(compiled->query, snapshot, database, budget));
  result.emplace("query", description_of(compiled->query));
  return result;
}

}  // namespace onrecord::search
