// Puts the words of a document into it: positions, stems, pairs, markers.  Knows tokens, not
// articles.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "proto/store/terms.h"

namespace onrecord::store {

/// The stemmers that a document's words go through.
struct Stemmers {
  Stemmer* index = nullptr;  ///< Of the index's language: what queries are stemmed with.
  Stemmer* own = nullptr;    ///< Of the text's language where that is another one; else nullptr.
};

/// Collects one document's words.  Stems and pairs are counted here and added once, at finish().
class WordIndexer {
 public:
  /// A passage has sentence and paragraph marks and joined hyphen words; running text has pairs
  /// of stop words too.
  enum class Extras { none, passage, running_text };
  enum class Joined { after_gap, running_on };
  /// The words that begin before byte \a end of a text go under these prefixes instead.
  struct Opening {
    std::uint32_t end = 0;
    std::vector<std::string> prefixes;
  };

  /// Begins a document.  \a document and \a stemmers outlive the work on it.
  void begin(Xapian::Document& document, Stemmers stemmers);

  /// Adds the words of \a text under each of \a prefixes, with positions and stems; all the
  /// prefixes share one run of positions.
  void add_text(std::string_view text, const std::vector<std::string>& prefixes, Extras extras,
                Joined joined, const Opening& opening);
  void add_text(std::string_view text, const std::vector<std::string>& prefixes, Extras extras,
                Joined joined = Joined::after_gap) {
    add_text(text, prefixes, extras, joined, Opening());
  }
  /// Adds the words of a value that names somebody (text::name_terms) under \a prefix with
  /// positions and no stems; a run of positions a prefix.
  void add_value(std::string_view value, std::string_view prefix);
  /// Starts positions again: for another set of prefixes over another text.
  void restart_positions() { position_ = 0; }

  /// Adds what was counted.
  void finish();

 private:
  void count(std::string_view prefix, std::string_view body, std::string_view after = {});
  void add_word(std::string_view word, const std::vector<std::string>& prefixes,
                Xapian::termpos position);
  void count_stems(std::string_view word, const std::vector<std::string>& prefixes);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view term) const {
      return std::hash<std::string_view>()(term);
    }
  };

  Xapian::Document* document_ = nullptr;
  Stemmers stemmers_;
  Xapian::termpos position_ = 0;
  std::unordered_map<std::string, Xapian::termcount, Hash, std::equal_to<>> counts_;
  std::unordered_map<std::string, Xapian::termpos> value_positions_;
  std::string term_;
  std::string previous_;
  std::string pair_;
};

}  // namespace onrecord::store
