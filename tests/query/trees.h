// Random trees, and whether two trees are the same.
#pragma once

#include <random>

#include "searchd/query/tree.h"

namespace onrecord::query {

/// Makes trees such as the parser makes them, small enough for its caps.
class TreeMaker {
 public:
  TreeMaker(unsigned seed, In target) : random_(seed), target_(target) {}
  NodePtr tree();

 private:
  enum class Inside { anything, scope };
  NodePtr node(int depth, Inside inside);
  NodePtr leaf(Inside inside);
  NodePtr near(int depth);
  NodePtr word(bool may_be_expanded);
  NodePtr phrase();
  NodePtr field();
  NodePtr date();
  template <class Values>
  auto pick(const Values& values) {
    return values[random_() % std::size(values)];
  }
  bool one_in(unsigned n) { return random_() % n == 0; }

  std::mt19937 random_;
  In target_;
  int left_ = 0;
  int wildcards_ = 0;
};

/// The same shape and the same values; places are not compared.
bool same(const Node& a, const Node& b);

}  // namespace onrecord::query
