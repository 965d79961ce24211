// Fact checks: schema.org's ClaimReview, in a page or as a file of JSON.  The claim becomes a
// statement of its claimant, the rating stands in the article's metadata and text.
#pragma once

#include <string_view>

#include "indexer/formats/html_quotes.h"
#include "indexer/formats/reader.h"
#include "indexer/formats/record.h"
#include "indexer/formats/schema_org.h"

namespace onrecord::formats {

/// A file of ClaimReview nodes, alone, in a list, a graph or a data feed: one article each, its
/// text the claim, the rating and what the review says.
void read_claim_review(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_claim_review(std::string_view head, std::string_view path);

/// Marks the claims that \a schema names in the body of \a record, which \a text looks through; one
/// that does not stand there in these words is added as a last paragraph, a part labelled "Claim
/// rated …".
void add_claims(const SchemaFacts& schema, const WordFinder& text, Record& record);

/// Adds what is known of \a claim to the metadata of \a record: claim, claimant, rating, reviewer.
void put_claim(const SchemaClaim& claim, Record& record);

}  // namespace onrecord::formats
