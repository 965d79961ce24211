// Query text → tree: the grammar, the caps, the targets.  Spelling is scan.h's business, values are
// values.h's.
#include "searchd/query/parse.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "proto/text/tokens.h"
#include "searchd/query/build.h"
#include "searchd/query/likeness.h"
#include "searchd/query/scan.h"
#include "searchd/query/spelling.h"
#include "searchd/query/values.h"

namespace onrecord::query {
namespace {

/// Xapian's own default for NEAR and ADJ without a number.
constexpr int kDefaultDistance = 10;

/// Where a row of operands stands: what a bare word means there, and what may stand there at all.
struct Ground {
  In target = In::articles;
  const FieldName* values_of = nullptr;  ///< In a group: words are values of this field.
  std::string inside;  ///< Where no field may stand, as a message names it: "headline:(…)"; or "".
};

class Parser {
 public:
  Parser(std::string_view text, Scanned scanned, Match match, const Limits& limits)
      : text_(text),
        lexemes_(std::move(scanned.lexemes)),
        hints_(std::move(scanned.hints)),
        match_(match),
        limits_(limits) {}

  Result<Parsed> run(In target) {
    Ground ground;
    ground.target = target;
    if (peek().kind == LexemeKind::end && hints_.empty())
      return error_at(1, Errc::invalid, "empty query; '*' matches everything");
    if (peek().kind == LexemeKind::end)
      return error_at(1, Errc::invalid, "no word in the query; '*' matches everything");
    auto root = row(ground, 0);
    if (!root) return root.error();
    if (peek().kind == LexemeKind::close) return refuse(Errc::invalid, "')' without '('");
    return Parsed{std::move(*root), std::move(hints_)};
  }

 private:
  const Lexeme& peek() const { return lexemes_[next_]; }
  std::string printed(const Lexeme& lexeme) const { return named(lexeme.at.of(text_)); }
  Error refuse(Errc code, std::string message) const {
    return error_at(peek().column, code, std::move(message));
  }

  template <class Kind>
  static NodePtr make(Kind kind, const Lexeme& from) {
    return placed(make_node(std::move(kind)), from);
  }
  static NodePtr placed(NodePtr node, const Lexeme& from) {
    node->at = from.at;
    node->column = from.column;
    return node;
  }

  /// Operands side by side, or joined by AND, or joined by OR, up to a closing bracket or the end.
  Result<NodePtr> row(const Ground& ground, int depth) {
    if (depth > limits_.max_depth)
      return error_at(lexemes_[next_ - 1].column, Errc::limit,
                      concat({"more than ", std::to_string(limits_.max_depth),
                              " brackets inside one another"}));
    const Lexeme& first = peek();
    std::vector<Operand> operands;
    std::optional<Joint> joint;
    while (peek().kind != LexemeKind::close && peek().kind != LexemeKind::end) {
      const Lexeme& before = peek();
      Joint here = match_ == Match::any && ground.values_of == nullptr ? Joint::any : Joint::all;
      if (peek().kind == LexemeKind::op_and || peek().kind == LexemeKind::op_or) {
        if (operands.empty())
          return refuse(Errc::invalid,
                        concat({"a word or a phrase must stand before ", printed(peek())}));
        here = peek().kind == LexemeKind::op_and ? Joint::all : Joint::either;
        ++next_;
      } else if (!operands.empty() && ground.values_of != nullptr &&
                 !has_words(*ground.values_of->field)) {
        return refuse(Errc::invalid,
                      "values side by side in a group of '" + ground.values_of->printed +
                          "': write OR between them, or quotes around a value of several words");
      }
      if (!operands.empty()) {
        if (joint && *joint != here)
          return error_at(
              before.column, Errc::invalid,
              here == Joint::any || *joint == Joint::any
                  ? "operators beside words of which any may match need brackets"
                  : "AND and OR in one row need brackets; words side by side are joined by AND");
        joint = here;
      }
      const bool negative = peek().kind == LexemeKind::minus || peek().kind == LexemeKind::op_not;
      if (negative) ++next_;
      auto read = operand(ground, depth);
      if (!read) return read.error();
      operands.push_back({std::move(*read), negative});
    }
    if (operands.empty())
      return refuse(Errc::invalid, depth == 0 ? "')' without '('"
                                              : concat({"a word or a phrase must follow ",
                                                        printed(lexemes_[next_ - 1])}));
    return placed(joined(std::move(operands), joint.value_or(Joint::all)), first);
  }

