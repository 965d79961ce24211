// The parts of whole articles, against files written by hand and checked by eye.
// To write them anew after a change that was meant: ONRECORD_WRITE_GOLDEN=1 tests_indexer
// "[golden]", then read the difference.
#include <cstdlib>
#include <filesystem>

#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

std::string printed(const Article& article) {
  std::string out;
  const auto line = [&](std::string_view name, const Sourced& field) {
    if (!field.empty())
      out += std::string(name) + " (" + std::string(name_of(field.origin)) + "): " + field.value +
             "\n";
  };
  line("headline", article.headline);
  line("byline", article.byline);
  line("outlet", article.outlet);
  out += "date (" + std::string(name_of(article.date_origin)) +
         "): " + text::format_date(article.date) + "\n";
  for (const auto& [key, value] : article.meta) out += "meta." + key + ": " + value + "\n";
  for (const std::string& warning : article.warnings) out += "warning: " + warning + "\n";
  for (const TextSpan& span : article.spans) {
    std::string words(span.span.of(article.text));
    std::string shown;
    for (const char c : words)
      shown += c == '\n' ? std::string("\\n") : c == '\r' ? std::string("\\r") : std::string(1, c);
    const bool container = span.kind == SpanKind::section || span.kind == SpanKind::turn;
    out += std::string(name_of(span.kind)) + " " + std::to_string(span.span.begin) + "-" +
           std::to_string(span.span.end) + (container ? " {" + span.label + "}" : ": " + shown) +
           "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("whole articles come apart as their golden files say", "[golden]") {
  const std::filesystem::path folder = std::string(ONRECORD_SOURCE_DIR) + "/tests/golden/formats";
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == ".golden") continue;
    CAPTURE(path.filename().string());
    ReadOptions options = test_options();
    options.path = path.filename().string();
    const Read read = read_bytes(file_bytes(path.string()), options);
    REQUIRE(read.rejects.empty());
    REQUIRE(read.articles.size() == 1);
    const std::string golden = path.string() + ".golden";
    if (std::getenv("ONRECORD_WRITE_GOLDEN") != nullptr)
      std::ofstream(golden, std::ios::binary) << printed(read.articles.front());
    CHECK(printed(read.articles.front()) == file_bytes(golden));
    ++compared;
  }
  CHECK(compared >= 20);
}

}  // namespace onrecord::formats
