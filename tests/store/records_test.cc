#include "proto/store/records.h"

#include <random>
#include <utility>

#include "proto/store/hash.h"
#include "tests/catch.h"
#include "tests/store/samples.h"

using namespace onrecord;

namespace {

// text::Date has no comparison of its own; every member counts here.
bool same(const text::Date& a, const text::Date& b) {
  return a.precision == b.precision && a.earliest == b.earliest && a.latest == b.latest &&
         a.has_offset == b.has_offset && a.offset_minutes == b.offset_minutes &&
         a.first_day == b.first_day && a.last_day == b.last_day;
}

void check_same(const Article& a, const Article& b) {
  CHECK(a.key == b.key);
  CHECK(a.version == b.version);
  CHECK(a.headline == b.headline);
  CHECK(a.byline == b.byline);
  CHECK(a.speaker == b.speaker);
  CHECK(a.role == b.role);
  CHECK(a.outlet == b.outlet);
  CHECK(a.desk == b.desk);
  CHECK(a.language == b.language);
  CHECK(a.url == b.url);
  CHECK(a.rights == b.rights);
  CHECK(a.collection == b.collection);
  CHECK(a.notice == b.notice);
  CHECK(same(a.date, b.date));
  CHECK(a.date_printed == b.date_printed);
  CHECK(a.date_origin == b.date_origin);
  CHECK(a.status == b.status);
  CHECK(a.status_before == b.status_before);
  CHECK(a.embargo == b.embargo);
  CHECK(a.expiry == b.expiry);
  CHECK(a.modified == b.modified);
  CHECK(a.ingested == b.ingested);
  CHECK(a.superseded == b.superseded);
  CHECK(a.meta == b.meta);
  CHECK(a.warnings == b.warnings);
  CHECK(a.text_sha256 == b.text_sha256);
  CHECK(a.provenance == b.provenance);
  CHECK(a.extractor == b.extractor);
  CHECK(a.signature == b.signature);
  CHECK(a.cluster == b.cluster);
}

StoredStatement full_stored() {
  StoredStatement stored;
  stored.statement = samples::full_statement();
  stored.key = {"samples", "hp-0412"};
  stored.version = 3;
  stored.headline = "Ferry talks resume";
  stored.outlet = "Harbour Post";
  stored.desk = "Politics";
  stored.url = "https://post.example/0412";
  stored.date = samples::day(2026, 3, 5);
  stored.status = Status::retracted;
  stored.sentence = "The ferry talks resumed.";
  stored.text_sha256 = std::string(64, 'b');
  stored.source_sha256 = std::string(64, 'c');
  return stored;
}

}  // namespace

