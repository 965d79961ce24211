// Converters under caps, sidecars, and what the ledger says of both.
#include "indexer/build/convert.h"

#include "indexer/build/add.h"
#include "indexer/build/ledger_book.h"
#include "indexer/build/sidecar.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::Folder;

std::string mistake_of(std::string_view printed) {
  const auto converter = parse_converter(printed);
  return converter ? "" : converter.error().message;
}

std::string problem_of(const std::vector<std::string>& command, std::string_view bytes = "x",
                       const ConvertLimits& limits = {}) {
  const auto text = convert(command, bytes, limits);
  return text ? "none" : text.error().message;
}

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

store::LedgerRow row_of(const Folder& folder, const std::string& name) {
  const auto ledger = store::Ledger::open(folder.path() / "index", store::Ledger::Access::read);
  REQUIRE(ledger);
  const auto row = ledger->find(folder.at("in/" + name));
  REQUIRE(row);
  REQUIRE(*row);
  return **row;
}

}  // namespace

TEST_CASE("a converter is a kind and a command, read without a shell") {
  CHECK(parse_converter("pdf=pdftotext - -")->command ==
        std::vector<std::string>{"pdftotext", "-", "-"});
  const auto quoted = parse_converter("application/rtf=prog 'a b'  \"c;d\" e'f g'");
  REQUIRE(quoted);
  CHECK(quoted->type == "rtf");
  CHECK(quoted->command == std::vector<std::string>{"prog", "a b", "c;d", "ef g"});
  CHECK(mistake_of("pdf=") == "'pdf=': expected a command behind '='");
  CHECK(mistake_of("pdf='x") == "'pdf='x': a quotation mark never closes");
  CHECK(mistake_of("gif=x").starts_with("expected KIND=COMMAND with a kind of pdf, doc"));
  CHECK(mistake_of("pdf").starts_with("expected KIND=COMMAND"));
}

TEST_CASE("a converter's output comes back whole, also when both pipes are full") {
  const std::string big(3'000'000, 'x');
  CHECK(*convert({"cat"}, big) == big);
  CHECK(convert({"cat"}, "")->empty());
  CHECK(*convert({"head", "-c", "10"}, big) == std::string(10, 'x'));  // does not read to the end
}

TEST_CASE("a converter that fails, floods, hangs or is not there is an error that names it") {
  CHECK(problem_of({"no-such-program"}) ==
        "converter 'no-such-program' is not there, or cannot be run");
  CHECK(problem_of({"sh", "-c", "echo broken file >&2; exit 3"}) ==
        "converter 'sh' ended with status 3: broken file");
  CHECK(problem_of({"sh", "-c", "kill -9 $$"}) == "converter 'sh' was ended by signal 9");
  ConvertLimits small;
  small.max_output_bytes = 1u << 20;
  CHECK(problem_of({"yes"}, "x", small) == "converter 'yes' wrote more than 1 MB");
  ConvertLimits brief;
  brief.time = std::chrono::seconds(1);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(problem_of({"sh", "-c", "sleep 30 & sleep 30"}, "x", brief) ==
        "converter 'sh' took longer than 1 s");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  ConvertLimits narrow;
  narrow.max_memory_bytes = 64u << 20;
  CHECK(problem_of({"sh", "-c", "x=$(head -c 200000000 /dev/zero | tr '\\0' a); echo ${#x}"}, "x",
                   narrow) != "none");
}

TEST_CASE("what needs a converter says so, and with one its text is read") {
  const Folder folder;
  const std::string pdf = "%PDF-1.4\nThe ferry stops, the harbour said.\n";
  folder.write("in/a.pdf", pdf);
  AddOptions options = options_for(folder);
  CHECK(added(options).files_rejected == 1);
  CHECK(row_of(folder, "a.pdf").reason == "needs converter: application/pdf");

  options.input.converters = {*parse_converter("pdf=tail -n +2")};
  CHECK(added(options).added == 1);
  CHECK(row_of(folder, "a.pdf").reader.starts_with("text/2+pdf:"));
  CHECK(added(options).files_unchanged == 1);
  options.input.converters = {*parse_converter("pdf=false")};
  CHECK(added(options).rejected == 1);
  CHECK(row_of(folder, "a.pdf").reason == "converter 'false' ended with status 1");
}

TEST_CASE("a sidecar is read with the file that it describes, and its change is a change of that") {
  const Folder folder;
  const std::string story = folder.write("in/x.txt", "The ferry stops.\n");
  const std::string beside = folder.write("in/x.json", R"({"title":"Ferry","outlet":"Herald"})");
  folder.write("in/y.json", R"({"title":"Alone","text":"An article of its own."})");
  CHECK(described_by(beside) == "x.txt");
  CHECK(described_by(folder.at("in/y.json")).empty());
  CHECK(sidecar_of(story).starts_with("{\"title\""));
  CHECK(sidecar_of(folder.at("in/y.json")).empty());

  const AddOptions options = options_for(folder);
  const Tally first = added(options);
  CHECK(first.added == 2);
  CHECK(first.files_left_out == 1);
  CHECK(row_of(folder, "x.json").reason == "describes 'x.txt', which is read with it");
  CHECK(added(options).files_unchanged == 2);
  folder.write("in/x.json", R"({"title":"Ferry late","outlet":"Herald"})");
  CHECK(added(options).new_versions == 1);

  folder.write("in/x.json", R"({"title":"Ferry late","outlet":)");  // Half of it is written.
  const Tally half = added(options);
  CHECK(half.new_versions == 1);
  CHECK(half.rejected == 1);
  CHECK(half.files_unread == 0);
}
