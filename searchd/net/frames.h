// The frames of a streamed answer, one a call, whichever protocol carries them.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <optional>

#include "searchd/net/service.h"

namespace onrecord::net {

/// One frame as a worker made it.
struct Frame {
  std::shared_ptr<Stream> rows;  ///< Where the stream stands; null when it could not be opened.
  wire::Response response;
  bool last = true;
};

/// Opens the stream when \a rows is null, and makes its next frame in a worker.  With too many
/// requests waiting, a stream that has begun waits for its turn; one that has not gets `busy`.
asio::awaitable<Frame> next_frame(Service& service, std::shared_ptr<const wire::Request> request,
                                  std::shared_ptr<Stream> rows);

}  // namespace onrecord::net
