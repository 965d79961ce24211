#include "tests/query/oracle_world.h"

#include <algorithm>
#include <iterator>

namespace oracle {
namespace {

template <class List>
auto pick(std::mt19937& random, const List& list) {
  return list[random() % std::size(list)];
}
bool one_in(std::mt19937& random, unsigned n) { return random() % n == 0; }

Run some_words(std::mt19937& random, std::size_t least, std::size_t most) {
  Run run;
  const std::size_t count = least + random() % (most - least + 1);
  while (run.size() < count) {
    // Common words come first in the list and are drawn more often.
    const std::size_t a = random() % vocabulary().size(), b = random() % vocabulary().size();
    run.push_back(vocabulary()[std::min(a, b)]);
  }
  return run;
}

When some_day(std::mt19937& random) {
  if (one_in(random, 8)) return {};
  When when{2023 + static_cast<int>(random() % 4), 0, 0};
  if (one_in(random, 8)) return when;
  when.month = 1 + static_cast<int>(random() % 12);
  if (one_in(random, 6)) return when;
  const auto days = static_cast<unsigned>(days_in_month(when.year, when.month));
  when.day = one_in(random, 4) ? static_cast<int>(days) : 1 + static_cast<int>(random() % days);
  return when;
}

Said some_statement(std::mt19937& random, const Piece& piece) {
  Said said;
  said.paragraph = random() % piece.paragraphs.size();
  const std::size_t words = piece.paragraphs[said.paragraph].size();
  said.first = random() % words;
  said.count = 1 + random() % (words - said.first);
  said.kind = pick(random, kKinds);
  if (!one_in(random, 4)) {
    said.speaker = pick(random, kNames);
    said.confidence = kConfidences[1 + random() % (std::size(kConfidences) - 1)];
    if (one_in(random, 2)) said.role = pick(random, kRoles);
  }
  return said;
}

}  // namespace

int days_in_month(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}
int day_number(int year, int month, int day) { return year * 10000 + month * 100 + day; }

int When::first() const { return day_number(year, std::max(month, 1), std::max(day, 1)); }
int When::last() const {
  const int last_month = month == 0 ? 12 : month;
  return day_number(year, last_month, day == 0 ? days_in_month(year, last_month) : day);
}

const std::vector<Run>& stem_classes() {
  static const std::vector<Run> kClasses = {
      {"talk", "talks", "talked", "talking"},
      {"tariff", "tariffs"},
      {"vote", "votes", "voted", "voting"},
      {"negotiate", "negotiates", "negotiated", "negotiation", "negotiations"},
      {"minister", "ministers"},
      {"tax", "taxes"},
      {"port", "ports"},
      {"ferry", "ferries"},
      {"school", "schools"},
  };
  return kClasses;
}

const Run& vocabulary() {
  static const Run kWords = {
      "the",       "of",        "to",         "and",          "in",      "not",
      "or",        "talks",     "tariffs",    "minister",     "vote",    "tax",
      "port",      "steel",     "school",     "negotiations", "ferry",   "grain",
      "tariff",    "talk",      "votes",      "taxes",        "ports",   "winter",
      "ministers", "negotiate", "negotiated", "negotiation",  "voted",   "talked",
      "storm",     "schools",   "ferries",    "voting",       "talking", "negotiates",
      "1000",      "2026",      "portal",     "voter",
  };
  return kWords;
}

bool same_stem(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return std::any_of(stem_classes().begin(), stem_classes().end(), [&](const Run& words) {
    return std::count(words.begin(), words.end(), a) > 0 &&
           std::count(words.begin(), words.end(), b) > 0;
  });
}

std::vector<Piece> make_world(std::mt19937& random, std::size_t articles) {
  std::vector<Piece> world;
  for (std::size_t i = 0; i < articles; ++i) {
    Piece piece;
    piece.id = "a" + std::to_string(i / 2);
    piece.source = kSources[i % 2];
    piece.outlet = pick(random, kOutlets);
    piece.desk = pick(random, kDesks);
    piece.language = one_in(random, 5) ? "" : "en";
    piece.collection = pick(random, kCollections);
    piece.status = one_in(random, 4) ? pick(random, kStatuses) : "usable";
    piece.byline = one_in(random, 2) ? pick(random, kNames) : "";
    piece.edition = pick(random, kEditions);
    if (one_in(random, 3)) {
      piece.speaker = pick(random, kNames);
      piece.role = pick(random, kRoles);
    }
    piece.when = some_day(random);
    piece.headline = some_words(random, 2, 6);
    const std::size_t paragraphs = 1 + random() % 4;
    for (std::size_t p = 0; p < paragraphs; ++p) {
      Passage paragraph(some_words(random, 4, 16));
      for (std::size_t w = 1; w < paragraph.size(); ++w)
        paragraph.sentences[w] = paragraph.sentences[w - 1] + (one_in(random, 6) ? 1 : 0);
      piece.paragraphs.push_back(std::move(paragraph));
      const bool labelled = p > 0 && one_in(random, 2);
      piece.labels.push_back(labelled ? pick(random, kLabels) : "");
    }
    for (std::size_t s = random() % 3; s > 0; --s)
      piece.said.push_back(some_statement(random, piece));
    world.push_back(std::move(piece));
  }
  return world;
}

}  // namespace oracle
