// How much each word of a query weighs.
#include "searchd/query/compile_weights.h"

#include <algorithm>
#include <cmath>

#include "proto/text/tokens.h"
#include "searchd/query/compile_terms.h"

namespace onrecord::query {
namespace {

using Xapian::Query;

/// Matches by its stem.
const Word* plain_word(const Node& node) {
  const auto* word = std::get_if<Word>(&node.kind);
  return word != nullptr && !word->exact && !is_expanded(*word) ? word : nullptr;
}

std::vector<const Node*> pointers(const std::vector<NodePtr>& nodes) {
  std::vector<const Node*> out;
  for (const NodePtr& node : nodes) out.push_back(node.get());
  return out;
}

Query scaled(const Query& query, double by) { return Query(Query::OP_SCALE_WEIGHT, query, by); }

}  // namespace

Weights::Weights(std::span<const Node* const> nodes, In target, store::Stemmer& stemmer)
    : stemmer_(stemmer), target_(target) {
  read(nodes);
}

void Weights::read(std::span<const Node* const> row) {
  const Word* before = nullptr;
  for (const Node* node : row) {
    const Word* word = plain_word(*node);
    if (word != nullptr && before != nullptr &&
        !(text::is_stop_word(before->term) && text::is_stop_word(word->term)))
      pairs_.emplace(before->term, word->term);
    before = word;
    read(*node);
  }
}

void Weights::read(const Node& node) {
  if (const Word* word = plain_word(node)) return read_word(*word);
  if (const auto* both = std::get_if<And>(&node.kind)) return read(pointers(both->operands));
  if (const auto* either = std::get_if<Or>(&node.kind)) return read(pointers(either->operands));
  if (const auto* but = std::get_if<Not>(&node.kind)) {
    if (but->left) read(*but->left);
    return;
  }
  if (std::holds_alternative<Word>(node.kind) || std::holds_alternative<Phrase>(node.kind) ||
      std::holds_alternative<Near>(node.kind) || std::holds_alternative<AtLeast>(node.kind) ||
      std::holds_alternative<Scope>(node.kind)) {
    content_ = true;
    ++others_;
  }
}

void Weights::read_word(const Word& word) {
  if (text::is_stop_word(word.term)) return;
  content_ = true;
  stems_.emplace(stemmer_(word.term));
  words_.insert(word.term);
}

void Weights::merge(std::vector<const Node*>& nodes) {
  std::map<std::string, const Node*, std::less<>> first;
  std::erase_if(nodes, [&](const Node* node) {
    const Word* word = plain_word(*node);
    if (word == nullptr) return false;
    const auto [at, added] = first.emplace(stemmer_(word->term), node);
    int& times = repeats_[at->second];
    times = added ? 1 : times + 1;
    return !added;
  });
}

double Weights::factor(const Node& node) const {
  const Word* word = plain_word(node);
  if (word == nullptr) return 1;
  if (content_ && text::is_stop_word(word->term)) return 0;
  const auto repeated = repeats_.find(&node);
  return repeated == repeats_.end() ? 1 : 1 + std::log(repeated->second);
}

double Weights::length_parameter() const {
  constexpr double kLongQuestion = 10;  // Words.
  const auto words = static_cast<double>(std::max<std::size_t>(1, stems_.size() + others_));
  return std::max(1.0, kLongQuestion / words);
}

std::vector<std::pair<std::string, std::string>> Weights::pairs() const {
  if (stems_.size() > bonus::kMostWords) return {};
  return {pairs_.begin(), pairs_.end()};
}

Query Weights::with_bonus(const Query& query) const {
  if (stems_.empty() || stems_.size() > bonus::kMostWords) return query;
  std::vector<Query> extra;
  if (target_ == In::articles)
    for (const std::string& stem : stems_)
      extra.push_back(scaled(Query(store::stem_term(prefix::kHeadline, stem)), bonus::kHeadline));
  for (const std::string& word : words_)
    extra.push_back(scaled(Query(store::word_term(prefix::kAll, word)), bonus::kExact));
  return Query(Query::OP_AND_MAYBE, query, Query(Query::OP_OR, extra.begin(), extra.end()));
}

}  // namespace onrecord::query
