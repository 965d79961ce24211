// The pages: what a path and its query mean.
#include "searchd/web/page.h"

#include "searchd/web/article_page.h"
#include "searchd/web/check_page.h"
#include "searchd/web/search_page.h"
#include "searchd/web/statement_page.h"
#include "searchd/web/timeline_page.h"

namespace onrecord::web {

Page View::render(const Ask& ask) const {
  switch (kind) {
    case Kind::article:
      return article_page(parameters, ask);
    case Kind::statement:
      return statement_page(parameters, ask);
    case Kind::check:
      return check_page(parameters, ask);
    case Kind::timeline:
      return timeline_page(parameters, ask);
    case Kind::search:
      break;
  }
  return search_page(parameters, ask);
}

std::optional<View> find_view(std::string_view path, const Parameters& parameters) {
  if (path == "/") return View{View::Kind::search, parameters};
  if (path == "/article") return View{View::Kind::article, parameters};
  if (path == "/statement") return View{View::Kind::statement, parameters};
  if (path == "/check") return View{View::Kind::check, parameters};
  if (path == "/timeline") return View{View::Kind::timeline, parameters};
  return std::nullopt;
}

}  // namespace onrecord::web
