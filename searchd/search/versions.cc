// See versions.h.
#include "searchd/search/versions.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proto/store/reader.h"
#include "proto/text/changes.h"
#include "searchd/search/deadline.h"
#include "searchd/search/render.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

constexpr std::size_t kCompared = 100;          ///< Versions, the newest.
constexpr std::size_t kAnswerBytes = 1u << 20;  ///< Of words that changed, in one answer.
constexpr std::size_t kChangeBytes = 1000;      ///< Of the words that came, or went, in one place.
constexpr std::size_t kAroundBytes = 60;        ///< Of the words before and behind a place.

/// A version and where it is kept.
struct Kept {
  Article header;
  Xapian::Database* database = nullptr;
  Xapian::docid document = 0;
};

std::string moment(const std::optional<std::int64_t>& seconds) {
  return seconds ? utc_text(*seconds) : std::string();
}

/// The fields of a version that people see, by name.
std::vector<std::pair<std::string, std::string>> fields_of(const Article& article) {
  std::vector<std::pair<std::string, std::string>> fields = {
      {"headline", article.headline.value},
      {"byline", article.byline.value},
      {"speaker", article.speaker.value},
      {"role", article.role.value},
      {"outlet", article.outlet.value},
      {"desk", article.desk.value},
      {"language", article.language.value},
      {"url", article.url.value},
      {"rights", article.rights.value},
      {"collection", article.collection.value},
      {"date", text::format_date(article.date)},
      {"status", std::string(name_of(article.status_before.value_or(article.status)))},
      {"notice", article.notice.value},
      {"embargo", moment(article.embargo)},
      {"expiry", moment(article.expiry)},
  };
  std::map<std::string, std::string> meta;
  for (const auto& [key, value] : article.meta) {
    std::string& all = meta[key];
    all += (all.empty() ? "" : "; ") + value;
  }
  for (auto& [key, value] : meta) fields.emplace_back("meta." + key, std::move(value));
  return fields;
}

