// Which parts of a record become which terms, positions and values.  The table is fields.h, the
// terms are terms.cc's.
#include "proto/store/documents.h"

#include <algorithm>
#include <map>

#include "proto/store/fields.h"
#include "proto/store/signature.h"
#include "proto/store/terms.h"
#include "proto/store/word_indexer.h"
#include "proto/text/tokens.h"

namespace onrecord::store {
namespace {

constexpr const Field& field(std::string_view name) { return *find_field(name); }

// A field of whole values: a boolean term each, and the display form in its slot.
void add_whole(Xapian::Document& document, const Field& field, std::string_view value) {
  const std::string term = value_term(field, value);
  if (term.empty()) return;
  document.add_boolean_term(term);
  if (field.slot != kNoSlot) document.add_value(field.slot, std::string(value));
}

void add_wholes(Xapian::Document& document, const Field& field,
                const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    const std::string term = value_term(field, value);
    if (!term.empty()) document.add_boolean_term(term);
  }
  if (!values.empty()) document.add_value(field.slot, encode_list(values));
}

void add_number(Xapian::Document& document, Xapian::valueno slot, double value) {
  document.add_value(slot, Xapian::sortable_serialise(value));
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end())
    list.push_back(value);
}

// The first 16 bytes of a hash given in hex.
std::string half_hash(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size() && i < 32; i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

// A stretch of text that words do not cross.
struct Stretch {
  Span span;
  SpanKind kind = SpanKind::paragraph;
  std::vector<std::string> prefixes;  // kAll and whatever else it is found under.
  WordIndexer::Opening lead;          // Empty unless it is one.
};

/// Of a lead the words that begin in its first so many bytes are indexed as lead: an article of one
/// long paragraph is not all lead.
constexpr std::uint32_t kMaxLeadBytes = 600;

bool contains_others(SpanKind kind) { return kind == SpanKind::section || kind == SpanKind::turn; }

// The text as stretches in order: every byte is in one, also those that no span names.
std::vector<Stretch> stretches_of(const Article& article) {
  std::vector<const TextSpan*> leaves;
  std::vector<const TextSpan*> parts;
  for (const TextSpan& span : article.spans) {
    if (is_mark(span.kind)) continue;
    if (!contains_others(span.kind)) {
      leaves.push_back(&span);
    } else if (span.kind == SpanKind::section && !text::fold_value(span.label).empty()) {
      parts.push_back(&span);
    }
  }
  std::stable_sort(leaves.begin(), leaves.end(), [](const TextSpan* a, const TextSpan* b) {
    return a->span.begin < b->span.begin;
  });

  std::vector<Stretch> stretches;
  std::uint32_t at = 0;
  const auto add = [&](Span span, SpanKind kind) {
    if (span.begin >= span.end) return;
    Stretch stretch{span, kind, {std::string(prefix::kAll)}, {}};
    for (const TextSpan* part : parts)
      if (part->span.contains(span)) stretch.prefixes.push_back(part_prefix(part->label));
    if (kind == SpanKind::lead) {
      stretch.lead = {kMaxLeadBytes, stretch.prefixes};
      stretch.lead.prefixes.emplace_back(prefix::kLead);
    }
    stretches.push_back(std::move(stretch));
  };
  for (const TextSpan* leaf : leaves) {
    add({at, leaf->span.begin}, SpanKind::paragraph);
    add({std::max(at, leaf->span.begin), leaf->span.end}, leaf->kind);
    at = std::max(at, leaf->span.end);
  }
  add({at, static_cast<std::uint32_t>(article.text.size())}, SpanKind::paragraph);
  return stretches;
}

}  // namespace

struct DocumentMaker::State {
  std::string language;
  Stemmer stemmer;
  std::map<std::string, Stemmer, std::less<>> others;
  WordIndexer words;
  const std::vector<std::string> headline_prefixes{std::string(prefix::kAll),
                                                   std::string(prefix::kHeadline)};

  explicit State(std::string_view code) : language(code), stemmer(code) {}

  Stemmers stemmers_for(std::string_view code) {
    const std::string primary(code.substr(0, code.find_first_of("-_")));
    if (primary.empty() || primary == language) return {&stemmer, nullptr};
    return {&stemmer, &others.try_emplace(primary, primary).first->second};
  }

  void add_speakers(Xapian::Document& document, const std::vector<std::string>& speakers,
                    const std::vector<std::string>& roles);
  void add_body(const Article& article);
  Xapian::Document article(const Article& article, const std::vector<Statement>& statements);
  Xapian::Document statement(const Article& article, const Statement& statement);
};

