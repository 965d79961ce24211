// Bytes as they arrive → whole lines, with a cap.  Knows nothing of what a line says.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace onrecord::net {

/// Collects bytes until a line is whole.  Never holds more than its cap and one read.
class LineBuffer {
 public:
  explicit LineBuffer(std::size_t max_line_bytes) : max_line_bytes_(max_line_bytes) {}

  void append(std::string_view bytes);
  /// The next whole line without its end ("\n" or "\r\n"), valid until the next call of append.
  std::optional<std::string_view> next();
  /// What has no end yet; taken away.
  std::string take_rest();
  bool has_partial() const { return begin_ < bytes_.size(); }
  /// The line being collected, or the one that next() would give, is longer than the cap.
  bool too_long() const;

 private:
  std::size_t max_line_bytes_;
  std::string bytes_;
  std::size_t begin_ = 0;    ///< First byte not yet handed out.
  std::size_t scanned_ = 0;  ///< No '\n' in [begin_, scanned_): a long line is looked at once.
};

}  // namespace onrecord::net