/// The longest beginning of \a text of at most \a bytes that ends between two code points.
std::string_view beginning(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

/// Words before \a at, of its line.
std::string_view words_before(std::string_view text, std::size_t at) {
  const std::size_t line = text.substr(0, at).rfind('\n');
  const std::size_t first = line == std::string_view::npos ? 0 : line + 1;
  if (at - first <= kAroundBytes) return text.substr(first, at - first);
  const std::size_t space = text.find(' ', at - kAroundBytes);
  return space < at ? text.substr(space + 1, at - space - 1) : std::string_view();
}

/// Words behind \a at, of its line.
std::string_view words_behind(std::string_view text, std::size_t at) {
  const std::size_t line = std::min(text.find('\n', at), text.size());
  if (line - at <= kAroundBytes) return text.substr(at, line - at);
  const std::size_t space = text.rfind(' ', at + kAroundBytes);
  return space != std::string_view::npos && space > at ? text.substr(at, space - at)
                                                       : std::string_view();
}

/// Makes the changes of one answer.
class ChangesMaker {
 public:
  explicit ChangesMaker(text::OffsetUnit unit) : unit_(unit) {}

  json::object changes(const Article& before, const Article& after) {
    json::object told{{"since", before.version}, {"fields", fields(before, after)}};
    const text::Changes found = text::compare(before.text, after.text);
    const text::OffsetMap old_map(before.text, unit_);
    const text::OffsetMap new_map(after.text, unit_);
    json::array places;
    for (const text::Change& change : found.list) {
      json::object place{{"begin", new_map(change.after.begin)},
                         {"end", new_map(change.after.end)},
                         {"before_begin", old_map(change.before.begin)},
                         {"before_end", old_map(change.before.end)}};
      if (!put_words(place, change.before.of(before.text), change.after.of(after.text))) break;
      place.emplace("words_before", words_before(after.text, change.after.begin));
      place.emplace("words_behind", words_behind(after.text, change.after.end));
      places.push_back(std::move(place));
    }
    const std::size_t left_out = found.list.size() - places.size();
    told.emplace("text", std::move(places));
    told.emplace("removed_words", found.removed_words);
    told.emplace("added_words", found.added_words);
    if (left_out > 0) told.emplace("left_out", left_out);
    if (found.list.empty() && before.text != after.text) told.emplace("white_space", true);
    return told;
  }

 private:
  json::array fields(const Article& before, const Article& after) {
    auto old_fields = fields_of(before);
    auto new_fields = fields_of(after);
    json::array rows;
    const auto put = [&](const std::string& name, std::string_view removed,
                         std::string_view added) {
      json::object row{{"name", name}};
      if (removed != added && put_words(row, removed, added)) rows.push_back(std::move(row));
    };
    for (const auto& [name, value] : old_fields) {
      const auto at =
          std::find_if(new_fields.begin(), new_fields.end(),
                       [&wanted = name](const auto& field) { return field.first == wanted; });
      put(name, value, at == new_fields.end() ? std::string_view() : at->second);
      if (at != new_fields.end()) new_fields.erase(at);
    }
    for (const auto& [name, value] : new_fields) put(name, "", value);
    return rows;
  }

  /// Adds what went and what came; false when the answer has no room for it.
  bool put_words(json::object& row, std::string_view removed, std::string_view added) {
    const std::string_view shown_removed = beginning(removed, kChangeBytes);
    const std::string_view shown_added = beginning(added, kChangeBytes);
    const std::size_t bytes = shown_removed.size() + shown_added.size() + 2 * kAroundBytes;
    if (bytes > bytes_left_) return false;
    bytes_left_ -= bytes;
    row.emplace("removed", shown_removed);
    row.emplace("added", shown_added);
    if (shown_removed.size() < removed.size() || shown_added.size() < added.size())
      row.emplace("cut", true);
    return true;
  }

  text::OffsetUnit unit_;
  std::size_t bytes_left_ = kAnswerBytes;
};

/// The versions of \a key that may be seen, the newest first, without their texts.
Result<std::vector<Kept>> kept_versions(Snapshot& snapshot, const ArticleKey& key) {
  std::vector<Kept> versions;
  const std::string term = store::key_term(key);
  for (Xapian::Database* database : {&snapshot.articles(), &snapshot.history()}) {
    for (auto at = database->postlist_begin(term); at != database->postlist_end(term); ++at) {
      auto header = decode_article_header(database->get_document(*at).get_data());
      if (!header) return header.error();
      if (database == &snapshot.history() &&
          !store::old_version_visible(*header, snapshot.judged_at()))
        continue;
      versions.push_back({std::move(*header), database, *at});
    }
  }
  std::sort(versions.begin(), versions.end(),
            [](const Kept& a, const Kept& b) { return a.header.version > b.header.version; });
  return versions;
}

}  // namespace

Result<json::array> versions_json(Snapshot& snapshot, const ArticleKey& key, VersionDetail detail,
                                  text::OffsetUnit unit, const Budget& budget) {
  const auto versions = kept_versions(snapshot, key);
  if (!versions) return versions.error();
  ChangesMaker maker(unit);
  std::optional<Article> newer;
  json::array list;
  for (std::size_t i = 0; i < versions->size(); ++i) {
    const Kept& kept = (*versions)[i];
    const Article& header = kept.header;
    json::object row{{"version", header.version}};
    if (header.superseded != 0) row.emplace("superseded", utc_text(header.superseded));
    if (detail == VersionDetail::changes) {
      row.emplace("ingested", utc_text(header.ingested));
      row.emplace("status", name_of(header.status_before.value_or(header.status)));
      row.emplace("headline", header.headline.value);
      if (i <= kCompared) {
        check_time(budget.deadline);
        auto article = decode_article(kept.database->get_document(kept.document).get_data());
        if (!article) return article.error();
        if (const auto whole = store::verify_text(*article); !whole) return whole.error();
        if (newer) list.back().as_object().emplace("changes", maker.changes(*article, *newer));
        newer = std::move(*article);
      }
    }
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace onrecord::search
