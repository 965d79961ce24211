// See layout.h.  One walk over the blocks of a text, with the section and the turn that are open.
#include "indexer/formats/layout.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/formats/blocks.h"
#include "indexer/formats/byline.h"
#include "indexer/formats/labels.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

/// What decides where a turn ends.
enum class TurnMode : std::uint8_t {
  transcript,  ///< The next label.
  quotations,  ///< The first paragraph that is no quotation.
  speech,      ///< The first paragraph that does not go on in the first person.
};

class Walk {
 public:
  Walk(std::string_view text, BodyKind kind, std::string_view headline)
      : text_(text), kind_(kind), given_headline_(headline), blocks_(blocks_of(text, kind)) {}

  Layout run() {
    end_ = blocks_.blocks.size();
    read_front();
    read_tail();
    for (; at_ < end_; ++at_) read_block(blocks_.blocks[at_]);
    close_section();
    std::stable_sort(found_.spans.begin(), found_.spans.end(),
                     [](const TextSpan& a, const TextSpan& b) {
                       if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
                       const auto rank = [](SpanKind kind) {
                         return kind == SpanKind::section ? 0 : kind == SpanKind::turn ? 1 : 2;
                       };
                       return rank(a.kind) < rank(b.kind);
                     });
    return std::move(found_);
  }

 private:
  std::string_view words(Span span) const { return span.of(text_); }
  void add(SpanKind kind, Span span, std::string_view label = {}) {
    if (!span.empty()) found_.spans.push_back({kind, span, std::string(label)});
  }

  // Headline, byline and date lines at the top.
  void read_front() {
    skip_furniture();
    if (at_ < end_ && is_headline(blocks_.blocks[at_])) {
      const Block& block = blocks_.blocks[at_++];
      const Span span = without_emphasis(block.span);
      add(SpanKind::headline, span);
      found_.headline = one_line(words(span));
    }
    skip_furniture();
    for (int lines = 0; at_ < end_ && lines < 3; ++lines) {
      const Block& block = blocks_.blocks[at_];
      if (at_ + 1 == end_ || block.heading != 0 ||
          !read_front_line(block.span, !found_.headline.empty()))
        break;
      ++at_;
    }
  }

  bool read_front_line(Span span, bool after_headline) {
    const Byline byline = read_byline(words(span));
    const bool fits =
        byline.form == BylineForm::by || (byline.form != BylineForm::none && after_headline);
    if (fits && found_.byline.empty()) {
      add(SpanKind::byline, span);
      found_.byline = byline.names;
      return true;
    }
    if (!is_date_line(words(span))) return false;
    add(SpanKind::dateline, span);
    if (found_.date.empty()) found_.date = words(without_emphasis(span));
    return true;
  }

  void skip_furniture() {
    while (at_ < end_ &&
           (blocks_.blocks[at_].rule || is_furniture(words(blocks_.blocks[at_].span)))) {
      if (!blocks_.blocks[at_].rule) add(SpanKind::label, blocks_.blocks[at_].span);
      ++at_;
    }
  }

  bool is_headline(const Block& block) const {
    constexpr std::size_t kMaxBytes = 200;
    constexpr std::size_t kMaxWords = 25;
    const std::string_view line = words(without_emphasis(block.span));
    if (line.size() > kMaxBytes) return false;
    if (!given_headline_.empty()) return block.heading == 1 || one_line(line) == given_headline_;
    if (kind_ == BodyKind::given_apart) return false;
    if (block.heading != 0) return block.heading == 1 || end_ - at_ > 1;
    const auto parts = words_of(line);
    if (end_ - at_ < 2 || parts.size() < 2 || parts.size() > kMaxWords || block.bullet)
      return false;
    if (ends_sentence(line) && !line.ends_with('?') && !line.ends_with('!') &&
        !ends_in_acronym(parts.back()))
      return false;
    if (line.ends_with(':') || line.ends_with(',') || is_known_section(line) || is_date_line(line))
      return false;
    if (read_byline(line).form == BylineForm::by) return false;
    if (const auto label = read_label(text_, block.span); label && is_turn(*label)) return false;
    const Block& next = blocks_.blocks[at_ + 1];
    return next.after_blank || read_byline(words(next.span)).form != BylineForm::none ||
           is_date_line(words(next.span));
  }

  static bool ends_in_acronym(std::string_view word) {
    return word.size() >= 4 && word.ends_with('.') && word[word.size() - 3] == '.';
  }

