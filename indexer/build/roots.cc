// See roots.h.
#include "indexer/build/roots.h"

#include <filesystem>

namespace onrecord::build {

Result<std::optional<Home>> known_home(const store::Ledger& ledger, const FoundFile& file) {
  namespace fs = std::filesystem;
  if (file.is_stdin()) return std::optional<Home>();
  const fs::path path = file.path;
  const auto own = ledger.find(file.path);
  if (!own) return own.error();
  for (fs::path folder = path.parent_path();; folder = folder.parent_path()) {
    const auto row = ledger.find(folder.string());
    if (!row) return row.error();
    if (*row && (*row)->reader == kFolderReader) {
      if (*own && !(*own)->source.empty() && (*own)->source != (*row)->source) break;
      return std::optional<Home>({(*row)->source, path.lexically_relative(folder).string()});
    }
    if (folder == folder.root_path() || folder.empty()) break;
  }
  if (*own && !(*own)->source.empty())
    return std::optional<Home>({(*own)->source, path.filename().string()});
  return std::optional<Home>();
}

store::LedgerRow folder_row(const std::string& folder, const std::string& source,
                            std::int64_t now) {
  store::LedgerRow row;
  row.path = folder;
  row.reader = kFolderReader;
  row.source = source;
  row.outcome = store::Outcome::indexed;
  row.when = now;
  return row;
}

}  // namespace onrecord::build
