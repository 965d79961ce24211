// Candidates by the signature's terms, judged by the signature.
#include "proto/store/clusters.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "proto/store/documents.h"
#include "proto/store/fields.h"
#include "proto/store/hash.h"
#include "proto/store/signature.h"
#include "proto/store/terms.h"

namespace onrecord::store {
namespace {

/// Of the articles of a shard that have one term so many are looked at: forms and boilerplate have
/// terms that very many have.
constexpr std::size_t kMostCandidates = 32;
/// Of a cluster so many members of a shard are compared.
constexpr std::size_t kMostMembers = 64;
/// Two texts that share nothing resemble a third one by 1 together at most.  Above it by more than
/// the estimates err.
constexpr double kOverlap = 1.1;

/// An article, as far as copies go.
struct Member {
  ArticleKey key;
  std::string signature;
  std::string cluster;
  double ingested = 0;
};

/// A cluster, or an article that has none, that the newcomer is a copy of.
struct Group {
  std::string cluster;
  std::vector<Member> members;  ///< Those that were compared.
  double resemblance = 0;       ///< Of the member most like the newcomer.
};

std::optional<Member> member_of(const Xapian::Document& document) {
  auto key = ArticleKey::parse(document.get_value(slot::kKey));
  if (!key) return std::nullopt;
  return Member{std::move(*key), document.get_value(slot::kSignature),
                document.get_value(slot::kCluster),
                Xapian::sortable_unserialise(document.get_value(slot::kIngested))};
}

std::vector<Member> members_with(const Databases& databases, const std::string& term,
                                 std::size_t most, const ArticleKey& but) {
  std::vector<Member> members;
  for (const Xapian::Document& document : databases.articles_with({&term, 1}, most))
    if (auto member = member_of(document); member && member->key != but)
      members.push_back(std::move(*member));
  return members;
}

std::string cluster_term(const std::string& cluster) {
  return make_term(prefix::kCluster, cluster);
}

std::vector<Member> copies_of(const Databases& databases, const Member& self) {
  std::vector<Member> copies;
  const std::vector<std::string> terms = signature_terms(self.signature);
  for (const Xapian::Document& document : databases.articles_with(terms, kMostCandidates)) {
    // Reading a value takes longer than comparing: most candidates are no copies.
    if (!are_copies(likeness(self.signature, document.get_value(slot::kSignature)))) continue;
    if (auto copy = member_of(document); copy && copy->key != self.key)
      copies.push_back(std::move(*copy));
  }
  std::sort(copies.begin(), copies.end(),
            [](const Member& a, const Member& b) { return a.key < b.key; });
  return copies;
}

/// The cluster with those of its members that were compared.
Group cluster_group(const Databases& databases, const Member& self, const std::string& cluster) {
  Group group{cluster, members_with(databases, cluster_term(cluster), kMostMembers, self.key), 0};
  for (const Member& member : group.members)
    group.resemblance =
        std::max(group.resemblance, likeness(self.signature, member.signature).resemblance);
  return group;
}

/// Whether the newcomer is a copy of more than half of them.
bool fits(const Group& group, const Member& self) {
  const auto copies = std::count_if(
      group.members.begin(), group.members.end(),
      [&](const Member& member) { return are_copies(likeness(self.signature, member.signature)); });
  return 2 * static_cast<std::size_t>(copies) > group.members.size();
}

/// Clusters and lone articles that it may join, the most like it first; never its own cluster.
std::vector<Group> groups_for(const Databases& databases, const Member& self) {
  std::vector<Group> groups;
  for (Member& copy : copies_of(databases, self)) {
    const auto is_known = [&](const Group& group) {
      return !copy.cluster.empty() && group.cluster == copy.cluster;
    };
    if (!copy.cluster.empty() && copy.cluster == self.cluster) continue;
    if (std::any_of(groups.begin(), groups.end(), is_known)) continue;
    if (copy.cluster.empty()) {
      const double resemblance = likeness(self.signature, copy.signature).resemblance;
      groups.push_back({"", {std::move(copy)}, resemblance});
    } else {
      groups.push_back(cluster_group(databases, self, copy.cluster));
    }
  }
  std::erase_if(groups, [&](const Group& group) { return !fits(group, self); });
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    if (a.resemblance != b.resemblance) return a.resemblance > b.resemblance;
    return a.cluster > b.cluster;  // A cluster before a lone article.
  });
  return groups;
}

