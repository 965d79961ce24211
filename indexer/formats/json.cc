// JSON arrays and objects of articles.  Finds where each record begins and ends; what it means is
// record.h's business.
#include <array>
#include <utility>

#include "indexer/formats/json_mistake.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/json_records.h"
#include "indexer/formats/jsonl.h"
#include "indexer/formats/keys.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Keys of an object that wraps a list of articles.
constexpr auto kWrappers = std::to_array<std::string_view>(
    {"articles", "items", "docs", "documents", "data", "records", "results", "stories", "_items"});

/// How often, in all, the bytes behind broken records may be looked at again.
constexpr std::size_t kMaxRereads = 100;

/// Walks through one file.
class JsonFile {
 public:
  JsonFile(std::string_view bytes, const ReadOptions& options, const Sink& sink,
           std::string_view reader, RecordShape shape)
      : bytes_(bytes), options_(options), sink_(sink), reader_name_(reader), shape_(shape) {}

  void read() {
    at_ = bytes_.starts_with(kBom) ? kBom.size() : 0;
    if (skip_json_space(bytes_, at_) == bytes_.size()) return refuse_file(empty_reason(bytes_));
    for (;;) {
      at_ = skip_json_space(bytes_, at_);
      if (at_ == bytes_.size()) return;
      if (bytes_[at_] == '[') {
        read_array();
      } else if (bytes_[at_] == '{') {
        if (const std::size_t list = wrapped_list(); list != kNone)
          read_wrapped(list);
        else
          read_record();
      } else if (bytes_[at_] == ',' && records_ > 0) {
        ++at_;
      } else {
        return refuse_file(place(at_) + ": expected '{' or '[', got " + shown(bytes_, at_));
      }
    }
  }

 private:
  std::string place(std::size_t at) const { return place_of(bytes_, at, 1); }

  void refuse_file(std::string reason) {
    Record whole;
    whole.byte_begin = at_ < bytes_.size() ? at_ : 0;
    whole.bytes = bytes_.substr(whole.byte_begin);
    at_ = bytes_.size();
    sink_.reject(make_reject(whole, options_, std::move(reason)));
  }

  /// Where the list begins when the object at at_ wraps one and is no article itself.
  std::size_t wrapped_list() const {
    std::size_t list = kNone;
    for (std::size_t i = at_ + 1; i < bytes_.size();) {
      i = skip_json_space(bytes_, i);
      if (i >= bytes_.size() || bytes_[i] != '"') break;
      const std::size_t key_end = skip_json_value(bytes_, i);
      if (key_end == kNone) break;
      const std::string_view key = bytes_.substr(i + 1, key_end - i - 2);
      i = skip_json_space(bytes_, key_end);
      if (i >= bytes_.size() || bytes_[i] != ':') break;
      i = skip_json_space(bytes_, i + 1);
      if (i >= bytes_.size()) break;
      const auto match = find_key(key);
      if (match && match->key == Key::text) return kNone;
      if (bytes_[i] == '[' &&
          std::find(kWrappers.begin(), kWrappers.end(), key) != kWrappers.end()) {
        const std::size_t item = skip_json_space(bytes_, i + 1);
        if (item < bytes_.size() && (bytes_[item] == '{' || bytes_[item] == ']')) list = i;
      }
      const std::size_t value_end = skip_json_value(bytes_, i);
      if (value_end == kNone) break;
      i = skip_json_space(bytes_, value_end);
      if (i >= bytes_.size() || bytes_[i] != ',') break;
      ++i;
    }
    return list;
  }

  void read_wrapped(std::size_t list) {
    const std::size_t end = skip_json_value(bytes_, at_);
    at_ = list;
    read_array();
    at_ = end == kNone ? bytes_.size() : std::max(at_, end);
  }

  void read_array() {
    const std::size_t begin = at_++;
    for (;;) {
      at_ = skip_json_space(bytes_, at_);
      if (at_ == bytes_.size())
        return refuse_file(place(begin) + ": the array that begins here never closes");
      if (bytes_[at_] == ']') {
        ++at_;
        return;
      }
      if (bytes_[at_] == ',') {
        ++at_;
        continue;
      }
      // Each record that never closes is looked for until the end: a file of nothing else would
      // cost the square of its size.
      if (wasted_ / kMaxRereads > bytes_.size())
        return refuse_file(place(at_) +
                           ": too many records before this one never close; the rest is not read");
      read_record();
    }
  }

