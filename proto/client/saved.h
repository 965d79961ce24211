// Saved queries, and how far each place in an archive was seen.  Knows files, no socket.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "proto/result.h"

namespace onrecord::client {

/// A query that somebody looks out for, under a name of his.
struct SavedQuery {
  std::string id;
  std::string query;
};

/// ID<TAB>QUERY a line; empty lines and those that begin with '#' are none.  Errors: `invalid`,
/// with the line.
Result<std::vector<SavedQuery>> read_saved(std::istream& lines);

/// What write_state() left in \a path; nothing when there is no such file.  Errors: `io`.
Result<std::optional<std::string>> read_state(const std::string& path);

/// Puts \a state into \a path, whole or not at all.  Errors: `io`.
Result<void> write_state(const std::string& path, const std::string& state);

}  // namespace onrecord::client