  /// One thing, or two with NEAR or another operator of proximity between them.
  Result<NodePtr> operand(const Ground& ground, int depth) {
    const Lexeme& first = peek();
    auto left = primary(ground, depth);
    if (!left || !is_proximity(peek())) return left;
    const Lexeme& op = lexemes_[next_++];
    if (ground.values_of != nullptr)
      return unavailable(op, printed(op) + " between values of a field");
    if (op.number > limits_.max_distance)
      return error_at(
          op.column, Errc::limit,
          concat({"a distance of at most ", std::to_string(limits_.max_distance), " may follow ",
                  named(op.at.of(text_).substr(0, op.at.of(text_).find('/') + 1))}));
    const Lexeme& second = peek();
    auto right = primary(ground, depth);
    if (!right) return right;
    for (const auto& [node, lexeme] :
         {std::pair{left->get(), &first}, std::pair{right->get(), &second}})
      if (const Node* wrong = unplaced(*node))
        return error_at(wrong->column > 0 ? wrong->column : lexeme->column, Errc::invalid,
                        concat({"beside ", printed(op),
                                " may stand words, phrases, brackets around either joined by OR, "
                                "and brackets around another NEAR"}));
    if (is_proximity(peek()))
      return refuse(Errc::invalid, concat({"a row of NEAR, ADJ, w/s and w/p needs brackets: (a ",
                                           op.at.of(text_), " b) ", peek().at.of(text_), " c"}));
    Near near;
    near.within = op.kind == LexemeKind::same_sentence    ? Near::Within::sentence
                  : op.kind == LexemeKind::same_paragraph ? Near::Within::paragraph
                                                          : Near::Within::distance;
    if (near.within == Near::Within::distance)
      near.distance = op.number == 0 ? kDefaultDistance : op.number;
    near.ordered = op.kind == LexemeKind::adj;
    near.operands.push_back(std::move(*left));
    near.operands.push_back(std::move(*right));
    return make(std::move(near), first);
  }

  static bool is_proximity(const Lexeme& lexeme) {
    return lexeme.kind == LexemeKind::near || lexeme.kind == LexemeKind::adj ||
           lexeme.kind == LexemeKind::same_sentence || lexeme.kind == LexemeKind::same_paragraph;
  }
  /// What of \a node has no place in a text, so that nothing can be near it; nullptr: all has.
  static const Node* unplaced(const Node& node) {
    if (std::holds_alternative<Word>(node.kind) || std::holds_alternative<Phrase>(node.kind) ||
        std::holds_alternative<Near>(node.kind))
      return nullptr;
    const auto* either = std::get_if<Or>(&node.kind);
    if (either == nullptr) return &node;
    for (const NodePtr& operand : either->operands)
      if (const Node* wrong = unplaced(*operand)) return wrong;
    return nullptr;
  }

  static Error unavailable(const Lexeme& where, std::string_view what) {
    return error_at(where.column, Errc::unsupported,
                    concat({what, " is not available in this version"}));
  }

  Result<NodePtr> primary(const Ground& ground, int depth) {
    const Lexeme& lexeme = peek();
    switch (lexeme.kind) {
      case LexemeKind::open:
        return group(ground, depth);
      case LexemeKind::field:
        return field(ground, depth);
      case LexemeKind::in:
        return labelled_part(ground, depth);
      case LexemeKind::scope:
        return scope(ground, depth);
      case LexemeKind::at_least:
        return at_least(ground);
      case LexemeKind::word:
      case LexemeKind::quoted:
        return text(ground);
      case LexemeKind::all:
        if (!ground.inside.empty()) return refuse(Errc::invalid, "a word must stand before '*'");
        ++next_;
        return make(All{}, lexeme);
      default:
        break;
    }
    std::string before = next_ == 0 ? "" : printed(lexemes_[next_ - 1]);
    const bool operator_here = lexeme.kind != LexemeKind::end && lexeme.kind != LexemeKind::close;
    if (operator_here && (next_ == 0 || lexemes_[next_ - 1].kind == LexemeKind::open))
      return refuse(Errc::invalid,
                    concat({"a word or a phrase must stand before ", printed(lexeme)}));
    return refuse(Errc::invalid, "a word, a phrase or '(' must follow " + before);
  }

  /// "( row )"; the cursor is on the bracket or on what opens like one.
  Result<NodePtr> group(const Ground& ground, int depth) {
    const Lexeme& open = lexemes_[next_++];
    auto inner = row(ground, depth + 1);
    if (!inner) return inner;
    if (peek().kind != LexemeKind::close)
      return error_at(open.column, Errc::invalid, concat({"no ')' for ", printed(open)}));
    ++next_;
    return inner;
  }

