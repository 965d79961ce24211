// See position.h.
#include "searchd/search/position.h"

#include <xapian.h>

#include <charconv>
#include <optional>

#include "proto/store/reader.h"

namespace onrecord::search {
namespace {

constexpr std::string_view kGeneration = "gen-";

/// The number that \a text begins with; \a text goes on behind it.
template <class Number>
std::optional<Number> take_number(std::string_view& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Position> read(std::string_view text) {
  Position position;
  if (take(text, 's')) {
    position.kind = store::Kind::statements;
  } else if (!take(text, 'a')) {
    return std::nullopt;
  }
  const auto generation = take_number<std::uint64_t>(text);
  if (!generation || !take(text, '.')) return std::nullopt;
  position.generation = std::string(kGeneration) + std::to_string(*generation);
  do {
    const auto last = take_number<std::uint32_t>(text);
    if (!last) return std::nullopt;
    position.last.push_back(*last);
  } while (take(text, ','));
  if (!take(text, '.')) return std::nullopt;
  const auto judged_at = take_number<std::int64_t>(text);
  if (!judged_at || *judged_at < 0 || !text.empty()) return std::nullopt;
  position.judged_at = *judged_at;
  return position;
}

}  // namespace

Position whole_of(const Snapshot& snapshot, store::Kind kind) {
  const store::Reader& reader = snapshot.reader();
  Position position{kind, reader.generation, {}, snapshot.judged_at()};
  const auto& shards =
      kind == store::Kind::articles ? reader.article_shards : reader.statement_shards;
  for (const Xapian::Database& shard : shards) position.last.push_back(shard.get_lastdocid());
  return position;
}

std::string encode_position(const Position& position) {
  std::string encoded(position.kind == store::Kind::articles ? "a" : "s");
  encoded += position.generation.substr(kGeneration.size()) + '.';
  for (std::size_t i = 0; i < position.last.size(); ++i)
    encoded += (i == 0 ? "" : ",") + std::to_string(position.last[i]);
  return encoded + '.' + std::to_string(position.judged_at);
}

Result<Position> decode_position(std::string_view encoded, store::Kind kind,
                                 std::string_view argument) {
  auto position = read(encoded);
  if (!position)
    return Error{Errc::invalid,
                 std::string(argument) + ": expected what an earlier answer ended with, got '" +
                     std::string(encoded) + "'",
                 0};
  if (position->kind != kind)
    return Error{Errc::invalid,
                 std::string(argument) + ": expected a place among " +
                     (kind == store::Kind::articles ? "articles, got one among statements"
                                                    : "statements, got one among articles"),
                 0};
  return std::move(*position);
}

bool tells_order(const Position& position, const Position& whole) {
  if (position.generation != whole.generation || position.last.size() != whole.last.size())
    return false;
  for (std::size_t shard = 0; shard < whole.last.size(); ++shard)
    if (position.last[shard] > whole.last[shard]) return false;
  return true;
}

Placed placed(std::uint32_t together, std::size_t shards) {
  return {(together - 1) % shards, static_cast<std::uint32_t>((together - 1) / shards + 1)};
}

}  // namespace onrecord::search
