// An id is a term that several articles may have.
#include "searchd/search/article_key.h"

#include <xapian.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "proto/store/fields.h"
#include "proto/store/terms.h"

namespace onrecord::search {
namespace {

constexpr Xapian::doccount kListedKeys = 10;

Result<ArticleKey> key_of_id(Snapshot& snapshot, std::string_view id) {
  const std::string term = store::value_term(*find_field("id"), id);
  std::vector<std::string> keys;
  Xapian::Enquire enquire(snapshot.articles());
  enquire.set_query(snapshot.visible(Xapian::Query(term)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, kListedKeys + 1);
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

}  // namespace

Error no_article(std::string_view name) {
  return {Errc::not_found, "no such article: '" + std::string(name) + "'", 0};
}

Result<ArticleKey> key_of_request(const wire::Request& request, Snapshot& snapshot) {
  const auto id = request.text("id");
  const auto spelt = request.text("key");
  if (id.has_value() == spelt.has_value())
    return Error{Errc::invalid,
                 std::string(request.method->name) + " needs one of the arguments 'id' and 'key'",
                 0};
  if (id) return key_of_id(snapshot, *id);
  if (auto key = ArticleKey::parse(*spelt)) return std::move(*key);
  return Error{Errc::invalid, "argument 'key': expected SOURCE/ID", 0};
}

}  // namespace onrecord::search
