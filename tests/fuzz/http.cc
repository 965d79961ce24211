// Any bytes as HTTP requests and as lines: what is read does not depend on how the bytes came, and
// no cap is passed.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/net/http.h"
#include "searchd/net/line_buffer.h"

namespace {

using namespace onrecord::net;

constexpr std::size_t kMaxHeader = 1024, kMaxBody = 512, kMaxLine = 256;

void must(bool held, std::string_view what) {
  if (held) return;
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

/// The requests that a session reads of \a bytes when they come in pieces of \a step.  When a head
/// that is not whole yet is refused depends on the pieces; which requests are read must not.
std::vector<std::string> requests(std::string_view bytes, std::size_t step) {
  std::vector<std::string> out;
  std::string held;
  std::size_t at = 0;
  for (;;) {
    HttpReader reader(kMaxHeader, kMaxBody);
    for (;;) {
      const std::size_t used = reader.feed(held);
      must(used <= held.size(), "no more is used than was offered");
      held.erase(0, used);
      if (reader.state() == HttpReader::State::done || reader.state() == HttpReader::State::refused)
        break;
      must(held.size() <= kMaxHeader + 16, "no more than a head is held");
      if (at == bytes.size()) return out;
      const std::string_view piece = bytes.substr(at, step);
      held += piece;
      at += piece.size();
    }
    if (reader.state() == HttpReader::State::refused) {
      must(reader.refusal().status >= 400, "a refusal has a status");
      return out;
    }
    const HttpRequest request = reader.take();
    must(request.body.size() <= kMaxBody, "a body keeps the cap");
    out.push_back(request.target + '\n' + request.host + '\n' + request.body);
  }
}

std::vector<std::string> lines(std::string_view bytes, std::size_t step) {
  std::vector<std::string> out;
  LineBuffer buffer(kMaxLine);
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    buffer.append(bytes.substr(at, step));
    for (;;) {
      if (buffer.too_long()) {
        out.emplace_back("too long");
        return out;
      }
      const auto line = buffer.next();
      if (!line) break;
      must(line->size() <= kMaxLine, "a line keeps the cap");
      out.emplace_back(*line);
    }
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = 1 + data[0] % 64;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  must(requests(bytes, 1) == requests(bytes, step),
       "requests do not depend on how their bytes came");
  must(lines(bytes, 1) == lines(bytes, step), "lines do not depend on how their bytes came");
  return 0;
}
