// The writable databases of one generation: opens them, changes them inside one transaction,
// commits them in order. Knows documents and keys; knows no lock, no journal, no threads.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "proto/result.h"
#include "proto/store/layout.h"
#include "proto/store/records.h"

namespace onrecord::store {

/// Where the documents of a key lie.  Part of the disk format.
unsigned shard_of(const ArticleKey& key, unsigned shards);

/// Opens (creates) every database of every shard.  Calls for articles and history belong to one
/// thread, those for statements to one thread; commit() and the rest to whoever knows that both
/// rest.  Every function throws what Xapian throws.
class Databases {
 public:
  Databases(const std::filesystem::path& generation, unsigned shards);

  unsigned shards() const { return static_cast<unsigned>(shards_.size()); }

  /// Nothing is committed before commit(); destroying them in between drops the changes.
  void begin();
  void cancel();
  bool in_transaction() const { return in_transaction_; }

  // Articles and history.
  /// The current version's document goes to history, changed by \a leaving (supersede_article).
  /// False when there is none.
  bool move_to_history(const ArticleKey& key,
                       const std::function<void(Xapian::Document&)>& leaving);
  void add_article(const ArticleKey& key, const Xapian::Document& document);
  void add_history(const ArticleKey& key, const Xapian::Document& document);
  /// The data of the current version, or "".
  std::string article_data(const ArticleKey& key) const;
  /// Deletes and adds again what \a change says true for: a document keeps its content, not its
  /// docid.
  void change(Kind kind, const ArticleKey& key,
              const std::function<bool(Xapian::Document&)>& change);
  /// Deletes every document of \a key for which \a which says so.
  std::size_t remove(Kind kind, const ArticleKey& key,
                     const std::function<bool(const Xapian::Document&)>& which = {});
  /// Changes in place what \a change says true for: boolean terms, values and data.  A document
  /// keeps its docid.
  void amend(Kind kind, const ArticleKey& key,
             const std::function<bool(Xapian::Document&)>& change);
  /// The current articles that have one of \a terms, what is not committed too, each once; of a
  /// shard and term at most \a most, those that came first.
  std::vector<Xapian::Document> articles_with(std::span<const std::string> terms,
                                              std::size_t most) const;
  // Statements.
  void add_statement(const ArticleKey& key, const Xapian::Document& document);

  /// The number of the last commit in \a kind, 0 at first; what set_commit gave comes with the next
  /// commit.
  std::uint64_t commit_number(Kind kind) const;
  void set_commit_number(Kind kind, std::uint64_t number);

  /// Ends the transaction of one kind: commits its shards, the first one last, and syncs each
  /// folder.
  Result<void> commit(Kind kind);
  /// After all kinds have been committed.
  void committed() { in_transaction_ = false; }

 private:
  struct Shard {
    Xapian::WritableDatabase articles;
    Xapian::WritableDatabase statements;
    Xapian::WritableDatabase history;
  };
  Xapian::WritableDatabase& of(Kind kind, unsigned shard);
  const Xapian::WritableDatabase& of(Kind kind, unsigned shard) const;

  std::filesystem::path generation_;
  std::vector<Shard> shards_;
  bool in_transaction_ = false;
};

}  // namespace onrecord::store
