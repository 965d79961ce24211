// See record.h.
#include "indexer/formats/record.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "indexer/formats/assembler.h"
#include "indexer/formats/body_language.h"
#include "indexer/formats/keys.h"
#include "indexer/formats/metadata.h"
#include "indexer/formats/trimmed.h"
#include "proto/store/hash.h"
#include "proto/text/dates.h"
#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

/// Which value each field takes: the best alias, of the same alias the last one.  The other values
/// stay meta.
using Chosen = std::array<std::size_t, kKeyCount>;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool is_date(Key key) {
  return key == Key::date || key == Key::embargo || key == Key::expiry || key == Key::modified;
}

Chosen choose_values(const Record& record, std::vector<std::string>& warnings) {
  Chosen chosen;
  chosen.fill(kNone);
  std::array<std::size_t, kKeyCount> ranks{};
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    const Value& value = record.values[i];
    const auto match = find_key(value.key);
    if (!match || is_blank(value) || (is_date(match->key) && is_no_date(value.text))) continue;
    const auto key = static_cast<std::size_t>(match->key);
    if (chosen[key] == kNone || match->rank < ranks[key] ||
        record.values[chosen[key]].key == value.key) {
      if (chosen[key] != kNone && record.values[chosen[key]].key == value.key)
        warnings.push_back("key '" + value.key + "' stands there twice; the last one counts");
      chosen[key] = i;
      ranks[key] = match->rank;
    }
  }
  return chosen;
}

/// Fields that stand beside the article and not in it: in its sidecar, in its path.
void add_values(Article& article, std::vector<Value> values, const ReadOptions& options,
                Origin origin) {
  Assembler assembler(article, options, origin);
  for (Value& value : values) {
    const auto match = find_key(value.key);
    if (!match || (is_date(match->key) && is_no_date(value.text))) {
      const bool known = std::any_of(article.meta.begin(), article.meta.end(),
                                     [&](const auto& item) { return item.first == value.key; });
      if (!known) assembler.keep(std::move(value));
    } else if (value.kind != ValueKind::null && !has_field(article, match->key)) {
      assembler.assign(match->key, std::move(value));
    }
  }
  assembler.hold_if_asked();
}

/// What the file is said to be, before what is found in its words: a record's own fields come
/// first, then its sidecar's, a path pattern's, the command line's, and what any path says.
void add_beside(Article& article, const Record& record, const ReadOptions& options) {
  std::vector<Value> described = read_description(options.sidecar);
  // An id names one record.
  if (record.number != 0)
    std::erase_if(described, [](const Value& value) {
      const auto match = find_key(value.key);
      return match && match->key == Key::id;
    });
  add_values(article, std::move(described), options, Origin::sidecar);
  if (!options.path_pattern.empty()) {
    std::vector<Value> said = read_path(options.relative_path, options.path_pattern);
    if (said.empty())
      article.warnings.push_back("the path does not fit the pattern '" + options.path_pattern +
                                 "'");
    add_values(article, std::move(said), options, Origin::path);
  }
  if (const std::string mistake = description_mistake(options.sidecar); !mistake.empty()) {
    // It may have named an embargo.
    article.warnings.push_back("the JSON file beside it cannot be read: " + mistake +
                               "; withheld until it can");
    if (article.status != Status::canceled) article.status = Status::withheld;
  }
}

void fill_defaults(Article& article, const ReadOptions& options) {
  const auto fill = [](Sourced& field, const std::string& value) {
    if (field.empty() && !value.empty()) field = {value, Origin::option};
  };
  fill(article.outlet, options.outlet);
  fill(article.desk, options.desk);
  fill(article.language, options.language);
  fill(article.collection, options.collection);
  if (options.path_pattern.empty())
    add_values(article, read_path(options.relative_path), options, Origin::path);
  if (article.language.empty()) {
    std::string language = language_of(article.text);
    if (!language.empty()) article.language = {std::move(language), Origin::inferred};
  }
}

void set_provenance(Article& article, const Record& record, const ReadOptions& options,
                    std::string_view reader) {
  Provenance& from = article.provenance;
  from.path = options.path;
  from.member = options.member;
  from.record = record.number == 0 ? 0 : record.number + options.start.record;
  from.byte_begin = record.byte_begin + options.start.byte;
  from.byte_end = from.byte_begin + record.bytes.size();
  from.source_sha256 = store::sha256_hex(record.bytes);
  from.reader = reader;
  from.replaced = record.replaced;
  article.key.source = options.source;
  if (article.key.id.empty()) {
    article.key.id = options.relative_path.empty() ? options.path : options.relative_path;
    if (from.record != 0) article.key.id += "#" + std::to_string(from.record);
  }
}

/// Puts \a marks among the spans of the layout: where several begin, containers go first and marks
/// last.
void add_marks(Article& article, std::vector<TextSpan> marks) {
  if (marks.empty()) return;
  std::erase_if(marks, [&](const TextSpan& mark) {
    return mark.span.empty() || mark.span.end > article.text.size();
  });
  article.spans.insert(article.spans.end(), std::make_move_iterator(marks.begin()),
                       std::make_move_iterator(marks.end()));
  const auto rank = [](SpanKind kind) {
    if (kind == SpanKind::section) return 0;
    return kind == SpanKind::turn ? 1 : is_mark(kind) ? 3 : 2;
  };
  std::stable_sort(article.spans.begin(), article.spans.end(),
                   [&](const TextSpan& a, const TextSpan& b) {
                     return a.span.begin != b.span.begin ? a.span.begin < b.span.begin
                                                         : rank(a.kind) < rank(b.kind);
                   });
}

