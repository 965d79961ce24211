// How long a check of a quotation takes: one thread's own time, over claims made of an index's
// statements.  ONRECORD_BENCH_INDEX names the index.
#include <time.h>
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "proto/store/reader.h"
#include "proto/text/sentences.h"
#include "searchd/search/answer.h"

namespace {

using namespace onrecord;

constexpr std::size_t kClaims = 1000;
constexpr std::size_t kMostBytes = 400;

double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Claim {
  std::string quote;
  std::string speaker;
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
    if (claims.size() % 2 == 1) {
      std::size_t begin = 0;
      for (int word = 0; word < 3 && begin != std::string::npos; ++word)
        begin = quote.find(' ', begin + 1);
      if (begin != std::string::npos) {
        const std::size_t end = std::min(quote.find(' ', begin + 1), quote.size());
        quote.erase(begin, end - begin);
      }
    }
    claims.push_back({std::move(quote), stored->statement.speaker});
  }
  return claims;
}

}  // namespace

int main() {
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
  std::vector<double> times;
  for (const Claim& claim : claims_of(snapshot->statements())) {
    wire::Request request;
    request.method = wire::find_method("verify");
    boost::json::object arguments{{"quote", claim.quote}};
    if (!claim.speaker.empty()) arguments.emplace("speaker", claim.speaker);
    auto checked = wire::check_arguments(*request.method, std::move(arguments));
    if (!checked) continue;
    request.arguments = std::move(*checked);
    const double began = thread_ms();
    const auto response = search::answer(request, *snapshot);
    times.push_back(thread_ms() - began);
  }
  std::sort(times.begin(), times.end());
  if (times.empty()) return 1;
  const auto at = [&](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  std::printf("%u statements, %zu claims: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms of thread time\n",
              snapshot->statements().get_doccount() - 1, times.size(), at(.5), at(.95), at(.99));
}
