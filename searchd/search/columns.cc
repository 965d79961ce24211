// One lock, two tables, and whose commits they hold.
#include "searchd/search/columns.h"

#include <charconv>
#include <chrono>
#include <mutex>

#include "proto/store/layout.h"
#include "proto/store/reader.h"
#include "searchd/search/column_table.h"

namespace onrecord::search {
namespace {

using Clock = std::chrono::steady_clock;

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// Of a revision, "3.41" or "3.42~41".
struct Moment {
  std::uint64_t generation = 0;
  std::uint64_t articles = 0;
  std::uint64_t statements = 0;

  explicit Moment(std::string_view revision) {
    const std::size_t dot = revision.find('.');
    generation = number_of(revision.substr(0, dot));
    if (dot == std::string_view::npos) return;
    const std::string_view commits = revision.substr(dot + 1);
    const std::size_t tilde = commits.find('~');
    articles = number_of(commits.substr(0, tilde));
    statements = tilde == std::string_view::npos ? articles : number_of(commits.substr(tilde + 1));
  }
};

/// A table, and how far readers may use it.
struct Filled {
  ColumnTable table;
  std::uint64_t begun = 0;  ///< Documents of this commit may be in already.
  std::optional<std::uint64_t> commit;
  std::shared_ptr<const ColumnView> view;
};

}  // namespace

struct Columns::State {
  mutable std::mutex mutex;
  const std::size_t max_bytes;
  std::optional<std::uint64_t> generation;
  std::optional<Filled> articles;
  std::optional<Filled> statements;

  explicit State(std::size_t most) : max_bytes(most) {}

  std::size_t bytes() const {
    return (articles ? articles->table.bytes() : 0) + (statements ? statements->table.bytes() : 0);
  }

  void keep_within_budget() {
    while (bytes() > max_bytes) {
      const bool of_articles = articles->table.largest() >= statements->table.largest();
      Filled& larger = of_articles ? *articles : *statements;
      if (larger.table.largest() == 0) return;
      larger.table.give_up_largest();
      if (larger.view) larger.view = larger.table.view();
    }
  }

  std::shared_ptr<const ColumnView> follow(Filled& filled, const Xapian::Database& database,
                                           std::uint64_t commit, Clock::time_point until) {
    if (filled.commit && *filled.commit >= commit) return filled.view;
    if (commit < filled.begun) return nullptr;  // Who sees more has begun.
    filled.begun = commit;
    while (!filled.table.fill_some(database)) {
      keep_within_budget();
      if (Clock::now() >= until) return nullptr;
    }
    keep_within_budget();
    filled.commit = commit;
    filled.view = filled.table.view();
    return filled.view;
  }
};

Columns::Columns(std::size_t max_bytes) : state_(std::make_unique<State>(max_bytes)) {}
Columns::~Columns() = default;

ColumnViews Columns::follow(const store::Reader& reader, Fill fill) {
  constexpr std::chrono::milliseconds kSlice{30};
  if (state_->max_bytes == 0) return {};
  const Moment moment(reader.revision);
  const std::lock_guard hold(state_->mutex);
  if (state_->generation && *state_->generation > moment.generation) return {};
  if (!state_->generation || *state_->generation < moment.generation) {
    state_->generation = moment.generation;
    const unsigned shards = reader.settings.shards;
    state_->articles.emplace(
        Filled{ColumnTable(In::articles, "articles", shards), 0, std::nullopt, nullptr});
    state_->statements.emplace(
        Filled{ColumnTable(In::statements, "statements", shards), 0, std::nullopt, nullptr});
  }
  const auto until = fill == Fill::whole ? Clock::time_point::max() : Clock::now() + kSlice;
  ColumnViews views;
  views.articles = state_->follow(*state_->articles, reader.articles, moment.articles, until);
  views.statements =
      state_->follow(*state_->statements, reader.statements, moment.statements, until);
  return views;
}

Columns::Use Columns::use() const {
  const std::lock_guard hold(state_->mutex);
  Use use;
  use.bytes = state_->bytes();
  use.max_bytes = state_->max_bytes;
  for (const auto* filled : {&state_->articles, &state_->statements})
    if (*filled)
      use.left_out.insert(use.left_out.end(), (*filled)->table.left_out().begin(),
                          (*filled)->table.left_out().end());
  return use;
}

}  // namespace onrecord::search
