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

}  // namespace

Result<Lint> lint_speakers(const std::filesystem::path& file) {
  const auto text = store::read_file(file);
  if (!text) return text.error();
  const store::AuthorityRead read = store::read_authority(*text);
  Lint lint;
  lint.usable = read.errors.empty();
  tell(lint.text, file.string(), "error", read.errors);
  tell(lint.text, file.string(), "warning", read.warnings);
  lint.text += std::to_string(read.authority.persons().size()) + " people, " +
               std::to_string(read.errors.size()) + " errors, " +
               std::to_string(read.warnings.size()) + " warnings\n";
  return lint;
}

}  // namespace onrecord::build
