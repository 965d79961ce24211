// A folder of a test's own, and an index in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "proto/store/reader.h"
#include "proto/store/writer.h"

namespace onrecord::samples {

/// A new empty folder, removed at the end.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Not made yet.
  std::filesystem::path index() const { return path_ / "index"; }

 private:
  std::filesystem::path path_;
};

inline constexpr std::int64_t kNow = 1'772'700'000;

/// Options with labelled_statements for recovery.
store::WriterOptions writer_options();
/// Fails the test when it cannot be opened.
store::Writer open_writer(const std::filesystem::path& index,
                          store::WriterOptions options = writer_options());
store::Reader open_for_reading(const std::filesystem::path& index);

/// "Harbour round N" by one invented speaker of a few, with two statements.
Article numbered_article(int number, std::uint32_t version = 1);
store::Prepared prepare(const Article& article);
/// Stages and commits.
void add(store::Writer& writer, const std::vector<Article>& articles);

/// Articles and statements agree: every statement's version is the current one, every article has
/// exactly the statements that labelled_statements gives, history has no current version.  Gives
/// the number of articles.
std::size_t check_agreement(const std::filesystem::path& index);

/// Documents but for the placeholder of each shard.
inline Xapian::doccount records_in(const Xapian::Database& database) {
  return database.get_doccount() - static_cast<Xapian::doccount>(database.size());
}

/// How many documents of \a database have \a term.
std::size_t count(const Xapian::Database& database, const std::string& term);
/// How many are visible.
std::size_t visible_count(const store::Reader& reader, const Xapian::Database& database,
                          const std::string& term, std::int64_t now = kNow);

}  // namespace onrecord::samples
