// Says how alike the two texts of each pair are: reads lines of make_copies.py, prints one line of
// numbers each.  Judges nothing.
#include <algorithm>
#include <boost/json.hpp>
#include <iostream>
#include <string>

#include "proto/store/signature.h"

int main() {
  using namespace onrecord;
  std::string line;
  while (std::getline(std::cin, line)) {
    const boost::json::value pair = boost::json::parse(line);
    const auto signature = [&](const char* side) {
      const auto& text = pair.at(side).at("text").as_string();
      return store::make_signature({text.data(), text.size()});
    };
    const std::string a = signature("a");
    const std::string b = signature("b");
    const store::Likeness like = store::likeness(a, b);
    const auto marks = store::signature_terms(a);
    const auto others = store::signature_terms(b);
    const auto shared = std::count_if(marks.begin(), marks.end(), [&](const std::string& mark) {
      return std::find(others.begin(), others.end(), mark) != others.end();
    });
    std::cout << like.resemblance << ' ' << like.containment << ' ' << shared << ' '
              << store::are_copies(like) << '\n';
  }
}
