// See labels.h.
#include "indexer/formats/labels.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kMaxLabelBytes = 80;
constexpr std::size_t kMaxLabelWords = 8;

constexpr auto kKnownSections = std::to_array<std::string_view>({"at a glance",
                                                                 "background",
                                                                 "be smart",
                                                                 "behind the scenes",
                                                                 "between the lines",
                                                                 "by the numbers",
                                                                 "catch up quick",
                                                                 "context",
                                                                 "driving the news",
                                                                 "flash back",
                                                                 "flashback",
                                                                 "for the record",
                                                                 "friction point",
                                                                 "go deeper",
                                                                 "how it works",
                                                                 "how we got here",
                                                                 "in context",
                                                                 "in numbers",
                                                                 "in their words",
                                                                 "inside the room",
                                                                 "key points",
                                                                 "key quotes",
                                                                 "key takeaways",
                                                                 "more information",
                                                                 "next steps",
                                                                 "notes to editors",
                                                                 "of note",
                                                                 "our thought bubble",
                                                                 "quick take",
                                                                 "reality check",
                                                                 "state of play",
                                                                 "the backdrop",
                                                                 "the background",
                                                                 "the backstory",
                                                                 "the bad news",
                                                                 "the big picture",
                                                                 "the bottom line",
                                                                 "the context",
                                                                 "the details",
                                                                 "the fine print",
                                                                 "the good news",
                                                                 "the intrigue",
                                                                 "the latest",
                                                                 "the numbers",
                                                                 "the other side",
                                                                 "the stakes",
                                                                 "the upshot",
                                                                 "threat level",
                                                                 "what to know",
                                                                 "what to watch",
                                                                 "what we know",
                                                                 "what we're hearing",
                                                                 "what we're watching",
                                                                 "what's happening",
                                                                 "what's new",
                                                                 "what's next",
                                                                 "why it matters",
                                                                 "worth noting",
                                                                 "yes, but",
                                                                 "zoom in",
                                                                 "zoom out",
                                                                 "the takeaway"});

/// Words that make "Something:" a sentence that leads over to what follows, and no label.
constexpr auto kClauseWords = std::to_array<std::string_view>(
    {"are",     "asks",     "follows",  "gave", "had",  "has",   "have",  "he",   "i",
     "include", "included", "includes", "is",   "it",   "means", "she",   "that", "they",
     "this",    "those",    "was",      "we",   "were", "these", "wants", "reads"});

std::string_view without_end_marks(std::string_view words) {
  for (bool changed = true; changed;) {
    changed = false;
    words = trim(words);
    for (const std::string_view mark : {":", "*", "_", "-", "\xE2\x80\x94", "\xE2\x80\x93", "."})
      if (words.ends_with(mark)) words.remove_suffix(mark.size()), changed = true;
  }
  return words;
}

/// Lower case with plain apostrophes and single spaces.
std::string folded(std::string_view words) {
  std::string lower;
  for (const std::string_view word : words_of(without_end_marks(words))) {
    if (!lower.empty()) lower += ' ';
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (word.substr(i).starts_with("\xE2\x80\x99")) {
        lower += '\'';
        i += 2;
      } else {
        lower +=
            word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
      }
    }
  }
  return lower;
}

/// Few words, none of them the end of a sentence or a quotation.
bool has_label_form(std::string_view words) {
  words = trim(words);
  if (words.empty() || words.size() > kMaxLabelBytes) return false;
  const auto parts = words_of(words);
  if (parts.size() > kMaxLabelWords) return false;
  if (words.find_first_of("\"?!;[]{}<>|=/\\") != std::string_view::npos) return false;
  for (const std::string_view mark :
       {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9E"})
    if (words.find(mark) != std::string_view::npos) return false;
  if (!is_capital(words)) return false;
  // "Dr. Sesay" and "J. K. Mbeki" have a full stop inside; "The end. Background" is no label.
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (parts[i].ends_with('.') && !is_title(parts[i]) && parts[i].size() > 3) return false;
  return true;
}

/// "She set out three conditions:" and "The minister told reporters:" are sentences.
bool is_clause(std::string_view words) {
  const auto parts = words_of(words);
  const std::string first = bare(parts.front());
  if (first == "what" || first == "why" || first == "how" || first == "who" || first == "where" ||
      first == "when")
    return false;
  if (parts.size() < 3) return !parts.empty() && is_speech_verb(parts.back());
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return is_speech_verb(part) ||
           std::find(kClauseWords.begin(), kClauseWords.end(), bare(part)) != kClauseWords.end();
  });
}

