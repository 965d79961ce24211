// See convert.h.
#include "indexer/build/convert.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "indexer/build/interrupt.h"
#include "indexer/formats/sniff.h"

namespace onrecord::build {
namespace {

using std::chrono::steady_clock;
constexpr std::size_t kMaxComplaint = 300;
constexpr rlim_t kMaxOpenFiles = 64;
constexpr int kLookUpMilliseconds = 200;

Error io_error(const std::string& doing) {
  return {Errc::io, doing + ": " + std::strerror(errno), 0};
}

/// A pipe whose ends are closed with it.
class Pipe {
 public:
  Pipe() { opened_ = pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool opened() const { return opened_; }
  int end(std::size_t which) const { return ends_[which]; }
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) ::close(std::exchange(ends_[which], -1));
  }

 private:
  std::array<int, 2> ends_ = {-1, -1};
  bool opened_ = false;
};

/// Where the program lies: a path as it is, a name along PATH; "" when nowhere.
std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return access(name.c_str(), X_OK) == 0 ? name : "";
  const char* path = std::getenv("PATH");
  const std::string_view folders = path != nullptr ? path : "/usr/bin:/bin";
  for (std::size_t at = 0; at <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', at), folders.size());
    const std::string file = std::string(folders.substr(at, end - at)) + "/" + name;
    if (end > at && access(file.c_str(), X_OK) == 0) return file;
    at = end + 1;
  }
  return "";
}

/// In the child, between fork and exec: only calls that a signal handler may make.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* environment,
                         std::array<int, 3> streams, const ConvertLimits& limits) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const auto cap = [](auto what, rlim_t most) {
    const rlimit limit{most, most};
    setrlimit(what, &limit);
  };
  cap(RLIMIT_AS, limits.max_memory_bytes);
  cap(RLIMIT_CPU, static_cast<rlim_t>(limits.time.count()) + 1);
  cap(RLIMIT_FSIZE, limits.max_output_bytes);
  cap(RLIMIT_NOFILE, kMaxOpenFiles);
  cap(RLIMIT_CORE, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  for (int i = 0; i < 3; ++i)
    if (dup2(streams[static_cast<std::size_t>(i)], i) < 0) _exit(127);
  execve(program, arguments, environment);
  _exit(127);
}

/// A running child; killed, with its children, when this goes away.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) { setpgid(pid, pid); }
  ~Child() {
    if (pid_ > 0) stop();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Its status, once it ended.
  int wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    kill(-pid_, SIGKILL);  // What it left running.
    pid_ = -1;
    return status;
  }
  void stop() {
    kill(-pid_, SIGKILL);
    kill(pid_, SIGKILL);
    wait();
  }

 private:
  pid_t pid_;
};

std::string outcome(int status, std::string_view complaint) {
  std::string words = WIFSIGNALED(status)
                          ? "was ended by signal " + std::to_string(WTERMSIG(status))
                          : "ended with status " + std::to_string(WEXITSTATUS(status));
  std::string said(complaint.substr(0, complaint.find('\n')));
  for (char& c : said)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return said.empty() ? words : words + ": " + said;
}

}  // namespace

Result<Converter> parse_converter(std::string_view printed) {
  const std::size_t equals = printed.find('=');
  const std::string_view kind = printed.substr(0, equals);
  Converter converter;
  for (const formats::ForeignType& type : formats::foreign_types())
    if (kind == type.name || kind == type.mime) converter.type = type.name;
  if (equals == std::string_view::npos || converter.type.empty()) {
    std::string kinds;
    for (const formats::ForeignType& type : formats::foreign_types())
      kinds += (kinds.empty() ? "" : ", ") + std::string(type.name);
    return Error{
        Errc::invalid,
        "expected KIND=COMMAND with a kind of " + kinds + ", got '" + std::string(printed) + "'",
        0};
  }
  char quote = '\0';
  bool open = false;
  for (const char c : printed.substr(equals + 1)) {
    if (quote != '\0' ? c == quote : (c == '\'' || c == '"')) {
      if (quote == '\0' && !open) converter.command.emplace_back();
      quote = quote == '\0' ? c : '\0';
      open = true;
    } else if (quote == '\0' && c == ' ') {
      open = false;
    } else {
      if (!open) converter.command.emplace_back();
      converter.command.back() += c;
      open = true;
    }
  }
  if (quote != '\0')
    return Error{Errc::invalid, "'" + std::string(printed) + "': a quotation mark never closes", 0};
  if (converter.command.empty() || converter.command[0].empty())
    return Error{Errc::invalid, "'" + std::string(printed) + "': expected a command behind '='", 0};
  return converter;
}

