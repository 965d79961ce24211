// The ledger's lines and where each path's newest one begins.
#include "proto/store/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <fstream>

#include "proto/store/files.h"
#include "proto/store/hash.h"
#include "proto/store/layout.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kOutcomes = {"indexed", "partial", "rejected", "skipped"};
constexpr std::size_t kRowFields = 14;
constexpr std::size_t kRejectFields = 8;
// Below this a rewrite is not worth its fsync.
constexpr std::uint64_t kMinRewriteBytes = 1u << 20;

// A member apart from its archive's path by a NUL, which no path has.
std::uint64_t file_hash(std::string_view path, std::string_view member) {
  std::string both(path);
  both += '\0';
  both += member;
  return hash64(both);
}

template <class Number>
bool read_number(std::string_view field, Number& number) {
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  return error == std::errc() && end == field.data() + field.size();
}

class LineWriter {
 public:
  LineWriter& text(std::string_view value) { return raw(escape_field(value)); }
  template <class Number>
  LineWriter& number(Number value) {
    return raw(std::to_string(value));
  }
  std::string end() {
    line_ += '\n';
    return std::move(line_);
  }

 private:
  LineWriter& raw(std::string_view field) {
    if (!first_) line_ += '\t';
    first_ = false;
    line_ += field;
    return *this;
  }
  std::string line_;
  bool first_ = true;
};

std::string row_line(std::uint64_t sequence, const LedgerRow& row) {
  return LineWriter()
      .number(sequence)
      .text(row.path)
      .text(row.member)
      .number(row.size)
      .number(row.mtime_ns)
      .text(row.sha256)
      .text(row.reader)
      .text(row.options_hash)
      .text(row.source)
      .number(row.articles)
      .number(row.rejected)
      .text(name_of(row.outcome))
      .text(row.reason)
      .number(row.when)
      .end();
}

std::string reject_line(std::uint64_t sequence, const RejectRow& row) {
  return LineWriter()
      .number(sequence)
      .text(row.path)
      .text(row.member)
      .number(row.record)
      .number(row.line)
      .number(row.byte_begin)
      .number(row.byte_end)
      .text(row.reason)
      .end();
}

struct NumberedRow {
  std::uint64_t sequence = 0;
  LedgerRow row;
};
struct NumberedReject {
  std::uint64_t sequence = 0;
  RejectRow row;
};

std::optional<NumberedRow> parse_row(std::string_view line) {
  const std::vector<std::string_view> f = split_fields(line);
  if (f.size() != kRowFields) return std::nullopt;
  NumberedRow out;
  LedgerRow& row = out.row;
  row.path = unescape_field(f[1]);
  row.member = unescape_field(f[2]);
  row.sha256 = unescape_field(f[5]);
  row.reader = unescape_field(f[6]);
  row.options_hash = unescape_field(f[7]);
  row.source = unescape_field(f[8]);
  row.reason = unescape_field(f[12]);
  const std::optional<Outcome> outcome = outcome_from(f[11]);
  if (!outcome || !read_number(f[0], out.sequence) || !read_number(f[3], row.size) ||
      !read_number(f[4], row.mtime_ns) || !read_number(f[9], row.articles) ||
      !read_number(f[10], row.rejected) || !read_number(f[13], row.when))
    return std::nullopt;
  row.outcome = *outcome;
  return out;
}

std::optional<NumberedReject> parse_reject(std::string_view line) {
  const std::vector<std::string_view> f = split_fields(line);
  if (f.size() != kRejectFields) return std::nullopt;
  NumberedReject out;
  RejectRow& row = out.row;
  row.path = unescape_field(f[1]);
  row.member = unescape_field(f[2]);
  row.reason = unescape_field(f[7]);
  if (!read_number(f[0], out.sequence) || !read_number(f[3], row.record) ||
      !read_number(f[4], row.line) || !read_number(f[5], row.byte_begin) ||
      !read_number(f[6], row.byte_end))
    return std::nullopt;
  return out;
}

