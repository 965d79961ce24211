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
