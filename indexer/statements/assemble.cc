// See assemble.h.
#include "indexer/statements/assemble.h"

#include <algorithm>

#include "indexer/statements/characters.h"
#include "indexer/statements/clauses.h"
#include "indexer/statements/document.h"
#include "indexer/statements/sentences.h"
#include "indexer/statements/speakers.h"

namespace onrecord::statements {
namespace {

constexpr float kClauseSpan = .7F;  // a clause's end is a guess
constexpr float kClauseSpeaker = .93F;
constexpr float kMeantInside = .5F;  // of "he" inside a quotation

Span without_space(std::string_view text, Span span) {
  while (span.begin < span.end && glyph_at(text, span.begin).kind == Char::space)
    span.begin += glyph_at(text, span.begin).size;
  while (span.end > span.begin && glyph_at(text, before(text, span.end)).kind == Char::space)
    span.end = static_cast<std::uint32_t>(before(text, span.end));
  return span;
}

bool only_marks(std::string_view between) {
  for (std::size_t i = 0; i < between.size();) {
    const Glyph glyph = glyph_at(between, i);
    if (is_word(glyph.kind)) return false;
    i += glyph.size;
  }
  return true;
}

class Assembler {
 public:
  Assembler(const Article& article, const Document& document, Speakers& speakers)
      : article_(article), document_(document), speakers_(speakers) {}

  std::vector<Statement> run(const std::vector<Attributed>& attributed) {
    statement_of_.assign(attributed.size(), -1);
    found_.reserve(attributed.size() + document_.sentences.size() / 4 + 4);
    std::size_t next = 0;
    for (std::size_t p = 0; p < document_.paragraphs.size(); ++p) {
      const Paragraph& paragraph = document_.paragraphs[p];
      for (const Range sentence : document_.sentences_of(paragraph)) {
        const int end = sentence.end + paragraph.tokens.begin;
        const std::size_t first = next;
        while (next < attributed.size() && attributed[next].paragraph == static_cast<int>(p) &&
               attributed[next].sentence.end <= end) {
          quotation(attributed, next);
          ++next;
        }
        clauses(paragraph, sentence, std::span(attributed).subspan(first, next - first));
      }
    }
    return std::move(found_);
  }

 private:
  Statement begun(const Paragraph& paragraph, StatementKind kind, Span words) const {
    Statement statement;
    statement.kind = kind;
    statement.span = words;
    statement.pieces = {words};
    statement.text = words.of(document_.text);
    statement.label = paragraph.label;
    if (paragraph.in_turn)
      statement.quoted_by = paragraph.turn;
    else
      statement.quoted_by = article_.speaker.value;
    return statement;
  }

  void quotation(const std::vector<Attributed>& all, std::size_t index) {
    const Attributed& attributed = all[index];
    const Paragraph& paragraph =
        document_.paragraphs[static_cast<std::size_t>(attributed.paragraph)];
    const Span words = without_space(document_.text, attributed.inner);
    if (words.empty()) return;
    // Someone's own speech: what he quotes counts only when he says whom.
    if (!owner(paragraph).empty() && (!attributed.speaker.known() || attributed.is_speaker < .7F))
      return;
    const Range sentence = attributed.sentence;
    const Span context = span_of(Tokens(document_.tokens), sentence);
    if (attributed.continues >= 0 &&
        statement_of_[static_cast<std::size_t>(attributed.continues)] >= 0) {
      statement_of_[index] = statement_of_[static_cast<std::size_t>(attributed.continues)];
      append(found_[static_cast<std::size_t>(statement_of_[index])], words, context, attributed);
      return;
    }
    Statement statement = begun(
        paragraph, attributed.fragment ? StatementKind::fragment : StatementKind::direct, words);
    statement.context = context;
    statement.rule = name_of(attributed.rule);
    statement.negated = attributed.negated;
    statement.question = statement.text.ends_with('?');
    statement.span_confidence = attributed.is_statement;
    if (attributed.cue >= 0) statement.cue = token(attributed.cue).of(document_.text);
    if (attributed.cue >= 0) statement.denied = token(attributed.cue).has(word_flag::kDenial);
    if (!attributed.speaker.known()) statement.rule = "unattributed";
    speakers_.name(statement, attributed.speaker,
                   {attributed.rule, attributed.fragment, attributed.touch, attributed.is_speaker});
    if (!attributed.speaker.known() && answers(attributed.paragraph))
      speakers_.name_guest(statement);
    statement_of_[index] = static_cast<int>(found_.size());
    found_.push_back(std::move(statement));
    nested(static_cast<int>(found_.size()) - 1, words, marks_of(attributed));
  }

