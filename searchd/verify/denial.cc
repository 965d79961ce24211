// See denial.h.
#include "searchd/verify/denial.h"

#include <algorithm>
#include <string>
#include <vector>

#include "proto/text/tokens.h"
#include "searchd/verify/word_lists.h"

namespace onrecord::verify {
namespace {

/// Words between "denied" and the verb of saying, at most: "denied that she had said".
constexpr std::size_t kNear = 4;

constexpr std::string_view kSaying[] = {
    "say",         "said",      "says",     "saying",  "tell",      "told",       "tells",
    "telling",     "claim",     "claimed",  "claims",  "claiming",  "call",       "called",
    "calling",     "write",     "wrote",    "written", "writing",   "stated",     "stating",
    "utter",       "uttered",   "uttering", "used",    "use",       "using",      "declared",
    "declare",     "announced", "announce", "repeat",  "repeated",  "repeats",    "repeating",
    "quote",       "quoted",    "quotes",   "quoting", "attribute", "attributed", "attributes",
    "attributing", "spoken"};
/// Of these such as stand behind "might" and "to".
constexpr std::string_view kBare[] = {"say", "tell",    "claim",    "call",   "write", "utter",
                                      "use", "declare", "announce", "repeat", "quote", "attribute"};
/// Verbs of who says that another said.
constexpr std::string_view kQuoting[] = {
    "quote",       "quoted",   "quotes",   "quoting",  "attribute", "attributed", "attributes",
    "attributing", "credit",   "credited", "credits",  "crediting", "cited",      "cites",
    "citing",      "ascribed", "ascribes", "reported", "reports",   "reporting"};
constexpr std::string_view kWrongly[] = {"wrongly",     "falsely",     "incorrectly",
                                         "erroneously", "mistakenly",  "inaccurately",
                                         "spuriously",  "misleadingly"};
constexpr std::string_view kDenying[] = {"denied", "denies", "deny", "denying"};
constexpr std::string_view kRejecting[] = {"rejected", "rejects",  "dismissed", "dismisses",
                                           "disputed", "disputes", "refuted",   "refutes",
                                           "debunked", "debunks"};
constexpr std::string_view kNobody[] = {"nobody", "none", "neither", "noone"};
constexpr std::string_view kUntrue[] = {
    "untrue",   "false",       "myth",       "hoax",       "lie",           "fiction",
    "rumour",   "rumor",       "wrong",      "incorrect",  "inaccurate",    "misleading",
    "mistaken", "fabrication", "fabricated", "fake",       "falsehood",     "erroneous",
    "baseless", "unfounded",   "invented",   "invention",  "misquotation",  "misinformation",
    "doubtful", "unlikely",    "doubt",      "impossible", "disinformation"};
/// Behind "not" or "no".
constexpr std::string_view kTruth[] = {"true",       "truth",   "case",  "evidence",    "proof",
                                       "record",     "correct", "right", "accurate",    "sign",
                                       "indication", "source",  "trace", "confirmation"};
/// What "no" denies without "that": "no evidence she said".
constexpr std::string_view kProof[] = {"evidence",   "proof",  "record", "records",     "sign",
                                       "indication", "source", "trace",  "confirmation"};
/// What only words that were not said are called.
constexpr std::string_view kFake[] = {"hoax",       "fake",         "fabrication",
                                      "fabricated", "misquotation", "invented"};
/// What is put into somebody's mouth: "a doctored video shows her saying".
constexpr std::string_view kDoctored[] = {
    "fake",   "faked",     "doctored", "manipulated", "fabricated", "fictitious",  "spoof",
    "parody", "satirical", "bogus",    "deepfake",    "staged",     "photoshopped"};
constexpr std::string_view kShown[] = {
    "video",  "videos",   "clip",      "audio",   "recording",  "photo", "image",
    "meme",   "post",     "posts",     "tweet",   "screenshot", "quote", "letter",
    "poster", "report",   "story",     "article", "website",    "site",  "account",
    "page",   "magazine", "newspaper", "blog"};
/// Behind these "to say" was not said by who is wanted to: "they want me to say".
constexpr std::string_view kWanting[] = {"want",     "wants",   "wanted", "expect", "expects",
                                         "expected", "asked",   "ask",    "asks",   "urged",
                                         "forced",   "ordered", "begged", "like",   "pressed"};
/// Behind these nobody said it.
constexpr std::string_view kRefusing[] = {"refuse",  "refuses",   "refused",  "refusing",
                                          "decline", "declines",  "declined", "failed",
                                          "fails",   "refrained", "short",    "hesitated"};
/// What may be false as a whole: "the claim that she said".
constexpr std::string_view kClaims[] = {
    "claim",      "claims",     "rumour",  "rumours",     "rumor",      "rumors", "report",
    "reports",    "story",      "stories", "allegation",  "assertion",  "idea",   "notion",
    "assertions", "suggestion", "belief",  "allegations", "suggestions"};
/// The same of words that are named before they are quoted: "the words …".
constexpr std::string_view kNamed[] = {"quote",    "quotation", "words",     "phrase", "remark",
                                       "line",     "sentence",  "statement", "slogan", "motto",
                                       "headline", "tweet",     "message",   "claim"};
constexpr std::string_view kBeing[] = {"is",    "was",    "are",     "were",   "be",
                                       "been",  "being",  "proved",  "proves", "remains",
                                       "seems", "seemed", "appears", "isn't",  "wasn't"};
constexpr std::string_view kAuxiliary[] = {"is",  "was",  "are",   "were",  "has",   "have",
                                           "had", "do",   "does",  "did",   "can",   "will",
                                           "may", "must", "would", "could", "might", "should"};
constexpr std::string_view kPronouns[] = {"she", "he", "they", "it", "we", "there"};
/// "Asked if she would go Petra Lunde said": asked is the going, not the saying.
constexpr std::string_view kAsking[] = {
    "ask",       "asked",   "asks",       "asking",  "wonder",   "wondered",  "wonders",
    "wondering", "pressed", "questioned", "quizzed", "inquired", "challenged"};
/// Words between "asked" and "whether", at most: "asked by a reporter on Friday whether".
constexpr std::size_t kAskedNear = 6;
/// Between "is" and "false", at most.
constexpr std::size_t kPredicate = 4;
/// What may stand between a negation and its verb: "did not at any point say", but not "did not
/// hesitate to say".
constexpr std::string_view kAdverbs[] = {"ever", "once", "have", "has", "had", "having",
                                         "been", "be",   "even", "at",  "any", "point",
                                         "time", "in",   "fact", "on"};
/// The same between "might" and its verb.
constexpr std::string_view kMeanwhile[] = {"also", "well", "as",   "one",   "day",
                                           "just", "soon", "then", "still", "yet"};
/// "No doubt she said", "no sooner had she said" deny nothing.
constexpr std::string_view kNoDenial[] = {"doubt", "sooner", "longer", "wonder", "matter", "less"};
/// "If she said", "imagine her saying", "she would have said": nobody says that she did.
constexpr std::string_view kSupposing[] = {"if", "unless", "whether", "lest"};
constexpr std::string_view kImagining[] = {"imagine", "suppose", "supposing", "pretend"};
constexpr std::string_view kUnreal[] = {"would", "could", "might", "should"};
/// Before a bare verb: "would say" is also what one used to say.
constexpr std::string_view kPossible[] = {"could", "might", "may", "should"};
/// Where a clause of its own begins.
constexpr std::string_view kClause[] = {
    ",",     "when",   "while",    "as",    "after",  "before",  "because",
    "but",   "and",    "who",      "which", "that",   "if",      "until",
    "since", "though", "although", "what",  "unless", "whether", "lest"};

using Words = std::vector<std::string>;

bool negates(std::string_view word) {
  return word == "not" || word == "never" || word == "cannot" || word.ends_with("n't");
}

/// The words of \a text that are not themselves quoted; "," for any mark that parts clauses.
Words frame_words(std::string_view text) {
  Words words;
  text::Tokenizer tokenizer(text);
  std::uint32_t end = 0;
  bool quoted = false;
  for (text::Token token; tokenizer.next(token);) {
    for (std::uint32_t i = end; i < token.span.begin; ++i) {
      const std::string_view rest = text.substr(i);
      if (rest.starts_with('"'))
        quoted = !quoted;
      else if (rest.starts_with("“"))
        quoted = true;
      else if (rest.starts_with("”"))
        quoted = false;
      else if (rest.find_first_of(",;:.!?") == 0 && !words.empty() && words.back() != ",")
        words.emplace_back(",");
    }
    end = token.span.end;
    if (!quoted) words.emplace_back(token.term);
  }
  return words;
}

bool is_adverb(std::string_view word) { return among(kAdverbs, word) || word.ends_with("ly"); }

bool adverbs_between(const Words& words, std::size_t from, std::size_t to) {
  return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(std::min(from, to)),
                     words.begin() + static_cast<std::ptrdiff_t>(to),
                     [](const std::string& word) { return is_adverb(word) || negates(word); });
}

/// Where the clause of \a word begins.
std::size_t clause_of(const Words& words, std::size_t word) {
  while (word > 0 && !among(kClause, words[word - 1])) --word;
  return word;
}

/// Whether "if" or "whether" before \a clause asks for what is done, and the saying at \a verb is
/// the answer: "asked if she would go Petra Lunde said".
bool answers_question(const Words& words, std::size_t clause, std::size_t verb) {
  bool asked = false;
  for (std::size_t i = clause - 1, n = 0; i-- > 0 && n < kAskedNear && words[i] != ","; ++n)
    asked = asked || among(kAsking, words[i]);
  if (!asked || among(kBare, words[verb]) || words[verb].ends_with("ing")) return false;
  for (std::size_t i = clause; i + 1 < verb; ++i) {
    const bool verbal = among(kAuxiliary, words[i]) || words[i].ends_with("ed") ||
                        (i == clause && among(kPronouns, words[i]));
    if (verbal && !adverbs_between(words, i + 1, verb) &&
        !(among(kAuxiliary, words[i + 1]) && adverbs_between(words, i + 2, verb)))
      return true;
  }
  return false;
}

/// "Might say", "could one day say"; "could only say" is what was said.
bool may_be(const Words& words, std::size_t verb) {
  if (!among(kBare, words[verb])) return false;
  for (std::size_t i = verb; i-- > 0;) {
    if (among(kPossible, words[i])) return true;
    if (words[i] == "only" || !(is_adverb(words[i]) || among(kMeanwhile, words[i]))) return false;
  }
  return false;
}

/// Whether words [clause, verb) put the saying as what may be: "if she said", "she would have
/// said".
bool supposed(const Words& words, std::size_t clause, std::size_t verb) {
  if (clause > 0 && among(kSupposing, words[clause - 1]) && !answers_question(words, clause, verb))
    return true;
  if (may_be(words, verb)) return true;
  for (std::size_t i = clause; i < verb; ++i) {
    if (among(kImagining, words[i])) return true;
    const bool have = i + 1 < verb && (words[i + 1] == "have" || words[i + 1] == "never");
    const bool own = among(kBare, words[verb]) || words[verb].ends_with("ing");
    if (have && among(kUnreal, words[i]) && (own || adverbs_between(words, i + 2, verb)))
      return true;
  }
  return false;
}

/// Whether words [clause, verb] say that another is quoted wrongly: "was misquoted as", "falsely
/// attributes", "a post falsely claims she said".  "She falsely said" is what she said.
bool misquoted(const Words& words, std::size_t clause, std::size_t verb) {
  const auto quotes = [&](std::size_t i) {
    return i >= clause && i <= verb &&
           (among(kQuoting, words[i]) || (i < verb && among(kSaying, words[i])));
  };
  for (std::size_t i = clause; i <= verb && i < words.size(); ++i) {
    if (words[i].starts_with("misquot") || words[i].starts_with("misattribut")) return true;
    if (!among(kWrongly, words[i])) continue;
    if (quotes(i + 1) || (i > 0 && among(kQuoting, words[i - 1]))) return true;
  }
  return false;
}

/// "No evidence she said", "it is a lie she said": what stands before the subject without "that".
bool unproven(const Words& words, std::size_t clause, std::size_t verb) {
  bool none = false;
  for (std::size_t i = clause; i + 2 < verb; ++i) {
    none = none || negates(words[i]);
    if (i == clause || (words[i] != "no" && !(none && words[i] == "any"))) continue;
    for (std::size_t at = i + 1; at < std::min(verb, i + 3); ++at) {
      if (!among(kProof, words[at])) continue;
      const bool of = at + 1 < verb && words[at + 1] == "of";
      const bool other = at + 1 < verb && (words[at + 1] == "for" || words[at + 1] == "against" ||
                                           words[at + 1] == "in" || words[at + 1] == "on");
      if (of ? words[verb].ends_with("ing") : !other) return true;
    }
  }
  if (clause >= verb || words[clause] != "it") return false;
  bool negated = false;
  for (std::size_t i = clause + 1; i < verb; ++i) {
    negated = negated || negates(words[i]) || words[i] == "no";
    if (negated ? !among(kTruth, words[i]) : !among(kUntrue, words[i])) continue;
    const bool about = i + 2 < words.size() && words[i + 1] == "to";
    if (!about || among(kBare, words[i + 2]) || words[i + 2] == "suggest" ||
        words[i + 2] == "think" || words[i + 2] == "believe" || words[i + 2] == "assume" ||
        words[i + 2] == "report" || words[i + 2] == "imply")
      return true;
  }
  return false;
}

/// "They want me to say", "she refused to say", "he stopped short of saying": words [clause, verb)
/// tell what was not said, or not by choice.
bool unsaid(const Words& words, std::size_t clause, std::size_t verb) {
  if (verb < clause + 2) return false;
  const bool to = words[verb - 1] == "to" && among(kBare, words[verb]);
  const bool from =
      (words[verb - 1] == "from" || words[verb - 1] == "of") && words[verb].ends_with("ing");
  if (!to && !from) return false;
  const std::string_view before = words[verb - 2];
  if (among(kRefusing, before)) return before != "hesitated" || !from;
  // "She wanted to say" may be what she said.
  for (std::size_t i = clause; to && i + 2 < verb; ++i)
    if (among(kWanting, words[i])) return true;
  return false;
}

/// "A fake video shows her saying".
bool doctored(const Words& words, std::size_t clause, std::size_t verb) {
  for (std::size_t i = clause; i + 1 < verb; ++i)
    if (among(kDoctored, words[i]) && among(kShown, words[i + 1])) return true;
  return false;
}

/// "It is not true that …", "… denied that …": words [main, that) with "that" behind them.
bool untrue_that(const Words& words, std::size_t that) {
  bool negated = false;
  bool truth = false;
  bool untrue = false;
  bool rejected = false;
  for (std::size_t i = clause_of(words, that); i < that; ++i) {
    if (among(kDenying, words[i])) return true;
    // "A false friend told her that …": whoever tells is not what is told.
    if (words[i] == "told" || words[i] == "said" || words[i] == "says")
      untrue = i > 0 && among(kWrongly, words[i - 1]);
    if (among(kRejecting, words[i])) rejected = true;
    if (rejected && among(kClaims, words[i])) return true;
    negated = negated || negates(words[i]) || words[i] == "no";
    truth = truth || among(kTruth, words[i]);
    untrue = untrue || among(kUntrue, words[i]) || among(kWrongly, words[i]);
  }
  return negated ? truth : untrue;
}

/// Whether words [0, verb) govern the verb of saying at \a verb so that it did not happen.
bool governed(const Words& words, std::size_t verb) {
  const std::size_t near = verb > kNear ? verb - kNear : 0;
  bool adverbs_only = true;
  for (std::size_t i = verb; i-- > near && words[i] != "to" && !among(kClause, words[i]);) {
    if (among(kDenying, words[i]) || (negates(words[i]) && adverbs_only)) return true;
    adverbs_only = adverbs_only && is_adverb(words[i]);
  }
  // The subject: from the verb back to where its clause begins.
  const std::size_t clause = clause_of(words, verb);
  if (supposed(words, clause, verb) || misquoted(words, clause, verb) ||
      unproven(words, clause, verb) || unsaid(words, clause, verb) || doctored(words, clause, verb))
    return true;
  for (std::size_t i = clause; i < verb; ++i) {
    if (among(kNobody, words[i])) return true;
    const bool no = words[i] == "no" && i == clause && i + 1 < verb;
    if (no && !among(kNoDenial, words[i + 1])) return true;
  }
  if (clause == 0) return false;
  // "Was never quoted as saying": what governs the quoting governs the saying.
  if (words[clause - 1] == "as" && clause > 1 && words[verb].ends_with("ing"))
    return governed(words, clause - 2);
  return words[clause - 1] == "that" && untrue_that(words, clause - 1);
}

/// "… is false", "… has been debunked", "… turned out not to be true".
bool called_untrue(const Words& behind) {
  for (std::size_t i = 0; i < behind.size(); ++i) {
    if (!among(kBeing, behind[i])) continue;
    bool negated = negates(behind[i]) || (i > 0 && negates(behind[i - 1]));
    for (std::size_t at = i + 1; at < std::min(behind.size(), i + 1 + kPredicate); ++at) {
      if (among(kClause, behind[at])) break;
      negated = negated || negates(behind[at]);
      if (negated ? among(kTruth, behind[at])
                  : among(kUntrue, behind[at]) || among(kRejecting, behind[at]))
        return true;
    }
  }
  return false;
}

/// Whether the sentence goes on to say of what \a before names, with its saying at \a verb or
/// behind its end, that it is not so: "the claim that she said … is false", "the words … are fake".
bool refuted_behind(const Words& before, std::size_t verb, const Words& behind) {
  std::size_t last = before.size();
  while (last > 0 && before[last - 1] == ",") --last;
  bool named = last > 0 && among(kNamed, before[last - 1]);
  // "The rumours that she would … are false": whoever tells of them.
  for (std::size_t i = 0; i + 1 < before.size(); ++i)
    named = named || (among(kClaims, before[i]) && before[i + 1] == "that");
  if (verb < before.size()) {
    const std::size_t clause = clause_of(before, verb);
    named = named || (clause > 0 && before[clause - 1] == "that" &&
                      (clause == 1 || among(kClaims, before[clause - 2])));
  }
  if (named) return called_untrue(behind);
  // "…" is a hoax.
  const auto near =
      behind.begin() + static_cast<std::ptrdiff_t>(std::min(behind.size(), kPredicate));
  return before.empty() && !behind.empty() && among(kBeing, behind.front()) &&
         std::none_of(behind.begin(), near, [](const auto& word) { return negates(word); }) &&
         std::any_of(behind.begin(), near, [](const auto& word) { return among(kFake, word); });
}

}  // namespace

