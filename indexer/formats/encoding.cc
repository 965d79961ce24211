// See encoding.h.
#include "indexer/formats/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/formats/sniff.h"
#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::string_view kWestern = "windows-1252";
constexpr std::size_t kSampleBytes = 8000;  ///< All that ICU's detector looks at.
/// Below this ICU's best guess for a text of few letters beyond ASCII is no better than chance.
constexpr int kLeastSure = 40;
/// By so much another guess must beat windows-1252.
constexpr int kBetterBy = 15;
/// Fewer bytes beyond ASCII tell too little to prefer another encoding of Latin script.
constexpr std::size_t kTellingBytes = 24;

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

/// The encodings that labels really mean: a superset where makers confuse the two.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kMeant = {{
    {"iso88591", "windows-1252"},
    {"latin1", "windows-1252"},
    {"usascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"ansix341968", "windows-1252"},
    {"cp819", "windows-1252"},
    {"iso88599", "windows-1254"},
    {"iso885911", "windows-874"},
    {"tis620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"ksc56011987", "windows-949"},
}};

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      plain += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      plain += c;
  }
  return plain;
}

std::string meant_by(std::string_view name) {
  const std::string plain = plain_name(name);
  for (const auto& [label, meant] : kMeant)
    if (label == plain) return std::string(meant);
  return plain == "utf8" ? std::string(kUtf8) : std::string(name);
}

Converter open_converter(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  // ICU takes "" for the machine's own encoding, which no file is told in.
  Converter converter(name.empty() ? nullptr : ucnv_open(name.c_str(), &error), &ucnv_close);
  if (U_FAILURE(error)) converter.reset();
  return converter;
}

/// ICU calls this for what means nothing: it becomes U+FFFD and is counted.
void replace_bad(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t,
                 UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  *error = U_ZERO_ERROR;
  ++*static_cast<std::size_t*>(const_cast<void*>(context));
  const UChar mark = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &mark, 1, 0, error);
}

/// \a bytes by \a encoding; nothing when ICU has no such converter.
std::optional<Decoded> convert(std::string_view bytes, const std::string& encoding) {
  const Converter converter = open_converter(encoding);
  if (!converter) return std::nullopt;
  Decoded decoded;
  decoded.encoding = encoding;
  decoded.text.reserve(bytes.size() + bytes.size() / 8);
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), replace_bad, &decoded.replaced, nullptr, nullptr, &error);
  // In a Unicode encoding a C1 control was meant; in another it is a byte that has no meaning.
  const bool unicode = encoding.starts_with("UTF");
  const auto put = [&](char32_t code_point) {
    if (code_point == 0) {
      ++decoded.dropped;
    } else if (!unicode && code_point >= 0x80 && code_point < 0xA0 && code_point != 0x85) {
      ++decoded.replaced;
      text::append(decoded.text, 0xFFFD);
    } else {
      text::append(decoded.text, code_point);
    }
  };
  std::array<UChar, 4096> units{};
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  char32_t high = 0;
  do {
    UChar* to = units.data();
    error = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, end, nullptr, true,
                   &error);
    for (const UChar* unit = units.data(); unit != to; ++unit) {
      if (U16_IS_LEAD(*unit)) {
        high = *unit;
      } else if (U16_IS_TRAIL(*unit) && high != 0) {
        put(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high, *unit)));
        high = 0;
      } else {
        put(U16_IS_SURROGATE(*unit) ? 0xFFFD : *unit);
      }
    }
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return decoded;
}

/// UTF-8, mended where it is not.
Decoded mended_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.encoding = kUtf8;
  if (text::first_invalid(bytes) == std::string_view::npos &&
      bytes.find('\0') == std::string_view::npos) {
    decoded.text = bytes;
    return decoded;
  }
  text::Mended mended = text::mend(bytes);
  decoded.text = std::move(mended.text);
  decoded.replaced = mended.replaced;
  decoded.dropped = mended.dropped;
  return decoded;
}

