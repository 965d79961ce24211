// Words become postings.  Tokens are at most 64 bytes and begin with no capital, so that a plain
// PREFIX + word is make_term's answer.
#include "proto/store/word_indexer.h"

#include "proto/text/sentences.h"
#include "proto/text/tokens.h"

namespace onrecord::store {
namespace {

/// "#harbour" is found by harbour too, "@name" by name, "40%" by 40; "" for every other token.
std::string_view without_sign(const text::Token& token) {
  switch (token.kind) {
    case text::TokenKind::handle:
    case text::TokenKind::tag:
      return token.term.substr(1);
    case text::TokenKind::percent:
      return token.term.substr(0, token.term.size() - 1);
    default:
      return {};
  }
}

}  // namespace

void WordIndexer::begin(Xapian::Document& document, Stemmers stemmers) {
  document_ = &document;
  stemmers_ = stemmers;
  position_ = 0;
  counts_.clear();
  value_positions_.clear();
}

void WordIndexer::count(std::string_view prefix, std::string_view body, std::string_view after) {
  term_ = prefix;
  term_ += body;
  term_ += after;
  const auto found = counts_.find(std::string_view(term_));
  if (found != counts_.end()) {
    ++found->second;
  } else {
    counts_.emplace(term_, 1);
  }
}

void WordIndexer::add_word(std::string_view word, const std::vector<std::string>& prefixes,
                           Xapian::termpos position) {
  for (const std::string& prefix : prefixes) {
    term_ = prefix;
    term_ += word;
    document_->add_posting(term_, position);
  }
  count_stems(word, prefixes);
}

void WordIndexer::count_stems(std::string_view word, const std::vector<std::string>& prefixes) {
  // Both stems; one term when they are the same.
  const std::string_view stem = (*stemmers_.index)(word);
  const std::string_view own = stemmers_.own ? (*stemmers_.own)(word) : stem;
  for (const std::string& prefix : prefixes) {
    count(prefix::kStem, prefix, stem);
    if (own != stem) count(prefix::kStem, prefix, own);
  }
}

void WordIndexer::add_text(std::string_view text, const std::vector<std::string>& prefixes,
                           Extras extras, Joined joined, const Opening& opening) {
  static const std::string kSentence(prefix::kSentenceStart);
  static const std::string kParagraph(prefix::kParagraphStart);
  const bool running = extras != Extras::none;
  const bool pairs = extras == Extras::running_text;
  const bool runs_on = joined == Joined::running_on && position_ != 0;
  const std::vector<Span> sentences = running ? text::sentences(text) : std::vector<Span>();
  std::size_t sentence = 0;

  text::Tokenizer tokens(text);
  text::Token token;
  bool first = true;
  bool previous_stop = false;
  bool previous_joins = false;  // The word before is a plain one that is no part of a longer chain.
  while (tokens.next(token)) {
    if (first && position_ != 0 && !runs_on) position_ += kPositionGap;
    ++position_;
    const std::vector<std::string>& here =
        token.span.begin < opening.end ? opening.prefixes : prefixes;
    add_word(token.term, here, position_);
    if (const std::string_view bare = without_sign(token); !bare.empty())
      add_word(bare, here, position_);
    if (running) {
      bool sentence_starts = false;
      while (sentence < sentences.size() && sentences[sentence].begin <= token.span.begin) {
        ++sentence;
        sentence_starts = true;
      }
      if (first && !runs_on) document_->add_posting(kParagraph, position_, 0);
      if (sentence_starts && !(first && runs_on)) document_->add_posting(kSentence, position_, 0);

      const bool stop = pairs && text::is_stop_word(token.term);
      if (pairs && previous_stop && stop) {
        pair_ = previous_;
        pair_ += ' ';
        count(prefix::kPair, pair_, token.term);
      }
      // "co-operation" is found by cooperation too, as a stem: phrases and =exact stay with what
      // was printed.
      if (token.hyphened && previous_joins && token.kind == text::TokenKind::word) {
        const std::string whole = previous_ + std::string(token.term);
        if (whole.size() <= text::kMaxTermBytes) count_stems(whole, here);
      }
      previous_joins = token.kind == text::TokenKind::word && !token.hyphened;
      previous_stop = stop;
      previous_ = token.term;
    }
    first = false;
  }
}

void WordIndexer::add_value(std::string_view value, std::string_view prefix) {
  Xapian::termpos& position = value_positions_[std::string(prefix)];
  if (position != 0) position += kPositionGap;
  for (const text::NameTerm& name : text::name_terms(value)) {
    ++position;
    term_ = prefix;
    term_ += name.term;
    document_->add_posting(term_, position);
    for (const std::string& part : name.parts) {
      term_ = prefix;
      term_ += part;
      document_->add_posting(term_, position);
    }
  }
}

void WordIndexer::finish() {
  for (const auto& [term, count] : counts_) document_->add_term(term, count);
  counts_.clear();
  document_ = nullptr;
}

}  // namespace onrecord::store
