#include "proto/text/language.h"

#include <cld2/public/compact_lang_det.h>

#include "proto/text/utf8.h"

namespace onrecord::text {

std::string detect_language(std::string_view text) {
  constexpr std::size_t kMostBytes = 8192;
  if (text.size() > kMostBytes) text = text.substr(0, before(text, kMostBytes + 1));
  const std::size_t broken = first_invalid(text);
  if (broken != std::string_view::npos) text = text.substr(0, broken);
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  return CLD2::LanguageCode(language);
}

}  // namespace onrecord::text
