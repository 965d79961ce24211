// Many queries from a file, pipelined over one connection, answered in order; a bad one does not
// stop the rest.
#include "proto/client/batch.h"

#include <deque>

namespace onrecord::client {

namespace {

/// A line that waits for its answer, or has its refusal already.
struct Waiting {
  std::string id;
  std::string query;
  std::optional<Error> refused;
};

Waiting read_line(std::string_view line, std::uint64_t number) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  Waiting waiting;
  const auto tab = line.find('\t');
  if (tab == std::string_view::npos || tab == 0) {
    waiting.id = "line " + std::to_string(number);
    waiting.query = line;
    waiting.refused =
        Error{Errc::invalid, "line " + std::to_string(number) + ": expected ID<TAB>QUERY", 0};
    return waiting;
  }
  waiting.id = line.substr(0, tab);
  waiting.query = line.substr(tab + 1);
  return waiting;
}

}  // namespace

Result<BatchCount> run_batch(Connection& connection, std::istream& lines, std::string_view method,
                             const boost::json::object& arguments, std::string_view query_argument,
                             std::size_t in_flight,
                             const std::function<void(const BatchAnswer&)>& tell) {
  BatchCount count;
  std::deque<Waiting> waiting;
  std::uint64_t number = 0;
  bool more = true;
  while (more || !waiting.empty()) {
    while (more && waiting.size() < in_flight) {
      std::string line;
      more = static_cast<bool>(std::getline(lines, line));
      if (!more) break;
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      Waiting next = read_line(line, number);
      if (!next.refused) {
        boost::json::object call = arguments;
        call[query_argument] = next.query;
        auto sent = connection.send(method, call);
        if (!sent) return sent.error();
      }
      waiting.push_back(std::move(next));
    }
    if (waiting.empty()) continue;
    Waiting first = std::move(waiting.front());
    waiting.pop_front();
    if (first.refused) {
      ++count.failed;
      tell({std::move(first.id), std::move(first.query), std::move(*first.refused)});
      continue;
    }
    auto frame = connection.receive();
    if (!frame && !connection.alive()) return frame.error();
    ++(frame ? count.answered : count.failed);
    if (frame)
      tell({std::move(first.id), std::move(first.query), std::move(frame->result)});
    else
      tell({std::move(first.id), std::move(first.query), frame.error()});
  }
  return count;
}

}  // namespace onrecord::client