/// How much of some bytes is well-formed UTF-8.
struct Utf8Share {
  std::size_t good = 0;  ///< Sequences of more than one byte.
  std::size_t bad = 0;
  bool cut = false;  ///< The only bad one is a sequence that the end cuts off.
};

Utf8Share utf8_share(std::string_view bytes) {
  Utf8Share share;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::string_view rest = bytes.substr(at, 4);
    const std::size_t invalid = text::first_invalid(rest);
    if (invalid == 0) {
      const auto first = static_cast<unsigned char>(rest.front());
      share.cut = share.bad == 0 && bytes.size() - at < 4 && first >= 0xC2 && first <= 0xF4 &&
                  std::all_of(rest.begin() + 1, rest.end(), [](char c) {
                    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
                  });
      ++share.bad;
      if (share.cut) return share;
      ++at;
    } else {
      ++share.good;
      at += text::decode(rest, 0).size;
    }
  }
  return share;
}

/// The lines of \a bytes that hold more than ASCII, as much of them as a detector reads.
std::string telling_sample(std::string_view bytes) {
  std::string sample;
  for (std::size_t at = 0; at < bytes.size() && sample.size() < kSampleBytes;) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = bytes.substr(at, std::min(end - at, kSampleBytes));
    if (std::any_of(line.begin(), line.end(), is_high)) sample.append(line).append(1, '\n');
    at = end + 1;
  }
  sample.resize(std::min(sample.size(), kSampleBytes));
  return sample;
}

bool is_multibyte(std::string_view name) {
  return name.starts_with("Shift") || name.starts_with("GB") || name.starts_with("Big5") ||
         name.starts_with("EUC") || name.starts_with("ISO-2022");
}

struct Guess {
  std::string encoding;
  int sure = 0;
};

/// What ICU takes \a sample for, best first.
std::vector<Guess> guesses_for(std::string_view sample) {
  std::vector<Guess> guesses;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  if (U_FAILURE(error)) return guesses;
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &error);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error)) return guesses;
  for (int32_t i = 0; i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &error);
    const int32_t sure = ucsdet_getConfidence(matches[i], &error);
    if (U_FAILURE(error) || name == nullptr) break;
    guesses.push_back({meant_by(name), sure});
  }
  return guesses;
}

/// What a sample looks like without knowing its encoding.
struct Look {
  std::size_t high = 0;     ///< Bytes beyond ASCII.
  std::size_t letters = 0;  ///< ASCII letters.
  std::size_t signs = 0;    ///< Bytes in the middle of words that are no letters in windows-1252.

  /// Beyond ASCII are a few letters in a hundred in Western languages, nearly all in Cyrillic,
  /// Greek or Arabic.
  bool latin() const { return high < letters; }
};

Look look_at(std::string_view sample) {
  // Letters, apostrophes, hyphens and dashes of windows-1252 below 0xC0.
  constexpr std::string_view kInWords =
      "\x83\x8A\x8C\x8E\x91\x92\x96\x97\x9A\x9C\x9E\x9F\xA0\xAD\xB7";
  Look look;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    look.letters += is_ascii_letter(sample[i]) ? 1 : 0;
    if (!is_high(sample[i])) continue;
    ++look.high;
    const bool inside = i > 0 && i + 1 < sample.size() && is_ascii_letter(sample[i - 1]) &&
                        is_ascii_letter(sample[i + 1]);
    look.signs += inside && static_cast<unsigned char>(sample[i]) < 0xC0 &&
                          kInWords.find(sample[i]) == std::string_view::npos
                      ? 1
                      : 0;
  }
  return look;
}

