// Lines that name the writers, or the place and day of writing.  Knows one line; where it stands is
// layout.h's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace onrecord::formats {

/// How sure a byline is from its form alone.
enum class BylineForm : std::uint8_t {
  none,
  name,   ///< One name and nothing else: a byline only where one is expected.
  names,  ///< Several names, or a name with a writer's role: "Ana Reyes - Tom Okoro2", "Ana Reyes,
          ///< Harbour Correspondent".
  by,     ///< With "By", "Reporting by", …
};

/// A line's writers.
struct Byline {
  BylineForm form = BylineForm::none;
  std::string_view names;  ///< As printed, without "By", emphasis, dashes and brackets around.
};
Byline read_byline(std::string_view line);

/// Bytes of the dateline at the beginning of \a paragraph ("PORT ARLEN, March 3 —", "LONDON
/// (Agency) -"), its dash included; 0 when there is none.
std::size_t dateline_size(std::string_view paragraph);

/// Whether \a line is nothing but a date: "Friday, January 4, 2019".
bool is_date_line(std::string_view line);

/// Lines around an article that belong to no part of it: "FOR IMMEDIATE RELEASE", "ENDS".
bool is_furniture(std::string_view line);

}  // namespace onrecord::formats
