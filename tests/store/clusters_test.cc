#include "proto/store/clusters.h"

#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <set>

#include "proto/store/fields.h"
#include "proto/store/signature.h"
#include "proto/store/terms.h"
#include "tests/catch.h"
#include "tests/store/samples.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::samples;
using store::Writer;

namespace {

/// A paragraph of words that no other number gives.
std::string words(int number, int count = 60) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text +=
        (i == 0 ? "" : " ") + std::string("w") + std::to_string(number) + "x" + std::to_string(i);
  return text + ".";
}

const std::string kSaid = "\nMara Lindqvist: We shall rebuild the wall.";

Article piece(const std::string& id, const std::string& text, std::uint32_t version = 1,
              std::int64_t ingested = kNow) {
  Article made = article(id, "Headline of " + id, text);
  made.version = version;
  made.ingested = ingested;
  return made;
}

/// Cluster by id of article, "" where it has none; checks that record, slot, the article's term and
/// the statements' slots say the same.
std::map<std::string, std::string> clusters(const std::filesystem::path& index) {
  const store::Reader reader = open_for_reading(index);
  std::map<std::string, std::string> found;
  REQUIRE(store::each_article(reader, [&](const Article& article) {
    found[article.key.id] = article.cluster;
    const auto check = [&](const Xapian::Database& database, bool has_term) {
      const std::string key = store::key_term(article.key);
      for (auto at = database.postlist_begin(key); at != database.postlist_end(key); ++at) {
        const Xapian::Document document = database.get_document(*at);
        CHECK(document.get_value(slot::kCluster) == article.cluster);
        std::set<std::string> terms;
        for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
          if ((*term).starts_with(prefix::kCluster)) terms.insert(*term);
        if (article.cluster.empty() || !has_term)
          CHECK(terms.empty());
        else
          CHECK(terms ==
                std::set<std::string>{store::make_term(prefix::kCluster, article.cluster)});
      }
    };
    check(reader.articles, true);
    check(reader.statements, false);
    return true;
  }));
  check_agreement(index);
  return found;
}

}  // namespace

TEST_CASE("a signature estimates what two texts share") {
  struct Case {
    std::string a, b;
    double resemblance, containment, error;
  };
  const auto c = GENERATE(values<Case>({
      {words(1), words(1), 1, 1, 0},
      {words(1), words(2), 0, 0, 0},
      {words(1, 300), words(1, 300) + " " + words(2, 300), 0.5, 1, 0.2},
      {words(1, 300) + " " + words(3, 100), words(1, 300) + " " + words(2, 100), 0.6, 0.75, 0.15},
      {words(1, 30), words(1, 60), 0.48, 1, 0.01},
      {words(1, 10), words(1, 10), 0, 0, 0},  // Too short.
      {"", words(1), 0, 0, 0},
  }));
  CAPTURE(c.a, c.b);
  const auto like = store::likeness(store::make_signature(c.a), store::make_signature(c.b));
  CHECK(like.resemblance == Approx(c.resemblance).margin(c.error));
  CHECK(like.containment == Approx(c.containment).margin(c.error));
}

TEST_CASE("a damaged signature is like nothing") {
  const std::string whole = store::make_signature(words(1));
  for (const std::string& bad :
       {std::string("abc"), whole.substr(0, 4), whole.substr(0, 7), std::string(8, '\0')}) {
    CHECK(store::likeness(whole, bad).containment == 0);
    CHECK(store::signature_terms(bad).empty());
  }
  CHECK(store::signature_terms(whole).size() == store::kMarks);
}

TEST_CASE("line ends, marks and the headline make no other text") {
  std::string wrapped = words(1);
  for (char& c : wrapped)
    if (c == ' ') c = '\n';
  CHECK(store::make_signature(wrapped) == store::make_signature("“" + words(1) + "”"));
}

TEST_CASE("copies of one batch and of later ones have one cluster, with their statements") {
  const unsigned shards = GENERATE(1u, 3u);
  const Scratch scratch;
  store::WriterOptions options = writer_options();
  options.settings.shards = shards;
  Writer writer = open_writer(scratch.index(), options);
  add(writer, {piece("first", words(1) + kSaid, 1, kNow - 5), piece("other", words(2) + kSaid),
               piece("copy", "Night desk. " + words(1) + kSaid)});
  auto found = clusters(scratch.index());
  CHECK_FALSE(found["first"].empty());
  CHECK(found["copy"] == found["first"]);
  CHECK(found["other"].empty());
  CHECK(found["first"].starts_with(std::to_string(kNow - 5) + "-"));

  const std::string id = found["first"];
  add(writer, {piece("late", words(1, 40) + kSaid), piece("alone", words(3) + kSaid)});
  found = clusters(scratch.index());
  CHECK(found["late"] == id);
  CHECK(found["first"] == id);
  CHECK(found["alone"].empty());

  // The words, and what stands behind what, are as before.
  const store::Reader reader = open_for_reading(scratch.index());
  Xapian::Enquire enquire(reader.articles);
  const std::vector<std::string> phrase{"w1x7", "w1x8"};
  enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, phrase.begin(), phrase.end()));
  CHECK(enquire.get_mset(0, 10).size() == 3);
}

