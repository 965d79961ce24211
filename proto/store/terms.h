// How values become index terms: the only place that builds one.  Used by documents when indexing
// and by the query compiler.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/store/fields.h"
#include "proto/store/records.h"

namespace onrecord::store {

/// Positions between the headline, paragraphs and values of one field jump by this much: no phrase
/// crosses, and no NEAR or ADJ of a distance below it.  The largest distance that a query may ask
/// for is kPositionGap - 1.
inline constexpr std::uint32_t kPositionGap = 256;

/// PREFIX + body, with a ':' between them where the body begins with an ASCII capital or ':' (so
/// that no prefix runs into a value). Xapian's limit is 245 bytes with NUL counted twice; a longer
/// term, or one with a NUL, is cut at a code point (NULs dropped) and ends in a hash of the whole.
std::string make_term(std::string_view prefix, std::string_view body);

/// Of one folded word: PREFIX + word, with positions in the index.
inline std::string word_term(std::string_view prefix, std::string_view word) {
  return make_term(prefix, word);
}
/// Of one stem: Z + PREFIX + stem, without positions.
std::string stem_term(std::string_view prefix, std::string_view stem);
/// Of two neighbouring stop words: for phrases made of them.
std::string pair_term(std::string_view first, std::string_view second);

std::string key_term(const ArticleKey& key);
std::string version_term(const ArticleKey& key, std::uint32_t version);
std::string statement_term(const ArticleKey& key, std::uint32_t version,
                           const Statement& statement);

/// Of a `whole` field: folded with text::fold_value.  Of an `exact` field: the bytes.  "" when the
/// value folds to nothing.
std::string value_term(const Field& field, std::string_view value);
/// Of `meta.KEY`.
std::string meta_term(std::string_view key, std::string_view value);
/// What the terms of `meta.KEY` begin with.
std::string meta_prefix(std::string_view key);
/// Prefix of the words of the labelled part \a label.
std::string part_prefix(std::string_view label);

/// The terms of a publication date: those of the century, decade, year, month and day that wholly
/// contain it.  An unknown date has the one term of "unknown".
std::vector<std::string> date_terms(const text::Date& date);
/// The terms whose OR is "the date's whole span lies within [first, last]" (printed local days,
/// both in): at most about 100.
std::vector<std::string> date_range_terms(text::CivilDay first, text::CivilDay last);
std::string unknown_date_term();

/// Several display values in one value slot, and back.  One value is stored as itself.
std::string encode_list(const std::vector<std::string>& values);
std::vector<std::string> decode_list(std::string_view slot);

/// Consonant skeleton of a name for search by sound (facts: gh, kh, q, g, k are one; vowels
/// dropped); "" when nothing is left.
std::string sound_key(std::string_view name);

/// The stem of folded words in one language, with a cache.  Not for two threads.  A language
/// without a stemmer, or "", gives the word itself.  Numbers, handles, acronyms and words with
/// digits are their own stems.
class Stemmer {
 public:
  /// \a language: BCP 47 ("en", "pt-BR").
  explicit Stemmer(std::string_view language);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();
  /// Valid until the next call.
  std::string_view operator()(std::string_view word);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::store
