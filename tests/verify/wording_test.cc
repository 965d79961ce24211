// How a claim's words differ from what was said: a table of claims.
#include "searchd/verify/wording.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::verify;

namespace {

Passage passage_of(std::string_view text) {
  const Piece whole{{0, static_cast<std::uint32_t>(text.size())}, Joint::breaks};
  return make_passage(text, std::span(&whole, 1));
}

Judgement judged(std::string_view claim, std::string_view text, Speech speech = Speech::direct,
                 const KnownWords& known = {}) {
  const Passage passage = passage_of(text);
  return judge(text::read_claim(claim), passage, speech, known);
}

constexpr std::string_view kSaid =
    "We will not close the old harbour before 2030, and I don't know why anybody says so. If the "
    "assembly votes for it, we'll pay three million crowns. The ferries run until midnight, but "
    "nobody takes them in winter.";

}  // namespace

TEST_CASE("a claim against what was said") {
  struct Case {
    std::string_view claim;
    Wording wording;
    std::uint16_t changed;
  };
  const auto c = GENERATE(values<Case>({
      {"We will not close the old harbour before 2030", Wording::verbatim, 0},
      {"we will not close the old harbor — before 2030!", Wording::minor, 0},
      {"I don't know why anybody says so.", Wording::verbatim, 0},
      {"I do not know why anybody says so", Wording::minor, 0},
      {"We will not close that old harbour before 2030", Wording::minor, 0},
      {"We will close the old harbour before 2030", Wording::altered, kNegationChanged},
      {"We will not close the old harbour before 2035", Wording::altered, kNumberChanged},
      {"We will not sell the old harbour before 2030", Wording::altered, kContentChanged},
      {"We will not close the old Marrow before 2030", Wording::altered, kNameChanged},
      {"We will not close the old harbour after 2030", Wording::altered, kContentChanged},
      {"They will not close the old harbour before 2030", Wording::altered, kPersonChanged},
      {"We might not close the old harbour before 2030", Wording::altered, kModalChanged},
      {"We will not close the harbour old before 2030", Wording::altered, kOrderChanged},
      {"If the assembly votes for it, we will pay 3 million crowns", Wording::minor, 0},
      {"we'll pay three million crowns", Wording::truncated, 0},
      {"The ferries run until midnight", Wording::truncated, 0},
      {"nobody takes them in winter", Wording::verbatim, 0},
      {"The ferries run until midnight … in winter", Wording::altered, kNegationChanged},
      {"We will not close the old harbour … and I don't know why", Wording::verbatim, 0},
      {"We will not close the old harbour. The ferries run until midnight, but nobody takes them",
       Wording::spliced, 0},
      {"The moon is made of green cheese", Wording::none, 0},
      {"We will all go home before then", Wording::none, 0},
  }));
  CAPTURE(c.claim);
  const Judgement judgement = judged(c.claim, kSaid);
  CHECK(name_of(judgement.wording) == name_of(c.wording));
  if (c.wording != Wording::none) CHECK(judgement.changed == c.changed);
}

TEST_CASE("a bracket explains what the article knows, and nothing else") {
  const KnownWords known{"minister", "assembly"};
  CHECK(judged("[The minister] will pay in June", "She will pay in June", Speech::direct, known)
            .wording == Wording::minor);
  CHECK(judged("She [the minister] will pay in June", "She will pay in June", Speech::direct, known)
            .wording == Wording::minor);
  CHECK(judged("She will [never] pay in June", "She will pay in June", Speech::direct, known)
            .wording == Wording::altered);
  CHECK(judged("She will pay [gladly] in June", "She will pay in June", Speech::direct, known)
            .wording == Wording::altered);
  CHECK(judged("She will pay [sic] in June", "She will pay in June").wording == Wording::verbatim);
}

