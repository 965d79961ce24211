// The wall around Xapian's exceptions.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "proto/result.h"

namespace onrecord::store {

/// Runs \a fn and turns whatever Xapian throws into an Error: DatabaseModifiedError is `stale`. The
/// program's only catch of it.  What the file system refuses when folders are made or removed is
/// `io`.
template <class Fn>
auto guarded(std::string_view doing, Fn&& fn) -> Result<std::invoke_result_t<Fn>> try {
  if constexpr (std::is_void_v<std::invoke_result_t<Fn>>) {
    std::forward<Fn>(fn)();
    return {};
  } else {
    return std::forward<Fn>(fn)();
  }
} catch (const Xapian::DatabaseModifiedError&) {
  return Error{Errc::stale, "the index moved on", 0};
} catch (const Xapian::Error& e) {
  return Error{Errc::index, "while " + std::string(doing) + ": " + e.get_description(), 0};
} catch (const std::filesystem::filesystem_error& e) {
  return Error{Errc::io, "while " + std::string(doing) + ": " + e.what(), 0};
}

}  // namespace onrecord::store
