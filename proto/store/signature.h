// What a text's words look like in a few hundred bytes, so that copies of it are recognised.  Knows
// two texts, no index.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord::store {

/// A MinHash sketch of \a text: how many different runs of kShingleWords words it has, and the
/// kSketch smallest of their hashes.  "" for texts of fewer than kLeastShingles runs: too little to
/// tell a copy from a form that was filled in.  Looks at the first MiB.  Part of the disk format.
/// O(n), about 60 MB/s.
std::string make_signature(std::string_view text);

/// How much two texts share, estimated from their signatures; exact for texts of up to kSketch
/// runs.
struct Likeness {
  double resemblance = 0;  ///< Shared runs over all runs of either (Jaccard).
  double containment = 0;  ///< Shared runs over all runs of the one that has fewer.
};
/// 0 and 0 when one of them is "" or damaged.  O(kSketch).
Likeness likeness(std::string_view a, std::string_view b);

/// Whether one of two texts is, for the most part, the other or a piece of it.
bool are_copies(const Likeness& likeness);

/// The terms of the kMarks smallest hashes: of two texts that share half of the smaller one's runs
/// nearly all pairs have a term in common.  They are put into the index beside the signature.
std::vector<std::string> signature_terms(std::string_view signature);

/// Of everything above that decides what a signature is.
inline constexpr std::string_view kSignatureVersion = "1";
inline constexpr unsigned kShingleWords = 3;
inline constexpr unsigned kLeastShingles = 24;
inline constexpr unsigned kSketch = 64;
inline constexpr unsigned kMarks = 8;
/// Chosen by tests/copies/measure.py on one half of its pairs; runs of 3 words found more copies
/// there than those of 4 and 5 did, and 128 hashes hardly more than 64.
inline constexpr double kCopyContainment = 0.5;

}  // namespace onrecord::store
