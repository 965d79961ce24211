// Pairs of words that stand side by side.
#include "searchd/search/neighbours.h"

#include <algorithm>
#include <cmath>

#include "proto/store/terms.h"
#include "searchd/query/compile_weights.h"

namespace onrecord::search {
namespace {

/// Both ascending.
bool side_by_side(const std::vector<Xapian::termpos>& first,
                  const std::vector<Xapian::termpos>& second) {
  auto next = second.begin();
  for (const Xapian::termpos at : first) {
    next = std::lower_bound(next, second.end(), at + 1);
    if (next == second.end()) return false;
    if (*next == at + 1) return true;
  }
  return false;
}

}  // namespace

Neighbours::Neighbours(const Xapian::Database& database,
                       std::vector<std::pair<std::string, std::string>> pairs,
                       double length_parameter)
    : database_(database), pairs_(std::move(pairs)), length_parameter_(length_parameter) {
  for (const auto& [first, second] : pairs_) {
    add_word(first);
    add_word(second);
  }
  std::erase_if(pairs_, [this](const auto& pair) {
    return words_.at(pair.first).per_use == 0 || words_.at(pair.second).per_use == 0;
  });
}

void Neighbours::add_word(const std::string& word) {
  const auto [at, added] = words_.try_emplace(word);
  if (!added) return;
  const std::string term = store::word_term(prefix::kAll, word);
  const double documents = database_.get_termfreq(term);
  if (documents == 0) return;
  // IneB2 of Amati and van Rijsbergen, as Xapian::IneB2Weight has it.
  const double all = database_.get_doccount();
  const auto uses = static_cast<double>(database_.get_collection_freq(term));
  const double expected = all * (1 - std::pow((all - 1) / all, uses));
  at->second.inverse_frequency = std::log2((all + 1) / (expected + 0.5));
  at->second.per_use = (uses + 1) / documents;
}

const std::vector<Xapian::termpos>& Neighbours::places(const std::string& word,
                                                       Xapian::docid docid) {
  Places& places = places_[word];
  if (places.docid != docid) {
    const std::string term = store::word_term(prefix::kAll, word);
    places.docid = docid;
    places.at.assign(database_.positionlist_begin(docid, term),
                     database_.positionlist_end(docid, term));
  }
  return places.at;
}

double Neighbours::word_weight(const std::string& word, double uses, double length) const {
  const Word& known = words_.at(word);
  const double normed =
      uses * std::log2(1 + length_parameter_ * database_.get_average_length() / length);
  return known.inverse_frequency * known.per_use * normed / (normed + 1);
}

double Neighbours::weight(Xapian::docid docid) {
  double sum = 0;
  for (const auto& [first, second] : pairs_) {
    // The rarer word first: where it is not, the other need not be read.
    const bool swapped = words_.at(second).inverse_frequency > words_.at(first).inverse_frequency;
    if (places(swapped ? second : first, docid).empty()) continue;
    const auto& at_first = places(first, docid);
    const auto& at_second = places(second, docid);
    if (!side_by_side(at_first, at_second)) continue;
    const double length = database_.get_doclength(docid);
    sum += word_weight(first, static_cast<double>(at_first.size()), length) +
           word_weight(second, static_cast<double>(at_second.size()), length);
  }
  return sum * query::bonus::kPair;
}

}  // namespace onrecord::search
