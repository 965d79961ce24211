// What is withheld, embargoed, expired or canceled is in no answer at all: no hit, no count, no
// facet, no row.
#include <chrono>

#include "searchd/search/export_rows.h"
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Entry entry_of(const std::string& id, const std::string& outlet) {
  Entry entry{
      story(id, "Secret " + id, "The ferry sank, said Ann Berg of " + id + ".", "2026-03-05")};
  entry.article.outlet = {outlet, Origin::given};
  entry.statements = {said(entry.article, "The ferry sank", "Ann Berg")};
  return entry;
}

/// Everything that the daemon can say about the archive, as one text.
std::string everything(Snapshot& snapshot) {
  std::string said;
  const auto add = [&](std::string_view method, json::object arguments) {
    auto response = answer(request_of(method, std::move(arguments)), snapshot);
    response.result.erase("took_ms");
    response.result.erase("revision");
    response.result.erase("bytes");
    response.result.erase("column_bytes");
    said += json::serialize(response.result);
    if (response.error) said += response.error->message;
    said += "\n";
  };
  for (const char* target : {"articles", "statements"}) {
    for (const char* sort : {"relevance", "newest", "oldest"})
      add("search", {{"query", "ferry"},
                     {"target", target},
                     {"sort", sort},
                     {"facets", {"outlet", "speaker", "year"}}});
    add("search", {{"target", target}});
    add("search", {{"query", "ferry date:2026-03-04..2026-03-06"}, {"target", target}});
    add("search", {{"query", "-bridge"}, {"target", target}});
    add("search", {{"query", "hid* OR fer* OR sec*"}, {"target", target}});
    add("search", {{"query", "hiden~ OR hid?en"}, {"target", target}});
    add("search", {{"query", "\"hid* OR fer*\" OR (hidde* w/p fer*)"}, {"target", target}});
    add("explain", {{"query", "hid* OR atleast1(fer*) OR secrt~"}, {"target", target}});
    add("facets", {{"fields", {"outlet", "source", "month"}}, {"target", target}});
    add("timeline", {{"target", target}, {"split", "outlet"}, {"queries", json::array()}});
    auto rows = ExportRows::start(request_of("export", {{"target", target}}), snapshot);
    REQUIRE(rows.has_value());
    while (!rows->finished()) {
      auto frame = rows->next(snapshot);
      REQUIRE(frame.has_value());
      frame->rest.erase("revision");
      said += frame->rows + json::serialize(frame->rest) + "\n";
    }
  }
  add("search", {{"query", "speaker:berg said:(ferry)"}});
  add("status", {});
  for (const char* quote : {"The ferry sank", "The ferry never sank", "said Ann Berg of"})
    for (const char* speaker : {"Ann Berg", "Berg", "Carl Moe"})
      add("verify", {{"quote", quote}, {"speaker", speaker}});
  add("verify", {{"quote", "The ferry sank"}, {"before", "2026-01-01"}});
  return said;
}

}  // namespace