Guess best_guess(std::string_view bytes) {
  const std::string sample = telling_sample(bytes);
  const Look look = look_at(sample);
  const bool western = look.latin() && look.signs * 10 <= look.high;
  Guess best;
  int western_sure = 0;
  for (const Guess& guess : guesses_for(sample)) {
    if (guess.encoding == kWestern) western_sure = std::max(western_sure, guess.sure);
    if (guess.encoding.starts_with("UTF")) continue;  // Settled before.
    if (guess.sure <= best.sure || (!western && guess.encoding == kWestern)) continue;
    if (is_multibyte(guess.encoding)) {
      const auto tried = guess.sure >= kLeastSure ? convert(sample, guess.encoding) : std::nullopt;
      // The sample may end inside a character.
      if (!tried || tried->replaced > 1) continue;
    }
    best = guess;
  }
  const bool unsure =
      best.sure < kLeastSure || best.sure < western_sure + kBetterBy || look.high < kTellingBytes;
  if (best.encoding.empty() || (western && unsure && !is_multibyte(best.encoding)))
    return {std::string(kWestern), western_sure};
  return best;
}

/// Turns carriage returns without a line feed into line feeds; several before one are left alone.
void mend_line_ends(std::string& text) {
  for (std::size_t at = text.find('\r'); at != std::string::npos; at = text.find('\r', at)) {
    const std::size_t next = text.find_first_not_of('\r', at);
    if (next == std::string::npos || text[next] != '\n')
      std::fill(
          text.begin() + static_cast<std::ptrdiff_t>(at),
          next == std::string::npos ? text.end() : text.begin() + static_cast<std::ptrdiff_t>(next),
          '\n');
    if (next == std::string::npos) return;
    at = next;
  }
}

Decoded choose(std::string_view bytes, std::string_view declared) {
  if (const std::string_view wide = wide_encoding(bytes); !wide.empty()) {
    const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
                        bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4));
    Decoded decoded = convert(bytes.substr(!marked          ? 0
                                           : wide[4] == '3' ? 4
                                                            : 2),
                              std::string(wide))
                          .value_or(mended_utf8(bytes));
    decoded.by = marked ? EncodingBy::mark : EncodingBy::detection;
    return decoded;
  }
  if (bytes.starts_with(kBom)) {
    Decoded decoded = mended_utf8(bytes.substr(kBom.size()));
    decoded.by = EncodingBy::mark;
    return decoded;
  }
  const std::string meant = meant_by(declared);
  const bool escapes = bytes.find('\x1B') != std::string_view::npos;
  const bool declared_escapes = meant.size() > 8 && plain_name(meant).starts_with("iso2022");
  if (escapes && !declared_escapes) {
    for (const Guess& guess : guesses_for(bytes.substr(0, kSampleBytes)))
      if (guess.encoding.starts_with("ISO-2022") && guess.sure >= kLeastSure) {
        Decoded decoded = *convert(bytes, guess.encoding);
        decoded.by = EncodingBy::detection;
        decoded.sure = guess.sure;
        return decoded;
      }
  }
  const bool valid = text::first_invalid(bytes) == std::string_view::npos;
  const Utf8Share share = valid ? Utf8Share() : utf8_share(bytes);
  if (valid && !(escapes && declared_escapes)) return mended_utf8(bytes);
  if (!meant.empty() && meant != kUtf8)
    if (auto decoded = convert(bytes, meant)) {
      decoded->by = EncodingBy::declaration;
      return std::move(*decoded);
    }
  if (share.good > share.bad || share.cut) return mended_utf8(bytes);
  const Guess guess = best_guess(bytes);
  Decoded decoded = convert(bytes, guess.encoding).value_or(mended_utf8(bytes));
  decoded.by = guess.sure >= kLeastSure ? EncodingBy::detection : EncodingBy::assumption;
  decoded.sure = guess.sure;
  return decoded;
}

}  // namespace

Decoded decode_text(std::string_view bytes, std::string_view declared) {
  Decoded decoded = choose(bytes, declared);
  const bool ascii = std::all_of(decoded.text.begin(), decoded.text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!declared.empty() && !ascii && meant_by(declared) != decoded.encoding)
    decoded.declared = declared;
  mend_line_ends(decoded.text);
  return decoded;
}

