// Whom the labels of a transcript's turns stand for: "NG", "Willa North (WN)", "SEN. NORTH", "A".
// Knows labels and the people of the article, not what was said.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/statements/people.h"
#include "proto/store/records.h"

namespace onrecord::statements {

/// Built once an article; cheap without turns.
class TurnNames {
 public:
  TurnNames(const Article& article, const Document& document, const People& people);

  struct Name {
    std::string label;  ///< As printed.
    std::string name;
    std::string role;  ///< Of "NADIA GORSE, ENGINEER"; may be empty.
    float confidence =
        1;  ///< Below 1: initials, a surname, or the only guest whom the article names.
  };
  /// Whom \a label stands for, if not for itself; else nullptr.
  const Name* find(std::string_view label) const;

 private:
  void read(std::string_view label);
  void resolve_capitals(std::string_view label, const Article& article);
  std::string_view named_in_full(std::string_view surname) const;
  void resolve_initials(std::string_view label);
  void resolve_answers(const Document& document);

  const People& people_;
  std::vector<Name> names_;
};

}  // namespace onrecord::statements
