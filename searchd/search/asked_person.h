// Who is asked for in a check, as the authority file knows people: whose words are the person's
// under another name, and whose are not.  Knows no search, no wording.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "proto/store/authority.h"
#include "proto/store/records.h"
#include "searchd/verify/speaker.h"

namespace onrecord::search {

/// Of one request.
class AskedPerson {
 public:
  /// \a authority: nullptr: nothing is known of anybody.  \a asked: a name, or a person's id; ""
  /// for nobody.
  AskedPerson(std::shared_ptr<const store::Authority> authority, const std::string& asked);

  /// A statement's speaker, with what the file says.
  struct Found {
    verify::SpeakerFound found = verify::SpeakerFound::not_asked;
    const store::Person* person = nullptr;  ///< Whom its speaker's name means there.
    bool by_authority = false;              ///< The names alone would say something else.
  };
  /// - The file says that the speaker is the person who is asked for (or has the role that is asked
  ///   for on that day): resolved.
  /// - The asked name is that of several persons: ambiguous.  So is a speaker's name that might be
  ///   the person's there, or another's.
  /// - The speaker is somebody else by the file: other.
  /// Else what the names say.
  Found find(const verify::Asked& asked, const Statement& statement, const Article& article) const;

  /// Whether \a name may be one of the person's somewhere.
  bool may_be(std::string_view name) const;
  /// The person's names but the one that was asked; the first few.  None of a shared name.
  std::vector<std::string> other_names() const;
  const store::Authority* authority() const { return authority_.get(); }
  /// Everybody whom the asked name, or id, may mean.
  const std::vector<std::uint32_t>& persons() const { return persons_; }
  /// By which kind of name, or "id"; "" when nobody is meant.
  const std::string& matched() const { return matched_; }

 private:
  bool asked_for(std::uint32_t person) const;

  std::shared_ptr<const store::Authority> authority_;
  std::string key_;
  std::vector<std::uint32_t> persons_;
  std::string matched_;
};

}  // namespace onrecord::search
