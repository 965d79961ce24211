// Document data → record → checks → JSON.
#include "searchd/search/hit.h"

#include "proto/store/reader.h"
#include "searchd/search/notice.h"
#include "searchd/search/render.h"
#include "searchd/search/row_out.h"
#include "searchd/search/snippet.h"

namespace onrecord::search {
namespace json = boost::json;

std::optional<ShownPerson> find_person(const Snapshot& snapshot, std::string_view speaker,
                                       const ArticleKey& key, const text::Date& date) {
  const auto& authority = snapshot.authority();
  if (!authority || speaker.empty()) return std::nullopt;
  const std::string article = key.str();
  store::NamePlace place{article, {}, {}};
  if (date.known()) place = {article, date.earliest, date.latest};
  const auto index = authority->who_at(store::name_key(speaker), place);
  if (!index) return std::nullopt;
  const store::Person& person = authority->persons()[*index];
  return ShownPerson{&person, person.role_at(place.earliest, place.latest)};
}

void add_person(json::object& hit, const Snapshot& snapshot, std::string_view speaker,
                const ArticleKey& key, const text::Date& date) {
  if (const auto shown = find_person(snapshot, speaker, key, date))
    ValueRow(hit).object("person", [&](ValueRow& row) { put_person(row, *shown); });
}

Result<std::string> place_text(const StoredStatement& stored, const Snapshot& snapshot,
                               text::OffsetUnit unit) {
  if (unit == text::OffsetUnit::bytes) return std::string();
  if (stored.statement.place == StatementPlace::headline) return stored.headline;
  auto article = store::find_article(snapshot.reader(), stored.key, stored.version);
  if (!article) return article.error();
  if (!article->has_value()) return Error{Errc::stale, "the index moved on", 0};
  if (const auto whole = store::verify_text(**article); !whole) return whole.error();
  return std::move((*article)->text);
}

void HitMaker::show_snippets(Highlighter& highlighter, std::size_t max_bytes) {
  highlighter_ = &highlighter;
  max_bytes_ = max_bytes;
}

json::object HitMaker::snippet(const Article& article) {
  const Snippet best = make_snippet(article, highlighter_->marks(article.text), max_bytes_);
  const std::string_view shown = best.span.of(article.text);
  const text::OffsetMap in_text(article.text, unit_);
  json::object snippet{{"text", shown},
                       {"begin", in_text(best.span.begin)},
                       {"end", in_text(best.span.end)},
                       {"highlights", spans_json(best.highlights, text::OffsetMap(shown, unit_))},
                       {"cut_before", best.cut_before},
                       {"cut_after", best.cut_after}};
  if (best.cut_quotation) snippet.emplace("cut_quotation", true);
  return snippet;
}

Result<json::object> HitMaker::article(const Xapian::Document& document) {
  const std::string data = document.get_data();
  if (max_bytes_ == 0) {
    const auto header = decode_article_header(data);
    if (!header) return header.error();
    json::object hit = article_summary(*header);
    add_person(hit, snapshot_, header->speaker.value, header->key, header->date);
    if (auto linked = link_notice(hit, *header, snapshot_); !linked) return linked.error();
    return hit;
  }
  const auto article = decode_article(data);
  if (!article) return article.error();
  json::object hit = article_summary(*article);
  add_person(hit, snapshot_, article->speaker.value, article->key, article->date);
  if (auto linked = link_notice(hit, *article, snapshot_); !linked) return linked.error();
  if (const auto whole = store::verify_text(*article); whole)
    hit.emplace("snippet", snippet(*article));
  else
    hit.emplace("damaged", whole.error().message);
  return hit;
}

void HitMaker::add_matches(json::object& hit, const StoredStatement& stored) {
  Article words;
  words.text = stored.statement.text;
  const auto marks = highlighter_->marks(words.text);
  const Snippet best = make_snippet(words, marks, max_bytes_);
  const std::string_view shown = best.span.of(words.text);
  hit.emplace("snippet", json::object{{"text", shown},
                                      {"highlights",
                                       spans_json(best.highlights, text::OffsetMap(shown, unit_))},
                                      {"cut_before", best.cut_before},
                                      {"cut_after", best.cut_after}});
  if (!marks.empty())
    hit.emplace("matched_in", "statement");
  else if (!highlighter_->marks(stored.sentence).empty())
    hit.emplace("matched_in", "sentence");
  else if (!highlighter_->marks(stored.headline).empty())
    hit.emplace("matched_in", "headline");
}

Result<std::optional<json::object>> HitMaker::statement(const Xapian::Document& document) {
  const auto stored = decode_statement(document.get_data());
  if (!stored) return stored.error();
  // Throws when the index moved on, so that the whole request runs again.
  if (!snapshot_.articles().term_exists(store::version_term(stored->key, stored->version)))
    return std::optional<json::object>();
  const auto text = place_text(*stored, snapshot_, unit_);
  if (!text) return text.error();
  json::object hit = statement_json(*stored, *text, unit_);
  add_person(hit, snapshot_, stored->statement.speaker, stored->key, stored->date);
  if (stored->status != Status::usable) {
    const auto article = store::find_article(snapshot_.reader(), stored->key);
    if (!article) return article.error();
    if (article->has_value() && !(*article)->notice.empty()) {
      hit.emplace("notice", (*article)->notice.value);
      if (auto linked = link_notice(hit, **article, snapshot_); !linked) return linked.error();
    }
  }
  if (max_bytes_ > 0) add_matches(hit, *stored);
  return std::optional(std::move(hit));
}

Result<std::optional<json::object>> HitMaker::hit(const Xapian::Document& document,
                                                  store::Kind kind) {
  if (kind == store::Kind::statements) return statement(document);
  auto found = article(document);
  if (!found) return found.error();
  return std::optional(std::move(*found));
}

}  // namespace onrecord::search
