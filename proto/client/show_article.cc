// See show_article.h.
#include "proto/client/show_article.h"

#include <algorithm>

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"
#include "proto/text/sentences.h"

namespace onrecord::client {

namespace json = boost::json;

namespace {

/// What went and what came in one place, as wdiff writes it: [-so-] and {+so+}.
std::string edited(const json::object& change) {
  const std::string_view cut = flag_of(change, "cut") ? "…" : "";
  std::string out;
  const auto add = [&](std::string_view open, std::string_view words, std::string_view close) {
    if (!words.empty()) out.append(open).append(words).append(cut).append(close);
  };
  add("[-", text_of(change, "removed"), "-]");
  add("{+", text_of(change, "added"), "+}");
  return out;
}

void show_changes(std::string& out, const json::object& changes, const Screen& screen) {
  for (const auto& value : array_of(changes, "fields"))
    if (const auto* field = value.if_object())
      add_wrapped(out, one_line(std::string(text_of(*field, "name")) + ": " + edited(*field)), 3,
                  screen);
  for (const auto& value : array_of(changes, "text")) {
    const auto* place = value.if_object();
    if (place == nullptr) continue;
    const std::string line = std::string(text_of(*place, "words_before")) + edited(*place) +
                             std::string(text_of(*place, "words_behind"));
    add_wrapped(out, one_line(line), 3, screen);
  }
  if (const auto left_out = integer_of(changes, "left_out"); left_out > 0)
    add_wrapped(out, "and " + counted(left_out, "other place", "other places"), 3, screen);
  if (flag_of(changes, "white_space")) add_wrapped(out, "only white space", 3, screen);
}

std::string show_versions(const json::object& article, const Screen& screen) {
  const json::array& versions = array_of(article, "versions");
  std::string out;
  add_wrapped(out, one_line(text_of(article, "headline")), 0, screen);
  out += "\n" + counted(static_cast<std::int64_t>(versions.size()), "version", "versions") + "\n\n";
  for (const auto& value : versions) {
    const auto* version = value.if_object();
    if (version == nullptr) continue;
    std::string head = "version " + std::to_string(integer_of(*version, "version"));
    add_part(head, text_of(*version, "ingested"));
    add_part(head, status_mark(*version));
    const auto* changes = object_of(*version, "changes");
    if (changes == nullptr) {
      out += head + "\n\n";
      continue;
    }
    out += ends(head,
                grouped(integer_of(*changes, "added_words")) + " words came, " +
                    grouped(integer_of(*changes, "removed_words")) + " went",
                screen.columns);
    show_changes(out, *changes, screen);
    out += '\n';
  }
  return out;
}

/// How much of a statement is shown below the text that it stands in.
constexpr std::size_t kStatementColumns = 300;

/// Whether the versions of \a article were asked for with what changed.
bool tells_versions(const json::object& article) {
  const json::array& versions = array_of(article, "versions");
  return !versions.empty() && versions[0].is_object() &&
         versions[0].get_object().contains("ingested");
}

}  // namespace

std::string show_article(const json::object& answer, const Screen& screen) {
  const auto* inner = object_of(answer, "article");
  const json::object& article = inner != nullptr ? *inner : answer;
  if (tells_versions(article)) return show_versions(article, screen);
  std::string out;
  const std::string_view headline = text_of(article, "headline");
  add_wrapped(out, headline.empty() ? "(no headline)" : one_line(headline), 0, screen);
  out += '\n';
  if (const auto mark = status_mark(article); !mark.empty()) {
    show_field(out, "status", mark, screen);
    show_field(out, "notice", text_of(article, "notice"), screen);
  }
  for (const std::string_view name :
       {"speaker", "role", "date", "outlet", "desk", "byline", "language", "url", "id", "source"})
    show_field(out, name, text_of(article, name), screen);
  show_field(out, "corrected", amended_mark(article), screen);
  if (const auto version = integer_of(article, "version"); version > 1)
    show_field(out, "version", std::to_string(version), screen);
  show_field(out, "text sha256", text_of(article, "text_sha256"), screen);
  out += '\n';

  // Paragraph by paragraph; a hard-wrapped one is filled again.
  const std::string_view body = text_of(article, "text");
  for (const Span paragraph : text::paragraphs(body)) {
    add_wrapped(out, one_line(paragraph.of(body)), 0, screen);
    out += '\n';
  }

  const json::array& statements = array_of(article, "statements").empty()
                                      ? array_of(answer, "statements")
                                      : array_of(article, "statements");
  if (!statements.empty()) {
    out +=
        counted(static_cast<std::int64_t>(statements.size()), "statement", "statements") + "\n\n";
    for (const auto& value : statements) {
      if (!value.is_object()) continue;
      const json::object& statement = value.get_object();
      const std::string_view speaker = text_of(statement, "speaker");
      std::string head = speaker.empty() ? "(unattributed)" : one_line(speaker);
      const auto begin = integer_of(statement, "begin");
      const auto end = integer_of(statement, "end");
      out += ends(head,
                  std::string(text_of(statement, "kind")) + " " + std::to_string(begin) + "-" +
                      std::to_string(end),
                  screen.columns);
      add_wrapped(out, cut_to(one_line(text_of(statement, "text")), kStatementColumns), 3, screen);
    }
  }
  return out;
}

}  // namespace onrecord::client
