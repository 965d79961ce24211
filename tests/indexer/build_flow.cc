// Work spread over threads.
#include "indexer/build/flow.h"

#include <atomic>
#include <stdexcept>

#include "tests/catch.h"

namespace {

using onrecord::build::FlowLimits;
using onrecord::build::run_flow;

struct Number {
  std::uint64_t value = 0;
  std::uint64_t cost = 1;
};

/// Spends more time on some numbers than on others.
void dawdle(std::uint64_t number) {
  std::atomic<std::uint64_t> spin = 0;
  while (spin < (number * 7919) % 997 * 20) ++spin;
}

}  // namespace

TEST_CASE("results come in the order of the input, whatever the number of threads") {
  const unsigned threads = GENERATE(1u, 2u, 7u);
  const std::uint64_t count = 2000;
  std::uint64_t next = 0;
  std::vector<std::uint64_t> taken;
  run_flow<Number, Number>(
      FlowLimits{.threads = threads, .max_input_cost = 8, .max_output_cost = 5},
      [&]() -> std::optional<Number> {
        if (next == count) return std::nullopt;
        return Number{next++};
      },
      [] {
        return [](Number&& number, const auto& emit) {
          dawdle(number.value);
          for (std::uint64_t part = 0; part < 3; ++part) emit(Number{number.value * 3 + part});
        };
      },
      [&](Number&& number) {
        taken.push_back(number.value);
        return true;
      });
  REQUIRE(taken.size() == count * 3);
  for (std::size_t i = 0; i < taken.size(); ++i) REQUIRE(taken[i] == i);
}

TEST_CASE("what is under way stays below the limits, and one that is above them goes alone") {
  std::atomic<int> alive = 0;
  std::atomic<int> most = 0;
  struct Counted {
    std::uint64_t cost = 10;
  };
  int next = 0;
  run_flow<Counted, Counted>(
      FlowLimits{.threads = 3, .max_input_cost = 40, .max_output_cost = 40},
      [&]() -> std::optional<Counted> {
        if (next == 300) return std::nullopt;
        ++next;
        return Counted{next % 50 == 0 ? 1000u : 10u};
      },
      [&] {
        return [&](Counted&& piece, const auto& emit) {
          const int now = ++alive;
          int seen = most;
          while (seen < now && !most.compare_exchange_weak(seen, now)) {
          }
          emit(Counted{piece.cost});
        };
      },
      [&](Counted&&) {
        --alive;
        return true;
      });
  CHECK(alive == 0);
  CHECK(most <= 8);  // four under way, one in each worker's hands, one being taken
}

TEST_CASE("a taker that has had enough ends the flow") {
  std::uint64_t next = 0;
  std::uint64_t taken = 0;
  run_flow<Number, Number>(
      FlowLimits{.threads = 2}, [&] { return std::optional(Number{next++}); },
      [] { return [](Number&& number, const auto& emit) { emit(std::move(number)); }; },
      [&](Number&&) { return ++taken < 10; });
  CHECK(taken == 10);
}

TEST_CASE("what a stage throws reaches the caller") {
  const int stage = GENERATE(0, 1, 2);
  std::uint64_t next = 0;
  const auto run = [&] {
    run_flow<Number, Number>(
        FlowLimits{.threads = 2},
        [&]() -> std::optional<Number> {
          if (stage == 0 && next == 5) throw std::runtime_error("fed up");
          return Number{next++};
        },
        [&] {
          return [&](Number&& number, const auto& emit) {
            if (stage == 1 && number.value == 5) throw std::runtime_error("worn out");
            emit(std::move(number));
          };
        },
        [&](Number&& number) {
          if (stage == 2 && number.value == 5) throw std::runtime_error("taken aback");
          return true;
        });
  };
  CHECK_THROWS_AS(run(), std::runtime_error);
}
