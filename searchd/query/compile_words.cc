// Words, phrases, NEAR and counts → Xapian queries.  Knows places of words, no field.
#include "searchd/query/compile_words.h"

#include <algorithm>
#include <utility>

#include "proto/text/tokens.h"
#include "searchd/query/compile_places.h"
#include "searchd/query/compile_weights.h"
#include "searchd/query/likeness.h"
#include "searchd/query/spelling.h"

namespace onrecord::query {
namespace {

using Xapian::Query;

/// Words within a window of positions: ADJ keeps their order, NEAR does not.
Query within(Query::op op, std::string_view prefix, const std::vector<std::string>& words,
             std::size_t window) {
  std::vector<Query> terms;
  for (const std::string& word : words) terms.emplace_back(store::word_term(prefix, word));
  return Query(op, terms.begin(), terms.end(), static_cast<Xapian::termcount>(window));
}

/// A phrase of stop words: the pair terms leave few articles whose positions, the longest of all
/// lists, must be compared; for two words they are the answer.  Only a whole article has pairs of
/// all its neighbouring words, and pairs of two stop words are the only ones that no joined hyphen
/// word can be part of.
Query stop_phrase(const std::vector<std::string>& words) {
  std::vector<Query> pairs;
  for (std::size_t i = 1; i < words.size(); ++i)
    pairs.emplace_back(store::pair_term(words[i - 1], words[i]));
  if (pairs.size() == 1) return pairs[0];
  return Query(Query::OP_FILTER, phrase(prefix::kAll, words),
               Query(Query::OP_AND, pairs.begin(), pairs.end()));
}

bool is_plain(const Node& node) {
  const auto* word = std::get_if<Word>(&node.kind);
  return word != nullptr && !word->exact && !is_expanded(*word);
}

/// Whether stock operators say it exactly: two words, each one term.
bool is_stock(const Near& near) {
  return near.within == Near::Within::distance &&
         std::all_of(near.operands.begin(), near.operands.end(), [](const NodePtr& operand) {
           const auto* word = std::get_if<Word>(&operand->kind);
           return word != nullptr && !is_expanded(*word);
         });
}

/// A word as the tree prints it.
std::string printed(const Word& word) {
  if (word.edits > 0) return concat({word.term, "~", std::to_string(word.edits)});
  return word.prefix ? word.term + '*' : word.term;
}

bool all_stop_words(const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [](const std::string& w) { return text::is_stop_word(w); });
}

}  // namespace

Query phrase(std::string_view prefix, const std::vector<std::string>& words) {
  if (words.size() == 1) return Query(store::word_term(prefix, words[0]));
  return within(Query::OP_PHRASE, prefix, words, words.size());
}

Result<Query> Words::compile(const Node& node, Reach reach,
                             const std::optional<std::string>& scope) {
  if (scope) return in_place(node, *scope);

  searched_ = true;
  auto own = in_place(node, prefix::kAll);
  if (!own || options_.target == In::articles || reach == Reach::statement) return own;

  std::vector<Query> places{std::move(*own)};
  const auto add = [&](std::string_view prefix, double weight) -> Result<void> {
    auto place = in_place(node, prefix);
    if (!place) return place.error();
    places.emplace_back(Query::OP_SCALE_WEIGHT, *place, weight);
    return {};
  };
  if (auto added = add(prefix::kContext, bonus::kSentence); !added) return added.error();
  if (reach == Reach::everywhere)
    if (auto added = add(prefix::kHeadline, bonus::kStatementHeadline); !added)
      return added.error();
  return Query(Query::OP_OR, places.begin(), places.end());
}

Result<Query> Words::in_place(const Node& node, std::string_view prefix) {
  if (const auto* words = std::get_if<Phrase>(&node.kind))
    return phrase_in_place(*words, node, prefix);
  if (const auto* near = std::get_if<Near>(&node.kind)) return near_in_place(*near, node, prefix);
  if (const auto* at_least = std::get_if<AtLeast>(&node.kind))
    return count_in_place(*at_least, prefix);
  const Word& word = std::get<Word>(node.kind);
  if (is_plain(node)) return Query(store::stem_term(prefix, stemmer_(word.term)));
  auto terms = terms_of(word, node, prefix);
  if (!terms) return terms.error();
  // OP_SYNONYM, not OP_OR: all of them are one word of the query and weigh like one; as a sum, the
  // rarest would outweigh the rest.
  if (terms->size() == 1) return Query(terms->front());
  return Query(Query::OP_SYNONYM, terms->begin(), terms->end());
}

