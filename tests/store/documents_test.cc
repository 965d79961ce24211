#include "proto/store/documents.h"

#include <map>
#include <set>

#include "proto/store/terms.h"
#include "tests/catch.h"
#include "tests/store/samples.h"

using namespace onrecord;
using namespace onrecord::store;

namespace {

// A document read back through a database of its own, as a searcher sees it.
class Indexed {
 public:
  explicit Indexed(const Xapian::Document& document) : database_("", Xapian::DB_BACKEND_INMEMORY) {
    database_.add_document(document);
    for (auto term = database_.termlist_begin(1); term != database_.termlist_end(1); ++term)
      wdf_[*term] = term.get_wdf();
  }

  bool has(const std::string& term) const { return wdf_.count(term) != 0; }
  unsigned wdf(const std::string& term) const { return has(term) ? wdf_.at(term) : 0; }
  std::vector<unsigned> positions(const std::string& term) const {
    std::vector<unsigned> all;
    if (!has(term)) return all;
    for (auto at = database_.positionlist_begin(1, term); at != database_.positionlist_end(1, term);
         ++at)
      all.push_back(*at);
    return all;
  }
  bool phrase(const std::string& a, const std::string& b) const {
    return matches(Xapian::Query(Xapian::Query::OP_PHRASE, Xapian::Query(a), Xapian::Query(b)));
  }
  bool near(const std::string& a, const std::string& b, unsigned window) const {
    const std::string terms[] = {a, b};
    return matches(Xapian::Query(Xapian::Query::OP_NEAR, terms, terms + 2, window));
  }
  std::string value(Xapian::valueno slot) const {
    return database_.get_document(1).get_value(slot);
  }
  const std::map<std::string, unsigned>& terms() const { return wdf_; }

 private:
  bool matches(const Xapian::Query& query) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    return !enquire.get_mset(0, Xapian::doccount{1}).empty();
  }
  Xapian::WritableDatabase database_;
  std::map<std::string, unsigned> wdf_;
};

Indexed index(const Article& article, const std::vector<Statement>& statements = {}) {
  DocumentMaker maker("en");
  return Indexed(maker.article_document(article, statements));
}

}  // namespace

TEST_CASE("headline, lead and body words are found, and each under its own prefix") {
  const Indexed doc = index(samples::article("1", "Ferry talks", "Talks resumed.\nWalls rose."));
  CHECK(doc.wdf("talks") == 2);
  CHECK(doc.wdf("Stalks") == 1);
  CHECK(doc.wdf("Ltalks") == 1);
  CHECK(doc.wdf("Ztalk") == 2);
  CHECK(doc.wdf("ZStalk") == 1);
  CHECK(doc.wdf("ZLresum") == 1);
  CHECK(doc.has("walls"));
  CHECK_FALSE(doc.has("Lwalls"));
  CHECK_FALSE(doc.has("Swalls"));
  CHECK(doc.positions("Ztalk").empty());
  CHECK(doc.positions("ferry") == std::vector<unsigned>{1});
  CHECK(doc.positions("Sferry") == doc.positions("ferry"));
}

TEST_CASE("a lead ends where the words of its first 600 bytes do, and phrases run on across") {
  std::string text;
  for (char a = 'a'; a <= 'j'; ++a)
    for (char b = 'a'; b <= 'j'; ++b) text += std::string("eightxx") + a + b + ' ';
  const Indexed doc = index(samples::article("1", "", text));
  CHECK(doc.has("Leightxxfj"));
  CHECK_FALSE(doc.has("Leightxxga"));
  CHECK(doc.has("eightxxga"));
  CHECK(doc.phrase("eightxxfj", "eightxxga"));
  CHECK(doc.positions("XP").size() == 1);
}