  /// A word or a phrase, of the text or, in a group, of a field.
  Result<NodePtr> text(const Ground& ground) {
    const Lexeme& lexeme = lexemes_[next_++];
    if (ground.values_of != nullptr) {
      const std::string_view value =
          lexeme.kind == LexemeKind::quoted || lexeme.star || lexeme.edits > 0
              ? lexeme.inside.of(text_)
              : lexeme.at.of(text_);
      return value_of(*ground.values_of, value, lexeme);
    }
    if (lexeme.kind == LexemeKind::quoted) return phrase(lexeme);
    std::vector<std::string> terms = lexeme.terms;
    if (terms.size() > 1 && lexeme.edits > 0)
      return unavailable(lexeme, "'~' after a word of several parts");
    if (auto counted = count(terms.size(), lexeme); !counted) return counted.error();
    if (lexeme.star || lexeme.edits > 0 || is_pattern(terms.back()))
      if (auto counted = count_wildcard(terms.back(), limits_.min_wildcard_letters, lexeme);
          !counted)
        return counted.error();
    if (terms.size() == 1)
      return make(Word{std::move(terms[0]), lexeme.star, lexeme.exact, lexeme.edits}, lexeme);
    if (lexeme.star) terms.back() += '*';
    return make(Phrase{std::move(terms)}, lexeme);
  }

  Result<NodePtr> phrase(const Lexeme& lexeme) {
    if (lexeme.star) return unavailable(lexeme, "'*' after a phrase");
    auto terms = phrase_terms(lexeme);
    if (!terms) return terms.error();
    if (terms->empty())
      return error_at(lexeme.column, Errc::invalid, "no word between the quotation marks");
    if (auto counted = count(terms->size(), lexeme); !counted) return counted.error();
    for (const std::string& term : *terms)
      if (is_pattern(term))
        if (auto counted = count_wildcard(term, limits_.min_wildcard_letters, lexeme); !counted)
          return counted.error();
    return make(Phrase{std::move(*terms)}, lexeme);
  }

  /// The words of a phrase.  What has a wildcard in it is read by itself, the text between as one.
  Result<std::vector<std::string>> phrase_terms(const Lexeme& lexeme) const {
    const std::string_view inside = lexeme.inside.of(text_);
    std::vector<std::string> terms;
    const auto add_words = [&](std::string_view words) {
      for (std::string& term : text::terms_of(words)) terms.push_back(std::move(term));
    };
    std::size_t plain = 0;
    for (std::size_t at = 0; at < inside.size();) {
      std::size_t end = at;
      while (end < inside.size() && space_at(inside.substr(end)) == 0) ++end;
      const std::string_view chunk = inside.substr(at, end - at);
      const auto place = [&](std::size_t within) {
        const std::size_t from = lexeme.inside.begin - lexeme.at.begin + at + within;
        return lexeme.column + column_of(text_.substr(lexeme.at.begin), from) - 1;
      };
      if (const std::size_t tilde = fuzzy_in(chunk); tilde != chunk.npos)
        return error_at(place(tilde), Errc::unsupported,
                        "a fuzzy word cannot stand inside a phrase; write it beside the phrase, or "
                        "with NEAR");
      if (const std::size_t wildcard = wildcard_in(chunk);
          wildcard != chunk.npos && !text::terms_of(chunk).empty()) {
        add_words(inside.substr(plain, at - plain));
        const auto pattern = wildcard == 0 ? std::nullopt : pattern_of(chunk);
        if (!pattern)
          return error_at(place(wildcard), Errc::unsupported,
                          "a word with wildcards inside a phrase must be one word, without signs "
                          "or hyphens");
        terms.push_back(*pattern);
        plain = end;
      }
      at = end;
      while (const std::size_t n = space_at(inside.substr(at))) at += n;
    }
    add_words(inside.substr(plain));
    return terms;
  }