TEST_CASE("SHA-256 gives the published answers") {
  CHECK(store::sha256_hex("") ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(store::sha256_hex("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  store::Sha256 pieces;
  pieces.update("a");
  pieces.update("bc");
  CHECK(pieces.hex() == store::sha256_hex("abc"));
  CHECK(pieces.hex() == store::sha256_hex(""));
}

TEST_CASE("an article comes back as it was stored") {
  const Article a = samples::full_article();
  const Result<Article> back = decode_article(encode_article(a));
  REQUIRE(back);
  check_same(a, *back);
  CHECK(back->text == a.text);
  CHECK(back->spans == a.spans);
}

TEST_CASE("an article's header comes back without its text") {
  const Article a = samples::full_article();
  const Result<Article> back = decode_article_header(encode_article(a));
  REQUIRE(back);
  check_same(a, *back);
  CHECK(back->text.empty());
  CHECK(back->spans.empty());
}

TEST_CASE("an empty article and one with 20 MB and NULs come back") {
  Article a;
  a.key = {"s", ""};
  REQUIRE(decode_article(encode_article(a)));
  a.text = std::string(20u << 20, 'x');
  a.text[5] = '\0';
  a.headline = {std::string(300'000, 'h') + '\0', Origin::none};
  const Result<Article> back = decode_article(encode_article(a));
  REQUIRE(back);
  CHECK(back->text == a.text);
  CHECK(back->headline == a.headline);
}

TEST_CASE("a statement comes back as it was stored") {
  const StoredStatement stored = full_stored();
  const Result<StoredStatement> back = decode_statement(encode_statement(stored));
  REQUIRE(back);
  CHECK(back->statement == stored.statement);
  CHECK(back->key == stored.key);
  CHECK(back->version == stored.version);
  CHECK(back->headline == stored.headline);
  CHECK(back->outlet == stored.outlet);
  CHECK(back->desk == stored.desk);
  CHECK(back->url == stored.url);
  CHECK(same(back->date, stored.date));
  CHECK(back->status == stored.status);
  CHECK(back->sentence == stored.sentence);
  CHECK(back->text_sha256 == stored.text_sha256);
  CHECK(back->source_sha256 == stored.source_sha256);
}

TEST_CASE("damaged records are refused or read, never a crash") {
  const std::string article = encode_article(samples::full_article());
  const std::string statement = encode_statement(full_stored());
  CHECK_FALSE(decode_article(""));
  CHECK_FALSE(decode_article(statement));
  CHECK_FALSE(decode_statement(article));
  for (std::size_t size = 0; size < article.size(); ++size) {
    const Result<Article> cut = decode_article(std::string_view(article).substr(0, size));
    if (cut) CHECK(cut->text.size() <= samples::full_article().text.size());
  }
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string broken = i % 2 ? article : statement;
    for (int flips = 1 + i % 4; flips > 0; --flips)
      broken[random() % broken.size()] = static_cast<char>(random());
    const Result<Article> a = decode_article(broken);
    if (a)
      for (const TextSpan& span : a->spans) REQUIRE(span.span.end <= a->text.size());
    (void)decode_article_header(broken).has_value();
    (void)decode_statement(broken).has_value();
  }
}

TEST_CASE("a content hash changes with what the source gave, and with nothing else") {
  Article a = samples::full_article();
  a.status_before.reset();
  const std::string hash = content_hash(a);
  CHECK(hash.size() == 64);

  Article same_content = a;
  same_content.version = 9;
  same_content.ingested = 1;
  same_content.superseded = 2;
  same_content.extractor = "2";
  same_content.provenance.path = "elsewhere";
  same_content.provenance.reader = "jsonl/2";  // What reads the same brings no new version.
  same_content.provenance.byte_begin = 1;
  same_content.status_before = std::exchange(same_content.status, Status::withheld);
  same_content.signature.clear();
  same_content.cluster.clear();
  CHECK(content_hash(same_content) == hash);

  std::vector<Article> others(7, a);
  others[0].text += ' ';
  others[1].headline.value += 's';
  others[2].embargo.reset();
  others[3].status = Status::retracted;
  others[4].meta[0].second = "early";
  others[5].spans.pop_back();
  others[6].date = samples::day(2026, 3, 6);
  for (const Article& other : others) CHECK(content_hash(other) != hash);
}

TEST_CASE("a key is spelt in one way and read back") {
  struct Case {
    ArticleKey key;
    std::string spelt;
  };
  const auto c = GENERATE(values<Case>({{{"reuters", "a/b/1"}, "reuters/a/b/1"},
                                        {{"in/2024", "1"}, "in%2F2024/1"},
                                        {{"100%", ""}, "100%25/"},
                                        {{"a%2F", "%2F"}, "a%252F/%2F"}}));
  CHECK(c.key.str() == c.spelt);
  const std::optional<ArticleKey> back = ArticleKey::parse(c.spelt);
  REQUIRE(back);
  CHECK(*back == c.key);
}

TEST_CASE("what is not a key is not read as one") {
  for (std::string_view text : {"", "reuters", "/1", "a%2/1", "a%zz/1"})
    CHECK_FALSE(ArticleKey::parse(text));
}

TEST_CASE("a statement's id names article, version and place") {
  Statement s = samples::full_statement();
  CHECK(statement_id({"samples", "hp-0412"}, 3, s) == "samples/hp-0412@3:13-36");
  s.place = StatementPlace::headline;
  CHECK(statement_id({"samples", "hp-0412"}, 3, s) == "samples/hp-0412@3:h13-36");
}

TEST_CASE("confidence has a word") {
  Statement s;
  CHECK(confidence_word(s) == "unattributed");
  s.speaker = "Ada";
  s.speaker_confidence = 0.3f;
  CHECK(confidence_word(s) == "uncertain");
  s.speaker_confidence = 0.75f;
  CHECK(confidence_word(s) == "resolved");
  s.speaker_confidence = 0.95f;
  CHECK(confidence_word(s) == "stated");
}

TEST_CASE("names of enumerators are read back") {
  for (Status status :
       {Status::usable, Status::corrected, Status::retracted, Status::withheld, Status::canceled})
    CHECK(status_from(name_of(status)) == status);
  for (StatementKind kind : {StatementKind::direct, StatementKind::fragment, StatementKind::mixed,
                             StatementKind::indirect, StatementKind::speech})
    CHECK(statement_kind_from(name_of(kind)) == kind);
  CHECK_FALSE(status_from("gone"));
  CHECK(name_of(SpanKind::turn) == "turn");
  CHECK(name_of(Origin::editor) == "editor");
}

TEST_CASE("marks survive storing") {
  Article article = samples::article("1", "", "The ferry sails north");
  article.spans.push_back({SpanKind::quotation, {4, 9}, "Ida Moss"});
  article.spans.push_back({SpanKind::claim, {10, 21}, ""});
  const auto read = decode_article(encode_article(article));
  REQUIRE(read);
  CHECK(read->spans == article.spans);
  CHECK(name_of(SpanKind::quotation) == "quotation");
  CHECK(name_of(SpanKind::claim) == "claim");
}
