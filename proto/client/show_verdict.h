// A verdict on a quotation as text for people, the difference marked.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `verify`.  What was said and is not claimed stands as [-so-], what is claimed and
/// was not said as {+so+}, as in wdiff.
std::string show_verdict(const boost::json::object& answer, const Screen& screen);

/// The claim over what was said: "the harbour is [-not-] for sale"; sets \a marks where it has
/// some.
std::string difference_line(const boost::json::array& difference, const Screen& screen,
                            bool& marks);

/// One line for a script: verdict, wording, form, speaker, outlets, independent, id of the first
/// place; behind \a batch_id where that is not empty.
std::string verdict_as_tsv(const boost::json::object& answer, std::string_view batch_id);

}  // namespace onrecord::client
