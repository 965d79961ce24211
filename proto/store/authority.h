// The authority file: who is who, as editors know it, and whom a name means in an article.  Plain
// values; knows no index and no file system.  FORMAT.md has the file's lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace onrecord::store {

/// The days for which a fact holds, both in, as printed; and the same in seconds since the epoch
/// (days of UTC).  "" is open.
struct FactDays {
  std::string from;
  std::string to;
  std::int64_t first = std::numeric_limits<std::int64_t>::min();
  std::int64_t last = std::numeric_limits<std::int64_t>::max();

  bool open() const { return from.empty() && to.empty(); }
};

/// One line of the file.
struct Fact {
  std::string value;
  FactDays days;
  std::string source;   ///< Where the editor has it from.
  std::string article;  ///< The only article (SOURCE/ID) in which it holds; "": in all.
  std::size_t line = 0;
};

/// By which names are compared: folded words, initials united ("J. K. Verey" is "JK Verey").
std::string name_key(std::string_view name);

/// What kind of name: decides nothing, is shown.
enum class NameKind : std::uint8_t { name, alias, surname };
std::string_view name_of(NameKind kind);

struct PersonName {
  NameKind kind = NameKind::name;
  std::string key;  ///< name_key() of its value.
  Fact fact;
};

struct Person {
  std::string id;
  std::size_t line = 0;           ///< The first one about this person.
  std::string name;               ///< The one name that answers show.
  std::vector<PersonName> names;  ///< With `name` and `surname`; in the file's order.
  std::vector<Fact> roles;
  std::vector<Fact> orgs;
  std::string gender;
  std::string wikidata;
  std::vector<std::uint32_t> apart_from;  ///< Persons that are not this one; of both a line names.

  /// The role of a moment (or of any moment in [earliest, latest], which must fit wholly); the last
  /// line that fits wins, "" when none does or the date is not known.
  std::string_view role_at(std::optional<std::int64_t> earliest,
                           std::optional<std::int64_t> latest) const;
};

/// What is wrong, or suspicious, at a place of the file.
struct Mistake {
  std::size_t line = 0;  ///< 1-based.
  int column = 0;        ///< 1-based, in code points.
  std::string message;
};
/// "line 3, column 9: expected …"
std::string print(const Mistake& mistake);

/// Where a name stands.
struct NamePlace {
  std::string_view article;              ///< SOURCE/ID
  std::optional<std::int64_t> earliest;  ///< Of its date; seconds since the epoch.
  std::optional<std::int64_t> latest;
};

/// Whether \a fact holds at \a place: where it has days, the whole date must lie within them.
bool holds(const Fact& fact, const NamePlace& place);

/// Everybody in one file.  Never changed once read; may be shared by threads.
class Authority {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
  static constexpr std::size_t kMaxNames = 200;  ///< Of one person.

  std::span<const Person> persons() const { return persons_; }
  /// By id, byte for byte.
  std::optional<std::uint32_t> find_id(std::string_view id) const;
  /// Everybody who has the name with that key somewhere, at some time.
  std::vector<std::uint32_t> named(const std::string& key) const;

  /// Whom a name means: nobody it knows, one person wherever it stands, or it depends on the place.
  enum class Meaning : std::uint8_t { nobody, person, by_place };
  struct Who {
    Meaning meaning = Meaning::nobody;
    std::uint32_t person = 0;
  };
  /// O(1).
  Who who(const std::string& key) const;
  /// Whom the name with \a key means at \a place.  A line for this very article goes before lines
  /// for all; a line with days holds where the whole date lies within them; a name that is then
  /// still shared means nobody.
  std::optional<std::uint32_t> who_at(const std::string& key, const NamePlace& place) const;
  /// The two are not one person.
  bool apart(std::uint32_t one, std::uint32_t other) const;

 private:
  friend class AuthorityReader;
  struct Claim {
    std::uint32_t person;
    std::uint32_t name;  ///< Which of its names.
  };
  std::vector<Person> persons_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::unordered_map<std::string, std::vector<Claim>> claims_;
};

struct AuthorityRead {
  Authority authority;            ///< To be used only when there are no errors.
  std::vector<Mistake> errors;    ///< In order of line; the first 100.
  std::vector<Mistake> warnings;  ///< What is allowed, and may not be meant.
};

/// Reads a whole file.  Never fails: mistakes are told apart.  O(n), about 20 MB/s.
AuthorityRead read_authority(std::string_view text);

}  // namespace onrecord::store
