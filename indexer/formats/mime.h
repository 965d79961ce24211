// How a mail message is coded: header fields, encoded words, parts, transfer encodings.  Knows no
// article.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onrecord::formats {

/// Name in lower case, value unfolded and as it stands.
using MimeFields = std::vector<std::pair<std::string, std::string>>;

/// A message, or a part of one.
struct MimePart {
  MimeFields fields;                ///< In UTF-8; encoded words stand as they are.
  std::string type = "text/plain";  ///< Lower case, without parameters.
  std::string charset;              ///< As declared, or "".
  std::string attachment;           ///< The name of what is attached; "" for a part of the text.
  bool flowed = false;              ///< Lines that end in a space go on in the next one (RFC 3676).
  std::string bytes;                ///< Of a single part, its transfer encoding undone.
  std::vector<MimePart> parts;      ///< Of multipart/….
  std::vector<std::string> warnings;

  /// The value of a header field (name in lower case), its encoded words decoded; "" when absent.
  std::string field(std::string_view name) const;
};

/// Reads a message.  \a encoding: of header fields in no stated encoding, or "".  At most 20 parts
/// inside each other and 1000 in all are looked at.  Never fails: what is no message is one text.
MimePart read_mime(std::string_view bytes, std::string_view encoding = {});

/// The header fields at the top of \a bytes; none when it does not begin with one.
MimeFields mime_fields(std::string_view bytes);

/// "=?utf-8?Q?Z=C3=BCrich?=" → "Zürich" (RFC 2047).
std::string decode_words(std::string_view value);

/// A text of format=flowed with its soft line ends taken out.
std::string unflowed(std::string_view text);

}  // namespace onrecord::formats