/// "My fellow citizens:", "To the Harbour Board:": words to the hearers, that name no part.
bool is_salutation(std::string_view words) {
  const std::string first = bare(words.substr(0, words.find(' ')));
  constexpr auto kFirst =
      std::to_array<std::string_view>({"dear", "fellow", "friends", "gentlemen", "good", "ladies",
                                       "members", "my", "sir", "sirs", "to"});
  return std::find(kFirst.begin(), kFirst.end(), first) != kFirst.end();
}

std::uint32_t offset_in(std::string_view text, std::string_view part) {
  return static_cast<std::uint32_t>(part.data() - text.data());
}

Span span_of(std::string_view text, std::string_view part) {
  const std::uint32_t begin = offset_in(text, part);
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

LabelLine make_label(std::string_view text, std::string_view words, std::string_view line,
                     std::size_t rest_at, LabelMark mark) {
  LabelLine label;
  label.words = label.printed = span_of(text, trim(words));
  if (text.substr(label.words.end).starts_with(':')) ++label.printed.end;
  const std::string_view rest = trim(line.substr(rest_at));
  label.alone = rest.empty();
  label.rest = label.alone ? offset_in(text, line) + static_cast<std::uint32_t>(line.size())
                           : offset_in(text, rest);
  label.mark = mark;
  return label;
}

/// "**Why it matters:** text", "**Why it matters**", "*Mara Lindqvist:* text".
std::optional<LabelLine> read_bold(std::string_view text, std::string_view line) {
  if (!line.starts_with('*') && !line.starts_with('_')) return std::nullopt;
  for (const std::string_view mark : {"**", "__", "*", "_"}) {
    if (!line.starts_with(mark)) continue;
    const std::size_t close = line.find(mark, mark.size());
    if (close == std::string_view::npos || close > kMaxLabelBytes + 4) return std::nullopt;
    std::string_view words = line.substr(mark.size(), close - mark.size());
    const bool colon_inside = words.ends_with(':');
    if (colon_inside) words.remove_suffix(1);
    std::size_t rest = close + mark.size();
    const bool colon_outside = line.substr(rest).starts_with(':');
    if (colon_outside) ++rest;
    const bool colon = colon_inside || colon_outside;
    const bool alone = trim(line.substr(rest)).empty();
    if (!has_label_form(words) || (!colon && (!alone || mark.size() == 1)) ||
        (!colon && ends_sentence(words)))
      return std::nullopt;
    return make_label(text, words, line, rest, LabelMark::bold);
  }
  return std::nullopt;
}

/// "((Mara Lindqvist, Harbour Master)) text": who speaks in a broadcaster's script; no "((MUSIC))".
std::optional<LabelLine> read_scripted(std::string_view text, std::string_view line) {
  constexpr auto kDirections = std::to_array<std::string_view>(
      {"applause", "begin", "break", "cheering", "clip", "commercial", "crosstalk", "end",
       "inaudible", "laughter", "music", "nats", "pause", "sound", "upbeat", "video"});
  if (!line.starts_with("((")) return std::nullopt;
  const std::size_t close = line.find("))");
  if (close == std::string_view::npos || close > kMaxLabelBytes + 4) return std::nullopt;
  std::string_view words = line.substr(2, close - 2);
  words = words.substr(0, words.find(','));
  const auto parts = words_of(words);
  if (parts.empty() || !has_label_form(words)) return std::nullopt;
  const std::string first = folded(parts.front());
  if (std::find(kDirections.begin(), kDirections.end(), first) != kDirections.end())
    return std::nullopt;
  std::size_t rest = close + 2;  // "((WN)) : text" too
  while (rest < line.size() && (line[rest] == ' ' || line[rest] == ':')) ++rest;
  return make_label(text, words, line, rest, LabelMark::bold);
}

/// "Why it matters:", "Mara Lindqvist: text", "Q. text".
std::optional<LabelLine> read_colon(std::string_view text, std::string_view line) {
  if (line.starts_with("Q. ") || line.starts_with("A. "))
    return make_label(text, line.substr(0, 1), line, 2, LabelMark::colon);
  const std::size_t colon = line.substr(0, kMaxLabelBytes + 1).find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view after = line.substr(colon + 1);
  if (!after.empty() && after.front() != ' ' && after.front() != '\t' && !opens_quotation(after) &&
      !after.starts_with("\xC2\xA0"))
    return std::nullopt;
  if (!has_label_form(line.substr(0, colon))) return std::nullopt;
  return make_label(text, line.substr(0, colon), line, colon + 1, LabelMark::colon);
}

/// "Why it matters —" alone, or before its text when the label is a known one.
std::optional<LabelLine> read_dash(std::string_view text, std::string_view line) {
  const std::string_view head = line.substr(0, kMaxLabelBytes + 4);
  if (head.find('-') == std::string_view::npos && head.find('\xE2') == std::string_view::npos)
    return std::nullopt;  // most lines
  for (const std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "--", "-"}) {
    const std::size_t at = head.find(dash);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view words = line.substr(0, at);
    const bool alone = trim(line.substr(at + dash.size())).empty();
    if (dash == "-" && !words.ends_with(' ')) continue;
    if (!has_label_form(words) || (!alone && !is_known_section(words))) continue;
    return make_label(text, words, line, at + dash.size(), LabelMark::dash);
  }
  return std::nullopt;
}

