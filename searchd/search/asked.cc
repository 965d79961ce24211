// Request → tree → query → what of it may be seen.
#include "searchd/search/asked.h"

#include <string>
#include <utility>
#include <vector>

#include "proto/store/hash.h"
#include "proto/store/reader.h"
#include "searchd/query/compile.h"
#include "searchd/query/spelling.h"
#include "searchd/search/deadline.h"
#include "searchd/search/render.h"
#include "searchd/search/said.h"
#include "searchd/search/undated.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

Result<query::Parsed> parse(const wire::Request& request, In target) {
  const auto text = request.text("query");
  if (!text) {
    query::Parsed everything{std::make_unique<query::Node>(), {}};
    everything.root->kind = query::All{};
    return everything;
  }
  return query::parse_query(
      *text, target, *request.text("match") == "any" ? query::Match::any : query::Match::all,
      request.flag("words") ? query::Reading::words : query::Reading::operators);
}

/// Whether \a seen, documents with a term that may be seen, is none.  Cost: tens of microseconds.
bool any(const Xapian::Database& database, const Xapian::Query& seen) {
  Xapian::Enquire enquire(database);
  enquire.set_query(seen);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return !enquire.get_mset(0, 1).empty();
}

}  // namespace

query::CompileOptions compile_options(In target, const std::shared_ptr<SpeakerFilter>& speakers,
                                      Snapshot& snapshot, const Budget& budget) {
  query::CompileOptions options;
  options.target = target;
  options.tick = [deadline = budget.deadline] { check_time(deadline); };
  options.speaker = [speakers](std::string_view value, int column,
                               const Xapian::Query& as_it_says) {
    return speakers->expand(value, column, as_it_says);
  };
  options.role = [speakers](std::string_view value, int column, const Xapian::Query& as_it_says) {
    return speakers->expand_role(value, column, as_it_says);
  };
  if (target == In::articles)
    options.said = [speakers, &snapshot, &budget](std::span<const query::Node* const> conditions) {
      return articles_that_said(conditions, speakers, snapshot, budget);
    };
  if (!snapshot.hidden().empty()) {
    const Xapian::Database& database =
        target == In::articles ? snapshot.articles() : snapshot.statements();
    options.shown = [&](const std::string& term) {
      return any(database, snapshot.visible(Xapian::Query(term)));
    };
  }
  return options;
}

query::CompileOptions compile_options(const Asked& asked, Snapshot& snapshot,
                                      const Budget& budget) {
  auto options = compile_options(asked.target, asked.speakers, snapshot, budget);
  if (!asked.past) return options;
  options.said = [](std::span<const query::Node* const> conditions) -> Result<Xapian::Query> {
    return query::error_at(conditions.back()->column, Errc::unsupported,
                           "said:(…) and as_of: statements of former versions are not kept");
  };
  options.shown = [past = asked.past](const std::string& term) {
    return any(past->versions(), past->visible(Xapian::Query(term)));
  };
  return options;
}

Xapian::Database& Asked::database(Snapshot& snapshot) const {
  return past ? past->versions() : snapshot.database(kind);
}

const ColumnView* Asked::columns(const Snapshot& snapshot) const {
  return past ? nullptr : snapshot.columns(kind);
}

Xapian::Query Asked::seen(const Xapian::Query& query, const Snapshot& snapshot) const {
  return past ? past->visible(query) : snapshot.visible(query);
}

Result<Xapian::Query> compile_visible(const query::Node& root, const Asked& asked,
                                      Snapshot& snapshot, const Budget& budget) {
  const auto compiled = query::compile(root, asked.database(snapshot), snapshot.stemmer(),
                                       compile_options(asked, snapshot, budget));
  if (!compiled) return compiled.error();
  return asked.seen(compiled->query, snapshot);
}

Result<Asked> ask(const wire::Request& request, Snapshot& snapshot, const Budget& budget) {
  Asked asked;
  if (request.text("target").value_or("statements") == "statements") {
    asked.target = In::statements;
    asked.kind = store::Kind::statements;
  }
  const bool people = request.text("authority").value_or("used") == "used";
  asked.speakers = std::make_shared<SpeakerFilter>(people ? snapshot.authority() : nullptr);
  auto parsed = parse(request, asked.target);
  if (!parsed) return parsed.error();
  asked.parsed = std::move(*parsed);

  if (const auto as_of = request.text("as_of")) {
    if (asked.target != In::articles)
      return Error{Errc::unsupported,
                   "argument 'as_of': statements of former versions are not kept: expected target "
                   "'articles', got 'statements'",
                   0};
    const auto moment = moment_of(*as_of, snapshot.judged_at());
    if (!moment) return moment.error();
    asked.past = std::make_shared<Past>(snapshot, *moment, budget);
  }
  const query::CompileOptions options = compile_options(asked, snapshot, budget);
  const Xapian::Database& database = asked.database(snapshot);
  auto compiled = query::compile(*asked.parsed.root, database, snapshot.stemmer(), options);
  if (!compiled) return compiled.error();
  asked.visible = asked.seen(compiled->query, snapshot);
  asked.length_parameter = compiled->length_parameter;
  asked.pairs = std::move(compiled->pairs);
  asked.expansions = compiled->expanded;
  asked.dropped = compiled->dropped;

  if (compiled->undated) {
    const auto compile_again = [&](const query::Node& root) -> Result<Xapian::Query> {
      const auto again = query::compile(root, database, snapshot.stemmer(), options);
      if (!again) return again.error();
      return again->query;
    };
    const auto left_out = left_out_by_dates(*asked.parsed.root, compiled->query, compile_again);
    if (!left_out) return left_out.error();
    asked.excluded_undated = asked.seen(*left_out, snapshot);
  }
  return asked;
}

std::uint64_t question_of(const wire::Request& request) {
  json::array question{*request.text("target"), *request.text("match"), request.flag("words"),
                       *request.text("sort")};
  if (request.text("authority").value_or("used") != "used")
    question.push_back(json::object{{"authority", "ignored"}});
  if (request.method->name == "search" && *request.text("collapse") != "none")
    question.push_back(json::object{{"collapse", *request.text("collapse")}});
  if (*request.text("sort") == "recent")
    question.push_back(json::object{{"half_life", *request.integer("half_life")}});
  if (const auto as_of = request.text("as_of")) question.push_back(json::object{{"as_of", *as_of}});
  if (const auto text = request.text("query")) question.emplace_back(*text);
  // 0 stands for "no cursor".
  return store::hash64(json::serialize(question)) | 1;
}

std::uint64_t count_matches(Xapian::Database& database, const Xapian::Query& query,
                            const Budget& budget) {
  if (query.empty()) return 0;
  Xapian::Enquire enquire(database);
  const Xapian::Query unweighted(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
  enquire.set_query(with_deadline(unweighted, budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

void put_question(json::object& result, const Asked& asked) {
  result.emplace("parsed", query::print(*asked.parsed.root));
  json::array hints;
  for (const query::Hint& hint : asked.parsed.hints)
    hints.push_back(json::object{{"column", hint.column}, {"message", hint.message}});
  result.emplace("hints", std::move(hints));
  if (asked.past) result.emplace("as_of", utc_text(asked.past->moment()));
  if (asked.expansions > 0) result.emplace("expansions", asked.expansions);
  if (asked.dropped > 0) result.emplace("dropped", asked.dropped);
  if (json::array told = asked.speakers->told(); !told.empty())
    result.emplace("speakers", std::move(told));
}

}  // namespace onrecord::search
