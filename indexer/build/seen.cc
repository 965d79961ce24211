// See seen.h.  Open addressing with linear probing; the table's size is a power of two, at most
// three quarters full.
#include "indexer/build/seen.h"

#include <algorithm>
#include <utility>

#include "proto/store/hash.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kFirstSize = 1024;

std::uint64_t key_hash(const ArticleKey& key) {
  return std::max<std::uint64_t>(store::hash64(key.str()), 1);
}

}  // namespace

std::string Place::str() const {
  return record == 0 ? path : path + ", record " + std::to_string(record);
}

SeenKeys::SeenKeys() : table_(kFirstSize) {}

std::size_t SeenKeys::slot_of(std::uint64_t key) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = key & mask;
  while (table_[slot].key != 0 && table_[slot].key != key) slot = (slot + 1) & mask;
  return slot;
}

void SeenKeys::grow() {
  std::vector<Entry> old(table_.size() * 2);
  old.swap(table_);
  for (const Entry& entry : old)
    if (entry.key != 0) table_[slot_of(entry.key)] = entry;
}

SeenKeys::Verdict SeenKeys::meet(const ArticleKey& key, std::string_view content,
                                 std::string_view path, std::uint64_t record) {
  const std::uint64_t hash = key_hash(key);
  const std::uint64_t content_hash = store::hash64(content);
  std::size_t slot = slot_of(hash);
  if (table_[slot].key == hash)
    return table_[slot].content == content_hash ? Verdict::same : Verdict::other;
  if ((used_ + 1) * 4 > table_.size() * 3) {
    grow();
    slot = slot_of(hash);
  }
  if (paths_.empty() || paths_.back() != path) paths_.emplace_back(path);
  const auto number = std::min<std::uint64_t>(record, UINT32_MAX);
  table_[slot] = {hash, content_hash, static_cast<std::uint32_t>(paths_.size() - 1),
                  static_cast<std::uint32_t>(number)};
  ++used_;
  return Verdict::first;
}

Place SeenKeys::first_place(const ArticleKey& key) const {
  const Entry& entry = table_[slot_of(key_hash(key))];
  return {paths_[entry.path], entry.record};
}

}  // namespace onrecord::build
