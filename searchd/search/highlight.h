// Which words of a text a query asks for.  Knows words, stems and phrases, not where they are
// shown.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/store/terms.h"
#include "proto/text/span.h"
#include "searchd/query/tree.h"
#include "searchd/search/word_sieve.h"

namespace onrecord::search {

/// A word of a text that a query asks for.
struct Mark {
  Span span;
  std::uint16_t unit = 0;  ///< Which word or phrase of the query.
};

/// Finds the words of one query in texts.  A phrase's words count only where the whole phrase
/// stands, those of NEAR and ADJ (as printed) only where all of it does, of w/s where it does in
/// one paragraph; those of labelled parts wherever they stand; those behind a NOT never.  For one
/// thread.
class Highlighter {
 public:
  /// Longest beginning of a text that is looked through.
  static constexpr std::size_t kMaxScanned = 1 << 20;

  /// \a stemmer: of the index's queries, in \a language (BCP 47); outlives this object.
  Highlighter(const query::Node& query, store::Stemmer& stemmer, std::string_view language);

  /// In order, never overlapping.  One pass; O(text), 300 MB/s and more; with NEAR, with many
  /// words, or where stems do not keep the first letter, 100 MB/s.  REQUIRES: valid UTF-8.
  std::vector<Mark> marks(std::string_view text);

 private:
  enum class How : std::uint8_t { term, stem, beginning, pattern, edits };
  enum class Form : std::uint8_t { stemmed, printed };
  struct Entry {
    std::string text;
    How how = How::term;
    int edits = 0;
    std::uint16_t unit = 0;
    std::uint16_t place = 0;  ///< In its phrase.
  };
  /// An entry found at a token; kept if its phrase is whole.
  struct Found {
    Span span;
    std::uint32_t token = 0;
    std::uint16_t unit = 0;
    std::uint16_t place = 0;
  };

  /// The units of one NEAR or ADJ.
  struct Group {
    std::uint32_t window = 0;  ///< All stand within so many words, where each operand is one word.
    bool ordered = false;
    std::vector<std::uint16_t> first_units;  ///< Of each operand, and one behind the last.
  };

  void add(const query::Node& node, Form form);
  void add_near(const query::Near& near);
  void add_word(const query::Word& word, Form form);
  void add_phrase(const std::vector<std::string>& terms);
  void add_entry(Entry entry);
  void look_up(std::string_view term, Found at, std::vector<Found>& found);
  std::vector<Found> find_all(std::string_view text);
  void find_among_all(std::string_view text, std::vector<Found>& found);
  void find_among_few(std::string_view text, std::vector<Found>& found);
  /// Takes out of \a found what is of \a group but not near the rest of it.
  void keep_near(const Group& group, std::vector<Found>& found) const;
  bool phrase_is_whole(const std::vector<Found>& found, std::size_t at) const;

  store::Stemmer& stemmer_;
  bool stems_keep_first_letter_;
  std::array<std::vector<Entry>, 256>
      by_first_;  ///< By the first byte of the words that they may match.
  std::vector<Entry> any_first_;
  std::vector<std::uint16_t> lengths_;  ///< Words of each unit.
  std::uint16_t units_ = 0;
  std::vector<Group> groups_;
  WordSieve sieve_;
};

}  // namespace onrecord::search
