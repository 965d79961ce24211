// See rejects.h.
#include "indexer/build/rejects.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "indexer/build/ledger_book.h"
#include "proto/text/json_out.h"

namespace onrecord::build {
namespace {

/// Words of a reason, and what helps.  The first that matches counts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kHelp = {{
    {"was purged", "nothing: the house decided so"},
    {"skipped: ", "nothing: it is no article"},
    {"got none below", "nothing is missed unless the feed should have had entries"},
    {"Permission denied", "make it readable for the user who runs the indexer"},
    {"two articles have the id",
     "give one of them an id of its own, or add their folders under two names with --source"},
    {"cannot be opened", "make it readable for the user who runs the indexer"},
    {"cannot be read", "check the disk, then add it again"},
    {"damaged", "get the archive again"},
    {"is encrypted", "unpack it with its password, then add the folder"},
    {"leads out of the archive", "if you trust it, unpack it, then add the folder"},
    {"holds no files", "nothing is missed unless the archive should have had files"},
    {"nested too deep", "unpack it, then add the folder"},
    {"unpacks to more", "if you trust it, unpack it, then add the folder"},
    {"leads nowhere", "mend the link; nothing is behind it"},
    {"is a link", "name what it leads to"},
    {"not a file", "name files and folders, or write to standard input with '-'"},
    {"is empty", "nothing is missed unless the file should have had text"},
    {"binary", "convert it to text, or name its format with --format"},
    {"at most", "split it"},
    {"over the cap", "split it"},
    {"", "mend it where it stands, then add it again"},
}};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Error io_error(const std::filesystem::path& path) {
  return {Errc::io, path.string() + ": " + std::strerror(errno), 0};
}

void append_line(std::string& out, const store::RejectRow& row, bool whole_file) {
  text::JsonOut json(out);
  json.open('{').key("path").string(row.path);
  if (!row.member.empty()) json.key("member").string(row.member);
  json.key("record");
  whole_file ? json.null() : json.number(row.record);
  json.key("line").number(row.line);
  json.key("bytes").open('[').number(row.byte_begin).number(row.byte_end).close(']');
  json.key("reason").string(row.reason);
  json.key("help").string(help_for(row.reason));
  json.close('}');
  out += '\n';
}

}  // namespace

std::string_view help_for(std::string_view reason) {
  for (const auto& [words, help] : kHelp)
    if (reason.find(words) != std::string_view::npos) return help;
  return kHelp.back().second;
}

Result<std::uint64_t> write_rejects(const store::Ledger& ledger,
                                    const std::filesystem::path& target) {
  const std::filesystem::path draft = target.string() + ".new";
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(draft.c_str(), "we"));
  if (!file) return io_error(draft);
  std::uint64_t lines = 0;
  bool written = true;
  std::string line;
  const auto put = [&](const store::RejectRow& row, bool whole_file) {
    line.clear();
    append_line(line, row, whole_file);
    written = written && std::fwrite(line.data(), 1, line.size(), file.get()) == line.size();
    ++lines;
    return written;
  };
  Result<void> looked;
  auto read = ledger.each([&](const store::LedgerRow& row) {
    const bool whole = row.outcome == store::Outcome::rejected && row.rejected == 0;
    const bool broken_archive = row.outcome == store::Outcome::partial && row.rejected == 0;
    if (!whole && !broken_archive) return true;
    const auto outdated = is_outdated(ledger, row);
    if (!outdated) looked = outdated.error();
    if (!outdated || *outdated) return outdated.has_value();
    return put({row.path, row.member, 0, 0, 0, row.size, row.reason}, true);
  });
  if (!read) return read.error();
  if (!looked) return looked.error();
  read = ledger.each_reject([&](const store::RejectRow& row) { return put(row, row.record == 0); });
  if (!read) return read.error();
  if (!written || std::fflush(file.get()) != 0 || std::rename(draft.c_str(), target.c_str()) != 0)
    return io_error(draft);
  return lines;
}

}  // namespace onrecord::build
