// The file `blocklist`: one decision a line, OPERATION WHEN KEY, appended for ever.
#include "proto/store/block_list.h"

#include <xapian.h>

#include <charconv>
#include <map>

#include "proto/store/fields.h"
#include "proto/store/files.h"
#include "proto/store/layout.h"
#include "proto/store/terms.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

struct Operation {
  std::string_view name;
  Decision decision;
  bool applied;
};
constexpr std::array kOperations = {
    Operation{"withhold", Decision::withheld, false},
    Operation{"unwithhold", Decision::none, false},
    Operation{"purge", Decision::purged, false},
    Operation{"applied-withhold", Decision::withheld, true},
    Operation{"applied-unwithhold", Decision::none, true},
    Operation{"applied-purge", Decision::purged, true},
};

std::string_view operation_name(Decision decision, bool applied) {
  for (const Operation& operation : kOperations)
    if (operation.decision == decision && operation.applied == applied) return operation.name;
  return {};
}

const Operation* find_operation(std::string_view name) {
  for (const Operation& operation : kOperations)
    if (operation.name == name) return &operation;
  return nullptr;
}

Result<BlockList> replay(std::string_view text, const fs::path& path) {
  std::map<ArticleKey, Blocked> entries;
  std::size_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const std::size_t end = text.find('\n');
    const std::vector<std::string_view> fields = split_fields(text.substr(0, end));
    text.remove_prefix(end + 1);
    const Operation* operation = fields.size() == 3 ? find_operation(fields[0]) : nullptr;
    const auto key = operation ? ArticleKey::parse(unescape_field(fields[2])) : std::nullopt;
    std::int64_t when = 0;
    if (!key || std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), when).ec !=
                    std::errc())
      return Error{Errc::index,
                   path.string() + " line " + std::to_string(line_number) +
                       ": expected OPERATION, time and key; nothing is shown until it is mended",
                   0};
    Blocked& entry = entries[*key];
    entry.key = *key;
    if (operation->applied) {
      if (entry.decision == operation->decision) entry.applied = true;
    } else if (entry.decision != Decision::purged) {
      entry.decision = operation->decision;
      entry.applied = false;
      entry.when = when;
    }
  }
  BlockList list;
  for (auto& [key, entry] : entries) {
    if (!entry.applied && entry.decision != Decision::none) list.keys.push_back(key);
    list.entries.push_back(std::move(entry));
  }
  return list;
}

Result<void> append_lines(const fs::path& index, std::span<const ArticleKey> keys,
                          Decision decision, bool applied, std::int64_t now) {
  if (keys.empty()) return {};
  const fs::path path = layout::block_list(index);
  return append_locked(path, [&](std::string_view whole) -> Result<std::string> {
    const Result<BlockList> list = replay(whole, path);
    if (!list) return list.error();
    std::string lines;
    for (const ArticleKey& key : keys) {
      if (key.source.empty())
        return Error{Errc::invalid, "expected SOURCE/ID, got an empty source", 0};
      const Blocked* known = list->find(key);
      if (known && known->decision == Decision::purged && decision != Decision::purged)
        return Error{Errc::conflict, "the article " + key.str() + " was purged: that is for ever",
                     0};
      lines += operation_name(decision, applied);
      lines += '\t';
      lines += std::to_string(now);
      lines += '\t';
      lines += escape_field(key.str());
      lines += '\n';
    }
    return lines;
  });
}

}  // namespace

const Blocked* BlockList::find(const ArticleKey& key) const {
  const auto at = std::lower_bound(
      entries.begin(), entries.end(), key,
      [](const Blocked& entry, const ArticleKey& wanted) { return entry.key < wanted; });
  return at != entries.end() && at->key == key ? &*at : nullptr;
}

Result<BlockList> read_block_list(const fs::path& index) {
  const fs::path path = layout::block_list(index);
  // The stamp first: what is appended meanwhile is then read again.
  const std::uint64_t stamp = file_stamp(path);
  const Result<std::string> text = read_file(path);
  if (!text) {
    if (text.error().code == Errc::not_found) return BlockList{};
    return text.error();
  }
  Result<BlockList> list = replay(complete_lines(*text), path);
  if (list) list->stamp = stamp;
  return list;
}

std::uint64_t block_list_stamp(const fs::path& index) {
  return file_stamp(layout::block_list(index));
}

Result<void> append_decisions(const fs::path& index, std::span<const ArticleKey> keys,
                              Decision decision, std::int64_t now) {
  return append_lines(index, keys, decision, false, now);
}

Result<void> append_applied(const fs::path& index, std::span<const ArticleKey> keys,
                            Decision decision, std::int64_t now) {
  return append_lines(index, keys, decision, true, now);
}

Xapian::Query hidden_query(const BlockList& blocked, std::int64_t now) {
  using Xapian::Query;
  std::vector<Query> hidden{Query(std::string(prefix::kPlaceholder))};
  const Field& status = *find_field("status");
  for (Status unseen : {Status::withheld, Status::canceled})
    hidden.emplace_back(value_term(status, name_of(unseen)));
  for (const ArticleKey& key : blocked.keys) hidden.emplace_back(key_term(key));
  // A value that is not set is the empty string: below every number, so an expiry needs a lower end
  // too.
  const auto value = [](double number) { return Xapian::sortable_serialise(number); };
  const Query embargoed(Query::OP_VALUE_GE, slot::kEmbargo, value(static_cast<double>(now) + 1));
  const Query expired(Query::OP_VALUE_RANGE, slot::kExpiry, value(-1e18),
                      value(static_cast<double>(now)));
  hidden.emplace_back(Query::OP_AND, Query(std::string(prefix::kEmbargo) + "yes"),
                      Query(Query::OP_OR, embargoed, expired));
  return Query(Query::OP_OR, hidden.begin(), hidden.end());
}

}  // namespace onrecord::store
