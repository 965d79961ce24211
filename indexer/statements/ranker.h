// Chooses among the speakers that the sieves propose for a quotation, and says how sure that is.
// Knows features, not text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "indexer/statements/phrases.h"
#include "indexer/statements/sieves.h"

namespace onrecord::statements {

/// What stands before a quotation.
enum class Before : std::uint8_t {
  start,
  comma,
  colon,
  stop,
  open_bracket,
  dash,
  other_mark,
  that,
  cue,
  preposition,
  determiner,
  quotation,
  possessive,
  joiner,
  word
};
inline constexpr int kBefores = 15;
/// What stands after it.
enum class After : std::uint8_t {
  end,
  comma,
  stop,
  dash,
  other_mark,
  cue,
  pronoun,
  capital,
  quotation,
  function_word,
  word
};
inline constexpr int kAfters = 11;

/// What the ranker knows of a quotation.
struct QuotationContext {
  Before before = Before::start;
  After after = After::end;
  int words = 0;  ///< How many, up to 24.
  int last =
      0;  ///< Its last mark: 0 comma, 1 full stop, 2 question, 3 exclamation, 4 dash, 5 none.
  int length = 0;  ///< Words: 0 one, 1 two, 2 three to five, 3 six to ten, 4 more.
  bool title_case = false;
  bool capital = false;  ///< Begins with a capital.
  bool closed = true;
  bool opens_sentence = false;
  bool opens_paragraph = false;
  bool work_near = false;  ///< A word like "book" within 6 words before.
  int content =
      0;  ///< 2 when it has a first or second person, 1 when it has an auxiliary verb, else 0.
  int cue_distance = 7;  ///< To the nearest cue before it in the sentence, bucketed 1 to 6; 7 none.
  int in_sentence = 0;   ///< 0 the only quotation; 1 the first of several; 2 a later one.
  int cues = 0;          ///< In the sentence: 0 none, 1 weak ones, 2 a strong one.
  Rule picked = Rule::none;  ///< What the sieves in their order chose.
  int picked_strength = 0;   ///< 0 none, 1 below .7, 2 below .9, 3 above.
};

/// What a candidate's last word is.
enum class Head : std::uint8_t { noun, role, words, body, capital };
inline constexpr int kHeads = 5;
/// What stands before a candidate: the sentence's begin or a comma, or else.
enum class Stands : std::uint8_t { opening, preposition, verb, mark, word };
inline constexpr int kStands = 5;

/// What it knows of a candidate.
struct CandidateContext {
  Rule rule = Rule::none;
  PhraseKind phrase = PhraseKind::name;
  int cue = 0;           ///< 0 none, 1 strong, 2 ordinary, 3 weak, 4 another verb.
  int distance = 0;      ///< Tokens between cue and quotation, bucketed 0 to 6.
  int between = 0;       ///< Quotations between them, up to 2.
  int cues_between = 0;  ///< Cues between them, up to 2.
  bool picked = false;
  bool same = false;        ///< Of a carried-on speaker: in the same sentence or an open quotation.
  int verbs_between = 0;    ///< Finite verbs between cue and quotation, up to 2.
  int openers_between = 0;  ///< Words between them that open a clause, up to 2.
  Head head = Head::noun;
  Stands stands = Stands::opening;
  bool cue_used = false;  ///< The cue is that of the quotation before already.
};

/// Indices into the weights.
struct Features {
  std::array<std::uint16_t, 28> index{};
  std::size_t size = 0;
};

/// Of a candidate; of "this is no statement"; of "it is one, but none of the candidates said it".
Features candidate_features(const QuotationContext& quotation, const CandidateContext& candidate);
Features refusal_features(const QuotationContext& quotation);
Features stranger_features(const QuotationContext& quotation);

/// How many weights there are.
std::size_t weight_count();
using Weights = std::span<const float>;
/// The constant table, made by scripts/train-ranker (ranker_weights.cc).
Weights trained_weights();

float score(const Features& features, Weights weights);

}  // namespace onrecord::statements
