// What the daemon counts of itself, and its Prometheus text.  Knows no request's content.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace onrecord::net {

/// A number that is read when the metrics are asked for.
struct Gauge {
  std::string name;
  std::string help;
  double value;
};

/// Counters of one daemon.  The I/O thread's only.
class Metrics {
 public:
  /// \a method is a method of the table, "page", or "" when there was none; \a outcome is "ok" or
  /// the name of an error's kind.
  void count_request(std::string_view method, std::string_view outcome,
                     std::chrono::microseconds took);
  void count_connection() { ++connections_total_; }
  /// A connection that was cut for \a reason: a few fixed words.
  void count_cut(std::string_view reason);

  /// The Prometheus text format 0.0.4.
  std::string text(const std::vector<Gauge>& gauges) const;

 private:
  static constexpr std::array<double, 12> kBounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                     0.05,   0.1,   0.25,   0.5,   1,    2.5};
  struct Times {
    std::array<std::uint64_t, kBounds.size() + 1> counts{};
    double sum = 0;
    std::uint64_t total = 0;
  };
  std::map<std::pair<std::string, std::string>, std::uint64_t, std::less<>> requests_;
  std::map<std::string, Times, std::less<>> times_;
  std::map<std::string, std::uint64_t, std::less<>> cuts_;
  std::uint64_t connections_total_ = 0;
};

}  // namespace onrecord::net
