// What a person sees of the list of speakers.  Knows its answer, no socket.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// A table: a line a speaker, then under which names, and how the name was found.
std::string show_speakers(const boost::json::object& answer, const Screen& screen);

/// NAME, PERSON, STATEMENTS, ARTICLES, FIRST, LAST, WAY, FOUND_BY and RETRACTED (statements), a
/// line a speaker.
std::string speakers_as_tsv(const boost::json::object& answer);

}  // namespace onrecord::client
