// A posting source over the date slot.
#include "searchd/search/recency.h"

#include <algorithm>
#include <cmath>

#include "proto/store/fields.h"

namespace onrecord::search {
namespace {

constexpr double kDay = 86400;

class Recency : public Xapian::ValuePostingSource {
 public:
  Recency(double most, double half_life, double today)
      : ValuePostingSource(slot::kDateEarliest),
        most_(most),
        half_life_(half_life),
        today_(today) {}

  double get_weight() const override {
    const double day = std::floor(Xapian::sortable_unserialise(get_value()) / kDay);
    return most_ * std::exp2(-std::max(0.0, today_ - day) / half_life_);
  }
  Recency* clone() const override { return new Recency(most_, half_life_, today_); }
  std::string name() const override { return {}; }
  void init(const Xapian::Database& shard) override {
    ValuePostingSource::init(shard);
    set_maxweight(most_);
  }
  std::string get_description() const override { return "Recency"; }

 private:
  double most_;
  double half_life_;
  double today_;
};

}  // namespace

Xapian::Query with_recency(const Xapian::Query& query, double most, std::int64_t half_life_days,
                           std::int64_t now) {
  auto* const source = new Recency(most, static_cast<double>(half_life_days),
                                   std::floor(static_cast<double>(now) / kDay));
  return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(source->release())};
}

}  // namespace onrecord::search