/// Names are looked for in the beginning of a text: an article of any length costs no more than
/// this for each label.
constexpr std::size_t kEvidenceBytes = 256u << 10;

/// What the rest of a text says about a name.
struct Evidence {
  int seen = 0;    ///< Elsewhere, with a capital.
  int inside = 0;  ///< Of these, inside a sentence.
  int person = 0;  ///< Beside a verb of speech or a title.
  int named = 0;   ///< Behind another name: "Mara Lindqvist".
  int place = 0;   ///< Behind "in", "at", "near".
};

std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\r')) --end;
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n') --begin;
  return text.substr(begin, end - begin);
}

std::string_view word_after(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  std::size_t end = at;
  while (end < text.size() && text[end] != ' ' && text[end] != '\n' && text[end] != '\r') ++end;
  return text.substr(at, end - at);
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0xC3;
}

/// The places where \a name stands as a whole word outside \a but; a name in capitals is also found
/// in small letters.
Evidence evidence_of(std::string_view text, std::string_view name, Span but) {
  Evidence evidence;
  text = text.substr(0, kEvidenceBytes);
  std::string spelled(name);
  if (is_all_caps(name))
    for (std::size_t i = 1; i < spelled.size(); ++i)
      if (spelled[i] >= 'A' && spelled[i] <= 'Z' && spelled[i - 1] != '-' && spelled[i - 1] != '\'')
        spelled[i] = static_cast<char>(spelled[i] - 'A' + 'a');
  for (std::size_t at = text.find(spelled); at != std::string_view::npos;
       at = text.find(spelled, at + 1)) {
    const std::size_t end = at + spelled.size();
    if (at >= but.begin && at < but.end) continue;
    if ((at > 0 && is_word_byte(text[at - 1])) || (end < text.size() && is_word_byte(text[end])))
      continue;
    const std::string_view before = word_before(text, at);
    const std::string_view after = word_after(text, end);
    if (text.substr(end).starts_with(':') || (after.empty() && before.empty()))
      continue;  // another label
    ++evidence.seen;
    const bool at_begin =
        at == 0 || text[at - 1] == '\n' || ends_sentence(before) || before.ends_with(':');
    if (!at_begin) ++evidence.inside;
    const std::string left = bare(before);
    if (!at_begin &&
        (left == "in" || left == "at" || left == "near" || left == "outside" || left == "around"))
      ++evidence.place;
    const bool named = !before.empty() && is_capital(before) && !is_heading_word(before) &&
                       text[at - 1] != '\n' && !ends_sentence(before);
    if (is_speech_verb(after) || is_speech_verb(before) || is_title(before)) ++evidence.person;
    evidence.named += named ? 1 : 0;
  }
  return evidence;
}

bool mentions(std::string_view text, std::string_view name) {
  return !name.empty() && evidence_of(text, name, Span{}).seen > 0;
}

bool speaks_of_itself(std::string_view text) {
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return is_first_person(word); });
}

