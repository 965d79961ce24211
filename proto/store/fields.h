// The one table of fields: names, term prefixes, value slots, help.  Nothing else in the code names
// a prefix or a slot.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace onrecord {

/// The databases of a shard that a field lives in.
enum class In : std::uint8_t { articles = 1, statements = 2, both = 3 };

/// How a field's value is matched.
enum class FieldType : std::uint8_t {
  words,  ///< The query's words as a phrase inside the value (positions): speaker, headline,
          ///< byline, role.
  whole,  ///< The whole value, folded: outlet, desk, language.  A trailing '*' matches a beginning.
  exact,  ///< The whole value, byte for byte: id.
  date,   ///< Terms for century, decade, year, month and day.
  number,  ///< A sortable value: confidence.
  flag,    ///< yes or no.
  meta,    ///< meta.KEY: whole value under a prefix made from KEY.
  any_of,  ///< Matches when one of the fields that it unites does: section.
};

inline constexpr std::uint32_t kNoSlot = 0xffffffff;

/// A named field that a query may use.
struct Field {
  std::string_view name;
  std::string_view alias;  ///< A second name, or "".
  In in;
  FieldType type;
  std::string_view prefix;  ///< Term prefix; "" only for fields without terms.
  std::uint32_t slot;       ///< Value slot with the display form (or sortable number), or kNoSlot.
  bool facet;
  bool multi;  ///< Several values an article: the slot holds an encoded list (see encode_list).
  std::string_view help;  ///< One sentence, for `describe` and the manual.
  std::string_view example;
};

namespace prefix {
// Text with positions.  Folded words never begin with an ASCII capital, so one or two capitals
// separate cleanly.  A stem is kStem + PREFIX + stem, without positions.
inline constexpr std::string_view kStem = "Z";
// Every word of headline, lead and body (statements: of the statement itself).
inline constexpr std::string_view kAll = "";
// The words of the headline alone and of the lead alone again: weighed when the query runs.
inline constexpr std::string_view kHeadline = "S";
inline constexpr std::string_view kLead = "L";
// Statements: words of the sentence around it.
inline constexpr std::string_view kContext = "N";
// Words of a labelled part: I + 8 hex digits of the folded label's hash + word (terms.h,
// part_prefix).
inline constexpr std::string_view kPart = "I";
// "of the": two neighbouring stop words, joined by a space, for phrases made of them.
inline constexpr std::string_view kPair = "J";
// Markers with positions, at the position of the first word.
inline constexpr std::string_view kSentenceStart = "XS";
inline constexpr std::string_view kParagraphStart = "XP";
// Boolean terms (wdf 0).
// Article key (source, id); statements carry their article's.
inline constexpr std::string_view kKey = "Q";
inline constexpr std::string_view kStatementId = "U";
inline constexpr std::string_view kVersion = "XV";  // key + version, in all three databases
// + level letter c d y m d and digits: Dc20 Dd202 Dy2026 Dm202603 Dd20260305 …
inline constexpr std::string_view kDate = "D";
inline constexpr std::string_view kEmbargo =
    "XE:";  // sparse: set while an embargo or expiry exists
inline constexpr std::string_view kCluster = "XC:";  // near-duplicate cluster id
inline constexpr std::string_view kSignature =
    "XD:";  // articles: some hashes of the near-duplicate signature
inline constexpr std::string_view kSound = "XK:";  // sound key of each word of a speaker's name
inline constexpr std::string_view kPlaceholder =
    "X0";  // the first document of every database, which is no record and always hidden
}  // namespace prefix

namespace slot {
inline constexpr std::uint32_t kDateEarliest = 0;
inline constexpr std::uint32_t kDateLatest = 1;
inline constexpr std::uint32_t kContentHash = 2;    // 16 raw bytes of content_hash
inline constexpr std::uint32_t kVersionNumber = 3;  // sortable
inline constexpr std::uint32_t kEmbargo = 4;        // sortable seconds
inline constexpr std::uint32_t kExpiry = 5;
inline constexpr std::uint32_t kSignature = 6;  // near-duplicate signature
inline constexpr std::uint32_t kCluster = 7;
inline constexpr std::uint32_t kIngested = 8;  // sortable seconds
inline constexpr std::uint32_t kSuperseded = 9;
inline constexpr std::uint32_t kConfidence = 10;  // statements: the speaker's
inline constexpr std::uint32_t kKey = 11;         // ArticleKey::str(), for cursors and block lists
inline constexpr std::uint32_t kFirstFacet = 20;  // fields of the table, from here on
}  // namespace slot

