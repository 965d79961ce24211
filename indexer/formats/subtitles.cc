// See subtitles.h.
#include "indexer/formats/subtitles.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/trimmed.h"
#include "indexer/formats/xml.h"
#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

/// Silence that ends a paragraph, in milliseconds.
constexpr std::int64_t kPause = 4000;
/// A paragraph longer than this ends with the next sentence, in bytes.
constexpr std::size_t kLongParagraph = 500;
constexpr std::size_t kMaxName = 60;
constexpr std::string_view kArrow = "-->";
constexpr std::string_view kSpace = " \t\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  return trimmed(line);
}

/// "01:02:03,456", "02:03.456": milliseconds.
std::optional<std::int64_t> read_time(std::string_view text) {
  text = trimmed(text);
  std::int64_t parts = 0;
  std::int64_t total = 0;
  std::int64_t number = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != ',' && text[at] != '.' && text[at] != ' '; ++at) {
    if (text[at] == ':') {
      total = (total + number) * 60;
      number = 0;
      if (++parts > 2) return std::nullopt;
    } else if (!is_digit(text[at]) || number > 100'000) {
      return std::nullopt;
    } else {
      number = number * 10 + (text[at] - '0');
    }
  }
  if (parts == 0) return std::nullopt;
  std::int64_t fraction = 0;
  std::int64_t unit = 100;
  if (at < text.size() && text[at] != ' ')
    for (++at; at < text.size() && is_digit(text[at]); ++at, unit /= 10)
      fraction += (text[at] - '0') * unit;
  return (total + number) * 1000 + fraction;
}

