// The people an article names: their mentions, full names, roles, gender.  Knows one article, no
// authority file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/statements/document.h"
#include "indexer/statements/names.h"

namespace onrecord::statements {

/// Somebody the article names, perhaps an organisation or place that looks like a name.
struct Person {
  Span name;                ///< The fullest form, at its first use.
  std::uint64_t first = 0;  ///< Identity of the given name; 0 when only one word is known.
  std::uint64_t last = 0;
  Gender gender = Gender::unknown;
  bool gender_told = false;  ///< By a title or a noun, not only by the given name.
  Span role;                 ///< "Foreign Ministry spokesman", as first written; may be empty.
  std::vector<std::uint64_t>
      role_heads;  ///< "spokesman", "minister": what "the minister" may mean.
  int mentions = 0;
  bool human = false;     ///< A title, a role, a gender or a given name shows it.
  bool evidence = false;  ///< Something shows a person: title, role, given name, a verb of speech.
  bool against = false;   ///< Something shows a thing: "the Iron Bridge", "in Ostwick".
  bool firm = false;      ///< Named in full, with a title, or with a capital inside a sentence: not
                          ///< just a first word.
  bool introduced = false;     ///< Of one without a name: "a witness", who is nobody named before.
  std::uint32_t first_at = 0;  ///< Byte of the first mention.
};

/// One place where a person is named, outside quotations.
struct Mention {
  int token = 0;  ///< Of Document::tokens: the first of the name.
  int end_token = 0;
  std::uint32_t at = 0;
  int person = 0;
  int paragraph = 0;
  bool titled = false;  ///< "Mr Lindqvist"
};

/// What a name in the text stands for.
struct Resolved {
  int person = -1;         ///< Index, or -1: not somebody the article names more fully.
  std::string name;        ///< What to call the speaker.
  bool ambiguous = false;  ///< Several people of the article bear it.
  bool role = false;       ///< Found by a role: "the minister".
};

class People {
 public:
  /// Reads the tokens of \a document, which must outlive this.  O(tokens).
  explicit People(const Document& document);

  const std::vector<Person>& all() const { return people_; }
  const std::vector<Mention>& mentions() const { return mentions_; }
  const Person& operator[](int person) const { return people_[static_cast<std::size_t>(person)]; }
  std::string_view name_of(int person) const { return (*this)[person].name.of(document_.text); }

  /// The index of the first mention at or after global token \a token.  O(log n).
  std::size_t first_mention_from(int token) const;

  /// What the noun phrase \a phrase (global token indices) stands for; pronouns are not its
  /// business.  A phrase without a name gives the phrase itself, or the person of that role named
  /// before: "the minister".
  Resolved resolve(Range phrase) const;

  /// The person whom a name given apart from the text ("BAGHAEI") stands for; -1 when none.
  int find(std::string_view name) const;

  /// The unnamed person that \a phrase calls by a role, "the town clerk": made a person of its own
  /// at first use; -1 when it does not.
  int unnamed(Range phrase);

  /// Remembers what a pronoun told about a person whose gender nothing else tells.
  void learn_gender(int person, Gender gender);

 private:
  struct Core {
    Range name;    // global tokens of the name proper
    Range titles;  // and of the capitalised words before it
  };
  void read_paragraph(int index);
  void read_label(std::string_view label);
  bool known_surname(const Token& word) const;
  bool opens_with_verb(Range name) const;
  bool of_body(Range name) const;
  void add(const Core& core, int paragraph);
  int person_for(Range name, Gender gender, bool titled, std::uint32_t at);
  int by_last(std::uint64_t last, Gender gender, std::uint32_t at, bool& ambiguous) const;
  int by_given(Range name) const;
  int named_near(Range name, Gender gender) const;
  Gender gender_of(const Core& core, bool& told) const;
  void read_role(const Core& core, Person& person);
  void weigh(const Core& core, Person& person) const;
  const Token& token(int i) const { return document_.tokens[static_cast<std::size_t>(i)]; }

  const Document& document_;
  std::vector<Person> people_;
  std::vector<Mention> mentions_;
  std::unordered_map<std::uint64_t, std::vector<int>> last_names_;
  std::unordered_map<std::uint64_t, int> first_names_;
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, int>>>
      roles_;                                       // head → (byte, person), in order
  std::unordered_map<std::uint64_t, int> unnamed_;  // by the role's head
  Range paragraph_;                                 // tokens of the paragraph being read
};

}  // namespace onrecord::statements
