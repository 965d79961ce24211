// WordPress exports (WXR): an RSS file with every post, page and attachment of a site.
#pragma once

#include <string>
#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article a post or page.  Drafts, pending, private and password-protected posts are withheld,
/// scheduled ones embargoed until their date, those in the trash canceled; attachments, menus and
/// other parts of a site are refused by name.  Each item is parsed by itself: a broken one costs
/// only itself.
void read_wxr(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_wxr(std::string_view head, std::string_view path);

/// A post's content as WordPress shows it: line ends become paragraphs and breaks unless the block
/// editor wrote it, captions and the marks of shortcodes go.
std::string wordpress_html(std::string_view content);

}  // namespace onrecord::formats
