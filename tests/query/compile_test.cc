// Trees as Xapian queries: what weighs how much, what is capped, what is told beside the query.
#include "searchd/query/compile.h"

#include "proto/store/documents.h"
#include "searchd/query/parse.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::query;

namespace {

Article article(std::string id, std::string headline, std::string lead, std::string rest = "") {
  Article article;
  article.key = {"samples", std::move(id)};
  article.headline = {std::move(headline), Origin::given};
  article.outlet = {"Harbour Post", Origin::given};
  article.text = lead;
  article.spans = {{SpanKind::lead, {0, static_cast<std::uint32_t>(lead.size())}, ""}};
  if (!rest.empty()) {
    article.text.append("\n\n").append(rest);
    article.spans.push_back({SpanKind::paragraph,
                             {static_cast<std::uint32_t>(lead.size()) + 2,
                              static_cast<std::uint32_t>(article.text.size())},
                             ""});
  }
  article.text_sha256 = std::string(64, '0');
  return article;
}

/// An index in memory, one database.
class Bench {
 public:
  void add(const Article& article) { database_.add_document(maker_.article_document(article, {})); }
  void add(const Article& article, const Statement& statement) {
    database_.add_document(maker_.statement_document(article, statement));
  }
  Result<Compiled> compiled(std::string_view text, CompileOptions options = {},
                            Reading reading = Reading::operators, Match match = Match::all) {
    auto parsed = parse_query(text, options.target, match, reading);
    if (!parsed) return parsed.error();
    return compile(*parsed->root, database_, stemmer_, options);
  }
  /// Docids, best first.
  std::vector<Xapian::docid> search(const Xapian::Query& query) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    std::vector<Xapian::docid> found;
    const Xapian::MSet hits = enquire.get_mset(Xapian::doccount(0), Xapian::doccount(1000));
    weights_.clear();
    for (auto it = hits.begin(); it != hits.end(); ++it) {
      found.push_back(*it);
      weights_.push_back(it.get_weight());
    }
    return found;
  }
  std::vector<Xapian::docid> search(std::string_view text, const CompileOptions& options = {}) {
    auto query = compiled(text, options);
    INFO(text);
    REQUIRE(query);
    return search(query->query);
  }
  const std::vector<double>& weights() const { return weights_; }
  Xapian::WritableDatabase& database() { return database_; }

 private:
  Xapian::WritableDatabase database_{"", Xapian::DB_BACKEND_INMEMORY};
  store::DocumentMaker maker_{"en"};
  store::Stemmer stemmer_{"en"};
  mutable std::vector<double> weights_;
};

using Docids = std::vector<Xapian::docid>;
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a word weighs more in the headline, and as it is written") {
  Bench bench;
  bench.add(article("body", "Ships wait again", "Nothing moved on Monday.",
                    "The grain waits at anchor."));
  bench.add(article("other form", "Ships wait again", "Nothing moved on Monday.",
                    "The grains wait at anchor."));
  bench.add(article("head", "Grain waits again", "Nothing moved on Monday.",
                    "The ships wait at anchor."));
  bench.add(
      article("none", "Ships wait again", "Nothing moved on Monday.", "The coal waits at anchor."));
  for (int i = 0; i < 20; ++i)
    bench.add(article("x", "Other things", "Other words.", "More of them."));
  CHECK(bench.search("grain") == Docids{3, 1, 2});
  CHECK(bench.weights()[0] > bench.weights()[1]);
  CHECK(bench.weights()[1] > bench.weights()[2]);
  CHECK(bench.search("grain anchor") == Docids{3, 1, 2});
}

TEST_CASE("stop words beside other words match, and weigh nothing") {
  Bench bench;
  for (int i = 0; i < 20; ++i)
    bench.add(article("x", "Other things", "Other words.", "More of those."));
  bench.add(article("both", "Ships wait", "Some of the grain waits.", "It will."));
  bench.search("grain");
  const auto plain = bench.weights();
  CHECK(bench.search("the grain") == Docids{21});
  CHECK(bench.weights() == plain);
  // Where there is nothing else, they are what is asked for.
  REQUIRE(bench.search("it will") == Docids{21});
  CHECK(bench.weights()[0] > 0);
}