TEST_CASE("no phrase and no NEAR crosses from headline to lead or between paragraphs") {
  const Indexed doc = index(samples::article("1", "Quiet harbour", "Ferry talks\nresume today"));
  CHECK(doc.phrase("quiet", "harbour"));
  CHECK(doc.phrase("ferry", "talks"));
  CHECK_FALSE(doc.phrase("harbour", "ferry"));
  CHECK_FALSE(doc.phrase("talks", "resume"));
  CHECK_FALSE(doc.near("talks", "resume", kPositionGap));
  CHECK(doc.near("talks", "ferry", 2));
}

TEST_CASE("sentences and paragraphs are marked where their first word stands") {
  const Indexed doc =
      index(samples::article("1", "Head", "The ferry sank. Nobody was hurt.\nWork began."));
  std::set<unsigned> sentences;
  for (const char* word : {"head", "the", "nobody", "work"})
    sentences.insert(doc.positions(word).front());
  const auto marked = doc.positions("XS");
  CHECK(std::set<unsigned>(marked.begin(), marked.end()) == sentences);
  const std::vector<unsigned> paragraphs = {
      doc.positions("head").front(), doc.positions("the").front(), doc.positions("work").front()};
  CHECK(doc.positions("XP") == paragraphs);
  CHECK(doc.wdf("XS") == 0);
}

TEST_CASE("pairs of stop words are terms, and never across a paragraph") {
  const Indexed doc =
      index(samples::article("1", "", "Minister of the harbour, as it\nwas said of the sea"));
  CHECK(doc.wdf("Jof the") == 2);
  CHECK(doc.has("Jas it"));
  CHECK_FALSE(doc.has("Jit was"));
  CHECK_FALSE(doc.has("Jminister of"));
  CHECK_FALSE(doc.has("Jthe harbour"));
  CHECK(doc.positions("Jof the").empty());
}

TEST_CASE("hyphened words are found apart, as a phrase, and by the stem of the joined word") {
  const Indexed doc =
      index(samples::article("1", "", "An anti-war rally in a run-of-the-mill town"));
  CHECK(doc.phrase("anti", "war"));
  CHECK(doc.has(stem_term("", "antiwar")));
  CHECK(doc.wdf(stem_term("", "antiwar")) == 1);
  CHECK_FALSE(doc.has("antiwar"));
  CHECK(doc.phrase("mill", "town"));
}

TEST_CASE("a speaker with two names is found by either") {
  Article a = samples::article("1", "", "We will sail.");
  a.speaker = {"Mara Lindqvist", Origin::given};
  a.meta = {{"speaker", "lindqvist-m"}};
  const Indexed doc = index(a);
  CHECK(doc.phrase("Amara", "Alindqvist"));
  CHECK(doc.phrase("Alindqvist", "Am"));
  CHECK_FALSE(doc.phrase("Alindqvist", "Alindqvist"));
  CHECK(doc.value(find_field("speaker")->slot) == "Mara Lindqvist");
}

TEST_CASE("tags, handles and percentages are found with their sign and without") {
  const Indexed doc = index(samples::article("1", "", "@portarlen on #ferries: 40% of 7% sail"));
  for (const char* term :
       {"@portarlen", "portarlen", "#ferries", "ferries", "40%", "40", "7%", "7"}) {
    CAPTURE(term);
    CHECK(doc.has(term));
  }
  CHECK(doc.phrase("on", "ferries"));
  CHECK(doc.phrase("#ferries", "40"));
}

TEST_CASE("a byline in the text is found as a byline, and as a paragraph of its own") {
  const Indexed doc = index(samples::full_article());
  CHECK(doc.has("Yokoro"));
  CHECK(doc.phrase("Yada", "Yokoro"));
  CHECK(doc.has("okoro"));
  CHECK_FALSE(doc.has("Lokoro"));
  CHECK(doc.value(find_field("byline")->slot) == "Ada Okoro");

  Article unnamed = samples::full_article();
  unnamed.byline = {};
  CHECK(index(unnamed).has("Yokoro"));
}

