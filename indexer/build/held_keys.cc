// See held_keys.h.
#include "indexer/build/held_keys.h"

#include <filesystem>
#include <system_error>

#include "indexer/build/pieces.h"
#include "proto/store/hash.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kRemembered = 8;  ///< Files.

}  // namespace

bool HeldKeys::holds(const std::string& path, const ArticleKey& key) {
  auto at = files_.find(path);
  if (at == files_.end()) {
    if (files_.size() >= kRemembered) files_.clear();
    at = files_.emplace(path, read(path)).first;
  }
  return at->second.contains(store::hash64(key.str()));
}

HeldKeys::Keys HeldKeys::read(const std::string& path) const {
  Keys keys;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return keys;
  CutHooks hooks;
  hooks.options = options_;
  Cutter cutter({path}, std::move(hooks), limits_);
  const formats::Sink sink{
      .article = [&](Article&& article) { keys.insert(store::hash64(article.key.str())); },
      .reject = [](formats::Reject&&) {}};
  while (const auto piece = cutter.next()) read_articles(*piece, sink);
  return keys;
}

}  // namespace onrecord::build
