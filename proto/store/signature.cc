// Bottom-k MinHash: one hash function, the k smallest values (Broder, "On the resemblance and
// containment of documents", 1997).
#include "proto/store/signature.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "proto/store/fields.h"
#include "proto/store/hash.h"
#include "proto/store/terms.h"
#include "proto/text/tokens.h"

namespace onrecord::store {
namespace {

constexpr std::size_t kMostBytes = 1u << 20;

/// A signature is the number of runs, then the hashes in order, each 4 bytes, high byte first.
void put(std::string& bytes, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
}

std::uint32_t number_at(std::string_view bytes, std::size_t index) {
  std::uint32_t number = 0;
  for (const char c : bytes.substr(index * 4, 4))
    number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

bool is_whole(std::string_view signature) {
  return signature.size() > 4 && signature.size() % 4 == 0 && number_at(signature, 0) > 0;
}

std::size_t hashes_in(std::string_view signature) { return signature.size() / 4 - 1; }

/// splitmix64's last steps: every bit of the sum counts for the order.
std::uint32_t mixed(std::uint64_t sum) {
  sum = (sum ^ sum >> 30) * 0xbf58476d1ce4e5b9U;
  sum = (sum ^ sum >> 27) * 0x94d049bb133111ebU;
  return static_cast<std::uint32_t>((sum ^ sum >> 31) >> 32);
}

/// The hashes of all runs of words, in order, each once.
std::vector<std::uint32_t> runs_of(std::string_view text) {
  constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15U;
  std::vector<std::uint32_t> runs;
  runs.reserve(text.size() / 5);
  std::array<std::uint64_t, kShingleWords> last{};
  std::size_t words = 0;
  text::Tokenizer tokens(text);
  for (text::Token token; tokens.next(token);) {
    last[words++ % kShingleWords] = hash64(token.term);
    if (words < kShingleWords) continue;
    std::uint64_t sum = 0;
    for (unsigned i = 0; i < kShingleWords; ++i)
      sum = sum * kStep + last[(words + i) % kShingleWords];
    runs.push_back(mixed(sum));
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

std::string_view beginning(std::string_view text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string make_signature(std::string_view text) {
  const std::vector<std::uint32_t> runs = runs_of(beginning(text));
  std::string signature;
  if (runs.size() < kLeastShingles) return signature;
  put(signature, static_cast<std::uint32_t>(runs.size()));
  for (std::size_t i = 0; i < std::min<std::size_t>(runs.size(), kSketch); ++i)
    put(signature, runs[i]);
  return signature;
}

Likeness likeness(std::string_view a, std::string_view b) {
  if (!is_whole(a) || !is_whole(b)) return {};
  const std::size_t in_a = hashes_in(a);
  const std::size_t in_b = hashes_in(b);
  const double all_a = number_at(a, 0);
  const double all_b = number_at(b, 0);
  // Of the smallest hashes of the union: as many as both sketches surely hold.
  std::size_t most = in_a + in_b;
  if (all_a > static_cast<double>(in_a)) most = std::min(most, in_a);
  if (all_b > static_cast<double>(in_b)) most = std::min(most, in_b);
  std::size_t seen = 0;
  std::size_t shared = 0;
  for (std::size_t i = 1, j = 1; seen < most && (i <= in_a || j <= in_b); ++seen) {
    if (j > in_b || (i <= in_a && number_at(a, i) < number_at(b, j))) {
      ++i;
    } else if (i > in_a || number_at(b, j) < number_at(a, i)) {
      ++j;
    } else {
      ++shared, ++i, ++j;
    }
  }
  if (seen == 0) return {};
  Likeness like;
  like.resemblance = static_cast<double>(shared) / static_cast<double>(seen);
  // Shared runs: J = s / (a + b - s).
  const double runs = like.resemblance * (all_a + all_b) / (1 + like.resemblance);
  like.containment = std::min(1.0, runs / std::min(all_a, all_b));
  return like;
}

bool are_copies(const Likeness& likeness) { return likeness.containment >= kCopyContainment; }

std::vector<std::string> signature_terms(std::string_view signature) {
  std::vector<std::string> terms;
  if (!is_whole(signature)) return terms;
  static constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < std::min<std::size_t>(hashes_in(signature), kMarks); ++i) {
    std::string digits;
    const std::uint32_t hash = number_at(signature, i + 1);
    for (int shift = 28; shift >= 0; shift -= 4) digits += kDigits[hash >> shift & 15];
    terms.push_back(make_term(prefix::kSignature, digits));
  }
  return terms;
}

}  // namespace onrecord::store
