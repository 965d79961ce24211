// `speaker:NAME` → everything that a person said under any name.  Knows the authority and value
// slots; no request, no answer.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstdint>
#include <memory>
#include <optional>
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

  /// [{"column", "asked", "person", "name", "matched", "names": [{"value", "kind", …}],
  /// "apart_from"}], or with "shared_by" instead where several persons have the name: what the
  /// answer says about its `speaker:` conditions.
  boost::json::array told() const;

 private:
  struct Expanded {
    int column = 0;
    std::string asked;
    std::vector<std::uint32_t> persons;
    std::string matched;  ///< "id", or the kind of name.
  };
  bool note(Expanded expanded);

  std::shared_ptr<const store::Authority> authority_;
  std::vector<Expanded> expanded_;
  std::size_t names_ = 0;
};

}  // namespace onrecord::search
