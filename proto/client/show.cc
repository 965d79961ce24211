// Which answer is shown how, TSV and errors.
#include "proto/client/show.h"

#include "proto/client/columns.h"
#include "proto/client/show_article.h"
#include "proto/client/show_compare.h"
#include "proto/client/show_describe.h"
#include "proto/client/show_explain.h"
#include "proto/client/show_hits.h"
#include "proto/client/show_parts.h"
#include "proto/client/show_similar.h"
#include "proto/client/show_speakers.h"
#include "proto/client/show_timeline.h"
#include "proto/client/show_variants.h"
#include "proto/client/show_verdict.h"

namespace onrecord::client {

namespace {

namespace json = boost::json;

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

std::string cell(std::string_view text) { return one_line(text); }

}  // namespace

std::string show(std::string_view method, const json::object& answer, const Screen& screen) {
  std::string out;
  if (method == "search") {
    out = show_search(answer, screen);
  } else if (method == "article") {
    out = show_article(answer, screen);
  } else if (method == "statement") {
    out = show_statement(answer, screen);
  } else if (method == "verify") {
    out = show_verdict(answer, screen);
  } else if (method == "variants") {
    out = show_variants(answer, screen);
  } else if (method == "compare") {
    out = show_comparison(answer, screen);
  } else if (method == "explain") {
    out = show_explain(answer, screen);
  } else if (method == "facets") {
    if (const auto* facets = object_of(answer, "facets")) show_facets(out, *facets, screen);
  } else if (method == "timeline") {
    out = show_timeline(answer, screen);
  } else if (method == "speakers") {
    out = show_speakers(answer, screen);
  } else if (method == "similar") {
    out = show_similar(answer, screen);
  } else if (method == "prior") {
    out = show_prior(answer, screen);
  } else if (method == "suggest") {
    out = show_suggestions(answer, screen);
  } else if (method == "describe") {
    out = show_description(answer, screen);
  } else {
    show_object(out, answer, 0);
  }
  return colored(out);
}

std::string hits_as_tsv(const json::object& answer, std::string_view batch_id) {
  if (answer.contains("verdict")) return verdict_as_tsv(answer, batch_id);
  if (answer.contains("people")) return speakers_as_tsv(answer);
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
