// One pass of the tokenizer, and a look at each word's first byte before anything dearer.
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
  if (const auto* near = std::get_if<query::Near>(&node.kind))
    for (const query::NodePtr& operand : near->operands) add(*operand, Form::printed);
  if (const auto* often = std::get_if<query::AtLeast>(&node.kind)) add(*often->inner, form);
  if (const auto* both = std::get_if<query::And>(&node.kind)) add_all(both->operands);
  if (const auto* either = std::get_if<query::Or>(&node.kind)) add_all(either->operands);
  if (const auto* but = std::get_if<query::Not>(&node.kind); but != nullptr && but->left != nullptr)
    add(*but->left, form);
  if (const auto* scope = std::get_if<query::Scope>(&node.kind)) add(*scope->inner, form);
  if (const auto* said = std::get_if<query::Said>(&node.kind)) add(*said->inner, form);
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

std::vector<Mark> Highlighter::marks(std::string_view text) {
  std::vector<Mark> marks;
  if (units_ == 0) return marks;
  std::vector<Found> found;
  text::Tokenizer tokenizer(scanned_part(text));
  text::Token token;
  for (std::uint32_t number = 0; tokenizer.next(token); ++number) {
    if (by_first_[static_cast<unsigned char>(token.term.front())].empty() && any_first_.empty())
      continue;
    look_up(token.term, {token.span, number, 0, 0}, found);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!marks.empty() && found[i].span.begin < marks.back().span.end) continue;
    if (phrase_is_whole(found, i)) marks.push_back({found[i].span, found[i].unit});
  }
  return marks;
}

}  // namespace onrecord::search
