// A statement as a citation that can be printed, and a printed citation held against the archive.
// Knows answers of `statement` and `article`, no connection.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::client {

enum class CitationFormat { text, markdown, jsonld };
std::optional<CitationFormat> citation_format_from(std::string_view name);

/// \a statement (an answer of `statement`) with its speaker, source, id and both hashes; ends in
/// '\n'. JSON-LD is a schema.org Quotation.
std::string cite(const boost::json::object& statement, CitationFormat format);

/// What a citation names.
struct Citation {
  std::string id;             ///< KEY@VERSION:BEGIN-END.
  std::string text_sha256;    ///< Of the article's stored text.
  std::string source_sha256;  ///< Of the bytes that it was read from.
  std::string words;   ///< All of a text, the quotation of JSON-LD; white space as one space.
  bool exact = false;  ///< `words` are the statement's and nothing else.
  /// Of JSON-LD: what it says of speaker and source, under the names that a statement has for it.
  boost::json::object about;
};
/// Reads what cite() wrote, in any format.  Errors: `invalid` names what is missing.
Result<Citation> read_citation(std::string_view file);

/// Asks for one answer: method, arguments.
using Ask =
    std::function<Result<boost::json::object>(std::string_view, const boost::json::object&)>;

/// What became of a citation.
struct CitationCheck {
  bool holds = false;
  std::string says;  ///< Lines for a person, each ending in '\n'.
};
/// Holds \a citation against the archive that \a ask asks: words, place, hashes, and what it says
/// of speaker and source.  What is withheld is as unknown as what never was.  Errors: those of
/// \a ask but `not_found`.
Result<CitationCheck> check_citation(const Citation& citation, const Ask& ask);

}  // namespace onrecord::client
