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
  CHECK(csv_row(row, {"version", "id", "headline", "text", "desk", "labels", "missing"}) ==
        "2,\"a,1\",\"\"\"Not for sale\"\"\",\"one\ntwo\",,\"[\"\"a\"\",\"\"b\"\"]\",\n");
  CHECK(csv_row(row, {"version"}) == "2\n");
}
