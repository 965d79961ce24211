// onrecord-indexer: the command line.  Declares every option once, with its help; does nothing
// itself.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <map>

#include "indexer/build/commands.h"
#include "indexer/build/interrupt.h"
#include "indexer/formats/encoding.h"
#include "indexer/formats/metadata.h"
#include "indexer/formats/stories.h"
#include "indexer/formats/timezone.h"
#include "version.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;

/// Everything that the command line may set.
struct Options {
  std::string index;
  AddOptions add;
  ExtractOptions extract;
  LedgerOptions ledger;
  RebuildOptions rebuild;
  AmendOptions amend;
  std::string rejects;
  std::vector<std::string> keys;
  std::string target;
  bool retry_rejected = false;
  bool watch = false;
  bool undo = false;
  bool json = false;
  bool tsv = false;
  bool quiet = false;
  bool verbose = false;
  bool by_date = false;
  std::uint64_t commit_megabytes = 4;
  std::size_t limit = 100;

  Talk talk() const { return quiet ? Talk::quiet : verbose ? Talk::verbose : Talk::normal; }
  Form form() const { return json ? Form::json : tsv ? Form::tsv : Form::text; }
};

const std::map<std::string, text::DateOrder> kDateOrders = {
    {"day-first", text::DateOrder::day_first}, {"month-first", text::DateOrder::month_first}};
const std::map<std::string, text::OffsetUnit> kUnits = {
    {"bytes", text::OffsetUnit::bytes},
    {"codepoints", text::OffsetUnit::codepoints},
    {"utf16", text::OffsetUnit::utf16}};

template <class Value>
std::vector<std::string> names_of(const std::map<std::string, Value>& values) {
  std::vector<std::string> names;
  for (const auto& [name, _] : values) names.push_back(name);
  return names;
}

/// What is wrong with the form of a BCP 47 code, or "".
std::string language_mistake(const std::string& code) {
  constexpr std::size_t kLongest = 8;
  std::size_t length = 0;
  bool first = true;
  for (const char c : code + '-') {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (!first && c >= '0' && c <= '9')) {
      ++length;
    } else if (c == '-' && length >= (first ? 2 : 1) && length <= kLongest) {
      length = 0;
      first = false;
    } else {
      return "expected a code as en or pt-BR, got '" + code + "'";
    }
  }
  return "";
}

/// The first line of a section of the config file that means nothing, or "".  Lines above the
/// sections may be the daemon's, which can have the same file.
std::string config_mistake(const CLI::App& app) {
  if (app.get_config_ptr()->count() == 0) return "";
  const auto file = app.get_config_ptr()->as<std::string>();
  for (const CLI::ConfigItem& item : app.get_config_formatter_base()->from_file(file)) {
    if (item.parents.empty() || item.name == "++" || item.name == "--") continue;
    const std::string& section = item.parents.front();
    const auto commands = app.get_subcommands(
        [&](const CLI::App* command) { return command->get_name() == section; });
    if (commands.empty()) return file + ": no command '" + section + "' for a section";
    if (commands.front()->get_option_no_throw("--" + item.name) == nullptr)
      return file + ": section [" + section + "]: no option '" + item.name +
             "'; 'onrecord-indexer " + section + " --help' lists them, here without the dashes";
  }
  return "";
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const formats::Format& format : formats::formats()) names.emplace_back(format.name);
  return names;
}

