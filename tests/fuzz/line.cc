// Any bytes as a line of the protocol: a request whose arguments pass their own check again, or a
// refusal that is one line of JSON with a code, a kind and a column inside the line.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "proto/wire/messages.h"

namespace {

using namespace onrecord;
using namespace onrecord::wire;

void must(bool held, std::string_view what) {
  if (held) return;
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

void check_refusal(const RefusedRequest& refused, std::string_view line) {
  must(!refused.error.message.empty(), "a refusal says why");
  must(refused.error.column >= 0 &&
           static_cast<std::size_t>(refused.error.column) <= line.size() + 1,
       "a column lies in the line");
  const std::string encoded = encode_refusal(refused);
  must(encoded.find('\n') == encoded.size() - 1, "a refusal is one line");
  must(encoded.size() < 4096, "a refusal is short whatever was sent");
  const auto read = parse_object(encoded);
  must(read.has_value() && read->contains("error"), "a refusal is JSON");
}

void check_request(const Request& request) {
  must(request.method != nullptr, "a request has a method");
  const auto again = check_arguments(*request.method, request.arguments);
  must(again.has_value() && *again == request.arguments, "checked arguments pass unchanged");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto decoded = decode_request(line);
  if (const auto* refused = std::get_if<RefusedRequest>(&decoded))
    check_refusal(*refused, line);
  else
    check_request(std::get<Request>(decoded));
  return 0;
}