TEST_CASE("clusters founded in one second have ids of their own, whatever their stories share") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index(), writer_options());
  std::vector<Article> pieces;
  constexpr int kStories = 40;
  for (int i = 0; i < kStories; ++i) {
    // A footer that is three tenths of every story.
    const std::string text = words(i, 42) + " " + words(999, 18);
    pieces.push_back(piece("a" + std::to_string(i), text));
    pieces.push_back(piece("b" + std::to_string(i), "Night desk. " + text));
  }
  add(writer, pieces);
  auto found = clusters(scratch.index());
  std::set<std::string> ids;
  for (int i = 0; i < kStories; ++i) {
    CHECK_FALSE(found["a" + std::to_string(i)].empty());
    CHECK(found["a" + std::to_string(i)] == found["b" + std::to_string(i)]);
    ids.insert(found["a" + std::to_string(i)]);
  }
  CHECK(ids.size() == kStories);
}

TEST_CASE("a story made of two does not draw both into one cluster") {
  const std::vector<std::string> order = GENERATE(values<std::vector<std::string>>(
      {{"a", "b", "both"}, {"both", "a", "b"}, {"a", "both", "b"}, {"b", "both", "a"}}));
  CAPTURE(order);
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  const std::map<std::string, std::string> texts{
      {"a", words(1, 200)}, {"b", words(2, 200)}, {"both", words(1, 200) + "\n" + words(2, 200)}};
  for (const std::string& id : order) add(writer, {piece(id, texts.at(id))});
  add(writer, {piece("b2", words(2, 190))});
  auto found = clusters(scratch.index());
  CHECK(found["a"] != found["b"]);
  CHECK_FALSE(found["both"].empty());
  CHECK_FALSE(found["b"].empty());
  CHECK(found["b2"] == found["b"]);
}

TEST_CASE("two clusters become one when a text shows that they are one story; the older id stays") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  // Each half with some of the middle: the two share too little with each other.
  const std::string left = words(1, 100) + " " + words(2, 60);
  const std::string right = words(2, 60) + " " + words(3, 100);
  add(writer, {piece("l1", left, 1, kNow), piece("l2", left + " End.", 1, kNow)});
  add(writer, {piece("r1", right, 1, kNow + 9), piece("r2", right + " End.", 1, kNow + 9)});
  auto found = clusters(scratch.index());
  const std::string older = found["l1"];
  REQUIRE(found["r1"] != older);
  REQUIRE_FALSE(found["r1"].empty());
  add(writer, {piece("whole", words(1, 100) + " " + words(2, 60) + " " + words(3, 100))});
  found = clusters(scratch.index());
  for (const auto& [key, cluster] : found) {
    CAPTURE(key);
    CHECK(cluster == older);
  }
}

TEST_CASE("a new version is compared anew; what it was is kept in history without its marks") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {piece("a", words(1) + kSaid), piece("b", words(1) + kSaid)});
  const std::string id = clusters(scratch.index())["a"];
  add(writer, {piece("b", words(1) + " One word more." + kSaid, 2)});
  CHECK(clusters(scratch.index())["b"] == id);
  add(writer, {piece("b", words(2) + kSaid, 3)});
  auto found = clusters(scratch.index());
  CHECK(found["b"].empty());
  CHECK(found["a"] == id);  // A cluster of one: whoever counts its members sees that.
  const store::Reader reader = open_for_reading(scratch.index());
  for (const std::string& mark : store::signature_terms(store::make_signature(words(1) + kSaid)))
    CHECK(count(reader.history, mark) == 0);
  add(writer, {piece("c", words(1) + kSaid)});
  CHECK(clusters(scratch.index())["c"] == id);
}

TEST_CASE("what a copy has won for a version does not go over to the next one of its batch") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {piece("a", words(1) + kSaid)});
  add(writer, {piece("copy", words(1) + kSaid), piece("a", words(2) + kSaid, 2)});
  auto found = clusters(scratch.index());
  CHECK_FALSE(found["copy"].empty());
  CHECK(found["a"].empty());
}

