// Words in words, then sounds and slips: word by word, and run together.
#include "searchd/search/speaker_match.h"

#include <algorithm>
#include <array>

#include "proto/store/authority.h"
#include "proto/text/name_sound.h"
#include "proto/text/typing_slip.h"

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

/// The words of a name that have a sound: their letters, and beside them the sounds.
struct AskedName::HeardWords {
  std::array<std::string_view, kMostWords> letters;
  Words sound;
  std::size_t count = 0;

  explicit HeardWords(const NameForm& form) : sound(form.sound) {
    const Words words(form.key);
    for (std::size_t i = 0; i < words.count; ++i)
      if (text::has_sound(words.word[i], i + 1 == words.count)) letters[count++] = words.word[i];
    count = std::min(count, sound.count);
  }
};

AskedName::AskedName(std::string_view name)
    : form_{store::name_key(name), {}}, edits_(form_.key, query::default_edits(form_.key)) {
  form_.sound = text::name_sound(form_.key);
  const HeardWords heard(form_);
  for (std::size_t i = 0; i < heard.count; ++i) {
    words_.push_back({std::string(heard.letters[i]), std::string(heard.sound.word[i])});
    joined_ += heard.sound.word[i];
  }
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
  if (words_.empty() || form.sound.empty()) return std::nullopt;
  const HeardWords heard(form);
  auto best = in_words(heard);
  if (const auto joined = run_together(heard); joined && (!best || *joined < *best)) best = joined;
  if (best && spelt_alike(form.key)) best->way = NameWay::spelling;
  return best;
}

/// Each word like one, in order.
std::optional<NameMatch> AskedName::in_words(const HeardWords& heard) const {
  if (heard.count < words_.size()) return std::nullopt;
  if (words_.size() == 1) {
    std::optional<NameMatch> best;
    const auto is_initial = [](std::string_view letters) { return letters.size() == 1; };
    for (std::size_t i = 0; i < heard.count; ++i) {
      if (is_initial(words_.front().letters) || is_initial(heard.letters[i])) continue;
      const auto found = like(words_.front(), heard.letters[i], heard.sound.word[i]);
      if (found && (!best || *found < *best)) best = found;
    }
    return best;
  }
  NameMatch all{NameWay::sound};
  std::size_t at = 0;
  for (const Word& asked : words_) {
    std::optional<NameMatch> found;
    while (!found && at < heard.count) {
      found = like(asked, heard.letters[at], heard.sound.word[at]);
      ++at;
    }
    if (!found) return std::nullopt;
    all.way = std::min(all.way, found->way);
    all.distance += found->distance;
  }
  return all;
}

/// "Ben Tovim" is Bentovim: up to three words run together.  As many words as were asked for are
/// compared one by one: in "Sara Lindqvist" and "Mara Lindqvist" run together little differs.
std::optional<NameMatch> AskedName::run_together(const HeardWords& heard) const {
  constexpr std::size_t kMostJoined = 3;
  std::optional<NameMatch> best;
  for (std::size_t i = 0; i < heard.count; ++i)
    for (std::size_t j = i; j < heard.count && j < i + kMostJoined; ++j) {
      if (j - i + 1 == words_.size()) continue;
      const std::string_view run = heard.sound.from_to(i, j);
      if (!text::sound_alike(joined_, run)) continue;
      const NameMatch found{NameWay::sound, text::sound_distance(joined_, run)};
      if (!best || found < *best) best = found;
    }
  return best;
}

/// An initial is like a word that begins with it, by its letter: the "C." of Charles is no "K.".
std::optional<NameMatch> AskedName::like(const Word& asked, std::string_view letters,
                                         std::string_view sound) {
  if (asked.letters.size() == 1 || letters.size() == 1)
    return asked.letters.front() == letters.front() ? std::optional(NameMatch{NameWay::sound})
                                                    : std::nullopt;
  const bool alike = text::sound_alike(asked.sound, sound);
  if (!alike && !text::typing_slip(asked.letters, letters)) return std::nullopt;
  return NameMatch{alike ? NameWay::sound : NameWay::spelling,
                   text::sound_distance(asked.sound, sound)};
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
