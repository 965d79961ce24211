// Reads a document that may hold a claim's words and judges what stands there.  Knows articles and
// statements; the verdict on all of them is verify/verdict.h's.
#pragma once

#include <xapian.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "proto/store/records.h"
#include "proto/text/claim.h"
#include "searchd/search/asked_person.h"
#include "searchd/search/claim_search.h"
#include "searchd/search/snapshot.h"
#include "searchd/verify/nearby.h"
#include "searchd/verify/verdict.h"

namespace onrecord::search {

/// An article that was read for evidence; its text is what was stored.
struct ReadArticle {
  Article article;
  std::string damage;  ///< Why its text cannot be shown; "" when all is well.
};

/// One place where words like the claim's stand.
struct Evidence {
  std::shared_ptr<const ReadArticle> source;
  std::optional<StoredStatement> said;  ///< Nothing: the outlet's own text.
  StatementPlace place = StatementPlace::text;
  verify::Judgement judgement;
  verify::Finding finding;
  const store::Person* person = nullptr;  ///< Who the speaker is; of the AskedPerson's authority.
  bool by_authority = false;              ///< It decides what `finding.speaker` is.
  /// Of a statement: the words that the claim was held against as they are printed, with the marks
  /// between them and without an attribution.
  std::string printed;
  std::uint32_t part = 0;  ///< Of a spliced claim: which part of it stands here, from 1; else 0.

  std::string_view place_text() const {
    return place == StatementPlace::headline ? std::string_view(source->article.headline.value)
                                             : std::string_view(source->article.text);
  }
};

/// Judges documents for one claim.
class EvidenceReader {
 public:
  EvidenceReader(Snapshot& snapshot, const verify::Asked& asked, const AskedPerson& person)
      : snapshot_(snapshot), asked_(asked), person_(person) {}

  /// How much of \a claim the statement \a docid has by itself, 0 to 1; of a long one only the part
  /// is looked at in which most of the claim's words are near each other.  Nothing when its article
  /// version is not the current one.
  struct Glance {
    Xapian::docid docid = 0;
    std::shared_ptr<const StoredStatement> stored;
    double coverage = 0;
    bool same = false;   ///< And no words between those of the claim.
    bool asked = false;  ///< The speaker may be the one who is asked for: for whoever sorts.
  };
  Result<std::optional<Glance>> glance(Xapian::docid docid, const text::Claim& claim);

  /// The statement with what its speaker goes on to say around it; long ones as in glance().
  /// Errors: `stale`, `index`.
  Result<Evidence> statement(const Glance& glance, const text::Claim& claim);

  /// The text and the headline of the article \a docid: the best place of either, as the outlet's
  /// own words unless quotation marks stand around them.  Nothing when the words are not there.
  Result<std::optional<Evidence>> article(Xapian::docid docid, const text::Claim& claim);

 private:
  Result<std::shared_ptr<const ReadArticle>> read(const ArticleKey& key, std::uint32_t version);
  /// nullptr when the statement's article version is not the current one.
  Result<std::shared_ptr<const StoredStatement>> read(Xapian::docid docid);
  const verify::Nearby& nearby(const text::Claim& claim);
  Result<std::vector<StoredStatement>> neighbours(const Glance& glance);
  void fill(Evidence& evidence, const std::string& cluster) const;

  Snapshot& snapshot_;
  const verify::Asked& asked_;
  const AskedPerson& person_;
  std::map<std::string, std::shared_ptr<const ReadArticle>> read_;
  std::unordered_map<Xapian::docid, std::shared_ptr<const StoredStatement>> statements_;
  std::map<std::string, verify::Nearby> nearby_;  ///< By the claim's words.
};

}  // namespace onrecord::search
