// See show_verdict.h.
#include "proto/client/show_verdict.h"

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {

namespace json = boost::json;

namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '_')
      c = ' ';
    else if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string spaced(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == '_') c = ' ';
  return out;
}

/// "quoted", "quoted by another", "the outlet's own words", …
std::string form_words(std::string_view form) {
  if (form == "quoted_by") return "quoted by another";
  if (form == "outlet") return "the outlet's own words";
  return std::string(form);
}

std::string list_of(const json::array& names) {
  std::string list;
  for (const auto& name : names)
    if (name.is_string()) list += (list.empty() ? "" : ", ") + std::string(name.get_string());
  return list;
}

/// Puts what \a words are between \a open and \a close, bold where the terminal has it.
void add_marked(std::string& line, std::string_view open, std::string_view words,
                std::string_view close, const Screen& screen) {
  if (words.empty()) return;
  const bool bold = screen.color;
  line.append(bold ? kBoldOn : "").append(open).append(words).append(close);
  line.append(bold ? kBoldOff : "");
}

void show_place(std::string& out, std::size_t rank, const json::object& row, const Screen& screen,
                bool& marks) {
  const bool outlet = text_of(row, "kind").empty();
  std::string head = std::to_string(rank) + "  ";
  const std::string_view speaker = text_of(row, "speaker");
  if (outlet)
    head += "(not anybody's statement)";
  else
    head += speaker.empty() ? std::string("(unattributed)") : one_line(speaker);
  if (const auto role = text_of(row, "role"); !role.empty()) head += ", " + one_line(role);
  const std::string_view date = text_of(row, "date");
  out += ends(head, date.empty() ? "undated" : date.substr(0, 10), screen.columns);
  add_wrapped(out, difference_line(array_of(row, "difference"), screen, marks), 3, screen);

  std::string how;
  std::string wording(text_of(row, "wording"));
  if (const std::string changed = list_of(array_of(row, "changed")); !changed.empty())
    wording += " (" + changed + ")";
  add_part(how, wording);
  add_part(how, form_words(text_of(row, "form")));
  if (const auto found = text_of(row, "speaker_found"); found != "not_asked")
    add_part(how, "speaker " + std::string(found) +
                      (text_of(row, "speaker_by") == "authority" ? " by the authority file" : ""));
  add_part(how, status_mark(row));
  if (!flag_of(row, "supports")) add_part(how, "does not count");
  add_wrapped(out, how, 3, screen);
  show_notice(out, row, screen);

  if (const auto* around = object_of(row, "around"))
    add_wrapped(out, "in context: " + one_line(text_of(*around, "text")), 3, screen);
  std::string where;
  add_part(where, text_of(row, "outlet"));
  add_part(where, text_of(row, "headline"));
  if (!where.empty()) out += "   " + cut_to(where, screen.columns - 3) + "\n";
  out += "   " + one_line(text_of(row, "id")) + "\n\n";
}

}  // namespace

std::string difference_line(const json::array& difference, const Screen& screen, bool& marks) {
  std::string line;
  for (const auto& value : difference) {
    const auto* step = value.if_object();
    if (step == nullptr) continue;
    if (!line.empty()) line += ' ';
    const std::string_view op = text_of(*step, "op");
    if (op == "kept") {
      line += text_of(*step, "said");
    } else if (op == "elided") {
      line += "…";
    } else {
      marks = true;
      add_marked(line, "[-", text_of(*step, "said"), "-]", screen);
      if (!text_of(*step, "said").empty() && !text_of(*step, "claim").empty()) line += ' ';
      add_marked(line, "{+", text_of(*step, "claim"), "+}", screen);
    }
  }
  return one_line(line);
}

std::string show_verdict(const json::object& answer, const Screen& screen) {
  std::string out;
  const std::string verdict = upper(text_of(answer, "verdict"));
  const std::string bold =
      screen.color ? std::string(kBoldOn) + verdict + std::string(kBoldOff) : verdict;
  const std::string_view says = text_of(answer, "says");
  add_wrapped(out, bold + ": " + one_line(says), 0, screen);
  if (text_of(answer, "verdict") != "not_found") {
    std::string sum = "wording " + std::string(text_of(answer, "wording"));
    add_part(sum, form_words(text_of(answer, "form")));
    add_part(sum, "speaker " + spaced(text_of(answer, "speaker")));
    add_part(sum, (flag_of(answer, "truncated") ? "at least " : "") +
                      counted(integer_of(answer, "outlets"), "outlet", "outlets") + ", " +
                      grouped(integer_of(answer, "independent")) + " independent");
    add_wrapped(out, sum, 0, screen);
  }
  if (flag_of(answer, "disputed"))
    add_wrapped(out, "DISPUTED: articles give this utterance in different words", 0, screen);
  if (const auto undated = integer_of(answer, "excluded_undated"); undated > 0)
    add_wrapped(out,
                counted(undated, "place was", "places were") +
                    " left out because the date is not known well enough",
                0, screen);
  out += '\n';
  std::size_t rank = 0;
  bool marks = false;
  const json::array& evidence = array_of(answer, "evidence");
  for (const auto& value : evidence)
    if (const auto* row = value.if_object()) show_place(out, ++rank, *row, screen, marks);
  if (marks) add_wrapped(out, "[-said, not claimed-] {+claimed, not said+}", 0, screen);
  if (const auto total = integer_of(answer, "total"); total > static_cast<std::int64_t>(rank))
    add_wrapped(out,
                (flag_of(answer, "truncated") ? "and at least " : "and ") +
                    counted(total - static_cast<std::int64_t>(rank), "other place", "other places"),
                0, screen);
  return out;
}

std::string verdict_as_tsv(const json::object& answer, std::string_view batch_id) {
  std::string out;
  if (!batch_id.empty()) out += std::string(batch_id) + "\t";
  for (const std::string_view name : {"verdict", "wording", "form", "speaker"})
    out += std::string(text_of(answer, name)) + "\t";
  out += std::to_string(integer_of(answer, "outlets")) + "\t" +
         std::to_string(integer_of(answer, "independent")) + "\t";
  const json::array& evidence = array_of(answer, "evidence");
  if (!evidence.empty() && evidence[0].is_object())
    out += one_line(text_of(evidence[0].get_object(), "id"));
  return out + "\n";
}

}  // namespace onrecord::client
