// Stems of words through Xapian's Snowball stemmers, with a cache.
#include <xapian.h>

#include "proto/store/terms.h"

namespace onrecord::store {
namespace {

struct Language {
  std::string_view code;
  const char* stemmer;
};
// BCP 47 primary subtags that Xapian has a stemmer for.
constexpr std::array kLanguages = {
    Language{"ar", "arabic"},    Language{"hy", "armenian"},   Language{"eu", "basque"},
    Language{"ca", "catalan"},   Language{"da", "danish"},     Language{"nl", "dutch"},
    Language{"en", "english"},   Language{"fi", "finnish"},    Language{"fr", "french"},
    Language{"de", "german"},    Language{"hu", "hungarian"},  Language{"id", "indonesian"},
    Language{"ga", "irish"},     Language{"it", "italian"},    Language{"lt", "lithuanian"},
    Language{"ne", "nepali"},    Language{"nb", "norwegian"},  Language{"nn", "norwegian"},
    Language{"no", "norwegian"}, Language{"pt", "portuguese"}, Language{"ro", "romanian"},
    Language{"ru", "russian"},   Language{"es", "spanish"},    Language{"sv", "swedish"},
    Language{"ta", "tamil"},     Language{"tr", "turkish"},
};

constexpr std::size_t kMaxCached = 200'000;  // Words; about 20 MB.

struct TransparentHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>()(word);
  }
};

// Only words made of letters have a stem: not 2026, u.s., @name, #tag, 40%, covid19.
bool stemmable(std::string_view word) {
  for (char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && !(c >= 'a' && c <= 'z') && c != '\'') return false;
  }
  return true;
}

}  // namespace

struct Stemmer::State {
  Xapian::Stem stem;
  bool none = true;
  std::string plain;  // The answer for what has no stem.
  std::unordered_map<std::string, std::string, TransparentHash, std::equal_to<>> cache;
};

Stemmer::Stemmer(std::string_view language) : state_(std::make_unique<State>()) {
  std::string code;
  for (char c : language.substr(0, language.find_first_of("-_")))
    code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const Language& known : kLanguages) {
    if (known.code != code) continue;
    state_->stem = Xapian::Stem(known.stemmer);
    state_->none = false;
  }
}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string_view Stemmer::operator()(std::string_view word) {
  if (state_->none || !stemmable(word)) {
    state_->plain = word;
    return state_->plain;
  }
  const auto found = state_->cache.find(word);
  if (found != state_->cache.end()) return found->second;
  if (state_->cache.size() >= kMaxCached) state_->cache.clear();
  const std::string key(word);
  return state_->cache.emplace(key, state_->stem(key)).first->second;
}

}  // namespace onrecord::store
