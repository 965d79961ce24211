// Letters → sounds by a table of digraphs; sounds against sounds by a weighted edit distance.
#include "proto/text/name_sound.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

constexpr std::size_t kMostLetters = 64;

// Sounds: a e i o u (runs of vowels), and consonants: C as in "church", J in "judge", S in "ship",
// Q in "vision", X in "loch", B in "thin", D in "this", N in "sing", G, K, H; h and W are hardly
// heard, y and w begin a vowel, j is J or y.
struct Spelt {
  std::string_view letters;
  std::string_view sounds;
};
/// Longer ones first.
constexpr Spelt kSpelt[] = {
    {"chh", "C"}, {"tzsch", "C"}, {"tsch", "C"}, {"dsch", "J"}, {"tch", "C"}, {"sch", "S"},
    {"dzh", "J"}, {"sh", "S"},    {"ch", "C"},   {"zh", "Q"},   {"kh", "X"},  {"gh", "G"},
    {"ph", "f"},  {"tth", "B"},   {"th", "B"},   {"dh", "D"},   {"bh", "b"},  {"jh", "J"},
    {"rh", "r"},  {"ck", "K"},    {"cz", "C"},   {"sz", "S"},   {"dj", "J"},  {"pf", "f"},
    {"dt", "t"},  {"ngh", "N"},   {"x", "Ks"},   {"q", "K"},    {"k", "K"},   {"g", "G"},
    {"j", "j"},   {"b", "b"},     {"d", "d"},    {"f", "f"},    {"l", "l"},   {"m", "m"},
    {"n", "n"},   {"p", "p"},     {"r", "r"},    {"s", "s"},    {"t", "t"},   {"v", "v"},
    {"z", "Z"},
};

/// At the beginning of a word: Mac is Mc, and pinyin's x and q are Wade-Giles' hs and ch.
constexpr Spelt kFirst[] = {{"mc", "maK"}, {"hs", "S"},  {"x", "S"},
                            {"qia", "C"},  {"qiu", "C"}, {"qie", "C"}};

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

/// One word of folded letters → its sounds.
class WordSound {
 public:
  explicit WordSound(std::string_view letters) : letters_(letters) {}

  void append_to(std::string& out) {
    const std::size_t begin = out.size();
    for (const Spelt& first : kFirst) {
      if (!letters_.starts_with(first.letters)) continue;
      out += first.sounds;
      at_ = first.letters.size() - (is_vowel(first.letters.back()) ? 2 : 0);
      break;
    }
    while (at_ < letters_.size()) {
      const char sound = is_vowel(letters_[at_]) || letters_[at_] == 'y' ? vowels() : '\0';
      if (sound != '\0')
        put(out, begin, sound);
      else
        consonant(out, begin);
    }
  }

 private:
  char letter(std::size_t at) const { return at < letters_.size() ? letters_[at] : '\0'; }
  bool ends_with(std::string_view rest) const { return letters_.substr(at_) == rest; }

  static void put(std::string& out, std::size_t begin, char sound) {
    if (out.size() == begin || out.back() != sound) out += sound;
  }

  /// A run of vowels is one: its first, or what the run is known to stand for.
  char vowels() {
    if (letter(at_) == 'y' && at_ == 0 && is_vowel(letter(1))) {
      ++at_;
      return 'y';
    }
    const std::size_t begin = at_;
    while (is_vowel(letter(at_)) || letter(at_) == 'y') ++at_;
    std::string_view run = letters_.substr(begin, at_ - begin);
    // "Sinouar" is Sinwar.
    if (const std::size_t glide = run.find("ua"); glide != std::string_view::npos && begin > 0) {
      at_ = begin + glide + 1;
      return 'w';
    }
    const char first = run.front();
    if (run == "oo" || run == "ou") return 'u';
    if (run == "au" || run == "ao" || run == "aou") return 'o';
    if (run == "ee" || run == "ie") return 'i';
    // "Ianukovich" is Yanukovich, "Zyuganov" is Zuganov.
    const bool soft = first == 'y' || (first == 'i' && begin == 0);
    if (soft && run.size() > 1 && is_vowel(run[1])) return run[1];
    return first == 'y' ? 'i' : first;
  }

