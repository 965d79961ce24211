#include "tests/query/trees.h"

#include <algorithm>

namespace onrecord::query {
namespace {

constexpr std::string_view kWords[] = {
    "tariffs", "u.s.", "40%",      "1000", "o'brien", "@harbour", "#budget", "and", "or", "not",
    "in",      "near", "دیپلماسی", "at&t", "c++",     "ete",      "said",    "the", "w",  "date"};
constexpr std::string_view kLongWords[] = {"negotiat", "tariff", "دیپلم"};
constexpr std::string_view kPatterns[] = {"organi*ation", "wom?n", "tar*f*", "дип*мат?я"};
constexpr std::string_view kValues[] = {"Harbour Post", "okoro",  "a \"b\" c", "x: y (z)",
                                        "-dash",        "it's",   "AND",       "été",
                                        "a»b\"c",       "2026..", "",          "\\"};

template <class Kind>
NodePtr make(Kind kind) {
  auto node = std::make_unique<Node>();
  node->kind = std::move(kind);
  return node;
}

bool both_or_neither(const NodePtr& a, const NodePtr& b) {
  return (a == nullptr) == (b == nullptr) && (a == nullptr || same(*a, *b));
}
bool all_same(const std::vector<NodePtr>& a, const std::vector<NodePtr>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), both_or_neither);
}
bool same_day(const text::Date& a, const text::Date& b) {
  return a.precision == b.precision && a.first_day == b.first_day && a.last_day == b.last_day;
}

struct Same {
  bool operator()(const All&, const All&) const { return true; }
  bool operator()(const Word& a, const Word& b) const {
    return a.term == b.term && a.prefix == b.prefix && a.exact == b.exact && a.edits == b.edits;
  }
  bool operator()(const Phrase& a, const Phrase& b) const { return a.terms == b.terms; }
  bool operator()(const Near& a, const Near& b) const {
    return a.distance == b.distance && a.ordered == b.ordered && a.within == b.within &&
           all_same(a.operands, b.operands);
  }
  bool operator()(const AtLeast& a, const AtLeast& b) const {
    return a.times == b.times && both_or_neither(a.inner, b.inner);
  }
  bool operator()(const And& a, const And& b) const { return all_same(a.operands, b.operands); }
  bool operator()(const Or& a, const Or& b) const { return all_same(a.operands, b.operands); }
  bool operator()(const Not& a, const Not& b) const {
    return both_or_neither(a.left, b.left) && both_or_neither(a.right, b.right);
  }
  bool operator()(const FieldValue& a, const FieldValue& b) const {
    return a.field == b.field && a.key == b.key && a.value == b.value && a.prefix == b.prefix &&
           a.edits == b.edits;
  }
  bool operator()(const DateRange& a, const DateRange& b) const {
    return a.unknown == b.unknown && same_day(a.from, b.from) && same_day(a.to, b.to);
  }
  bool operator()(const NumberRange& a, const NumberRange& b) const {
    return a.field == b.field && a.low == b.low && a.high == b.high;
  }
  bool operator()(const Scope& a, const Scope& b) const {
    return a.field == b.field && a.label == b.label && both_or_neither(a.inner, b.inner);
  }
  bool operator()(const Said& a, const Said& b) const { return both_or_neither(a.inner, b.inner); }
  template <class A, class B>
  bool operator()(const A&, const B&) const {
    return false;
  }
};

}  // namespace

bool same(const Node& a, const Node& b) { return std::visit(Same{}, a.kind, b.kind); }

NodePtr TreeMaker::tree() {
  left_ = 40;
  wildcards_ = 0;
  return one_in(50) ? make(All{}) : node(0, Inside::anything);
}

NodePtr TreeMaker::node(int depth, Inside inside) {
  if (depth > 5 || left_ < 8 || one_in(3)) return leaf(inside);
  const unsigned kind = random_() % 4;
  std::vector<NodePtr> operands;
  const std::size_t wanted = 2 + random_() % 3;
  if (kind == 0) {
    while (operands.size() < wanted) {
      NodePtr operand = node(depth + 1, inside);
      const auto* all_but = std::get_if<Not>(&operand->kind);
      if (!std::holds_alternative<And>(operand->kind) && !(all_but && !all_but->left))
        operands.push_back(std::move(operand));
    }
    return make(And{std::move(operands)});
  }
  if (kind == 1) {
    while (operands.size() < wanted) {
      NodePtr operand = node(depth + 1, inside);
      if (!std::holds_alternative<Or>(operand->kind)) operands.push_back(std::move(operand));
    }
    return make(Or{std::move(operands)});
  }
  if (kind == 2) {
    NodePtr left = one_in(4) ? nullptr : node(depth + 1, inside);
    const auto* all_but = left ? std::get_if<Not>(&left->kind) : nullptr;
    if (all_but && !all_but->left) left = nullptr;
    return make(Not{std::move(left), node(depth + 1, inside)});
  }
  if (inside == Inside::scope) return leaf(inside);
  if (one_in(3) && target_ == In::articles) {
    target_ = In::statements;
    NodePtr inner = node(depth + 1, Inside::anything);
    target_ = In::articles;
    return make(Said{std::move(inner)});
  }
  if (one_in(2))
    return make(Scope{find_field(target_ == In::articles && one_in(2) ? "lead" : "headline"), "",
                      node(depth + 1, Inside::scope)});
  std::string label(pick(kValues));
  if (label.empty() || label == "\\") label = "Why it matters";
  return make(Scope{nullptr, label, node(depth + 1, Inside::scope)});
}

