// What a few words look like: a name, a title, a quotation, the end of a sentence.  Knows no layout
// and no article.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace onrecord::formats {

/// \a text without white space (also no-break) at its ends.
std::string_view trim(std::string_view text);

/// The words of \a text: what stands between white space.
std::vector<std::string_view> words_of(std::string_view text);

/// Begins with an upper-case letter, or with a letter of a script that has no case.
bool is_capital(std::string_view word);
/// Has two letters or more, and none in lower case.
bool is_all_caps(std::string_view text);
/// \a word in ASCII lower case, without marks at its ends and a possessive.
std::string bare(std::string_view word);

/// Begins with an opening quotation mark, after a dash or bullet if there is one.
bool opens_quotation(std::string_view text);
/// Ends with a closing quotation mark, a full stop or comma behind it allowed.
bool closes_quotation(std::string_view text);
/// Holds a quotation mark that could close one.
bool has_closing_mark(std::string_view text);
/// Is a quotation from its first word to its last, or one that goes on in the next paragraph.
bool is_quotation(std::string_view text);
/// Ends as a sentence does: a full stop, question or exclamation mark or ellipsis, closing marks
/// behind it allowed.
bool ends_sentence(std::string_view text);

/// "President", "Cllr", "spokesman": a word that goes before a name, or stands for one.
bool is_title(std::string_view word);
/// "said", "asked", …: a verb whose subject speaks.
bool is_speech_verb(std::string_view word);
/// A word that a heading has and a name has not: "the", "what", "background", "quotes".
bool is_heading_word(std::string_view word);
/// "I", "we", "our", …
bool is_first_person(std::string_view word);

/// Whether words could be a person's name.
enum class NameShape : std::uint8_t {
  no,
  possible,  ///< Capitalised words, none of them a heading's.
  titled,    ///< A title and a name: "President Okoro", "Dr. Amina Sesay", "Mara Lindqvist, harbour
             ///< minister".
  role,      ///< A title without a name: "The Minister", "Moderator".
};
NameShape name_shape(std::string_view words);

/// The last word of the name in \a words, without title, role and "Jr.": "Lindqvist".
std::string_view surname_of(std::string_view words);

}  // namespace onrecord::formats
