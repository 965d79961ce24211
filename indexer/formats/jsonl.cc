// JSON Lines: one object a line.  Knows lines; what an object means is record.h's business.
#include "indexer/formats/jsonl.h"

#include <utility>

#include "indexer/formats/json_object.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"

namespace onrecord::formats {

void read_jsonl(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  JsonObjectReader reader;
  std::string mended;
  std::uint64_t number = 0;
  bool any = false;
  for (std::size_t at = bytes.starts_with(kBom) && options.start.byte == 0 ? kBom.size() : 0;
       at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t begin = std::exchange(at, end + 1);
    ++number;
    if (skip_json_space(line, 0) == line.size()) continue;
    any = true;

    Record record;
    record.number = record.line = number;
    record.byte_begin = begin;
    record.bytes = line;
    const auto refuse = [&](std::string reason) {
      sink.reject(make_reject(record, options, std::move(reason)));
    };
    if (line.size() > options.max_line_bytes) {
      refuse("line " + std::to_string(number + options.start.line) + ": " +
             std::to_string(line.size()) + " bytes, more than the cap of " +
             std::to_string(options.max_line_bytes) + " (max_line_bytes)");
      continue;
    }
    const std::string_view json = mend_into(mended, line, record);
    auto values = reader.read(json);
    if (!values) {
      refuse(place_of(json, values.error().at, number + options.start.line) + ": " +
             values.error().reason);
      continue;
    }
    record.values = std::move(*values);
    deliver(std::move(record), options, sink, "jsonl/2");
  }
  if (!any && options.start.byte == 0) sink.reject(make_reject({}, options, empty_reason(bytes)));
}

int sniff_jsonl(std::string_view head, std::string_view path) {
  const std::size_t begin = skip_json_space(head, head.starts_with(kBom) ? kBom.size() : 0);
  const bool object = begin < head.size() && head[begin] == '{';
  if (has_ending(path, {".jsonl", ".ndjson", ".jsonlines"}))
    return begin < head.size() && head[begin] == '[' ? 40 : 95;
  if (!object) return 0;
  // One line that is a whole object, and either another object below it or a file that is not
  // called JSON.
  const std::size_t end = head.find('\n', begin);
  if (end == std::string_view::npos) return has_ending(path, {".json"}) ? 40 : 80;
  const std::size_t close = skip_json_value(head.substr(0, end), begin);
  if (close == std::string_view::npos) return head[begin + 1] == '"' && path.empty() ? 30 : 20;
  const std::size_t next = skip_json_space(head, end);
  return next == head.size() || head[next] == '{' ? 92 : 30;
}

}  // namespace onrecord::formats
