// See commands.h.
#include "indexer/build/commands.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

#include "indexer/build/amend.h"
#include "indexer/build/info.h"
#include "indexer/build/interrupt.h"
#include "indexer/build/key_names.h"
#include "indexer/build/ledger_book.h"
#include "indexer/build/remove.h"
#include "indexer/build/speakers_lint.h"
#include "indexer/build/speakers_suggest.h"
#include "indexer/build/understand.h"
#include "proto/store/block_list.h"
#include "proto/store/check.h"
#include "proto/store/files.h"
#include "proto/store/queue.h"
#include "proto/store/writer.h"
#include "proto/text/json_out.h"

namespace onrecord::build {
namespace {

using namespace exit_status;
constexpr auto kWaitForHolder = std::chrono::seconds(60);
constexpr std::size_t kMaxAmendBytes = 64u << 20;

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

void complain(const std::string& message) {
  std::fprintf(stderr, "onrecord-indexer: %s\n", message.c_str());
}

int fail(const Error& error) {
  complain(error.message);
  return error.code == Errc::not_found || error.code == Errc::invalid ? kUsage : kError;
}

void tell(Talk talk, const std::string& line) {
  if (talk != Talk::quiet) std::printf("%s\n", line.c_str());
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

Result<store::Writer> open_writer(const std::filesystem::path& index) {
  if (!std::filesystem::exists(index))
    return Error{Errc::not_found, "no index at '" + index.string() + "'", 0};
  store::WriterOptions options;
  options.derive = statements_as_amended(index);
  auto writer = store::Writer::open(index, std::move(options));
  if (!writer) return writer.error();
  store::CorrectionBook book(index);
  if (const auto applied = apply_corrections(*writer, book, seconds_now()); !applied)
    return applied.error();
  return writer;
}

/// Leaves \a request to the process that holds the index and waits for its answer.
Result<void> ask_holder(const std::filesystem::path& index, const store::Request& request) {
  const auto name = store::put_request(index, request);
  if (!name) return name.error();
  return store::await_answer(index, *name, kWaitForHolder);
}

store::Request request_of(store::Ask ask) {
  store::Request request;
  request.ask = ask;
  request.when = seconds_now();
  return request;
}

/// Brings the databases in line with the block list: by itself, or by asking who writes now.
Result<void> apply_decisions(const std::filesystem::path& index) {
  auto writer = open_writer(index);
  if (!writer && writer.error().code == Errc::conflict)
    return ask_holder(index, request_of(store::Ask::apply_block_list));
  if (!writer) return writer.error();
  const auto applied = writer->apply_block_list(seconds_now());
  if (!applied) return applied.error();
  return {};
}

std::string problem_of_lateness(const Error& error) {
  return error.code == Errc::deadline ? "the process that writes now has not answered yet; it will"
                                      : error.message;
}

}  // namespace

int run_add(AddOptions options, Talk talk, Form form) {
  options.verbose = talk == Talk::verbose;
  options.progress = talk == Talk::quiet ? Progress::Mode::silent : Progress::mode_of_stderr();
  if (talk != Talk::quiet)
    options.say = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
  const auto report = add_files(options);
  if (!report) return fail(report.error());
  if (form == Form::json)
    std::printf("%s\n", summary_json(report->tally).c_str());
  else if (talk != Talk::quiet)
    std::fputs(summary(report->tally).c_str(), stdout);
  if (report->stopped) {
    complain("interrupted; what was read is in the index, and the same command goes on from here");
    return kInterrupted;
  }
  const Tally& tally = report->tally;
  if (tally.all_in()) return kDone;
  if (talk != Talk::quiet)
    complain("some of the input is not in the index: 'onrecord-indexer --index " +
             options.index.string() + " ledger' says why");
  return tally.articles() == 0 && tally.files_unchanged == 0 ? kUsage : kSomeOut;
}

int run_extract(const ExtractOptions& options) {
  const auto counts = extract_files(options);
  if (!counts) return fail(counts.error());
  if (interrupted()) return kInterrupted;
  if (counts->rejected == 0) return kDone;
  return counts->articles == 0 ? kUsage : kSomeOut;
}

int run_remove(const std::filesystem::path& index, const std::vector<std::string>& names,
               Talk talk) {
  auto keys = resolve_keys(index, names);
  if (!keys) return fail(keys.error());
  const std::size_t count = keys->size();
  auto writer = open_writer(index);
  if (!writer && writer.error().code == Errc::conflict) {
    store::Request request = request_of(store::Ask::remove);
    request.keys = std::move(*keys);
    if (auto asked = ask_holder(index, request); !asked) {
      complain(problem_of_lateness(asked.error()));
      return kError;
    }
  } else {
    if (!writer) return fail(writer.error());
    auto ledger = store::Ledger::open(index, store::Ledger::Access::write);
    if (!ledger) return fail(ledger.error());
    LedgerBook book(std::move(*ledger));
    const auto removal = remove_articles(*writer, book, *keys, seconds_now());
    if (!removal) return fail(removal.error());
  }
  tell(talk, counted(count, "article", "articles") +
                 " removed; adding their files again brings them back");
  return kDone;
}

int run_withhold(const std::filesystem::path& index, const std::vector<std::string>& names,
                 Withhold what, Talk talk) {
  const auto keys = resolve_keys(index, names);
  if (!keys) return fail(keys.error());
  const auto decision = what == Withhold::set ? store::Decision::withheld : store::Decision::none;
  if (auto noted = store::append_decisions(index, *keys, decision, seconds_now()); !noted)
    return fail(noted.error());
  tell(talk,
       counted(keys->size(), "article", "articles") +
           (what == Withhold::set ? " withheld: gone from every answer" : " no longer withheld"));
  if (auto applied = apply_decisions(index); !applied) {
    complain("decided, and obeyed by every reader; not yet marked in the databases: " +
             problem_of_lateness(applied.error()));
    return applied.error().code == Errc::deadline ? kDone : kError;
  }
  return kDone;
}

int run_purge(const std::filesystem::path& index, const std::vector<std::string>& names,
              Talk talk) {
  const auto keys = resolve_keys(index, names);
  if (!keys) return fail(keys.error());
  if (auto noted = store::append_decisions(index, *keys, store::Decision::purged, seconds_now());
      !noted)
    return fail(noted.error());
  auto writer = open_writer(index);
  if (!writer) {
    complain("gone from every answer; the bytes are not removed yet (" + writer.error().message +
             "): run 'compact' when nobody writes");
    return kError;
  }
  if (const auto applied = writer->apply_block_list(seconds_now()); !applied)
    return fail(applied.error());
  if (auto compacted = writer->compact(); !compacted) return fail(compacted.error());
  tell(talk, counted(keys->size(), "article", "articles") +
                 " purged: their bytes are gone, and they cannot be added again");
  return kDone;
}

namespace {

/// Brings the databases in line with what was decided: by itself, or by asking who writes now.
Result<void> follow_corrections(const std::filesystem::path& index) {
  const auto writer = open_writer(index);
  if (!writer && writer.error().code == Errc::conflict)
    return ask_holder(index, request_of(store::Ask::apply_corrections));
  return writer ? Result<void>() : writer.error();
}

Result<std::string> read_rows(const std::string& file) {
  std::string text;
  if (file != "-") {
    std::error_code error;
    if (std::filesystem::file_size(file, error) > kMaxAmendBytes && !error)
      return Error{Errc::limit, "'" + file + "' is larger than 64 MiB", 0};
    return store::read_file(file);
  }
  std::array<char, 65536> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
    text.append(buffer.data(), got);
    if (text.size() > kMaxAmendBytes)
      return Error{Errc::limit, "standard input is larger than 64 MiB", 0};
  }
  return text;
}

int run_amend_list(const AmendOptions& options) {
  const auto list = list_corrections(options.index, {}, Tell::all, options.form);
  if (!list) return fail(list.error());
  std::fputs(list->printed.c_str(), stdout);
  return list->misfits == 0 ? kDone : kSomeOut;
}

std::string amend_summary(const AmendReport& report, Amend what, Form form) {
  const bool set = what == Amend::set;
  if (form == Form::json) {
    std::string line;
    text::JsonOut json(line);
    json.open('{').key(set ? "set" : "taken_back").number(report.decided);
    json.key("unchanged").number(report.unchanged);
    json.key("refused").number(report.mistakes.size()).close('}');
    return line;
  }
  return counted(report.decided, "correction", "corrections") + (set ? " set, " : " taken back, ") +
         std::to_string(report.unchanged) + (set ? " in force before, " : " not in force, ") +
         std::to_string(report.mistakes.size()) + " refused";
}

}  // namespace

int run_amend(const AmendOptions& options, Talk talk) {
  if (options.list) return run_amend_list(options);
  if (!std::filesystem::exists(options.index))
    return fail({Errc::not_found, "no index at '" + options.index.string() + "'", 0});
  const auto text = read_rows(options.file);
  if (!text) return fail(text.error());
  const auto report = decide_corrections(options.index, *text, options.what, seconds_now());
  if (!report) return fail(report.error());
  const std::string name = options.file == "-" ? "standard input" : options.file;
  for (const store::Mistake& mistake : report->mistakes)
    std::fprintf(stderr, "%s:%zu:%d: %s\n", name.c_str(), mistake.line, mistake.column,
                 mistake.message.c_str());
  if (options.form == Form::json || talk != Talk::quiet)
    std::printf("%s\n", amend_summary(*report, options.what, options.form).c_str());
  if (auto followed = follow_corrections(options.index); !followed) {
    complain("decided and kept; not yet in the databases: " +
             problem_of_lateness(followed.error()));
    if (followed.error().code != Errc::deadline) return kError;
  }
  if (!report->keys.empty() && talk != Talk::quiet) {
    const auto misfits = list_corrections(options.index, report->keys, Tell::misfits, Form::text);
    if (!misfits) return fail(misfits.error());
    std::fputs(misfits->printed.c_str(), stderr);
  }
  if (report->mistakes.empty()) return kDone;
  return report->keys.empty() ? kUsage : kSomeOut;
}

int run_ledger(const LedgerOptions& options) {
  const auto wanting = tell_ledger(options);
  if (!wanting) return fail(wanting.error());
  return *wanting == 0 ? kDone : kSomeOut;
}

int run_rebuild(const RebuildOptions& options, Talk talk) {
  RebuildOptions asked = options;
  asked.progress = talk == Talk::quiet ? Progress::Mode::silent : Progress::mode_of_stderr();
  const auto report = rebuild(asked);
  if (!report) return fail(report.error());
  if (report->stopped) {
    complain("interrupted; the index is as it was");
    return kInterrupted;
  }
  tell(talk, "rebuilt: " + counted(report->articles, "article", "articles") + ", " +
                 counted(report->statements, "statement", "statements") + ", " +
                 counted(report->superseded, "superseded version", "superseded versions"));
  return kDone;
}

int run_info(const std::filesystem::path& index, Form form) {
  const auto info = tell_info(index, form);
  if (!info) return fail(info.error());
  std::fputs(info->c_str(), stdout);
  return kDone;
}

int run_speakers_lint(const std::filesystem::path& file, Talk talk) {
  const auto lint = lint_speakers(file);
  if (!lint) return fail(lint.error());
  if (talk != Talk::quiet) std::fputs(lint->text.c_str(), stdout);
  return lint->usable ? kDone : kUsage;
}

int run_speakers_suggest(const std::filesystem::path& index, const std::filesystem::path& file,
                         std::size_t limit) {
  const auto text = suggest_speakers(index, file, limit);
  if (!text) return fail(text.error());
  std::fputs(text->c_str(), stdout);
  return kDone;
}

int run_check(const std::filesystem::path& index, Form form) {
  const auto report = store::check(index);
  if (!report) return fail(report.error());
  if (form == Form::json) {
    std::string line;
    text::JsonOut json(line);
    json.open('{').key("whole").boolean(report->whole());
    json.key("articles").number(report->articles).key("statements").number(report->statements);
    json.key("superseded").number(report->superseded);
    json.key("interrupted").boolean(report->interrupted).key("problems").open('[');
    for (const std::string& problem : report->problems) json.string(problem);
    json.close(']').close('}');
    std::printf("%s\n", line.c_str());
  } else {
    std::printf("%llu articles, %llu statements, %llu superseded versions\n",
                static_cast<unsigned long long>(report->articles),
                static_cast<unsigned long long>(report->statements),
                static_cast<unsigned long long>(report->superseded));
    for (const std::string& problem : report->problems) std::printf("%s\n", problem.c_str());
  }
  if (report->whole()) {
    if (form != Form::json) std::puts("whole");
    return kDone;
  }
  if (report->interrupted) {
    complain("a run was cut short and left this: 'onrecord-indexer --index " + index.string() +
             " compact', or whatever writes next, mends it; then check again");
    return kError;
  }
  complain(
      "the index is damaged: go back to the last snapshot, or run 'rebuild', which writes "
      "everything anew from the records "
      "that can be read; then 'add' the archive again: what is in costs only its reading");
  return kError;
}

int run_compact(const std::filesystem::path& index, Talk talk) {
  auto writer = open_writer(index);
  if (!writer) return fail(writer.error());
  if (auto compacted = writer->compact(); !compacted) return fail(compacted.error());
  tell(talk, "compacted: revision " + writer->revision());
  return kDone;
}

int run_snapshot(const std::filesystem::path& index, const std::filesystem::path& target,
                 Talk talk) {
  auto writer = open_writer(index);
  Result<void> taken;
  if (!writer && writer.error().code == Errc::conflict) {
    store::Request request = request_of(store::Ask::snapshot);
    request.target = std::filesystem::absolute(target).string();
    taken = ask_holder(index, request);
  } else if (!writer) {
    taken = writer.error();
  } else {
    taken = writer->snapshot(target);
  }
  if (!taken) {
    complain(problem_of_lateness(taken.error()));
    return kError;
  }
  tell(talk, "snapshot in " + target.string());
  return kDone;
}

}  // namespace onrecord::build
