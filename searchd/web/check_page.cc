// See check_page.h.
#include "searchd/web/check_page.h"

#include "searchd/web/asking.h"
#include "searchd/web/html.h"
#include "searchd/web/parts.h"
#include "searchd/web/query_form.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

/// As many places as are shown: those that disagree must all be there.
constexpr std::int64_t kMostEvidence = 50;

/// What is to be checked.
struct Claim {
  std::string quote;
  std::string speaker;
  std::string after;
  std::string before;
};

Claim read_claim(const Parameters& parameters) {
  Claim claim;
  for (const auto& [name, value] : parameters) {
    if (name == "quote") claim.quote = value;
    if (name == "speaker") claim.speaker = value;
    if (name == "after") claim.after = value;
    if (name == "before") claim.before = value;
  }
  return claim;
}

std::string claim_form(const Claim& claim) {
  return "<form class=\"claim\" action=\"/check\" method=\"get\">\n<label>The words <textarea "
         "name=\"quote\" rows=\"3\" maxlength=\"4096\" required>" +
         escape(claim.quote) + "</textarea></label>\n<div class=\"claim-of\">" +
         text_field("speaker", "said by", claim.speaker, "anybody") +
         text_field("after", "after", claim.after, "2025-03") +
         text_field("before", "before", claim.before, "2026") +
         "<button type=\"submit\">Check</button></div>\n</form>\n";
}

/// "other_speaker" → "other speaker".
std::string spaced(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c == '_') c = ' ';
  return escape(out);
}

std::string names_html(const json::array& names) {
  std::string out;
  for (const json::value& name : names)
    if (name.is_string()) out += (out.empty() ? "" : ", ") + spaced(name.get_string());
  return out;
}

/// What was said, with what the claim leaves out struck and what it puts in underlined; the words
/// "deleted" and "inserted" are for those who listen.
std::string difference_html(const json::object& evidence) {
  std::string out;
  const auto edit = [&](std::string_view element, std::string_view spoken, std::string_view words) {
    if (words.empty()) return;
    const std::string name(element);
    out += '<' + name + "><span class=\"hidden\">[" + std::string(spoken) + ": </span>" +
           escape(words) + "<span class=\"hidden\">]</span></" + name + '>';
  };
  for (const json::value& value : list_of(evidence, "difference")) {
    const json::object* step = value.if_object();
    if (step == nullptr) continue;
    if (!out.empty()) out += ' ';
    const std::string_view op = text_of(*step, "op");
    if (op == "kept") {
      out += escape(text_of(*step, "said"));
    } else if (op == "elided") {
      out += "…";
    } else {
      edit("del", "said", text_of(*step, "said"));
      if (op == "replaced") out += ' ';
      edit("ins", "claimed", text_of(*step, "claim"));
    }
  }
  return out;
}

std::string evidence_html(const json::object& row) {
  const bool outlet = text_of(row, "kind").empty();
  const std::string_view speaker = text_of(row, "speaker");
  const std::string name = outlet            ? "not anybody’s statement"
                           : speaker.empty() ? "speaker not named"
                                             : escape(speaker);
  const std::string address = outlet
                                  ? article_address(text_of(row, "key"), number_of(row, "version"))
                                  : statement_address(text_of(row, "id"));
  std::string out = "<li class=\"hit\"><article>\n<blockquote class=\"said\"><p>" +
                    difference_html(row) + "</p></blockquote>\n<p class=\"who\"><a href=\"" +
                    address + "\">" + name + "</a>";
  if (const auto role = text_of(row, "role"); !role.empty()) out += ", " + escape(role);
  out += "</p>\n<p class=\"source\">" + status_badge(row) + source_line(row) + ' ' +
         article_link(row, outlet ? std::string() : statement_anchor(row)) + "</p>\n";
  std::string how = spaced(text_of(row, "wording"));
  if (const std::string changed = names_html(list_of(row, "changed")); !changed.empty())
    how += " (" + changed + ")";
  how += " · " + spaced(text_of(row, "form"));
  if (const auto found = text_of(row, "speaker_found"); found != "not_asked")
    how += " · speaker " + spaced(found);
  if (!flag_of(row, "supports")) how += " · does not count";
  out += "<p class=\"kind\">" + how + "</p>\n";
  if (const auto around = text_of(object_of(row, "around"), "text"); !around.empty())
    out += "<p class=\"snippet\">" + escape(around) + "</p>\n";
  if (const auto notice = text_of(row, "notice"); !notice.empty())
    out += "<p class=\"hint\">" + escape(notice) + "</p>\n";
  return out + "</article></li>\n";
}

std::string verdict_html(const json::object& answer) {
  const std::string verdict(text_of(answer, "verdict"));
  const bool disputed = flag_of(answer, "disputed");
  // Green only where the claim is borne out: not where nobody knows whose verbatim words they are.
  const std::string shade = disputed                       ? "disputed"
                            : flag_of(answer, "supported") ? "supported"
                                                           : escape(verdict);
  std::string out = "<section class=\"verdict " + shade + "\" role=\"status\">\n<h2>" +
                    spaced(verdict) + "</h2>\n<p>" + escape(text_of(answer, "says")) + "</p>\n";
  if (const auto outlets = number_of(answer, "outlets"); outlets > 0)
    out += std::string("<p class=\"source\">") + (flag_of(answer, "truncated") ? "at least " : "") +
           grouped(outlets) + (outlets == 1 ? " outlet, " : " outlets, ") +
           grouped(number_of(answer, "independent")) + " independent</p>\n";
  if (disputed)
    out +=
        "<p class=\"hint\">The archive has these words in forms that disagree: all are "
        "below.</p>\n";
  if (const auto undated = number_of(answer, "excluded_undated"); undated > 0)
    out += "<p class=\"hint\">" + grouped(undated) + " more without a precise date</p>\n";
  out += "</section>\n";
  std::string rows;
  for (const json::value& row : list_of(answer, "evidence"))
    if (row.is_object()) rows += evidence_html(row.get_object());
  if (rows.empty()) return out;
  if (rows.find("<del>") != std::string::npos || rows.find("<ins>") != std::string::npos)
    out += "<p class=\"source\"><del>Said, not claimed</del> <ins>claimed, not said</ins></p>\n";
  return out + "<section aria-label=\"Evidence\">\n<ol class=\"hits\">\n" + rows +
         "</ol>\n</section>\n";
}

}  // namespace

Page check_page(const Parameters& parameters, const Ask& ask) {
  const Claim claim = read_claim(parameters);
  std::string main =
      "<div class=\"check\">\n<h1>Did somebody really say this?</h1>\n" + claim_form(claim);
  const auto page = [&](int status) {
    return Page{status, document("Check a quote", QueryForm{}.html(), main + "</div>\n")};
  };
  if (claim.quote.find_first_not_of(" \t\r\n") == std::string::npos) return page(200);
  json::object arguments{{"quote", claim.quote}, {"limit", kMostEvidence}};
  const auto put = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) arguments.emplace(name, value);
  };
  put("speaker", claim.speaker);
  put("after", claim.after);
  put("before", claim.before);
  const wire::Response response = ask_method(ask, "verify", std::move(arguments));
  if (response.error) {
    main += "<section class=\"notice\" role=\"alert\">\n<h2>That cannot be checked</h2>\n<p>" +
            escape(response.error->message) + "</p>\n</section>\n";
    return page(wire::http_status_of(response.error->code));
  }
  main += verdict_html(response.result);
  return page(200);
}

}  // namespace onrecord::web
