// Who may ask: the bearer token, the names this host answers to, the origins a browser may come
// from.  Knows no socket.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"

namespace onrecord::net {

/// The rules of admission.  A value; replaced whole on reload.
class Access {
 public:
  /// An empty \a token means that none is needed.  \a allowed_hosts: names (no port, any case)
  /// besides IP addresses and localhost.
  Access(std::string_view token, std::vector<std::string> allowed_hosts);

  bool needs_token() const { return token_hash_.has_value(); }
  /// True for the right token, or when none is needed.  Compares SHA-256 hashes in constant time.
  bool admits(std::string_view token) const;
  /// Judges an HTTP Authorization header: `Bearer TOKEN`, or `Basic` with the token as password
  /// (what a browser can send).
  bool admits_header(std::string_view authorization) const;

  /// A Host header that may be served.  A page made to resolve to our address (DNS rebinding) names
  /// its own host; an IP address cannot be rebound.
  bool allows_host(std::string_view host) const;
  /// An Origin header of our own page, given the request's Host: anything else is a foreign page's
  /// script.
  static bool is_own_origin(std::string_view origin, std::string_view host);

 private:
  using Hash = std::array<unsigned char, 32>;
  static Hash hash(std::string_view text);
  std::optional<Hash> token_hash_;
  std::vector<std::string> allowed_hosts_;
};

/// The token in \a file: its first line, white space at both ends cut.  Errors: `io`; `invalid`
/// when there is none.
Result<std::string> read_token_file(const std::filesystem::path& file);

}  // namespace onrecord::net
