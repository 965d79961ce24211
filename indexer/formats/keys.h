// What other people call our fields: one table of aliases for every format.  Knows no syntax and no
// values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace onrecord::formats {

/// A field of an article that a source may give.
enum class Key : std::uint8_t {
  id,
  headline,
  text,
  byline,
  outlet,
  desk,
  date,
  speaker,
  role,
  language,
  url,
  rights,
  status,
  embargo,
  expiry,
  collection,
  modified,
  notice,
};
inline constexpr std::size_t kKeyCount = 18;

/// A name that some source uses for a field, in lower case without '_', '-', '.', ':' and spaces.
struct Alias {
  std::string_view name;
  Key key;
};

/// Every alias.  Where one record uses several of one field, the one that stands first here wins.
std::span<const Alias> aliases();

/// A look-up's answer: the field, and the alias's place in the table.
struct KeyMatch {
  Key key;
  std::size_t rank;
};

/// The field that \a printed names ("pubDate", "publication_date", "Speaker name"), if any.
std::optional<KeyMatch> find_key(std::string_view printed);

}  // namespace onrecord::formats
