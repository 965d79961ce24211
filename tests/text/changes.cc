// What changed from one text to another.
#include "proto/text/changes.h"

#include <random>
#include <string>

#include "tests/catch.h"

namespace {

using onrecord::text::Changes;
using onrecord::text::compare;

/// The newer text, with what went as [-so-] and what came as {+so+}.
std::string shown(std::string_view before, std::string_view after) {
  std::string out;
  std::size_t at = 0;
  for (const auto& change : compare(before, after).list) {
    out += after.substr(at, change.after.begin - at);
    if (!change.before.empty()) out += "[-" + std::string(change.before.of(before)) + "-]";
    if (!change.after.empty()) out += "{+" + std::string(change.after.of(after)) + "+}";
    at = change.after.end;
  }
  return out + std::string(after.substr(at));
}

/// \a before with every change made, white space left out.
std::string made(std::string_view before, std::string_view after, const Changes& changes) {
  std::string out;
  std::size_t at = 0;
  for (const auto& change : changes.list) {
    REQUIRE(change.before.begin >= at);
    REQUIRE((!change.before.empty() || !change.after.empty()));
    out += before.substr(at, change.before.begin - at);
    out += change.after.of(after);
    at = change.before.end;
  }
  out += before.substr(at);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\n'; });
  return out;
}

std::string without_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

}  // namespace

TEST_CASE("texts are compared in words") {
  struct Case {
    std::string_view before, after, shown;
  };
  const auto c = GENERATE(values<Case>({
      {"", "", ""},
      {"The ferry is late.", "The ferry is late.", "The ferry is late."},
      {"The ferry is late.", "The ferry is very late.", "The ferry is {+very +}late."},
      {"The subsidy is 4 million a year.", "The subsidy is 3 million a year.",
       "The subsidy is [-4-]{+3+} million a year."},
      {"The ferry is late again.", "The ferry is late.", "The ferry is late[-again-]."},
      {"", "All of it is new.", "{+All of it is new.+}"},
      {"One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.-]Three."},
      // A moved paragraph comes and goes; the others stay.
      {"A b.\n\nC d.\n\nE f.\n\nG h.", "C d.\n\nE f.\n\nG h.\n\nA b.",
       "[-A b.-]C d.\n\nE f.\n\nG h.\n\n{+A b.+}"},
      // Not word by word where little is left.
      {"he has agreed to wait", "they had refused to go",
       "[-he has agreed to wait-]{+they had refused to go+}"},
      {"Größe und Maß", "Größe oder Maß", "Größe [-und-]{+oder+} Maß"},
      {"one  two\nthree", "one two three", "one two three"},
  }));
  CAPTURE(c.before, c.after);
  std::string expected(c.shown);
  // Where something came the space behind it is not part of it.
  if (const auto at = expected.find(" +}"); at != std::string::npos) expected.replace(at, 3, "+} ");
  CHECK(shown(c.before, c.after) == expected);
}

TEST_CASE("the words that came and went are counted, punctuation not") {
  const Changes changes =
      compare("It cost 4 million, he said.", "It cost 3 million. He did say so.");
  CHECK(changes.removed_words == 4);
  CHECK(changes.added_words == 6);
  CHECK_FALSE(changes.coarse);
}

TEST_CASE("what is said to have changed makes one text of the other") {
  std::mt19937 random(7);
  const auto text_of = [&](int paragraphs) {
    std::string text;
    for (int p = 0; p < paragraphs; ++p) {
      for (int word = 0; word < 12; ++word)
        text += std::string(1, static_cast<char>('a' + random() % 6)) + (random() % 5 ? " " : ", ");
      text += "\n\n";
    }
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    const std::string before = text_of(static_cast<int>(random() % 5));
    std::string after = before;
    for (unsigned edit = random() % 12; edit > 0 && !after.empty(); --edit) {
      const std::size_t at = random() % after.size();
      if (random() % 2)
        after.erase(at, random() % 8);
      else
        after.insert(at, random() % 2 ? " x " : "\n\ny\n\n");
    }
    if (round % 3 == 0) after = text_of(3);
    CAPTURE(before, after);
    CHECK(made(before, after, compare(before, after)) == without_space(after));
    CHECK(made(before, after, compare(before, after, 20)) == without_space(after));
  }
}

TEST_CASE("large texts are compared at a bounded cost") {
  std::mt19937 random(11);
  const auto noise = [&](std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
      for (int word = 0; word < 40; ++word) text += "w" + std::to_string(random() % 5000) + " ";
      text += random() % 4 ? " " : "\n\n";
    }
    return text;
  };
  const std::string before = noise(2'000'000);

  // Nothing in common but words here and there.
  const std::string other = noise(2'000'000);
  const Changes all = compare(before, other);
  CHECK(all.coarse);
  CHECK(made(before, other, all) == without_space(other));

  // One word in each of many paragraphs: each is found.
  std::string edited;
  std::size_t edits = 0;
  for (std::size_t at = 0; at < before.size();) {
    const std::size_t end = std::min(before.find("\n\n", at), before.size());
    edited += before.substr(at, end - at);
    if (edits % 2 == 0) edited += " correction";
    ++edits;
    edited += "\n\n";
    at = end + 2;
  }
  const Changes few = compare(before, edited);
  CHECK_FALSE(few.coarse);
  CHECK(few.list.size() == (edits + 1) / 2);
  CHECK(few.added_words == (edits + 1) / 2);
  CHECK(few.removed_words == 0);
}
