// See key_names.h.
#include "indexer/build/key_names.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "proto/store/fields.h"
#include "proto/store/guarded.h"
#include "proto/store/reader.h"
#include "proto/store/terms.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kNamed = 5;  ///< Keys that share an id, listed in a message.

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    unsigned byte = 0;
    if (i + 3 > text.size()) return std::nullopt;
    const char* const digits = text.data() + i + 1;
    const auto read = std::from_chars(digits, digits + 2, byte, 16);
    if (read.ptr != digits + 2) return std::nullopt;
    plain += static_cast<char>(byte);
    i += 2;
  }
  return plain;
}

/// Keys of the articles that hold \a term.
std::vector<ArticleKey> keys_with(const Xapian::Database& articles, const std::string& term) {
  std::vector<ArticleKey> keys;
  for (auto at = articles.postlist_begin(term);
       at != articles.postlist_end(term) && keys.size() <= kNamed; ++at)
    if (auto key = key_from(articles.get_document(*at).get_value(slot::kKey)))
      keys.push_back(std::move(*key));
  return keys;
}

Result<ArticleKey> resolve(const Xapian::Database& articles, const std::string& name) {
  auto found = store::guarded("looking for " + name, [&] {
    const auto key = key_from(name);
    if (key && articles.term_exists(store::key_term(*key))) return std::vector{*key};
    return keys_with(articles, store::value_term(*find_field("id"), name));
  });
  if (!found) return found.error();
  const std::vector<ArticleKey>& keys = *found;
  if (keys.empty())
    return Error{Errc::not_found,
                 "no article '" + name + "' in the index: expected SOURCE/ID or an id", 0};
  if (keys.size() == 1) return keys.front();
  std::string message = "several articles have the id '" + name + "': name one of";
  for (std::size_t i = 0; i < std::min(keys.size(), kNamed); ++i)
    message += (i == 0 ? " " : ", ") + keys[i].str();
  return Error{Errc::conflict, message + (keys.size() > kNamed ? ", …" : ""), 0};
}

}  // namespace

std::optional<ArticleKey> key_from(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size())
    return std::nullopt;
  auto source = percent_decoded(text.substr(0, slash));
  if (!source) return std::nullopt;
  return ArticleKey{std::move(*source), std::string(text.substr(slash + 1))};
}

Result<ArticleKey> resolve_key(const store::Reader& reader, const std::string& name) {
  return resolve(reader.articles, name);
}

Result<std::vector<ArticleKey>> resolve_keys(const std::filesystem::path& index,
                                             const std::vector<std::string>& names) {
  auto reader = store::open_reader(index);
  if (!reader) return reader.error();
  std::vector<ArticleKey> keys;
  std::set<ArticleKey> named;
  for (const std::string& name : names) {
    auto key = resolve(reader->articles, name);
    if (!key) return key.error();
    if (named.insert(*key).second) keys.push_back(std::move(*key));
  }
  return keys;
}

}  // namespace onrecord::build
