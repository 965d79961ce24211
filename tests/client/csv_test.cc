// Comma-separated lines.
#include "proto/client/csv.h"

#include "tests/catch.h"

using namespace onrecord::client;

TEST_CASE("values that need it are quoted, null is empty, lists are JSON") {
  const auto row = boost::json::parse(
                       R"({"id":"a,1","headline":"\"Not for sale\"","text":"one\ntwo","desk":null,)"
                       R"("version":2,"labels":["a","b"]})")
                       .as_object();
  CHECK(csv_head({"id", "a,b"}) == "id,\"a,b\"\n");
  CHECK(csv_row(row, {"version", "id", "headline", "text", "desk", "labels", "missing"},
                Formulas::kept) ==
        "2,\"a,1\",\"\"\"Not for sale\"\"\",\"one\ntwo\",,\"[\"\"a\"\",\"\"b\"\"]\",\n");
  CHECK(csv_row(row, {"version"}, Formulas::kept) == "2\n");
}

TEST_CASE("what a spreadsheet takes for a formula is text when that is asked for, and is counted") {
  const auto row =
      boost::json::parse(R"({"a":"=1+1","b":"+49 30","c":"-5 degrees","d":"@harbour","e":"\tx",)"
                         R"("f":"a=b","g":-5,"h":"","i":"=\"x\",1","j":"'quoted'"})")
          .as_object();
  const std::vector<std::string> all{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  CHECK(csv_row(row, all, Formulas::kept) ==
        "=1+1,+49 30,-5 degrees,@harbour,\tx,a=b,-5,,\"=\"\"x\"\",1\",'quoted'\n");
  CHECK(csv_row(row, all, Formulas::as_text) ==
        "'=1+1,'+49 30,'-5 degrees,'@harbour,'\tx,a=b,-5,,\"'=\"\"x\"\",1\",'quoted'\n");
  CHECK(formulas_in(row, all) == 6);
  CHECK(formulas_in(row, {"f", "g", "missing"}) == 0);
}
