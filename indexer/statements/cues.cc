// See cues.h.
#include "indexer/statements/cues.h"

#include "indexer/statements/phrases.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {

using namespace word_flag;

namespace {

// Does "that" after this word stand for the word itself: a verb follows at once?
bool noun_with_clause(Tokens tokens, int at) {
  const std::size_t after = static_cast<std::size_t>(at) + 2;
  return after < tokens.size() && !tokens[after].capital &&
         tokens[after].has(kAuxiliary | kFinite | kEd | kCue) && !tokens[after].possessive() &&
         !tokens[after].has(kNounLike);
}

}  // namespace

CueSense read_cue(Tokens tokens, int at, bool near) {
  const auto token_at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  const Token& cue = token_at(at);
  if (!cue.has(kCue)) return CueSense::none;
  if (cue.has(kWeak) && !near) return CueSense::none;
  if (lends_words(tokens, at)) return CueSense::none;
  if (at == 0) return CueSense::plain;
  if (cue.capital) {  // "Mayor Says Canal Will Open": a headline's capitals
    const bool headline = cue.has(kStrong) && !cue.has(kNounLike) &&
                          at + 1 < static_cast<int>(tokens.size()) && token_at(at - 1).capital &&
                          token_at(at + 1).capital;
    if (!headline) return CueSense::none;
  }

  if (const int head = chain_head(tokens, at, 0); head < at)  // "declined to say"
    return token_at(head).has(kNegation) ? CueSense::negated : CueSense::plain;
  const Token& previous = token_at(at - 1);
  const bool share = at > 1 && (token_at(at - 2).is("in"_w) || token_at(at - 2).is("all"_w));
  if (previous.is("to"_w) || previous.is("of"_w) || previous.is("no"_w) ||
      (previous.possessive() && !(at > 1 && token_at(at - 2).has(kSubject))) ||
      (previous.has(kDeterminer) && !cue.is("said"_w) && !share &&
       !(previous.is("that"_w) || previous.is("those"_w) || previous.is("some"_w) ||
         previous.is("many"_w) || previous.is("most"_w) || previous.is("few"_w) ||
         previous.is("several"_w) || previous.is("both"_w) || previous.is("others"_w) ||
         previous.is("one"_w) || previous.is("another"_w))))
    return CueSense::none;

  const auto saying = [&] {  // "voters saying they …", "– saying a law …"; not "the old saying"
    if (!cue.is("saying"_w) || at + 1 >= static_cast<int>(tokens.size())) return false;
    const Token& next = token_at(at + 1);
    return previous.dash() || (previous.has(kS) && next.is("that"_w)) || next.capital ||
           next.has(kSubject | kDeterminer | kContracted);
  };
  if (cue.has(kNounLike) && !saying()) {
    const Token* next = at + 1 < static_cast<int>(tokens.size()) ? &token_at(at + 1) : nullptr;
    const bool after_subject = previous.capital || previous.has(kSubject | kAdverb) ||
                               previous.comma() || previous.mark == ')' ||
                               previous.has(kAuxiliary | kTitle) ||
                               (cue.is("reads"_w) && previous.has(kSpeechNoun)) ||
                               (cue.is("reads"_w) && previous.quoted() && next != nullptr &&
                                (next->has(kDeterminer) || next->capital));
    const bool before_clause =
        next != nullptr && (next->is("that"_w) || next->quoted() || next->mark == ':');
    // "states that hold …", "an attack that left …": a noun with its own clause.
    if (next != nullptr && next->is("that"_w) && !previous.has(kSubject | kAuxiliary) &&
        noun_with_clause(tokens, at))
      return CueSense::none;
    if (!after_subject && !before_clause) return CueSense::none;
    // "Western states", "a Washington state delegate": the base form wants a plural subject, and
    // place names make bad ones.
    if (!before_clause && cue.has(kPlain) && !previous.has(kSubject | kAuxiliary | kAdverb))
      return CueSense::none;
    if (!before_clause && previous.has(kImpersonal) && cue.is("states"_w)) return CueSense::none;
  }

  // Back over auxiliaries and adverbs.
  bool negated = false, passive = false;
  for (int i = at - 1; i >= 0 && i > at - 5; --i) {
    const Token& word = token_at(i);
    if (!word.word() || !word.has(kAuxiliary | kAdverb | kNegation)) break;
    if (word.has(kNegation) && !word.capital) negated = true;
    if (word.has(kBe) && !word.possessive()) passive = true;
    if (word.possessive() && i != at - 1) break;
  }
  if (passive && !cue.has(kParticiple)) return CueSense::none;
  return negated ? CueSense::negated : CueSense::plain;
}

}  // namespace onrecord::statements
