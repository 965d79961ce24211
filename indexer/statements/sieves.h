// The sieves: patterns around one quotation that name its speaker.  Know word order and cues,
// nothing of the article around.
#pragma once

#include <optional>
#include <string_view>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// Which pattern found a speaker.
enum class Rule : std::uint8_t {
  none,
  cue_name,          ///< "…," said Ann
  name_cue,          ///< "…," Ann said
  name_cue_far,      ///< "…," and later that day Ann said
  name_verb,         ///< "…," Ann thundered: any finite verb after a comma
  according,         ///< "…," according to Ann
  dash_name,         ///< "…" — Ann
  name_cue_left,     ///< Ann said: "…"
  cue_name_left,     ///< Said Ann: "…"
  participle_left,   ///< Ann left, saying "…"
  joined_left,       ///< Ann rose and said "…"
  according_left,    ///< According to Ann, "…"
  put_it_left,       ///< As Ann put it, "…"
  colon_left,        ///< Ann was clear: "…"
  subject_left,      ///< Ann … "…": the clause's subject, no cue
  far_cue_left,      ///< Another cue before it
  far_cue_right,     ///< Another cue after it
  possessor_left,    ///< Ann's claim that "…"
  later,             ///< The cue after a later quotation of the sentence
  same_sentence,     ///< The speaker of a quotation before it in the sentence
  same_paragraph,    ///< … in the paragraph
  paragraph_before,  ///< … of the paragraph before
  reported_before,   ///< The sentence before reports what this one said
  subject_before,    ///< The sentence before has this subject, and reports nothing
  introduced,        ///< The paragraph before ends with a colon
  run_on,            ///< Goes on from the paragraph before, whose quotation does not close
  runs_into,         ///< Its speaker is named with the next paragraph, into which it runs on
  label,             ///< A speaker label stands above
  title_line,        ///< The headline's "Mayor: '…'"
  inner_label,       ///< "NAME: …" inside the marks
};
inline constexpr int kRules = static_cast<int>(Rule::inner_label) + 1;

/// The word for a rule, as it is printed.
std::string_view name_of(Rule rule);

/// A speaker found beside a quotation.
struct Attribution {
  Range speaker;  ///< Tokens of the paragraph.
  int cue = -1;   ///< Token index of the cue, or -1.
  Rule rule = Rule::none;
  float strength = 0;  ///< How often the pattern is right, roughly: the order in which the sieves
                       ///< believe each other.
  bool negated = false;
};

/// "— Ann Example, of Harrow", a paragraph by itself: the name.
std::optional<Range> signature(Tokens tokens);

/// Who is named after the quotation at token \a quotation, before \a high, in the same sentence.
/// \a sentence_begin tells whether the quotation opens it.  \a comma: the quotation ends in , ? or
/// !, which wants an attribution.
std::optional<Attribution> attribution_after(Tokens tokens, int quotation, int high,
                                             int sentence_begin, bool comma);

/// Who is named before the quotation at token \a quotation, after \a low, in the same sentence.
std::optional<Attribution> attribution_before(Tokens tokens, int quotation, int low);

}  // namespace onrecord::statements
