// A small invented archive whose every word, name, label and date is known because it was made
// here.  It is the oracle's side of the comparison: it shares no code with how text is read,
// indexed or searched.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace oracle {

/// A day as a plain number, 20260315.  Every comparison is between such numbers.
int day_number(int year, int month, int day);
int days_in_month(int year, int month);

/// When something was published: month and day are 0 where they are not known, year 0 when nothing
/// is.
struct When {
  int year = 0, month = 0, day = 0;
  int first() const;
  int last() const;
};

using Run = std::vector<std::string>;  ///< Words next to one another; no phrase or distance crosses
                                       ///< its ends.

/// A run of a text, whose sentences are known.
struct Passage : Run {
  Passage() = default;
  /// All one sentence.
  explicit Passage(Run words) : Run(std::move(words)), sentences(size(), 0) {}
  std::vector<int> sentences;  ///< Number of each word's sentence.
};

struct Said {
  std::size_t paragraph = 0;         ///< Of Piece::paragraphs.
  std::size_t first = 0, count = 0;  ///< Words of it.
  std::string kind, speaker, role;
  float confidence = 0;
};

/// One article.
struct Piece {
  std::string id, source, outlet, desk, language, collection, status, byline, speaker, role,
      edition;
  When when;
  Run headline;
  std::vector<Passage> paragraphs;  ///< The first is the lead.
  std::vector<std::string> labels;  ///< One a paragraph: the label of its part, or "".
  std::vector<Said> said;
};

std::vector<Piece> make_world(std::mt19937& random, std::size_t articles);

/// Words that one stem unites; a word that is in no list stands alone.
const std::vector<Run>& stem_classes();
bool same_stem(const std::string& a, const std::string& b);
const Run& vocabulary();

inline constexpr const char* kOutlets[] = {"Harbour Post", "Harbour Gazette", "Gazette",
                                           "The Lamp"};
inline constexpr const char* kDesks[] = {"", "Politics", "World Affairs", "Background"};
inline constexpr const char* kLabels[] = {"Why it matters", "What next", "Background"};
inline constexpr const char* kNames[] = {"Mara Lindqvist", "Jon Lindqvist", "Ada Okoro",
                                         "Mara Okoro Vale"};
inline constexpr const char* kRoles[] = {"spokesman", "foreign minister", "minister"};
inline constexpr const char* kKinds[] = {"direct", "fragment", "mixed", "indirect", "speech"};
inline constexpr const char* kStatuses[] = {"usable", "corrected", "retracted"};
inline constexpr const char* kCollections[] = {"wire", "print"};
inline constexpr const char* kSources[] = {"north", "south"};
inline constexpr const char* kEditions[] = {"", "late", "late city"};
inline constexpr float kConfidences[] = {0, .3F, .75F, .8F, .95F, 1};

}  // namespace oracle
