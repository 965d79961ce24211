// What is stored: the article, its spans, its statements.  Plain values; no Xapian, no I/O.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/text/dates.h"
#include "proto/text/span.h"

namespace onrecord {

/// How a field's value came to be known.
enum class Origin : std::uint8_t {
  none,
  given,     ///< A field of the record.
  header,    ///< The head of the text, a document's or a page's properties.
  path,      ///< The file's name, or the folders that it lies in.
  inferred,  ///< Out of the text.
  editor,    ///< Of this house, later.
  sidecar,   ///< A file beside it that describes it.
  option,    ///< The command line: for what does not say.
};

/// A field's value with its origin.  Empty value and Origin::none when unknown.
struct Sourced {
  std::string value;
  Origin origin = Origin::none;

  bool empty() const { return value.empty(); }
  friend bool operator==(const Sourced&, const Sourced&) = default;
};

/// Publication status, as IPTC names it, with the two kinds of correction that stay searchable.
enum class Status : std::uint8_t { usable, corrected, retracted, withheld, canceled };

/// Names one article for ever: two outlets' article "1" are two articles.
struct ArticleKey {
  std::string source;  ///< The `--source` name, else the named root's; never empty.
  std::string
      id;  ///< As given; without one, the path below the root plus member and record number.

  /// The one spelling of the pair outside this struct: SOURCE/ID with '%' and '/' of the source
  /// percent-encoded.
  std::string str() const;
  /// The key that str() spelt, or nothing.
  static std::optional<ArticleKey> parse(std::string_view spelt);
  friend auto operator<=>(const ArticleKey&, const ArticleKey&) = default;
};

enum class SpanKind : std::uint8_t {
  headline,       ///< The headline, where it is part of the stored text.
  byline,         ///< "By A. Writer"; a paragraph of its own, whose words `byline:` finds too.
  dateline,       ///< "PORT ARLEN, March 3 —"
  lead,           ///< The first paragraph of the body.
  paragraph,      ///< Any other paragraph of the body.
  label,          ///< A line that names the part below it: "Why it matters:"
  section,        ///< A labelled part without its label; `label` holds the label's words.
  speaker_label,  ///< A line that names who speaks below it: "Mara Lindqvist:"
  turn,           ///< One speaker's turn in a transcript; `label` holds the speaker as written.
  quotation,  ///< A mark: words whose speaker the source's markup names; `label` holds the name.
  claim,      ///< A mark: a claim that a fact check names; `label` holds the claimant, or "".
};

/// Marks lie across the other spans, and part and contain none of them.
constexpr bool is_mark(SpanKind kind) {
  return kind == SpanKind::quotation || kind == SpanKind::claim;
}

/// A stretch of the stored text with a role.  Paragraph-like kinds never overlap; a section or turn
/// contains paragraphs.
struct TextSpan {
  SpanKind kind = SpanKind::paragraph;
  Span span;
  std::string label;  ///< For section, turn and marks; else empty.
  friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// Where an article's bytes came from.
struct Provenance {
  std::string path;    ///< As named on the command line or found below it; "-" for standard input.
  std::string member;  ///< Inside an archive; else empty.
  std::uint64_t record =
      0;  ///< 1-based number of the record (line of JSON Lines, row of CSV); 0 for a whole file.
  std::uint64_t byte_begin = 0;  ///< The record's bytes in the file.
  std::uint64_t byte_end = 0;
  std::string source_sha256;   ///< Hex, of exactly those bytes.
  std::string reader;          ///< Name and version of the format reader: "jsonl/1".
  std::uint32_t replaced = 0;  ///< Ill-formed sequences that became U+FFFD.
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// A date and where it comes from.
struct PublishedOn {
  text::Date date;
  Origin origin = Origin::none;
};

/// What a source gave of the fields that an editor corrected; nothing of the others.
struct AsGiven {
  std::optional<PublishedOn> date;
  std::optional<Sourced> outlet;
  std::optional<Sourced> speaker;
  std::optional<Sourced> role;  ///< Set with speaker: the role is that speaker's.
};

/// One version of one article: the record that is stored.
struct Article {
  ArticleKey key;
  std::uint32_t version = 1;
  Sourced headline;  ///< Also set where the headline is part of the text (then a span marks it).
  Sourced byline;
  Sourced speaker;  ///< Of the whole text (a speech, a release); then the body's paragraphs are
                    ///< statements of kind speech.
  Sourced role;     ///< Of that speaker.
  Sourced outlet;
  Sourced desk;      ///< The outlet's section: "Politics".
  Sourced language;  ///< BCP 47.
  Sourced url;
  Sourced rights;
  Sourced collection;
  Sourced notice;   ///< For corrected and retracted: the words of the notice, or its article's id.
  text::Date date;  ///< Of publication.
  std::string date_printed;  ///< As it stood in the source, also when it could not be read.
  Origin date_origin = Origin::none;
  Status status = Status::usable;
  std::optional<Status>
      status_before;  ///< Set while the house withholds it: the status that comes back.
  std::optional<std::int64_t> embargo;  ///< Seconds since the epoch; hidden before.
  std::optional<std::int64_t> expiry;   ///< Hidden from then on.
  std::int64_t modified = 0;    ///< Seconds since the epoch as given by the source; 0 unknown.
  std::int64_t ingested = 0;    ///< When this version was added.
  std::int64_t superseded = 0;  ///< When a newer version replaced it; 0 for the current one.
  std::vector<std::pair<std::string, std::string>>
      meta;  ///< Unknown keys, in source order, as printed (JSON for objects), of a list each item.
  std::vector<std::string>
      warnings;      ///< What was not understood: "date '03/04/2026': day or month first?"
  std::string text;  ///< Valid UTF-8, as given.
  std::vector<TextSpan> spans;  ///< In order of begin; containers before what they contain.
  std::string text_sha256;      ///< Hex, of `text`.
  Provenance provenance;
  std::string extractor;  ///< Version of the statement extraction that last ran: "1".
  std::string signature;  ///< Version of the signature by which its copies were looked for: "1".
  std::string
      cluster;  ///< Id of its near-duplicate cluster; "" when it stands alone or is not known.
  AsGiven given;

