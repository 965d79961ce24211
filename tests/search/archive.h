// A small index in a temporary folder, made through the store's writer, and questions to it.
#pragma once

#include <unistd.h>

#include <atomic>
#include <boost/json.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "proto/store/documents.h"
#include "proto/store/hash.h"
#include "proto/store/writer.h"
#include "searchd/search/answer.h"
#include "tests/catch.h"

namespace onrecord::search {

inline constexpr std::int64_t kNow = 1'780'000'000;  // in May 2026

/// An article with what every article has; paragraphs are separated by blank lines, the first is
/// the lead.
inline Article story(std::string id, std::string headline, std::string text,
                     std::string_view date = "", std::string source = "harbour") {
  Article article;
  article.key = {std::move(source), std::move(id)};
  article.headline = {std::move(headline), Origin::given};
  article.language = {"en", Origin::given};
  article.text = std::move(text);
  if (!date.empty()) {
    const auto read = text::parse_date(date);
    REQUIRE(read.has_value());
    article.date = *read;
    article.date_origin = Origin::given;
    article.date_printed = date;
  }
  for (std::size_t at = 0; at < article.text.size();) {
    const auto end = std::min(article.text.find("\n\n", at), article.text.size());
    article.spans.push_back({at == 0 ? SpanKind::lead : SpanKind::paragraph,
                             {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                             ""});
    at = end + 2;
  }
  article.text_sha256 = store::sha256_hex(article.text);
  article.provenance.source_sha256 = store::sha256_hex("source of " + article.key.str());
  article.provenance.path = article.key.id + ".txt";
  article.provenance.reader = "test/1";
  article.extractor = "1";
  article.ingested = kNow;
  return article;
}

/// The statement that \a words, which stand in the text of \a article, are one of \a speaker.
inline Statement said(const Article& article, std::string_view words, std::string speaker) {
  const auto at = article.text.find(words);
  REQUIRE(at != std::string::npos);
  Statement statement;
  statement.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  statement.pieces = {statement.span};
  statement.text = words;
  statement.speaker = std::move(speaker);
  statement.speaker_as_written = statement.speaker;
  statement.rule = "test";
  statement.span_confidence = 1;
  statement.speaker_confidence = statement.speaker.empty() ? 0.0F : 0.95F;
  for (const TextSpan& span : article.spans)
    if (span.span.contains(statement.span)) statement.context = span.span;
  return statement;
}

struct Entry {
  Article article;
  std::vector<Statement> statements = {};
};

/// Owns the folder and its writer.
class Archive {
 public:
  Archive() : Archive(1U) {}
  explicit Archive(unsigned shards) {
    static std::atomic<int> count{0};
    folder_ = std::filesystem::temp_directory_path() /
              ("onrecord-search-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::remove_all(folder_);
    store::WriterOptions options;
    options.derive = [](const Article&) { return std::vector<Statement>(); };
    options.settings.shards = shards;
    auto opened = store::Writer::open(folder_, std::move(options));
    if (!opened) FAIL(opened.error().message);
    writer_.emplace(std::move(*opened));
  }
  explicit Archive(const std::vector<Entry>& entries) : Archive() { add(entries); }
  ~Archive() {
    writer_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// Adds (or replaces) and commits.
  void add(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      Article article = entry.article;
      const auto there = writer_->lookup(article.key);
      REQUIRE(there.has_value());
      if (there->has_value()) article.version = (*there)->next_version;
      const auto staged = writer_->stage(maker_.prepare(article, entry.statements), kNow);
      if (!staged) FAIL(staged.error().message);
    }
    commit();
  }
  void remove(const ArticleKey& key, std::int64_t now = kNow) {
    REQUIRE(writer_->remove(key, now).has_value());
    commit();
  }
  /// Only writes the block list: nothing is committed.
  void withhold(const ArticleKey& key) {
    REQUIRE(store::append_decisions(folder_, std::span(&key, 1), store::Decision::withheld, kNow)
                .has_value());
  }
  void commit() {
    const auto done = writer_->commit();
    if (!done) FAIL(done.error().message);
  }

  store::Writer& writer() { return *writer_; }
  store::DocumentMaker& maker() { return maker_; }
  const std::filesystem::path& folder() const { return folder_; }

  Snapshot snapshot() const {
    auto opened = Snapshot::open(folder_);
    if (!opened) FAIL(opened.error().message);
    return std::move(*opened);
  }

 private:
  std::filesystem::path folder_;
  store::DocumentMaker maker_{"en"};
  std::optional<store::Writer> writer_;
};

inline wire::Request request_of(std::string_view method, boost::json::object arguments) {
  wire::Request request;
  request.id = 1;
  request.method = wire::find_method(method);
  REQUIRE(request.method != nullptr);
  auto checked = wire::check_arguments(*request.method, std::move(arguments));
  if (!checked) FAIL(checked.error().message);
  request.arguments = std::move(*checked);
  return request;
}

/// The result; an error fails the test.
inline boost::json::object ask_ok(Snapshot& snapshot, std::string_view method,
                                  boost::json::object arguments = {}) {
  auto response = answer(request_of(method, std::move(arguments)), snapshot);
  if (response.error) FAIL(response.error->message);
  return std::move(response.result);
}

inline Error ask_refused(Snapshot& snapshot, std::string_view method,
                         boost::json::object arguments = {}) {
  const auto response = answer(request_of(method, std::move(arguments)), snapshot);
  REQUIRE(response.error.has_value());
  return *response.error;
}

using Texts = std::vector<std::string>;

/// One text member of every row of a list.
inline Texts column(const boost::json::object& result, std::string_view list,
                    std::string_view member) {
  Texts texts;
  for (const auto& row : result.at(list).as_array())
    texts.emplace_back(row.as_object().at(member).as_string());
  return texts;
}

inline Texts ids_of(Snapshot& snapshot, boost::json::object arguments) {
  return column(ask_ok(snapshot, "search", std::move(arguments)), "hits", "id");
}

inline std::int64_t total_of(const boost::json::object& result) {
  return result.at("total").at("value").to_number<std::int64_t>();
}

}  // namespace onrecord::search
