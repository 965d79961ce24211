// Patterns by backtracking to the last star; edits by the usual table, row by row.
#include "searchd/query/likeness.h"

#include <algorithm>
#include <cstdint>

namespace onrecord::query {
namespace {

/// Length in bytes of the letter that \a text begins with.
std::size_t letter_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return length;
}

char32_t letter_of(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  char32_t letter = bytes.size() == 1   ? lead
                    : bytes.size() == 2 ? lead & 0x1FU
                    : bytes.size() == 3 ? lead & 0x0FU
                                        : lead & 0x07U;
  for (const char c : bytes.substr(1))
    letter = letter << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  return letter;
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = letter_length(text.substr(at));
    letters += letter_of(text.substr(at, length));
    at += length;
  }
  return letters;
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view word) {
  std::size_t p = 0, w = 0;
  std::size_t star = pattern.npos, after_star = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      w += letter_length(word.substr(w));
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != pattern.npos) {
      after_star += letter_length(word.substr(after_star));
      w = after_star;
      p = star + 1;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

int default_edits(std::string_view word) { return letters_of(word).size() <= 5 ? 1 : 2; }

EditDistance::EditDistance(std::string_view word, int most)
    : word_(letters_of(word)), most_(most), rows_(1) {
  for (std::size_t j = 0; j <= word_.size(); ++j) rows_[0].push_back(static_cast<int>(j));
}

void EditDistance::add_row(char32_t letter) {
  const std::vector<int>& above = rows_.back();
  std::vector<int> row{above[0] + 1};
  for (std::size_t j = 1; j <= word_.size(); ++j) {
    const int changed = above[j - 1] + (word_[j - 1] == letter ? 0 : 1);
    int least = std::min({changed, above[j] + 1, row[j - 1] + 1});
    const bool swapped =
        j > 1 && !letters_.empty() && word_[j - 1] == letters_.back() && word_[j - 2] == letter;
    if (swapped) least = std::min(least, rows_[rows_.size() - 2][j - 2] + 1);
    row.push_back(least);
  }
  letters_ += letter;
  rows_.push_back(std::move(row));
}

/// No candidate that begins so is nearer.  A swap reaches back over one row, and costs one.
int EditDistance::least_to_come() const {
  const auto least = [](const std::vector<int>& row) {
    return *std::min_element(row.begin(), row.end());
  };
  const int last = least(rows_.back());
  return rows_.size() == 1 ? last : std::min(last, least(rows_[rows_.size() - 2]) + 1);
}

bool EditDistance::near(std::string_view candidate) {
  hopeless_ = 0;
  std::size_t shared = 0;
  std::size_t at = 0;
  while (at < candidate.size() && shared < letters_.size()) {
    const std::size_t length = letter_length(candidate.substr(at));
    if (letter_of(candidate.substr(at, length)) != letters_[shared]) break;
    ++shared;
    at += length;
  }
  letters_.resize(shared);
  rows_.resize(shared + 1);
  while (true) {
    if (least_to_come() > most_) {
      hopeless_ = at;
      return false;
    }
    if (at == candidate.size()) break;
    const std::size_t length = letter_length(candidate.substr(at));
    add_row(letter_of(candidate.substr(at, length)));
    at += length;
  }
  return rows_.back().back() <= most_;
}

}  // namespace onrecord::query
