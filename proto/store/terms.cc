// Builds index terms and what lies in value slots.  The stemmer is stemmer.cc's business.
#include "proto/store/terms.h"

#include <cstdio>

#include "proto/store/hash.h"
#include "proto/text/tokens.h"

namespace onrecord::store {
namespace {

constexpr std::size_t kMaxTerm = 245;  // Xapian's, of the bytes with NULs doubled; ours have none.
constexpr std::size_t kHashDigits = 16;

std::string hex(std::uint64_t value, int digits) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(static_cast<std::size_t>(digits), '0');
  for (int i = digits - 1; i >= 0; --i, value >>= 4)
    out[static_cast<std::size_t>(i)] = kDigits[value & 15];
  return out;
}

// The body without NULs, cut on a code point so that prefix, body, '#' and hash fit.
std::string shortened(std::string_view prefix, std::string_view body) {
  std::string out(prefix);
  const std::size_t room = kMaxTerm - kHashDigits - 1;
  for (char c : body) {
    if (out.size() == room) break;
    if (c != '\0') out += c;
  }
  if (out.size() == room) {
    // Drop a code point that the cut went through.
    std::size_t start = out.size();
    while (start > prefix.size() && (static_cast<unsigned char>(out[start - 1]) & 0xc0) == 0x80)
      --start;
    if (start > prefix.size() && static_cast<unsigned char>(out[start - 1]) >= 0xc0)
      out.resize(start - 1);
  }
  out += '#';
  out += hex(hash64(body), kHashDigits);
  return out;
}

// Levels of date terms, coarse to fine: c20 d202 y2026 m202603 d20260305.
std::string date_term(char level, int value, int width) {
  char body[16];
  const int size = std::snprintf(body, sizeof body, "%c%0*d", level, width, value);
  return make_term(prefix::kDate, std::string_view(body, static_cast<std::size_t>(size)));
}
std::string century_term(int year) { return date_term('c', year / 100, 2); }
std::string decade_term(int year) { return date_term('d', year / 10, 3); }
std::string year_term(int year) { return date_term('y', year, 4); }
std::string month_term(int year, int month) { return date_term('m', year * 100 + month, 6); }
std::string day_term(const text::CivilDay& day) {
  return date_term('d', (day.year * 100 + day.month) * 100 + day.day, 8);
}

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
int days_in(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kDays[month - 1];
}

}  // namespace

std::string make_term(std::string_view prefix, std::string_view body) {
  const bool colon = !prefix.empty() && prefix.back() != ':' && !body.empty() &&
                     ((body.front() >= 'A' && body.front() <= 'Z') || body.front() == ':');
  if (prefix.size() + body.size() + (colon ? 1 : 0) > kMaxTerm ||
      body.find('\0') != std::string_view::npos) {
    std::string with_colon(prefix);
    if (colon) with_colon += ':';
    return shortened(with_colon, body);
  }
  std::string term;
  term.reserve(prefix.size() + body.size() + 1);
  term += prefix;
  if (colon) term += ':';
  term += body;
  return term;
}

std::string stem_term(std::string_view prefix, std::string_view stem) {
  std::string with_stem(prefix::kStem);
  with_stem += prefix;
  return make_term(with_stem, stem);
}

std::string pair_term(std::string_view first, std::string_view second) {
  std::string pair(first);
  pair += ' ';
  pair += second;
  return make_term(prefix::kPair, pair);
}

std::string key_term(const ArticleKey& key) { return make_term(prefix::kKey, key.str()); }

std::string version_term(const ArticleKey& key, std::uint32_t version) {
  return make_term(prefix::kVersion, key.str() + '@' + std::to_string(version));
}

std::string statement_term(const ArticleKey& key, std::uint32_t version,
                           const Statement& statement) {
  return make_term(prefix::kStatementId, statement_id(key, version, statement));
}

std::string value_term(const Field& field, std::string_view value) {
  if (field.type == FieldType::exact) return value.empty() ? "" : make_term(field.prefix, value);
  const std::string folded = text::fold_value(value);
  return folded.empty() ? "" : make_term(field.prefix, folded);
}