  // The byline at the bottom.
  void read_tail() {
    while (end_ > at_ + 1 &&
           (blocks_.blocks[end_ - 1].rule || is_furniture(words(blocks_.blocks[end_ - 1].span)))) {
      if (!blocks_.blocks[end_ - 1].rule) add(SpanKind::label, blocks_.blocks[end_ - 1].span);
      --end_;
    }
    if (end_ < at_ + 2) return;
    const Block& last = blocks_.blocks[end_ - 1];
    if (last.heading != 0) return;
    const Byline byline = read_byline(words(last.span));
    const std::string_view before = words(blocks_.blocks[end_ - 2].span);
    const std::string_view line = trim(words(last.span));
    const bool dashed = line.starts_with("\xE2\x80\x94") || line.starts_with("\xE2\x80\x93") ||
                        line.starts_with("- ");
    bool fits = byline.form == BylineForm::by;
    if (byline.form == BylineForm::names)
      fits = !(dashed && closes_quotation(before)) &&
             (kind_ != BodyKind::given_apart ||
              (ends_sentence(before) && parts_by_dash(byline.names)));
    // One bare name: a signature, unless it says whose words the quotation above it are.
    if (byline.form == BylineForm::name)
      fits = kind_ != BodyKind::given_apart && end_ - at_ >= 3 && ends_sentence(before) &&
             !(dashed && closes_quotation(before)) && !blocks_.is_transcript;
    if (!fits) return;
    add(SpanKind::byline, last.span);
    if (found_.byline.empty()) found_.byline = byline.names;
    --end_;
  }

  /// "Ana Reyes - Tom Okoro": in a record's field only this is sure enough.
  static bool parts_by_dash(std::string_view names) {
    return names.find(" - ") != std::string_view::npos ||
           names.find(" \xE2\x80\x93 ") != std::string_view::npos ||
           names.find(" / ") != std::string_view::npos ||
           names.find(" | ") != std::string_view::npos;
  }

  void read_block(const Block& block) {
    if (block.rule) return close_section();
    if (block.heading != 0) return read_heading(block);
    const auto label = read_label(text_, first_line(block.span));
    if (!label) return read_prose(block.span);
    const Span rest{label->rest, block.span.end};
    const bool alone = label->rest >= block.span.end;
    const std::string_view next = alone ? next_words() : words(rest);
    if (is_turn(*label)) {
      start_turn(*label, TurnMode::transcript);
    } else if (may_name_speaker(*label, alone, next) && is_speaker(label->words, next)) {
      start_turn(*label, opens_quotation(next) ? TurnMode::quotations : TurnMode::speech);
    } else if (is_section(*label, alone)) {
      start_section(*label);
    } else {
      return read_prose(block.span);
    }
    if (!alone) read_prose(rest);
  }

  /// In the line itself a speaker is followed by a quotation and nothing else.
  static bool may_name_speaker(const LabelLine& label, bool alone, std::string_view next) {
    if (next.empty()) return false;
    if (alone || label.mark == LabelMark::bold) return true;
    return label.mark == LabelMark::colon && is_quotation(next);
  }

  bool is_section(const LabelLine& label, bool alone) const {
    const std::string_view name = words(label.words);
    if (is_known_section(name) || label.mark == LabelMark::bold) return true;
    const std::string_view next = next_words();
    if (!alone || next.empty() || words_of(name).size() > 6) return false;
    if (label.mark == LabelMark::colon) return true;
    // Capitals and dashes head tables too: only above prose they are labels.
    return name.find_first_of("0123456789") == std::string_view::npos &&
           (opens_quotation(next) || read_label(text_, blocks_.blocks[at_ + 1].span).has_value() ||
            (next.size() > 40 && ends_sentence(next)));
  }

  void read_heading(const Block& block) {
    LabelLine label;
    label.words = without_emphasis(block.span);
    if (words(label.words).ends_with(':')) --label.words.end;
    if (trim(words(label.words)).empty()) return read_prose(block.span);
    label.printed = label.words;
    const std::string_view next = next_words();
    if (!next.empty() && is_turn(label))
      start_turn(label, TurnMode::transcript);
    else if (!next.empty() && is_speaker(label.words, next))
      start_turn(label, opens_quotation(next) ? TurnMode::quotations : TurnMode::speech);
    else
      start_section(label);
  }

  /// Looks through the text, so that a text of nothing but labels would cost the square of its
  /// length: after many, no more.
  bool is_speaker(Span label, std::string_view next) {
    constexpr int kMaxLookUps = 1000;
    return look_ups_++ < kMaxLookUps && names_speaker(text_, label, next);
  }

  bool is_turn(const LabelLine& label) const {
    return blocks_.is_transcript && blocks_.has_turn(words(label.words));
  }

