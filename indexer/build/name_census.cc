// One pass over the value slots of what may be seen.
#include "indexer/build/name_census.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <unordered_map>

#include "proto/store/authority.h"
#include "proto/store/fields.h"
#include "proto/store/guarded.h"
#include "proto/store/reader.h"
#include "proto/store/terms.h"

namespace onrecord::build {
namespace {

struct Gathered {
  CountedName name;
  std::map<std::string, std::uint32_t> spellings;
  std::map<std::string, std::uint32_t> outlets;
};

class Census {
 public:
  void add(const Xapian::Document& document) {
    for (const std::string& text : store::decode_list(document.get_value(speaker_))) {
      std::string key = store::name_key(text);
      if (key.empty()) continue;
      Gathered& one = names_[std::move(key)];
      ++one.name.statements;
      ++one.spellings[text];
      if (const std::string outlet = document.get_value(outlet_); !outlet.empty())
        ++one.outlets[outlet];
      const auto next = static_cast<std::uint32_t>(articles_.size());
      one.name.articles.push_back(
          articles_.try_emplace(document.get_value(slot::kKey), next).first->second);
      const std::string earliest = document.get_value(slot::kDateEarliest);
      const std::string latest = document.get_value(slot::kDateLatest);
      if (!earliest.empty()) one.name.first = std::min(one.name.first, seconds(earliest));
      if (!latest.empty()) one.name.last = std::max(one.name.last, seconds(latest));
    }
  }

  std::vector<CountedName> take() {
    std::vector<CountedName> names;
    for (auto& [key, one] : names_) {
      CountedName& name = one.name;
      name.key = key;
      name.text = by_count(one.spellings).front().first;
      name.outlets = by_count(one.outlets);
      std::sort(name.articles.begin(), name.articles.end());
      name.articles.erase(std::unique(name.articles.begin(), name.articles.end()),
                          name.articles.end());
      names.push_back(std::move(name));
    }
    return names;
  }

 private:
  using Counts = std::map<std::string, std::uint32_t>;

  static std::int64_t seconds(const std::string& value) {
    return static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
  }
  static std::vector<std::pair<std::string, std::uint32_t>> by_count(const Counts& counts) {
    std::vector<std::pair<std::string, std::uint32_t>> list(counts.begin(), counts.end());
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return list;
  }

  const Xapian::valueno speaker_ = find_field("speaker")->slot;
  const Xapian::valueno outlet_ = find_field("outlet")->slot;
  std::map<std::string, Gathered> names_;
  std::unordered_map<std::string, std::uint32_t> articles_;
};

/// Hands every match to a census.
class Counter : public Xapian::MatchDecider {
 public:
  explicit Counter(Census& census) : census_(census) {}
  bool operator()(const Xapian::Document& document) const override {
    census_.add(document);
    return false;
  }

 private:
  Census& census_;
};

}  // namespace

Result<std::vector<CountedName>> count_names(const std::filesystem::path& index) {
  auto reader = store::open_reader(index);
  if (!reader) return reader.error();
  Census census;
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  const auto counted = store::guarded("counting the names of speakers", [&] {
    Xapian::Query query = Xapian::Query::MatchAll;
    if (const Xapian::Query hidden = store::hidden_query(reader->blocked, now); !hidden.empty())
      query = {Xapian::Query::OP_AND_NOT, query, hidden};
    Xapian::Enquire enquire(reader->statements);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Counter counter(census);
    enquire.get_mset(0, 1, reader->statements.get_doccount(), nullptr, &counter);
  });
  if (!counted) return counted.error();
  return census.take();
}

}  // namespace onrecord::build
