// How long requests take in one process: whole answers, beside what Xapian alone needs for the same
// query, and snippets.
#include <benchmark/benchmark.h>
#include <unistd.h>
#include <xapian.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <random>

#include "proto/store/documents.h"
#include "proto/store/hash.h"
#include "proto/store/reader.h"
#include "proto/store/writer.h"
#include "searchd/query/compile.h"
#include "searchd/query/parse.h"
#include "searchd/search/answer.h"
#include "searchd/search/snippet.h"

namespace {

using namespace onrecord;
namespace json = boost::json;

constexpr int kArticles = 5000;

[[noreturn]] void give_up(const std::string& why) {
  std::cerr << "bench_search: " << why << '\n';
  std::exit(1);
}

/// Words by Zipf's law, like those of a text: word 1 stands in nearly every article.
std::string text_of(std::mt19937& random, int words) {
  std::uniform_real_distribution<double> even(0, 1);
  std::string text;
  for (int i = 0; i < words; ++i) {
    const int rank = static_cast<int>(std::pow(20000.0, even(random)));
    text += "w" + std::string(1, static_cast<char>('a' + rank % 26)) + std::to_string(rank);
    text += i % 17 == 16 ? ". " : " ";
    if (i % 80 == 79) text += "\n\n";
  }
  return text;
}

Article article_of(std::mt19937& random, int number) {
  Article article;
  article.key = {"bench", std::to_string(number)};
  article.headline = {text_of(random, 8), Origin::given};
  article.outlet = {"Outlet " + std::to_string(random() % 20), Origin::given};
  article.desk = {"Desk " + std::to_string(random() % 9), Origin::given};
  article.byline = {"Writer " + std::to_string(random() % 300), Origin::given};
  article.date = *text::parse_date("2026-0" + std::to_string(1 + random() % 9) + "-1" +
                                   std::to_string(random() % 10));
  article.text = text_of(random, 400);
  for (std::uint32_t at = 0; at < article.text.size();) {
    const auto end = std::min(article.text.find("\n\n", at), article.text.size());
    article.spans.push_back({at == 0 ? SpanKind::lead : SpanKind::paragraph,
                             {at, static_cast<std::uint32_t>(end)},
                             ""});
    at = static_cast<std::uint32_t>(end) + 2;
  }
  article.text_sha256 = store::sha256_hex(article.text);
  return article;
}

/// The index in the folder that ONRECORD_BENCH_INDEX names, else one of its own in a temporary
/// folder, made once.
class Index {
 public:
  static Index& instance() {
    static Index index;
    return index;
  }
  search::Snapshot& snapshot() { return *snapshot_; }
  /// Two words that stand together in many articles, and one of them.
  const char* two_words() const { return given_ ? "minister government" : "wh33 wl37"; }
  const char* one_word() const { return given_ ? "government" : "wc2"; }
  const char* any_of_words() const {
    return given_ ? "minister OR senate OR bank OR school" : "wh33 OR wl37 OR wo40 OR ww48";
  }
  /// Two beginnings of some hundred words each, side by side or in \a operation.
  std::string beginnings(const std::string& operation) const {
    const std::string first = given_ ? "com*" : "wa1*", second = given_ ? "pro*" : "wb1*";
    return operation.empty() ? '"' + first + ' ' + second + '"'
                             : first + ' ' + operation + ' ' + second;
  }
  ~Index() {
    snapshot_.reset();
    if (given_) return;
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

 private:
  Index() : given_(std::getenv("ONRECORD_BENCH_INDEX") != nullptr) {
    folder_ = given_ ? std::filesystem::path(std::getenv("ONRECORD_BENCH_INDEX"))
                     : std::filesystem::temp_directory_path() /
                           ("onrecord-bench-" + std::to_string(::getpid()));
    if (!given_) make();
    auto opened = search::Snapshot::open(folder_);
    if (!opened) give_up(opened.error().message);
    snapshot_.emplace(std::move(*opened));
  }

  void make() {
    store::WriterOptions options;
    options.derive = [](const Article&) { return std::vector<Statement>(); };
    auto writer = store::Writer::open(folder_, std::move(options));
    if (!writer) give_up(writer.error().message);
    store::DocumentMaker maker("en");
    std::mt19937 random(1);
    for (int i = 0; i < kArticles; ++i)
      if (const auto staged = writer->stage(maker.prepare(article_of(random, i), {}), 1); !staged)
        give_up(staged.error().message);
    if (const auto done = writer->commit(); !done) give_up(done.error().message);
  }

  bool given_;
  std::filesystem::path folder_;
  std::optional<search::Snapshot> snapshot_;
};

// Both words stand in about a third of the articles.
constexpr const char* kTwoWords = "wh33 wl37";

void answers(benchmark::State& state, json::object arguments, bool with_deadline) {
  auto& snapshot = Index::instance().snapshot();
  wire::Request request;
  request.method = wire::find_method("search");
  auto checked = wire::check_arguments(*request.method, std::move(arguments));
  if (!checked) give_up(checked.error().message);
  request.arguments = std::move(*checked);
  for (auto _ : state) {
    search::Budget budget;
    if (with_deadline) budget.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
    const auto response = search::answer(request, snapshot, budget);
    if (response.error) give_up(response.error->message);
    benchmark::DoNotOptimize(wire::encode_response(1, response));
  }
}

void two_words_xapian_alone(benchmark::State& state) {
  auto& snapshot = Index::instance().snapshot();
  for (auto _ : state) {
    Xapian::Enquire enquire(snapshot.articles());
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_AND, Xapian::Query("wh33"), Xapian::Query("wl37")));
    const Xapian::MSet found = enquire.get_mset(0, 10);
    for (auto at = found.begin(); at != found.end(); ++at)
      benchmark::DoNotOptimize(at.get_document().get_data());
  }
}
BENCHMARK(two_words_xapian_alone);
BENCHMARK_CAPTURE(answers, two_words, {{"query", kTwoWords}}, false);
BENCHMARK_CAPTURE(answers, two_words_with_deadline, {{"query", kTwoWords}}, true);
BENCHMARK_CAPTURE(answers, two_words_no_snippets, {{"query", kTwoWords}, {"snippet", 0}}, false);
BENCHMARK_CAPTURE(answers, two_words_about, {{"query", kTwoWords}, {"count", "about"}}, false);
BENCHMARK_CAPTURE(answers, two_words_newest, {{"query", kTwoWords}, {"sort", "newest"}}, false);
BENCHMARK_CAPTURE(answers, four_words_or, {{"query", "wh33 OR wl37 OR wo40 OR ww48"}}, false);
BENCHMARK_CAPTURE(answers, facets,
                  {{"query", kTwoWords}, {"limit", 0}, {"facets", {"outlet", "year"}}}, false);
