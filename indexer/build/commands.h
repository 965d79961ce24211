// What each command of onrecord-indexer does once its options are known: call, tell, exit status.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/build/add.h"
#include "indexer/build/amend_rows.h"
#include "indexer/build/extract_command.h"
#include "indexer/build/ledger_command.h"
#include "indexer/build/rebuild.h"

namespace onrecord::build {

/// Exit statuses of every command; kExitHelp is how --help tells them.
namespace exit_status {
inline constexpr int kDone = 0;
inline constexpr int kUsage = 1;
inline constexpr int kError = 2;
inline constexpr int kSomeOut = 3;
inline constexpr int kInterrupted = 130;
}  // namespace exit_status

inline constexpr const char* kExitHelp =
    "Exit status:\n"
    "  0    all done: everything named is in\n"
    "  1    wrong usage, nothing of that name, or nothing that could be read\n"
    "  2    an error ended it; what was committed before stays\n"
    "  3    some of the input is not in ('ledger' and rejects.jsonl say which and\n"
    "       why); the rest is\n"
    "  130  interrupted: what was read until then is in; the same command goes on";

enum class Talk { quiet, normal, verbose };

/// What withhold does with its keys.
enum class Withhold { set, undo };

int run_add(AddOptions options, Talk talk, Form form);
int run_extract(const ExtractOptions& options);
int run_remove(const std::filesystem::path& index, const std::vector<std::string>& names,
               Talk talk);
int run_withhold(const std::filesystem::path& index, const std::vector<std::string>& names,
                 Withhold what, Talk talk);
int run_purge(const std::filesystem::path& index, const std::vector<std::string>& names, Talk talk);
/// Without a file: tells what is in force.
struct AmendOptions {
  std::filesystem::path index;
  std::string file;  ///< "-": standard input.
  Amend what = Amend::set;
  bool list = false;
  Form form = Form::text;
};
int run_amend(const AmendOptions& options, Talk talk);
int run_ledger(const LedgerOptions& options);
int run_rebuild(const RebuildOptions& options, Talk talk);
int run_info(const std::filesystem::path& index, Form form);
int run_check(const std::filesystem::path& index, Form form);
int run_compact(const std::filesystem::path& index, Talk talk);
/// Exit status kUsage when the file cannot be used.
int run_speakers_lint(const std::filesystem::path& file, Talk talk);
int run_speakers_suggest(const std::filesystem::path& index, const std::filesystem::path& file,
                         std::size_t limit);
int run_snapshot(const std::filesystem::path& index, const std::filesystem::path& target,
                 Talk talk);

}  // namespace onrecord::build
