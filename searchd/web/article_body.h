// An article's text as HTML: its paragraphs, labelled parts and turns, with the statements in it
// marked.
#pragma once

#include <boost/json.hpp>
#include <string>

namespace onrecord::web {

/// \a article as the method `article` answers it, offsets in bytes.  Every byte of the text is
/// shown, whatever the spans say.
std::string article_body(const boost::json::object& article);

}  // namespace onrecord::web