void declare_input(CLI::App& command, InputOptions& input) {
  command.add_option("--source", input.source,
                     "the first half of every key (default: the named file's or folder's name)");
  command.add_option("--outlet", input.outlet, "who published what does not say");
  command.add_option("--desk", input.desk, "the outlet's section, of what does not say");
  command.add_option("--language", input.language, "BCP 47 code, of what does not say")
      ->check(language_mistake);
  command.add_option("--collection", input.collection,
                     "a name to find all of this by: collection:NAME");
  command
      .add_option_function<std::string>(
          "--date-order",
          [&input](const std::string& name) { input.date_order = kDateOrders.at(name); },
          "how to read 03/04/2026 (default: not at all)")
      ->transform(CLI::IsMember(names_of(kDateOrders), CLI::ignore_case));
  command
      .add_option("--timezone", input.timezone,
                  "of times that name none, as Europe/Oslo or +03:30 (default: UTC, and what is "
                  "embargoed until such a time is withheld)")
      ->check([](const std::string& name) {
        return formats::is_timezone(name) ? std::string() : "no time zone '" + name + "' is known";
      });
  command
      .add_option("--format", input.format, "the format's name, instead of looking at the bytes")
      ->check(CLI::IsMember(format_names()));
  command
      .add_option(
          "--encoding", input.encoding,
          "of text files that have no mark and are not UTF-8 (default: found out, and said)")
      ->check([](const std::string& name) {
        return formats::is_encoding(name) ? std::string() : "no encoding '" + name + "' is known";
      });
  command
      .add_option("--split", input.split,
                  "a regular expression for what parts the stories of a text file; what matches "
                  "belongs to none, '(?=^STORY )' parts in front of a line")
      ->check(formats::split_mistake);
  command
      .add_option(
          "--path-pattern", input.path_pattern,
          "how to read paths below the folder, from their end: "
          "'{outlet}/{year}/{month}/{day}/{slug}' (default: dates, and OUTLET/2024/03/17/NAME)")
      ->check(formats::pattern_mistake);
  command
      .add_option_function<std::vector<std::string>>(
          "--convert",
          [&input](const std::vector<std::string>& printed) {
            for (const std::string& one : printed) {
              auto converter = parse_converter(one);
              if (!converter) throw CLI::ValidationError("--convert", converter.error().message);
              input.converters.push_back(std::move(*converter));
            }
          },
          "KIND=COMMAND, again and again: a program that makes text of a pdf, doc, rtf, odt, ods, "
          "odp, epub, xlsx or pptx on its standard input ('pdf=pdftotext - -'); run without a "
          "shell, at most 60 s, 1 GB of "
          "memory, 64 MB of text")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);  // What comes behind it is a path.
  command
      .add_option_function<std::uint64_t>(
          "--max-unpacked-megabytes",
          [&input](std::uint64_t megabytes) { input.archive.max_unpacked = megabytes << 20; },
          "what one archive may unpack to, all in all (default: 1024); never more than 100 times "
          "its size")
      ->check(CLI::Range(1, 1 << 20));
  command.add_option("--jobs", input.jobs, "threads that read (default: one a core)")
      ->check(CLI::Range(1, 256));
}

void declare_add(CLI::App& app, Options& options, std::function<int()>& work) {
  CLI::App& add = *app.add_subcommand(
      "add", "Put files, folders or JSON Lines on standard input ('-') into the index");
  add.add_option("paths", options.add.input.paths, "files, folders, '-'");
  declare_input(add, options.add.input);
  CLI::Option* const retry = add.add_flag("--retry-rejected", options.retry_rejected,
                                          "read only the files that something was rejected of");
  add.add_flag(
         "--watch", options.watch,
         "then go on with what arrives in the folders and those in them, until Ctrl-C; a file "
         "is read once it is closed or moved there; what is deleted stays in the index "
         "('ledger --missing' tells)")
      ->excludes(retry);
  add.add_option("--rejects", options.rejects,
                 "where to list what is not in (default: rejects.jsonl in the index)");
  add.add_option("--commit-megabytes", options.commit_megabytes,
                 "text between two commits; more takes more memory")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
  add.add_option("--shards", options.add.settings.shards,
                 "for an index that is made: databases of each kind")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  add.add_option("--stem-language", options.add.settings.stem_language,
                 "for an index that is made: its main language")
      ->capture_default_str();
  add.add_flag("--json", options.json, "the summary as one JSON object");
  add.callback([&options, &work] {
    AddOptions& asked = options.add;
    if (asked.input.paths.empty() && !options.retry_rejected) throw CLI::RequiredError("paths");
    asked.index = options.index;
    asked.rejects = options.rejects;
    asked.commit_bytes = options.commit_megabytes << 20;
    asked.then = options.watch ? AddOptions::Then::follow : AddOptions::Then::end;
    asked.reading = options.retry_rejected ? Reading::what_was_rejected : Reading::what_changed;
    work = [&options] { return run_add(options.add, options.talk(), options.form()); };
  });
}

void declare_extract(CLI::App& app, Options& options, std::function<int()>& work) {
  CLI::App& extract = *app.add_subcommand(
      "extract", "Print what would be understood of files, one JSON line an article");
  extract.add_option("paths", options.extract.input.paths, "files, folders, '-'")->required();
  declare_input(extract, options.extract.input);
  extract
      .add_option_function<std::string>(
          "--offsets",
          [&options](const std::string& name) { options.extract.unit = kUnits.at(name); },
          "what offsets count (default: bytes)")
      ->transform(CLI::IsMember(names_of(kUnits), CLI::ignore_case));
  extract.callback(
      [&options, &work] { work = [&options] { return run_extract(options.extract); }; });
}

