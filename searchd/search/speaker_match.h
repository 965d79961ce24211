// In which way a name that was asked for is found in another.  Knows folded names and their sounds,
// no column, no authority.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/query/likeness.h"
#include "searchd/search/column.h"

namespace onrecord::search {

/// The best first.
enum class NameWay : std::uint8_t {
  exact,      ///< The same words.
  authority,  ///< Another name, or the id, of a person whom the authority file knows.
  part,       ///< The words stand in it, one after the other.
  prefix,     ///< The same, of the last one the beginning.
  spelling,   ///< Words that sound alike and differ in a letter or two, or by a slip of typing.
  sound,      ///< Words that sound alike.
};
std::string_view name_of(NameWay way);

struct NameMatch {
  NameWay way = NameWay::exact;
  double distance = 0;  ///< Of the sounds; 0 unless spelling or sound.
  friend bool operator<(const NameMatch& a, const NameMatch& b) {
    return a.way != b.way ? a.way < b.way : a.distance < b.distance;
  }
};

/// Belongs to one thread.
class AskedName {
 public:
  explicit AskedName(std::string_view name);

  const std::string& key() const { return form_.key; }
  /// \a form: of a name.  Never `authority`.  Tens of ns, a few µs where much is alike.
  std::optional<NameMatch> match(const NameForm& form);

 private:
  struct Word {
    std::string letters;
    std::string sound;
  };
  struct HeardWords;
  std::optional<NameMatch> in_words(const HeardWords& heard) const;
  std::optional<NameMatch> run_together(const HeardWords& heard) const;
  static std::optional<NameMatch> like(const Word& asked, std::string_view letters,
                                       std::string_view sound);
  bool spelt_alike(std::string_view key);

  NameForm form_;
  std::vector<Word> words_;  ///< Those that have a sound.
  std::string joined_;       ///< The sounds of all.
  query::EditDistance edits_;
};

}  // namespace onrecord::search