Result<Query> Words::phrase_in_place(const Phrase& words, const Node& node,
                                     std::string_view prefix) {
  if (std::any_of(words.terms.begin(), words.terms.end(), is_pattern)) {
    auto run = sought(node, prefix);
    if (!run) return run.error();
    return places_query(*run, Marks::none, 1, options_.tick);
  }
  const bool pairs = words.terms.size() > 1 && prefix == prefix::kAll &&
                     options_.target == In::articles && all_stop_words(words.terms);
  return pairs ? stop_phrase(words.terms) : phrase(prefix, words.terms);
}

Result<Query> Words::near_in_place(const Near& near, const Node& node, std::string_view prefix) {
  if (is_stock(near)) {
    std::vector<std::string> words;
    for (const NodePtr& operand : near.operands)
      words.push_back(std::get<Word>(operand->kind).term);
    // As Xapian's own parser has it: within 5 is at most 4 words between, a window of 6 for two
    // words.
    return within(near.ordered ? Query::OP_PHRASE : Query::OP_NEAR, prefix, words,
                  static_cast<std::size_t>(near.distance) + words.size() - 1);
  }
  auto both = sought(node, prefix);
  if (!both) return both.error();
  // A statement's words alone have markers; the words around it, and the headline, have none there.
  const bool marked = options_.target == In::articles ||
                      (prefix != prefix::kContext && prefix != prefix::kHeadline);
  return places_query(*both, marked ? Marks::markers : Marks::none, 1, options_.tick);
}

Result<Query> Words::count_in_place(const AtLeast& at_least, std::string_view prefix) {
  const Node& inner = *at_least.inner;
  if (is_plain(inner))
    return wdf_query(store::stem_term(prefix, stemmer_(std::get<Word>(inner.kind).term)),
                     static_cast<Xapian::termcount>(at_least.times));
  auto run = sought(inner, prefix);
  if (!run) return run.error();
  return places_query(*run, Marks::none, static_cast<std::size_t>(at_least.times), options_.tick);
}

Result<std::vector<std::string>> Words::terms_of(const Word& word, const Node& node,
                                                 std::string_view prefix) {
  if (!is_expanded(word)) return std::vector{store::word_term(prefix, word.term)};
  return expansions_.find(prefix, like(word), printed(word), node.column);
}

Result<Sought> Words::sought(const Node& node, std::string_view prefix) {
  Sought sought;
  if (const auto* word = std::get_if<Word>(&node.kind)) {
    auto terms = terms_of(*word, node, prefix);
    if (!terms) return terms.error();
    sought.slots.push_back(std::move(*terms));
    return sought;
  }
  if (const auto* words = std::get_if<Phrase>(&node.kind)) {
    for (const std::string& term : words->terms) {
      auto terms = terms_of(Word{term}, node, prefix);
      if (!terms) return terms.error();
      sought.slots.push_back(std::move(*terms));
    }
    return sought;
  }
  const auto* near = std::get_if<Near>(&node.kind);
  for (const NodePtr& operand : near ? near->operands : std::get<Or>(node.kind).operands) {
    auto part = this->sought(*operand, prefix);
    if (!part) return part.error();
    sought.parts.push_back(std::move(*part));
  }
  sought.kind = near == nullptr                           ? Sought::Kind::either
                : near->within == Near::Within::sentence  ? Sought::Kind::sentence
                : near->within == Near::Within::paragraph ? Sought::Kind::paragraph
                                                          : Sought::Kind::near;
  if (near != nullptr) {
    sought.distance = static_cast<Position>(near->distance);
    sought.ordered = near->ordered;
  }
  return sought;
}

void Words::keep_best(std::vector<const Node*>& nodes, std::size_t most) {
  const auto plain = [](const Node* node) { return is_plain(*node); };
  if (nodes.size() <= most || !std::all_of(nodes.begin(), nodes.end(), plain)) return;
  std::set<std::string> seen;
  std::vector<std::pair<Xapian::doccount, const Node*>> known;
  for (const Node* node : nodes) {
    std::string term = store::stem_term(prefix::kAll, stemmer_(std::get<Word>(node->kind).term));
    if (!seen.insert(term).second) continue;
    // A word that only hidden documents have is known to nobody.
    if (const Xapian::doccount documents = database_.get_termfreq(term);
        documents != 0 && (!options_.shown || options_.shown(term)))
      known.emplace_back(documents, node);
  }
  std::stable_sort(known.begin(), known.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  if (known.size() > most) {
    dropped_ += static_cast<int>(known.size() - most);
    known.resize(most);
  }
  if (known.empty()) {
    nodes.resize(1);
    return;
  }
  nodes.clear();
  for (const auto& [documents, node] : known) nodes.push_back(node);
}

Result<Query> Words::expanded(std::string_view prefix, const Like& like, std::string_view printed,
                              int column) {
  auto terms = expansions_.find(prefix, like, printed, column);
  if (!terms) return terms.error();
  return Query(Query::OP_OR, terms->begin(), terms->end());
}

}  // namespace onrecord::query