namespace {

// What an article's document and those of its statements have in common.
void add_shared(Xapian::Document& document, const Article& article) {
  document.add_boolean_term(key_term(article.key));
  document.add_boolean_term(version_term(article.key, article.version));
  document.add_value(slot::kKey, article.key.str());
  add_number(document, slot::kVersionNumber, article.version);
  add_whole(document, field("source"), article.key.source);
  add_whole(document, field("id"), article.key.id);
  add_whole(document, field("outlet"), article.outlet.value);
  add_whole(document, field("desk"), article.desk.value);
  add_whole(document, field("language"), article.language.value);
  add_whole(document, field("collection"), article.collection.value);
  add_whole(document, field("status"), name_of(article.status));
  for (const std::string& term : date_terms(article.date)) document.add_boolean_term(term);
  if (article.date.known()) {
    add_number(document, slot::kDateEarliest, static_cast<double>(article.date.earliest));
    add_number(document, slot::kDateLatest, static_cast<double>(article.date.latest));
  }
  if (article.embargo || article.expiry)
    document.add_boolean_term(std::string(prefix::kEmbargo) + "yes");
  if (article.embargo) add_number(document, slot::kEmbargo, static_cast<double>(*article.embargo));
  if (article.expiry) add_number(document, slot::kExpiry, static_cast<double>(*article.expiry));
  add_number(document, slot::kIngested, static_cast<double>(article.ingested));
  if (!article.cluster.empty()) document.add_value(slot::kCluster, article.cluster);
}

std::string_view place_of(const Article& article, const Statement& statement) {
  return statement.place == StatementPlace::headline ? std::string_view(article.headline.value)
                                                     : std::string_view(article.text);
}

// The speaker's other name, where the source gives two (`speaker_name` and `speaker`): found by
// speaker: too.
std::string_view other_name(const Article& article) {
  if (article.given.speaker) return {};  // Another name of somebody else.
  for (const auto& [key, value] : article.meta)
    if (key == "speaker") return value;
  return {};
}

bool is_quoted(StatementKind kind) { return kind != StatementKind::indirect; }

}  // namespace

void DocumentMaker::State::add_speakers(Xapian::Document& document,
                                        const std::vector<std::string>& speakers,
                                        const std::vector<std::string>& roles) {
  for (const std::string& speaker : speakers) {
    words.add_value(speaker, field("speaker").prefix);
    // The sound of each part of the name: "Esmail Baqaei" is found by the surname alone.
    const std::string sounds = sound_key(speaker);
    for (std::size_t at = 0; at < sounds.size();) {
      const std::size_t end = std::min(sounds.find(' ', at), sounds.size());
      document.add_boolean_term(make_term(prefix::kSound, sounds.substr(at, end - at)));
      at = end + 1;
    }
  }
  if (!speakers.empty()) document.add_value(field("speaker").slot, encode_list(speakers));
  for (const std::string& role : roles) words.add_value(role, field("role").prefix);
  if (!roles.empty()) document.add_value(field("role").slot, encode_list(roles));
}

void DocumentMaker::State::add_body(const Article& article) {
  using Extras = WordIndexer::Extras;
  words.add_text(article.headline.value, headline_prefixes, Extras::running_text);
  for (const Stretch& stretch : stretches_of(article)) {
    const std::string_view text = stretch.span.of(article.text);
    if (stretch.kind == SpanKind::byline) {
      words.add_text(text, stretch.prefixes, Extras::passage);
      if (article.byline.empty()) words.add_value(text, field("byline").prefix);
    } else if (stretch.kind == SpanKind::headline) {
      // As a value it has been indexed already.
      if (article.headline.empty()) words.add_text(text, headline_prefixes, Extras::running_text);
    } else {
      words.add_text(text, stretch.prefixes, Extras::running_text, WordIndexer::Joined::after_gap,
                     stretch.lead);
    }
  }
}

Xapian::Document DocumentMaker::State::article(const Article& article,
                                               const std::vector<Statement>& statements) {
  Xapian::Document document;
  words.begin(document, stemmers_for(article.language.value));
  add_body(article);

  std::vector<std::string> speakers;
  std::vector<std::string> roles;
  add_once(speakers, article.speaker.value);
  add_once(roles, article.role.value);
  for (const Statement& said : statements) {
    add_once(speakers, said.speaker);
    add_once(roles, said.role);
  }
  add_speakers(document, speakers, roles);
  words.add_value(other_name(article), field("speaker").prefix);
  if (!article.byline.empty()) {
    words.add_value(article.byline.value, field("byline").prefix);
    document.add_value(field("byline").slot, article.byline.value);
  }
  words.finish();

  add_shared(document, article);
  if (!article.cluster.empty())
    document.add_boolean_term(make_term(prefix::kCluster, article.cluster));
  add_wholes(document, field("label"), article.labels());
  for (const auto& [key, value] : article.meta) {
    const std::string term = meta_term(key, value);
    if (!term.empty()) document.add_boolean_term(term);
  }
  document.add_value(slot::kContentHash, half_hash(content_hash(article)));
  document.set_data(encode_article(article));
  return document;
}

