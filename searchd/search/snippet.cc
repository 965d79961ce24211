// Chooses a window over the marks, then widens it to sentences or words.
#include "searchd/search/snippet.h"

#include <algorithm>
#include <string_view>

#include "proto/text/sentences.h"
#include "searchd/search/quotations.h"

namespace onrecord::search {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// From the first to the last mark of the best window.
Span best_core(std::span<const Mark> marks, std::size_t max_bytes) {
  std::vector<std::uint32_t> counts;
  std::size_t distinct = 0;
  std::size_t best_distinct = 0;
  std::size_t best_count = 0;
  Span best;
  std::size_t last = 0;  // one behind the window's last mark
  for (std::size_t first = 0; first < marks.size(); ++first) {
    while (last < marks.size() &&
           (last == first || marks[last].span.end - marks[first].span.begin <= max_bytes)) {
      if (counts.size() <= marks[last].unit) counts.resize(marks[last].unit + 1u);
      if (counts[marks[last].unit]++ == 0) ++distinct;
      ++last;
    }
    const std::size_t count = last - first;
    if (distinct > best_distinct || (distinct == best_distinct && count > best_count)) {
      best_distinct = distinct;
      best_count = count;
      best = {marks[first].span.begin, marks[last - 1].span.end};
    }
    if (--counts[marks[first].unit] == 0) --distinct;
  }
  return best;
}

bool holds_text(SpanKind kind) {
  return kind == SpanKind::lead || kind == SpanKind::paragraph || kind == SpanKind::headline ||
         kind == SpanKind::label || kind == SpanKind::speaker_label || kind == SpanKind::byline ||
         kind == SpanKind::dateline;
}

/// The paragraph around \a at, or all of the text where no span says.
Span paragraph_around(const Article& article, std::uint32_t at) {
  for (const TextSpan& span : article.spans)
    if (holds_text(span.kind) && span.span.begin <= at && at < span.span.end) return span.span;
  return {0, static_cast<std::uint32_t>(article.text.size())};
}

Span beginning_of_body(const Article& article) {
  for (const SpanKind kind : {SpanKind::lead, SpanKind::paragraph})
    for (const TextSpan& span : article.spans)
      if (span.kind == kind && !span.span.empty()) return {span.span.begin, span.span.begin};
  return {0, 0};
}

/// A snippet gets so many bytes longer sooner than that it is cut inside a word.
constexpr std::uint32_t kLongestWord = 40;

/// The first place from \a at on, before \a limit, where a word begins; else the beginning of the
/// word that \a at is in; else, in a script without spaces, where a code point begins.
std::uint32_t word_begin(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  if (at == 0 || is_space(text[at - 1])) return at;
  for (std::uint32_t i = at; i < limit; ++i)
    if (is_space(text[i])) return i + 1;
  for (std::uint32_t i = at; at - i < kLongestWord; --i)
    if (i == 0 || is_space(text[i - 1])) return i;
  while (at < limit && continues(text[at])) ++at;
  return at;
}

/// The last place up to \a at, behind \a limit, where a word ends; else the end of the word that
/// \a at is in; else, in a script without spaces, where a code point ends.
std::uint32_t word_end(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  if (at >= text.size() || is_space(text[at])) return at;
  for (std::uint32_t i = at; i > limit; --i)
    if (is_space(text[i - 1])) return i - 1;
  for (std::uint32_t i = at; i - at < kLongestWord; ++i)
    if (i == text.size() || is_space(text[i])) return i;
  while (at > limit && continues(text[at])) --at;
  return at;
}

/// To hold a quotation whole a snippet may be so many times as long.
constexpr std::uint32_t kMostForQuotation = 4;

class Widener {
 public:
  Widener(const Article& article, Span core, std::uint32_t max_bytes)
      : text_(article.text), core_(core), max_(std::max(max_bytes, core.size())) {
    const auto size = static_cast<std::uint32_t>(text_.size());
    const Span first = paragraph_around(article, std::min(core.begin, size > 0 ? size - 1 : 0));
    const Span last = core.end > first.end ? paragraph_around(article, core.end - 1) : first;
    from_ = first.begin;
    to_ = std::max(last.end, core.end);
    find_sentences();
    quotations_ = quotations(text_.substr(from_, to_ - from_));
    for (Span& quotation : quotations_)
      quotation = {quotation.begin + from_, quotation.end + from_};
  }

