// A claim held against an archive: what is found, read and counted of it.
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

/// An article whose one sentence has the quotations \a words of \a speaker.
Entry sentence(std::string id, std::string text, const std::vector<std::string>& words,
               StatementKind between = StatementKind::fragment) {
  Entry entry{story(std::move(id), "Harbour", std::move(text), "2025-03-04"), {}};
  entry.article.outlet = {"Post", Origin::given};
  for (const std::string& one : words) {
    entry.statements.push_back(said(entry.article, one, "Mara Lindqvist"));
    const bool middle = &one != &words.front() && &one != &words.back();
    entry.statements.back().kind = middle ? between : StatementKind::direct;
  }
  return entry;
}

json::object verified(Snapshot& snapshot, std::string_view quote, json::object more = {}) {
  more.emplace("quote", quote);
  return ask_ok(snapshot, "verify", std::move(more));
}

}  // namespace

TEST_CASE("verify: a sentence goes on behind whatever else is quoted in it") {
  const auto* const place = GENERATE("behind", "before", "far behind");
  CAPTURE(place);
  std::vector<std::string> words;
  std::string text;
  std::string_view claim = "We will sell the whole harbour";
  if (place == std::string_view("behind")) {
    words = {"We will sell the whole harbour,", "a matter of honour", "if the price is right."};
    text = "“" + words[0] + "” said Mara Lindqvist, who called it “" + words[1] +
           "” for the town, “" + words[2] + "”";
  } else if (place == std::string_view("before")) {
    claim = "we will sell the whole harbour";
    words = {"If the price is right,", "a matter of honour", "we will sell the whole harbour."};
    text = "“" + words[0] + "” said Mara Lindqvist, who called it “" + words[1] +
           "” for the town, “" + words[2] + "”";
  } else {
    words = {"We will sell the whole harbour,",
             "a matter of honour",
             "a duty of ours",
             "quite a bargain",
             "the only way",
             "a gift",
             "if the price is right."};
    text = "“" + words[0] + "” said Mara Lindqvist, calling it";
    for (std::size_t i = 1; i + 1 < words.size(); ++i) text += " “" + words[i] + "” and";
    text += " more, “" + words.back() + "”";
  }
  const Archive archive({sentence("1", text, words)});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = verified(snapshot, claim);
  CHECK(answer.at("verdict") == "truncated");
  CHECK(answer.at("supported") == false);
}

TEST_CASE("verify: another sentence of the same speaker hides nothing") {
  const Archive archive({sentence(
      "1",
      "“We will sell the whole harbour,” said Mara Lindqvist, calling it “a gift” and “a duty” "
      "and “a joy”.\n\n“If the price is right we will sail.”",
      {"We will sell the whole harbour,", "a gift", "a duty", "a joy",
       "If the price is right we will sail."})});
  Snapshot snapshot = archive.snapshot();
  CHECK(verified(snapshot, "We will sell the whole harbour").at("verdict") == "verbatim");
}

namespace {

/// The words \a words as \a outlet prints them, in an article like no other.
Entry printed(int number, const std::string& words, const std::string& outlet) {
  Entry entry{story(std::to_string(number), "Harbour",
                    "“" + words + ",” Mara Lindqvist told us, number " + std::to_string(number),
                    "2025-03-04"),
              {}};
  entry.article.outlet = {outlet, Origin::given};
  entry.statements = {said(entry.article, words, "Mara Lindqvist")};
  return entry;
}

const std::string kPrinted = "We will sell the northern harbour to strangers this summer";

std::vector<Entry> printed_by(int outlets) {
  std::vector<Entry> entries;
  for (int i = 0; i < outlets; ++i)
    entries.push_back(printed(i, kPrinted, "Outlet " + std::to_string(i)));
  return entries;
}

}  // namespace

TEST_CASE("verify: what was not read is not counted as if there were no more") {
  const int outlets = GENERATE(1, 12, 60);
  const bool asked = GENERATE(false, true);
  CAPTURE(outlets, asked);
  const Archive archive(printed_by(outlets));
  Snapshot snapshot = archive.snapshot();
  json::object more;
  if (asked) more.emplace("speaker", "Mara Lindqvist");
  const json::object answer = verified(snapshot, kPrinted, more);
  CHECK(answer.at("verdict") == "verbatim");
  CHECK(answer.at("truncated") == (outlets == 60));
  if (outlets < 60) CHECK(answer.at("outlets") == outlets);
  if (outlets == 60) CHECK(answer.at("outlets").as_uint64() >= 24);
}

TEST_CASE("verify: however many agree, who prints other words is seen") {
  const auto* const other =
      GENERATE("We will sell the southern harbour to strangers this summer",
               "We will not sell the northern harbour to strangers this summer",
               "We will sell the northern harbour to neighbours this summer");
  const int outlets = GENERATE(12, 60);
  CAPTURE(other, outlets);
  std::vector<Entry> entries = printed_by(outlets);
  entries.push_back(printed(100, other, "Dissenter"));
  const Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object answer = verified(snapshot, kPrinted);
  CHECK(answer.at("verdict") == "verbatim");
  CHECK(answer.at("disputed") == true);
}

