// Words in words, then sounds against sounds: word by word, and run together.
#include "searchd/search/speaker_match.h"

#include <algorithm>
#include <array>

#include "proto/store/authority.h"
#include "proto/text/name_sound.h"

namespace onrecord::search {
namespace {

constexpr std::string_view kWays[] = {"exact", "authority", "part", "prefix", "spelling", "sound"};

constexpr std::size_t kMostWords = 12;

/// The words of a key or a sound; no more than so many.
struct Words {
  std::array<std::string_view, kMostWords> word;
  std::size_t count = 0;

  explicit Words(std::string_view text) {
    while (!text.empty() && count < kMostWords) {
      const std::size_t end = std::min(text.find(' '), text.size());
      word[count++] = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  /// The text from word \a first to word \a last.
  std::string_view from_to(std::size_t first, std::size_t last) const {
    return {word[first].data(), word[last].data() + word[last].size()};
  }
};

enum class Ends : std::uint8_t { nowhere, in_a_word, with_a_word };

/// How the words \a asked stand in \a key.
Ends stands_in(std::string_view key, std::string_view asked) {
  Ends best = Ends::nowhere;
  for (std::size_t at = key.find(asked); at != key.npos; at = key.find(asked, at + 1)) {
    if (at > 0 && key[at - 1] != ' ') continue;
    const std::size_t end = at + asked.size();
    if (end == key.size() || key[end] == ' ') return Ends::with_a_word;
    best = Ends::in_a_word;
  }
  return best;
}

}  // namespace

std::string_view name_of(NameWay way) { return kWays[static_cast<std::size_t>(way)]; }

AskedName::AskedName(std::string_view name)
    : form_{store::name_key(name), {}}, edits_(form_.key, query::default_edits(form_.key)) {
  form_.sound = text::name_sound(form_.key);
  const Words words(form_.sound);
  for (std::size_t i = 0; i < words.count; ++i) sounds_.emplace_back(words.word[i]);
  for (const std::string& sound : sounds_) joined_ += sound;
}

std::optional<NameMatch> AskedName::match(const NameForm& form) {
  if (form_.key.empty() || form.key.empty()) return std::nullopt;
  if (form.key == form_.key) return NameMatch{NameWay::exact};
  switch (stands_in(form.key, form_.key)) {
    case Ends::with_a_word:
      return NameMatch{NameWay::part};
    case Ends::in_a_word:
      return NameMatch{NameWay::prefix};
    case Ends::nowhere:
      break;
  }
  const auto distance = sound_match(form.sound);
  if (!distance) return std::nullopt;
  return NameMatch{spelt_alike(form.key) ? NameWay::spelling : NameWay::sound, *distance};
}

std::optional<double> AskedName::sound_match(std::string_view sound) const {
  if (joined_.empty() || sound.empty()) return std::nullopt;
  const Words words(sound);
  std::optional<double> best;
  const auto better = [&](double distance) {
    if (!best || distance < *best) best = distance;
  };
  // "Ben Gvir" is Ben-Gvir and Bengvir: up to three words run together.
  constexpr std::size_t kMostJoined = 3;
  for (std::size_t i = 0; i < words.count; ++i)
    for (std::size_t j = i; j < words.count && j < i + kMostJoined; ++j) {
      const std::string_view run = words.from_to(i, j);
      if (text::sound_alike(joined_, run)) better(text::sound_distance(joined_, run));
    }
  if (sounds_.size() < 2 || words.count < sounds_.size()) return best;
  // Each word like one, in order; an initial like a word that begins with it.
  double sum = 0;
  std::size_t at = 0;
  for (const std::string& asked : sounds_) {
    const auto fits = [&](std::string_view word) {
      return asked.size() == 1 || word.size() == 1 ? asked.front() == word.front()
                                                   : text::sound_alike(asked, word);
    };
    while (at < words.count && !fits(words.word[at])) ++at;
    if (at == words.count) return best;
    if (asked.size() > 1 && words.word[at].size() > 1)
      sum += text::sound_distance(asked, words.word[at]);
    ++at;
  }
  better(sum);
  return best;
}

/// Whether so many words of \a key as were asked for differ in few letters.
bool AskedName::spelt_alike(std::string_view key) {
  const Words words(key);
  const std::size_t count = Words(form_.key).count;
  for (std::size_t i = 0; i + count <= words.count; ++i)
    if (edits_.near(words.from_to(i, i + count - 1))) return true;
  return false;
}

}  // namespace onrecord::search
