// What an index is and how much is in it.  Reads only.
#pragma once

#include <filesystem>
#include <string>

#include "indexer/build/ledger_command.h"
#include "proto/result.h"

namespace onrecord::build {

/// Lines for people, or one JSON object.  Errors: as store::open_reader.
Result<std::string> tell_info(const std::filesystem::path& index, Form form);

}  // namespace onrecord::build
