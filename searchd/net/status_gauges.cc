// What the metrics say of the daemon's present state and of its index.
#include "searchd/net/status_gauges.h"

#include "proto/wire/json_text.h"
#include "searchd/net/outcome.h"

namespace onrecord::net {

std::vector<Gauge> daemon_gauges(const Service& service) {
  return {
      {"onrecord_connections", "Connections open now.",
       static_cast<double>(service.connections.size())},
      {"onrecord_requests_running", "Requests being answered now.",
       static_cast<double>(service.workers->running())},
      {"onrecord_requests_waiting", "Requests that wait for a worker.",
       static_cast<double>(service.workers->waiting())},
      {"onrecord_ready", "1 while requests are taken, 0 while the daemon stops.",
       service.draining ? 0.0 : 1.0},
  };
}

std::string index_gauges(Handler& handler, const search::Budget& budget) {
  const wire::Method* status = wire::find_method("status");
  const wire::Response response =
      guarded_answer(handler, wire::Request{nullptr, status, {}}, budget);
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