std::vector<std::string> Decoded::warnings() const {
  std::vector<std::string> lines;
  const std::string read_as = "read as " + encoding;
  const std::string how_sure = " (" + std::to_string(sure) + "% sure)";
  if (by == EncodingBy::detection)
    lines.push_back("encoding: detected, " + read_as + how_sure);
  else if (by == EncodingBy::assumption)
    lines.push_back("encoding: neither said nor recognised, " + read_as + how_sure);
  else if (!declared.empty())
    lines.push_back("encoding: declared '" + declared + "', " + read_as);
  if (replaced != 0)
    lines.push_back(std::to_string(replaced) + " ill-formed " + encoding +
                    " sequences became U+FFFD");
  if (dropped != 0) lines.push_back(std::to_string(dropped) + " NUL bytes were dropped");
  return lines;
}

std::size_t garbled_places(std::string_view text) {
  std::size_t places = 0;
  for (std::size_t at = text.find('\xC3'); at != std::string_view::npos;
       at = text.find('\xC3', at + 1)) {
    const std::string_view here = text.substr(at, 5);
    places += here == "\xC3\xA2\xE2\x82\xAC" ||
                      (here.size() >= 4 && here[1] == '\x83' && here[2] == '\xC2')
                  ? 1
                  : 0;
  }
  return places;
}

bool is_encoding(std::string_view name) { return open_converter(meant_by(name)) != nullptr; }

std::string_view wide_encoding(std::string_view bytes) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) && bytes.size() % 4 == 0)
    return "UTF-32LE";
  if (bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return "UTF-32BE";
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  // XML without a mark begins with '<' in every encoding (XML 1.0, F.1).
  if (bytes.starts_with(std::string_view("\0\0\0<", 4))) return "UTF-32BE";
  if (bytes.starts_with(std::string_view("<\0\0\0", 4))) return "UTF-32LE";
  const std::string_view head = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t pairs = head.size() / 2;
  // Half of the characters at least are of Latin script, and none is a NUL.
  if (pairs < 4 || zeros[0] + zeros[1] < pairs / 2) return "";
  if (zeros[0] == 0 && head[0] != '\0') return "UTF-16LE";
  if (zeros[1] == 0) return "UTF-16BE";
  return "";
}

std::vector<std::size_t> line_starts(std::string_view bytes, std::string_view encoding) {
  const std::size_t width = encoding.starts_with("UTF-32")   ? 4
                            : encoding.starts_with("UTF-16") ? 2
                                                             : 1;
  const bool big = encoding.ends_with("BE");
  const auto unit_at = [&](std::size_t at) -> char {
    if (at + width > bytes.size()) return 'x';
    for (std::size_t i = 0; i < width; ++i)
      if (i != (big ? width - 1 : 0) && bytes[at + i] != '\0') return 'x';
    return bytes[at + (big ? width - 1 : 0)];
  };
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = 0; at < bytes.size(); at += width) {
    const char unit = unit_at(at);
    if (unit != '\n' && unit != '\r') continue;
    if (unit == '\r') {
      std::size_t next = at;
      while (unit_at(next) == '\r') next += width;
      if (unit_at(next) == '\n') {
        at = next;
      }
    }
    starts.push_back(std::min(at + width, bytes.size()));
  }
  return starts;
}

SourceLines::SourceLines(std::string_view bytes, const Decoded& decoded)
    : bytes_(bytes), same_(bytes == decoded.text) {
  if (same_) return;
  in_text_ = line_starts(decoded.text, kUtf8);
  in_bytes_ = line_starts(bytes, decoded.encoding);
}

std::string_view SourceLines::of(std::size_t begin, std::size_t end) const {
  if (same_) return bytes_.substr(begin, end - begin);
  const auto line_of = [&](std::size_t at) {
    const auto found = std::upper_bound(in_text_.begin(), in_text_.end(), at);
    return std::min(static_cast<std::size_t>(found - in_text_.begin()) - 1, in_bytes_.size() - 1);
  };
  const std::size_t first = in_bytes_[line_of(begin)];
  const std::size_t behind = end > begin ? line_of(end - 1) + 1 : line_of(begin);
  const std::size_t last = behind < in_bytes_.size() ? in_bytes_[behind] : bytes_.size();
  return bytes_.substr(first, std::max(first, last) - first);
}

}  // namespace onrecord::formats
