// The journal's text: a header line, one key a line, a last line with the hash of what is above it.
#include "proto/store/journal.h"

#include <charconv>

#include "proto/store/files.h"
#include "proto/store/hash.h"
#include "proto/store/layout.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead = "journal\t";
constexpr std::string_view kSum = "sum\t";

std::string sum_line(std::string_view above) {
  return std::string(kSum) + std::to_string(hash64(above)) + "\n";
}

}  // namespace

Result<void> write_journal(const fs::path& generation, const Journal& journal) {
  std::string text(kHead);
  text += std::to_string(journal.commit);
  text += '\n';
  for (const ArticleKey& key : journal.keys) {
    text += escape_field(key.str());
    text += '\n';
  }
  text += sum_line(text);
  return write_file(layout::journal(generation), text);
}

Result<std::optional<Journal>> read_journal(const fs::path& generation) {
  const Result<std::string> bytes = read_file(layout::journal(generation));
  if (!bytes) {
    if (bytes.error().code == Errc::not_found) return std::optional<Journal>();
    return bytes.error();
  }
  const Error damaged{Errc::index,
                      layout::journal(generation).string() +
                          ": the journal of an interrupted batch is damaged; run 'onrecord-indexer "
                          "--index " +
                          generation.parent_path().string() + " rebuild'",
                      0};
  std::string_view text = *bytes;
  const std::size_t last = text.rfind(kSum);
  if (last == std::string_view::npos || sum_line(text.substr(0, last)) != text.substr(last) ||
      !text.starts_with(kHead))
    return damaged;
  text = text.substr(0, last);
  Journal journal;
  text.remove_prefix(kHead.size());
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos ||
      std::from_chars(text.data(), text.data() + end, journal.commit).ec != std::errc())
    return damaged;
  text.remove_prefix(end + 1);
  while (!text.empty()) {
    const std::size_t line_end = text.find('\n');
    const auto key = ArticleKey::parse(unescape_field(text.substr(0, line_end)));
    if (!key) return damaged;
    journal.keys.push_back(*key);
    text.remove_prefix(std::min(line_end, text.size() - 1) + 1);
  }
  return std::optional<Journal>(std::move(journal));
}

Result<void> drop_journal(const fs::path& generation) {
  return remove_file(layout::journal(generation));
}

}  // namespace onrecord::store
