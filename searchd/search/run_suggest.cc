// The method `suggest`: what a beginning may become: speakers, outlets, sections, headlines.  Of
// visible articles only: every suggestion is a value of one that matches.
#include <xapian.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "proto/store/terms.h"
#include "proto/text/tokens.h"
#include "searchd/search/asked.h"
#include "searchd/search/column_table.h"
#include "searchd/search/deadline.h"
#include "searchd/search/methods.h"
#include "searchd/search/tally.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using Words = std::vector<std::string>;

/// Most index terms that a beginning stands for: the most frequent.
constexpr std::size_t kMostTerms = 50;

/// Names are looked for in so many matches, so that the beginning of many is answered as fast.
constexpr Xapian::doccount kMostMatches = 2000;

/// What was typed: whole words, and the beginning of one.
struct Typed {
  Words words;
  Words beginnings;    ///< None behind a blank.
  std::string folded;  ///< All of it, as a value begins.

  bool abbreviated() const { return words.empty(); }
};

Typed typed(std::string_view text) {
  Typed typed;
  typed.folded = text::fold_value(text);
  typed.words = text::terms_of(text);
  if (!typed.words.empty() && text.back() != ' ') {
    typed.beginnings.push_back(typed.words.back());
    typed.words.pop_back();
  }
  return typed;
}

/// The same with every word as a beginning: "ma lind".
Typed abbreviation(Typed typed) {
  typed.beginnings.insert(typed.beginnings.begin(), typed.words.begin(), typed.words.end());
  typed.words.clear();
  return typed;
}

class Suggester {
 public:
  Suggester(const wire::Request& request, Snapshot& snapshot, const Budget& budget)
      : snapshot_(snapshot),
        budget_(budget),
        database_(snapshot.articles()),
        typed_(typed(*request.text("prefix"))),
        limit_(static_cast<std::size_t>(*request.integer("limit"))) {}

  /// Whole words first: "ann b" is no Annabel, unless nobody else is found.
  json::array speakers() {
    json::array found = speakers(typed_);
    return found.empty() && !typed_.abbreviated() ? speakers(abbreviation(typed_)) : found;
  }

  /// Of a field whose values are terms as a whole.
  json::array whole(std::string_view name) {
    const Field& field = *find_field(name);
    std::vector<Counted> values;
    for (const std::string& term : beginning_with(store::value_term(field, typed_.folded))) {
      if (values.size() == limit_) break;
      if (auto value = value_of(field, term)) values.push_back(std::move(*value));
    }
    keep_most_frequent(values, limit_);
    return rows(values);
  }