  void consonant(std::string& out, std::size_t begin) {
    const char c = letter(at_);
    const char next = letter(at_ + 1);
    if (c == 'c' && next != 'h' && next != 'k' && next != 'z') {
      const bool soft = next == 'e' || next == 'i' || next == 'y';
      const bool slavic = ends_with("c") && at_ > 1 && letter(at_ - 1) == 'i';
      ++at_;
      return put(out, begin, slavic ? 'C' : soft ? 's' : 'K');
    }
    if (c == 'h') {
      const bool heard = is_vowel(next) || next == 'y';
      ++at_;
      return put(out, begin, heard ? 'H' : 'h');
    }
    if (c == 'w') {
      ++at_;
      return put(out, begin, is_vowel(next) || next == 'y' ? 'w' : 'W');
    }
    if (c == 'n' && next == 'g' && !is_vowel(letter(at_ + 2)) && letter(at_ + 2) != 'h') {
      at_ += 2;
      return put(out, begin, 'N');
    }
    // "Lindquist" is Lindqvist; "Quiroga", Kiroga: a "w" costs little.
    if (c == 'q' && next == 'u' && (is_vowel(letter(at_ + 2)) || letter(at_ + 2) == 'y')) {
      at_ += 2;
      put(out, begin, 'K');
      return put(out, begin, 'w');
    }
    for (const Spelt& spelt : kSpelt) {
      if (!letters_.substr(at_).starts_with(spelt.letters)) continue;
      at_ += spelt.letters.size();
      for (const char sound : spelt.sounds) put(out, begin, sound);
      return;
    }
    ++at_;
  }

  std::string_view letters_;
  std::size_t at_ = 0;
};

/// Pairs of sounds that transliterations or ears mix up.
struct Near {
  int cost;  ///< In hundredths of another sound.
  std::string_view pairs;
};
constexpr Near kNear[] = {
    {5, "Hh Jj Bt dD wW"},
    {10, "ou ei uW jy vw"},
    {15, "ae yi oW sZ vW"},
    {20, "ye KX XH JQ ji jQ BD"},
    {25, "CS DZ"},
    {30, "ao ai au eo uw ow KG GX Xh CX Jy Ss fv"},
    {35, "eu iu jC QC SQ QZ"},
    {40, "io GH CJ JG jS jG Bs"},
    {45, "CK CH CG Bd JS td Dt pb fW vb"},
    {50, "Cs Jd BZ CZ fw"},
    {55, "mn"},
    {60, "Bf nN"},
    {70, "Ks"},
    {90, "lr"},
};
/// What leaving a sound out costs: anywhere, at the end, between two consonants.
struct Dropped {
  std::string_view sounds;
  int cost;
};
constexpr Dropped kDropped[] = {
    {"h", 5},  {"y", 15},  {"W", 15},   {"H", 45},  {"w", 40},
    {"j", 45}, {"ei", 25}, {"aou", 30}, {"td", 80},
};
constexpr int kDroppedEnding = 10;   ///< Of a last "e".
constexpr int kDroppedVowel = 45;    ///< Of another last vowel.
constexpr int kDroppedFirst = 45;    ///< Of a first vowel.
constexpr int kDroppedBreath = 60;   ///< Of a first "h".
constexpr int kDroppedBetween = 60;  ///< Of a consonant between two.
constexpr int kDroppedBefore = 20;   ///< Of a "t" before "s" or "z": "Gantz" is Ganz.

constexpr int kOther = 100;
/// What may differ of names whose shorter one has so many sounds; the last stands for more.
constexpr int kAllowed[] = {0, 0, 0, 35, 32, 50, 70, 85, 95, 105, 110};

struct Costs {
  std::array<std::array<std::uint8_t, 128>, 128> change{};
  std::array<std::uint8_t, 128> drop{};

  constexpr Costs() {
    for (auto& row : change) row.fill(kOther);
    for (std::size_t i = 0; i < 128; ++i) change[i][i] = 0;
    drop.fill(kOther);
    for (const Near& near : kNear) {
      for (std::size_t i = 0; i < near.pairs.size(); i += 3) {
        const auto a = static_cast<std::size_t>(near.pairs[i]);
        const auto b = static_cast<std::size_t>(near.pairs[i + 1]);
        change[a][b] = change[b][a] = static_cast<std::uint8_t>(near.cost);
      }
    }
    for (const Dropped& dropped : kDropped)
      for (const char sound : dropped.sounds)
        drop[static_cast<std::size_t>(sound)] = static_cast<std::uint8_t>(dropped.cost);
  }
};
constexpr Costs kCosts;

/// The sounds of one name, and what each costs when the other name has it not.
struct Sounds {
  std::array<std::uint8_t, kMostLetters> letters{};
  std::array<std::uint8_t, kMostLetters> drop{};
  std::size_t size = 0;