struct Times {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

std::optional<Times> read_times(std::string_view line) {
  const std::size_t arrow = line.find(kArrow);
  if (arrow == std::string_view::npos) return std::nullopt;
  const auto begin = read_time(line.substr(0, arrow));
  const auto end = read_time(line.substr(arrow + kArrow.size()));
  if (!begin || !end) return std::nullopt;
  return Times{*begin, *end};
}

/// What is said in a stretch of one cue.
struct Said {
  std::string speaker;   ///< "" when the cue does not say.
  bool changes = false;  ///< Somebody else speaks from here on, named or not.
  std::string words;
  Times times;
};

/// A character reference at \a at ("&amp;"), appended to \a out; how many bytes it takes, 0: none.
std::size_t take_reference(std::string_view text, std::size_t at, std::string& out) {
  const std::size_t end = text.substr(at, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(at + 1, end - 1);
  const char32_t character = html_character(name);
  if (character == 0) return 0;
  if (name != "lrm" && name != "rlm") text::append(out, character == 0xA0 ? U' ' : character);
  return end + 1;
}

/// Finds where tags end.  A tag is of one line: "5 < 6" begins none.
class TagEnds {
 public:
  explicit TagEnds(std::string_view text) : text_(text) {}

  /// Where the tag that begins at \a at ends, or npos.  All together O(text).
  std::size_t of(std::size_t at) {
    const char next = at + 1 < text_.size() ? text_[at + 1] : '\0';
    if (text_[at] == '<') {
      const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
      return letter || next == '/' || is_digit(next) ? find(">\n", at, angle_open_to_) : kNone;
    }
    return text_[at] == '{' && next == '\\' ? find("}\n", at, brace_open_to_) : kNone;
  }

 private:
  static constexpr std::size_t kNone = std::string_view::npos;
  std::size_t find(std::string_view marks, std::size_t at, std::size_t& open_to) const {
    if (at < open_to) return kNone;
    const std::size_t end = std::min(text_.find_first_of(marks, at), text_.size());
    if (end < text_.size() && text_[end] != '\n') return end;
    open_to = end;
    return kNone;
  }

  std::string_view text_;
  std::size_t angle_open_to_ = 0;  ///< No '>' comes before.
  std::size_t brace_open_to_ = 0;
};

/// Takes the tags out of a cue's lines: a voice tag begins another stretch.
std::vector<Said> read_tags(std::string_view text, Times times) {
  std::vector<Said> all(1);
  all.back().times = times;
  TagEnds ends(text);
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const std::size_t close = ends.of(at);
    if (close != std::string_view::npos) {
      std::string_view tag = text.substr(at + 1, close - at - 1);
      at = close + 1;
      if (c != '<' || !(tag.starts_with("v ") || tag.starts_with("v."))) continue;
      const std::size_t space = tag.find(' ');
      if (space == std::string_view::npos) continue;
      if (!trimmed(all.back().words).empty()) {
        all.emplace_back();
        all.back().times = times;
      }
      std::string name;
      for (std::size_t i = space + 1; i < tag.size();) {
        const std::size_t taken = tag[i] == '&' ? take_reference(tag, i, name) : 0;
        if (taken == 0) name += tag[i];
        i += std::max<std::size_t>(taken, 1);
      }
      all.back().speaker = collapsed(name);
      all.back().changes = true;
      continue;
    }
    const std::size_t taken = c == '&' ? take_reference(text, at, all.back().words) : 0;
    if (taken == 0) all.back().words += c;
    at += std::max<std::size_t>(taken, 1);
  }
  return all;
}

/// The name before the colon that \a words begin with, "" when that is no name; \a capitals tells
/// whether it is printed in them.
std::string_view label_of(std::string_view words, bool& capitals) {
  const std::size_t colon = words.substr(0, kMaxName).find(':');
  if (colon == std::string_view::npos || colon < 2 || colon + 1 >= words.size() ||
      words[colon + 1] != ' ')
    return {};
  const std::string_view name = words.substr(0, colon);
  capitals = true;
  bool word_begins = true;
  int word_count = 0;
  for (const char c : name) {
    const bool small = c >= 'a' && c <= 'z';
    if (is_digit(c) || c == '?' || c == '!' || c == ',' || c == ';' || c == '"') return {};
    if (word_begins && c != ' ') {
      if (small) return {};
      ++word_count;
    }
    capitals = capitals && !small;
    word_begins = c == ' ';
  }
  return word_count <= 5 ? name : std::string_view();
}

/// A file's cues, in order, and what its head says.
struct Cues {
  std::vector<Said> said;
  std::vector<Value> values;
  std::size_t unread = 0;  ///< Blocks without a time.
};

void add_cue(Cues& cues, Times times, std::string_view text) {
  for (Said& said : read_tags(text, times)) {
    if (std::string_view(said.words).find_first_not_of(kSpace) == std::string_view::npos) continue;
    // A line that begins with >> or a dash is another speaker's.
    std::size_t at = 0;
    bool first = true;
    while (at < said.words.size()) {
      std::string_view line = take_line(said.words, at);
      const bool arrows = line.starts_with(">>");
      const bool dash = line.starts_with("- ") || line.starts_with("\u2013 ");
      while (line.starts_with('>')) line.remove_prefix(1);
      if (dash) line.remove_prefix(line.front() == '-' ? 2 : 4);
      line = trimmed(line);
      if (line.empty()) continue;
      bool capitals = false;
      const bool labelled = !label_of(line, capitals).empty() && capitals;
      if (first || arrows || dash || labelled)
        cues.said.push_back({first ? said.speaker : "",
                             (first && said.changes) || arrows || dash || labelled, collapsed(line),
                             times});
      else
        cues.said.back().words += " " + collapsed(line);
      first = false;
    }
  }
}

Cues read_cues(std::string_view text) {
  Cues cues;
  std::size_t at = 0;
  if (text.starts_with("WEBVTT")) {
    std::string_view title = take_line(text, at).substr(6);
    title.remove_prefix(std::min(title.find_first_not_of(" \t-"), title.size()));
    if (!title.empty()) cues.values.push_back({"title", std::string(title), ValueKind::string});
    while (at < text.size()) {
      const std::string_view line = take_line(text, at);
      if (line.empty()) break;
      if (const std::size_t colon = line.find(':'); colon != std::string_view::npos && colon > 0)
        cues.values.push_back({std::string(line.substr(0, colon)),
                               std::string(trimmed(line.substr(colon + 1))), ValueKind::string});
    }
  }
  while (at < text.size()) {
    std::string_view line = take_line(text, at);
    if (line.empty()) continue;
    const bool aside = line.starts_with("NOTE") || line == "STYLE" || line == "REGION";
    auto times = aside ? std::nullopt : read_times(line);
    if (!times && !aside) {  // its number or name
      line = take_line(text, at);
      times = read_times(line);
    }
    const std::size_t begin = at;
    std::size_t end = at;
    while (!line.empty() && at < text.size()) {
      end = at;
      line = take_line(text, at);
    }
    if (!line.empty()) end = at;
    if (times)
      add_cue(cues, *times, text.substr(begin, std::max(begin, end) - begin));
    else if (!aside)
      ++cues.unread;
  }
  return cues;
}

/// Takes the names before colons out of the words.
void find_labels(std::vector<Said>& said) {
  std::map<std::string, int, std::less<>> seen;
  bool capitals = false;
  for (const Said& one : said)
    if (const std::string_view name = label_of(one.words, capitals); !name.empty())
      ++seen[std::string(name)];
  for (Said& one : said) {
    if (!one.speaker.empty()) continue;
    const std::string_view name = label_of(one.words, capitals);
    if (name.empty() || (!capitals && !one.changes && seen.find(name)->second < 2)) continue;
    one.speaker = name;
    one.changes = true;
    one.words.erase(0, name.size() + 2);
  }
}

bool ends_sentence(std::string_view words) {
  return words.ends_with('.') || words.ends_with('?') || words.ends_with('!') ||
         words.ends_with("\u201D") || words.ends_with('"');
}

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Writes the text and its spans.
void write_body(const std::vector<Said>& said, Record& record) {
  std::string& text = record.body;
  std::size_t paragraph = 0;
  std::optional<std::size_t> turn;  // where its span stands
  std::string speaker;
  std::string last;
  Times times;
  const auto close_paragraph = [&] {
    if (paragraph >= text.size()) return;
    const bool lead = std::none_of(record.spans.begin(), record.spans.end(),
                                   [](const TextSpan& s) { return s.kind == SpanKind::lead; });
    record.spans.push_back(
        {lead ? SpanKind::lead : SpanKind::paragraph, span_of(paragraph, text.size()), {}});
    if (turn) record.spans[*turn].span.end = static_cast<std::uint32_t>(text.size());
    text += "\n\n";
    paragraph = text.size();
  };
  for (const Said& one : said) {
    // Rolling captions show a line again while the next one comes.
    if (!one.changes && one.words == last) continue;
    const bool other = one.changes && (one.speaker.empty() || one.speaker != speaker);
    const bool open = paragraph < text.size();
    if (other || (open && (one.times.begin - times.end > kPause ||
                           (text.size() - paragraph > kLongParagraph && ends_sentence(text)))))
      close_paragraph();
    if (other) {
      speaker = one.speaker;
      turn.reset();
      if (!speaker.empty()) {
        const std::size_t begin = text.size();
        text += speaker + ":";
        record.spans.push_back({SpanKind::speaker_label, span_of(begin, text.size()), {}});
        text += " ";
        paragraph = text.size();
        turn = record.spans.size();
        record.spans.push_back({SpanKind::turn, span_of(paragraph, paragraph), speaker});
      }
    }
    if (paragraph < text.size()) text += ' ';
    text += one.words;
    last = one.words;
    times = one.times;
  }
  close_paragraph();
  while (text.ends_with('\n')) text.pop_back();
}

}  // namespace

