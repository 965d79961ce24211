// Statements of texts that name their speaker themselves.
#include "indexer/statements/speech.h"

#include "tests/catch.h"

namespace {

using namespace onrecord;
using statements::speech_statements;

/// Builds a text paragraph by paragraph together with its spans.
struct Draft {
  Article article;

  Span add(SpanKind kind, std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += words;
    const Span span{begin, static_cast<std::uint32_t>(article.text.size())};
    article.spans.push_back({kind, span, ""});
    article.text += "\n\n";
    return span;
  }
  /// Opens a container; give the result to close() when what it contains has been added.
  std::size_t open(SpanKind kind, std::string_view label) {
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.spans.push_back({kind, {begin, begin}, std::string(label)});
    return article.spans.size() - 1;
  }
  void close(std::size_t container) {
    article.spans[container].span.end = static_cast<std::uint32_t>(article.text.size() - 2);
  }
};

}  // namespace

TEST_CASE("each body paragraph of a speech is a statement of its metadata speaker") {
  Draft draft;
  draft.article.speaker = {"Ada Brandt", Origin::given};
  draft.article.role = {"harbour master", Origin::given};
  draft.add(SpanKind::headline, "Opening of the new lock");
  const Span first = draft.add(SpanKind::lead, "Friends, the lock is open.");
  const Span second = draft.add(SpanKind::paragraph, "Who would have thought it?");

  const auto found = speech_statements(draft.article);
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == StatementKind::speech);
  CHECK(found[0].span == first);
  CHECK(found[0].pieces == std::vector<Span>{first});
  CHECK(found[0].text == "Friends, the lock is open.");
  CHECK(found[0].speaker == "Ada Brandt");
  CHECK(found[0].speaker_as_written == "Ada Brandt");
  CHECK(found[0].role == "harbour master");
  CHECK(found[0].rule == "metadata");
  CHECK(found[0].span_confidence == 1);
  CHECK(found[0].speaker_confidence == 1);
  CHECK_FALSE(found[0].question);
  CHECK(found[1].span == second);
  CHECK(found[1].question);
}

TEST_CASE("each paragraph of a turn is a statement of who the turn's label names") {
  Draft draft;
  const std::size_t section = draft.open(SpanKind::section, "The tunnel");
  draft.add(SpanKind::speaker_label, "Q:");
  const std::size_t asked = draft.open(SpanKind::turn, "Q");
  draft.add(SpanKind::paragraph, "Will it flood (again?)");
  draft.close(asked);
  const std::size_t answered = draft.open(SpanKind::turn, "Ivo Maric");
  draft.add(SpanKind::paragraph, "No.");
  draft.add(SpanKind::paragraph, "The pumps were replaced.");
  draft.close(answered);
  draft.close(section);
  draft.add(SpanKind::paragraph, "The interview was cut for length.");

  const auto found = speech_statements(draft.article);
  REQUIRE(found.size() == 3);
  CHECK(found[0].speaker == "Q");
  CHECK(found[0].question);
  CHECK(found[1].speaker == "Ivo Maric");
  CHECK(found[1].text == "No.");
  CHECK(found[2].text == "The pumps were replaced.");
  for (const Statement& statement : found) {
    CHECK(statement.rule == "turn");
    CHECK(statement.label == "The tunnel");
    CHECK(statement.context == statement.span);
  }
}

TEST_CASE("turns keep their own speakers in a text that has a metadata speaker too") {
  Draft draft;
  draft.article.speaker = {"Ivo Maric", Origin::given};
  draft.article.role = {"engineer", Origin::given};
  const std::size_t host = draft.open(SpanKind::turn, "Host");
  draft.add(SpanKind::lead, "Welcome.");
  draft.close(host);
  const std::size_t guest = draft.open(SpanKind::turn, "Ivo Maric");
  draft.add(SpanKind::paragraph, "Thank you.");
  draft.close(guest);
  draft.add(SpanKind::paragraph, "A closing remark.");

  const auto found = speech_statements(draft.article);
  REQUIRE(found.size() == 3);
  CHECK(found[0].speaker == "Host");
  CHECK(found[0].role.empty());
  CHECK(found[1].speaker == "Ivo Maric");
  CHECK(found[1].role == "engineer");
  CHECK(found[2].speaker == "Ivo Maric");
  CHECK(found[2].rule == "metadata");
}

TEST_CASE("what introduces a talk is not said by the one who has turns in it") {
  const auto heading = GENERATE(values<std::string_view>(
      {"Engineer Maric talks with the Harbour Hour.", "I was asked to the Harbour Hour."}));
  Draft draft;
  draft.article.speaker = {"Ivo Maric", Origin::given};
  draft.add(SpanKind::lead, heading);
  const std::size_t host = draft.open(SpanKind::turn, "HOST");
  draft.add(SpanKind::paragraph, "Welcome.");
  draft.close(host);
  const std::size_t guest = draft.open(SpanKind::turn, "DR. MARIC");
  draft.add(SpanKind::paragraph, "Thank you.");
  draft.close(guest);
  const auto found = speech_statements(draft.article);
  const bool own = heading.starts_with('I');
  REQUIRE(found.size() == (own ? 3 : 2));
  CHECK(found[0].speaker == (own ? "Ivo Maric" : "HOST"));
}

TEST_CASE("a turn whose label names nobody gives a statement without a speaker") {
  Draft draft;
  const std::size_t turn = draft.open(SpanKind::turn, "");
  draft.add(SpanKind::paragraph, "Inaudible at first.");
  draft.close(turn);

  const auto found = speech_statements(draft.article);
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker.empty());
  CHECK(found[0].speaker_confidence == 0);
}

TEST_CASE("a text without a speaker or turns has no speech statements") {
  Draft draft;
  draft.add(SpanKind::lead, "The council met on Monday.");
  CHECK(speech_statements(draft.article).empty());
}
