// See claim_search.h.
#include "searchd/search/claim_search.h"

#include <algorithm>
#include <unordered_set>

#include "proto/store/fields.h"
#include "proto/store/terms.h"
#include "proto/text/dates.h"
#include "proto/text/tokens.h"
#include "searchd/query/compile.h"
#include "searchd/query/parse.h"
#include "searchd/search/deadline.h"
#include "searchd/search/undated.h"
#include "searchd/verify/speaker.h"

namespace onrecord::search {
namespace {

using Xapian::Query;

constexpr std::size_t kLookedUp = 200;  ///< Words of a long claim.
constexpr std::size_t kRarest = 14;
constexpr std::size_t kRarestOfAll = 10;
constexpr Xapian::doccount kPostings = 200'000;
constexpr std::size_t kAlways = 2;  ///< Words that are searched however common they are.
constexpr Xapian::doccount kNamesakeStatements = 5000;

struct Term {
  std::string term;
  Xapian::doccount documents = 0;
};

/// The claim's words as they were printed: folded tokens.
std::vector<std::string> printed_terms(const text::Claim& claim) {
  std::uint32_t begin = claim.words.front().span.begin;
  std::uint32_t end = 0;
  for (const text::SpokenWord& word : claim.words) {
    begin = std::min(begin, word.span.begin);
    end = std::max(end, word.span.end);
  }
  return text::terms_of(Span{begin, end}.of(claim.text));
}

std::size_t index_of(store::Kind kind) { return kind == store::Kind::statements ? 0 : 1; }

Result<void> check_date(std::string_view name, std::optional<std::string_view> value) {
  if (!value) return {};
  const auto date = text::parse_date(*value);
  if (date) return {};
  return Error{Errc::invalid, "argument '" + std::string(name) + "': " + date.error().message, 0};
}

}  // namespace

Result<ClaimSearch> ClaimSearch::make(Snapshot& snapshot, const Budget& budget,
                                      std::optional<std::string_view> before,
                                      std::optional<std::string_view> after) {
  ClaimSearch search(snapshot, budget);
  if (!before && !after) return search;
  for (const auto& [name, value] : {std::pair("before", before), std::pair("after", after)})
    if (const auto valid = check_date(name, value); !valid) return valid.error();
  search.dated_ = true;
  std::string text;
  if (before) text += "before:\"" + std::string(*before) + "\" ";
  if (after) text += "after:\"" + std::string(*after) + "\"";
  for (const store::Kind kind : {store::Kind::statements, store::Kind::articles}) {
    const In target = kind == store::Kind::statements ? In::statements : In::articles;
    auto parsed = query::parse_query(text, target);
    if (!parsed) return parsed.error();
    query::CompileOptions options;
    options.target = target;
    const auto compile = [&](const query::Node& root) -> Result<Query> {
      const auto compiled =
          query::compile(root, snapshot.database(kind), snapshot.stemmer(), options);
      if (!compiled) return compiled.error();
      return compiled->query;
    };
    const auto within = compile(*parsed->root);
    if (!within) return within.error();
    const auto left_out = left_out_by_dates(*parsed->root, *within, compile);
    if (!left_out) return left_out.error();
    search.within_[index_of(kind)] = *within;
    search.left_out_[index_of(kind)] = *left_out;
  }
  return search;
}

Query ClaimSearch::limited(store::Kind kind, const Query& query, std::string_view speaker,
                           Dates dates) const {
  Query limited = query;
  if (dated_)
    limited = Query(Query::OP_FILTER, limited,
                    dates == Dates::asked ? within_[index_of(kind)] : left_out_[index_of(kind)]);
  if (!speaker.empty()) {
    const auto name = verify::bare_name(speaker);
    std::vector<Query> ways;
    if (!name.empty())
      ways.emplace_back(store::word_term(find_field("speaker")->prefix, name.back()));
    std::vector<Query> role;
    for (const std::string& word : text::terms_of(speaker))
      if (!text::is_stop_word(word))
        role.emplace_back(store::word_term(find_field("role")->prefix, word));
    if (!role.empty()) ways.emplace_back(Query::OP_AND, role.begin(), role.end());
    limited = Query(Query::OP_FILTER, limited, Query(Query::OP_OR, ways.begin(), ways.end()));
  }
  return with_deadline(snapshot_.visible(limited), budget_.deadline);
}

std::vector<Xapian::docid> ClaimSearch::find(store::Kind kind, const text::Claim& claim,
                                             Xapian::doccount most, std::string_view speaker,
                                             Dates dates) const {
  if (claim.empty()) return {};
  const Xapian::Database& database = snapshot_.database(kind);
  const std::vector<std::string> words = printed_terms(claim);
  std::vector<Term> terms;
  std::unordered_set<std::string_view> seen;
  for (const std::string& word : words) {
    if (terms.size() == kLookedUp) break;
    if (!seen.insert(word).second) continue;
    std::string term = store::word_term(prefix::kAll, word);
    const Xapian::doccount documents = database.get_termfreq(term);
    if (documents > 0) terms.push_back({std::move(term), documents});
  }
  if (terms.empty()) return {};
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return a.documents < b.documents; });

  std::vector<Xapian::docid> found;
  std::unordered_set<Xapian::docid> known;
  const auto run = [&](const Query& query, const Xapian::Weight& weight) {
    check_time(budget_.deadline);
    Xapian::Enquire enquire(database);
    enquire.set_query(limited(kind, query, speaker, dates));
    enquire.set_weighting_scheme(weight);
    const Xapian::MSet hits = enquire.get_mset(0, most);
    for (auto at = hits.begin(); at != hits.end(); ++at)
      if (known.insert(*at).second) found.push_back(*at);
    return hits.size();
  };

  // All of the rarest; where too many have them, the words in their order.
  std::vector<Query> all;
  for (std::size_t i = 0; i < terms.size() && i < kRarestOfAll; ++i)
    all.emplace_back(terms[i].term);
  const auto full = run(Query(Query::OP_AND, all.begin(), all.end()), Xapian::BoolWeight());
  if (full == most && words.size() > 1) {
    std::vector<std::string> phrase;
    for (const std::string& word : words)
      if (phrase.size() < kLookedUp) phrase.push_back(store::word_term(prefix::kAll, word));
    run(Query(Query::OP_PHRASE, phrase.begin(), phrase.end(), phrase.size()), Xapian::BoolWeight());
  }

  std::vector<Query> any;
  Xapian::doccount postings = 0;
  for (const Term& term : terms) {
    if (any.size() == kRarest) break;
    postings += term.documents;
    if (any.size() >= kAlways && postings > kPostings) break;
    any.emplace_back(term.term);
  }
  // Without k1 and b a word weighs its idf, however long the text and however often it stands
  // there.
  if (any.size() > 1)
    run(Query(Query::OP_OR, any.begin(), any.end()), Xapian::BM25Weight(0, 0, 1, 0, 0.5));
  return found;
}

std::vector<std::string> ClaimSearch::names_with(const std::string& surname) const {
  Xapian::Enquire enquire(snapshot_.statements());
  const Query named(store::word_term(find_field("speaker")->prefix, surname));
  enquire.set_query(with_deadline(snapshot_.visible(named), budget_.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  Xapian::ValueCountMatchSpy spy(find_field("speaker")->slot);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, kNamesakeStatements);
  std::vector<std::string> names;
  for (auto at = spy.values_begin(); at != spy.values_end(); ++at)
    for (std::string& name : store::decode_list(*at)) names.push_back(std::move(name));
  return names;
}

}  // namespace onrecord::search
