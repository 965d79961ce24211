// Which files a command line names.
#include <sys/stat.h>

#include "indexer/build/walk.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord::build;
using onrecord::tests::Folder;
namespace fs = std::filesystem;

/// What a walk gives, one line a step: "SOURCE RELATIVE" or "PATH-BELOW: REASON" with "~" where
/// nothing is missed.
std::vector<std::string> walked(const Folder& folder, const std::vector<std::string>& named,
                                const std::vector<std::string>& only = {}) {
  std::vector<std::string> steps;
  Walk walk(named, {}, only);
  while (const auto step = walk.next()) {
    if (const auto* file = std::get_if<FoundFile>(&*step)) {
      steps.push_back(file->root_name + " " + file->relative);
      continue;
    }
    const auto& left_out = std::get<LeftOut>(*step);
    const std::string below = fs::path(left_out.path).lexically_relative(folder.path()).string();
    steps.push_back((left_out.loss == LeftOut::Loss::covered ? "~" : "") + below + ": " +
                    left_out.reason);
  }
  return steps;
}

using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder is walked depth first, names in byte order") {
  const Folder folder;
  for (const char* name :
       {"news/b.txt", "news/a/2.txt", "news/a/10.txt", "news/c/x/deep.txt", "news/B.txt"})
    folder.write(name, "x");
  CHECK(walked(folder, {folder.at("news")}) ==
        Steps{"news B.txt", "news a/10.txt", "news a/2.txt", "news b.txt", "news c/x/deep.txt"});
  CHECK(measure({folder.at("news")}).files == 5);
  CHECK(measure({folder.at("news")}).bytes == 5);
}

TEST_CASE("a file's own name is its source, a folder's with or without a slash") {
  const Folder folder;
  const std::string file = folder.write("news/a.txt", "x");
  CHECK(walked(folder, {file}) == Steps{"a.txt a.txt"});
  CHECK(walked(folder, {folder.at("news/")}) == Steps{"news a.txt"});
  CHECK(walked(folder, {folder.at("news/../news/.")}) == Steps{"news a.txt"});
  CHECK(walked(folder, {"-"}) == Steps{"stdin -"});
}

TEST_CASE("what is named twice is read once") {
  const Folder folder;
  const std::string file = folder.write("news/a.txt", "x");
  const std::string root = folder.at("news");
  const std::string reason = "is part of '" + root + "', which is named as well";
  CHECK(walked(folder, {file, root, root}) ==
        Steps{"~news/a.txt: " + reason, "news a.txt", "~news: " + reason});
}

TEST_CASE("links never lead out of a folder, nor round in a circle") {
  const Folder folder;
  folder.write("news/a.txt", "x");
  folder.write("elsewhere/secret.txt", "x");
  fs::create_symlink(folder.at("news"), folder.at("news/again"));
  fs::create_symlink(folder.at("elsewhere"), folder.at("news/out"));
  fs::create_symlink("nowhere", folder.at("news/torn"));
  CHECK(
      walked(folder, {folder.at("news")}) ==
      Steps{"news a.txt",
            "~news/again: is a link to " + folder.at("news") + ", which is read at its own place",
            "news/out: is a link that leads outside the named folder, to " + folder.at("elsewhere"),
            "news/torn: is a link that leads nowhere: No such file or directory"});
}

TEST_CASE("an index below a named folder is left alone") {
  const Folder folder;
  folder.write("news/a.txt", "x");
  folder.write("news/index/gen-1/manifest.json", "{}");
  Walk walk({folder.at("news")}, folder.at("news/index"));
  std::vector<std::string> found;
  while (const auto step = walk.next())
    if (const auto* file = std::get_if<FoundFile>(&*step)) found.push_back(file->relative);
  CHECK(found == Steps{"a.txt"});
}

TEST_CASE("a link that is named is followed") {
  const Folder folder;
  folder.write("archive/2024/a.txt", "x");
  fs::create_directory_symlink(folder.at("archive/2024"), folder.at("latest"));
  CHECK(walked(folder, {folder.at("latest")}) == Steps{"2024 a.txt"});
}

TEST_CASE("what is no file, hidden or not there is told with its reason") {
  const Folder folder;
  folder.write("news/a.txt", "x");
  folder.write("news/.cache/b.txt", "x");
  REQUIRE(mkfifo(folder.at("news/pipe").c_str(), 0600) == 0);
  CHECK(walked(folder, {folder.at("news")}) ==
        Steps{"~news/.cache: hidden: its name begins with a dot", "news a.txt",
              "news/pipe: is a named pipe, not a file"});
  CHECK(walked(folder, {folder.at("news/pipe")}) ==
        Steps{"news/pipe: is a named pipe, not a file; '-' reads standard input"});
  CHECK(walked(folder, {folder.at("gone")}) == Steps{"gone: No such file or directory"});
}

TEST_CASE("some of what is named is found as in a whole walk") {
  const Folder folder;
  for (const char* name : {"news/a/1.txt", "news/a/2.txt", "news/b.txt", "more/c.txt", "d.txt"})
    folder.write(name, "x");
  fs::create_symlink(folder.at("d.txt"), folder.at("news/out"));
  const std::vector<std::string> named = {folder.at("news"), folder.at("more"),
                                          folder.at("news/a")};
  CHECK(walked(folder, named, {folder.at("more/c.txt"), folder.at("news/a/2.txt")}) ==
        Steps{"more c.txt", "news a/2.txt"});
  CHECK(walked(folder, named, {folder.at("news/a"), folder.at("d.txt")}) ==
        Steps{"news a/1.txt", "news a/2.txt"});
  CHECK(walked(folder, named, {folder.at("more"), folder.at("news/out")}) ==
        Steps{"more c.txt",
              "news/out: is a link that leads outside the named folder, to " + folder.at("d.txt")});
}

TEST_CASE("a path is covered by what is named above it") {
  const Folder folder;
  folder.write("news/a.txt", "x");
  const std::vector<std::string> named = {folder.at("news")};
  CHECK(covers(named, folder.at("news/a.txt")));
  CHECK(covers(named, folder.at("news/gone/b.txt")));
  CHECK_FALSE(covers(named, folder.at("newsroom/a.txt")));
  CHECK_FALSE(covers(named, "-"));
  CHECK(covers({"-"}, "-"));
}
