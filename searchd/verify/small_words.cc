// See small_words.h.
#include "searchd/verify/small_words.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "searchd/verify/cut.h"
#include "searchd/verify/word_lists.h"
#include "searchd/verify/wording.h"

namespace onrecord::verify {
namespace {

using text::SpokenWord;
using Words = std::span<const SpokenWord>;

/// One side of a step: words [begin, end) of all.
struct Side {
  std::string_view text;
  Words all;
  std::uint32_t begin, end;

  bool has(std::string_view key) const {
    return std::any_of(all.begin() + begin, all.begin() + end,
                       [&](const SpokenWord& word) { return word.key == key; });
  }
  std::string_view before(std::uint32_t at) const {
    return at > 0 ? std::string_view(all[at - 1].key) : std::string_view();
  }
  std::string_view behind(std::uint32_t at) const {
    return at + 1 < all.size() ? std::string_view(all[at + 1].key) : std::string_view();
  }
  bool any_person() const {
    return std::any_of(all.begin() + begin, all.begin() + end,
                       [](const SpokenWord& word) { return word.has(text::kPerson); });
  }

  /// A mark stands between word \a at and the next, or none follows.
  bool ends_clause(std::uint32_t at) const {
    if (at + 1 >= all.size()) return true;
    const Span gap{all[at].span.end, all[at + 1].span.begin};
    return gap.begin < gap.end && gap.of(text).find_first_not_of(" -\n") != std::string_view::npos;
  }
};

/// What words leave in doubt is another than what they deny: "not just", "not yet", "never again".
bool softens(std::string_view word) {
  return is_one_of(word, {"just", "really", "quite", "too", "even", "yet", "again", "simply",
                          "very", "rather", "actually", "also"});
}

/// "All but two", "nobody but the mayor".
bool leaves_out(std::string_view word) {
  return is_one_of(word, {"all", "none", "nobody", "nothing", "anything", "anybody", "anyone",
                          "everything", "everybody", "everyone"});
}

/// What it changes that word \a at of \a side stands there and not on the other side.
std::uint16_t change_of(const Side& side, std::uint32_t at, const Side& other) {
  const std::string_view word = side.all[at].key;
  if (is_one_of(word, {"off", "out", "up", "down", "for", "than"})) return kContentChanged;
  const bool set_off = side.ends_clause(at) || (at > 0 && side.ends_clause(at - 1));
  if (word == "like" && !set_off) return kContentChanged;
  if (softens(word) && at > 0 && side.all[at - 1].has(text::kNegation)) return kNegationChanged;
  if (word == "too" && !side.ends_clause(at)) return kContentChanged;
  if (word == "a" && is_one_of(side.behind(at), {"few", "little"})) return kContentChanged;
  if (word == "but" && leaves_out(side.before(at))) return kContentChanged;
  // Where another word joins the clauses, it gave no reason.
  if (word == "because" && other.begin < other.end && !other.has("since") && !other.has("as") &&
      !other.has("for"))
    return kContentChanged;
  // "They are" for "there are".
  if (is_one_of(word, {"it", "there", "this", "these", "those"}) && other.any_person() &&
      !side.any_person())
    return kPersonChanged;
  return 0;
}

/// The word among [begin, end) that bounds a number behind it; "" when there is none.
std::string_view bound_in(const Side& side) {
  std::string_view found;
  for (std::uint32_t at = side.begin; at < side.end; ++at)
    if (is_one_of(side.all[at].key, {"over", "under", "above", "below", "up"}))
      found = side.all[at].key;
  return found;
}

bool stands_before_number(const Side& side) {
  return side.end < side.all.size() && side.all[side.end].has(text::kNumber);
}

}  // namespace

std::uint16_t small_word_changes(const text::Claim& claim, const Passage& passage,
                                 const text::AlignmentStep& step) {
  const Side claimed{claim.text, claim.words, step.claim_begin, step.claim_end};
  const Side said{passage.text, passage.words, step.text_begin, step.text_end};
  std::uint16_t changed = 0;
  for (const auto& [side, other] : {std::pair(claimed, said), std::pair(said, claimed)})
    for (std::uint32_t at = side.begin; at < side.end; ++at)
      if (!other.has(side.all[at].key)) changed |= change_of(side, at, other);
  // "His children" for "the children"; "the harbour" for "our harbour" says no more than was said.
  if (claimed.any_person() && !said.any_person())
    for (const std::string_view word : {"the", "a", "an", "that"})
      if (said.has(word) && !claimed.has(word)) changed |= kPersonChanged;
  // "Over 40" for "40" or "about 40".
  if (stands_before_number(claimed) && stands_before_number(said) &&
      bound_in(claimed) != bound_in(said))
    changed |= kNumberChanged;
  return changed;
}

bool points(const text::Claim& claim, const text::AlignmentStep& step) {
  if (step.claim_size() != 1 || step.claim_end >= claim.words.size()) return false;
  const SpokenWord& verb = claim.words[step.claim_end];
  return is_one_of(claim.words[step.claim_begin].key,
                   {"this", "that", "these", "those", "it", "there"}) &&
         (verb.has(text::kModal) || asks_first(verb.key) || verb.key == "'s");
}

bool small_word_before(const Passage& passage, std::uint32_t first) {
  if (first == 0 || passage.sentences[first - 1] != passage.sentences[first]) return false;
  const SpokenWord& word = passage.words[first];
  const Side side{passage.text, passage.words, first, first};
  if (side.ends_clause(first - 1)) return false;
  const std::string_view before = side.before(first);
  const std::string_view second = first > 1 ? side.before(first - 1) : std::string_view();
  if (is_one_of(word.key, {"few", "little"})) return before == "a";
  if (!word.has(text::kNumber) || word.has(text::kFunction)) return false;
  return is_one_of(before, {"over", "under", "above", "below", "nearly", "almost"}) ||
         (before == "to" && second == "up") ||
         (before == "than" && is_one_of(second, {"more", "less", "fewer"})) ||
         (second == "at" && is_one_of(before, {"least", "most"}));
}

}  // namespace onrecord::verify
