// See charset.h.
#include "indexer/formats/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

struct Mark {
  std::string_view bytes;
  std::string_view charset;
  CharsetUnit unit;
};
using namespace std::string_view_literals;

/// Longest first: UTF-32's mark begins with UTF-16's.
constexpr auto kMarks = std::to_array<Mark>({
    {"\xFF\xFE\0\0"sv, "utf-32le", CharsetUnit::four_bytes},
    {"\0\0\xFE\xFF"sv, "utf-32be", CharsetUnit::four_bytes},
    {"\xEF\xBB\xBF"sv, "utf-8", CharsetUnit::byte},
    {"\xFF\xFE"sv, "utf-16le", CharsetUnit::two_bytes},
    {"\xFE\xFF"sv, "utf-16be", CharsetUnit::two_bytes},
});

/// Encodings that are declared for what is really a larger one (WHATWG Encoding, 4.2).
constexpr auto kReadAs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"ansi", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"shift_jis", "windows-932"},
    {"sjis", "windows-932"},
    {"x-sjis", "windows-932"},
    {"big5", "big5-hkscs"},
    {"utf8", "utf-8"},
});

std::string lowered(std::string_view name) {
  std::string low;
  for (const char c : name)
    if (c != ' ' && c != '"' && c != '\'')
      low += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return low;
}

/// The mark that \a bytes begin with, or what their first characters' NUL bytes say (bytes is then
/// ""), or an empty charset.
Mark mark_of(std::string_view bytes) {
  for (const Mark& mark : kMarks)
    if (bytes.starts_with(mark.bytes)) return mark;
  if (bytes.size() < 4) return {};
  const auto nul = [&](std::size_t i) { return bytes[i] == '\0'; };
  if (!nul(0) && nul(1) && nul(2) && nul(3)) return {"", "utf-32le", CharsetUnit::four_bytes};
  if (nul(0) && nul(1) && nul(2) && !nul(3)) return {"", "utf-32be", CharsetUnit::four_bytes};
  if (!nul(0) && nul(1) && !nul(2) && nul(3)) return {"", "utf-16le", CharsetUnit::two_bytes};
  if (nul(0) && !nul(1) && nul(2) && !nul(3)) return {"", "utf-16be", CharsetUnit::two_bytes};
  return {};
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& charset) {
  UErrorCode failed = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &failed));
  if (U_FAILURE(failed)) return nullptr;
  switch (ucnv_getType(converter.get())) {
    // Stateful ones hide ASCII syntax in other bytes; only that of Japanese mail is met in news.
    case UCNV_SCSU:
    case UCNV_BOCU1:
    case UCNV_UTF7:
    case UCNV_IMAP_MAILBOX:
    case UCNV_HZ:
      return nullptr;
    default:
      return converter;
  }
}

/// Counts each sequence that the converter replaces.
void count_replaced(const void* context, UConverterToUnicodeArgs* args, const char*, std::int32_t,
                    UConverterCallbackReason reason, UErrorCode* failed) {
  if (reason > UCNV_IRREGULAR) return;
  ++*static_cast<std::uint32_t*>(const_cast<void*>(context));
  *failed = U_ZERO_ERROR;
  const char16_t replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, failed);
}

void convert(CharsetText& decoded, std::string_view bytes, UConverter* converter) {
  UErrorCode failed = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter, count_replaced, &decoded.replaced, nullptr, nullptr, &failed);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  std::array<char16_t, 4096> units;
  char32_t high = 0;
  for (;;) {
    char16_t* out = units.data();
    failed = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &out, units.data() + units.size(), &at, end, nullptr, true, &failed);
    for (const char16_t* unit = units.data(); unit != out; ++unit) {
      if (*unit >= 0xD800 && *unit < 0xDC00) {
        high = *unit;
        continue;
      }
      char32_t point = *unit;
      if (point >= 0xDC00 && point < 0xE000 && high != 0)
        point = 0x10000 + ((high - 0xD800) << 10) + (point - 0xDC00);
      else if (point >= 0xDC00 && point < 0xE000)
        point = 0xFFFD;
      high = 0;
      text::append(decoded.text, point);
    }
    if (failed != U_BUFFER_OVERFLOW_ERROR) break;
  }
}

