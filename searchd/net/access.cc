// Who may ask: the bearer token, the host names, the origins.
#include "searchd/net/access.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace onrecord::net {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// A Host header without its port: "[::1]:80" → "::1", "a.example:80" → "a.example".
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    return end == std::string_view::npos ? std::string_view() : host.substr(1, end - 1);
  }
  return host.substr(0, host.find(':'));
}

bool is_address(const std::string& host) {
  in6_addr address;
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

/// Decodes base64; nullopt when it is none.
std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > 4096) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(length));
  for (std::size_t i = text.size(); i > 0 && text[i - 1] == '='; --i) out.pop_back();
  return out;
}

/// The rest of \a header after a scheme's name (any case) and one space; nullopt for another
/// scheme.
std::optional<std::string_view> after_scheme(std::string_view header, std::string_view scheme) {
  if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return std::nullopt;
  if (lower(header.substr(0, scheme.size())) != scheme) return std::nullopt;
  return trimmed(header.substr(scheme.size() + 1));
}

}  // namespace

Access::Access(std::string_view token, std::vector<std::string> allowed_hosts)
    : allowed_hosts_(std::move(allowed_hosts)) {
  if (!token.empty()) token_hash_ = hash(token);
  for (std::string& host : allowed_hosts_) host = lower(host);
}

Access::Hash Access::hash(std::string_view text) {
  Hash out;
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data());
  return out;
}

bool Access::admits(std::string_view token) const {
  if (!token_hash_) return true;
  const Hash given = hash(token);
  return CRYPTO_memcmp(given.data(), token_hash_->data(), given.size()) == 0;
}

bool Access::admits_header(std::string_view authorization) const {
  if (!token_hash_) return true;
  if (const auto token = after_scheme(authorization, "bearer")) return admits(*token);
  if (const auto encoded = after_scheme(authorization, "basic")) {
    const auto pair = from_base64(*encoded);
    if (!pair) return false;
    const std::size_t colon = pair->find(':');
    return colon != std::string::npos && admits(std::string_view(*pair).substr(colon + 1));
  }
  return false;
}

bool Access::allows_host(std::string_view host) const {
  const std::string name = lower(without_port(host));
  return name == "localhost" || is_address(name) ||
         std::find(allowed_hosts_.begin(), allowed_hosts_.end(), name) != allowed_hosts_.end();
}

bool Access::is_own_origin(std::string_view origin, std::string_view host) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (origin.starts_with(scheme)) return lower(origin.substr(scheme.size())) == lower(host);
  return false;
}

Result<std::string> read_token_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  if (!in) return Error{Errc::io, "token file " + file.string() + ": " + std::strerror(errno)};
  std::getline(in, line);
  const std::string_view token = trimmed(line);
  if (token.empty())
    return Error{Errc::invalid,
                 "token file " + file.string() + ": expected a token on its first line"};
  return std::string(token);
}

}  // namespace onrecord::net
