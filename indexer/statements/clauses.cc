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

constexpr int kTail = 9;   // tokens after a trailing cue: "…, Ann said in a statement on Monday."
constexpr int kAside = 7;  // tokens after the cue of an interrupting attribution
constexpr int kSubjectReach = 40;       // tokens before a cue in which its subject is looked for
constexpr std::uint32_t kShortest = 8;  // bytes of a clause worth keeping

class Finder {
 public:
  Finder(std::string_view text, Tokens tokens, Range sentence, ClauseCues cues)
      : text_(text), tokens_(tokens), low_(sentence.begin), high_(sentence.end), cues_(cues) {}

  std::vector<Clause> run() {
    while (high_ > low_ && (token(high_ - 1).mark == '.' || token(high_ - 1).mark == '!' ||
                            token(high_ - 1).mark == '?'))
      --high_;
    if (high_ - low_ < 4 || !reports_anything()) return {};
    if (according_first() || as_first() || according_inside() || trailing_inverted() ||
        trailing() || interrupted())
      return std::move(found_);
    leading(low_, std::nullopt);
    return std::move(found_);
  }

 private:
  const Token& token(int i) const { return tokens_[static_cast<std::size_t>(i)]; }

  bool reports_anything() const {
    for (int i = low_; i < high_; ++i)
      if (token(i).has(kCue) || token(i).is("according"_w)) return true;
    return false;
  }

  bool reports(int k, CueSense& sense) const {
    const Token& cue = token(k);
    if (!cue.has(kCue)) return false;
    const bool that = that_follows(k);
    if (cues_ == ClauseCues::strong && !(cue.has(kStrong) && cue.has(kThat)) && !that) return false;
    sense = read_cue(tokens_, k, cues_ == ClauseCues::any || that);
    return sense != CueSense::none;
  }
  bool that_follows(int k) const {
    return k + 1 < high_ && token(k + 1).is("that"_w) && token(k).has(kThat) &&
           !token(k).has(kBelief);
  }
  std::optional<Range> subject_of(int k) const {
    // "voters who say", "the one that says": who is meant is not on record.
    int before_cue = k - 1;
    while (before_cue >= low_ && token(before_cue).has(kAuxiliary | kAdverb)) --before_cue;
    if (before_cue > low_ &&
        (token(before_cue).is("who"_w) || token(before_cue).is("that"_w) ||
         token(before_cue).is("which"_w)) &&
        !(!token(before_cue).is("that"_w) && token(before_cue - 1).comma()))
      return std::nullopt;
    const auto subject = subject_before(tokens_, k, std::max(low_, k - kSubjectReach));
    // "after years adding …": a participle needs a name, unless it is "saying".
    if (subject && token(k).has(kParticiple) && !token(k).is("saying"_w) &&
        !token(subject->begin).has(kSubject) && !token(subject->end - 1).capital &&
        token(subject->end).has(kParticiple))
      return std::nullopt;
    return subject;
  }

  // Words without the marks, spaces and commas around them.
  Span trimmed(int first, int end) const {
    if (first >= end) return {};
    std::uint32_t begin = token(first).begin, stop = token(end - 1).end;
    while (begin < stop) {
      const Glyph glyph = glyph_at(text_, begin);
      const char c = text_[begin];
      if (glyph.kind != Char::space && c != ',' && c != ':' && c != '-' && glyph.kind != Char::dash)
        break;
      begin += glyph.size;
    }
    while (stop > begin) {
      const std::size_t at = before(text_, stop);
      const Glyph glyph = glyph_at(text_, at);
      const char c = text_[at];
      if (glyph.kind != Char::space && c != ',' && c != ':' && c != '.' && c != ';' && c != '-' &&
          glyph.kind != Char::dash)
        break;
      stop = static_cast<std::uint32_t>(at);
    }
    return {begin, stop};
  }

  bool keep(Span words, Range speaker, int cue, ClauseRule rule, CueSense sense, bool certain,
            Span rest = {}) {
    if (words.size() + rest.size() < kShortest || words.empty()) return false;
    const Token& who = token(speaker.begin);
    if (speaker.size() == 1 && who.has(kFirstPerson)) return false;
    found_.push_back({words, rest, speaker, cue, rule, sense == CueSense::negated,
                      token(cue).has(kDenial), certain});
    return true;
  }

  bool according_first() {
    if (!token(low_).is("according"_w)) return false;
    const auto source = according_to(tokens_, low_, high_);
    if (!source || source->end >= high_ || !token(source->end).comma()) return false;
    return keep(trimmed(source->end + 1, high_), *source, low_, ClauseRule::according_first,
                CueSense::plain, true);
  }

