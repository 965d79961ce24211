// `speaker:NAME` → everything that a person said under any name.  Knows the authority and value
// slots; no request, no answer.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/authority.h"

namespace onrecord::search {

/// Who is at the place of a document: its article and its date.
class DocumentPlace {
 public:
  explicit DocumentPlace(const Xapian::Document& document);
  store::NamePlace name_place() const { return {article_, earliest_, latest_}; }

 private:
  std::string article_;
  std::optional<std::int64_t> earliest_, latest_;
};

/// The `speaker:` conditions of one query, expanded by one authority, and what they were expanded
/// to.
class SpeakerFilter {
 public:
  /// Names of all persons of one query together.
  static constexpr std::size_t kMaxNames = 1000;

  /// \a authority: nullptr: nothing is expanded.
  explicit SpeakerFilter(std::shared_ptr<const store::Authority> authority)
      : authority_(std::move(authority)) {}

  const store::Authority* authority() const { return authority_.get(); }

  /// What `speaker:value` at \a column stands for, or nothing when it is nobody's name or id (or
  /// that of several): then it means what it says.  \a as_it_says: the query of what it says.
  /// - A person's name, alias or surname: what it says, and every value that is this person's at
  /// its place; without values that are a person's who is `not-same-as` this one.
  /// - A person's id: the values that are this person's and nothing else.
  /// May be asked for the same condition again.  Errors: `limit`.
  Result<std::optional<Xapian::Query>> expand(std::string_view value, int column,
                                              const Xapian::Query& as_it_says);

  /// What `role:value` at \a column stands for besides \a as_it_says: what people said at a time
  /// when they had, by the authority, a role with these words.  Nothing when nobody ever had.
  /// Errors: `limit`.
  Result<std::optional<Xapian::Query>> expand_role(std::string_view value, int column,
                                                   const Xapian::Query& as_it_says);

  /// [{"column", "asked", "person", "name", "matched", "names": [{"value", "kind", …}],
  /// "apart_from"}], or with "shared_by" instead where several persons have the name; of a role
  /// "field" and "people", each with the role and its days: what the answer says about its
  /// `speaker:` and `role:` conditions.
  boost::json::array told() const;

 private:
  struct Expanded {
    int column = 0;
    std::string asked;
    std::vector<std::uint32_t> persons;
    std::string matched;                    ///< "id", the kind of name, or "role".
    std::vector<const store::Fact*> roles;  ///< One for each of `persons` that had it.
  };
  bool note(Expanded expanded);

  std::shared_ptr<const store::Authority> authority_;
  std::vector<Expanded> expanded_;
  std::size_t names_ = 0;
};

/// What an answer says of the name \a asked: who it is, or who share it.
boost::json::object speaker_row(const store::Authority& authority, std::string_view asked,
                                std::span<const std::uint32_t> persons, std::string_view matched);

}  // namespace onrecord::search
