// The text that an XML format carries inside itself: as NITF, as XHTML, as HTML in disguise, or
// plain.  Knows content types, not who carries it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/formats/record.h"
#include "indexer/formats/xml.h"

namespace onrecord::formats {

/// HTML as text; of what HtmlTree refuses, the words without their tags, and a warning in
/// \a record.  Empty when there are no words.
std::string text_of_html(Record& record, std::string_view html);
/// The same in one line, for headlines and names.
std::string line_of_html(std::string_view html);

/// The bytes that \a encoded means as Base64 (RFC 4648, 4; white space is left out), or nothing
/// when it is something else.
std::optional<std::string> decoded_base64(std::string_view encoded);

/// Takes the words below \a carrier as the body of \a record, if they are text: an element `nitf`
/// (whose head fills what is missing), an element of XHTML, or characters that are HTML or plain
/// text as \a content_type says.  False when there are none.
bool take_inline_text(Record& record, XmlNode carrier, std::string_view content_type);

/// The same for a text whose \a content_type is known: HTML, NITF as a document of its own, or
/// plain.
bool take_text(Record& record, std::string_view text, std::string_view content_type);

}  // namespace onrecord::formats
