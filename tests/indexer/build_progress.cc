// How an add tells what it has done.
#include "indexer/build/progress.h"

#include "tests/catch.h"

using namespace onrecord::build;
using namespace std::chrono_literals;

TEST_CASE("the progress line tells share, counts, speed and time left in 80 columns") {
  Tally tally;
  tally.added = 123'456;
  tally.bytes = 250'000'000;
  tally.time = 100s;
  CHECK(progress_line(tally, 1'000'000'000) ==
        " 25%  123.5k articles  2.5 MB/s  1235/s  5:00 left");
  CHECK(progress_line(tally, 0) == "123.5k articles  2.5 MB/s  1235/s");
  tally.rejected = 12;
  CHECK(progress_line(tally, 250'000'000) ==
        "100%  123.5k articles, 12 rejected  2.5 MB/s  1235/s");
  tally.added = 12'345'678'901;
  tally.rejected = 98'765'432;
  tally.bytes = 1;
  CHECK(progress_line(tally, 1'000'000'000'000'000).size() <= 80);
}

TEST_CASE("runs on few files are told in a line and added up") {
  Tally tally;
  tally.files_read = 1;
  tally.added = 1'200;
  tally.time = 1s;
  CHECK(short_summary(tally) == "1 file: 1,200 added, 0 new versions, 0 unchanged");
  Tally other;
  other.files_unchanged = 1;
  other.files_rejected = 2;  // One of them by its only record.
  other.files_unread = 1;
  other.rejected = 1;
  other.duplicates = 2;
  other.time = 2s;
  CHECK(short_summary(other) == "3 files: 0 added, 0 new versions, 2 unchanged, 2 rejected");
  other += tally;
  CHECK(other.time == 3s);
  CHECK(short_summary(other) == "4 files: 1,200 added, 0 new versions, 2 unchanged, 2 rejected");
}

TEST_CASE("nearly all is not all") {
  Tally tally;
  tally.bytes = 999'999;
  tally.time = 1s;
  CHECK(progress_line(tally, 1'000'000).substr(0, 4) == " 99%");
}

TEST_CASE("the summary counts every outcome") {
  Tally tally;
  tally.files_read = 3;
  tally.files_unchanged = 1200;
  tally.files_rejected = 1;
  tally.added = 10;
  tally.new_versions = 2;
  tally.older_versions = 1;
  tally.duplicates = 1;
  tally.rejected = 4;
  tally.still_out = 5;
  tally.statements = 77;
  tally.bytes = 3'000'000;
  tally.time = 1500ms;
  CHECK(summary(tally) ==
        "articles: 10 added, 2 new versions, 1 older versions, 0 unchanged, 1 duplicates, 4 "
        "rejected\n"
        "files:    3 read, 1,200 unchanged, 1 rejected, 0 left out\n"
        "77 statements; 3.0 MB in 1.5 s, 2.0 MB/s\n"
        "5 rejected before are still out: their files have not changed\n");
  CHECK(
      summary_json(tally) ==
      R"({"files_read":3,"files_unchanged":1200,"files_rejected":1,"files_unread":0,"files_left_out":0,"added":10,"new_versions":2,"older_versions":1,)"
      R"("unchanged":0,"duplicates":1,"rejected":4,"misfits":0,"still_out":5,"statements":77,"bytes":3000000,"seconds":1.500})");
  CHECK_FALSE(tally.all_in());
}
