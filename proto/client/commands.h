// The commands of `onrecord`: options made from the method table, arguments read from the command
// line.  Knows no socket.
#pragma once

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/wire/methods.h"

namespace onrecord::client {

/// Lays help out in 80 columns.
std::shared_ptr<CLI::FormatterBase> help_formatter();

/// How answers are printed.
enum class Format { text, json, tsv };

/// One command of the program: a method with some arguments fixed.
struct Command {
  std::string_view name;        ///< As typed.
  std::string_view method;      ///< Of the table.
  std::string_view positional;  ///< The argument that needs no option name; "" for none.
  std::string_view fixed;  ///< `target` of search, when the command is about one target; else "".
  bool batch;              ///< Takes --batch FILE.
  bool tsv;                ///< Takes --tsv.
  std::string_view note = {};  ///< More help for the positional argument.
};

/// "ID@3" as ID and 3; nothing when \a name does not end so.
std::optional<std::pair<std::string, std::int64_t>> id_and_version(std::string_view name);

/// Every command, in the order of the help.
const std::vector<Command>& commands();

/// What the user typed for one command.
class Invocation {
 public:
  /// Adds the command with its options to \a app.  This object must outlive the parse.
  Invocation(CLI::App& app, const Command& command);
  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;

  bool chosen() const { return app_->parsed(); }
  const Command& command() const { return command_; }
  Format format() const { return json_ ? Format::json : tsv_ ? Format::tsv : Format::text; }
  bool csv() const { return csv_ || csv_safe_; }
  /// CSV without formulas.
  bool csv_safe() const { return csv_safe_; }
  const std::string& batch_file() const { return batch_; }
  /// Where a subscription keeps how far it came; "" for nowhere.
  const std::string& state_file() const { return state_; }
  /// The positional argument's text; "" when none was given.
  std::string positional() const;
  /// Whether the draft, the argument "text", is to come from standard input: it is "-".
  bool wants_draft() const;
  void take_draft(std::string draft);
  /// The arguments that were given, as the method takes them; defaults are the daemon's business.
  boost::json::object arguments() const;

 private:
  struct Value {
    const wire::Argument* argument = nullptr;
    CLI::Option* option = nullptr;
    std::string text;
    std::int64_t integer = 0;
    bool flag = false;
  };

  Command command_;
  CLI::App* app_ = nullptr;
  std::vector<std::unique_ptr<Value>> values_;
  std::vector<std::string> words_;
  std::optional<std::string> draft_;
  std::string batch_;
  std::string state_;
  bool json_ = false;
  bool tsv_ = false;
  bool csv_ = false;
  bool csv_safe_ = false;
};

}  // namespace onrecord::client