BENCHMARK_CAPTURE(answers, a_month, {{"query", "wh33 date:2026-03"}}, false);

/// Words that wildcards stand for, near one another: every document with one of each is looked at.
void beginnings_near(benchmark::State& state, const char* operation) {
  answers(state, {{"query", Index::instance().beginnings(operation)}}, true);
}
BENCHMARK_CAPTURE(beginnings_near, a_phrase, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(beginnings_near, near_5, "NEAR/5")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(beginnings_near, in_one_sentence, "w/s")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(beginnings_near, in_one_paragraph, "w/p")->Unit(benchmark::kMillisecond);

/// Three facets over everything that matches: all that an answer does for them, and what stock
/// Xapian does with a ValueCountMatchSpy for each in one match and its ten most frequent values.
constexpr const char* kThree[] = {"outlet", "desk", "byline"};
enum class Asking { one_word, any_of_words };

const char* question(Asking asking) {
  const Index& index = Index::instance();
  return asking == Asking::one_word ? index.one_word() : index.any_of_words();
}

void three_facets_ours(benchmark::State& state, Asking asking, bool with_columns) {
  auto& shared = Index::instance().snapshot();
  auto other = search::Snapshot::open(
      shared.reader().index, std::make_shared<search::Columns>(with_columns ? 1ULL << 40 : 0));
  if (!other) give_up(other.error().message);
  wire::Request request;
  request.method = wire::find_method("facets");
  auto checked = wire::check_arguments(
      *request.method,
      json::object{{"query", question(asking)}, {"fields", {kThree[0], kThree[1], kThree[2]}}});
  if (!checked) give_up(checked.error().message);
  request.arguments = std::move(*checked);
  std::int64_t total = 0;
  for (auto _ : state) {
    const auto response = search::answer(request, *other);
    if (response.error) give_up(response.error->message);
    total = response.result.at("total").at("value").to_number<std::int64_t>();
    benchmark::DoNotOptimize(response);
  }
  state.counters["matches"] = static_cast<double>(total);
}

void three_facets_xapian(benchmark::State& state, Asking asking) {
  auto& snapshot = Index::instance().snapshot();
  const auto parsed = query::parse_query(question(asking));
  const auto compiled = query::compile(*parsed->root, snapshot.articles(), snapshot.stemmer(), {});
  if (!compiled) give_up(compiled.error().message);
  for (auto _ : state) {
    Xapian::Enquire enquire(snapshot.articles());
    enquire.set_query(snapshot.visible(compiled->query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
    for (const char* name : kThree) {
      spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(find_field(name)->slot));
      enquire.add_matchspy(spies.back().get());
    }
    benchmark::DoNotOptimize(enquire.get_mset(0, 0, snapshot.articles().get_doccount()));
    for (const auto& spy : spies)
      for (auto at = spy->top_values_begin(10); at != spy->top_values_end(10); ++at)
        benchmark::DoNotOptimize(*at);
  }
}
BENCHMARK_CAPTURE(three_facets_xapian, one_word, Asking::one_word);
BENCHMARK_CAPTURE(three_facets_ours, one_word, Asking::one_word, true);
BENCHMARK_CAPTURE(three_facets_ours, one_word_without_columns, Asking::one_word, false);
BENCHMARK_CAPTURE(three_facets_xapian, any_of_four, Asking::any_of_words);
BENCHMARK_CAPTURE(three_facets_ours, any_of_four, Asking::any_of_words, true);
BENCHMARK_CAPTURE(three_facets_ours, any_of_four_without_columns, Asking::any_of_words, false);

void suggestions(benchmark::State& state, const char* prefix) {
  auto& snapshot = Index::instance().snapshot();
  wire::Request request;
  request.method = wire::find_method("suggest");
  auto checked = wire::check_arguments(*request.method, json::object{{"prefix", prefix}});
  if (!checked) give_up(checked.error().message);
  request.arguments = std::move(*checked);
  for (auto _ : state) {
    const auto response = search::answer(request, snapshot);
    if (response.error) give_up(response.error->message);
    benchmark::DoNotOptimize(response);
  }
}
BENCHMARK_CAPTURE(suggestions, one_letter, "s");
BENCHMARK_CAPTURE(suggestions, two_letters, "re");
BENCHMARK_CAPTURE(suggestions, three_letters, "sen");
BENCHMARK_CAPTURE(suggestions, a_word, "senator j");
BENCHMARK_CAPTURE(suggestions, two_words, "united st");
BENCHMARK_CAPTURE(suggestions, the, "the");

/// Articles that a question finds, read before the clock runs.
std::vector<Article> some_articles(search::Snapshot& snapshot, const Xapian::MSet& found) {
  std::vector<Article> articles;
  for (auto at = found.begin(); at != found.end(); ++at)
    articles.push_back(*decode_article(snapshot.articles().get_document(*at).get_data()));
  if (articles.empty()) give_up("no article has the words of the question");
  return articles;
}

/// The hits of the two words, as a search would show them.
class Hits {
 public:
  Hits() : parsed_(*query::parse_query(Index::instance().two_words())) {
    auto& snapshot = Index::instance().snapshot();
    const auto compiled =
        query::compile(*parsed_.root, snapshot.articles(), snapshot.stemmer(), {});
    if (!compiled) give_up(compiled.error().message);
    Xapian::Enquire enquire(snapshot.articles());
    enquire.set_query(snapshot.visible(compiled->query));
    found = enquire.get_mset(0, 200);
    articles = some_articles(snapshot, found);
  }
  const query::Node& tree() const { return *parsed_.root; }
  Xapian::MSet found;
  std::vector<Article> articles;

 private:
  query::Parsed parsed_;
};

void snippets_ours(benchmark::State& state) {
  const Hits hits;
  search::Highlighter highlighter(hits.tree(), Index::instance().snapshot().stemmer(), "en");
  std::size_t i = 0;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const Article& article = hits.articles[++i % hits.articles.size()];
    benchmark::DoNotOptimize(search::make_snippet(article, highlighter.marks(article.text), 240));
    bytes += static_cast<std::int64_t>(article.text.size());
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(snippets_ours);

void marks_ours(benchmark::State& state) {
  const Hits hits;
  search::Highlighter highlighter(hits.tree(), Index::instance().snapshot().stemmer(), "en");
  std::size_t i = 0;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const Article& article = hits.articles[++i % hits.articles.size()];
    benchmark::DoNotOptimize(highlighter.marks(article.text));
    bytes += static_cast<std::int64_t>(article.text.size());
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(marks_ours);

void snippets_xapian(benchmark::State& state) {
  const Hits hits;
  const Xapian::Stem stem("en");
  std::size_t i = 0;
  std::int64_t bytes = 0;
  for (auto _ : state) {
    const Article& article = hits.articles[++i % hits.articles.size()];
    benchmark::DoNotOptimize(hits.found.snippet(article.text, 240, stem));
    bytes += static_cast<std::int64_t>(article.text.size());
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(snippets_xapian);

}  // namespace
