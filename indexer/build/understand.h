// What an article says once it has been read: its statements, with what editors corrected.  Knows
// no index and no files.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "proto/store/corrections.h"
#include "proto/store/records.h"

namespace onrecord::build {

struct Understood {
  Article article;
  std::vector<Statement> statements;
  std::vector<store::Fate> fates;  ///< Of the corrections, those of the article first.
};

/// \a article as stored or as read; what was corrected in it before is taken back first.  \a
/// corrections must outlive what is given.  Cost: that of the extraction.
Understood understand(Article article, std::span<const store::Correction> corrections);

/// Derives the statements of a stored article, for a writer's recovery: with the corrections of \a
/// index as they are then.  Throws std::runtime_error when these cannot be read.
std::function<std::vector<Statement>(const Article&)> statements_as_amended(
    const std::filesystem::path& index);

/// "SOURCE/ID", or of a statement its id where it stands now or stood then.
std::string target_of(const store::Correction& correction, const store::Fate& fate,
                      std::uint32_t version);
/// "correction of the speaker of wire/1@2:0-9 does not fit: the words under it changed"
std::string misfit_line(const store::Fate& fate);
/// How many do not fit.
std::size_t count_misfits(std::span<const store::Fate> fates);

}  // namespace onrecord::build
