// Stock value-count spies for fields, date terms for years and months.
#include "searchd/search/slow_facets.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "proto/store/records.h"
#include "proto/store/terms.h"
#include "proto/text/tokens.h"
#include "searchd/search/asked.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace {

/// One folded value in its spellings.
struct Tally {
  std::uint64_t count = 0;
  std::map<std::string, std::uint64_t> spellings;
};

std::string_view most_frequent(const Tally& tally) {
  auto best = tally.spellings.begin();
  for (auto at = best; at != tally.spellings.end(); ++at)
    if (at->second > best->second) best = at;
  return best->first;
}

/// The values of one slot, folded and without doubles within the document.
std::vector<std::pair<std::string, std::string>> values_in(const Field& field,
                                                           const std::string& slot) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto add = [&](const std::string& value) {
    std::string folded = text::fold_value(value);
    if (folded.empty()) folded = value;
    const auto same = [&](const auto& other) { return other.first == folded; };
    if (std::none_of(values.begin(), values.end(), same))
      values.emplace_back(std::move(folded), value);
  };
  if (!field.multi)
    add(slot);
  else
    for (const std::string& value : store::decode_list(slot)) add(value);
  return values;
}

std::vector<Counted> counted_field(const Field& field, const Xapian::ValueCountMatchSpy& spy,
                                   std::size_t limit) {
  std::map<std::string, Tally> tallies;
  for (auto at = spy.values_begin(); at != spy.values_end(); ++at) {
    const std::uint64_t documents = at.get_termfreq();
    for (auto& [folded, value] : values_in(field, *at)) {
      Tally& tally = tallies[folded];
      tally.count += documents;
      tally.spellings[value] += documents;
    }
  }
  std::vector<Counted> rows;
  for (const auto& [folded, tally] : tallies)
    rows.push_back({std::string(most_frequent(tally)), tally.count});
  keep_most_frequent(rows, limit);
  return rows;
}

/// The date terms of one level, newest first: 'y' gives 2026, 'm' gives 202603.
std::vector<std::string> date_terms_of(Xapian::Database& database, char level) {
  const std::string start = std::string(prefix::kDate) + level;
  std::vector<std::string> terms(database.allterms_begin(start), database.allterms_end(start));
  std::reverse(terms.begin(), terms.end());
  return terms;
}

/// "Dy2026" → "2026", "Dm202603" → "2026-03".
std::string printed_date(const std::string& term) {
  std::string printed = term.substr(prefix::kDate.size() + 1);
  if (printed.size() > 4) printed.insert(4, 1, '-');
  return printed;
}

std::uint64_t count_shared(const Xapian::Database& database, const std::string& term,
                           std::span<const Xapian::docid> docids) {
  std::uint64_t shared = 0;
  auto at = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  for (auto docid = docids.begin(); at != end && docid != docids.end();) {
    if (*at < *docid) {
      at.skip_to(*docid);
    } else if (*docid < *at) {
      docid = std::lower_bound(docid, docids.end(), *at);
    } else {
      ++shared;
      ++at;
      ++docid;
    }
  }
  return shared;
}

}  // namespace

std::vector<std::vector<Counted>> count_slots(Xapian::Database& database,
                                              const Xapian::Query& query,
                                              std::span<const Field* const> fields,
                                              std::size_t limit, const Budget& budget) {
  Xapian::Enquire enquire(database);
  const Xapian::Query unweighted(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
  enquire.set_query(with_deadline(unweighted, budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
  for (const Field* field : fields) {
    spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(field->slot));
    enquire.add_matchspy(spies.back().get());
  }
  enquire.get_mset(0, 0, database.get_doccount());
  std::vector<std::vector<Counted>> counted;
  for (std::size_t i = 0; i < fields.size(); ++i)
    counted.push_back(counted_field(*fields[i], *spies[i], limit));
  return counted;
}

std::vector<Counted> count_date_terms(Xapian::Database& database, const Xapian::Query& query,
                                      DateLevel level, std::size_t limit, const Budget& budget) {
  std::vector<Counted> rows;
  for (const std::string& term : date_terms_of(database, level == DateLevel::year ? 'y' : 'm')) {
    if (rows.size() == limit) break;
    check_time(budget.deadline);
    const Xapian::Query within(Xapian::Query::OP_FILTER, query, Xapian::Query(term));
    if (const std::uint64_t count = count_matches(database, within, budget))
      rows.push_back({printed_date(term), count});
  }
  return rows;
}

std::vector<Counted> count_statuses(const Xapian::Database& database,
                                    std::span<const Xapian::docid> docids, std::size_t limit) {
  const std::string start(find_field("status")->prefix);
  const std::string usual(name_of(Status::usable));
  std::vector<Counted> rows;
  std::uint64_t others = 0;
  for (auto at = database.allterms_begin(start); at != database.allterms_end(start); ++at) {
    const std::string value = (*at).substr(start.size());
    if (value == usual) continue;
    if (const std::uint64_t count = count_shared(database, *at, docids))
      rows.push_back({value, count});
    if (!rows.empty() && rows.back().value == value) others += rows.back().count;
  }
  // Every article and statement has one.
  if (docids.size() > others) rows.push_back({usual, docids.size() - others});
  keep_most_frequent(rows, limit);
  return rows;
}

}  // namespace onrecord::search