  // An interview: a paragraph of nothing but quoted words after one that asks and quotes nothing.
  bool answers(int index) const {
    if (index == 0) return false;
    const auto& paragraphs = document_.paragraphs;
    const Tokens answer = document_.tokens_of(paragraphs[static_cast<std::size_t>(index)]);
    const Tokens question = document_.tokens_of(paragraphs[static_cast<std::size_t>(index) - 1]);
    const auto quoted = [](const Token& token) { return token.quoted(); };
    if (question.empty() || !std::all_of(answer.begin(), answer.end(), quoted) ||
        std::any_of(question.begin(), question.end(), quoted))
      return false;
    return question.back().mark == '?' ||
           std::any_of(question.begin(), question.end(),
                       [](const Token& token) { return token.is("you"_w) || token.is("your"_w); });
  }

  void append(Statement& statement, Span words, Span context, const Attributed& attributed) {
    const std::string_view between =
        document_.text.substr(statement.span.end, words.begin - statement.span.end);
    statement.text += only_marks(between) ? " " : " … ";
    statement.text += words.of(document_.text);
    statement.pieces.push_back(words);
    statement.span.end = words.end;
    statement.context.end = std::max(statement.context.end, context.end);
    statement.question = statement.text.ends_with('?');
    statement.span_confidence = std::min(statement.span_confidence, attributed.is_statement);
    const int index = static_cast<int>(&statement - found_.data());
    nested(index, words, marks_of(attributed));
  }

  MarkStyle marks_of(const Attributed& attributed) const {
    return document_.quotations[static_cast<std::size_t>(attributed.quotation)].single
               ? MarkStyle::singles
               : MarkStyle::doubles;
  }

  // Quotations inside a quotation: "He told me, 'Go home,' and I did".
  void nested(int outer_index, Span words, MarkStyle outer_style) {
    std::vector<Quotation> inside;
    find_nested(document_.text, words, outer_style, inside);
    if (inside.empty()) return;
    Document line =
        prepare_line(document_.text, words,
                     outer_style == MarkStyle::singles ? MarkStyle::doubles : MarkStyle::singles);
    for (const Attributed& attributed : attribute(line, {})) {
      if (!attributed.speaker.known() || attributed.cue < 0) continue;
      const Token& cue = line.tokens[static_cast<std::size_t>(attributed.cue)];
      if (cue.has(word_flag::kWeak) && cue.begin > attributed.inner.end) continue;  // "‘…’, I go"
      const Span inner = without_space(document_.text, attributed.inner);
      if (inner.empty()) continue;
      const Statement& outer = found_[static_cast<std::size_t>(outer_index)];
      Statement statement;
      statement.kind = attributed.fragment ? StatementKind::fragment : StatementKind::direct;
      statement.span = inner;
      statement.pieces = {inner};
      statement.text = inner.of(document_.text);
      statement.label = outer.label;
      statement.quoted_by = outer.speaker;
      statement.context = words;
      statement.rule = name_of(attributed.rule);
      statement.cue = line.tokens[static_cast<std::size_t>(attributed.cue)].of(document_.text);
      statement.negated = attributed.negated;
      statement.question = statement.text.ends_with('?');
      statement.span_confidence = .9F;
      const Token& first = line.tokens[static_cast<std::size_t>(attributed.speaker.tokens.begin)];
      statement.speaker_as_written =
          span_of(line.tokens, attributed.speaker.tokens).of(document_.text);
      statement.speaker = statement.speaker_as_written;
      statement.speaker_confidence = .6F;
      if (first.is("i"_w)) {
        statement.speaker = outer.speaker;
        statement.speaker_confidence = outer.speaker_confidence * .9F;
      } else if (const int person = speakers_.people().find(statement.speaker); person >= 0) {
        statement.speaker = speakers_.people().name_of(person);
        statement.speaker_confidence = .8F;
      } else if (first.has(word_flag::kPronoun) || first.has(word_flag::kContracted)) {
        const int who = meant_inside(line, attributed, words, outer.speaker);
        statement.speaker.clear();  // A pronoun is no name.
        if (who >= 0) statement.speaker = speakers_.people().name_of(who);
        statement.speaker_confidence = who >= 0 ? kMeantInside : 0;
      }
      found_.push_back(std::move(statement));
    }
  }

  // "“He told me, ‘Go home,’” Ann said": whom "he" means, when no name stands before it inside.
  int meant_inside(const Document& line, const Attributed& attributed, Span words,
                   std::string_view speaker) {
    const auto token = [&](int i) -> const Token& {
      return line.tokens[static_cast<std::size_t>(i)];
    };
    const int pronoun = attributed.speaker.tokens.begin;
    const bool he = token(pronoun).is("he"_w), she = token(pronoun).is("she"_w);
    if (!he && !she) return -1;
    for (int i = 1; i < pronoun; ++i)
      if (token(i).capital && !token(i).has(word_flag::kStop)) return -1;
    const auto quotation =
        std::lower_bound(document_.tokens.begin(), document_.tokens.end(), words.begin,
                         [](const Token& before, std::uint32_t at) { return before.end <= at; });
    if (quotation == document_.tokens.end()) return -1;
    return speakers_.focus().read_inside(static_cast<int>(quotation - document_.tokens.begin()),
                                         he ? Gender::male : Gender::female, speaker);
  }

