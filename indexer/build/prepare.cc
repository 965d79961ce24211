// See prepare.h.
#include "indexer/build/prepare.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/build/input.h"
#include "indexer/build/understand.h"
#include "proto/store/guarded.h"

namespace onrecord::build {
namespace {

/// Digits of content_hash that the index keeps.
constexpr std::size_t kHashDigits = 32;
/// Bytes in memory of a document for a byte of its record, and for the terms that every one has:
/// measured, rounded up.
constexpr std::uint64_t kDocumentBytesPerByte = 40;
constexpr std::uint64_t kDocumentBytes = 4096;
constexpr std::uint64_t kPartCost = 4u << 20;

std::uint64_t cost_of(const store::Prepared& prepared) {
  std::uint64_t bytes = prepared.bytes;
  for (const Xapian::Document& statement : prepared.statements)
    bytes += statement.get_data().size();
  if (prepared.unmade) bytes += prepared.unmade->article.text.size();
  return bytes * kDocumentBytesPerByte + (1 + prepared.statements.size()) * kDocumentBytes;
}

}  // namespace

Preparer::Preparer(const store::Writer& writer, store::CorrectionBook& corrections,
                   std::int64_t now)
    : writer_(writer),
      corrections_(corrections),
      now_(now),
      maker_(writer.settings().stem_language) {}

Result<ReadRecord> Preparer::compare(Article&& article, std::optional<std::string>& purged) {
  ReadRecord read;
  read.key = article.key;
  read.content_hash = content_hash(article).substr(0, kHashDigits);
  read.order = source_order(article);
  read.record = article.provenance.record;
  read.byte_begin = article.provenance.byte_begin;
  read.byte_end = article.provenance.byte_end;

  const auto existing = writer_.lookup(article.key);
  if (!existing) return existing.error();
  if (*existing) {
    if ((*existing)->decision == store::Decision::purged) {
      purged = "article '" + article.key.str() + "' was purged: it must not come back";
      return read;
    }
    read.existing_version = (*existing)->version;
    if (read.existing_version != 0 && (*existing)->content_hash == read.content_hash) return read;
  }
  article.version = *existing ? (*existing)->next_version : 1;
  // Not when a run of hours began: who comes back to an archive asks for what was read since.
  using std::chrono::system_clock;
  article.ingested = std::max<std::int64_t>(now_, system_clock::to_time_t(system_clock::now()));
  const auto corrections = corrections_.now();
  if (!corrections) return corrections.error();
  read.corrections = (*corrections)->stamp;
  auto prepared = store::guarded("making documents of " + read.key.str(), [&] {
    Understood found = understand(std::move(article), (*corrections)->of(read.key));
    for (const store::Fate& fate : found.fates)
      if (!fate.misfit.empty()) read.misfits.push_back(misfit_line(fate));
    return maker_.prepare(std::move(found.article), std::move(found.statements));
  });
  if (!prepared) return prepared.error();
  read.prepared = std::move(*prepared);
  return read;
}

Result<ReadRecord> Preparer::again(const ReadRecord& record) {
  auto article = decode_article(record.prepared->article.get_data());
  if (!article) return article.error();
  // Nobody has looked for the copies of what is prepared now.
  article->signature.clear();
  article->cluster.clear();
  std::optional<std::string> purged;
  return compare(std::move(*article), purged);
}

void Preparer::read(Piece&& piece, const std::function<void(ReadPart&&)>& emit) {
  ReadPart part;
  part.job = piece.job;
  part.left_out = std::move(piece.left_out);
  part.rejects = std::move(piece.rejects);
  const auto flush = [&] {
    ReadPart full = std::exchange(part, {});
    part.job = full.job;
    emit(std::move(full));
  };
  bool failed = false;
  bool whole = true;
  if (piece.job) {
    const formats::Sink sink{
        .article =
            [&](Article&& article) {
              if (failed) return;
              name_by_content(article, piece.job->file);
              const Provenance place = article.provenance;
              std::optional<std::string> purged;
              auto record = compare(std::move(article), purged);
              if (!record) {
                failed = true;
                part.failed = record.error();
              } else if (purged) {
                part.rejects.push_back(
                    {place.record, 0, place.byte_begin, place.byte_end, std::move(*purged)});
              } else {
                part.cost += record->prepared ? cost_of(*record->prepared) : sizeof(ReadRecord);
                part.records.push_back(std::move(*record));
              }
              if (part.cost >= kPartCost) flush();
            },
        .reject = [&](formats::Reject&& reject) { part.rejects.push_back(std::move(reject)); }};
    whole = read_articles(piece, sink);
  }
  part.bytes = piece.bytes.size();
  part.end_of_file = piece.last && whole;
  flush();
}

}  // namespace onrecord::build
