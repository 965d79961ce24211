// Reads bytes with one format and collects what comes out.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/reader.h"
#include "tests/catch.h"

namespace onrecord::formats {

/// What a reader handed over.
struct Read {
  std::vector<Article> articles;
  std::vector<Reject> rejects;
};

inline ReadOptions test_options(std::string format = "") {
  ReadOptions options;
  options.source = "tests";
  options.path = "/tests/a.file";
  options.relative_path = "a.file";
  options.format = std::move(format);
  return options;
}

inline Read read_bytes(std::string_view bytes, const ReadOptions& options) {
  Read read;
  const auto format = choose_format(bytes.substr(0, 65536), options);
  if (!format) {
    read.rejects.push_back({0, 0, 0, bytes.size(), format.error().message});
    return read;
  }
  const std::string reader = std::string((*format)->name) + "/" + std::string((*format)->version);
  Sink sink;
  sink.article = [&](Article&& article) {
    CHECK(article.provenance.reader == reader);  // Else the ledger takes it for another's.
    read.articles.push_back(std::move(article));
  };
  sink.reject = [&](Reject&& reject) { read.rejects.push_back(std::move(reject)); };
  (*format)->read(bytes, options, sink);
  return read;
}

/// Reads \a bytes as \a format: exactly one article.
inline Article read_one(std::string_view bytes, std::string format) {
  Read read = read_bytes(bytes, test_options(std::move(format)));
  for (const Reject& reject : read.rejects) FAIL_CHECK("rejected: " + reject.reason);
  REQUIRE(read.articles.size() == 1);
  return std::move(read.articles.front());
}

/// All values of \a key among what is kept as metadata, in order.
inline std::vector<std::string> metas(const Article& article, std::string_view key) {
  std::vector<std::string> values;
  for (const auto& [name, value] : article.meta)
    if (name == key) values.push_back(value);
  return values;
}

/// The words of the first span of \a kind, or "".
inline std::string words_of(const Article& article, SpanKind kind) {
  for (const TextSpan& span : article.spans)
    if (span.kind == kind) return std::string(span.span.of(article.text));
  return "";
}

inline std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

}  // namespace onrecord::formats
