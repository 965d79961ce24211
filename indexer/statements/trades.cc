// See trades.h.
#include "indexer/statements/trades.h"

#include <algorithm>
#include <vector>

#include "indexer/statements/names.h"

namespace onrecord::statements {

using namespace word_flag;

namespace {

/// What goes before a surname, and before no office: not "Lord Bishop", not "Chief Clerk".
bool before_surname(const Token& token) {
  switch (token.hash) {
    case "mr"_w:
    case "mrs"_w:
    case "ms"_w:
    case "miss"_w:
    case "dr"_w:
    case "sen"_w:
    case "senator"_w:
    case "rep"_w:
    case "representative"_w:
    case "congressman"_w:
    case "congresswoman"_w:
    case "gov"_w:
    case "governor"_w:
    case "justice"_w:
    case "judge"_w:
    case "prof"_w:
    case "professor"_w:
      return true;
    default:
      return false;
  }
}

/// \a at is such a word, and the last of the capitalised words that it stands among.
bool may_be_surname(std::span<const Token> tokens, std::size_t at) {
  if (!tokens[at].has(kAlsoSurname) || !tokens[at].capital) return false;
  return at + 1 == tokens.size() || !tokens[at + 1].word() || !name_word(tokens[at + 1]);
}

bool is_borne(std::span<const Token> tokens, std::size_t at) {
  if (at == 0 || !tokens[at - 1].capital) return false;
  // "Mr Speaker" and "Madam Speaker" address an office.
  if (before_surname(tokens[at - 1])) return !tokens[at].is("speaker"_w);
  return tokens[at - 1].has(kGiven) && !tokens[at - 1].has(kTitle | kImpersonal);
}

}  // namespace

void tell_surnames(std::span<Token> tokens) {
  std::vector<std::uint64_t> borne;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].has(kAlsoSurname) && may_be_surname(tokens, i) && is_borne(tokens, i))
      borne.push_back(tokens[i].hash);
  if (borne.empty()) return;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (may_be_surname(tokens, i) &&
        std::find(borne.begin(), borne.end(), tokens[i].hash) != borne.end())
      tokens[i].flags &= ~(kTitle | kMale | kFemale);
}

}  // namespace onrecord::statements
