// See carried.h.
#include "indexer/statements/carried.h"

#include "indexer/statements/cues.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr int kReach = 60;            // tokens of a sentence in which its cue is looked for
constexpr int kLabelParagraphs = 12;  // a speaker label's scope

}  // namespace

void Carried::begin_paragraph(int index) {
  paragraph_ = index;
  const Paragraph& paragraph = document_.paragraphs[static_cast<std::size_t>(index)];
  tokens_ = document_.tokens_of(paragraph);
  first_token_ = paragraph.tokens.begin;
  groups_.clear();
  sentence_ = sentence_before_ = {};
  label_ = label_in_scope(paragraph);
  if (paragraph.after_label) before_ = {};
}

void Carried::begin_sentence(Range sentence) {
  sentence_before_ = sentence_;
  sentence_ = sentence;
}

void Carried::spoke(const Speaker& speaker, int quotation) {
  groups_.push_back({speaker, sentence_, paragraph_, quotation, true, false, false, false});
}

// What the next paragraph may go on with: a speaker, else the subject of the last sentence, which
// is found only when asked for.
void Carried::end_paragraph() {
  const Paragraph& paragraph = document_.paragraphs[static_cast<std::size_t>(paragraph_)];
  before_ = groups_.empty() ? Group{} : groups_.back();
  before_.sure = !groups_.empty();
  before_.colon = !tokens_.empty() && tokens_.back().mark == ':';
  before_.asks = !tokens_.empty() && before_.quotation_token >= 0 &&
                 tokens_[static_cast<std::size_t>(before_.quotation_token)].last == '?';
  before_.paragraph = paragraph_;
  const bool quotes = paragraph.quotations.size() > 0;
  const Quotation* last =
      quotes ? &document_.quotations[static_cast<std::size_t>(paragraph.quotations.end - 1)]
             : nullptr;
  before_open_ = quotes && !last->closed && last->outer.end + 2 >= paragraph.span.end;
}

// The label above counts while every paragraph below it opens with a quotation.
std::string_view Carried::label_in_scope(const Paragraph& paragraph) {
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

Carried::Told Carried::told(Tokens tokens, Range sentence) {
  if (tokens[static_cast<std::size_t>(sentence.end - 1)].mark == '?') return {};  // asks
  for (int k = sentence.end - 1; k >= sentence.begin && k > sentence.end - kReach; --k)
    if (tokens[static_cast<std::size_t>(k)].has(kCue) && is_cue(tokens, k, false))
      if (const auto subject = subject_before(tokens, k, sentence.begin)) return {subject, true};
  return {clause_subject(tokens, sentence.begin, sentence.end, false), false};
}

void Carried::find_subject_before() {
  if (before_.speaker.known() || before_.sure || before_.paragraph < 0) return;
  const Paragraph& paragraph = document_.paragraphs[static_cast<std::size_t>(before_.paragraph)];
  const auto sentences = document_.sentences_of(paragraph);
  if (sentences.empty()) return;
  const Told last = told(document_.tokens_of(paragraph), sentences.back());
  if (!last.subject) return;
  before_.reports = last.reports;
  before_.speaker.tokens = {last.subject->begin + paragraph.tokens.begin,
                            last.subject->end + paragraph.tokens.begin};
}

Carried::Options Carried::options(int quotation) {
  Options found;
  const auto add = [&](const std::optional<Option>& option) {
    if (option) found.list[found.size++] = *option;
  };
  if (!groups_.empty()) {
    const bool same = groups_.back().sentence == sentence_;
    add(Option{groups_.back().speaker, -1, same ? Rule::same_sentence : Rule::same_paragraph, .88F,
               false, same});
  }
  add(of_sentence_before());
  if (quotation == 0) add(of_paragraph_before());
  return found;
}

// The sentence before in the paragraph, if nobody was quoted since it began.
std::optional<Option> Carried::of_sentence_before() const {
  const bool spoken_since =
      !groups_.empty() && groups_.back().sentence.end > sentence_before_.begin;
  if (sentence_before_.size() == 0 || spoken_since) return std::nullopt;
  const Told last = told(tokens_, sentence_before_);
  if (!last.subject) return std::nullopt;
  const Range subject{last.subject->begin + first_token_, last.subject->end + first_token_};
  const Rule rule = last.reports ? Rule::reported_before : Rule::subject_before;
  return Option{Speaker{subject, {}}, -1, rule, .6F, false, true};
}

std::optional<Option> Carried::of_paragraph_before() {
  if (before_.paragraph < 0 || before_.paragraph != paragraph_ - 1) return std::nullopt;
  find_subject_before();
  if (!before_.speaker.known()) return std::nullopt;
  const Rule rule = before_open_ && before_.sure ? Rule::run_on
                    : before_.colon              ? Rule::introduced
                    : before_.sure               ? Rule::paragraph_before
                    : before_.reports            ? Rule::reported_before
                                                 : Rule::subject_before;
  const float strength = rule == Rule::run_on             ? .95F
                         : rule == Rule::introduced       ? .8F
                         : rule == Rule::paragraph_before ? .7F
                                                          : .3F;
  if (rule == Rule::paragraph_before && before_.asks) return std::nullopt;
  return Option{before_.speaker, -1, rule, strength, false, before_open_};
}

}  // namespace onrecord::statements
