// The frames of a streamed answer, one a call, whichever protocol carries them.
#pragma once

#include <asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "searchd/net/service.h"

namespace onrecord::net {

/// One frame as a worker made it.
struct Frame {
  std::shared_ptr<Stream> rows;  ///< Where the stream stands; null when it could not be opened.
  wire::Response response;       ///< Without its result where `bytes` are it.
  /// As they leave, "" where the frame tells nothing; absent where an endless stream may yet be
  /// ended.
  std::optional<std::string> bytes;
  bool last = true;
};

/// A frame as the protocol that carries it writes it.  Called in any thread.
using Encode = std::function<std::string(const wire::Response&)>;

/// How often a stream that waits for something to tell is asked again, and after what silence it
/// says that it is there: a reader that is gone is found out then.
inline constexpr std::chrono::milliseconds kAskAgain{250};
inline constexpr std::chrono::seconds kSignOfLife{15};
/// The same for who has ended his side of the connection: most of those are gone.
inline constexpr std::chrono::seconds kSignAfterEnd{1};

/// Opens the stream when \a rows is null, and makes and encodes its next frame in a worker.  With
/// too many requests waiting, a stream that has begun waits for its turn; one that has not gets
/// `busy`, and so does an endless one of too many.
asio::awaitable<Frame> next_frame(Service& service, std::shared_ptr<const wire::Request> request,
                                  std::shared_ptr<Stream> rows, Encode encode);

/// The next frame that has something to tell, or a sign of life.  \a silence: for how long nothing
/// need be told, as it is known now; 0 when nobody reads any more.  With the server draining, an
/// endless stream's last one.
asio::awaitable<Frame> next_told_frame(Service& service,
                                       std::shared_ptr<const wire::Request> request,
                                       std::shared_ptr<Stream> rows, Encode encode,
                                       std::function<std::chrono::seconds()> silence);

}  // namespace onrecord::net
