// See shape.h.
#include "indexer/formats/shape.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <string>

namespace onrecord::formats {
namespace {

// Sorted, lower case, without full stops.
constexpr auto kTitles = std::to_array<std::string_view>({"admiral",
                                                          "advocate",
                                                          "alderman",
                                                          "alhaji",
                                                          "ambassador",
                                                          "amb",
                                                          "archbishop",
                                                          "attorney",
                                                          "ayatollah",
                                                          "baroness",
                                                          "bishop",
                                                          "brig",
                                                          "brigadier",
                                                          "capt",
                                                          "captain",
                                                          "cardinal",
                                                          "chair",
                                                          "chairman",
                                                          "chairperson",
                                                          "chairwoman",
                                                          "chancellor",
                                                          "chief",
                                                          "clerk",
                                                          "cllr",
                                                          "coach",
                                                          "col",
                                                          "colonel",
                                                          "commander",
                                                          "commissioner",
                                                          "congressman",
                                                          "congresswoman",
                                                          "councillor",
                                                          "councilman",
                                                          "councilmember",
                                                          "councilor",
                                                          "councilwoman",
                                                          "counsel",
                                                          "dame",
                                                          "deputy",
                                                          "det",
                                                          "detective",
                                                          "director",
                                                          "dr",
                                                          "engr",
                                                          "envoy",
                                                          "father",
                                                          "gen",
                                                          "general",
                                                          "gov",
                                                          "governor",
                                                          "hajia",
                                                          "hon",
                                                          "host",
                                                          "imam",
                                                          "inspector",
                                                          "interviewer",
                                                          "judge",
                                                          "justice",
                                                          "king",
                                                          "lady",
                                                          "lieutenant",
                                                          "lord",
                                                          "lt",
                                                          "madam",
                                                          "maj",
                                                          "major",
                                                          "manager",
                                                          "mayor",
                                                          "minister",
                                                          "moderator",
                                                          "mp",
                                                          "mr",
                                                          "mrs",
                                                          "ms",
                                                          "miss",
                                                          "officer",
                                                          "pastor",
                                                          "president",
                                                          "premier",
                                                          "presenter",
                                                          "prime",
                                                          "prince",
                                                          "princess",
                                                          "prof",
                                                          "professor",
                                                          "pundit",
                                                          "queen",
                                                          "rabbi",
                                                          "rep",
                                                          "representative",
                                                          "reporter",
                                                          "rev",
                                                          "reverend",
                                                          "sec",
                                                          "secretary",
                                                          "sen",
                                                          "senator",
                                                          "sergeant",
                                                          "sgt",
                                                          "sheikh",
                                                          "sheriff",
                                                          "shri",
                                                          "sir",
                                                          "smt",
                                                          "sister",
                                                          "speaker",
                                                          "spokesman",
                                                          "spokesperson",
                                                          "spokeswoman",
                                                          "sri",
                                                          "sultan",
                                                          "superintendent",
                                                          "supt",
                                                          "treasurer",
                                                          "vice",
                                                          "warden",
                                                          "witness",
                                                          "undersecretary"});

constexpr auto kSpeechVerbs = std::to_array<std::string_view>(
    {"acknowledged", "added",     "admitted",   "announced", "answered",   "argued",
     "asked",        "asserted",  "claimed",    "commented", "confirmed",  "conceded",
     "continued",    "declared",  "demanded",   "denied",    "emphasised", "emphasized",
     "explained",    "insisted",  "maintained", "noted",     "observed",   "pointed",
     "promised",     "recalled",  "rejected",   "remarked",  "repeated",   "replied",
     "reported",     "responded", "said",       "says",      "stated",     "stressed",
     "suggested",    "told",      "urged",      "tweeted",   "vowed",      "warned",
     "wrote"});

// Function words, and the nouns of labels.
constexpr auto kHeadingWords = std::to_array<std::string_view>(
    {"a",          "about",       "across",   "after",      "against",   "ahead",     "all",
     "also",       "among",       "an",       "analysis",   "and",       "another",   "are",
     "around",     "as",          "at",       "background", "be",        "bed",       "behind",
     "beneath",    "between",     "beyond",   "big",        "bottom",    "briefing",  "brief",
     "but",        "by",          "can",      "catch",      "caveat",    "chart",     "closing",
     "comment",    "comments",    "contact",  "contacts",   "context",   "could",     "data",
     "date",       "deep",        "deeper",   "detail",     "details",   "did",       "do",
     "does",       "down",        "driving",  "each",       "editor",    "dear",      "email",
     "enquiries",  "every",       "example",  "fact",       "facts",     "fax",       "fellow",
     "figures",    "final",       "first",    "flashback",  "follow",    "for",       "friction",
     "from",       "full",        "further",  "gentlemen",  "get",       "go",        "going",
     "had",        "has",         "have",     "he",         "her",       "here",      "high",
     "highlights", "his",         "history",  "how",        "if",        "impact",    "in",
     "info",       "information", "inside",   "into",       "intrigue",  "is",        "issue",
     "issues",     "it",          "its",      "key",        "last",      "ladies",    "latest",
     "line",       "lines",       "list",     "location",   "main",      "many",      "matters",
     "media",      "meet",        "more",     "most",       "news",      "next",      "no",
     "not",        "note",        "notes",    "now",        "number",    "numbers",   "of",
     "off",        "on",          "one",      "online",     "or",        "other",     "our",
     "out",        "outlook",     "over",     "overview",   "part",      "phone",     "photo",
     "picture",    "play",        "point",    "points",     "price",     "quick",     "quote",
     "quotes",     "quotable",    "reaction", "reactions",  "read",      "reality",   "related",
     "remarks",    "report",      "response", "responses",  "result",    "results",   "reuters",
     "rsvp",       "say",         "saying",   "says",       "schedule",  "scene",     "second",
     "see",        "share",       "she",      "should",     "side",      "sides",     "so",
     "some",       "source",      "sources",  "stakes",     "state",     "statement", "statements",
     "step",       "steps",       "story",    "subject",    "subscribe", "summary",   "take",
     "takeaway",   "takeaways",   "tel",      "telephone",  "that",      "the",       "their",
     "there",      "they",        "things",   "this",       "threat",    "three",     "time",
     "timeline",   "to",          "today",    "tomorrow",   "top",       "topline",   "two",
     "under",      "up",          "update",   "updates",    "venue",     "verdict",   "view",
     "views",      "was",         "watch",    "we",         "website",   "what",      "when",
     "where",      "which",       "who",      "why",        "will",      "with",      "worth",
     "yes",        "you",         "zoom",     "your",       "yet"});

constexpr auto kParticles = std::to_array<std::string_view>(
    {"abu", "al", "ap", "ben", "bin", "bint", "bt",   "da", "de",  "del", "der", "di",
     "dos", "du", "el", "ibn", "la",  "le",   "ould", "te", "ten", "van", "von", "y"});

constexpr auto kFirstPerson =
    std::to_array<std::string_view>({"i", "i'm", "i've", "me", "my", "our", "ours", "us", "we"});

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr auto kOpening = std::to_array<std::string_view>(
    {"\"", "'", "\xE2\x80\x9C", "\xE2\x80\x98", "\xC2\xAB", "\xE2\x80\x9E", "\xE2\x80\x9A",
     "\xE2\x80\xB9", "``", "\xE3\x80\x8C", "\xE2\x80\x9F", "\xE2\x80\x9D"});
constexpr auto kClosing =
    std::to_array<std::string_view>({"\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB",
                                     "\xE2\x80\x9C", "\xE2\x80\xBA", "\xE3\x80\x8D"});
/// Bytes of the white space at the beginning of \a text: a blank, a line end, U+00A0, U+FEFF.
std::size_t space_before(std::string_view text) {
  if (text.empty()) return 0;
  switch (text.front()) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return 1;
    case '\xC2':
      return text.starts_with("\xC2\xA0") ? 2 : 0;
    case '\xEF':
      return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    default:
      return 0;
  }
}
std::size_t space_behind(std::string_view text) {
  if (text.empty()) return 0;
  switch (text.back()) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return 1;
    case '\xA0':
      return text.ends_with("\xC2\xA0") ? 2 : 0;
    case '\xBF':
      return text.ends_with("\xEF\xBB\xBF") ? 3 : 0;
    default:
      return 0;
  }
}

