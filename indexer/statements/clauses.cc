// See clauses.h.
#include "indexer/statements/clauses.h"

#include <array>
#include <optional>

#include "indexer/statements/characters.h"
#include "indexer/statements/clause_bounds.h"
#include "indexer/statements/cues.h"
#include "indexer/statements/phrases.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr int kModifiers = 12;          // tokens between a distant subject and its cue
constexpr int kAside = 7;               // tokens after the cue of an interrupting attribution
constexpr int kSubjectReach = 40;       // tokens before a cue in which its subject is looked for
constexpr std::uint32_t kShortest = 8;  // bytes of a clause worth keeping

class Finder {
 public:
  Finder(std::string_view text, Tokens tokens, Range sentence, ClauseCues cues)
      : text_(text),
        tokens_(tokens),
        low_(sentence.begin),
        high_(without_stop(tokens, sentence)),
        bounds_(tokens, low_, high_),
        cues_(cues) {}

  std::vector<Clause> run() {
    if (high_ - low_ < 4 || !reports_anything()) return {};
    if (according_first() || as_first() || according_inside() || as_last() || trailing_inverted() ||
        trailing() || interrupted() || opening_participle())
      return std::move(found_);
    leading(low_, std::nullopt);
    return std::move(found_);
  }

 private:
  const Token& token(int i) const { return tokens_[static_cast<std::size_t>(i)]; }

  static int without_stop(Tokens tokens, Range sentence) {
    int end = sentence.end;
    const auto stop = [&](char mark) { return mark == '.' || mark == '!' || mark == '?'; };
    while (end > sentence.begin && stop(tokens[static_cast<std::size_t>(end - 1)].mark)) --end;
    return end;
  }

  bool reports_anything() const {
    for (int i = low_; i < high_; ++i)
      if (token(i).has(kCue) || token(i).is("according"_w)) return true;
    return false;
  }

