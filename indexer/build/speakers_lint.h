// `speakers lint`: what is wrong in an authority file, before a daemon reads it.
#pragma once

#include <filesystem>
#include <string>

#include "proto/result.h"

namespace onrecord::build {

/// What an editor is told of a file.
struct Lint {
  std::string text;  ///< A line a mistake: "FILE:LINE:COLUMN: error: …", warnings too; then a sum.
  bool usable = false;
};

/// Errors: `io`.
Result<Lint> lint_speakers(const std::filesystem::path& file);

}  // namespace onrecord::build