TEST_CASE("a labelled part's words are found in it, and its label as a value") {
  const Indexed doc = index(samples::full_article());
  const std::string part = part_prefix("why it matters");
  CHECK(doc.has(part + "island"));
  CHECK(doc.positions(part + "island") == doc.positions("island"));
  CHECK(doc.has(stem_term(part, "island")));
  CHECK_FALSE(doc.has(part + "ferry"));
  CHECK(doc.has("matters"));
  CHECK(doc.has("Bwhy it matters"));
  CHECK(decode_list(doc.value(find_field("label")->slot)) ==
        std::vector<std::string>{"Why it matters"});
}

TEST_CASE("a headline that is part of the text is indexed once") {
  Article a = samples::article("1", "Ferry talks", "Ferry talks\nThey resumed.");
  a.spans[0].kind = SpanKind::headline;
  const Indexed doc = index(a);
  CHECK(doc.wdf("ferry") == 1);
  CHECK(doc.wdf("Sferry") == 1);
}

TEST_CASE("a mark adds no words and parts none") {
  Article a = samples::article("1", "", "The ferry sails north");
  const Indexed plain = index(a);
  a.spans.push_back({SpanKind::quotation, {4, 15}, "Ida Moss"});
  a.spans.push_back({SpanKind::claim, {10, 21}, ""});
  const Indexed marked = index(a);
  CHECK(marked.wdf("ferry") == plain.wdf("ferry"));
  CHECK(marked.phrase("sails", "north"));
  CHECK(marked.phrase("the", "ferry"));
}

TEST_CASE("text that no span names is found all the same") {
  Article a = samples::article("1", "", "Alpha beta\ngamma delta");
  a.spans = {{SpanKind::paragraph, {6, 10}, ""}};
  const Indexed doc = index(a);
  for (const char* word : {"alpha", "beta", "gamma", "delta"}) CHECK(doc.has(word));
  CHECK_FALSE(doc.phrase("beta", "gamma"));
}

TEST_CASE("speakers are those of the metadata and of the statements, words apart between names") {
  Article a =
      samples::article("1", "", "Jonas Weil: We sail.\nIda Moss: We stay.\nIda Moss: So be it.");
  a.speaker = {"Mara Lindqvist", Origin::given};
  a.role = {"harbour minister", Origin::given};
  const Indexed doc = index(a, samples::labelled_statements(a));
  CHECK(decode_list(doc.value(find_field("speaker")->slot)) ==
        std::vector<std::string>{"Mara Lindqvist", "Jonas Weil", "Ida Moss"});
  CHECK(doc.phrase("Amara", "Alindqvist"));
  CHECK(doc.phrase("Aida", "Amoss"));
  CHECK_FALSE(doc.phrase("Alindqvist", "Ajonas"));
  CHECK_FALSE(doc.near("Alindqvist", "Ajonas", kPositionGap));
  CHECK(doc.phrase("Rharbour", "Rminister"));
  CHECK(doc.has("XK:lndkvst"));
}

TEST_CASE("every field of the table that lives in articles is written") {
  const Article a = samples::full_article();
  const Indexed doc = index(a, {samples::full_statement()});
  for (const Field& field : kFields) {
    if (!lives_in(field, In::articles) || field.type == FieldType::any_of) continue;
    CAPTURE(field.name);
    if (!field.prefix.empty()) {
      const auto at = doc.terms().lower_bound(std::string(field.prefix));
      CHECK((at != doc.terms().end() && at->first.starts_with(field.prefix)));
    }
    if (field.slot != kNoSlot) CHECK_FALSE(doc.value(field.slot).empty());
  }
  for (auto slot :
       {slot::kDateEarliest, slot::kDateLatest, slot::kContentHash, slot::kVersionNumber,
        slot::kEmbargo, slot::kCluster, slot::kIngested, slot::kKey})
    CHECK_FALSE(doc.value(slot).empty());
  CHECK(doc.has("XE:yes"));
  CHECK(doc.has("XC:c-17"));
  CHECK(doc.has("Dd20260305"));
  CHECK(doc.has("M:edition=late"));
  CHECK(doc.value(find_field("outlet")->slot) == "Harbour Post");
  for (const auto& [term, wdf] : doc.terms())
    for (std::string_view boolean :
         {"Q", "XV", "O", "K", "B", "G", "C", "XU:", "E", "H:", "D", "M:", "XK:"})
      if (term.starts_with(boolean)) CHECK(wdf == 0);
}