// Every complete line of \a path with its offset, until \a fn gives an error or false.  No file: no
// lines.
Result<void> each_line(const fs::path& path,
                       const std::function<Result<bool>(std::string_view, std::uint64_t)>& fn) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return {};
  std::string line;
  std::uint64_t offset = 0;
  while (std::getline(in, line)) {
    if (in.eof()) break;  // No line end: torn, never acknowledged.
    const Result<bool> go_on = fn(line, offset);
    if (!go_on) return go_on.error();
    if (!*go_on) return {};
    offset += line.size() + 1;
  }
  return {};
}

Error not_a_row(const fs::path& path, std::uint64_t offset) {
  return {Errc::index, path.string() + " at byte " + std::to_string(offset) + ": expected a row",
          0};
}

// Cuts off a last line without an end.
Result<void> mend(const fs::path& path) {
  std::uint64_t end = 0;
  if (Result<void> read = each_line(path,
                                    [&](std::string_view line, std::uint64_t offset) {
                                      end = offset + line.size() + 1;
                                      return Result<bool>(true);
                                    });
      !read)
    return read;
  std::error_code error;
  const std::uint64_t size = fs::file_size(path, error);
  if (error || size == end) return {};
  fs::resize_file(path, end, error);
  if (error) return Error{Errc::io, "cannot mend " + path.string() + ": " + error.message(), 0};
  return {};
}

}  // namespace

std::string_view name_of(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> outcome_from(std::string_view name) {
  for (std::size_t i = 0; i < kOutcomes.size(); ++i)
    if (kOutcomes[i] == name) return static_cast<Outcome>(i);
  return std::nullopt;
}

struct Ledger::State {
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t sequence = 0;
  };
  fs::path ledger;
  fs::path rejects;
  Access access = Access::read;
  std::unordered_map<std::uint64_t, Place> places;  // By file_hash, the newest row.
  std::uint64_t next_sequence = 1;
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0;

  Result<void> load();
  Result<void> rewrite();
  bool is_newest(std::string_view path, std::string_view member, std::uint64_t sequence) const {
    const auto found = places.find(file_hash(path, member));
    return found != places.end() && found->second.sequence == sequence;
  }
  Result<void> each_row(const std::function<Result<bool>(const NumberedRow&)>& fn) const;
  Result<void> each_newest_reject(
      const std::function<Result<bool>(const NumberedReject&)>& fn) const;
};

Result<void> Ledger::State::load() {
  places.clear();
  bytes = rows = 0;
  return each_line(ledger, [&](std::string_view line, std::uint64_t offset) -> Result<bool> {
    const std::optional<NumberedRow> parsed = parse_row(line);
    if (!parsed) return not_a_row(ledger, offset);
    places[file_hash(parsed->row.path, parsed->row.member)] = {offset, parsed->sequence};
    next_sequence = std::max(next_sequence, parsed->sequence + 1);
    bytes = offset + line.size() + 1;
    ++rows;
    return true;
  });
}

Result<void> Ledger::State::each_row(
    const std::function<Result<bool>(const NumberedRow&)>& fn) const {
  return each_line(ledger, [&](std::string_view line, std::uint64_t offset) -> Result<bool> {
    if (offset >= bytes) return false;  // Of a writer that went on since.
    const std::optional<NumberedRow> parsed = parse_row(line);
    if (!parsed) return not_a_row(ledger, offset);
    if (!is_newest(parsed->row.path, parsed->row.member, parsed->sequence)) return true;
    return fn(*parsed);
  });
}

Result<void> Ledger::State::each_newest_reject(
    const std::function<Result<bool>(const NumberedReject&)>& fn) const {
  return each_line(rejects, [&](std::string_view line, std::uint64_t offset) -> Result<bool> {
    const std::optional<NumberedReject> parsed = parse_reject(line);
    if (!parsed) return not_a_row(rejects, offset);
    if (!is_newest(parsed->row.path, parsed->row.member, parsed->sequence)) return true;
    return fn(*parsed);
  });
}

