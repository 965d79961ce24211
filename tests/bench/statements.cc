// How fast statements are found: the whole pipeline on one core, in bytes a second.  Builds its own
// news text, or reads the file that ONRECORD_BENCH_TEXT names (articles apart by lines of "===").
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/layout.h"
#include "indexer/statements/extract.h"

namespace onrecord::statements {
namespace {

// Sentences in the proportions of a news page: a third of the paragraphs quote.
std::string make_article(std::mt19937& random, std::size_t bytes) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "Ada Brill", "Tom Lunt", "Priya Raman", "John Oduya", "Mona Haddad", "Peter Vos"};
  static constexpr std::array<std::string_view, 14> kSentences = {
      "“We will dig the canal before the winter comes, and nobody will stop us,” {} said.",
      "The port of Ostwick has handled 1,200 ships a year since the old bridge was taken down in "
      "1998.",
      "{} told reporters on Monday that the plan would cost far more than the council had "
      "expected.",
      "Officials at the U.S. Embassy declined to comment, and a spokesman for the harbour board "
      "did not return calls.",
      "According to {}, the work will take three years and bring 400 people back to the quays.",
      "He called the report “a long list of old mistakes” and left the room without taking "
      "questions.",
      "The road along the river was closed for two days after heavy rain, as it had been the "
      "winter before.",
      "“That is not what was promised,” {} said. “It is time that somebody read the contract "
      "aloud.”",
      "Prices rose by 4.5 percent in the third quarter, while wages in the district hardly moved "
      "at all.",
      "She added that the engineers, many of them close to retirement, had been warned twice.",
      "In a statement, {} said the board would publish its accounts by the end of March.",
      "Nobody at the meeting could say who had signed the order, or when the order had been "
      "signed.",
      "The old warehouses north of the station will make way for a school, a park and two hundred "
      "flats.",
      "Most of the boats that lay in the inner basin belong to families that have fished here for "
      "generations."};
  std::string text;
  std::size_t in_paragraph = 0;
  while (text.size() < bytes) {
    std::string sentence(kSentences[random() % kSentences.size()]);
    if (const std::size_t gap = sentence.find("{}"); gap != std::string::npos)
      sentence.replace(gap, 2, kNames[random() % kNames.size()]);
    text += sentence;
    text += ++in_paragraph % 3 == 0 ? "\n\n" : " ";
  }
  return text;
}

std::vector<Article> articles() {
  std::vector<std::string> texts;
  if (const char* path = std::getenv("ONRECORD_BENCH_TEXT")) {
    std::ifstream in(path);
    texts.emplace_back();
    for (std::string line; std::getline(in, line);) {
      if (line == "===")
        texts.emplace_back();
      else
        texts.back() += line + '\n';
    }
  } else {
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) texts.push_back(make_article(random, 5000));
  }
  std::vector<Article> made;
  for (std::string& text : texts) {
    Article& article = made.emplace_back();
    article.text = std::move(text);
    article.spans = formats::lay_out(article.text, formats::BodyKind::given_apart, "").spans;
  }
  return made;
}

void extraction(benchmark::State& state) {
  const std::vector<Article> all = articles();
  std::size_t bytes = 0, found = 0;
  for (auto _ : state)
    for (const Article& article : all) {
      found += extract(article).size();
      bytes += article.text.size();
    }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.counters["statements/s"] =
      benchmark::Counter(static_cast<double>(found), benchmark::Counter::kIsRate);
}
BENCHMARK(extraction)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace onrecord::statements
