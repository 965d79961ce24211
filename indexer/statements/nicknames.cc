// See nicknames.h.
#include "indexer/statements/nicknames.h"

#include <algorithm>

#include "indexer/statements/characters.h"
#include "indexer/statements/words.h"

namespace onrecord::statements {

using namespace word_flag;

namespace {

constexpr std::size_t kMostBytes = 24;

WordFlags flags_of(std::string_view word) { return Lexicon::english()[word_hash(word)]; }

// "C.L.", "J."
bool is_initials(std::string_view word) {
  return word.size() >= 2 && word.size() <= 6 && word.ends_with('.') &&
         std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool before_nickname(std::string_view word) {
  return !word.empty() && is_upper(word, 0) &&
         (is_initials(word) ||
          ((flags_of(word) & kGiven) != 0 && (flags_of(word) & (kStop | kDay)) == 0));
}

bool behind_nickname(std::string_view word) {
  return word.size() > 1 && is_upper(word, 0) &&
         (flags_of(word) & (kStop | kPreposition | kSubject | kAuxiliary | kAdverb)) == 0;
}

// One or two words, each with a capital, and no mark.
bool has_form(std::string_view inner) {
  if (inner.empty() || inner.size() > kMostBytes || !is_upper(inner, 0)) return false;
  if (inner.find_first_of(",.;:!?\n") != inner.npos) return false;
  const std::size_t space = inner.find(' ');
  return space == inner.npos ||
         (is_upper(inner, space + 1) && inner.find(' ', space + 1) == inner.npos);
}

}  // namespace

bool is_nickname(std::string_view text, const Quotation& quotation) {
  const Span outer = quotation.outer;
  if (!quotation.closed || outer.begin < 2 || outer.end + 1 >= text.size() ||
      text[outer.begin - 1] != ' ' || text[outer.end] != ' ')
    return false;
  if (!has_form(quotation.inner.of(text))) return false;
  const std::string_view left = text.substr(0, outer.begin - 1);
  const std::string_view right = text.substr(outer.end + 1, kMostBytes);
  return before_nickname(left.substr(left.find_last_of(" \n(") + 1)) &&
         behind_nickname(right.substr(0, right.find_first_of(" \n,.;:!?'")));
}

}  // namespace onrecord::statements
