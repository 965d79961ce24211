// The samples: every one is read without a word of complaint, and they hold what the tour of them
// promises.
#include <filesystem>
#include <map>

#include "tests/indexer/formats/reading.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord::formats {
namespace {

std::map<std::string, Article> all_samples() {
  std::map<std::string, Article> found;
  const std::filesystem::path root = std::string(ONRECORD_SOURCE_DIR) + "/samples";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    ReadOptions options = test_options();
    options.path = entry.path().string();
    options.relative_path = std::filesystem::relative(entry.path(), root).string();
    Read read = read_bytes(file_bytes(options.path), options);
    for (const Reject& reject : read.rejects) FAIL_CHECK(options.path + ": " + reject.reason);
    for (Article& article : read.articles) {
      CAPTURE(options.path, article.key.id);
      CHECK(article.warnings.empty());
      CHECK(article.language.value == "en");
      CHECK(broken_span_rule(article.text, article.spans).empty());
      CHECK(found.emplace(article.key.id, std::move(article)).second);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("the samples are read whole, and hold a tour") {
  const auto samples = all_samples();
  CHECK(samples.size() >= 40);
  std::map<std::string, int> outlets, readers;
  int corrected = 0, retracted = 0, turns = 0, labelled = 0, wire = 0;
  for (const auto& [id, article] : samples) {
    ++outlets[article.outlet.value];
    ++readers[article.provenance.reader];
    corrected += article.status == Status::corrected ? 1 : 0;
    retracted += article.status == Status::retracted ? 1 : 0;
    if (article.status != Status::usable) CHECK_FALSE(article.notice.empty());
    turns += words_of(article, SpanKind::turn).empty() ? 0 : 1;
    labelled += article.labels().empty() ? 0 : 1;
    wire += article.text.find("Silence does not fill a bucket.") == std::string::npos ? 0 : 1;
  }
  CHECK(outlets.size() >= 7);
  CHECK(readers.size() == 5);
  CHECK(corrected >= 2);
  CHECK(retracted == 1);
  CHECK(turns >= 9);
  CHECK(labelled >= 9);
  CHECK(wire == 3);
  CHECK(samples.at("echo-88213").text.find("not for sale at any price") != std::string::npos);
  CHECK(samples.at("hp-2025-0304-1").text.find("not for sale at this price") != std::string::npos);
}

}  // namespace onrecord::formats
