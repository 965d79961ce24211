// The page of one statement: its permalink.
#include "searchd/web/statement_page.h"

#include "searchd/web/asking.h"
#include "searchd/web/html.h"
#include "searchd/web/parts.h"
#include "searchd/web/query_form.h"
#include "searchd/web/timeline_page.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

std::string row(std::string_view name, const std::string& value) {
  return value.empty() ? value
                       : "<div><dt>" + std::string(name) + "</dt><dd>" + value + "</dd></div>\n";
}

/// \a text with its paragraphs apart and each of them on one line.
std::string filled(std::string_view text) {
  std::string out = unwrapped(text);
  for (std::size_t at = 1; at + 1 < out.size(); ++at)
    if (out[at] == '\n' && out[at - 1] != '\n' && out[at + 1] != '\n') out[at] = ' ';
  return out;
}

/// The sentence around the words, when it holds more than them.
std::string context_html(const json::object& statement) {
  const std::string_view sentence = text_of(statement, "sentence");
  const std::string_view text = text_of(statement, "text");
  if (sentence.empty() || sentence == text) return {};
  const std::size_t at = sentence.find(text);
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  if (!text.empty() && at != std::string_view::npos) ranges.emplace_back(at, at + text.size());
  return "<h2>In its sentence</h2>\n<p class=\"sentence\">" + marked(sentence, ranges) + "</p>\n";
}

std::string caveats(const json::object& statement) {
  std::string out;
  if (flag_of(statement, "negated"))
    out += "<p class=\"hint\">The article says that this was <em>not</em> said.</p>\n";
  if (flag_of(statement, "denied"))
    out += "<p class=\"hint\">The article says that the speaker denied this.</p>\n";
  if (const auto by = text_of(statement, "quoted_by"); !by.empty())
    out += "<p class=\"hint\">As quoted by " + escape(by) + ".</p>\n";
  return out;
}

}  // namespace

Page statement_page(const Parameters& parameters, const Ask& ask) {
  json::object arguments;
  for (const auto& [name, value] : parameters)
    if (name == "id") arguments["id"] = value;
  const wire::Response response = ask_method(ask, "statement", std::move(arguments));
  if (response.error) return error_page(*response.error);
  const json::object& inside = object_of(response.result, "statement");
  const json::object& statement = inside.empty() ? response.result : inside;

  const std::string_view speaker = text_of(statement, "speaker");
  const std::string name = escape(speaker.empty() ? "Speaker not named" : speaker);
  const json::object& confidence = object_of(statement, "confidence");
  const std::string on_record = speaker.empty() ? ""
                                                : " · <a href=\"" + timeline_address(speaker) +
                                                      "\">" + name + " on record over time</a>";
  std::string main = "<article class=\"statement\">\n" + status_banner(statement) +
                     "<p class=\"source\">" + source_line(statement) + "</p>\n<h1>" + name +
                     "</h1>\n";
  if (const auto role = text_of(statement, "role"); !role.empty())
    main += "<p class=\"role\">" + escape(role) + "</p>\n";
  main += "<blockquote class=\"said\"><p>" + escape(filled(text_of(statement, "text"))) +
          "</p></blockquote>\n" + caveats(statement) + context_html(statement) + "<p>From " +
          article_link(statement, statement_anchor(statement)) + on_record +
          "</p>\n<dl class=\"proof\">\n";
  main += row("Kind", escape(text_of(statement, "kind")));
  main += row("Speaker as written", escape(text_of(statement, "speaker_as_written")));
  main += row("Speaker’s confidence", escape(text_of(confidence, "word")));
  main += row("Words of saying", escape(text_of(statement, "cue")));
  main += row("Bytes of the " +
                  std::string(text_of(statement, "place") == "headline" ? "headline" : "text"),
              std::to_string(number_of(statement, "begin")) + " to " +
                  std::to_string(number_of(statement, "end")));
  main += row("Permalink", "<a href=\"" + statement_address(text_of(statement, "id")) +
                               "\"><code>" + escape(text_of(statement, "id")) + "</code></a>");
  main += row("SHA-256 of the text",
              "<code class=\"hash\">" + escape(text_of(statement, "text_sha256")) + "</code>");
  main += row("SHA-256 of the source",
              "<code class=\"hash\">" + escape(text_of(statement, "source_sha256")) + "</code>");
  main += "</dl>\n</article>\n";
  return {200,
          document(std::string(speaker.empty() ? "Statement" : speaker), QueryForm{}.html(), main)};
}

}  // namespace onrecord::web
