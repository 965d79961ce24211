// Operands of one row → the one tree that means them.  Knows the tree's shape, no text.
#include "searchd/query/build.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace onrecord::query {
namespace {

using Nodes = std::vector<NodePtr>;

void splice(Nodes& into, Nodes& from) {
  std::move(from.begin(), from.end(), std::back_inserter(into));
}

NodePtr either_of(Nodes operands) {
  Nodes flat;
  for (NodePtr& operand : operands) {
    if (auto* inner = std::get_if<Or>(&operand->kind))
      splice(flat, inner->operands);
    else
      flat.push_back(std::move(operand));
  }
  if (flat.size() == 1) return std::move(flat[0]);
  const Node& first = *flat[0];
  const auto [at, column] = std::pair{first.at, first.column};
  NodePtr node = make_node(Or{std::move(flat)});
  node->at = at;
  node->column = column;
  return node;
}

/// All of \a positives and none of \a negatives.
NodePtr all_of(Nodes positives, Nodes negatives) {
  Nodes flat;
  for (NodePtr& operand : positives) {
    if (auto* inner = std::get_if<And>(&operand->kind)) {
      splice(flat, inner->operands);
    } else if (auto* all_but = std::get_if<Not>(&operand->kind); all_but && !all_but->left) {
      negatives.push_back(std::move(all_but->right));
    } else if (!std::holds_alternative<All>(operand->kind)) {
      flat.push_back(std::move(operand));
    }
  }
  NodePtr left;
  if (flat.size() == 1)
    left = std::move(flat[0]);
  else if (!flat.empty())
    left = make_node(And{std::move(flat)});
  if (negatives.empty()) return left ? std::move(left) : make_node(All{});
  return make_node(Not{std::move(left), either_of(std::move(negatives))});
}

/// Words and phrases, and what is made of them alone.
bool is_text(const Node& node) {
  const auto all_text = [](const Nodes& nodes) {
    return std::all_of(nodes.begin(), nodes.end(), [](const NodePtr& n) { return is_text(*n); });
  };
  if (const auto* both = std::get_if<And>(&node.kind)) return all_text(both->operands);
  if (const auto* either = std::get_if<Or>(&node.kind)) return all_text(either->operands);
  if (const auto* but = std::get_if<Not>(&node.kind))
    return but->left && is_text(*but->left) && is_text(*but->right);
  return std::holds_alternative<Word>(node.kind) || std::holds_alternative<Phrase>(node.kind) ||
         std::holds_alternative<Near>(node.kind) || std::holds_alternative<AtLeast>(node.kind);
}

}  // namespace

NodePtr joined(std::vector<Operand> row, Joint joint) {
  Nodes positives, negatives, words;
  for (Operand& operand : row) {
    if (joint == Joint::either) {
      positives.push_back(operand.negative ? make_node(Not{nullptr, std::move(operand.node)})
                                           : std::move(operand.node));
    } else if (operand.negative) {
      negatives.push_back(std::move(operand.node));
    } else {
      const bool word = joint == Joint::any && is_text(*operand.node);
      (word ? words : positives).push_back(std::move(operand.node));
    }
  }
  if (joint == Joint::either) return either_of(std::move(positives));
  if (!words.empty()) positives.insert(positives.begin(), either_of(std::move(words)));
  return all_of(std::move(positives), std::move(negatives));
}

}  // namespace onrecord::query
