// See echo.h.
#include "indexer/statements/echo.h"

#include <algorithm>
#include <string>

#include "indexer/statements/characters.h"

namespace onrecord::statements {
namespace {

// " we re not a bank ": lower-case words with one space around each.
std::string folded(std::string_view text) {
  std::string words(1, ' ');
  for (std::size_t i = 0; i < text.size();) {
    const Glyph glyph = glyph_at(text, i);
    if (is_word(glyph.kind)) {
      for (std::size_t k = 0; k < glyph.size; ++k) {
        const char c = text[i + k];
        words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
    } else if (words.back() != ' ') {
      words += ' ';
    }
    i += glyph.size;
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

bool in_marks(const Statement& statement) {
  return statement.kind == StatementKind::direct || statement.kind == StatementKind::fragment;
}

}  // namespace

const Statement* echo_of(std::string_view words, std::uint32_t from,
                         const std::vector<Statement>& statements) {
  const std::string wanted = folded(words);
  const auto spaces = std::count(wanted.begin(), wanted.end(), ' ');
  if (spaces < 2) return nullptr;
  for (const Statement& statement : statements) {
    if (statement.span.begin < from || statement.speaker.empty()) continue;
    if (spaces < 4 && !in_marks(statement)) continue;
    if (folded(statement.text).find(wanted) != std::string::npos) return &statement;
  }
  return nullptr;
}

const Statement* most_quoted(std::uint32_t from, const std::vector<Statement>& statements) {
  const Statement* best = nullptr;
  std::ptrdiff_t most = 0;
  for (const Statement& statement : statements) {
    const auto same = [&](const Statement& other) {
      return other.span.begin >= from && in_marks(other) && other.quoted_by.empty() &&
             other.speaker == statement.speaker;
    };
    if (statement.speaker.empty() || !same(statement)) continue;
    const auto count = std::count_if(statements.begin(), statements.end(), same);
    if (count > most) best = &statement;
    most = std::max(most, count);
  }
  return best;
}

}  // namespace onrecord::statements
