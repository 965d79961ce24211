// How fast text is read.  Builds its own news text; reports bytes a second on one core.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <string_view>

#include "proto/text/dates.h"
#include "proto/text/language.h"
#include "proto/text/sentences.h"
#include "proto/text/tokens.h"
#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

enum Alphabet : int { kAscii, kTypographic, kAccented, kPersian, kChinese };

/// Prose of \a alphabet: sentences of 8 to 24 words in paragraphs of 4.
std::string make_text(Alphabet alphabet, std::size_t bytes) {
  constexpr std::string_view kEnglish[] = {
      "the",       "council",        "of",     "Harbour",      "said",
      "on",        "Tuesday",        "that",   "negotiations", "with",
      "a",         "fishing",        "fleet",  "would",        "be",
      "rebuilt",   "before",         "its",    "mayor",        "Lind",
      "U.S.",      "1,200",          "40%",    "in",           "and",
      "to",        "well-known",     "he",     "she",          "government",
      "for",       "policy",         "report", "was",          "not",
      "questions", "infrastructure", "by",     "it",           "people"};
  constexpr std::string_view kMarked[] = {"“we",   "will”",     "Lind’s",
                                          "don’t", "2019–2020", "pier—the"};
  constexpr std::string_view kLatin[] = {"été",   "naïve", "Müller",    "décidé",
                                         "jetée", "Łódź",  "português", "à"};
  constexpr std::string_view kFarsi[] = {
      "شورای", "بندر", "روز", "سه‌شنبه", "تصمیم", "گرفت", "اسکله", "قدیمی", "كتاب", "را"};
  constexpr std::string_view kHan[] = {"港务委员会", "星期二", "决定",  "在冬季风暴",
                                       "到来之前",   "重建",   "旧码头"};
  std::mt19937 random(1);
  const auto pick = [&random](const auto& words) { return words[random() % std::size(words)]; };
  std::string text;
  while (text.size() < bytes) {
    for (int sentence = 0; sentence < 4; ++sentence) {
      for (std::size_t words = 8 + random() % 16; words > 0; --words) {
        if (alphabet == kPersian) {
          text += pick(kFarsi);
        } else if (alphabet == kChinese) {
          text += pick(kHan);
        } else if (alphabet != kAscii && random() % (alphabet == kAccented ? 3 : 12) == 0) {
          text += alphabet == kAccented ? pick(kLatin) : pick(kMarked);
        } else {
          text += pick(kEnglish);
        }
        text += words == 1 ? "." : random() % 10 == 0 ? ", " : " ";
      }
      text += ' ';
    }
    text += "\n\n";
  }
  return text;
}

void finish(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void tokenize(benchmark::State& state) {
  const std::string text = make_text(static_cast<Alphabet>(state.range(0)), 1 << 20);
  std::size_t tokens = 0;
  for (auto _ : state) {
    Tokenizer tokenizer(text);
    std::size_t bytes = 0;
    for (Token token; tokenizer.next(token); ++tokens) bytes += token.term.size();
    benchmark::DoNotOptimize(bytes);
  }
  finish(state, text);
  state.counters["tokens/s"] =
      benchmark::Counter(static_cast<double>(tokens), benchmark::Counter::kIsRate);
}
BENCHMARK(tokenize)
    ->ArgName("alphabet")
    ->Arg(kAscii)
    ->Arg(kTypographic)
    ->Arg(kAccented)
    ->Arg(kPersian)
    ->Arg(kChinese);

void split_sentences(benchmark::State& state) {
  const std::string text = make_text(kTypographic, 1 << 20);
  for (auto _ : state) {
    std::size_t found = 0;
    for (const Span paragraph : paragraphs(text)) found += sentences(paragraph.of(text)).size();
    benchmark::DoNotOptimize(found);
  }
  finish(state, text);
}
BENCHMARK(split_sentences);

void validate(benchmark::State& state) {
  const std::string text = make_text(kTypographic, 1 << 20);
  for (auto _ : state) benchmark::DoNotOptimize(first_invalid(text));
  finish(state, text);
}
BENCHMARK(validate);

void read_dates(benchmark::State& state) {
  constexpr std::string_view kDates[] = {"2026-03-05", "Thu, 5 Mar 2026 15:04:05 +0330",
                                         "Thursday, March 5, 2026 3:04 pm ET"};
  for (auto _ : state) {
    for (const std::string_view date : kDates) benchmark::DoNotOptimize(parse_date(date));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * std::size(kDates)));
}
BENCHMARK(read_dates);

void guess_language(benchmark::State& state) {
  const std::string text = make_text(kTypographic, 4096);
  for (auto _ : state) benchmark::DoNotOptimize(detect_language(text));
  finish(state, text);
}
BENCHMARK(guess_language);

}  // namespace
}  // namespace onrecord::text
