// Answers from an index: binds the handler seam to one thread's snapshot.
#pragma once

#include <filesystem>
#include <memory>

#include "searchd/net/handler.h"
#include "searchd/net/limits.h"

namespace onrecord::search {
class SpeakerBook;
}

namespace onrecord::net {

/// Makes handlers of the index at \a index.  A handler whose snapshot turned out damaged or gone
/// opens it anew for the next request, at most once a second.
/// `hello` tells \a limits too.
/// \a book: who is who; nullptr: nobody knows.  What becomes of its file is logged.
HandlerFactory index_handlers(std::filesystem::path index, const Limits& limits,
                              std::shared_ptr<search::SpeakerBook> book = nullptr);
/// Logs what was found when \a book was read, if it was.
void log_news_of(search::SpeakerBook& book);

}  // namespace onrecord::net
