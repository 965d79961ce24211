// Requests to whoever holds the folder lock, from those who do not.  Knows files in `queue/`,
// carries nothing out.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace onrecord::store {

enum class Ask : std::uint8_t {
  apply_block_list,   ///< After a withhold or unwithhold: bring the databases in line.
  remove,             ///< `keys`
  snapshot,           ///< Into the folder `target`.
  apply_corrections,  ///< After an amend: bring the databases in line.
};

struct Request {
  std::string name;  ///< Given by put(): its file in `queue/`.
  Ask ask = Ask::apply_block_list;
  std::vector<ArticleKey> keys;
  std::string target;
  std::int64_t when = 0;  ///< Seconds since the epoch.
};

/// Leaves a request, durably, and names it.  Any process, any thread.  Errors: `io`.
Result<std::string> put_request(const std::filesystem::path& index, const Request& request);
/// The requests that wait, oldest first.  Files that are no requests are left alone.  Only for who
/// holds the lock.
Result<std::vector<Request>> waiting_requests(const std::filesystem::path& index);
/// Answers one ("" means done, else what went wrong) and takes it from the queue.
Result<void> answer_request(const std::filesystem::path& index, const Request& request,
                            std::string_view problem);
/// Waits for the answer to \a name and takes it.  Errors: `deadline` (the request still waits); the
/// answer's problem as `io`.
Result<void> await_answer(const std::filesystem::path& index, std::string_view name,
                          std::chrono::milliseconds limit);

}  // namespace onrecord::store
