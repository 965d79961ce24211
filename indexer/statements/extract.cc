// See extract.h.  Puts the stages together.
#include "indexer/statements/extract.h"

#include <algorithm>

#include "indexer/statements/assemble.h"
#include "indexer/statements/given.h"
#include "indexer/statements/headline.h"
#include "indexer/statements/speech.h"

namespace onrecord::statements {

namespace {

// Paragraphs that are speech as a whole; not those whose quotations already went to the label above
// them.
void add_speech(const Article& article, std::vector<Statement>& found) {
  std::vector<Span> labelled;
  for (const Statement& statement : found)
    if (statement.rule == name_of(Rule::label)) labelled.push_back(statement.span);
  auto next = labelled.begin();  // both in text order
  for (Statement& statement : speech_statements(article)) {
    while (next != labelled.end() && next->begin < statement.span.begin) ++next;
    if (next != labelled.end() && statement.span.contains(*next)) continue;
    found.push_back(std::move(statement));
  }
}

}  // namespace

std::vector<Statement> extract(const Article& article) {
  const Document document = prepare(article);
  Speakers speakers(document);
  std::vector<Statement> found =
      text_statements(article, document, attribute(document, trained_weights()), speakers);
  name_headline(document, found);
  add_speech(article, found);
  std::stable_sort(found.begin(), found.end(), [](const Statement& a, const Statement& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  add_given(article, found);
  std::vector<Statement> all = headline_statements(article, speakers.people(), found);
  if (all.empty()) return found;
  std::move(found.begin(), found.end(), std::back_inserter(all));
  return all;
}

}  // namespace onrecord::statements
