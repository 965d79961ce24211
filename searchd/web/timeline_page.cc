// See timeline_page.h.
#include "searchd/web/timeline_page.h"

#include <algorithm>

#include "searchd/web/asking.h"
#include "searchd/web/hits.h"
#include "searchd/web/html.h"
#include "searchd/web/parts.h"
#include "searchd/web/query_form.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

/// Up to so many years are shown by month, so many months by day.
constexpr std::size_t kYearsByMonth = 6;
constexpr std::size_t kMonthsByDay = 2;
/// Of the drawing, in its own units.
constexpr std::int64_t kBarWidth = 10;
constexpr std::int64_t kBarHeight = 100;

/// What is to be shown.
struct Question {
  std::string speaker;
  std::string words;
  std::string target = "statements";
  std::string by;  ///< "" chooses by the years there are.

  static Question read(const Parameters& parameters);
  std::string query() const;
  std::string title() const;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Question Question::read(const Parameters& parameters) {
  Question question;
  for (const auto& [name, value] : parameters) {
    if (name == "speaker") question.speaker = trimmed(value);
    if (name == "q") question.words = trimmed(value);
    if (name == "target" && value == "articles") question.target = value;
    if (name == "by" && (value == "year" || value == "month" || value == "day"))
      question.by = value;
  }
  return question;
}

std::string Question::query() const {
  std::string name = speaker;
  // A name holds no quotation marks that mean anything.
  std::replace(name.begin(), name.end(), '"', ' ');
  const bool anybody = name.find_first_not_of(" \t\r\n") == std::string::npos;
  return anybody ? words : narrowed(words, field_term("speaker", name));
}

std::string Question::title() const {
  if (speaker.empty()) return words + " over time";
  return words.empty() ? speaker + " on record" : speaker + " on " + words;
}

std::string form_html(const Question& question) {
  std::string out = "<form class=\"claim\" action=\"/timeline\" method=\"get\">\n";
  if (question.target == "articles")
    out += "<input type=\"hidden\" name=\"target\" value=\"articles\">";
  out += "<div class=\"claim-of\">" +
         text_field("speaker", "Speaker", question.speaker, "anybody") +
         text_field("q", "about", question.words, "anything") + "<label>by <select name=\"by\">";
  for (const std::string_view by : {"", "year", "month", "day"}) {
    out += "<option value=\"";
    out += by;
    out += by == question.by ? "\" selected>" : "\">";
    out += by.empty() ? "what fits" : by;
    out += "</option>";
  }
  return out + "</select></label>\n<button type=\"submit\">Show</button></div>\n</form>\n";
}

wire::Response ask_timeline(const Question& question, std::string_view by, const Ask& ask) {
  return ask_method(ask, "timeline",
                    {{"query", question.query()}, {"target", question.target}, {"by", by}});
}

/// By the length of time that fits: years, or months of a few years, or days of a month or two.
wire::Response ask_fitting(const Question& question, const Ask& ask) {
  if (!question.by.empty()) return ask_timeline(question, question.by, ask);
  wire::Response years = ask_timeline(question, "year", ask);
  if (years.error || list_of(years.result, "buckets").size() > kYearsByMonth) return years;
  wire::Response months = ask_timeline(question, "month", ask);
  // What is dated by the year alone stands in no month.
  if (months.error || number_of(months.result, "imprecise") > number_of(years.result, "imprecise"))
    return years;
  if (list_of(months.result, "buckets").size() > kMonthsByDay) return months;
  wire::Response days = ask_timeline(question, "day", ask);
  if (days.error || number_of(days.result, "imprecise") > number_of(months.result, "imprecise"))
    return months;
  return days;
}

struct Bucket {
  std::string_view when;
  std::int64_t count = 0;
};

std::vector<Bucket> buckets_of(const json::object& answer) {
  const json::array& names = list_of(answer, "buckets");
  const json::array& counts = list_of(answer, "counts");
  std::vector<Bucket> buckets;
  for (std::size_t i = 0; i < std::min(names.size(), counts.size()); ++i)
    if (names[i].is_string() && counts[i].is_number())
      buckets.push_back({names[i].get_string(), counts[i].to_number<std::int64_t>()});
  return buckets;
}

std::string results_address(const Question& question, std::string_view when) {
  QueryForm form;
  form.query =
      when.empty() ? question.query() : narrowed(question.query(), "date:" + std::string(when));
  form.target = question.target;
  form.sort = "oldest";
  return form.address();
}

/// A bar each, which leads to what it counts; the same as a table for those who listen or copy.
std::string chart_html(const Question& question, const std::vector<Bucket>& buckets) {
  std::int64_t most = 1;
  for (const Bucket& bucket : buckets) most = std::max(most, bucket.count);
  const auto width = static_cast<std::int64_t>(buckets.size()) * kBarWidth;
  std::string bars, rows;
  std::int64_t x = 0;
  for (const Bucket& bucket : buckets) {
    const std::string when = escape(bucket.when);
    if (bucket.count > 0) {
      const std::int64_t height = std::max<std::int64_t>(2, bucket.count * kBarHeight / most);
      const std::string address = results_address(question, bucket.when);
      bars += "<a href=\"" + address + "\" tabindex=\"-1\"><title>" + when + ": " +
              grouped(bucket.count) + "</title><rect x=\"" + std::to_string(x) + "\" y=\"" +
              std::to_string(kBarHeight - height) + "\" width=\"" + std::to_string(kBarWidth - 2) +
              "\" height=\"" + std::to_string(height) + "\"/></a>\n";
      rows += "<tr><th scope=\"row\"><a href=\"" + address + "\">" + when + "</a></th><td>" +
              grouped(bucket.count) + "</td></tr>\n";
    } else {
      rows += "<tr><th scope=\"row\">" + when + "</th><td>0</td></tr>\n";
    }
    x += kBarWidth;
  }
  const std::string first = escape(buckets.front().when), last = escape(buckets.back().when);
  return "<figure class=\"chart\">\n<svg viewBox=\"0 0 " + std::to_string(width) + ' ' +
         std::to_string(kBarHeight) + "\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\n" +
         bars + "</svg>\n<figcaption><span>" + first + "</span><span>at most " + grouped(most) +
         "</span><span>" + last +
         "</span></figcaption>\n</figure>\n<details>\n<summary>As "
         "numbers</summary>\n<table class=\"counts\"><caption class=\"hidden\">Count by "
         "date</caption>\n" +
         rows + "</table>\n</details>\n";
}

std::string end_html(const json::object& answer, std::string_view name, std::string_view title,
                     const Question& question) {
  const json::object& hit = object_of(answer, name);
  if (hit.empty()) return {};
  return "<section>\n<h2>" + std::string(title) + "</h2>\n<ol class=\"hits\">\n" +
         hit_html(hit, question.target) + "</ol>\n</section>\n";
}

std::string answer_html(const json::object& answer, const Question& question) {
  const std::int64_t total = number_of(answer, "total");
  const bool articles = question.target == "articles";
  std::string out = "<p class=\"total\" role=\"status\"><a href=\"" +
                    results_address(question, {}) + "\"><strong>" + grouped(total) + "</strong> " +
                    (articles ? (total == 1 ? "article" : "articles")
                              : (total == 1 ? "statement" : "statements")) +
                    "</a>";
  if (const auto imprecise = number_of(answer, "imprecise"); imprecise > 0)
    out += "; " + grouped(imprecise) + " not dated so exactly";
  if (const auto undated = number_of(answer, "undated"); undated > 0)
    out += "; " + grouped(undated) + " without a date";
  if (const auto left_out = number_of(answer, "excluded_undated"); left_out > 0)
    out += "; " + grouped(left_out) + " more without a date left out";
  out += "</p>\n";
  for (const json::value& hint : list_of(answer, "hints"))
    if (hint.is_object())
      out += "<p class=\"hint\">" + escape(text_of(hint.get_object(), "message")) + "</p>\n";
  if (total == 0) return out + "<p class=\"nothing\">Nothing is on record.</p>\n";
  if (const std::vector<Bucket> buckets = buckets_of(answer); !buckets.empty())
    out += chart_html(question, buckets);
  const bool said = !articles;
  return out + end_html(answer, "first", said ? "First said" : "First", question) +
         end_html(answer, "last", said ? "Last said" : "Last", question);
}

}  // namespace

Page timeline_page(const Parameters& parameters, const Ask& ask) {
  const Question question = Question::read(parameters);
  const std::string query = question.query();
  const bool asked = query.find_first_not_of(" \t\r\n") != std::string::npos;
  const std::string title = asked ? question.title() : "Who said what, over time";
  std::string main =
      "<div class=\"check timeline\">\n<h1>" + escape(title) + "</h1>\n" + form_html(question);
  int status = 200;
  if (asked) {
    const wire::Response response = ask_fitting(question, ask);
    if (response.error) {
      status = wire::http_status_of(response.error->code);
      main += refused_html(*response.error, query, Heading::within_page);
    } else {
      main += answer_html(response.result, question);
    }
  }
  return {status, document(title, QueryForm{}.html(), main + "</div>\n")};
}

std::string timeline_address(std::string_view speaker) {
  return link("/timeline", {{"speaker", std::string(speaker)}});
}

}  // namespace onrecord::web
