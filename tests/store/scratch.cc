#include "tests/store/scratch.h"

#include <unistd.h>

#include <map>

#include "tests/catch.h"
#include "tests/store/samples.h"

namespace onrecord::samples {

namespace fs = std::filesystem;

Scratch::Scratch() {
  // In memory where that is offered: these tests kill processes, not machines, and sync hundreds of
  // times.
  std::error_code error;
  const fs::path memory = "/dev/shm";
  const fs::path parent =
      ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path(error);
  std::string name = (parent / "onrecord-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

Scratch::~Scratch() {
  std::error_code error;
  fs::remove_all(path_, error);
}

store::WriterOptions writer_options() {
  store::WriterOptions options;
  options.derive = labelled_statements;
  return options;
}

store::Writer open_writer(const fs::path& index, store::WriterOptions options) {
  Result<store::Writer> writer = store::Writer::open(index, std::move(options));
  if (!writer) FAIL(writer.error().message);
  return std::move(*writer);
}

store::Reader open_for_reading(const fs::path& index) {
  Result<store::Reader> reader = store::open_reader(index);
  if (!reader) FAIL(reader.error().message);
  return std::move(*reader);
}

Article numbered_article(int number, std::uint32_t version) {
  static const std::vector<std::string> kSpeakers = {"Mara Lindqvist", "Jonas Weil", "Ida Moss"};
  const std::string n = std::to_string(number);
  const std::string& speaker = kSpeakers[static_cast<std::size_t>(number) % kSpeakers.size()];
  Article a = article("a-" + n, "Harbour round " + n,
                      "Round " + n + " of the talks, version " + std::to_string(version) + ".\n" +
                          speaker + ": We will build wall " + n + ".\n" + speaker +
                          ": Nobody shall pay for it in version " + std::to_string(version) + ".");
  a.version = version;
  a.ingested = kNow;
  return a;
}

store::Prepared prepare(const Article& article) {
  thread_local store::DocumentMaker maker("en");
  return maker.prepare(article, labelled_statements(article));
}

void add(store::Writer& writer, const std::vector<Article>& articles) {
  for (const Article& article : articles) {
    const Result<void> staged = writer.stage(prepare(article), kNow);
    if (!staged) FAIL(staged.error().message);
  }
  const Result<store::CommitResult> done = writer.commit();
  if (!done) FAIL(done.error().message);
}

std::size_t check_agreement(const fs::path& index) {
  store::Reader reader = open_for_reading(index);
  std::map<std::string, std::multiset<std::string>> expected;
  std::map<std::string, std::uint32_t> versions;
  REQUIRE(store::each_article(reader, [&](const Article& article) {
    REQUIRE(store::verify_text(article));
    REQUIRE(versions.emplace(article.key.str(), article.version).second);
    auto& ids = expected[article.key.str()];
    for (const Statement& said : labelled_statements(article))
      ids.insert(statement_id(article.key, article.version, said));
    return true;
  }));
  std::map<std::string, std::multiset<std::string>> found;
  for (auto at = reader.statements.postlist_begin(""); at != reader.statements.postlist_end("");
       ++at) {
    const std::string data = reader.statements.get_document(*at).get_data();
    if (data.empty()) continue;  // The placeholder.
    const auto stored = decode_statement(data);
    REQUIRE(stored);
    REQUIRE(store::article_is_current(reader, stored->key, stored->version));
    found[stored->key.str()].insert(statement_id(stored->key, stored->version, stored->statement));
  }
  std::erase_if(expected, [](const auto& entry) { return entry.second.empty(); });
  REQUIRE(found == expected);
  REQUIRE(store::each_superseded(reader, [&](const Article& article) {
    const auto current = versions.find(article.key.str());
    REQUIRE((current == versions.end() || article.version < current->second));
    return true;
  }));
  return versions.size();
}

std::size_t count(const Xapian::Database& database, const std::string& term) {
  return database.get_termfreq(term);
}

std::size_t visible_count(const store::Reader& reader, const Xapian::Database& database,
                          const std::string& term, std::int64_t now) {
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query(term),
                                  store::hidden_query(reader.blocked, now)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, database.get_doccount()).size();
}

}  // namespace onrecord::samples
