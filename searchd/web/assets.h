// The page's fixed files, embedded when it was built.  Knows no socket.
#pragma once

#include <string_view>

namespace onrecord::web {

struct Asset {
  std::string_view path;  ///< "/style.css"
  std::string_view content_type;
  std::string_view bytes;
};

/// The file served at \a path, or nullptr.
const Asset* find_asset(std::string_view path);

}  // namespace onrecord::web
