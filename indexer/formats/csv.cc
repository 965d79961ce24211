// See csv.h.  Cells and rows; what a column means is record.h's business.
#include "indexer/formats/csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/keys.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/trimmed.h"

namespace onrecord::formats {
namespace {

constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};

/// One row as it lies in the file.
struct Row {
  std::vector<std::string> cells;
  std::size_t begin = 0;
  std::size_t end = 0;   ///< Without its line end.
  std::size_t next = 0;  ///< Where the next one begins.
  std::uint64_t line = 0;
  std::uint64_t lines = 1;  ///< Line ends in it, the last one counted.
  std::string mistake;      ///< Why it cannot be read, or "".
  bool blank = false;
};

/// Reads rows one after the other.
class CsvReader {
 public:
  CsvReader(std::string_view bytes, char delimiter, std::size_t max_row_bytes)
      : bytes_(bytes), delimiter_(delimiter), max_row_bytes_(max_row_bytes) {}

  bool done() const { return at_ >= bytes_.size(); }

  Row next() {
    Row row;
    row.begin = at_;
    row.line = line_;
    read_cells(row);
    if (!row.mistake.empty()) {
      // Whatever the quotation mark meant, the next line is a row of its own.
      row.end = std::min(bytes_.find('\n', row.begin), bytes_.size());
      row.next = std::min(row.end + 1, bytes_.size());
      row.lines = 1;
      row.cells.clear();
    }
    if (row.end > row.begin && bytes_[row.end - 1] == '\r') --row.end;
    row.blank = bytes_.substr(row.begin, row.end - row.begin).find_first_not_of(" \t\r") ==
                std::string_view::npos;
    at_ = row.next;
    line_ += row.lines;
    return row;
  }

 private:
  void read_cells(Row& row) {
    std::size_t i = at_;
    for (;;) {
      std::string& cell = row.cells.emplace_back();
      if (i < bytes_.size() && bytes_[i] == '"') {
        const std::uint64_t quote_line = row.line + row.lines - 1;
        const std::size_t quote = i++;
        for (;;) {
          const std::size_t mark = bytes_.find('"', i);
          if (mark == std::string_view::npos || mark - row.begin > max_row_bytes_) {
            row.mistake = "line " + std::to_string(quote_line) +
                          ": the quote that opens at column " + std::to_string(column_of(quote)) +
                          " never closes";
            return;
          }
          cell += bytes_.substr(i, mark - i);
          row.lines += static_cast<std::uint64_t>(
              std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(i),
                         bytes_.begin() + static_cast<std::ptrdiff_t>(mark), '\n'));
          i = mark + 1;
          if (i >= bytes_.size() || bytes_[i] != '"') break;
          cell += '"';
          ++i;
        }
        if (i < bytes_.size() && bytes_[i] != delimiter_ && bytes_[i] != '\n' &&
            bytes_[i] != '\r') {
          row.mistake = "line " + std::to_string(row.line + row.lines - 1) + ", column " +
                        std::to_string(column_of(i)) + ": expected '" + printed_delimiter() +
                        "' or the end of the line behind a closing quote, got '" + bytes_[i] + "'";
          return;
        }
      } else {
        const std::size_t begin = i;
        while (i < bytes_.size() && bytes_[i] != delimiter_ && bytes_[i] != '\n') ++i;
        cell = bytes_.substr(begin, i - begin);
        if (cell.ends_with('\r')) cell.pop_back();
      }
      if (i < bytes_.size() && bytes_[i] == delimiter_) {
        ++i;
        continue;
      }
      if (i < bytes_.size() && bytes_[i] == '\r') ++i;
      row.end = i;
      row.next = std::min(i + 1, bytes_.size());
      return;
    }
  }

