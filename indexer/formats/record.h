// From the values that a source printed to an article: keys, dates, status, defaults, hashes. Knows
// no syntax of a format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/encoding.h"
#include "indexer/formats/layout.h"
#include "indexer/formats/reader.h"
#include "indexer/formats/value.h"

namespace onrecord::formats {

/// A record as its source gave it.
struct Record {
  std::vector<Value> values;  ///< In source order; a text among them is the body.
  std::string body;           ///< The body, when the format keeps it apart from its values.
  bool has_body = false;
  Origin origin = Origin::given;          ///< Of its values.
  BodyKind kind = BodyKind::given_apart;  ///< How its body is laid out.
  std::vector<TextSpan> spans;  ///< Of the body, where its source says them; else it is laid out.
  std::vector<TextSpan>
      marks;                 ///< Of the body, with the parts that only they lie in: see is_mark().
  std::uint64_t number = 0;  ///< Record number for provenance and id; 0: the whole file.
  std::uint64_t line = 0;    ///< Line of the file where it begins, for messages.
  std::uint64_t byte_begin = 0;       ///< Its bytes in the file.
  std::string_view bytes;             ///< Those bytes: hashed.
  std::uint32_t replaced = 0;         ///< Ill-formed sequences that were mended.
  std::vector<std::string> warnings;  ///< What its reader already noticed.
  bool may_be_bare = false;  ///< Its source says that it is an article, even without text and
                             ///< headline.
  bool held = false;         ///< To be withheld until somebody decides; a warning says why.
};

/// The article of \a record, complete but for its version; \a reader is "name/version".
/// Errors: `invalid`: neither text nor headline, or a text that is no text; `limit`: larger than
/// max_article_bytes.
Result<Article> make_article(Record record, const ReadOptions& options, std::string_view reader);

/// The reject of a record: where it lies, and why.
Reject make_reject(const Record& record, const ReadOptions& options, std::string reason);

/// Makes the article and hands it, or the reason why there is none, to \a sink.
void deliver(Record record, const ReadOptions& options, const Sink& sink, std::string_view reader);

/// Says in \a record how its text was decoded, and counts what was replaced.
void note_decoding(const Decoded& decoded, Record& record);

/// Mends \a bytes where they are not valid UTF-8 or hold a NUL; counts and warns in \a record.
/// Returns a view of \a bytes when nothing was wrong, else of \a mended.
std::string_view mend_into(std::string& mended, std::string_view bytes, Record& record);

}  // namespace onrecord::formats
