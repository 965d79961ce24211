// CURRENT and the folders that it may name.
#include "proto/store/generation.h"

#include "proto/store/files.h"
#include "proto/store/layout.h"

namespace onrecord::store {

namespace fs = std::filesystem;

Result<std::uint64_t> current_generation(const fs::path& index) {
  const Result<std::string> bytes = read_file(layout::current(index));
  if (!bytes) {
    if (bytes.error().code == Errc::not_found)
      return Error{Errc::not_found, "no index in " + index.string() + ": it has no file CURRENT",
                   0};
    return bytes.error();
  }
  std::string_view name = *bytes;
  if (name.ends_with('\n')) name.remove_suffix(1);
  const std::optional<std::uint64_t> number = layout::generation_number(name);
  if (!number)
    return Error{Errc::index,
                 layout::current(index).string() + ": expected the name of a generation", 0};
  return *number;
}

Result<void> set_current(const fs::path& index, std::uint64_t number) {
  return write_file(layout::current(index), layout::generation_name(number) + "\n");
}

std::vector<std::uint64_t> generations(const fs::path& index) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (fs::directory_iterator at(index, error), end; !error && at != end; at.increment(error)) {
    const auto number = layout::generation_number(at->path().filename().string());
    if (number && at->is_directory()) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Result<void> remove_generations_but(const fs::path& index, std::uint64_t keep) {
  for (std::uint64_t number : generations(index)) {
    if (number == keep) continue;
    std::error_code error;
    fs::remove_all(index / layout::generation_name(number), error);
    if (error)
      return Error{Errc::io,
                   "cannot remove " + layout::generation_name(number) + ": " + error.message(), 0};
  }
  return sync_folder(index);
}

std::uint64_t current_stamp(const fs::path& index) { return file_stamp(layout::current(index)); }

}  // namespace onrecord::store
