// The words of a text that say most about it.  Reads frequencies; runs no match.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "proto/store/terms.h"

namespace onrecord::search {

struct TextTerm {
  std::string word;  ///< Folded, as it stands first in the text.
  std::string term;  ///< Of the index: its stem.
  int times = 0;
  Xapian::doccount documents = 0;  ///< That have it.
  double rarity = 0;               ///< ln((N + 1) / (documents + 1/2)); never below 0.
  /// (1 + ln times) · rarity
  double weight() const;
};

/// The words of \a text but stop words, those of the highest weight first, \a most of them; of
/// equal ones the first in the text.
std::vector<TextTerm> text_terms(std::string_view text, const Xapian::Database& database,
                                 store::Stemmer& stemmer, std::size_t most);

/// Any of \a terms, each weighed by how often the text has it.
Xapian::Query any_of(const std::vector<TextTerm>& terms);

}  // namespace onrecord::search
