// A blocking TCP client of plain system calls, so that the tests share no code with what they test.
#pragma once

#include <string>
#include <string_view>

namespace onrecord::test {

class Client {
 public:
  /// \a address: "127.0.0.1:PORT".  Throws when it cannot connect.  Every read gives up after ten
  /// seconds.
  explicit Client(const std::string& address);
  Client(Client&& other) noexcept;
  Client& operator=(Client&& other) noexcept;
  Client(const Client&) = delete;
  ~Client();

  /// False when the other side is gone.
  bool send(std::string_view bytes);
  /// Ends our side; answers still come.
  void end_sending();
  /// Up to and without the next '\n'; "<end>" when the connection ends first, "<reset>" when it is
  /// cut.
  std::string line();
  /// Everything until the connection ends; "<reset>" is appended when it is cut.
  std::string all();
  /// One HTTP reply, head and body, by its Content-Length.  HEAD and chunked replies: use head()
  /// and all().
  std::string reply();
  /// Up to and with the empty line.
  std::string head();
  /// Bytes that the kernel takes before it would block; for a reader that never reads.
  int descriptor() const { return fd_; }

 private:
  /// False at the end.
  bool fill();
  int fd_ = -1;
  std::string buffer_;
  std::string end_ = "<end>";
};

}  // namespace onrecord::test
