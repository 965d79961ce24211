// See wire_text.h.  A message is SOH header STX text ETX time EOT, the header of two lines; what is
// read of them is what agencies send: ANPA 84-2 (1312) and IPTC 7901, their recommendations.
#include "indexer/formats/wire_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/trimmed.h"

namespace onrecord::formats {
namespace {

constexpr char kSoh = '\x01';
constexpr char kStx = '\x02';
constexpr char kEtx = '\x03';
constexpr char kSyn = '\x16';
constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kSpace = " \t\r\n";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string folded(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), lower);
  return small;
}

/// Words of a line, with control characters between them or in them taken for spaces.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  for (const char c : line) {
    if (static_cast<unsigned char>(c) > 0x20)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string printable(std::string_view line) {
  std::string joined;
  for (const std::string& word : words_of(line)) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// The parts of one message.
struct Message {
  std::size_t begin = 0;  ///< In the file's decoded text.
  std::size_t end = 0;
  std::string_view header;
  std::string_view body;
  std::string_view trailer;
};

std::vector<Message> find_messages(std::string_view text) {
  std::vector<Message> messages;
  for (std::size_t at = text.find(kSoh); at != kNone;) {
    const std::size_t next = text.find(kSoh, at + 1);
    const std::size_t end = std::min(next, text.size());
    const std::string_view all = text.substr(at + 1, end - at - 1);
    const std::size_t stx = all.find(kStx);
    if (stx != kNone) {
      Message message{at, end, all.substr(0, stx), {}, {}};
      const std::size_t etx = all.find(kEtx, stx);
      message.body = all.substr(stx + 1, etx == kNone ? kNone : etx - stx - 1);
      if (etx != kNone) message.trailer = all.substr(etx + 1);
      messages.push_back(message);
    }
    at = next;
  }
  return messages;
}

void put(Record& record, std::string key, std::string_view value) {
  if (const std::string words = printable(value); !words.empty())
    record.values.push_back({std::move(key), words, ValueKind::string});
}

bool has(const Record& record, std::string_view key) {
  return std::any_of(record.values.begin(), record.values.end(),
                     [&](const Value& value) { return value.key == key; });
}

/// "1st Ld-Writethru", "2nd Add", "Take 3", "1stAdd": which part or version of a story it is.
std::string take_of(std::string_view slug) {
  const std::string small = folded(slug);
  for (const std::string_view kind : {"ld", "lead", "add", "sub", "take", "writethru", "insert"}) {
    for (std::size_t at = small.find(kind); at != kNone; at = small.find(kind, at + 1)) {
      const std::size_t end = at + kind.size();
      if (kind == "take" && end + 1 < small.size() && small[end] == ' ' && is_digit(small[end + 1]))
        return std::string(slug.substr(at, small.find_first_of(" ,<", end + 1) - at));
      std::size_t begin = at;
      while (begin > 0 && (small[begin - 1] == ' ' || small[begin - 1] == '-')) --begin;
      if (begin < 3 || !is_letter(small[begin - 1])) continue;
      const std::string_view ending = std::string_view(small).substr(begin - 2, 2);
      if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") continue;
      std::size_t number = begin - 2;
      while (number > 0 && is_digit(small[number - 1])) --number;
      if (number == begin - 2) continue;
      std::size_t stop = end;
      while (stop < small.size() && (is_letter(small[stop]) || small[stop] == '-')) ++stop;
      return std::string(slug.substr(number, stop - number));
    }
  }
  return "";
}

/// IPTC 7901's first line: source and number, priority, category, words: "ABC0123 4 POL 250 …".
bool read_iptc_header(std::string_view header, Record& record) {
  const std::size_t end = std::min(header.find('\n'), header.size());
  const std::vector<std::string> words = words_of(header.substr(0, end));
  if (words.size() < 3 || words[1].size() != 1 || !is_digit(words[1][0])) return false;
  const std::size_t letters =
      std::min(static_cast<std::size_t>(std::find_if(words[0].begin(), words[0].end(), is_digit) -
                                        words[0].begin()),
               words[0].size());
  if (letters == 0 || letters > 8 || !all_digits(std::string_view(words[0]).substr(letters)))
    return false;
  put(record, "wire_service", words[0].substr(0, letters));
  put(record, "wire_number", words[0].substr(letters));
  put(record, "priority", words[1]);
  put(record, "wire_category", words[2]);
  if (words.size() > 3 && all_digits(words[3])) put(record, "word_count", words[3]);
  std::string slug = printable(header.substr(end));
  while (slug.ends_with('/')) slug.pop_back();
  put(record, "slug", slug);
  if (const std::string take = take_of(slug); !take.empty()) put(record, "take", take);
  return true;
}

/// ANPA 1312's two lines: service and number ("a0123"); priority, category, slug, date, words
/// ("u i bc-harbour 03-17 0250").
void read_anpa_header(std::string_view header, Record& record) {
  const std::size_t end = std::min(header.find('\n'), header.size());
  const std::vector<std::string> first = words_of(header.substr(0, end));
  if (!first.empty() && first[0].size() >= 2 && is_letter(first[0][0])) {
    std::size_t digits = 1;
    while (digits < first[0].size() && is_digit(first[0][digits])) ++digits;
    put(record, "wire_service", first[0].substr(0, 1));
    put(record, "wire_number", first[0].substr(1, digits - 1));
  }
  std::vector<std::string> second = words_of(header.substr(end));
  std::size_t at = 0;
  if (second.size() > 1 && second[0].size() == 1 && second[1].size() == 1) {
    put(record, "priority", second[0]);
    put(record, "wire_category", second[1]);
    at = 2;
  }
  std::string slug;
  for (; at < second.size(); ++at) {
    const std::string& word = second[at];
    const bool date =
        word.size() >= 3 && word.size() <= 5 && is_digit(word[0]) && word.find('-') != kNone &&
        std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '-'; });
    if (date) {
      if (at + 1 < second.size() && all_digits(second[at + 1]))
        put(record, "word_count", second[at + 1]);
      break;
    }
    slug += (slug.empty() ? "" : " ") + word;
  }
  put(record, "slug", slug);
  if (const std::string take = take_of(slug); !take.empty()) put(record, "take", take);
}

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::string two_digits(int number) {
  return std::string(1, static_cast<char>('0' + number / 10 % 10)) +
         static_cast<char>('0' + number % 10);
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

std::string iso(int year, int month, int day, std::string_view clock, std::string_view zone) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return "";
  // Wires print two digits; they ran from the seventies on.
  const int full = year < 70 ? 2000 + year : 1900 + year;
  const bool utc = zone.starts_with("gmt") || zone.starts_with("utc") || zone == "z";
  return std::to_string(full) + "-" + two_digits(month) + "-" + two_digits(day) + "T" +
         std::string(clock.substr(0, 2)) + ":" + std::string(clock.substr(2, 2)) + (utc ? "Z" : "");
}