  Snippet widen() const {
    Snippet snippet;
    snippet.span.begin = begin();
    snippet.span.end = end(snippet.span.begin);
    // Room that is left goes to whole sentences before.
    for (auto start = starts_.rbegin(); start != starts_.rend(); ++start)
      if (*start < snippet.span.begin && is_start(snippet.span.begin) &&
          snippet.span.end - *start <= max_)
        snippet.span.begin = *start;
    trim(snippet.span);
    for (const Span& quotation : quotations_) keep_whole(quotation, snippet.span);
    trim(snippet.span);
    for (const Span& quotation : quotations_)
      snippet.cut_quotation |=
          cuts(quotation, snippet.span.begin) || cuts(quotation, snippet.span.end);
    snippet.cut_before = snippet.span.begin > from_ && !is_start(snippet.span.begin);
    snippet.cut_after = snippet.span.end < to_ && !is_end(snippet.span.end);
    return snippet;
  }

 private:
  /// Sentences within reach of the core; one that is cut by that reach has no beginning, or no end,
  /// here.
  void find_sentences() {
    std::uint32_t low = core_.begin - from_ > max_ ? core_.begin - max_ : from_;
    std::uint32_t high = to_ - core_.end > max_ ? core_.end + max_ : to_;
    while (low > from_ && continues(text_[low])) --low;
    while (high < to_ && continues(text_[high])) ++high;
    for (const Span& sentence : text::sentences(text_.substr(low, high - low))) {
      if (sentence.begin > 0 || low == from_) starts_.push_back(low + sentence.begin);
      if (sentence.end < high - low || high == to_) ends_.push_back(low + sentence.end);
    }
  }

  std::uint32_t begin() const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), core_.begin);
    if (after != starts_.begin() && core_.end - *(after - 1) <= max_) return *(after - 1);
    const std::uint32_t room = (max_ - core_.size()) / 3;
    const std::uint32_t at = core_.begin - from_ > room ? core_.begin - room : from_;
    return word_begin(text_, at, core_.begin);
  }

  std::uint32_t end(std::uint32_t begin) const {
    // The beginning of a word may have taken some of the room.
    const std::uint32_t limit = to_ - begin > max_ ? std::max(begin + max_, core_.end) : to_;
    if (limit == to_) return to_;
    const auto after = std::upper_bound(ends_.begin(), ends_.end(), limit);
    if (after != ends_.begin() && *(after - 1) >= core_.end && *(after - 1) - begin >= max_ / 2)
      return *(after - 1);
    return word_end(text_, limit, std::max(core_.end, begin));
  }

  static bool cuts(Span quotation, std::uint32_t at) {
    return quotation.begin < at && at < quotation.end;
  }

  /// Where an end of \a span lies inside \a quotation, leaves it out, or, where the core or too
  /// much would go with it, takes it in as far as kMostForQuotation allows.
  void keep_whole(Span quotation, Span& span) const {
    const std::uint32_t most = max_ * kMostForQuotation;
    if (cuts(quotation, span.begin)) {
      if (span.end - quotation.begin <= max_)
        span.begin = quotation.begin;
      else if (quotation.end <= core_.begin && span.end - quotation.end >= max_ / 3)
        span.begin = quotation.end;
      else if (span.end - quotation.begin <= most)
        span.begin = quotation.begin;
    }
    if (cuts(quotation, span.end)) {
      if (quotation.begin >= core_.end && quotation.begin - span.begin >= max_ / 3 &&
          quotation.begin > span.begin)
        span.end = quotation.begin;
      else if (quotation.end - span.begin <= most)
        span.end = quotation.end;
    }
  }

  bool is_start(std::uint32_t at) const {
    return std::binary_search(starts_.begin(), starts_.end(), at);
  }
  bool is_end(std::uint32_t at) const { return std::binary_search(ends_.begin(), ends_.end(), at); }

  void trim(Span& span) const {
    while (span.begin < span.end && is_space(text_[span.begin])) ++span.begin;
    while (span.end > span.begin && is_space(text_[span.end - 1])) --span.end;
  }

  std::string_view text_;
  Span core_;
  std::uint32_t max_;
  std::uint32_t from_ = 0;  ///< The paragraph, or paragraphs, that the core stands in.
  std::uint32_t to_ = 0;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> ends_;
  std::vector<Span> quotations_;
};

}  // namespace

Snippet make_snippet(const Article& article, std::span<const Mark> marks, std::size_t max_bytes) {
  if (article.text.empty()) return {};
  const Span core = marks.empty() ? beginning_of_body(article) : best_core(marks, max_bytes);
  Snippet snippet = Widener(article, core, static_cast<std::uint32_t>(max_bytes)).widen();
  for (const Mark& mark : marks)
    if (snippet.span.contains(mark.span))
      snippet.highlights.push_back(
          {mark.span.begin - snippet.span.begin, mark.span.end - snippet.span.begin});
  return snippet;
}

}  // namespace onrecord::search
