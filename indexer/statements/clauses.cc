// See clauses.h.
#include "indexer/statements/clauses.h"

#include <array>
#include <optional>

#include "indexer/statements/characters.h"
#include "indexer/statements/cues.h"
#include "indexer/statements/phrases.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr int kTail = 9;  // tokens after a trailing cue: "…, Ann said in a statement on Monday."
constexpr std::uint32_t kShortest = 16;  // bytes of a clause worth keeping

class Finder {
 public:
  Finder(std::string_view text, Tokens tokens, Range sentence, ClauseCues cues)
      : text_(text), tokens_(tokens), low_(sentence.begin), high_(sentence.end), cues_(cues) {}

  std::vector<Clause> run() {
    if (high_ - low_ < 5) return {};
    if (according_first()) return std::move(found_);
    if (according_last()) return std::move(found_);
    if (trailing()) return std::move(found_);
    leading();
    return std::move(found_);
  }

 private:
  const Token& token(int i) const { return tokens_[static_cast<std::size_t>(i)]; }

  bool reports(int k, CueSense& sense) const {
    const Token& cue = token(k);
    if (!cue.has(kCue)) return false;
    if (cues_ == ClauseCues::strong && !(cue.has(kStrong) && cue.has(kThat)) && !that_follows(k))
      return false;
    sense = read_cue(tokens_, k, cues_ == ClauseCues::any || that_follows(k));
    return sense != CueSense::none;
  }
  bool that_follows(int k) const {
    return k + 1 < high_ && token(k + 1).is("that"_w) && token(k).has(kThat) &&
           !token(k).has(kBelief);
  }

  // Words without the marks, spaces and commas around them.
  Span trimmed(std::uint32_t begin, std::uint32_t end) const {
    while (begin < end) {
      const Glyph glyph = glyph_at(text_, begin);
      const char c = text_[begin];
      if (glyph.kind != Char::space && c != ',' && c != ':' && glyph.kind != Char::dash) break;
      begin += glyph.size;
    }
    while (end > begin) {
      const std::size_t at = before(text_, end);
      const Glyph glyph = glyph_at(text_, at);
      const char c = text_[at];
      if (glyph.kind != Char::space && c != ',' && c != ':' && c != '.' && c != ';' &&
          glyph.kind != Char::dash)
        break;
      end = static_cast<std::uint32_t>(at);
    }
    return {begin, end};
  }

  bool keep(int begin, int end, Range speaker, int cue, ClauseRule rule, CueSense sense,
            bool certain) {
    if (begin >= end) return false;
    const Span words = trimmed(token(begin).begin, token(end - 1).end);
    if (words.end < words.begin + kShortest) return false;
    found_.push_back({words, speaker, cue, rule, sense == CueSense::negated,
                      cue >= 0 && token(cue).has(kDenial), certain});
    return true;
  }

  bool according_first() {
    if (!token(low_).is("according"_w)) return false;
    const auto source = according_to(tokens_, low_, high_);
    if (!source || source->end >= high_ || !token(source->end).comma()) return false;
    return keep(source->end + 1, high_, *source, low_, ClauseRule::according_first, CueSense::plain,
                true);
  }

  bool according_last() {
    for (int k = low_ + 4; k < high_; ++k)
      if (token(k).is("according"_w))
        if (const auto source = according_to(tokens_, k, high_))
          return keep(low_, k, *source, k, ClauseRule::according_last, CueSense::plain, true);
    return false;
  }

  bool tail_ok(int from) const {
    if (high_ - from > kTail) return false;
    for (int i = from; i < high_; ++i)
      if (token(i).quoted() || token(i).is("that"_w)) return false;
    return true;
  }