TEST_CASE("a word that a text repeats weighs more, but not twice as much") {
  Bench bench;
  for (int i = 0; i < 20; ++i)
    bench.add(article("x", "Other things", "Other words.", "More of those."));
  bench.add(article("grain", "Ships wait", "Nothing moved.", "The grain waits."));
  bench.add(article("coal", "Ships wait", "Nothing moved.", "The coal waits."));
  CHECK(bench.search("coal OR grain").size() == 2);
  const double once = bench.weights()[0];
  CHECK(bench.search("coal OR grain OR grain") == Docids{21, 22});
  CHECK(bench.weights()[0] > 1.3 * once);
  CHECK(bench.weights()[0] < 1.9 * once);
  CHECK(bench.weights()[1] == Approx(once));
}

TEST_CASE("neighbouring words are pairs, unless both are stop words") {
  Bench bench;
  const auto compiled =
      bench.compiled("ships of the line wait -\"grain harbour\" outlet:post coal");
  REQUIRE(compiled);
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(compiled->pairs == Pairs{{"line", "wait"}, {"ships", "of"}, {"the", "line"}});
}

TEST_CASE("the fewer words, the less a document's length counts") {
  Bench bench;
  const auto parameter = [&](const char* text) { return bench.compiled(text)->length_parameter; };
  CHECK(parameter("grain") == Approx(10));
  CHECK(parameter("the grain waits at anchor grain") == Approx(10.0 / 3));
  CHECK(parameter("a1 b1 c1 d1 e1 f1 g1 h1 j1 k1 l1 m1") == Approx(1));
}

TEST_CASE("fields weigh nothing") {
  Bench bench;
  bench.add(article("a", "Grain", "Grain and coal."));
  bench.add(article("b", "Coal", "Coal."));
  const auto filter = bench.compiled("outlet:\"harbour post\" -status:retracted");
  REQUIRE(filter);
  CHECK_FALSE(filter->ranked);
  CHECK(bench.search(filter->query) == Docids{1, 2});
  CHECK(bench.weights() == std::vector<double>{0, 0});

  bench.search("coal");
  const auto plain = bench.weights();
  bench.search("coal outlet:\"harbour post\"");
  CHECK(bench.weights() == plain);
  const auto ranked = bench.compiled("coal OR outlet:\"harbour post\"");
  REQUIRE(ranked);
  CHECK(ranked->ranked);
  bench.search(ranked->query);
  CHECK(bench.weights() == plain);
}

TEST_CASE("a phrase of stop words is found, and only as printed") {
  Bench bench;
  bench.add(article("a", "Play", "To be or not to be, he asked."));
  bench.add(article("b", "Play", "Not to be outdone, or to be late."));
  bench.add(article("c", "Play", "Or be not to be to."));
  CHECK(bench.search("\"to be or not to be\"") == Docids{1});
  CHECK(bench.search("\"to be\"").size() == 3);
  CHECK(bench.search("\"or to\"") == Docids{2});
  CHECK(bench.search("\"be or\"") == Docids{1});
}

TEST_CASE("one wildcard, however many words it stands for, weighs like one word") {
  Bench bench;
  bench.add(article("a", "One", "Tariff."));
  bench.add(article("b", "Two", "Tarification."));
  for (int i = 0; i < 10; ++i) bench.add(article("x", "Other", "Tariff."));
  const auto query = bench.compiled("tari*");
  REQUIRE(query);
  CHECK(query->expanded == 2);
  REQUIRE(query->expansions.size() == 1);
  CHECK(query->expansions[0].printed == "tari*");
  CHECK(query->expansions[0].words == Words{"tariff", "tarification"});
  bench.search(query->query);
  CHECK(bench.weights().front() == Approx(bench.weights().back()));
}

