// What somebody says was said: its words, the dots where it leaves something out, the brackets in
// which it adds something.  Knows no archive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/text/spoken_words.h"

namespace onrecord::text {

/// A claimed quotation, read.
struct Claim {
  std::string text;  ///< As given.
  std::vector<SpokenWord>
      words;  ///< Spans count in `text`; those in square brackets are kBracketed.
  std::vector<bool>
      dots_before;  ///< One more than words: dots stand before this word (the last: at the end).

  bool empty() const { return words.empty(); }
};

/// Reads a claim.  "…", "..." and "[...]" leave something out; "[sic]" is of whoever quotes; a
/// bracket inside a word ("[T]he", "agree[d]") is part of it.  Quotation marks, dashes and case do
/// not count.  O(n).  REQUIRES: valid UTF-8.
Claim read_claim(std::string_view text);

/// Takes the words of an attribution out of a claim that was pasted with its quotation marks: "We
/// sail," she said, "at noon."  Only where marks and commas leave no doubt and no speaker says "I
/// said" of his own; else nothing is changed.  O(n).
void drop_attributions(Claim& claim);

}  // namespace onrecord::text
