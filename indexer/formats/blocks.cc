// See blocks.h.
#include "indexer/formats/blocks.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/inline_turns.h"
#include "indexer/formats/labels.h"
#include "indexer/formats/shape.h"
#include "proto/text/sentences.h"

namespace onrecord::formats {
namespace {

bool is_rule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("-*_=#~ ") == std::string_view::npos;
}

/// Level of a Markdown heading "## words", else 0.
int heading_level(std::string_view line) {
  std::size_t level = 0;
  while (level < line.size() && line[level] == '#') ++level;
  return level >= 1 && level <= 6 && level < line.size() && line[level] == ' '
             ? static_cast<int>(level)
             : 0;
}

/// Bytes of a list or block-quote mark at the beginning of \a line.
std::size_t marker_size(std::string_view line) {
  for (const std::string_view mark : {"- ", "* ", "+ ", "> ", "\xE2\x80\xA2 ", "\xE2\x80\xA2"})
    if (line.starts_with(mark)) return mark.size();
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  const bool numbered = digits > 0 && digits <= 3 && digits + 1 < line.size() &&
                        (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  return numbered ? digits + 2 : 0;
}

Span trimmed(std::string_view text, Span span) {
  const std::string_view words = trim(span.of(text));
  if (words.empty()) return {span.begin, span.begin};
  const auto begin = static_cast<std::uint32_t>(words.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

/// Whether a blank line stands between the bytes \a from and \a to.
bool blank_between(std::string_view text, std::uint32_t from, std::uint32_t to) {
  const std::string_view gap = text.substr(from, to - from);
  const std::size_t first = gap.find('\n');
  return first != std::string_view::npos && gap.find('\n', first + 1) != std::string_view::npos;
}

class Cutter {
 public:
  Cutter(std::string_view text, BodyKind kind)
      : text_(text), markdown_(kind == BodyKind::markdown) {}

  Blocks run() {
    std::vector<Span> paragraphs =
        is_one_line()
            ? std::vector<Span>{trimmed(text_, {0, static_cast<std::uint32_t>(text_.size())})}
            : text::paragraphs(text_);
    find_turns(paragraphs);
    if (!found_.is_transcript) paragraphs = part_at_turns(std::move(paragraphs));
    for (const Span paragraph : paragraphs) cut(paragraph);
    return std::move(found_);
  }

 private:
  std::string_view words(Span span) const { return span.of(text_); }

  /// Most bodies of some archives: finding that out is ten times faster than looking for
  /// paragraphs.
  bool is_one_line() const {
    return text_.find('\n') == std::string_view::npos &&
           text_.find('\r') == std::string_view::npos &&
           text_.find("\xE2\x80\xA8") == std::string_view::npos &&
           text_.find("\xE2\x80\xA9") == std::string_view::npos;
  }

  template <class Fn>
  void each_line(Span paragraph, const Fn& fn) const {
    for (std::uint32_t at = paragraph.begin; at < paragraph.end;) {
      const auto end =
          static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('\n', at), paragraph.end));
      const Span line = trimmed(text_, {at, end});
      if (!line.empty()) fn(line);
      at = end + 1;
    }
  }

  /// A transcript has lines that begin with who speaks: two speakers or more, some of them again
  /// and again.
  void find_turns(const std::vector<Span>& paragraphs) {
    struct Turn {
      std::string_view label;
      int count = 0;
      bool certain = false;
    };
    std::vector<Turn> turns;
    int total = 0;
    bool asks = false;
    bool answers = false;
    for (const Span paragraph : paragraphs)
      each_line(paragraph, [&](Span line) {
        const std::string_view head = words(line).substr(0, 90);
        if (head.find(':') == std::string_view::npos && !head.starts_with("Q. ") &&
            !head.starts_with("A. ") && !head.starts_with("(("))
          return;
        const auto label = read_label(text_, line);
        if (!label || !is_turn_label(words(label->words)) || is_known_section(words(label->words)))
          return;
        const std::string_view said =
            label->alone ? text_.substr(std::min<std::size_t>(line.end, text_.size()), 200)
                         : words({label->rest, line.end});
        if (opens_quotation(said)) return;
        const std::string_view name = words(label->words);
        asks = asks || name == "Q";
        answers = answers || name == "A";
        ++total;
        const auto known = std::find_if(turns.begin(), turns.end(),
                                        [&](const Turn& turn) { return turn.label == name; });
        if (known != turns.end()) {
          ++known->count;
          return;
        }
        const NameShape shape = name_shape(name);
        const bool certain = name == "Q" || name == "A" || shape == NameShape::titled ||
                             shape == NameShape::role || is_all_caps(name) ||
                             words_of(name).size() >= 2;
        if (turns.size() < 64) turns.push_back({name, 1, certain});
      });
    const bool repeated =
        std::any_of(turns.begin(), turns.end(), [](const Turn& turn) { return turn.count >= 2; });
    const auto certain =
        std::count_if(turns.begin(), turns.end(), [](const Turn& turn) { return turn.certain; });
    const bool each_once = certain >= 3 && static_cast<std::size_t>(total) * 2 >= paragraphs.size();
    found_.is_transcript = (asks && answers) ||
                           (turns.size() >= 2 && total >= 3 && repeated && certain >= 1) ||
                           each_once;
    if (!found_.is_transcript) return;
    for (const Turn& turn : turns)
      if (turn.certain || turn.count >= 2) found_.turns.emplace_back(turn.label);
  }

  /// Of a transcript that lost its line ends each turn becomes a paragraph.
  std::vector<Span> part_at_turns(std::vector<Span> paragraphs) {
    const std::vector<InlineTurn> turns = inline_turns(text_);
    if (turns.empty()) return paragraphs;
    found_.is_transcript = true;
    for (const InlineTurn& turn : turns)
      if (!found_.has_turn(turn.label) && !is_stage_label(turn.label))
        found_.turns.emplace_back(turn.label);
    std::vector<Span> parts;
    auto turn = turns.begin();
    for (Span rest : paragraphs) {
      for (; turn != turns.end() && turn->begin < rest.end; ++turn) {
        if (turn->begin <= rest.begin) continue;
        parts.push_back(trimmed(text_, {rest.begin, turn->begin}));
        rest.begin = turn->begin;
      }
      parts.push_back(rest);
    }
    return parts;
  }

  /// Whether a block begins at \a line though the paragraph goes on.
  bool begins_block(Span line, Span before) const {
    const std::string_view printed = words(line);
    if (is_rule(printed) || is_rule(words(before))) return true;
    if (markdown_ && (heading_level(printed) != 0 || heading_level(words(before)) != 0 ||
                      marker_size(printed) != 0))
      return true;
    const auto label = read_label(text_, line);
    if (!label) return false;
    if (found_.is_transcript && found_.has_turn(words(label->words))) return true;
    return (label->alone || label->mark == LabelMark::bold) && label->mark != LabelMark::none &&
           ends_sentence(words(before));
  }

  void cut(Span paragraph) {
    Span block{};
    Span before{};
    each_line(paragraph, [&](Span line) {
      if (block.empty()) {
        block = line;
      } else if (begins_block(line, before)) {
        add(block);
        block = line;
      } else {
        block.end = line.end;
      }
      before = line;
    });
    if (!block.empty()) add(block);
  }

  void add(Span span) {
    Block block;
    block.span = span;
    const std::string_view line = words(span);
    block.after_blank = found_.blocks.empty() || blank_between(text_, last_end_, span.begin);
    const bool underline = markdown_ && !block.after_blank && !found_.blocks.empty() &&
                           line.size() >= 3 &&
                           (line.find_first_not_of('=') == std::string_view::npos ||
                            line.find_first_not_of('-') == std::string_view::npos);
    if (underline && !found_.blocks.back().rule && found_.blocks.back().heading == 0) {
      found_.blocks.back().heading = line.front() == '=' ? 1 : 2;
      last_end_ = span.end;
      return;
    }
    last_end_ = span.end;
    block.rule = is_rule(line);
    if (markdown_ && !block.rule) {
      block.heading = heading_level(line);
      if (block.heading != 0) block.span = heading_words(span, block.heading);
    }
    const bool cited = line.starts_with("> ");
    if (const std::size_t marker = marker_size(line);
        marker != 0 && !block.rule && block.heading == 0) {
      block.bullet = true;
      block.span = trimmed(text_, {span.begin + static_cast<std::uint32_t>(marker), span.end});
    }
    if (joins(block) || (cited && was_cited_ && !block.after_blank)) {
      found_.blocks.back().span.end = block.span.end;
      return;
    }
    was_cited_ = cited;
    if (!block.span.empty()) found_.blocks.push_back(block);
  }

  Span heading_words(Span span, int level) const {
    span.begin += static_cast<std::uint32_t>(level);
    while (span.end > span.begin && text_[span.end - 1] == '#') --span.end;
    return trimmed(text_, span);
  }

  /// In Markdown a line end alone parts nothing; in a transcript it does not part a sentence.
  bool joins(const Block& block) const {
    if ((!markdown_ && !found_.is_transcript) || block.after_blank || block.rule ||
        block.heading != 0 || block.bullet || found_.blocks.empty())
      return false;
    const Block& last = found_.blocks.back();
    if (last.rule || last.heading != 0) return false;
    // A label keeps its line.
    const auto label_of = [&](Span span) {
      const auto end =
          static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('\n', span.begin), span.end));
      return read_label(text_, trimmed(text_, {span.begin, end}));
    };
    if (const auto label = label_of(last.span); label && label->alone) return false;
    if (const auto label = label_of(block.span);
        label && (label->alone || label->mark == LabelMark::bold ||
                  found_.has_turn(words(label->words)) || markdown_))
      return false;
    if (!markdown_) return words(last.span).size() > 40 && !ends_sentence(words(last.span));
    return words(last.span).size() > 60 || ends_sentence(words(last.span));
  }

  std::string_view text_;
  bool markdown_;
  Blocks found_;
  std::uint32_t last_end_ = 0;
  bool was_cited_ = false;  ///< The last block began with "> ".
};

}  // namespace

bool Blocks::has_turn(std::string_view words) const {
  return std::find(turns.begin(), turns.end(), words) != turns.end();
}

Blocks blocks_of(std::string_view text, BodyKind kind) { return Cutter(text, kind).run(); }

}  // namespace onrecord::formats