  std::string printed_delimiter() const {
    return delimiter_ == '\t' ? "\\t" : std::string(1, delimiter_);
  }
  std::size_t column_of(std::size_t at) const {
    const std::size_t begin = at == 0 ? 0 : bytes_.rfind('\n', at - 1) + 1;
    return 1 + static_cast<std::size_t>(std::count_if(
                   bytes_.begin() + static_cast<std::ptrdiff_t>(begin),
                   bytes_.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  std::string_view bytes_;
  char delimiter_;
  std::size_t max_row_bytes_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

/// A header row's columns that are fields of ours.
std::size_t known_columns(const std::vector<std::string>& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(),
                    [](const std::string& cell) { return find_key(trimmed(cell)).has_value(); }));
}

struct HeaderRow {
  char delimiter = ',';
  std::size_t known = 0;
  std::size_t columns = 0;
  bool stated = false;  ///< By a row above it.
};

/// Excel's first row "sep=;" states the delimiter, whatever it is.
std::optional<char> stated_delimiter(std::string_view bytes) {
  const std::string_view line = trimmed(bytes.substr(0, bytes.find('\n')), "\r");
  if (line.size() != 5 || !line.starts_with("sep=")) return std::nullopt;
  return line.back();
}

/// The delimiter that makes most of the first row's cells known columns.
HeaderRow read_header_row(std::string_view bytes) {
  if (const std::optional<char> stated = stated_delimiter(bytes)) {
    CsvReader reader(bytes, *stated, 1u << 16);
    reader.next();
    const Row row = reader.next();
    return {*stated, known_columns(row.cells), row.cells.size(), true};
  }
  HeaderRow best;
  for (const char delimiter : kDelimiters) {
    const Row row = CsvReader(bytes, delimiter, 1u << 16).next();
    const std::size_t known = known_columns(row.cells);
    if (known > best.known || (known == best.known && row.cells.size() > best.columns))
      best = {delimiter, known, row.cells.size()};
  }
  return best;
}

std::string column_name(std::string_view printed) {
  std::string name(trimmed(printed));
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

/// From a row of the decoded text to its bytes in the file.
class RowSource {
 public:
  RowSource(std::string_view raw, const Decoded& decoded)
      : raw_(raw), decoded_(decoded), same_(raw == decoded.text) {
    if (!same_) starts_ = line_starts(raw, decoded.encoding);
    guess_ = decoded;
    guess_.text.clear();
    guess_.replaced = guess_.dropped = 0;
  }

  /// Sets the bytes of \a row in \a record, and what is to be said of how they were decoded.
  void place(const Row& row, Record& record) const {
    const std::string_view text =
        std::string_view(decoded_.text).substr(row.begin, row.end - row.begin);
    record.byte_begin = row.begin;
    record.bytes = text;
    if (same_) return;
    const std::size_t first = std::min<std::size_t>(row.line, starts_.size()) - 1;
    const std::size_t behind = first + row.lines;
    record.byte_begin = starts_[first];
    record.bytes =
        raw_.substr(record.byte_begin,
                    (behind < starts_.size() ? starts_[behind] : raw_.size()) - record.byte_begin);
    while (record.bytes.ends_with('\n') || record.bytes.ends_with('\r'))
      record.bytes.remove_suffix(1);
    Decoded here = guess_;
    if (decoded_.replaced != 0)
      for (auto at = text.find("\uFFFD"); at != std::string_view::npos;
           at = text.find("\uFFFD", at + 1))
        ++here.replaced;
    if (decoded_.dropped != 0)
      here.dropped =
          static_cast<std::size_t>(std::count(record.bytes.begin(), record.bytes.end(), '\0'));
    note_decoding(here, record);
  }

 private:
  std::string_view raw_;
  const Decoded& decoded_;
  bool same_;
  std::vector<std::size_t> starts_;
  Decoded guess_;  ///< What holds for every row.
};

}  // namespace

void read_csv(std::string_view raw, const ReadOptions& options, const Sink& sink) {
  const auto refuse_file = [&](std::string reason) {
    Record whole;
    whole.bytes = raw;
    sink.reject(make_reject(whole, options, std::move(reason)));
  };
  if (std::string reason = binary_reason(raw); !reason.empty())
    return refuse_file(std::move(reason));
  const Decoded decoded = decode_text(raw, options.encoding);
  const std::string_view bytes = decoded.text;
  if (bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos)
    return refuse_file(empty_reason(raw));

  const HeaderRow header = read_header_row(bytes);
  CsvReader reader(bytes, header.delimiter, options.max_line_bytes);
  if (header.stated) reader.next();
  const Row names = reader.next();
  if (!names.mistake.empty()) return refuse_file(names.mistake);
  if (known_columns(names.cells) == 0)
    return refuse_file(
        "line " + std::to_string(names.line) +
        ": expected a header row with a column such as text, title or date, got '" +
        std::string(bytes.substr(names.begin, std::min<std::size_t>(names.end - names.begin, 60))) +
        "'");

  const RowSource source(raw, decoded);
  std::uint64_t number = 0;
  while (!reader.done()) {
    Row row = reader.next();
    if (row.blank) continue;
    Record record;
    record.number = ++number;
    record.line = row.line;
    source.place(row, record);
    const auto refuse = [&](std::string reason) {
      sink.reject(make_reject(record, options, std::move(reason)));
    };
    const std::string place = "line " + std::to_string(row.line) + ": ";
    if (!row.mistake.empty()) {
      refuse(std::move(row.mistake));
    } else if (record.bytes.size() > options.max_line_bytes) {
      refuse(place + std::to_string(record.bytes.size()) + " bytes, more than the cap of " +
             std::to_string(options.max_line_bytes) + " (max_line_bytes)");
    } else if (row.cells.size() != names.cells.size()) {
      refuse(place + "expected " + std::to_string(names.cells.size()) + " columns, got " +
             std::to_string(row.cells.size()));
    } else {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (!row.cells[i].empty())
          record.values.push_back(
              {column_name(names.cells[i]), std::move(row.cells[i]), ValueKind::string});
      }
      deliver(std::move(record), options, sink, "csv/2");
    }
  }
  if (number == 0) refuse_file("a header row and no row below it");
}

int sniff_csv(std::string_view head, std::string_view path) {
  if (has_ending(path, {".csv", ".tsv", ".tab"})) return 94;
  if (has_ending(path, {".md", ".markdown", ".json", ".jsonl"})) return 0;
  const std::string_view text = head.starts_with(kBom) ? head.substr(kBom.size()) : head;
  if (text.empty() || text.front() == '{' || text.front() == '[' || text.front() == '<') return 0;
  const HeaderRow header = read_header_row(text);
  return header.columns >= 3 && header.known >= 2 && header.known * 2 >= header.columns ? 88 : 0;
}

}  // namespace onrecord::formats