  explicit Sounds(std::string_view sound) {
    for (const char c : sound)
      if (c != ' ' && size < kMostLetters) letters[size++] = static_cast<std::uint8_t>(c);
    const auto heard = [&](std::size_t at) {
      const char c = static_cast<char>(letters[at]);
      return !is_vowel(c) && c != 'h' && c != 'y' && c != 'W';
    };
    for (std::size_t i = 0; i < size; ++i) {
      int cost = kCosts.drop[letters[i]];
      const char c = static_cast<char>(letters[i]);
      if (i + 1 == size && is_vowel(c)) cost = c == 'e' ? kDroppedEnding : kDroppedVowel;
      if (i == 0 && is_vowel(c)) cost = kDroppedFirst;
      if (i == 0 && c == 'H') cost = kDroppedBreath;
      if (i > 0 && i + 1 < size && heard(i - 1) && heard(i) && heard(i + 1))
        cost = std::min(cost, kDroppedBetween);
      if (letters[i] == 't' && i + 1 < size && (letters[i + 1] == 's' || letters[i + 1] == 'Z'))
        cost = kDroppedBefore;
      drop[i] = static_cast<std::uint8_t>(cost);
    }
  }
};

/// Optimal string alignment with those costs; more than \a most when it is surely more.
int distance(const Sounds& a, const Sounds& b, int most) {
  constexpr int kSwapped = 60;
  // Of "Dong" and "Deng" the vowel is all there is.
  const int vowels = std::min(a.size, b.size) <= 3 ? 4 : 1;
  std::array<std::array<int, kMostLetters + 1>, 3> rows;
  for (std::size_t j = 0; j <= b.size; ++j)
    rows[0][j] = j == 0 ? 0 : rows[0][j - 1] + b.drop[j - 1];
  for (std::size_t i = 1; i <= a.size; ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    const std::uint8_t x = a.letters[i - 1];
    row[0] = above[0] + a.drop[i - 1];
    int least = row[0];
    for (std::size_t j = 1; j <= b.size; ++j) {
      const std::uint8_t y = b.letters[j - 1];
      int change = kCosts.change[x][y];
      if (is_vowel(static_cast<char>(x)) && is_vowel(static_cast<char>(y))) change *= vowels;
      if (i == a.size && j == b.size && change < kOther / 2) change = change * 6 / 10;
      row[j] =
          std::min({above[j] + a.drop[i - 1], row[j - 1] + b.drop[j - 1], above[j - 1] + change});
      if (i > 1 && j > 1 && x == b.letters[j - 2] && y == a.letters[i - 2] && x != y)
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + kSwapped);
      least = std::min(least, row[j]);
    }
    // A swap reaches back two rows, and costs more than is left then.
    if (least > most + kSwapped) return least;
  }
  return rows[a.size % 3][b.size];
}

/// The letters of a word that are heard; "" when one is not Latin.
std::string heard_letters(std::string_view word) {
  std::string letters;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    at += c.size;
    if (c.value >= U'a' && c.value <= U'z')
      letters += static_cast<char>(c.value);
    else if (c.value == U'ə')
      letters += 'e';
    else if (c.value >= 0x80)
      return {};
  }
  return letters;
}

bool is_article(std::string_view word) { return word == "al" || word == "el"; }

}  // namespace

bool has_sound(std::string_view word, bool last) {
  return (last || !is_article(word)) && !heard_letters(word).empty();
}

std::string name_sound(std::string_view folded) {
  std::string out;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    const std::string_view word = folded.substr(0, end);
    folded.remove_prefix(std::min(end + 1, folded.size()));
    if (is_article(word) && !folded.empty()) continue;
    const std::string letters = heard_letters(word);
    if (letters.empty()) continue;
    if (!out.empty()) out += ' ';
    WordSound(letters).append_to(out);
  }
  return out;
}

double sound_distance(std::string_view a, std::string_view b) {
  return distance(Sounds(a), Sounds(b), std::numeric_limits<int>::max() / 2) / double{kOther};
}

bool sound_alike(std::string_view a, std::string_view b) {
  const Sounds one(a), other(b);
  if (one.size == 0 || other.size == 0) return false;
  if (std::max(one.size, other.size) > 2 * std::min(one.size, other.size) + 2) return false;
  const int allowed = kAllowed[std::min({one.size, other.size, std::size(kAllowed) - 1})];
  return distance(one, other, allowed) <= allowed;
}

}  // namespace onrecord::text
