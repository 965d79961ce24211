// Asks a method as every client would: by name, with arguments that are checked.
#pragma once

#include <string_view>

#include "searchd/web/page.h"

namespace onrecord::web {

/// REQUIRES: the method exists.  Arguments that the method table refuses are the answer's error.
wire::Response ask_method(const Ask& ask, std::string_view method, boost::json::object arguments);

/// A page for \a error alone.
Page error_page(const Error& error);

}  // namespace onrecord::web