TEST_CASE("every field of the table that lives in statements is written") {
  const Article a = samples::full_article();
  DocumentMaker maker("en");
  const Indexed doc(maker.statement_document(a, samples::full_statement()));
  for (const Field& field : kFields) {
    if (!lives_in(field, In::statements) || field.type == FieldType::any_of) continue;
    CAPTURE(field.name);
    if (!field.prefix.empty()) {
      const auto at = doc.terms().lower_bound(std::string(field.prefix));
      CHECK((at != doc.terms().end() && at->first.starts_with(field.prefix)));
    }
    if (field.slot != kNoSlot) CHECK_FALSE(doc.value(field.slot).empty());
  }
  CHECK(doc.has("ferry"));
  CHECK_FALSE(doc.has("Nresumed"));  // It is what was said.
  CHECK(doc.has("Sferry"));
  CHECK(doc.has("XT:mixed"));
  CHECK(doc.has("XQ:yes"));
  CHECK(doc.has("Usamples/hp-0412@3:13-36"));
  CHECK(doc.has(version_term(a.key, 3)));
}

TEST_CASE("a statement's words are its own; the words around it are context") {
  Article a = samples::article("1", "Head", "\"We will,\" said Weil in Arlen, \"go on.\"");
  Statement said;
  said.kind = StatementKind::direct;
  said.pieces = {{1, 8}, {32, 38}};
  said.span = {1, 38};
  said.context = {0, 39};
  said.speaker = "Weil";
  DocumentMaker maker("en");
  const Indexed direct(maker.statement_document(a, said));
  CHECK(direct.has("we"));
  CHECK_FALSE(direct.has("arlen"));
  CHECK(direct.has("Narlen"));
  CHECK_FALSE(direct.has("Nwill"));
  CHECK(direct.phrase("will", "go"));

  said.kind = StatementKind::fragment;
  CHECK_FALSE(Indexed(maker.statement_document(a, said)).phrase("will", "go"));
  said.kind = StatementKind::indirect;
  CHECK(Indexed(maker.statement_document(a, said)).has("XQ:no"));
}

TEST_CASE("a text in another language is found by its exact words through the index's stemmer") {
  Article a = samples::article("1", "", "Les négociations continuent. Nous finissons.");
  a.language = {"fr", Origin::given};
  const Indexed doc = index(a);
  Stemmer en("en");
  Stemmer fr("fr");
  CHECK(doc.has(stem_term("", en("finissons"))));
  CHECK(doc.has(stem_term("", fr("finissons"))));
  CHECK(en("finissons") != fr("finissons"));
  CHECK(doc.has("finissons"));
}

TEST_CASE("withholding hides by status, remembers what was, and comes undone") {
  DocumentMaker maker("en");
  Article a = samples::full_article();
  a.status_before.reset();
  Xapian::Document doc = maker.article_document(a, {});
  REQUIRE(withhold_article(doc));
  REQUIRE(withhold_article(doc));
  CHECK(Indexed(doc).has("XU:withheld"));
  CHECK_FALSE(Indexed(doc).has("XU:corrected"));
  CHECK(decode_article(doc.get_data())->status_before == Status::corrected);
  CHECK(*restore_article(doc) == Status::corrected);
  CHECK(Indexed(doc).has("XU:corrected"));
  CHECK_FALSE(Indexed(doc).has("XU:withheld"));
  CHECK(encode_article(a) == doc.get_data());

  Xapian::Document said = maker.statement_document(a, samples::full_statement());
  REQUIRE(set_statement_status(said, Status::withheld));
  CHECK(Indexed(said).has("XU:withheld"));
  CHECK(decode_statement(said.get_data())->status == Status::withheld);
}
