// Dispatch: a method's name → its function.
#include "searchd/search/answer.h"

#include <chrono>

#include "searchd/search/attempt.h"
#include "searchd/search/methods.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

struct Row {
  std::string_view name;
  RunMethod* run;
};
constexpr Row kRows[] = {
    {"search", run_search},   {"article", run_article},   {"statement", run_statement},
    {"facets", run_facets},   {"timeline", run_timeline}, {"suggest", run_suggest},
    {"explain", run_explain}, {"status", run_status},     {"verify", run_verify},
    {"similar", run_similar}, {"prior", run_prior},       {"speakers", run_speakers},
    {"compare", run_compare}, {"variants", run_variants},
};

RunMethod* function_of(std::string_view name) {
  for (const Row& row : kRows)
    if (row.name == name) return row.run;
  return nullptr;
}

wire::Response answer_from_index(const wire::Request& request, Snapshot& snapshot,
                                 const Budget& budget) {
  RunMethod* const run = function_of(request.method->name);
  if (run == nullptr)
    return {{},
            Error{Errc::unsupported,
                  std::string(request.method->name) + " is not answered in one piece", 0}};
  const auto began = std::chrono::steady_clock::now();
  auto result = attempt(snapshot, budget, [&] { return run(request, snapshot, budget); });
  if (!result) return {{}, result.error()};
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  result->emplace("revision", snapshot.revision());
  result->emplace("took_ms",
                  static_cast<double>(static_cast<std::int64_t>(took.count() * 1000)) / 1000);
  return {std::move(*result), std::nullopt};
}

}  // namespace

wire::Response answer(const wire::Request& request, Snapshot& snapshot, const Budget& budget) {
  if (request.method->name == "hello") return {run_hello(), std::nullopt};
  if (request.method->name == "describe") return {run_describe(), std::nullopt};
  return answer_from_index(request, snapshot, budget);
}

}  // namespace onrecord::search
