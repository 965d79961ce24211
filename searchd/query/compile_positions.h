// Positions of many terms, document after document, as an index has them.  Knows no query.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "searchd/query/places.h"

namespace onrecord::query {

/// How a text's sentences and paragraphs are told apart: by marker terms, or it is one of each.
enum class Marks : std::uint8_t { markers, none };

/// Which of a list of terms each document has, for ascending documents: every term keeps its place
/// in its posting list, and those that are due stand first.  Cost: each posting is passed once,
/// whatever the number of documents asked about.
class TermsOfDocuments {
 public:
  TermsOfDocuments(const Xapian::Database& shard, const std::vector<std::string>& terms);

  /// Appends the positions in \a docid, term by term.  REQUIRES: docids do not descend.
  void add_positions(Xapian::docid docid, std::vector<Position>& positions);

 private:
  struct Due {
    Xapian::docid docid;
    std::uint32_t term;
    bool operator>(const Due& other) const { return docid > other.docid; }
  };
  std::vector<Xapian::PostingIterator> postings_;
  std::vector<Due> due_;  ///< A heap, the least docid first.
};

/// One document of a shard after the other as a text with positions.
class IndexedText : public PositionedText {
 public:
  IndexedText(const Xapian::Database& shard, Marks marks) : shard_(shard), marks_(marks) {}

  /// REQUIRES: docids ascend.
  void move_to(Xapian::docid docid) { docid_ = docid; }

  /// REQUIRES: the same \a terms are the same object in every document.
  std::vector<Position> positions_of(const std::vector<std::string>& terms) override;
  std::vector<Position> starts_of(Unit unit) override;

 private:
  Xapian::Database shard_;
  Marks marks_;
  Xapian::docid docid_ = 0;
  std::unordered_map<const std::vector<std::string>*, std::unique_ptr<TermsOfDocuments>> slots_;
};

}  // namespace onrecord::query