void read_subtitles(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record record;
  record.bytes = bytes;
  record.origin = Origin::header;
  record.has_body = true;
  const auto refuse = [&](std::string reason) {
    sink.reject(make_reject(record, options, std::move(reason)));
  };
  if (std::string reason = binary_reason(bytes); !reason.empty()) return refuse(std::move(reason));
  const Decoded decoded = decode_text(bytes, options.encoding);
  note_decoding(decoded, record);
  if (trimmed(decoded.text).empty()) return refuse(empty_reason(bytes));
  Cues cues = read_cues(decoded.text);
  if (cues.said.empty())
    return refuse(
        "expected cues with times such as 00:00:01,000 --> 00:00:04,000, got none with words");
  if (cues.unread != 0)
    record.warnings.push_back(std::to_string(cues.unread) + " blocks without times were left out");
  find_labels(cues.said);
  write_body(cues.said, record);
  record.values = std::move(cues.values);
  deliver(std::move(record), options, sink, "subtitles/1");
}

int sniff_subtitles(std::string_view head, std::string_view path) {
  if (head.starts_with(kBom)) head.remove_prefix(kBom.size());
  if (head.starts_with("WEBVTT") &&
      (head.size() == 6 || kSpace.find(head[6]) != std::string_view::npos))
    return 98;
  std::size_t at = 0;
  const bool named = has_ending(path, {".srt", ".vtt"});
  std::string_view before;
  for (int lines = 0; lines < 4 && at < head.size(); ++lines) {
    const std::string_view line = take_line(head, at);
    if (read_times(line)) {
      if (named) return 98;
      // "10:00 --> 11:30" stands in timetables too.
      const std::size_t fraction = line.find_first_of(",.");
      const bool exact = fraction < line.find(kArrow) && fraction + 1 < line.size() &&
                         is_digit(line[fraction + 1]);
      if (exact || (!before.empty() && std::all_of(before.begin(), before.end(), is_digit)))
        return 95;
    }
    before = line;
  }
  return named ? 60 : 0;
}

}  // namespace onrecord::formats
