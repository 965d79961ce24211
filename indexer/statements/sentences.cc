// See sentences.h.
#include "indexer/statements/sentences.h"

#include "indexer/statements/cues.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

bool ends_sentence(const Token& token) {
  return token.mark == '.' || token.mark == '!' || token.mark == '?' || token.mark == '~';
}

bool begins_sentence(const Token& token, std::string_view text) {
  if (token.quoted() || token.capital || token.dash()) return true;
  if (token.mark == '(' || token.mark == '[') return true;
  return token.word() && text[token.begin] >= '0' && text[token.begin] <= '9';
}

// "…?" NAME, 34, asked.  Not: "…?" NAME said: "…", where the name goes with the next quotation.
bool attribution_follows(Tokens tokens, int after) {
  constexpr int kReach = 25;
  const int end = std::min(static_cast<int>(tokens.size()), after + kReach);
  const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  for (int k = after; k < end; ++k) {
    const Token& token = at(k);
    if (token.quoted() || ends_sentence(token) || token.mark == ';' || token.mark == ':')
      return false;
    if (!token.has(word_flag::kCue) || token.capital || !is_cue(tokens, k, true)) continue;
    if (k == after) return true;
    const bool introduces = k + 2 < static_cast<int>(tokens.size()) &&
                            (at(k + 1).comma() || at(k + 1).mark == ':') && at(k + 2).quoted();
    if (introduces) return false;
    const auto subject = subject_before(tokens, k, after);
    return subject && subject->begin == after;
  }
  return false;
}

// "MAYOR OPENS NEW CANAL Mayor Ann Example said …": past a heading in capitals that runs into the
// text; `begin` when there is none.
int heading_end(Tokens tokens, int begin) {
  constexpr int kShortest = 4, kLongest = 30;
  int i = begin;
  while (i < static_cast<int>(tokens.size()) && i - begin < kLongest) {
    const Token& token = tokens[static_cast<std::size_t>(i)];
    const bool shout = token.has(word_flag::kCaps) || token.has(word_flag::kNumber) ||
                       (token.capital && token.end - token.begin == 1) || token.comma() ||
                       token.possessive();
    if (!shout) break;
    ++i;
  }
  const bool runs_on = i - begin >= kShortest && i < static_cast<int>(tokens.size()) &&
                       tokens[static_cast<std::size_t>(i)].capital &&
                       tokens[static_cast<std::size_t>(i) - 1].has(word_flag::kCaps);
  return runs_on ? i : begin;
}

}  // namespace

void find_sentences(std::string_view text, Tokens tokens, std::vector<Range>& out) {
  int begin = heading_end(tokens, 0);
  if (begin > 0) out.push_back({0, begin});
  for (std::size_t i = static_cast<std::size_t>(begin); i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const Token* next = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
    bool ends = false;
    if (ends_sentence(token)) {
      ends = next == nullptr || begins_sentence(*next, text);
    } else if (token.quoted() && next != nullptr && (next->capital || next->quoted())) {
      if (token.last == '.') ends = true;
      if (token.last == '?' || token.last == '!')
        ends = next->quoted() || !attribution_follows(tokens, static_cast<int>(i) + 1);
    }
    if (!ends && next != nullptr && next->capital && next->has(word_flag::kSubject) &&
        token.word() && token.has(word_flag::kAbbreviation) && token.has(word_flag::kCaps))
      ends = true;
    // "at 10 p.m. In his speech": not "at 10 p.m. Monday".
    if (!ends && next != nullptr && next->capital && (token.is("p.m"_w) || token.is("a.m"_w)) &&
        !next->has(word_flag::kDay | word_flag::kTime) &&
        next->has(word_flag::kSubject | word_flag::kPreposition | word_flag::kDeterminer |
                  word_flag::kStop))
      ends = true;
    if (!ends) continue;
    out.push_back({begin, static_cast<int>(i) + 1});
    begin = static_cast<int>(i) + 1;
  }
  if (begin < static_cast<int>(tokens.size()))
    out.push_back({begin, static_cast<int>(tokens.size())});
}

}  // namespace onrecord::statements
