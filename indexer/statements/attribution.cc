// See attribution.h.
#include "indexer/statements/attribution.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "indexer/statements/characters.h"
#include "indexer/statements/cues.h"
#include "indexer/statements/labels.h"
#include "indexer/statements/phrases.h"
#include "indexer/statements/sentences.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

// How far a cue is looked for on each side of a quotation, in tokens: sentences in the wild have no
// bound.
constexpr int kReach = 60;
constexpr int kReachAfter = 24;
constexpr int kLabelParagraphs = 12;  // a speaker label's scope
constexpr std::size_t kMaxOptions = 16;

// A speaker that later quotations may go on with.
struct Group {
  Speaker speaker;
  Range sentence;
  int paragraph = -1;
  int quotation_token = -1;
  bool sure = true;  // spoke; otherwise only the subject of the paragraph's last sentence
  bool colon = false;
};

struct Option {
  Speaker speaker;
  int cue = -1;  // token of the paragraph
  Rule rule = Rule::none;
  float strength = 0;
  bool negated = false;
  bool same = false;
  float score = 0;
};

int length_bucket(int words) {
  return words <= 1 ? 0 : words == 2 ? 1 : words <= 5 ? 2 : words <= 10 ? 3 : 4;
}
int distance_bucket(int n) {
  return n <= 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n <= 5 ? 3 : n <= 9 ? 4 : n <= 15 ? 5 : 6;
}
int last_code(char mark) {
  return mark == ','   ? 0
         : mark == '.' ? 1
         : mark == '?' ? 2
         : mark == '!' ? 3
         : mark == '-' ? 4
                       : 5;
}

int cue_class(const Token& cue) {
  if (cue.has(kStrong)) return 1;
  if (cue.has(kWeak)) return 3;
  return cue.has(kCue) ? 2 : 4;
}

// The shape of a quotation's words: how many, and whether they are written like a title.
struct Shape {
  int words = 0;
  bool title_case = false;
  bool capital = false;
  bool first_person = false;  // I, we, my …
  bool verb = false;          // an auxiliary
};
Shape shape_of(std::string_view text, Span inner) {
  const Lexicon& lexicon = Lexicon::english();
  Shape shape;
  bool title = true, in_word = false;
  std::size_t begin = inner.begin;
  for (std::size_t i = inner.begin; i <= inner.end && shape.words < 24;) {
    const Glyph glyph = i < inner.end ? glyph_at(text, i) : Glyph{Char::space, 1};
    const bool inside = glyph.kind != Char::space;
    if (inside && !in_word) begin = i;
    if (!inside && in_word) {
      ++shape.words;
      const bool capital = is_upper(text, begin) ||
                           ascii_glyph(static_cast<unsigned char>(text[begin])).kind == Char::digit;
      if (shape.words == 1) shape.capital = is_upper(text, begin);
      if (!capital && i - begin > 4) title = false;
      const WordFlags flags = lexicon[word_hash(text.substr(begin, i - begin))];
      shape.first_person = shape.first_person || (flags & kFirstPerson) != 0;
      shape.verb = shape.verb || (flags & kAuxiliary) != 0;
    }
    in_word = inside;
    i += glyph.size;
  }
  shape.title_case = title && shape.capital && shape.words <= 9;
  return shape;
}

class Attributor {
 public:
  Attributor(const Document& document, Weights weights, const Observer& observer)
      : document_(document), weights_(weights), observer_(observer) {}

  std::vector<Attributed> run() {
    for (std::size_t i = 0; i < document_.paragraphs.size(); ++i)
      read_paragraph(static_cast<int>(i));
    return std::move(found_);
  }

 private:
  // --- a paragraph ---
  void read_paragraph(int index) {
    paragraph_ = index;
    const Paragraph& paragraph = document_.paragraphs[static_cast<std::size_t>(index)];
    tokens_ = document_.tokens_of(paragraph);
    first_token_ = paragraph.tokens.begin;
    groups_.clear();
    label_ = label_in_scope(paragraph);
    if (paragraph.after_label) before_ = {};
    for (const Range sentence : document_.sentences_of(paragraph)) read_sentence(sentence);
    remember(paragraph);
  }

