// The file: one decision a line, appended for ever, and how far the databases follow it.
#include "proto/store/corrections.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "proto/store/files.h"
#include "proto/store/layout.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

// OPERATION WHEN KEY FIELD VALUE GIVEN VERSION PLACE BEGIN END TEXT NOTE
constexpr std::size_t kColumns = 12;
constexpr std::string_view kSet = "set";
constexpr std::string_view kTakeBack = "take-back";
constexpr std::string_view kApplied = "applied";  // WHEN BYTES

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::optional<Correction> correction_in(const std::vector<std::string_view>& fields) {
  if (fields.size() != kColumns) return std::nullopt;
  Correction correction;
  auto key = ArticleKey::parse(unescape_field(fields[2]));
  const auto field = amended_field_from(fields[3]);
  if (!key || !field || !read_number(fields[1], correction.when)) return std::nullopt;
  correction.key = std::move(*key);
  correction.field = *field;
  correction.value = unescape_field(fields[4]);
  correction.given_sha256 = fields[5];
  if (!fields[7].empty()) {
    AmendedPlace& at = correction.statement.emplace();
    if (!read_number(fields[6], at.version) || !read_number(fields[8], at.span.begin) ||
        !read_number(fields[9], at.span.end) || at.span.begin > at.span.end)
      return std::nullopt;
    at.place = fields[7] == "headline" ? StatementPlace::headline : StatementPlace::text;
    at.text_sha256 = fields[10];
  }
  correction.note = unescape_field(fields[11]);
  return correction;
}

std::string line_of(std::string_view operation, const Correction& correction, std::int64_t now) {
  std::string line(operation);
  const auto put = [&](std::string_view value) {
    line += '\t';
    line += value;
  };
  put(std::to_string(now));
  put(escape_field(correction.key.str()));
  put(name_of(correction.field));
  put(escape_field(correction.value));
  put(correction.given_sha256);
  if (const auto& at = correction.statement) {
    put(std::to_string(at->version));
    put(at->place == StatementPlace::headline ? "headline" : "text");
    put(std::to_string(at->span.begin));
    put(std::to_string(at->span.end));
    put(at->text_sha256);
  } else {
    line += "\t\t\t\t\t";
  }
  put(escape_field(correction.note));
  return line + "\n";
}

Result<Corrections> replay(std::string_view text, const fs::path& path) {
  Corrections all;
  all.bytes = text.size();
  std::vector<std::pair<std::uint64_t, ArticleKey>> decided;  // Where its line begins.
  std::uint64_t applied = 0;
  for (std::size_t at = 0, number = 1; at < text.size(); ++number) {
    const std::size_t end = text.find('\n', at);
    const auto fields = split_fields(text.substr(at, end - at));
    const auto refuse = [&] {
      return Error{Errc::index,
                   path.string() + " line " + std::to_string(number) +
                       ": expected a correction, got something else: the file must be mended",
                   0};
    };
    if (fields[0] == kApplied) {
      if (fields.size() != 3 || !read_number(fields[2], applied)) return refuse();
    } else {
      auto correction = correction_in(fields);
      if (!correction || (fields[0] != kSet && fields[0] != kTakeBack)) return refuse();
      decided.emplace_back(at, correction->key);
      std::vector<Correction>& list = all.of_article[correction->key];
      std::erase_if(list, [&](const Correction& old) { return same_target(old, *correction); });
      if (fields[0] == kSet) list.push_back(std::move(*correction));
    }
    at = end + 1;
  }
  for (auto& [at, key] : decided)
    if (at >= applied) all.pending.push_back(std::move(key));
  std::sort(all.pending.begin(), all.pending.end());
  all.pending.erase(std::unique(all.pending.begin(), all.pending.end()), all.pending.end());
  return all;
}

}  // namespace

std::optional<AmendedField> amended_field_from(std::string_view name) {
  const auto at = std::find(kAmendedFields.begin(), kAmendedFields.end(), name);
  if (at == kAmendedFields.end()) return std::nullopt;
  return static_cast<AmendedField>(at - kAmendedFields.begin());
}

bool same_target(const Correction& a, const Correction& b) {
  return a.key == b.key && a.field == b.field && a.statement == b.statement;
}

std::span<const Correction> Corrections::of(const ArticleKey& key) const {
  const auto at = of_article.find(key);
  if (at == of_article.end()) return {};
  return at->second;
}

Result<Corrections> read_corrections(const fs::path& index) {
  const fs::path path = layout::corrections(index);
  // The stamp first: what is appended meanwhile is then read again.
  const std::uint64_t stamp = file_stamp(path);
  const Result<std::string> text = read_file(path);
  if (!text) {
    if (text.error().code == Errc::not_found) return Corrections{};
    return text.error();
  }
  Result<Corrections> all = replay(complete_lines(*text), path);
  if (all) all->stamp = stamp;
  return all;
}

Result<void> append_corrections(const fs::path& index, std::span<const Correction> set,
                                std::span<const Correction> taken_back, std::int64_t now) {
  if (set.empty() && taken_back.empty()) return {};
  const fs::path path = layout::corrections(index);
  return append_locked(path, [&](std::string_view whole) -> Result<std::string> {
    if (const Result<Corrections> sound = replay(whole, path); !sound) return sound.error();
    std::string lines;
    for (const Correction& correction : set) lines += line_of(kSet, correction, now);
    for (const Correction& correction : taken_back) lines += line_of(kTakeBack, correction, now);
    return lines;
  });
}

Result<void> append_corrections_applied(const fs::path& index, std::uint64_t bytes,
                                        std::int64_t now) {
  return append_locked(layout::corrections(index), [&](std::string_view) -> Result<std::string> {
    return std::string(kApplied) + "\t" + std::to_string(now) + "\t" + std::to_string(bytes) + "\n";
  });
}

Result<std::shared_ptr<const Corrections>> CorrectionBook::now() {
  const std::lock_guard hold(mutex_);
  const std::uint64_t stamp = index_.empty() ? 0 : file_stamp(layout::corrections(index_));
  if (last_ && last_->stamp == stamp) return last_;
  Corrections all;
  if (stamp != 0) {
    Result<Corrections> read = read_corrections(index_);
    if (!read) return read.error();
    all = std::move(*read);
  }
  last_ = std::make_shared<const Corrections>(std::move(all));
  return last_;
}

}  // namespace onrecord::store
