// Hits of a search, their facets, and one statement, as text for people.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `search`: totals, hints, hits, facets.
std::string show_search(const boost::json::object& answer, const Screen& screen);

/// The answer of `statement`.
std::string show_statement(const boost::json::object& answer, const Screen& screen);

/// Adds one article as a hit numbered \a rank; 0: without a number.
void show_article_hit(std::string& out, std::size_t rank, const boost::json::object& hit,
                      const Screen& screen);

/// Adds one statement as a hit numbered \a rank.
void show_statement_hit(std::string& out, std::size_t rank, const boost::json::object& hit,
                        const Screen& screen);

/// A row of `subscribe`: which of the saved queries it matches, by \a id, what of it, and the hit.
std::string show_match(const boost::json::object& row, std::string_view id, const Screen& screen);

/// Adds each field with its values and counts.
void show_facets(std::string& out, const boost::json::object& facets, const Screen& screen);

}  // namespace onrecord::client
