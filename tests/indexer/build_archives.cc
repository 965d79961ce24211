// Archives and compressed files into an index: what goes in, what is refused, what nobody can do
// with a hostile one.
#include <algorithm>
#include <map>

#include "indexer/build/add.h"
#include "indexer/build/ledger_book.h"
#include "indexer/build/ledger_command.h"
#include "indexer/build/pieces.h"
#include "indexer/build/remove.h"
#include "indexer/statements/extract.h"
#include "proto/store/hash.h"
#include "tests/catch.h"
#include "tests/indexer/archive_bytes.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::compressed;
using tests::Entry;
using tests::Folder;
using tests::json_line;
using tests::packed;
using tests::Packing;

const std::string kStory = "Ferry to stop\n\nBy Ola Brandt\n\nThe ferry stops, the harbour said.\n";

AddOptions options_for(const Folder& folder) {
  AddOptions options;
  options.index = folder.path() / "index";
  options.input.paths = {folder.at("in")};
  options.input.jobs = 2;
  return options;
}

Tally added(const AddOptions& options) {
  const auto report = add_files(options);
  if (!report) FAIL(report.error().message);
  return report->tally;
}
Tally add(const Folder& folder) { return added(options_for(folder)); }

/// "MEMBER" → "outcome: reason" of every row of the one file "in/NAME"; "" is the file's own.
using Rows = std::map<std::string, std::string>;
Rows rows_of(const Folder& folder, const std::string& name) {
  const auto ledger = store::Ledger::open(folder.path() / "index", store::Ledger::Access::read);
  REQUIRE(ledger);
  Rows rows;
  REQUIRE(ledger->each([&](const store::LedgerRow& row) {
    if (row.path == folder.at("in/" + name))
      rows[row.member] =
          std::string(store::name_of(row.outcome)) + (row.reason.empty() ? "" : ": " + row.reason);
    return true;
  }));
  return rows;
}

/// The file's own row, with one file in the folder.
std::string row_of(const std::string& bytes, const std::string& name,
                   const ArchiveLimits& limits = {}) {
  const Folder folder;
  folder.write("in/" + name, bytes);
  AddOptions options = options_for(folder);
  options.input.archive = limits;
  added(options);
  return rows_of(folder, name).at("");
}

std::string lines(int count) {
  std::string all;
  for (int i = 0; i < count; ++i)
    all += json_line(std::to_string(i), "Tide " + std::to_string(i * 7919 % 1000),
                     store::sha256_hex(std::to_string(i)));
  return all;
}

}  // namespace

TEST_CASE("the members of every kind of archive are read, and each has its row") {
  const auto packing = GENERATE(Packing::zip, Packing::tar, Packing::tar_gz, Packing::tar_bz2,
                                Packing::tar_xz, Packing::tar_zst);
  const Folder folder;
  folder.write("in/old.bin", packed({{"2024/ferry.txt", kStory},
                                     {"2024/été.txt", kStory + "And more."},
                                     {"./wire.jsonl", lines(3)},
                                     {"2024", "", AE_IFDIR}},
                                    packing));
  const Tally tally = add(folder);
  CHECK(tally.added == 5);
  CHECK(tally.rejected + tally.files_rejected == 0);
  CHECK(rows_of(folder, "old.bin") == Rows{{"", "indexed"},
                                           {"2024/ferry.txt", "indexed"},
                                           {"2024/été.txt", "indexed"},
                                           {"wire.jsonl", "indexed"}});
  const Tally again = add(folder);
  CHECK(again.files_unchanged == 1);
  CHECK(again.files_read == 0);
}

TEST_CASE("members of one name have a row each, and what differs is refused by place") {
  const auto packing = GENERATE(Packing::zip, Packing::tar_gz);
  const Folder folder;
  folder.write("in/a.bin", packed({{"x.txt", kStory},
                                   {"x.txt", kStory},
                                   {"x.txt", kStory + "More."},
                                   {"w.jsonl", json_line("1", "One", "It rains.")},
                                   {"w.jsonl", json_line("2", "Two", "It pours.")}},
                                  packing));
  const Tally tally = add(folder);
  CHECK(tally.added == 3);
  CHECK(tally.duplicates == 1);
  CHECK(tally.rejected == 1);
  const Rows rows = rows_of(folder, "a.bin");
  CHECK(rows.size() == 6);
  for (const char* name : {"x.txt", "x.txt (2)", "w.jsonl", "w.jsonl (2)"})
    CHECK(rows.at(name) == "indexed");
  CHECK(rows.at("x.txt (3)")
            .find("the first is " + folder.at("in/a.bin") + "!/x.txt, this one is " +
                  folder.at("in/a.bin") + "!/x.txt (3)") != std::string::npos);
}

