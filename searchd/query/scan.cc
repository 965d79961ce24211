// Query text → lexemes with their columns.  Knows spelling, not meaning.
#include "searchd/query/scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <utility>

#include "proto/store/fields.h"
#include "proto/text/tokens.h"
#include "searchd/query/likeness.h"
#include "searchd/query/spelling.h"
#include "searchd/query/values.h"

namespace onrecord::query {
namespace {

constexpr std::size_t kMaxHints = 8;

/// A number in digits; one that is out of every range is very large.
std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, number);
  if (failure == std::errc::result_out_of_range) number = 1 << 30;
  if (stop != end || digits.empty() || digits[0] == '-') return std::nullopt;
  return number;
}

/// "NEAR", "ADJ/12": the name and the number after the slash (0 without one, -1 where it is 0).
std::optional<std::pair<std::string_view, int>> split_distance(std::string_view chunk) {
  const std::size_t slash = chunk.find('/');
  if (slash == chunk.npos) return std::pair{chunk, 0};
  const auto number = number_of(chunk.substr(slash + 1));
  if (!number) return std::nullopt;
  return std::pair{chunk.substr(0, slash), *number == 0 ? -1 : *number};
}

/// What an operator's name says how near words must be, or nothing.
std::optional<LexemeKind> proximity_of(std::string_view name) {
  if (name == "NEAR") return LexemeKind::near;
  if (name == "ADJ") return LexemeKind::adj;
  const std::string low = lower(name);
  if (low == "w") return LexemeKind::near;
  if (low == "pre") return LexemeKind::adj;
  return std::nullopt;
}

