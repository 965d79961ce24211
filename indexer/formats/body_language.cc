// See body_language.h.
#include "indexer/formats/body_language.h"

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

/// Common English words that are no common words of another language in Latin letters.
constexpr std::array<std::uint64_t, 17> kEnglish = {
    key("the"),   key("of"),   key("and"),   key("that"), key("with"), key("for"),
    key("was"),   key("this"), key("which"), key("from"), key("have"), key("they"),
    key("would"), key("said"), key("are"),   key("his"),  key("their")};
/// More of them, which longer texts have too.
constexpr std::array<std::uint64_t, 18> kMoreEnglish = {
    key("has"),   key("been"), key("will"),  key("its"),  key("were"), key("who"),
    key("not"),   key("but"),  key("had"),   key("more"), key("than"), key("about"),
    key("after"), key("when"), key("there"), key("what"), key("she"),  key("you")};

enum class Common : std::uint8_t { no, more, yes };

/// The words above by their keys: a look-up is one comparison as a rule.
class CommonWords {
 public:
  constexpr CommonWords() {
    for (const std::uint64_t word : kEnglish) add(word, Common::yes);
    for (const std::uint64_t word : kMoreEnglish) add(word, Common::more);
  }
  constexpr Common operator[](std::uint64_t word) const {
    std::size_t at = place(word);
    while (words_[at] != word && words_[at] != 0) at = (at + 1) % kSlots;
    return words_[at] == word ? kinds_[at] : Common::no;
  }

 private:
  static constexpr std::size_t kSlots = 256;
  static constexpr std::size_t place(std::uint64_t word) {
    return (word * 0x9E3779B97F4A7C15u) >> 56;
  }
  constexpr void add(std::uint64_t word, Common kind) {
    std::size_t at = place(word);
    while (words_[at] != 0) at = (at + 1) % kSlots;
    words_[at] = word;
    kinds_[at] = kind;
  }
  std::array<std::uint64_t, kSlots> words_{};
  std::array<Common, kSlots> kinds_{};
};
constexpr CommonWords kCommonWords;

/// Most English texts have one such word in five; other languages reach that only where they quote
/// English.
bool is_plainly_english(std::string_view sample) {
  std::size_t words = 0;
  std::size_t common = 0;
  std::size_t more = 0;
  std::size_t the = 0;
  for (std::size_t at = 0; at < sample.size();) {
    if (static_cast<unsigned char>(sample[at]) <= ' ') {
      ++at;
      continue;
    }
    std::uint64_t number = 0;
    std::size_t end = at;
    for (; end < sample.size() && static_cast<unsigned char>(sample[end]) > ' '; ++end)
      number = number << 8 | static_cast<unsigned char>(sample[end]);
    const std::size_t size = end - at;
    at = end;
    ++words;
    if (size > 5) continue;
    const Common kind = kCommonWords[number];
    common += kind == Common::yes ? 1 : 0;
    more += kind == Common::more ? 1 : 0;
    the += number == key("the") ? 1 : 0;
  }
  if (words >= 20 && words < 40) return common * 5 >= words && the >= 2;  // a telegram
  return words >= 40 && (common + more) * 100 >= words * 15 && the * 100 >= words * 3;
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
