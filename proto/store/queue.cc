// A request is a file NAME.request of tab-separated lines; its answer is NAME.answer.
#include "proto/store/queue.h"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <thread>

#include "proto/store/files.h"
#include "proto/store/layout.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kAsks = {"apply-blocklist", "remove", "snapshot",
                                                   "apply-corrections"};
constexpr std::string_view kRequestEnd = ".request";
constexpr std::string_view kAnswerEnd = ".answer";
constexpr std::chrono::milliseconds kPollStep{20};
constexpr std::chrono::hours kAnswerLife{24};  // Nobody waits for it any more.

fs::path request_path(const fs::path& index, std::string_view name) {
  return layout::queue(index) / (std::string(name) + std::string(kRequestEnd));
}
fs::path answer_path(const fs::path& index, std::string_view name) {
  return layout::queue(index) / (std::string(name) + std::string(kAnswerEnd));
}

// Sorts by time; two in one process or in two at the same moment differ.
std::string new_name() {
  static std::atomic<unsigned> counter = 0;
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  std::string time = std::to_string(now);
  time.insert(0, time.size() < 20 ? 20 - time.size() : 0, '0');
  return time + "-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
}

std::optional<Request> parse(std::string_view text) {
  Request request;
  bool asked = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::vector<std::string_view> fields = split_fields(text.substr(0, end));
    text.remove_prefix(end + 1);
    if (fields.size() != 2) return std::nullopt;
    const std::string value = unescape_field(fields[1]);
    if (fields[0] == "ask") {
      const auto ask = std::find(kAsks.begin(), kAsks.end(), value);
      if (ask == kAsks.end()) return std::nullopt;
      request.ask = static_cast<Ask>(ask - kAsks.begin());
      asked = true;
    } else if (fields[0] == "when") {
      if (std::from_chars(value.data(), value.data() + value.size(), request.when).ec !=
          std::errc())
        return std::nullopt;
    } else if (fields[0] == "target") {
      request.target = value;
    } else if (fields[0] == "key") {
      const auto key = ArticleKey::parse(value);
      if (!key) return std::nullopt;
      request.keys.push_back(*key);
    } else {
      return std::nullopt;
    }
  }
  return asked ? std::optional<Request>(std::move(request)) : std::nullopt;
}

}  // namespace

Result<std::string> put_request(const fs::path& index, const Request& request) {
  std::error_code error;
  if (fs::create_directory(layout::queue(index), error))
    if (Result<void> synced = sync_folder(index); !synced) return synced.error();
  if (error)
    return Error{Errc::io,
                 "cannot create " + layout::queue(index).string() + ": " + error.message(), 0};
  std::string text = "ask\t" + std::string(kAsks[static_cast<std::size_t>(request.ask)]) + "\n";
  text += "when\t" + std::to_string(request.when) + "\n";
  if (!request.target.empty()) text += "target\t" + escape_field(request.target) + "\n";
  for (const ArticleKey& key : request.keys) text += "key\t" + escape_field(key.str()) + "\n";
  const std::string name = new_name();
  if (Result<void> written = write_file(request_path(index, name), text); !written)
    return written.error();
  return name;
}

Result<std::vector<Request>> waiting_requests(const fs::path& index) {
  std::vector<Request> requests;
  std::error_code error;
  for (fs::directory_iterator at(layout::queue(index), error), end; !error && at != end;
       at.increment(error)) {
    const std::string file = at->path().filename();
    std::error_code gone;
    if (file.ends_with(kAnswerEnd) &&
        fs::file_time_type::clock::now() - at->last_write_time(gone) > kAnswerLife && !gone)
      fs::remove(at->path(), gone);
    if (!file.ends_with(kRequestEnd)) continue;
    const Result<std::string> text = read_file(at->path());
    if (!text) continue;
    std::optional<Request> request = parse(*text);
    if (!request) continue;
    request->name = file.substr(0, file.size() - kRequestEnd.size());
    requests.push_back(std::move(*request));
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return Error{Errc::io, "cannot list " + layout::queue(index).string() + ": " + error.message(),
                 0};
  std::sort(requests.begin(), requests.end(),
            [](const Request& a, const Request& b) { return a.name < b.name; });
  return requests;
}

Result<void> answer_request(const fs::path& index, const Request& request,
                            std::string_view problem) {
  if (Result<void> written = write_file(answer_path(index, request.name), problem); !written)
    return written;
  return remove_file(request_path(index, request.name));
}

Result<void> await_answer(const fs::path& index, std::string_view name,
                          std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  for (;;) {
    const Result<std::string> problem = read_file(answer_path(index, name));
    if (problem) {
      if (Result<void> taken = remove_file(answer_path(index, name)); !taken) return taken;
      if (problem->empty()) return {};
      return Error{Errc::io, *problem, 0};
    }
    if (problem.error().code != Errc::not_found) return problem.error();
    if (std::chrono::steady_clock::now() >= deadline)
      return Error{Errc::deadline,
                   "the writer of the index has not answered yet; the request still waits", 0};
    std::this_thread::sleep_for(kPollStep);
  }
}

}  // namespace onrecord::store
