// Mail messages (RFC 5322 with MIME), alone or many in an mbox: headers, words, names of what is
// attached.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article a message: its plain text, or, where there is only HTML, that text's words.
/// Attachments are named in the meta data and not read.
void read_mail(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_mail(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
