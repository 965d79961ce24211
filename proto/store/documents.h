// Records become Xapian documents: which words, at which positions, under which terms and slots.
// Knows no database.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace onrecord::store {

/// Everything that the index takes of one version of one article.  Its documents are handles that
/// must not be used by two threads at the same time: make it in one thread, then move it over.
struct Prepared {
  ArticleKey key;
  std::uint32_t version = 1;
  std::size_t bytes = 0;  ///< Of stored text: what batches are measured by.
  Xapian::Document article;
  bool compared = false;  ///< Its copies were looked for before: its cluster is what it is.
  std::vector<Xapian::Document> statements;  ///< Of its first statements, kMadeAhead at most.
  /// What the further ones are made of, when they are written: a document takes some hundred times
  /// the memory of its record.  Empty for all but the longest articles.
  struct Unmade {
    Article article;
    std::vector<Statement> statements;
  };
  std::unique_ptr<const Unmade> unmade;

  std::size_t statement_count() const {
    return statements.size() + (unmade ? unmade->statements.size() : 0);
  }
};

/// Makes documents.  Keeps stemmers and buffers warm: one a thread, for many articles.
class DocumentMaker {
 public:
  /// \a stem_language: the index's (Settings::stem_language).  Articles are stemmed in it and,
  /// where their own language is another one with a stemmer, in that too: a query's plain word
  /// finds its own kind in every language.
  explicit DocumentMaker(std::string_view stem_language);
  DocumentMaker(DocumentMaker&&) noexcept;
  DocumentMaker& operator=(DocumentMaker&&) noexcept;
  ~DocumentMaker();

  /// The document of the current version.  \a statements give their speakers, roles and kinds to
  /// it.  REQUIRES valid UTF-8 texts, spans inside the text, text_sha256 set.  O(n), about 5 MB/s
  /// of text.
  Xapian::Document article_document(const Article& article,
                                    const std::vector<Statement>& statements);
  /// One statement of \a article.
  Xapian::Document statement_document(const Article& article, const Statement& statement);
  /// A superseded version; REQUIRES Article::superseded.
  Xapian::Document history_document(const Article& article,
                                    const std::vector<Statement>& statements);

  /// Documents of one article that `prepare` makes ahead.
  static constexpr std::size_t kMadeAhead = 500;
  /// The article's document and those of its statements.
  Prepared prepare(Article article, std::vector<Statement> statements);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a statement's document stores.
StoredStatement stored_statement(const Article& article, const Statement& statement);

/// The number of the version that an article's or a statement's document is of.
std::uint32_t version_of(const Xapian::Document& document);
/// The first 32 hex digits of content_hash(), of an article's document.
std::string content_hash_of(const Xapian::Document& article);

/// Turns an article's document into one that nobody sees: its status becomes `withheld`, the former
/// one is kept in Article::status_before.  Again on the same document: nothing happens.  Errors:
/// `index`: its data is no record.
Result<void> withhold_article(Xapian::Document& article);
/// Undoes withhold_article.  Gives the status that it has now.
Result<Status> restore_article(Xapian::Document& article);
/// Gives a statement's document another status: term, slot and record.
Result<void> set_statement_status(Xapian::Document& statement, Status status);
/// Puts an article's document into the cluster \a id: term, slot and record.  Errors: `index`: its
/// data is no record.
Result<void> set_article_cluster(Xapian::Document& article, const std::string& id);
/// Makes the document of a current version that of a superseded one.
Result<void> supersede_article(Xapian::Document& article, std::int64_t when);
/// Makes an article's document, or a statement's, one of another version.  \a version must differ
/// from the one that it has.  Errors: `index`: its data is no record.
Result<void> renumber_article(Xapian::Document& article, std::uint32_t version);
Result<void> renumber_statement(Xapian::Document& statement, std::uint32_t version);

}  // namespace onrecord::store
