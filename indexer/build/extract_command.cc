// See extract_command.h.
#include "indexer/build/extract_command.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "indexer/build/flow.h"
#include "indexer/build/pieces.h"
#include "indexer/build/print.h"
#include "indexer/statements/extract.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kPrintBytes = 256u << 10;  ///< Printed at once.

/// A stretch of output.
struct Printed {
  std::string lines;
  std::string complaints;
  ExtractCounts counts;
  std::uint64_t cost = 0;
};

void complain(Printed& printed, const std::string& path, std::uint64_t line,
              const std::string& reason) {
  printed.complaints += path + (line > 0 ? ":" + std::to_string(line) : "") + ": " + reason + "\n";
  ++printed.counts.rejected;
}

/// Reads one piece; \a emit is called whenever enough has come together.
template <class Emit>
void read_piece(const Piece& piece, text::OffsetUnit unit, const Emit& emit) {
  Printed printed;
  const auto flush = [&] {
    printed.cost = printed.lines.size() + printed.complaints.size();
    emit(std::exchange(printed, {}));
  };
  if (!piece.job) {
    if (piece.left_out.loss == LeftOut::Loss::missed)
      complain(printed, piece.left_out.path, 0, piece.left_out.reason);
    return flush();
  }
  const FileJob& job = *piece.job;
  for (const formats::Reject& reject : piece.rejects)
    complain(printed, formats::place_of(job.options), reject.line, reject.reason);
  {
    const formats::Sink sink{.article =
                                 [&](Article&& article) {
                                   name_by_content(article, job.file);
                                   article.extractor = statements::kExtractorVersion;
                                   const auto found = statements::extract(article);
                                   print_article(printed.lines, article, found, unit);
                                   ++printed.counts.articles;
                                   printed.counts.statements += found.size();
                                   if (printed.lines.size() >= kPrintBytes) flush();
                                 },
                             .reject =
                                 [&](formats::Reject&& reject) {
                                   complain(printed, formats::place_of(job.options), reject.line,
                                            reject.reason);
                                   if (printed.complaints.size() >= kPrintBytes) flush();
                                 }};
    read_articles(piece, sink);
  }
  if (piece.last && !job.problem.empty())
    complain(printed, formats::place_of(job.options), 0, job.problem);
  flush();
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

}  // namespace

Result<ExtractCounts> extract_files(const ExtractOptions& options) {
  CutHooks hooks;
  hooks.options = [&](const FoundFile& file) { return read_options(options.input, file); };
  Cutter cutter(options.input.paths, std::move(hooks), cut_limits(options.input));
  ExtractCounts counts;
  int problem = 0;
  run_flow<Piece, Printed>(
      FlowLimits{.threads = jobs(options.input)}, [&] { return cutter.next(); },
      [&] {
        return [&](Piece&& piece, const auto& emit) { read_piece(piece, options.unit, emit); };
      },
      [&](Printed&& printed) {
        counts.articles += printed.counts.articles;
        counts.statements += printed.counts.statements;
        counts.rejected += printed.counts.rejected;
        if (!printed.complaints.empty() && !write_all(STDERR_FILENO, printed.complaints))
          return false;
        if (write_all(STDOUT_FILENO, printed.lines)) return true;
        problem = errno;
        return false;
      });
  if (problem != 0)
    return Error{Errc::io, std::string("standard output: ") + std::strerror(problem)};
  return counts;
}

}  // namespace onrecord::build
