// Answers as text for people and as TSV.  Knows their shape, not how they came.
#include "proto/client/show.h"

#include "proto/client/columns.h"
#include "proto/wire/json_text.h"

namespace onrecord::client {

namespace {

namespace json = boost::json;

std::string_view text_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

std::int64_t integer_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
  return 0;
}

double number_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return 0;
  return value->to_number<double>();
}

bool flag_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const json::object* object_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array& array_of(const json::object& object, std::string_view key) {
  static const json::array kNone;
  const auto* value = object.if_contains(key);
  const auto* array = value != nullptr ? value->if_array() : nullptr;
  return array != nullptr ? *array : kNone;
}

std::string fixed(double value, int digits) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

/// 1234567 → "1,234,567".
std::string grouped(std::int64_t value) {
  const std::string digits = std::to_string(value);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && digits[i - 1] != '-' && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

/// Puts \a right at the end of the line that \a left begins.
std::string ends(std::string_view left, std::string_view right, std::size_t columns) {
  const std::size_t room = width_of(right) + 2 < columns ? columns - width_of(right) - 2 : columns;
  std::string line = cut_to(left, room);
  line.append(room + 2 - width_of(line), ' ');
  line += right;
  return line + '\n';
}

void add_part(std::string& line, std::string_view part) {
  if (part.empty()) return;
  if (!line.empty()) line += " · ";
  line += one_line(part);
}

void add_wrapped(std::string& out, std::string_view text, std::size_t indent,
                 const Screen& screen) {
  for (const std::string& line : wrap(text, screen.columns - indent))
    out.append(indent, ' ').append(line).append("\n");
}

/// The snippet on one line with its matches marked: *so*, or by kBoldOn and kBoldOff where the
/// terminal has bold.  Offsets in the answer must be bytes (what the client asks for).
std::string marked(const json::object& snippet, const Screen& screen) {
  const std::string_view text = text_of(snippet, "text");
  const std::string_view on = screen.color ? kBoldOn : "*";
  const std::string_view off = screen.color ? kBoldOff : "*";
  std::string out;
  std::size_t at = 0;
  for (const auto& highlight : array_of(snippet, "highlights")) {
    const auto* pair = highlight.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number())
      continue;
    const auto begin = (*pair)[0].to_number<std::size_t>();
    const auto end = (*pair)[1].to_number<std::size_t>();
    if (begin < at || end < begin || end > text.size()) continue;
    out.append(text, at, begin - at).append(on);
    out.append(text, begin, end - begin).append(off);
    at = end;
  }
  out.append(text, at);
  return one_line(out);
}

/// The marks of bold as terminal escapes; they were single control bytes until here so that
/// wrapping could count columns.
std::string colored(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == kBoldOn[0])
      out += "\x1b[1m";
    else if (c == kBoldOff[0])
      out += "\x1b[0m";
    else
      out += c;
  }
  return out;
}

/// Why something was corrected or retracted, where the source says so.
void show_notice(std::string& out, const json::object& hit, const Screen& screen) {
  if (const auto notice = text_of(hit, "notice"); !notice.empty())
    add_wrapped(out, "notice: " + one_line(notice), 3, screen);
}

std::string status_mark(const json::object& hit) {
  const std::string_view status = text_of(hit, "status");
  if (status.empty() || status == "usable") return {};
  std::string mark(status);
  for (char& c : mark)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return mark;
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

void show_article_hit(std::string& out, std::size_t rank, const json::object& hit,
                      const Screen& screen) {
  std::string_view title = text_of(hit, "headline");
  std::string head = std::to_string(rank) + "  " +
                     (title.empty() ? std::string("(no headline)") : one_line(title));
  out += ends(head, date_of(hit), screen.columns);
  std::string line;
  add_part(line, text_of(hit, "outlet"));
  add_part(line, text_of(hit, "desk"));
  add_part(line, text_of(hit, "speaker"));
  add_part(line, status_mark(hit));
  const std::string id = cut_to(one_line(text_of(hit, "id")), 40);
  out += ends("   " + line, id + "  " + fixed(number_of(hit, "score"), 2), screen.columns);
  show_notice(out, hit, screen);
  if (const auto* snippet = object_of(hit, "snippet"))
    add_wrapped(out, marked(*snippet, screen), 3, screen);
  if (const auto* copies = object_of(hit, "copies")) show_copies(out, *copies, screen);
  out += '\n';
}

void show_statement_hit(std::string& out, std::size_t rank, const json::object& hit,
                        const Screen& screen) {
  const std::string_view speaker = text_of(hit, "speaker");
  std::string head = std::to_string(rank) + "  ";
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
  add_wrapped(out, head, 0, screen);
  for (const auto& hint : array_of(answer, "hints")) {
    const auto* object = hint.if_object();
    const std::string_view words = object != nullptr  ? text_of(*object, "message")
                                   : hint.is_string() ? std::string_view(hint.get_string())
                                                      : std::string_view();
    add_wrapped(out, "hint: " + one_line(words), 0, screen);
  }
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

void show_field(std::string& out, std::string_view name, std::string_view value,
                const Screen& screen) {
  if (value.empty()) return;
  const auto lines = wrap(one_line(value), screen.columns - 12);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string label = i == 0 ? std::string(name) : "";
    label.resize(12, ' ');
    out += label + lines[i] + "\n";
  }
}

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

/// Whether the versions of \a article were asked for with what changed.
bool tells_versions(const json::object& article) {
  const json::array& versions = array_of(article, "versions");
  return !versions.empty() && versions[0].is_object() &&
         versions[0].get_object().contains("ingested");
}

std::string show_article(const json::object& answer, const Screen& screen) {
  const auto* inner = object_of(answer, "article");
  const json::object& article = inner != nullptr ? *inner : answer;
  if (tells_versions(article)) return show_versions(article, screen);
  std::string out;
  if (const auto headline = text_of(article, "headline"); !headline.empty())
    add_wrapped(out, one_line(headline), 0, screen);
  out += '\n';
  if (const auto mark = status_mark(article); !mark.empty()) {
    show_field(out, "status", mark, screen);
    show_field(out, "notice", text_of(article, "notice"), screen);
  }
  for (const std::string_view name :
       {"speaker", "role", "date", "outlet", "desk", "byline", "language", "url", "id", "source"})
    show_field(out, name, text_of(article, name), screen);
  if (const auto version = integer_of(article, "version"); version > 1)
    show_field(out, "version", std::to_string(version), screen);
  show_field(out, "text sha256", text_of(article, "text_sha256"), screen);
  out += '\n';

  // Paragraph by paragraph as printed; a hard-wrapped one is filled again.
  std::string_view text = text_of(article, "text");
  std::string paragraph;
  const auto flush = [&] {
    if (!one_line(paragraph).empty()) {
      add_wrapped(out, one_line(paragraph), 0, screen);
      out += '\n';
    }
    paragraph.clear();
  };
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (one_line(line).empty()) flush();
    paragraph.append(line).append(" ");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  flush();

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
      add_wrapped(out, one_line(text_of(statement, "text")), 3, screen);
    }
  }
  return out;
}

