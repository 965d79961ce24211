// HTTP/1.1 as bytes: requests are read, replies are written.  Knows no socket, no route.  The
// parser is Beast's, behind this wall.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onrecord::net {

enum class HttpVerb { get, head, post, other };

/// A request whose head kept every rule of this daemon (see HttpReader).
struct HttpRequest {
  HttpVerb verb = HttpVerb::other;
  std::string target;  ///< As sent: "/api/v1/search?query=x".
  std::string host;    ///< "" only in HTTP/1.0.
  std::string origin;  ///< "" when there is none.
  std::string authorization;
  std::string content_type;
  std::string body;
  bool has_origin = false;
  bool keep_alive = true;
  int version = 11;
};

struct HttpReply {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string outcome = "ok";  ///< For the metrics: "ok" or an error's kind.
};

/// Reads one request, incrementally.  Refused, each with its status, before a body is stored: a
/// head beyond the cap (431), a body beyond the cap (413), more than one Content-Length or one that
/// is no number, or one with Transfer-Encoding (400), a body in chunks (411), a missing or second
/// Host, and whatever is not HTTP/1.x (400).
class HttpReader {
 public:
  HttpReader(std::size_t max_header_bytes, std::size_t max_body_bytes);
  HttpReader(HttpReader&&) noexcept;
  HttpReader& operator=(HttpReader&&) noexcept;
  ~HttpReader();

  enum class State { head, body, done, refused };
  /// Reads from the front of \a bytes; gives back how many were used.  What was not must be offered
  /// again with more behind it.
  std::size_t feed(std::string_view bytes);
  State state() const;
  /// The client waits for "100 Continue" before it sends the body.  REQUIRES: state() is body.
  bool wants_continue() const;
  /// REQUIRES: state() is done.
  HttpRequest take();
  /// REQUIRES: state() is refused.
  const HttpReply& refusal() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

enum class Body { with, without };
/// A whole reply, with Content-Length and the security headers that every reply carries.  \a body:
/// HEAD is answered without.
std::string serialize(const HttpReply& reply, bool keep_alive, int version, Body body);
/// The head of a reply whose body follows in chunks (HTTP/1.1) or until the connection's end
/// (HTTP/1.0).
std::string serialize_chunked_head(const HttpReply& reply, bool keep_alive, int version);
/// One chunk; an empty \a bytes gives the last one.
std::string chunk(std::string_view bytes);

}  // namespace onrecord::net
