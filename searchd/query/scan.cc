// Query text → lexemes with their columns.  Knows spelling, not meaning.
#include "searchd/query/scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <utility>

#include "proto/text/tokens.h"
#include "searchd/query/spelling.h"

namespace onrecord::query {
namespace {

constexpr std::size_t kMaxHints = 8;

/// "NEAR", "ADJ/12": the name and the number after the slash (0 without one).
std::optional<std::pair<std::string_view, int>> split_distance(std::string_view chunk) {
  const std::size_t slash = chunk.find('/');
  if (slash == chunk.npos) return std::pair{chunk, 0};
  int number = 0;
  const char* const end = chunk.data() + chunk.size();
  const auto [stop, failure] = std::from_chars(chunk.data() + slash + 1, end, number);
  if (failure == std::errc::result_out_of_range) number = 1 << 30;
  if (stop != end || slash + 1 == chunk.size()) return std::nullopt;
  return std::pair{chunk.substr(0, slash), number == 0 ? -1 : number};
}

/// The operators of other systems and of later versions, as whole chunks: "w/5", "pre/3", "w/s".
bool is_later_operator(std::string_view chunk) {
  const std::string low = lower(chunk);
  if (low == "w/s" || low == "w/p") return true;
  const auto split = split_distance(low);
  return split && split->second != 0 && (split->first == "w" || split->first == "pre");
}

bool is_later_function(std::string_view name) {
  const std::string low = lower(name);
  if (low == "lead" || low == "headline") return true;
  return low.size() > 7 && low.starts_with("atleast") &&
         std::all_of(low.begin() + 7, low.end(), is_digit);
}

std::string not_available(std::string_view what) {
  return concat({"'", what, "' is not available in this version"});
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
      return refuse(0, Errc::unsupported, not_available("~"));
    }
    return {};
  }

  Result<void> chunk(std::string_view text) {
    if (text == "AND") return add(LexemeKind::op_and, text.size()), Result<void>{};
    if (text == "OR") return add(LexemeKind::op_or, text.size()), Result<void>{};
    if (text == "NOT") return add(LexemeKind::op_not, text.size()), Result<void>{};
    if (const auto split = split_distance(text);
        split && (split->first == "NEAR" || split->first == "ADJ")) {
      const auto kind = split->first == "NEAR" ? LexemeKind::near : LexemeKind::adj;
      if (split->second < 0)
        return refuse(0, Errc::invalid, "the distance after '/' must be 1 or more");
      add(kind, text.size()).distance = split->second;
      return {};
    }
    if (is_later_operator(text)) return refuse(0, Errc::unsupported, not_available(text));
    if (const std::size_t name = field_name_length(text)) return field(name);
    if (text[0] == ':')
      return refuse(0, Errc::invalid, "':' must follow a field's name without a space between");
    if (peek(text.size()) == '(') {
      if (lower(text) == "in") return in_label();
      if (is_later_function(text))
        return refuse(0, Errc::unsupported, not_available(concat({text, "(…)"})));
      return refuse(text.size(), Errc::invalid, "a space or an operator must stand before '('");
    }
    return word(text);
  }

  Result<void> field(std::size_t name) {
    Lexeme& lexeme = add(LexemeKind::field, name + 1);
    lexeme.inside.end = lexeme.at.end - 1;
    if (const auto quotation = quotation_at(rest())) return quoted(*quotation);
    const std::size_t length = chunk_length(rest());
    if (length == 0) return {};
    Lexeme& value = add(LexemeKind::value, length);
    value.star = length > 1 && text_[at_ - 1] == '*';
    if (value.star) --value.inside.end;
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
    const std::size_t star = url ? inside.npos : inside.find('*');
    if (star != inside.npos) inside = inside.substr(0, star);
    std::vector<std::string> terms = text::terms_of(inside);
    if (terms.empty()) {
      if (star != inside.npos) return refuse(0, Errc::invalid, "a word must stand before '*'");
      if (exact && length == 1 && peek(1) == '"')
        return refuse(0, Errc::invalid, "'=' stands before a word; a phrase is exact already");
      hint(column(at_), concat({"'", text, "' is punctuation and was left out"}));
      at_ += length;
      return {};
    }
    if (text[0] == '+') hint(column(at_), "'+' is no operator and was left out");
    if (text.starts_with("–") || text.starts_with("—") || text.starts_with("−"))
      hint(column(at_), "this dash is not '-': the word after it is searched, not left out");
    Lexeme& lexeme = add(LexemeKind::word, length);
    lexeme.inside.begin = static_cast<std::uint32_t>(inside.data() - text_.data());
    lexeme.inside.end = static_cast<std::uint32_t>(lexeme.inside.begin + inside.size());
    lexeme.exact = exact;
    lexeme.star = star != text.npos;
    lexeme.terms = std::move(terms);
    return {};
  }

  /// Refuses what other systems would read as an operator, and wildcards anywhere but at the end.
  Result<void> check_word(std::string_view text) {
    const std::size_t trailing = text.find_last_not_of(".,;!?") + 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool inside = i + 1 < text.size() && (is_letter(text[i + 1]) || is_digit(text[i + 1]));
      switch (text[i]) {
        case '*':
          if (i + 1 != trailing)
            return refuse(i, Errc::unsupported, "a '*' stands only at the end of a word");
          break;
        case '?':
          if (i > 0 && inside)
            return refuse(i, Errc::unsupported,
                          "'?' inside a word is not available in this version");
          break;
        case '~':
          if (i > 0) return refuse(i, Errc::unsupported, not_available("~"));
          break;
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
      if (lexeme.kind != LexemeKind::word || lexeme.exact || lexeme.star) continue;
      const std::string_view printed = lexeme.at.of(text_);
      const std::string low = lower(printed);
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
