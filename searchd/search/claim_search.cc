// See claim_search.h.
#include "searchd/search/claim_search.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "proto/store/fields.h"
#include "proto/store/terms.h"
#include "proto/text/dates.h"
#include "proto/text/spoken_lexicon.h"
#include "proto/text/tokens.h"
#include "searchd/query/compile.h"
#include "searchd/query/parse.h"
#include "searchd/search/deadline.h"
#include "searchd/search/nearness.h"
#include "searchd/search/rare_words.h"
#include "searchd/search/undated.h"
#include "searchd/verify/speaker.h"

namespace onrecord::search {
namespace {

using Xapian::Query;

constexpr std::size_t kLookedUp = 200;  ///< Words of a long claim.
constexpr std::size_t kShortClaim = 6;
constexpr std::size_t kRarest = 14;
constexpr std::size_t kRarestOfAll = 10;
constexpr Xapian::doccount kPostings = 40'000;
/// Of the rarest word when it stands alone.
constexpr Xapian::doccount kPostingsOfRarest = 100'000;
constexpr unsigned kPhraseDocuments = 3000;  ///< That have all words, in some order.
constexpr Xapian::doccount kNamesakeStatements = 5000;
/// Between the words of a claim, beside as many as it has, where it stands unchanged.
constexpr std::size_t kMoreWords = 40;
/// Of a statement whose terms come to more (about 750 words) the positions are looked at first.
constexpr Xapian::termcount kLongStatement = 1500;
constexpr std::size_t kNearTerms = 8;
/// Shorter words and those with a mark or a digit may be printed in several ways.
constexpr std::size_t kLeastSteady = 4;

/// Folded tokens of the claim's words, as they were printed.
struct Printed {
  std::string term;
  Span span;              ///< In the claim's text.
  bool hyphened = false;  ///< To the one before.
};

std::vector<Printed> printed_terms(const text::Claim& claim) {
  std::uint32_t begin = claim.words.front().span.begin;
  std::uint32_t end = 0;
  for (const text::SpokenWord& word : claim.words) {
    begin = std::min(begin, word.span.begin);
    end = std::max(end, word.span.end);
  }
  std::vector<Printed> printed;
  text::Tokenizer tokenizer(Span{begin, end}.of(claim.text));
  for (text::Token token; tokenizer.next(token);)
    printed.push_back({std::string(token.term),
                       {begin + token.span.begin, begin + token.span.end},
                       token.hyphened});
  return printed;
}

/// A content word that is printed in one way wherever it stands.
bool is_steady(const text::SpokenWord& word, const std::string& term) {
  // "The United States" may be printed "the U.S."
  constexpr std::string_view kInShort[] = {"united", "states", "kingdom", "nations"};
  if (std::find(std::begin(kInShort), std::end(kInShort), term) != std::end(kInShort)) return false;
  constexpr int kOtherwise = text::kNumber | text::kBracketed | text::kModal | text::kPerson |
                             text::kCondition | text::kContrast;
  return word.content() && (word.roles & kOtherwise) == 0 && !word.joined && !word.shortened &&
         word.key == term && term.size() >= kLeastSteady &&
         std::all_of(term.begin(), term.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The ways in which \a word may be printed as two, with a hyphen or apart: both halves are words
/// of their own there.
std::vector<Query> partings(const Xapian::Database& database, const std::string& word) {
  constexpr std::size_t kLeastHalf = 2;
  std::vector<Query> ways;
  for (std::size_t at = kLeastHalf; at + kLeastHalf <= word.size(); ++at) {
    const std::string first = store::word_term(prefix::kAll, word.substr(0, at));
    const std::string second = store::word_term(prefix::kAll, word.substr(at));
    if (database.term_exists(first) && database.term_exists(second))
      ways.emplace_back(Query::OP_AND, Query(first), Query(second));
  }
  return ways;
}

/// All of \a printed, each as it is or printed otherwise: what a hyphen joins as one word, a steady
/// one as two.
Query printed_otherwise(const Xapian::Database& database, const std::vector<Printed>& printed,
                        const std::unordered_set<std::string_view>& steady) {
  std::vector<Query> all;
  for (std::size_t begin = 0, end = 0; begin < printed.size(); begin = end) {
    std::string joined;
    std::vector<Query> parts;
    for (end = begin; end == begin || (end < printed.size() && printed[end].hyphened); ++end) {
      joined += printed[end].term;
      parts.emplace_back(store::word_term(prefix::kAll, printed[end].term));
    }
    std::vector<Query> ways;
    if (parts.size() > 1)
      ways.emplace_back(Query::OP_AND, parts.begin(), parts.end());
    else if (steady.contains(joined))
      ways = partings(database, joined);
    ways.emplace_back(store::word_term(prefix::kAll, joined));
    all.emplace_back(Query::OP_OR, ways.begin(), ways.end());
  }
  return Query(Query::OP_AND, all.begin(), all.end());
}

bool has_dots(const text::Claim& claim) {
  return std::any_of(claim.dots_before.begin(), claim.dots_before.end(),
                     [](bool dots) { return dots; });
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

const ClaimSearch::Terms& ClaimSearch::terms_of(store::Kind kind, const text::Claim& claim) {
  const Xapian::Database& database = snapshot_.database(kind);
  auto& frequencies = frequencies_[index_of(kind)];
  const std::vector<Printed> printed = printed_terms(claim);
  std::string name;
  for (const Printed& word : printed) name += word.term + ' ';
  const auto [known, is_new] = terms_[index_of(kind)].try_emplace(std::move(name));
  Terms& terms = known->second;
  if (!is_new) return terms;

  std::unordered_set<std::string_view> steady;
  for (const text::SpokenWord& word : claim.words) {
    const auto at = std::find_if(printed.begin(), printed.end(),
                                 [&](const Printed& one) { return one.span == word.span; });
    if (at != printed.end() && is_steady(word, at->term)) steady.insert(at->term);
  }
  std::unordered_set<std::string> seen;
  std::vector<std::pair<Term, bool>> list;
  for (const Printed& word : printed) {
    if (terms.phrase.size() == kLookedUp) break;
    terms.phrase.push_back(store::word_term(prefix::kAll, word.term));
    const std::string& term = terms.phrase.back();
    if (!seen.insert(term).second) continue;
    const auto documents_of = [&](const std::string& one) {
      const auto [at, unknown] = frequencies.try_emplace(one, 0);
      if (unknown) at->second = database.get_termfreq(one);
      return at->second;
    };
    Xapian::doccount documents = documents_of(term);
    std::string other = text::other_spelling(word.term);
    if (!other.empty()) {
      other = store::word_term(prefix::kAll, other);
      const Xapian::doccount also = documents_of(other);
      documents += also;
      if (also == 0) other.clear();
    }
    bool is_steady = kind == store::Kind::articles && steady.contains(word.term);
    if (is_steady) {
      std::vector<Query> ways = partings(database, word.term);
      if (!other.empty()) ways.emplace_back(other);
      is_steady = ways.empty();
      ways.emplace_back(term);
      if (!is_steady) terms.parted.emplace_back(Query::OP_OR, ways.begin(), ways.end());
    }
    if (documents == 0) {
      terms.foreign = terms.foreign || is_steady;
      continue;
    }
    const bool only_other = !other.empty() && frequencies.at(term) == 0;
    const double rarity = static_cast<double>(database.get_doccount()) / documents;
    list.push_back({{only_other ? other : term, only_other ? std::string() : other, documents,
                     std::log1p(rarity)},
                    is_steady});
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return a.first.documents < b.first.documents;
  });
  for (auto& [term, is_steady] : list) {
    if (is_steady) terms.steady.push_back(terms.list.size());
    terms.list.push_back(std::move(term));
  }

  std::vector<RareWord> rare;
  Xapian::doccount postings = 0;
  for (const Term& term : terms.list) {
    postings += term.documents;
    if (rare.size() >= kRarest || postings > (rare.empty() ? kPostingsOfRarest : kPostings)) break;
    rare.push_back({term.term, term.weight});
    if (!term.other.empty()) rare.push_back({term.other, term.weight});
    terms.weight += term.weight;
  }
  if (!rare.empty()) terms.rare = any_of(std::move(rare));
  std::vector<Query> all;
  for (std::size_t i = 0; i < terms.list.size() && i < kRarestOfAll; ++i)
    all.push_back(terms.list[i].other.empty()
                      ? Query(terms.list[i].term)
                      : Query(Query::OP_OR, Query(terms.list[i].term), Query(terms.list[i].other)));
  terms.all_words = Query(Query::OP_AND, all.begin(), all.end());
  if (kind == store::Kind::statements && printed.size() <= kShortClaim)
    terms.otherwise = printed_otherwise(database, printed, steady);
  return terms;
}

Xapian::MSet ClaimSearch::run(store::Kind kind, const Query& query, Xapian::doccount most,
                              Ranks ranks) const {
  check_time(budget_.deadline);
  Xapian::Enquire enquire(snapshot_.database(kind));
  enquire.set_query(query);
  if (ranks == Ranks::no) enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, most);
}

std::vector<ClaimSearch::Candidate> ClaimSearch::statements(const text::Claim& claim, Having having,
                                                            Xapian::doccount most,
                                                            std::string_view speaker, Dates dates) {
  std::vector<Candidate> found;
  if (claim.empty()) return found;
  constexpr auto kind = store::Kind::statements;
  const Terms& terms = terms_of(kind, claim);
  if (terms.list.empty()) return found;
  const auto look = [&](const Query& query, Ranks ranks) {
    return run(kind, limited(kind, query, speaker, dates), most, ranks);
  };
  const bool dots = has_dots(claim);
  std::vector<WeighedTerm> nearest;
  for (std::size_t i = 0; i < terms.list.size() && i < kNearTerms; ++i)
    nearest.push_back({terms.list[i].term, terms.list[i].weight});
  const auto reach = static_cast<Xapian::termpos>(3 * terms.phrase.size() + kMoreWords);
  const auto take = [&](const Xapian::MSet& hits) {
    const bool all_words = having != Having::some;
    const Xapian::Database& database = snapshot_.database(kind);
    for (auto at = hits.begin(); at != hits.end(); ++at) {
      Candidate one{*at, all_words ? 1 : std::min(1.0, at.get_weight() / terms.weight)};
      one.is_long = !dots && database.get_doclength(*at) > kLongStatement;
      if (one.is_long)
        one.share = std::min(one.share, share_together(database, *at, nearest, reach));
      found.push_back(one);
    }
  };
  const auto& words = terms.phrase;
  switch (having) {
    case Having::all: {
      Xapian::MSet full = look(terms.all_words, Ranks::no);
      // Of a longer claim enough other words are left to find it by.
      if (full.empty() && !terms.otherwise.empty()) full = look(terms.otherwise, Ranks::no);
      complete_ = full.size() < most;
      having_all_ = full.get_matches_estimated();
      take(full);
      break;
    }
    case Having::crowded: {
      if (complete_ || words.size() < 2) break;
      const Query phrase(Query::OP_PHRASE, words.begin(), words.end(), words.size());
      const Xapian::MSet in_order = look(among_first(phrase, kPhraseDocuments), Ranks::no);
      complete_ = in_order.size() < most && having_all_ <= kPhraseDocuments;
      take(in_order);
      // Where many print the words, somebody may print more between them: "will not" for "will".
      take(look(Query(Query::OP_AND_NOT, terms.all_words, phrase), Ranks::no));
      break;
    }
    case Having::at_first_hand: {
      if (words.size() < 2) break;
      const Field& kinds = *find_field("kind");
      std::vector<Query> first_hand;
      for (const StatementKind one : {StatementKind::direct, StatementKind::fragment,
                                      StatementKind::mixed, StatementKind::speech})
        first_hand.emplace_back(store::value_term(kinds, name_of(one)));
      const Query retracted(
          store::value_term(*find_field("status"), onrecord::name_of(Status::retracted)));
      Query phrase(Query::OP_PHRASE, words.begin(), words.end(), words.size());
      phrase = Query(Query::OP_FILTER, phrase,
                     Query(Query::OP_OR, first_hand.begin(), first_hand.end()));
      phrase = Query(Query::OP_AND_NOT, phrase, retracted);
      take(look(among_first(phrase, kPhraseDocuments), Ranks::no));
      break;
    }
    case Having::some:
      // Those that have all would crowd out those that have other words.
      if (!terms.rare.empty() && terms.list.size() > 1)
        take(look(Query(Query::OP_AND_NOT, terms.rare, terms.all_words), Ranks::yes));
      break;
  }
  return found;
}

std::vector<ClaimSearch::Candidate> ClaimSearch::statements(const text::Claim& claim,
                                                            Xapian::doccount most,
                                                            std::string_view speaker, Dates dates) {
  const std::vector<Candidate> all = statements(claim, Having::all, most, speaker, dates);
  std::vector<Candidate> found = statements(claim, Having::crowded, most, speaker, dates);
  std::unordered_set<Xapian::docid> known;
  for (const Candidate& one : found) known.insert(one.docid);
  for (const Candidate& one : all)
    if (known.insert(one.docid).second) found.push_back(one);
  for (const Candidate& one : statements(claim, Having::some, most, speaker, dates))
    found.push_back(one);
  return found;
}

std::vector<Xapian::docid> ClaimSearch::articles(const text::Claim& claim, Xapian::doccount most) {
  std::vector<Xapian::docid> found;
  if (claim.empty()) return found;
  constexpr auto kind = store::Kind::articles;
  const Terms& terms = terms_of(kind, claim);
  if (terms.foreign || terms.list.empty()) return found;
  std::vector<std::string> needed;
  for (const std::size_t at : terms.steady)
    if (needed.size() < kRarestOfAll) needed.push_back(terms.list[at].term);
  std::vector<Query> all(needed.begin(), needed.end());
  for (const Query& parted : terms.parted)
    if (all.size() < kRarestOfAll) all.push_back(parted);
  if (all.empty() && terms.rare.empty()) all.emplace_back(terms.list.front().term);
  Query query = terms.rare;
  if (!all.empty()) {
    const Query having_all(Query::OP_AND, all.begin(), all.end());
    query = terms.rare.empty() ? having_all : Query(Query::OP_FILTER, terms.rare, having_all);
  }
  const Xapian::MSet hits = run(kind, limited(kind, query, {}, Dates::asked), most,
                                terms.rare.empty() ? Ranks::no : Ranks::yes);
  const auto reach = static_cast<Xapian::termpos>(2 * terms.phrase.size() + kMoreWords);
  for (auto at = hits.begin(); at != hits.end(); ++at)
    if (has_dots(claim) || stand_together(snapshot_.database(kind), *at, needed, reach))
      found.push_back(*at);
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
