// Operands of one row → the one tree that means them.  Knows the tree's shape, no text.
#pragma once

#include <vector>

#include "searchd/query/tree.h"

namespace onrecord::query {

/// How the operands of a row are joined.
enum class Joint : std::uint8_t {
  all,     ///< Every operand matches, no negative does.
  either,  ///< One operand matches, or one negative does not.
  any,     ///< One of the words and phrases matches; the rest as `all`.
};

struct Operand {
  NodePtr node;
  bool negative = false;
};

/// A node without a place.
template <class Kind>
NodePtr make_node(Kind kind) {
  auto node = std::make_unique<Node>();
  node->kind = std::move(kind);
  return node;
}

/// Joins one operand or more.  The tree is canonical: an And holds no And, no All and no Not
/// without left; an Or holds no Or; neither has a single operand.  \a any is for words of which any
/// may match.
NodePtr joined(std::vector<Operand> row, Joint joint);

}  // namespace onrecord::query
