// The method `prior`: for each sentence of a draft, what was said before that bears on it.
#include <xapian.h>

#include <cmath>
#include <set>
#include <string>

#include "proto/text/sentences.h"
#include "proto/text/tokens.h"
#include "searchd/search/deadline.h"
#include "searchd/search/hit.h"
#include "searchd/search/methods.h"
#include "searchd/search/render.h"
#include "searchd/search/text_terms.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

/// More are left out and counted: it bounds the cost, one match a sentence.
constexpr std::size_t kMostSentences = 200;
constexpr std::size_t kTerms = 24;
/// Below these a statement shares a sentence's words, not its matter.
constexpr double kLeastLikeness = 0.4;
constexpr std::size_t kLeastWords = 2;
/// The same words in several outlets are one statement: so many are looked at for each one wanted.
constexpr Xapian::doccount kLookedAt = 8;

std::vector<Span> sentences_of(std::string_view text) {
  std::vector<Span> all;
  for (const Span paragraph : text::paragraphs(text))
    for (const Span sentence : text::sentences(paragraph.of(text)))
      all.push_back({paragraph.begin + sentence.begin, paragraph.begin + sentence.end});
  return all;
}

/// The statements that bear on one sentence, the likest first.
Result<json::array> statements_for(std::string_view sentence, std::size_t limit, Snapshot& snapshot,
                                   HitMaker& maker, const Budget& budget) {
  Xapian::Database& statements = snapshot.statements();
  std::vector<TextTerm> terms = text_terms(sentence, statements, snapshot.stemmer(), kTerms);
  double all = 0;
  for (const TextTerm& term : terms) all += term.rarity;
  std::erase_if(terms, [](const TextTerm& term) { return term.documents == 0; });
  json::array list;
  if (terms.size() < kLeastWords || all <= 0) return list;

  Xapian::Enquire enquire(statements);
  enquire.set_query(with_deadline(snapshot.visible(any_of(terms)), budget.deadline));
  enquire.set_weighting_scheme(Xapian::IneB2Weight(1));
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(limit) * kLookedAt);
  std::set<std::string> said;
  for (auto at = found.begin(); at != found.end() && list.size() < limit; ++at) {
    check_time(budget.deadline);
    double shared = 0;
    std::size_t words = 0;
    for (auto term = enquire.get_matching_terms_begin(at);
         term != enquire.get_matching_terms_end(at); ++term)
      for (const TextTerm& known : terms)
        if (known.term == *term) {
          shared += known.rarity;
          ++words;
        }
    const double likeness = shared / all;
    if (likeness < kLeastLikeness || words < kLeastWords) continue;
    auto hit = maker.statement(at.get_document());
    if (!hit) return hit.error();
    if (!hit->has_value()) continue;
    if (!said.insert(text::fold_value((*hit)->at("text").as_string())).second) continue;
    (*hit)->emplace("likeness", std::round(likeness * 1000) / 1000);
    list.push_back(std::move(**hit));
  }
  return list;
}

}  // namespace

Result<json::object> run_prior(const wire::Request& request, Snapshot& snapshot,
                               const Budget& budget) {
  const std::string_view draft = *request.text("text");
  const text::OffsetUnit unit = offset_unit(*request.text("offsets"));
  const text::OffsetMap map(draft, unit);
  HitMaker maker(snapshot, unit);
  const std::vector<Span> all = sentences_of(draft);
  json::array sentences;
  for (std::size_t i = 0; i < all.size() && i < kMostSentences; ++i) {
    check_time(budget.deadline);
    auto statements =
        statements_for(all[i].of(draft), static_cast<std::size_t>(*request.integer("limit")),
                       snapshot, maker, budget);
    if (!statements) return statements.error();
    if (statements->empty()) continue;
    sentences.push_back(json::object{{"begin", map(all[i].begin)},
                                     {"end", map(all[i].end)},
                                     {"text", all[i].of(draft)},
                                     {"statements", std::move(*statements)}});
  }
  json::object result{{"sentences", std::move(sentences)},
                      {"looked_at", std::min(all.size(), kMostSentences)}};
  if (all.size() > kMostSentences) result.emplace("left_out", all.size() - kMostSentences);
  return result;
}

}  // namespace onrecord::search
