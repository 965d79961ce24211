// Who said each quotation of an article: sieves propose, the ranker chooses.  Knows no names;
// speakers are noun phrases here.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "indexer/statements/confidence.h"
#include "indexer/statements/document.h"
#include "indexer/statements/ranker.h"
#include "indexer/statements/sieves.h"

namespace onrecord::statements {

/// A speaker as the text gives it: a noun phrase, or a label's words.
struct Speaker {
  Range tokens;            ///< Of Document::tokens; empty for a label.
  std::string_view label;  ///< "Mara Lindqvist", of a label above or inside the marks.

  bool known() const { return tokens.size() > 0 || !label.empty(); }
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

/// A quotation that is a statement.
struct Attributed {
  int quotation = 0;  ///< Of Document::quotations.
  int paragraph = 0;  ///< Of Document::paragraphs.
  Range sentence;     ///< Of Document::tokens.
  Span inner;         ///< Its words: of an inner label, without the label.
  Speaker speaker;    ///< Unknown when unattributed.
  int cue = -1;       ///< Of Document::tokens.
  Rule rule = Rule::none;
  bool negated = false;
  Touch touch = Touch::apart;
  bool fragment = false;   ///< Woven into the sentence instead of standing as speech.
  int continues = -1;      ///< Index of the Attributed whose next piece this is.
  float is_statement = 0;  ///< 0 to 1.
  float is_speaker = 0;    ///< 0 to 1: that it is a statement and this speaker's.
};

/// What was proposed for one quotation, for training and explaining.
struct Decision {
  int quotation = 0;
  int paragraph = 0;
  struct Option {
    Speaker speaker;
    Features features;
    Rule rule = Rule::none;
  };
  std::vector<Option> options;
  Features refusal, stranger;
};
using Observer = std::function<void(const Decision&)>;

/// The statements among the quotations of \a document, in order.  Without weights the sieves' own
/// order decides. \a observer, if any, sees each decision.  O(tokens).
std::vector<Attributed> attribute(const Document& document, Weights weights,
                                  const Observer& observer = {});

}  // namespace onrecord::statements
