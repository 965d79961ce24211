// A frame is made on one snapshot without touching the state; only a whole frame moves it on.
#include "searchd/search/subscription.h"

#include <xapian.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "proto/store/fields.h"
#include "proto/store/hash.h"
#include "proto/store/reader.h"
#include "searchd/search/asked.h"
#include "searchd/search/attempt.h"
#include "searchd/search/deadline.h"
#include "searchd/search/given.h"
#include "searchd/search/hit.h"
#include "searchd/search/position.h"
#include "searchd/search/render.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

constexpr auto kNoEnd = std::numeric_limits<Xapian::docid>::max();

/// A request as `search` takes it.
Result<wire::Request> search_for(std::string_view query, const wire::Request& subscribe) {
  const wire::Method* const search = wire::find_method("search");
  auto arguments =
      wire::check_arguments(*search, {{"query", query}, {"target", *subscribe.text("target")}});
  if (!arguments) return arguments.error();
  return wire::Request{nullptr, search, std::move(*arguments)};
}

Xapian::Query both(const Xapian::Query& one, const Xapian::Query& other) {
  return {Xapian::Query::OP_FILTER, one, other};
}

std::vector<Xapian::docid> docids(Xapian::Database& database, const Xapian::Query& query,
                                  Xapian::doccount most, const Budget& budget) {
  Xapian::Enquire enquire(database);
  enquire.set_query(with_deadline(query, budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, most);
  std::vector<Xapian::docid> ids;
  for (auto at = found.begin(); at != found.end(); ++at) ids.push_back(*at);
  return ids;
}

/// The parts of a query that can hold by themselves.
std::vector<const query::Node*> clauses_of(const query::Node& root) {
  const std::vector<query::NodePtr>* operands = nullptr;
  if (const auto* all = std::get_if<query::And>(&root.kind)) operands = &all->operands;
  if (const auto* any = std::get_if<query::Or>(&root.kind)) operands = &any->operands;
  if (const auto* without = std::get_if<query::Not>(&root.kind); without && without->left)
    return clauses_of(*without->left);
  if (operands == nullptr) return {&root};
  std::vector<const query::Node*> clauses;
  for (const query::NodePtr& operand : *operands) clauses.push_back(operand.get());
  return clauses;
}

/// A frame before it is given.
struct Draft {
  json::array rows;
  std::set<std::uint64_t> names;
  Position position;
  std::optional<std::int64_t> ingested_from;
  bool is_all = true;  ///< Nothing else has come.
};

}  // namespace

struct Subscription::State {
  std::vector<wire::Request> requests;  ///< One a query.
  json::array parsed;                   ///< Until the first frame has given them.
  store::Kind kind = store::Kind::articles;
  text::OffsetUnit unit = text::OffsetUnit::bytes;
  std::size_t snippet = 0;
  Position position;
  /// After docids were dealt anew, until all of them were looked at: rows are those from then on.
  std::optional<std::int64_t> ingested_from;
  GivenRows given;
  bool idle = false;

  Result<Draft> draft(Snapshot& snapshot, const Budget& budget);
  Result<void> take(Draft& draft, std::size_t number, const Asked& asked,
                    const std::vector<Xapian::docid>& ids, Snapshot& snapshot,
                    const Budget& budget);
  json::object frame(Draft draft, const Snapshot& snapshot);
};

