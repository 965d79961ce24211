// See export_row.h.
#include "searchd/search/export_row.h"

#include <utility>

#include "proto/store/hash.h"
#include "proto/store/reader.h"
#include "searchd/search/hit.h"
#include "searchd/search/notice.h"
#include "searchd/search/render.h"
#include "searchd/search/row_fields.h"
#include "searchd/search/row_out.h"

namespace onrecord::search {

ExportRow::ExportRow(Snapshot& snapshot, text::OffsetUnit unit, store::Kind kind,
                     std::span<const std::string> fields)
    : snapshot_(snapshot),
      unit_(unit),
      kind_(kind),
      fields_(fields),
      without_text_(need_no_text(fields)) {}

Result<bool> ExportRow::read(std::string_view data) {
  if (kind_ != store::Kind::statements) {
    auto article = without_text_ ? decode_article_header(data) : decode_article(data);
    if (!article) return article.error();
    article_ = std::move(*article);
    return true;
  }
  auto stored = decode_statement(data);
  if (!stored) return stored.error();
  stored_ = std::move(*stored);
  std::string term = store::version_term(stored_.key, stored_.version);
  if (term == current_term_) return true;
  if (!snapshot_.articles().term_exists(term)) return false;
  current_term_ = std::move(term);
  return true;
}

std::uint64_t ExportRow::name() const {
  if (kind_ != store::Kind::statements) return store::hash64(article_.key.str());
  const Statement& said = stored_.statement;
  std::string name = said.place == StatementPlace::headline ? "h" : "t";
  name += std::to_string(said.span.begin) + '-' + std::to_string(said.span.end) + ' ' +
          stored_.key.str() + ' ' + said.text;
  return store::hash64(name);
}

std::uint32_t ExportRow::version() const {
  return kind_ != store::Kind::statements ? article_.version : stored_.version;
}

template <class Row>
Result<void> ExportRow::put_article_row(Row& row) {
  if (without_text_) {
    put_article_summary(row, article_);
  } else if (const auto whole = store::verify_text(article_); !whole) {
    put_article_summary(row, article_);
    row.text("damaged", whole.error().message);
    return {};
  } else {
    put_article(row, article_, unit_);
  }
  if (const auto shown =
          find_person(snapshot_, article_.speaker.value, article_.key, article_.date))
    row.object("person", [&](auto& person) { put_person(person, *shown); });
  const auto notice = notice_article(article_, snapshot_);
  if (!notice) return notice.error();
  if (*notice) row.text("notice_article", (*notice)->str());
  return {};
}

template <class Row>
Result<void> ExportRow::put_statement_row(Row& row) {
  const auto text = place_text(stored_, snapshot_, unit_);
  if (!text) return text.error();
  put_statement(row, stored_, *text, unit_);
  if (const auto shown =
          find_person(snapshot_, stored_.statement.speaker, stored_.key, stored_.date))
    row.object("person", [&](auto& person) { put_person(person, *shown); });
  if (stored_.status == Status::usable) return {};
  const auto article = store::find_article(snapshot_.reader(), stored_.key);
  if (!article) return article.error();
  if (!article->has_value() || (*article)->notice.empty()) return {};
  row.text("notice", (*article)->notice.value);
  const auto notice = notice_article(**article, snapshot_);
  if (!notice) return notice.error();
  if (*notice) row.text("notice_article", (*notice)->str());
  return {};
}

template <class Row>
Result<void> ExportRow::put(Row& row) {
  return kind_ == store::Kind::statements ? put_statement_row(row) : put_article_row(row);
}

Result<void> ExportRow::append_to(std::string& out) {
  if (!fields_.empty()) {
    PickedRow row(fields_);
    if (const auto made = put(row); !made) return made.error();
    row.append_to(out);
    return {};
  }
  text::JsonOut json(out);
  json.open('{');
  TextRow row(json);
  if (const auto made = put(row); !made) return made.error();
  json.close('}');
  return {};
}

}  // namespace onrecord::search
