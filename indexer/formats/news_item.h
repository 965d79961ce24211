// What the formats of news agencies have in common on the way to a record: values that are left out
// when empty, names of several things in one line, bylines.  Knows no syntax.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/record.h"
#include "indexer/formats/xml.h"

namespace onrecord::formats {

/// Adds \a value under \a key (an alias of keys.h for a field, any other name for meta), unless it
/// is blank.
void add_value(Record& record, std::string_view key, std::string value);

/// Adds \a items that are not empty, each once, as a list: of a key of meta each can be searched.
void add_list(Record& record, std::string_view key, const std::vector<std::string>& items);

/// The keywords of one line: parted at semicolons, or else at commas.
std::vector<std::string> split_keywords(std::string_view line);

/// The words of each of \a nodes that has any.
std::vector<std::string> words_of_each(const std::vector<XmlNode>& nodes);

/// The words of each of \a nodes that has any, joined by \a separator.
std::string joined_words(const std::vector<XmlNode>& nodes, std::string_view separator = ", ");

/// \a items that are not empty, each once, joined by ", ".
std::string joined(const std::vector<std::string>& items);

/// A byline without its "By".
std::string byline_names(std::string_view printed);

/// A date as the formats of the IPTC print it, made readable for text::parse_date: a day with a
/// zone ("20080219+0100") loses the zone.
std::string iptc_date(std::string_view printed);

/// The same for what begins or ends at an instant: a day with a zone is its first second there.
std::string iptc_instant(std::string_view printed);

/// The first that is not blank, or "".
std::string first_of(std::initializer_list<std::string> values);

/// Hides what \a record says until an editor or a better file decides, and says \a why.
void hold(Record& record, std::string why);

/// Where the elements of these names lie in a document's bytes, outermost only, in order.  Knows
/// tags, comments and CDATA sections; \a bytes may be in any encoding.  O(n).
struct ItemBytes {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};
std::vector<ItemBytes> item_bytes(std::string_view bytes,
                                  const std::vector<std::string_view>& names);

}  // namespace onrecord::formats