TEST_CASE("wildcards stand for so many words and no more") {
  Bench bench;
  std::string text;
  for (int i = 0; i < 30; ++i) text.append("tax").append(std::to_string(100 + i)).append(" toll ");
  bench.add(article("a", "Many", text));
  CompileOptions options;
  options.max_expansions = 30;
  CHECK(bench.compiled("tax*", options)->expanded == 30);
  options.max_expansions = 29;
  const auto refused = bench.compiled("é tax*", options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::limit);
  CHECK(refused.error().column == 3);
  CHECK(refused.error().message == "column 3: 'tax*' stands for more than 29 words");
  options.max_expansions = 30;
  const auto together = bench.compiled("toll* tax*", options);
  REQUIRE_FALSE(together);
  CHECK(together.error().message ==
        "column 7: 'tax*' stands for more than 30 words, with the wildcards before it");
  const auto field = bench.compiled("outlet:h* tax*", options);
  REQUIRE_FALSE(field);
  CHECK(field.error().column == 11);
}

TEST_CASE("of a long text the rarest words are used, and the others counted") {
  Bench bench;
  std::string text;
  for (int i = 0; i < 100; ++i) {
    std::string word = "w";
    text.append(word.append(std::to_string(i))).append(" ");
    // Word i is in 100 - i documents.
    bench.add(article(std::to_string(i), "Head", text));
  }
  const auto query = bench.compiled(text + "unknown words too", {}, Reading::words, Match::any);
  REQUIRE(query);
  CHECK(query->dropped == 36);
  const Words kept(query->query.get_terms_begin(), query->query.get_terms_end());
  CHECK(kept.size() == 64);
  CHECK(std::count(kept.begin(), kept.end(), "Zw36") == 1);
  CHECK(std::count(kept.begin(), kept.end(), "Zw35") == 0);
  CHECK(bench.search(query->query).size() == 64);
  const auto none = bench.compiled("nothing of this", {}, Reading::words, Match::any);
  REQUIRE(none);
  CHECK(bench.search(none->query).empty());
}

TEST_CASE("a date filter tells what only its unknown date excludes") {
  Bench bench;
  Article dated = article("a", "Head", "Grain.");
  dated.date = *text::date_of({2026, 3, 5});
  bench.add(dated);
  bench.add(article("b", "Head", "Grain."));
  bench.add(article("c", "Head", "Coal."));
  const auto query = bench.compiled("grain date:2025..");
  REQUIRE(query);
  CHECK(bench.search(query->query) == Docids{1});
  REQUIRE(query->undated);
  CHECK(bench.search(*query->undated) == Docids{2});
  CHECK_FALSE(bench.compiled("grain")->undated);
  CHECK_FALSE(bench.compiled("grain date:unknown")->undated);
}

TEST_CASE(
    "a statement's own words weigh more than its sentence's, and those more than the headline's") {
  Bench bench;
  Article piece =
      article("a", "Grain waits", "Mara Lindqvist said the coal would leave on Monday.");
  const auto said = [&](std::string_view words) {
    Statement statement;
    const auto begin = static_cast<std::uint32_t>(piece.text.find(words));
    statement.span = {begin, begin + static_cast<std::uint32_t>(words.size())};
    statement.pieces = {statement.span};
    statement.context = {0, static_cast<std::uint32_t>(piece.text.size())};
    return statement;
  };
  bench.add(piece, said("the coal would leave"));
  bench.add(piece, said("on Monday"));
  for (int i = 0; i < 20; ++i) {
    Article other = article("x", "Nothing new", "Nothing at all was said about any of it.");
    Statement statement;
    statement.span = statement.context = {0, 7};
    bench.add(other, statement);
  }
  CompileOptions options;
  options.target = In::statements;
  CHECK(bench.search("coal", options) == Docids{1, 2});
  CHECK(bench.weights()[0] > 1.5 * bench.weights()[1]);
  const double in_sentence = bench.weights()[1];
  CHECK(bench.search("grain", options).size() == 2);
  CHECK(bench.weights()[0] < in_sentence);

  const auto query = bench.compiled("coal monday", options);
  REQUIRE(query);
  CHECK(bench.search(query->query).size() == 2);
  REQUIRE(query->in_statement);
  CHECK(bench.search(*query->in_statement).empty());
  CHECK(bench.search(*query->in_sentence).size() == 2);
  CHECK_FALSE(bench.compiled("quoted:yes", options)->in_statement);
  CHECK_FALSE(bench.compiled("coal")->in_statement);
}

