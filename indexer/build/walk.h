// Which files a command line names, in an order that never changes.  Looks at names and kinds;
// opens no file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace onrecord::build {

/// A file to read.
struct FoundFile {
  std::string path;       ///< Absolute, links in the named root resolved; "-" for standard input.
  std::string root_name;  ///< The last part of the named root: the source of what names none.
  std::string relative;   ///< Below the root ("2024/03/a.txt"); the file's own name where the root
                          ///< is a file.
  std::uint64_t bytes = 0;
  std::string
      member;  ///< Inside an archive ("inner.zip!/a.txt" where that is one itself); else "".

  bool is_stdin() const { return path == "-"; }
};

/// A path that is not read.
struct LeftOut {
  std::string path;
  std::string reason;
  /// covered: nothing is missed, its articles are read at another place, or its owner hid it (a
  /// name with a dot) or took it away. missed: what it holds is not read.
  enum class Loss { covered, missed } loss = Loss::missed;
  std::string member = {};  ///< Inside an archive; else "".
};

using WalkStep = std::variant<FoundFile, LeftOut>;

/// \a path, listed in its folder or told of by the system, and there no more when its turn came.
LeftOut went_away(std::string path);
/// Whether nothing is there by this name; false when that cannot be told.
bool is_gone(const std::filesystem::path& path);

/// Walks the named files and folders, depth first, names in byte order.  Links are followed only
/// when they are named themselves: one inside a root either leads to something that is read anyway,
/// or out of the root.  Not for two threads. Memory: the names of the folders that are open.
class Walk {
 public:
  /// \a index: a folder that is not walked though it may lie below a named one: the index itself.
  /// \a only: absolute paths; when there are any, nothing but what is there by these names, of what
  /// is named, in their order.  REQUIRES that none is hidden nor below the index.
  explicit Walk(const std::vector<std::string>& named, const std::filesystem::path& index = {},
                std::vector<std::string> only = {});
  /// The next file or what was left out; nothing at the end.
  std::optional<WalkStep> next();

 private:
  struct Root {
    std::string named;
    std::filesystem::path path;  ///< Canonical; empty when it could not be resolved.
    std::string problem;
  };
  /// A folder that is being read: what is left of it, last name first.
  struct Folder {
    std::filesystem::path path;
    std::vector<std::string> names;
  };

  std::optional<WalkStep> enter_root(std::size_t index);
  std::optional<WalkStep> enter_part(const std::filesystem::path& path);
  std::optional<WalkStep> visit(const std::filesystem::path& path);
  std::optional<WalkStep> open_folder(const std::filesystem::path& path);
  FoundFile found(const std::filesystem::path& path, std::uint64_t bytes) const;
  LeftOut left_out_link(const std::filesystem::path& link) const;

  std::vector<Root> roots_;
  std::filesystem::path index_;  ///< Canonical; empty when it is not there.
  std::size_t next_root_ = 0;
  std::vector<std::string> only_;
  std::size_t next_only_ = 0;
  std::filesystem::path root_;  ///< Of the folders that are open.
  std::vector<Folder> open_;
};

/// What a walk would find, for a share of work done.
struct WalkSize {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};
WalkSize measure(const std::vector<std::string>& named, const std::filesystem::path& index = {});

/// Whether \a path (absolute) is one of the named files or lies below a named folder.
bool covers(const std::vector<std::string>& named, const std::string& path);

}  // namespace onrecord::build
