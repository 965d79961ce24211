// The commands of `onrecord`: options made from the method table, arguments read from the command
// line.  Knows no socket.
#include "proto/client/commands.h"

#include <algorithm>
#include <charconv>

#include "proto/client/columns.h"

namespace onrecord::client {

namespace {

constexpr std::string_view kDraft = "text";  ///< The argument.

/// "a|b|c" → {a, b, c}.
std::vector<std::string> split(std::string_view list, char separator) {
  std::vector<std::string> out;
  while (!list.empty()) {
    const auto end = std::min(list.find(separator), list.size());
    out.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

std::string option_name(std::string_view argument) {
  std::string name = "--" + std::string(argument);
  for (char& c : name)
    if (c == '_') c = '-';
  return name;
}

std::string help_of(const wire::Argument& argument) {
  std::string help(argument.help);
  if (argument.type == wire::ArgType::integer)
    help += ", " + std::to_string(argument.low) + " to " + std::to_string(argument.high);
  if (!argument.choices.empty()) {
    help += ":";
    for (const std::string& choice : split(argument.choices, '|')) help += " " + choice;
  }
  if (!argument.fallback.empty() && argument.fallback != "[]" && argument.fallback != "false")
    help += " (default " + std::string(argument.fallback) + ")";
  return help;
}

/// Help that fits 80 columns: the option's name, and its help wrapped beside or below it.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string help = make_option_desc(option);
    const std::string value = option->get_default_str();
    const std::string variable = option->get_envname();
    if (!variable.empty())
      help += " (default " + (value.empty() ? "" : value + ", or ") + '$' + variable + ')';
    else if (!value.empty())
      help += " (default " + value + ')';
    return row(make_option_name(option, is_positional) + value_name(option), help);
  }
  std::string make_description(const CLI::App* app) const override {
    std::string out;
    for (const std::string& line : wrap(app->get_description(), 80)) out += line + "\n";
    return out;
  }
  std::string make_subcommand(const CLI::App* app) const override {
    return row(app->get_name(), app->get_description());
  }

 private:
  static std::string row(const std::string& name, const std::string& help) {
    constexpr std::size_t kColumn = 26;
    std::string out = "  " + name;
    if (width_of(out) + 1 >= kColumn)
      out += "\n" + std::string(kColumn, ' ');
    else
      out.resize(kColumn, ' ');
    bool first = true;
    for (const std::string& line : wrap(help, 80 - kColumn)) {
      out += (first ? "" : std::string(kColumn, ' ')) + line + "\n";
      first = false;
    }
    return first ? out + "\n" : out;
  }
  static std::string value_name(const CLI::Option* option) {
    return option->get_items_expected_max() == 0 ? "" : " " + option->get_type_name();
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() { return std::make_shared<HelpFormatter>(); }

std::optional<std::pair<std::string, std::int64_t>> id_and_version(std::string_view name) {
  const std::size_t at = name.rfind('@');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view digits = name.substr(at + 1);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (error != std::errc() || end != digits.data() + digits.size() || version < 1)
    return std::nullopt;
  return std::pair(std::string(name.substr(0, at)), version);
}

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands = {
      {"search", "search", "query", "", true, true},
      {"statements", "search", "query", "statements", true, true},
      {"article", "article", "id", "", false, false, "; ID@3 is its version 3"},
      {"statement", "statement", "id", "", false, false},
      {"similar", "similar", "id", "", false, true},
      {"prior", "prior", "text", "", false, false, "; '-': standard input"},
      {"verify", "verify", "quote", "", true, true},
      {"variants", "variants", "quote", "", false, false},
      {"compare", "compare", "values", "", false, false},
      {"facets", "facets", "query", "", false, true},
      {"timeline", "timeline", "query", "", false, false},
      {"speakers", "speakers", "name", "", false, true},
      {"suggest", "suggest", "prefix", "", false, false},
      {"explain", "explain", "query", "", false, false},
      {"export", "export", "query", "", false, false},
      {"subscribe", "subscribe", "queries", "", true, false},
      {"status", "status", "", "", false, false},
      {"hello", "hello", "", "", false, false},
      {"describe", "describe", "", "", false, false},
  };
  return kCommands;
}

Invocation::Invocation(CLI::App& app, const Command& command) : command_(command) {
  const wire::Method* method = wire::find_method(command.method);
  std::string help(method->help);
  if (!command.fixed.empty()) help += " (" + std::string(command.fixed) + " only)";
  app_ = app.add_subcommand(std::string(command.name), help);
  app_->formatter(help_formatter());
  for (const wire::Argument& argument : method->arguments) {
    if (argument.name == command.positional) {
      std::string upper(argument.name);
      for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      app_->add_option(upper, words_, std::string(argument.help) + std::string(command.note));
      continue;
    }
    // The token comes from a file, never from a command line that every user of the machine can
    // read; of statements no former versions are kept.
    if (argument.name == "token" || (argument.name == "target" && !command.fixed.empty()) ||
        (argument.name == "as_of" && command.fixed == "statements"))
      continue;
    auto value = std::make_unique<Value>();
    value->argument = &argument;
    const std::string name = option_name(argument.name);
    const std::string text =
        help_of(argument) + (argument.name == kDraft ? "; '-': standard input" : "");
    switch (argument.type) {
      case wire::ArgType::text:
        value->option = app_->add_option(name, value->text, text);
        break;
      case wire::ArgType::choice:
        value->option = app_->add_option(name, value->text, text)
                            ->type_name("NAME")
                            ->check(CLI::IsMember(split(argument.choices, '|')).description(""));
        break;
      case wire::ArgType::integer:
        value->option = app_->add_option(name, value->integer, text)
                            ->type_name("N")
                            ->check(CLI::Range(argument.low, argument.high).description(""));
        break;
      case wire::ArgType::flag:
        value->option = app_->add_flag(
            argument.fallback == "true" ? name + ",!--no-" + std::string(argument.name) : name,
            value->flag, text);
        break;
      case wire::ArgType::text_list:
        value->option = app_->add_option(name, value->text, text)->type_name("A,B");
        break;
    }
    values_.push_back(std::move(value));
  }
  app_->add_flag("--json", json_, "print the answer as one line of JSON");
  if (command.tsv) app_->add_flag("--tsv", tsv_, "print tab-separated lines");
  if (command.method == "export") {
    app_->add_flag("--csv", csv_,
                   "print comma-separated lines with a head (RFC 4180), of --fields or of some");
    app_->add_flag("--csv-safe", csv_safe_,
                   "the same for a spreadsheet: texts that it would run as formulas, because they "
                   "begin with = + - @, begin with an apostrophe");
  }
  if (command.batch)
    app_->add_option(
        "--batch", batch_,
        method->streams
            ? "look out for every line of FILE, each ID<TAB>QUERY ('-': standard input)"
            : "ask every line of FILE, each ID<TAB>QUERY ('-': standard input); a bad line is "
              "reported, the rest runs, exit status 3");
  if (command.method == "subscribe")
    app_->add_option("--state", state_,
                     "keep in FILE how far it came, and go on there the next time: nothing comes "
                     "twice, nothing is missed");
}

std::string Invocation::positional() const {
  std::string joined;
  for (const std::string& word : words_) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

bool Invocation::wants_draft() const {
  if (command_.positional == kDraft) return positional() == "-";
  return std::any_of(values_.begin(), values_.end(), [](const auto& value) {
    return value->argument->name == kDraft && value->text == "-";
  });
}

void Invocation::take_draft(std::string draft) { draft_ = std::move(draft); }

boost::json::object Invocation::arguments() const {
  boost::json::object out;
  if (!command_.fixed.empty()) out["target"] = command_.fixed;
  if (!words_.empty()) {
    const wire::Argument* named =
        wire::find_argument(*wire::find_method(command_.method), command_.positional);
    if (named->type == wire::ArgType::text_list)
      out[command_.positional] = boost::json::value_from(words_);
    else
      out[command_.positional] = positional();
  }
  for (const auto& value : values_) {
    if (value->option->count() == 0) continue;
    const std::string_view name = value->argument->name;
    switch (value->argument->type) {
      case wire::ArgType::text:
      case wire::ArgType::choice:
        out[name] = value->text;
        break;
      case wire::ArgType::integer:
        out[name] = value->integer;
        break;
      case wire::ArgType::flag:
        out[name] = value->flag;
        break;
      case wire::ArgType::text_list:
        out[name] = boost::json::value_from(split(value->text, ','));
        break;
    }
  }
  if (draft_) out[kDraft] = *draft_;
  return out;
}

}  // namespace onrecord::client
