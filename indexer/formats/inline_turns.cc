// See inline_turns.h.
#include "indexer/formats/inline_turns.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/formats/labels.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kMostLabelWords = 6;
constexpr std::size_t kMostLabels = 64;  // distinct ones
/// So much of a turn is read to see whether somebody talks.
constexpr std::size_t kTasteBytes = 400;

/// What media advisories and lists put before their colons, never a speaker.
constexpr auto kNotices =
    std::to_array<std::string_view>({"contact", "cost", "date", "location", "note", "phone", "re",
                                     "subject", "time", "what", "when", "where", "who", "why"});

bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// "BLITZER", "W.", "O'NEILL", "SMITH-JONES".
bool is_label_word(std::string_view word) {
  bool letters = false;
  for (const char c : word) {
    if (!is_capital_letter(c) && c != '.' && c != '-' && c != '\'') return false;
    letters = letters || is_capital_letter(c);
  }
  return letters && word.front() != '-';
}

/// "OK." and "I." end what was said before; "SEN." and "W." do not.
bool ends_before_label(std::string_view word) {
  return word == "I." || (word.ends_with('.') && word.size() > 2 && !is_title(word));
}

std::string_view word_ending_at(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n') --begin;
  return text.substr(begin, end - begin);
}

/// Where the words in capitals begin that end at \a end; \a end when there is none.
std::size_t capitals_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  for (std::size_t words = 0; words < kMostLabelWords; ++words) {
    const std::size_t at = words == 0 ? end : begin - 1;
    const std::string_view word = word_ending_at(text, at);
    if (word.empty() || !is_label_word(word) || (words > 0 && ends_before_label(word))) break;
    begin = at - word.size();
    if (begin == 0 || text[begin - 1] != ' ') break;
  }
  return begin;
}

/// "ANN ODUYA (D-LUW)" before the comma of "ANN ODUYA (D-LUW), LUWEZI: …"; \a comma when there is
/// no such name.
std::size_t name_before(std::string_view text, std::size_t comma) {
  constexpr std::size_t kMostInBrackets = 12;
  std::size_t end = comma;
  if (end > 0 && text[end - 1] == ')') {
    const std::size_t open = text.substr(0, end).rfind(" (");
    if (open == text.npos || end - open > kMostInBrackets) return comma;
    end = open;
  }
  const std::size_t begin = capitals_before(text, end);
  return begin == end ? comma : begin;
}

/// The label whose colon stands at \a colon, or "".
std::string_view label_before(std::string_view text, std::size_t colon) {
  std::size_t begin = capitals_before(text, colon);
  if (begin == colon) return {};
  const std::string_view last = text.substr(begin, colon - begin);
  if (last != "Q" && last != "A" && !is_all_caps(last)) return {};
  if (begin >= 2 && text.substr(begin - 2, 2) == ", ") {
    // A state or an office behind a name, or nothing of a label.
    const std::size_t comma = begin - 2;
    begin = name_before(text, comma);
    if (begin == comma) return {};
  }
  return text.substr(begin, colon - begin);
}

bool may_speak(std::string_view label) {
  const std::string first = bare(label.substr(0, label.find(' ')));
  return is_turn_label(label) && !is_known_section(label) &&
         std::find(kNotices.begin(), kNotices.end(), first) == kNotices.end();
}

/// "BLITZER" → "Blitzer".
std::string in_small_letters(std::string_view name) {
  std::string small(name);
  for (std::size_t i = 1; i < small.size(); ++i)
    if (is_capital_letter(small[i]) && is_capital_letter(small[i - 1] & ~0x20))
      small[i] = static_cast<char>(small[i] | 0x20);
  return small;
}

/// Somebody is asked, or speaks of himself.
bool is_talk(std::string_view said) {
  said = said.substr(0, kTasteBytes);
  if (said.find('?') != said.npos) return true;
  const auto words = words_of(said);
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    const std::string plain = bare(word);
    return is_first_person(word) || plain == "you" || plain == "your";
  });
}

struct Speaker {
  std::string_view label;
  int turns = 0;
};

}  // namespace

std::vector<InlineTurn> inline_turns(std::string_view text) {
  std::vector<InlineTurn> turns;
  std::vector<Speaker> speakers;
  for (std::size_t colon = text.find(':'); colon != text.npos; colon = text.find(':', colon + 1)) {
    if (colon + 1 < text.size() && text[colon + 1] != ' ') continue;
    const std::string_view label = label_before(text, colon);
    if (label.empty()) continue;
    if (is_stage_label(label)) {
      turns.push_back({static_cast<std::uint32_t>(label.data() - text.data()), label});
      continue;
    }
    if (!may_speak(label)) continue;
    auto known = std::find_if(speakers.begin(), speakers.end(),
                              [&](const Speaker& speaker) { return speaker.label == label; });
    if (known == speakers.end()) {
      if (speakers.size() == kMostLabels) continue;
      known = speakers.insert(known, {label, 0});
    }
    ++known->turns;
    turns.push_back({static_cast<std::uint32_t>(label.data() - text.data()), label});
  }
  const auto again = std::count_if(speakers.begin(), speakers.end(),
                                   [](const Speaker& speaker) { return speaker.turns >= 2; });
  if (again < 2) return {};

  // Who speaks but once has a name of several words, or is named in the text.
  const auto is_sure = [&](const Speaker& speaker) {
    return speaker.turns >= 2 || words_of(speaker.label).size() >= 2 ||
           text.find(in_small_letters(speaker.label)) != text.npos;
  };
  std::erase_if(speakers, [&](const Speaker& speaker) { return !is_sure(speaker); });
  std::erase_if(turns, [&](const InlineTurn& turn) {
    return !is_stage_label(turn.label) &&
           std::none_of(speakers.begin(), speakers.end(),
                        [&](const Speaker& speaker) { return speaker.label == turn.label; });
  });
  std::size_t talk = 0, shown = 0;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (is_stage_label(turns[i].label)) {
      ++shown;
      continue;
    }
    const std::size_t begin = turns[i].begin + turns[i].label.size() + 1;
    const std::size_t end = i + 1 < turns.size() ? turns[i + 1].begin : text.size();
    talk += is_talk(text.substr(begin, end - begin)) ? 1 : 0;
  }
  if (talk * 2 < turns.size() - shown) return {};
  return turns;
}

}  // namespace onrecord::formats