TEST_CASE("where a batch ends makes no difference to who is a copy of whom") {
  std::vector<Article> pieces;
  for (int i = 0; i < 12; ++i) {  // Four stories, told in full, cut and joined with the next.
    const int story = i % 4 + 1;
    pieces.push_back(
        piece("p" + std::to_string(i), i < 4   ? words(story)
                                       : i < 8 ? words(story, 45)
                                               : words(story) + " " + words(story % 4 + 1)));
  }
  std::set<std::set<std::set<std::string>>> outcomes;
  for (const std::size_t batch : {1u, 5u, 12u}) {
    const Scratch scratch;
    Writer writer = open_writer(scratch.index());
    for (std::size_t at = 0; at < pieces.size(); at += batch)
      add(writer,
          {pieces.begin() + static_cast<std::ptrdiff_t>(at),
           pieces.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch, pieces.size()))});
    std::map<std::string, std::set<std::string>> members;
    for (const auto& [id, cluster] : clusters(scratch.index()))
      members[cluster.empty() ? id : cluster].insert(id);
    std::set<std::set<std::string>> groups;
    for (auto& [cluster, ids] : members) groups.insert(std::move(ids));
    outcomes.insert(groups);
  }
  CHECK(outcomes.size() == 1);
  CHECK(outcomes.begin()->size() < pieces.size());
}

TEST_CASE("removing a member leaves the others as they are, and it may come back") {
  const Scratch scratch;
  std::string id;
  {
    Writer writer = open_writer(scratch.index());
    add(writer, {piece("a", words(1)), piece("b", words(1)), piece("c", words(1))});
    id = clusters(scratch.index())["a"];
    REQUIRE(writer.remove(piece("a", "").key, kNow));
    REQUIRE(writer.commit());
  }
  Writer writer = open_writer(scratch.index());
  auto found = clusters(scratch.index());
  CHECK(found.size() == 2);
  CHECK(found["b"] == id);
  add(writer, {piece("a", words(1), 2)});
  CHECK(clusters(scratch.index())["a"] == id);
}

TEST_CASE("a batch that is dropped leaves no cluster") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {piece("a", words(1))});
  REQUIRE(writer.stage(prepare(piece("b", words(1))), kNow));
  REQUIRE(writer.abandon());
  REQUIRE(writer.commit());
  CHECK(clusters(scratch.index())["a"].empty());
}

TEST_CASE("articles that were compared before keep their cluster in a new generation") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {piece("a", words(1)), piece("b", words(1)), piece("c", words(2))});
  const auto before = clusters(scratch.index());
  std::vector<Article> stored;
  const store::Reader reader = open_for_reading(scratch.index());
  REQUIRE(store::each_article(reader, [&](const Article& article) {
    stored.insert(stored.begin(), article);
    return true;
  }));
  auto next = writer.next_generation(writer.settings());
  REQUIRE(next);
  for (const Article& article : stored) REQUIRE(next->stage(prepare(article), 0));
  REQUIRE(next->commit());
  REQUIRE(next->publish());
  CHECK(clusters(scratch.index()) == before);
  add(*next, {piece("d", words(1))});
  CHECK(clusters(scratch.index())["d"] == before.at("a"));
}

TEST_CASE("a crash after any step of a batch leaves articles and statements in one cluster") {
  const store::Step step =
      GENERATE(store::Step::journal_written, store::Step::history_committed,
               store::Step::articles_committed, store::Step::statements_committed);
  const unsigned shards = GENERATE(1u, 2u);
  CAPTURE(static_cast<int>(step), shards);
  const Scratch scratch;
  store::WriterOptions options = writer_options();
  options.settings.shards = shards;
  {
    Writer writer = open_writer(scratch.index(), options);
    add(writer, {piece("a", words(1) + kSaid), piece("other", words(2) + kSaid)});
  }
  const pid_t child = ::fork();
  if (child == 0) {
    store::WriterOptions dying = writer_options();
    dying.on_step = [&](store::Step reached) {
      if (reached == step) ::_exit(42);
    };
    auto writer = Writer::open(scratch.index(), std::move(dying));
    if (!writer) ::_exit(3);
    store::DocumentMaker maker("en");
    const Article copy = piece("copy", words(1) + kSaid);
    if (!writer->stage(maker.prepare(copy, labelled_statements(copy)), kNow)) ::_exit(4);
    (void)writer->commit().has_value();
    ::_exit(5);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WEXITSTATUS(status) == 42);

  Writer writer = open_writer(scratch.index());
  auto found = clusters(scratch.index());
  const bool committed = step >= store::Step::articles_committed;
  CHECK(found.size() == (committed ? 3 : 2));
  CHECK(found["a"].empty() == !committed);
  if (committed) CHECK(found["copy"] == found["a"]);
  if (!committed) add(writer, {piece("copy", words(1) + kSaid)});
  found = clusters(scratch.index());
  CHECK_FALSE(found["copy"].empty());
  CHECK(found["copy"] == found["a"]);
}
