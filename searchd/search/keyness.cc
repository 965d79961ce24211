// See keyness.h.
#include "searchd/search/keyness.h"

#include <algorithm>
#include <cmath>

#include "proto/text/tokens.h"

namespace onrecord::search {
namespace {

constexpr std::uint64_t kLeastDocuments = 3;
constexpr double kBeyondChance = 10.83;

bool is_number(const std::string& word) {
  return std::none_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z');
  });
}

double part(double seen, double expected) {
  return seen > 0 ? seen * std::log(seen / expected) : 0;
}

/// Dunning 1993: both the documents that have the word and those that do not.
double log_likelihood_ratio(double here, double here_size, double there, double there_size) {
  const double share = (here + there) / (here_size + there_size);
  return 2 * (part(here, here_size * share) + part(here_size - here, here_size * (1 - share)) +
              part(there, there_size * share) + part(there_size - there, there_size * (1 - share)));
}

}  // namespace

std::vector<KeyWord> key_words(const WordCounts& here, std::uint64_t here_size,
                               const WordCounts& there, std::uint64_t there_size,
                               const std::unordered_set<std::string>& left_out, std::size_t limit) {
  std::vector<KeyWord> words;
  for (const auto& [word, count] : here) {
    if (count < kLeastDocuments || text::is_stop_word(word) || is_number(word) ||
        left_out.contains(word))
      continue;
    const auto found = there.find(word);
    const std::uint64_t other = found == there.end() ? 0 : found->second;
    const auto a = static_cast<double>(count), n = static_cast<double>(here_size);
    const auto b = static_cast<double>(other), m = static_cast<double>(there_size);
    if (m > 0 && a * m <= b * n) continue;
    const double score = log_likelihood_ratio(a, n, b, m);
    if (score > kBeyondChance) words.push_back({word, count, other, score});
  }
  std::sort(words.begin(), words.end(), [](const KeyWord& x, const KeyWord& y) {
    return x.score != y.score ? x.score > y.score : x.word < y.word;
  });
  if (words.size() > limit) words.resize(limit);
  for (KeyWord& word : words) word.score = std::round(word.score * 100) / 100;
  return words;
}

}  // namespace onrecord::search
