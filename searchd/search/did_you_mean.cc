// Walks the term list by edit distance, passing over what cannot come near.
#include "searchd/search/did_you_mean.h"

#include <xapian.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "proto/store/terms.h"
#include "proto/text/tokens.h"
#include "searchd/query/likeness.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace {

class Corrector {
 public:
  Corrector(std::string_view text, const Asked& asked, Snapshot& snapshot, const Budget& budget)
      : text_(text),
        snapshot_(snapshot),
        budget_(budget),
        database_(snapshot.database(asked.kind)) {}

  void look_at(const query::Node& node) {
    const auto all = [this](const std::vector<query::NodePtr>& operands) {
      for (const query::NodePtr& operand : operands) look_at(*operand);
    };
    if (const auto* word = std::get_if<query::Word>(&node.kind)) {
      if (!word->prefix && !word->exact && word->edits == 0 && !query::is_pattern(word->term) &&
          !is_known(*word))
        replace(node, word->term, nearest(word->term, prefix::kAll));
    } else if (const auto* value = std::get_if<query::FieldValue>(&node.kind)) {
      if (value->field->name == "speaker" && !value->prefix && value->edits == 0)
        look_at_name(node, *value);
    } else if (const auto* both = std::get_if<query::And>(&node.kind)) {
      all(both->operands);
    } else if (const auto* either = std::get_if<query::Or>(&node.kind)) {
      all(either->operands);
    } else if (const auto* but = std::get_if<query::Not>(&node.kind); but && but->left) {
      look_at(*but->left);
    } else if (const auto* scope = std::get_if<query::Scope>(&node.kind)) {
      look_at(*scope->inner);
    }
  }

  std::optional<std::string> corrected() {
    if (changes_.empty()) return std::nullopt;
    std::sort(changes_.begin(), changes_.end(),
              [](const Change& a, const Change& b) { return a.at.begin > b.at.begin; });
    std::string text(text_);
    for (const Change& change : changes_)
      text.replace(change.at.begin, change.at.size(), change.word);
    return text;
  }

 private:
  struct Change {
    Span at;
    std::string word;
  };

  bool is_shown(const std::string& term) const {
    if (!database_.term_exists(term)) return false;
    Xapian::Enquire enquire(database_);
    enquire.set_query(snapshot_.visible(Xapian::Query(term)));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return !enquire.get_mset(0, 1).empty();
  }

  bool is_known(const query::Word& word) {
    return is_shown(store::stem_term(prefix::kAll, snapshot_.stemmer()(word.term))) ||
           is_shown(store::word_term(prefix::kAll, word.term));
  }

  /// The nearest visible word under \a prefix; "" when none is near.
  std::string nearest(const std::string& word, std::string_view prefix) const {
    if (word.size() < 3) return {};
    struct Candidate {
      int edits;
      Xapian::doccount documents;
      std::string term;
    };
    std::vector<Candidate> candidates;
    query::EditDistance one(word, 1);
    query::EditDistance most(word, query::default_edits(word));
    const std::string start = std::string(prefix) + word.substr(0, 1);
    const auto end = database_.allterms_end(start);
    auto at = database_.allterms_begin(start);
    while (at != end) {
      check_time(budget_.deadline);
      const std::string term = *at;
      const std::string_view candidate = std::string_view(term).substr(prefix.size());
      if (most.near(candidate)) {
        if (candidate.find_first_of(" .") == candidate.npos)
          candidates.push_back({one.near(candidate) ? 1 : 2, at.get_termfreq(), term});
        ++at;
        continue;
      }
      const std::size_t hopeless = most.hopeless_beginning();
      if (hopeless == 0 || hopeless >= candidate.size()) {
        ++at;
        continue;
      }
      // Past every word with that beginning.
      std::string past = term.substr(0, prefix.size() + hopeless);
      past.back() = static_cast<char>(static_cast<unsigned char>(past.back()) + 1);
      if (static_cast<unsigned char>(past.back()) == 0)
        ++at;
      else
        at.skip_to(past);
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      if (a.edits != b.edits) return a.edits < b.edits;
      return a.documents != b.documents ? a.documents > b.documents : a.term < b.term;
    });
    for (const Candidate& candidate : candidates)
      if (is_shown(candidate.term)) return candidate.term.substr(prefix.size());
    return {};
  }

  void replace(const query::Node& node, const std::string& term, std::string word) {
    // Words that were printed otherwise (accents, capitals) stand in the text as they were typed.
    if (word.empty() || node.at.empty() || node.at.end > text_.size()) return;
    const std::string_view printed = node.at.of(text_);
    if (text::fold_value(printed) == term) changes_.push_back({node.at, std::move(word)});
  }

  void look_at_name(const query::Node& node, const query::FieldValue& value) {
    const std::string_view prefix = value.field->prefix;
    // The node may begin with the field's name.
    const std::size_t at =
        text_.find(value.value, std::min<std::size_t>(node.at.begin, text_.size()));
    if (at == std::string_view::npos) return;
    text::Tokenizer tokenizer(value.value);
    text::Token token;
    while (tokenizer.next(token)) {
      const std::string word(token.term);
      if (is_shown(store::word_term(prefix, word))) continue;
      std::string near = nearest(word, prefix);
      if (near.empty()) continue;
      const auto begin = static_cast<std::uint32_t>(at + token.span.begin);
      changes_.push_back({{begin, begin + token.span.size()}, std::move(near)});
    }
  }

  std::string_view text_;
  Snapshot& snapshot_;
  const Budget& budget_;
  Xapian::Database& database_;
  std::vector<Change> changes_;
};

}  // namespace

std::optional<std::string> did_you_mean(std::string_view text, const Asked& asked,
                                        Snapshot& snapshot, const Budget& budget) {
  Corrector corrector(text, asked, snapshot, budget);
  corrector.look_at(*asked.parsed.root);
  return corrector.corrected();
}

}  // namespace onrecord::search