/// The date behind the text: "AP-NY-03-17-24 1405GMT", or "171405 GMT Mar 24".
std::string trailer_date(std::string_view trailer) {
  const std::vector<std::string> words = words_of(folded(trailer.substr(0, 200)));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.size() >= 8 && i + 1 < words.size()) {
      const std::string_view date = std::string_view(word).substr(word.size() - 8);
      const std::string_view clock = words[i + 1];
      if (date[2] == '-' && date[5] == '-' && all_digits(date.substr(0, 2)) &&
          all_digits(date.substr(3, 2)) && all_digits(date.substr(6)) && clock.size() >= 4 &&
          all_digits(clock.substr(0, 4)))
        return iso(number_of(date.substr(6)), number_of(date.substr(0, 2)),
                   number_of(date.substr(3, 2)), clock, clock.substr(4));
    }
    if (word.size() >= 6 && all_digits(word.substr(0, 6))) {
      std::string zone = word.substr(6);
      std::size_t month_at = i + 1;
      if (zone.empty() && month_at < words.size() &&
          (words[month_at] == "gmt" || words[month_at] == "utc"))
        zone = words[month_at++];
      if (month_at + 1 >= words.size() || !all_digits(words[month_at + 1])) continue;
      const auto month = std::find(kMonths.begin(), kMonths.end(), words[month_at].substr(0, 3));
      const int year = number_of(std::string_view(words[month_at + 1]).substr(0, 4));
      if (month != kMonths.end())
        return iso(year % 100, static_cast<int>(month - kMonths.begin()) + 1,
                   number_of(word.substr(0, 2)), word.substr(2, 4), zone);
    }
  }
  return "";
}

bool is_editors_note(std::string_view line) {
  const std::string small = folded(line.substr(0, 40));
  return small.starts_with("eds:") || small.starts_with("editors:") ||
         small.starts_with("note to editors") || small.starts_with("eds.");
}