  // The label above counts while every paragraph below it opens with a quotation.
  std::string_view label_in_scope(const Paragraph& paragraph) {
    if (paragraph.speaker.empty() || paragraph.speaker.data() != label_seen_.data() ||
        paragraph.after_label) {
      label_seen_ = paragraph.speaker;
      label_paragraphs_ = 0;
      label_open_ = !paragraph.speaker.empty();
    }
    if (tokens_.empty() || !tokens_[0].quoted() || ++label_paragraphs_ > kLabelParagraphs)
      label_open_ = false;
    return label_open_ ? paragraph.speaker : std::string_view();
  }

  // What the next paragraph may go on with.
  void remember(const Paragraph& paragraph) {
    const auto sentences = document_.sentences_of(paragraph);
    if (!groups_.empty()) {
      before_ = groups_.back();
    } else if (!sentences.empty()) {
      before_ = {};
      const Range last = sentences.back();
      std::optional<Range> subject;
      for (int k = last.end - 1; k >= last.begin && k > last.end - kReach && !subject; --k)
        if (token(k).word() && token(k).has(kCue) && is_cue(tokens_, k, false))
          subject = subject_before(tokens_, k, last.begin);
      if (!subject) subject = clause_subject(tokens_, last.begin, last.end, false);
      if (subject) before_.speaker.tokens = global(*subject);
      before_.sure = false;
    }
    before_.colon = !tokens_.empty() && tokens_.back().mark == ':';
    before_.paragraph = paragraph_;
    before_open_ =
        paragraph.quotations.size() > 0 &&
        !document_.quotations[static_cast<std::size_t>(paragraph.quotations.end - 1)].closed &&
        document_.quotations[static_cast<std::size_t>(paragraph.quotations.end - 1)].outer.end +
                2 >=
            paragraph.span.end;
    before_attributed_ = !groups_.empty();
  }

  // --- a sentence ---
  void read_sentence(Range sentence) {
    sentence_ = sentence;
    quotations_.clear();
    for (int i = sentence.begin; i < sentence.end; ++i)
      if (token(i).quoted()) quotations_.push_back(i);
    if (quotations_.empty()) return;
    cues_ = 0;
    for (int i = sentence.begin; i < sentence.end && cues_ < 2; ++i)
      if (token(i).has(kCue)) cues_ = std::max(cues_, token(i).has(kStrong) ? 2 : 1);
    for (std::size_t n = 0; n < quotations_.size(); ++n) read_quotation(n);
  }

  // --- a quotation ---
  void read_quotation(std::size_t n) {
    at_ = quotations_[n];
    nth_ = n;
    const Quotation& quotation = document_.quotations[token(at_).quotation];
    if (const auto inner = inner_label(document_.text, quotation.inner); inner && at_ == 0) {
      Attributed& found =
          accept(Speaker{{}, inner->name}, Rule::inner_label, -1, false, .97F, .95F);
      found.inner.begin = inner->rest;
      return;
    }
    if (at_ > sentence_.begin && token(at_ - 1).has(kDubbed)) return;  // a title or a by-name
    next_ = n + 1 < quotations_.size() ? quotations_[n + 1] : sentence_.end;
    low_ = std::max(sentence_.begin, at_ - kReach);
    high_ = std::min(next_, at_ + kReach);
    read_context(quotation);
    sieve();
    if (!label_.empty() && (picked_ == nullptr || picked_->rule == Rule::label)) {
      accept(Speaker{{}, label_}, Rule::label, -1, false, .98F, .97F);
      return;
    }
    if (picked_ != nullptr && (picked_->rule == Rule::dash_name || picked_->rule == Rule::run_on)) {
      accept(picked_->speaker, picked_->rule, -1, false, .97F, .96F);
      return;
    }
    decide();
  }

