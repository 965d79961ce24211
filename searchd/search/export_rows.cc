// A page is built on one snapshot without touching the state; only a whole page moves it on.
#include "searchd/search/export_rows.h"

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "proto/store/reader.h"
#include "searchd/search/asked.h"
#include "searchd/search/attempt.h"
#include "searchd/search/deadline.h"
#include "searchd/search/export_row.h"
#include "searchd/search/given.h"
#include "searchd/search/position.h"
#include "searchd/search/render.h"
#include "searchd/search/row_fields.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

/// What of \a query came after \a since.  In the same generation that is what has a later docid; in
/// a rebuilt one, or over several shards, what was read later: then rows may come again, and none
/// is lost.  What was under embargo then comes too.
Xapian::Query came_after(const Xapian::Query& query, const Position& since, Snapshot& snapshot,
                         const Xapian::Database& database) {
  using Xapian::Query;
  const auto value = [](std::int64_t second) {
    return Xapian::sortable_serialise(static_cast<double>(second));
  };
  const bool by_docid = database.size() == 1 && tells_order(since, whole_of(snapshot, since.kind));
  const Query later = by_docid ? from_docid(query, since.last[0] + 1)
                               : Query(Query::OP_FILTER, query,
                                       Query(Query::OP_VALUE_GE, slot::kIngested,
                                             value(since.judged_at - kLongestBatch)));
  const Query released(Query::OP_FILTER, query,
                       Query(Query::OP_VALUE_RANGE, slot::kEmbargo, value(since.judged_at),
                             value(snapshot.judged_at())));
  return {Query::OP_OR, later, released};
}

/// A page before it is given.
struct Page {
  std::string rows;      ///< Each closed by '\n'.
  json::array speakers;  ///< What the query's speakers were expanded to.
  std::vector<std::uint64_t> names;
  std::uint64_t changed = 0;
  std::uint64_t added = 0;
  store::Kind part = store::Kind::articles;  ///< Where it ends.
  std::uint32_t last_docid = 0;
  bool is_last = false;
  std::size_t bytes = 0;
  bool full() const {
    return names.size() == ExportRows::kPageRows || bytes >= ExportRows::kPageBytes;
  }
};

}  // namespace

struct ExportRows::State {
  wire::Request request;
  text::OffsetUnit unit = text::OffsetUnit::bytes;
  std::vector<std::string> fields;  ///< Empty: all.
  std::optional<Position> since;
  Position beginning;  ///< For a later export; behind it stands what was added or replaced since.
  std::uint64_t matched_at_start = 0;
  std::string generation;   ///< That the docids belong to.
  bool renumbered = false;  ///< The generation changed: docids say nothing of when.
  std::uint32_t last_docid = 0;
  GivenRows given;
  std::uint64_t changed_since = 0;
  std::uint64_t added_since = 0;
  bool finished = false;
  /// Of the past: current versions come first, then superseded ones.  Whatever is superseded on the
  /// way is added there behind all others, and so is never missed.
  store::Kind part = store::Kind::articles;
  bool of_past() const { return request.text("as_of").has_value(); }
  /// Of today's export, in the generation in which it began.
  bool is_new(Xapian::docid docid) const {
    const Placed at = placed(docid, beginning.last.size());
    return !renumbered && !of_past() && at.docid > beginning.last[at.shard];
  }

  Result<Asked> ask_now(Snapshot& snapshot, const Budget& budget) const;
  Result<Page> page(Snapshot& snapshot, const Budget& budget);
  Result<void> read_on(Page& page, const Asked& asked, Snapshot& snapshot, const Budget& budget);
  Result<void> take(Page& page, const Xapian::Document& document, ExportRow& row, bool is_new);
  json::object frame(const Page& page, const Snapshot& snapshot);
};

Result<Asked> ExportRows::State::ask_now(Snapshot& snapshot, const Budget& budget) const {
  auto asked = ask(request, snapshot, budget);
  if (asked && since)
    asked->visible = came_after(asked->visible, *since, snapshot, snapshot.database(asked->kind));
  return asked;
}

/// Puts one match into \a page, or counts it.
Result<void> ExportRows::State::take(Page& page, const Xapian::Document& document, ExportRow& row,
                                     bool is_new) {
  const std::string data = document.get_data();
  const auto read = row.read(data);
  if (!read) return read.error();
  if (!*read) return {};
  const std::uint64_t name = row.name();
  if (of_past()) {
    if (given.contains(name)) return {};
  } else if (is_new || renumbered) {
    if (given.contains(name)) {
      if (is_new) ++page.changed;
      return {};
    }
    // A first version that was read before this began is one that an editor corrected since.
    const auto read_at = static_cast<std::int64_t>(
        Xapian::sortable_unserialise(document.get_value(slot::kIngested)));
    if (is_new && row.version() == 1 && read_at > beginning.judged_at) {
      ++page.added;
      return {};
    }
  }
  if (const auto written = row.append_to(page.rows); !written) return written.error();
  page.rows += '\n';
  page.names.push_back(name);
  page.bytes += data.size();
  return {};
}

