// Many queries from a file, pipelined over one connection, answered in order; a bad one does not
// stop the rest.
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <istream>
#include <string>
#include <string_view>

#include "proto/client/connection.h"

namespace onrecord::client {

/// What became of one line.
struct BatchAnswer {
  std::string id;
  std::string query;
  Result<boost::json::object> answer;
};

/// How a batch ended.
struct BatchCount {
  std::uint64_t answered = 0;
  std::uint64_t failed = 0;
};

/// Reads `ID<TAB>QUERY` lines from \a lines (blank ones are skipped) and asks \a method with \a
/// arguments plus the query under the name \a query_argument.  \a tell is called once a line, in
/// order.  Keeps \a in_flight requests on their way. Errors: `io` when the connection breaks; what
/// was answered until then has been told.
Result<BatchCount> run_batch(Connection& connection, std::istream& lines, std::string_view method,
                             const boost::json::object& arguments, std::string_view query_argument,
                             std::size_t in_flight,
                             const std::function<void(const BatchAnswer&)>& tell);

}  // namespace onrecord::client
