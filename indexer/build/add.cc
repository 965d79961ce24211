// See add.h.  Puts the stages together: walk → cut → read and prepare (many threads) → commit.
#include "indexer/build/add.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <system_error>
#include <utility>

#include "indexer/build/amend.h"
#include "indexer/build/committer.h"
#include "indexer/build/flow.h"
#include "indexer/build/follower.h"
#include "indexer/build/interrupt.h"
#include "indexer/build/ledger_book.h"
#include "indexer/build/pieces.h"
#include "indexer/build/prepare.h"
#include "indexer/build/rejects.h"
#include "indexer/build/roots.h"
#include "indexer/build/service.h"
#include "indexer/build/sidecar.h"
#include "indexer/build/understand.h"
#include "proto/store/writer.h"

namespace onrecord::build {
namespace {

namespace fs = std::filesystem;
/// How long others may wait for what they ask while nothing arrives.
constexpr auto kServeEvery = std::chrono::milliseconds(250);

/// Carries an Error through the threads of a flow.
struct Stopped {
  Error error;
};

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// The files with rejects, below the named paths when there are any.
Result<std::vector<std::string>> rejected_paths(const store::Ledger& ledger,
                                                const std::vector<std::string>& named) {
  std::vector<std::string> paths;
  Result<void> looked;
  const auto read = ledger.each([&](const store::LedgerRow& row) {
    const bool refused =
        row.outcome == store::Outcome::rejected || row.outcome == store::Outcome::partial;
    if (!refused || row.path == "-" || (!named.empty() && !covers(named, row.path))) return true;
    const auto outdated = is_outdated(ledger, row);
    if (!outdated) looked = outdated.error();
    if (outdated && !*outdated) paths.push_back(row.path);
    return outdated.has_value();
  });
  if (!read) return read.error();
  if (!looked) return looked.error();
  // An archive comes once for each of its members.
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

/// Makes the named folders the homes of what lies below them, unless they lie below one already.
Result<void> note_folders(LedgerBook& ledger, const InputOptions& input, std::int64_t now) {
  std::vector<store::LedgerEntry> entries;
  for (const std::string& named : input.paths) {
    std::error_code error;
    const fs::path path = named == "-" ? fs::path() : fs::canonical(named, error);
    if (error || !fs::is_directory(path, error)) continue;
    const std::string name = path.filename().empty() ? "root" : path.filename().string();
    // The home of a name that cannot be a file's: the folder itself counts as lying above it.
    const auto home = ledger.home({(path / "").string(), name, "", 0, {}});
    if (!home) return home.error();
    const std::string source = !input.source.empty() ? input.source : name;
    if (*home && (input.source.empty() || (*home)->source == source)) continue;
    entries.push_back({folder_row(path.string(), source, now), {}});
  }
  if (entries.empty()) return {};
  return ledger.append(entries);
}

CutHooks hooks_for(const AddOptions& options, const LedgerBook& ledger,
                   std::vector<std::string> only = {}) {
  const bool again = options.reading == Reading::what_was_rejected;
  CutHooks hooks;
  hooks.index = options.index;
  hooks.only = std::move(only);
  hooks.options = [&options, &ledger](const FoundFile& file) {
    FoundFile placed = file;
    if (options.input.source.empty()) {
      const auto home = ledger.home(file);
      if (!home) throw Stopped{home.error()};
      if (*home) {
        placed.root_name = (*home)->source;
        placed.relative = (*home)->relative;
      }
    }
    return read_options(options.input, placed);
  };
  hooks.may_be_known = [again, &ledger](const FileJob& job, std::uint64_t size) {
    if (again || job.file.is_stdin()) return false;
    const auto row = ledger.find(job.file.path);
    if (!row) throw Stopped{row.error()};
    return *row && (*row)->size == size;
  };
  hooks.is_known = [&ledger](const FileJob& job, std::uint64_t size, const std::string& sha256) {
    const auto row = ledger.find(job.file.path);
    if (!row) throw Stopped{row.error()};
    return *row && store::unchanged(**row, size, sha256, job.reader, options_hash(job.options));
  };
  return hooks;
}

fs::path rejects_path(const AddOptions& options) {
  return options.rejects.empty() ? options.index / kRejectsFile : options.rejects;
}

/// \a paths, the files that some of them describe, and the sidecars of others: a sidecar is read
/// with the file beside it, whichever of the two came last.
std::vector<std::string> with_companions(std::vector<std::string> paths) {
  const std::size_t arrived = paths.size();
  for (std::size_t i = 0; i < arrived; ++i) {
    const fs::path path = paths[i];
    if (const std::string name = described_by(paths[i]); !name.empty())
      paths.push_back((path.parent_path() / name).string());
    for (const fs::path& beside :
         {fs::path(path).replace_extension(".json"), fs::path(path.string() + ".json")})
      if (beside != path && described_by(beside.string()) == path.filename())
        paths.push_back(beside.string());
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

/// How far an add came.
enum class Came { to_the_end, to_an_interrupt };

/// Adds what is named, or only some of it, again and again.
class Adding {
 public:
  Adding(const AddOptions& options, store::Writer& writer, LedgerBook& ledger,
         store::CorrectionBook& corrections)
      : options_(options), writer_(writer), ledger_(ledger), corrections_(corrections) {}

  /// Adds what is named, or \a only that of it.
  Result<Came> run(std::vector<std::string> only, Progress::Mode mode);
  /// Adds what arrives until an interrupt, and does for others what they ask.
  Result<Came> follow(Follower& follower);
  const Tally& tally() const { return tally_; }  ///< Of all runs.

 private:
  Result<Came> flow(Committer& committer, CutHooks hooks, Progress::Mode mode, std::int64_t now);
  Result<void> list_rejects(const Committer& committer);
  Result<void> serve_others();
  void say(const std::string& line) const {
    if (options_.say) options_.say(line);
  }

  const AddOptions& options_;
  store::Writer& writer_;
  LedgerBook& ledger_;
  store::CorrectionBook& corrections_;
  Tally tally_;
  bool listed_ = false;  ///< The rejects, at least once.
};

Result<Came> Adding::flow(Committer& committer, CutHooks hooks, Progress::Mode mode,
                          std::int64_t now) {
  const std::uint64_t total =
      mode == Progress::Mode::silent ? 0 : measure(options_.input.paths, options_.index).bytes;
  Progress progress(mode, total);
  std::atomic<bool> given_up = false;
  hooks.given_up = [&given_up] { return given_up.load(); };
  Cutter cutter(options_.input.paths, std::move(hooks), cut_limits(options_.input));
  Result<void> result;
  bool stopped = false;
  run_flow<Piece, ReadPart>(
      FlowLimits{.threads = jobs(options_.input), .max_input_cost = 4u << 20},
      [&] { return cutter.next(); },
      [&] {
        return [preparer = std::make_shared<Preparer>(writer_, corrections_, now)](
                   Piece&& piece, const auto& emit) { preparer->read(std::move(piece), emit); };
      },
      [&](ReadPart&& part) {
        result = committer.take(std::move(part));
        stopped = interrupted();
        given_up = !result || stopped;
        progress.show(committer.tally());
        return !given_up;
      },
      [&] {
        result = committer.idle();
        stopped = interrupted();
        given_up = !result || stopped;
        progress.show(committer.tally());
        return !given_up;
      });
  progress.clear();
  if (!result) return result.error();
  return stopped || !cutter.done() ? Came::to_an_interrupt : Came::to_the_end;
}

Result<Came> Adding::run(std::vector<std::string> only, Progress::Mode mode) {
  const std::int64_t now = seconds_now();
  Committer committer(writer_, ledger_, corrections_, options_,
                      HeldKeys(hooks_for(options_, ledger_).options, cut_limits(options_.input)),
                      now);
  const auto came = flow(committer, hooks_for(options_, ledger_, std::move(only)), mode, now);
  if (!came) return came.error();
  if (auto finished = committer.finish(); !finished) return finished.error();
  tally_ += committer.tally();
  if (auto listed = list_rejects(committer); !listed) return listed.error();
  return *came;
}

Result<void> Adding::list_rejects(const Committer& committer) {
  const bool asked_for = !options_.rejects.empty() && !listed_;
  if (!committer.rejects_changed() && !asked_for) return {};
  listed_ = true;
  const auto written = ledger_.with(
      [&](const store::Ledger& rows) { return write_rejects(rows, rejects_path(options_)); });
  if (!written) return written.error();
  return {};
}

Result<void> Adding::serve_others() {
  const auto waiting = somebody_waits(options_.index);
  if (!waiting) return waiting.error();
  return *waiting ? serve_waiting(writer_, ledger_, corrections_, options_.index) : Result<void>();
}

Result<Came> Adding::follow(Follower& follower) {
  say("following " + std::to_string(follower.folders()) +
      (follower.folders() == 1 ? " folder" : " folders") + "; Ctrl-C ends it");
  while (!interrupted()) {
    if (auto served = serve_others(); !served) return served.error();
    const auto arrived = follower.wait(kServeEvery);
    if (!arrived) return arrived.error();
    for (const std::string& remark : arrived->remarks) say(remark);
    if (arrived->paths.empty()) continue;
    const Tally before = std::exchange(tally_, {});
    const auto came = run(with_companions(arrived->paths), Progress::Mode::silent);
    if (!came) return came.error();
    say(short_summary(tally_));
    tally_ += before;
    if (*came == Came::to_an_interrupt) return came;
  }
  return Came::to_the_end;
}

}  // namespace

Result<AddReport> add_files(const AddOptions& asked) try {
  AddOptions options = asked;
  store::WriterOptions writer_options;
  writer_options.settings = options.settings;
  writer_options.derive = statements_as_amended(options.index);
  auto writer = store::Writer::open(options.index, std::move(writer_options));
  if (!writer) return writer.error();
  if (options.say && writer->recovered_from_crash())
    options.say("the last run did not stop in order; " + std::to_string(writer->healed_keys()) +
                " articles were healed");

  auto opened = store::Ledger::open(options.index, store::Ledger::Access::write);
  if (!opened) return opened.error();
  if (options.reading == Reading::what_was_rejected) {
    auto paths = rejected_paths(*opened, options.input.paths);
    if (!paths) return paths.error();
    options.input.paths = std::move(*paths);
  }
  LedgerBook ledger(std::move(*opened));
  const std::int64_t now = seconds_now();
  if (options.reading == Reading::what_changed)
    if (auto noted = note_folders(ledger, options.input, now); !noted) return noted.error();

  store::CorrectionBook corrections(options.index);
  if (const auto applied = apply_corrections(*writer, corrections, now); !applied)
    return applied.error();
  Adding adding(options, *writer, ledger, corrections);
  std::optional<Follower> follower;
  if (options.then == AddOptions::Then::follow) {
    auto followed = Follower::open(options.input.paths, {options.index, rejects_path(options)});
    if (!followed) return followed.error();
    follower.emplace(std::move(*followed));
  }
  auto came = adding.run({}, options.progress);
  if (came && *came == Came::to_the_end && follower) came = adding.follow(*follower);
  if (!came) return came.error();
  return AddReport{adding.tally(), *came == Came::to_an_interrupt};
} catch (const Stopped& stopped) {
  return stopped.error;
}

}  // namespace onrecord::build
