// What texts for people are put together from: members of an answer, numbers, lines of a width.
// Knows no method's answer.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "proto/client/show.h"

namespace onrecord::client {

/// Members of an answer.  One that is absent or of another kind is empty, 0, false or null.
std::string_view text_of(const boost::json::object& object, std::string_view key);
std::int64_t integer_of(const boost::json::object& object, std::string_view key);
double number_of(const boost::json::object& object, std::string_view key);
bool flag_of(const boost::json::object& object, std::string_view key);
const boost::json::object* object_of(const boost::json::object& object, std::string_view key);
const boost::json::array& array_of(const boost::json::object& object, std::string_view key);

/// With so many digits behind the point.
std::string fixed(double value, int digits);

/// 1234567 → "1,234,567".
std::string grouped(std::int64_t value);

/// "1 match", "2,000 matches".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

/// A line that \a left begins and \a right ends, \a left cut where both do not fit; with its '\n'.
std::string ends(std::string_view left, std::string_view right, std::size_t columns);

/// Adds \a part to \a line, " · " between; nothing when it is empty.
void add_part(std::string& line, std::string_view part);

/// Adds \a text, filled into the lines of the screen behind \a indent blanks.
void add_wrapped(std::string& out, std::string_view text, std::size_t indent, const Screen& screen);

/// Adds "name        value", the value filled; nothing when it is empty.
void show_field(std::string& out, std::string_view name, std::string_view value,
                const Screen& screen);

/// The snippet on one line with its matches marked: *so*, or by kBoldOn and kBoldOff where the
/// terminal has bold.  Offsets in the answer must be bytes (what the client asks for).
std::string marked(const boost::json::object& snippet, const Screen& screen);

/// "RETRACTED"; empty for what is usable.
std::string status_mark(const boost::json::object& hit);

/// "date, speaker by an editor": what is not as the source gave it; empty when all is.
std::string amended_mark(const boost::json::object& row);

/// Why something was corrected or retracted, where the source says so.
void show_notice(std::string& out, const boost::json::object& hit, const Screen& screen);

/// Any object as "name  value" lines, nested ones indented.
void show_object(std::string& out, const boost::json::object& object, std::size_t indent);

}  // namespace onrecord::client
