// The article that the product was asked for, where it is at hand.
#include <filesystem>
#include <iostream>

#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {

TEST_CASE("the seed article comes apart as it should") {
  const std::filesystem::path folder = std::string(ONRECORD_SOURCE_DIR) + "/../shared/eval/seed";
  if (!std::filesystem::exists(folder)) {
    std::cout << "skipped: no ../shared/eval/seed beside the repository\n";
    return;
  }
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    ReadOptions options = test_options();
    options.path = entry.path().string();
    const Read result = read_bytes(file_bytes(options.path), options);
    REQUIRE(result.articles.size() == 1);
    const Article& article = result.articles.front();
    ++read;
    CHECK(article.headline.empty());
    CHECK_FALSE(article.date.known());
    CHECK(article.labels().size() == 4);
    CHECK(article.labels().at(2) == "What he’s saying");
    CHECK(article.byline.origin == Origin::inferred);
    CHECK(article.text.substr(article.text.size() - article.byline.value.size()) ==
          article.byline.value);
    std::vector<std::string> speakers;
    for (const TextSpan& span : article.spans) {
      if (span.kind != SpanKind::turn) continue;
      speakers.push_back(span.label);
      const std::string_view turn = span.span.of(article.text);
      CHECK_THAT(std::string(turn), Catch::StartsWith("“") && Catch::EndsWith("”"));
      CHECK(turn.find("\n\n“") != std::string_view::npos);
      CHECK(turn.find("also addressed") == std::string_view::npos);
    }
    REQUIRE(speakers.size() == 1);
    CHECK(words_of(article, SpanKind::speaker_label) == speakers[0] + ":");
    CHECK(article.text.substr(0, words_of(article, SpanKind::lead).size()) ==
          words_of(article, SpanKind::lead));
  }
  CHECK(read == 1);
}

}  // namespace onrecord::formats
