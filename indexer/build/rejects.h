// The list of what is not in and why, as JSON Lines for people and scripts.  Made from the ledger,
// which has the truth.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "proto/result.h"
#include "proto/store/ledger.h"

namespace onrecord::build {

/// The list's name in an index folder.
inline constexpr std::string_view kRejectsFile = "rejects.jsonl";

/// Writes one line for every record that is not in: {"path", "record", "line", "bytes":[begin,end],
/// "reason", "help"}; for a whole file "record" is null.  Replaces \a target at once.  Returns the
/// number of lines.  Memory: a line.  Errors: `io`.
Result<std::uint64_t> write_rejects(const store::Ledger& ledger,
                                    const std::filesystem::path& target);

/// What would help with something that was refused for \a reason.
std::string_view help_for(std::string_view reason);

}  // namespace onrecord::build