/// What the bytes look like, when nothing says it.
std::string detected(std::string_view bytes) {
  UErrorCode failed = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&failed),
                                                                            &ucsdet_close);
  if (U_FAILURE(failed)) return "windows-1252";
  const std::string_view sample = bytes.substr(0, 65536);
  ucsdet_enableInputFilter(detector.get(), true);  // leaves markup out
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &failed);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &failed);
  if (U_FAILURE(failed) || match == nullptr) return "windows-1252";
  const char* name = ucsdet_getName(match, &failed);
  const std::int32_t confidence = ucsdet_getConfidence(match, &failed);
  if (U_FAILURE(failed) || confidence < 20) return "windows-1252";
  return lowered(name);
}

std::string read_as(std::string charset) {
  for (const auto& [from, to] : kReadAs)
    if (charset == from) return std::string(to);
  return charset;
}

/// Whether most of the bytes that are not ASCII form valid UTF-8 sequences.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t valid = 0;
  std::size_t ill_formed = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const text::CodePoint point = text::decode(bytes, i);
    if (point.value >= 0x80) ++(point.size > 1 ? valid : ill_formed);
    i += point.size;
  }
  return valid > ill_formed / 4;
}

}  // namespace

bool is_wide_text(std::string_view head) { return mark_of(head).unit > CharsetUnit::byte; }

CharsetText decode_bytes(std::string_view bytes, std::string_view declared) {
  CharsetText decoded;
  const Mark mark = mark_of(bytes);
  bytes.remove_prefix(mark.bytes.size());
  const std::string said = read_as(lowered(declared));
  std::string charset(mark.charset);
  if (charset.empty()) {
    const bool is_utf8 = text::first_invalid(bytes) == std::string_view::npos;
    const bool says_wide = said.starts_with("utf-16") || said.starts_with("utf-32") ||
                           said.starts_with("iso-10646") || said.starts_with("ucs-");
    if (is_utf8 && (said.empty() || says_wide || said == "utf-8" || said == "windows-1252")) {
      charset = "utf-8";
      if (said == "windows-1252" && is_mostly_utf8(bytes))
        decoded.warnings.push_back("says that it is " + std::string(declared) +
                                   ", but is valid UTF-8 and was read as that");
    } else if ((said.empty() || said == "utf-8") && is_mostly_utf8(bytes)) {
      charset = "utf-8";  // with mistakes in it
    } else if (!said.empty() && said != "utf-8" && !says_wide && open_converter(said)) {
      charset = said;
    } else {
      charset = is_utf8 ? "utf-8" : read_as(detected(bytes));
      decoded.warnings.push_back(
          (declared.empty() ? "does not say its encoding and is not valid UTF-8"
                            : "says that it is " + text::mend(declared.substr(0, 40)).text +
                                  ", which it is not") +
          "; read as " + charset);
    }
  }
  const Converter converter = charset == "utf-8" ? nullptr : open_converter(charset);
  if (converter) {
    convert(decoded, bytes, converter.get());
    if (const auto nul = decoded.text.find('\0'); nul != std::string::npos) {
      text::Mended mended = text::mend(decoded.text);
      decoded.text = std::move(mended.text);
      decoded.warnings.push_back(std::to_string(mended.dropped) + " NUL characters were dropped");
    }
    decoded.unit = mark.charset.empty() ? CharsetUnit::byte : mark.unit;
  } else {
    charset = "utf-8";
    if (text::first_invalid(bytes) == std::string_view::npos &&
        bytes.find('\0') == std::string_view::npos) {
      decoded.text = bytes;
    } else {
      text::Mended mended = text::mend(bytes);
      decoded.text = std::move(mended.text);
      decoded.replaced = static_cast<std::uint32_t>(mended.replaced);
      if (mended.dropped != 0)
        decoded.warnings.push_back(std::to_string(mended.dropped) + " NUL bytes were dropped");
    }
  }
  if (decoded.replaced != 0)
    decoded.warnings.push_back(std::to_string(decoded.replaced) + " ill-formed " + charset +
                               " sequences became U+FFFD");
  decoded.charset = std::move(charset);
  return decoded;
}

}  // namespace onrecord::formats