  /// The text of the block behind the one at hand.
  std::string_view next_words() const {
    return at_ + 1 < end_ && !blocks_.blocks[at_ + 1].rule ? words(blocks_.blocks[at_ + 1].span)
                                                           : std::string_view();
  }

  void start_section(const LabelLine& label) {
    close_section();
    add(SpanKind::label, label.printed);
    section_ = TextSpan{SpanKind::section, {}, std::string(words(label.words))};
  }
  void start_turn(const LabelLine& label, TurnMode mode) {
    close_turn();
    add(SpanKind::speaker_label, label.printed);
    extend(section_, label.printed);
    turn_ = TextSpan{SpanKind::turn, {}, std::string(words(label.words))};
    mode_ = mode;
  }
  static void extend(std::optional<TextSpan>& container, Span span) {
    if (!container) return;
    if (container->span.empty()) container->span.begin = span.begin;
    container->span.end = span.end;
  }
  void close(std::optional<TextSpan>& container) {
    if (container && !container->span.empty()) found_.spans.push_back(std::move(*container));
    container.reset();
  }
  void close_turn() { close(turn_); }
  void close_section() {
    close_turn();
    close(section_);
  }

  void read_prose(Span span) {
    if (turn_ && !goes_on(span)) {
      // A stage direction interrupts a speaker; anything else ends the turn.
      const bool interrupts = mode_ == TurnMode::transcript && at_ + 1 < end_;
      std::string speaker = turn_->label;
      close_turn();
      if (interrupts) turn_ = TextSpan{SpanKind::turn, {}, std::move(speaker)};
      add_paragraph(span);
      return;
    }
    extend(turn_, span);
    add_paragraph(span);
  }

  bool goes_on(Span span) const {
    const std::string_view block = words(span);
    if (mode_ == TurnMode::transcript) return !is_stage_direction(block);
    if (turn_->span.empty()) return true;
    if (mode_ == TurnMode::quotations) return is_quotation(block);
    const auto parts = words_of(block);
    const std::string_view surname = surname_of(turn_->label);
    return std::any_of(parts.begin(), parts.end(), is_first_person) &&
           block.find(surname) == std::string_view::npos;
  }

  static bool is_stage_direction(std::string_view block) {
    block = trim(block);
    if (is_stage_label(block.substr(0, block.substr(0, 40).find(':')))) return true;
    return (block.starts_with('[') && block.ends_with(']')) ||
           (block.starts_with('(') && block.ends_with(')')) ||
           (block.starts_with('*') && block.ends_with('*') && !block.starts_with("**")) ||
           (block.starts_with('_') && block.ends_with('_'));
  }

  void add_paragraph(Span span) {
    extend(section_, span);
    if (std::exchange(has_lead_, true)) return add(SpanKind::paragraph, span);
    const auto size = static_cast<std::uint32_t>(dateline_size(words(span)));
    if (size != 0) {
      add(SpanKind::dateline, {span.begin, span.begin + size});
      const std::string_view rest = trim(words({span.begin + size, span.end}));
      span.begin = static_cast<std::uint32_t>(rest.data() - text_.data());
    }
    add(SpanKind::lead, span);
  }

  Span first_line(Span span) const {
    const std::size_t end = words(span).find('\n');
    if (end == std::string_view::npos) return span;
    span.end = span.begin + static_cast<std::uint32_t>(end);
    while (span.end > span.begin && (text_[span.end - 1] == '\r' || text_[span.end - 1] == ' '))
      --span.end;
    return span;
  }
  Span without_emphasis(Span span) const {
    while (span.size() > 1 && (text_[span.begin] == '*' || text_[span.begin] == '_')) ++span.begin;
    while (span.size() > 1 && (text_[span.end - 1] == '*' || text_[span.end - 1] == '_'))
      --span.end;
    return span;
  }
  static std::string one_line(std::string_view text) {
    std::string line;
    for (const std::string_view word : words_of(text)) {
      if (!line.empty()) line += ' ';
      line += word;
    }
    return line;
  }

  std::string_view text_;
  BodyKind kind_;
  std::string_view given_headline_;
  Blocks blocks_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  Layout found_;
  std::optional<TextSpan> section_;
  std::optional<TextSpan> turn_;
  TurnMode mode_ = TurnMode::transcript;
  bool has_lead_ = false;
  int look_ups_ = 0;
};

}  // namespace

Layout lay_out(std::string_view text, BodyKind kind, std::string_view headline) {
  return Walk(text, kind, headline).run();
}

}  // namespace onrecord::formats