  bool reports(int k, CueSense& sense) const {
    const Token& cue = token(k);
    if (!cue.has(kCue)) return false;
    const bool that = that_follows(k) || question_follows(k) || request_follows(k);
    if (cues_ == ClauseCues::strong && !(cue.has(kStrong) && cue.has(kThat)) && !that) return false;
    sense = read_cue(tokens_, k, cues_ == ClauseCues::any || that);
    return sense != CueSense::none;
  }
  bool that_follows(int k) const {
    return k + 1 < high_ && token(k + 1).is("that"_w) && token(k).has(kThat) &&
           !token(k).has(kBelief);
  }
  // "asked whether …", "asked him if …", "wondered how …"
  bool question_follows(int k) const {
    constexpr int kHearer = 4;
    const Token& cue = token(k);
    if (!(cue.is("asked"_w) || cue.is("asks"_w) || cue.is("ask"_w) || cue.is("wondered"_w) ||
          cue.is("questioned"_w) || cue.is("inquired"_w) || cue.is("enquired"_w)))
      return false;
    for (int i = k + 1; i + 2 < high_ && i <= k + kHearer && token(i).word(); ++i) {
      if (token(i).is("whether"_w) || token(i).is("if"_w)) return true;
      if (i <= k + 2 && (token(i).is("how"_w) || token(i).is("why"_w) || token(i).is("when"_w) ||
                         token(i).is("what"_w) || token(i).is("where"_w)))
        return true;
      if (token(i).has(kAuxiliary | kPreposition | kFinite)) return false;
    }
    return false;
  }
  // "urged residents to leave", "ordered the firm not to dig"
  bool request_follows(int k) const {
    const Token& cue = token(k);
    if (!(cue.is("urged"_w) || cue.is("urges"_w) || cue.is("ordered"_w) || cue.is("orders"_w) ||
          cue.is("asked"_w) || cue.is("asks"_w) || cue.is("advised"_w) || cue.is("advises"_w) ||
          cue.is("instructed"_w) || cue.is("directed"_w) || cue.is("begged"_w)))
      return false;
    int i = k + 1;
    if (i < high_ && token(i).has(kPronoun)) {
      ++i;
    } else {
      const auto hearer = phrase_beginning(tokens_, i, high_);
      if (!hearer) return false;
      i = hearer->end;
    }
    if (i < high_ && token(i).is("not"_w)) ++i;
    return i + 1 < high_ && token(i).is("to"_w) && !token(i + 1).capital &&
           !token(i + 1).has(kDeterminer | kStop);
  }
  // "voters", "those", "30 percent", "the number": of whom "who say" tells what they say.
  static bool several(const Token& word) {
    return word.has(kS) || word.mark == '%' || word.is("percent"_w) || word.is("those"_w) ||
           word.is("people"_w) || word.is("number"_w) || word.is("share"_w) ||
           word.is("majority"_w);
  }
  std::optional<Range> subject_of(int k) const {
    if (token(k).is("saying"_w))
      if (const auto lent = lent_words(tokens_, low_, k + 1)) return lent->whom;
    // "voters who say", "the one that says": who is meant is not on record.
    int before_cue = k - 1;
    while (before_cue >= low_ && token(before_cue).has(kAuxiliary | kAdverb)) --before_cue;
    const bool plural =
        before_cue > low_ && token(before_cue).is("who"_w) && several(token(before_cue - 1));
    if (before_cue > low_ && !plural &&
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
    const bool negated = sense == CueSense::negated || hypothetical(speaker) || neither(speaker);
    found_.push_back({words, rest, speaker, cue, rule, negated, token(cue).has(kDenial), certain});
    return true;
  }

  bool according_first() {
    int at = low_;  // "(According to …", "But according to …"
    if (token(at).mark == '(' || token(at).is("but"_w) || token(at).is("and"_w)) ++at;
    if (at > low_ && token(at).comma()) ++at;
    if (!token(at).is("according"_w)) return false;
    const auto source = according_to(tokens_, at, high_);
    if (!source || source->end >= high_ || !token(source->end).comma()) return false;
    const int end = token(low_).mark == '(' && token(high_ - 1).mark == ')' ? high_ - 1 : high_;
    return keep(trimmed(source->end + 1, end), *source, at, ClauseRule::according_first,
                CueSense::plain, true);
  }

  // "As Ann said, …", "As reported by Ann, …"
  bool as_first() {
    if (!token(low_).is("as"_w)) return false;
    if (high_ - low_ > 6 && token(low_ + 1).has(kCue) && token(low_ + 2).is("by"_w)) {
      const auto source = phrase_beginning(tokens_, low_ + 3, high_);
      if (source && source->end + 2 < high_ && token(source->end).comma())
        return keep(trimmed(source->end + 1, high_), *source, low_ + 1, ClauseRule::according_first,
                    CueSense::plain, true);
    }
    for (int k = low_ + 2; k + 1 < high_ && k < low_ + 16; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k + 1).comma() || !reports(k, sense)) continue;
      const auto subject = subject_before(tokens_, k, low_ + 1);
      if (subject && subject->begin == low_ + 1)
        return keep(trimmed(k + 2, high_), *subject, k, ClauseRule::according_first, sense, true);
    }
    return false;
  }

  // "…, as first reported by the Herald", "…, as Ann reported"
  bool as_last() {
    constexpr int kTail = 14;
    for (int k = high_ - 3; k > std::max(low_ + 3, high_ - kTail); --k) {
      if (!token(k).is("as"_w) || !token(k - 1).pauses()) continue;
      int cue = k + 1;
      while (cue + 2 < high_ && (token(cue).has(kAdverb) || token(cue).is("first"_w))) ++cue;
      if (token(cue).has(kCue | kStrong) && token(cue).has(kEd) && token(cue + 1).is("by"_w))
        if (const auto source = phrase_beginning(tokens_, cue + 2, high_))
          return keep(trimmed(bounds_.main_clause(k - 1), k - 1), *source, cue,
                      ClauseRule::according_last, CueSense::plain, true);
      CueSense sense = CueSense::none;
      const int last = high_ - 1;
      if (!token(last).has(kStrong) || !reports(last, sense)) continue;
      const auto subject = subject_before(tokens_, last, k + 1);
      if (subject && subject->begin == k + 1)
        return keep(trimmed(bounds_.main_clause(k - 1), k - 1), *subject, last,
                    ClauseRule::according_last, sense, true);
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
      return keep(trimmed(bounds_.main_clause(k), k - 1), *source, k, ClauseRule::interrupted,
                  CueSense::plain, true, trimmed(source->end + 1, high_));
    }
    return false;
  }

  bool trailing() {
    for (int k = high_ - 1; k > std::max(low_ + 2, high_ - 14); --k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense)) continue;
      if (!bounds_.only_circumstance(k + 1, high_, token(k))) continue;
      const auto subject = subject_of(k);
      if (subject && subject->begin > low_ + 2 &&
          (token(subject->begin - 1).pauses() || token(subject->begin - 1).dash()))
        return keep(trimmed(bounds_.main_clause(subject->begin), subject->begin), *subject, k,
                    ClauseRule::trailing, sense, true);
    }
    return false;
  }

  // "…, said Ann, who runs the port."
  bool trailing_inverted() {
    for (int k = low_ + 3; k + 1 < high_; ++k) {
      const Token& cue = token(k);
      if (!(cue.is("said"_w) || cue.is("says"_w) || cue.is("say"_w)) || !token(k - 1).pauses())
        continue;
      const auto speaker = phrase_beginning(tokens_, k + 1, high_);
      if (!speaker || speaker->begin != k + 1) continue;
      // "The trouble, say engineers like Ann Example, is the ground."
      if (!bounds_.has_verb(low_, k - 1)) {
        constexpr int kApposition = 14;
        for (int at = speaker->end; at + 2 < high_ && at < speaker->end + kApposition; ++at)
          if (token(at).comma() && !token(at + 1).capital && token(at + 1).has(kAuxiliary))
            return keep(trimmed(low_, k), *speaker, k, ClauseRule::interrupted, CueSense::plain,
                        false, trimmed(at + 1, high_));
      }
      // Headlines do without a verb: "Flagpole too tall, says council".
      if (!cue.is("says"_w) && !bounds_.has_verb(low_, relative_or(k - 1))) continue;
      int end = k + 1;
      while (end < high_ && token(end).word() && !token(end).is("who"_w)) ++end;
      if (bounds_.has_verb(k + 2, end) || (token(k + 1).has(kSubject) && end < high_)) continue;
      return keep(trimmed(low_, k), *speaker, k, ClauseRule::trailing_inverted, CueSense::plain,
                  true);
    }
    return false;
  }

  // Where a clause about the sentence's subject begins before `end`: "An aide, who was there,
  // said".
  int relative_or(int end) const {
    for (int i = low_ + 1; i + 1 < end; ++i)
      if (token(i).comma() && (token(i + 1).is("who"_w) || token(i + 1).is("whose"_w))) return i;
    return end;
  }

  // "…, Ann said on Monday, …"
  bool interrupted() {
    for (int k = low_ + 2; k < high_ - 3; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k).word() || !reports(k, sense) || token(k).has(kParticiple)) continue;
      int comma = k + 1;
      while (comma < high_ && comma < k + kAside && token(comma).word()) ++comma;
      if (comma >= high_ - 2 || !(token(comma).comma() || token(comma).dash()) ||
          !bounds_.only_circumstance(k + 1, comma, token(k)))
        continue;
      const auto subject = subject_of(k);
      if (!subject || subject->begin <= low_) continue;
      if (token(subject->begin - 1).quoted()) {  // “…,” Ann said, adding that …
        leading(comma + 1, subject);
        return true;
      }
      if (!token(subject->begin - 1).comma() && !token(subject->begin - 1).dash()) continue;
      if (token(subject->begin).is("who"_w)) continue;
      if (token(comma + 1).has(kParticiple)) {  // "…, Ann said, adding that …"
        if (keep(trimmed(bounds_.main_clause(k), subject->begin), *subject, k, ClauseRule::trailing,
                 sense, true)) {
          leading(comma + 1, subject);
          return true;
        }
      }
      return keep(trimmed(bounds_.main_clause(k), subject->begin), *subject, k,
                  ClauseRule::interrupted, sense, false, trimmed(comma + 1, high_));
    }
    return false;
  }

  // Does the subject stand in a subordinate clause: "While the mayor says …, …"?
  // Or the whole attribution: "After suggesting that …, Ann …"?
  Tie tie_of(Range subject, int cue) const {
    if (subject.begin > cue) return Tie::main;
    if (hypothetical(subject)) return Tie::condition;
    if (token(low_).has(kOpener | kIng)) {
      int comma = low_;
      while (comma < cue && !token(comma).comma()) ++comma;
      if (comma == cue) return Tie::subordinate;
    }
    for (int i = subject.end; i < cue && i <= subject.end + 1; ++i)
      if (token(i).is("who"_w) && i > low_ && token(i - 1).comma()) return Tie::relative;
    const bool subordinate = subject.begin > low_ && token(subject.begin - 1).has(kSubordinator) &&
                             (subject.begin - 1 == low_ || token(subject.begin - 2).comma() ||
                              token(subject.begin - 2).is("and"_w));
    return subordinate ? Tie::subordinate : Tie::main;
  }

  // "If Ann said …", "Had Ann said …": nobody says that she did.
  bool hypothetical(Range subject) const {
    if (subject.begin <= low_) return false;
    const Token& before = token(subject.begin - 1);
    return before.is("if"_w) || before.is("unless"_w) ||
           (subject.begin - 1 == low_ && (before.is("had"_w) || before.is("should"_w)));
  }

  // "Neither Ann nor Ben said …"
  bool neither(Range subject) const {
    return subject.begin > low_ &&
           (token(subject.begin - 1).is("nor"_w) || token(subject.begin - 1).is("neither"_w));
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
    return token(k).has(kStrong) || that_follows(k) || question_follows(k) || names_with_words(k);
  }
  // "and calls it “a mess”"
  bool names_with_words(int k) const {
    constexpr int kObject = 6;
    if (!token(k).has(kEd | kS | kFinite)) return false;
    for (int i = k + 1; i < high_ && i <= k + kObject; ++i) {
      if (token(i).quoted()) return true;
      if (!token(i).word() || token(i).has(kAuxiliary)) return false;
      if (token(i).has(kSubject) && !token(i).is("it"_w)) return false;
    }
    return false;
  }

  // Does the cue at `k` introduce a quotation of its own: "but added, “…”"?
  bool introduces(int k) const {
    return k + 2 < high_ && (token(k + 1).comma() || token(k + 1).mark == ':') &&
           token(k + 2).quoted();
  }

  // "said that A and that B": two clauses of one cue.
  bool second_that(int k, int begin) const {
    return token(k).is("that"_w) && k + 3 < high_ && k - 1 > begin + 2 &&
           (token(k - 1).is("and"_w) || token(k - 1).is("but"_w)) &&
           bounds_.has_verb(begin, k - 1) && bounds_.has_verb(k + 1, high_);
  }

  // Before the subject at `begin`: where the clause before it ends, past "and", "but", "while".
  int joint_before(int begin) const {
    const int joint = begin - 1;
    const bool joiner =
        token(joint).has(kSubordinator) || token(joint).is("and"_w) || token(joint).is("but"_w);
    return joiner ? joint - 1 : joint;
  }

  // Nothing but its own modifiers stands between the sentence's subject and the cue at `k`:
  // "Democrats trying to win the Senate in November say".
  std::optional<Range> distant_subject(int k) const {
    const auto subject = clause_subject(tokens_, low_, k, false);
    if (!subject || k - subject->end > kModifiers) return std::nullopt;
    for (int i = subject->end; i < k; ++i) {
      const Token& word = token(i);
      if (!word.word() || word.has(kAuxiliary | kFinite | kSubordinator | kSubject) ||
          word.is("that"_w) || word.is("whose"_w) || (word.has(kCue) && !word.capital))
        return std::nullopt;
    }
    return subject;
  }

  // "After saying he was ill, Ann left", "Noting that it rained, Ann left": the words up to the
  // comma before the main clause, whose subject spoke.
  bool opening_participle() {
    const int k = token(low_).has(kOpener) && !token(low_).has(kCue) ? low_ + 1 : low_;
    if (k + 6 >= high_ || !token(k).has(kParticiple) || !(token(k).has(kStrong) || that_follows(k)))
      return false;
    for (int comma = k + 4; comma + 2 < high_; ++comma) {
      if (!token(comma).comma() || !bounds_.opens_subject(comma + 1)) continue;
      const auto subject = phrase_beginning(tokens_, comma + 1, high_);
      if (!subject || subject->begin != comma + 1 || subject->end >= high_ ||
          !bounds_.has_verb(subject->end, std::min(high_, subject->end + 2)))
        continue;
      const auto [begin, that] = bounds_.opening(k);
      if (begin >= comma - 1 || (!that && !bounds_.may_open(begin, k))) return false;
      if (!keep(trimmed(begin, comma), *subject, k, ClauseRule::leading, CueSense::plain, that))
        return false;
      leading(comma + 1, std::nullopt);
      return true;
    }
    return false;
  }

  // From \a from on; \a speaker, if any, is whose participles these are.
  void leading(int from, std::optional<Range> speaker) {
    int open_begin = -1, open_cue = -1;
    CueSense open_sense = CueSense::none;
    bool open_that = false;
    const auto finish = [&](int end) {
      if (open_begin >= 0)
        keep(trimmed(open_begin, bounds_.end(open_begin, end, tie_of(*speaker, open_cue))),
             *speaker, open_cue, ClauseRule::leading, open_sense, open_that);
      open_begin = -1;
    };
    for (int k = from; k < high_; ++k) {
      CueSense sense = CueSense::none;
      if (!token(k).word()) continue;
      if (open_begin >= 0 && token(k).has(kCue) && introduces(k)) {
        const auto subject = goes_on(k) ? std::nullopt : subject_of(k);
        const int end = goes_on(k)                                   ? k - 1
                        : subject && subject->begin > open_begin + 2 ? joint_before(subject->begin)
                                                                     : open_begin;
        if (end > open_begin + 2) finish(end);
        continue;
      }
      if (open_begin >= 0 && open_that && second_that(k, open_begin)) {
        const Range who = *speaker;
        const int cue = open_cue;
        const CueSense open = open_sense;
        finish(k - 1);
        speaker = who;
        open_begin = k + 1;
        open_cue = cue;
        open_sense = open;
        continue;
      }
      if (!reports(k, sense)) continue;
      int end = k;
      std::optional<Range> subject;
      if (open_begin >= 0) {
        const bool denied = k - open_begin < 3;  // "denied this and said"
        if (denied && (!goes_on(k) || bounds_.has_verb(open_begin, k - 1))) continue;
        if (denied) open_begin = -1;
        if (goes_on(k)) {
          subject = speaker;
          end = k - 1;
        } else {
          // Somebody else speaks from here on: "…, and Ann said that"
          const bool strong = token(k).has(kStrong) && !token(k).has(kNounLike | kParticiple);
          subject = that_follows(k) || strong ? subject_of(k) : std::nullopt;
          const bool aside = tie_of(*speaker, open_cue) == Tie::relative ||
                             token(open_cue).has(kIng);  // "Ann, citing “…,” said"
          const bool resumes =
              subject && subject->begin == speaker->begin && token(k - 1).pauses() && aside;
          if (!subject || (subject->begin <= open_begin + 2 && !resumes)) continue;
          end = !resumes ? joint_before(subject->begin) : token(k - 1).quoted() ? k : k - 1;
          const bool gap = !resumes && (token(end).is("which"_w) || token(end).is("that"_w));
          if (gap && token(end - 1).comma()) --end;  // "…, which he said had …"
          if (!gap && !token(end).comma() && !token(end).dash() && token(end).mark != ';') continue;
          if (!gap && !token(open_begin).has(kSubject) && !bounds_.has_verb(open_begin, end))
            continue;  // "during her visit, Ann said …"
        }
      } else {
        subject = speaker && token(k).has(kParticiple) ? speaker : subject_of(k);
        if (!subject && k > low_ && token(k).has(kParticiple))
          subject = clause_subject(tokens_, low_, k, false);
        if (!subject && k > low_ &&
            (token(k - 1).is("and"_w) || token(k - 1).is("but"_w) || token(k - 1).pauses()))
          subject = clause_subject(tokens_, low_, k, false);
        if (!subject && k > low_) subject = distant_subject(k);
        if (!subject) continue;
      }
      auto [begin, that] = bounds_.opening(k);
      that = that || question_follows(k);
      if (!that && request_follows(k)) {
        begin = k + 1;
        that = true;
      }
      if (begin >= high_ - 1) continue;
      if (!that && cues_ == ClauseCues::strong && !bounds_.may_open(begin, k)) continue;
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
  ClauseBounds bounds_;
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
  std::vector<Clause> found;
  for (int begin = sentence.begin; begin < sentence.end;) {  // a semicolon is a full stop here
    int end = begin;
    while (end < sentence.end && tokens[static_cast<std::size_t>(end)].mark != ';') ++end;
    auto clauses = Finder(text, tokens, {begin, end}, cues).run();
    if (found.empty())
      found = std::move(clauses);
    else
      found.insert(found.end(), clauses.begin(), clauses.end());
    begin = end + 1;
  }
  return found;
}

}  // namespace onrecord::statements
