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

/// Whether every word of \a fewer, both folded values, is one of \a value.
bool holds_words_of(std::string_view value, std::string_view fewer) {
  const std::string padded = ' ' + std::string(value) + ' ';
  while (!fewer.empty()) {
    const std::size_t end = std::min(fewer.find(' '), fewer.size());
    const std::string word = ' ' + std::string(fewer.substr(0, end)) + ' ';
    if (padded.find(word) == std::string::npos) return false;
    fewer.remove_prefix(std::min(end + 1, fewer.size()));
  }
  return true;
}

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
      if (value->prefix || value->edits > 0) return;
      if (value->field->name == "speaker")
        look_at_name(node, *value);
      else
        look_at_value(node, *value);
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
  struct Candidate {
    int distance;
    Xapian::doccount documents;
    std::string term;
    std::string text;  ///< The term without its prefix.
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
          candidates.push_back(
              {one.near(candidate) ? 1 : 2, at.get_termfreq(), term, std::string(candidate)});
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
    const Candidate* const found = first_shown(candidates);
    return found == nullptr ? std::string() : found->text;
  }

  /// Sorts \a candidates: the nearest, of these the most frequent, is the first.
  const Candidate* first_shown(std::vector<Candidate>& candidates) const {
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      if (a.distance != b.distance) return a.distance < b.distance;
      return a.documents != b.documents ? a.documents > b.documents : a.term < b.term;
    });
    for (const Candidate& candidate : candidates)
      if (is_shown(candidate.term)) return &candidate;
    return nullptr;
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

  /// Values are matched whole: one that is nowhere becomes one that is spelt alike, or one with all
  /// of its words ("post", "harbour post").
  void look_at_value(const query::Node& node, const query::FieldValue& value) {
    std::vector<Candidate> candidates;
    const auto is_known_in = [&](const std::string& prefix, const std::string& term) {
      if (is_shown(term)) return true;
      add_values_like(text::fold_value(value.value), prefix, candidates);
      return false;
    };
    if (value.field->type == FieldType::meta) {
      const std::string prefix = store::meta_prefix(value.key);
      if (database_.allterms_begin(prefix) == database_.allterms_end(prefix))
        return look_at_key(node, value.key);
      if (is_known_in(prefix, store::meta_term(value.key, value.value))) return;
    }
    for (const Field* field : whole_fields(*value.field))
      if (is_known_in(std::string(field->prefix), store::value_term(*field, value.value))) return;
    if (const Candidate* const near = first_shown(candidates))
      replace_value(node, value.value, near->text);
  }

  /// The fields that are matched whole where \a field is asked for.
  static std::vector<const Field*> whole_fields(const Field& field) {
    std::vector<const Field*> fields;
    if (field.type == FieldType::whole) fields.push_back(&field);
    if (field.type == FieldType::any_of)
      for (const std::string_view name : kSectionFields) fields.push_back(find_field(name));
    return fields;
  }

  void replace_value(const query::Node& node, const std::string& value, const std::string& with) {
    const std::size_t at = text_.find(value, std::min<std::size_t>(node.at.begin, text_.size()));
    if (at == std::string_view::npos) return;
    const bool is_quoted = at > 0 && text_[at - 1] == '"';
    const auto begin = static_cast<std::uint32_t>(at);
    changes_.push_back({{begin, begin + static_cast<std::uint32_t>(value.size())},
                        is_quoted ? with : '"' + with + '"'});
  }

  /// meta.KEY with a key that no article has.
  void look_at_key(const query::Node& node, const std::string& key) {
    const std::string_view prefix = find_field("meta")->prefix;
    query::EditDistance one(key, 1);
    query::EditDistance most(key, query::default_edits(key));
    std::vector<Candidate> candidates;
    const auto end = database_.allterms_end(std::string(prefix));
    for (auto at = database_.allterms_begin(std::string(prefix)); at != end;) {
      const std::string term = *at;
      const std::size_t equals = std::min(term.find('='), term.size() - 1);
      std::string known = term.substr(prefix.size(), equals - prefix.size());
      if (most.near(known))
        candidates.push_back({one.near(known) ? 1 : 2, at.get_termfreq(), term, known});
      at.skip_to(term.substr(0, equals) + static_cast<char>('=' + 1));
    }
    const std::size_t at = text_.find(key, std::min<std::size_t>(node.at.begin, text_.size()));
    const Candidate* const near = first_shown(candidates);
    if (near == nullptr || at == std::string_view::npos) return;
    const auto begin = static_cast<std::uint32_t>(at);
    changes_.push_back({{begin, begin + static_cast<std::uint32_t>(key.size())}, near->text});
  }

  void add_values_like(const std::string& folded, const std::string& prefix,
                       std::vector<Candidate>& candidates) const {
    if (folded.size() < 3) return;
    query::EditDistance one(folded, 1);
    query::EditDistance most(folded, query::default_edits(folded));
    constexpr int kHoldsItsWords = 3;
    const auto end = database_.allterms_end(prefix);
    for (auto at = database_.allterms_begin(prefix); at != end; ++at) {
      check_time(budget_.deadline);
      std::string term = *at;
      std::string body = term.substr(prefix.size());
      const int distance = most.near(body)                ? (one.near(body) ? 1 : 2)
                           : holds_words_of(body, folded) ? kHoldsItsWords
                                                          : 0;
      if (distance > 0 && body.find('"') == std::string::npos)
        candidates.push_back({distance, at.get_termfreq(), std::move(term), std::move(body)});
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