bool takes_back(std::string_view place, Span context, Span said) {
  context.end = std::min<std::uint32_t>(context.end, static_cast<std::uint32_t>(place.size()));
  if (context.begin > said.begin || said.end > context.end) return false;
  const Words before = frame_words(Span{context.begin, said.begin}.of(place));
  std::string_view rest = Span{said.end, context.end}.of(place);
  for (const std::string_view mark : {",", "\"", "”", "’", "'", ","})
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  const Words behind = frame_words(rest);
  std::size_t verb = before.size();
  while (verb > 0 && !among(kSaying, before[verb - 1])) --verb;
  // "She rejected claims that": what stands behind "that" is rejected with them.
  const auto that = std::find(before.rbegin(), before.rend(), "that");
  if (that != before.rend() && static_cast<std::size_t>(before.rend() - that) > verb &&
      among(kClaims, that + 1 == before.rend() ? std::string_view() : *(that + 1)) &&
      untrue_that(before, static_cast<std::size_t>(before.rend() - that) - 1))
    return true;
  if (refuted_behind(before, verb == 0 ? before.size() : verb - 1, behind)) return true;
  if (verb > 0) return governed(before, verb - 1);
  // "…," no one at the ministry said.  Only up to the clause's end: what follows is another matter.
  for (std::size_t i = 0; i < behind.size() && !among(kClause, behind[i]); ++i)
    if (among(kSaying, behind[i])) return governed(behind, i);
  return false;
}

}  // namespace onrecord::verify
