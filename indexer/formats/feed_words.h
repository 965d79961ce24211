// How feeds name things and how they write texts, whatever their family.  Knows elements, no
// entries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/record.h"
#include "indexer/formats/xml.h"

namespace onrecord::formats {

/// \a text with its ASCII letters small.
std::string lowered(std::string_view text);
/// Whether two names are the same but for the case of their letters.
bool same_name(std::string_view a, std::string_view b);

/// Which vocabulary an element belongs to, by its namespace or its prefix.
enum class Family : std::uint8_t { feed, dublin_core, content, media, itunes, other };
Family family_of(XmlNode node);

/// Children of \a element of this name, in any case, and family, in order.
std::vector<XmlNode> named(XmlNode element, std::string_view name, Family family = Family::feed);
/// The first of them with words in it, else the first.
XmlNode one(XmlNode element, std::string_view name, Family family = Family::feed);
std::string words(XmlNode element, std::string_view name, Family family = Family::feed);

/// The innermost of this attribute around \a node, itself included.
std::string inherited(XmlNode node, std::string_view name);
/// \a reference made absolute by the xml:base around \a at.
std::string resolved(std::string reference, XmlNode at);

/// How a text is written: Atom's type and mode say it, in RSS nobody does.
enum class TextForm : std::uint8_t { plain, html, xhtml, base64, other };

/// The text of \a node with its paragraphs; \a unsaid: its form when it does not say.
std::string text_of(Record& record, XmlNode node, TextForm unsaid);
/// The same in one line.
std::string line_of(XmlNode node, TextForm unsaid);

}  // namespace onrecord::formats
