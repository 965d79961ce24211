// How long a check of a quotation takes: one thread's own time, class by class.
// ONRECORD_BENCH_INDEX names the index.
//
// Usage: bench_verify [CASES.jsonl [VERDICTS]]
// CASES are tests/verify/make_cases.py's; without them claims are made of the index's own
// statements. VERDICTS is where a line a case goes (class, quote, verdict), to compare two builds.
#include <time.h>
#include <xapian.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "proto/store/reader.h"
#include "proto/text/sentences.h"
#include "searchd/search/answer.h"

namespace {

using namespace onrecord;
namespace json = boost::json;

constexpr std::size_t kClaims = 1000;
constexpr std::size_t kMostBytes = 400;
constexpr std::size_t kSlowest = 8;  ///< Claims that are printed.

double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Claim {
  std::string kind;
  std::string quote;
  std::string speaker;
  double ms = 0;
  std::string verdict;
};

/// A sentence of every so many statements; every second one without its fourth word.
std::vector<Claim> claims_of(const Xapian::Database& statements) {
  std::vector<Claim> claims;
  const Xapian::docid last = statements.get_lastdocid();
  const Xapian::docid step = std::max<Xapian::docid>(1, last / kClaims);
  for (Xapian::docid at = 2; at <= last; at += step) {
    auto stored = decode_statement(statements.get_document(at).get_data());
    if (!stored || stored->statement.text.empty()) continue;
    const std::string& text = stored->statement.text;
    const auto sentences = text::sentences(text);
    if (sentences.empty()) continue;
    const std::string_view sentence = sentences[sentences.size() / 2].of(text);
    if (sentence.size() > kMostBytes) continue;
    std::string quote(sentence);
    const bool cut = claims.size() % 2 == 1;
    if (cut) {
      std::size_t begin = 0;
      for (int word = 0; word < 3 && begin != std::string::npos; ++word)
        begin = quote.find(' ', begin + 1);
      if (begin != std::string::npos) {
        const std::size_t end = std::min(quote.find(' ', begin + 1), quote.size());
        quote.erase(begin, end - begin);
      }
    }
    claims.push_back(
        {cut ? "a word less" : "verbatim", std::move(quote), stored->statement.speaker, 0, {}});
  }
  return claims;
}

std::vector<Claim> claims_in(const char* path) {
  std::vector<Claim> claims;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const json::object row = json::parse(line).as_object();
    const auto text = [&](const char* name) {
      const json::value* const value = row.if_contains(name);
      return value != nullptr && value->is_string() ? std::string(value->as_string())
                                                    : std::string();
    };
    claims.push_back({text("class"), text("quote"), text("speaker"), 0, {}});
  }
  return claims;
}

void ask(Claim& claim, search::Snapshot& snapshot) {
  wire::Request request;
  request.method = wire::find_method("verify");
  json::object arguments{{"quote", claim.quote}};
  if (!claim.speaker.empty()) arguments.emplace("speaker", claim.speaker);
  auto checked = wire::check_arguments(*request.method, std::move(arguments));
  if (!checked) return;
  request.arguments = std::move(*checked);
  const double began = thread_ms();
  const auto response = search::answer(request, snapshot);
  claim.ms = thread_ms() - began;
  const json::value* const verdict = response.result.if_contains("verdict");
  claim.verdict = verdict != nullptr ? std::string(verdict->as_string()) : "error";
}

void print(const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  std::printf("%-16s %6zu %7.1f %7.1f %7.1f %7.1f\n", name, times.size(), at(.5), at(.95), at(.99),
              times.back());
}

}  // namespace

int main(int argc, char** argv) {
  const char* const folder = std::getenv("ONRECORD_BENCH_INDEX");
  if (folder == nullptr) {
    std::puts("skipped: ONRECORD_BENCH_INDEX names no index");
    return 0;
  }
  auto snapshot = search::Snapshot::open(folder);
  if (!snapshot) {
    std::fprintf(stderr, "bench_verify: %s\n", snapshot.error().message.c_str());
    return 1;
  }
  std::vector<Claim> claims = argc > 1 ? claims_in(argv[1]) : claims_of(snapshot->statements());
  if (claims.empty()) return 1;
  std::map<std::string, std::vector<double>> kinds;
  std::vector<double> all;
  for (Claim& claim : claims) {
    ask(claim, *snapshot);
    kinds[claim.kind].push_back(claim.ms);
    all.push_back(claim.ms);
  }
  if (argc > 2) {
    std::ofstream verdicts(argv[2]);
    for (const Claim& claim : claims)
      verdicts << claim.verdict << '\t' << claim.kind << '\t' << claim.speaker << '\t'
               << claim.quote << '\n';
  }
  std::printf("%u statements; ms of thread time\n%-16s %6s %7s %7s %7s %7s\n",
              snapshot->statements().get_doccount() - 1, "class", "claims", "p50", "p95", "p99",
              "most");
  for (const auto& [kind, times] : kinds) print(kind.c_str(), times);
  print("all", std::move(all));
  std::sort(claims.begin(), claims.end(),
            [](const Claim& a, const Claim& b) { return a.ms > b.ms; });
  for (std::size_t i = 0; i < claims.size() && i < kSlowest; ++i)
    std::printf("%.1f ms, %s, %s: %s\n", claims[i].ms, claims[i].kind.c_str(),
                claims[i].verdict.c_str(), claims[i].quote.c_str());
}
