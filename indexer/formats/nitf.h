// NITF 3: one article a document, with or without its namespace; and its body where another format
// carries one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/reader.h"
#include "indexer/formats/record.h"
#include "indexer/formats/xml.h"

namespace onrecord::formats {

/// A body as text, and the speakers that its markup names.
struct NitfText {
  std::string text;             ///< A blank line between blocks; a table's cells parted by tabs.
  std::vector<TextSpan> marks;  ///< A quotation for each `q` and `bq` that has a source.
};

/// The words below \a content (body.content, or any element that holds blocks).  Media, captions
/// and notes to editors are left out; `q` gets its quotation marks where it has none.  O(n).
NitfText nitf_text(XmlNode content);

/// The body of the document \a nitf, and in \a record what its head and body.head say that is not
/// there yet.
void read_nitf_into(Record& record, XmlNode nitf);

void read_nitf(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_nitf(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