/// Reads the page's part of the index on from its last docid, until that ends or the page is full.
Result<void> ExportRows::State::read_on(Page& page, const Asked& asked, Snapshot& snapshot,
                                        const Budget& budget) {
  Xapian::Database& database = snapshot.database(page.part);
  // Docids of several shards are dealt out in turn: this is where each shard goes on, give or take
  // one of its documents.
  const auto shards = static_cast<Xapian::docid>(database.size());
  const Xapian::docid first =
      page.last_docid < shards ? 1 : (page.last_docid - shards) / shards + 1;
  Xapian::Enquire enquire(database);
  enquire.set_query(with_deadline(from_docid(asked.visible, first), budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::doccount wanted = kPageRows + shards;
  const Xapian::MSet found = enquire.get_mset(0, wanted);

  ExportRow row(snapshot, unit, asked.kind, fields);
  page.is_last = found.size() < wanted;
  const Xapian::docid begun_at = page.last_docid;
  for (auto at = found.begin(); at != found.end(); ++at) {
    if (*at <= begun_at) continue;
    if (page.full()) {
      page.is_last = false;
      break;
    }
    check_time(budget.deadline);
    const Xapian::Document document = at.get_document();
    if (const auto taken = take(page, document, row, is_new(*at)); !taken) return taken.error();
    page.last_docid = *at;
  }
  return {};
}

Result<Page> ExportRows::State::page(Snapshot& snapshot, const Budget& budget) {
  const auto asked = ask_now(snapshot, budget);
  if (!asked) return asked.error();
  if (snapshot.reader().generation != generation) {
    generation = snapshot.reader().generation;
    renumbered = true;
    last_docid = 0;
    part = asked->kind;
  }
  Page page;
  page.speakers = asked->speakers->told();
  page.part = part;
  page.last_docid = last_docid;
  if (const auto read = read_on(page, *asked, snapshot, budget); !read) return read.error();
  if (asked->past && page.is_last && page.part == store::Kind::articles) {
    page.part = store::Kind::history;
    page.last_docid = 0;
    if (const auto read = read_on(page, *asked, snapshot, budget); !read) return read.error();
  }
  return page;
}

json::object ExportRows::State::frame(const Page& page, const Snapshot& snapshot) {
  for (const std::uint64_t name : page.names) given.add(name);
  part = page.part;
  last_docid = page.last_docid;
  changed_since += page.changed;
  added_since += page.added;
  finished = page.is_last;
  json::object frame{{"more", !finished}, {"revision", snapshot.revision()}};
  if (finished) {
    const std::uint64_t rows = given.size();
    frame.emplace("counts", json::object{{"rows", rows},
                                         {"matched_at_start", matched_at_start},
                                         {"gone_since",
                                          rows < matched_at_start ? matched_at_start - rows : 0},
                                         {"changed_since", changed_since},
                                         {"added_since", added_since}});
    if (of_past())
      frame.emplace("as_of", *request.text("as_of"));
    else
      frame.emplace("since", encode_position(beginning));
    if (!page.speakers.empty()) frame.emplace("speakers", page.speakers);
  }
  return frame;
}

ExportRows::ExportRows(std::unique_ptr<State> state) : state_(std::move(state)) {}
ExportRows::ExportRows(ExportRows&&) noexcept = default;
ExportRows& ExportRows::operator=(ExportRows&&) noexcept = default;
ExportRows::~ExportRows() = default;

Result<ExportRows> ExportRows::start(wire::Request request, Snapshot& snapshot,
                                     const Budget& budget) {
  auto state = std::make_unique<State>();
  state->request = std::move(request);
  state->unit = offset_unit(*state->request.text("offsets"));
  for (const std::string_view field : state->request.text_list("fields"))
    state->fields.emplace_back(field);
  const In target = *state->request.text("target") == "statements" ? In::statements : In::articles;
  if (const auto known = check_row_fields(state->fields, target); !known) return known.error();
  if (const auto since = state->request.text("since")) {
    if (state->of_past())
      return Error{Errc::invalid, "as_of and since: expected one of them, not both", 0};
    auto parsed = decode_position(
        *since, target == In::articles ? store::Kind::articles : store::Kind::statements, "since");
    if (!parsed) return parsed.error();
    state->since = std::move(*parsed);
  }
  const auto begun = attempt(snapshot, budget, [&]() -> Result<json::object> {
    const auto asked = state->ask_now(snapshot, budget);
    if (!asked) return asked.error();
    Xapian::Database& database = asked->database(snapshot);
    // "today" is one moment for all pages.
    if (asked->past) state->request.arguments["as_of"] = utc_text(asked->past->moment());
    state->matched_at_start = count_matches(database, asked->visible, budget);
    state->part = asked->kind;
    state->generation = snapshot.reader().generation;
    state->beginning = whole_of(snapshot, asked->kind);
    return json::object();
  });
  if (!begun) return begun.error();
  if (state->matched_at_start > kMaxRows)
    return Error{Errc::limit,
                 "export: " + std::to_string(state->matched_at_start) + " match, at most " +
                     std::to_string(kMaxRows) + " are given at once; narrow it, by date for one",
                 0};
  return ExportRows(std::move(state));
}

Result<ExportPage> ExportRows::next(Snapshot& snapshot, const Budget& budget) {
  State& state = *state_;
  if (state.finished) return Error{Errc::internal, "the export is over", 0};
  std::string rows;
  auto rest = attempt(snapshot, budget, [&]() -> Result<json::object> {
    auto page = state.page(snapshot, budget);
    if (!page) return page.error();
    rows = std::move(page->rows);
    return state.frame(*page, snapshot);
  });
  if (!rest) {
    state.finished = true;
    return rest.error();
  }
  return ExportPage{std::move(rows), std::move(*rest)};
}

bool ExportRows::finished() const { return state_->finished; }

}  // namespace onrecord::search
