// The program onrecord: asks a daemon from a shell.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <utility>
#include <vector>

#include "proto/client/batch.h"
#include "proto/client/citation.h"
#include "proto/client/commands.h"
#include "proto/client/connection.h"
#include "proto/client/csv.h"
#include "proto/client/saved.h"
#include "proto/client/show.h"
#include "proto/client/show_hits.h"
#include "proto/client/show_parts.h"
#include "proto/wire/json_text.h"
#include "version.h"

namespace {

using namespace onrecord;
using namespace onrecord::client;

/// Exit statuses, as the manual lists them.
enum Exit : int { kAnswered = 0, kNotFound = 1, kRefused = 2, kSomeFailed = 3 };

/// The daemon lets this many requests of a connection run at once; more would only wait there.
constexpr std::size_t kInFlight = 8;

void put(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void complain(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

Screen screen_of_terminal() {
  Screen screen;
  if (isatty(STDOUT_FILENO) == 0) return screen;
  screen.color = std::getenv("NO_COLOR") == nullptr;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
    screen.columns = std::min<std::size_t>(size.ws_col, 120);
  return screen;
}

int exit_of(const Error& error) { return error.code == Errc::not_found ? kNotFound : kRefused; }

void print(const Invocation& run, const boost::json::object& answer, const Screen& screen) {
  switch (run.format()) {
    case Format::json:
      put(wire::json_text(answer) + "\n");
      break;
    case Format::tsv:
      put(run.command().method == "facets" ? facets_as_tsv(answer) : hits_as_tsv(answer, ""));
      break;
    case Format::text:
      put(show(run.command().method, answer, screen));
      break;
  }
}

int batch(const Invocation& run, Connection& connection, const Screen& screen) {
  std::ifstream file;
  if (run.batch_file() != "-") {
    file.open(run.batch_file());
    if (!file) {
      complain("onrecord: cannot read " + run.batch_file() + "\n");
      return kRefused;
    }
  }
  std::istream& lines = run.batch_file() == "-" ? std::cin : file;
  const auto tell = [&](const BatchAnswer& one) {
    if (!one.answer) {
      complain(one.id + "\terror\t" + one.answer.error().message + "\n");
      return;
    }
    switch (run.format()) {
      case Format::tsv:
        put(hits_as_tsv(*one.answer, one.id));
        break;
      case Format::json: {
        boost::json::object line = *one.answer;
        line["batch_id"] = one.id;
        put(wire::json_text(line) + "\n");
        break;
      }
      case Format::text:
        put("== " + one.id + "  " + one.query + "\n" +
            show(run.command().method, *one.answer, screen));
        break;
    }
  };
  auto count = run_batch(connection, lines, run.command().method, run.arguments(),
                         run.command().positional, kInFlight, tell);
  if (!count) {
    complain(show_error(count.error(), ""));
    return kRefused;
  }
  return count->failed > 0 ? kSomeFailed : kAnswered;
}

/// Rows as JSON Lines or CSV, frame by frame.
int export_rows(const Invocation& run, Connection& connection) {
  boost::json::object arguments = run.arguments();
  std::vector<std::string> fields;
  if (run.csv()) {
    const auto* target = arguments.if_contains("target");
    if (!arguments.contains("fields"))
      arguments["fields"] = boost::json::value_from(
          table_fields(target != nullptr ? std::string_view(target->as_string()) : ""));
    fields = boost::json::value_to<std::vector<std::string>>(arguments.at("fields"));
  }
  if (auto sent = connection.send(run.command().method, arguments); !sent) {
    complain(show_error(sent.error(), ""));
    return kRefused;
  }
  bool head = !fields.empty();
  const Formulas formulas = run.csv_safe() ? Formulas::as_text : Formulas::kept;
  std::size_t left_formulas = 0;
  while (true) {
    auto frame = connection.receive();
    if (!frame) {
      complain(show_error(frame.error(), run.positional()));
      return kRefused;
    }
    if (std::exchange(head, false)) put(csv_head(fields));
    if (const auto* rows = frame->result.if_contains("rows"); rows != nullptr && rows->is_array())
      for (const auto& row : rows->get_array()) {
        if (fields.empty() || !row.is_object()) {
          put(wire::json_text(row) + "\n");
          continue;
        }
        put(csv_row(row.get_object(), fields, formulas));
        if (formulas == Formulas::kept) left_formulas += formulas_in(row.get_object(), fields);
      }
    const auto* more = frame->result.if_contains("more");
    if (more != nullptr && more->is_bool() && more->get_bool()) continue;
    frame->result.erase("rows");
    complain(wire::json_text(frame->result) + "\n");
    if (left_formulas > 0)
      complain("onrecord: " +
               counted(static_cast<std::int64_t>(left_formulas), "text begins", "texts begin") +
               " like a formula; for a spreadsheet use --csv-safe\n");
    return kAnswered;
  }
}

int refused(const Error& error, std::string_view query = {}) {
  complain(show_error(error, query));
  return kRefused;
}

/// Each match as it comes, until the daemon or the user ends it.
int subscribe(const Invocation& run, Connection& connection, const Screen& screen) {
  boost::json::object arguments = run.arguments();
  std::vector<SavedQuery> saved;
  if (!run.batch_file().empty()) {
    std::ifstream file(run.batch_file());
    auto read = read_saved(run.batch_file() == "-" ? std::cin : file);
    if (!read) return refused({Errc::invalid, run.batch_file() + ": " + read.error().message, 0});
    saved = std::move(*read);
    auto& queries = arguments["queries"].emplace_array();
    for (const SavedQuery& one : saved) queries.emplace_back(one.query);
  }
  if (!run.state_file().empty()) {
    const auto state = read_state(run.state_file());
    if (!state) return refused(state.error());
    if (*state) arguments["after"] = **state;
  }
  if (auto sent = connection.send("subscribe", arguments); !sent) return refused(sent.error());
  while (true) {
    const auto frame = connection.receive();
    if (!frame) return refused(frame.error(), run.positional());
    for (const auto& row : frame->result.at("rows").as_array()) {
      const auto number = row.at("query").to_number<std::size_t>();
      const std::string_view id = number < saved.size() ? std::string_view(saved[number].id) : "";
      put(run.format() == Format::json ? wire::json_text(row) + "\n"
                                       : show_match(row.as_object(), id, screen));
    }
    // First what was shown leaves, then it counts as shown.
    if (std::fflush(stdout) != 0) return kRefused;
    if (!run.state_file().empty()) {
      const std::string after(frame->result.at("after").as_string());
      if (auto kept = write_state(run.state_file(), after); !kept) return refused(kept.error());
    }
    if (!frame->result.at("more").as_bool()) return kAnswered;
  }
}

/// A hit shows ids and keys alike: `samples/hp-0412` may be either, and `@3` behind it part of an
/// id or a version.  The error is that of the last reading, which says most.
Result<boost::json::object> ask_article(const Invocation& run, Connection& connection) {
  const std::string name = run.positional();
  const std::string method(run.command().method);
  auto answer = connection.call(method, run.arguments());
  const auto read_as = [&](std::string_view argument, const std::string& value,
                           std::optional<std::int64_t> version) {
    if (answer || answer.error().code != Errc::not_found) return;
    if (argument == "key" && value.find('/') == std::string::npos) return;
    boost::json::object arguments = run.arguments();
    arguments.erase("id");
    arguments[argument] = value;
    if (version) arguments["version"] = *version;
    answer = connection.call(method, arguments);
  };
  read_as("key", name, {});
  if (method != "article") return answer;
  if (const auto parts = id_and_version(name); parts && !run.arguments().contains("version")) {
    read_as("id", parts->first, parts->second);
    read_as("key", parts->first, parts->second);
  }
  return answer;
}

/// More of standard input than a draft may have: who gave more is told so.
std::string standard_input() {
  constexpr std::size_t kMostBytes = 1 << 17;
  std::string text(kMostBytes, '\0');
  std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::cin.gcount()));
  return text;
}

int ask(const Invocation& run, Connection& connection) {
  const Screen screen = screen_of_terminal();
  if (run.command().method == "subscribe") return subscribe(run, connection, screen);
  if (!run.batch_file().empty()) return batch(run, connection, screen);
  const wire::Method* method = wire::find_method(run.command().method);
  if (method->streams) return export_rows(run, connection);
  const bool about_article = method->name == "article" || method->name == "similar";
  auto answer =
      about_article ? ask_article(run, connection) : connection.call(method->name, run.arguments());
  if (!answer) {
    complain(show_error(answer.error(), run.positional()));
    return exit_of(answer.error());
  }
  print(run, *answer, screen);
  if (const auto* supported = answer->if_contains("supported"))
    return supported->is_bool() && supported->get_bool() ? kAnswered : kNotFound;
  return kAnswered;
}

/// `cite`: a statement as it can be printed.
int cite_statement(Connection& connection, const std::string& id, const std::string& format) {
  const auto statement = connection.call("statement", {{"id", id}});
  if (!statement) {
    complain(show_error(statement.error(), ""));
    return exit_of(statement.error());
  }
  put(cite(*statement, citation_format_from(format).value_or(CitationFormat::text)));
  return kAnswered;
}

/// `check-citation`: whether what was printed still holds.
int check_file(Connection& connection, const std::string& path) {
  std::ifstream file;
  if (path != "-") file.open(path);
  std::istream& in = path == "-" ? std::cin : file;
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (path != "-" && !file.is_open()) return refused({Errc::io, "cannot read " + path, 0});
  const auto citation = read_citation(text);
  if (!citation) return refused({citation.error().code, path + ": " + citation.error().message, 0});
  const auto check =
      check_citation(*citation, [&](std::string_view method, const boost::json::object& arguments) {
        return connection.call(method, arguments);
      });
  if (!check) return refused(check.error());
  put(check->says);
  return check->holds ? kAnswered : kNotFound;
}

std::string read_token(const std::string& path) {
  if (path.empty()) return {};
  std::ifstream file(path);
  std::string token;
  if (!std::getline(file, token) || token.empty())
    throw CLI::ValidationError("--token-file", "expected a token in the first line of " + path);
  return token;
}

int run_program(int argc, char** argv) {
  CLI::App app{"Asks an Onrecord daemon: who said what, where, when.", "onrecord"};
  app.set_version_flag("--version", std::string(kVersion));
  app.formatter(help_formatter());
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      "Exit status: 0 answered, 1 not found (verify: not supported), 2 refused or no\n"
      "daemon, 3 some lines of a batch failed.  A query that begins with '-' goes\n"
      "behind '--'.");
  std::string server = "127.0.0.1:7700";
  std::string token_file;
  double timeout = 30;
  app.add_option("--server", server, "the daemon's HOST:PORT")
      ->envname("ONRECORD_SERVER")
      ->capture_default_str();
  app.add_option("--token-file", token_file, "file with the daemon's token")
      ->envname("ONRECORD_TOKEN_FILE");
  app.add_option("--timeout", timeout, "seconds to wait for an answer")
      ->check(CLI::Range(0.1, 3600.0))
      ->capture_default_str();
  std::vector<std::unique_ptr<Invocation>> runs;
  for (const Command& command : commands())
    runs.push_back(std::make_unique<Invocation>(app, command));
  std::string cited_id;
  std::string cited_as = "text";
  CLI::App* const citing =
      app.add_subcommand("cite", "a statement as a citation with its source and its hashes");
  citing->formatter(help_formatter());
  citing->add_option("ID", cited_id, "the statement's id, as a hit shows it")->required();
  citing->add_option("--format", cited_as, "text, markdown, or jsonld: a schema.org Quotation")
      ->check(CLI::IsMember({"text", "markdown", "jsonld"}).description(""))
      ->capture_default_str();
  std::string citation_file;
  CLI::App* const checking = app.add_subcommand(
      "check-citation", "whether a citation still holds; exit status 1 when it does not");
  checking->formatter(help_formatter());
  checking->add_option("FILE", citation_file, "what 'cite' printed ('-': standard input)")
      ->required();
  std::string token;
  try {
    app.parse(argc, argv);
    token = read_token(token_file);
  } catch (const CLI::RequiredError& e) {
    const std::vector<std::string> left = app.remaining();
    if (!app.get_subcommands().empty() || left.empty()) return app.exit(e), kRefused;
    complain("onrecord: no command '" + left.front() + "'; 'onrecord --help' lists them\n");
    return kRefused;
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kAnswered : kRefused;
  }

  auto address = parse_address(server);
  if (!address) {
    complain(show_error(address.error(), ""));
    return kRefused;
  }
  auto connection = Connection::open(
      *address, token, std::chrono::milliseconds(static_cast<std::int64_t>(timeout * 1000)));
  if (!connection) {
    complain(show_error(connection.error(), ""));
    return kRefused;
  }
  if (citing->parsed()) return cite_statement(*connection, cited_id, cited_as);
  if (checking->parsed()) return check_file(*connection, citation_file);
  for (const auto& run : runs) {
    if (!run->chosen()) continue;
    if (run->wants_draft()) run->take_draft(standard_input());
    return ask(*run, *connection);
  }
  return kRefused;
}

}  // namespace

int main(int argc, char** argv) try {
  const int status = run_program(argc, argv);
  if (std::fflush(stdout) != 0) return kRefused;
  return status;
} catch (const std::exception& e) {
  complain(std::string("onrecord: ") + e.what() + "\n");
  return kRefused;
}
