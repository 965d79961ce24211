// The page of one article.
#include "searchd/web/article_page.h"

#include <charconv>

#include "searchd/web/article_body.h"
#include "searchd/web/asking.h"
#include "searchd/web/html.h"
#include "searchd/web/parts.h"
#include "searchd/web/query_form.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

std::string row(std::string_view name, const std::string& value) {
  return value.empty() ? value
                       : "<div><dt>" + std::string(name) + "</dt><dd>" + value + "</dd></div>\n";
}

/// A value of a key that is the source's own, or several.
std::string meta_html(const json::value& value) {
  if (value.is_string()) return escape(value.get_string());
  if (!value.is_array()) return escape(json::serialize(value));
  std::string out;
  for (const json::value& item : value.get_array())
    out += (out.empty() ? "" : ", ") + meta_html(item);
  return out;
}

std::string search_link(std::string_view field, std::string_view value) {
  if (value.empty()) return {};
  if (value.find('"') != std::string_view::npos) return escape(value);
  return "<a href=\"" + link("/", {{"q", std::string(field) + ":\"" + std::string(value) + '"'}}) +
         "\">" + escape(value) + "</a>";
}

/// A link only to the web: another scheme in an article's data is shown, never followed.
std::string outside_link(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return escape(url);
  return "<a href=\"" + escape(url) + "\" rel=\"noreferrer noopener external\">" + escape(url) +
         "</a>";
}

std::string facts(const json::object& article) {
  const json::object& from = object_of(article, "provenance");
  std::string date = date_html(article);
  if (const auto printed = text_of(article, "date_printed");
      !printed.empty() && printed != text_of(article, "date") &&
      date.find('>' + escape(printed) + '<') == std::string::npos)
    date += " <span class=\"aside\">printed as “" + escape(printed) + "”</span>";
  std::string speaker = search_link("speaker", text_of(article, "speaker"));
  if (const auto role = text_of(article, "role"); !role.empty()) speaker += ", " + escape(role);
  std::string path = escape(text_of(from, "path"));
  if (const auto member = text_of(from, "member"); !member.empty()) path += " › " + escape(member);
  if (const auto record = number_of(from, "record"); record > 0)
    path += ", record " + std::to_string(record);

  std::string out = "<aside class=\"facts\" aria-label=\"About this article\">\n<dl>\n";
  out += row("Outlet", search_link("outlet", text_of(article, "outlet")));
  out += row("Desk", search_link("desk", text_of(article, "desk")));
  out += row("Published", date);
  out += row("Byline", escape(text_of(article, "byline")));
  out += row("Speaker", speaker);
  out += row("Language", escape(text_of(article, "language")));
  out += row("Collection", escape(text_of(article, "collection")));
  out += row("Original", outside_link(text_of(article, "url")));
  out += row("Rights", escape(text_of(article, "rights")));
  for (const auto& [key, value] : object_of(article, "meta"))
    out += row(escape(std::string_view(key)), meta_html(value));
  out += row("Key", "<code>" + escape(text_of(article, "key")) + "</code>, version " +
                        std::to_string(number_of(article, "version")));
  out += row("Read from", path);
  out += row("SHA-256 of the text",
             "<code class=\"hash\">" + escape(text_of(article, "text_sha256")) + "</code>");
  out += row("SHA-256 of the source",
             "<code class=\"hash\">" + escape(text_of(from, "source_sha256")) + "</code>");
  out += "</dl>\n";
  for (const json::value& warning : list_of(article, "warnings"))
    if (warning.is_string())
      out += "<p class=\"hint\">" + escape(std::string_view(warning.get_string())) + "</p>\n";
  return out + "</aside>\n";
}

std::string statements_html(const json::object& article) {
  std::string rows;
  for (const json::value& value : list_of(article, "statements")) {
    if (!value.is_object()) continue;
    const json::object& statement = value.get_object();
    const std::string_view speaker = text_of(statement, "speaker");
    rows += "<li><p class=\"who\"><a href=\"" + statement_address(text_of(statement, "id")) +
            "\">" + escape(speaker.empty() ? "speaker not named" : speaker) +
            "</a> <span class=\"kind\">" + kind_of_statement(statement) +
            "</span></p>\n<blockquote><p><a href=\"#" + statement_anchor(statement) + "\">" +
            escape(text_of(statement, "text")) + "</a></p></blockquote></li>\n";
  }
  if (rows.empty()) return {};
  return "<section class=\"statements\" aria-labelledby=\"on-record\">\n<h2 id=\"on-record\">On "
         "record here</h2>\n<ol>\n" +
         rows + "</ol>\n</section>\n";
}

}  // namespace

Page article_page(const Parameters& parameters, const Ask& ask) {
  json::object arguments;
  for (const auto& [name, value] : parameters) {
    if (name == "key" || name == "id") arguments[name] = value;
    if (name != "version") continue;
    std::int64_t version = 0;
    std::from_chars(value.data(), value.data() + value.size(), version);
    arguments["version"] = version;
  }
  const wire::Response response = ask_method(ask, "article", std::move(arguments));
  if (response.error) return error_page(*response.error);
  const json::object& inside = object_of(response.result, "article");
  const json::object& article = inside.empty() ? response.result : inside;

  std::string headline(text_of(article, "headline"));
  if (headline.empty()) headline = text_of(article, "id");
  const std::string main = "<div class=\"columns\">\n<article class=\"story\" lang=\"" +
                           escape(text_of(article, "language")) + "\">\n" + status_banner(article) +
                           "<p class=\"source\">" + source_line(article) + "</p>\n<h1 id=\"h\">" +
                           escape(headline) + "</h1>\n" + article_body(article) +
                           "</article>\n<div class=\"side\">\n" + facts(article) +
                           statements_html(article) + "</div>\n</div>\n";
  return {200, document(headline, QueryForm{}.html(), main)};
}

}  // namespace onrecord::web
