// Which generation is served: reads and moves CURRENT.  Knows folders, not databases.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "proto/result.h"

namespace onrecord::store {

/// The number that CURRENT names.  Errors: `not_found` (no index there), `index` (CURRENT names no
/// generation), `io`.
Result<std::uint64_t> current_generation(const std::filesystem::path& index);

/// Makes \a number the generation that is served, durably and at once.  REQUIRES the folder lock,
/// and that every file of the generation is synced.  Errors: `io`.
Result<void> set_current(const std::filesystem::path& index, std::uint64_t number);

/// Every generation's number that has a folder, sorted.
std::vector<std::uint64_t> generations(const std::filesystem::path& index);

/// Removes every generation but \a keep.  Readers that still have files open go on until they
/// refresh.  REQUIRES the folder lock.
Result<void> remove_generations_but(const std::filesystem::path& index, std::uint64_t keep);

/// Changes whenever CURRENT is replaced; 0 when it is not there.  A stat.
std::uint64_t current_stamp(const std::filesystem::path& index);

}  // namespace onrecord::store
