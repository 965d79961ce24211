// What the sentence of a claimed cutting hides: its end, its beginning, that it asks.  Knows one
// passage, no claim.
#pragma once

#include <cstdint>
#include <string_view>

#include "searchd/verify/passage.h"
#include "searchd/verify/wording.h"

namespace onrecord::verify {

/// What the words [\a first, \a last) of \a passage, taken alone, leave out that turns them: a
/// condition, an exception, a contrast behind them; a condition, a denial or somebody else's saying
/// before them.
Cut cut_of(const Passage& passage, std::uint32_t first, std::uint32_t last);

/// What the words [\a begin, \a end) of \a passage, left out between others, say that turns the
/// next: "I (refuse to) pay".
bool turned_between(const Passage& passage, std::uint32_t begin, std::uint32_t end);

/// The sentence of word \a at ends in a question mark, or the quotation in it does that the word
/// stands in: "will we leave?" he asked.  A quotation that ends among the words [\a at, \a end) is
/// part of what is asked.
bool is_asked(const Passage& passage, std::uint32_t at, std::uint32_t end);

/// The words from \a at to \a end, as far as its sentence goes, ask by their order: "so is it",
/// "but why".
bool asks_by_order(const Passage& passage, std::uint32_t at, std::uint32_t end);

/// A word that asks by standing first: "is", "will", "why".
bool asks_first(std::string_view word);

/// The word that asks by standing first in the sentence of word \a at; "" when none does.
std::string_view asking_word(const Passage& passage, std::uint32_t at);

/// What is printed between word \a word and the one before it.
std::string_view between(const Passage& passage, std::uint32_t word);

/// A mark that parts clauses is among \a marks.
bool has_comma(std::string_view marks);

/// Another clause begins with \a word.
bool joins(const text::SpokenWord& word);

/// "No, we will not": the first word answers and denies nothing.
bool answers_only(const text::SpokenWord& word, std::string_view text);

}  // namespace onrecord::verify