bool is_ascii_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool parts_words(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

UChar32 first_letter(std::string_view text) {
  std::int32_t i = 0;
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 64));
  while (i < size) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, size, c);
    if (u_isalnum(c)) return c;
  }
  return 0;
}

std::string_view without_markers(std::string_view text) {
  for (bool changed = true; changed;) {
    changed = false;
    text = trim(text);
    for (const std::string_view marker :
         {"- ", "* ", "> ", "\xE2\x80\xA2", "\xE2\x80\x93 ", "\xE2\x80\x94", "**", "__", "_", "*"})
      if (text.starts_with(marker)) {
        text.remove_prefix(marker.size());
        changed = true;
      }
  }
  return text;
}

std::string_view without_emphasis_end(std::string_view text) {
  text = trim(text);
  while (text.ends_with('*') || text.ends_with('_')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (const std::size_t size = space_before(text)) text.remove_prefix(size);
  while (const std::size_t size = space_behind(text)) text.remove_suffix(size);
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (parts_words(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && !parts_words(text[end])) ++end;
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool is_capital(std::string_view word) {
  const UChar32 c = first_letter(word);
  return c != 0 && u_isalpha(c) && !u_islower(c);
}

bool is_all_caps(std::string_view text) {
  int letters = 0;
  std::int32_t i = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  while (i < size) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, size, c);
    if (u_islower(c)) return false;
    letters += u_isupper(c) ? 1 : 0;
  }
  return letters >= 2;
}

std::string bare(std::string_view word) {
  const auto is_mark = [](char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '(' ||
           c == ')' || c == '"' || c == '\'' || c == '*' || c == '_' || c == '[' || c == ']';
  };
  for (const std::string_view mark :
       {"\xE2\x80\x9C", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9D"}) {
    while (word.starts_with(mark)) word.remove_prefix(mark.size());
    while (word.ends_with(mark)) word.remove_suffix(mark.size());
  }
  while (!word.empty() && is_mark(word.front())) word.remove_prefix(1);
  while (!word.empty() && is_mark(word.back())) word.remove_suffix(1);
  for (const std::string_view possessive : {"'s", "\xE2\x80\x99s"})
    if (word.ends_with(possessive)) word.remove_suffix(possessive.size());
  std::string folded(word);
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return folded;
}

bool opens_quotation(std::string_view text) {
  text = without_markers(text);
  return std::any_of(kOpening.begin(), kOpening.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

bool closes_quotation(std::string_view text) {
  text = without_emphasis_end(text);
  while (text.ends_with('.') || text.ends_with(',') || text.ends_with(';')) text.remove_suffix(1);
  return std::any_of(kClosing.begin(), kClosing.end(),
                     [&](std::string_view mark) { return text.ends_with(mark); });
}

bool has_closing_mark(std::string_view text) {
  // An apostrophe is no closing mark: single marks do not count.
  std::string_view inner = without_markers(text);
  for (const std::string_view mark : kOpening)
    if (inner.starts_with(mark)) {
      inner.remove_prefix(mark.size());
      break;
    }
  for (const std::string_view mark : {"\"", "\xE2\x80\x9D", "\xC2\xBB", "''"})
    if (inner.find(mark) != std::string_view::npos) return true;
  return closes_quotation(inner);
}

bool is_quotation(std::string_view text) {
  return opens_quotation(text) && (closes_quotation(text) || !has_closing_mark(text));
}

bool ends_sentence(std::string_view text) {
  text = without_emphasis_end(text);
  if (text.empty() || is_ascii_letter_or_digit(text.back())) return false;
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view mark :
         {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\xE2\x80\x9C"})
      if (text.ends_with(mark)) text.remove_suffix(mark.size()), changed = true;
  }
  for (const std::string_view mark :
       {".", "?", "!", "\xE2\x80\xA6", "\xD8\x9F", "\xE3\x80\x82", "\xE0\xA5\xA4"})
    if (text.ends_with(mark)) return true;
  return false;
}

bool is_title(std::string_view word) { return contains(kTitles, bare(word)); }
bool is_speech_verb(std::string_view word) { return contains(kSpeechVerbs, bare(word)); }
bool is_heading_word(std::string_view word) { return contains(kHeadingWords, bare(word)); }

bool is_first_person(std::string_view word) {
  std::string folded = bare(word);
  for (const std::string_view curly : {"\xE2\x80\x99"})
    if (const auto at = folded.find(curly); at != std::string::npos)
      folded.erase(at, curly.size()).insert(at, 1, '\'');
  return contains(kFirstPerson, folded) || folded == "we're" || folded == "we've" ||
         folded == "i'll" || folded == "we'll";
}

/// "harbour minister", "D-Ohio": what may stand behind a name and its comma.
static bool is_role(std::string_view words) {
  const std::vector<std::string_view> parts = words_of(words);
  if (parts.empty() || parts.size() > 6 || is_heading_word(parts.front())) return false;
  return words.find_first_of(",0123456789") == std::string_view::npos &&
         !is_speech_verb(parts.back());
}

NameShape name_shape(std::string_view words) {
  words = trim(words);
  // "Mara Lindqvist, harbour minister": the name stands before the comma, its role behind it.
  const std::size_t comma = words.find(',');
  const bool has_role = comma != std::string_view::npos && comma + 1 < words.size();
  if (has_role && !is_role(words.substr(comma + 1))) return NameShape::no;
  const std::vector<std::string_view> parts = words_of(words.substr(0, comma));
  if (parts.empty() || parts.size() > 7) return NameShape::no;

  std::size_t titles = 0;
  std::size_t names = 0;
  std::size_t at = bare(parts.front()) == "the" ? 1 : 0;
  const bool has_article = at == 1;
  for (; at < parts.size(); ++at) {
    const std::string_view part = parts[at];
    if (part.starts_with('(') && part.ends_with(')')) continue;  // (D-Ohio), (moderator)
    if (is_title(part)) {
      ++titles;
    } else if (is_capital(part) && !is_heading_word(part)) {
      ++names;
    } else if (bare(part).size() == 1 && is_capital(part)) {
      ++names;  // "A." is an initial, whatever "a" is
    } else if (!contains(kParticles, bare(part)) &&
               !(names > 0 && titles > 0 && bare(part) == "for")) {
      return NameShape::no;
    }
  }
  if (titles > 0 && is_title(parts.back()) && (names == 0 || has_article)) return NameShape::role;
  if (names == 0) return NameShape::no;
  if (has_article) return titles > 0 ? NameShape::titled : NameShape::no;
  if (titles > 0) return NameShape::titled;
  if (names > 4) return NameShape::no;
  return has_role && names >= 2 ? NameShape::titled : NameShape::possible;
}

std::string_view surname_of(std::string_view words) {
  const std::vector<std::string_view> parts = words_of(words.substr(0, words.find(',')));
  for (std::size_t i = parts.size(); i-- > 0;) {
    const std::string lower = bare(parts[i]);
    if (lower == "jr" || lower == "sr" || lower == "ii" || lower == "iii" ||
        parts[i].starts_with('('))
      continue;
    std::string_view name = parts[i];
    while (name.ends_with(':') || name.ends_with('.') || name.ends_with('*')) name.remove_suffix(1);
    return name;
  }
  return {};
}

}  // namespace onrecord::formats
