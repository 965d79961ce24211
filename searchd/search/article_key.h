// Which article a request names: by id, or by key.  Knows no method.
#pragma once

#include <string_view>

#include "proto/result.h"
#include "proto/store/records.h"
#include "proto/wire/messages.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// What a hidden article and one that never was have in common.
Error no_article(std::string_view name);

/// The key that the arguments `id` or `key` name; an id is looked for among what may be seen.
/// Errors: `invalid` none of them, both, or no key; `not_found`; `conflict` several articles have
/// the id: the message lists their keys.
Result<ArticleKey> key_of_request(const wire::Request& request, Snapshot& snapshot);

}  // namespace onrecord::search
