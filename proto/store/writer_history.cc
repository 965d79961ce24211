// Versions that are history: what is kept of a key, and those that come after a newer one.
#include <algorithm>

#include "proto/store/guarded.h"
#include "proto/store/terms.h"
#include "proto/store/writer_state.h"

namespace onrecord::store {

Result<std::vector<Superseded>> Writer::superseded(const ArticleKey& key) const {
  const Committed& committed = state_->committed;
  const std::lock_guard hold(committed.mutex);
  std::vector<Superseded> versions;
  Result<void> inner;
  const Result<void> done = guarded("reading the history of " + key.str(), [&] {
    const Xapian::Database& history =
        committed.history[shard_of(key, state_->manifest.settings.shards)];
    const std::string term = key_term(key);
    for (auto at = history.postlist_begin(term); at != history.postlist_end(term); ++at) {
      const Xapian::Document document = history.get_document(*at);
      Result<Article> header = decode_article_header(document.get_data());
      if (!header) {
        inner = header.error();
        return;
      }
      versions.push_back({std::move(*header), content_hash_of(document)});
    }
  });
  if (!done) return done.error();
  if (!inner) return inner.error();
  std::sort(versions.begin(), versions.end(), [](const Superseded& a, const Superseded& b) {
    return a.header.version < b.header.version;
  });
  return versions;
}

Result<void> Writer::stage_superseded(Prepared given, std::uint32_t version) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable;
  const Result<bool> exists = state.exists(given.key);
  if (!exists) return exists.error();
  if (!*exists)
    return Error{Errc::invalid, "no version of " + given.key.str() + " is there to be newer", 0};
  const Result<Decision> decision = state.before_staging(given.key);
  if (!decision) return decision.error();
  if (*decision == Decision::purged) {
    ++state.counts.refused;
    return {};
  }
  Result<void> changed;
  const Result<void> made = guarded("writing an older version", [&] {
    Result<Article> article = decode_article(given.article.get_data());
    if (!article) {
      changed = article.error();
      return;
    }
    // It was never the current one: superseded from the moment it came.
    changed = supersede_article(given.article, article->ingested);
    if (changed && article->version != version) changed = renumber_article(given.article, version);
    if (changed && *decision == Decision::withheld) changed = withhold_article(given.article);
  });
  if (!made) return made;
  if (!changed) return changed;
  if (!state.staged_keys.insert(given.key.str()).second)
    return Error{Errc::conflict, "the article " + given.key.str() + " is in this batch already", 0};
  state.staged.push_back(given.key);
  state.staged_bytes += given.bytes;
  ++state.counts.older;

  Databases* databases = state.databases.get();
  const auto prepared = std::make_shared<Prepared>(std::move(given));
  state.article_lane->push(
      [databases, prepared, version]() -> Result<void> {
        Result<void> moved;
        const auto move_up = [&](Xapian::Document& document) {
          const std::uint32_t number = version_of(document);
          if (number < version) return false;
          if (Result<void> renumbered = renumber_article(document, number + 1); !renumbered)
            moved = renumbered;
          return true;
        };
        Result<void> written = guarded("writing an older version", [&] {
          databases->amend(Kind::history, prepared->key, move_up);
          databases->amend(Kind::articles, prepared->key, move_up);
          databases->add_history(prepared->key, prepared->article);
        });
        return written ? moved : written;
      },
      prepared->bytes + 1);
  state.statement_lane->push(
      [databases, prepared]() -> Result<void> {
        Result<void> moved;
        Result<void> written = guarded("numbering statements anew", [&] {
          databases->amend(Kind::statements, prepared->key, [&](Xapian::Document& document) {
            if (Result<void> renumbered = renumber_statement(document, version_of(document) + 1);
                !renumbered)
              moved = renumbered;
            return true;
          });
        });
        return written ? moved : written;
      },
      1);
  return {};
}

Result<void> Writer::stage_history(Xapian::Document history_document) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable;
  const auto key = ArticleKey::parse(history_document.get_value(slot::kKey));
  if (!key) return Error{Errc::invalid, "expected a document of a superseded version", 0};
  if (const Result<Decision> fit = state.before_staging(*key); !fit) return fit.error();
  const auto document = std::make_shared<Xapian::Document>(std::move(history_document));
  Databases* databases = state.databases.get();
  state.article_lane->push(
      [databases, key = *key, document] {
        return guarded("writing a superseded version",
                       [&] { databases->add_history(key, *document); });
      },
      document->get_data().size());
  return {};
}

}  // namespace onrecord::store
