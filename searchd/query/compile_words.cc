// Words, phrases, NEAR and wildcards → Xapian terms.  Knows places of words, no field.
#include "searchd/query/compile_words.h"

#include <algorithm>
#include <utility>

#include "proto/text/tokens.h"
#include "searchd/query/compile_weights.h"
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

bool all_stop_words(const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [](const std::string& w) { return text::is_stop_word(w); });
}

}  // namespace

Query phrase(std::string_view prefix, const std::vector<std::string>& words) {
  if (words.size() == 1) return Query(store::word_term(prefix, words[0]));
  return within(Query::OP_PHRASE, prefix, words, words.size());
}

Result<Query> Words::compile(const Node& node, Reach reach, const std::optional<std::string>& scope,
                             bool negated) {
  if (!negated) note(node);
  begin_wildcard();
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
  if (const auto* words = std::get_if<Phrase>(&node.kind)) {
    const bool pairs = words->terms.size() > 1 && prefix == prefix::kAll &&
                       options_.target == In::articles && all_stop_words(words->terms);
    return pairs ? stop_phrase(words->terms) : phrase(prefix, words->terms);
  }
  if (const auto* near = std::get_if<Near>(&node.kind)) {
    std::vector<std::string> words;
    for (const NodePtr& operand : near->operands)
      words.push_back(std::get<Word>(operand->kind).term);
    // As Xapian's own parser has it: within 5 is at most 4 words between, a window of 6 for two
    // words.
    return within(near->ordered ? Query::OP_PHRASE : Query::OP_NEAR, prefix, words,
                  static_cast<std::size_t>(near->distance) + words.size() - 1);
  }
  const Word& word = std::get<Word>(node.kind);
  if (word.exact) return Query(store::word_term(prefix, word.term));
  if (!word.prefix) return Query(store::stem_term(prefix, stemmer_(word.term)));
  auto terms = terms_beginning(store::word_term(prefix, word.term), word.term, node.column);
  if (!terms) return terms.error();
  // OP_SYNONYM, not OP_OR: all of them are one word of the query and weigh like one; as a sum, the
  // rarest would outweigh the rest.
  return Query(Query::OP_SYNONYM, terms->begin(), terms->end());
}

void Words::note(const Node& node) {
  if (const auto* words = std::get_if<Phrase>(&node.kind)) {
    words_.insert(words->terms.begin(), words->terms.end());
  } else if (const auto* near = std::get_if<Near>(&node.kind)) {
    for (const NodePtr& operand : near->operands) words_.insert(std::get<Word>(operand->kind).term);
  } else if (const auto* word = std::get_if<Word>(&node.kind)) {
    if (word->prefix)
      prefixes_.insert(word->term);
    else if (word->exact)
      words_.insert(word->term);
    else
      stems_.insert(std::string(stemmer_(word->term)));
  }
}

void Words::highlight(const Node& node) {
  note(node);
  const auto each = [this](const std::vector<NodePtr>& nodes) {
    for (const NodePtr& below : nodes) highlight(*below);
  };
  if (const auto* both = std::get_if<And>(&node.kind)) each(both->operands);
  if (const auto* either = std::get_if<Or>(&node.kind)) each(either->operands);
  if (const auto* but = std::get_if<Not>(&node.kind); but && but->left) highlight(*but->left);
  if (const auto* scope = std::get_if<Scope>(&node.kind)) highlight(*scope->inner);
}

void Words::keep_best(std::vector<const Node*>& nodes, std::size_t most) {
  const auto plain = [](const Node* node) {
    const auto* word = std::get_if<Word>(&node->kind);
    return word != nullptr && !word->exact && !word->prefix;
  };
  if (nodes.size() <= most || !std::all_of(nodes.begin(), nodes.end(), plain)) return;
  std::set<std::string> seen;
  std::vector<std::pair<Xapian::doccount, const Node*>> known;
  for (const Node* node : nodes) {
    std::string term = store::stem_term(prefix::kAll, stemmer_(std::get<Word>(node->kind).term));
    if (!seen.insert(term).second) continue;
    if (const Xapian::doccount documents = database_.get_termfreq(term); documents != 0)
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

void Words::begin_wildcard() { finished_ += std::exchange(current_, 0); }

Result<std::vector<std::string>> Words::terms_beginning(const std::string& beginning,
                                                        std::string_view printed, int column) {
  std::vector<std::string> terms;
  for (auto at = database_.allterms_begin(beginning); at != database_.allterms_end(beginning);
       ++at) {
    if (finished_ + static_cast<int>(terms.size()) == options_.max_expansions)
      return error_at(
          column, Errc::limit,
          concat({"'", printed, "*' stands for more than ", std::to_string(options_.max_expansions),
                  finished_ == 0 ? " words" : " words, with the wildcards before it"}));
    terms.push_back(*at);
  }
  if (static_cast<int>(terms.size()) > current_) {
    const auto shown = options_.shown ? std::count_if(terms.begin(), terms.end(), options_.shown)
                                      : static_cast<std::ptrdiff_t>(terms.size());
    current_ = std::max(current_, static_cast<int>(shown));
  }
  return terms;
}

Highlights Words::take_highlights() const {
  const auto list = [](const std::set<std::string>& set) {
    return std::vector<std::string>(set.begin(), set.end());
  };
  return {list(words_), list(stems_), list(prefixes_)};
}

}  // namespace onrecord::query
