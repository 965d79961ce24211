// See info.h.
#include "indexer/build/info.h"

#include <xapian.h>

#include <utility>
#include <vector>

#include "indexer/build/roots.h"
#include "proto/store/fields.h"
#include "proto/store/files.h"
#include "proto/store/guarded.h"
#include "proto/store/ledger.h"
#include "proto/store/lock.h"
#include "proto/store/manifest.h"
#include "proto/store/reader.h"
#include "proto/text/json_out.h"

namespace onrecord::build {
namespace {

struct Info {
  store::Manifest manifest;
  std::string generation;
  std::string revision;
  std::uint64_t articles = 0;
  std::uint64_t statements = 0;
  std::uint64_t superseded = 0;
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;      ///< With a row in the ledger.
  std::uint64_t files_out = 0;  ///< Of those, rejected or partly so.
  std::uint64_t withheld = 0;
  std::uint64_t purged = 0;
  std::uint64_t pending =
      0;                    ///< Decisions that readers obey and that the databases do not say yet.
  std::int64_t writer = 0;  ///< The process that writes now; 0: none.
};

Result<void> count_ledger(const std::filesystem::path& index, Info& info) {
  const auto ledger = store::Ledger::open(index, store::Ledger::Access::read);
  if (!ledger) return ledger.error();
  return ledger->each([&](const store::LedgerRow& row) {
    if (row.reader == kFolderReader) return true;
    ++info.files;
    if (row.outcome == store::Outcome::rejected || row.outcome == store::Outcome::partial)
      ++info.files_out;
    return true;
  });
}

Result<Info> gather(const std::filesystem::path& index) {
  const auto reader = store::open_reader(index);
  if (!reader) return reader.error();
  auto manifest = store::read_manifest(index / reader->generation);
  if (!manifest) return manifest.error();
  Info info;
  info.manifest = std::move(*manifest);
  info.generation = reader->generation;
  info.revision = reader->revision;
  const auto counted = store::guarded("counting", [&] {
    // Each shard has its placeholder.
    const auto records = [](const Xapian::Database& database) {
      return database.get_doccount() - database.size();
    };
    info.articles = records(reader->articles);
    info.statements = records(reader->statements);
    info.superseded = records(reader->history);
  });
  if (!counted) return counted.error();
  info.bytes = store::tree_bytes(index / reader->generation);
  for (const store::Blocked& blocked : reader->blocked.entries) {
    if (blocked.decision == store::Decision::withheld) ++info.withheld;
    if (blocked.decision == store::Decision::purged) ++info.purged;
    if (!blocked.applied) ++info.pending;
  }
  if (const auto holder = store::lock_holder(index)) info.writer = *holder;
  if (auto ledger = count_ledger(index, info); !ledger) return ledger.error();
  return info;
}

using Facts = std::vector<std::pair<std::string_view, std::uint64_t>>;

Facts counts_of(const Info& info) {
  return {{"articles", info.articles},
          {"statements", info.statements},
          {"superseded", info.superseded},
          {"bytes", info.bytes},
          {"files", info.files},
          {"files_out", info.files_out},
          {"withheld", info.withheld},
          {"purged", info.purged},
          {"pending_decisions", info.pending},
          {"format", info.manifest.format},
          {"shards", info.manifest.settings.shards}};
}

std::string as_json(const Info& info) {
  std::string line;
  text::JsonOut json(line);
  json.open('{');
  for (const auto& [name, count] : counts_of(info)) json.key(name).number(count);
  json.key("generation").string(info.generation);
  json.key("revision").string(info.revision);
  json.key("stem_language").string(info.manifest.settings.stem_language);
  json.key("made_by").string(info.manifest.made_by);
  json.key("created").number(info.manifest.created);
  json.key("writer_process").number(info.writer);
  json.key("fields").open('[');
  for (const Field& field : kFields) {
    json.open('{')
        .key("name")
        .string(field.name)
        .key("help")
        .string(field.help)
        .key("example")
        .string(field.example);
    json.key("facet").boolean(field.facet).close('}');
  }
  json.close(']').close('}');
  return line + "\n";
}

std::string as_text(const Info& info) {
  std::string lines;
  const auto line = [&lines](std::string_view name, const std::string& value) {
    lines += std::string(name) + std::string(name.size() < 20 ? 20 - name.size() : 1, ' ') + value +
             "\n";
  };
  for (const auto& [name, count] : counts_of(info)) line(name, std::to_string(count));
  line("generation", info.generation);
  line("revision", info.revision);
  line("stem_language", info.manifest.settings.stem_language);
  line("made_by", info.manifest.made_by);
  line("writer_process", info.writer == 0 ? "none" : std::to_string(info.writer));
  std::string fields;
  for (const Field& field : kFields) {
    if (!fields.empty()) fields += ' ';
    fields += field.name;
  }
  line("fields", fields);
  return lines;
}

}  // namespace

Result<std::string> tell_info(const std::filesystem::path& index, Form form) {
  const auto info = gather(index);
  if (!info) return info.error();
  return form == Form::json ? as_json(*info) : as_text(*info);
}

}  // namespace onrecord::build