std::string meta_prefix(std::string_view key) {
  std::string prefix(find_field("meta")->prefix);
  for (char c : key) {  // '=' ends the key, so a key's own is escaped.
    if (c == '=' || c == '%') {
      prefix += c == '=' ? "%3d" : "%25";
    } else {
      prefix += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return prefix + '=';
}

std::string meta_term(std::string_view key, std::string_view value) {
  const std::string folded = text::fold_value(value);
  if (folded.empty()) return "";
  const std::string_view prefix = find_field("meta")->prefix;
  return make_term(prefix, meta_prefix(key).substr(prefix.size()) + folded);
}

std::string part_prefix(std::string_view label) {
  std::string prefix(prefix::kPart);
  prefix += hex(hash64(text::fold_value(label)) >> 32, 8);
  return prefix;
}

std::string unknown_date_term() { return make_term(prefix::kDate, "unknown"); }

std::vector<std::string> date_terms(const text::Date& date) {
  if (!date.known()) return {unknown_date_term()};
  const text::CivilDay& first = date.first_day;
  const text::CivilDay& last = date.last_day;
  std::vector<std::string> terms;
  if (first.year / 100 == last.year / 100) terms.push_back(century_term(first.year));
  if (first.year / 10 == last.year / 10) terms.push_back(decade_term(first.year));
  if (first.year != last.year) return terms;
  terms.push_back(year_term(first.year));
  if (first.month != last.month) return terms;
  terms.push_back(month_term(first.year, first.month));
  if (first.day == last.day) terms.push_back(day_term(first));
  return terms;
}

std::vector<std::string> date_range_terms(text::CivilDay first, text::CivilDay last) {
  std::vector<std::string> terms;
  // From the first day on, always the largest whole block that begins here and ends in time.
  text::CivilDay at = first;
  while (at <= last) {
    const bool year_begins = at.month == 1 && at.day == 1;
    const auto year_fits = [&](int years) {
      return text::CivilDay{at.year + years - 1, 12, 31} <= last;
    };
    if (year_begins && at.year % 100 == 0 && year_fits(100)) {
      terms.push_back(century_term(at.year));
      at.year += 100;
    } else if (year_begins && at.year % 10 == 0 && year_fits(10)) {
      terms.push_back(decade_term(at.year));
      at.year += 10;
    } else if (year_begins && year_fits(1)) {
      terms.push_back(year_term(at.year));
      ++at.year;
    } else if (at.day == 1 &&
               text::CivilDay{at.year, at.month, days_in(at.year, at.month)} <= last) {
      terms.push_back(month_term(at.year, at.month));
      if (++at.month == 13) at = {at.year + 1, 1, 1};
    } else {
      terms.push_back(day_term(at));
      if (++at.day > days_in(at.year, at.month)) {
        at.day = 1;
        if (++at.month == 13) at = {at.year + 1, 1, 1};
      }
    }
  }
  return terms;
}

// A list is '\x01' and each value behind its length as a varint byte sequence; a single value that
// does not begin with '\x01' is itself.
std::string encode_list(const std::vector<std::string>& values) {
  if (values.empty()) return "";
  if (values.size() == 1 && !values.front().empty() && values.front().front() != '\x01')
    return values.front();
  std::string slot(1, '\x01');
  for (const std::string& value : values) {
    std::size_t size = value.size();
    for (; size >= 0x80; size >>= 7) slot += static_cast<char>((size & 0x7f) | 0x80);
    slot += static_cast<char>(size);
    slot += value;
  }
  return slot;
}

std::vector<std::string> decode_list(std::string_view slot) {
  if (slot.empty()) return {};
  if (slot.front() != '\x01') return {std::string(slot)};
  slot.remove_prefix(1);
  std::vector<std::string> values;
  while (!slot.empty()) {
    std::size_t size = 0;
    for (unsigned shift = 0; !slot.empty() && shift < 32; shift += 7) {
      const auto byte = static_cast<unsigned char>(slot.front());
      slot.remove_prefix(1);
      size |= static_cast<std::size_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    values.emplace_back(slot.substr(0, size));
    slot.remove_prefix(std::min(size, slot.size()));
  }
  return values;
}

std::string sound_key(std::string_view name) {
  const std::string folded = text::fold_value(name);
  std::string key;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char c = folded[i];
    if (c == ' ') {
      if (!key.empty() && key.back() != ' ') key += ' ';
      continue;
    }
    constexpr std::string_view kVowels = "aeiou";
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (ascii && (c < 'a' || c > 'z' || kVowels.find(c) != std::string_view::npos)) continue;
    if (c == 'g' || c == 'k' || c == 'q') {
      c = 'k';
      if (i + 1 < folded.size() && folded[i + 1] == 'h') ++i;
    }
    if (key.empty() || key.back() != c) key += c;
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

}  // namespace onrecord::store
