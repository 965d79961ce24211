#include "tests/indexer/build_folder.h"

#include <stdlib.h>

#include <fstream>
#include <stdexcept>
#include <vector>

#include "proto/store/check.h"
#include "tests/catch.h"

namespace onrecord::tests {

namespace fs = std::filesystem;

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "onrecord-build-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = fs::canonical(name);
}

Folder::~Folder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

std::string Folder::write(std::string_view name, std::string_view bytes) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
  return path.string();
}

build::Tally add_wire(const Folder& folder, const std::string& path) {
  build::AddOptions options;
  options.index = folder.path() / "index";
  options.input.paths = {path};
  options.input.source = "wire";
  options.input.jobs = 2;
  const auto report = build::add_files(options);
  if (!report) FAIL(report.error().message);
  return report->tally;
}

void check_sound(const Folder& folder) {
  const auto report = store::check(folder.path() / "index");
  REQUIRE(report);
  CHECK(report->problems == std::vector<std::string>());
}

std::string json_line(std::string_view id, std::string_view headline, std::string_view text) {
  std::string line = R"({"id":")";
  line.append(id).append(R"(","headline":")").append(headline).append(R"(","text":")").append(text);
  return line + "\"}\n";
}

}  // namespace onrecord::tests
