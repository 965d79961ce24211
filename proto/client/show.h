// Answers as text for people (80 columns unless the terminal says otherwise) and as TSV.  Knows
// their shape, not how they came.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::client {

/// How to lay out text for a person.
struct Screen {
  std::size_t columns = 80;
  bool color = false;  ///< Mark matches with bold, else with *asterisks*.
};

/// The answer of \a method, ready to print, ending in '\n'.
std::string show(std::string_view method, const boost::json::object& answer, const Screen& screen);

/// Hits as lines for a script.  \a batch_id empty: ID, score, date, outlet, speaker, headline (or
/// the statement's words). With a batch id: BATCH_ID, ID, SCORE.  Tabs and line ends inside values
/// become spaces.
std::string hits_as_tsv(const boost::json::object& answer, std::string_view batch_id);

/// Facets as FIELD, VALUE, COUNT lines.
std::string facets_as_tsv(const boost::json::object& answer);

/// \a query with a caret under the error's column where it has one; ends in '\n'.
std::string show_error(const Error& error, std::string_view query);

}  // namespace onrecord::client
