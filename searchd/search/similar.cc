// The method `similar`: coverage of the same matter as an article or a draft.  TREC's background
// linking (Soboroff, Huang, Harman 2018) is the model: the words of the highest weight are asked
// for.
#include <xapian.h>

#include <set>
#include <string>

#include "proto/store/reader.h"
#include "searchd/search/article_key.h"
#include "searchd/search/deadline.h"
#include "searchd/search/hit.h"
#include "searchd/search/methods.h"
#include "searchd/search/render.h"
#include "searchd/search/text_terms.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using Xapian::Query;

constexpr std::size_t kTerms = 30;
/// Of copies of one story only the best counts: so many hits are looked at for each one wanted.
constexpr Xapian::doccount kLookedAt = 5;

/// What is asked about: an article of the archive, or a text.
struct Subject {
  std::string text;
  std::optional<Article> article;
};

Result<Subject> subject_of(const wire::Request& request, Snapshot& snapshot) {
  const auto id = request.text("id");
  const auto spelt = request.text("key");
  const auto draft = request.text("text");
  if (id.has_value() + spelt.has_value() + draft.has_value() != 1)
    return Error{Errc::invalid, "similar needs one of the arguments 'id', 'key' and 'text'", 0};
  if (draft) return Subject{std::string(*draft), std::nullopt};
  const auto key = key_of_request(request, snapshot);
  if (!key) return key.error();
  const Error none = no_article(id ? *id : *spelt);
  const auto seen = store::visible(snapshot.reader(), *key, snapshot.judged_at());
  if (!seen) return seen.error();
  if (!*seen) return none;
  auto found = store::find_article(snapshot.reader(), *key);
  if (!found) return found.error();
  if (!found->has_value()) return none;
  if (const auto whole = store::verify_text(**found); !whole) return whole.error();
  return Subject{(*found)->headline.value + "\n" + (*found)->text, std::move(**found)};
}

/// \a query without the article itself and its copies; with \a earlier without what is not dated
/// before it.
Result<Query> without_itself(Query query, const Article& article, bool earlier,
                             const Xapian::Database& articles) {
  query = Query(Query::OP_AND_NOT, query, Query(store::key_term(article.key)));
  const auto itself = articles.postlist_begin(store::key_term(article.key));
  const std::string cluster = itself == articles.postlist_end(store::key_term(article.key))
                                  ? std::string()
                                  : articles.get_document(*itself).get_value(slot::kCluster);
  if (!cluster.empty())
    query = Query(Query::OP_AND_NOT, query, Query(store::make_term(prefix::kCluster, cluster)));
  if (!earlier) return query;
  if (!article.date.known())
    return Error{Errc::invalid, "earlier: the article's own date is not known", 0};
  const auto before = static_cast<double>(article.date.earliest) - 1;
  return Query(Query::OP_FILTER, query,
               Query(Query::OP_VALUE_RANGE, slot::kDateLatest, Xapian::sortable_serialise(-1e12),
                     Xapian::sortable_serialise(before)));
}

}  // namespace

Result<json::object> run_similar(const wire::Request& request, Snapshot& snapshot,
                                 const Budget& budget) {
  const auto subject = subject_of(request, snapshot);
  if (!subject) return subject.error();
  const bool earlier = request.flag("earlier");
  if (earlier && !subject->article)
    return Error{Errc::invalid, "earlier: a draft has no date; it needs an article", 0};

  Xapian::Database& articles = snapshot.articles();
  std::vector<TextTerm> terms = text_terms(subject->text, articles, snapshot.stemmer(), 4 * kTerms);
  std::erase_if(terms, [](const TextTerm& term) { return term.documents == 0; });
  if (terms.size() > kTerms) terms.resize(kTerms);
  json::array words;
  for (const TextTerm& term : terms) words.emplace_back(term.word);
  json::array hits;
  if (!terms.empty()) {
    Query query = any_of(terms);
    if (subject->article) {
      auto others = without_itself(std::move(query), *subject->article, earlier, articles);
      if (!others) return others.error();
      query = std::move(*others);
    }
    const auto limit = static_cast<Xapian::doccount>(*request.integer("limit"));
    Xapian::Enquire enquire(articles);
    enquire.set_query(with_deadline(snapshot.visible(query), budget.deadline));
    enquire.set_weighting_scheme(Xapian::IneB2Weight(1));
    const Xapian::MSet found = enquire.get_mset(0, limit * kLookedAt);
    HitMaker maker(snapshot, text::OffsetUnit::bytes);
    std::set<std::string> stories;
    for (auto at = found.begin(); at != found.end() && hits.size() < limit; ++at) {
      check_time(budget.deadline);
      const Xapian::Document document = at.get_document();
      const std::string cluster = document.get_value(slot::kCluster);
      if (!cluster.empty() && !stories.insert(cluster).second) continue;
      auto hit = maker.article(document);
      if (!hit) return hit.error();
      hit->emplace("score", at.get_weight());
      hits.push_back(std::move(*hit));
    }
  }
  return json::object{{"terms", std::move(words)}, {"hits", std::move(hits)}};
}

}  // namespace onrecord::search
