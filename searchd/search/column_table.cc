// Value streams for the fields, posting lists of date terms for the dates.
#include "searchd/search/column_table.h"

#include <algorithm>
#include <charconv>

#include "proto/store/authority.h"
#include "proto/store/hash.h"
#include "proto/store/terms.h"
#include "proto/text/name_sound.h"
#include "proto/text/tokens.h"

namespace onrecord::search {

std::size_t ColumnFiller::bytes() const {
  // Nodes of the two maps: what they hold, two pointers, a bucket.
  constexpr std::size_t kNode = 3 * sizeof(void*);
  return column_.by_docid_.bytes() + column_.lists_.bytes() + column_.values_.bytes() +
         column_.forms_.bytes() + text_bytes_ +
         ordinals_.size() * (sizeof(*ordinals_.begin()) + kNode) +
         groups_.size() * (sizeof(*groups_.begin()) + kNode);
}

std::uint32_t ColumnFiller::group_of(const std::string& value, std::uint32_t ordinal) {
  std::string folded = text::fold_value(value);
  if (folded.empty()) folded = value;
  const std::size_t size = folded.size();
  const auto [group, added] = groups_.try_emplace(std::move(folded), ordinal);
  if (added) text_bytes_ += size;
  return group->second;
}

std::uint32_t ColumnFiller::ordinal_of(const std::string& value) {
  if (const auto there = ordinals_.find(value); there != ordinals_.end()) return there->second;
  const std::uint32_t ordinal = column_.size_;
  column_.values_.put(ordinal, {value, group_of(value, ordinal)});
  if (field_->name == "speaker") put_form(ordinal, value);
  ++column_.size_;
  ordinals_.emplace(column_.values_[ordinal].text, ordinal);
  text_bytes_ += value.size();
  return ordinal;
}

void ColumnFiller::put_form(std::uint32_t ordinal, const std::string& name) {
  std::string key = store::name_key(name);
  std::string sound = text::name_sound(key);
  text_bytes_ += key.size() + sound.size();
  column_.forms_.put(ordinal, {std::move(key), std::move(sound)});
}

void ColumnFiller::put(Xapian::docid docid, const std::string& slot) {
  if (slot.empty()) return;
  list_.clear();
  const auto add = [this](const std::string& value) {
    const std::uint32_t ordinal = ordinal_of(value);
    const std::uint32_t group = column_.values_[ordinal].group;
    const auto same = [&](std::uint32_t other) { return column_.values_[other].group == group; };
    if (std::none_of(list_.begin(), list_.end(), same)) list_.push_back(ordinal);
  };
  if (field_->multi)
    for (const std::string& value : store::decode_list(slot)) add(value);
  else
    add(slot);
  if (list_.empty()) return;
  if (list_.size() == 1) {
    column_.by_docid_.put(docid, list_.front() + 1);
    return;
  }
  column_.by_docid_.put(docid, lists_ | Column::kList);
  column_.lists_.put(lists_++, static_cast<std::uint32_t>(list_.size()));
  for (const std::uint32_t ordinal : list_) column_.lists_.put(lists_++, ordinal);
}

void ArticleFiller::put(Xapian::docid docid, const std::string& key) {
  const auto next = static_cast<std::uint32_t>(numbers_.size() + 1);
  column_.numbers_.put(docid, numbers_.try_emplace(store::hash64(key), next).first->second);
}

std::size_t ArticleFiller::bytes() const {
  constexpr std::size_t kNode = 2 * sizeof(void*);
  return column_.numbers_.bytes() + numbers_.size() * (sizeof(*numbers_.begin()) + kNode);
}

ColumnTable::ColumnTable(In target, std::string_view name, unsigned shards)
    : name_(name), dates_(std::in_place), filled_(shards, 0), dated_(shards, 0) {
  if (target == In::statements) articles_.emplace();
  for (const Field& field : kFields)
    if (field.facet && lives_in(field, target) && field.name != "status")
      fillers_.emplace_back(field);
}

ColumnTable::Docids ColumnTable::next_chunk(const Xapian::Database& database) const {
  constexpr std::size_t kChunk = 4096;
  Docids chunk;
  auto at = database.postlist_begin("");
  const auto end = database.postlist_end("");
  if (at != end) at.skip_to(*std::min_element(filled_.begin(), filled_.end()) + 1);
  for (; at != end && chunk.size() < kChunk; ++at)
    if (is_new(*at, filled_)) chunk.push_back(*at);
  return chunk;
}

template <class Put>
void ColumnTable::each_value(const Xapian::Database& database, const Docids& chunk,
                             Xapian::valueno slot, Put&& put) const {
  auto at = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  if (at != end) at.skip_to(chunk.front());
  for (; at != end && at.get_docid() <= chunk.back(); ++at)
    if (is_new(at.get_docid(), filled_)) put(at.get_docid(), *at);
}

void ColumnTable::fill_values(const Xapian::Database& database, const Docids& chunk) {
  for (ColumnFiller& filler : fillers_)
    each_value(database, chunk, filler.field().slot,
               [&](Xapian::docid docid, const std::string& value) { filler.put(docid, value); });
  if (articles_)
    each_value(database, chunk, slot::kKey,
               [&](Xapian::docid docid, const std::string& key) { articles_->put(docid, key); });
}

bool ColumnTable::fill_some(const Xapian::Database& database) {
  const Docids chunk = next_chunk(database);
  if (!chunk.empty()) {
    fill_values(database, chunk);
    for (const Xapian::docid docid : chunk) filled_[(docid - 1) % filled_.size()] = docid;
    return false;
  }
  if (dates_ && dated_ != filled_) fill_dates(database);
  dated_ = filled_;
  return true;
}

/// \a term is one of a year, a month or a day: a letter and 4, 6 or 8 digits behind the prefix.
void ColumnTable::fill_dates_of(const Xapian::Database& database, const std::string& term) {
  const char* const digits = term.data() + prefix::kDate.size() + 1;
  const char* const end = term.data() + term.size();
  const auto number = [&](int from, int size) {
    unsigned value = 0;
    if (end - digits >= from + size) std::from_chars(digits + from, digits + from + size, value);
    return value;
  };
  const ColumnDay day{static_cast<std::uint16_t>(number(0, 4)),
                      static_cast<std::uint8_t>(number(4, 2)),
                      static_cast<std::uint8_t>(number(6, 2)), true};
  auto at = database.postlist_begin(term);
  const auto last = database.postlist_end(term);
  if (at != last) at.skip_to(*std::min_element(dated_.begin(), dated_.end()) + 1);
  for (; at != last; ++at)
    if (is_new(*at, dated_)) dates_->days_.put(*at, day);
}

void ColumnTable::fill_dates(const Xapian::Database& database) {
  auto at = database.valuestream_begin(slot::kDateEarliest);
  const auto end = database.valuestream_end(slot::kDateEarliest);
  if (at != end) at.skip_to(*std::min_element(dated_.begin(), dated_.end()) + 1);
  bool any = false;
  for (; at != end; ++at) {
    if (!is_new(at.get_docid(), dated_)) continue;
    dates_->days_.put(at.get_docid(), {0, 0, 0, true});
    any = true;
  }
  if (!any) return;
  // Finer terms overwrite coarser ones.  A decade has the letter of a day and fewer digits.
  for (const auto& [level, digits] : {std::pair('y', 4U), {'m', 6U}, {'d', 8U}}) {
    const std::string start = std::string(prefix::kDate) + level;
    const auto terms_end = database.allterms_end(start);
    for (auto term = database.allterms_begin(start); term != terms_end; ++term)
      if ((*term).size() == start.size() + digits) fill_dates_of(database, *term);
  }
}

std::shared_ptr<const ColumnView> ColumnTable::view() const {
  auto view = std::make_shared<ColumnView>();
  for (const ColumnFiller& filler : fillers_)
    view->columns_[static_cast<std::size_t>(&filler.field() - kFields.data())] = filler.column();
  view->dates_ = dates_;
  if (articles_) view->articles_ = articles_->column();
  return view;
}

std::size_t ColumnTable::bytes() const {
  std::size_t bytes = (dates_ ? dates_->days_.bytes() : 0) + (articles_ ? articles_->bytes() : 0);
  for (const ColumnFiller& filler : fillers_) bytes += filler.bytes();
  return bytes;
}

std::size_t ColumnTable::largest() const {
  std::size_t most =
      std::max(dates_ ? dates_->days_.bytes() : 0, articles_ ? articles_->bytes() : 0);
  for (const ColumnFiller& filler : fillers_) most = std::max(most, filler.bytes());
  return most;
}

void ColumnTable::give_up_largest() {
  if (articles_ && articles_->bytes() == largest()) {
    left_out_.push_back(name_ + ".article");
    articles_.reset();
    return;
  }
  const auto smaller = [](const ColumnFiller& a, const ColumnFiller& b) {
    return a.bytes() < b.bytes();
  };
  const auto most = std::max_element(fillers_.begin(), fillers_.end(), smaller);
  if (most == fillers_.end() || (dates_ && dates_->days_.bytes() > most->bytes())) {
    if (dates_) left_out_.push_back(name_ + ".date");
    dates_.reset();
    return;
  }
  left_out_.push_back(name_ + "." + std::string(most->field().name));
  fillers_.erase(most);
}

}  // namespace onrecord::search