  /// The labels of its labelled parts, in order, as printed without the colon.
  std::vector<std::string> labels() const;
};

/// \a article as its source gave it, without corrections.
Article as_given(Article article);

/// SHA-256 (hex) over everything a source gave: equal means that re-adding would change nothing.
/// Leaves out version, times of ingestion, provenance with its reader, the extractor, signature and
/// cluster; of what an editor corrected and of what the house withholds it takes what was given.
std::string content_hash(const Article& article);

enum class StatementKind : std::uint8_t { direct, fragment, mixed, indirect, speech };

/// Which text a statement's offsets point into.
enum class StatementPlace : std::uint8_t { text, headline };

/// One attributed utterance.  Offsets are bytes of the article's stored text, or of its headline.
struct Statement {
  StatementKind kind = StatementKind::direct;
  StatementPlace place = StatementPlace::text;
  Span span;                 ///< From the first piece's begin to the last one's end.
  std::vector<Span> pieces;  ///< The words themselves, quotation marks excluded, without the
                             ///< attribution between them.
  std::string text;     ///< The pieces as printed, joined by " … " where something stood between.
  std::string speaker;  ///< As resolved in the article; "" when unattributed.
  std::string speaker_as_written;  ///< "he", "Baghaei", "the minister".
  std::string role;                ///< As written: "Foreign Ministry spokesman".
  std::string cue;                 ///< "said", "according to"; "" when there is none.
  bool negated = false;            ///< "did not say"
  bool denied = false;             ///< "denied that"
  bool question = false;           ///< The utterance is a question.
  std::string label;               ///< Of the labelled part that it stands in.
  std::string quoted_by;           ///< For a nested statement: who quotes.
  std::string rule;              ///< The rule that attributed it: "metadata", "turn", "np-cue", …
  Span context;                  ///< The sentence (or sentences) around it, in the same place.
  float span_confidence = 0;     ///< 0 to 1: that these are the words, and all of them.
  float speaker_confidence = 0;  ///< 0 to 1: that this is who said it.
  bool speaker_amended = false;  ///< By an editor: rule "editor".
  bool kind_amended = false;

  friend bool operator==(const Statement&, const Statement&) = default;
};

/// The word for a speaker's confidence: stated (>= .95), resolved (>= .75), uncertain (> 0),
/// unattributed.
std::string_view confidence_word(const Statement& statement);

/// KEY@VERSION:BEGIN-END, with "h" before BEGIN where the place is the headline.
std::string statement_id(const ArticleKey& key, std::uint32_t version, const Statement& statement);

/// Lower-case names of the enumerators as they are printed, stored and queried; one table each.
std::string_view name_of(Origin origin);
std::string_view name_of(Status status);
std::string_view name_of(SpanKind kind);
std::string_view name_of(StatementKind kind);
std::optional<Status> status_from(std::string_view name);
std::optional<StatementKind> statement_kind_from(std::string_view name);

/// Compact binary-safe form for a document's data, and back.  Unknown members are kept out of the
/// way: an older reader refuses a newer format version at the manifest, never here.  Errors:
/// `index` when the bytes are not a record.
std::string encode_article(const Article& article);
Result<Article> decode_article(std::string_view data);
/// The record without its text and spans: what a hit needs.  Cheaper than decode_article.
Result<Article> decode_article_header(std::string_view data);

/// A statement's document is read without its article: it carries what a hit shows.
struct StoredStatement {
  Statement statement;
  ArticleKey key;
  std::uint32_t version = 1;
  std::string headline;
  std::string outlet;
  std::string desk;
  std::string url;
  text::Date date;
  Status status = Status::usable;
  bool date_amended = false;  ///< By an editor, as the article's.
  bool outlet_amended = false;
  std::string sentence;     ///< The context's words, for showing.
  std::string text_sha256;  ///< Of the article's stored text.
  std::string source_sha256;
};
std::string encode_statement(const StoredStatement& statement);
Result<StoredStatement> decode_statement(std::string_view data);

}  // namespace onrecord
