// Tree → query text that parses to the same tree.
#include <algorithm>
#include <array>
#include <charconv>

#include "searchd/query/spelling.h"
#include "searchd/query/tree.h"

namespace onrecord::query {
namespace {

/// Where a node is printed: decides whether it needs brackets.
enum class Place { row, and_operand, or_operand, negated, near_operand };

bool is_bare(std::string_view value) {
  return !value.empty() && value[0] != '-' && std::all_of(value.begin(), value.end(), [](char c) {
    return is_digit(c) || (is_letter(c) && static_cast<unsigned char>(c) < 0x80) || c == '.' ||
           c == '-' || c == '_';
  });
}

std::string number(float value) {
  std::array<char, 32> out{};
  const auto [end, failure] = std::to_chars(out.data(), out.data() + out.size(), value);
  return failure == std::errc() ? std::string(out.data(), end) : "0";
}

class Printer {
 public:
  void node(const Node& node, Place place) {
    const bool both = std::holds_alternative<And>(node.kind);
    const bool either = std::holds_alternative<Or>(node.kind);
    const auto* but = std::get_if<Not>(&node.kind);
    const bool near = std::holds_alternative<Near>(node.kind);
    const bool brackets = place == Place::negated        ? both || either || but
                          : place == Place::near_operand ? both || either || but || near
                          : place == Place::or_operand   ? both || (but && but->left)
                          : place == Place::and_operand  ? either || but
                                                         : false;
    if (brackets) out_ += '(';
    std::visit([this](const auto& kind) { print(kind); }, node.kind);
    if (brackets) out_ += ')';
  }
  std::string take() { return std::move(out_); }

 private:
  void print(const All&) { out_ += '*'; }
  void print(const Word& word) {
    if (word.exact) out_ += '=';
    out_ += word.term;
    if (word.prefix) out_ += '*';
    edits(word.edits);
  }
  void print(const Phrase& phrase) {
    out_ += '"';
    for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
      if (i > 0) out_ += ' ';
      out_ += phrase.terms[i];
    }
    out_ += '"';
  }
  void print(const Near& near) {
    std::string joint = near.within == Near::Within::sentence    ? " w/s "
                        : near.within == Near::Within::paragraph ? " w/p "
                        : near.ordered                           ? " ADJ/"
                                                                 : " NEAR/";
    if (near.within == Near::Within::distance) joint += std::to_string(near.distance) + ' ';
    row(near.operands, joint, Place::near_operand);
  }
  void print(const AtLeast& at_least) {
    out_ += concat({"atleast", std::to_string(at_least.times), "("});
    node(*at_least.inner, Place::row);
    out_ += ')';
  }
  void print(const And& both) { row(both.operands, " ", Place::and_operand); }
  void print(const Or& either) { row(either.operands, " OR ", Place::or_operand); }
  void print(const Not& but) {
    if (but.left) {
      node(*but.left,
           std::holds_alternative<And>(but.left->kind) ? Place::row : Place::and_operand);
      out_ += ' ';
    }
    out_ += '-';
    node(*but.right, Place::negated);
  }
  void print(const FieldValue& field) {
    out_ += field.field->name;
    if (!field.key.empty()) out_ += '.' + field.key;
    out_ += ':';
    // What '~' stands behind is one word, and never in quotation marks.
    out_ += field.edits > 0 || is_bare(field.value) ? field.value : in_quotes(field.value);
    if (field.prefix) out_ += '*';
    edits(field.edits);
  }
  void print(const DateRange& range) {
    out_ += "date:";
    if (range.unknown) {
      out_ += "unknown";
      return;
    }
    const std::string from = text::format_date(range.from);
    const std::string to = text::format_date(range.to);
    out_ += from == to ? from : concat({from, "..", to});
  }
  void print(const NumberRange& range) {
    out_ += range.field->name;
    out_ += ':';
    out_ += range.high == 0           ? "unattributed"
            : range.low == kAboveZero ? "uncertain"
                                      : number(range.low);
  }
  void print(const Scope& scope) {
    if (scope.field == nullptr) {
      out_ += concat({"in(", in_quotes(scope.label), ", "});
      node(*scope.inner, Place::row);
      out_ += ')';
      return;
    }
    out_ += scope.field->name;
    const bool one = std::holds_alternative<Word>(scope.inner->kind) ||
                     std::holds_alternative<Phrase>(scope.inner->kind);
    out_ += one ? ":" : ":(";
    node(*scope.inner, Place::row);
    if (!one) out_ += ')';
  }
  void print(const Said& said) {
    out_ += "said:(";
    node(*said.inner, Place::row);
    out_ += ')';
  }

  void edits(int most) {
    if (most > 0) out_ += concat({"~", std::to_string(most)});
  }
  void row(const std::vector<NodePtr>& operands, std::string_view joint, Place place) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (i > 0) out_ += joint;
      node(*operands[i], place);
    }
  }

  std::string out_;
};

}  // namespace

std::string print(const Node& node) {
  Printer printer;
  printer.node(node, Place::row);
  return printer.take();
}

}  // namespace onrecord::query
