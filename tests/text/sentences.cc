#include "proto/text/sentences.h"

#include <algorithm>

#include "tests/catch.h"

namespace onrecord::text {
namespace {

/// The sentences of \a paragraph, a bar between.
std::string split(std::string_view paragraph) {
  std::string out;
  for (const Span span : sentences(paragraph)) {
    if (!out.empty()) out += '|';
    out += span.of(paragraph);
  }
  return out;
}

TEST_CASE("sentences end where readers end them") {
  // The bars in the text are the expected ends; the text itself has spaces there.
  const auto marked = GENERATE(
      as<std::string>{}, "The pier fell.|Nobody was hurt.",
      "It rose 3.5 percent to 1,000.50 crowns.|Then it fell.",
      // Titles and initials.
      "Mr. Varga met Mrs. Lind and Dr. Osei.|They talked.",
      "Gen. Ruud told Sen. Ann Pell, R-Ky., and Rep. Tom Oakes, D-Ill., to wait.|They did.",
      "Lt. Col. M. Hale spoke.|J. Smith and J.K. Oduya listened.",
      "St. Aldan is near Mt. Kesh and Ft. Worth.|It is cold.", "Ö. Lund came.|Á. B. Ek left.",
      "SEN. PELL SPOKE TO GEN. RUUD OF ACME INC. HOLDINGS.|THEY LEFT.",
      "Vice-Adm. Lund and Lt.-Gen. Moe agreed.|They sailed.",
      // Acronyms: the next word tells.
      "He lives in the U.S. and works.|The U.S. Senate voted.",
      "He lives in the U.S.|The president knows.",
      "He came to the U.S.|She stayed in Washington, D.C.|I did not.",
      "WASHINGTON, D.C. - Senator Pell announced a plan.|It failed.",
      // Abbreviations.
      "On Jan. 5 it snowed.|It began in Dec.|The frost stayed.",
      "No. 5 won.|He said no.|Then he left.",
      "Acme Inc. Chief Executive Ann Lee spoke.|She leads Acme Inc.|The shares rose.",
      "Brown v. Board and England vs. Wales.|See p. 5 and Fig. 3.|Done.",
      "He felt ill.|Smith left at 30 mph.|Pell stayed.",
      "Tom Hale Jr. and Ann Hale Sr. came.|We left.",
      "apples, pears, etc. were sold.|They bought pears, etc.|Smith ate.",
      // Runs of stops.
      "What?!|Really...|He paused... then went.|Wait…|Yes!!!",
      "“Yahoo! is a company,” he said.|Is it?",
      // Quotations.
      "“We will win.”|He left.", "“Why?” she asked.|Nobody knew.",
      "“Why?” Smith asked.|“Why?” the Rev. Ann Lee said.|He left.", "“We won!”|The coach smiled.",
      "\"Go.\"|\"Stop.\"|«Va.»|‘Yes.’|Done.", "“We go.|We win,” he said.|Then he left.",
      "He said (it was late.)|Then he left.", "He agreed.|(She did not.)|“Odd,” he said.",
      "It is in the U.S.|“We know,” he said.",
      // Lists and numbers.
      "1. Open the door.|2. Close it.", "It was 2026.|40 people came.|$5 was paid.|@desk said so.",
      // Other scripts.
      "این چیست؟|بله.|ما می‌رویم۔|خوب", "ما هذا؟|نعم!|لا.",
      "यह क्या है?|यह घर है।|हाँ।", "Что это?|Дом.|Он сказал. так",
      "Élan came.|Über alles.|Ångström left.",
      // What is no stop.
      "The file name.txt at example.com. is odd", "no stop at all", ".", "");
  std::string text = marked;
  std::replace(text.begin(), text.end(), '|', ' ');
  CAPTURE(text);
  CHECK(split(text) == marked);
}

TEST_CASE("Chinese and Japanese sentences end without white space") {
  CHECK(split("北京是首都。“我们走！”他说。好的。") == "北京是首都。|“我们走！”|他说。|好的。");
  CHECK(split("「行く。」と言った。") == "「行く。」|と言った。");
}

TEST_CASE("line ends count as spaces, and the white space around sentences is left out") {
  CHECK(split("  The pier\nfell.\r\n  Nobody was hurt. \n") == "The pier\nfell.|Nobody was hurt.");
  CHECK(split(" \n ").empty());
}

TEST_CASE("a stop at every second character takes no time") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += i % 3 == 0 ? "A. " : ". ";
  CHECK_FALSE(sentences(text).empty());
  CHECK_FALSE(sentences(std::string(500000, '.')).empty());
  CHECK_FALSE(sentences(std::string(500000, 'a') + ".").empty());
}

}  // namespace
}  // namespace onrecord::text
