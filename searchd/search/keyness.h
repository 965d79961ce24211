// Words that one collection has more of than another.  Knows counts, no documents.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace onrecord::search {

/// A word that stands in more documents here than chance would have it.
struct KeyWord {
  std::string word;
  std::uint64_t here = 0;   ///< Documents that have it.
  std::uint64_t there = 0;  ///< The same of the other collection.
  double score = 0;         ///< The log-likelihood ratio, to two digits behind the point.
};

using WordCounts = std::unordered_map<std::string, std::uint64_t>;

/// Of words that \a here has relatively more of than \a there the \a limit of highest
/// log-likelihood ratio (Dunning 1993, over the documents that have a word); ties by word.  Only
/// words in three documents or more whose ratio is beyond chance (10.83: p < .001); no stop words,
/// no bare numbers, none of \a left_out.  \a here_size, \a there_size: documents.
std::vector<KeyWord> key_words(const WordCounts& here, std::uint64_t here_size,
                               const WordCounts& there, std::uint64_t there_size,
                               const std::unordered_set<std::string>& left_out, std::size_t limit);

}  // namespace onrecord::search
