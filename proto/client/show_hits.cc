// See show_hits.h.
#include "proto/client/show_hits.h"

#include <algorithm>

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {

namespace json = boost::json;

namespace {

/// 0: it has no number.
std::string number_of_hit(std::size_t rank) {
  return (rank == 0 ? " " : std::to_string(rank)) + "  ";
}

std::string date_of(const json::object& hit) {
  const std::string_view date = text_of(hit, "date");
  return date.empty() ? "undated" : std::string(date.substr(0, 10));
}

/// "3 copies: Harbour Post, Arlen Gazette (2)".
void show_copies(std::string& out, const json::object& copies, const Screen& screen) {
  std::string line = counted(integer_of(copies, "count"), "copy", "copies") + ":";
  std::string_view before = " ";
  for (const auto& row : array_of(copies, "outlets")) {
    if (!row.is_object()) continue;
    const std::string_view outlet = text_of(row.get_object(), "outlet");
    line += std::string(before) + (outlet.empty() ? "outlet not known" : one_line(outlet));
    if (const auto count = integer_of(row.get_object(), "count"); count > 1)
      line += " (" + grouped(count) + ")";
    before = ", ";
  }
  add_wrapped(out, line, 3, screen);
}

}  // namespace

void show_article_hit(std::string& out, std::size_t rank, const json::object& hit,
                      const Screen& screen) {
  std::string_view title = text_of(hit, "headline");
  std::string head =
      number_of_hit(rank) + (title.empty() ? std::string("(no headline)") : one_line(title));
  out += ends(head, date_of(hit), screen.columns);
  std::string line;
  add_part(line, text_of(hit, "outlet"));
  add_part(line, text_of(hit, "desk"));
  add_part(line, text_of(hit, "speaker"));
  add_part(line, amended_mark(hit));
  add_part(line, status_mark(hit));
  std::string id = cut_to(one_line(text_of(hit, "id")), 40);
  if (const auto until = text_of(hit, "superseded"); !until.empty()) {
    add_part(line, "until " + one_line(until));
    id += "@" + std::to_string(integer_of(hit, "version"));
  }
  const std::string score =
      hit.contains("score") ? "  " + fixed(number_of(hit, "score"), 2) : std::string();
  out += ends("   " + line, id + score, screen.columns);
  show_notice(out, hit, screen);
  if (const auto* snippet = object_of(hit, "snippet"))
    add_wrapped(out, marked(*snippet, screen), 3, screen);
  if (const auto* copies = object_of(hit, "copies")) show_copies(out, *copies, screen);
  out += '\n';
}

void show_statement_hit(std::string& out, std::size_t rank, const json::object& hit,
                        const Screen& screen) {
  const std::string_view speaker = text_of(hit, "speaker");
  std::string head = number_of_hit(rank);
  head += speaker.empty() ? std::string("(unattributed)") : one_line(speaker);
  if (const auto role = text_of(hit, "role"); !role.empty()) head += ", " + one_line(role);
  out += ends(head, date_of(hit), screen.columns);

  std::string_view words = text_of(hit, "text");
  const auto* snippet = object_of(hit, "snippet");
  const std::string said = snippet != nullptr && !text_of(*snippet, "text").empty()
                               ? marked(*snippet, screen)
                               : one_line(words);
  const bool quoted = text_of(hit, "kind") == "direct" || text_of(hit, "kind") == "fragment";
  add_wrapped(out, quoted ? "“" + said + "”" : said, 3, screen);

  std::string how;
  add_part(how, text_of(hit, "kind"));
  if (flag_of(hit, "negated")) add_part(how, "negated");
  if (flag_of(hit, "denied")) add_part(how, "denied");
  if (const auto* confidence = object_of(hit, "confidence")) {
    std::string sure = std::string(text_of(*confidence, "word"));
    if (sure != "unattributed") sure += " " + fixed(number_of(*confidence, "speaker"), 2);
    if (const auto written = text_of(hit, "speaker_as_written");
        !written.empty() && written != speaker)
      sure += " (written: " + one_line(written) + ")";
    add_part(how, sure);
  }
  if (const auto by = text_of(hit, "quoted_by"); !by.empty())
    add_part(how, "quoted by " + one_line(by));
  add_part(how, amended_mark(hit));
  add_part(how, status_mark(hit));
  add_wrapped(out, how, 3, screen);
  show_notice(out, hit, screen);

  std::string where;
  add_part(where, text_of(hit, "outlet"));
  add_part(where, text_of(hit, "headline"));
  if (!where.empty()) out += "   " + cut_to(where, screen.columns - 3) + "\n";
  out += "   " + one_line(text_of(hit, "id")) + "\n\n";
}

void show_facets(std::string& out, const json::object& facets, const Screen& screen) {
  for (const auto& [field, values] : facets) {
    out += std::string(field) + "\n";
    if (!values.is_array()) continue;
    for (const auto& value : values.get_array()) {
      if (!value.is_object()) continue;
      const json::object& row = value.get_object();
      out += ends("   " + one_line(text_of(row, "value")), grouped(integer_of(row, "count")),
                  std::min<std::size_t>(screen.columns, 60));
    }
  }
  if (!facets.empty()) out += '\n';
}

std::string show_search(const json::object& answer, const Screen& screen) {
  std::string out;
  std::int64_t total = 0;
  bool exact = true;
  if (const auto* counted_total = object_of(answer, "total")) {
    total = integer_of(*counted_total, "value");
    exact = flag_of(*counted_total, "exact");
  }
  const json::array& hits = array_of(answer, "hits");
  const bool statements =
      !hits.empty() && hits[0].is_object() && hits[0].get_object().contains("kind");
  std::string head = exact ? "" : "about ";
  head +=
      statements ? counted(total, "statement", "statements") : counted(total, "match", "matches");
  if (const auto* before = object_of(answer, "total_before"))
    head += ", " + grouped(integer_of(*before, "value")) + " with all copies";
  if (const auto undated = integer_of(answer, "excluded_undated"); undated > 0)
    head += ", " + grouped(undated) + " left out by the date filter for want of a precise date";
  if (const auto moment = text_of(answer, "as_of"); !moment.empty())
    head += ", as of " + one_line(moment);
  add_wrapped(out, head, 0, screen);
  for (const auto& hint : array_of(answer, "hints")) {
    const auto* object = hint.if_object();
    const std::string_view words = object != nullptr  ? text_of(*object, "message")
                                   : hint.is_string() ? std::string_view(hint.get_string())
                                                      : std::string_view();
    add_wrapped(out, "hint: " + one_line(words), 0, screen);
  }
  if (const auto better = text_of(answer, "did_you_mean"); !better.empty())
    add_wrapped(out, "did you mean: " + one_line(better), 0, screen);
  out += '\n';
  std::size_t rank = static_cast<std::size_t>(integer_of(answer, "offset"));
  for (const auto& hit : hits) {
    if (!hit.is_object()) continue;
    ++rank;
    if (statements)
      show_statement_hit(out, rank, hit.get_object(), screen);
    else
      show_article_hit(out, rank, hit.get_object(), screen);
  }
  if (const auto* facets = object_of(answer, "facets")) show_facets(out, *facets, screen);
  return out;
}

std::string show_match(const json::object& row, std::string_view id, const Screen& screen) {
  std::string fired;
  add_part(fired, id);
  for (const auto& clause : array_of(row, "clauses"))
    if (clause.is_string()) add_part(fired, clause.get_string());
  std::string out;
  add_wrapped(out, "matches " + fired, 0, screen);
  if (row.contains("kind"))
    show_statement_hit(out, 0, row, screen);
  else
    show_article_hit(out, 0, row, screen);
  return out;
}

std::string show_statement(const json::object& answer, const Screen& screen) {
  std::string out;
  const auto* inner = object_of(answer, "statement");
  const json::object& statement = inner != nullptr ? *inner : answer;
  show_statement_hit(out, 1, statement, screen);
  if (const auto sentence = text_of(statement, "sentence"); !sentence.empty())
    add_wrapped(out, "in context: " + one_line(sentence), 3, screen);
  show_field(out, "   rule", text_of(statement, "rule"), screen);
  show_field(out, "   text", text_of(statement, "text_sha256"), screen);
  show_field(out, "   source", text_of(statement, "source_sha256"), screen);
  return out;
}

}  // namespace onrecord::client
