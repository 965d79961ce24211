// See keys.h.
#include "indexer/formats/keys.h"

#include <array>

namespace onrecord::formats {
namespace {

constexpr std::array kAliases = {
    Alias{"id", Key::id},
    Alias{"guid", Key::id},
    Alias{"uri", Key::id},
    Alias{"docid", Key::id},
    Alias{"articleid", Key::id},
    Alias{"identifier", Key::id},
    Alias{"headline", Key::headline},
    Alias{"title", Key::headline},
    Alias{"head", Key::headline},
    Alias{"text", Key::text},
    Alias{"body", Key::text},
    Alias{"articlebody", Key::text},
    Alias{"fulltext", Key::text},
    Alias{"content", Key::text},
    Alias{"article", Key::text},
    Alias{"byline", Key::byline},
    Alias{"author", Key::byline},
    Alias{"authors", Key::byline},
    Alias{"by", Key::byline},
    Alias{"creator", Key::byline},
    Alias{"dccreator", Key::byline},
    Alias{"outlet", Key::outlet},
    Alias{"publisher", Key::outlet},
    Alias{"newspaper", Key::outlet},
    Alias{"publication", Key::outlet},
    Alias{"source", Key::outlet},
    Alias{"desk", Key::desk},
    Alias{"section", Key::desk},
    Alias{"category", Key::desk},
    Alias{"articlesection", Key::desk},
    Alias{"published", Key::date},
    Alias{"datepublished", Key::date},
    Alias{"publicationdate", Key::date},
    Alias{"pubdate", Key::date},
    Alias{"publishedat", Key::date},
    Alias{"date", Key::date},
    Alias{"created", Key::date},
    Alias{"speakername", Key::speaker},
    Alias{"speaker", Key::speaker},
    Alias{"spokesperson", Key::speaker},
    Alias{"speakerrole", Key::role},
    Alias{"role", Key::role},
    Alias{"job", Key::role},
    Alias{"language", Key::language},
    Alias{"lang", Key::language},
    Alias{"inlanguage", Key::language},
    Alias{"url", Key::url},
    Alias{"link", Key::url},
    Alias{"rights", Key::rights},
    Alias{"copyright", Key::rights},
    Alias{"status", Key::status},
    Alias{"pubstatus", Key::status},
    Alias{"embargo", Key::embargo},
    Alias{"embargoed", Key::embargo},
    Alias{"embargoeduntil", Key::embargo},
    Alias{"expiry", Key::expiry},
    Alias{"expires", Key::expiry},
    Alias{"collection", Key::collection},
    Alias{"modified", Key::modified},
    Alias{"datemodified", Key::modified},
    Alias{"updated", Key::modified},
    Alias{"updatedat", Key::modified},
    Alias{"lastmodified", Key::modified},
    Alias{"notice", Key::notice},
    Alias{"correction", Key::notice},
};

constexpr std::size_t kLongestAlias = 15;

}  // namespace

std::span<const Alias> aliases() { return kAliases; }

std::optional<KeyMatch> find_key(std::string_view printed) {
  std::array<char, kLongestAlias> folded;
  std::size_t size = 0;
  for (const char c : printed) {
    if (c == '_' || c == '-' || c == '.' || c == ':' || c == ' ' || c == '@') continue;
    if (size == folded.size()) return std::nullopt;
    folded[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (size == 0) return std::nullopt;
  const std::string_view name(folded.data(), size);
  for (std::size_t rank = 0; rank < kAliases.size(); ++rank) {
    const std::string_view alias = kAliases[rank].name;
    if (alias.size() == size && alias.front() == name.front() && alias == name)
      return KeyMatch{kAliases[rank].key, rank};
  }
  return std::nullopt;
}

}  // namespace onrecord::formats
