// What the daemon counts of itself, and its Prometheus text.
#include "searchd/net/metrics.h"

#include <charconv>

namespace onrecord::net {
namespace {

std::string number(double value) {
  std::array<char, 400> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed)
          .ptr;
  return std::string(digits.data(), end);
}

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += "# HELP ";
  out += name;
  out += ' ';
  out += help;
  out += "\n# TYPE ";
  out += name;
  out += ' ';
  out += type;
  out += '\n';
}

}  // namespace

void Metrics::count_request(std::string_view method, std::string_view outcome,
                            std::chrono::microseconds took) {
  ++requests_[{std::string(method), std::string(outcome)}];
  auto found = times_.find(method);
  if (found == times_.end()) found = times_.emplace(method, Times{}).first;
  Times& times = found->second;
  const double seconds = static_cast<double>(took.count()) / 1e6;
  std::size_t bucket = 0;
  while (bucket < kBounds.size() && seconds > kBounds[bucket]) ++bucket;
  ++times.counts[bucket];
  ++times.total;
  times.sum += seconds;
}

void Metrics::count_cut(std::string_view reason) { ++cuts_[std::string(reason)]; }

std::string Metrics::text(const std::vector<Gauge>& gauges) const {
  std::string out;
  head(out, "onrecord_requests_total", "counter", "Requests answered, by method and outcome.");
  for (const auto& [labels, count] : requests_)
    out += "onrecord_requests_total{method=\"" + labels.first + "\",outcome=\"" + labels.second +
           "\"} " + std::to_string(count) + '\n';

  head(out, "onrecord_request_seconds", "histogram", "From a request's arrival to its answer.");
  for (const auto& [method, times] : times_) {
    const std::string label = "{method=\"" + method + "\"";
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      below += times.counts[i];
      out += "onrecord_request_seconds_bucket" + label + ",le=\"" + number(kBounds[i]) + "\"} " +
             std::to_string(below) + '\n';
    }
    out += "onrecord_request_seconds_bucket" + label + ",le=\"+Inf\"} " +
           std::to_string(times.total) + '\n';
    out += "onrecord_request_seconds_sum" + label + "} " + number(times.sum) + '\n';
    out += "onrecord_request_seconds_count" + label + "} " + std::to_string(times.total) + '\n';
  }

  head(out, "onrecord_connections_total", "counter", "Connections accepted.");
  out += "onrecord_connections_total " + std::to_string(connections_total_) + '\n';
  head(out, "onrecord_connections_cut_total", "counter",
       "Connections cut by the daemon, by reason.");
  for (const auto& [reason, count] : cuts_)
    out +=
        "onrecord_connections_cut_total{reason=\"" + reason + "\"} " + std::to_string(count) + '\n';

  for (const Gauge& gauge : gauges) {
    head(out, gauge.name, "gauge", gauge.help);
    out += gauge.name + ' ' + number(gauge.value) + '\n';
  }
  return out;
}

}  // namespace onrecord::net
