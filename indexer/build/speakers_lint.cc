// See speakers_lint.h.
#include "indexer/build/speakers_lint.h"

#include <vector>

#include "proto/store/authority.h"
#include "proto/store/files.h"

namespace onrecord::build {
namespace {

void tell(std::string& out, const std::string& file, std::string_view what,
          const std::vector<store::Mistake>& mistakes) {
  for (const store::Mistake& mistake : mistakes)
    out += file + ':' + std::to_string(mistake.line) + ':' + std::to_string(mistake.column) + ": " +
           std::string(what) + ": " + mistake.message + '\n';
}

std::string counted(std::size_t count, const std::string& one, const std::string& more) {
  return std::to_string(count) + ' ' + (count == 1 ? one : more);
}

}  // namespace

Result<Lint> lint_speakers(const std::filesystem::path& file) {
  const auto text = store::read_file(file);
  if (!text) return text.error();
  const store::AuthorityRead read = store::read_authority(*text);
  Lint lint;
  lint.usable = read.errors.empty();
  tell(lint.text, file.string(), "error", read.errors);
  tell(lint.text, file.string(), "warning", read.warnings);
  lint.text += counted(read.authority.persons().size(), "person", "people") + ", " +
               counted(read.errors.size(), "error", "errors") + ", " +
               counted(read.warnings.size(), "warning", "warnings") + '\n';
  return lint;
}

}  // namespace onrecord::build
