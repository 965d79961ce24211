// From a noun phrase to a speaker: name, role, confidence.  Joins people, organisations and
// pronouns; finds no statement.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "indexer/statements/attribution.h"
#include "indexer/statements/confidence.h"
#include "indexer/statements/organisations.h"
#include "indexer/statements/people.h"
#include "indexer/statements/pronouns.h"
#include "proto/store/records.h"

namespace onrecord::statements {

class Speakers {
 public:
  /// \a document must outlive this.
  explicit Speakers(const Document& document);

  /// Fills speaker, speaker_as_written, role and speaker_confidence of \a statement, and remembers
  /// that the speaker spoke. \a evidence: what is known before anything is known of who \a speaker
  /// is; his reading is found here.
  void name(Statement& statement, const Speaker& speaker, Evidence evidence);

  /// From now on \a observer sees each statement that is named, with all its evidence: for
  /// training.
  using Observer = std::function<void(const Statement&, const Evidence&)>;
  void observe(Observer observer) { observer_ = std::move(observer); }

  /// Gives \a statement, an interview's answer without a speaker, to the guest: the person whom the
  /// narrator has named most often before the first answer, the first one of several.
  void name_guest(Statement& statement);

  Focus& focus() { return focus_; }
  const People& people() const { return people_; }

 private:
  void name_label(Statement& statement, std::string_view label);
  void name_phrase(Statement& statement, Range phrase, Evidence& evidence);
  bool nobody(Statement& statement, Range phrase) const;
  bool several(Statement& statement, Range phrase) const;
  bool firm_goes_on(Range part, bool behind_human) const;
  int name_pronoun(Statement& statement, Range phrase, PhraseKind kind, Evidence& evidence);
  int name_noun(Statement& statement, Range phrase, Evidence& evidence);
  bool anonymous(Range phrase) const;
  int name_described(Statement& statement, Range phrase, PhraseKind kind, Evidence& evidence);
  /// What an organisation is called, and how it was found.
  struct Body {
    std::string_view name;
    Reading reading = Reading::full_name;
    bool sure = true;        ///< Else it may be a person with a name that no table has.
    bool authority = false;  ///< A ministry, a council: nobody calls it "the company".
  };
  std::optional<Body> body_of(Range phrase);
  enum class Kin : std::uint8_t { any, company };
  void remember(const Body& body);
  std::optional<Body> only_body(Kin kin);
  void read_lead();
  bool asked_again(int pronoun) const;
  Antecedent antecedent_of(int pronoun, std::string_view cue);
  int guest_before(std::uint32_t at) const;

  const Document& document_;
  People people_;
  Organisations organisations_;
  Focus focus_;
  std::vector<Body> bodies_;  // that spoke so far, or that the lead is about
  bool lead_read_ = false;
  int pronoun_ = -1;  // read last, and as whom: who goes on speaking is no new evidence
  Antecedent antecedent_;
  Observer observer_;
  std::optional<int> guest_;  // of people_, -1 for nobody; found at the first answer
};

}  // namespace onrecord::statements
