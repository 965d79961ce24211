// Bytes as they arrive → whole lines, with a cap.
#include "searchd/net/line_buffer.h"

namespace onrecord::net {

void LineBuffer::append(std::string_view bytes) {
  if (begin_ > 0) {
    bytes_.erase(0, begin_);
    scanned_ -= begin_;
    begin_ = 0;
  }
  bytes_ += bytes;
}

std::optional<std::string_view> LineBuffer::next() {
  const std::size_t end = bytes_.find('\n', scanned_);
  if (end == std::string::npos) {
    scanned_ = bytes_.size();
    return std::nullopt;
  }
  std::string_view line(bytes_.data() + begin_, end - begin_);
  begin_ = scanned_ = end + 1;
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string LineBuffer::take_rest() {
  std::string rest = bytes_.substr(begin_);
  begin_ = scanned_ = bytes_.size();
  return rest;
}

bool LineBuffer::too_long() const {
  const std::size_t held = bytes_.size() - begin_;
  if (held <= max_line_bytes_) return false;
  const std::size_t end = bytes_.find('\n', scanned_);
  return (end == std::string::npos ? held : end - begin_) > max_line_bytes_;
}

}  // namespace onrecord::net
