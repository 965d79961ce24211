// What is done to the characters of an XML document before the parser sees them: its document type
// and its references.  Knows the lexical form of XML, no elements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/xml.h"
#include "proto/result.h"

namespace onrecord::formats {

/// The encoding that the XML declaration of \a bytes names, or "".
std::string_view declared_encoding(std::string_view bytes);

/// The local name of the root element that \a head, the first bytes of a document in UTF-8, begins;
/// "" when it is no XML or begins later.
std::string_view xml_root_name(std::string_view head);

/// A document without document type, all of its references to characters by number.
struct XmlSource {
  std::string text;  ///< Line by line as it was.
  std::vector<std::string> warnings;
};

/// Takes the document type out (its lines stay), writes HTML's names for characters as numbers, and
/// reads &#128; to &#159; as windows-1252.  In recover mode an '&' that begins no reference is
/// escaped.  Errors: `invalid`: a document type that declares entities (see Xml::parse).  O(n).
/// REQUIRES: valid UTF-8.
Result<XmlSource> prepare_xml(std::string_view document, XmlMode mode);

}  // namespace onrecord::formats
