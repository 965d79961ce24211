// Keys, names and hashes of records.  How they are laid out in bytes is article_codec.cc's and
// statement_codec.cc's business.
#include "proto/store/records.h"

namespace onrecord {
namespace {

struct Name {
  std::uint8_t value;
  std::string_view name;
};

template <class Enum>
constexpr Name name(Enum value, std::string_view text) {
  return {static_cast<std::uint8_t>(value), text};
}

// Each table is in the order of its enumerators.
constexpr std::array kOrigins = {
    name(Origin::none, "none"),         name(Origin::given, "given"),
    name(Origin::header, "header"),     name(Origin::path, "path"),
    name(Origin::inferred, "inferred"), name(Origin::editor, "editor"),
    name(Origin::sidecar, "sidecar"),   name(Origin::option, "option")};
constexpr std::array kStatuses = {
    name(Status::usable, "usable"), name(Status::corrected, "corrected"),
    name(Status::retracted, "retracted"), name(Status::withheld, "withheld"),
    name(Status::canceled, "canceled")};
constexpr std::array kSpanKinds = {
    name(SpanKind::headline, "headline"),   name(SpanKind::byline, "byline"),
    name(SpanKind::dateline, "dateline"),   name(SpanKind::lead, "lead"),
    name(SpanKind::paragraph, "paragraph"), name(SpanKind::label, "label"),
    name(SpanKind::section, "section"),     name(SpanKind::speaker_label, "speaker_label"),
    name(SpanKind::turn, "turn"),           name(SpanKind::quotation, "quotation"),
    name(SpanKind::claim, "claim")};
constexpr std::array kStatementKinds = {
    name(StatementKind::direct, "direct"), name(StatementKind::fragment, "fragment"),
    name(StatementKind::mixed, "mixed"), name(StatementKind::indirect, "indirect"),
    name(StatementKind::speech, "speech")};

template <class Enum, std::size_t N>
std::string_view look_up(const std::array<Name, N>& table, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? table[index].name : std::string_view();
}

template <class Enum, std::size_t N>
std::optional<Enum> look_up(const std::array<Name, N>& table, std::string_view text) {
  for (const Name& entry : table)
    if (entry.name == text) return static_cast<Enum>(entry.value);
  return std::nullopt;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string ArticleKey::str() const {
  std::string spelt;
  spelt.reserve(source.size() + id.size() + 1);
  for (char c : source) {
    if (c == '%') {
      spelt += "%25";
    } else if (c == '/') {
      spelt += "%2F";
    } else {
      spelt += c;
    }
  }
  spelt += '/';
  spelt += id;
  return spelt;
}

std::optional<ArticleKey> ArticleKey::parse(std::string_view spelt) {
  const std::size_t slash = spelt.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  ArticleKey key;
  for (std::size_t i = 0; i < slash; ++i) {
    if (spelt[i] != '%') {
      key.source += spelt[i];
      continue;
    }
    if (i + 2 >= slash) return std::nullopt;
    const int high = hex_digit(spelt[i + 1]);
    const int low = hex_digit(spelt[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    key.source += static_cast<char>(high * 16 + low);
    i += 2;
  }
  key.id = spelt.substr(slash + 1);
  return key;
}

std::vector<std::string> Article::labels() const {
  std::vector<std::string> labels;
  for (const TextSpan& span : spans) {
    if (span.kind != SpanKind::section || span.label.empty()) continue;
    if (std::find(labels.begin(), labels.end(), span.label) == labels.end())
      labels.push_back(span.label);
  }
  return labels;
}

Article as_given(Article article) {
  AsGiven& given = article.given;
  if (given.date) {
    article.date = given.date->date;
    article.date_origin = given.date->origin;
  }
  if (given.outlet) article.outlet = std::move(*given.outlet);
  if (given.speaker) article.speaker = std::move(*given.speaker);
  if (given.role) article.role = std::move(*given.role);
  given = {};
  return article;
}

std::string_view confidence_word(const Statement& statement) {
  if (statement.speaker.empty() || statement.speaker_confidence <= 0) return "unattributed";
  if (statement.speaker_confidence >= 0.95f) return "stated";
  return statement.speaker_confidence >= 0.75f ? "resolved" : "uncertain";
}

std::string statement_id(const ArticleKey& key, std::uint32_t version, const Statement& statement) {
  std::string id = key.str();
  id += '@';
  id += std::to_string(version);
  id += statement.place == StatementPlace::headline ? ":h" : ":";
  id += std::to_string(statement.span.begin);
  id += '-';
  id += std::to_string(statement.span.end);
  return id;
}

std::string_view name_of(Origin origin) { return look_up(kOrigins, origin); }
std::string_view name_of(Status status) { return look_up(kStatuses, status); }
std::string_view name_of(SpanKind kind) { return look_up(kSpanKinds, kind); }
std::string_view name_of(StatementKind kind) { return look_up(kStatementKinds, kind); }
std::optional<Status> status_from(std::string_view text) {
  return look_up<Status>(kStatuses, text);
}
std::optional<StatementKind> statement_kind_from(std::string_view text) {
  return look_up<StatementKind>(kStatementKinds, text);
}

}  // namespace onrecord
