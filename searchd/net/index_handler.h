// Answers from an index: binds the handler seam to one thread's snapshot.
#pragma once

#include <filesystem>

#include "searchd/net/handler.h"
#include "searchd/net/limits.h"

namespace onrecord::net {

/// Makes handlers of the index at \a index.  A handler whose snapshot turned out damaged or gone
/// opens it anew for the next request, at most once a second.
/// `hello` tells \a limits too.
HandlerFactory index_handlers(std::filesystem::path index, const Limits& limits);

}  // namespace onrecord::net