inline constexpr std::array kFields = {
    Field{"headline", "title", In::both, FieldType::words, "S", kNoSlot, false, false,
          "words of the headline", "headline:budget"},
    Field{"lead", "", In::articles, FieldType::words, "L", kNoSlot, false, false,
          "words of the lead: of its first 600 bytes", "lead:budget"},
    Field{"speaker", "said_by", In::both, FieldType::words, "A", slot::kFirstFacet + 0, true, true,
          "who is on record: words of the name, as a phrase", "speaker:\"Mara Lindqvist\""},
    Field{"role", "", In::both, FieldType::words, "R", slot::kFirstFacet + 1, true, true,
          "the speaker's role, as written", "role:spokesman"},
    Field{"outlet", "publisher", In::both, FieldType::whole, "O", slot::kFirstFacet + 2, true,
          false, "who published it", "outlet:\"Harbour Post\""},
    Field{"desk", "category", In::both, FieldType::whole, "K", slot::kFirstFacet + 3, true, false,
          "the outlet's section", "desk:politics"},
    Field{"label", "", In::both, FieldType::whole, "B", slot::kFirstFacet + 4, true, true,
          "a labelled part of the article", "label:\"why it matters\""},
    Field{"section", "", In::both, FieldType::any_of, "", kNoSlot, false, false,
          "the outlet's section or a labelled part", "section:politics"},
    Field{"byline", "author", In::articles, FieldType::words, "Y", slot::kFirstFacet + 5, true,
          false, "who wrote it", "byline:okoro"},
    Field{"kind", "", In::statements, FieldType::whole, "XT:", slot::kFirstFacet + 6, true, false,
          "direct, fragment, mixed, indirect or speech", "kind:direct"},
    Field{"language", "lang", In::both, FieldType::whole, "G", slot::kFirstFacet + 7, true, false,
          "the text's language, as a BCP 47 code", "language:en"},
    Field{"collection", "", In::both, FieldType::whole, "C", slot::kFirstFacet + 8, true, false,
          "the collection that it was added to", "collection:wire"},
    Field{"status", "", In::both, FieldType::whole, "XU:", slot::kFirstFacet + 9, true, false,
          "usable, corrected or retracted", "status:retracted"},
    Field{"source", "", In::both, FieldType::whole, "E", slot::kFirstFacet + 10, true, false,
          "the archive that it came from: the first half of its key", "source:samples"},
    Field{"id", "", In::both, FieldType::exact, "H:", kNoSlot, false, false,
          "the article's id, as it was given", "id:hp-0412"},
    Field{"date", "", In::both, FieldType::date, "D", slot::kDateEarliest, false, false,
          "when it was published, by the printed local day", "date:2026-01..2026-03-15"},
    Field{"confidence", "", In::statements, FieldType::number, "", slot::kConfidence, false, false,
          "how sure the speaker is: 0 to 1, or stated, resolved, uncertain, unattributed",
          "confidence:0.9"},
    Field{"quoted", "", In::statements, FieldType::flag, "XQ:", kNoSlot, false, false,
          "yes: the words stood inside quotation marks or a transcript", "quoted:yes"},
    Field{"meta", "", In::articles, FieldType::meta, "M:", kNoSlot, false, false,
          "any other key of the source: meta.KEY", "meta.edition:late"},
};

/// The fields that `section` unites.
inline constexpr std::array<std::string_view, 2> kSectionFields = {"desk", "label"};

/// The field of that name or alias (lower case), or nullptr.
constexpr const Field* find_field(std::string_view name) {
  for (const Field& field : kFields)
    if (field.name == name || (!field.alias.empty() && field.alias == name)) return &field;
  return nullptr;
}

constexpr bool lives_in(const Field& field, In where) {
  return (static_cast<int>(field.in) & static_cast<int>(where)) != 0;
}

}  // namespace onrecord
