// The seam between sockets and answers: what a worker thread can do.  Knows no socket and no index.
#pragma once

#include <functional>
#include <memory>

#include "proto/result.h"
#include "proto/wire/messages.h"
#include "searchd/search/answer.h"

namespace onrecord::net {

/// Where a streamed answer stands between two frames.  Holds no thread's object, so any worker goes
/// on with it.
class Stream {
 public:
  virtual ~Stream() = default;
  /// It ends only with its connection: there may be nothing to tell for a long time.
  virtual bool endless() const { return false; }
  /// The frame made last tells nothing: it need not leave, and the next one can wait.
  virtual bool idle() const { return false; }
};

/// Answers requests.  Made in one worker thread, used and destroyed there only.
class Handler {
 public:
  virtual ~Handler() = default;
  /// REQUIRES: the method does not stream.
  virtual wire::Response answer(const wire::Request& request, const search::Budget& budget) = 0;
  /// REQUIRES: the method streams.  Errors as of answer().
  virtual Result<std::unique_ptr<Stream>> open_stream(const wire::Request& request,
                                                      const search::Budget& budget) = 0;
  /// The next frame; its result has "more": false when it is the last.  An error ends the stream.
  virtual wire::Response next_frame(Stream& stream, const search::Budget& budget) = 0;
};

/// Called once in each worker thread.
using HandlerFactory = std::function<Result<std::unique_ptr<Handler>>()>;

}  // namespace onrecord::net
