// Invented articles for the store's tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::samples {

text::Date day(int year, int month, int day_of_month);

/// An article whose paragraphs are those of \a text (separated by line ends), the first one the
/// lead.
Article article(std::string id, std::string headline, std::string text);

/// One article with every field set to something of its own.
Article full_article();
/// A statement with every field set, about full_article()'s text.
Statement full_statement();

/// Stands for the extraction: one statement of kind speech a paragraph that begins with "NAME: ".
std::vector<Statement> labelled_statements(const Article& article);

}  // namespace onrecord::samples
