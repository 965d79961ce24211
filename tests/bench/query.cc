// How long a query takes to read and to compile, apart from running it.
#include <benchmark/benchmark.h>

#include "proto/store/documents.h"
#include "searchd/query/compile.h"
#include "searchd/query/parse.h"

namespace {

using namespace onrecord;
using namespace onrecord::query;

constexpr const char* kQueries[] = {
    "tariffs",
    "steel tariffs",
    "steel (tariffs OR quotas) -coal \"plan b\" outlet:\"Harbour Post\" date:2024-05..2026-03-15",
    "negotiat* tar*",
};

/// Three thousand short articles with some twenty thousand words.
const Xapian::Database& archive() {
  static const Xapian::Database database = [] {
    Xapian::WritableDatabase made("", Xapian::DB_BACKEND_INMEMORY);
    store::DocumentMaker maker("en");
    std::uint32_t state = 1;
    for (int i = 0; i < 3000; ++i) {
      Article article;
      article.key = {"bench", std::to_string(i)};
      article.headline = {"Steel tariffs and the harbour", Origin::given};
      for (int word = 0; word < 100; ++word) {
        state = state * 1664525 + 1013904223;
        article.text.append(word % 50 == 0 ? "tar" : word % 7 == 0 ? "steel" : "w");
        article.text.append(std::to_string((state >> 16) % 200 * (word % 50 == 0 ? 4 : 100)));
        article.text.push_back(' ');
      }
      article.text_sha256 = std::string(64, '0');
      made.add_document(maker.article_document(article, {}));
    }
    return Xapian::Database(made);
  }();
  return database;
}

void parse(benchmark::State& state) {
  const std::string_view text = kQueries[state.range(0)];
  state.SetLabel(std::string(text));
  for (auto _ : state) {
    auto parsed = parse_query(text);
    benchmark::DoNotOptimize(parsed);
  }
}
BENCHMARK(parse)->DenseRange(0, 3);

void print_tree(benchmark::State& state) {
  const auto parsed = parse_query(kQueries[2]);
  for (auto _ : state) {
    std::string printed = print(*parsed->root);
    benchmark::DoNotOptimize(printed);
  }
}
BENCHMARK(print_tree);

void compile_tree(benchmark::State& state) {
  const std::string_view text = kQueries[state.range(0)];
  state.SetLabel(std::string(text));
  const auto parsed = parse_query(text);
  store::Stemmer stemmer("en");
  const Xapian::Database& database = archive();
  for (auto _ : state) {
    auto compiled = compile(*parsed->root, database, stemmer);
    if (!compiled) state.SkipWithError(compiled.error().message.c_str());
    benchmark::DoNotOptimize(compiled);
  }
}
BENCHMARK(compile_tree)->DenseRange(0, 3);

void parse_and_compile_long_text(benchmark::State& state) {
  std::string text;
  for (int i = 0; text.size() < 60'000; ++i) text.append("w").append(std::to_string(i)).append(" ");
  store::Stemmer stemmer("en");
  const Xapian::Database& database = archive();
  for (auto _ : state) {
    const auto parsed = parse_query(text, In::articles, Match::any, Reading::words);
    auto compiled = compile(*parsed->root, database, stemmer);
    if (!compiled) state.SkipWithError(compiled.error().message.c_str());
    benchmark::DoNotOptimize(compiled);
  }
}
BENCHMARK(parse_and_compile_long_text);

void refuse_brackets(benchmark::State& state) {
  const std::string text(4096, '(');
  for (auto _ : state) {
    auto parsed = parse_query(text);
    benchmark::DoNotOptimize(parsed);
  }
}
BENCHMARK(refuse_brackets);

}  // namespace
