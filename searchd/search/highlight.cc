// The tokenizer where a wanted word may begin, and a look at each word's first byte before anything
// dearer.
#include "searchd/search/highlight.h"

#include <algorithm>
#include <limits>

#include "proto/text/tokens.h"
#include "proto/text/utf8.h"
#include "searchd/query/likeness.h"

namespace onrecord::search {
namespace {

constexpr std::uint16_t kMaxUnits = std::numeric_limits<std::uint16_t>::max();

/// The English stemmer changes endings only; others (Indonesian, Arabic) take beginnings off.
bool keeps_first_letter(std::string_view language) {
  return language == "en" || language.starts_with("en-");
}

std::string_view scanned_part(std::string_view text) {
  if (text.size() <= Highlighter::kMaxScanned) return text;
  std::size_t end = Highlighter::kMaxScanned;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// Phrases do not go on behind one.
bool blank_line(std::string_view between) {
  const std::size_t end = between.find('\n');
  return end != std::string_view::npos && between.find('\n', end + 1) != std::string_view::npos;
}

}  // namespace

Highlighter::Highlighter(const query::Node& query, store::Stemmer& stemmer,
                         std::string_view language)
    : stemmer_(stemmer), stems_keep_first_letter_(keeps_first_letter(language)) {
  add(query, Form::stemmed);
}

void Highlighter::add(const query::Node& node, Form form) {
  const auto add_all = [&](const std::vector<query::NodePtr>& operands) {
    for (const query::NodePtr& operand : operands) add(*operand, form);
  };
  if (const auto* word = std::get_if<query::Word>(&node.kind)) add_word(*word, form);
  if (const auto* phrase = std::get_if<query::Phrase>(&node.kind)) add_phrase(phrase->terms);
  if (const auto* near = std::get_if<query::Near>(&node.kind)) add_near(*near);
  if (const auto* often = std::get_if<query::AtLeast>(&node.kind)) add(*often->inner, form);
  if (const auto* both = std::get_if<query::And>(&node.kind)) add_all(both->operands);
  if (const auto* either = std::get_if<query::Or>(&node.kind)) add_all(either->operands);
  if (const auto* but = std::get_if<query::Not>(&node.kind); but != nullptr && but->left != nullptr)
    add(*but->left, form);
  if (const auto* scope = std::get_if<query::Scope>(&node.kind)) add(*scope->inner, form);
  if (const auto* said = std::get_if<query::Said>(&node.kind)) add(*said->inner, form);
}

void Highlighter::add_near(const query::Near& near) {
  Group group;
  // Paragraphs are further apart than any distance.
  group.window = near.within == query::Near::Within::distance
                     ? static_cast<std::uint32_t>(near.distance) +
                           static_cast<std::uint32_t>(near.operands.size()) - 1
                     : store::kPositionGap;
  group.ordered = near.ordered;
  for (const query::NodePtr& operand : near.operands) {
    group.first_units.push_back(units_);
    add(*operand, Form::printed);
  }
  group.first_units.push_back(units_);
  groups_.push_back(std::move(group));
}

void Highlighter::add_word(const query::Word& word, Form form) {
  if (units_ == kMaxUnits || word.term.empty()) return;
  if (word.prefix)
    add_entry({word.term, How::beginning, 0, units_, 0});
  else if (word.edits > 0)
    add_entry({word.term, How::edits, word.edits, units_, 0});
  else if (query::is_pattern(word.term))
    add_entry({word.term, How::pattern, 0, units_, 0});
  else if (word.exact || form == Form::printed)
    add_entry({word.term, How::term, 0, units_, 0});
  else
    add_entry({std::string(stemmer_(word.term)), How::stem, 0, units_, 0});
  lengths_.push_back(1);
  ++units_;
}

void Highlighter::add_phrase(const std::vector<std::string>& terms) {
  if (units_ == kMaxUnits || terms.empty() || terms.size() > kMaxUnits) return;
  for (std::uint16_t place = 0; place < terms.size(); ++place)
    add_entry({terms[place], query::is_pattern(terms[place]) ? How::pattern : How::term, 0, units_,
               place});
  lengths_.push_back(static_cast<std::uint16_t>(terms.size()));
  ++units_;
}

void Highlighter::add_entry(Entry entry) {
  if (entry.text.empty()) return;
  // A stem may differ from its word behind the first letter, if it is short: die, dying.
  sieve_.want(entry.text,
              entry.how == How::stem ? entry.text.size() >= 4 : entry.how != How::edits);
  if (entry.how == How::stem && !stems_keep_first_letter_)
    any_first_.push_back(std::move(entry));
  else
    by_first_[static_cast<unsigned char>(entry.text.front())].push_back(std::move(entry));
}

void Highlighter::look_up(std::string_view term, Found at, std::vector<Found>& found) {
  std::string_view stem;
  const auto fits = [&](const Entry& entry) {
    switch (entry.how) {
      case How::term:
        return term == entry.text;
      case How::beginning:
        return term.starts_with(entry.text);
      case How::pattern:
        return query::fits_pattern(entry.text, term);
      case How::edits:
        return query::EditDistance(entry.text, entry.edits).near(term);
      case How::stem:
        if (stem.empty()) stem = stemmer_(term);
        return stem == entry.text;
    }
    return false;
  };
  const auto try_all = [&](const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      if (!fits(entry)) continue;
      at.unit = entry.unit;
      at.place = entry.place;
      found.push_back(at);
    }
  };
  try_all(by_first_[static_cast<unsigned char>(term.front())]);
  try_all(any_first_);
}

/// The words found \a at and around it are those of its phrase, one behind the other.
bool Highlighter::phrase_is_whole(const std::vector<Found>& found, std::size_t at) const {
  const Found& here = found[at];
  const std::uint16_t length = lengths_[here.unit];
  if (length == 1) return true;
  const auto stands = [&](std::uint16_t place) {
    const std::uint32_t token = here.token - here.place + place;
    std::size_t i = at;
    while (i > 0 && found[i - 1].token >= token) --i;
    for (; i < found.size() && found[i].token <= token; ++i)
      if (found[i].token == token && found[i].unit == here.unit && found[i].place == place)
        return true;
    return false;
  };
  if (here.token < here.place) return false;
  for (std::uint16_t place = 0; place < length; ++place)
    if (place != here.place && !stands(place)) return false;
  return true;
}

void Highlighter::find_among_all(std::string_view text, std::vector<Found>& found) {
  text::Tokenizer tokenizer(text);
  text::Token token;
  std::uint32_t number = 0;
  std::uint32_t end = 0;
  for (; tokenizer.next(token); ++number) {
    if (blank_line(text.substr(end, token.span.begin - end))) number += store::kPositionGap;
    end = token.span.end;
    if (by_first_[static_cast<unsigned char>(token.term.front())].empty() && any_first_.empty())
      continue;
    look_up(token.term, {token.span, number, 0, 0}, found);
  }
}

void Highlighter::find_among_few(std::string_view text, std::vector<Found>& found) {
  text::Token token;
  std::uint32_t number = 0;
  std::uint32_t end = 0;
  for (std::uint32_t from = 0;;) {
    const WordSieve::Chunk chunk = sieve_.next(text, from);
    if (chunk.span.empty()) return;
    from = chunk.span.end;
    // What was passed over parts phrases, however long it was.
    if (chunk.words_before || blank_line(text.substr(end, chunk.span.begin - end))) ++number;
    text::Tokenizer tokenizer(chunk.span.of(text));
    while (tokenizer.next(token)) {
      end = chunk.span.begin + token.span.end;
      look_up(token.term, {{chunk.span.begin + token.span.begin, end}, number++, 0, 0}, found);
    }
  }
}

std::vector<Highlighter::Found> Highlighter::find_all(std::string_view text) {
  std::vector<Found> found;
  if (groups_.empty() && any_first_.empty() && sieve_.pays())
    find_among_few(text, found);
  else
    find_among_all(text, found);
  std::vector<Found> whole;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (phrase_is_whole(found, i)) whole.push_back(found[i]);
  for (const Group& group : groups_) keep_near(group, whole);
  return whole;
}

void Highlighter::keep_near(const Group& group, std::vector<Found>& found) const {
  const auto is_in = [&](const Found& at) {
    return at.unit >= group.first_units.front() && at.unit < group.first_units.back();
  };
  const auto operand_of = [&](const Found& at) {
    const auto behind =
        std::upper_bound(group.first_units.begin(), group.first_units.end(), at.unit);
    return static_cast<std::size_t>(behind - group.first_units.begin()) - 1;
  };
  const std::size_t operands = group.first_units.size() - 1;
  std::vector<std::size_t> places;  // of what begins an operand
  for (std::size_t i = 0; i < found.size(); ++i)
    if (is_in(found[i]) && found[i].place == 0) places.push_back(i);

  std::vector<bool> kept(found.size(), false);
  std::vector<std::size_t> within;
  std::vector<std::uint32_t> earliest(operands);
  for (std::size_t first = 0; first < places.size(); ++first) {
    // From here on, each operand as soon as it may come.
    const std::uint32_t begin = found[places[first]].token;
    if (group.ordered && operand_of(found[places[first]]) != 0) continue;
    constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
    std::fill(earliest.begin(), earliest.end(), kNever);
    within.clear();
    std::uint32_t room = group.window;
    for (std::size_t next = first; next < places.size(); ++next) {
      const Found& at = found[places[next]];
      const std::size_t operand = operand_of(at);
      const auto longer = static_cast<std::uint32_t>(lengths_[at.unit] - 1);
      if (at.token - begin >= room) break;
      if (group.ordered && operand > 0 &&
          (earliest[operand - 1] == kNever || at.token <= earliest[operand - 1]))
        continue;
      if (earliest[operand] == kNever) {
        earliest[operand] = at.token + longer;
        room += longer;
      }
      within.push_back(places[next]);
    }
    if (std::find(earliest.begin(), earliest.end(), kNever) != earliest.end()) continue;
    for (const std::size_t at : within) kept[at] = true;
  }

  std::vector<Found> left;
  for (std::size_t i = 0; i < found.size(); ++i) {
    // A phrase's other words go with its first one.
    std::size_t head = i;
    while (found[i].place > 0 && head > 0 &&
           !(found[head].unit == found[i].unit && found[head].place == 0 &&
             found[head].token == found[i].token - found[i].place))
      --head;
    if (!is_in(found[i]) || kept[head]) left.push_back(found[i]);
  }
  found = std::move(left);
}

std::vector<Mark> Highlighter::marks(std::string_view text) {
  std::vector<Mark> marks;
  if (units_ == 0) return marks;
  for (const Found& found : find_all(scanned_part(text)))
    if (marks.empty() || found.span.begin >= marks.back().span.end)
      marks.push_back({found.span, found.unit});
  return marks;
}

}  // namespace onrecord::search
