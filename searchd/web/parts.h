// Pieces that several pages show in the same way: dates, places of publication, the mark of a
// corrected or retracted article.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::web {

/// "5 March 2026", "March 2026", "2026" or "undated", in <time>.
std::string date_html(const boost::json::object& record);
/// Outlet, desk and date of a hit, an article or a statement, in one line.
std::string source_line(const boost::json::object& record);
/// A word for a status that readers must know of; "" for usable.
std::string status_badge(const boost::json::object& record);
/// "indirect", "direct, denied", …: how a statement was made, and how sure its speaker is.
std::string kind_of_statement(const boost::json::object& statement);
/// Whether a member is there and true.
bool flag_of(const boost::json::object& object, std::string_view name);
/// The banner of an article that was corrected or retracted, with its notice; "" for usable.
std::string status_banner(const boost::json::object& record);
/// The addresses of an article and of a statement, escaped for an attribute.
std::string article_address(std::string_view key, std::int64_t version);
std::string statement_address(std::string_view id);
/// The article of \a record, by its headline or, without one, its key; \a anchor is a place in it.
std::string article_link(const boost::json::object& record, std::string_view anchor = "");
/// The id of a statement's place on its article's page.
std::string statement_anchor(const boost::json::object& statement);
/// A labelled box for one line of text, with an example of what it takes.
std::string text_field(std::string_view name, std::string_view label, std::string_view value,
                       std::string_view example);
/// Why \a query was refused, with a caret under the column that the message names.
enum class Heading { of_page, within_page };
std::string refused_html(const Error& error, std::string_view query,
                         Heading heading = Heading::of_page);

}  // namespace onrecord::web
