// Whom "he" and "she" mean: centring over sentences, with gender.  Knows mentions and subjects, no
// quotation.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/statements/people.h"

namespace onrecord::statements {

/// A pronoun's reading.
struct Antecedent {
  int person = -1;      ///< -1: nobody fits.
  float certainty = 0;  ///< 0 to 1: the share of the best candidate among all, and somebody else.
};

/// What speaks for a candidate; the weights are a constant table.
inline constexpr std::size_t kAntecedentFeatures = 26;
using AntecedentFeatures = std::array<float, kAntecedentFeatures>;

/// A candidate, for the training script.
struct AntecedentCandidate {
  int person = -1;
  AntecedentFeatures features{};
  float score = 0;
};

/// Walks through an article's sentences once, remembering who each is about and who spoke.
class Focus {
 public:
  /// \a document and \a people must outlive this.
  Focus(const Document& document, People& people);

  /// What the pronoun's sentence does.
  enum class Turn : std::uint8_t { speaks, answers };
  /// Whom the pronoun at global token \a token means.  Calls must come in text order, roughly: what
  /// stands after is not looked at.  Who answers is not who spoke last.
  Antecedent read(int token, Turn turn = Turn::speaks);
  /// The candidates of a pronoun of \a gender at \a token, with their scores.
  std::vector<AntecedentCandidate> candidates(int token, Gender gender);
  /// Whom "he" or "she" means inside the quotation at global token \a quotation, which \a speaker
  /// said: somebody else; -1 when little speaks for anybody.
  int read_inside(int quotation, Gender gender, std::string_view speaker);
  /// The person whom one of the sentences before is about, or who spoke in it, when \a phrase is a
  /// role that the article has given nobody, but that people are called again by ("the striker";
  /// "the nurse" may be anybody, except behind the only person of her paragraph), and no other role
  /// is known of him; else -1.
  int meant_by_role(Range phrase);
  /// The person of unknown gender whom one of the sentences before is about: what "they" at \a
  /// token may mean; else -1.
  int person_meant_by_they(int token);
  /// What "they" or "it" at \a token means, as a phrase: who spoke in the sentence before, else its
  /// subject, when that is no person and agrees in number; else nothing.
  std::optional<Range> group_meant(int token) const;
  /// What the article takes for a person of whom nothing but a name is known, and who spoke in the
  /// sentence before: "Ostwick Water said … It said"; -1 for nobody.
  int thing_meant_by_it(int token) const;
  /// From now on \a observer sees each pronoun that is read, with its candidates: for training.
  using Observer = std::function<void(int token, const std::vector<AntecedentCandidate>&)>;
  void observe(Observer observer) { observer_ = std::move(observer); }
  /// \a person spoke in the sentence of global token \a token.
  void spoke(int token, int person);
  /// So did what \a phrase names, which is no person.
  void group_spoke(int token, Range phrase);

 private:
  struct Sentence {
    Range tokens;  // global
    int paragraph = 0;
    int subject = -1;  // person
    int subject_token = -1;
    int speaker = -1;                      // person
    Range group;                           // who spoke and is no person
    Gender centre_read = Gender::unknown;  // of which pronoun the next two are known
    int centre = -1;                       // whom its last "him", "his" or "her" means
    bool acts = false;                     // its subject does something to "him"
  };
  template <class Fits>
  int latest(int here, int reach, Fits&& fits);
  int last_speaker(int token) const;
  bool alone_in_paragraph(int here) const;
  int sentence_of(int token) const;
  bool agrees(Range phrase, bool they) const;
  void read_subjects(int before);
  void find_subject(int index, int limit);
  void find_centre(int index, Gender gender);
  Gender wanted(int token) const;

  const Document& document_;
  People& people_;
  std::vector<Sentence> sentences_;
  std::vector<int> sentence_of_mention_;
  int subjects_read_ = 0;
  bool reading_centre_ = false;
  Observer observer_;
};

}  // namespace onrecord::statements
