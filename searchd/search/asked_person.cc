// What the names say, overruled by what the file says of that place.
#include "searchd/search/asked_person.h"

#include <algorithm>

#include "proto/text/tokens.h"

namespace onrecord::search {
namespace {

using verify::SpeakerFound;

/// The key of a name without titles: "Sen. Mara Lindqvist" is "mara lindqvist".
std::string bare_key(std::string_view name) {
  std::string key;
  for (const std::string& word : verify::bare_name(name)) key += (key.empty() ? "" : " ") + word;
  return key;
}

store::NamePlace place_of(const std::string& article_key, const Article& article) {
  if (!article.date.known()) return {article_key, {}, {}};
  return {article_key, article.date.earliest, article.date.latest};
}

bool is_sure(SpeakerFound found) {
  return found == SpeakerFound::stated || found == SpeakerFound::resolved;
}

/// Whether the speaker was found by a surname that \a article gives to another person too: which of
/// the two it means there nobody can be sure of.
bool surname_of_two(const verify::Asked& asked, const Statement& statement, const Article& article,
                    SpeakerFound found) {
  if (statement.rule == "editor" ||
      !verify::by_surname_only(asked.name, statement.speaker_as_written) ||
      !verify::by_surname_only(statement.speaker, statement.speaker_as_written))
    return false;
  const std::vector<std::string> words = text::terms_of(article.text);
  const auto stands_there = [&](std::string_view name) {
    const std::vector<std::string> other = verify::bare_name(name);
    return std::search(words.begin(), words.end(), other.begin(), other.end()) != words.end();
  };
  if (found == SpeakerFound::other) return stands_there(asked.name);
  return std::any_of(asked.namesakes.begin(), asked.namesakes.end(), [&](const std::string& name) {
    return verify::compare_names(asked.name, name) == verify::NameMatch::none && stands_there(name);
  });
}

}  // namespace

AskedPerson::AskedPerson(std::shared_ptr<const store::Authority> authority,
                         const std::string& asked)
    : authority_(std::move(authority)), key_(store::name_key(asked)) {
  if (!authority_ || key_.empty()) return;
  if (const auto id = authority_->find_id(asked)) {
    persons_ = {*id};
    matched_ = "id";
    return;
  }
  persons_ = authority_->named(key_);
  if (persons_.empty()) {
    key_ = bare_key(asked);
    persons_ = authority_->named(key_);
  }
  if (persons_.empty()) return;
  const auto& names = authority_->persons()[persons_.front()].names;
  const auto name = std::find_if(names.begin(), names.end(),
                                 [&](const store::PersonName& n) { return n.key == key_; });
  matched_ = name_of(name->kind);
}

bool AskedPerson::asked_for(std::uint32_t person) const {
  return std::find(persons_.begin(), persons_.end(), person) != persons_.end();
}

bool AskedPerson::may_be(std::string_view name) const {
  if (persons_.empty()) return false;
  const auto people = authority_->named(store::name_key(name));
  return std::any_of(people.begin(), people.end(),
                     [this](std::uint32_t person) { return asked_for(person); });
}

std::vector<std::string> AskedPerson::other_names() const {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> names;
  if (persons_.size() != 1) return names;
  for (const store::PersonName& name : authority_->persons()[persons_.front()].names)
    if (name.key != key_ && names.size() < kMost) names.push_back(name.fact.value);
  return names;
}

AskedPerson::Found AskedPerson::find(const verify::Asked& asked, const Statement& statement,
                                     const Article& article) const {
  Found out{verify::find_speaker(asked, statement), nullptr, false};
  const bool by_name = out.found == SpeakerFound::resolved || out.found == SpeakerFound::other;
  const bool doubtful = by_name && surname_of_two(asked, statement, article, out.found);
  if (doubtful) out.found = SpeakerFound::uncertain;
  if (!authority_ || statement.speaker.empty()) return out;
  const std::string article_key = article.key.str();
  const store::NamePlace place = place_of(article_key, article);
  std::string key = store::name_key(statement.speaker);
  std::vector<std::uint32_t> bearers = authority_->named(key);
  if (bearers.empty()) {
    key = bare_key(statement.speaker);
    bearers = authority_->named(key);
  }
  const auto who = authority_->who_at(key, place);
  if (who) out.person = &authority_->persons()[*who];
  if (asked.name.empty() || doubtful) return out;
  const auto decide = [&](SpeakerFound found) {
    out.by_authority = out.found != found;
    out.found = found;
    return out;
  };
  const auto sure = [&] {
    return statement.speaker_confidence < verify::kResolved ? SpeakerFound::uncertain
                                                            : SpeakerFound::resolved;
  };
  if (who && asked_for(*who)) {
    if (persons_.size() > 1) return decide(SpeakerFound::ambiguous);
    return is_sure(out.found) ? out : decide(sure());
  }
  if (who && !persons_.empty()) {
    // "Lindqvist" may be anybody of that surname who is not said to be another.
    const bool another = matched_ != "surname" ||
                         std::any_of(persons_.begin(), persons_.end(),
                                     [&](auto person) { return authority_->apart(person, *who); });
    return another ? decide(SpeakerFound::other) : out;
  }
  if (who && out.found == SpeakerFound::other) {
    // Nobody's name: perhaps the role that the speaker has on that day.
    Statement in_role = statement;
    for (const store::Fact& role : out.person->roles) {
      if (!store::holds(role, place)) continue;
      in_role.role = role.value;
      const SpeakerFound found = verify::find_speaker(asked, in_role);
      if (found != SpeakerFound::other) return decide(found);
    }
    return out;
  }
  // A name of several, of whom the asked one may be it: nothing there says who.
  const bool may_be = std::any_of(bearers.begin(), bearers.end(),
                                  [this](std::uint32_t person) { return asked_for(person); });
  if (may_be && bearers.size() > 1) return decide(SpeakerFound::ambiguous);
  return out;
}

}  // namespace onrecord::search
