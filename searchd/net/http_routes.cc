// What an HTTP request asks for: which answer, from where.
#include "searchd/net/http_routes.h"

#include <boost/json.hpp>
#include <boost/url.hpp>

#include "proto/wire/json_text.h"
#include "proto/wire/openapi.h"
#include "searchd/net/outcome.h"
#include "searchd/net/status_gauges.h"
#include "searchd/web/assets.h"
#include "searchd/web/page.h"
#include "version.h"

namespace onrecord::net {
namespace json = boost::json;
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;
constexpr std::string_view kApi = "/api/v1/";

HttpReply text_reply(int status, std::string text, std::string outcome) {
  HttpReply reply;
  reply.status = status;
  reply.body = std::move(text) + '\n';
  reply.outcome = std::move(outcome);
  return reply;
}

HttpReply json_reply(const json::object& body) {
  HttpReply reply;
  reply.content_type = "application/json";
  reply.body = wire::json_text(body) + '\n';
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

HttpReply error_reply(const Error& error, int rpc_code, int status) {
  HttpReply reply = json_reply(json::object{{"error", wire::error_object(error, rpc_code)}});
  reply.status = status;
  reply.outcome = wire::name_of(error.code);
  if (error.code == Errc::busy) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

HttpRoute fixed(std::string label, HttpReply reply) {
  HttpRoute route;
  route.label = std::move(label);
  route.reply = std::move(reply);
  return route;
}

HttpReply not_allowed(std::string allowed) {
  HttpReply reply = text_reply(405, "expected " + allowed + " here", "invalid");
  reply.headers.emplace_back("Allow", std::move(allowed));
  return reply;
}

Parameters parameters_of(const boost::urls::url_view& url) {
  Parameters out;
  boost::urls::encoding_opts form;
  form.space_as_plus = true;  // A '+' that is meant comes as %2B.
  for (const auto& parameter : url.encoded_params())
    out.emplace_back(parameter.key.decode(form), parameter.value.decode(form));
  return out;
}

/// The media type alone, lower case: "application/json; charset=utf-8" → "application/json".
std::string media_type(std::string_view content_type) {
  std::string out(content_type.substr(0, content_type.find(';')));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

HttpRoute api_route(const HttpRequest& http, std::string_view path, const Parameters& parameters) {
  constexpr int kNoMethod = -32601, kBadArguments = -32602;
  const std::string name(path.substr(kApi.size()));
  const wire::Method* method = wire::find_method(name);
  if (method == nullptr) {  // the same refusal as of a line
    const json::object line{{"jsonrpc", "2.0"}, {"id", nullptr}, {"method", name.substr(0, 64)}};
    const auto decoded = wire::decode_request(json::serialize(line));
    return fixed("", error_reply(std::get<wire::RefusedRequest>(decoded).error, kNoMethod, 404));
  }
  const auto refused = [&](const Error& error, int status) {
    return fixed(std::string(method->name), error_reply(error, kBadArguments, status));
  };

  Result<json::object> arguments = json::object();
  if (http.verb == HttpVerb::post) {
    // A foreign page's form cannot send this media type; so a form's post is never an answer to a
    // question of ours.
    if (!http.body.empty() && media_type(http.content_type) != "application/json")
      return refused(Error{Errc::invalid, "expected Content-Type: application/json"}, 415);
    if (!parameters.empty())
      return refused(Error{Errc::invalid, "POST takes its arguments from the body"}, 400);
    if (!http.body.empty()) arguments = wire::parse_object(http.body);
    if (arguments) arguments = wire::check_arguments(*method, std::move(*arguments));
  } else if (http.verb == HttpVerb::other || method->streams) {
    return fixed(std::string(method->name),
                 not_allowed(method->streams ? "POST" : "GET, HEAD, POST"));
  } else {
    arguments = wire::check_text_arguments(*method, parameters);
  }
  if (!arguments) return refused(arguments.error(), wire::http_status_of(arguments.error().code));

  auto request =
      std::make_shared<const wire::Request>(wire::Request{nullptr, method, std::move(*arguments)});
  HttpRoute route;
  route.label = method->name;
  route.request = request;
  if (method->streams) {
    route.stream = std::move(request);
    return route;
  }
  route.work = [request](Handler& handler, const search::Budget& budget) {
    const wire::Response response = guarded_answer(handler, *request, budget);
    return response.error ? net::error_reply(*response.error) : json_reply(response.result);
  };
  return route;
}

HttpRoute page_route(const web::View& view) {
  HttpRoute route;
  route.label = "page";
  route.work = [view](Handler& handler, const search::Budget& budget) {
    const web::Page page = view.render(
        [&](const wire::Request& request) { return guarded_answer(handler, request, budget); });
    HttpReply reply;
    reply.status = page.status;
    reply.content_type = "text/html; charset=utf-8";
    reply.body = page.html;
    reply.outcome = page.status < 400 ? "ok" : "invalid";
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
  };
  return route;
}

HttpRoute metrics_route(Service& service) {
  HttpRoute route;
  route.label = "metrics";
  const std::string own = service.metrics.text(daemon_gauges(service));
  const auto reply_with = [](std::string text) {
    HttpReply reply;
    reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = std::move(text);
    return reply;
  };
  route.if_busy = reply_with(own);
  route.work = [own, reply_with](Handler& handler, const search::Budget& budget) {
    return reply_with(own + index_gauges(handler, budget));
  };
  return route;
}

/// A worker looks at the index once a second at most: whoever needs no token keeps no worker busy.
HttpRoute readiness_route(Service& service) {
  constexpr std::chrono::seconds kBetween{1};
  const auto said = [](bool readable) {
    return readable ? text_reply(200, "ready", "ok")
                    : text_reply(503, "the index cannot be read", "index");
  };
  if (service.draining) return fixed("readyz", text_reply(503, "stopping", "busy"));
  const auto now = Connection::Clock::now();
  if (service.index_looked_at && now < *service.index_looked_at + kBetween)
    return fixed("readyz", said(*service.index_readable));
  service.index_looked_at = now;
  HttpRoute route;
  route.label = "readyz";
  route.if_busy = said(*service.index_readable);
  route.work = [said, readable = service.index_readable](Handler& handler,
                                                         const search::Budget& budget) {
    *readable = reads_index(handler, budget);
    return said(*readable);
  };
  return route;
}

HttpRoute asset_route(std::string path, const web::Asset& asset) {
  HttpReply reply;
  reply.content_type = asset.content_type;
  reply.body = asset.bytes;
  reply.headers.emplace_back("Cache-Control", "max-age=3600");
  return fixed(std::move(path), std::move(reply));
}

}  // namespace

HttpReply error_reply(const Error& error) {
  return error_reply(error, wire::rpc_code_of(error.code), wire::http_status_of(error.code));
}

HttpRoute route(const HttpRequest& http, Service& service) {
  const bool names_host = http.version >= 11 || !http.host.empty();
  if (names_host && !service.access->allows_host(http.host))
    return fixed("", text_reply(421, "this server does not answer to that host name (allow-host)",
                                "denied"));
  if (http.has_origin && !Access::is_own_origin(http.origin, http.host))
    return fixed("", text_reply(403, "a page of another origin may not ask", "denied"));

  const auto parsed = boost::urls::parse_origin_form(http.target);
  if (!parsed)
    return fixed("",
                 text_reply(400, "expected a path with an optional query as target", "invalid"));
  const std::string path = parsed->path();
  const bool reads = http.verb == HttpVerb::get || http.verb == HttpVerb::head;

  if (path == "/healthz")
    return fixed("healthz", reads ? text_reply(200, "alive", "ok") : not_allowed("GET, HEAD"));
  if (path == "/readyz") {
    if (!reads) return fixed("readyz", not_allowed("GET, HEAD"));
    return readiness_route(service);
  }
  if (!service.access->admits_header(http.authorization)) {
    HttpReply reply =
        error_reply(Error{Errc::denied, "expected this server's token in Authorization: Bearer"});
    reply.status = 401;
    reply.headers.emplace_back("WWW-Authenticate",
                               "Bearer realm=\"onrecord\", Basic realm=\"onrecord\"");
    return fixed("", std::move(reply));
  }

  const Parameters parameters = parameters_of(*parsed);
  if (path.starts_with(kApi)) return api_route(http, path, parameters);
  const std::optional<web::View> view = web::find_view(path, parameters);
  const web::Asset* asset = web::find_asset(path);
  const bool known = view || asset != nullptr || path == "/metrics" || path == "/openapi.json";
  if (!known)
    return fixed("", text_reply(404, "nothing here; the search page is at /", "not_found"));
  if (!reads) return fixed("", not_allowed("GET, HEAD"));
  if (view) return page_route(*view);
  if (asset != nullptr) return asset_route(path, *asset);
  if (path == "/metrics") return metrics_route(service);
  return fixed("openapi", json_reply(wire::openapi(kVersion)));
}

}  // namespace onrecord::net
