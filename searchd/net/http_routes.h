// What an HTTP request asks for: which answer, from where.  Knows paths and statuses, no socket.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "searchd/net/http.h"
#include "searchd/net/service.h"

namespace onrecord::net {

/// Where a reply comes from: exactly one of \a reply, \a work and \a stream is set.
struct HttpRoute {
  std::string
      label;  ///< For the metrics: a method's name, "page", or the path of a fixed resource.
  std::optional<HttpReply> reply;
  /// Runs in a worker; never throws.
  std::function<HttpReply(Handler&, const search::Budget&)> work;
  std::shared_ptr<const wire::Request> stream;   ///< Frames of this request, as NDJSON in chunks.
  std::shared_ptr<const wire::Request> request;  ///< What a log may show, where there is one.
  std::optional<HttpReply> if_busy;              ///< Instead of 503 when no worker is free.
};

/// Judges host, origin and token, then finds the route.  Cannot fail: a refusal is a reply.
HttpRoute route(const HttpRequest& request, Service& service);

/// {"error": …} with the status that means the same.
HttpReply error_reply(const Error& error);

}  // namespace onrecord::net