// Only the newest rows, into new files; a crash between the two renames leaves rejects that no row
// refers to.
Result<void> Ledger::State::rewrite() {
  const fs::path new_ledger = ledger.string() + ".new";
  const fs::path new_rejects = rejects.string() + ".new";
  {
    std::ofstream rows_out(new_ledger, std::ios::binary | std::ios::trunc);
    std::ofstream rejects_out(new_rejects, std::ios::binary | std::ios::trunc);
    Result<void> copied = each_row([&](const NumberedRow& row) -> Result<bool> {
      rows_out << row_line(row.sequence, row.row);
      return true;
    });
    if (copied)
      copied = each_newest_reject([&](const NumberedReject& reject) -> Result<bool> {
        rejects_out << reject_line(reject.sequence, reject.row);
        return true;
      });
    if (!copied) return copied;
    rows_out.close();
    rejects_out.close();
    if (!rows_out || !rejects_out)
      return Error{Errc::io, "cannot write " + new_ledger.string() + " or " + new_rejects.string(),
                   0};
  }
  if (Result<void> done = replace_file(new_ledger, ledger); !done) return done;
  if (Result<void> done = replace_file(new_rejects, rejects); !done) return done;
  return load();
}

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const fs::path& index, Access access) {
  auto state = std::make_unique<State>();
  state->ledger = layout::ledger(index);
  state->rejects = layout::rejects(index);
  state->access = access;
  if (access == Access::write)
    for (const fs::path& path : {state->ledger, state->rejects})
      if (Result<void> mended = mend(path); !mended) return mended.error();
  if (Result<void> loaded = state->load(); !loaded) return loaded.error();
  if (access == Access::write && state->bytes > kMinRewriteBytes &&
      state->places.size() * 2 < state->rows)
    if (Result<void> rewritten = state->rewrite(); !rewritten) return rewritten.error();
  return Ledger(std::move(state));
}

Result<std::optional<LedgerRow>> Ledger::find(std::string_view path,
                                              std::string_view member) const {
  const auto found = state_->places.find(file_hash(path, member));
  if (found == state_->places.end()) return std::optional<LedgerRow>();
  std::ifstream in(state_->ledger, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(found->second.offset));
  std::string line;
  if (!std::getline(in, line)) return Error{Errc::io, "cannot read " + state_->ledger.string(), 0};
  std::optional<NumberedRow> parsed = parse_row(line);
  if (!parsed) return not_a_row(state_->ledger, found->second.offset);
  // Another path with the same hash: as if there were none; its file is read again, which changes
  // nothing.
  if (parsed->row.path != path || parsed->row.member != member) return std::optional<LedgerRow>();
  return std::optional<LedgerRow>(std::move(parsed->row));
}

Result<void> Ledger::append(std::span<const LedgerEntry> entries) {
  State& state = *state_;
  if (state.access != Access::write)
    return Error{Errc::internal, "the ledger was opened for reading", 0};
  std::string rows;
  std::string rejects;
  std::vector<std::pair<std::uint64_t, State::Place>> places;
  for (const LedgerEntry& entry : entries) {
    const std::uint64_t sequence = state.next_sequence++;
    places.push_back(
        {file_hash(entry.row.path, entry.row.member), {state.bytes + rows.size(), sequence}});
    rows += row_line(sequence, entry.row);
    for (const RejectRow& reject : entry.rejects) rejects += reject_line(sequence, reject);
  }
  // Rejects first: a row that counts them must find them.
  if (!rejects.empty())
    if (Result<void> done = append_file(state.rejects, rejects); !done) return done;
  if (!rows.empty())
    if (Result<void> done = append_file(state.ledger, rows); !done) return done;
  for (const auto& [hash, place] : places) state.places[hash] = place;
  state.bytes += rows.size();
  state.rows += entries.size();
  return {};
}

Result<void> Ledger::each(const std::function<bool(const LedgerRow&)>& fn) const {
  return state_->each_row([&](const NumberedRow& row) -> Result<bool> { return fn(row.row); });
}

Result<void> Ledger::each_reject(const std::function<bool(const RejectRow&)>& fn) const {
  return state_->each_newest_reject(
      [&](const NumberedReject& reject) -> Result<bool> { return fn(reject.row); });
}

std::size_t Ledger::files() const { return state_->places.size(); }

}  // namespace onrecord::store
