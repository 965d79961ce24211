#include "tests/query/oracle_index.h"

#include "proto/store/documents.h"

namespace oracle {
namespace {

using namespace onrecord;

/// Prints words as text: capitals and full stops where a sentence begins and ends, commas here and
/// there, which no query may notice.
class Printer {
 public:
  Span run(const Passage& words, std::vector<Span>* places = nullptr) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool first = i == 0 || words.sentences[i] != words.sentences[i - 1];
      if (i > 0) text.append(first ? ". " : ++printed_ % 5 == 0 ? ", " : " ");
      const auto at = static_cast<std::uint32_t>(text.size());
      text.append(words[i]);
      if (first && text[at] >= 'a') text[at] = static_cast<char>(text[at] - 'a' + 'A');
      if (places != nullptr) places->push_back({at, static_cast<std::uint32_t>(text.size())});
    }
    return {begin, static_cast<std::uint32_t>(text.size())};
  }
  Span line(std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text.append(words);
    return {begin, static_cast<std::uint32_t>(text.size())};
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(text.size()); }
  std::string text;

 private:
  int printed_ = 0;
};

Sourced given(std::string value) {
  return value.empty() ? Sourced{} : Sourced{std::move(value), Origin::given};
}

struct Made {
  Article article;
  std::vector<Statement> statements;
};

Made make(const Piece& piece) {
  Made made;
  Article& article = made.article;
  article.key = {piece.source, piece.id};
  article.outlet = given(piece.outlet);
  article.desk = given(piece.desk);
  article.language = given(piece.language);
  article.collection = given(piece.collection);
  article.status = *status_from(piece.status);
  article.byline = given(piece.byline);
  article.speaker = given(piece.speaker);
  article.role = given(piece.role);
  if (!piece.edition.empty()) article.meta = {{"Edition", piece.edition}};
  if (piece.when.year != 0)
    article.date = *text::date_of({piece.when.year, piece.when.month, piece.when.day});
  Printer headline;
  headline.run(Passage(piece.headline));
  article.headline = given(headline.text);

  Printer body;
  std::vector<std::vector<Span>> words(piece.paragraphs.size());
  std::vector<Span> paragraphs;
  std::string label;
  std::size_t section = 0;
  for (std::size_t i = 0; i < piece.paragraphs.size(); ++i) {
    if (i > 0) body.text.append("\n\n");
    if (!piece.labels[i].empty() && piece.labels[i] != label) {
      article.spans.push_back({SpanKind::label, body.line(piece.labels[i] + ":"), ""});
      body.text.append("\n");
      section = article.spans.size();
      article.spans.push_back({SpanKind::section, {body.size(), body.size()}, piece.labels[i]});
    }
    label = piece.labels[i];
    paragraphs.push_back(body.run(piece.paragraphs[i], &words[i]));
    article.spans.push_back({i == 0 ? SpanKind::lead : SpanKind::paragraph, paragraphs.back(), ""});
    if (!label.empty()) article.spans[section].span.end = body.size();
  }
  article.text = body.text;
  article.text_sha256 = std::string(64, '0');

  for (const Said& said : piece.said) {
    Statement statement;
    statement.kind = *statement_kind_from(said.kind);
    statement.span = {words[said.paragraph][said.first].begin,
                      words[said.paragraph][said.first + said.count - 1].end};
    statement.pieces = {statement.span};
    statement.text = statement.span.of(article.text);
    statement.speaker = said.speaker;
    statement.role = said.role;
    statement.label = piece.labels[said.paragraph];
    statement.context = paragraphs[said.paragraph];
    statement.speaker_confidence = said.confidence;
    made.statements.push_back(std::move(statement));
  }
  return made;
}

}  // namespace

Index index_world(const std::vector<Piece>& world) {
  Index index{Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY),
              Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY)};
  store::DocumentMaker maker("en");
  for (const Piece& piece : world) {
    const Made made = make(piece);
    index.articles.add_document(maker.article_document(made.article, made.statements));
    for (const Statement& statement : made.statements)
      index.statements.add_document(maker.statement_document(made.article, statement));
  }
  return index;
}

}  // namespace oracle
