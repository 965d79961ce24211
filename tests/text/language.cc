#include "proto/text/language.h"

#include "tests/catch.h"

namespace onrecord::text {
namespace {

TEST_CASE("the language of a few sentences is told") {
  struct Case {
    std::string_view text, code;
  };
  const auto c = GENERATE(values<Case>({
      {"The harbour council voted on Tuesday to rebuild the old pier before the winter storms "
       "arrive.",
       "en"},
      {"Le conseil du port a décidé mardi de reconstruire la vieille jetée avant les tempêtes "
       "d'hiver.",
       "fr"},
      {"Der Hafenrat beschloss am Dienstag, die alte Mole vor den Winterstürmen wieder aufzubauen.",
       "de"},
      // clang-format off: it counts the columns of this script differently each time.
      {"شورای بندر روز سه‌شنبه تصمیم گرفت اسکله قدیمی را "
       "پیش از توفان‌های زمستانی بازسازی کند.",
       "fa"},
      // clang-format on
      {"قرر مجلس الميناء يوم الثلاثاء إعادة بناء الرصيف القديم قبل وصول عواصف الشتاء.", "ar"},
      {"港务委员会星期二决定在冬季风暴到来之前重建旧码头。", "zh"},
  }));
  CAPTURE(c.text);
  CHECK(detect_language(c.text) == c.code);
}

TEST_CASE("what says nothing about its language gives none") {
  CHECK(detect_language("").empty());
  CHECK(detect_language("12:30 – 45%").empty());
}

TEST_CASE("only the beginning of a long text is looked at, and a cut character does no harm") {
  std::string text;
  while (text.size() < 8190)
    text += "The council met again and the mayor spoke at length about the bridge. ";
  text.resize(8190);
  text += "é“😀";
  CHECK(detect_language(text) == "en");
}

}  // namespace
}  // namespace onrecord::text