Xapian::Document DocumentMaker::State::statement(const Article& article, const Statement& said) {
  using Extras = WordIndexer::Extras;
  using Joined = WordIndexer::Joined;
  Xapian::Document document;
  words.begin(document, stemmers_for(article.language.value));

  const std::string_view place = place_of(article, said);
  std::vector<std::string> prefixes{std::string(prefix::kAll)};
  if (!text::fold_value(said.label).empty()) prefixes.push_back(part_prefix(said.label));
  const std::vector<Span> whole{said.span};
  const std::vector<Span>& pieces = said.pieces.empty() ? whole : said.pieces;
  // Direct speech goes on behind "she said": its pieces make phrases.  Not across paragraphs, not
  // for single quoted words.
  const bool flows = said.kind == StatementKind::direct || said.kind == StatementKind::speech;
  std::uint32_t end = 0;
  for (Span piece : pieces) {
    const bool same_paragraph =
        piece.begin >= end && Span{end, piece.begin}.of(place).find('\n') == std::string_view::npos;
    words.add_text(piece.of(place), prefixes, Extras::passage,
                   flows && same_paragraph ? Joined::running_on : Joined::after_gap);
    end = piece.end;
  }
  words.restart_positions();
  // The rest of the sentence: what is said is there already.
  const std::vector<std::string> around{std::string(prefix::kContext)};
  std::uint32_t at = said.context.begin;
  for (Span piece : pieces) {
    if (piece.end <= at) continue;
    if (piece.begin >= said.context.end) break;
    if (piece.begin > at) words.add_text(Span{at, piece.begin}.of(place), around, Extras::none);
    at = piece.end;
  }
  if (at < said.context.end)
    words.add_text(Span{at, said.context.end}.of(place), around, Extras::none);
  words.restart_positions();
  words.add_text(article.headline.value, {std::string(prefix::kHeadline)}, Extras::none);

  std::vector<std::string> speakers;
  std::vector<std::string> roles;
  add_once(speakers, said.speaker);
  add_once(roles, said.role);
  add_speakers(document, speakers, roles);
  if (said.speaker == article.speaker.value)
    words.add_value(other_name(article), field("speaker").prefix);
  words.finish();

  add_shared(document, article);
  document.add_boolean_term(statement_term(article.key, article.version, said));
  std::vector<std::string> labels;
  add_once(labels, said.label);
  add_wholes(document, field("label"), labels);
  add_whole(document, field("kind"), name_of(said.kind));
  add_whole(document, field("quoted"), is_quoted(said.kind) ? "yes" : "no");
  add_number(document, slot::kConfidence, static_cast<double>(said.speaker_confidence));
  document.set_data(encode_statement(stored_statement(article, said)));
  return document;
}

DocumentMaker::DocumentMaker(std::string_view stem_language)
    : state_(std::make_unique<State>(stem_language)) {}
DocumentMaker::DocumentMaker(DocumentMaker&&) noexcept = default;
DocumentMaker& DocumentMaker::operator=(DocumentMaker&&) noexcept = default;
DocumentMaker::~DocumentMaker() = default;

Xapian::Document DocumentMaker::article_document(const Article& article,
                                                 const std::vector<Statement>& statements) {
  return state_->article(article, statements);
}

Xapian::Document DocumentMaker::statement_document(const Article& article,
                                                   const Statement& statement) {
  return state_->statement(article, statement);
}

Xapian::Document DocumentMaker::history_document(const Article& article,
                                                 const std::vector<Statement>& statements) {
  Xapian::Document document = state_->article(article, statements);
  add_number(document, slot::kSuperseded, static_cast<double>(article.superseded));
  return document;
}

Prepared DocumentMaker::prepare(Article article, std::vector<Statement> statements) {
  Prepared prepared;
  prepared.key = article.key;
  prepared.version = article.version;
  prepared.bytes = article.text.size() + article.headline.value.size();
  prepared.compared = article.signature == kSignatureVersion;
  article.signature = kSignatureVersion;
  prepared.article = state_->article(article, statements);
  if (const std::string signature = make_signature(article.text); !signature.empty()) {
    prepared.article.add_value(slot::kSignature, signature);
    for (const std::string& term : signature_terms(signature))
      prepared.article.add_boolean_term(term);
  }
  const std::size_t ahead = std::min(statements.size(), kMadeAhead);
  prepared.statements.reserve(ahead);
  for (std::size_t i = 0; i < ahead; ++i)
    prepared.statements.push_back(state_->statement(article, statements[i]));
  if (statements.size() > ahead) {
    statements.erase(statements.begin(), statements.begin() + static_cast<std::ptrdiff_t>(ahead));
    prepared.unmade = std::make_unique<const Prepared::Unmade>(
        Prepared::Unmade{std::move(article), std::move(statements)});
  }
  return prepared;
}

StoredStatement stored_statement(const Article& article, const Statement& statement) {
  StoredStatement stored;
  stored.statement = statement;
  stored.key = article.key;
  stored.version = article.version;
  stored.headline = article.headline.value;
  stored.outlet = article.outlet.value;
  stored.desk = article.desk.value;
  stored.url = article.url.value;
  stored.date = article.date;
  stored.status = article.status;
  stored.date_amended = article.date_origin == Origin::editor;
  stored.outlet_amended = article.outlet.origin == Origin::editor;
  stored.sentence = statement.context.of(place_of(article, statement));
  stored.text_sha256 = article.text_sha256;
  stored.source_sha256 = article.provenance.source_sha256;
  return stored;
}

}  // namespace onrecord::store
