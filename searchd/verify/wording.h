// How the words of a claim differ from what was said, and whether that changes what they mean.
// Knows two runs of words, no speaker, no index.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "proto/text/alignment.h"
#include "proto/text/claim.h"
#include "searchd/verify/passage.h"

namespace onrecord::verify {

enum class Wording : std::uint8_t {
  verbatim,   ///< The same words in the same order; case, punctuation and marks do not count.
  minor,      ///< Function words differ, or the form: contractions, number formats, spelling.
  truncated,  ///< The words are there, but the cut hides a condition, a contrast or a denial.
  spliced,    ///< Put together from what was said apart.
  altered,    ///< Negation, numbers, names or content words differ.
  none,       ///< Not these words.
};
std::string_view name_of(Wording wording);
/// The words themselves stand there, wherever the cut was made.
bool is_there(Wording wording);

/// What a difference changed; bits of Difference::changed.
enum Change : std::uint16_t {
  kNegationChanged = 1,
  kNumberChanged = 2,
  kNameChanged = 4,
  kContentChanged = 8,
  kModalChanged = 16,      ///< "will" became "may".
  kPersonChanged = 32,     ///< "we" became "they".
  kConditionChanged = 64,  ///< An "if" or "unless" came or went.
  kOrderChanged = 128,     ///< The same words in another order.
};
/// The names of the bits of \a changes: "negation", "number", …
std::vector<std::string_view> names_of_changes(std::uint16_t changes);

/// Why words that are kept are not printed the same.
enum class Form : std::uint8_t { same, contraction, number, spelling, bracket };
std::string_view name_of(Form form);

/// A step of the comparison, judged.
struct Difference {
  text::StepKind kind = text::StepKind::kept;
  Span claim;  ///< In the claim's text; empty where nothing stands there.
  Span said;   ///< In the passage's text.
  std::uint16_t changed = 0;
  Form form = Form::same;
};

/// What the claim's cut hides.
enum class Cut : std::uint8_t { nothing, front, end, middle };
std::string_view name_of(Cut cut);

/// A claim held against one passage.
struct Judgement {
  Wording wording = Wording::none;
  std::vector<Difference> differences;  ///< Kept parts too, in order.
  std::uint16_t changed = 0;            ///< All of them together.
  Cut cut = Cut::nothing;
  double coverage = 0;      ///< See text::Alignment.
  std::uint32_t edits = 0;  ///< Words that differ, brackets and what dots leave out not counted.
  std::uint32_t first = 0,
                last = 0;  ///< Words [first, last) of the passage that it was held against.
  Span matched;            ///< From the first kept word to the last, in the passage's text.
  std::uint32_t missing_begin = 0,
                missing_end = 0;  ///< The longest run of the claim's words that is not there.
};

/// How strictly words are compared.
enum class Speech : std::uint8_t {
  direct,
  reported,  ///< Indirect speech: persons and tenses shift as grammar has it.
};

/// Content words that are known of an article: what brackets may explain.
using KnownWords = std::unordered_set<std::string>;

Judgement judge(const text::Claim& claim, const Passage& passage, Speech speech,
                const KnownWords& known = {});

/// Words [begin, end) of \a claim as a claim of their own.
text::Claim part_of(const text::Claim& claim, std::uint32_t begin, std::uint32_t end);

}  // namespace onrecord::verify
