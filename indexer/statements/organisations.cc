// See organisations.h.
#include "indexer/statements/organisations.h"

#include <algorithm>

#include "indexer/statements/names.h"
#include "indexer/statements/phrases.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr std::size_t kMost = 64;  // organisations of an article that are told apart
constexpr int kLongestName = 24;   // tokens
constexpr std::size_t kLongestInitials = 6;

bool begins_with(const std::vector<std::uint64_t>& words,
                 const std::vector<std::uint64_t>& beginning) {
  return beginning.size() <= words.size() &&
         std::equal(beginning.begin(), beginning.end(), words.begin());
}

bool ends_with(const std::vector<std::uint64_t>& words, const std::vector<std::uint64_t>& end) {
  return end.size() <= words.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

}  // namespace

bool calls_organisation(Tokens tokens, Range phrase) {
  return phrase.size() == 2 && tokens[static_cast<std::size_t>(phrase.begin)].is("the"_w) &&
         tokens[static_cast<std::size_t>(phrase.begin) + 1].has(kBody) &&
         !tokens[static_cast<std::size_t>(phrase.begin) + 1].capital;
}

Organisations::Organisations(const Document& document) : document_(document) {
  for (const Paragraph& paragraph : document.paragraphs) read_paragraph(paragraph.tokens);
}

void Organisations::read_paragraph(Range paragraph) {
  const Tokens all(document_.tokens);
  const auto part = [&](int i) {
    return i >= paragraph.begin && i < paragraph.end && token(i).capital &&
           !token(i).has(kStop | kDay);
  };
  for (int i = paragraph.begin; i < paragraph.end; ++i) {
    if (!token(i).has(kFirm | kBody) || !token(i).capital) continue;
    if (token(i).has(kFirm)) {
      if (i + 1 < paragraph.end && token(i + 1).has(kFirm) && token(i + 1).capital) continue;
      const auto phrase = phrase_ending(all, i, std::max(paragraph.begin, i - kLongestName));
      if (!phrase) continue;
      // "Brill of Ostwick Inc" may be one name, or two.
      const auto firm = firm_in(all, *phrase);
      const bool joined = firm && firm->begin > phrase->begin + 1 &&
                          token(firm->begin - 1).is("of"_w) && token(firm->begin - 2).capital;
      if (firm && !joined) add(*firm, 0, true);
      continue;
    }
    int begin = i, end = i + 1;
    while (part(begin - 1) && !token(begin - 1).has(kDeterminer | kTitle) &&
           i - begin < kLongestName)
      --begin;
    // "Department of Roads and Bridges", "Commission on River Ferries"
    const bool of = end + 1 < paragraph.end &&
                    (token(end).is("of"_w) || token(end).is("on"_w) || token(end).is("for"_w));
    if (of) {
      int next = end + 1;
      if (token(next).is("the"_w)) ++next;
      while (part(next) && next - i < kLongestName) {
        end = ++next;
        if (next + 1 < paragraph.end && token(next).is("and"_w) && part(next + 1)) ++next;
      }
    }
    if (part(end) || end - begin < 2) continue;  // "the Bank Manager", "Bank"
    add({begin, end}, token(i).hash, token(i).has(kTrade));
    i = end - 1;
  }
}

void Organisations::add(Range name, std::uint64_t head, bool firm) {
  if (all_.size() >= kMost) return;
  std::vector<std::uint64_t> words = words_of(name);
  if (words.empty()) return;
  for (Organisation& known : all_) {
    if (known.firm != firm || (!firm && known.head != head)) continue;
    const bool shorter = (firm && words.size() > 1 && begins_with(known.words, words)) ||
                         (head != 0 && ends_with(known.words, words));
    if (known.words == words || shorter) {
      if (known.head == 0) known.head = head;
      return;
    }
    if (head != 0 && known.head == head && ends_with(words, known.words)) {
      known.words = std::move(words);  // "the Roads Department", then in full
      known.name = name;
      return;
    }
  }
  all_.push_back({name, std::move(words), head, firm});
}

std::vector<std::uint64_t> Organisations::words_of(Range phrase) const {
  std::vector<std::uint64_t> words;
  for (int i = phrase.begin; i < phrase.end; ++i)
    if (token(i).word() && token(i).capital && !token(i).has(kFirm) && !token(i).is("the"_w))
      words.push_back(token(i).hash);
  return words;
}

template <class Fits>
int Organisations::only(Fits&& fits) const {
  int found = -1;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (!fits(all_[i])) continue;
    if (found >= 0) return -1;
    found = static_cast<int>(i);
  }
  return found;
}

int Organisations::find(Range phrase) const {
  if (all_.empty()) return -1;
  while (phrase.size() > 1 && token(phrase.begin).has(kDeterminer)) ++phrase.begin;
  if (const auto firm = firm_in(document_.tokens, phrase)) {
    if (firm->begin > phrase.begin && token(firm->begin - 1).has(kPreposition))
      return -1;  // "an analyst with Brill Inc"
    phrase = *firm;
  }
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const Token& word = token(i);
    const bool inner = i > phrase.begin && i + 1 < phrase.end;
    if (word.capital || word.possessive()) continue;
    if (!(inner && (word.is("and"_w) || word.is("of"_w) || word.is("the"_w) || word.comma() ||
                    word.mark == '/' || word.mark == '&')))
      return -1;
  }
  const std::vector<std::uint64_t> words = words_of(phrase);
  if (words.empty()) return -1;
  if (const int same = only([&](const Organisation& known) { return known.words == words; });
      same >= 0)
    return same;
  const Token& first = token(phrase.begin);
  const bool place = words.size() == 1 && first.has(kImpersonal | kTitle | kGiven);
  if (!place) {
    const int found = only([&](const Organisation& known) {
      // "the United States" is not the Court of the United States.
      const bool headed =
          known.head == 0 || std::find(words.begin(), words.end(), known.head) != words.end();
      return (known.firm && begins_with(known.words, words)) ||
             (words.size() > 1 && headed && ends_with(known.words, words));
    });
    if (found >= 0) return found;
  }
  return by_initials(phrase);
}

// "GM" of General Motors, "AMC" of American Motors Corp, "S and P".
int Organisations::by_initials(Range phrase) const {
  const std::string_view text = document_.text;
  std::string initials;
  const bool one = phrase.size() == 1;
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const std::string_view word = token(i).of(text);
    if (!token(i).word() || token(i).is("and"_w)) continue;
    if (!one && word.size() != 1) return -1;
    for (const char c : word) {
      if (c == '.' || c == '&') continue;
      if (c < 'A' || c > 'Z') return -1;
      initials += c;
    }
  }
  if (initials.size() < 2 || initials.size() > kLongestInitials) return -1;
  return only([&](const Organisation& known) {
    std::string plain, whole;
    for (int i = known.name.begin; i < known.name.end; ++i) {
      if (!token(i).word() || !token(i).capital) continue;
      whole += text[token(i).begin];
      if (!token(i).has(kFirm)) plain += text[token(i).begin];
    }
    return plain == initials || whole == initials;
  });
}

int Organisations::of_kind(Range phrase) const {
  const std::uint64_t kind = token(phrase.end - 1).hash;
  return only([&](const Organisation& known) {
    return known.head == kind && known.name.begin < phrase.begin;
  });
}

}  // namespace onrecord::statements
