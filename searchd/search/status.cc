// The method `status`: what the index holds and what made it.
#include <xapian.h>

#include "proto/store/files.h"
#include "proto/store/manifest.h"
#include "proto/store/reader.h"
#include "searchd/search/asked.h"
#include "searchd/search/methods.h"
#include "searchd/search/render.h"
#include "searchd/search/speaker_book.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

/// Documents that may be seen: what is hidden is gone from every count.
std::uint64_t visible_count(Snapshot& snapshot, Xapian::Database& database, const Budget& budget) {
  const std::uint64_t all = database.get_doccount();
  if (snapshot.hidden().empty()) return all;
  return all - count_matches(database, snapshot.hidden(), budget);
}

/// Of the newest article: the version of the statement extraction that ran last.  "" when the last
/// docids are all free.
std::string extractor_of(Xapian::Database& articles) {
  constexpr Xapian::docid kLooked = 1000;
  const Xapian::docid last = articles.get_lastdocid();
  Xapian::docid newest = 0;
  Xapian::PostingIterator at = articles.postlist_begin("");
  if (at != articles.postlist_end("") && last > kLooked) at.skip_to(last - kLooked);
  for (; at != articles.postlist_end(""); ++at) newest = *at;
  if (newest == 0) return {};
  const auto article = decode_article_header(articles.get_document(newest).get_data());
  return article ? article->extractor : std::string();
}

}  // namespace

Result<json::object> run_status(const wire::Request&, Snapshot& snapshot, const Budget& budget) {
  const store::Reader& reader = snapshot.reader();
  const auto folder = reader.index / reader.generation;
  const auto manifest = store::read_manifest(folder);
  if (!manifest) return manifest.error();
  const Columns::Use columns = snapshot.all_columns().use();
  json::object status{
      {"generation", reader.generation},
      {"articles", visible_count(snapshot, snapshot.articles(), budget)},
      {"statements", visible_count(snapshot, snapshot.statements(), budget)},
      {"shards", reader.settings.shards},
      {"bytes", store::tree_bytes(folder)},
      {"format", manifest->format},
      {"made_by", manifest->made_by},
      {"made", utc_text(manifest->created)},
      {"extractor", extractor_of(snapshot.articles())},
      {"stem_language", reader.stem_language},
      {"column_bytes", columns.bytes},
      {"column_bytes_limit", columns.max_bytes},
      {"columns_left_out", json::array(columns.left_out.begin(), columns.left_out.end())},
  };
  if (SpeakerBook* const book = snapshot.speaker_book()) {
    SpeakerBook::State state = book->state();
    status.emplace("speakers_file",
                   json::object{{"people", state.people},
                                {"read", utc_text(state.read)},
                                {"error", state.error.empty() ? json::value(nullptr)
                                                              : json::value(state.error)}});
  }
  return status;
}

}  // namespace onrecord::search