NodePtr TreeMaker::leaf(Inside inside) {
  --left_;
  switch (random_() % (inside == Inside::scope ? 4 : 6)) {
    case 0:
      return phrase();
    case 1:
      return one_in(3) ? make(AtLeast{1 + static_cast<int>(random_() % 20),
                                      one_in(2) ? word(true) : phrase()})
                       : near(1);
    case 4:
      return field();
    case 5:
      return date();
    default:
      return word(true);
  }
}

NodePtr TreeMaker::near(int depth) {
  Near near;
  const auto operand = [&]() -> NodePtr {
    if (depth == 0 || one_in(2)) return one_in(3) ? phrase() : word(true);
    if (one_in(2)) return this->near(depth - 1);
    Or either;
    while (either.operands.size() < 2)
      either.operands.push_back(one_in(3) ? this->near(depth - 1) : word(true));
    return make(std::move(either));
  };
  near.operands.push_back(operand());
  near.operands.push_back(operand());
  near.within = static_cast<Near::Within>(random_() % 3);
  if (near.within == Near::Within::distance) {
    near.distance = 1 + static_cast<int>(random_() % 255);
    near.ordered = one_in(2);
  }
  return make(std::move(near));
}

NodePtr TreeMaker::word(bool may_be_expanded) {
  --left_;
  if (may_be_expanded && wildcards_ < 4 && one_in(6)) {
    ++wildcards_;
    if (one_in(3)) return make(Word{std::string(pick(kPatterns))});
    std::string stub(pick(kLongWords));
    if (one_in(2)) return make(Word{std::move(stub), true});
    return make(Word{std::move(stub), false, false, 1 + static_cast<int>(random_() % 2)});
  }
  return make(Word{std::string(pick(kWords)), false, one_in(5)});
}

NodePtr TreeMaker::phrase() {
  Phrase phrase;
  do {
    --left_;
    const bool pattern = wildcards_ < 4 && one_in(12);
    if (pattern) ++wildcards_;
    phrase.terms.emplace_back(pattern ? pick(kPatterns) : pick(kWords));
  } while (phrase.terms.size() < 5 && !one_in(3));
  return make(std::move(phrase));
}

NodePtr TreeMaker::field() {
  while (true) {
    const Field& field = kFields[random_() % kFields.size()];
    if (!lives_in(field, target_) || field.type == FieldType::date) continue;
    if (field.prefix == prefix::kHeadline || field.prefix == prefix::kLead)
      return make(Scope{&field, "", one_in(2) ? word(true) : phrase()});
    if (field.type == FieldType::number) {
      constexpr NumberRange kRanges[] = {{nullptr, .5F, 1},        {nullptr, .95F, 1},
                                         {nullptr, kAboveZero, 1}, {nullptr, 0, 0},
                                         {nullptr, 0, 1},          {nullptr, .123456F, 1}};
      NumberRange range = pick(kRanges);
      range.field = &field;
      return make(range);
    }
    std::string value(field.name == "kind"            ? "mixed"
                      : field.name == "status"        ? "corrected"
                      : field.type == FieldType::flag ? "no"
                                                      : pick(kValues));
    if (value.empty() || value == "\\") return leaf(Inside::scope);
    left_ -= 2;
    const bool prefix = field.type == FieldType::whole && wildcards_ < 4 && one_in(8);
    const bool fuzzy = field.type == FieldType::words && wildcards_ < 4 && value == "okoro";
    if (prefix || fuzzy) ++wildcards_;
    return make(FieldValue{&field, field.type == FieldType::meta ? "Edition.x-1" : "", value,
                           prefix, fuzzy ? 2 : 0});
  }
}

NodePtr TreeMaker::date() {
  DateRange range;
  const auto some_date = [this] {
    text::CivilDay day{2000 + static_cast<int>(random_() % 40), 0, 0};
    if (!one_in(3)) day.month = 1 + static_cast<int>(random_() % 12);
    if (day.month != 0 && !one_in(3)) day.day = 1 + static_cast<int>(random_() % 28);
    return *text::date_of(day);
  };
  if (one_in(6)) {
    range.unknown = true;
    return make(range);
  }
  range.from = some_date();
  range.to = one_in(3) ? range.from : some_date();
  if (range.to.last_day < range.from.first_day) std::swap(range.from, range.to);
  if (one_in(5)) (one_in(2) ? range.from : range.to) = text::Date{};
  return make(range);
}

}  // namespace onrecord::query
