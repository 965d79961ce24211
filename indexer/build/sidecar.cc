// See sidecar.h.
#include "indexer/build/sidecar.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "indexer/formats/metadata.h"
#include "indexer/formats/sniff.h"

namespace onrecord::build {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMaxBytes = 1u << 20;

/// Endings of files that may have a sidecar: one article each.
constexpr const char* kDescribed[] = {".txt",   ".text", ".md",  ".markdown", ".html", ".htm",
                                      ".xhtml", ".docx", ".pdf", ".doc",      ".rtf",  ".odt",
                                      ".epub",  ".srt",  ".vtt", ".eml"};

/// The bytes of a plain file, links not followed; "" when there is none, or a larger one.
std::string small_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return "";
  struct stat status = {};
  std::string bytes;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
      static_cast<std::size_t>(status.st_size) <= kMaxBytes) {
    bytes.resize(static_cast<std::size_t>(status.st_size));
    const ssize_t got = ::read(fd, bytes.data(), bytes.size());
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  }
  ::close(fd);
  return bytes;
}

bool is_described(const fs::path& path) {
  for (const char* ending : kDescribed)
    if (formats::has_ending(path.native(), {ending})) return true;
  return false;
}

}  // namespace

std::string sidecar_of(const std::string& path) {
  const fs::path file(path);
  if (!is_described(file)) return "";
  for (const fs::path& beside :
       {fs::path(file).replace_extension(".json"), fs::path(path + ".json")}) {
    std::string json = small_file(beside.string());
    if (formats::is_description(json) || !formats::description_mistake(json).empty()) return json;
  }
  return "";
}

std::string described_by(const std::string& path) {
  if (!formats::has_ending(path, {".json"})) return "";
  const fs::path stem = fs::path(path).replace_extension();
  std::error_code error;
  std::string found;
  if (is_described(stem) && fs::is_regular_file(stem, error)) found = stem.filename().string();
  for (const char* ending : kDescribed) {
    if (!found.empty()) break;
    const fs::path beside = stem.string() + ending;
    if (fs::is_regular_file(fs::symlink_status(beside, error))) found = beside.filename().string();
  }
  if (found.empty() || !formats::is_description(small_file(path))) return "";
  return found;
}

}  // namespace onrecord::build