TEST_CASE("what a cut hides decides, before and behind it") {
  struct Case {
    std::string_view claim, text;
    Cut cut;
  };
  const auto c = GENERATE(values<Case>({
      {"we should leave now", "I do not think we should leave now.", Cut::front},
      {"we should leave now", "No, we should leave now.", Cut::nothing},
      {"we should leave now", "It is not easy, but we should leave now.", Cut::nothing},
      {"we should leave now", "Unless it rains, we should leave now.", Cut::front},
      {"we should leave now", "I say we should leave now.", Cut::nothing},
      {"we should leave now", "we should leave now with the others.", Cut::nothing},
      {"we should leave now", "we should leave now, unless it rains.", Cut::end},
      {"we should leave now", "we should leave now with the rest if it rains.", Cut::end},
      {"we should leave now", "we should leave now because nobody stays.", Cut::end},
      {"we should leave now", "we should leave now. But nobody will.", Cut::nothing},
      {"we should leave now", "I deny that we should leave now.", Cut::front},
      {"we should leave now", "It is a myth that we should leave now.", Cut::front},
      {"we should leave now", "My opponents say that we should leave now.", Cut::front},
      {"we should leave now", "I would be lying to you to say we should leave now.", Cut::front},
      {"we should leave now", "Assuming the crew agrees, we should leave now.", Cut::front},
      {"we should leave now", "When the snow melts, we should leave now.", Cut::front},
      {"we should leave now", "I was told that we should leave now.", Cut::front},
      {"we should leave now", "I told the crew that we should leave now.", Cut::nothing},
      {"we should leave now", "Let me say that we should leave now.", Cut::nothing},
      {"we should leave now", "I agree with those who say we should leave now.", Cut::front},
      {"we should leave now", "I heard him, and I think we should leave now.", Cut::nothing},
      {"we will not sell the ferry", "we will not sell the ferry at that price.", Cut::end},
      {"we will not sell the ferry", "we will not sell the ferry for now.", Cut::end},
      {"we will not sell the ferry", "we will not sell the ferry yet.", Cut::end},
      {"we will not sell the ferry", "we will not sell the ferry to the bank.", Cut::nothing},
      {"we will sell the ferry", "we will sell the ferry at that price.", Cut::nothing},
      {"we will sell the ferry", "It will not rain and we will sell the ferry today.",
       Cut::nothing},
      {"we should leave now", "Says we should leave now.", Cut::nothing},
      {"we should leave now", "He says we should leave now.", Cut::front},
      {"we should leave now", "Should the snow melt, we should leave now.", Cut::front},
      {"we should leave now", "Had I known it, we should leave now.", Cut::front},
      {"we should leave now", "I used to think we should leave now.", Cut::front},
      {"we should leave now", "I used to row, and we should leave now.", Cut::nothing},
      {"trust the new crew", "I would be a fool to trust the new crew.", Cut::front},
      {"leave the bay now", "We are too weak to leave the bay now.", Cut::front},
      {"the pilots know it", "Nobody but the pilots know it.", Cut::front},
      {"The pilots took it all", "Some of the pilots took it all.", Cut::front},
      {"the pilots took it all", "All of us, the pilots took it all.", Cut::nothing},
      {"the bells rang at noon", "When I was a boy, the bells rang at noon.", Cut::nothing},
      {"we should … leave", "we should, if it rains, leave.", Cut::middle},
  }));
  CAPTURE(c.claim, c.text);
  const Judgement judgement = judged(c.claim, c.text);
  CHECK(name_of(judgement.cut) == name_of(c.cut));
  CHECK(judgement.wording == (c.cut == Cut::nothing ? Wording::verbatim : Wording::truncated));
}

