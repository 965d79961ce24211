// The method `article`: one record by id or key, any version, with its statements.
#include <xapian.h>

#include <algorithm>
#include <string>

#include "proto/store/reader.h"
#include "searchd/search/article_key.h"
#include "searchd/search/hit.h"
#include "searchd/search/methods.h"
#include "searchd/search/notice.h"
#include "searchd/search/render.h"
#include "searchd/search/versions.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

Result<json::array> statements_of(Snapshot& snapshot, const Article& article,
                                  text::OffsetUnit unit) {
  std::vector<StoredStatement> statements;
  const std::string term = store::version_term(article.key, article.version);
  Xapian::Enquire enquire(snapshot.statements());
  enquire.set_query(snapshot.visible(Xapian::Query(term)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, snapshot.statements().get_doccount());
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
