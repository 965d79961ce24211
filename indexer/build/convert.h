// Programs outside that turn files into text, run under caps.  Knows no format.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"

namespace onrecord::build {

/// What turns one kind of file into text.
struct Converter {
  std::string type;                  ///< A name of formats::foreign_types(): "pdf".
  std::vector<std::string> command;  ///< The program and its arguments; no shell reads them.
};

/// Reads "pdf=pdftotext - -": a kind by name or media type, and a command whose words are parted by
/// spaces, with '…' or "…" around words that hold some.  Errors: `invalid`.
Result<Converter> parse_converter(std::string_view printed);

/// Caps on one run.
struct ConvertLimits {
  std::chrono::seconds time{60};  ///< Then it and what it started are killed.
  std::size_t max_output_bytes = 64u << 20;
  std::uint64_t max_memory_bytes = 1ull << 30;  ///< Of address space; a larger need fails in it.
};

/// Runs \a command with \a bytes on its standard input; what it writes on its standard output.  Of
/// the environment it gets PATH, HOME=/ and a UTF-8 locale, of open files three pipes.  Waits for
/// it.  Any thread.  Errors: `invalid` (it failed: its status and what it said), `limit`,
/// `deadline`, `io` (it cannot be started).
Result<std::string> convert(const std::vector<std::string>& command, std::string_view bytes,
                            const ConvertLimits& limits = {});

}  // namespace onrecord::build
