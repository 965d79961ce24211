// See remove.h.
#include "indexer/build/remove.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace onrecord::build {
namespace {

/// The newest row of \a path, or of a member of it, with its rejects, marked so that the file
/// counts as changed; nothing when it has none.
Result<std::optional<store::LedgerEntry>> outdated_entry(const store::Ledger& ledger,
                                                         const std::string& path,
                                                         const std::string& member,
                                                         std::uint64_t removed, std::int64_t now) {
  auto row = ledger.find(path, member);
  if (!row) return row.error();
  if (!*row) return std::optional<store::LedgerEntry>();
  store::LedgerEntry entry{std::move(**row), {}};
  entry.row.sha256.clear();
  entry.row.articles -= std::min(entry.row.articles, removed);
  entry.row.outcome = entry.row.articles > 0 ? store::Outcome::partial : store::Outcome::rejected;
  entry.row.reason = std::to_string(removed) + " of its articles were removed";
  entry.row.when = now;
  const auto read = ledger.each_reject([&](const store::RejectRow& reject) {
    if (reject.path == path && reject.member == member) entry.rejects.push_back(reject);
    return true;
  });
  if (!read) return read.error();
  return std::optional(std::move(entry));
}

/// The row of an archive, marked so that it is read again; when it was read last stays, because its
/// members' rows are judged by that.
Result<std::optional<store::LedgerEntry>> changed_archive(const store::Ledger& ledger,
                                                          const std::string& path) {
  auto row = ledger.find(path);
  if (!row) return row.error();
  if (!*row) return std::optional<store::LedgerEntry>();
  store::LedgerEntry entry{std::move(**row), {}};
  entry.row.sha256.clear();
  entry.row.outcome = store::Outcome::partial;
  entry.row.reason = "some of its articles were removed";
  return std::optional(std::move(entry));
}

}  // namespace

Result<Removal> remove_articles(store::Writer& writer, LedgerBook& ledger,
                                std::span<const ArticleKey> keys, std::int64_t now) {
  Removal removal;
  std::map<std::pair<std::string, std::string>, std::uint64_t> files;  // path, member
  for (const ArticleKey& key : keys) {
    const auto stored = writer.stored(key);
    if (!stored) return stored.error();
    if (!*stored) {
      removal.not_found.push_back(key);
      continue;
    }
    if (auto staged = writer.remove(key, now); !staged) return staged.error();
    ++files[{(*stored)->provenance.path, (*stored)->provenance.member}];
    ++removal.removed;
  }
  if (const auto committed = writer.commit(); !committed) return committed.error();
  std::vector<store::LedgerEntry> entries;
  std::set<std::string> archives;
  const auto keep = [&](Result<std::optional<store::LedgerEntry>> entry) -> Result<void> {
    if (!entry) return entry.error();
    if (*entry) entries.push_back(std::move(**entry));
    return {};
  };
  for (const auto& [file, count] : files) {
    const auto& [path, member] = file;
    const auto mark = [&, &path = path, &member = member,
                       count = count](const store::Ledger& rows) {
      return outdated_entry(rows, path, member, count, now);
    };
    if (auto kept = keep(ledger.with(mark)); !kept) return kept.error();
    if (!member.empty()) archives.insert(path);
  }
  for (const std::string& path : archives) {
    const auto mark = [&](const store::Ledger& rows) { return changed_archive(rows, path); };
    if (auto kept = keep(ledger.with(mark)); !kept) return kept.error();
  }
  if (!entries.empty())
    if (auto appended = ledger.append(entries); !appended) return appended.error();
  return removal;
}

}  // namespace onrecord::build
