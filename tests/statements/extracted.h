// Extraction of a text given in a test, one readable line a statement.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/layout.h"
#include "indexer/statements/extract.h"
#include "tests/catch.h"

namespace onrecord::statements {

inline Article article_of(std::string_view text, std::string_view headline = {},
                          formats::BodyKind kind = formats::BodyKind::given_apart) {
  Article article;
  article.text = text;
  article.headline.value = headline;
  article.spans = formats::lay_out(article.text, kind, article.headline.value).spans;
  return article;
}

/// "direct Ada Brill: We dig," and so on; "nobody" for an unattributed one; " [by X]" when nested,
/// " [not]" when negated.
inline std::string line_of(const Statement& statement) {
  std::string line(name_of(statement.kind));
  line += " " + (statement.speaker_confidence > 0 ? statement.speaker : std::string("nobody")) +
          ": " + statement.text;
  if (!statement.quoted_by.empty()) line += " [by " + statement.quoted_by + "]";
  if (statement.negated) line += " [not]";
  if (statement.denied) line += " [denied]";
  if (statement.question) line += " [asks]";
  return line;
}

inline std::vector<std::string> lines_of(const Article& article) {
  std::vector<std::string> lines;
  for (const Statement& statement : extract(article)) lines.push_back(line_of(statement));
  return lines;
}

inline std::vector<std::string> extracted(std::string_view text) {
  return lines_of(article_of(text));
}

}  // namespace onrecord::statements
