// One pass over a stretch of the term list for each expansion.
#include "searchd/query/compile_terms.h"

#include <optional>

#include "searchd/query/spelling.h"

namespace onrecord::query {
namespace {

/// Bytes of the first letter of \a word, which is UTF-8 and not empty.
std::string_view first_letter(std::string_view word) {
  std::size_t length = 1;
  while (length < word.size() && (word[length] & 0xC0) == 0x80) ++length;
  return word.substr(0, length);
}

std::string beginning_of(const Like& like) {
  if (like.how == Like::How::pattern) return std::string(stub_of(like.text));
  return like.how == Like::How::edits ? std::string(first_letter(like.text)) : like.text;
}

/// Steps over all that begins with \a hopeless, and over one term where that is "".
void skip(Xapian::TermIterator& at, const Xapian::TermIterator& end, const std::string& hopeless) {
  ++at;
  if (hopeless.empty()) return;
  // No byte of UTF-8 is 0xff.
  if (at != end && (*at).starts_with(hopeless)) at.skip_to(hopeless + '\xff');
}

}  // namespace

Like like(const Word& word) {
  if (word.edits > 0) return {Like::How::edits, word.term, word.edits};
  return {word.prefix ? Like::How::beginning : Like::How::pattern, word.term, 0};
}

Result<std::vector<std::string>> Expansions::find(std::string_view prefix, const Like& like,
                                                  std::string_view printed, int column) {
  const Key key(column, std::string(printed));
  const int others = count_without(key);
  std::set<std::string>& words = found_[key];
  std::optional<EditDistance> distance;
  if (like.how == Like::How::edits) distance.emplace(like.text, like.edits);

  std::vector<std::string> terms;
  const std::string stretch = concat({prefix, beginning_of(like)});
  const Xapian::TermIterator end = database_.allterms_end(stretch);
  for (Xapian::TermIterator at = database_.allterms_begin(stretch); at != end;) {
    if (options_.tick) options_.tick();
    const std::string term = *at;
    const std::string_view word = std::string_view(term).substr(prefix.size());
    if (distance && !distance->near(word)) {
      const std::size_t hopeless = distance->hopeless_beginning();
      skip(at, end, hopeless == 0 ? "" : term.substr(0, prefix.size() + hopeless));
      continue;
    }
    ++at;
    if (like.how == Like::How::pattern && !fits_pattern(like.text, word)) continue;
    if (options_.shown && !options_.shown(term)) continue;
    words.emplace(word);
    terms.push_back(term);
    if (others + static_cast<int>(words.size()) > options_.max_expansions)
      return error_at(
          column, Errc::limit,
          concat({named(printed), " stands for more than ", std::to_string(options_.max_expansions),
                  others == 0 ? " words" : " words, with the wildcards before it"}));
  }
  return terms;
}

int Expansions::count_without(const Key& key) const {
  int count = 0;
  for (const auto& [other, words] : found_)
    if (other != key) count += static_cast<int>(words.size());
  return count;
}

int Expansions::count() const { return count_without({}); }

std::vector<Expansion> Expansions::list() const {
  std::vector<Expansion> list;
  for (const auto& [key, words] : found_)
    list.push_back({key.first, key.second, {words.begin(), words.end()}});
  return list;
}

}  // namespace onrecord::query