/// Titles that are ordinary words too: "General Reaction" is nobody.
bool is_plain_title(std::string_view word) {
  constexpr auto kPlain = std::to_array<std::string_view>(
      {"chair", "chief", "clerk", "counsel", "deputy", "director", "father", "general", "host",
       "king", "major", "manager", "officer", "premier", "prime", "queen", "speaker", "vice",
       "witness"});
  return std::find(kPlain.begin(), kPlain.end(), bare(word)) != kPlain.end();
}

}  // namespace

bool is_known_section(std::string_view words) {
  constexpr std::size_t kLongest = 24;  // bytes of those in the table, with ’ for '
  words = without_end_marks(words);
  const bool asks = words.starts_with('W') || words.starts_with('w') || words.starts_with('H') ||
                    words.starts_with('h');            // "What …"
  if (words.size() > kLongest && !asks) return false;  // most lines, at no cost
  const std::string lower = folded(words);
  if (std::find(kKnownSections.begin(), kKnownSections.end(), lower) != kKnownSections.end())
    return true;
  return (lower.starts_with("what ") || lower.starts_with("how ")) && lower.ends_with(" saying");
}

std::optional<LabelLine> read_label(std::string_view text, Span span) {
  const std::string_view line = span.of(text);
  if (auto label = read_bold(text, line)) return label;
  if (line.starts_with("((")) return read_scripted(text, line);
  if (line.starts_with('*') || line.starts_with('_')) return std::nullopt;
  if (auto label = read_colon(text, line)) {
    const std::string_view words = label->words.of(text);
    if (is_known_section(words) || (!is_clause(words) && !is_salutation(words))) return label;
    return std::nullopt;
  }
  if (auto label = read_dash(text, line))
    return is_clause(label->words.of(text)) ? std::nullopt : label;
  if (line.size() > kMaxLabelBytes || ends_sentence(line)) return std::nullopt;
  const bool capitals = is_all_caps(line) &&
                        line.find_first_of("0123456789,()$%") == std::string_view::npos &&
                        line.size() >= 4;
  if ((is_known_section(line) || capitals) && has_label_form(line))
    return make_label(text, line, line, line.size(), LabelMark::none);
  return std::nullopt;
}

bool names_speaker(std::string_view text, Span words, std::string_view next) {
  const std::string_view printed = words.of(text);
  const NameShape shape = name_shape(printed);
  if (shape == NameShape::no || is_known_section(printed)) return false;
  const bool quoted = opens_quotation(next);
  if (shape == NameShape::role) return quoted || speaks_of_itself(next);

  const std::string_view surname = surname_of(printed);
  const Evidence found = evidence_of(text, surname, words);
  const auto parts = words_of(printed.substr(0, printed.find(',')));
  const bool narrated = mentions(next, surname);
  if (shape == NameShape::titled) {
    const bool doubtful = is_plain_title(parts.front()) && parts.size() == 2 && found.person == 0;
    if (quoted) return !doubtful;
    return !narrated && (found.person > 0 || speaks_of_itself(next));
  }
  const bool place = parts.size() >= 2 && evidence_of(text, printed, words).place > 0;
  if (parts.size() < 2)
    return (found.person > 0 || found.named > 0) &&
           (quoted || (!narrated && speaks_of_itself(next)));
  if (place && found.person == 0) return false;
  if (quoted) return found.person > 0 || is_quotation(next);
  return !narrated && found.person > 0;
}

bool is_stage_label(std::string_view words) {
  constexpr auto kShown = std::to_array<std::string_view>(
      {"audio", "banner", "caption", "chyron", "clip", "clips", "commercial", "graphic", "graphics",
       "headline", "montage", "music", "onscreen", "show", "soundbite", "video", "videoclip",
       "videotape"});
  words = trim(words);
  if (!is_all_caps(words)) return false;
  const auto parts = words_of(words);
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return std::find(kShown.begin(), kShown.end(), bare(part)) != kShown.end();
  });
}

bool is_turn_label(std::string_view words) {
  words = trim(words.substr(0, words.find('(')));
  if (is_stage_label(words)) return false;
  const std::string lower = folded(words);
  if (lower == "q" || lower == "a") return true;
  if (words.find(',') != std::string_view::npos && words_of(words).size() > 5) return false;
  if (name_shape(words) != NameShape::no) return true;
  // "SPEAKER 1", "REPORTER 2"
  const auto parts = words_of(words);
  return parts.size() == 2 && is_title(parts[0]) &&
         parts[1].find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace onrecord::formats
