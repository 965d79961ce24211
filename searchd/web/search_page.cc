// The page of a search: results, facets, paging.
#include "searchd/web/search_page.h"

#include <algorithm>

#include "searchd/web/asking.h"
#include "searchd/web/html.h"
#include "searchd/web/parts.h"
#include "searchd/web/query_form.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

constexpr int kHitsAPage = 10;
constexpr int kLastPage = static_cast<int>(wire::kMaxWindow) / kHitsAPage;

struct Facet {
  std::string_view name;
  std::string_view title;
};
constexpr std::array kFacets = {Facet{"speaker", "Speaker"}, Facet{"outlet", "Outlet"},
                                Facet{"desk", "Desk"}, Facet{"year", "Year"}};

/// One value of a facet in the query language; "" when it cannot be written in it.
std::string facet_term(std::string_view facet, std::string_view value) {
  if (value.empty() || value.find('"') != std::string_view::npos) return {};
  if (facet == "year") return "date:" + std::string(value);
  return std::string(facet) + ":\"" + std::string(value) + '"';
}

std::string narrowed(std::string_view query, std::string_view term) {
  const bool has_or = query.find(" OR ") != std::string_view::npos;
  return (has_or ? '(' + std::string(query) + ')' : std::string(query)) + ' ' + std::string(term);
}

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

std::string article_hit(const json::object& hit) {
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

std::string statement_hit(const json::object& hit) {
  const std::string_view speaker = text_of(hit, "speaker");
  std::string said = snippet_html(hit);
  if (said.empty()) said = escape(text_of(hit, "text"));
  std::string out = "<li class=\"hit\"><article>\n<blockquote class=\"said\"><p>" + said +
                    "</p></blockquote>\n<p class=\"who\"><a href=\"" +
                    statement_address(text_of(hit, "id")) + "\">" +
                    escape(speaker.empty() ? "speaker not named" : speaker) + "</a>";
  if (const auto role = text_of(hit, "role"); !role.empty()) out += ", " + escape(role);
  out += "</p>\n<p class=\"source\">" + status_badge(hit) + source_line(hit);
  if (const auto headline = text_of(hit, "headline"); !headline.empty())
    out += " <a href=\"" + article_address(text_of(hit, "key"), number_of(hit, "version")) + '#' +
           statement_anchor(hit) + "\">" + escape(headline) + "</a>";
  return out + "</p>\n</article></li>\n";
}

std::string facets_html(const json::object& facets, const QueryForm& form) {
  std::string out;
  for (const Facet& facet : kFacets) {
    std::string rows;
    for (const json::value& row : list_of(facets, facet.name)) {
      if (!row.is_object()) continue;
      const std::string_view value = text_of(row.get_object(), "value");
      const std::string count = grouped(number_of(row.get_object(), "count"));
      const std::string term = facet_term(facet.name, value);
      QueryForm next = form;
      next.page = 1;
      next.query = narrowed(form.query, term);
      const bool linked = !term.empty() && form.query.find(term) == std::string::npos;
      rows += linked ? "<li><a href=\"" + next.address() + "\">" + escape(value) + "</a>"
                     : "<li><span>" + escape(value) + "</span>";
      rows += " <span class=\"count\">" + count + "</span></li>\n";
    }
    if (!rows.empty())
      out += "<section>\n<h2>" + std::string(facet.title) + "</h2>\n<ul>\n" + rows +
             "</ul>\n</section>\n";
  }
  return out.empty()
             ? out
             : "<aside class=\"facets\" aria-label=\"Narrow the search\">\n" + out + "</aside>\n";
}

std::string paging(const QueryForm& form, std::int64_t total) {
  const auto pages = std::min<std::int64_t>((total + kHitsAPage - 1) / kHitsAPage, kLastPage);
  if (pages <= 1) return {};
  std::string out = "<nav class=\"pages\" aria-label=\"Pages of results\">";
  const auto step = [&](int page, std::string_view label, std::string_view rel) {
    QueryForm next = form;
    next.page = page;
    out += "<a rel=\"" + std::string(rel) + "\" href=\"" + next.address() + "\">" +
           std::string(label) + "</a>";
  };
  if (form.page > 1) step(form.page - 1, "&larr; Previous", "prev");
  out += "<span>Page " + grouped(form.page) + " of " + grouped(pages) + "</span>";
  if (form.page < pages) step(form.page + 1, "Next &rarr;", "next");
  return out + "</nav>\n";
}

/// The query with a caret under the column that the message names.
std::string refused_html(const Error& error, std::string_view query) {
  std::string out =
      "<section class=\"notice\" role=\"alert\">\n<h1>This query cannot be read</h1>\n";
  if (error.column > 0) {
    std::string shown(query);
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    out += "<pre><code>" + escape(shown) + '\n' +
           std::string(static_cast<std::size_t>(error.column) - 1, ' ') + "<b>^</b></code></pre>\n";
  }
  return out + "<p>" + escape(error.message) + "</p>\n</section>\n";
}

std::string welcome(const Ask& ask) {
  std::string out =
      "<section class=\"welcome\">\n<h1>Who said what, when, where</h1>\n<p>Search the archive's "
      "articles, or the statements in "
      "them: who is on record with which words.</p>\n<table>\n<caption>What a query can "
      "hold</caption>\n";
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kExamples = {{
      {"ferry subsidy", "both words"},
      {"\"ferry subsidy\"", "the phrase"},
      {"ferry (harbour OR port) -strike", "one or the other, without a third"},
      {"speaker:\"Mara Lindqvist\"", "who is on record"},
      {"outlet:\"Harbour Post\" date:2026-01..2026-03", "where and when it was published"},
      {"ferry NEAR/5 (subsidy OR \"state aid\")", "at most four words between"},
      {"ferry w/s subsidy", "both in one sentence; w/p: in one paragraph"},
      {"negotiat* =exact", "a beginning; a word without its other forms"},
  }};
  for (const auto& [query, meaning] : kExamples)
    out += "<tr><th scope=\"row\"><a href=\"" + link("/", {{"q", std::string(query)}}) +
           "\"><code>" + escape(query) + "</code></a></th><td>" + std::string(meaning) +
           "</td></tr>\n";
  out += "</table>\n";
  const wire::Response status = ask_method(ask, "status", {});
  if (!status.error) {
    const std::int64_t articles = number_of(status.result, "articles");
    const std::int64_t statements = number_of(status.result, "statements");
    out += "<p class=\"source\">" + grouped(articles) + " articles, " + grouped(statements) +
           " statements.</p>\n";
  }
  return out + "</section>\n";
}

std::string summary_html(const json::object& result) {
  const json::object& total = object_of(result, "total");
  const std::int64_t count = number_of(total, "value");
  const json::value* exact = total.if_contains("exact");
  const bool about = exact != nullptr && exact->is_bool() && !exact->get_bool();
  std::string out = "<p class=\"total\" role=\"status\"><strong>" +
                    std::string(about ? "about " : "") + grouped(count) + "</strong> " +
                    (count == 1 ? "result" : "results");
  if (const auto before = number_of(object_of(result, "total_before"), "value"); before > 0)
    out += "; " + grouped(before) + " with all copies";
  if (const auto undated = number_of(result, "excluded_undated"); undated > 0)
    out += "; " + grouped(undated) + " more without a date";
  out += "</p>\n";
  for (const json::value& hint : list_of(result, "hints")) {
    const std::string_view message =
        hint.is_object() ? text_of(hint.get_object(), "message") : std::string_view();
    if (!message.empty()) out += "<p class=\"hint\">" + escape(message) + "</p>\n";
  }
  return out;
}

}  // namespace