/// The body, taken out of \a record.  Errors: `invalid` when the value is no text.
Result<std::string> take_body(Record& record, std::size_t at) {
  if (record.has_body) return std::move(record.body);
  if (at == kNone) return std::string();
  Value& value = record.values[at];
  switch (value.kind) {
    case ValueKind::string:
      return std::move(value.text);
    case ValueKind::array:
      return words_of(value, "\n\n");
    default:
      break;
  }
  return Error{Errc::invalid,
               "'" + value.key + "': expected a string, got " + std::string(name_of(value.kind))};
}

}  // namespace

Result<Article> make_article(Record record, const ReadOptions& options, std::string_view reader) {
  Article article;
  article.warnings = std::move(record.warnings);
  const Chosen chosen = choose_values(record, article.warnings);
  const std::size_t text_at = chosen[static_cast<std::size_t>(Key::text)];

  auto body = take_body(record, text_at);
  if (!body) return body.error();
  if (body->size() > options.max_article_bytes)
    return Error{Errc::limit, "a text of " + std::to_string(body->size()) +
                                  " bytes is over the cap of " +
                                  std::to_string(options.max_article_bytes) + " for one article"};
  article.text = std::move(*body);
  if (const std::size_t places = garbled_places(article.text); places != 0)
    article.warnings.push_back(std::to_string(places) +
                               " places look like UTF-8 once read as windows-1252; left as given");

  Assembler assembler(article, options, record.origin);
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    Value& value = record.values[i];
    const auto match = find_key(value.key);
    const bool taken = match && chosen[static_cast<std::size_t>(match->key)] == i;
    if (taken)
      assembler.assign(match->key, std::move(value));
    else if (!match || !is_blank(value))
      assembler.keep(std::move(value));
  }
  add_beside(article, record, options);
  if (record.held) assembler.hold();
  assembler.hold_if_asked();

  const bool blank = trimmed(article.text).empty();
  if (blank && article.headline.empty()) {
    // A source that names and dates an article has one, though nothing of it can be searched but
    // that.
    const bool named = !article.key.id.empty();
    if (!record.may_be_bare && (!named || !article.date.known()))
      return Error{Errc::invalid, "expected a text or a headline, got neither"};
    article.warnings.emplace_back("neither text nor headline");
  }

  Layout layout = lay_out(article.text, record.kind, article.headline.value);
  article.spans = std::move(record.spans.empty() ? layout.spans : record.spans);
  add_marks(article, std::move(record.marks));
  if (article.headline.empty() && !layout.headline.empty())
    article.headline = {std::move(layout.headline), Origin::inferred};
  if (article.byline.empty() && !layout.byline.empty())
    article.byline = {std::move(layout.byline), Origin::inferred};
  if (article.date_printed.empty() && !layout.date.empty() &&
      record.kind != BodyKind::given_apart) {
    article.date_printed = std::move(layout.date);
    article.date_origin = Origin::inferred;
    if (auto date = text::parse_date(article.date_printed)) article.date = *date;
  }

  fill_defaults(article, options);
  set_provenance(article, record, options, reader);
  article.text_sha256 = store::sha256_hex(article.text);
  return article;
}

Reject make_reject(const Record& record, const ReadOptions& options, std::string reason) {
  Reject reject;
  reject.record = record.number == 0 ? 0 : record.number + options.start.record;
  reject.line = record.line == 0 ? 0 : record.line + options.start.line;
  reject.byte_begin = record.byte_begin + options.start.byte;
  reject.byte_end = reject.byte_begin + record.bytes.size();
  reject.reason = std::move(reason);
  return reject;
}

void deliver(Record record, const ReadOptions& options, const Sink& sink, std::string_view reader) {
  // Its bytes and numbers survive the move below: they are needed when there is no article.
  Record place;
  place.number = record.number;
  place.line = record.line;
  place.byte_begin = record.byte_begin;
  place.bytes = record.bytes;
  auto article = make_article(std::move(record), options, reader);
  if (article) return sink.article(std::move(*article));
  std::string reason = article.error().message;
  if (place.line != 0)
    reason = "line " + std::to_string(place.line + options.start.line) + ": " + reason;
  sink.reject(make_reject(place, options, std::move(reason)));
}

void note_decoding(const Decoded& decoded, Record& record) {
  for (std::string& warning : decoded.warnings()) record.warnings.push_back(std::move(warning));
  record.replaced += static_cast<std::uint32_t>(decoded.replaced);
}

std::string_view mend_into(std::string& mended, std::string_view bytes, Record& record) {
  const bool has_nul = !bytes.empty() && std::memchr(bytes.data(), 0, bytes.size()) != nullptr;
  if (!has_nul && text::first_invalid(bytes) == std::string_view::npos) return bytes;
  text::Mended result = text::mend(bytes);
  if (result.replaced != 0)
    record.warnings.push_back(std::to_string(result.replaced) +
                              " ill-formed UTF-8 sequences became U+FFFD");
  if (result.dropped != 0)
    record.warnings.push_back(std::to_string(result.dropped) + " NUL bytes were dropped");
  record.replaced += static_cast<std::uint32_t>(result.replaced);
  mended = std::move(result.text);
  return mended;
}

}  // namespace onrecord::formats
