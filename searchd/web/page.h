// The pages: what a path and its query mean, and their HTML.  Asks the same requests as every
// client; knows no socket, no index.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/wire/messages.h"

namespace onrecord::web {

using Parameters = std::vector<std::pair<std::string, std::string>>;
using Ask = std::function<wire::Response(const wire::Request&)>;

struct Page {
  int status = 200;
  std::string html;
};

/// A page that can be made.
struct View {
  enum class Kind { search, article, statement, check, timeline };
  Kind kind = Kind::search;
  Parameters parameters;

  /// Asks what it needs through \a ask and renders it.  Every text is escaped; no script, no inline
  /// style.
  Page render(const Ask& ask) const;
};

/// The page at \a path ("/", "/article", "/statement", "/check", "/timeline"), or nullopt.
std::optional<View> find_view(std::string_view path, const Parameters& parameters);

}  // namespace onrecord::web
