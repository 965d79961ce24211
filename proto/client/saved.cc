// See saved.h.
#include "proto/client/saved.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace onrecord::client {

namespace {

Error io_error(const std::string& path) {
  return {Errc::io, path + ": " + std::strerror(errno), 0};
}

}  // namespace

Result<std::vector<SavedQuery>> read_saved(std::istream& lines) {
  std::vector<SavedQuery> saved;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos || tab == 0 || tab + 1 == line.size())
      return Error{Errc::invalid, "line " + std::to_string(number) + ": expected ID<TAB>QUERY", 0};
    saved.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  if (saved.empty()) return Error{Errc::invalid, "expected lines of ID<TAB>QUERY, got none", 0};
  return saved;
}

Result<std::optional<std::string>> read_state(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    if (errno == ENOENT) return std::optional<std::string>();
    return io_error(path);
  }
  std::string state;
  if (!std::getline(file, state) || state.empty())
    return Error{Errc::io, path + ": expected what an earlier run left there", 0};
  return std::optional(state);
}

Result<void> write_state(const std::string& path, const std::string& state) {
  const std::string draft = path + ".new";
  std::ofstream file(draft, std::ios::trunc);
  file << state << '\n';
  file.close();
  if (!file || std::rename(draft.c_str(), path.c_str()) != 0) return io_error(path);
  return {};
}

}  // namespace onrecord::client