Result<std::string> convert(const std::vector<std::string>& command, std::string_view bytes,
                            const ConvertLimits& limits) {
  const std::string who = "converter '" + command.at(0) + "' ";
  const std::string program = find_program(command[0]);
  if (program.empty()) return Error{Errc::io, who + "is not there, or cannot be run", 0};
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const char* path = std::getenv("PATH");
  std::array<std::string, 3> settings = {
      std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin"), "HOME=/",
      "LC_ALL=C.UTF-8"};
  std::array<char*, 4> environment = {settings[0].data(), settings[1].data(), settings[2].data(),
                                      nullptr};
  Pipe in;
  Pipe out;
  Pipe complaints;
  if (!in.opened() || !out.opened() || !complaints.opened()) return io_error("pipe");
  const pid_t pid = fork();
  if (pid < 0) return io_error("fork");
  if (pid == 0)
    become(program.c_str(), arguments.data(), environment.data(),
           {in.end(0), out.end(1), complaints.end(1)}, limits);
  Child child(pid);
  in.close_end(0);
  out.close_end(1);
  complaints.close_end(1);
  fcntl(in.end(1), F_SETFL, O_NONBLOCK);

  // A converter that does not read to the end must not end this program.
  sigset_t broken_pipe;
  sigset_t before;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);
  std::string text;
  std::string complaint;
  std::string problem;
  const auto end_at = steady_clock::now() + limits.time;
  std::array<char, 65536> buffer{};
  if (bytes.empty()) in.close_end(1);
  while (problem.empty() && (out.end(0) >= 0 || complaints.end(0) >= 0)) {
    std::array<pollfd, 3> waits = {
        {{in.end(1), POLLOUT, 0}, {out.end(0), POLLIN, 0}, {complaints.end(0), POLLIN, 0}}};
    poll(waits.data(), waits.size(), kLookUpMilliseconds);
    if (interrupted())
      problem = "was interrupted";
    else if (steady_clock::now() > end_at)
      problem = "took longer than " + std::to_string(limits.time.count()) + " s";
    if (waits[0].revents != 0) {
      const ssize_t wrote =
          write(in.end(1), bytes.data(), std::min<std::size_t>(bytes.size(), 65536));
      if (wrote > 0) bytes.remove_prefix(static_cast<std::size_t>(wrote));
      if ((wrote < 0 && errno != EAGAIN && errno != EINTR) || bytes.empty()) in.close_end(1);
    }
    for (const bool is_text : {true, false}) {
      Pipe& from = is_text ? out : complaints;
      if (waits[is_text ? 1 : 2].revents == 0 || from.end(0) < 0) continue;
      const ssize_t got = read(from.end(0), buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) {
        from.close_end(0);
      } else if (is_text) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
      } else if (complaint.size() < kMaxComplaint) {
        complaint.append(buffer.data(), std::min(static_cast<std::size_t>(got), kMaxComplaint));
      }
    }
    if (text.size() > limits.max_output_bytes)
      problem = "wrote more than " + std::to_string(limits.max_output_bytes >> 20) + " MB";
  }
  constexpr timespec kNow{};
  while (sigtimedwait(&broken_pipe, nullptr, &kNow) > 0) {
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (!problem.empty()) {
    child.stop();
    return Error{problem.starts_with("took") ? Errc::deadline : Errc::limit, who + problem, 0};
  }
  const int status = child.wait();
  if (status != 0) return Error{Errc::invalid, who + outcome(status, complaint), 0};
  return text;
}

}  // namespace onrecord::build