TEST_CASE("verify: an article's word may be printed with a hyphen") {
  struct Case {
    std::string_view text, claim;
    bool found;
  };
  const auto c = GENERATE(values<Case>({
      {"The codeshare co-operation treaty needs another signature today.",
       "The codeshare cooperation treaty needs another signature today", true},
      {"The codeshare cooperation treaty needs another signature today.",
       "The codeshare co-operation treaty needs another signature today", true},
      {"Two under-water tunnels opened near the island.",
       "Two underwater tunnels opened near the island", true},
      {"Our co-operation with the island began.", "Our cooperation with the island began", true},
      {"The codeshare treaty needs another signature today.",
       "The codeshare corporation treaty needs another signature today", false},
  }));
  CAPTURE(c.text, c.claim);
  const Archive archive({{story("1", "Note", std::string(c.text), "2025-03-04"), {}}});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = verified(snapshot, c.claim);
  CHECK(answer.at("verdict") == (c.found ? "reported" : "not_found"));
}

TEST_CASE("verify: a word of a short claim may be printed as one or as two") {
  struct Case {
    std::string_view words, claim;
    bool found;
  };
  const auto c = GENERATE(values<Case>({
      {"The cooperation began.", "The co-operation began.", true},
      {"The co-operation began.", "The cooperation began.", true},
      {"The corporation began.", "The cooperation began.", false},
      {"The corporation began.", "The co-operation began.", false},
  }));
  CAPTURE(c.words, c.claim);
  // Both halves are words of the archive.
  const Archive archive(
      {sentence("1", "“" + std::string(c.words) + "” Mara Lindqvist said.", {std::string(c.words)}),
       sentence("2", "“Our co op waits.” Mara Lindqvist said.", {"Our co op waits."}),
       sentence("3", "“One operation failed.” Mara Lindqvist said.", {"One operation failed."})});
  Snapshot snapshot = archive.snapshot();
  CHECK(verified(snapshot, c.claim).at("verdict") == (c.found ? "minor" : "not_found"));
}

TEST_CASE("verify: British and American spelling find each other") {
  struct Case {
    std::string_view words, claim;
  };
  const auto c = GENERATE(values<Case>({
      {"Honour the harbour.", "Honor the harbor."},
      {"Honor the harbor.", "Honour the harbour."},
      {"We organise ferries.", "We organize ferries."},
      {"The centre realizes travelling matters.", "The center realises traveling matters."},
      {"The U.S. fleet organised it.", "The United States fleet organized it."},
  }));
  CAPTURE(c.words, c.claim);
  const std::string words(c.words);
  // The claim's spelling is known to the archive too.
  const std::string both = "Honor harbor honour harbour, organize or organise the center, centre.";
  const Entry noise = sentence("2", "“" + both + "” Mara Lindqvist said.", {both});
  SECTION("as what somebody said") {
    const Archive archive({sentence("1", "“" + words + "” Mara Lindqvist said.", {words}), noise});
    Snapshot snapshot = archive.snapshot();
    CHECK(verified(snapshot, c.claim).at("verdict") == "minor");
  }
  SECTION("as the outlet's own words") {
    const Archive archive({{story("1", "Note", words, "2025-03-04"), {}}});
    Snapshot snapshot = archive.snapshot();
    CHECK(verified(snapshot, c.claim).at("verdict") == "reported");
  }
}

TEST_CASE("verify: however many report or retract the words, who quotes them is found") {
  const bool retracted = GENERATE(false, true);
  const int outlets = GENERATE(12, 80);
  const bool first = GENERATE(false, true);
  CAPTURE(retracted, outlets, first);
  std::vector<Entry> entries = printed_by(outlets);
  for (Entry& entry : entries)
    if (retracted)
      entry.article.status = Status::retracted;
    else
      entry.statements.front().kind = StatementKind::indirect;
  entries.insert(first ? entries.begin() : entries.end(), printed(100, kPrinted, "Witness"));
  const Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object answer = verified(snapshot, kPrinted);
  CHECK(answer.at("verdict") == "verbatim");
  CHECK(answer.at("evidence").at(0).at("outlet") == "Witness");
}

TEST_CASE("verify: a surname that the article gives to two people names neither for sure") {
  const auto* const also = GENERATE("", "Her cousin Karl Lindqvist was there. ");
  CAPTURE(also);
  const std::string words = "The harbour is not for sale at this price";
  const std::string other = "The cranes are older than I am";
  Entry entry{story("1", "Harbour",
                    "Mara Lindqvist came. " + std::string(also) + "“" + words + "” Lindqvist said.",
                    "2025-03-04"),
              {}};
  entry.statements.push_back(said(entry.article, words, "Mara Lindqvist"));
  entry.statements.back().speaker_as_written = "Lindqvist";
  Entry cousin{story("2", "Cranes", "“" + other + "” Karl Lindqvist said.", "2025-03-05"), {}};
  cousin.statements.push_back(said(cousin.article, other, "Karl Lindqvist"));
  const Archive archive({entry, cousin});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = verified(snapshot, words, {{"speaker", "Mara Lindqvist"}});
  CHECK(answer.at("verdict") == "verbatim");
  CHECK(answer.at("speaker") == (*also == '\0' ? "resolved" : "uncertain"));
  CHECK(answer.at("supported") == (*also == '\0'));
  Entry corrected = entry;
  corrected.statements.back().rule = "editor";
  const Archive known({corrected, cousin});
  Snapshot knows = known.snapshot();
  CHECK(verified(knows, words, {{"speaker", "Mara Lindqvist"}}).at("speaker") == "resolved");
  CHECK(verified(knows, words, {{"speaker", "Karl Lindqvist"}}).at("speaker") == "other");
  const json::object of_cousin = verified(snapshot, words, {{"speaker", "Karl Lindqvist"}});
  CHECK(of_cousin.at("speaker") == (*also == '\0' ? "other" : "uncertain"));
  CHECK(of_cousin.at("supported") == false);
}
