// What editors corrected: the file `corrections`, and what it makes of an article and its
// statements. Knows records and that file; no database, no extractor.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace onrecord::store {

/// What a correction is of.  `statement`: whether it is one at all.
enum class AmendedField : std::uint8_t { date, outlet, speaker, kind, statement };
inline constexpr std::array<std::string_view, 5> kAmendedFields = {"date", "outlet", "speaker",
                                                                   "kind", "statement"};
constexpr std::string_view name_of(AmendedField field) {
  return kAmendedFields[static_cast<std::size_t>(field)];
}
std::optional<AmendedField> amended_field_from(std::string_view name);

/// The value that says that there is none: an unknown date, nobody's words.
inline constexpr std::string_view kNone = "-";
/// The value of AmendedField::statement: what stands there is no statement.
inline constexpr std::string_view kNoStatement = "no";

/// Where the words of a statement stood when it was corrected.
struct AmendedPlace {
  std::uint32_t version = 1;  ///< Of the article, then; for people.
  StatementPlace place = StatementPlace::text;
  Span span;
  std::string text_sha256;  ///< Of the whole text, or of the headline.
  friend bool operator==(const AmendedPlace& a, const AmendedPlace& b) {
    return a.place == b.place && a.span == b.span && a.text_sha256 == b.text_sha256;
  }
};

/// One correction in force.
struct Correction {
  ArticleKey key;
  AmendedField field = AmendedField::date;
  std::optional<AmendedPlace> statement;  ///< Nothing: of the article.
  std::string value;
  std::string given_sha256;  ///< Of what it replaced: the article's value as given, the bytes below
                             ///< the statement's span.
  std::string note;
  std::int64_t when = 0;  ///< Seconds since the epoch.
};
/// Of the same thing: the newer one counts.
bool same_target(const Correction& a, const Correction& b);

/// The file, replayed.  A plain value.
struct Corrections {
  /// In order of decision, by article; an article whose corrections were all taken back has none
  /// and is still there.
  std::map<ArticleKey, std::vector<Correction>> of_article;
  std::vector<ArticleKey> pending;  ///< Decided and not yet in the databases; each once.
  std::uint64_t bytes = 0;          ///< Of the file, that were read.
  std::uint64_t stamp = 0;          ///< Changes whenever the file does.

  std::span<const Correction> of(const ArticleKey& key) const;
};

/// No file: none.  Errors: `index`: a line that cannot be read; `io`.
Result<Corrections> read_corrections(const std::filesystem::path& index);
/// Decides and takes back, in one write, synced.  Any process, any thread.
Result<void> append_corrections(const std::filesystem::path& index, std::span<const Correction> set,
                                std::span<const Correction> taken_back, std::int64_t now);
/// Notes that the databases say what the first \a bytes of the file say.  Only for who holds the
/// folder lock, after the commit.
Result<void> append_corrections_applied(const std::filesystem::path& index, std::uint64_t bytes,
                                        std::int64_t now);

/// The corrections as they are now, for many threads.  Empty path: there are none.
class CorrectionBook {
 public:
  explicit CorrectionBook(std::filesystem::path index) : index_(std::move(index)) {}
  /// A stat when nothing changed.  Errors: as read_corrections.
  Result<std::shared_ptr<const Corrections>> now();

 private:
  std::filesystem::path index_;
  std::mutex mutex_;
  std::shared_ptr<const Corrections> last_;
};

/// What became of one correction.
struct Fate {
  const Correction* correction = nullptr;  ///< Of the span that was given.
  std::string misfit;                      ///< Why it is not applied; "": it is.
  std::optional<Span> at;                  ///< Of a statement: where it stands now.
};

/// The value of \a field as \a article has it; "" when there is none.
std::string article_value(const Article& article, AmendedField field);
/// The text that a statement's offsets point into.
std::string_view place_text(const Article& article, StatementPlace place);
/// Its hash, as AmendedPlace has it.
std::string place_sha256(const Article& article, StatementPlace place);

/// Gives \a article, which must be as its source gave it, the values of \a corrections; origin
/// `editor`.  One whose field the source gives otherwise since is not applied.
std::vector<Fate> amend_article(Article& article, std::span<const Correction> corrections);
/// The same for its statements, as extracted.  A correction finds its statement in the same text by
/// its span (or by what overlaps it most, by half at least), in another text by its words.
std::vector<Fate> amend_statements(const Article& article, std::vector<Statement>& statements,
                                   std::span<const Correction> corrections);

}  // namespace onrecord::store