  void read_context(const Quotation& quotation) {
    const Shape shape = shape_of(document_.text, quotation.inner);
    words_ = shape.words;
    context_ = {};
    context_.before = before_kind();
    context_.after = after_kind();
    context_.last = last_code(token(at_).last);
    context_.length = length_bucket(shape.words);
    context_.title_case = shape.title_case;
    context_.capital = shape.capital;
    context_.content = shape.first_person ? 2 : shape.verb ? 1 : 0;
    context_.closed = quotation.closed;
    context_.opens_sentence = at_ == sentence_.begin;
    context_.opens_paragraph = at_ == 0;
    context_.cues = cues_;
    context_.cue_distance = 7;
    for (int i = at_ - 1; i >= low_ && context_.cue_distance == 7; --i)
      if (token(i).has(kCue) && is_cue(tokens_, i, true))
        context_.cue_distance = distance_bucket(at_ - i);
    context_.in_sentence = quotations_.size() == 1 ? 0 : nth_ == 0 ? 1 : 2;
    for (int i = std::max(sentence_.begin, at_ - 6); i < at_; ++i)
      if (token(i).has(kWork)) context_.work_near = 1;
  }

  Before before_kind() const {
    if (at_ == sentence_.begin) return Before::start;
    const Token& previous = token(at_ - 1);
    if (previous.quoted()) return Before::quotation;
    if (!previous.word()) {
      switch (previous.mark) {
        case ',':
          return Before::comma;
        case ':':
          return Before::colon;
        case '-':
          return Before::dash;
        case '(':
        case '[':
          return Before::open_bracket;
        case '.':
        case '?':
        case '!':
        case '~':
          return Before::stop;
        default:
          return Before::other_mark;
      }
    }
    if (previous.is("that"_w)) return Before::that;
    if (previous.possessive()) return Before::possessive;
    if (previous.has(kCue) && !previous.capital) return Before::cue;
    if (previous.has(kPreposition)) return Before::preposition;
    if (previous.has(kDeterminer)) return Before::determiner;
    if (previous.is("and"_w) || previous.is("but"_w) || previous.is("or"_w)) return Before::joiner;
    return Before::word;
  }

  After after_kind() const {
    if (at_ + 1 >= sentence_.end) return After::end;
    const Token& next = token(at_ + 1);
    if (next.quoted()) return After::quotation;
    if (!next.word())
      return next.comma()       ? After::comma
             : next.dash()      ? After::dash
             : next.mark == '.' ? After::stop
                                : After::other_mark;
    if (next.has(kCue) && !next.capital) return After::cue;
    if (next.has(kSubject)) return After::pronoun;
    if (next.capital) return After::capital;
    return next.has(kStop) ? After::function_word : After::word;
  }

  // --- the sieves in their order ---
  void sieve() {
    options_.clear();
    picked_ = nullptr;
    const char last = token(at_).last;
    const bool wants = last == ',' || last == '?' || last == '!';
    auto after = attribution_after(tokens_, at_, high_, sentence_.begin, wants);
    const auto before = attribution_before(tokens_, at_, low_);
    // "…" Ann said, "…": the cue is the next quotation's.
    if (after && next_ < sentence_.end) {
      const Token& introduces = token(next_ - 1);
      if ((introduces.comma() || introduces.mark == ':') && after->cue >= next_ - 6 && last != ',')
        after.reset();
    }
    add(after);
    add(before);
    std::optional<Attribution> choice = choose(after, before, last);
    add_other_cues();
    add_carried();
    pick(choice);
    if (picked_ != nullptr) {
      context_.picked = picked_->rule;
      context_.picked_strength = picked_->strength < .7F ? 1 : picked_->strength < .9F ? 2 : 3;
    }
  }

