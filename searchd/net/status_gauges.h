// What the metrics say of the daemon's present state and of its index.
#pragma once

#include <string>
#include <vector>

#include "searchd/net/service.h"

namespace onrecord::net {

/// Connections, requests in flight, queue depth, readiness.
std::vector<Gauge> daemon_gauges(const Service& service);
/// Whether the index is there and can be read.  Runs in a worker.
bool reads_index(Handler& handler, const search::Budget& budget);
/// The Prometheus text of every number that `status` answers, and the revision as a label.  Runs in
/// a worker.
std::string index_gauges(Handler& handler, const search::Budget& budget);

}  // namespace onrecord::net
