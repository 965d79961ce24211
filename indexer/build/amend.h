// Editors' corrections: decides what a file says, brings the databases in line, tells what is in
// force.  Knows the file `corrections`; what a correction does is store's and understand.h's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/build/amend_rows.h"
#include "indexer/build/ledger_command.h"
#include "proto/result.h"
#include "proto/store/writer.h"

namespace onrecord::build {

struct AmendReport {
  std::uint64_t decided = 0;             ///< Set, or taken back.
  std::uint64_t unchanged = 0;           ///< In force as they are.
  std::vector<store::Mistake> mistakes;  ///< Rows that were refused, in order of line.
  std::vector<ArticleKey> keys;          ///< Of the rows that were not; each once.
};

/// Checks every row of \a text and decides those that are right: durable when it returns, the
/// databases do not follow yet.  The same rows again decide nothing.  Any process.  Errors: as
/// open_reader; `io`: nothing is decided then.
Result<AmendReport> decide_corrections(const std::filesystem::path& index, std::string_view text,
                                       Amend what, std::int64_t now);

/// Brings the databases in line with what is pending; commits.  Gives the number of articles.
/// Interrupted it does so again at the next open.  REQUIRES an empty batch.
Result<std::size_t> apply_corrections(store::Writer& writer, store::CorrectionBook& book,
                                      std::int64_t now);

/// What is in force.
struct CorrectionList {
  std::string printed;        ///< One line a correction.
  std::uint64_t misfits = 0;  ///< Those that are not applied.
};
/// Of \a keys, or of all articles when there are none; \a only_misfits leaves out what is applied.
/// Cost: an extraction an article.
enum class Tell : std::uint8_t { all, misfits };
Result<CorrectionList> list_corrections(const std::filesystem::path& index,
                                        const std::vector<ArticleKey>& keys, Tell what, Form form);

}  // namespace onrecord::build
