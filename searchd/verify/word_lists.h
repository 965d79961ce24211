// Whether a word is in a short list: for the lists of words that judge an utterance.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace onrecord::verify {

/// Whether \a list has \a word, both folded.  O(n).
inline bool among(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}
inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return among({list.begin(), list.size()}, word);
}

}  // namespace onrecord::verify
