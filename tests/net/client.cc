// A blocking TCP client of plain system calls.
#include "tests/net/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace onrecord::test {

Client::Client(const std::string& address) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const std::size_t colon = address.rfind(':');
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &where.sin_addr);
  const timeval limit{10, 0};
  setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  if (connect(fd_, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0)
    throw std::runtime_error("connect " + address + ": " + std::strerror(errno));
}

Client::Client(Client&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      buffer_(std::move(other.buffer_)),
      end_(std::move(other.end_)) {}

Client& Client::operator=(Client&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(buffer_, other.buffer_);
  std::swap(end_, other.end_);
  return *this;
}

Client::~Client() {
  if (fd_ >= 0) close(fd_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::end_sending() { shutdown(fd_, SHUT_WR); }

bool Client::fill() {
  std::array<char, 65536> bytes;
  const ssize_t got = recv(fd_, bytes.data(), bytes.size(), 0);
  if (got > 0) {
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
  }
  if (got < 0) end_ = errno == ECONNRESET ? "<reset>" : std::strerror(errno);
  return false;
}

std::string Client::line() {
  std::size_t end;
  while ((end = buffer_.find('\n')) == std::string::npos)
    if (!fill()) return end_;
  std::string out = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return out;
}

std::string Client::all() {
  while (fill()) {
  }
  return std::exchange(buffer_, {}) + (end_ == "<end>" ? "" : end_);
}

std::string Client::head() {
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return std::exchange(buffer_, {}) + end_;
  std::string out = buffer_.substr(0, end + 4);
  buffer_.erase(0, end + 4);
  return out;
}

std::string Client::reply() {
  std::string out = head();
  const std::size_t at = out.find("Content-Length: ");
  if (at == std::string::npos) return out;
  const auto length = static_cast<std::size_t>(std::stoul(out.substr(at + 16)));
  while (buffer_.size() < length)
    if (!fill()) return out + std::exchange(buffer_, {}) + end_;
  out += buffer_.substr(0, length);
  buffer_.erase(0, length);
  return out;
}

}  // namespace onrecord::test
