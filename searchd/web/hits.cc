// A result of a search as a line of a list.
#include "searchd/web/hits.h"

#include "searchd/web/html.h"
#include "searchd/web/parts.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

std::string snippet_html(const json::object& hit) {
  const json::object& snippet = object_of(hit, "snippet");
  const std::string_view text = text_of(snippet, "text");
  if (text.empty()) return {};
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const json::value& range : list_of(snippet, "highlights")) {
    const json::array* pair = range.if_array();
    if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_number() ||
        !pair->at(1).is_number())
      continue;
    ranges.emplace_back(pair->at(0).to_number<std::size_t>(), pair->at(1).to_number<std::size_t>());
  }
  return marked(text, ranges);
}

/// Who else has the story.
std::string copies_html(const json::object& copies) {
  if (copies.empty()) return {};
  std::string out = "<p class=\"source\">" + grouped(number_of(copies, "count")) + " copies: ";
  std::string_view before;
  for (const json::value& row : list_of(copies, "outlets")) {
    if (!row.is_object()) continue;
    const std::string_view outlet = text_of(row.get_object(), "outlet");
    out += before;
    out += outlet.empty() ? "outlet not known" : escape(outlet);
    if (const auto count = number_of(row.get_object(), "count"); count > 1)
      out += " (" + grouped(count) + ")";
    before = ", ";
  }
  return out + "</p>\n";
}

std::string article_html(const json::object& hit) {
  const std::string_view headline = text_of(hit, "headline");
  std::string out = "<li class=\"hit\"><article>\n<h2><a href=\"" +
                    article_address(text_of(hit, "key"), 0) + "\">" +
                    escape(headline.empty() ? text_of(hit, "id") : headline) +
                    "</a></h2>\n<p class=\"source\">" + status_badge(hit) + source_line(hit);
  if (const auto speaker = text_of(hit, "speaker"); !speaker.empty())
    out += " <span class=\"speaker\">" + escape(speaker) + "</span>";
  out += "</p>\n";
  const std::string snippet = snippet_html(hit);
  if (!snippet.empty()) out += "<p class=\"snippet\">" + snippet + "</p>\n";
  return out + copies_html(object_of(hit, "copies")) + "</article></li>\n";
}

std::string statement_html(const json::object& hit) {
  const std::string_view speaker = text_of(hit, "speaker");
  std::string said = snippet_html(hit);
  if (said.empty()) said = escape(text_of(hit, "text"));
  std::string out = "<li class=\"hit\"><article>\n<blockquote class=\"said\"><p>" + said +
                    "</p></blockquote>\n<p class=\"who\"><a href=\"" +
                    statement_address(text_of(hit, "id")) + "\">" +
                    escape(speaker.empty() ? "speaker not named" : speaker) + "</a>";
  if (const auto role = text_of(hit, "role"); !role.empty()) out += ", " + escape(role);
  return out + " <span class=\"kind\">" + kind_of_statement(hit) +
         "</span></p>\n<p class=\"source\">" + status_badge(hit) + source_line(hit) + ' ' +
         article_link(hit, statement_anchor(hit)) + "</p>\n</article></li>\n";
}

}  // namespace

std::string hit_html(const json::object& hit, std::string_view target) {
  return target == "statements" ? statement_html(hit) : article_html(hit);
}

}  // namespace onrecord::web
