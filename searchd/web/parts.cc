// Pieces that several pages show in the same way.
#include "searchd/web/parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "searchd/web/html.h"

namespace onrecord::web {
namespace {

/// Digits of \a text from \a at; 0 when there are none.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  if (text.size() >= at + count) std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

}  // namespace

std::string date_html(const boost::json::object& record) {
  static constexpr std::array<std::string_view, 13> kMonths = {
      "",     "January", "February",  "March",   "April",    "May",     "June",
      "July", "August",  "September", "October", "November", "December"};
  const std::string_view date = text_of(record, "date");
  if (date.size() < 4) return "<span class=\"undated\">undated</span>";
  const int month = digits(date, 5, 2);
  const int day = digits(date, 8, 2);
  std::string shown(date.substr(0, 4));
  if (month >= 1 && month <= 12)
    shown = std::string(kMonths.at(static_cast<std::size_t>(month))) + ' ' + shown;
  if (month >= 1 && day >= 1) shown = std::to_string(day) + ' ' + shown;
  return "<time datetime=\"" + escape(date) + "\">" + escape(shown) + "</time>";
}

std::string source_line(const boost::json::object& record) {
  std::string out;
  for (const std::string_view name : {"outlet", "desk"}) {
    const std::string_view value = text_of(record, name);
    if (!value.empty())
      out += "<span class=\"" + std::string(name) + "\">" + escape(value) + "</span> ";
  }
  return out + date_html(record);
}

std::string status_badge(const boost::json::object& record) {
  const std::string_view status = text_of(record, "status");
  if (status.empty() || status == "usable") return {};
  return "<span class=\"badge " + escape(status) + "\">" + escape(status) + "</span> ";
}

std::string status_banner(const boost::json::object& record) {
  const std::string_view status = text_of(record, "status");
  if (status.empty() || status == "usable") return {};
  const std::string_view notice = text_of(record, "notice");
  std::string out = "<section class=\"banner " + escape(status) +
                    "\" role=\"note\">\n<p><strong>This article was " + escape(status) +
                    ".</strong>";
  const std::string_view article = text_of(record, "notice_article");
  if (!article.empty())
    out += " <a href=\"" + article_address(article, 0) + "\">" + escape(notice) + "</a>";
  else if (!notice.empty())
    out += ' ' + escape(notice);
  return out + "</p>\n</section>\n";
}

std::string article_address(std::string_view key, std::int64_t version) {
  return link("/article",
              {{"key", std::string(key)}, {"version", version > 0 ? std::to_string(version) : ""}});
}

std::string statement_address(std::string_view id) {
  return link("/statement", {{"id", std::string(id)}});
}

std::string article_link(const boost::json::object& record, std::string_view anchor) {
  const std::string_view headline = text_of(record, "headline");
  const std::string_view key = text_of(record, "key");
  std::string out = "<a href=\"" + article_address(key, number_of(record, "version"));
  if (!anchor.empty()) out.append("#").append(anchor);
  return out + "\">" + escape(headline.empty() ? key : headline) + "</a>";
}

std::string kind_of_statement(const boost::json::object& statement) {
  std::string out = escape(text_of(statement, "kind"));
  if (flag_of(statement, "negated")) out += ", not said";
  if (flag_of(statement, "denied")) out += ", denied";
  if (text_of(object_of(statement, "confidence"), "word") == "uncertain")
    out += ", speaker uncertain";
  if (const auto by = text_of(statement, "quoted_by"); !by.empty())
    out += ", quoted by " + escape(by);
  return out;
}

bool flag_of(const boost::json::object& object, std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::string statement_anchor(const boost::json::object& statement) {
  const std::string place = text_of(statement, "place") == "headline" ? "h" : "s";
  return place + std::to_string(number_of(statement, "begin")) + '-' +
         std::to_string(number_of(statement, "end"));
}

std::string text_field(std::string_view name, std::string_view label, std::string_view value,
                       std::string_view example) {
  std::string out = "<label>";
  out += label;
  out += " <input name=\"";
  out += name;
  out += "\" value=\"" + escape(value) + "\" placeholder=\"" + escape(example) +
         "\" autocomplete=\"off\"></label>\n";
  return out;
}

std::string refused_html(const Error& error, std::string_view query, Heading heading) {
  std::string out = "<section class=\"notice\" role=\"alert\">\n";
  out += heading == Heading::of_page ? "<h1>This query cannot be read</h1>\n"
                                     : "<h2>That cannot be shown</h2>\n";
  if (error.column > 0) {
    std::string shown(query);
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    out += "<pre><code>" + escape(shown) + '\n' +
           std::string(static_cast<std::size_t>(error.column) - 1, ' ') + "<b>^</b></code></pre>\n";
  }
  return out + "<p>" + escape(error.message) + "</p>\n</section>\n";
}

}  // namespace onrecord::web
