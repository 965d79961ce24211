// What a run of capitalised words says by form alone: a name, its titles, a role, a gender.  Knows
// no article.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

enum class Gender : std::uint8_t { unknown, male, female };

/// What the flags of a title, a role or a given name say; unknown when they say both or nothing.
Gender gender_in(WordFlags flags);

/// Can this capitalised word be part of a person's name?
bool name_word(const Token& token);

/// "Mr", "Dame": before a name, but no role.
bool honorific(const Token& token);

/// Capitalised words in a row, particles between them included, and the name proper inside: without
/// titles and organisations before it, without "Jr" behind it.  The name may be empty.
struct NameRun {
  Range words;
  Range name;
};
/// REQUIRES: name_word of the token at \a begin.
NameRun name_run(Tokens tokens, int begin, int high);

/// Can \a name be a person's?  False for organisations, places, acronyms, days, a title alone.
bool is_personal(Tokens tokens, Range name);

/// Under what a role is looked up: its full form ("prof": "professor"), and what it may be called
/// in general, or 0.
std::array<std::uint64_t, 2> role_keys(std::uint64_t role);

/// The head of a phrase that names somebody by role: "minister" of "the minister of health"; -1
/// when there is none.
int role_head(Tokens tokens, Range phrase);

/// The company's name that ends \a phrase: "Sears, Roebuck and Co"; none when it ends otherwise.
std::optional<Range> firm_in(Tokens tokens, Range phrase);

/// The name proper inside a noun phrase: honorifics, roles, organisations and what follows "of"
/// left out.  None when the phrase holds no person's name.
std::optional<Range> name_in(Tokens tokens, Range phrase);

}  // namespace onrecord::statements
