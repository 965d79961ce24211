// Holds a store::Reader and the query of what is hidden.
#include "searchd/search/snapshot.h"

#include <xapian.h>

#include <chrono>
#include <optional>

#include "proto/store/layout.h"
#include "proto/store/reader.h"
#include "searchd/search/speaker_book.h"

namespace onrecord::search {
namespace {

std::int64_t seconds_now() {
  using std::chrono::duration_cast;
  return duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

struct Snapshot::State {
  store::Reader reader;
  std::int64_t judged_at = -1;
  Xapian::Query hidden;
  std::string stemmer_language;
  std::optional<store::Stemmer> stemmer;
  std::shared_ptr<Columns> columns;
  ColumnViews views;
  std::shared_ptr<SpeakerBook> book;
  std::shared_ptr<const store::Authority> authority;
  /// Whom the values of the speaker column mean, of one generation and one authority.
  struct People {
    std::string generation;
    std::shared_ptr<const store::Authority> authority;
    std::vector<store::Authority::Who> of_value;
  };
  People people[2];

  Result<bool> refresh(store::Follow follow) {
    auto changed = store::refresh(reader, follow);
    if (!changed) {
      // An index that is gone or of another format is no article that was not found.
      Error error = changed.error();
      if (error.code == Errc::not_found || error.code == Errc::unsupported)
        error.code = Errc::index;
      return error;
    }
    judge(*changed);
    if (book) authority = book->current();
    if (*changed || !views.articles || !views.statements)
      if (const auto followed = follow_columns(Fill::a_slice); !followed) return followed.error();
    return changed;
  }

  Result<void> follow_columns(Fill fill) {
    views = {};
    return store::guarded("filling the columns", [&] { views = columns->follow(reader, fill); });
  }

  void judge(bool changed) {
    const std::int64_t now = seconds_now();
    if (!changed && now == judged_at) return;
    hidden = store::hidden_query(reader.blocked, now);
    judged_at = now;
  }
};

Snapshot::Snapshot(std::unique_ptr<State> state) : state_(std::move(state)) {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

Result<Snapshot> Snapshot::open(const std::filesystem::path& index,
                                std::shared_ptr<Columns> columns,
                                std::shared_ptr<SpeakerBook> book) {
  auto reader = store::open_reader(index);
  if (!reader) return reader.error();
  auto state = std::make_unique<State>();
  state->reader = std::move(*reader);
  state->judge(true);
  state->columns = columns ? std::move(columns) : std::make_shared<Columns>();
  state->book = std::move(book);
  if (state->book) state->authority = state->book->current();
  // A reader that is overtaken while it fills goes on with its first request.
  const auto filled = state->follow_columns(Fill::whole);
  if (!filled && filled.error().code != Errc::stale) return filled.error();
  return Snapshot(std::move(state));
}

Result<bool> Snapshot::refresh() { return state_->refresh(store::Follow::settled); }
Result<bool> Snapshot::refresh_now() { return state_->refresh(store::Follow::now); }

Xapian::Database& Snapshot::articles() { return state_->reader.articles; }
Xapian::Database& Snapshot::statements() { return state_->reader.statements; }
Xapian::Database& Snapshot::history() { return state_->reader.history; }

Xapian::Database& Snapshot::database(store::Kind kind) {
  switch (kind) {
    case store::Kind::statements:
      return statements();
    case store::Kind::history:
      return history();
    case store::Kind::articles:
      break;
  }
  return articles();
}

store::Stemmer& Snapshot::stemmer() {
  // A new generation may have another language.
  if (!state_->stemmer || state_->stemmer_language != state_->reader.stem_language) {
    state_->stemmer_language = state_->reader.stem_language;
    state_->stemmer.emplace(state_->stemmer_language);
  }
  return *state_->stemmer;
}

const ColumnView* Snapshot::columns(store::Kind kind) const {
  switch (kind) {
    case store::Kind::articles:
      return state_->views.articles.get();
    case store::Kind::statements:
      return state_->views.statements.get();
    case store::Kind::history:
      break;
  }
  return nullptr;
}

const std::shared_ptr<const store::Authority>& Snapshot::authority() const {
  return state_->authority;
}

SpeakerBook* Snapshot::speaker_book() const { return state_->book.get(); }

const std::vector<store::Authority::Who>& Snapshot::people_of_values(store::Kind kind) {
  State::People& people = state_->people[kind == store::Kind::statements ? 1 : 0];
  if (people.generation != state_->reader.generation || people.authority != state_->authority)
    people = {state_->reader.generation, state_->authority, {}};
  const Column& column = *columns(kind)->of(*find_field("speaker"));
  for (auto i = static_cast<std::uint32_t>(people.of_value.size()); i < column.size(); ++i)
    people.of_value.push_back(people.authority->who(column.form(i).key));
  return people.of_value;
}

const Columns& Snapshot::all_columns() const { return *state_->columns; }

const store::Reader& Snapshot::reader() const { return state_->reader; }

Xapian::Query Snapshot::visible(const Xapian::Query& query) const {
  if (state_->hidden.empty()) return query;
  return {Xapian::Query::OP_AND_NOT, query, state_->hidden};
}

const Xapian::Query& Snapshot::hidden() const { return state_->hidden; }
std::int64_t Snapshot::judged_at() const { return state_->judged_at; }
const std::string& Snapshot::revision() const { return state_->reader.revision; }

}  // namespace onrecord::search
