// Where the elements that are articles lie in an XML file: see news_item.h.  Knows tags, no
// entities.
#include <algorithm>

#include "indexer/formats/encoding.h"
#include "indexer/formats/news_item.h"

namespace onrecord::formats {
namespace {

/// The characters of a file, of which only ASCII matters, whatever their width.
class Units {
 public:
  explicit Units(std::string_view bytes) : bytes_(bytes) {
    const std::string_view wide = wide_encoding(bytes);
    width_ = wide.starts_with("UTF-16") ? 2 : wide.starts_with("UTF-32") ? 4 : 1;
    low_ = wide.ends_with("BE") ? width_ - 1 : 0;
  }
  std::size_t size() const { return bytes_.size() / width_; }
  std::uint64_t offset(std::size_t unit) const { return unit * width_; }
  char operator[](std::size_t unit) const {
    for (std::size_t i = 0; i < width_; ++i)
      if (i != low_ && bytes_[unit * width_ + i] != '\0') return '\x1A';
    return bytes_[unit * width_ + low_];
  }
  std::size_t find(char c, std::size_t from) const {
    if (width_ == 1) return std::min(bytes_.find(c, from), bytes_.size());
    while (from < size() && (*this)[from] != c) ++from;
    return from;
  }
  bool starts(std::size_t at, std::string_view with) const {
    if (at + with.size() > size()) return false;
    for (std::size_t i = 0; i < with.size(); ++i)
      if ((*this)[at + i] != with[i]) return false;
    return true;
  }
  /// Behind the next \a mark, or the end.
  std::size_t behind(std::string_view mark, std::size_t from) const {
    for (std::size_t at = find(mark[0], from); at < size(); at = find(mark[0], at + 1))
      if (starts(at, mark)) return at + mark.size();
    return size();
  }

 private:
  std::string_view bytes_;
  std::size_t width_ = 1;
  std::size_t low_ = 0;
};

bool ends_name(char c) {
  return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::vector<ItemBytes> item_bytes(std::string_view bytes,
                                  const std::vector<std::string_view>& names) {
  std::vector<ItemBytes> found;
  const Units units(bytes);
  std::string open;  // the name of the item that is open
  std::size_t depth = 0;
  for (std::size_t at = units.find('<', 0); at < units.size(); at = units.find('<', at)) {
    if (units.starts(at, "<!--")) {
      at = units.behind("-->", at + 4);
      continue;
    }
    if (units.starts(at, "<![CDATA[")) {
      at = units.behind("]]>", at + 9);
      continue;
    }
    const std::size_t begin = at++;
    const bool closing = at < units.size() && units[at] == '/';
    if (closing) ++at;
    std::string name;
    for (; at < units.size() && !ends_name(units[at]) && name.size() < 64; ++at)
      name = units[at] == ':' ? std::string() : name + units[at];
    const bool wanted =
        open.empty() ? std::find(names.begin(), names.end(), name) != names.end() : name == open;
    if (!wanted) continue;
    bool empty = false;
    for (char quote = '\0'; at < units.size(); ++at) {  // an attribute may hold a '>'
      const char c = units[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        empty = units[at - 1] == '/';
        break;
      }
    }
    const std::size_t end = std::min(at + 1, units.size());
    if (closing) {
      if (depth > 0 && --depth == 0) {
        found.back().end = units.offset(end);
        open.clear();
      }
    } else if (empty) {
      if (depth == 0) found.push_back({units.offset(begin), units.offset(end)});
    } else {
      if (depth++ == 0) {
        found.push_back({units.offset(begin), bytes.size()});
        open = name;
      }
    }
    at = end;
  }
  return found;
}

}  // namespace onrecord::formats
