// Counting stems.
#include "searchd/search/text_terms.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "proto/text/tokens.h"

namespace onrecord::search {

double TextTerm::weight() const { return (1 + std::log(times)) * rarity; }

std::vector<TextTerm> text_terms(std::string_view text, const Xapian::Database& database,
                                 store::Stemmer& stemmer, std::size_t most) {
  std::vector<TextTerm> terms;
  std::unordered_map<std::string, std::size_t> places;
  text::Tokenizer tokens(text);
  for (text::Token token; tokens.next(token);) {
    if (text::is_stop_word(token.term)) continue;
    std::string term = store::stem_term(prefix::kAll, stemmer(token.term));
    const auto [at, added] = places.try_emplace(term, terms.size());
    if (added) terms.push_back({std::string(token.term), std::move(term)});
    ++terms[at->second].times;
  }
  const double all = database.get_doccount();
  for (TextTerm& term : terms) {
    term.documents = database.get_termfreq(term.term);
    term.rarity = std::max(0.0, std::log((all + 1) / (term.documents + 0.5)));
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const TextTerm& a, const TextTerm& b) { return a.weight() > b.weight(); });
  if (terms.size() > most) terms.resize(most);
  return terms;
}

Xapian::Query any_of(const std::vector<TextTerm>& terms) {
  std::vector<Xapian::Query> queries;
  for (const TextTerm& term : terms)
    queries.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term.term),
                         1 + std::log(term.times));
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

}  // namespace onrecord::search
