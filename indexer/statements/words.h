// What a single word may be in a news sentence: cue, name, title, function word.  Knows no grammar.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

namespace onrecord::statements {

/// What a word may be; a word may be several things ("may": auxiliary, month).
using WordFlags = std::uint64_t;

namespace word_flag {
// Verbs that report speech, in any form ("say", "says", "said", "saying").
inline constexpr WordFlags kCue = 1ULL << 0;
inline constexpr WordFlags kStrong = 1ULL << 1;  ///< Reports speech even far from a quotation.
inline constexpr WordFlags kWeak =
    1ULL << 2;  ///< Reports speech only close to a quotation: "put", "read".
inline constexpr WordFlags kHearer = 1ULL << 3;      ///< Its object is who is spoken to: "told".
inline constexpr WordFlags kPassive = 1ULL << 4;     ///< "was asked": the subject did not speak.
inline constexpr WordFlags kNounLike = 1ULL << 5;    ///< As often a noun: "tweets", "reports".
inline constexpr WordFlags kParticiple = 1ULL << 6;  ///< "-ing" form of a cue.
inline constexpr WordFlags kPlain =
    1ULL << 7;  ///< Base form of a cue: wants a plural subject or an auxiliary.
inline constexpr WordFlags kDenial =
    1ULL << 8;  ///< "denied", "disputed": the words reported are rejected.
inline constexpr WordFlags kThat =
    1ULL << 9;  ///< Takes a clause with "that": speech when it stands in the text.
inline constexpr WordFlags kFinite = 1ULL << 10;  ///< Other common finite verbs: "took", "wants".
// Function words.
inline constexpr WordFlags kAuxiliary = 1ULL << 11;
inline constexpr WordFlags kNegation = 1ULL << 12;
inline constexpr WordFlags kAdverb = 1ULL << 13;
inline constexpr WordFlags kDeterminer = 1ULL << 14;
inline constexpr WordFlags kSubject = 1ULL << 15;  ///< he she they it i we you who which
inline constexpr WordFlags kPronoun = 1ULL
                                      << 16;  ///< he she they it i we you who whom him her them
inline constexpr WordFlags kPreposition = 1ULL << 17;
inline constexpr WordFlags kStop = 1ULL << 18;  ///< Never part of a name.
inline constexpr WordFlags kDay = 1ULL << 19;   ///< Days and months that are nothing else.
inline constexpr WordFlags kTime = 1ULL << 20;  ///< "week", "yesterday", and the days.
inline constexpr WordFlags kOpener =
    1ULL << 21;  ///< Opens a phrase before the subject: "after", "asked", "speaking".
inline constexpr WordFlags kBe = 1ULL << 22;  ///< was, were, been …
// Names and roles.
inline constexpr WordFlags kTitle =
    1ULL << 23;  ///< Before a name or instead of one: "Mr", "senator", "spokesman".
inline constexpr WordFlags kMale = 1ULL << 24;
inline constexpr WordFlags kFemale = 1ULL << 25;
inline constexpr WordFlags kGiven = 1ULL << 26;     ///< A given name.
inline constexpr WordFlags kParticle = 1ULL << 27;  ///< Lower-case part of a name: "van", "al".
inline constexpr WordFlags kImpersonal =
    1ULL << 28;  ///< In a capitalised run: not a person's name ("University").
inline constexpr WordFlags kSuffix = 1ULL << 29;  ///< Jr, Sr, III
inline constexpr WordFlags kWork = 1ULL
                                   << 30;  ///< "book", "song": what follows in marks is a title.
inline constexpr WordFlags kAbbreviation = 1ULL << 31;  ///< Its full stop does not end a sentence.
inline constexpr WordFlags kDubbed =
    1ULL << 32;  ///< "titled", "so-called": what follows in marks is no speech.
inline constexpr WordFlags kSpeechNoun = 1ULL << 33;  ///< "statement", "remarks", "message".
inline constexpr WordFlags kClaimNoun =
    1ULL << 52;  ///< "claim", "remark": what somebody's "that" follows.
inline constexpr WordFlags kNoLabel =
    1ULL << 34;  ///< Begins a line with a colon that is no speaker: "Note", "Why".
inline constexpr WordFlags kBelief = 1ULL << 35;  ///< Cue of thought, not of speech: "believes".
inline constexpr WordFlags kSubordinator =
    1ULL << 42;  ///< Opens a clause with a subject of its own: "while".
inline constexpr WordFlags kFirstPerson = 1ULL
                                          << 43;  ///< I, we, my …: such words in marks are speech.
inline constexpr WordFlags kAlsoSurname =
    1ULL << 53;  ///< A title or a trade that is a common surname too: "Cook", "Dean".
inline constexpr WordFlags kAgain =
    1ULL << 54;  ///< A role by which somebody named is called again: "the striker", "the actress".
inline constexpr WordFlags kNameless =
    1ULL << 55;  ///< Who speaks to be quoted without a name: "an aide", "a source".
// Shapes, set by the tokenizer for lower-case words.
inline constexpr WordFlags kEd = 1ULL << 36;      ///< Ends in "ed".
inline constexpr WordFlags kIng = 1ULL << 37;     ///< Ends in "ing".
inline constexpr WordFlags kS = 1ULL << 38;       ///< Ends in a single "s".
inline constexpr WordFlags kNumber = 1ULL << 39;  ///< Begins with a digit.
inline constexpr WordFlags kDigits = 1ULL << 50;  ///< Of nothing but digits: an age, a year.
inline constexpr WordFlags kGerund = 1ULL << 51;  ///< Ends in "ing", with a capital: "Seeking".
inline constexpr WordFlags kCaps = 1ULL << 41;    ///< Written in capitals: USA, F.B.I.
inline constexpr WordFlags kThing =
    1ULL << 44;  ///< Cue whose object is as often a thing as a clause: "wrote a book".
inline constexpr WordFlags kPromise = 1ULL << 45;  ///< Cue that takes "to": "vowed to rebuild".
inline constexpr WordFlags kContracted =
    1ULL << 46;  ///< Subject and verb in one word: "they're", "he'll".
inline constexpr WordFlags kFirm = 1ULL << 47;  ///< Ends a company's name: "Inc", "Ltd".
inline constexpr WordFlags kBody =
    1ULL << 48;  ///< What an organisation is called in general: "company", "ministry".
inline constexpr WordFlags kTrade =
    1ULL << 49;  ///< One of those that any company may be called: "firm", "airline".
inline constexpr WordFlags kModifier =
    1ULL << 56;  ///< Tells of a noun, and is no name: "Harrow-based", "Fourteen-year-old".
inline constexpr WordFlags kNoun = 1ULL << 40;  ///< Listed because its ending misleads: "family".
}  // namespace word_flag

namespace detail {
/// Eight letters at once: those of ASCII in lower case.
constexpr std::uint64_t lower_eight(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const std::uint64_t low = bytes & (0x7F * kOnes);
  const std::uint64_t from_a = low + (0x80 - 'A') * kOnes, past_z = low + (0x80 - 'Z' - 1) * kOnes;
  return bytes | (((from_a & ~past_z & ~bytes) & (0x80 * kOnes)) >> 2);
}
constexpr std::uint64_t load(const char* bytes, std::size_t size) {
  const auto byte = [&](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  };
  std::uint64_t chunk = 0;
  if (std::is_constant_evaluated()) {
    for (std::size_t i = 0; i < size; ++i) chunk |= byte(i);
  } else if (size == 8) {
    std::memcpy(&chunk, bytes, 8);
  } else if (size >= 4) {  // two halves that overlap
    std::uint32_t low = 0, high = 0;
    std::memcpy(&low, bytes, 4);
    std::memcpy(&high, bytes + size - 4, 4);
    chunk = low | (std::uint64_t{high} << (8 * (size - 4)));
  } else if (size > 0) {  // first, middle and last, perhaps the same
    chunk = byte(0) | byte(size / 2) | byte(size - 1);
  }
  return chunk;
}
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t chunk) {
  hash = (hash ^ chunk) * 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 29);
}
inline constexpr std::uint64_t kSeed = 0x243F6A8885A308D3ULL;
constexpr std::uint64_t hash_bytes(const char* bytes, std::size_t size) {
  std::uint64_t hash = kSeed + size;
  for (; size >= 8; size -= 8, bytes += 8) hash = mix(hash, lower_eight(load(bytes, 8)));
  return size == 0 ? hash : mix(hash, lower_eight(load(bytes, size)));
}
}  // namespace detail