Page search_page(const Parameters& parameters, const Ask& ask) {
  const QueryForm form = QueryForm::read(parameters);
  if (form.query.find_first_not_of(" \t\r\n") == std::string::npos)
    return {200, document("Onrecord", form.html(), welcome(ask))};

  json::array facets;
  for (const Facet& facet : kFacets) facets.emplace_back(facet.name);
  const wire::Response response =
      ask_method(ask, "search",
                 {{"query", form.query},
                  {"target", form.target},
                  {"sort", form.sort},
                  {"collapse", form.collapsed && form.target == "articles" ? "copies" : "none"},
                  {"limit", kHitsAPage},
                  {"offset", (std::min(form.page, kLastPage) - 1) * kHitsAPage},
                  {"facets", std::move(facets)},
                  {"facet_limit", 8},
                  {"snippet", 280}});
  const std::string title = form.query + " – Onrecord";
  if (response.error)
    return {wire::http_status_of(response.error->code),
            document(title, form.html(), refused_html(*response.error, form.query))};

  std::string hits;
  for (const json::value& hit : list_of(response.result, "hits")) {
    if (!hit.is_object()) continue;
    hits += form.target == "statements" ? statement_hit(hit.get_object())
                                        : article_hit(hit.get_object());
  }
  std::string main =
      "<div class=\"columns\">\n<section class=\"results\" aria-label=\"Results\">\n" +
      summary_html(response.result);
  if (hits.empty()) {
    main += "<p class=\"nothing\">Nothing matches all of this.</p>\n";
  } else {
    main += "<ol class=\"hits\" start=\"" + std::to_string((form.page - 1) * kHitsAPage + 1) +
            "\">\n" + hits + "</ol>\n";
  }
  main += paging(form, number_of(object_of(response.result, "total"), "value")) + "</section>\n" +
          facets_html(object_of(response.result, "facets"), form) + "</div>\n";
  return {200, document(title, form.html(), main)};
}

}  // namespace onrecord::web
