// See rebuild.h.
#include "indexer/build/rebuild.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/build/amend.h"
#include "indexer/build/flow.h"
#include "indexer/build/interrupt.h"
#include "indexer/build/understand.h"
#include "indexer/statements/extract.h"
#include "proto/store/documents.h"
#include "proto/store/fields.h"
#include "proto/store/guarded.h"
#include "proto/store/reader.h"
#include "proto/store/writer.h"

namespace onrecord::build {
namespace {

constexpr std::uint64_t kPieceBytes = 256u << 10;
constexpr std::size_t kMaxStaged = 20'000;
/// Bytes in memory of an article's documents, those of its statements too, for a byte of its
/// record: measured, rounded up.
constexpr std::uint64_t kDocumentBytesPerByte = 100;

enum class From { articles, history };

/// Records as stored.
struct Records {
  From from = From::articles;
  std::vector<std::string> records;
  std::uint64_t cost = 0;
};

/// Their documents.
struct Documents {
  std::vector<store::Prepared> articles;
  std::vector<Xapian::Document> history;
  std::uint64_t bytes = 0;
  std::uint64_t cost = 0;
};

/// Ends a flow with an Error.
struct Stopped {
  Error error;
};

/// Reads the records of one generation in a fixed order.  Belongs to one thread.
class StoredRecords {
 public:
  StoredRecords(store::Reader reader, RebuildOrder order) : reader_(std::move(reader)) {
    list(reader_.articles, From::articles, order);
    list(reader_.history, From::history, RebuildOrder::as_stored);
  }

  std::optional<Records> next() {
    if (interrupted() || at_ == places_.size()) return std::nullopt;
    Records piece{places_[at_].from, {}, 0};
    while (at_ < places_.size() && places_[at_].from == piece.from && piece.cost < kPieceBytes) {
      const Place place = places_[at_++];
      const Xapian::Database& database =
          place.from == From::articles ? reader_.articles : reader_.history;
      std::string record = database.get_document(place.docid).get_data();
      if (record.empty()) continue;  // The placeholder.
      piece.cost += record.size();
      piece.records.push_back(std::move(record));
    }
    return piece;
  }

 private:
  struct Place {
    From from;
    Xapian::docid docid;
  };
  void list(const Xapian::Database& database, From from, RebuildOrder order) {
    const std::size_t begin = places_.size();
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
      places_.push_back({from, *at});
    if (order != RebuildOrder::by_date) return;
    std::vector<std::pair<std::string, Xapian::docid>> dated;
    dated.reserve(places_.size() - begin);
    for (auto at = places_.begin() + static_cast<std::ptrdiff_t>(begin); at != places_.end(); ++at)
      dated.emplace_back(database.get_document(at->docid).get_value(slot::kDateEarliest),
                         at->docid);
    std::sort(dated.begin(), dated.end());
    for (std::size_t i = 0; i < dated.size(); ++i) places_[begin + i].docid = dated[i].second;
  }

  store::Reader reader_;
  std::vector<Place> places_;
  std::size_t at_ = 0;
};

/// Makes the documents anew.  Belongs to one thread.
class Renewer {
 public:
  Renewer(const std::string& stem_language, const store::Corrections& corrections)
      : maker_(stem_language), corrections_(corrections) {}

  Documents renew(Records&& piece) {
    Documents made;
    for (const std::string& record : piece.records) {
      auto article = decode_article(record);
      if (!article)
        throw Stopped{{article.error().code,
                       "a stored record cannot be read: " + article.error().message, 0}};
      if (piece.from == From::articles) {
        const auto corrections = corrections_.of(article->key);
        auto found = understand(std::move(*article), corrections);
        made.articles.push_back(
            maker_.prepare(std::move(found.article), std::move(found.statements)));
      } else {
        // As it was shown: corrections are of what is current.
        article->extractor = statements::kExtractorVersion;
        made.history.push_back(maker_.history_document(*article, statements::extract(*article)));
      }
    }
    made.bytes = piece.cost;
    made.cost = piece.cost * kDocumentBytesPerByte;
    return made;
  }

 private:
  store::DocumentMaker maker_;
  const store::Corrections& corrections_;
};

Result<void> stage(store::Writer& writer, Documents&& made, RebuildReport& report) {
  for (store::Prepared& prepared : made.articles) {
    ++report.articles;
    report.statements += prepared.statement_count();
    const std::int64_t never = 0;  // A new generation has nothing that could be superseded.
    if (auto staged = writer.stage(std::move(prepared), never); !staged) return staged;
  }
  for (Xapian::Document& document : made.history) {
    ++report.superseded;
    if (auto staged = writer.stage_history(std::move(document)); !staged) return staged;
  }
  return {};
}

Result<void> copy(store::Reader reader, store::Writer& writer, const RebuildOptions& options,
                  const store::Corrections& corrections, RebuildReport& report) {
  StoredRecords stored(std::move(reader), options.order);
  const auto started = std::chrono::steady_clock::now();
  Progress progress(options.progress, 0);
  Result<void> result;
  std::uint64_t uncommitted = 0;
  const unsigned threads =
      options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  Tally tally;
  run_flow<Records, Documents>(
      FlowLimits{.threads = threads}, [&] { return stored.next(); },
      [&] {
        return [renewer = std::make_shared<Renewer>(writer.settings().stem_language, corrections)](
                   Records&& piece, const auto& emit) { emit(renewer->renew(std::move(piece))); };
      },
      [&](Documents&& made) {
        uncommitted += made.bytes;
        tally.bytes += made.bytes;
        result = stage(writer, std::move(made), report);
        if (result && (uncommitted >= options.commit_bytes || writer.staged() >= kMaxStaged)) {
          const auto committed = writer.commit();
          if (!committed) result = committed.error();
          uncommitted = 0;
        }
        tally.added = report.articles;
        tally.time = std::chrono::steady_clock::now() - started;
        progress.show(tally);
        return result.has_value();
      });
  progress.clear();
  if (!result) return result;
  const auto committed = writer.commit();
  if (!committed) return committed.error();
  return {};
}

Result<RebuildReport> run(const RebuildOptions& options) {
  store::WriterOptions writer_options;
  writer_options.derive = statements::extract;
  auto reader = store::open_reader(options.index);
  if (!reader) return reader.error();
  writer_options.settings = options.settings.value_or(reader->settings);
  auto writer = store::open_for_rebuild(options.index, std::move(writer_options));
  if (!writer) return writer.error();
  // Opened again under the lock, so that nothing was added in between.
  reader = store::open_reader(options.index);
  if (!reader) return reader.error();

  store::CorrectionBook book(options.index);
  const auto corrections = book.now();
  if (!corrections) return corrections.error();
  RebuildReport report;
  if (auto copied = copy(std::move(*reader), *writer, options, **corrections, report); !copied)
    return copied.error();
  if (interrupted()) {
    report.stopped = true;
    return report;
  }
  if (auto published = writer->publish(); !published) return published.error();
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  if (const auto applied = writer->apply_block_list(now.count()); !applied) return applied.error();
  // Those that were decided meanwhile.
  if (const auto applied = apply_corrections(*writer, book, now.count()); !applied)
    return applied.error();
  return report;
}

}  // namespace

Result<RebuildReport> rebuild(const RebuildOptions& options) try {
  std::optional<Result<RebuildReport>> report;
  if (const auto ran = store::guarded("rebuilding", [&] { report = run(options); }); !ran)
    return ran.error();
  return std::move(*report);
} catch (const Stopped& stopped) {
  return stopped.error;
}

}  // namespace onrecord::build