TEST_CASE("a speaker is found however the initials are printed") {
  Bench bench;
  int number = 0;
  for (const char* name : {"J. K. Verey", "J.K. Verey", "JK Verey", "Jan Verey"}) {
    Article piece = article(std::to_string(++number), "Head", "Grain.");
    piece.speaker = {name, Origin::given};
    bench.add(piece);
  }
  for (const char* asked : {"\"J. K. Verey\"", "\"j.k. verey\"", "\"JK Verey\"", "jk"}) {
    CAPTURE(asked);
    CHECK(bench.search(std::string("speaker:") + asked) == Docids{1, 2, 3});
  }
  CHECK(bench.search("speaker:\"K. Verey\"") == Docids{1});
  CHECK(bench.search("speaker:verey").size() == 4);
}

TEST_CASE("said:(…) needs a search of statements, and is handed who must have said it") {
  Bench bench;
  bench.add(article("a", "Head", "Grain."));
  bench.add(article("b", "Head", "Grain."));
  const auto refused = bench.compiled("grain said:(coal)");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::unsupported);
  CHECK(refused.error().message == "column 7: 'said:(…)' is not available in this version");

  std::vector<std::string> asked;
  CompileOptions options;
  options.said = [&](std::span<const Node* const> conditions) -> Result<Xapian::Query> {
    std::string all;
    for (const Node* node : conditions) all.append(all.empty() ? "" : " + ").append(print(*node));
    asked.push_back(all);
    return Xapian::Query(store::value_term(*find_field("id"), "b"));
  };
  CHECK(bench.search("grain said:(coal \"by sea\")", options) == Docids{2});
  bench.compiled("speaker:vale (role:minister OR role:envoy) grain said:(coal) outlet:x", options)
      .has_value();
  bench.compiled("speaker:vale grain (said:(coal) OR said:(iron kind:direct)) -said:(x)", options)
      .has_value();
  bench.compiled("(speaker:vale grain) OR said:(coal)", options).has_value();
  CHECK(asked == Words{"coal \"by sea\"", "speaker:vale + role:minister OR role:envoy + coal",
                       "speaker:vale + coal", "speaker:vale + iron kind:direct", "speaker:vale + x",
                       "coal"});

  options.said = [](std::span<const Node* const>) -> Result<Xapian::Query> {
    return Error{Errc::deadline, "time ran out", 0};
  };
  CHECK(bench.compiled("said:(coal)", options).error().code == Errc::deadline);
}

TEST_CASE("several trees must all match") {
  Bench bench;
  bench.add(article("a", "Head", "Grain."));
  bench.add(article("b", "Head", "Grain and coal."));
  store::Stemmer stemmer("en");
  const auto grain = parse_query("grain"), coal = parse_query("coal");
  const std::vector<const Node*> both{grain->root.get(), coal->root.get()};
  const auto query = compile(both, bench.database(), stemmer);
  REQUIRE(query);
  CHECK(bench.search(query->query) == Docids{2});
}

TEST_CASE("what Xapian throws is an error of ours") {
  Bench bench;
  bench.database().close();
  const auto query = bench.compiled("grain*");
  REQUIRE_FALSE(query);
  CHECK(query.error().code == Errc::index);
}
