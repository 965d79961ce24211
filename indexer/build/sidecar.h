// Files that say what another file beside them is: "story.json" of "story.txt".  Knows names and
// whether a JSON object is an article itself.
#pragma once

#include <string>

namespace onrecord::build {

/// The JSON object beside the file \a path that describes it, or "": STEM.json or NAME.json, a file
/// (no link) of at most 1 MiB that holds one object without a text, or begins as one.
std::string sidecar_of(const std::string& path);

/// The name of the file that the file \a path describes, or "" when it is no sidecar.
std::string described_by(const std::string& path);

}  // namespace onrecord::build
