// One pass with one mark remembered.
#include "searchd/search/quotations.h"

#include <array>
#include <cstdint>
#include <optional>

namespace onrecord::search {
namespace {

/// An opening mark and the marks that close what it opened.
struct Pair {
  std::string_view open;
  std::string_view close;
  std::string_view other_close;
};
constexpr std::array kPairs = {
    Pair{"“", "”", "”"},   Pair{"„", "“", "”"},    Pair{"«", "»", "»"},
    Pair{"»", "«", "«"},   Pair{"「", "」", "」"}, Pair{"『", "』", "』"},
    Pair{"\"", "\"", "”"}, Pair{"‘", "’", "’"},    Pair{"'", "'", "’"},
};
constexpr std::string_view kOnlyCloses = "”";

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// Of a word; every byte that is not ASCII counts, but for those of typographic marks.
bool is_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[at]);
  if (c == 0xE2) return false;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}
bool ends_word(std::string_view text, std::size_t at) { return at > 0 && is_word(text, at - 1); }

/// Single marks are apostrophes too.
bool is_single(std::string_view mark) { return mark == "'" || mark == "‘"; }

class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  std::vector<Span> run() {
    for (std::size_t at = 0; at < text_.size();) {
      const char c = text_[at];
      if (c == '\n') {
        if (blank_line(at)) end_paragraph(at);
        ++at;
      } else if (c == '"' || c == '\'' || static_cast<unsigned char>(c) >= 0xC2) {
        at += mark(at);
      } else {
        ++at;
      }
    }
    end_paragraph(text_.size());
    return std::move(found_);
  }

 private:
  bool blank_line(std::size_t at) const {
    for (++at; at < text_.size() && is_space(text_[at]); ++at)
      if (text_[at] == '\n') return true;
    return false;
  }

  void end_paragraph(std::size_t at) {
    if (open_ && !is_single(open_->open)) add(begin_, at);
    open_.reset();
    paragraph_ = at;
  }

  void add(std::size_t begin, std::size_t end) {
    while (begin < end && is_space(text_[begin])) ++begin;
    found_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  /// Looks at what stands \a at; how many bytes that was.
  std::size_t mark(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (open_) {
      for (const std::string_view close : {open_->close, open_->other_close})
        if (rest.starts_with(close) && closes(close, at)) {
          add(begin_, at + close.size());
          open_.reset();
          return close.size();
        }
      // A double mark inside single ones: these were an apostrophe, or hold it.
      if (!is_single(open_->open)) return 1;
    }
    for (const Pair& pair : kPairs)
      if (rest.starts_with(pair.open)) {
        if (!opens(pair.open, at)) return pair.open.size();
        if (open_ && is_single(pair.open)) return pair.open.size();
        open_ = pair;
        begin_ = at;
        return pair.open.size();
      }
    if (rest.starts_with(kOnlyCloses)) {
      if (found_.empty() || found_.back().end <= paragraph_)
        add(paragraph_, at + kOnlyCloses.size());
      return kOnlyCloses.size();
    }
    return 1;
  }

  bool opens(std::string_view mark, std::size_t at) const {
    const std::size_t behind = at + mark.size();
    if (mark != "\"" && !is_single(mark)) return true;
    return behind < text_.size() && !is_space(text_[behind]) && !ends_word(text_, at);
  }

  bool closes(std::string_view mark, std::size_t at) const {
    if (!is_single(open_->open)) return true;
    return at > begin_ && !is_space(text_[at - 1]) && !is_word(text_, at + mark.size());
  }

  std::string_view text_;
  std::vector<Span> found_;
  std::optional<Pair> open_;
  std::size_t begin_ = 0;
  std::size_t paragraph_ = 0;
};

}  // namespace

std::vector<Span> quotations(std::string_view text) { return Scan(text).run(); }

}  // namespace onrecord::search