TEST_CASE("words melt into one only where nothing is counted, denied or called by it") {
  struct Case {
    std::string_view claim, text;
    Wording wording;
  };
  const auto c = GENERATE(values<Case>({
      {"They spent 15 million on the pier", "They spent 1.5 million on the pier.",
       Wording::altered},
      {"We won the final by 50", "We won the final by 5-0.", Wording::altered},
      {"It takes 23 of the votes cast", "It takes 2/3 of the votes cast.", Wording::altered},
      {"Rates rose by 05 percent this week", "Rates rose by 0.5 percent this week.",
       Wording::altered},
      {"The mayor is notable to us all", "The mayor is not able to us all.", Wording::altered},
      {"The peace is nowhere to be seen", "The peace is now here to be seen.", Wording::altered},
      {"They hold us property in the bay", "They hold U.S. property in the bay.", Wording::altered},
      {"The crew was ill in the cold harbour", "The crew was I'll in the cold harbour.",
       Wording::altered},
      {"The two towns drifted apart in June", "The two towns drifted a part in June.",
       Wording::altered},
      {"Our healthcare plan covers every ferryman", "Our health care plan covers every ferryman.",
       Wording::minor},
      {"Our cooperation with Marrow goes on", "Our co-operation with Marrow goes on.",
       Wording::minor},
      {"It was 20 degrees at the lighthouse", "It was -20 degrees at the lighthouse.",
       Wording::altered},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(name_of(judged(c.claim, c.text).wording) == name_of(c.wording));
}

TEST_CASE("a claim that loses the verb that governs it is another claim") {
  struct Case {
    std::string_view claim, text;
  };
  const auto c = GENERATE(values<Case>({
      {"I apologise for the broken pier", "I refuse to apologise for the broken pier."},
      {"I sign the harbour treaty", "They forced me to sign the harbour treaty."},
      {"I sell the old ferries", "I threatened to sell the old ferries."},
      {"I will flood the lower town", "Our rivals plan to flood the lower town."},
      {"We protect the northern dunes", "We failed to protect the northern dunes."},
      {"This is the ruin of the town", "This sorry fleet is the ruin of the town."},
      {"These will be sold in June", "These broken ferries will be sold in June."},
      {"I love the brass bands", "I pretended to love the brass bands."},
      {"We dump ashes in the bay", "They let us dump ashes in the bay."},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(name_of(judged(c.claim, c.text).wording) == "altered");
}

TEST_CASE("a bracket hides no other modal and no other person") {
  constexpr std::string_view kMay = "We may sell the ferries in June.";
  CHECK(judged("We [will] sell the ferries in June", kMay).wording == Wording::altered);
  CHECK(judged("We [must] sell the ferries in June", kMay).wording == Wording::altered);
  CHECK(judged("[They] may sell the ferries in June", kMay).wording == Wording::minor);
  CHECK(judged("[He] may sell the ferries in June", kMay).wording == Wording::altered);
  CHECK(judged("[I] may sell the ferries in June", "She may sell the ferries in June.").changed ==
        kPersonChanged);
}

TEST_CASE("an hour is one with and without its colon; nothing else is that has one") {
  CHECK(judged("the ferry leaves at 2315 from the pier", "The ferry leaves at 23:15 from the pier.")
            .wording == Wording::verbatim);
  CHECK(judged("the ferry leaves at 2316 from the pier", "The ferry leaves at 23:15 from the pier.")
            .wording == Wording::altered);
  CHECK(
      judged("the council voted 21 for the pier", "The council voted 2:1 for the pier.").wording ==
      Wording::altered);
  CHECK(judged("our offer 15 crowns for the pier", "Our offer: 1.5 crowns for the pier.").wording ==
        Wording::altered);
}

TEST_CASE("a question does not become a statement") {
  struct Case {
    std::string_view claim, text;
    bool altered;
  };
  const auto c = GENERATE(values<Case>({
      {"The ferry war is over for good", "Is the ferry war over for good?", true},
      {"You really think the ferry war is over", "You really think the ferry war is over?", true},
      {"We can trust the harbour master", "“Can we trust the harbour master?” he asked.", true},
      {"We can trust the harbour master", "He asked “Can we trust the harbour master?” and sat.",
       true},
      {"We need the second ferry", "Do we need the second ferry?", true},
      {"the price of the second ferry", "Do we know the price of the second ferry?", false},
      {"He asked whether and sat down", "“Why?” he asked whether and sat down.", false},
      {"The free ferry will be sold this year", "The “free” ferry will be sold this year?", true},
      {"The free ferry will be sold this year", "The \"free\" ferry will be sold this year?", true},
      {"The big ferry will be sold this year", "The big “free” ferry will be sold this year?",
       true},
      {"free ferry will be sold this year", "The “free” ferry will be sold this year?", true},
      {"The ferry of mercy will be sold", "The “ferry” of “mercy” will be sold?", true},
      {"The ferry will be sold and free", "The ferry will be sold and “free”?", true},
      {"The war is over for good", "“The war is over for good,” he said, you know?", false},
      {"The war is over for good", "Is it “why” that they ask? The war is over for good.", false},
      {"Is the ferry war over for good?", "Is the ferry war over for good?", false},
      {"Is the ferry war over for good", "Is the ferry war over for good?", false},
      {"So is it over for good, the war", "So is it over for good, the war?", false},
      {"Why is the ferry war over", "Why is the ferry war over?", false},
      {"The ferry war is over", "The ferry war is over. Who won?", false},
      {"Who won? The ferry war is over", "Who won? The ferry war is over.", false},
  }));
  CAPTURE(c.claim, c.text);
  CHECK((judged(c.claim, c.text).wording == Wording::altered) == c.altered);
  // Cut out of a question, it is a part that hides what asks.
  CHECK(judged("the ferry war is over", "Do you think the ferry war is over?").wording ==
        Wording::truncated);
}

TEST_CASE("a statement does not become a question") {
  struct Case {
    std::string_view claim, text;
    bool altered;
  };
  const auto c = GENERATE(values<Case>({
      {"Will the town sell the old ferry?", "The town will sell the old ferry.", true},
      {"Did the town sell the old ferry?", "The town sold the old ferry.", true},
      {"Why did they sell the old ferry?", "They did sell the old ferry.", true},
      {"We are poor. Will the town sell the old ferry?",
       "We are poor. The town will sell the old ferry.", true},
      {"The town will sell the old ferry?", "The town will sell the old ferry.", false},
      {"Will the town sell the ferry?", "Will the town sell the old ferry?", true},
      {"Will the town sell an old ferry?", "Will the town sell the old ferry?", false},
      {"The town will sell the old ferry. Why?", "The town will sell that old ferry. Why?", false},
  }));
  CAPTURE(c.claim, c.text);
  CHECK((judged(c.claim, c.text).wording == Wording::altered) == c.altered);
}

TEST_CASE("a claim that begins as a sentence does hides the word that its first belongs to") {
  struct Case {
    std::string_view claim, text;
    Wording wording;
  };
  const auto c = GENERATE(values<Case>({
      {"Ferries cost the town too much", "Private ferries cost the town too much.",
       Wording::truncated},
      {"ferries cost the town too much", "Private ferries cost the town too much.",
       Wording::verbatim},
      {"Ferries cost the town too much", "The ferries cost the town too much.", Wording::verbatim},
      {"Ferries cost the town too much", "Well said, ferries cost the town too much.",
       Wording::verbatim},
      {"Marrow costs the town too much", "Old Marrow costs the town too much.", Wording::verbatim},
      {"Private ferries cost the town too much", "Private ferries cost the town too much.",
       Wording::verbatim},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(judged(c.claim, c.text).wording == c.wording);
}

TEST_CASE("a bound of a number and a time are no small difference") {
  struct Case {
    std::string_view claim, text;
    Wording wording;
  };
  const auto c = GENERATE(values<Case>({
      {"It cost the town over 40 crowns", "It cost the town about 40 crowns.", Wording::altered},
      {"It cost the town 40 crowns", "It cost the town over 40 crowns.", Wording::altered},
      {"It cost the town up to 40 crowns", "It cost the town 40 crowns.", Wording::altered},
      {"It cost the town around 40 crowns", "It cost the town about 40 crowns.", Wording::minor},
      {"We went over to the 40 towns", "We went over to 40 towns.", Wording::minor},
      {"We have sailed in June", "We have sailed since June.", Wording::altered},
      {"The ferry has sailed since June", "The ferry has sailed in June.", Wording::altered},
      {"It will be sold by Monday to them", "It will be sold on Monday to them.", Wording::minor},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(judged(c.claim, c.text).wording == c.wording);
}

TEST_CASE("who does it and when is no small difference") {
  struct Case {
    std::string_view claim, text;
    Wording wording;
  };
  const auto c = GENERATE(values<Case>({
      {"The pilot attacked the crew at noon", "The pilot was attacked by the crew at noon.",
       Wording::altered},
      {"The pilots have beaten the crew", "The pilots were beaten by the crew.", Wording::altered},
      {"I am a member of the harbour guild", "I was a member of the harbour guild.",
       Wording::altered},
      {"I had a second boat in Marrow", "I have a second boat in Marrow.", Wording::altered},
      {"They do take tips from the crew", "They did take tips from the crew.", Wording::altered},
      {"I will leave the old harbour", "I would leave the old harbour.", Wording::altered},
      {"I'll leave the old harbour", "I'd leave the old harbour.", Wording::altered},
      {"We must close the old harbour", "We should close the old harbour.", Wording::altered},
      {"We can lose the harbour vote", "We could lose the harbour vote.", Wording::altered},
      {"They are thieves in the harbour", "There are thieves in the harbour.", Wording::altered},
      {"He is a burden to the harbour", "It is a burden to the harbour.", Wording::altered},
      {"We been painting the old harbour", "We have been painting the old harbour.",
       Wording::minor},
      {"It'd been a long day in the harbour", "It had been a long day in the harbour.",
       Wording::minor},
      {"It's been a long day in the harbour", "It has been a long day in the harbour.",
       Wording::minor},
      {"We shall close the old harbour", "We will close the old harbour.", Wording::minor},
      {"I would rather be late than be wet", "I would rather be late than wet.", Wording::minor},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(name_of(judged(c.claim, c.text).wording) == name_of(c.wording));
}

TEST_CASE("a small word counts by what it stands beside") {
  struct Case {
    std::string_view claim, text;
    Wording wording;
  };
  const auto c = GENERATE(values<Case>({
      {"We called the sale in the harbour", "We called off the sale in the harbour.",
       Wording::altered},
      {"We rowed the islanders to the pier", "We rowed for the islanders to the pier.",
       Wording::altered},
      {"I am not a sailor from the coast", "I am not just a sailor from the coast.",
       Wording::altered},
      {"I am just a sailor from the coast", "I am a sailor from the coast.", Wording::minor},
      {"I do not know who sold it", "I do not yet know who sold it.", Wording::altered},
      {"We will never sail to Marrow", "We will never again sail to Marrow.", Wording::altered},
      {"He is a pilot without a boat", "He is like a pilot without a boat.", Wording::altered},
      {"He is a pilot without a boat", "He is, like, a pilot without a boat.", Wording::minor},
      {"I saw his children at the harbour", "I saw the children at the harbour.", Wording::altered},
      {"I love the harbour of Marrow", "I love our harbour of Marrow.", Wording::minor},
      {"She is richer and I am", "She is richer than I am.", Wording::altered},
      {"It is late for the old harbour", "It is too late for the old harbour.", Wording::altered},
      {"I love the old harbour", "I love the old harbour too.", Wording::verbatim},
      {"The crew has few friends there", "The crew has a few friends there.", Wording::altered},
      {"Few people trust the pilot", "A few people trust the pilot.", Wording::truncated},
      {"All two of the ferries came", "All but two of the ferries came.", Wording::altered},
      {"He sank because he drank the water", "He sank while he drank the water.", Wording::altered},
      {"Prices fell to 5 crowns this year", "Prices fell by 5 crowns this year.", Wording::altered},
      {"It cost us €5 to cross", "It cost us $5 to cross.", Wording::altered},
      {"It cost us 5 dollars to cross", "It cost us $5 to cross.", Wording::minor},
      {"40 sailors were there", "At least 40 sailors were there.", Wording::truncated},
      {"40 sailors were there", "Up to 40 sailors were there.", Wording::truncated},
      {"40 sailors were there", "I said so, 40 sailors were there.", Wording::verbatim},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(name_of(judged(c.claim, c.text).wording) == name_of(c.wording));
}

TEST_CASE("dots hide neither who acts nor what turns the words behind them") {
  struct Case {
    std::string_view claim, text;
    Wording wording;
  };
  const auto c = GENERATE(values<Case>({
      {"I … apologise for the pier", "I refuse to apologise for the pier.", Wording::truncated},
      {"I voted … the new pier", "I voted against the new pier.", Wording::truncated},
      {"I … sold the new pier", "I know that he sold the new pier.", Wording::truncated},
      {"We will … close the pier", "We will row on.  They will close the pier.", Wording::spliced},
      {"We will row on … They will close", "We will row on, I say.  They will close the pier.",
       Wording::verbatim},
      {"We love our town … and the pier", "We love our town.  I love the sea and the pier.",
       Wording::verbatim},
      {"We will … close the pier", "We will in June close the pier.", Wording::verbatim},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(name_of(judged(c.claim, c.text).wording) == name_of(c.wording));
}

TEST_CASE("a negation reaches no further than it did") {
  struct Case {
    std::string_view claim, text;
    bool altered;
  };
  const auto c = GENERATE(values<Case>({
      {"I do not believe it's a fake", "I don't believe it, it's a fake.", true},
      {"I don't believe it, it's a fake", "I don't believe it, it's a fake.", false},
      {"I believe it's a fake", "I believe it, it's a fake.", false},
      {"I do not know why they sail", "I do not know, really, why they sail.", false},
      {"We do not sell the ferry in the town", "We do not sell that ferry in the town.", false},
      {"He never came and we sold the ferry", "He never came, well, and we sold that ferry.",
       false},
  }));
  CAPTURE(c.claim, c.text);
  CHECK((judged(c.claim, c.text).wording == Wording::altered) == c.altered);
}

TEST_CASE("pieces of one speech are one text, whatever else breaks it") {
  const std::string_view text =
      "“We lost the vote,” she said, “but we won the house.” Bells rang. “It is over now.”";
  const auto span_of = [&](std::string_view words) {
    const auto at = static_cast<std::uint32_t>(text.find(words));
    return Span{at, at + static_cast<std::uint32_t>(words.size())};
  };
  const std::vector<Piece> pieces{{span_of("We lost the vote,"), Joint::breaks},
                                  {span_of("but we won the house."), Joint::runs_on},
                                  {span_of("It is over now."), Joint::breaks}};
  const Passage passage = make_passage(text, pieces);
  const auto wording = [&](std::string_view claim) {
    return judge(text::read_claim(claim), passage, Speech::direct).wording;
  };
  CHECK(wording("We lost the vote, but we won the house.") == Wording::verbatim);
  CHECK(wording("We lost the vote") == Wording::truncated);
  CHECK(wording("we won the house. It is over now.") == Wording::spliced);
}

TEST_CASE("indirect speech shifts persons and tenses") {
  constexpr std::string_view kReported = "he would never sell his house to the port";
  CHECK(judged("I will never sell my house to the port", kReported, Speech::reported).wording ==
        Wording::minor);
  CHECK(judged("I will sell my house to the port", kReported, Speech::reported).wording ==
        Wording::altered);
}

TEST_CASE("a difference says what was kept, dropped, added and replaced, in the texts themselves") {
  const std::string_view text = "The harbour is not for sale at this price.";
  const text::Claim claim = text::read_claim("The harbour is for sale at any price");
  const Judgement judgement = judge(claim, passage_of(text), Speech::direct);
  std::string steps;
  for (const Difference& one : judgement.differences) {
    steps += one.kind == text::StepKind::kept       ? "="
             : one.kind == text::StepKind::dropped  ? "-"
             : one.kind == text::StepKind::replaced ? "/"
                                                    : "?";
    steps += std::string(one.said.of(text)) + ">" + std::string(one.claim.of(claim.text)) + ";";
  }
  CHECK(steps ==
        "=The harbour is>The harbour is;-not>;=for sale at>for sale at;/this>any;=price>price;");
  CHECK(judgement.changed == (kNegationChanged | kContentChanged));
  CHECK(judgement.matched.of(text) == "The harbour is not for sale at this price");
}

TEST_CASE("words that somebody quotes inside what they say") {
  struct Case {
    std::string_view text, word, quoted;
  };
  const auto c = GENERATE(values<Case>({
      {"If they said 'the mill will close', they lied.", "mill", "the mill will close"},
      {"If they said “the mill's owners pay”, they lied.", "pay", "the mill's owners pay"},
      {"If they said ‘the mill’s owners pay’, they lied.", "owners", "the mill’s owners pay"},
      {"If they said \"the mill\", they lied.", "lied", ""},
      {"The mill's owners, they said, won't pay.", "said", ""},
  }));
  CAPTURE(c.text);
  const Span whole{0, static_cast<std::uint32_t>(c.text.size())};
  const Span found = quotation_at(c.text, whole, static_cast<std::uint32_t>(c.text.find(c.word)));
  CHECK((found.empty() ? std::string_view() : found.of(c.text)) == c.quoted);
}
