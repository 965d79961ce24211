// HTML out of text: escaping, links, and the frame that every page has.  Knows no request.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onrecord::web {

/// \a text as HTML text or as an attribute's value between double quotes: & < > " ' escaped,
/// control characters but tab and line end left out.
std::string escape(std::string_view text);
/// \a printed with a space for each line end that only wraps a line; as long as it was, so that
/// places in it hold.
std::string unwrapped(std::string_view printed);
/// One name or value of a query string.
std::string percent_encode(std::string_view text);
/// "/search?q=a&page=2", already escaped for an attribute.  Empty values are left out.
std::string link(std::string_view path,
                 const std::vector<std::pair<std::string_view, std::string>>& parameters);

/// The whole document around \a main.  \a search_box stands in the header.
std::string document(std::string_view title, std::string_view search_box, std::string_view main);

/// <article> texts with [begin, end) byte ranges inside <mark>: ranges in order, never overlapping.
std::string marked(std::string_view text,
                   const std::vector<std::pair<std::size_t, std::size_t>>& ranges);

/// Members of a JSON object, read without surprise: "" and 0 when absent or of another type.
std::string_view text_of(const boost::json::object& object, std::string_view name);
std::int64_t number_of(const boost::json::object& object, std::string_view name);
const boost::json::array& list_of(const boost::json::object& object, std::string_view name);
const boost::json::object& object_of(const boost::json::object& object, std::string_view name);

/// 12345 → "12,345".
std::string grouped(std::int64_t number);

}  // namespace onrecord::web