  std::optional<Attribution> choose(const std::optional<Attribution>& after,
                                    const std::optional<Attribution>& before, char last) const {
    if (at_ == sentence_.begin) return after;
    const Token& previous = token(at_ - 1);
    const bool introduced = before && (previous.comma() || previous.mark == ':' ||
                                       previous.is("that"_w) || previous.has(kCue));
    const bool at_once = after && (after->speaker.begin == at_ + 1 || after->cue == at_ + 1);
    const bool wants = last == ',' || last == '?' || last == '!' || last == '-';
    const bool follows = after && wants && (before ? at_once : after->speaker.begin - at_ <= 6);
    if (introduced && !(follows && before->strength <= .9F)) return before;
    if (follows) return after;
    if (before) return before;
    if (after && (words_ <= 6 || last != '.')) return after;
    return std::nullopt;
  }

  void pick(const std::optional<Attribution>& choice) {
    const auto option_with = [&](auto&& fits) -> const Option* {
      for (const Option& option : options_)
        if (fits(option)) return &option;
      return nullptr;
    };
    const auto of_rule = [&](Rule rule) {
      return option_with([&](const Option& option) { return option.rule == rule; });
    };
    const bool opens = at_ == sentence_.begin;
    const char last = token(at_).last;
    if (choice) {
      picked_ = option_with(
          [&](const Option& option) { return option.speaker.tokens == global(choice->speaker); });
      return;
    }
    if (at_ == 0 && !label_.empty() && words_ >= 3) return;  // the label decides
    if (opens && (words_ >= 3 || last == '.' || last == '!' || last == '?'))
      picked_ = of_rule(Rule::same_paragraph);
    if (picked_ == nullptr && nth_ > 0) picked_ = of_rule(Rule::same_sentence);
    if (picked_ == nullptr && at_ == 0 && words_ >= 4) {
      picked_ = of_rule(Rule::run_on);
      if (picked_ == nullptr) picked_ = of_rule(Rule::introduced);
      if (picked_ == nullptr) picked_ = of_rule(Rule::paragraph_before);
    }
    if (picked_ == nullptr && at_ > 0 && !opens && words_ >= 6)
      picked_ = of_rule(Rule::subject_left);
  }

  void add(const std::optional<Attribution>& found) {
    if (found)
      add({Speaker{global(found->speaker), {}}, found->cue, found->rule, found->strength,
           found->negated, false, 0});
  }

  void add(const Option& option) {
    if (options_.size() >= kMaxOptions || !option.speaker.known()) return;
    for (const Option& known : options_)
      if (known.speaker == option.speaker) return;
    options_.push_back(option);
  }

  // Every other cue of the sentence with its subject.
  void add_other_cues() {
    const auto add_cue = [&](int k, int low, Rule rule, bool near) {
      if (!token(k).has(kCue)) return;
      const CueSense sense = read_cue(tokens_, k, near);
      if (sense == CueSense::none) return;
      if (token(k).has(kParticiple) && k > low && token(k - 1).comma())
        return;  // hangs on the clause's subject
      if (const auto subject = subject_before(tokens_, k, low))
        add({Speaker{global(*subject), {}}, k, rule, .4F, sense == CueSense::negated, false, 0});
    };
    for (int k = at_ + 1; k < std::min(high_, at_ + kReachAfter); ++k)
      add_cue(k, at_ + 1, Rule::far_cue_right, k - at_ < 9);
    for (int k = at_ - 1; k >= low_; --k) {
      add_cue(k, low_, Rule::far_cue_left, at_ - k < 12);
      if (token(k).is("according"_w))
        if (const auto source = according_to(tokens_, k, at_))
          add({Speaker{global(*source), {}}, k, Rule::according_left, .5F, false, false, 0});
    }
    if (at_ > low_)
      if (const auto subject = clause_subject(tokens_, low_, at_, true))
        add({Speaker{global(*subject), {}}, std::min(subject->end, at_ - 1), Rule::subject_left,
             .45F, false, false, 0});
    if (next_ < sentence_.end)
      for (int k = next_ + 1; k < std::min(sentence_.end, next_ + 14); ++k)
        add_cue(k, next_ + 1, Rule::later, true);
  }

