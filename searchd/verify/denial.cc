// See denial.h.
#include "searchd/verify/denial.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "proto/text/tokens.h"

namespace onrecord::verify {
namespace {

/// Words between "denied" and the verb of saying, at most: "denied that she had said".
constexpr std::size_t kNear = 4;

constexpr std::string_view kSaying[] = {
    "say",   "said",    "says",    "saying",   "tell",    "told",      "tells",   "telling",
    "claim", "claimed", "claims",  "claiming", "call",    "called",    "calling", "write",
    "wrote", "written", "writing", "stated",   "stating", "utter",     "uttered", "uttering",
    "used",  "use",     "using",   "declared", "declare", "announced", "announce"};
constexpr std::string_view kDenying[] = {"denied", "denies", "deny", "denying"};
constexpr std::string_view kNobody[] = {"nobody", "none", "neither", "noone"};
constexpr std::string_view kUntrue[] = {"untrue",  "false",       "myth",   "hoax", "lie",
                                        "fiction", "fabrication", "rumour", "rumor"};
/// What may stand between a negation and its verb: "did not at any point say", but not "did not
/// hesitate to say".
constexpr std::string_view kAdverbs[] = {"ever",   "once",  "have", "has",  "had",
                                         "having", "been",  "be",   "even", "at",
                                         "any",    "point", "time", "in",   "fact"};
/// "No doubt she said", "no sooner had she said" deny nothing.
constexpr std::string_view kNoDenial[] = {"doubt", "sooner", "longer", "wonder", "matter", "less"};
/// "If she said", "imagine her saying", "she would have said": nobody says that she did.
constexpr std::string_view kSupposing[] = {"if", "unless", "whether", "lest"};
constexpr std::string_view kImagining[] = {"imagine", "suppose", "supposing", "pretend"};
constexpr std::string_view kUnreal[] = {"would", "could", "might", "should"};
/// Where a clause of its own begins.
constexpr std::string_view kClause[] = {
    ",",     "when",   "while",    "as",    "after",  "before",  "because",
    "but",   "and",    "who",      "which", "that",   "if",      "until",
    "since", "though", "although", "what",  "unless", "whether", "lest"};

using Words = std::vector<std::string>;

template <std::size_t N>
bool among(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

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

/// Whether words [clause, verb) put the saying as what may be: "if she said", "she would have
/// said".
bool supposed(const Words& words, std::size_t clause, std::size_t verb) {
  if (clause > 0 && among(kSupposing, words[clause - 1])) return true;
  for (std::size_t i = clause; i < verb; ++i) {
    if (among(kImagining, words[i])) return true;
    const bool have = i + 1 < verb && (words[i + 1] == "have" || words[i + 1] == "never");
    if (have && among(kUnreal, words[i])) return true;
  }
  return false;
}

/// Whether words [0, verb) govern the verb of saying at \a verb so that it did not happen.
bool governed(const Words& words, std::size_t verb) {
  const std::size_t near = verb > kNear ? verb - kNear : 0;
  bool adverbs_only = true;
  for (std::size_t i = verb; i-- > near && words[i] != "to" && !among(kClause, words[i]);) {
    if (among(kDenying, words[i]) || (negates(words[i]) && adverbs_only)) return true;
    adverbs_only = adverbs_only && (among(kAdverbs, words[i]) || words[i].ends_with("ly"));
  }
  // The subject: from the verb back to where its clause begins.
  std::size_t clause = verb;
  while (clause > 0 && !among(kClause, words[clause - 1])) --clause;
  if (supposed(words, clause, verb)) return true;
  for (std::size_t i = clause; i < verb; ++i) {
    if (among(kNobody, words[i])) return true;
    const bool no = words[i] == "no" && i == clause && i + 1 < verb;
    if (no && !among(kNoDenial, words[i + 1])) return true;
  }
  // "It is not true that …", "… denied that … said".
  if (clause == 0 || words[clause - 1] != "that") return false;
  std::size_t main = clause - 1;
  while (main > 0 && !among(kClause, words[main - 1])) --main;
  bool negated = false;
  bool truth = false;
  bool untrue = false;
  for (std::size_t i = main; i + 1 < clause; ++i) {
    if (among(kDenying, words[i])) return true;
    negated = negated || negates(words[i]) || words[i] == "no";
    truth = truth || words[i] == "true" || words[i] == "truth" || words[i] == "case" ||
            words[i] == "evidence" || words[i] == "proof" || words[i] == "record";
    untrue = untrue || among(kUntrue, words[i]) || words[i] == "falsely" || words[i] == "wrongly";
  }
  return negated ? truth : untrue;
}

}  // namespace

bool takes_back(std::string_view place, Span context, Span said) {
  context.end = std::min<std::uint32_t>(context.end, static_cast<std::uint32_t>(place.size()));
  if (context.begin > said.begin || said.end > context.end) return false;
  const Words before = frame_words(Span{context.begin, said.begin}.of(place));
  for (std::size_t i = before.size(); i-- > 0;)
    if (among(kSaying, before[i])) return governed(before, i);
  // "…," no one at the ministry said.  Only up to the clause's end: what follows is another matter.
  std::string_view rest = Span{said.end, context.end}.of(place);
  for (const std::string_view mark : {",", "\"", "”", "’", "'", ","})
    if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  const Words behind = frame_words(rest);
  for (std::size_t i = 0; i < behind.size() && !among(kClause, behind[i]); ++i)
    if (among(kSaying, behind[i])) return governed(behind, i);
  return false;
}

}  // namespace onrecord::verify