/// Any object as "name  value" lines, nested ones indented: for hello and status.
void show_object(std::string& out, const json::object& object, std::size_t indent) {
  std::size_t widest = 0;
  for (const auto& [key, value] : object) widest = std::max(widest, key.size());
  for (const auto& [key, value] : object) {
    std::string label = std::string(indent, ' ') + std::string(key);
    label.resize(indent + widest + 2, ' ');
    if (const auto* inner = value.if_object()) {
      out += std::string(indent, ' ') + std::string(key) + "\n";
      show_object(out, *inner, indent + 3);
    } else if (value.is_string()) {
      out += label + one_line(value.get_string()) + "\n";
    } else if (value.is_double()) {
      out += label + fixed(value.get_double(), 3) + "\n";
    } else {
      out += label + wire::json_text(value) + "\n";
    }
  }
}

std::string cell(std::string_view text) { return one_line(text); }

}  // namespace

std::string show(std::string_view method, const json::object& answer, const Screen& screen) {
  std::string out;
  if (method == "search") {
    out = show_search(answer, screen);
  } else if (method == "article") {
    out = show_article(answer, screen);
  } else if (method == "statement") {
    const auto* inner = object_of(answer, "statement");
    const json::object& statement = inner != nullptr ? *inner : answer;
    show_statement_hit(out, 1, statement, screen);
    if (const auto sentence = text_of(statement, "sentence"); !sentence.empty())
      add_wrapped(out, "in context: " + one_line(sentence), 3, screen);
    show_field(out, "   rule", text_of(statement, "rule"), screen);
    show_field(out, "   text", text_of(statement, "text_sha256"), screen);
    show_field(out, "   source", text_of(statement, "source_sha256"), screen);
  } else if (method == "facets") {
    if (const auto* facets = object_of(answer, "facets")) show_facets(out, *facets, screen);
  } else {
    show_object(out, answer, 0);
  }
  return colored(out);
}

std::string hits_as_tsv(const json::object& answer, std::string_view batch_id) {
  std::string out;
  for (const auto& value : array_of(answer, "hits")) {
    const auto* hit = value.if_object();
    if (hit == nullptr) continue;
    const std::string score = fixed(number_of(*hit, "score"), 4);
    if (!batch_id.empty()) {
      out += std::string(batch_id) + "\t" + cell(text_of(*hit, "id")) + "\t" + score + "\n";
      continue;
    }
    const std::string_view words =
        hit->contains("kind") ? text_of(*hit, "text") : text_of(*hit, "headline");
    out += cell(text_of(*hit, "id")) + "\t" + score + "\t" + cell(text_of(*hit, "date")) + "\t" +
           cell(text_of(*hit, "outlet")) + "\t" + cell(text_of(*hit, "speaker")) + "\t" +
           cell(words) + "\n";
  }
  return out;
}

std::string facets_as_tsv(const json::object& answer) {
  std::string out;
  const auto* facets = object_of(answer, "facets");
  if (facets == nullptr) return out;
  for (const auto& [field, values] : *facets) {
    if (!values.is_array()) continue;
    for (const auto& value : values.get_array())
      if (const auto* row = value.if_object())
        out += std::string(field) + "\t" + cell(text_of(*row, "value")) + "\t" +
               std::to_string(integer_of(*row, "count")) + "\n";
  }
  return out;
}

std::string show_error(const Error& error, std::string_view query) {
  std::string out = "onrecord: " + one_line(error.message) + "\n";
  if (error.column <= 0 || query.empty()) return out;
  // The column counts code points; the caret must stand under the column on the screen.
  std::size_t at = 0;
  for (int left = error.column - 1; left > 0 && at < query.size(); --left) {
    ++at;
    while (at < query.size() && (static_cast<unsigned char>(query[at]) & 0xC0) == 0x80) ++at;
  }
  std::string line(query);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  out += "  " + line + "\n  " + std::string(width_of(std::string_view(line).substr(0, at)), ' ') +
         "^\n";
  return out;
}

}  // namespace onrecord::client