  // Speakers that may go on from before.
  void add_carried() {
    if (!groups_.empty()) {
      const Group& group = groups_.back();
      const bool same = group.sentence == sentence_;
      add({group.speaker, -1, same ? Rule::same_sentence : Rule::same_paragraph, .88F, false, same,
           0});
    }
    if (at_ == 0 && before_.paragraph == paragraph_ - 1 && before_.speaker.known() &&
        before_.paragraph >= 0) {
      const Rule rule = before_open_ && before_.sure ? Rule::run_on
                        : before_.colon              ? Rule::introduced
                        : before_.sure               ? Rule::paragraph_before
                                                     : Rule::subject_before;
      const float strength = rule == Rule::run_on             ? .95F
                             : rule == Rule::introduced       ? .8F
                             : rule == Rule::paragraph_before ? .7F
                                                              : .3F;
      add({before_.speaker, -1, rule, strength, false, before_open_, 0});
    }
  }

  // --- the choice ---
  CandidateContext candidate_context(const Option& option) const {
    CandidateContext c;
    c.rule = option.rule;
    c.picked = picked_ == &option;
    c.same = option.same;
    if (option.speaker.tokens.size() > 0)
      c.phrase = kind_of(Tokens(document_.tokens), option.speaker.tokens);
    if (option.cue < 0) return c;
    c.cue = cue_class(token(option.cue));
    const int from = std::min(option.cue, at_) + 1, to = std::max(option.cue, at_);
    c.distance = distance_bucket(to - from + 1);
    for (int i = from; i < to; ++i) {
      if (token(i).quoted()) c.between = std::min(2, c.between + 1);
      if (token(i).has(kCue) && is_cue(tokens_, i, true))
        c.cues_between = std::min(2, c.cues_between + 1);
    }
    return c;
  }

  void decide() {
    if (weights_.empty() && !observer_) {
      decide_by_rule();
      return;
    }
    Decision decision;
    decision.quotation = static_cast<int>(token(at_).quotation);
    decision.paragraph = paragraph_;
    decision.refusal = refusal_features(context_);
    decision.stranger = stranger_features(context_);
    for (const Option& option : options_)
      decision.options.push_back({option.speaker,
                                  candidate_features(context_, candidate_context(option)), 0,
                                  option.rule});
    if (weights_.empty()) {
      observer_(decision);
      decide_by_rule();
      return;
    }
    const float refusal = score(decision.refusal, weights_),
                stranger = score(decision.stranger, weights_);
    float top = std::max(refusal, stranger);
    for (Decision::Option& option : decision.options) {
      option.probability = score(option.features, weights_);
      top = std::max(top, option.probability);
    }
    decision.refused = std::exp(refusal - top);
    decision.strange = std::exp(stranger - top);
    float total = decision.refused + decision.strange;
    for (Decision::Option& option : decision.options)
      total += option.probability = std::exp(option.probability - top);
    decision.refused /= total;
    decision.strange /= total;
    std::size_t best = options_.size();
    for (std::size_t i = 0; i < options_.size(); ++i) {
      decision.options[i].probability /= total;
      if (best == options_.size() ||
          decision.options[i].probability > decision.options[best].probability)
        best = i;
    }
    if (observer_) observer_(decision);
    const float kept = 1 - decision.refused;
    if (kept < .5F) return;
    if (best < options_.size() &&
        decision.options[best].probability >= std::max(.25F, decision.strange)) {
      const Option& option = options_[best];
      accept(option.speaker, option.rule, option.cue, option.negated, kept,
             decision.options[best].probability);
    } else {
      accept({}, Rule::none, -1, false, kept, 0);
    }
  }

  void decide_by_rule() {
    if (picked_ == nullptr) return;
    const bool title = context_.title_case && words_ >= 2 && context_.before != Before::comma &&
                       context_.before != Before::colon;
    if (title && context_.work_near) return;
    if (words_ <= 2 && picked_->strength < .7F) return;
    accept(picked_->speaker, picked_->rule, picked_->cue, picked_->negated, .9F, picked_->strength);
  }

