// See notice.h.
#include "searchd/search/notice.h"

#include <xapian.h>

#include "proto/store/reader.h"

namespace onrecord::search {
namespace {

/// Longer ones are words.
constexpr std::size_t kMaxIdBytes = 512;

}  // namespace

Result<std::optional<ArticleKey>> notice_article(const Article& article, const Snapshot& snapshot) {
  const std::string& notice = article.notice.value;
  if (notice.empty() || notice.size() > kMaxIdBytes) return std::optional<ArticleKey>();
  for (const auto& key :
       {std::optional(ArticleKey{article.key.source, notice}), ArticleKey::parse(notice)}) {
    if (!key || !snapshot.reader().articles.term_exists(store::key_term(*key))) continue;
    const auto seen = store::visible(snapshot.reader(), *key, snapshot.judged_at());
    if (!seen) return seen.error();
    if (*seen) return key;
  }
  return std::optional<ArticleKey>();
}

Result<void> link_notice(boost::json::object& row, const Article& article,
                         const Snapshot& snapshot) {
  const auto key = notice_article(article, snapshot);
  if (!key) return key.error();
  if (*key) row.emplace("notice_article", (*key)->str());
  return {};
}

}  // namespace onrecord::search
