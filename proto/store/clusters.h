// Which articles are copies of each other.  Knows signatures and clusters, not what a batch is.
#pragma once

#include <string>
#include <vector>

#include "proto/result.h"
#include "proto/store/databases.h"

namespace onrecord::store {

/// The articles that a cluster has won.
struct Settled {
  std::string cluster;
  std::vector<ArticleKey> articles;
};

/// Puts \a newcomer, a document that is about to be added, into the cluster of its copies, if the
/// databases (staged or committed) have any; makes one where they have none yet.
///
/// It joins the cluster, or the lone article, that resembles it most; a cluster only when it is a
/// copy of more than half of its members, so that a story made of two does not draw both into one.
/// Two clusters become one when the article shares more than it has with them together, which only
/// clusters that share something with each other can: the older id stays, the others' members get
/// it.  Again for the same article: nothing changes.
///
/// Changes articles only: put_into_cluster is for the statements of whoever changed.  REQUIRES an
/// open transaction, and that nobody else uses the articles' databases.  Errors: `index`: a stored
/// record is damaged.  May throw what Xapian throws.  Cost: kMarks look-ups of terms, and 10 µs for
/// each article that has one of them.
Result<Settled> settle_newcomer(Databases& databases, Xapian::Document& newcomer);

/// The same for the current version of \a key, which is in the databases.
Result<Settled> settle_cluster(Databases& databases, const ArticleKey& key);

/// The statements of \a key.  REQUIRES an open transaction, and that nobody else uses the
/// statements' databases.  May throw what Xapian throws.
void put_into_cluster(Databases& databases, const ArticleKey& key, const std::string& cluster);

}  // namespace onrecord::store
