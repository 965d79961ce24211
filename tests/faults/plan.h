// What the writer that gets killed does, batch by batch, so that the killer knows what must be
// there.
#pragma once

#include "proto/store/records.h"
#include "tests/store/samples.h"

namespace onrecord::faults {

inline constexpr int kPerBatch = 5;

/// Article \a place (0 to 4) of batch \a batch, at \a version.  The batch after it gives place 0 a
/// second version, the one after that removes place 1.
inline Article planned(int batch, int place, std::uint32_t version = 1) {
  const std::string n = std::to_string(batch) + "-" + std::to_string(place);
  Article article = samples::article(
      "k-" + n, "Harbour batch " + n,
      "Version " + std::to_string(version) + ".\nMara Lindqvist: We will build wall " + n + ".");
  article.version = version;
  return article;
}

}  // namespace onrecord::faults
