// What corrections make of an article and of its statements.
#include <algorithm>

#include "proto/store/corrections.h"
#include "proto/store/hash.h"

namespace onrecord::store {
namespace {

constexpr const char* kRule = "editor";
constexpr const char* kWordsChanged = "the words under it changed";

std::string unless_none(const std::string& value) { return value == kNone ? "" : value; }

std::uint32_t overlap(Span a, Span b) {
  const std::uint32_t begin = std::max(a.begin, b.begin);
  const std::uint32_t end = std::min(a.end, b.end);
  return begin < end ? end - begin : 0;
}

/// In the text that was corrected: the statement at the span, or the one that shares most with it.
std::optional<std::size_t> by_span(const std::vector<Statement>& statements,
                                   const AmendedPlace& at) {
  std::optional<std::size_t> best;
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Statement& said = statements[i];
    if (said.place != at.place) continue;
    if (said.span == at.span) return i;
    const std::uint32_t shared = overlap(said.span, at.span);
    const std::uint32_t longer =
        std::max(said.span.end - said.span.begin, at.span.end - at.span.begin);
    if (shared * std::uint64_t{2} >= longer && shared > most) {
      most = shared;
      best = i;
    }
  }
  return best;
}

/// In another text: the one statement that has the same words.
std::optional<std::size_t> by_words(const Article& article,
                                    const std::vector<Statement>& statements,
                                    const Correction& correction) {
  std::optional<std::size_t> found;
  const Span span = correction.statement->span;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Statement& said = statements[i];
    if (said.place != correction.statement->place ||
        said.span.end - said.span.begin != span.end - span.begin ||
        sha256_hex(said.span.of(place_text(article, said.place))) != correction.given_sha256)
      continue;
    if (found) return std::nullopt;  // Said twice: nobody knows which.
    found = i;
  }
  return found;
}

void amend(Statement& said, const Correction& correction) {
  if (correction.field == AmendedField::kind) {
    said.kind = statement_kind_from(correction.value).value_or(said.kind);
    said.kind_amended = true;
    return;
  }
  std::string speaker = unless_none(correction.value);
  if (speaker != said.speaker) said.role.clear();  // Another's.
  said.speaker = std::move(speaker);
  said.speaker_confidence = said.speaker.empty() ? 0 : 1;
  said.speaker_amended = true;
  said.rule = kRule;
}

}  // namespace

std::string article_value(const Article& article, AmendedField field) {
  switch (field) {
    case AmendedField::date:
      return text::format_date(article.date);
    case AmendedField::outlet:
      return article.outlet.value;
    case AmendedField::speaker:
      return article.speaker.value;
    case AmendedField::kind:
    case AmendedField::statement:
      break;
  }
  return {};
}

std::string_view place_text(const Article& article, StatementPlace place) {
  return place == StatementPlace::headline ? article.headline.value : article.text;
}

std::string place_sha256(const Article& article, StatementPlace place) {
  return place == StatementPlace::headline ? sha256_hex(article.headline.value)
                                           : article.text_sha256;
}

std::vector<Fate> amend_article(Article& article, std::span<const Correction> corrections) {
  std::vector<Fate> fates;
  for (const Correction& correction : corrections) {
    if (correction.statement) continue;
    Fate& fate = fates.emplace_back();
    fate.correction = &correction;
    if (sha256_hex(article_value(article, correction.field)) != correction.given_sha256) {
      fate.misfit = "the source gives another " + std::string(name_of(correction.field)) + " now";
      continue;
    }
    const std::string value = unless_none(correction.value);
    AsGiven& given = article.given;
    if (correction.field == AmendedField::date) {
      const auto date = value.empty() ? Result<text::Date>(text::Date{}) : text::parse_date(value);
      if (!date) {
        fate.misfit = "its date cannot be read: " + date.error().message;
        continue;
      }
      given.date = {article.date, article.date_origin};
      article.date = *date;
      article.date_origin = Origin::editor;
    } else if (correction.field == AmendedField::outlet) {
      given.outlet = article.outlet;
      article.outlet = {value, Origin::editor};
    } else if (correction.field == AmendedField::speaker) {
      if (value != article.speaker.value && !article.role.empty()) {
        given.role = article.role;
        article.role = {};
      }
      given.speaker = article.speaker;
      article.speaker = {value, Origin::editor};
    }
  }
  return fates;
}

std::vector<Fate> amend_statements(const Article& article, std::vector<Statement>& statements,
                                   std::span<const Correction> corrections) {
  if (article.speaker.origin == Origin::editor)
    for (Statement& said : statements)
      if (said.rule == "metadata") {
        said.rule = kRule;
        said.speaker_amended = true;
      }
  std::vector<Fate> fates;
  std::vector<bool> removed(statements.size());
  for (const Correction& correction : corrections) {
    if (!correction.statement) continue;
    Fate& fate = fates.emplace_back();
    fate.correction = &correction;
    const bool same_text =
        place_sha256(article, correction.statement->place) == correction.statement->text_sha256;
    const auto found = same_text ? by_span(statements, *correction.statement)
                                 : by_words(article, statements, correction);
    if (found) {
      fate.at = statements[*found].span;
      if (correction.field == AmendedField::statement)
        removed[*found] = true;
      else
        amend(statements[*found], correction);
    } else if (!same_text) {
      fate.misfit = kWordsChanged;
    } else if (correction.field == AmendedField::statement) {
      fate.at = correction.statement->span;  // It is none, as it should be.
    } else {
      fate.misfit = "no statement stands there any more";
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (removed[i]) continue;
    if (kept != i) statements[kept] = std::move(statements[i]);
    ++kept;
  }
  statements.resize(kept);
  return fates;
}

}  // namespace onrecord::store
