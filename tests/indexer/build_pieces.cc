// Files cut into pieces.
#include "indexer/build/pieces.h"

#include "proto/store/hash.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::Folder;

CutHooks plain_hooks(std::size_t max_line_bytes = 16u << 20) {
  CutHooks hooks;
  hooks.options = [max_line_bytes](const FoundFile& file) {
    formats::ReadOptions options;
    options.path = file.path;
    options.source = file.root_name;
    options.relative_path = file.relative;
    options.max_line_bytes = max_line_bytes;
    return options;
  };
  return hooks;
}

std::vector<Piece> cut(const std::string& path, CutHooks hooks, CutLimits limits = {}) {
  std::vector<Piece> pieces;
  Cutter cutter({path}, std::move(hooks), limits);
  while (auto piece = cutter.next()) pieces.push_back(std::move(*piece));
  return pieces;
}

}  // namespace

TEST_CASE("a big file of lines is cut at line ends, and nothing is lost or counted wrongly") {
  const Folder folder;
  std::string bytes;
  for (int i = 0; i < 20'000; ++i)
    bytes += tests::json_line(std::to_string(i), "Tide tables", std::string(i % 211, 'x'));
  if (GENERATE(true, false)) bytes.pop_back();  // with and without a line end at the end
  const std::string path = folder.write("big.jsonl", bytes);
  const auto pieces = cut(path, plain_hooks(), {.piece_bytes = 10'000});
  CHECK(pieces.size() > 5);
  std::string whole;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    REQUIRE(pieces[i].start.byte == whole.size());
    REQUIRE(pieces[i].start.line ==
            static_cast<std::uint64_t>(std::count(whole.begin(), whole.end(), '\n')));
    REQUIRE(pieces[i].start.record == pieces[i].start.line);
    REQUIRE(pieces[i].last == (i + 1 == pieces.size()));
    whole += pieces[i].bytes;
    if (!pieces[i].last) REQUIRE(whole.back() == '\n');
  }
  CHECK(whole == bytes);
  CHECK(pieces.back().job->sha256 == store::sha256_hex(bytes));
  CHECK(pieces.back().job->size == bytes.size());
  CHECK(pieces.back().job->reader == "jsonl/2");
}

TEST_CASE(
    "a line that is too long is refused with its place, without being held, and the next one goes "
    "on") {
  const Folder folder;
  const std::string first = tests::json_line("1", "Before", "x");
  const std::string last = tests::json_line("3", "After", "x");
  const std::string path =
      folder.write("long.jsonl", first + std::string(3'000'000, 'y') + "\n" + last);
  const auto pieces = cut(path, plain_hooks(1'000'000), {.piece_bytes = 100});
  std::string kept;
  std::vector<formats::Reject> rejects;
  for (const Piece& piece : pieces) {
    REQUIRE(piece.bytes.size() < 1'500'000);
    kept += piece.bytes;
    rejects.insert(rejects.end(), piece.rejects.begin(), piece.rejects.end());
  }
  CHECK(kept == first + last);
  REQUIRE(rejects.size() == 1);
  CHECK(rejects[0].record == 2);
  CHECK(rejects[0].line == 2);
  CHECK(rejects[0].byte_begin == first.size());
  CHECK(rejects[0].byte_end == first.size() + 3'000'000);
  CHECK(rejects[0].reason == "line 2: expected at most 1000000 bytes, got 3000000");
  CHECK(pieces.back().start.line == 2);
}

TEST_CASE("what cannot be read says why") {
  const Folder folder;
  struct Case {
    std::string path, problem;
  };
  const std::vector<Case> cases = {
      {folder.write("empty.txt", ""), "the file is empty"},
      {"/proc/self/mem", "cannot be read from byte 0 on: Input/output error"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    const auto pieces = cut(c.path, plain_hooks());
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].last);
    CHECK(pieces[0].job->format == nullptr);
    CHECK(pieces[0].job->problem == c.problem);
  }
}

TEST_CASE("what goes between its listing and its reading is no reject") {
  const Folder folder;
  for (const char* name : {"a.txt", "b.txt", "c.txt", "d.txt", "e/f.txt"})
    folder.write(std::string("desk/") + name, "Tide tables\n\nThe tide turned.\n");
  const auto gone = [&](const std::string& name) {
    std::filesystem::remove_all(folder.path() / "desk" / name);
  };
  CutHooks hooks = plain_hooks();
  hooks.options = [&, plain = hooks.options](const FoundFile& file) {
    if (file.relative == "a.txt") {  // The others are listed by now.
      gone("c.txt");
      gone("e");
    }
    if (file.relative == "b.txt") gone("b.txt");  // Found by now.
    return plain(file);
  };
  std::vector<std::string> seen;
  for (const Piece& piece : cut(folder.at("desk"), hooks)) {
    if (piece.job) {
      seen.push_back(piece.job->file.relative + piece.job->problem);
      continue;
    }
    CHECK(piece.left_out.loss == LeftOut::Loss::covered);
    seen.push_back(std::filesystem::path(piece.left_out.path).filename().string() + ": " +
                   piece.left_out.reason);
  }
  CHECK(seen == std::vector<std::string>{"a.txt", "b.txt: went away before it was read",
                                         "c.txt: went away before it was read", "d.txt",
                                         "e: went away before it was read"});
}

TEST_CASE("a binary file is hashed, so that it is known the next time") {
  const Folder folder;
  const std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", 24);
  const auto pieces = cut(folder.write("photo.png", bytes), plain_hooks());
  REQUIRE(pieces.size() == 1);
  CHECK(pieces[0].job->format == nullptr);
  CHECK_FALSE(pieces[0].job->problem.empty());
  CHECK(pieces[0].job->sha256 == store::sha256_hex(bytes));
}

TEST_CASE("a file that is too big for its format is refused by name") {
  const Folder folder;
  const std::string path =
      folder.write("story.txt", "Harbour reopens\n\n" + std::string(5000, 'a') + "\n");
  const auto pieces = cut(path, plain_hooks(), {.max_whole_bytes = 1u << 10});
  REQUIRE(pieces.size() == 1);
  CHECK(pieces[0].job->problem.find("expected at most") == 0);
  CHECK(pieces[0].bytes.empty());
}

TEST_CASE("a file that is known is not read") {
  const Folder folder;
  const std::string bytes = tests::json_line("1", "Known", "x");
  CutHooks hooks = plain_hooks();
  hooks.may_be_known = [&](const FileJob&, std::uint64_t size) { return size == bytes.size(); };
  hooks.is_known = [&](const FileJob& job, std::uint64_t, const std::string& sha256) {
    return job.reader == "jsonl/2" && sha256 == store::sha256_hex(bytes);
  };
  const auto known = cut(folder.write("a.jsonl", bytes), hooks);
  REQUIRE(known.size() == 1);
  CHECK(known[0].job->known);
  CHECK(known[0].bytes.empty());
  const auto changed = cut(folder.write("a.jsonl", tests::json_line("1", "Knowm", "x")), hooks);
  REQUIRE(changed.size() == 1);
  CHECK_FALSE(changed[0].job->known);
  CHECK(changed[0].bytes.size() == bytes.size());
}