  Result<NodePtr> field(const Ground& ground, int depth) {
    const Lexeme& lexeme = lexemes_[next_++];
    if (!ground.inside.empty())
      return error_at(lexeme.column, Errc::invalid,
                      concat({"no field may stand inside ", ground.inside}));
    auto name = resolve_field(lexeme.inside.of(text_), ground.target, lexeme.column);
    if (!name) return name.error();
    const bool follows = peek().at.begin == lexeme.at.end;
    if (follows && peek().kind == LexemeKind::open)
      return field_group(*name, lexeme, ground, depth);
    if (follows && name->field != nullptr && is_running_text(*name->field))
      if (peek().kind == LexemeKind::word || peek().kind == LexemeKind::quoted)
        return word_of(*name->field, lexeme, ground);
    if (follows && peek().kind == LexemeKind::all)
      return refuse(Errc::invalid, "a value must stand before '*'");
    if (name->role == FieldName::Role::said)
      return error_at(column_of(text_, lexeme.at.end), Errc::invalid, "'(' must follow 'said:'");
    if (!follows || (peek().kind != LexemeKind::value && peek().kind != LexemeKind::quoted))
      return error_at(column_of(text_, lexeme.at.end), Errc::invalid,
                      "a value must follow '" + name->printed + ":'");
    const Lexeme& value = lexemes_[next_++];
    auto read = value_of(*name, value.inside.of(text_), value);
    if (!read) return read;
    return placed(std::move(*read), lexeme);
  }

  /// One word or phrase of a field that holds running text.
  Result<NodePtr> word_of(const Field& field, const Lexeme& lexeme, const Ground& outer) {
    Ground ground;
    ground.target = outer.target;
    auto inner = text(ground);
    if (!inner) return inner;
    return make(Scope{&field, "", std::move(*inner)}, lexeme);
  }

  /// `lead(…)`, `headline(…)`: the same as with a colon.
  Result<NodePtr> scope(const Ground& ground, int depth) {
    const Lexeme& lexeme = peek();
    if (!ground.inside.empty())
      return refuse(Errc::invalid,
                    concat({printed(lexeme), " may not stand inside ", ground.inside}));
    auto name = resolve_field(lexeme.inside.of(text_), ground.target, lexeme.column);
    if (!name) return name.error();
    return field_group(*name, lexeme, ground, depth);
  }

  /// `atleast3(word)`
  Result<NodePtr> at_least(const Ground& ground) {
    const Lexeme& lexeme = lexemes_[next_++];
    if (ground.values_of != nullptr)
      return unavailable(lexeme, "'atleast' between values of a field");
    if (lexeme.number > limits_.max_times)
      return error_at(
          lexeme.column, Errc::limit,
          concat({"at most ", std::to_string(limits_.max_times), " may follow 'atleast'"}));
    const bool starts = peek().kind == LexemeKind::word || peek().kind == LexemeKind::quoted;
    auto inner = starts ? text(ground) : Result<NodePtr>(NodePtr());
    if (!inner) return inner;
    if (!starts || peek().kind != LexemeKind::close)
      return refuse(Errc::invalid,
                    concat({"one word or one phrase, then ')', must follow ", printed(lexeme)}));
    ++next_;
    return make(AtLeast{lexeme.number, std::move(*inner)}, lexeme);
  }

  Result<NodePtr> field_group(const FieldName& name, const Lexeme& lexeme, const Ground& outer,
                              int depth) {
    Ground ground;
    ground.target = outer.target;
    if (name.role == FieldName::Role::said) {
      ground.target = In::statements;
      auto inner = group(ground, depth);
      if (!inner) return inner;
      return make(Said{std::move(*inner)}, lexeme);
    }
    ground.inside = concat({name.printed, ":(…)"});
    if (is_running_text(*name.field)) {
      auto inner = group(ground, depth);
      if (!inner) return inner;
      return make(Scope{name.field, "", std::move(*inner)}, lexeme);
    }
    ground.values_of = &name;
    auto inner = group(ground, depth);
    if (!inner) return inner;
    return placed(std::move(*inner), lexeme);
  }

  Result<NodePtr> labelled_part(const Ground& ground, int depth) {
    const Lexeme& lexeme = peek();
    if (!ground.inside.empty())
      return refuse(Errc::invalid, concat({"'in(' may not stand inside ", ground.inside}));
    const std::string_view label = lexeme.inside.of(text_);
    if (in_quotes(label).empty())
      return refuse(Errc::invalid, "a label cannot hold every kind of quotation mark");
    Ground inside;
    inside.target = ground.target;
    inside.inside = "in(…)";
    auto inner = group(inside, depth);
    if (!inner) return inner;
    return make(Scope{nullptr, std::string(label), std::move(*inner)}, lexeme);
  }

