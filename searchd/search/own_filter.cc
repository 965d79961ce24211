// Walks the conditions that must hold; everything takes their place.
#include "searchd/search/own_filter.h"

#include <algorithm>

namespace onrecord::search {
namespace {

using query::Node;

bool is_about(const Field& field, std::string_view facet) {
  if (field.name == facet) return true;
  if (field.type != FieldType::any_of) return false;
  return std::find(kSectionFields.begin(), kSectionFields.end(), facet) != kSectionFields.end();
}

}  // namespace

WithoutOwnFilter::WithoutOwnFilter(Node& root, std::string_view facet) : facet_(facet) {
  take(root);
}

WithoutOwnFilter::~WithoutOwnFilter() {
  for (auto taken = taken_.rbegin(); taken != taken_.rend(); ++taken)
    taken->first->kind = std::move(taken->second);
}

bool WithoutOwnFilter::is_own(const Node& node) const {
  const auto all_own = [this](const std::vector<query::NodePtr>& operands) {
    return std::all_of(operands.begin(), operands.end(),
                       [this](const query::NodePtr& operand) { return is_own(*operand); });
  };
  if (const auto* value = std::get_if<query::FieldValue>(&node.kind))
    return is_about(*value->field, facet_);
  if (std::holds_alternative<query::DateRange>(node.kind))
    return facet_ == "year" || facet_ == "month";
  if (const auto* both = std::get_if<query::And>(&node.kind)) return all_own(both->operands);
  if (const auto* either = std::get_if<query::Or>(&node.kind)) return all_own(either->operands);
  if (const auto* but = std::get_if<query::Not>(&node.kind))
    return (but->left == nullptr || is_own(*but->left)) && is_own(*but->right);
  return false;
}

void WithoutOwnFilter::take(Node& node) {
  const auto put = [this](Node& at, decltype(Node::kind) instead) {
    taken_.emplace_back(&at, std::move(at.kind));
    at.kind = std::move(instead);
  };
  if (is_own(node)) {
    put(node, query::All{});
  } else if (auto* both = std::get_if<query::And>(&node.kind)) {
    for (query::NodePtr& operand : both->operands) take(*operand);
  } else if (auto* but = std::get_if<query::Not>(&node.kind); but != nullptr && but->left) {
    take(*but->left);
    // All but everything: nothing.
    if (is_own(*but->right)) put(*but->right, query::Not{nullptr, std::make_unique<Node>()});
  }
}

}  // namespace onrecord::search
