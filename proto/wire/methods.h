// The one table of methods: what can be asked, with which arguments, within which limits.  Drives
// decoding, `describe`, the OpenAPI document, the clients' help and the tests.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace onrecord::wire {

/// Raised when a client of the version before would misread an answer.
inline constexpr int kProtocolVersion = 1;

/// Deepest offset plus limit of a search; beyond it a cursor or an export goes on.
inline constexpr std::int64_t kMaxWindow = 10000;

enum class ArgType : std::uint8_t { text, integer, flag, choice, text_list };

/// One argument of a method.
struct Argument {
  std::string_view name;
  ArgType type;
  bool required = false;
  std::string_view fallback = {};  ///< The default as JSON; "" when it is simply absent.
  std::int64_t low = 0;   ///< Integers: the least.  Texts: least bytes.  Lists: least items.
  std::int64_t high = 0;  ///< Integers: the most.  Texts: most bytes.  Lists: most items.
  std::string_view choices = {};  ///< For choice: names separated by '|'.
  std::string_view help;
};

/// What of the world a method touches: decides which thread runs it.
enum class Touches : std::uint8_t { nothing, index };

/// One method.
struct Method {
  std::string_view name;
  std::span<const Argument> arguments = {};
  Touches touches = Touches::index;
  bool streams =
      false;  ///< The answer is several frames of one id; the last one has "more": false.
  std::string_view since;  ///< Version of Onrecord.
  std::string_view help;
};

/// All methods, in the order in which `describe` lists them.
std::span<const Method> methods();
/// The method of that name, or nullptr.
const Method* find_method(std::string_view name);
/// The argument of that name, or nullptr.
const Argument* find_argument(const Method& method, std::string_view name);
/// "text", "integer", …
std::string_view name_of(ArgType type);

}  // namespace onrecord::wire