/// Puts the documents \a ids of query \a number into \a draft, with the clauses that hold for each.
Result<void> Subscription::State::take(Draft& draft, std::size_t number, const Asked& asked,
                                       const std::vector<Xapian::docid>& ids, Snapshot& snapshot,
                                       const Budget& budget) {
  if (ids.empty()) return {};
  Xapian::Database& database = snapshot.database(kind);
  std::vector<std::pair<std::string, std::set<Xapian::docid>>> clauses;
  const std::size_t shards = database.size();
  const Xapian::docid first = placed(ids.front(), shards).docid;
  const auto most = static_cast<Xapian::doccount>(ids.back() - ids.front() + shards + 1);
  for (const query::Node* clause : clauses_of(*asked.parsed.root)) {
    const auto holds = compile_visible(*clause, asked, snapshot, budget);
    if (!holds) return holds.error();
    const auto held = docids(database, from_docid(*holds, first), most, budget);
    clauses.emplace_back(query::print(*clause), std::set(held.begin(), held.end()));
  }
  Highlighter highlighter(*asked.parsed.root, snapshot.stemmer(), snapshot.reader().stem_language);
  HitMaker maker(snapshot, unit);
  if (snippet > 0) maker.show_snippets(highlighter, snippet);
  for (const Xapian::docid id : ids) {
    check_time(budget.deadline);
    auto made = maker.hit(database.get_document(id), kind);
    if (!made) return made.error();
    std::optional<json::object>& hit = *made;
    if (!hit) continue;
    const json::value& version = hit->at("version");
    const std::uint64_t name =
        store::hash64(json::serialize(json::array{number, hit->at("key"), hit->at("id"), version}));
    if (given.contains(name) || !draft.names.insert(name).second) continue;
    json::array holding;
    for (const auto& [printed, held] : clauses)
      if (held.contains(id)) holding.emplace_back(printed);
    hit->emplace("query", number);
    hit->emplace("clauses", std::move(holding));
    draft.rows.push_back(std::move(*hit));
  }
  return {};
}

Result<Draft> Subscription::State::draft(Snapshot& snapshot, const Budget& budget) {
  Draft draft{{}, {}, whole_of(snapshot, kind), ingested_from};
  Position seen = position;
  // The last look was a moment ago: what is not read since then was seen.
  if (!tells_order(seen, draft.position)) {
    draft.ingested_from = std::min(draft.ingested_from.value_or(seen.judged_at), seen.judged_at);
    seen = {kind, draft.position.generation, {}, seen.judged_at};
  }
  const std::size_t shards = draft.position.last.size();
  seen.last.resize(shards);
  if (seen == draft.position) return draft;

  Xapian::Database& database = snapshot.database(kind);
  const auto is_new = [&](Xapian::docid id) {
    const Placed at = placed(id, shards);
    return at.docid > seen.last[at.shard];
  };
  // In each shard's own docids: behind the one that was seen least of.
  const Xapian::docid first = *std::min_element(seen.last.begin(), seen.last.end()) + 1;

  std::vector<Asked> all_asked;
  std::vector<std::vector<Xapian::docid>> came;
  std::vector<std::vector<Xapian::docid>> released;
  Xapian::docid end = kNoEnd;  // What every query was looked through to.
  for (const wire::Request& request : requests) {
    auto asked = ask(request, snapshot, budget);
    if (!asked) return asked.error();
    Xapian::Query fresh = from_docid(asked->visible, first);
    if (draft.ingested_from)
      fresh = both(fresh, {Xapian::Query::OP_VALUE_GE, slot::kIngested,
                           Xapian::sortable_serialise(static_cast<double>(*draft.ingested_from))});
    constexpr Xapian::doccount most = kFrameRows;
    auto ids = docids(database, fresh, most, budget);
    if (ids.size() == most) end = std::min(end, ids.back());
    std::erase_if(ids, [&](Xapian::docid id) { return !is_new(id); });
    came.push_back(std::move(ids));

    released.emplace_back();
    if (draft.position.judged_at > seen.judged_at) {
      const Xapian::Query ended(
          Xapian::Query::OP_VALUE_RANGE, slot::kEmbargo,
          Xapian::sortable_serialise(static_cast<double>(seen.judged_at + 1)),
          Xapian::sortable_serialise(static_cast<double>(draft.position.judged_at)));
      const Xapian::Query held(std::string(prefix::kEmbargo) + "yes");
      released.back() = docids(database, both(both(asked->visible, held), ended),
                               database.get_doccount(), budget);
      // Of what is new the other look tells; after a renumbering it knows only what was read since.
      if (!draft.ingested_from) std::erase_if(released.back(), is_new);
    }
    all_asked.push_back(std::move(*asked));
  }
  for (std::size_t i = 0; i < all_asked.size(); ++i) {
    std::erase_if(came[i], [&](Xapian::docid id) { return id > end; });
    for (const auto* ids : {&released[i], &came[i]})
      if (auto taken = take(draft, i, all_asked[i], *ids, snapshot, budget); !taken)
        return taken.error();
  }
  if (end == kNoEnd) {
    draft.ingested_from.reset();
    return draft;
  }
  draft.is_all = false;
  for (std::size_t shard = 0; shard < shards; ++shard) {
    const std::uint32_t within =
        end > shard ? static_cast<std::uint32_t>((end - shard - 1) / shards + 1) : 0;
    draft.position.last[shard] =
        std::min(draft.position.last[shard], std::max(within, seen.last[shard]));
  }
  return draft;
}