TEST_CASE("an article that nobody may see leaves no trace in any answer") {
  const std::string how = GENERATE(as<std::string>(), "block list", "applied", "withheld status",
                                   "canceled", "embargo", "expiry");
  CAPTURE(how);
  const Entry open = entry_of("open", "Harbour Post");
  Entry hidden = entry_of("hidden", "Northern Wire");
  Entry as_told = hidden;
  if (how == "withheld status") as_told.article.status = Status::withheld;
  if (how == "canceled") as_told.article.status = Status::canceled;
  if (how == "embargo") as_told.article.embargo = seconds_now() + 3600;
  if (how == "expiry") as_told.article.expiry = seconds_now() - 1;
  Archive archive({open, as_told});
  Snapshot snapshot = archive.snapshot();
  if (how == "block list" || how == "applied") {
    REQUIRE(ids_of(snapshot, {{"query", "ferry"}}).size() == 2);
    archive.withhold(hidden.article.key);
  }
  if (how == "applied") REQUIRE(archive.writer().apply_block_list(kNow).has_value());

  // The same archive without it answers the same, byte for byte.
  Archive without({open});
  Snapshot reference = without.snapshot();
  std::string answered = everything(snapshot);
  const std::string expected = everything(reference);
  // Scores know how many documents there are; nothing else may differ.
  const auto scoreless = [](std::string text) {
    for (std::size_t at = 0; (at = text.find("\"score\":", at)) != std::string::npos; at += 8)
      text.erase(at + 8, text.find_first_of(",}", at) - at - 8);
    return text;
  };
  const auto undated = [](std::string text) {
    const auto at = text.find("\"made\":");
    if (at != std::string::npos) text.erase(at, text.find(',', at) - at);
    return text;
  };
  // Where an export began is a docid and a second, as a cursor is of its docid.
  const auto beginless = [](std::string text) {
    for (std::size_t at = 0; (at = text.find("\"since\":", at)) != std::string::npos; at += 8)
      text.erase(at + 8, text.find(',', at) - at - 8);
    return text;
  };
  CHECK(beginless(undated(scoreless(answered))) == beginless(undated(scoreless(expected))));
  CHECK(answered.find("hidden") == std::string::npos);

  // By name it is as unknown as one that never was.
  const auto refusal = [&](std::string_view method, json::object arguments, std::string_view name) {
    std::string message = ask_refused(snapshot, method, std::move(arguments)).message;
    const auto at = message.find(name);
    REQUIRE(at != std::string::npos);
    return message.replace(at, name.size(), "NAME");
  };
  CHECK(refusal("article", {{"id", "hidden"}}, "hidden") ==
        refusal("article", {{"id", "never"}}, "never"));
  CHECK(refusal("article", {{"key", "harbour/hidden"}}, "harbour/hidden") ==
        refusal("article", {{"key", "harbour/never"}}, "harbour/never"));
  CHECK(refusal("article", {{"key", "harbour/hidden"}, {"version", 1}}, "harbour/hidden") ==
        refusal("article", {{"key", "harbour/never"}, {"version", 1}}, "harbour/never"));
  CHECK(refusal("explain", {{"query", "ferry"}, {"id", "hidden"}}, "hidden") ==
        refusal("explain", {{"query", "ferry"}, {"id", "never"}}, "never"));
  CHECK(refusal("statement", {{"id", "harbour/hidden@1:0-14"}}, "harbour/hidden@1:0-14") ==
        refusal("statement", {{"id", "harbour/never@1:0-14"}}, "harbour/never@1:0-14"));
}

TEST_CASE("which words of a long text are left out does not tell what hidden articles hold") {
  std::string words;
  for (char a = 'b'; a <= 'i'; ++a)
    for (char b = 'b'; b <= 'i'; ++b) words += std::string("qo") + a + "o" + b + " ";
  Entry hidden = entry_of("hidden", "Northern Wire");
  hidden.article = story("hidden", "Note", "A quibbleton was seen.");
  hidden.statements.clear();
  Archive archive({{story("open", "Note", words)}, hidden});
  archive.withhold(hidden.article.key);
  Snapshot snapshot = archive.snapshot();
  const auto dropped = [&](std::string_view probe) {
    const auto answer = ask_ok(
        snapshot, "search",
        {{"query", words + std::string(probe)}, {"match", "any"}, {"words", true}, {"limit", 0}});
    return answer.contains("dropped");
  };
  CHECK_FALSE(dropped("quibbleton"));
  CHECK_FALSE(dropped("nonesuch"));
}

TEST_CASE("an old version is out of reach when its article is withheld") {
  Archive archive({entry_of("a", "Harbour Post")});
  archive.add({entry_of("a", "Northern Wire")});
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_ok(snapshot, "article", {{"id", "a"}, {"version", 1}}).at("outlet") == "Harbour Post");
  archive.withhold({"harbour", "a"});
  CHECK(ask_refused(snapshot, "article", {{"id", "a"}, {"version", 1}}).code == Errc::not_found);
  CHECK(ask_refused(snapshot, "article", {{"key", "harbour/a"}, {"version", 1}}).code ==
        Errc::not_found);
}

TEST_CASE("an embargo ends by itself") {
  Entry soon = entry_of("soon", "Harbour Post");
  soon.article.embargo = seconds_now() + 2;
  Archive archive({soon});
  Snapshot snapshot = archive.snapshot();
  const auto until = seconds_now() + 10;
  const bool early =
      ids_of(snapshot, {{"query", "ferry"}}).empty() || seconds_now() >= *soon.article.embargo;
  CHECK(early);
  while (ids_of(snapshot, {{"query", "ferry"}}).empty() && seconds_now() < until) {
  }
  CHECK(ids_of(snapshot, {{"query", "ferry"}}) == Texts{"soon"});
}
