// See claim_review.h.
#include "indexer/formats/claim_review.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "indexer/formats/encoding.h"
#include "indexer/formats/html_visible.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/sniff.h"
#include "proto/store/hash.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kReader = "claimreview/1";
constexpr std::string_view kClaimName = "\"claimReviewed\"";
constexpr std::size_t kMaxHashed = 1u << 30;  ///< Bytes, of all claims of a file together.
constexpr std::size_t kMaxClaims = 1000;  ///< Of one page: each is looked for in its whole text.

void put(Record& record, std::string_view key, const std::string& text) {
  if (!text.empty()) record.values.push_back({std::string(key), text, ValueKind::string});
}

void add_paragraph(std::string& body, std::string_view words) {
  if (words.empty()) return;
  if (!body.empty()) body += "\n\n";
  body += words;
}

/// The claim at \a span as the whole of a paragraph: a part of its own that says the rating.
void add_part(Record& record, const SchemaClaim& claim, Span span) {
  std::string label = claim.rating.empty() ? "Claim" : "Claim rated " + claim.rating;
  record.marks.push_back({SpanKind::section, span, std::move(label)});
  record.marks.push_back({SpanKind::claim, span, claim.claimant});
}

Record record_of(const SchemaClaim& claim) {
  Record record;
  record.has_body = true;
  record.body = claim.claim;
  add_part(record, claim, {0, static_cast<std::uint32_t>(claim.claim.size())});
  add_paragraph(record.body, claim.body);
  if (!claim.rating.empty()) add_paragraph(record.body, "Rating: " + claim.rating);
  put(record, "headline", claim.headline.empty() ? claim.claim : claim.headline);
  put(record, "publisher", claim.reviewer);
  put(record, "published", clean_date(claim.published));
  put(record, "url", claim.url);
  put(record, "language", claim.language);
  put_claim(claim, record);
  return record;
}

/// The objects of \a json that have a member claimReviewed, in order of begin, by brackets and
/// quotes alone.
std::vector<Span> claim_objects(std::string_view json) {
  struct Open {
    std::uint32_t begin;
    bool claims;
  };
  std::vector<Open> open;
  std::vector<Span> found;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') {
      if (!open.empty() && json.substr(at).starts_with(kClaimName)) open.back().claims = true;
      for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    } else if (c == '{') {
      open.push_back({static_cast<std::uint32_t>(at), false});
    } else if (c == '}' && !open.empty()) {
      if (open.back().claims)
        found.push_back({open.back().begin, static_cast<std::uint32_t>(at + 1)});
      open.pop_back();
    }
  }
  std::sort(found.begin(), found.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return found;
}

/// Whether the first object of \a json is a claim, or only the wrapper of a list: what holds a
/// claim beside a text of its own is an article.
bool begins_with_claim(std::string_view json) {
  int depth = 0;
  bool wraps = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (c == '"') {
      const std::string_view rest = json.substr(at);
      if (rest.starts_with(kClaimName) && (depth == 1 || wraps)) return true;
      for (const std::string_view name :
           {"\"@graph\"", "\"itemListElement\"", "\"dataFeedElement\""})
        wraps = wraps || (depth == 1 && rest.starts_with(name));
      for (++at; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return false;
    }
  }
  return false;
}

}  // namespace

void put_claim(const SchemaClaim& claim, Record& record) {
  put(record, "claim", claim.claim);
  put(record, "claimant", claim.claimant);
  put(record, "rating", claim.rating);
  put(record, "claim reviewer", claim.reviewer);
  put(record, "claimed on", claim.claimed_on);
  put(record, "claim appearance", claim.appearance);
}

void add_claims(const SchemaFacts& schema, const WordFinder& text, Record& record) {
  std::size_t looked = 0;
  for (const SchemaClaim& claim : schema.claims) {
    if (++looked > kMaxClaims) break;
    if (const Span span = text.find(claim.claim); !span.empty()) {
      record.marks.push_back({SpanKind::claim, span, claim.claimant});
      continue;
    }
    add_paragraph(record.body, claim.claim);
    const auto end = static_cast<std::uint32_t>(record.body.size());
    add_part(record, claim, {end - static_cast<std::uint32_t>(claim.claim.size()), end});
  }
}

void read_claim_review(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record whole;
  whole.bytes = bytes;
  if (std::string reason = binary_reason(bytes); !reason.empty())
    return sink.reject(make_reject(whole, options, std::move(reason)));
  const Decoded decoded = decode_text(bytes, options.encoding);
  if (decoded.text.find_first_not_of(" \t\r\n") == std::string::npos)
    return sink.reject(make_reject(whole, options, empty_reason(bytes)));
  const std::vector<Span> objects = claim_objects(bytes);
  SchemaFacts facts = read_schema({decoded.text});
  // One a line, or a list with something broken in it: each is tried by itself.
  if (facts.claims.empty() && objects.size() > 1) {
    const std::vector<Span> in_text = claim_objects(decoded.text);
    std::uint32_t end = 0;
    for (const Span object : in_text) {
      if (object.begin < end) continue;  // inside another
      end = object.end;
      SchemaFacts one = read_schema({std::string(object.of(decoded.text))});
      std::move(one.claims.begin(), one.claims.end(), std::back_inserter(facts.claims));
    }
  }
  if (facts.claims.empty())
    return sink.reject(make_reject(whole, options,
                                   facts.warnings.empty()
                                       ? "expected a ClaimReview with claimReviewed, got none"
                                       : facts.warnings.front()));
  const bool apart = objects.size() == facts.claims.size();
  // Each would be hashed with the whole file.
  if (!apart && facts.claims.size() > kMaxHashed / bytes.size())
    return sink.reject(make_reject(
        whole, options,
        std::to_string(facts.claims.size()) + " claims whose places cannot be told apart"));
  std::map<std::string_view, int> claims_at;  // one page may check several
  for (const SchemaClaim& claim : facts.claims) ++claims_at[claim.url];
  std::size_t number = 0;
  for (const SchemaClaim& claim : facts.claims) {
    Record record = record_of(claim);
    if (!claim.url.empty())
      put(record, "id",
          claims_at[claim.url] == 1
              ? claim.url
              : claim.url + "#" + store::sha256_hex(claim.claim).substr(0, 8));
    if (facts.claims.size() > 1) record.number = number + 1;
    const bool piece = apart && facts.claims.size() > 1;
    record.byte_begin = piece ? objects[number].begin : 0;
    record.bytes = piece ? objects[number].of(bytes) : bytes;
    ++number;
    note_decoding(decoded, record);
    deliver(std::move(record), options, sink, kReader);
  }
}

int sniff_claim_review(std::string_view head, std::string_view) {
  const std::size_t begin = skip_json_space(head, head.starts_with(kBom) ? kBom.size() : 0);
  if (begin == head.size() || (head[begin] != '{' && head[begin] != '[')) return 0;
  const bool claims = head.find("ClaimReview\"") != std::string_view::npos;
  return claims && begins_with_claim(head.substr(begin)) ? 97 : 0;
}

}  // namespace onrecord::formats
