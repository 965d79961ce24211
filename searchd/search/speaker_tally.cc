// Arrays of counts by owner: the ordinals of the column first, the authority's people behind them.
#include "searchd/search/speaker_tally.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>

#include "proto/store/fields.h"
#include "proto/store/layout.h"
#include "proto/store/reader.h"
#include "proto/store/terms.h"
#include "searchd/search/column_table.h"
#include "searchd/search/deadline.h"
#include "searchd/search/speaker_filter.h"

namespace onrecord::search {
namespace {

using store::Authority;
using Meaning = Authority::Meaning;

/// A day as a number; what is not known of it as \a unknown.  0: not even the year.
std::uint32_t day_number(const ColumnDay& day, std::uint32_t unknown) {
  if (day.year == 0) return 0;
  const auto part = [unknown](std::uint32_t value) { return value == 0 ? unknown : value; };
  return (day.year * 100U + part(day.month)) * 100 + part(day.day);
}

}  // namespace

std::string printed_day(std::uint32_t day) {
  const auto known = [](std::uint32_t part) { return part != 0 && part != 99; };
  if (day == 0) return {};
  char text[16];
  const std::uint32_t year = day / 10000, month = day / 100 % 100, of_month = day % 100;
  int size = std::snprintf(text, sizeof text, "%04u", year);
  if (known(month)) size = std::snprintf(text, sizeof text, "%04u-%02u", year, month);
  if (known(month) && known(of_month))
    size = std::snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, of_month);
  return {text, static_cast<std::size_t>(size)};
}

struct SpeakerTally::Seen {
  std::uint32_t articles = 0;
  std::uint32_t article = 0;  ///< The last one.
  std::uint32_t retracted = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

SpeakerTally::SpeakerTally(std::span<const Xapian::docid> docids, const Authority* authority,
                           Snapshot& snapshot, const Budget& budget)
    : authority_(authority) {
  find_columns(snapshot, budget);
  count(docids, snapshot, budget);
}

void SpeakerTally::find_columns(Snapshot& snapshot, const Budget& budget) {
  const Field& field = *find_field("speaker");
  view_ = snapshot.columns(store::Kind::statements);
  if (view_ == nullptr || view_->of(field) == nullptr || view_->dates() == nullptr ||
      view_->articles() == nullptr) {
    ColumnTable table(In::statements, {}, snapshot.reader().settings.shards);
    table.keep_only(&field);
    while (!table.fill_some(snapshot.statements())) check_time(budget.deadline);
    made_ = table.view();
    view_ = made_.get();
  }
  column_ = view_->of(field);
  if (authority_ == nullptr) return;
  if (!made_) {
    who_ = snapshot.people_of_values(store::Kind::statements);
    return;
  }
  for (std::uint32_t i = 0; i < column_->size(); ++i)
    who_.push_back(authority_->who(column_->form(i).key));
}

/// Of a value that means the same wherever it stands.
std::uint32_t SpeakerTally::owner(std::uint32_t ordinal) const {
  if (!who_.empty() && who_[ordinal].meaning == Meaning::person)
    return column_->size() + who_[ordinal].person;
  return column_->value(ordinal).group;
}

void SpeakerTally::count(std::span<const Xapian::docid> docids, Snapshot& snapshot,
                         const Budget& budget) {
  const std::size_t people = authority_ == nullptr ? 0 : authority_->persons().size();
  std::vector<Seen> seen(column_->size() + people);
  std::vector<std::uint32_t> of_ordinal(column_->size());
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> by_place;
  // Owner and article, wherever the article is another one than just before.
  std::vector<std::uint64_t> met;
  const Xapian::Database& database = snapshot.statements();
  const std::string status =
      store::value_term(*find_field("status"), onrecord::name_of(Status::retracted));
  auto retracted = database.postlist_begin(status);
  const auto retracted_end = database.postlist_end(status);
  std::size_t done = 0;
  for (const Xapian::docid docid : docids) {
    while (retracted != retracted_end && *retracted < docid) ++retracted;
    const bool stands = retracted == retracted_end || *retracted != docid;
    constexpr std::size_t kBetween = 4096;
    if (done++ % kBetween == 0) check_time(budget.deadline);
    bool named = false;
    column_->each(docid, [&](std::uint32_t ordinal) {
      named = true;
      std::uint32_t who = owner(ordinal);
      if (!who_.empty() && who_[ordinal].meaning == Meaning::by_place) {
        const DocumentPlace place(snapshot.statements().get_document(docid));
        const auto person = authority_->who_at(column_->form(ordinal).key, place.name_place());
        if (person) who = column_->size() + *person;
        ++by_place[{who, ordinal}];
      } else {
        ++of_ordinal[ordinal];
      }
      Seen& one = seen[who];
      const ColumnDay& day = (*view_->dates())[docid];
      if (!stands) {
        ++one.retracted;
      } else if (const std::uint32_t first = day_number(day, 99); first != 0) {
        one.first = one.first == 0 ? first : std::min(one.first, first);
        one.last = std::max(one.last, day_number(day, 0));
      }
      const std::uint32_t article = (*view_->articles())[docid];
      if (article == one.article) return;
      one.article = article;
      met.push_back(std::uint64_t{who} << 32 | article);
    });
    if (!named) ++unnamed_;
  }
  // Docids of several shards interleave: an article may come back.
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  for (const std::uint64_t pair : met) ++seen[pair >> 32].articles;
  for (const auto& [place, statements] : by_place)
    said_.push_back({place.first, {place.second, statements}});
  gather(seen, of_ordinal);
}

void SpeakerTally::gather(const std::vector<Seen>& seen,
                          const std::vector<std::uint32_t>& of_ordinal) {
  for (std::uint32_t ordinal = 0; ordinal < of_ordinal.size(); ++ordinal)
    if (of_ordinal[ordinal] > 0) said_.push_back({owner(ordinal), {ordinal, of_ordinal[ordinal]}});
  std::sort(said_.begin(), said_.end(), [this](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second.statements != b.second.statements)
      return a.second.statements > b.second.statements;
    return column_->value(a.second.ordinal).text < column_->value(b.second.ordinal).text;
  });
  spellings_.reserve(said_.size());
  for (const auto& [who, spelling] : said_) spellings_.push_back(spelling);
  for (std::size_t begin = 0; begin < said_.size();) {
    const std::uint32_t who = said_[begin].first;
    Speaker speaker;
    if (who >= column_->size()) speaker.person = who - column_->size();
    std::size_t end = begin;
    for (; end < said_.size() && said_[end].first == who; ++end)
      speaker.statements += said_[end].second.statements;
    speaker.articles = seen[who].articles;
    speaker.retracted = seen[who].retracted;
    speaker.first = seen[who].first;
    speaker.last = seen[who].last;
    speaker.spelt = std::span(spellings_).subspan(begin, end - begin);
    speakers_.push_back(speaker);
    begin = end;
  }
  said_.clear();
}

const std::string& SpeakerTally::name(const Speaker& speaker) const {
  return speaker.person ? authority_->persons()[*speaker.person].name
                        : column_->value(speaker.spelt.front().ordinal).text;
}

const std::string& SpeakerTally::key(const Speaker& speaker) const {
  if (!speaker.person) return column_->form(speaker.spelt.front().ordinal).key;
  const auto& names = authority_->persons()[*speaker.person].names;
  return std::find_if(
             names.begin(), names.end(),
             [](const store::PersonName& name) { return name.kind == store::NameKind::name; })
      ->key;
}

}  // namespace onrecord::search