  Result<NodePtr> value_of(const FieldName& name, std::string_view value, const Lexeme& lexeme) {
    const std::size_t words = has_words(*name.field) ? text::terms_of(value).size() : 1;
    if (auto counted = count(std::max<std::size_t>(words, 1), lexeme); !counted)
      return counted.error();
    auto node = read_value(
        name, {value, lexeme.kind == LexemeKind::quoted, lexeme.star, lexeme.edits, lexeme.column});
    if (!node) return node;
    if (lexeme.star || lexeme.edits > 0) {
      const int least = lexeme.edits > 0 ? limits_.min_wildcard_letters : 1;
      if (auto counted = count_wildcard(text::fold_value(value), least, lexeme); !counted)
        return counted.error();
    }
    return placed(std::move(*node), lexeme);
  }

  Result<void> count(std::size_t more, const Lexeme& lexeme) {
    operands_ += more;
    if (operands_ <= static_cast<std::size_t>(limits_.max_operands)) return {};
    return error_at(
        lexeme.column, Errc::limit,
        concat({"more than ", std::to_string(limits_.max_operands), " words and values"}));
  }

  /// \a term: a pattern, or what stands before the '*' or '~' of \a lexeme.
  Result<void> count_wildcard(std::string_view term, int least, const Lexeme& lexeme) {
    const std::string_view stub = stub_of(term);
    const std::string_view wildcard = is_pattern(term)   ? term.substr(stub.size(), 1)
                                      : lexeme.edits > 0 ? "~"
                                                         : "*";
    if (++wildcards_ > limits_.max_wildcards)
      return error_at(lexeme.column, Errc::limit,
                      concat({"more than ", std::to_string(limits_.max_wildcards),
                              " words with '*', '?' or '~'"}));
    if (column_of(stub, stub.size()) - 1 < least)
      return error_at(
          lexeme.column, Errc::limit,
          concat({std::to_string(least), " letters or more must stand before ", named(wildcard)}));
    if (stub.size() >= text::kMaxTermBytes)
      return error_at(lexeme.column, Errc::limit,
                      concat({"at most ", std::to_string(text::kMaxTermBytes - 1),
                              " bytes may stand before '*' or '~'"}));
    return {};
  }

  std::string_view text_;
  std::vector<Lexeme> lexemes_;
  std::vector<Hint> hints_;
  Match match_;
  const Limits& limits_;
  std::size_t next_ = 0;
  std::size_t operands_ = 0;
  int wildcards_ = 0;
};

/// The words of a text in which no operator is read.  With Match::all what is printed in one piece
/// ("anti-war") is a phrase, as among operators; with Match::any each word stands for itself, once.
Result<Parsed> parse_words(std::string_view text, Match match, const Limits& limits) {
  std::vector<Operand> row;
  std::unordered_set<std::string> seen;
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && space_at(text.substr(end)) == 0) ++end;
    std::vector<std::string> terms =
        text::terms_of(match == Match::any ? text : text.substr(at, end - at));
    words += terms.size();
    if (match == Match::any) {
      for (std::string& term : terms)
        if (seen.insert(term).second)
          row.push_back({make_node(Word{std::move(term), false, false}), false});
      break;
    }
    if (words > static_cast<std::size_t>(limits.max_operands))
      return Error{Errc::limit,
                   concat({"more than ", std::to_string(limits.max_operands),
                           " words that must all match; match any of them instead"}),
                   0};
    if (terms.size() == 1)
      row.push_back({make_node(Word{std::move(terms[0]), false, false}), false});
    else if (!terms.empty())
      row.push_back({make_node(Phrase{std::move(terms)}), false});
    at = end;
    while (const std::size_t n = space_at(text.substr(at))) at += n;
  }
  if (row.empty()) return error_at(1, Errc::invalid, "no word in the text");
  return Parsed{joined(std::move(row), match == Match::any ? Joint::any : Joint::all), {}};
}

}  // namespace

Result<Parsed> parse_query(std::string_view text, In target, Match match, Reading reading,
                           const Limits& limits) {
  const bool operators = reading == Reading::operators;
  const std::size_t most = operators ? limits.max_query_bytes : limits.max_words_bytes;
  if (text.size() > most)
    return Error{Errc::limit,
                 concat({"a query of ", std::to_string(text.size()), " bytes; at most ",
                         std::to_string(most), " are read"}),
                 0};
  if (auto sane = check_characters(text); !sane) return sane.error();
  if (!operators) return parse_words(text, match, limits);
  auto scanned = scan(text);
  if (!scanned) return scanned.error();
  return Parser(text, std::move(*scanned), match, limits).run(target);
}

}  // namespace onrecord::query
