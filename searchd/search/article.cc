// The method `article`: one record by id or key, any version, with its statements.
#include <xapian.h>

#include <algorithm>
#include <string>

#include "proto/store/reader.h"
#include "searchd/search/hit.h"
#include "searchd/search/methods.h"
#include "searchd/search/notice.h"
#include "searchd/search/render.h"
#include "searchd/search/versions.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

constexpr Xapian::doccount kListedKeys = 10;

/// What a hidden article and one that never was have in common.
Error no_article(std::string_view name) {
  return {Errc::not_found, "no such article: '" + std::string(name) + "'", 0};
}

Xapian::MSet visible_matches(Snapshot& snapshot, Xapian::Database& database,
                             const std::string& term, Xapian::doccount limit) {
  Xapian::Enquire enquire(database);
  enquire.set_query(snapshot.visible(Xapian::Query(term)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, limit);
}

Result<ArticleKey> key_of_id(Snapshot& snapshot, std::string_view id) {
  const std::string term = store::value_term(*find_field("id"), id);
  std::vector<std::string> keys;
  const Xapian::MSet found = visible_matches(snapshot, snapshot.articles(), term, kListedKeys + 1);
  for (auto at = found.begin(); at != found.end(); ++at)
    keys.push_back(at.get_document().get_value(slot::kKey));
  if (keys.empty()) return no_article(id);
  if (keys.size() == 1)
    if (auto key = ArticleKey::parse(keys.front())) return std::move(*key);
  std::sort(keys.begin(), keys.end());
  std::string message =
      "several articles have the id '" + std::string(id) + "': ask by key, one of ";
  for (std::size_t i = 0; i < keys.size(); ++i)
    message += i == kListedKeys ? std::string(", …") : (i > 0 ? ", " : "") + keys[i];
  return Error{Errc::conflict, std::move(message), 0};
}

Result<ArticleKey> key_of_request(const wire::Request& request, Snapshot& snapshot) {
  const auto id = request.text("id");
  const auto spelt = request.text("key");
  if (id.has_value() == spelt.has_value())
    return Error{Errc::invalid, "article needs one of the arguments 'id' and 'key'", 0};
  if (id) return key_of_id(snapshot, *id);
  if (auto key = ArticleKey::parse(*spelt)) return std::move(*key);
  return Error{Errc::invalid, "argument 'key': expected SOURCE/ID", 0};
}

Result<json::array> statements_of(Snapshot& snapshot, const Article& article,
                                  text::OffsetUnit unit) {
  std::vector<StoredStatement> statements;
  const std::string term = store::version_term(article.key, article.version);
  const Xapian::MSet found =
      visible_matches(snapshot, snapshot.statements(), term, snapshot.statements().get_doccount());
  for (auto at = found.begin(); at != found.end(); ++at) {
    auto stored = decode_statement(at.get_document().get_data());
    if (!stored) return stored.error();
    statements.push_back(std::move(*stored));
  }
  const auto in_text_order = [](const StoredStatement& a, const StoredStatement& b) {
    return std::pair(a.statement.place != StatementPlace::headline, a.statement.span.begin) <
           std::pair(b.statement.place != StatementPlace::headline, b.statement.span.begin);
  };
  std::sort(statements.begin(), statements.end(), in_text_order);
  json::array list;
  for (const StoredStatement& stored : statements) {
    json::object row = statement_json(
        stored, stored.statement.place == StatementPlace::headline ? stored.headline : article.text,
        unit);
    add_person(row, snapshot, stored.statement.speaker, stored.key, stored.date);
    list.push_back(std::move(row));
  }
  return list;
}

}  // namespace

Result<json::object> run_article(const wire::Request& request, Snapshot& snapshot,
                                 const Budget& budget) {
  const auto key = key_of_request(request, snapshot);
  if (!key) return key.error();
  // An old version is reachable as long as the current one may be seen, and it could be when it was
  // the current one.
  const auto seen = store::visible(snapshot.reader(), *key, snapshot.judged_at());
  if (!seen) return seen.error();
  const std::string name = key->str();
  if (!*seen) return no_article(request.text("id").value_or(name));

  const auto version = request.integer("version");
  auto found =
      version ? store::find_article(snapshot.reader(), *key, static_cast<std::uint32_t>(*version))
              : store::find_article(snapshot.reader(), *key);
  if (!found) return found.error();
  const bool hidden = found->has_value() && (*found)->superseded != 0 &&
                      !store::old_version_visible(**found, snapshot.judged_at());
  if (!found->has_value() || hidden)
    return version ? Error{Errc::not_found,
                           "article '" + name + "' has no version " + std::to_string(*version), 0}
                   : no_article(name);
  const Article& article = **found;
  if (const auto whole = store::verify_text(article); !whole) return whole.error();

  const text::OffsetUnit unit = offset_unit(*request.text("offsets"));
  json::object result = article_json(article, unit);
  add_person(result, snapshot, article.speaker.value, article.key, article.date);
  if (auto linked = link_notice(result, article, snapshot); !linked) return linked.error();
  auto versions = versions_json(
      snapshot, *key, request.flag("versions") ? VersionDetail::changes : VersionDetail::names,
      unit, budget);
  if (!versions) return versions.error();
  result.emplace("versions", std::move(*versions));
  if (request.flag("statements")) {
    auto statements = statements_of(snapshot, article, unit);
    if (!statements) return statements.error();
    result.emplace("statements", std::move(*statements));
  }
  return result;
}

}  // namespace onrecord::search