  Attributed& accept(const Speaker& speaker, Rule rule, int cue, bool negated, float is_statement,
                     float is_speaker) {
    const Quotation& quotation = document_.quotations[token(at_).quotation];
    Attributed found;
    found.quotation = static_cast<int>(token(at_).quotation);
    found.paragraph = paragraph_;
    found.sentence = global(sentence_);
    found.inner = quotation.inner;
    found.speaker = speaker;
    found.rule = rule;
    found.cue = cue < 0 ? -1 : cue + first_token_;
    found.negated = negated;
    found.is_statement = quotation.closed ? is_statement : is_statement * .9F;
    found.is_speaker = is_speaker;
    found.fragment = !stands_alone(rule, cue);
    found.continues = continued(found);
    if (rule == Rule::run_on || (speaker.known() && at_ == 0 && before_open_)) spread_back(found);
    found_.push_back(found);
    if (speaker.known()) groups_.push_back({speaker, sentence_, paragraph_, at_, true, false});
    return found_.back();
  }

  // Speech of its own, or words woven into the narrator's sentence?
  bool stands_alone(Rule rule, int cue) const {
    if (at_ == sentence_.begin) return true;
    if (token(at_ - 1).comma() || token(at_ - 1).mark == ':') return true;
    if (rule == Rule::same_paragraph || rule == Rule::label) return true;
    return cue > at_;
  }

  // "A," she said, "B": the second piece of one statement.
  int continued(const Attributed& fresh) const {
    if (found_.empty() || !fresh.speaker.known()) return -1;
    const int index = static_cast<int>(found_.size()) - 1;
    const Attributed& previous = found_.back();
    if (!(previous.speaker == fresh.speaker)) return -1;
    if (fresh.rule == Rule::run_on && previous.paragraph == paragraph_ - 1) return index;
    if (previous.paragraph != paragraph_ || !(previous.sentence == fresh.sentence) ||
        previous.fragment || fresh.fragment)
      return -1;
    return nth_ > 0 &&
                   static_cast<int>(token(quotations_[nth_ - 1]).quotation) == previous.quotation
               ? index
               : -1;
  }

  // An open quotation of the paragraph before that had no speaker has this one.
  void spread_back(const Attributed& fresh) {
    for (std::size_t i = found_.size(); i-- > 0 && found_[i].paragraph == paragraph_ - 1;) {
      if (found_[i].speaker.known()) return;
      found_[i].speaker = fresh.speaker;
      found_[i].rule = Rule::runs_into;
      found_[i].is_speaker = fresh.is_speaker * .9F;
    }
  }

  const Token& token(int i) const { return tokens_[static_cast<std::size_t>(i)]; }
  Range global(Range range) const { return {range.begin + first_token_, range.end + first_token_}; }

  const Document& document_;
  Weights weights_;
  const Observer& observer_;
  std::vector<Attributed> found_;
  // of the paragraph
  int paragraph_ = 0, first_token_ = 0;
  Tokens tokens_;
  std::vector<Group> groups_;
  std::string_view label_, label_seen_;
  int label_paragraphs_ = 0;
  bool label_open_ = false;
  Group before_;
  bool before_open_ = false, before_attributed_ = false;
  // of the sentence
  Range sentence_;
  std::vector<int> quotations_;
  int cues_ = 0;
  // of the quotation
  int at_ = 0, next_ = 0, low_ = 0, high_ = 0, words_ = 0;
  std::size_t nth_ = 0;
  QuotationContext context_;
  std::vector<Option> options_;
  const Option* picked_ = nullptr;
};

}  // namespace

std::vector<Attributed> attribute(const Document& document, Weights weights,
                                  const Observer& observer) {
  return Attributor(document, weights, observer).run();
}

}  // namespace onrecord::statements
