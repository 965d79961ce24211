// See attribution.h.
#include "indexer/statements/attribution.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "indexer/statements/candidate.h"
#include "indexer/statements/carried.h"
#include "indexer/statements/context.h"
#include "indexer/statements/cues.h"
#include "indexer/statements/labels.h"
#include "indexer/statements/phrases.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

// How far a cue is looked for on each side of a quotation, in tokens: sentences in the wild have no
// bound.
constexpr int kReach = 60;
constexpr int kReachAfter = 24;
constexpr std::size_t kMaxOptions = 16;
constexpr float kStatement = .5F;  // from which probability a quotation is a statement
constexpr float kSpeaker = .3F;    // and somebody its speaker

class Attributor {
 public:
  Attributor(const Document& document, Weights weights, const Observer& observer)
      : document_(document), weights_(weights), observer_(observer), carried_(document) {}

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
    carried_.begin_paragraph(index);
    if (paragraph.quotations.size() > 0)
      for (const Range sentence : document_.sentences_of(paragraph)) read_sentence(sentence);
    carried_.end_paragraph();
  }

  // --- a sentence ---
  void read_sentence(Range sentence) {
    carried_.begin_sentence(sentence);
    sentence_ = sentence;
    quotations_.clear();
    for (int i = sentence.begin; i < sentence.end; ++i)
      if (token(i).quoted()) quotations_.push_back(i);
    if (quotations_.empty()) return;
    for (std::size_t n = 0; n < quotations_.size(); ++n) read_quotation(n);
  }

  // --- a quotation ---
  void read_quotation(std::size_t n) {
    at_ = quotations_[n];
    nth_ = n;
    const Quotation& quotation = document_.quotations[token(at_).quotation];
    if (const auto inner = inner_label(document_.text, quotation.inner); inner && at_ == 0) {
      const bool named = !inner->name.empty();
      Attributed& found = accept(Speaker{{}, inner->name}, named ? Rule::inner_label : Rule::none,
                                 -1, false, .97F, named ? .95F : 0);
      found.inner.begin = inner->rest;
      return;
    }
    if (const auto signature = signature_below()) {
      accept(Speaker{*signature, {}}, Rule::dash_name, -1, false, .97F, .96F);
      return;
    }
    if (at_ > sentence_.begin && token(at_ - 1).has(kDubbed)) return;  // a title or a by-name
    next_ = n + 1 < quotations_.size() ? quotations_[n + 1] : sentence_.end;
    low_ = std::max(sentence_.begin, at_ - kReach);
    high_ = std::min(next_, at_ + kReach);
    context_ = describe(document_.text, tokens_, sentence_, at_, quotation, low_);
    context_.in_sentence = quotations_.size() == 1 ? 0 : nth_ == 0 ? 1 : 2;
    sieve();
    const std::string_view label = carried_.label();
    if (!label.empty() && (picked_ == nullptr || picked_->rule == Rule::label)) {
      accept(Speaker{{}, label}, Rule::label, -1, false, .98F, .97F);
      return;
    }
    if (picked_ != nullptr && (picked_->rule == Rule::dash_name || picked_->rule == Rule::run_on)) {
      accept(picked_->speaker, picked_->rule, -1, false, .97F, .96F);
      return;
    }
    if (picked_ != nullptr && picked_->rule == Rule::cue_name_left) {  // too rare to be learnt
      accept(picked_->speaker, picked_->rule, picked_->cue, picked_->negated, .95F, .93F);
      return;
    }
    if (const int speech = open_speech(quotation); speech >= 0) {
      const Attributed before = found_[static_cast<std::size_t>(speech)];  // found_ grows
      accept(before.speaker, Rule::same_paragraph, -1, false, .95F, before.is_speaker);
      return;
    }
    decide();
  }

  // A speech whose paragraphs lost their line ends, so that each opens a quotation which none
  // closes: behind words that it quotes itself ("… The court held that “so” it is. “We …") it is
  // still its speaker's.
  int open_speech(const Quotation& quotation) const {
    if (quotation.closed || at_ != sentence_.begin || at_ == 0 || found_.empty() ||
        !found_.back().fragment || picked_ == nullptr || picked_->rule != Rule::same_paragraph)
      return -1;
    for (std::size_t i = found_.size(); i-- > 0 && found_[i].paragraph == paragraph_;) {
      const Attributed& before = found_[i];
      if (before.fragment || !before.speaker.known()) continue;
      const bool open = !document_.quotations[static_cast<std::size_t>(before.quotation)].closed;
      return open && before.speaker.tokens.size() > 0 ? static_cast<int>(i) : -1;
    }
    return -1;
  }

  // “…” on a paragraph of its own, and "— Ann Example, of Harrow" on the next.
  std::optional<Range> signature_below() const {
    constexpr int kLongest = 16;
    const auto next = static_cast<std::size_t>(paragraph_) + 1;
    if (tokens_.size() != 1 || next >= document_.paragraphs.size()) return std::nullopt;
    const Paragraph& below = document_.paragraphs[next];
    const Tokens line = document_.tokens_of(below);
    if (below.quotations.size() > 0 || line.size() < 3 || line.size() > kLongest)
      return std::nullopt;
    const auto name = signature(line);
    if (!name) return std::nullopt;
    return Range{name->begin + below.tokens.begin, name->end + below.tokens.begin};
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
    // "…," said Ann: the comma leads to her, so nobody from before goes on.
    const bool named = after && last == ',' &&
                       (after->rule == Rule::cue_name || after->rule == Rule::name_cue) &&
                       (after->speaker.begin == at_ + 1 || after->cue == at_ + 1);
    if (!named) {
      const Carried::Options carried = carried_.options(at_);
      for (std::size_t i = 0; i < carried.size; ++i) add(carried.list[i]);
    }
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
    if (after && (context_.words <= 6 || last != '.')) return after;
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
    if (at_ == 0 && !carried_.label().empty() && context_.words >= 3) return;  // the label decides
    if (opens && (context_.words >= 3 || last == '.' || last == '!' || last == '?')) {
      picked_ = option_with(
          [](const Option& option) { return option.rule == Rule::reported_before && option.same; });
      if (picked_ == nullptr) picked_ = of_rule(Rule::same_paragraph);
    }
    if (picked_ == nullptr && nth_ > 0) picked_ = of_rule(Rule::same_sentence);
    if (picked_ == nullptr && at_ == 0 && context_.words >= 4) {
      picked_ = of_rule(Rule::run_on);
      if (picked_ == nullptr) picked_ = of_rule(Rule::introduced);
      if (picked_ == nullptr) picked_ = of_rule(Rule::paragraph_before);
    }
    if (picked_ == nullptr && at_ > 0 && !opens && context_.words >= 6)
      picked_ = of_rule(Rule::subject_left);
  }

  void add(const std::optional<Attribution>& found) {
    if (found)
      add({Speaker{global(found->speaker), {}}, found->cue, found->rule, found->strength,
           found->negated, false});
  }

  // "Nobody was hurt. “…”"
  bool nobody(const Speaker& speaker) const {
    if (speaker.tokens.size() == 0) return false;
    const Token& first = document_.tokens[static_cast<std::size_t>(speaker.tokens.begin)];
    return first.is("nobody"_w) || first.is("no"_w) || first.is("none"_w) ||
           first.is("nothing"_w) || first.is("everybody"_w) || first.is("everyone"_w) ||
           (first.is("people"_w) && speaker.tokens.size() == 1);
  }

  // "Click on “audio”": who reads is told what to do.
  bool command(const Speaker& speaker) const {
    if (speaker.tokens.size() != 1) return false;
    const Token& word = document_.tokens[static_cast<std::size_t>(speaker.tokens.begin)];
    return word.is("click"_w) || word.is("visit"_w) || word.is("choose"_w) || word.is("select"_w) ||
           word.is("download"_w) || word.is("listen"_w);
  }

  void add(const Option& option) {
    if (options_.size() >= kMaxOptions || !option.speaker.known()) return;
    if (command(option.speaker)) return;
    const bool unsaid = option.rule == Rule::subject_before || option.rule == Rule::subject_left;
    if (unsaid && nobody(option.speaker)) return;
    for (const Option& known : options_)
      if (known.speaker == option.speaker) return;
    options_.push_back(option);
  }

  // "Ann's claim that “…”", "her remark on Monday that she was “…”": whose words the noun is.
  void add_possessors() {
    constexpr int kNounReach = 24, kAdjectives = 4;
    bool leads = true;  // from the noun to the quotation
    for (int k = at_ - 1; k > low_ && k >= at_ - kNounReach; --k) {
      const Token& noun = token(k);
      if (noun.mark == ';' || noun.quoted()) return;
      if (leads && noun.has(kClaimNoun) && !noun.capital) {
        int owner = k - 1;
        while (owner > low_ && owner > k - kAdjectives && token(owner).word() &&
               !token(owner).possessive() && !token(owner).has(kPronoun | kDeterminer | kStop))
          --owner;
        const Token& possessor = token(owner);
        if (possessor.is("his"_w) || possessor.is("her"_w) || possessor.is("their"_w))
          add({Speaker{global({owner, owner + 1}), {}}, k, Rule::possessor_left, .5F, false,
               false});
        else if (possessor.possessive() && owner > low_)
          if (const auto phrase = phrase_ending(tokens_, owner - 1, low_))
            add({Speaker{global(*phrase), {}}, k, Rule::possessor_left, .5F, false, false});
      }
      const bool verb = noun.has(kAuxiliary | kEd) || (noun.has(kFinite) && !noun.has(kClaimNoun));
      leads = noun.is("that"_w) || noun.is("of"_w) || (leads && !verb);
    }
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
        add({Speaker{global(*subject), {}}, k, rule, .4F, sense == CueSense::negated, false});
    };
    for (int k = at_ + 1; k < std::min(high_, at_ + kReachAfter); ++k)
      add_cue(k, at_ + 1, Rule::far_cue_right, k - at_ < 9);
    for (int k = at_ - 1; k >= low_; --k) {
      add_cue(k, low_, Rule::far_cue_left, at_ - k < 12);
      if (token(k).is("according"_w))
        if (const auto source = according_to(tokens_, k, at_))
          add({Speaker{global(*source), {}}, k, Rule::according_left, .5F, false, false});
    }
    add_possessors();
    if (at_ > low_ && !lent_words(tokens_, low_, at_))
      if (const auto subject = clause_subject(tokens_, low_, at_, true))
        add({Speaker{global(*subject), {}}, std::min(subject->end, at_ - 1), Rule::subject_left,
             .45F, false, false});
    if (next_ < sentence_.end)
      for (int k = next_ + 1; k < std::min(sentence_.end, next_ + 14); ++k)
        add_cue(k, next_ + 1, Rule::later, true);
  }

  // --- the choice ---
  CandidateContext candidate_context(const Option& option) const {
    CandidateContext c = describe(
        document_.tokens, {global({0, static_cast<int>(tokens_.size())}), sentence_, at_}, option);
    c.picked = picked_ == &option;
    c.cue_used =
        option.cue >= 0 && !found_.empty() && found_.back().cue == option.cue + first_token_;
    return c;
  }

  void decide() {
    if (observer_) {
      observe();
      return;
    }
    if (weights_.empty()) {
      decide_by_rule();
      return;
    }
    scores_.clear();
    for (const Option& option : options_)
      scores_.push_back(score(candidate_features(context_, candidate_context(option)), weights_));
    choose_best(score(refusal_features(context_), weights_),
                score(stranger_features(context_), weights_));
  }

  // As decide(), and tells the observer.
  void observe() {
    Decision decision;
    decision.quotation = static_cast<int>(token(at_).quotation);
    decision.paragraph = paragraph_;
    decision.refusal = refusal_features(context_);
    decision.stranger = stranger_features(context_);
    scores_.clear();
    for (const Option& option : options_) {
      decision.options.push_back(
          {option.speaker, candidate_features(context_, candidate_context(option)), option.rule});
      if (!weights_.empty()) scores_.push_back(score(decision.options.back().features, weights_));
    }
    observer_(decision);
    if (weights_.empty())
      decide_by_rule();
    else
      choose_best(score(decision.refusal, weights_), score(decision.stranger, weights_));
  }

  // Turns the scores into probabilities and takes the best option, nobody, or nothing.
  void choose_best(float refusal, float stranger) {
    float top = std::max(refusal, stranger);
    for (const float value : scores_) top = std::max(top, value);
    const float refused = std::exp(refusal - top), strange = std::exp(stranger - top);
    float total = refused + strange;
    std::size_t best = scores_.size();
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      scores_[i] = std::exp(scores_[i] - top);
      total += scores_[i];
      if (best == scores_.size() || scores_[i] > scores_[best]) best = i;
    }
    const float kept = 1 - refused / total;
    if (kept < kStatement) return;
    if (best < scores_.size() && scores_[best] / total >= std::max(kSpeaker, strange / total)) {
      const Option& option = options_[best];
      accept(option.speaker, option.rule, option.cue, option.negated, kept, scores_[best] / total);
    } else {
      accept({}, Rule::none, -1, false, kept, 0);
    }
  }

  void decide_by_rule() {
    if (picked_ == nullptr) return;
    const bool title = context_.title_case && context_.words >= 2 &&
                       context_.before != Before::comma && context_.before != Before::colon;
    if (title && context_.work_near) return;
    if (context_.words <= 2 && picked_->strength < .7F) return;
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
    found.negated = negated || hypothetical(speaker);
    found.is_statement = quotation.closed ? is_statement : is_statement * .9F;
    found.fragment = !stands_alone(rule, cue);
    found.is_speaker = is_speaker;
    found.touch = touch(speaker, cue);
    const bool goes_on = rule == Rule::same_sentence || rule == Rule::same_paragraph;
    if (goes_on && !found_.empty() && found_.back().speaker == speaker) {  // no surer than before
      found.touch = found_.back().touch;
      found.is_speaker = std::min(is_speaker, found_.back().is_speaker);
    }
    found.continues = continued(found);
    if (rule == Rule::run_on || (speaker.known() && at_ == 0 && carried_.open_before()))
      spread_back(found);
    found_.push_back(found);
    if (speaker.known()) carried_.spoke(speaker, at_);
    return found_.back();
  }

  // "If Ann said “…”", "Neither Ann nor Ben said “…”": nobody says that she did.
  bool hypothetical(const Speaker& speaker) const {
    const int before = speaker.tokens.begin - first_token_ - 1;
    return speaker.tokens.size() > 0 && before >= sentence_.begin && before < sentence_.end &&
           (token(before).is("if"_w) || token(before).is("unless"_w) || token(before).is("nor"_w));
  }

  Touch touch(const Speaker& speaker, int cue) const {
    if (cue < 0 || speaker.tokens.size() == 0) return Touch::apart;
    const int begin = speaker.tokens.begin - first_token_, end = speaker.tokens.end - first_token_;
    if (end != cue && begin != cue + 1) return Touch::apart;
    if (std::min(begin, cue) == at_ + 1) return Touch::after;
    const int last = std::max(end - 1, cue);
    const auto between = [](const Token& token) {
      return token.comma() || token.mark == ':' || token.is("that"_w);
    };
    const bool before = last == at_ - 1 || (last == at_ - 2 && between(token(at_ - 1)));
    return before ? Touch::before : Touch::apart;
  }

  // Speech of its own, or words woven into the narrator's sentence?
  bool stands_alone(Rule rule, int cue) const {
    if (at_ == sentence_.begin) return true;
    if (token(at_ - 1).comma() || token(at_ - 1).mark == ':') return true;
    if (rule == Rule::same_paragraph || rule == Rule::label || rule == Rule::dash_name) return true;
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
      const Quotation& open = document_.quotations[static_cast<std::size_t>(found_[i].quotation)];
      const bool labelled = found_[i].inner.begin != open.inner.begin;  // "VIDEO: …" is nobody's
      if (found_[i].speaker.known() || labelled) return;
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
  Carried carried_;
  // of the sentence
  Range sentence_;
  std::vector<int> quotations_;
  // of the quotation
  int at_ = 0, next_ = 0, low_ = 0, high_ = 0;
  std::size_t nth_ = 0;
  QuotationContext context_;
  std::vector<Option> options_;
  std::vector<float> scores_;
  const Option* picked_ = nullptr;
};

}  // namespace

std::vector<Attributed> attribute(const Document& document, Weights weights,
                                  const Observer& observer) {
  return Attributor(document, weights, observer).run();
}

}  // namespace onrecord::statements
