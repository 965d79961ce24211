// Asks a method as every client would.
#include "searchd/web/asking.h"

#include "searchd/web/html.h"
#include "searchd/web/query_form.h"

namespace onrecord::web {

wire::Response ask_method(const Ask& ask, std::string_view method, boost::json::object arguments) {
  const wire::Method* row = wire::find_method(method);
  auto checked = wire::check_arguments(*row, std::move(arguments));
  if (!checked) return {{}, checked.error()};
  return ask(wire::Request{nullptr, row, std::move(*checked)});
}

Page error_page(const Error& error) {
  const bool absent = error.code == Errc::not_found;
  const std::string title = absent ? "Not in this archive" : "That did not work";
  const std::string main = "<section class=\"notice\" role=\"alert\">\n<h1>" + title +
                           "</h1>\n<p>" + escape(error.message) + "</p>\n</section>\n";
  return {wire::http_status_of(error.code), document(title, QueryForm{}.html(), main)};
}

}  // namespace onrecord::web