static_assert(std::endian::native == std::endian::little,
              "word_hash reads eight letters as one little-endian number");

/// A hash of the word with ASCII letters in lower case and ’ as '.  The identity of a word
/// everywhere in this folder; a word of more than 64 bytes with a ’ counts by its first 64.
constexpr std::uint64_t word_hash(std::string_view word) {
  constexpr char kLead = '\xE2';
  std::size_t at = 0;
  while (at < word.size() && word[at] != kLead) ++at;
  if (at == word.size()) return detail::hash_bytes(word.data(), word.size());
  std::array<char, 64> plain{};
  std::size_t size = 0;
  for (std::size_t i = 0; i < word.size() && size < plain.size(); ++i) {
    const bool apostrophe =
        word[i] == kLead && i + 2 < word.size() && word[i + 1] == '\x80' && word[i + 2] == '\x99';
    plain[size++] = apostrophe ? '\'' : word[i];
    if (apostrophe) i += 2;
  }
  return detail::hash_bytes(plain.data(), size);
}

/// The same for a word known to have no ’.  One pass.
inline std::uint64_t ascii_word_hash(std::string_view word) {
  return detail::hash_bytes(word.data(), word.size());
}

/// The same for a word of fewer than eight bytes behind whose beginning eight can be read: without
/// a branch, because the lengths of words cannot be foretold.
inline std::uint64_t short_word_hash(const char* word, std::size_t size) {
  std::uint64_t chunk = 0;
  std::memcpy(&chunk, word, 8);
  chunk &= (std::uint64_t{1} << (8 * size)) - 1;
  return detail::mix(detail::kSeed + size, detail::lower_eight(chunk));
}

