// See extract.h.  Puts the stages together.
#include "indexer/statements/extract.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

#include "indexer/statements/assemble.h"
#include "indexer/statements/given.h"
#include "indexer/statements/headline.h"
#include "indexer/statements/speech.h"
#include "indexer/statements/turn_names.h"

namespace onrecord::statements {

namespace {

// Paragraphs that are speech as a whole; not those whose quotations already went to the label above
// them.
void add_speech(const Article& article, const TurnNames& names, std::vector<Statement>& found) {
  std::vector<Span> labelled;
  for (const Statement& statement : found)
    if (statement.rule == name_of(Rule::label)) labelled.push_back(statement.span);
  auto next = labelled.begin();  // both in text order
  for (Statement& statement : speech_statements(article)) {
    while (next != labelled.end() && next->begin < statement.span.begin) ++next;
    if (next != labelled.end() && statement.span.contains(*next)) continue;
    if (const TurnNames::Name* who = names.find(statement.speaker_as_written)) {
      statement.speaker = who->name;
      if (statement.role.empty()) statement.role = who->role;
      statement.speaker_confidence = who->confidence;
    }
    found.push_back(std::move(statement));
  }
}

// A statement is large: the order is found first, then each is moved once.
std::vector<Statement> in_text_order(std::vector<Statement> found) {
  std::vector<std::uint32_t> order(found.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    const Span a = found[left].span, b = found[right].span;
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  if (std::is_sorted(order.begin(), order.end())) return found;
  std::vector<Statement> sorted;
  sorted.reserve(found.size());
  for (const std::uint32_t index : order) sorted.push_back(std::move(found[index]));
  return sorted;
}

// A name that a line end runs through is one name.
void join_lines(std::string& name) {
  if (name.find_first_of("\n\r\t") == std::string::npos && name.find("  ") == std::string::npos)
    return;
  std::string joined;
  for (const char c : name) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space)
      joined += c;
    else if (!joined.empty() && joined.back() != ' ')
      joined += ' ';
  }
  name = std::move(joined);
}

}  // namespace

std::vector<Statement> extract(const Article& article) {
  const Document document = prepare(article);
  Speakers speakers(document);
  std::vector<Statement> found =
      text_statements(article, document, attribute(document, trained_weights()), speakers);
  name_headline(document, found);
  const TurnNames names(article, document, speakers.people());
  for (Statement& statement : found)  // who quotes inside a turn
    if (const TurnNames::Name* who = names.find(statement.quoted_by))
      statement.quoted_by = who->name;
  add_speech(article, names, found);
  found = in_text_order(std::move(found));
  add_given(article, found);
  std::vector<Statement> all = headline_statements(article, speakers.people(), found);
  if (all.empty())
    all = std::move(found);
  else
    std::move(found.begin(), found.end(), std::back_inserter(all));
  for (Statement& statement : all) {
    join_lines(statement.speaker);
    join_lines(statement.role);
    join_lines(statement.quoted_by);
  }
  return all;
}

}  // namespace onrecord::statements