  void advance_line(std::size_t to) {
    for (; counted_ < to; ++counted_)
      if (bytes_[counted_] == '\n') ++line_;
  }

  void read_record() {
    advance_line(at_);
    const std::size_t end = skip_json_value(bytes_, at_);
    Record record;
    record.number = ++records_;
    record.line = line_;
    record.byte_begin = at_;
    record.bytes = bytes_.substr(at_, end == kNone ? kNone : std::max(end, at_ + 1) - at_);
    std::string mended;
    const std::string_view json = mend_into(mended, record.bytes, record);
    auto values = reader_.read(json);
    if (values) {
      at_ = end;
      record.values = std::move(*values);
      if (shape_ != nullptr) shape_(record);
      return deliver(std::move(record), options_, sink_, reader_name_);
    }
    const JsonMistake& mistake = values.error();
    const std::size_t line_begin = at_ == 0 ? 0 : bytes_.rfind('\n', at_ - 1) + 1;
    const std::string shown_part = std::string(bytes_.substr(line_begin, at_ - line_begin)) +
                                   std::string(json.substr(0, mistake.at));
    const std::string where = place_of(shown_part, shown_part.size(), line_);
    const std::size_t next = next_record(at_ + mistake.at, end);
    record.bytes = bytes_.substr(at_, next - at_);
    wasted_ += (end == kNone ? bytes_.size() : end) - std::min(next, end);
    at_ = next;
    sink_.reject(make_reject(record, options_, where + ": " + mistake.reason));
  }

  /// Where to go on behind a broken record: the next line that begins an object as far from the
  /// margin as this one did, else the record's end by its brackets, else the next "},{".
  std::size_t next_record(std::size_t from, std::size_t end) const {
    const std::size_t limit = end == kNone ? bytes_.size() : end;
    const std::size_t line_begin = at_ == 0 ? 0 : bytes_.rfind('\n', at_ - 1) + 1;
    const std::string_view margin = bytes_.substr(line_begin, at_ - line_begin);
    if (margin.find_first_not_of(" \t") == kNone) {
      const std::string begin = std::string("\n").append(margin).append("{");
      const std::size_t found = bytes_.find(begin, std::min(from, bytes_.size()));
      if (found != kNone && found < limit) return found + begin.size() - 1;
    }
    if (end != kNone) return std::max(end, at_ + 1);
    for (std::size_t i = bytes_.find('}', std::min(from, bytes_.size())); i != kNone;
         i = bytes_.find('}', i + 1)) {
      const std::size_t comma = skip_json_space(bytes_, i + 1);
      if (comma >= bytes_.size() || bytes_[comma] != ',') continue;
      const std::size_t brace = skip_json_space(bytes_, comma + 1);
      if (brace < bytes_.size() && bytes_[brace] == '{') return brace;
    }
    return bytes_.size();
  }

  std::string_view bytes_;
  const ReadOptions& options_;
  const Sink& sink_;
  std::string_view reader_name_;
  RecordShape shape_;  ///< Null: the members are the values.
  JsonObjectReader reader_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;  ///< Bytes whose line ends are in line_.
  std::uint64_t line_ = 1;
  std::uint64_t records_ = 0;
  std::size_t wasted_ = 0;  ///< Bytes read to find the end of records that turned out broken.
};

}  // namespace

void read_json(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  JsonFile(bytes, options, sink, "json/2", nullptr).read();
}

void read_json_records(std::string_view bytes, const ReadOptions& options, const Sink& sink,
                       std::string_view reader, RecordShape shape) {
  JsonFile(bytes, options, sink, reader, shape).read();
}

int sniff_json(std::string_view head, std::string_view path) {
  const std::size_t begin = skip_json_space(head, head.starts_with(kBom) ? kBom.size() : 0);
  if (begin == head.size()) return has_ending(path, {".json"}) ? 50 : 0;
  if (head[begin] == '{') return has_ending(path, {".json"}) ? 90 : 70;
  if (head[begin] != '[') return has_ending(path, {".json"}) ? 60 : 0;
  const std::size_t item = skip_json_space(head, begin + 1);
  if (item < head.size() && (head[item] == '{' || head[item] == ']')) return 96;
  return has_ending(path, {".json"}) ? 60 : 0;
}

}  // namespace onrecord::formats
