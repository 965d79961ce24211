// Whether a statement's speaker is the one who is asked for.  Knows names as printed; people behind
// several names are the speaker book's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::verify {

/// How two names of speakers go together.
enum class NameMatch : std::uint8_t {
  none,
  kin,      ///< The same but for "Jr." or "Sr." of one of them: father or son.
  perhaps,  ///< A second name, a longer name, a short form, another spelling, a family name that
            ///< stands first, or the same words turned: not sure.
  part,     ///< One is only the surname of the other: "Lindqvist" and "Mara Lindqvist".
  same,     ///< Titles, initials and second names apart, the same name.
};
NameMatch compare_names(std::string_view a, std::string_view b);

/// Whether \a written gives of \a name no more than its surname: "the minister Lindqvist" of "Mara
/// Lindqvist".
bool by_surname_only(std::string_view name, std::string_view written);

/// The words of a name, folded, without the titles before it and "Jr." and the like behind it:
/// "Sen. Mara Lindqvist" is "mara", "lindqvist".
std::vector<std::string> bare_name(std::string_view name);

/// What is known of the speaker of evidence, measured by who is asked for.
enum class SpeakerFound : std::uint8_t {
  stated,     ///< The attribution names the speaker.
  resolved,   ///< A pronoun, a role or a surname had to be resolved.
  uncertain,  ///< Perhaps: not attributed, attributed without confidence, or by a surname only.
  ambiguous,  ///< The name fits several people of the archive.
  other,      ///< Somebody else.
  not_asked,
};
std::string_view name_of(SpeakerFound found);

/// A speaker found with less confidence is uncertain.
inline constexpr float kResolved = .75F;

/// Who is asked for.
struct Asked {
  std::string name;               ///< As asked; "" for nobody.
  std::vector<std::string> also;  ///< Other names of the same person.
  /// The people of the archive, with more than a surname, whose names the asked name may be a part
  /// of; or, of an asked full name, who share its surname: "mara lindqvist".  One for each person.
  std::vector<std::string> namesakes;
};

/// The distinct people among \a names: names that go together count as one.
std::vector<std::string> distinct_people(const std::vector<std::string>& names);

/// Of evidence whose words were \a statement's.
SpeakerFound find_speaker(const Asked& asked, const Statement& statement);

}  // namespace onrecord::verify