  bool trailing() {
    for (int k = high_ - 1; k > std::max(low_, high_ - 14); --k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense) || !tail_ok(k + 1)) continue;
      const auto subject = subject_before(tokens_, k, low_);
      if (subject && subject->begin > low_ + 3 && token(subject->begin - 1).comma()) {
        const Token& first = token(subject->begin);
        if (first.has(kSubject | kDeterminer) || first.capital)
          return keep(low_, subject->begin - 1, *subject, k, ClauseRule::trailing, sense, true);
      }
      if (!subject && k - 1 >= low_ && token(k - 1).comma() &&
          (token(k).is("said"_w) || token(k).is("says"_w))) {
        const auto speaker = phrase_beginning(tokens_, k + 1, high_);
        if (speaker && speaker->end >= high_ - 6)
          return keep(low_, k - 1, *speaker, k, ClauseRule::trailing_inverted, sense, true);
      }
    }
    return false;
  }

  // Where the clause begins after the cue: past the hearer, the time, "in a statement", and "that".
  int clause_begin(int cue, bool& that) const {
    int j = cue + 1;
    const int reach = std::min(high_, j + 9);
    int m = j;
    while (m < reach && !token(m).is("that"_w) && token(m).mark != '.' && token(m).mark != ';' &&
           token(m).mark != ':' && !token(m).quoted())
      ++m;
    const bool found_that = m < high_ && token(m).is("that"_w);
    if (token(cue).has(kHearer)) {
      if (found_that) {
        that = true;
        return m + 1;
      }
      if (j < high_ && token(j).has(kPronoun)) return j + 1;
      const auto hearer = phrase_beginning(tokens_, j, high_);
      return hearer ? hearer->end : j;
    }
    if (found_that && (m == j || token(j).has(kPreposition | kDay | kTime) || token(j).comma())) {
      that = true;
      return m + 1;
    }
    while (j < high_ &&
           (token(j).has(kDay) || (token(j).is("on"_w) && j + 1 < high_ && token(j + 1).has(kDay))))
      ++j;
    return j;
  }

  void leading() {
    std::optional<Range> speaker;
    int open_begin = -1, open_cue = -1;
    CueSense open_sense = CueSense::none;
    bool open_that = false;
    const auto finish = [&](int end) {
      if (open_begin >= 0)
        keep(open_begin, end, *speaker, open_cue, ClauseRule::leading, open_sense, open_that);
      open_begin = -1;
    };
    for (int k = low_; k < high_; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense)) continue;
      int end = k;
      std::optional<Range> subject;
      if (open_begin >= 0) {
        // Inside a clause only what goes on with the same speaker ends it: ", adding that", "and
        // said that".
        const Token& previous = token(k - 1);
        const bool goes_on = (previous.comma() && token(k).has(kParticiple)) ||
                             ((previous.is("and"_w) || previous.is("but"_w)) && that_follows(k) &&
                              !token(k).has(kPlain));
        if (!goes_on || k - open_begin < 4) continue;
        subject = speaker;
        end = k - 1;
      } else {
        subject = subject_before(tokens_, k, low_);
        if (!subject && token(k).has(kParticiple) && k > low_)
          subject = clause_subject(tokens_, low_, k, false);
        if (!subject) continue;
        const Token& who = token(subject->begin);
        if (who.is("i"_w) || who.is("we"_w) || who.is("you"_w)) continue;
      }
      bool that = false;
      const int begin = clause_begin(k, that);
      if (begin >= high_ - 2) continue;
      if (cues_ == ClauseCues::strong && !that) {
        const Token& first = token(begin);
        if (first.comma() || first.mark == '.' || first.mark == ';') continue;
      }
      finish(end);
      speaker = subject;
      open_begin = begin;
      open_cue = k;
      open_sense = sense;
      open_that = that;
    }
    finish(high_);
  }

  std::string_view text_;
  Tokens tokens_;
  int low_, high_;
  ClauseCues cues_;
  std::vector<Clause> found_;
};

}  // namespace

std::string_view name_of(ClauseRule rule) {
  static constexpr std::array<std::string_view, 5> kNames = {
      "reported", "reported-after", "reported-after-inverted", "according-to-first",
      "according-to-last"};
  return kNames[static_cast<std::size_t>(rule)];
}

std::vector<Clause> find_clauses(std::string_view text, Tokens tokens, Range sentence,
                                 ClauseCues cues) {
  return Finder(text, tokens, sentence, cues).run();
}

}  // namespace onrecord::statements
