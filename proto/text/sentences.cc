#include "proto/text/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "proto/text/letters.h"
#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

template <std::size_t N>
consteval std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
  std::sort(words.begin(), words.end());
  return words;
}

template <std::size_t N>
bool has(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

/// A name follows: never the end of a sentence.
constexpr auto kTitles = sorted(std::to_array<std::string_view>(
    {"Adm",  "Amb", "Atty", "Brig", "Capt", "Cmdr", "Col", "Cpl",   "Det",  "Dr",
     "Fr",   "Ft",  "Gen",  "Gov",  "Hon",  "Insp", "Lt",  "Lieut", "Maj",  "Messrs",
     "Mlle", "Mme", "Mr",   "Mrs",  "Ms",   "Mt",   "Mx",  "Pfc",   "Pres", "Prof",
     "Pvt",  "Rep", "Reps", "Rev",  "Sen",  "Sens", "Sgt", "St",    "Ste",  "Supt"}));

/// Abbreviations that may stand at the end of a sentence; in lower case here, capitalised in print.
constexpr auto kAbbreviations = sorted(std::to_array<std::string_view>(
    {"ala",  "alta", "apr",   "apt",  "ariz", "ark",  "assn", "asst", "aug",  "ave",  "bldg",
     "blvd", "bros", "calif", "cie",  "co",   "colo", "conn", "corp", "cos",  "dec",  "del",
     "dept", "dist", "div",   "esq",  "feb",  "fla",  "fri",  "ga",   "hwy",  "ill",  "inc",
     "ind",  "intl", "jan",   "jr",   "jul",  "jun",  "kan",  "ky",   "la",   "ltd",  "mar",
     "mass", "md",   "mfg",   "mich", "minn", "miss", "mo",   "mon",  "mont", "natl", "neb",
     "nev",  "nov",  "oct",   "okla", "ont",  "ore",  "pa",   "ph",   "plc",  "pty",  "que",
     "rd",   "ret",  "sask",  "sept", "sep",  "sq",   "sr",   "tenn", "tex",  "thu",  "thurs",
     "tue",  "tues", "univ",  "va",   "vs",   "vt",   "wash", "wed",  "wis",  "wyo"}));

/// Abbreviations that names and numbers follow, printed small.
constexpr auto kSmallAbbreviations = sorted(
    std::to_array<std::string_view>({"al", "approx", "ca", "cf", "est", "incl", "v", "viz", "vs"}));

/// A number follows: only then it is no end.
constexpr auto kBeforeNumber = sorted(std::to_array<std::string_view>(
    {"apr",  "art", "aug", "chap", "ch",   "dec", "feb", "fig", "figs",
     "jan",  "jul", "jun", "mar",  "no",   "nos", "nov", "oct", "p",
     "para", "pp",  "sec", "sep",  "sept", "vol", "nr",  "tel"}));

/// Words that begin sentences and no name: what follows an abbreviation is a new sentence when it
/// is one of these.
constexpr auto kStarters = sorted(std::to_array<std::string_view>(
    {"A",       "About",   "According", "After", "Although", "Among",   "An",        "And",
     "Another", "Are",     "As",        "At",    "Because",  "Before",  "Both",      "But",
     "By",      "Despite", "Did",       "Do",    "Does",     "During",  "Each",      "Earlier",
     "Even",    "Every",   "For",       "From",  "Had",      "Has",     "Have",      "He",
     "Her",     "Here",    "His",       "How",   "However",  "I",       "If",        "In",
     "Instead", "Is",      "It",        "Its",   "Last",     "Later",   "Many",      "Meanwhile",
     "More",    "Most",    "My",        "No",    "Not",      "Now",     "On",        "Once",
     "One",     "Only",    "Or",        "Other", "Others",   "Our",     "Over",      "People",
     "She",     "Since",   "So",        "Some",  "Still",    "Such",    "That",      "The",
     "Their",   "Then",    "There",     "These", "They",     "This",    "Those",     "Though",
     "Through", "To",      "Today",     "Two",   "Under",    "Unless",  "Until",     "Was",
     "We",      "Were",    "What",      "When",  "Where",    "Whether", "Which",     "While",
     "Who",     "Why",     "Will",      "With",  "Without",  "Yes",     "Yesterday", "Yet",
     "You",     "Your"}));

/// What says that the words around it name a speaker.
constexpr auto kSaid = sorted(std::to_array<std::string_view>(
    {"added", "answered", "asked", "asks", "cried", "declared", "demanded", "exclaimed", "insisted",
     "joked", "replied", "said", "says", "shouted", "told", "tweeted", "wondered", "wrote",
     "yelled"}));

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_stop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F || c == 0x6D4 ||
         c == 0x964 || c == 0x203C || c == 0x2047 || c == 0x2048 || c == 0x2049;
}

