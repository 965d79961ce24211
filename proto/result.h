// What a call that can fail gives back.  Knows no subsystem.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <utility>

namespace onrecord {

/// The kind of a failure, for a caller that acts on it; the message is for people.
enum class Errc {
  invalid,      ///< The input is malformed: what was given must change.
  unsupported,  ///< Well formed, but this version or this index does not do it.
  limit,        ///< A cap was met; the message names it.
  not_found,    ///< Nothing of that name.
  conflict,     ///< Somebody else holds it, or it is there already with other content.
  stale,        ///< The snapshot is gone; reopen and run the whole request again.
  deadline,     ///< Time ran out.
  io,           ///< The operating system refused.
  index,        ///< The index is damaged, or Xapian refused.
  denied,       ///< No right to it.
  internal,     ///< A defect of ours.
  busy,         ///< Too much at once: the same again later may do.
};

/// A failure.  \a message is lower case: where, what was expected, what came instead.
struct Error {
  Errc code = Errc::internal;
  std::string message;
  int column =
      0;  ///< 1-based column in code points in the text that was refused; 0 when there is none.
};

/// A value or an Error.  Must be looked at.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
 public:
  using boost::system::result<T, Error>::result;
};

}  // namespace onrecord
