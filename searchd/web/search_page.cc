// The page of a search: results, facets, paging.
#include "searchd/web/search_page.h"

#include <algorithm>

#include "searchd/web/asking.h"
#include "searchd/web/hits.h"
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

std::string facets_html(const json::object& facets, const QueryForm& form) {
  std::string out;
  for (const Facet& facet : kFacets) {
    std::string rows;
    for (const json::value& row : list_of(facets, facet.name)) {
      if (!row.is_object()) continue;
      const std::string_view value = text_of(row.get_object(), "value");
      const std::string count = grouped(number_of(row.get_object(), "count"));
      const std::string term = field_term(facet.name, value);
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
  if (pages == 0 || (pages == 1 && form.page <= 1)) return {};
  std::string out = "<nav class=\"pages\" aria-label=\"Pages of results\">";
  const auto step = [&](int page, std::string_view label, std::string_view rel) {
    QueryForm next = form;
    next.page = page;
    out += "<a rel=\"" + std::string(rel) + "\" href=\"" + next.address() + "\">" +
           std::string(label) + "</a>";
  };
  if (form.page > pages)
    step(static_cast<int>(pages), "&larr; Last page", "prev");
  else if (form.page > 1)
    step(form.page - 1, "&larr; Previous", "prev");
  out += "<span>Page " + grouped(form.page) + " of " + grouped(pages) + "</span>";
  if (form.page < pages) step(form.page + 1, "Next &rarr;", "next");
  return out + "</nav>\n";
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
    out += "<p class=\"source\">" + grouped(articles) +
           (articles == 1 ? " article, " : " articles, ") + grouped(statements) +
           (statements == 1 ? " statement.</p>\n" : " statements.</p>\n");
  }
  return out + "</section>\n";
}

std::string summary_html(const json::object& result, const QueryForm& form) {
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
  if (count > 0)
    out += " · <a href=\"" + link("/timeline", {{"q", form.query}, {"target", form.target}}) +
           "\">over time</a>";
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
    hits += hit_html(hit.get_object(), form.target);
  }
  std::string main =
      "<div class=\"columns\">\n<section class=\"results\" aria-label=\"Results\">\n" +
      summary_html(response.result, form);
  const std::int64_t total = number_of(object_of(response.result, "total"), "value");
  if (hits.empty()) {
    main += total > 0 ? "<p class=\"nothing\">The results end before this page.</p>\n"
                      : "<p class=\"nothing\">Nothing matches all of this.</p>\n";
  } else {
    main += "<ol class=\"hits\" start=\"" + std::to_string((form.page - 1) * kHitsAPage + 1) +
            "\">\n" + hits + "</ol>\n";
  }
  main += paging(form, total) + "</section>\n" +
          facets_html(object_of(response.result, "facets"), form) + "</div>\n";
  return {200, document(title, form.html(), main)};
}

}  // namespace onrecord::web
