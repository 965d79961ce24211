// See input.h.
#include "indexer/build/input.h"

#include <algorithm>
#include <thread>

#include "indexer/build/sidecar.h"
#include "proto/store/hash.h"
#include "proto/text/utf8.h"

namespace onrecord::build {

formats::ReadOptions read_options(const InputOptions& input, const FoundFile& file) {
  formats::ReadOptions options;
  options.source = text::mend(input.source.empty() ? file.root_name : input.source).text;
  options.path = text::mend(file.path).text;
  options.relative_path = text::mend(file.relative).text;
  options.date_order = input.date_order;
  options.format = input.format.empty() && file.is_stdin() ? "jsonl" : input.format;
  options.encoding = input.encoding;
  options.timezone = input.timezone;
  options.split = input.split;
  options.path_pattern = input.path_pattern;
  if (!file.is_stdin()) options.sidecar = sidecar_of(file.path);
  options.outlet = input.outlet;
  options.desk = input.desk;
  options.language = input.language;
  options.collection = input.collection;
  return options;
}

std::string options_hash(const formats::ReadOptions& options) {
  std::string all;
  for (const std::string* value :
       {&options.source, &options.relative_path, &options.format, &options.outlet, &options.desk,
        &options.language, &options.collection, &options.encoding, &options.timezone,
        &options.split, &options.path_pattern, &options.sidecar}) {
    all += std::to_string(value->size()) + ':' + *value;
  }
  all += std::to_string(static_cast<int>(options.date_order));
  return store::sha256_hex(all).substr(0, 16);
}

CutLimits cut_limits(const InputOptions& input) {
  CutLimits limits;
  limits.archive = input.archive;
  limits.converters = input.converters;
  return limits;
}

unsigned jobs(const InputOptions& input) {
  return input.jobs != 0 ? input.jobs : std::max(1u, std::thread::hardware_concurrency());
}

void name_by_content(Article& article, const FoundFile& file) {
  if (!file.is_stdin() || !article.key.id.starts_with(file.relative)) return;
  const std::string unnamed = file.relative + "#" + std::to_string(article.provenance.record);
  if (article.key.id == unnamed || article.key.id == file.relative)
    article.key.id = "sha256:" + article.text_sha256.substr(0, 16);
}

}  // namespace onrecord::build
