// Hits as those of a search.
#include "proto/client/show_similar.h"

#include "proto/client/columns.h"
#include "proto/client/show_hits.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {

namespace json = boost::json;

namespace {

/// How much of an earlier statement is shown: a speech may be as long as its article.
constexpr std::size_t kStatementColumns = 600;

}  // namespace

std::string show_similar(const json::object& answer, const Screen& screen) {
  std::string out;
  std::string words;
  for (const auto& term : array_of(answer, "terms"))
    if (term.is_string()) words += (words.empty() ? "" : ", ") + one_line(term.get_string());
  add_wrapped(out, words.empty() ? "no words to look for" : "by the words " + words, 0, screen);
  out += '\n';
  const json::array& hits = array_of(answer, "hits");
  if (hits.empty()) out += "nothing like it\n";
  std::size_t rank = 0;
  for (const auto& hit : hits)
    if (hit.is_object()) show_article_hit(out, ++rank, hit.get_object(), screen);
  return out;
}

std::string show_prior(const json::object& answer, const Screen& screen) {
  std::string out;
  for (const auto& value : array_of(answer, "sentences")) {
    if (!value.is_object()) continue;
    const json::object& sentence = value.get_object();
    add_wrapped(out, one_line(text_of(sentence, "text")), 0, screen);
    out += '\n';
    std::size_t rank = 0;
    for (const auto& hit : array_of(sentence, "statements"))
      if (hit.is_object()) {
        json::object shown = hit.get_object();
        shown["text"] = cut_to(one_line(text_of(shown, "text")), kStatementColumns);
        show_statement_hit(out, ++rank, shown, screen);
      }
  }
  if (out.empty()) out = "nothing was said before\n";
  return out;
}

}  // namespace onrecord::client
