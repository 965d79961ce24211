// Indexing against the plainest thing that Xapian offers: a loop over TermGenerator in one thread
// with default settings. bench_index_speed [FILE.jsonl [ARTICLES]]: both read the same lines;
// without a file, articles are made up.  Prints seconds of wall clock and of processor, and the
// ratio.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

struct Cost {
  double wall = 0;
  double processor = 0;
};

/// Of this process and of those that it waited for.
double processor_seconds() {
  double sum = 0;
  for (const int whose : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    getrusage(whose, &used);
    for (const timeval& time : {used.ru_utime, used.ru_stime})
      sum += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  return sum;
}

template <class Fn>
Cost measured(Fn&& fn) {
  const auto wall = std::chrono::steady_clock::now();
  const double processor = processor_seconds();
  fn();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(),
          processor_seconds() - processor};
}

/// News-like lines: words by Zipf's law, a few quotations, a date, an outlet.
std::string made_up_lines(int articles) {
  std::mt19937 random(7);
  const auto word = [&] {
    const double u = std::uniform_real_distribution<>(0, 1)(random);
    auto rank = static_cast<unsigned>(std::exp(u * std::log(40'000.0)));
    std::string letters;
    for (rank += 20; rank > 0; rank /= 20) letters += "etaoinshrdlucmfwypvb"[rank % 20];
    return letters;
  };
  const auto sentence = [&] {
    std::string words = word();
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
    for (int i = 0; i < 18; ++i) words += ' ' + word();
    return words;
  };
  std::string lines;
  for (int i = 0; i < articles; ++i) {
    std::string text;
    for (int paragraph = 0; paragraph < 8; ++paragraph) {
      text += sentence() + ". " + sentence() + ".";
      if (paragraph % 3 == 1) text += " \"" + sentence() + ",\" said Ada Brandt.";
      text += "\n\n";
    }
    lines += json::serialize(json::value{{"id", std::to_string(i)},
                                         {"title", sentence()},
                                         {"text", text},
                                         {"outlet", "Harbour Post"},
                                         {"date", "2026-03-0" + std::to_string(1 + i % 9)}});
    lines += '\n';
  }
  return lines;
}

void plain_xapian(const std::string& lines_file, const std::string& index) {
  Xapian::WritableDatabase database(index, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  std::ifstream lines(lines_file);
  for (std::string line; std::getline(lines, line);) {
    const json::object record = json::parse(line).as_object();
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    for (const char* const key : {"title", "text"}) {
      const json::value* const value = record.if_contains(key);
      if (value == nullptr || !value->is_string()) continue;
      generator.index_text(std::string(value->as_string()));
      generator.increase_termpos();
    }
    document.set_data(line);
    database.add_document(document);
  }
  database.commit();
}

/// The program as its user runs it.
void ours(const fs::path& program, const std::string& lines_file, const std::string& index) {
  const pid_t child = fork();
  if (child == 0) {
    execl(program.c_str(), program.c_str(), "add", "--index", index.c_str(), lines_file.c_str(),
          nullptr);
    _exit(127);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
    throw std::runtime_error(program.string() + " add failed");
}

/// The first lines of a file, so that both read the same.
std::string first_lines(const std::string& file, std::size_t count) {
  std::ifstream in(file);
  std::string lines;
  for (std::string line; count > 0 && std::getline(in, line); --count) lines += line + '\n';
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  const fs::path folder =
      fs::temp_directory_path() / ("onrecord-index-speed-" + std::to_string(getpid()));
  fs::create_directories(folder);
  const fs::path program = fs::canonical("/proc/self/exe").parent_path() / "onrecord-indexer";
  const std::string lines = (folder / "lines.jsonl").string();
  const std::size_t count = argc > 2 ? std::stoul(argv[2]) : SIZE_MAX;
  std::ofstream(lines) << (argc > 1 ? first_lines(argv[1], count) : made_up_lines(8000));

  const Cost plain = measured([&] { plain_xapian(lines, (folder / "plain").string()); });
  const Cost pipeline = measured([&] { ours(program, lines, (folder / "ours").string()); });
  std::printf("plain TermGenerator loop  %7.2f s wall  %7.2f s processor\n", plain.wall,
              plain.processor);
  std::printf("onrecord-indexer add      %7.2f s wall  %7.2f s processor\n", pipeline.wall,
              pipeline.processor);
  std::printf("ratio                     %7.2f        %7.2f\n", plain.wall / pipeline.wall,
              plain.processor / pipeline.processor);
  fs::remove_all(folder);
}
