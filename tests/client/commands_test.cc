// The command line of `onrecord`.
#include "proto/client/commands.h"

#include "proto/client/columns.h"
#include "proto/client/connection.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::client;

namespace {

struct Typed {
  std::string command;
  boost::json::object arguments;
};

Typed typed(std::string line) {
  CLI::App app{"", "onrecord"};
  std::vector<std::unique_ptr<Invocation>> runs;
  for (const Command& command : commands())
    runs.push_back(std::make_unique<Invocation>(app, command));
  app.parse(line);
  for (const auto& run : runs)
    if (run->chosen()) return {std::string(run->command().name), run->arguments()};
  return {};
}

}  // namespace

TEST_CASE("the help of every command fits 80 columns") {
  CLI::App app{"", "onrecord"};
  app.formatter(help_formatter());
  std::vector<std::unique_ptr<Invocation>> runs;
  for (const Command& command : commands())
    runs.push_back(std::make_unique<Invocation>(app, command));
  for (CLI::App* const command : app.get_subcommands({})) {
    CAPTURE(command->get_name());
    std::istringstream lines(command->help());
    for (std::string line; std::getline(lines, line);) CHECK(width_of(line) <= 80);
  }
}

TEST_CASE("what is typed becomes the method's arguments, and only what is typed") {
  struct Case {
    std::string line, arguments;
  };
  const auto c = GENERATE(values<Case>({
      {"search ferry fares", R"({"query":"ferry fares"})"},
      {"search --limit 3 --target statements \"speaker:lindqvist ferry\"",
       R"({"query":"speaker:lindqvist ferry","target":"statements","limit":3})"},
      {"statements ferry", R"({"target":"statements","query":"ferry"})"},
      {"search --facets outlet,desk x", R"({"query":"x","facets":["outlet","desk"]})"},
      {"search --words --facets outlet,desk --facet-limit 5 x",
       R"({"query":"x","words":true,"facets":["outlet","desk"],"facet_limit":5})"},
      {"search -- -budget", R"({"query":"-budget"})"},
      {"article hp-1 --version 2 --no-statements",
       R"({"id":"hp-1","version":2,"statements":false})"},
      {"status", "{}"},
  }));
  CAPTURE(c.line);
  CHECK(typed(c.line).arguments == boost::json::parse(c.arguments).as_object());
}

TEST_CASE("a value that the method would refuse is refused before anything is sent") {
  const auto line = GENERATE(
      values<std::string>({"search --limit 1001 x", "search --target people x",
                           "search --colour red x", "nosuchcommand", "article a --version 0"}));
  CAPTURE(line);
  CHECK_THROWS_AS(typed(line), CLI::ParseError);
}

TEST_CASE("every method of the table has a command") {
  for (const wire::Method& method : wire::methods()) {
    CAPTURE(method.name);
    CHECK(std::any_of(commands().begin(), commands().end(),
                      [&](const Command& command) { return command.method == method.name; }));
  }
}

TEST_CASE("an address is HOST:PORT with either half left out") {
  struct Case {
    std::string text, host, port;
  };
  const auto c = GENERATE(values<Case>({{"10.0.0.7:80", "10.0.0.7", "80"},
                                        {"archive", "archive", "7700"},
                                        {":9000", "127.0.0.1", "9000"},
                                        {"[::1]:9000", "::1", "9000"},
                                        {"[::1]", "::1", "7700"}}));
  CAPTURE(c.text);
  const auto address = parse_address(c.text);
  REQUIRE(address);
  CHECK(address->host == c.host);
  CHECK(address->port == c.port);
}

TEST_CASE("an address that is none is refused") {
  const auto text = GENERATE(
      values<std::string>({"", "a:b", "a:0", "a:65536", "::1:80", "[::1", "[::1]80", "a:80x"}));
  CAPTURE(text);
  const auto address = parse_address(text);
  REQUIRE_FALSE(address);
  CHECK(address.error().message == "address '" + text + "': expected HOST:PORT");
}

TEST_CASE("an id may name a version behind it") {
  struct Case {
    std::string_view name, id;
    std::int64_t version;
  };
  const auto c = GENERATE(values<Case>({
      {"hp-0412@3", "hp-0412", 3},
      {"post/a@b@12", "post/a@b", 12},
      {"hp-0412", "", 0},
      {"@3", "", 0},
      {"a@", "", 0},
      {"a@0", "", 0},
      {"a@-1", "", 0},
      {"a@3x", "", 0},
      {"a@99999999999999999999", "", 0},
  }));
  CAPTURE(c.name);
  const auto parts = onrecord::client::id_and_version(c.name);
  REQUIRE(parts.has_value() == (c.version > 0));
  if (!parts) return;
  CHECK(parts->first == c.id);
  CHECK(parts->second == c.version);
}