/// "that"_w is the identity of "that" in any case.
consteval std::uint64_t operator""_w(const char* word, std::size_t size) {
  return word_hash(std::string_view(word, size));
}

/// One lexicon table: its words, separated by spaces, and what they are.
struct WordList {
  WordFlags flags;
  std::string_view words;
};
/// A table of verbs.  "say:said:said" gives past and participle, "quip+" doubles the last letter,
/// "insist" is regular.
struct VerbList {
  WordFlags flags;
  std::string_view verbs;
};

/// The tables (lexicon_*.cc), each with its source beside it.
std::vector<WordList> function_word_lists();
std::vector<WordList> name_word_lists();
std::vector<WordList> given_name_lists();
std::vector<VerbList> cue_verb_lists();
std::vector<WordList> cue_word_lists();

/// The words of all tables, found by identity.  Immutable; any number of threads.
class Lexicon {
 public:
  /// Built at the first call.
  static const Lexicon& english();

  /// What the word may be; 0 for a word in no table.  O(1), one cache line as a rule: most words
  /// that are in no table are told apart by a few kilobytes of bits.
  WordFlags operator[](std::uint64_t hash) const {
    if ((known_[(hash >> 32) % kKnownBits / 64] >> ((hash >> 32) % 64) & 1) == 0) return 0;
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].hash == hash) return slots_[at].flags;
      if (slots_[at].hash == 0) return 0;
    }
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    WordFlags flags = 0;
  };
  Lexicon();
  void add(std::string_view word, WordFlags flags);
  void add_verb(std::string_view verb, WordFlags flags);

  static constexpr std::size_t kKnownBits = 1 << 17;
  std::array<std::uint64_t, kKnownBits / 64> known_{};  // a bit for each word's hash
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace onrecord::statements