/// WHEN-DIGITS: when its first member was added, so that of two ids the lesser is the older, and
/// what keeps two of one second apart.  Tells nobody whose it is: its founder may be withheld.
std::string new_id(const std::vector<Member>& members) {
  const auto founder =
      std::min_element(members.begin(), members.end(), [](const Member& a, const Member& b) {
        return std::pair(a.ingested, a.key.str()) < std::pair(b.ingested, b.key.str());
      });
  std::string when = std::to_string(std::max<std::int64_t>(0, std::llround(founder->ingested)));
  when.insert(0, when.size() < 10 ? 10 - when.size() : 0, '0');
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string digits;
  // Of all of the signature: its first hashes may be those of a footer that many stories have.
  const std::uint64_t hash = hash64(founder->signature);
  for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[hash >> shift & 15];
  return when + "-" + digits;
}

Result<void> put_into(Databases& databases, const ArticleKey& key, const std::string& id) {
  Result<void> changed;
  databases.amend(Kind::articles, key, [&](Xapian::Document& document) {
    changed = set_article_cluster(document, id);
    return changed.has_value();
  });
  return changed;
}

/// What becomes one cluster.
std::vector<Group> joined_groups(const Databases& databases, const Member& self) {
  std::vector<Group> groups = groups_for(databases, self);
  std::vector<Group> joined;
  if (!self.cluster.empty()) {
    joined.push_back(cluster_group(databases, self, self.cluster));
    // The others of its cluster may be gone, or may have lost their half of a batch.
    if (joined.front().members.empty())
      for (Group& group : groups)
        if (group.cluster.empty()) joined.push_back(std::exchange(group, {}));
  } else if (!groups.empty()) {
    joined.push_back(std::exchange(groups.front(), {}));
  }
  if (joined.empty()) return joined;
  const double resemblance = joined.front().resemblance;
  for (Group& group : groups)
    if (!group.members.empty() && group.resemblance + resemblance > kOverlap)
      joined.push_back(std::move(group));
  return joined;
}

/// \a put_self gives \a self another cluster.
Result<Settled> settle(Databases& databases, const Member& self,
                       const std::function<Result<void>(const std::string&)>& put_self) {
  Settled settled;
  if (self.signature.empty()) return settled;
  const std::vector<Group> joined = joined_groups(databases, self);
  if (joined.empty()) return settled;
  std::string& id = settled.cluster;
  id = self.cluster;
  for (const Group& group : joined)
    if (!group.cluster.empty() && (id.empty() || group.cluster < id)) id = group.cluster;
  // Of a cluster that keeps its id nobody else changes, however many they are.
  std::vector<Member> members{self};
  for (const Group& group : joined) {
    if (group.cluster.empty()) {
      members.insert(members.end(), group.members.begin(), group.members.end());
    } else if (group.cluster != id) {
      for (Member& member : members_with(databases, cluster_term(group.cluster),
                                         std::numeric_limits<std::size_t>::max(), self.key))
        members.push_back(std::move(member));
    }
  }
  if (id.empty() && members.size() == 1) return settled;
  if (id.empty()) id = new_id(members);
  for (const Member& member : members) {
    if (member.cluster == id) continue;
    const Result<void> put =
        member.key == self.key ? put_self(id) : put_into(databases, member.key, id);
    if (!put) return put.error();
    settled.articles.push_back(member.key);
  }
  return settled;
}

}  // namespace

Result<Settled> settle_newcomer(Databases& databases, Xapian::Document& newcomer) {
  const std::optional<Member> self = member_of(newcomer);
  if (!self) return Settled{};
  return settle(databases, *self,
                [&](const std::string& id) { return set_article_cluster(newcomer, id); });
}

Result<Settled> settle_cluster(Databases& databases, const ArticleKey& key) {
  const std::string term = key_term(key);
  const std::vector<Xapian::Document> found = databases.articles_with({&term, 1}, 1);
  const std::optional<Member> self = found.empty() ? std::nullopt : member_of(found.front());
  if (!self) return Settled{};
  return settle(databases, *self,
                [&](const std::string& id) { return put_into(databases, key, id); });
}

void put_into_cluster(Databases& databases, const ArticleKey& key, const std::string& cluster) {
  databases.amend(Kind::statements, key, [&](Xapian::Document& document) {
    document.add_value(slot::kCluster, cluster);
    return true;
  });
}

}  // namespace onrecord::store