  // The reported clauses of a sentence: indirect speech, or the mixed clause around quoted words.
  void clauses(const Paragraph& paragraph, Range sentence, std::span<const Attributed> quoted) {
    if (!owner(paragraph).empty()) return;
    const bool any_quotation = has_quotation(paragraph, sentence);
    const bool fragment =
        std::any_of(quoted.begin(), quoted.end(), [](const Attributed& attributed) {
          return attributed.fragment && attributed.speaker.known();
        });
    const ClauseCues cues = any_quotation && fragment ? ClauseCues::any : ClauseCues::strong;
    for (const Clause& clause :
         find_clauses(document_.text, document_.tokens_of(paragraph), sentence, cues)) {
      const auto inside = [&](Span inner) {
        return clause.words.contains(inner) || clause.rest.contains(inner);
      };
      const bool held =
          std::any_of(quoted.begin(), quoted.end(),
                      [&](const Attributed& attributed) { return inside(attributed.inner); });
      const bool whole =
          std::any_of(quoted.begin(), quoted.end(), [&](const Attributed& attributed) {
            return attributed.inner.begin < clause.words.begin + 4 &&
                   clause.words.end <= attributed.inner.end + 4;
          });
      const bool used =
          std::any_of(quoted.begin(), quoted.end(), [&](const Attributed& attributed) {
            return !attributed.fragment && attributed.cue == clause.cue + paragraph.tokens.begin;
          });
      if (used && !held && !clause.certain) continue;  // "…," she said in her remarks
      if (whole || (!held && any_quotation && overlaps_quotation(clause.words))) continue;
      if (!held && !clause.certain && !strong_cue(paragraph, clause)) continue;
      reported(paragraph, sentence, clause, held ? StatementKind::mixed : StatementKind::indirect);
    }
  }

  // A clause without quoted words needs a cue that reports by itself.
  bool strong_cue(const Paragraph& paragraph, const Clause& clause) const {
    return token(clause.cue + paragraph.tokens.begin).has(word_flag::kStrong);
  }

  bool overlaps_quotation(Span words) const {
    // Quotations are in order: the first that ends after the words begin decides.
    const auto after = std::upper_bound(
        document_.quotations.begin(), document_.quotations.end(), words.begin,
        [](std::uint32_t at, const Quotation& quotation) { return at < quotation.outer.end; });
    return after != document_.quotations.end() && after->outer.begin < words.end;
  }

  void reported(const Paragraph& paragraph, Range sentence, const Clause& clause,
                StatementKind kind) {
    Statement statement = begun(paragraph, kind, clause.words);
    if (!clause.rest.empty()) {
      statement.pieces.push_back(clause.rest);
      statement.span.end = clause.rest.end;
      statement.text += " … ";
      statement.text += clause.rest.of(document_.text);
    }
    statement.context = span_of(document_.tokens_of(paragraph), sentence);
    statement.rule = name_of(clause.rule);
    statement.cue = token_text(paragraph, clause);
    statement.negated = clause.negated;
    statement.denied = clause.denied;
    statement.question = statement.text.ends_with('?');
    statement.span_confidence = clause.certain ? kClauseSpan + .1F : kClauseSpan;
    Speaker speaker;
    speaker.tokens = {clause.speaker.begin + paragraph.tokens.begin,
                      clause.speaker.end + paragraph.tokens.begin};
    speakers_.name(statement, speaker, {Rule::none, false, Touch::apart, kClauseSpeaker});
    found_.push_back(std::move(statement));
  }

  std::string_view token_text(const Paragraph& paragraph, const Clause& clause) const {
    const int cue = clause.cue + paragraph.tokens.begin;
    if (token(cue).is("according"_w))
      return document_.text.substr(token(cue).begin, token(cue + 1).end - token(cue).begin);
    return token(cue).of(document_.text);
  }

  bool has_quotation(const Paragraph& paragraph, Range sentence) const {
    if (paragraph.quotations.size() == 0) return false;
    const Tokens tokens = document_.tokens_of(paragraph);
    for (int i = sentence.begin; i < sentence.end; ++i)
      if (tokens[static_cast<std::size_t>(i)].quoted()) return true;
    return false;
  }

  // Whose speech the paragraph is as a whole: a turn's, or the metadata speaker's.
  std::string_view owner(const Paragraph& paragraph) const {
    return paragraph.in_turn ? paragraph.turn : std::string_view(article_.speaker.value);
  }

  const Token& token(int i) const { return document_.tokens[static_cast<std::size_t>(i)]; }

  const Article& article_;
  const Document& document_;
  Speakers& speakers_;
  std::vector<Statement> found_;
  std::vector<int> statement_of_;
};

}  // namespace

std::vector<Statement> text_statements(const Article& article, const Document& document,
                                       const std::vector<Attributed>& attributed,
                                       Speakers& speakers) {
  return Assembler(article, document, speakers).run(attributed);
}

}  // namespace onrecord::statements