TEST_CASE("an article of an archive is named by archive and member, and says where it lies") {
  const Folder folder;
  folder.write("in/a.zip",
               packed({{"inner.tar", packed({{"s.txt", kStory}}, Packing::tar)}}, Packing::zip));
  CutHooks hooks;
  hooks.options = [](const FoundFile& file) {
    formats::ReadOptions options;
    options.source = file.root_name;
    options.path = file.path;
    options.relative_path = file.relative;
    return options;
  };
  Cutter cutter({folder.at("in")}, std::move(hooks));
  std::vector<Article> articles;
  while (const auto piece = cutter.next())
    if (piece->job && piece->job->format != nullptr)
      piece->job->format->read(piece->bytes, piece->job->options,
                               {[&](Article&& article) { articles.push_back(std::move(article)); },
                                [](formats::Reject&& reject) { FAIL_CHECK(reject.reason); }});
  REQUIRE(articles.size() == 1);
  CHECK(articles[0].key.str() == "in/a.zip!/inner.tar!/s.txt");
  CHECK(articles[0].provenance.path == folder.at("in/a.zip"));
  CHECK(articles[0].provenance.member == "inner.tar!/s.txt");
  CHECK(articles[0].provenance.source_sha256 == store::sha256_hex(kStory));
}

TEST_CASE("a compressed file is one file, cut into pieces as it is unpacked") {
  const char* const filter = GENERATE("gzip", "bzip2", "xz", "zstd", "compress");
  CAPTURE(filter);
  const std::string bytes = lines(20'000);
  const std::string stream = compressed(bytes, filter);
  const Folder folder;
  folder.write("in/wire.jsonl.gz", stream);
  CutHooks hooks;
  hooks.options = [](const FoundFile& file) {
    formats::ReadOptions options;
    options.path = file.path;
    options.source = file.root_name;
    options.relative_path = file.relative;
    return options;
  };
  Cutter cutter({folder.at("in")}, std::move(hooks), {.piece_bytes = 100'000});
  std::string whole;
  std::size_t pieces = 0;
  std::shared_ptr<const FileJob> job;
  while (auto piece = cutter.next()) {
    ++pieces;
    CHECK(piece->bytes.size() < 600'000);
    CHECK(piece->start.byte == whole.size());
    whole += piece->bytes;
    job = piece->job;
  }
  CHECK(pieces > 4);
  CHECK(whole == bytes);
  REQUIRE(job);
  CHECK(job->reader == "jsonl/2");
  CHECK(job->file.member.empty());
  CHECK(job->size == stream.size());
  CHECK(job->sha256 == store::sha256_hex(stream));
}

TEST_CASE("a member that leads outside, is a link, a device or encrypted is refused by name") {
  const Folder folder;
  const std::string outside = folder.write("outside.txt", "Never to be read.\n");
  folder.write("in/bad.tar", packed({{"../outside.txt", "x"},
                                     {"a/../../outside.txt", "x"},
                                     {"..\\outside.txt", "x"},
                                     {outside, "x"},
                                     {"C:\\boot.txt", "x"},
                                     {"link.txt", "", AE_IFLNK, "../outside.txt"},
                                     {"round", "", AE_IFLNK, "round"},
                                     {"disk", "", AE_IFBLK},
                                     {"tty", "", AE_IFCHR},
                                     {"pipe", "", AE_IFIFO},
                                     {"good.txt", kStory},
                                     {"twice.txt", "", AE_IFREG, "good.txt"},
                                     {".hidden", "x"}},
                                    Packing::tar));
  folder.write("in/secret.zip", packed({{"s.txt", kStory}}, Packing::zip, "word"));
  const Tally tally = add(folder);
  CHECK(tally.added == 1);
  CHECK(tally.files_left_out == 2);
  const std::string up = "rejected: its name leads out of the archive, through '..'";
  const std::string absolute = "rejected: its name is absolute: it leads out of the archive";
  CHECK(rows_of(folder, "bad.tar") ==
        Rows{{"", "partial: 10 of its members or records are not in"},
             {"../outside.txt", up},
             {"a/../../outside.txt", up},
             {"..\\outside.txt", up},
             {outside, absolute},
             {"C:\\boot.txt", absolute},
             {"link.txt", "rejected: is a symbolic link, not a file"},
             {"round", "rejected: is a symbolic link, not a file"},
             {"disk", "rejected: is a block device, not a file"},
             {"tty", "rejected: is a character device, not a file"},
             {"pipe", "rejected: is a named pipe, not a file"},
             {"good.txt", "indexed"},
             {"twice.txt", "skipped: is a link to 'good.txt', which is read at its own place"},
             {".hidden", "skipped: hidden: its name begins with a dot"}});
  CHECK(rows_of(folder, "secret.zip").at("s.txt") == "rejected: is encrypted");
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    CHECK((entry.path().filename() == "in" || entry.path().filename() == "index" ||
           entry.path().filename() == "outside.txt"));
    ++files;
  }
  CHECK(files == 3);
}

TEST_CASE("what unpacks to too much is refused, and nothing after it is read") {
  const std::string bomb = "rejected: unpacks to more than 100 times its size: refused as a bomb";
  const std::string flat(30u << 20, 'a');
  SECTION("a stream") {
    CHECK(row_of(compressed(flat, "gzip"), "b.txt.gz") == bomb);
    CHECK(row_of(compressed(compressed(flat, "gzip"), "gzip"), "b.txt.gz.gz") == bomb);
  }
  SECTION("a stream of lines") {
    std::string same;
    while (same.size() < flat.size()) same += "{\"id\":\"1\",\"text\":\"again\"}\n";
    CHECK(row_of(compressed(same, "xz"), "b.jsonl.xz") ==
          "partial: unpacks to more than 100 times its size: refused as a bomb");
  }
  SECTION("a member, with others around it") {
    const Folder folder;
    folder.write("in/b.zip",
                 packed({{"1.txt", kStory}, {"2.txt", flat}, {"3.txt", kStory}}, Packing::zip));
    CHECK(add(folder).added == 1);
    const Rows rows = rows_of(folder, "b.zip");
    CHECK(rows.at("1.txt") == "indexed");
    CHECK(rows.at("2.txt") == bomb);
    CHECK_FALSE(rows.contains("3.txt"));
    CHECK(rows.at("").starts_with("partial: unpacks to more than 100 times"));
  }
  SECTION("a member that is not even wanted, in a stream that must be read past it") {
    CHECK(row_of(packed({{"/abs.txt", flat}, {"3.txt", kStory}}, Packing::tar_gz), "b.tar.gz") ==
          "partial: unpacks to more than 100 times its size: refused as a bomb");
  }
  SECTION("the total, of an archive and of those inside it") {
    ArchiveLimits small;
    small.max_unpacked = 1u << 20;
    const std::string story(400'000, 'x');
    const std::string inner = packed({{"a.txt", story}, {"b.txt", story}}, Packing::tar);
    CHECK(row_of(packed({{"i.tar", inner}, {"c.txt", "x"}}, Packing::tar), "b.tar", small) ==
          "partial: unpacks to more than 1 MB in total (--max-unpacked-megabytes)");
    CHECK(row_of(inner, "b.tar", small) == "indexed");
  }
  SECTION("members without end") {
    ArchiveLimits small;
    small.max_members = 3;
    const std::vector<Entry> four(4, {"a.txt", kStory});
    CHECK(row_of(packed(four, Packing::tar), "b.tar", small) ==
          "partial: holds more than 3 members");
  }
  SECTION("compression around compression") {
    std::string bytes = kStory;
    for (int i = 0; i < 6; ++i) bytes = compressed(bytes, "gzip");
    CHECK(row_of(bytes, "b.txt.gz") == "rejected: compressed 6 times over: expected at most 2");
  }
}

TEST_CASE("archives in archives are read once, and not deeper") {
  const Folder folder;
  const std::string deepest = packed({{"c.txt", kStory + "c"}}, Packing::zip);
  const std::string inner = packed({{"b.txt", kStory + "b"}, {"deep.zip", deepest}}, Packing::zip);
  folder.write("in/a.tar.gz", packed({{"a.txt", kStory}, {"inner.zip", inner}}, Packing::tar_gz));
  CHECK(add(folder).added == 2);
  CHECK(rows_of(folder, "a.tar.gz") ==
        Rows{{"", "partial: 1 of its members or records are not in"},
             {"a.txt", "indexed"},
             {"inner.zip", "indexed"},
             {"inner.zip!/b.txt", "indexed"},
             {"inner.zip!/deep.zip", "rejected: zip inside 2 others: nested too deep to be read"}});
}

TEST_CASE("a damaged archive gives what is whole, and says where it ends") {
  SECTION("a stream of lines that is cut off") {
    const std::string stream = compressed(lines(3000), "gzip");
    const Folder folder;
    folder.write("in/w.jsonl.gz", stream.substr(0, stream.size() - 2000));
    const Tally tally = add(folder);
    CHECK(tally.added > 1000);
    CHECK(tally.added < 3000);
    CHECK(rows_of(folder, "w.jsonl.gz").at("") == "partial: is damaged: truncated gzip input");
    CHECK(add(folder).files_unchanged == 1);
  }
  SECTION("half of an article is none") {
    std::string story = kStory;
    for (int i = 0; i < 3000; ++i) story += store::sha256_hex(std::to_string(i)) + "\n";
    const std::string stream = compressed(story, "gzip");
    CHECK(row_of(stream.substr(0, stream.size() - 2000), "w.txt.gz") ==
          "rejected: is damaged: truncated gzip input");
  }
  SECTION("a tar that is cut off") {
    const std::string tar = packed({{"a.txt", kStory}, {"b.jsonl", lines(100)}}, Packing::tar);
    const Folder folder;
    folder.write("in/a.tar", tar.substr(0, 3000));
    add(folder);
    const Rows rows = rows_of(folder, "a.tar");
    CHECK(rows.at("a.txt") == "indexed");
    CHECK(rows.at("b.jsonl").find("damaged") != std::string::npos);
    CHECK(rows.at("").starts_with("partial: is damaged"));
  }
  SECTION("a member whose checksum is wrong") {
    std::string zip =
        packed({{"a.txt", std::string(300, 'q') + kStory}, {"b.txt", kStory}}, Packing::zip);
    const std::size_t crc = zip.find("PK\x01\x02") + 16;
    zip[crc] = static_cast<char>(zip[crc] ^ 1);
    const Folder folder;
    folder.write("in/a.zip", zip);
    CHECK(add(folder).added == 1);
    CHECK(rows_of(folder, "a.zip").at("a.txt").starts_with("rejected: is damaged: "));
    CHECK(rows_of(folder, "a.zip").at("b.txt") == "indexed");
  }
  SECTION("the beginning of an archive and nothing else") {
    for (const std::string magic : {"PK\x03\x04", "\x1F\x8B", "BZh91AY&SY", "\x28\xB5\x2F\xFD"}) {
      CAPTURE(magic);
      CHECK(row_of(magic + "no more of it", "a.bin").starts_with("rejected: "));
    }
  }
  SECTION("an archive of nothing") {
    CHECK(row_of(packed({}, Packing::zip), "a.zip") == "rejected: holds no files");
    CHECK(row_of(packed({}, Packing::tar_gz), "a.tar.gz") == "rejected: holds no files");
    CHECK(row_of(compressed(std::string(5u << 20, '\0'), "gzip"), "a.gz") ==
          "rejected: holds no files");
  }
}

TEST_CASE("any damage to an archive is an error or fewer articles, never a crash") {
  const std::string whole = packed(
      {{"a.txt", kStory}, {"inner.zip", packed({{"b.txt", kStory}}, Packing::zip)}}, Packing::zip);
  std::uint32_t seed = 11;
  for (int round = 0; round < 400; ++round) {
    std::string bytes = whole;
    for (int i = 0; i < 3; ++i) {
      seed = seed * 1664525u + 1013904223u;
      bytes[(seed >> 8) % bytes.size()] = static_cast<char>(seed >> 24);
    }
    const Folder folder;
    folder.write("in/a.zip", bytes);
    CutHooks hooks;
    hooks.options = [](const FoundFile& file) {
      formats::ReadOptions options;
      options.path = file.path;
      return options;
    };
    Cutter cutter({folder.at("in")}, std::move(hooks));
    std::size_t pieces = 0;
    while (cutter.next()) ++pieces;
    CHECK(pieces >= 1);
    CHECK(cutter.done());
  }
}

TEST_CASE(
    "what was removed of an archive comes back with it, and its other members are as they were") {
  const Folder folder;
  folder.write(
      "in/a.zip",
      packed({{"a.jsonl", json_line("1", "One", "x") + json_line("2", "Two", "y")}, {"b.txt", ""}},
             Packing::zip));
  CHECK(add(folder).added == 2);
  const std::vector<ArticleKey> first = {{"in", "1"}};
  {
    store::WriterOptions options;
    options.derive = statements::extract;
    auto writer = store::Writer::open(folder.path() / "index", std::move(options));
    REQUIRE(writer);
    auto rows = store::Ledger::open(folder.path() / "index", store::Ledger::Access::write);
    REQUIRE(rows);
    LedgerBook ledger(std::move(*rows));
    const auto removal = remove_articles(*writer, ledger, first, 1'900'000'000);
    REQUIRE(removal);
    CHECK(removal->removed == 1);
  }
  Rows rows = rows_of(folder, "a.zip");
  CHECK(rows[""] == "partial: some of its articles were removed");
  CHECK(rows["a.jsonl"] == "partial: 1 of its articles were removed");
  CHECK(rows["b.txt"].starts_with("rejected"));
  const LedgerOptions missing{folder.path() / "index", {folder.at("in")}, Form::tsv};
  CHECK(*tell_ledger(missing) == 3);  // the archive, and its two members
  CHECK(add(folder).added == 1);
  CHECK(rows_of(folder, "a.zip").at("a.jsonl") == "indexed");
}

TEST_CASE("an archive is read again when more of it may be unpacked, or by another converter") {
  const Folder folder;
  folder.write("in/a.zip", packed({{"a.txt", kStory}, {"b.pdf", "%PDF-1.4 x"}}, Packing::zip));
  AddOptions options = options_for(folder);
  CHECK(added(options).added == 1);
  CHECK(added(options).files_unchanged == 1);
  auto converter = parse_converter("pdf=tail -c +10");
  REQUIRE(converter);
  options.input.converters = {*converter};
  CHECK(added(options).files_unchanged == 0);
  CHECK(added(options).files_unchanged == 1);
  options.input.archive.max_unpacked += 1;
  CHECK(added(options).files_unchanged == 0);
}

TEST_CASE("an archive of folders only says that it holds no files") {
  Entry folder_entry{"empty/", ""};
  const Folder folder;
  folder.write("in/a.zip", packed({folder_entry}, Packing::zip));
  add(folder);
  CHECK(rows_of(folder, "a.zip").at("").starts_with("rejected: "));
  CHECK(rows_of(folder, "a.zip").at("") != "rejected: ");
}

TEST_CASE("a changed archive is read again, and what it no longer holds is no longer missed") {
  const Folder folder;
  const auto write = [&](const std::vector<Entry>& entries) {
    folder.write("in/a.zip", packed(entries, Packing::zip));
  };
  write({{"a.txt", kStory}, {"b.jsonl", json_line("1", "One", "x") + "{broken\n"}, {"c.txt", ""}});
  const Tally first = add(folder);
  CHECK(first.added == 2);
  CHECK(first.rejected == 1);
  CHECK(first.files_rejected == 1);
  CHECK(add(folder).still_out == 2);

  AddOptions retry = options_for(folder);
  retry.input.paths.clear();
  retry.reading = Reading::what_was_rejected;
  const Tally retried = added(retry);
  CHECK(retried.unchanged == 2);
  CHECK(retried.rejected == 1);

  const LedgerOptions missing{folder.path() / "index", {folder.at("in")}, Form::tsv};
  CHECK(*tell_ledger(missing) == 3);  // the archive, and its two members
  write({{"a.txt", kStory + "More of it.\n"}, {"d.txt", kStory}});
  CHECK(*tell_ledger(missing) == 3);
  const Tally changed = add(folder);
  CHECK(changed.new_versions == 1);
  CHECK(changed.added == 1);
  CHECK(rows_of(folder, "a.zip").at("") == "indexed");
}