void declare_articles(CLI::App& app, Options& options, std::function<int()>& work) {
  const char* const kKeyHelp = "SOURCE/ID, or the id alone where only one source has it";
  CLI::App& remove =
      *app.add_subcommand("remove", "Take articles out; adding their files again brings them back");
  remove.add_option("keys", options.keys, kKeyHelp)->required();
  remove.callback([&options, &work] {
    work = [&options] { return run_remove(options.index, options.keys, options.talk()); };
  });

  CLI::App& withhold =
      *app.add_subcommand("withhold", "Take articles out of every answer at once, and keep them");
  withhold.add_option("keys", options.keys, kKeyHelp)->required();
  withhold.add_flag("--undo", options.undo, "show them again");
  withhold.callback([&options, &work] {
    work = [&options] {
      return run_withhold(options.index, options.keys,
                          options.undo ? Withhold::undo : Withhold::set, options.talk());
    };
  });

  CLI::App& purge = *app.add_subcommand(
      "purge", "Remove every byte of articles, for ever; writes the index anew");
  purge.add_option("keys", options.keys, kKeyHelp)->required();
  purge.callback([&options, &work] {
    work = [&options] { return run_purge(options.index, options.keys, options.talk()); };
  });
}

void declare_amend(CLI::App& app, Options& options, std::function<int()>& work) {
  CLI::App& amend = *app.add_subcommand(
      "amend",
      "Correct dates, outlets, speakers and kinds, or say what is no statement; kept through "
      "'add' and 'rebuild'");
  CLI::Option* const file =
      amend.add_option("file", options.amend.file,
                       "lines TARGET, FIELD, VALUE and perhaps a NOTE, parted by tabs; '-': "
                       "standard input. TARGET: an article's SOURCE/ID or a statement's id; FIELD: "
                       "date, outlet, speaker, kind or statement ('no': it is none); VALUE '-': "
                       "not known");
  CLI::Option* const undo =
      amend.add_flag("--undo", options.undo, "take back what the file's lines correct");
  amend
      .add_flag("--list", options.amend.list,
                "tell what is in force, and what does not fit any more (exit status 3)")
      ->excludes(file)
      ->excludes(undo);
  amend.add_flag("--json", options.json, "the summary, or each line of the list, as JSON");
  amend.add_flag("--tsv", options.tsv, "the list tab-separated, with a header");
  amend.callback([&options, &work] {
    if (options.amend.file.empty() && !options.amend.list) throw CLI::RequiredError("file");
    options.amend.index = options.index;
    options.amend.what = options.undo ? Amend::take_back : Amend::set;
    options.amend.form = options.form();
    work = [&options] { return run_amend(options.amend, options.talk()); };
  });
}

void declare_questions(CLI::App& app, Options& options, std::function<int()>& work) {
  CLI::App& ledger = *app.add_subcommand("ledger", "Tell what became of every file");
  ledger.add_option("--missing", options.ledger.missing,
                    "tell only what of these files and folders is not in as it stands");
  ledger.add_flag("--json", options.json, "one JSON object a line");
  ledger.add_flag("--tsv", options.tsv, "tab-separated, with a header");
  ledger.callback([&options, &work] {
    options.ledger.index = options.index;
    options.ledger.form = options.form();
    work = [&options] { return run_ledger(options.ledger); };
  });

  CLI::App& info = *app.add_subcommand("info", "Tell what the index is and how much is in it");
  info.add_flag("--json", options.json, "as one JSON object");
  info.callback(
      [&options, &work] { work = [&options] { return run_info(options.index, options.form()); }; });

  CLI::App& check = *app.add_subcommand(
      "check", "Read all of the index and tell whether it is whole; exit status 2 when not");
  check.add_flag("--json", options.json, "as one JSON object");
  check.callback([&options, &work] {
    work = [&options] { return run_check(options.index, options.form()); };
  });
}

