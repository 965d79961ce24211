// Arrays of counts by ordinal and by person.
#include "searchd/search/people_facet.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "proto/store/fields.h"
#include "searchd/search/column_table.h"
#include "searchd/search/deadline.h"
#include "searchd/search/speaker_filter.h"
#include "searchd/search/tally.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using store::Authority;
using Meaning = Authority::Meaning;

/// The speaker column, and whom its values mean.
struct Speakers {
  const Column* column = nullptr;
  const std::vector<Authority::Who>* people = nullptr;
};

/// Made for the documents of one question, where none is kept.
struct OwnColumn {
  ColumnFiller filler{*find_field("speaker")};
  std::vector<Authority::Who> people;

  OwnColumn(const Xapian::Database& database, std::span<const Xapian::docid> docids,
            const Authority& authority, const Budget& budget) {
    auto at = database.valuestream_begin(filler.field().slot);
    const auto end = database.valuestream_end(filler.field().slot);
    for (const Xapian::docid docid : docids) {
      check_time(budget.deadline);
      if (at != end) at.skip_to(docid);
      if (at == end) break;
      if (at.get_docid() == docid) filler.put(docid, *at);
    }
    for (std::uint32_t i = 0; i < filler.column().size(); ++i)
      people.push_back(authority.who(store::name_key(filler.column().value(i).text)));
  }
};

class Count {
 public:
  Count(const Speakers& speakers, const Authority& authority, const Xapian::Database& database)
      : column_(*speakers.column),
        people_(*speakers.people),
        authority_(authority),
        database_(database),
        of_value_(people_.size()),
        of_person_(authority.persons().size()) {}

  void add(Xapian::docid docid) {
    seen_.clear();
    column_.each(docid, [&](std::uint32_t ordinal) {
      const std::optional<std::uint32_t> person = person_of(ordinal, docid);
      if (!person) {
        ++of_value_[ordinal];
      } else if (std::find(seen_.begin(), seen_.end(), *person) == seen_.end()) {
        seen_.push_back(*person);
        ++of_person_[*person];
      }
    });
  }

  json::array rows(std::size_t limit) const {
    std::vector<Row> rows;
    for (const Counted& counted : names(limit)) rows.push_back({counted.value, counted.count, {}});
    for (std::uint32_t i = 0; i < of_person_.size(); ++i)
      if (of_person_[i] > 0)
        rows.push_back({authority_.persons()[i].name, of_person_[i], authority_.persons()[i].id});
    const std::size_t kept = std::min(limit, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end(),
                      [](const Row& a, const Row& b) {
                        if (a.count != b.count) return a.count > b.count;
                        return std::tie(a.value, a.person) < std::tie(b.value, b.person);
                      });
    json::array list;
    for (std::size_t i = 0; i < kept; ++i) {
      json::object row{{"value", rows[i].value}, {"count", rows[i].count}};
      if (!rows[i].person.empty()) row.emplace("person", rows[i].person);
      list.push_back(std::move(row));
    }
    return list;
  }

 private:
  struct Row {
    std::string value;
    std::uint64_t count = 0;
    std::string person;
  };

  std::optional<std::uint32_t> person_of(std::uint32_t ordinal, Xapian::docid docid) const {
    const Authority::Who who = people_[ordinal];
    if (who.meaning == Meaning::nobody) return std::nullopt;
    if (who.meaning == Meaning::person) return who.person;
    const DocumentPlace place(database_.get_document(docid));
    return authority_.who_at(store::name_key(column_.value(ordinal).text), place.name_place());
  }

  std::vector<Counted> names(std::size_t limit) const {
    return group_values(column_, of_value_, limit);
  }

  const Column& column_;
  const std::vector<Authority::Who>& people_;
  const Authority& authority_;
  const Xapian::Database& database_;
  std::vector<std::uint32_t> of_value_;
  std::vector<std::uint32_t> of_person_;
  std::vector<std::uint32_t> seen_;
};

}  // namespace

json::array count_people(const Asked& asked, std::span<const Xapian::docid> docids,
                         std::size_t limit, Snapshot& snapshot, const Budget& budget) {
  const Authority& authority = *snapshot.authority();
  const Xapian::Database& database = asked.database(snapshot);
  const ColumnView* const columns = asked.columns(snapshot);
  Speakers speakers{columns != nullptr ? columns->of(*find_field("speaker")) : nullptr, nullptr};
  std::optional<OwnColumn> own;
  if (speakers.column != nullptr) {
    speakers.people = &snapshot.people_of_values(asked.kind);
  } else {
    own.emplace(database, docids, authority, budget);
    speakers = {&own->filler.column(), &own->people};
  }
  Count count(speakers, authority, database);
  for (std::size_t i = 0; i < docids.size(); ++i) {
    constexpr std::size_t kBetween = 4096;
    if (i % kBetween == 0) check_time(budget.deadline);
    count.add(docids[i]);
  }
  return count.rows(limit);
}

}  // namespace onrecord::search
