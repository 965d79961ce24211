// How people name an article on a command line, and which key that is.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace onrecord::store {
struct Reader;
}

namespace onrecord::build {

/// The key that ArticleKey::str() prints as \a text, or nothing.
std::optional<ArticleKey> key_from(std::string_view text);

/// Each name of \a names as a key of the index: SOURCE/ID, or the bare id that an article was
/// given, where only one source has it; one that is named twice is there once. Errors: `not_found`
/// names the first that is no article's; `conflict` names the keys that share an id.
Result<std::vector<ArticleKey>> resolve_keys(const std::filesystem::path& index,
                                             const std::vector<std::string>& names);

/// The same for one name, in an index that is open.
Result<ArticleKey> resolve_key(const store::Reader& reader, const std::string& name);

}  // namespace onrecord::build
