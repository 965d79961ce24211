// Fixed-width numbers, then the key, all in hex.
#include "searchd/search/cursor.h"

#include <bit>

namespace onrecord::search {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

void put_byte(std::string& out, unsigned char byte) {
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

void put_number(std::string& out, std::uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) put_byte(out, static_cast<unsigned char>(number >> (8 * i)));
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The bytes, or "" when that is no hex.
std::string bytes_of(std::string_view hex) {
  std::string bytes;
  if (hex.size() % 2 != 0) return bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]);
    const int low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = at; i < at + size; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

constexpr std::size_t kFixed = 8 + 8 + 4 + 4;

}  // namespace

std::string encode_cursor(const Cursor& cursor) {
  std::string out;
  put_number(out, cursor.question, 8);
  put_number(out, std::bit_cast<std::uint64_t>(cursor.score), 8);
  put_number(out, cursor.docid, 4);
  put_number(out, cursor.seen, 4);
  for (const char c : cursor.sort_key) put_byte(out, static_cast<unsigned char>(c));
  return out;
}

Result<Cursor> decode_cursor(std::string_view encoded, std::uint64_t question) {
  const std::string bytes = bytes_of(encoded);
  if (bytes.size() < kFixed)
    return Error{Errc::invalid, "cursor: expected the next_cursor of an earlier answer", 0};
  Cursor cursor;
  cursor.question = number_at(bytes, 0, 8);
  cursor.score = std::bit_cast<double>(number_at(bytes, 8, 8));
  cursor.docid = static_cast<std::uint32_t>(number_at(bytes, 16, 4));
  cursor.seen = static_cast<std::uint32_t>(number_at(bytes, 20, 4));
  cursor.sort_key = bytes.substr(kFixed);
  if (cursor.question != question)
    return Error{Errc::invalid,
                 "cursor: it belongs to another query; query, target, match, words, sort, "
                 "half_life, as_of, collapse and authority must be as they were",
                 0};
  return cursor;
}

}  // namespace onrecord::search
