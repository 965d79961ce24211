// See walk.h.
#include "indexer/build/walk.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace onrecord::build {
namespace {

namespace fs = std::filesystem;

bool lies_in(const fs::path& inner, const fs::path& outer) {
  const auto [at, _] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return at == outer.end();
}

std::string name_of_root(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.empty() ? "root" : name;
}

std::string kind_name(fs::file_type type) {
  switch (type) {
    case fs::file_type::fifo:
      return "a named pipe";
    case fs::file_type::socket:
      return "a socket";
    case fs::file_type::block:
      return "a block device";
    case fs::file_type::character:
      return "a character device";
    default:
      return "of an unknown kind";
  }
}

}  // namespace

LeftOut went_away(std::string path) {
  return {std::move(path), "went away before it was read", LeftOut::Loss::covered};
}

bool is_gone(const fs::path& path) {
  std::error_code error;  // Set for what is not there, too.
  return fs::symlink_status(path, error).type() == fs::file_type::not_found;
}

Walk::Walk(const std::vector<std::string>& named, const fs::path& index,
           std::vector<std::string> only)
    : only_(std::move(only)) {
  std::error_code not_there;
  if (!index.empty()) index_ = fs::canonical(index, not_there);
  for (const std::string& name : named) {
    Root root{name, {}, {}};
    if (name == "-") {
      root.path = name;
    } else {
      std::error_code error;
      root.path = fs::canonical(name, error);
      if (error) root.problem = error.message();
    }
    roots_.push_back(std::move(root));
  }
}

std::optional<WalkStep> Walk::next() {
  for (;;) {
    if (open_.empty() && !only_.empty()) {
      if (next_only_ == only_.size()) return std::nullopt;
      if (auto step = enter_part(only_[next_only_++])) return step;
      continue;
    }
    if (open_.empty()) {
      if (next_root_ == roots_.size()) return std::nullopt;
      if (auto step = enter_root(next_root_++)) return step;
      continue;
    }
    Folder& folder = open_.back();
    if (folder.names.empty()) {
      open_.pop_back();
      continue;
    }
    const fs::path path = folder.path / folder.names.back();
    folder.names.pop_back();
    if (auto step = visit(path)) return step;
  }
}

std::optional<WalkStep> Walk::enter_root(std::size_t index) {
  const Root& root = roots_[index];
  if (!root.problem.empty()) return LeftOut{root.named, root.problem};
  for (std::size_t i = 0; i < roots_.size(); ++i) {
    if (i == index || !roots_[i].problem.empty()) continue;
    const bool same = roots_[i].path == root.path;
    if (same ? i < index : lies_in(root.path, roots_[i].path))
      return LeftOut{root.named, "is part of '" + roots_[i].named + "', which is named as well",
                     LeftOut::Loss::covered};
  }
  root_ = root.path;
  if (root.named == "-") return FoundFile{"-", "stdin", "-", 0, {}};

  std::error_code error;
  const fs::file_status status = fs::status(root.path, error);
  if (error) return LeftOut{root.named, error.message()};
  if (fs::is_directory(status)) return open_folder(root.path);
  if (!fs::is_regular_file(status))
    return LeftOut{root.named,
                   "is " + kind_name(status.type()) + ", not a file; '-' reads standard input"};
  const std::uintmax_t bytes = fs::file_size(root.path, error);
  return found(root.path, error ? 0 : bytes);
}

std::optional<WalkStep> Walk::enter_part(const fs::path& path) {
  const Root* outermost = nullptr;
  for (const Root& root : roots_) {
    const bool holds = root.problem.empty() && lies_in(path, root.path);
    if (holds && (outermost == nullptr || lies_in(outermost->path, root.path))) outermost = &root;
  }
  if (outermost == nullptr) return std::nullopt;
  root_ = outermost->path;
  return path == root_ ? open_folder(root_) : visit(path);
}

std::optional<WalkStep> Walk::visit(const fs::path& path) {
  if (path.filename().native().starts_with('.'))
    return LeftOut{path.string(), "hidden: its name begins with a dot", LeftOut::Loss::covered};
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return went_away(path.string());
  if (error) return LeftOut{path.string(), error.message()};
  if (fs::is_symlink(status)) return left_out_link(path);
  if (fs::is_directory(status)) return open_folder(path);
  if (!fs::is_regular_file(status))
    return LeftOut{path.string(), "is " + kind_name(status.type()) + ", not a file"};
  const std::uintmax_t bytes = fs::file_size(path, error);
  return found(path, error ? 0 : bytes);
}

std::optional<WalkStep> Walk::open_folder(const fs::path& path) {
  if (!index_.empty() && path == index_)
    return LeftOut{path.string(), "is the index itself", LeftOut::Loss::covered};
  Folder folder{path, {}};
  std::error_code error;
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
    folder.names.push_back(at->path().filename().string());
  std::sort(folder.names.rbegin(), folder.names.rend());
  open_.push_back(std::move(folder));
  if (error && is_gone(path)) return went_away(path.string());
  if (error) return LeftOut{path.string(), "the folder cannot be read: " + error.message()};
  return std::nullopt;
}

FoundFile Walk::found(const fs::path& path, std::uint64_t bytes) const {
  const fs::path below = path == root_ ? path.filename() : path.lexically_relative(root_);
  return {path.string(), name_of_root(root_), below.string(), bytes, {}};
}

LeftOut Walk::left_out_link(const fs::path& link) const {
  std::error_code error;
  const fs::path target = fs::canonical(link, error);
  if (error) return {link.string(), "is a link that leads nowhere: " + error.message()};
  if (!lies_in(target, root_))
    return {link.string(), "is a link that leads outside the named folder, to " + target.string()};
  return {link.string(), "is a link to " + target.string() + ", which is read at its own place",
          LeftOut::Loss::covered};
}

WalkSize measure(const std::vector<std::string>& named, const fs::path& index) {
  WalkSize size;
  Walk walk(named, index);
  while (const auto step = walk.next()) {
    if (const auto* file = std::get_if<FoundFile>(&*step)) {
      ++size.files;
      size.bytes += file->bytes;
    }
  }
  return size;
}

bool covers(const std::vector<std::string>& named, const std::string& path) {
  return std::any_of(named.begin(), named.end(), [&](const std::string& name) {
    if (name == "-" || path == "-") return name == path;
    std::error_code error;
    const fs::path root = fs::canonical(name, error);
    return !error && lies_in(path, root);
  });
}

}  // namespace onrecord::build
