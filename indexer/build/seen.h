// Which keys this run has met, with what content and where.  Knows no index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::build {

/// Where a record stands.
struct Place {
  std::string path;
  std::uint64_t record = 0;  ///< 0: the whole file.

  /// "FILE, record 3", for messages.
  std::string str() const;
};

/// The keys of one run.  Memory: 24 bytes a key and as much again while it grows, and each path
/// once. Two keys are taken for one when 64 bits of their hashes agree (3 in 10 million for 10
/// million keys): reported as a clash, never silent.  Belongs to one thread.
class SeenKeys {
 public:
  SeenKeys();

  enum class Verdict {
    first,  ///< New to this run; it is noted.
    same,   ///< Met before with the same content.
    other,  ///< Met before with other content.
  };
  /// \a content: any hash of everything that the source gave.
  Verdict meet(const ArticleKey& key, std::string_view content, std::string_view path,
               std::uint64_t record);
  /// Where meet() saw \a key first.  REQUIRES that it did.
  Place first_place(const ArticleKey& key) const;
  std::size_t size() const { return used_; }

 private:
  struct Entry {
    std::uint64_t key = 0;  ///< 0: free.
    std::uint64_t content = 0;
    std::uint32_t path = 0;
    std::uint32_t record = 0;
  };
  std::size_t slot_of(std::uint64_t key) const;
  void grow();

  std::vector<Entry> table_;
  std::size_t used_ = 0;
  std::vector<std::string> paths_;
};

}  // namespace onrecord::build
