#include "proto/text/tokens.h"

#include <random>

#include "tests/catch.h"

namespace onrecord::text {
namespace {

/// One token, with its own copies.
struct Read {
  std::string term;
  std::string printed;
  TokenKind kind;
  bool capital;
  bool hyphened;
};

std::vector<Read> read(std::string_view text) {
  std::vector<Read> tokens;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) {
    tokens.push_back({std::string(token.term), std::string(token.span.of(text)), token.kind,
                      token.capital, token.hyphened});
  }
  return tokens;
}

/// The terms between bars, as the tables below write them.
std::string terms(std::string_view text) {
  std::string out;
  for (const std::string& term : terms_of(text)) out += (out.empty() ? "" : "|") + term;
  return out;
}

TEST_CASE("text becomes the terms that readers mean") {
  struct Case {
    std::string_view text, terms;
  };
  const auto c = GENERATE(values<Case>({
      // Quotation marks of every house.
      {"“We will win,” he said", "we|will|win|he|said"},
      {"\"We will win,\" he said", "we|will|win|he|said"},
      {"«We will win» ‘he’ 'said'", "we|will|win|he|said"},
      {"„so“ ‹so›", "so|so"},
      // Apostrophes.
      {"don't don’t donʼt don＇t", "don't|don't|don't|don't"},
      {"O'Brien O’Brien O‘Brien", "o'brien|o'brien|o'brien"},
      {"O’Brien’s Baghaei's BAGHAEI’S", "o'brien|baghaei|baghaei"},
      {"the workers’ rock 'n' roll '90s 1990's", "the|workers|rock|n|roll|90s|1990"},
      {"Hawaiʻi l’État İstanbul'da", "hawai'i|l'etat|istanbul'da"},
      {"5'10 it''s", "5|10|it|s"},
      // Acronyms.
      {"U.S. us US U.S U.S.A. U.N. D.C.", "u.s.|us|us|u.s.|u.s.a.|u.n.|d.c."},
      {"the U.S.’s U.S.-backed e.g. 5 p.m.", "the|u.s.|u.s.|backed|e.g.|5|p.m."},
      {"J.K. Rowling J. Smith Ph.D. end. Next", "j.k.|rowling|j|smith|ph|d|end|next"},
      {"С.Ш.А. Η.Π.Α.", "с.ш.а.|η.π.α."},
      {"U.S.troops a.b.c.d.e.f.g.h.i.j.k.l.m.n", "u.s.|troops|a.b.c.d.e.f.g.h.i.j.k.l.|m.n."},
      // Hyphens and dashes.
      {"well-known non‑breaking anti‐war 2019–2020", "well|known|non|breaking|anti|war|2019|2020"},
      {"said—then said--then", "said|then|said|then"},
      {"immi\u00ADgration a\u200Bb a\u2060b \uFEFFword", "immigration|ab|ab|word"},
      // Numbers.
      {"1,000 1,000,000 3.5 1,234.56", "1000|1000000|3.5|1234.56"},
      {"1,2 1,0000 2024,100 12,34,567", "1|2|1|0000|2024|100|12|34567"},
      {"in 2026. 5 were", "in|2026|5|were"},
      {"40% 40 % 40\u00A0% 3.5% 1,000% 40 %x 40 ٪", "40%|40%|40%|3.5%|1000%|40|x|40%"},
      {"$3bn £1.2m €5 3rd 1990s COVID-19 covid19 v2.5",
       "3bn|1.2m|5|3rd|1990s|covid|19|covid19|v2.5"},
      {"10:30 3/4 2024-05-06 192.168.1.1", "10|30|3|4|2024|05|06|192.168.1.1"},
      {"m² CO₂ ½ 3½", "m2|co2|3"},
      // Signs that belong to names.
      {"@POTUS @potus's (@a_b) #MeToo #1 #2026 # @", "@potus|@potus|@a_b|#metoo|1|2026"},
      {"#Élections2026 page#part me@example.com", "#elections2026|page|part|me|example|com"},
      {"https://example.com/a-b?c=d", "https|example|com|a|b|c|d"},
      {"AT&T R&D Q&A Tom & Ann & co", "at&t|r&d|q&a|tom|ann|co"},
      {"C++ c++, C# F#. C+ g++ 4++ a#b c+++", "c++|c++|c#|f#|c|g++|4|a|b|c"},
      {"foo_bar _foo_ __x__ a__b", "foo_bar|foo|x|a|b"},
      {"foo* -bar ~x +y speaker:bob", "foo|bar|x|y|speaker|bob"},
  }));
  CAPTURE(c.text);
  CHECK(terms(c.text) == c.terms);
}

TEST_CASE("letters that readers take for the same have the same term") {
  struct Case {
    std::string_view one, other, term;
  };
  const auto c = GENERATE(values<Case>({
      {"café", "cafe", "cafe"},
      {"caf\u00e9", "cafe\u0301", "cafe"},
      {"CAFÉ", "Cafe\u0301", "cafe"},
      {"Ångström", "A\u030Angstro\u0308m", "angstrom"},
      {"Müller", "MÜLLER", "muller"},
      {"Erdoğan", "Erdogan", "erdogan"},
      {"straße", "STRASSE", "strasse"},
      {"STRAẞE", "strasse", "strasse"},
      {"Łódź", "Lodz", "lodz"},
      {"İstanbul", "istanbul", "istanbul"},
      {"I\u0307stanbul", "ISTANBUL", "istanbul"},
      {"ILGIN", "ılgın", "ilgin"},
      {"Søren", "Soren", "soren"},
      {"Æsir", "aesir", "aesir"},
      {"Nguyễn", "Nguyen", "nguyen"},
      {"ﬁnance", "finance", "finance"},
      {"ＡＢＣ", "abc", "abc"},
      {"１２３", "123", "123"},
      {"Ⅳ", "iv", "iv"},
      {"Αθήνα", "ΑΘΗΝΑ", "αθηνα"},
      {"Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ"},
      {"Ёлка", "елка", "елка"},
      {"Чайковский", "чаи\u0306ковскии\u0306", "чайковский"},
      {"Київ", "КИІ\u0308В", "київ"},
      {"علي", "علی", "علی"},
      {"كتاب", "کتاب", "کتاب"},
      {"أحمد", "احمد", "احمد"},
      {"ا\u0654حمد", "آحمد", "احمد"},
      {"مدرسة", "مدرسه", "مدرسه"},
      {"مُحَمَّد", "محمد", "محمد"},
      {"كتـــاب", "کتاب", "کتاب"},
      {"ﻛﺘﺎﺏ", "کتاب", "کتاب"},
      {"۱۴۰۳", "١٤٠٣", "1403"},
      {"٣٫٥", "3.5", "3.5"},
      {"१२३", "123", "123"},
      {"שָׁלוֹם", "שלום", "שלום"},
      {"한국어", "\u1112\u1161\u11AB\u1100\u116E\u11A8\u110B\u1165", "한국어"},
  }));
  CAPTURE(c.one, c.other);
  CHECK(terms(c.one) == c.term);
  CHECK(terms(c.other) == c.term);
}

TEST_CASE("letters that are other letters stay apart") {
  CHECK(terms("й") != terms("и"));
  CHECK(terms("ї") != terms("і"));
  CHECK(terms("ガ") != terms("カ"));
  CHECK(terms("हिन्दी") == "हिन्दी");
  CHECK(terms("U.S.") != terms("US"));
}

TEST_CASE("a zero-width non-joiner parts Arabic-script words and finds what a space parts") {
  CHECK(terms("می‌خواهم خانه‌ها") == "می|خواهم|خانه|ها");
  CHECK(terms("می خواهم") == "می|خواهم");
  CHECK(read("می‌خواهم")[1].hyphened);
  CHECK(terms("a\u200Cb क\u094D\u200Cष") == "ab|क\u094Dष");
}

TEST_CASE("scripts without spaces give a term a character, each joined to the one before") {
  const auto tokens = read("中华 said 北京, スパ ที่");
  std::string seen;
  for (const Read& token : tokens) seen += (token.hyphened ? "+" : " ") + token.term;
  CHECK(seen == " 中+华 said 北+京 ス+パ ที่");
  CHECK(terms("ｶﾞ") == "ガ");
  CHECK(terms("カ\u3099") == "ガ");
  CHECK(terms("iPhone手机") == "iphone|手|机");
}

TEST_CASE("a token says how it was printed") {
  const auto tokens = read("The U.S.-backed @Desk paid 1,000 for 40 % of “O’Brien’s” #plan");
  const std::vector<std::string> printed = {"The", "U.S.", "backed", "@Desk",     "paid", "1,000",
                                            "for", "40 %", "of",     "O’Brien’s", "#plan"};
  REQUIRE(tokens.size() == printed.size());
  for (std::size_t i = 0; i < printed.size(); ++i) CHECK(tokens[i].printed == printed[i]);
  CHECK(tokens[0].capital);
  CHECK(tokens[1].kind == TokenKind::acronym);
  CHECK(tokens[1].capital);
  CHECK(tokens[2].hyphened);
  CHECK_FALSE(tokens[2].capital);
  CHECK(tokens[3].kind == TokenKind::handle);
  CHECK_FALSE(tokens[4].hyphened);
  CHECK(tokens[5].kind == TokenKind::number);
  CHECK(tokens[7].kind == TokenKind::percent);
  CHECK(tokens[9].kind == TokenKind::word);
  CHECK(tokens[9].capital);
  CHECK(tokens[10].kind == TokenKind::tag);
  CHECK(read("Élan")[0].capital);
  CHECK_FALSE(read("élan")[0].capital);
  CHECK_FALSE(read("-war")[0].hyphened);
  CHECK(read("inter-\nnational")[1].hyphened);
  CHECK(read("inter-\r\n   national")[1].hyphened);
  CHECK_FALSE(read("inter-\n\nnational")[1].hyphened);
  CHECK_FALSE(read("and-\nBut")[1].hyphened);
  CHECK_FALSE(read("inter- national")[1].hyphened);
  CHECK_FALSE(read("a - war")[1].hyphened);
  CHECK_FALSE(read("a--war")[1].hyphened);
}

TEST_CASE("the printed form keeps its marks and leaves out what only surrounds it") {
  CHECK(read("(cafe\u0301)")[0].printed == "cafe\u0301");
  CHECK(read("word\u200F.")[0].printed == "word");
  CHECK(read("immi\u00ADgration")[0].printed == "immi\u00ADgration");
  CHECK(read("\u00ADword")[0].printed == "word");
}

TEST_CASE("long words are cut, stay apart and stay the same when folded again") {
  const std::string one(80, 'x');
  std::string other = one;
  other.back() = 'y';
  REQUIRE(terms_of(one + " ok").size() == 2);
  const std::string cut = terms_of(one)[0];
  CHECK(cut.size() == kMaxTermBytes);
  CHECK(cut != terms_of(other)[0]);
  CHECK(terms_of(cut)[0] == cut);
  CHECK(terms_of(std::string(64, 'x'))[0] == std::string(64, 'x'));
  std::string accented;
  for (int i = 0; i < 50; ++i) accented += "한é";
  const std::string folded = terms_of(accented)[0];
  CHECK(folded.size() <= kMaxTermBytes);
  CHECK(terms_of(folded)[0] == folded);
}

TEST_CASE("a heap of marks ends the character it is heaped on") {
  std::string heap = "क";
  for (int i = 0; i < 200000; ++i) heap += i % 2 == 0 ? "\u094D" : "\u093C";
  const auto tokens = read(heap + " next");
  REQUIRE(tokens.size() == 2);
  CHECK(tokens[0].printed.size() == 3 + 30 * 3);
  CHECK(tokens[1].term == "next");
  CHECK(read("中" + std::string(heap, 3)).size() == 1);
}

TEST_CASE("nothing comes of what holds no word") {
  const auto text = GENERATE(as<std::string>{}, "", " ", "—", "...", "'", "@", "#", "# #", "&", "_",
                             "\u0301", "ـ", "\u200C", "%", "½", "😀", "@_");
  CAPTURE(text);
  CHECK(terms_of(text).empty());
  CHECK(fold_value(text).empty());
}

TEST_CASE("values fold to what compares equal") {
  CHECK(fold_value("  The Harbour   Post ") == "the harbour post");
  CHECK(fold_value("O’Brien, Ann") == fold_value("o'brien ann"));
  CHECK(fold_value("Why it matters:") == fold_value("WHY IT MATTERS"));
}

TEST_CASE("function words are stop words, and names that look like them are not") {
  for (const auto* word : {"the", "of", "and", "you", "a", "your"}) CHECK(is_stop_word(word));
  for (const auto* word : {"us", "u.s.", "harbour", "", "The"}) CHECK_FALSE(is_stop_word(word));
}

/// What plain ASCII words are, said another way: letters and digits, nothing else.
std::vector<std::string> brute_force(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (isalnum(static_cast<unsigned char>(c)) != 0) {
      words.back() += static_cast<char>(tolower(static_cast<unsigned char>(c)));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

TEST_CASE("ASCII text without joining marks reads as a brute-force split reads it") {
  std::mt19937 random(3);
  constexpr std::string_view kAlphabet = "abcXYZ019 \n\t-();:!?\"/*=<>[]{}|~$^`\\";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) text += kAlphabet[random() % kAlphabet.size()];
    CAPTURE(text);
    REQUIRE(terms_of(text) == brute_force(text));
  }
}

TEST_CASE("prose with full stops and commas after words reads as a brute-force split reads it") {
  std::mt19937 random(5);
  constexpr std::string_view kWords[] = {"harbour", "Council", "voted",   "on",
                                         "Tuesday", "to",      "rebuild", "piers"};
  constexpr std::string_view kMarks[] = {" ",   ", ",    ". ", "... ", " & ",
                                         " + ", ".\n\n", "' ", " '",   "; "};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t i = random() % 30; i > 0; --i) {
      text += kWords[random() % std::size(kWords)];
      text += kMarks[random() % std::size(kMarks)];
    }
    CAPTURE(text);
    REQUIRE(terms_of(text) == brute_force(text));
  }
}

}  // namespace
TEST_CASE("a name is the same however its initials were printed") {
  const auto words = [](std::string_view name) {
    std::vector<std::string> terms;
    for (const NameTerm& term : name_terms(name)) terms.push_back(term.term);
    return terms;
  };
  const auto printed = GENERATE(values<std::string_view>(
      {"J. K. Verey", "J.K. Verey", "J K Verey", "JK Verey", "j.k verey"}));
  CAPTURE(printed);
  CHECK(words(printed) == std::vector<std::string>{"jk", "verey"});
  CHECK(words("Tomas X") == std::vector<std::string>{"tomas", "x"});
  CHECK(words("Ada B. Okoro-Watt") == std::vector<std::string>{"ada", "b", "okoro", "watt"});
  CHECK(words("U.S. Senator") == std::vector<std::string>{"us", "senator"});
  CHECK(name_terms("J. K. Verey")[0].parts == std::vector<std::string>{"j", "k"});
  CHECK(name_terms("J.K. Verey")[0].parts == std::vector<std::string>{"j.k."});
  CHECK(name_terms("Tomas X")[1].parts.empty());
}

}  // namespace onrecord::text