/// Fields whose words are searched like the body's: their values are spelled like words.
bool holds_running_text(std::string_view name) {
  const Field* const field = find_field(lower(name));
  return field != nullptr && is_running_text(*field);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Result<Scanned> run() {
    while (true) {
      while (const std::size_t n = space_at(rest())) at_ += n;
      if (at_ == text_.size()) break;
      if (auto read = next(); !read) return read.error();
    }
    add(LexemeKind::end, 0);
    hint_operators();
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// Column of a byte that is not before the one asked last.
  int column(std::size_t at) {
    column_ += column_of(text_.substr(counted_, at - counted_), at - counted_) - 1;
    counted_ = at;
    return column_;
  }

  /// Adds a lexeme of the next \a length bytes and steps over them.
  Lexeme& add(LexemeKind kind, std::size_t length) {
    Lexeme lexeme;
    lexeme.kind = kind;
    lexeme.at = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + length)};
    lexeme.inside = lexeme.at;
    lexeme.column = column(at_);
    at_ += length;
    out_.lexemes.push_back(std::move(lexeme));
    return out_.lexemes.back();
  }

  void hint(int at_column, std::string message) {
    if (out_.hints.size() < kMaxHints) out_.hints.push_back({at_column, std::move(message)});
  }
  Error refuse(std::size_t ahead, Errc code, std::string message) {
    return error_at(column(at_ + ahead), code, std::move(message));
  }

  Result<void> next() {
    if (peek(0) == '(') return add(LexemeKind::open, 1), Result<void>{};
    if (peek(0) == ')') return add(LexemeKind::close, 1), Result<void>{};
    if (const auto quotation = quotation_at(rest())) return quoted(*quotation);
    if (peek(0) == '-') {
      const std::size_t dashes = std::min(rest().find_first_not_of('-'), rest().size());
      const std::string_view after = rest().substr(dashes);
      if (!after.empty() && after[0] != ')' && space_at(after) == 0)
        return add(LexemeKind::minus, 1), Result<void>{};
    }
    return chunk(rest().substr(0, chunk_length(rest())));
  }

  Result<void> quoted(const Quotation& quotation) {
    if (quotation.all == 0) return refuse(0, Errc::invalid, "no closing quote");
    const std::size_t begin = at_ + quotation.open;
    Lexeme& lexeme = add(LexemeKind::quoted, quotation.all);
    lexeme.inside = {static_cast<std::uint32_t>(begin),
                     static_cast<std::uint32_t>(begin + quotation.inside)};
    if (peek(0) == '*') {
      lexeme.star = true;
      lexeme.at.end = static_cast<std::uint32_t>(++at_);
    } else if (peek(0) == '~') {
      return refuse(0, Errc::invalid,
                    "'~' stands behind one word; for words near each other write NEAR/n");
    }
    return {};
  }

  Result<void> chunk(std::string_view text) {
    if (text == "AND") return add(LexemeKind::op_and, text.size()), Result<void>{};
    if (text == "OR") return add(LexemeKind::op_or, text.size()), Result<void>{};
    if (text == "NOT") return add(LexemeKind::op_not, text.size()), Result<void>{};
    if (lower(text) == "w/s") return add(LexemeKind::same_sentence, 3), Result<void>{};
    if (lower(text) == "w/p") return add(LexemeKind::same_paragraph, 3), Result<void>{};
    if (const auto split = split_distance(text))
      if (const auto kind = proximity_of(split->first);
          kind && (split->second != 0 || text == "NEAR" || text == "ADJ")) {
        if (split->second < 0)
          return refuse(0, Errc::invalid, "the distance after '/' must be 1 or more");
        add(*kind, text.size()).number = split->second;
        return {};
      }
    if (const std::size_t name = field_name_length(text)) return field(name);
    if (text[0] == ':')
      return refuse(0, Errc::invalid, "':' must follow a field's name without a space between");
    if (peek(text.size()) == '(') {
      if (lower(text) == "in") return in_label();
      if (holds_running_text(text)) {
        Lexeme& lexeme = add(LexemeKind::scope, text.size() + 1);
        lexeme.inside.end = lexeme.at.end - 1;
        return {};
      }
      if (lower(text).starts_with("atleast")) return at_least(text);
      return refuse(text.size(), Errc::invalid, "a space or an operator must stand before '('");
    }
    return word(text);
  }

  Result<void> field(std::size_t name) {
    const Field* const known = find_field(lower(rest().substr(0, name)));
    const bool running = known != nullptr && is_running_text(*known);
    const bool names_people = known != nullptr && has_words(*known) && !running;
    Lexeme& lexeme = add(LexemeKind::field, name + 1);
    lexeme.inside.end = lexeme.at.end - 1;
    if (const auto quotation = quotation_at(rest())) return quoted(*quotation);
    const std::size_t length = chunk_length(rest());
    if (length == 0) return {};
    if (running && peek(0) != '-') return word(rest().substr(0, length));
    const std::string_view chunk = rest().substr(0, length);
    const auto suffix = names_people ? read_suffix(chunk) : Result<Suffix>(Suffix{});
    if (!suffix) return suffix.error();
    Lexeme& value = add(LexemeKind::value, length);
    value.star = length > 1 && chunk.back() == '*';
    value.edits = suffix->edits;
    value.inside.end -= static_cast<std::uint32_t>(value.star ? 1 : suffix->length);
    return {};
  }

  /// "atleast3("
  Result<void> at_least(std::string_view text) {
    const auto times = number_of(text.substr(7));
    if (!times || *times == 0)
      return refuse(7, Errc::invalid,
                    "a number of 1 or more must follow 'atleast': atleast3(word)");
    add(LexemeKind::at_least, text.size() + 1).number = *times;
    return {};
  }

  Result<void> in_label() {
    const std::size_t begin = at_;
    at_ += 3;
    while (const std::size_t n = space_at(rest())) at_ += n;
    std::string_view label;
    if (const auto quotation = quotation_at(rest())) {
      if (quotation->all == 0) return refuse(0, Errc::invalid, "no closing quote");
      label = rest().substr(quotation->open, quotation->inside);
      at_ += quotation->all;
    } else {
      label = trim(rest().substr(0, rest().find_first_of(",()")));
      at_ += label.size();
    }
    if (text::terms_of(label).empty())
      return refuse(0, Errc::invalid, "a label must follow 'in(': in(\"label\", words)");
    while (const std::size_t n = space_at(rest())) at_ += n;
    if (peek(0) != ',')
      return refuse(0, Errc::invalid, "',' must follow the label: in(\"label\", words)");
    const std::size_t length = at_ + 1 - begin;
    at_ = begin;
    // The column is counted forwards only, and the errors above are the last thing that is counted
    // when they happen.
    Lexeme& lexeme = add(LexemeKind::in, length);
    lexeme.inside.begin = static_cast<std::uint32_t>(label.data() - text_.data());
    lexeme.inside.end = static_cast<std::uint32_t>(lexeme.inside.begin + label.size());
    return {};
  }

  Result<void> word(std::string_view text) {
    std::size_t length = text.size();
    if (is_digit(text.back())) length += percent_after(rest().substr(length));
    const bool url = text.find("://") != text.npos;
    if (!url)
      if (auto sane = check_word(text); !sane) return sane.error();
    if (text == "*") return add(LexemeKind::all, 1), Result<void>{};

    std::string_view inside = rest().substr(0, length);
    const bool exact = inside[0] == '=';
    if (exact) inside.remove_prefix(1);
    auto spelled = url ? Result<Spelled>(Spelled{text::terms_of(inside), inside.size()})
                       : spell(inside, exact);
    if (!spelled) return spelled.error();
    if (spelled->terms.empty()) {
      if (exact && length == 1 && peek(1) == '"')
        return refuse(0, Errc::invalid, "'=' stands before a word; a phrase is exact already");
      hint(column(at_), concat({"'", text, "' is punctuation and was left out"}));
      at_ += length;
      return {};
    }
    if (text[0] == '+') hint(column(at_), "'+' is no operator and was left out");
    if (text.starts_with("–") || text.starts_with("—") || text.starts_with("−"))
      hint(column(at_), "this dash is not '-': the word after it is searched, not left out");
    const std::size_t mark = url ? text.npos : question_mark_behind(text);
    const std::size_t begin = at_;
    Lexeme& lexeme = add(LexemeKind::word, length);
    lexeme.inside.begin = static_cast<std::uint32_t>(inside.data() - text_.data());
    lexeme.inside.end = static_cast<std::uint32_t>(lexeme.inside.begin + spelled->length);
    lexeme.exact = exact;
    lexeme.star = spelled->star;
    lexeme.edits = spelled->edits;
    lexeme.terms = std::move(spelled->terms);
    if (mark != text.npos)
      hint(column(begin + mark),
           "'?' behind a word is punctuation; inside a word it stands for one letter");
    return {};
  }

  /// Of a '?' among what stands behind the last letter.
  static std::size_t question_mark_behind(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && !is_letter(text[end - 1]) && !is_digit(text[end - 1])) --end;
    return text.find('?', end);
  }

  /// A word without its '=', read.
  struct Spelled {
    std::vector<std::string> terms;
    std::size_t length = 0;  ///< Without what comes behind the word: '*', '~', punctuation.
    bool star = false;
    int edits = 0;
  };
  /// \a inside begins where the next lexeme does, or behind its '='.
  Result<Spelled> spell(std::string_view inside, bool exact) {
    const auto suffix = read_suffix(inside);
    if (!suffix) return suffix.error();
    const std::size_t first = wildcard_in(inside);
    if (suffix->edits > 0) {
      if (exact || first != inside.npos)
        return refuse(0, Errc::invalid, "of '=', '*', '?' and '~' a word has one kind");
      inside.remove_suffix(suffix->length);
      return Spelled{text::terms_of(inside), inside.size(), false, suffix->edits};
    }
    if (first == inside.npos) return Spelled{text::terms_of(inside), inside.size()};
    std::vector<std::string> before = text::terms_of(inside.substr(0, first));
    if (before.empty()) return refuse(0, Errc::invalid, "a word must stand before '*'");
    if (exact) return refuse(0, Errc::invalid, "of '=', '*', '?' and '~' a word has one kind");
    const bool trailing = text::terms_of(inside.substr(first)).empty();
    if (trailing) return Spelled{std::move(before), first, true};
    auto pattern = pattern_of(inside);
    if (!pattern)
      return refuse(first, Errc::unsupported,
                    "a word with wildcards inside must be one word, without signs or hyphens");
    return Spelled{{std::move(*pattern)}, inside.size()};
  }

  /// "~", "~1", "~2" at the end of a word.
  struct Suffix {
    int edits = 0;
    std::size_t length = 0;
  };
  /// Of \a chunk, which the next lexeme is or holds.  Errors: a '~' that is something else.
  Result<Suffix> read_suffix(std::string_view chunk) {
    const std::size_t tilde = chunk.find('~', 1);
    if (tilde == chunk.npos || chunk.find("://") != chunk.npos) return Suffix{};
    const auto ahead = static_cast<std::size_t>(chunk.data() - text_.data()) - at_ + tilde;
    const std::string_view after = chunk.substr(tilde + 1);
    const std::string_view digits = after.substr(0, after.find_last_not_of(".,;!?") + 1);
    if (digits.empty()) {
      const auto terms = text::terms_of(chunk.substr(0, tilde));
      return Suffix{default_edits(terms.empty() ? "" : terms.back()), chunk.size() - tilde};
    }
    if (digits == "1" || digits == "2") return Suffix{digits[0] - '0', chunk.size() - tilde};
    if (number_of(digits))
      return refuse(ahead, Errc::limit, "1 or 2 edits may be asked for: ~1 or ~2");
    return refuse(ahead, Errc::invalid,
                  "'~' stands at the end of a word, alone or with the number of edits: ~1 or ~2");
  }

  /// Refuses what other systems would read as an operator.
  Result<void> check_word(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool inside = i + 1 < text.size() && (is_letter(text[i + 1]) || is_digit(text[i + 1]));
      switch (text[i]) {
        case '^':
          if (i > 0) return refuse(i, Errc::invalid, "'^' is no operator");
          break;
        case '|':
          return refuse(i, Errc::invalid, "'|' is no operator; write OR");
        case '&':
          if (text.substr(i).starts_with("&&"))
            return refuse(i, Errc::invalid, "'&&' is no operator; write AND");
          break;
        case '!':
          if (i == 0 && inside) return refuse(i, Errc::invalid, "'!' is no operator; write NOT");
          break;
        default:
          break;
      }
    }
    return {};
  }

  /// "40 %" is one word: length of " %" where it comes next, or 0.
  static std::size_t percent_after(std::string_view text) {
    std::size_t i = 0;
    while (const std::size_t n = space_at(text.substr(i))) i += n;
    if (i == text.size() || text[i] != '%') return 0;
    return chunk_length(text.substr(i)) == 1 ? i + 1 : 0;
  }

  /// "and", "or", "not" between words, and "near/5": searched as words, which may not be what was
  /// meant.
  void hint_operators() {
    const auto ends_operand = [](LexemeKind kind) {
      return kind == LexemeKind::word || kind == LexemeKind::quoted || kind == LexemeKind::value ||
             kind == LexemeKind::close;
    };
    for (std::size_t i = 0; i + 1 < out_.lexemes.size(); ++i) {
      const Lexeme& lexeme = out_.lexemes[i];
      if (lexeme.kind != LexemeKind::word || lexeme.exact || lexeme.star || lexeme.edits > 0)
        continue;
      const std::string_view printed = lexeme.at.of(text_);
      const std::string low = lower(printed);
      if (low.starts_with("w/") || low.starts_with("pre/"))
        hint(lexeme.column, concat({"'", printed,
                                    "' is searched as words; write w/5, pre/5, w/s or w/p, with a "
                                    "number of 1 or more"}));
      const bool scope = low == "lead" || low == "headline" ||
                         (low.starts_with("atleast") && low.size() > 7 && is_digit(low.back()));
      if (scope && out_.lexemes[i + 1].kind == LexemeKind::open)
        hint(lexeme.column, concat({"'", printed, "' is searched as a word; write ", printed,
                                    "(…) without a space"}));
      const auto split = split_distance(low);
      const bool joins =
          low == "and" || low == "or" ||
          (split && split->second != 0 && (split->first == "near" || split->first == "adj"));
      if (!joins && low != "not") continue;
      const LexemeKind after = out_.lexemes[i + 1].kind;
      if (after == LexemeKind::end || after == LexemeKind::close) continue;
      if (joins && (i == 0 || !ends_operand(out_.lexemes[i - 1].kind))) continue;
      std::string upper(low);
      for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      hint(lexeme.column, concat({"'", printed, "' is searched as a word; write ", upper}));
    }
    std::stable_sort(out_.hints.begin(), out_.hints.end(),
                     [](const Hint& a, const Hint& b) { return a.column < b.column; });
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;
  int column_ = 1;
  Scanned out_;
};

}  // namespace

Result<Scanned> scan(std::string_view text) { return Scanner(text).run(); }

}  // namespace onrecord::query