  /// Nothing before a second letter: it would be anything.
  json::array headlines() {
    if (typed_.words.empty() && (typed_.beginnings.empty() || typed_.beginnings[0].size() < 2))
      return {};
    Xapian::Enquire enquire(database_);
    enquire.set_query(with_deadline(words_query(typed_, prefix::kHeadline), budget_.deadline));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::DESCENDING);
    json::array rows;
    std::set<std::string> shown;
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(limit_ * 2));
    for (auto at = found.begin(); at != found.end() && rows.size() < limit_; ++at) {
      const auto article = decode_article_header(at.get_document().get_data());
      if (!article || !shown.insert(article->headline.value).second) continue;
      rows.push_back(json::object{{"value", article->headline.value}, {"key", article->key.str()}});
    }
    return rows;
  }

  bool nothing_typed() const { return typed_.folded.empty(); }

 private:
  json::array speakers(const Typed& typed) {
    const Field& field = *find_field("speaker");
    const auto fits = [&](const std::string& value) { return has_words(value, typed); };
    return rows(values(field, words_query(typed, field.prefix), fits));
  }

  /// The most frequent terms that begin with \a start.
  Words beginning_with(const std::string& start) const {
    std::vector<std::pair<Xapian::doccount, std::string>> terms;
    if (start.empty()) return {};
    unsigned seen = 0;
    for (auto at = database_.allterms_begin(start); at != database_.allterms_end(start); ++at) {
      if (++seen % 1024 == 0) check_time(budget_.deadline);
      terms.emplace_back(at.get_termfreq(), *at);
    }
    const std::size_t kept = std::min(kMostTerms, terms.size());
    std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(kept), terms.end(),
                      std::greater<>());
    terms.resize(kept);
    Words words;
    for (auto& [documents, term] : terms) words.push_back(std::move(term));
    return words;
  }

  static Xapian::Query any_of(const Words& terms) {
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
  }

  /// What has the words that were typed under \a prefix, and may be seen.
  Xapian::Query words_query(const Typed& typed, std::string_view prefix) const {
    std::vector<Xapian::Query> all;
    for (const std::string& word : typed.words) all.emplace_back(store::word_term(prefix, word));
    for (const std::string& beginning : typed.beginnings)
      all.push_back(any_of(beginning_with(store::word_term(prefix, beginning))));
    const Xapian::Query query(Xapian::Query::OP_AND, all.begin(), all.end());
    return query.empty() ? query : snapshot_.visible(query);
  }

  static bool has_words(const std::string& value, const Typed& typed) {
    const Words there = text::terms_of(value);
    const auto has = [&](const std::string& word) {
      return std::find(there.begin(), there.end(), word) != there.end();
    };
    const auto begins = [&](const std::string& beginning) {
      return std::any_of(there.begin(), there.end(),
                         [&](const std::string& word) { return word.starts_with(beginning); });
    };
    return std::all_of(typed.words.begin(), typed.words.end(), has) &&
           std::all_of(typed.beginnings.begin(), typed.beginnings.end(), begins);
  }

  /// The value that \a term stands for, as a visible article prints it.
  std::optional<Counted> value_of(const Field& field, const std::string& term) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(snapshot_.visible(Xapian::Query(term)));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, 1);
    if (found.empty()) return std::nullopt;
    const std::string slot = found.begin().get_document().get_value(field.slot);
    const Words values = field.multi ? store::decode_list(slot) : Words{slot};
    for (const std::string& value : values) {
      if (store::value_term(field, value) != term) continue;
      std::uint64_t count = database_.get_termfreq(term);
      if (!snapshot_.hidden().empty())
        count -= count_matches(
            database_, {Xapian::Query::OP_AND, Xapian::Query(term), snapshot_.hidden()}, budget_);
      return Counted{value, count};
    }
    return std::nullopt;
  }

  /// Values among the first kMostMatches of \a query.
  template <class Fits>
  std::vector<Counted> values(const Field& field, const Xapian::Query& query, const Fits& fits) {
    if (query.empty()) return {};
    Xapian::Enquire enquire(database_);
    enquire.set_query(with_deadline(query, budget_.deadline));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, kMostMatches);
    const ColumnView* const columns = snapshot_.columns(store::Kind::articles);
    const Column* column = columns != nullptr ? columns->of(field) : nullptr;
    ColumnFiller filler(field);
    std::vector<Xapian::docid> docids;
    for (auto at = found.begin(); at != found.end(); ++at) {
      docids.push_back(*at);
      if (column == nullptr) filler.put(*at, at.get_document().get_value(field.slot));
    }
    std::vector<Counted> fitting;
    for (Counted& row :
         count_values(column != nullptr ? *column : filler.column(), docids, kMostMatches))
      if (fitting.size() < limit_ && fits(row.value)) fitting.push_back(std::move(row));
    return fitting;
  }

  static json::array rows(const std::vector<Counted>& values) {
    json::array rows;
    for (const Counted& row : values)
      rows.push_back(json::object{{"value", row.value}, {"count", row.count}});
    return rows;
  }

  Snapshot& snapshot_;
  const Budget& budget_;
  Xapian::Database& database_;
  Typed typed_;
  std::size_t limit_;
};

}  // namespace

Result<json::object> run_suggest(const wire::Request& request, Snapshot& snapshot,
                                 const Budget& budget) {
  Suggester suggester(request, snapshot, budget);
  json::object result;
  if (suggester.nothing_typed())
    return Error{Errc::invalid, "prefix: expected a letter or a digit", 0};
  result.emplace("speakers", suggester.speakers());
  result.emplace("outlets", suggester.whole("outlet"));
  result.emplace("desks", suggester.whole("desk"));
  result.emplace("labels", suggester.whole("label"));
  result.emplace("headlines", suggester.headlines());
  return result;
}

}  // namespace onrecord::search
