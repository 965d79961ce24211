// How alike two names sound, however they were transliterated or mistyped.  Knows letters and what
// they may stand for; no language, no list of names.
#pragma once

#include <string>
#include <string_view>

namespace onrecord::text {

/// What the words of \a folded (as fold_value gives it) sound like: a letter for each consonant
/// ("sch", "sh" and "ş" are one) and each run of vowels, blanks between the words.  A word with a
/// letter that is not Latin has no sound and is left out; so is the Arabic article before a word.
/// O(n).
std::string name_sound(std::string_view folded);

/// Whether \a word, one of such words, is among those that have a sound; \a last: none follows it.
bool has_sound(std::string_view word, bool last);

/// How far two sounds of name_sound() are apart, blanks not counted: the cheapest way to turn one
/// into the other, where a sound that transliterations mix up with another costs little (k for g,
/// o for u), any other 1.  O(a * b), at most 64 letters each.
double sound_distance(std::string_view a, std::string_view b);

/// Whether two sounds may be one name: sound_distance() within what names so long allow.  Quick
/// where they are not.
bool sound_alike(std::string_view a, std::string_view b);

}  // namespace onrecord::text
