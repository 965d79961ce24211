// How the files that a command names are to be read.  Knows options, reads nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/build/archive.h"
#include "indexer/build/convert.h"
#include "indexer/build/pieces.h"
#include "indexer/build/walk.h"
#include "indexer/formats/reader.h"
#include "proto/text/dates.h"

namespace onrecord::build {

/// What `add` and `extract` have in common.
struct InputOptions {
  std::vector<std::string> paths;
  std::string source;  ///< "": the named root's name.
  std::string outlet;
  std::string desk;
  std::string language;
  std::string collection;
  text::DateOrder date_order = text::DateOrder::unsaid;
  std::string format;        ///< "": sniffed; JSON Lines on standard input.
  std::string timezone;      ///< Of times that name none; "": UTC.
  std::string encoding;      ///< Of text without a mark that is not UTF-8; "": found out.
  std::string split;         ///< What parts the stories of a text file; "": nothing does.
  std::string path_pattern;  ///< How paths are to be read; "": by themselves.
  std::vector<Converter> converters;
  ArchiveLimits archive;
  unsigned jobs = 0;  ///< Threads that read; 0: one a core.
};

/// The options for one file.  Its source and its place below the root are as the walk found them.
formats::ReadOptions read_options(const InputOptions& input, const FoundFile& file);

/// Of everything that changes what is read from the same bytes, beside the reader's version.  Hex.
std::string options_hash(const formats::ReadOptions& options);

/// How the files are to be cut.
CutLimits cut_limits(const InputOptions& input);

/// Threads to use.
unsigned jobs(const InputOptions& input);

/// An article of standard input that gave no id is named by its content: its record number says
/// nothing in the next run.
void name_by_content(Article& article, const FoundFile& file);

}  // namespace onrecord::build
