// See body_language.h.
#include "indexer/formats/body_language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "proto/text/language.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kSample =
    1024;  ///< Bytes: more changes no answer, and costs more than all other reading.

/// A word of at most eight bytes as one number: compared at once, and never by a call.
constexpr std::uint64_t key(std::string_view word) {
  std::uint64_t number = 0;
  for (const char c : word) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

/// Common English words that are no words of another language in Latin letters.
constexpr std::array<std::uint64_t, 17> kEnglish = {
    key("the"),   key("of"),   key("and"),   key("that"), key("with"), key("for"),
    key("was"),   key("this"), key("which"), key("from"), key("have"), key("they"),
    key("would"), key("said"), key("are"),   key("his"),  key("their")};

/// Half of all English texts have one such word in five, none has fewer than one in ten over a
/// hundred words; other languages reach that only where they quote English.
bool is_plainly_english(std::string_view sample) {
  std::size_t words = 0;
  std::size_t common = 0;
  std::size_t the = 0;
  for (std::size_t at = 0; at < sample.size();) {
    if (static_cast<unsigned char>(sample[at]) <= ' ') {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < sample.size() && static_cast<unsigned char>(sample[end]) > ' ') ++end;
    const std::string_view word = sample.substr(at, end - at);
    at = end;
    ++words;
    if (word.size() > 5) continue;
    const std::uint64_t number = key(word);
    if (std::find(kEnglish.begin(), kEnglish.end(), number) == kEnglish.end()) continue;
    ++common;
    the += number == key("the") ? 1 : 0;
  }
  if (words >= 20 && words < 40) return common * 5 >= words && the >= 2;  // a telegram
  return words >= 40 && common * 100 >= words * 15 && the * 100 >= words * 3;
}

}  // namespace

std::string language_of(std::string_view body) {
  std::string_view sample = body;
  if (sample.size() > kSample) {
    std::size_t end = kSample;
    while (end > 0 && (static_cast<unsigned char>(sample[end]) & 0xC0) == 0x80) --end;
    sample = sample.substr(0, end);
  }
  return is_plainly_english(sample) ? "en" : text::detect_language(sample);
}

}  // namespace onrecord::formats
