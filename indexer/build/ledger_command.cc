// See ledger_command.h.
#include "indexer/build/ledger_command.h"

#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <map>
#include <system_error>
#include <utility>

#include "indexer/build/ledger_book.h"
#include "indexer/build/pieces.h"
#include "indexer/build/roots.h"
#include "indexer/build/sidecar.h"
#include "indexer/build/walk.h"
#include "proto/store/files.h"
#include "proto/store/ledger.h"
#include "proto/text/json_out.h"
#include "proto/text/utf8.h"

namespace onrecord::build {
namespace {

using store::LedgerRow;
using store::Outcome;

/// One row as it is told: a ledger row, or a file without one.
struct Told {
  std::string outcome;
  LedgerRow row;
};

std::string time_of(std::int64_t seconds) {
  if (seconds == 0) return "";
  std::array<char, 32> printed{};
  const std::time_t at = seconds;
  std::tm parts{};
  gmtime_r(&at, &parts);
  return {printed.data(),
          std::strftime(printed.data(), printed.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

constexpr std::string_view kHead =
    "outcome\tarticles\trejected\tbytes\treader\tsource\tsha256\twhen\tpath\tmember\treason\n";

std::string as_tsv(const Told& told) {
  const LedgerRow& row = told.row;
  std::string line = told.outcome;
  for (const std::string& field :
       {std::to_string(row.articles), std::to_string(row.rejected), std::to_string(row.size),
        row.reader, row.source, row.sha256, time_of(row.when), row.path, row.member, row.reason})
    line.append(1, '\t').append(store::escape_field(field));
  return line + "\n";
}

std::string as_json(const Told& told) {
  const LedgerRow& row = told.row;
  std::string line;
  text::JsonOut json(line);
  json.open('{').key("path").string(row.path);
  if (!row.member.empty()) json.key("member").string(row.member);
  json.key("outcome").string(told.outcome).key("reason").string(row.reason);
  json.key("articles").number(row.articles).key("rejected").number(row.rejected);
  json.key("bytes").number(row.size).key("sha256").string(row.sha256);
  json.key("reader").string(row.reader).key("source").string(row.source);
  json.key("when").string(time_of(row.when)).close('}');
  return line + "\n";
}

/// A line of its own whatever names hold: bad UTF-8 mended, control codes as \xNN.
std::string in_one_line(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string line;
  for (const char c : text::mend(text).text) {
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 && code != 0x7f)
      line += c;
    else
      line += std::string("\\x") + kDigits[code >> 4] + kDigits[code & 15];
  }
  return line;
}

std::string as_text(const Told& told) {
  std::array<char, 64> counts{};
  std::snprintf(counts.data(), counts.size(), "%-9s %7llu in", told.outcome.c_str(),
                static_cast<unsigned long long>(told.row.articles));
  std::string line = counts.data();
  if (told.row.rejected > 0) line += ", " + std::to_string(told.row.rejected) + " rejected";
  line += "  " + told.row.path;
  if (!told.row.member.empty()) line += "!/" + told.row.member;
  if (!told.row.reason.empty()) line += ": " + told.row.reason;
  return in_one_line(line) + "\n";
}

/// Prints rows and counts those that want attention.
class Teller {
 public:
  explicit Teller(Form form) : form_(form) {
    if (form == Form::tsv) std::fwrite(kHead.data(), 1, kHead.size(), stdout);
  }
  void tell(std::string outcome, LedgerRow row) {
    if (outcome != "indexed" && outcome != "skipped") ++wanting_;
    const Told told{std::move(outcome), std::move(row)};
    const std::string line = form_ == Form::tsv    ? as_tsv(told)
                             : form_ == Form::json ? as_json(told)
                                                   : as_text(told);
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  std::uint64_t wanting() const { return wanting_; }

 private:
  Form form_;
  std::uint64_t wanting_ = 0;
};

bool as_it_was_read(const LedgerRow& row) {
  struct stat status = {};
  if (stat(row.path.c_str(), &status) != 0 ||
      static_cast<std::uint64_t>(status.st_size) != row.size)
    return false;
  const std::int64_t mtime_ns =
      std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  // Without a hash: to be read again, because articles of it were removed.
  return mtime_ns == row.mtime_ns || (!row.sha256.empty() && hash_file(row.path) == row.sha256);
}

LedgerRow bare_row(std::string path, std::uint64_t bytes, std::string reason) {
  LedgerRow row;
  row.path = std::move(path);
  row.size = bytes;
  row.reason = std::move(reason);
  return row;
}

bool wants_attention(const LedgerRow& row) {
  return row.outcome == Outcome::rejected || row.outcome == Outcome::partial;
}

Result<void> tell_found(const store::Ledger& ledger, const FoundFile& file, Teller& teller) {
  auto row = ledger.find(file.path);
  if (!row) return row.error();
  if (!described_by(file.path).empty()) return {};  // It is read with another one.
  if (!*row) {
    teller.tell("missing", bare_row(file.path, file.bytes, "never added"));
  } else if (!as_it_was_read(**row)) {
    (*row)->reason = "changed since it was added";
    teller.tell("changed", std::move(**row));
  } else if (wants_attention(**row)) {
    std::string outcome(name_of((*row)->outcome));
    teller.tell(std::move(outcome), std::move(**row));
  }
  return {};
}

/// How many articles are in of each file below \a paths that is gone, those of its members too.
Result<std::map<std::string, std::uint64_t>> articles_of_gone(
    const store::Ledger& ledger, const std::vector<std::string>& paths) {
  std::map<std::string, std::uint64_t> articles;
  Result<void> looked;
  const auto read = ledger.each([&](const LedgerRow& row) {
    std::error_code error;
    if (row.articles == 0 || !covers(paths, row.path) || std::filesystem::exists(row.path, error))
      return true;
    const auto outdated = is_outdated(ledger, row);
    if (!outdated) looked = outdated.error();
    if (outdated && !*outdated) articles[row.path] += row.articles;
    return outdated.has_value();
  });
  if (!read) return read.error();
  if (!looked) return looked.error();
  return articles;
}

Result<void> tell_missing(const store::Ledger& ledger, const std::filesystem::path& index,
                          const std::vector<std::string>& paths, Teller& teller) {
  Walk walk(paths, index);
  while (const auto step = walk.next()) {
    if (const auto* file = std::get_if<FoundFile>(&*step)) {
      if (auto told = tell_found(ledger, *file, teller); !told) return told;
    } else if (const auto& left_out = std::get<LeftOut>(*step);
               left_out.loss == LeftOut::Loss::missed) {
      teller.tell("missing", bare_row(left_out.path, 0, left_out.reason));
    }
  }
  const auto of_gone = articles_of_gone(ledger, paths);
  if (!of_gone) return of_gone.error();
  Result<void> looked;
  const auto told = ledger.each([&](const LedgerRow& row) {
    std::error_code error;
    if (row.reader == kFolderReader || !covers(paths, row.path)) return true;
    if (std::filesystem::exists(row.path, error)) {
      if (row.member.empty() || !wants_attention(row)) return true;
      const auto outdated = is_outdated(ledger, row);
      if (!outdated) looked = outdated.error();
      if (outdated && !*outdated) teller.tell(std::string(name_of(row.outcome)), row);
      return outdated.has_value();
    }
    const auto found = of_gone->find(row.path);
    if (!row.member.empty() || found == of_gone->end()) return true;
    LedgerRow gone = row;
    gone.articles = found->second;
    gone.reason = "the file is gone; its articles stay until they are removed";
    teller.tell("gone", std::move(gone));
    return true;
  });
  return told && !looked ? looked : told;
}

}  // namespace

Result<std::uint64_t> tell_ledger(const LedgerOptions& options) {
  const auto ledger = store::Ledger::open(options.index, store::Ledger::Access::read);
  if (!ledger) return ledger.error();
  Teller teller(options.form);
  const auto told = !options.missing.empty()
                        ? tell_missing(*ledger, options.index, options.missing, teller)
                        : ledger->each([&](const LedgerRow& row) {
                            if (row.reader == kFolderReader) return true;
                            teller.tell(std::string(name_of(row.outcome)), row);
                            return true;
                          });
  if (!told) return told.error();
  return teller.wanting();
}

}  // namespace onrecord::build
