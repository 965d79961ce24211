// What the metrics say of the daemon's present state and of its index.
#include "searchd/net/status_gauges.h"

#include "proto/wire/json_text.h"
#include "searchd/net/outcome.h"

namespace onrecord::net {
namespace {

wire::Response ask_status(Handler& handler, const search::Budget& budget) {
  return guarded_answer(handler, wire::Request{nullptr, wire::find_method("status"), {}}, budget);
}

}  // namespace

std::vector<Gauge> daemon_gauges(const Service& service) {
  return {
      {"onrecord_connections", "Connections open now.",
       static_cast<double>(service.connections.size())},
      {"onrecord_requests_running", "Requests being answered now.",
       static_cast<double>(service.workers->running())},
      {"onrecord_requests_waiting", "Requests that wait for a worker.",
       static_cast<double>(service.workers->waiting())},
      {"onrecord_ready",
       "1 while requests are taken and answered, 0 while the daemon stops or could not read the "
       "index when it last looked.",
       service.draining || !*service.index_readable ? 0.0 : 1.0},
  };
}

bool reads_index(Handler& handler, const search::Budget& budget) {
  const wire::Response response = ask_status(handler, budget);
  return !response.error ||
         (response.error->code != Errc::index && response.error->code != Errc::io);
}

std::string index_gauges(Handler& handler, const search::Budget& budget) {
  const wire::Response response = ask_status(handler, budget);
  std::string text;
  if (response.error) return text;
  for (const auto& [key, value] : response.result) {
    const std::string name = "onrecord_index_" + std::string(key);
    if (value.is_number())
      text += "# TYPE " + name + " gauge\n" + name + ' ' + wire::json_text(value) + '\n';
    else if (key == "revision" && value.is_string())
      text += "# TYPE onrecord_index_info gauge\nonrecord_index_info{revision=" +
              wire::json_text(value) + "} 1\n";
  }
  return text;
}

}  // namespace onrecord::net
