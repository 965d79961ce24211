// The organisations an article names in full, and what else it calls them: "Sears", "S and P", "the
// company".  Knows one article, and organisations by their form alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/statements/document.h"

namespace onrecord::statements {

/// An organisation that the article names in full at least once.
struct Organisation {
  Range name;                        ///< Global tokens of its fullest form, without an article.
  std::vector<std::uint64_t> words;  ///< Identities of its capitalised words, "Inc" left out.
  std::uint64_t head = 0;            ///< "department" of "Department of Roads"; 0 of "Brill Inc".
  bool firm = false;                 ///< It may be called "the company".
};

class Organisations {
 public:
  /// Reads the tokens of \a document, which must outlive this.  O(tokens), and for each name
  /// O(names).
  explicit Organisations(const Document& document);

  /// The organisation that the name \a phrase (global tokens) stands for, written in full, by its
  /// first words or by its initials; -1 when the article names none such, or several.
  int find(Range phrase) const;

  /// The organisation that "the ministry" at \a phrase means: the only one of that kind named
  /// before; -1 for none, or several.
  int of_kind(Range phrase) const;

  const Organisation& operator[](int index) const { return all_[static_cast<std::size_t>(index)]; }
  /// What it is called, line ends made spaces.
  std::string_view name_of(int index) const {
    return span_of(Tokens(document_.tokens), (*this)[index].name).of(document_.text);
  }

 private:
  void read_paragraph(Range paragraph);
  void add(Range name, std::uint64_t head, bool firm);
  std::vector<std::uint64_t> words_of(Range phrase) const;
  int by_initials(Range phrase) const;
  template <class Fits>
  int only(Fits&& fits) const;
  const Token& token(int i) const { return document_.tokens[static_cast<std::size_t>(i)]; }

  const Document& document_;
  std::vector<Organisation> all_;
};

/// Is \a phrase "the" and a word for an organisation: "the company", "the ministry"?
bool calls_organisation(Tokens tokens, Range phrase);

}  // namespace onrecord::statements