void declare_care(CLI::App& app, Options& options, std::function<int()>& work) {
  CLI::App& rebuild =
      *app.add_subcommand("rebuild", "Write the index anew from the records that it stores");
  rebuild.add_flag("--by-date", options.by_date, "oldest first, which makes sorting by date fast");
  rebuild.add_option("--jobs", options.rebuild.jobs, "threads that prepare (default: one a core)")
      ->check(CLI::Range(1, 256));
  rebuild.callback([&options, &work] {
    options.rebuild.index = options.index;
    options.rebuild.order = options.by_date ? RebuildOrder::by_date : RebuildOrder::as_stored;
    work = [&options] { return run_rebuild(options.rebuild, options.talk()); };
  });

  CLI::App& compact = *app.add_subcommand(
      "compact", "Write the databases anew, without the holes that removals left");
  compact.callback([&options, &work] {
    work = [&options] { return run_compact(options.index, options.talk()); };
  });

  CLI::App& snapshot =
      *app.add_subcommand("snapshot", "Copy the index, whole, also while somebody writes");
  snapshot.add_option("target", options.target, "a folder that is not there yet")->required();
  snapshot.callback([&options, &work] {
    work = [&options] { return run_snapshot(options.index, options.target, options.talk()); };
  });
}

void declare_speakers(CLI::App& app, Options& options, std::function<int()>& work) {
  CLI::App& speakers =
      *app.add_subcommand("speakers", "Care for the file that says who is who (FORMAT.md)");
  speakers.require_subcommand(1);
  CLI::App& lint = *speakers.add_subcommand(
      "lint",
      "Tell what is wrong in it, with line and column; exit status 1 when it cannot be used");
  lint.add_option("file", options.target, "the file")->required();
  lint.callback([&options, &work] {
    work = [&options] { return run_speakers_lint(options.target, options.talk()); };
  });
  CLI::App& suggest = *speakers.add_subcommand(
      "suggest",
      "Print lines for it that may be right, the best first, with what speaks for and against "
      "each; a line counts once its '#? ' is taken off");
  suggest.add_option("file", options.target, "the file as it is; left out: none yet");
  suggest.add_option("--limit", options.limit, "how many names at most")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}))
      ->capture_default_str();
  suggest.callback([&options, &work] {
    work = [&options] {
      return run_speakers_suggest(options.index, options.target, options.limit);
    };
  });
}

int run(int argc, char** argv) {
  Options options;
  std::function<int()> work;
  CLI::App app("Indexes news archives: who said what, when, where.", "onrecord-indexer");
  app.set_help_all_flag("--help-all", "print this, with the options of every command");
  app.set_version_flag("--version", std::string(kVersion));
  app.set_config(
      "--config", "",
      "read options from this file: 'index = DIR', and a section [add] for those of add");
  app.allow_config_extras(true);
  app.add_option("--index", options.index,
                 "the index's folder (all commands but extract and speakers lint need it)")
      ->envname("ONRECORD_INDEX");
  app.add_flag("--quiet", options.quiet, "say nothing but errors");
  app.add_flag("--verbose", options.verbose, "also say each commit and each reject");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(kExitHelp);
  declare_add(app, options, work);
  declare_extract(app, options, work);
  declare_articles(app, options, work);
  declare_amend(app, options, work);
  declare_questions(app, options, work);
  declare_care(app, options, work);
  declare_speakers(app, options, work);
  for (CLI::App* command : app.get_subcommands({})) command->footer(kExitHelp);
  try {
    app.parse(argc, argv);
    if (options.index.empty() && !app.got_subcommand("extract") &&
        !(app.got_subcommand("speakers") && app.get_subcommand("speakers")->got_subcommand("lint")))
      throw CLI::RequiredError("--index DIR");
  } catch (const CLI::RequiredError& error) {
    const std::vector<std::string> left = app.remaining();
    if (!app.get_subcommands().empty() || left.empty()) return app.exit(error), exit_status::kUsage;
    std::fprintf(stderr,
                 "onrecord-indexer: no command '%s'; 'onrecord-indexer --help' lists them\n",
                 left.front().c_str());
    return exit_status::kUsage;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_status::kDone : exit_status::kUsage;
  }
  if (const std::string mistake = config_mistake(app); !mistake.empty()) {
    std::fprintf(stderr, "onrecord-indexer: %s\n", mistake.c_str());
    return exit_status::kUsage;
  }
  // These stop in order; the others may be killed at any moment anyway.
  if (app.got_subcommand("add") || app.got_subcommand("extract") || app.got_subcommand("rebuild"))
    watch_interrupts();
  return work();
}

}  // namespace

int main(int argc, char** argv) try {
  return run(argc, argv);
} catch (const std::exception& error) {
  std::fprintf(stderr, "onrecord-indexer: %s\n", error.what());
  return onrecord::build::exit_status::kError;
}
