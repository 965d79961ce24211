// HTTP/1.1 as bytes, by Boost.Beast without its I/O.
#include "searchd/net/http.h"

#include <array>
#include <boost/beast/http.hpp>
#include <charconv>
#include <ctime>

namespace onrecord::net {
namespace http = boost::beast::http;
namespace {

HttpReply refuse(int status, std::string why) {
  HttpReply reply;
  reply.status = status;
  reply.body = std::move(why) + '\n';
  reply.outcome = "invalid";
  return reply;
}

std::string to_string(boost::beast::string_view text) {
  return std::string(text.data(), text.size());
}

HttpVerb verb_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return HttpVerb::get;
    case http::verb::head:
      return HttpVerb::head;
    case http::verb::post:
      return HttpVerb::post;
    default:
      return HttpVerb::other;
  }
}

/// Wed, 21 Oct 2026 07:28:00 GMT, whatever the locale.
std::string http_date(std::time_t now) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&now, &utc);
  const auto two = [](int value) {
    return std::string(value < 10 ? "0" : "") + std::to_string(value);
  };
  return std::string(kDays.at(static_cast<std::size_t>(utc.tm_wday))) + ", " + two(utc.tm_mday) +
         ' ' + kMonths.at(static_cast<std::size_t>(utc.tm_mon)) + ' ' +
         std::to_string(1900 + utc.tm_year) + ' ' + two(utc.tm_hour) + ':' + two(utc.tm_min) + ':' +
         two(utc.tm_sec) + " GMT";
}

template <class BodyType>
http::response<BodyType> head_of(const HttpReply& reply, bool keep_alive, int version) {
  http::response<BodyType> out;
  out.version(static_cast<unsigned>(version));
  out.result(static_cast<unsigned>(reply.status));
  out.keep_alive(keep_alive);
  out.set(http::field::date, http_date(std::time(nullptr)));
  out.set(http::field::content_type, reply.content_type);
  out.set("Content-Security-Policy",
          "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
  out.set("X-Content-Type-Options", "nosniff");
  out.set("Referrer-Policy", "no-referrer");
  out.set("Cross-Origin-Resource-Policy", "same-origin");
  for (const auto& [name, value] : reply.headers) out.set(name, value);
  return out;
}

template <class BodyType>
std::string written(http::response<BodyType>& response, bool head_only) {
  http::response_serializer<BodyType> serializer(response);
  serializer.split(head_only);
  std::string out;
  boost::beast::error_code ec;
  do {
    serializer.next(ec, [&](boost::beast::error_code& inner, const auto& buffers) {
      inner = {};
      std::size_t bytes = 0;
      for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
        out.append(static_cast<const char*>(buffer.data()), buffer.size());
        bytes += buffer.size();
      }
      serializer.consume(bytes);
    });
  } while (!ec && !(head_only ? serializer.is_header_done() : serializer.is_done()));
  return out;
}

}  // namespace

struct HttpReader::Impl {
  Impl(std::size_t max_header_bytes, std::size_t max_body_bytes) {
    parser.header_limit(static_cast<std::uint32_t>(max_header_bytes));
    parser.body_limit(max_body_bytes);
  }

  void refuse_for(const boost::beast::error_code& ec) {
    if (ec == http::error::header_limit) {
      refused(431, "the head of the request is larger than this server reads");
    } else if (ec == http::error::body_limit) {
      refused(413, "the body of the request is larger than this server reads");
    } else {
      refused(400, "not an HTTP/1.1 request: " + ec.message());
    }
  }

  void refused(int status, std::string why) {
    refusal = refuse(status, std::move(why));
    state = State::refused;
  }

  /// What Beast lets pass and a proxy in front might read in another way.
  void check_head() {
    const auto& head = parser.get();
    if (head.count(http::field::content_length) > 1)
      return refused(400, "more than one Content-Length");
    const auto length = head[http::field::content_length];
    if (!std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return refused(400, "expected one number as Content-Length");
    if (head.count(http::field::transfer_encoding) > 0) {
      if (!length.empty()) return refused(400, "Content-Length together with Transfer-Encoding");
      // Beast's reader of chunks asserts when "0\r\n\r\n" comes in pieces; no client of ours needs
      // it.
      return refused(411, "expected Content-Length, not Transfer-Encoding");
    }
    if (head.count(http::field::host) > 1 ||
        (head.version() >= 11 && head.count(http::field::host) == 0))
      return refused(400, "expected one Host");
    if (head.count(http::field::origin) > 1) return refused(400, "more than one Origin");
    state = parser.is_done() ? State::done : State::body;
  }

  http::request_parser<http::string_body> parser;
  State state = State::head;
  HttpReply refusal;
};

HttpReader::HttpReader(std::size_t max_header_bytes, std::size_t max_body_bytes)
    : impl_(std::make_unique<Impl>(max_header_bytes, max_body_bytes)) {}
HttpReader::HttpReader(HttpReader&&) noexcept = default;
HttpReader& HttpReader::operator=(HttpReader&&) noexcept = default;
HttpReader::~HttpReader() = default;

std::size_t HttpReader::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && (impl_->state == State::head || impl_->state == State::body)) {
    boost::beast::error_code ec;
    const std::size_t step =
        impl_->parser.put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), ec);
    used += step;
    if (ec == http::error::need_more) break;
    if (ec) {
      impl_->refuse_for(ec);
      break;
    }
    if (impl_->state == State::head && impl_->parser.is_header_done()) impl_->check_head();
    if (impl_->state == State::body && impl_->parser.is_done()) impl_->state = State::done;
    if (step == 0) break;
  }
  return used;
}

HttpReader::State HttpReader::state() const { return impl_->state; }

bool HttpReader::wants_continue() const {
  return boost::beast::iequals(impl_->parser.get()[http::field::expect], "100-continue");
}

HttpRequest HttpReader::take() {
  auto& message = impl_->parser.get();
  HttpRequest out;
  out.verb = verb_of(message.method());
  out.target = to_string(message.target());
  out.host = to_string(message[http::field::host]);
  out.has_origin = message.count(http::field::origin) > 0;
  out.origin = to_string(message[http::field::origin]);
  out.authorization = to_string(message[http::field::authorization]);
  out.content_type = to_string(message[http::field::content_type]);
  out.keep_alive = message.keep_alive();
  out.version = static_cast<int>(message.version());
  out.body = std::move(message.body());
  return out;
}

const HttpReply& HttpReader::refusal() const { return impl_->refusal; }

std::string serialize(const HttpReply& reply, bool keep_alive, int version, Body body) {
  auto response = head_of<http::string_body>(reply, keep_alive, version);
  response.content_length(reply.body.size());
  if (body == Body::with) response.body() = reply.body;
  return written(response, body == Body::without);
}

std::string serialize_chunked_head(const HttpReply& reply, bool keep_alive, int version) {
  auto response = head_of<http::empty_body>(reply, keep_alive && version >= 11, version);
  if (version >= 11) response.chunked(true);
  return written(response, true);
}

std::string chunk(std::string_view bytes) {
  std::array<char, 20> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr;
  std::string out(digits.data(), end);
  out += "\r\n";
  out += bytes;
  out += "\r\n";
  return out;
}

}  // namespace onrecord::net