/// Stops of scripts without spaces.
bool is_wide_stop(char32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61; }

bool is_closer(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB ||
         c == 0x203A || c == 0x300D || c == 0x300F || c == 0xFF09;
}

bool is_closing_quote(char32_t c) { return is_closer(c) && c != ')' && c != ']' && c != 0xFF09; }

bool is_opener(char32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x2018 || c == 0x201C ||
         c == 0x201E || c == 0xAB || c == 0x2039 || c == 0x300C || c == 0x300E || c == '-' ||
         c == 0x2013 || c == 0x2014 || c == 0xBF || c == 0xA1;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Decides at one stop after the other; keeps nothing but the paragraph.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Span> split() {
    std::vector<Span> found;
    std::size_t begin = skip_spaces(0);
    for (std::size_t at = begin; at < text_.size();) {
      const CodePoint point = decode(text_, at);
      if (!is_stop(point.value) && !is_wide_stop(point.value)) {
        at += point.size;
        continue;
      }
      const Stop stop = read_stop(at);
      at = stop.end;
      if (!ends_sentence(begin, stop)) continue;
      found.push_back(span(begin, stop.end));
      begin = at = skip_spaces(stop.end);
    }
    std::size_t end = text_.size();
    while (end > begin && is_space(decode(text_, before(text_, end)).value))
      end = before(text_, end);
    if (end > begin) found.push_back(span(begin, end));
    return found;
  }

 private:
  /// A run of stops and the closing marks after it.
  struct Stop {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool single_dot = false;
    bool asks = false;  ///< ? or ! among them.
    bool wide = false;
    bool quoted = false;  ///< A closing quotation mark after it.
  };

  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  std::size_t skip_spaces(std::size_t at) const {
    while (at < text_.size()) {
      const CodePoint point = decode(text_, at);
      if (!is_space(point.value)) break;
      at += point.size;
    }
    return at;
  }

  Stop read_stop(std::size_t at) const {
    Stop stop;
    stop.begin = at;
    std::size_t marks = 0;
    char32_t last = 0;
    while (at < text_.size()) {
      const CodePoint point = decode(text_, at);
      if (!is_stop(point.value) && !is_wide_stop(point.value)) break;
      stop.wide |= is_wide_stop(point.value);
      stop.asks |= point.value != '.' && point.value != 0x2026 && point.value != 0x6D4 &&
                   point.value != 0x964;
      last = point.value;
      ++marks;
      at += point.size;
    }
    stop.single_dot = marks == 1 && last == '.';
    while (at < text_.size()) {
      const CodePoint point = decode(text_, at);
      if (!is_closer(point.value)) break;
      stop.quoted |= is_closing_quote(point.value);
      at += point.size;
    }
    stop.end = at;
    return stop;
  }

  bool ends_sentence(std::size_t begin, const Stop& stop) const {
    const std::size_t next = skip_spaces(stop.end);
    if (next == text_.size()) return true;
    if (stop.wide) return true;
    if (next == stop.end) return false;
    std::size_t word = next;
    while (word < text_.size() && is_opener(decode(text_, word).value))
      word += decode(text_, word).size;
    if (word == text_.size()) return true;
    const Letter first = letter_of(decode(text_, word).value);
    const bool caseless = first.kind != CharClass::letter || is_caseless(word);
    if (!first.capital && !caseless) return false;
    if (stop.asks) return !(stop.quoted && word == next && speaker_follows(word));
    if (!stop.single_dot) return true;
    return !is_abbreviation(begin, stop, next, word);
  }

  /// The letter at \a at has no capital form: its script does not tell where sentences begin.
  bool is_caseless(std::size_t at) const {
    const char32_t c = decode(text_, at).value;
    return c >= 0x590 && !(c >= 0x10A0 && c < 0x1100) && !(c >= 0x1C80 && c < 0x2100) &&
           !(c >= 0xFF21 && c <= 0xFF5A) && !(c >= 0x2C00 && c < 0x2E00) &&
           !(c >= 0xA640 && c < 0xA800);
  }

  /// The ASCII letters at \a at.
  std::string_view word_at(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
    return text_.substr(at, end - at);
  }

  /// "Smith asked", "the Rev. Ann Lee said", within four words and before any other punctuation.
  bool speaker_follows(std::size_t at) const {
    for (int words = 0; words < 5 && at < text_.size(); ++words) {
      std::size_t end = at;
      while (end < text_.size() && !is_space(decode(text_, end).value))
        end += decode(text_, end).size;
      std::string_view word = text_.substr(at, end - at);
      const bool last = word.find_first_of(".,;:!?") == word.size() - 1;
      if (last && !has(kTitles, word.substr(0, word.size() - 1))) {
        return has(kSaid, word.substr(0, word.size() - 1));
      }
      if (has(kSaid, word)) return words > 0;
      at = skip_spaces(end);
    }
    return false;
  }

  /// The full stop of \a stop belongs to what stands before it, and the sentence goes on.
  bool is_abbreviation(std::size_t begin, const Stop& stop, std::size_t next,
                       std::size_t word) const {
    std::size_t from = stop.begin;
    while (from > begin &&
           (is_ascii_letter(text_[from - 1]) || text_[from - 1] == '.' || text_[from - 1] == '-'))
      --from;
    std::string_view whole = text_.substr(from, stop.begin - from);
    const bool number_follows = word < text_.size() && text_[word] >= '0' && text_[word] <= '9';
    if (whole.empty())
      return is_list_number(begin, stop.begin) || is_other_initial(begin, stop.begin);
    const std::string_view last = whole.substr(whole.find_last_of('-') + 1);
    if (last.empty()) return false;
    const bool capitalised = last[0] >= 'A' && last[0] <= 'Z';
    std::string small(last);
    for (char& c : small) c = static_cast<char>(c | 0x20);
    std::string title = small;
    title[0] = last[0];
    if (has(kTitles, title)) return !number_follows;
    if (has(kBeforeNumber, small) && number_follows) return true;
    const bool dotted = last.find('.') != std::string_view::npos;
    const bool initial = capitalised && last.size() == 1 && last != "I" && at_word_begin(from);
    const bool known = capitalised ? has(kAbbreviations, small) : has(kSmallAbbreviations, small);
    if (!dotted && !initial && !known) return false;
    if (stop.quoted || (word != next && opens_quote(next))) return false;
    return !starts_sentence(word);
  }

  bool opens_quote(std::size_t at) const {
    const char32_t c = decode(text_, at).value;
    return c == '"' || c == '\'' || (is_opener(c) && c >= 0x2018 && c <= 0x201E) || c == 0xAB;
  }

  bool at_word_begin(std::size_t at) const {
    return at == 0 ||
           !(letter_of(decode(text_, before(text_, at)).value).kind == CharClass::letter);
  }

  /// "1." at the head of a sentence numbers it.
  bool is_list_number(std::size_t begin, std::size_t end) const {
    return end > begin && end - begin <= 3 &&
           std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                       text_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](char c) { return c >= '0' && c <= '9'; });
  }

  /// One capital letter outside ASCII: "Ö. Schmidt".
  bool is_other_initial(std::size_t begin, std::size_t end) const {
    if (end <= begin) return false;
    const std::size_t at = before(text_, end);
    if (at < begin || !letter_of(decode(text_, at).value).capital) return false;
    return at == begin || is_space(decode(text_, before(text_, at)).value) || text_[at - 1] == '.';
  }

  bool starts_sentence(std::size_t at) const {
    const std::string_view word = word_at(at);
    if (!has(kStarters, word)) return false;
    const std::size_t end = at + word.size();
    return end == text_.size() || (text_[end] != '.' && text_[end] != '-');
  }

  std::string_view text_;
};

}  // namespace

std::vector<Span> sentences(std::string_view paragraph) { return Splitter(paragraph).split(); }

}  // namespace onrecord::text