/// Whether \a text begins with a blank, indented or marked line: what stands above it is no line of
/// the same paragraph.
bool begins_apart(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view words = trimmed(line);
  return words.empty() || words.starts_with('^') || line.starts_with('\t') ||
         line.starts_with("  ");
}

/// The text: marked lines above it are slug, headline and byline; an indented line begins a
/// paragraph.
void read_body(std::string_view body, Record& record) {
  constexpr std::size_t kMaxHeadline = 160;
  std::vector<std::string> heads;
  // In IPTC 7901 a headline, when there is one, stands right behind STX.
  if (const std::size_t end = body.find('\n');
      end != kNone && end > 1 && end < kMaxHeadline && body[0] != '^') {
    const std::string line = printable(body.substr(0, end));
    if (static_cast<unsigned char>(body[0]) > 0x20 && begins_apart(body.substr(end + 1)) &&
        !line.ends_with('.') && !line.ends_with(':')) {
      put(record, "headline", line);
      body.remove_prefix(end + 1);
    }
  }
  std::string note;
  std::string& text = record.body;
  bool in_text = false;
  bool not_for_print = false;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::string_view line = body.substr(at, end - at);
    at = end + 1;
    const bool marked = trimmed(line).starts_with('^');
    const bool indented = line.starts_with('\t') || line.starts_with("  ");
    std::string words = printable(line);
    if (marked || (!in_text && (words.ends_with('<') || words.ends_with('='))))
      words = trimmed(words, "^<= ");
    if (words.find("ollowing information is not for publication") != std::string::npos ||
        words.find("ollowing information is not intended for publication") != std::string::npos)
      not_for_print = true;
    if (words.empty()) {
      if (in_text && !text.ends_with("\n\n")) text += "\n\n";
      continue;
    }
    if (not_for_print || is_editors_note(words)) {
      note += (note.empty() ? "" : " ") + words;
    } else if (marked && !in_text) {
      heads.push_back(std::move(words));
    } else {
      if (in_text && !text.ends_with('\n')) text += indented ? "\n\n" : "\n";
      text += words;
      in_text = true;
    }
  }
  while (text.ends_with('\n')) text.pop_back();
  put(record, "editors_note", note);

  // ^slug<, ^headline<, ^By A. WRITER=, ^Agency Writer=
  std::string headline;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (folded(heads[i]).starts_with("by ")) {
      put(record, "byline", heads[i].substr(3));
      break;
    }
    const bool slug = i == 0 && heads.size() > 1 && heads[i].find(' ') == std::string::npos;
    const std::string small = folded(heads[i].substr(0, 3));
    const bool cycle = small == "bc-" || small == "am-" || small == "pm-" || small == "ap-";
    if (slug || cycle) {
      if (const std::string take = take_of(heads[i]); !take.empty() && !has(record, "take"))
        put(record, "take", take);
    } else if (headline.empty()) {
      headline = heads[i];
    }
  }
  put(record, "headline", headline);
}

}  // namespace

void read_wire(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record file;
  file.bytes = bytes;
  file.origin = Origin::header;
  file.has_body = true;
  const Decoded decoded = decode_text(bytes, options.encoding);
  const std::vector<Message> messages = find_messages(decoded.text);
  if (messages.empty())
    return sink.reject(make_reject(
        file, options, "expected a message of SOH, header, STX, text and ETX, got none"));
  const SourceLines source(bytes, decoded);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const Message& message = messages[i];
    Record record = file;
    note_decoding(decoded, record);
    if (messages.size() > 1) {
      record.number = i + 1;
      record.bytes = source.of(message.begin, message.end);
      record.byte_begin = static_cast<std::uint64_t>(record.bytes.data() - bytes.data());
    }
    if (!read_iptc_header(message.header, record)) read_anpa_header(message.header, record);
    put(record, "date", trailer_date(message.trailer));
    read_body(message.body, record);
    deliver(std::move(record), options, sink, "wire/1");
  }
}

int sniff_wire(std::string_view head, std::string_view) {
  std::size_t at = 0;
  while (at < head.size() && at < 16 &&
         (head[at] == kSyn || kSpace.find(head[at]) != kNone || head[at] == '\0'))
    ++at;
  if (at >= head.size() || head[at] != kSoh) return 0;
  return head.find(kStx, at) == kNone ? 60 : 97;
}

}  // namespace onrecord::formats