json::object Subscription::State::frame(Draft draft, const Snapshot& snapshot) {
  for (const std::uint64_t name : draft.names) given.add(name);
  position = std::move(draft.position);
  ingested_from = draft.ingested_from;
  idle = draft.rows.empty() && parsed.empty() && draft.is_all;
  json::object frame{{"rows", std::move(draft.rows)},
                     {"more", true},
                     {"after", encode_position(position)},
                     {"revision", snapshot.revision()}};
  if (!parsed.empty()) frame.emplace("parsed", std::exchange(parsed, {}));
  return frame;
}

Subscription::Subscription(std::unique_ptr<State> state) : state_(std::move(state)) {}
Subscription::Subscription(Subscription&&) noexcept = default;
Subscription& Subscription::operator=(Subscription&&) noexcept = default;
Subscription::~Subscription() = default;

Result<Subscription> Subscription::start(const wire::Request& request, Snapshot& snapshot,
                                         const Budget& budget) {
  auto state = std::make_unique<State>();
  state->unit = offset_unit(*request.text("offsets"));
  state->snippet = static_cast<std::size_t>(*request.integer("snippet"));
  if (*request.text("target") == "statements") state->kind = store::Kind::statements;
  for (const std::string_view query : request.text_list("queries")) {
    auto search = search_for(query, request);
    if (!search) return search.error();
    state->requests.push_back(std::move(*search));
  }
  const auto begun = attempt(snapshot, budget, [&]() -> Result<json::object> {
    state->parsed.clear();
    for (std::size_t i = 0; i < state->requests.size(); ++i) {
      const auto asked = ask(state->requests[i], snapshot, budget);
      if (!asked) {
        Error error = asked.error();
        if (state->requests.size() > 1)
          error.message = "queries[" + std::to_string(i) + "]: " + error.message;
        return error;
      }
      state->parsed.emplace_back(query::print(*asked->parsed.root));
    }
    state->position = whole_of(snapshot, state->kind);
    return json::object();
  });
  if (!begun) return begun.error();
  if (const auto after = request.text("after")) {
    auto position = decode_position(*after, state->kind, "after");
    if (!position) return position.error();
    if (!tells_order(*position, state->position)) {
      state->ingested_from = position->judged_at - kLongestBatch;
      position = Position{state->kind, state->position.generation, {}, position->judged_at};
      position->last.resize(state->position.last.size());
    }
    state->position = std::move(*position);
  }
  return Subscription(std::move(state));
}

Result<json::object> Subscription::next(Snapshot& snapshot, const Budget& budget) {
  State& state = *state_;
  return attempt(snapshot, budget, [&]() -> Result<json::object> {
    auto draft = state.draft(snapshot, budget);
    if (!draft) return draft.error();
    return state.frame(std::move(*draft), snapshot);
  });
}

bool Subscription::idle() const { return state_->idle; }

}  // namespace onrecord::search
