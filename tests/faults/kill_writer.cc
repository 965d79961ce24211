// Writes batch after batch until it is killed: kill_writer INDEX FIRST_BATCH.  Prints the number of
// each batch once it is committed.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "proto/store/writer.h"
#include "tests/faults/plan.h"

using namespace onrecord;
using namespace onrecord::faults;

namespace {

constexpr std::int64_t kNow = 1'772'700'000;

int fail(const Error& error) {
  std::fprintf(stderr, "kill_writer: %s\n", error.message.c_str());
  return 1;
}

// A batch that was committed and not acknowledged is done again: nothing may change then.
Result<void> stage_batch(store::Writer& writer, store::DocumentMaker& maker, int batch) {
  const auto stage = [&](const Article& article) -> Result<void> {
    return writer.stage(maker.prepare(article, samples::labelled_statements(article)), kNow);
  };
  for (int place = 0; place < kPerBatch; ++place) {
    const Article article = planned(batch, place);
    const auto known = writer.lookup(article.key);
    if (!known) return known.error();
    if (*known) continue;
    if (Result<void> staged = stage(article); !staged) return staged;
  }
  if (batch >= 1) {
    const auto known = writer.lookup(planned(batch - 1, 0).key);
    if (!known) return known.error();
    if (*known && (*known)->version == 1)
      if (Result<void> staged = stage(planned(batch - 1, 0, 2)); !staged) return staged;
  }
  if (batch >= 2) return writer.remove(planned(batch - 2, 1).key, kNow);
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  store::WriterOptions options;
  options.derive = samples::labelled_statements;
  Result<store::Writer> writer = store::Writer::open(argv[1], std::move(options));
  if (!writer) return fail(writer.error());
  store::DocumentMaker maker("en");
  for (int batch = std::atoi(argv[2]);; ++batch) {
    if (Result<void> staged = stage_batch(*writer, maker, batch); !staged)
      return fail(staged.error());
    if (const auto done = writer->commit(); !done) return fail(done.error());
    const std::string line = std::to_string(batch) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 3;
  }
}
