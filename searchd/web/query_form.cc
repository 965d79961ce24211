// The search box and what it sends.
#include "searchd/web/query_form.h"

#include <charconv>

#include "searchd/web/html.h"

namespace onrecord::web {
namespace {

std::string choice(std::string_view name, std::string_view value, std::string_view label,
                   bool chosen) {
  std::string out = "<label class=\"choice\"><input type=\"radio\" name=\"";
  out += name;
  out += "\" value=\"";
  out += value;
  out += chosen ? "\" checked>" : "\">";
  out += "<span>";
  out += label;
  return out + "</span></label>";
}

std::string option(std::string_view value, std::string_view label, bool chosen) {
  return "<option value=\"" + std::string(value) + (chosen ? "\" selected>" : "\">") +
         std::string(label) + "</option>";
}

}  // namespace

QueryForm QueryForm::read(const Parameters& parameters) {
  QueryForm form;
  for (const auto& [name, value] : parameters) {
    if (name == "q") form.query = value;
    if (name == "target" && value == "statements") form.target = value;
    if (name == "sort" && (value == "newest" || value == "oldest")) form.sort = value;
    if (name == "copies" && value == "one") form.collapsed = true;
    if (name == "page") {
      int page = 0;
      std::from_chars(value.data(), value.data() + value.size(), page);
      if (page > 1) form.page = page;
    }
  }
  return form;
}

std::string QueryForm::address() const {
  return link("/", {{"q", query},
                    {"target", target == "articles" ? "" : target},
                    {"sort", sort == "relevance" ? "" : sort},
                    {"copies", collapsed ? "one" : ""},
                    {"page", page == 1 ? "" : std::to_string(page)}});
}

std::string QueryForm::html() const {
  std::string out =
      "<form class=\"query\" role=\"search\" action=\"/\" method=\"get\">\n"
      "<label class=\"hidden\" for=\"q\">Search the archive</label>\n<div class=\"box\">"
      "<input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
      "maxlength=\"4096\" "
      "placeholder=\"ferry subsidy speaker:&quot;Mara Lindqvist&quot; date:2026\" value=\"";
  out += escape(query);
  out +=
      "\"><button type=\"submit\">Search</button></div>\n<fieldset><legend class=\"hidden\">Look "
      "for</legend>";
  out += choice("target", "articles", "Articles", target == "articles");
  out += choice("target", "statements", "Statements", target == "statements");
  out += "</fieldset>\n<label class=\"sort\">Order <select name=\"sort\">";
  out += option("relevance", "best first", sort == "relevance");
  out += option("newest", "newest first", sort == "newest");
  out += option("oldest", "oldest first", sort == "oldest");
  out +=
      "</select></label>\n<label class=\"choice\"><input type=\"checkbox\" name=\"copies\" "
      "value=\"one\"";
  out += collapsed ? " checked>" : ">";
  return out +
         "<span>One of each story&rsquo;s copies</span></label>\n<a class=\"to-check\" "
         "href=\"/check\">Check a quote</a>\n</form>\n";
}

std::string field_term(std::string_view field, std::string_view value) {
  if (value.empty() || value.find('"') != std::string_view::npos) return {};
  if (field == "year") return "date:" + std::string(value);
  return std::string(field) + ":\"" + std::string(value) + '"';
}

std::string narrowed(std::string_view query, std::string_view term) {
  if (query.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::string(term);
  const bool has_or = query.find("OR") != std::string_view::npos;
  return (has_or ? '(' + std::string(query) + ')' : std::string(query)) + ' ' + std::string(term);
}

}  // namespace onrecord::web