  // "As Ann said, …"
  bool as_first() {
    if (!token(low_).is("as"_w)) return false;
    for (int k = low_ + 2; k + 1 < high_ && k < low_ + 16; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k + 1).comma() || !reports(k, sense)) continue;
      const auto subject = subject_before(tokens_, k, low_ + 1);
      if (subject && subject->begin == low_ + 1)
        return keep(trimmed(k + 2, high_), *subject, k, ClauseRule::according_first, sense, true);
    }
    return false;
  }

  bool according_inside() {
    for (int k = low_ + 2; k < high_; ++k) {
      if (!token(k).is("according"_w)) continue;
      const auto source = according_to(tokens_, k, high_);
      if (!source) continue;
      const bool goes_on = source->end + 3 < high_ && token(source->end).comma() &&
                           token(k - 1).comma() && k - low_ < 10;
      if (!goes_on)
        return keep(trimmed(low_, k), *source, k, ClauseRule::according_last, CueSense::plain,
                    true);
      return keep(trimmed(clause_low(), k - 1), *source, k, ClauseRule::interrupted,
                  CueSense::plain, true, trimmed(source->end + 1, high_));
    }
    return false;
  }

  // Where the narrator's "But", "And" is past.
  int clause_low() const {
    const bool joiner =
        token(low_).is("but"_w) || token(low_).is("and"_w) || token(low_).is("still"_w);
    return joiner && low_ + 1 < high_ ? low_ + 1 : low_;
  }

  // Only time, place and manner follow: no clause of its own.
  bool tail_ok(int from, int end, const Token& cue) const {
    if (from >= end) return true;
    if (end - from > kTail) return false;
    int first = from;
    if (token(first).comma() || token(first).dash()) ++first;
    if (first >= end) return true;
    const bool pause = first > from;
    const Token& opening = token(first);
    const bool hearer = !pause && (cue.has(kHearer) || opening.is("to"_w));
    if (!hearer &&
        !opening.has(kPreposition | kTime | kDay | kAdverb | kOpener | kParticiple | kIng) &&
        !opening.is("here"_w) && !opening.is("last"_w) && !opening.is("this"_w) &&
        opening.mark != '(')
      return false;
    for (int i = from; i < end; ++i) {
      const Token& word = token(i);
      if (word.quoted() || word.is("that"_w) ||
          (word.has(kSubject) && !word.is("who"_w) && !word.is("which"_w)))
        return false;
      // "at least six planes filled": a clause of its own.
      if (word.has(kAuxiliary) && !word.possessive()) return false;
      if (i > first && word.has(kEd | kFinite) && !word.capital && token(i - 1).has(kS))
        return false;
    }
    return true;
  }

  bool trailing() {
    for (int k = high_ - 1; k > std::max(low_ + 2, high_ - 14); --k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense)) continue;
      if (!tail_ok(k + 1, high_, token(k))) continue;
      const auto subject = subject_of(k);
      if (subject && subject->begin > low_ + 2 &&
          (token(subject->begin - 1).pauses() || token(subject->begin - 1).dash()))
        return keep(trimmed(low_, subject->begin), *subject, k, ClauseRule::trailing, sense, true);
    }
    return false;
  }

  // "…, said Ann, who runs the port."
  bool trailing_inverted() {
    for (int k = low_ + 3; k + 1 < high_; ++k) {
      if (!(token(k).is("said"_w) || token(k).is("says"_w)) || !token(k - 1).pauses()) continue;
      const auto speaker = phrase_beginning(tokens_, k + 1, high_);
      if (!speaker || speaker->begin != k + 1) continue;
      int end = k + 1;
      while (end < high_ && token(end).word() && !token(end).is("who"_w)) ++end;
      if (has_verb(k + 2, end) || (token(k + 1).has(kSubject) && end < high_)) continue;
      return keep(trimmed(low_, k), *speaker, k, ClauseRule::trailing_inverted, CueSense::plain,
                  true);
    }
    return false;
  }

  // "…, Ann said on Monday, …"
  bool interrupted() {
    for (int k = low_ + 2; k < high_ - 3; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense) || token(k).has(kParticiple)) continue;
      int comma = k + 1;
      while (comma < high_ && comma < k + kAside && token(comma).word()) ++comma;
      if (comma >= high_ - 2 || !(token(comma).comma() || token(comma).dash()) ||
          !tail_ok(k + 1, comma, token(k)))
        continue;
      const auto subject = subject_of(k);
      if (!subject || subject->begin <= low_ ||
          !(token(subject->begin - 1).comma() || token(subject->begin - 1).dash()))
        continue;
      if (token(subject->begin).is("who"_w)) continue;
      if (token(comma + 1).has(kParticiple)) {  // "…, Ann said, adding that …"
        if (keep(trimmed(clause_low(), subject->begin), *subject, k, ClauseRule::trailing, sense,
                 true)) {
          leading(comma + 1, subject);
          return true;
        }
      }
      return keep(trimmed(clause_low(), subject->begin), *subject, k, ClauseRule::interrupted,
                  sense, false, trimmed(comma + 1, high_));
    }
    return false;
  }

  bool has_verb(int begin, int end) const {
    for (int i = begin; i < end; ++i) {
      const Token& word = token(i);
      if (word.capital || word.possessive()) continue;
      if ((word.has(kAuxiliary) && !word.has(kNegation)) ||
          (word.has(kFinite | kEd | kCue) && !word.has(kNounLike)))
        return true;
    }
    return false;
  }

  // "did not say whether …", "explained how …"
  static bool asks(const Token& word) {
    return word.is("whether"_w) || word.is("how"_w) || word.is("why"_w) || word.is("what"_w) ||
           word.is("which"_w) || word.is("who"_w) || word.is("when"_w) || word.is("where"_w);
  }

  bool has_auxiliary(int begin, int end) const {
    for (int i = begin; i < end && !token(i).comma(); ++i)
      if (token(i).has(kAuxiliary) && !token(i).has(kNegation) && !token(i).possessive())
        return true;
    return false;
  }

  // Can a clause without "that" begin here?  After a verb that takes things as well ("wrote a
  // book") it takes more.
  bool begins_clause(int begin, const Token& cue) const {
    const Token& first = token(begin);
    if (first.quoted()) return true;
    if (!first.word() || first.possessive()) return false;
    if (first.has(kAuxiliary)) return false;
    if (first.is("to"_w) && cue.has(kPromise)) return true;
    if (first.has(kIng) && cue.has(kDenial)) return true;  // "denied having signed"
    if (first.has(kSubject) && !first.is("who"_w) && !first.is("which"_w)) return begin + 1 < high_;
    if (asks(first)) return cue.has(kThat) && begin + 2 < high_;
    const bool opens =
        first.capital || first.has(kDeterminer | kSubject | kNumber | kFirstPerson | kAdverb) ||
        first.is("there"_w) || first.is("if"_w) || first.is("not"_w) || first.is("in"_w) ||
        first.is("what"_w) || first.is("how"_w) || first.is("why"_w);
    if (!opens && first.has(kStop | kPreposition | kPronoun)) return false;
    if (cue.has(kThing) && !first.has(kSubject))
      return has_auxiliary(begin + 1, std::min(high_, begin + 14));
    return has_verb(begin + 1, std::min(high_, begin + 30));
  }

  // Where the clause begins after the cue: past the hearer, the time, "in a statement", and "that".
  int clause_begin(int cue, bool& that) const {
    int j = cue + 1;
    const int reach = std::min(high_, j + 10);
    int m = j;
    while (m < reach && !token(m).is("that"_w) && token(m).mark != '.' && token(m).mark != ';' &&
           token(m).mark != ':' && !token(m).quoted() &&
           !(token(m).has(kAuxiliary) && !token(m).possessive()))
      ++m;
    const bool found_that = m < high_ && token(m).is("that"_w);
    if (token(cue).has(kHearer)) {
      if (found_that) {
        that = true;
        return m + 1;
      }
      if (j < high_ && token(j).has(kPronoun) && !token(j).is("i"_w) && !token(j).is("he"_w) &&
          !token(j).is("they"_w))
        return j + 1;
      const auto hearer = phrase_beginning(tokens_, j, high_);
      return hearer ? hearer->end : j;
    }
    if (found_that && (m == j || token(j).has(kStop | kPreposition | kTime | kAdverb | kOpener) ||
                       token(j).comma())) {
      that = true;
      return m + 1;
    }
    while (j < high_ &&
           (token(j).has(kDay) || (token(j).is("on"_w) && j + 1 < high_ && token(j + 1).has(kDay))))
      ++j;
    if (j < high_ && token(j).comma()) ++j;
    return j;
  }

  // Where the narrator takes over again: ", a plan that …", ", while …", or the end of a
  // subordinate clause.
  int clause_end(int begin, int end, bool subordinate) const {
    for (int i = begin + 2; i + 1 < end; ++i) {
      if (token(i).mark == ';') return i;
      if (!token(i).comma() && !token(i).dash()) continue;
      const Token& next = token(i + 1);
      if (subordinate && token(i).comma() && (next.capital || next.has(kDeterminer | kSubject)))
        return i;
      if (i - begin < 3) continue;
      if (next.is("while"_w) || next.is("though"_w) || next.is("although"_w)) return i;
      if (next.is("a"_w) || next.is("an"_w)) {
        const bool list = i + 3 < end && (token(i + 3).comma() || token(i + 3).is("and"_w) ||
                                          token(i + 2).comma());
        if (!list) return i;
      }
      if (token(i).dash() && next.is("and"_w)) return i;
    }
    return end;
  }

  // Does the subject stand in a subordinate clause: "While the mayor says …, …"?
  // Or the whole attribution: "After suggesting that …, Ann …"?
  bool subordinated(Range subject, int cue) const {
    if (subject.begin > cue) return false;
    if (token(low_).has(kOpener | kIng)) {
      int comma = low_;
      while (comma < cue && !token(comma).comma()) ++comma;
      if (comma == cue) return true;
    }
    if (subject.end + 1 < high_ && token(subject.end).comma() &&
        token(subject.end + 1).is("who"_w) && cue <= subject.end + 4)
      return true;  // "Ann, who said …, left"
    return subject.begin > low_ && token(subject.begin - 1).has(kSubordinator) &&
           (subject.begin - 1 == low_ || token(subject.begin - 2).comma() ||
            token(subject.begin - 2).is("and"_w));
  }

  // Is the cue at `k` another verb of the speaker whose clause is open: ", adding that", "and
  // said"?
  bool goes_on(int k) const {
    int before_cue = k - 1;
    while (before_cue > low_ && token(before_cue).has(kAdverb)) --before_cue;
    const Token& previous = token(before_cue);
    if (previous.comma() && token(k).has(kParticiple)) return true;
    if (!(previous.is("and"_w) || previous.is("but"_w)) || token(k).has(kPlain | kParticiple))
      return false;
    return token(k).has(kStrong) || that_follows(k);
  }

  // From \a from on; \a speaker, if any, is whose participles these are.
  void leading(int from, std::optional<Range> speaker) {
    int open_begin = -1, open_cue = -1;
    CueSense open_sense = CueSense::none;
    bool open_that = false;
    const auto finish = [&](int end) {
      if (open_begin >= 0)
        keep(trimmed(open_begin, clause_end(open_begin, end, subordinated(*speaker, open_cue))),
             *speaker, open_cue, ClauseRule::leading, open_sense, open_that);
      open_begin = -1;
    };
    for (int k = from; k < high_; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense)) continue;
      int end = k;
      std::optional<Range> subject;
      if (open_begin >= 0) {
        if (k - open_begin < 3) continue;
        if (goes_on(k)) {
          subject = speaker;
          end = k - 1;
        } else {
          // Somebody else speaks from here on: "…, and Ann said that"
          const bool strong = token(k).has(kStrong) && !token(k).has(kNounLike | kParticiple);
          subject = that_follows(k) || strong ? subject_of(k) : std::nullopt;
          if (!subject || subject->begin <= open_begin + 2) continue;
          int joint = subject->begin - 1;
          if (token(joint).has(kSubordinator) || token(joint).is("and"_w) ||
              token(joint).is("but"_w))
            --joint;
          if (!token(joint).comma() && !token(joint).dash() && token(joint).mark != ';') continue;
          end = joint;
        }
      } else {
        subject = speaker && token(k).has(kParticiple) ? speaker : subject_of(k);
        if (!subject && k > low_ && token(k).has(kParticiple))
          subject = clause_subject(tokens_, low_, k, false);
        if (!subject && k > low_ &&
            (token(k - 1).is("and"_w) || token(k - 1).is("but"_w) || token(k - 1).comma()))
          subject = clause_subject(tokens_, low_, k, false);
        if (!subject) continue;
      }
      bool that = false;
      const int begin = clause_begin(k, that);
      if (begin >= high_ - 1) continue;
      if (!that && cues_ == ClauseCues::strong && !begins_clause(begin, token(k))) continue;
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
  static constexpr std::array<std::string_view, 6> kNames = {
      "reported",        "reported-after",     "reported-after-inverted",
      "reported-around", "according-to-first", "according-to-last"};
  return kNames[static_cast<std::size_t>(rule)];
}

std::vector<Clause> find_clauses(std::string_view text, Tokens tokens, Range sentence,
                                 ClauseCues cues) {
  return Finder(text, tokens, sentence, cues).run();
}

}  // namespace onrecord::statements
