// Tree → Xapian::Query: operators, fields, bonuses.  Words and wildcards become terms in
// compile_words.cc.
#include "searchd/query/compile.h"

#include <algorithm>
#include <utility>

#include "proto/store/guarded.h"
#include "proto/text/tokens.h"
#include "searchd/query/compile_weights.h"
#include "searchd/query/compile_words.h"
#include "searchd/query/spelling.h"

namespace onrecord::query {
namespace {

using Xapian::Query;
using Queries = std::vector<Query>;

/// A compiled node.  Only what is ranked has weights.
struct Piece {
  Query query;
  bool ranked = false;
};

/// Not Query::MatchAll: that is one object for all threads, and its count of references is not
/// atomic.
Query everything() { return Query(std::string()); }

Query joined_by(Query::op op, const Queries& queries) {
  return queries.size() == 1 ? queries[0] : Query(op, queries.begin(), queries.end());
}

Query unweighted(const Piece& piece) {
  return piece.ranked ? Query(Query::OP_SCALE_WEIGHT, piece.query, 0) : piece.query;
}

std::vector<const Node*> pointers(const std::vector<NodePtr>& nodes) {
  std::vector<const Node*> out;
  for (const NodePtr& node : nodes) out.push_back(node.get());
  return out;
}

/// Conditions on who speaks: in one statement with the words of said:(…).
bool is_about_speaker(const Node& node) {
  const auto all = [](const std::vector<NodePtr>& nodes) {
    return std::all_of(nodes.begin(), nodes.end(),
                       [](const NodePtr& n) { return is_about_speaker(*n); });
  };
  if (const auto* both = std::get_if<And>(&node.kind)) return all(both->operands);
  if (const auto* either = std::get_if<Or>(&node.kind)) return all(either->operands);
  const auto* value = std::get_if<FieldValue>(&node.kind);
  return value != nullptr && (value->field->name == "speaker" || value->field->name == "role");
}

/// One pass over a tree.  A tree may be compiled several times: with and without its dates, for
/// words in fewer places.
class Pass {
 public:
  enum class Dates { hold, ignored };

  Pass(Words& words, Weights& weights, const CompileOptions& options, Reach reach, Dates dates)
      : words_(words), weights_(weights), options_(options), reach_(reach), dates_(dates) {}

  bool saw_dates() const { return saw_dates_; }

  Result<Piece> all_of(std::span<const Node* const> nodes) {
    const std::size_t outer_speakers = speakers_.size();
    note_speakers(nodes);
    Queries ranked, filters;
    for (const Node* node : nodes) {
      auto piece = this->node(*node);
      if (!piece) return piece.error();
      (piece->ranked ? ranked : filters).push_back(std::move(piece->query));
    }
    speakers_.resize(outer_speakers);
    if (ranked.empty()) return Piece{joined_by(Query::OP_AND, filters), false};
    Query query = joined_by(Query::OP_AND, ranked);
    if (!filters.empty()) query = Query(Query::OP_FILTER, query, joined_by(Query::OP_AND, filters));
    return Piece{std::move(query), true};
  }

 private:
  Result<Piece> node(const Node& node) {
    return std::visit([&](const auto& kind) { return compile(kind, node); }, node.kind);
  }

  Result<Piece> compile(const All&, const Node&) { return Piece{everything(), false}; }
  Result<Piece> compile(const Word&, const Node& node) { return words(node); }
  Result<Piece> compile(const Phrase&, const Node& node) { return words(node); }
  Result<Piece> compile(const Near&, const Node& node) { return words(node); }
  Result<Piece> compile(const AtLeast&, const Node& node) { return words(node); }

  void note_speakers(std::span<const Node* const> nodes) {
    for (const Node* node : nodes)
      if (is_about_speaker(*node)) speakers_.push_back(node);
  }

  Result<Piece> words(const Node& node) {
    auto query = words_.compile(node, reach_, scope_);
    if (!query) return query.error();
    const double factor = weights_.factor(node);
    if (factor != 1) *query = Query(Query::OP_SCALE_WEIGHT, *query, factor);
    return Piece{std::move(*query), true};
  }

  Result<Piece> compile(const And& both, const Node&) { return all_of(pointers(both.operands)); }

  Result<Piece> compile(const Or& either, const Node&) {
    std::vector<const Node*> nodes = pointers(either.operands);
    weights_.merge(nodes);
    words_.keep_best(nodes, static_cast<std::size_t>(options_.best_words));
    std::vector<Piece> pieces;
    bool ranked = false;
    for (const Node* operand : nodes) {
      auto piece = node(*operand);
      if (!piece) return piece.error();
      ranked = ranked || piece->ranked;
      pieces.push_back(std::move(*piece));
    }
    // A sum, not OP_SYNONYM: a document with more of the words is to rank higher.
    Queries queries;
    for (const Piece& piece : pieces)
      queries.push_back(piece.ranked || !ranked ? piece.query
                                                : Query(Query::OP_SCALE_WEIGHT, piece.query, 0));
    return Piece{joined_by(Query::OP_OR, queries), ranked};
  }

  Result<Piece> compile(const Not& but, const Node&) {
    Piece left{everything(), false};
    if (but.left) {
      auto compiled = node(*but.left);
      if (!compiled) return compiled;
      left = std::move(*compiled);
    }
    // -said:(…) beside speaker: is about the same statement too.
    const std::size_t outer_speakers = speakers_.size();
    if (const Node* beside = but.left.get()) {
      const auto* both = std::get_if<And>(&beside->kind);
      note_speakers(both ? pointers(both->operands) : std::vector<const Node*>{beside});
    }
    auto right = node(*but.right);
    speakers_.resize(outer_speakers);
    if (!right) return right;
    return Piece{Query(Query::OP_AND_NOT, left.query, right->query), left.ranked};
  }

  Result<Piece> compile(const Scope& scope, const Node&) {
    scope_ =
        scope.field != nullptr ? std::string(scope.field->prefix) : store::part_prefix(scope.label);
    auto inner = node(*scope.inner);
    scope_.reset();
    if (!inner || scope.field != nullptr) return inner;
    // What is asked of a part holds only where that part is.
    const Query part(store::value_term(*find_field("label"), scope.label));
    return Piece{Query(inner->ranked ? Query::OP_FILTER : Query::OP_AND, inner->query, part),
                 inner->ranked};
  }

  Result<Piece> compile(const Said& said, const Node& node) {
    if (!options_.said)
      return error_at(node.column, Errc::unsupported,
                      "'said:(…)' is not available in this version");
    std::vector<const Node*> conditions = speakers_;
    conditions.push_back(said.inner.get());
    auto articles = options_.said(conditions);
    if (!articles) return articles.error();
    return Piece{std::move(*articles), false};
  }

  Result<Piece> compile(const DateRange& range, const Node&) {
    saw_dates_ = saw_dates_ || !range.unknown;
    if (range.unknown) return Piece{Query(store::unknown_date_term()), false};
    if (dates_ == Dates::ignored) return Piece{everything(), false};
    const text::CivilDay first =
        range.from.known() ? range.from.first_day : text::CivilDay{1, 1, 1};
    const text::CivilDay last = range.to.known() ? range.to.last_day : text::CivilDay{9999, 12, 31};
    Queries days;
    for (const std::string& term : store::date_range_terms(first, last)) days.emplace_back(term);
    return Piece{joined_by(Query::OP_OR, days), false};
  }

  /// What is stored is a float made a double: so is the bound, or 0.95 would miss its equals.
  Result<Piece> compile(const NumberRange& range, const Node&) {
    const auto bound = [](float value) {
      return Xapian::sortable_serialise(static_cast<double>(value));
    };
    if (range.low <= 0 && range.high >= 1) return Piece{everything(), false};
    if (range.low <= 0)
      return Piece{Query(Query::OP_VALUE_LE, range.field->slot, bound(range.high)), false};
    return Piece{Query(Query::OP_VALUE_GE, range.field->slot, bound(range.low)), false};
  }

  Result<Piece> compile(const FieldValue& value, const Node& node) {
    if (value.field->type != FieldType::any_of) return field(*value.field, value, node);
    Queries parts;
    for (const auto name : kSectionFields) {
      auto part = field(*find_field(name), value, node);
      if (!part) return part;
      parts.push_back(std::move(part->query));
    }
    return Piece{joined_by(Query::OP_OR, parts), false};
  }

  Result<Piece> field(const Field& field, const FieldValue& value, const Node& node) {
    if (field.type == FieldType::words) {
      std::vector<std::string> terms;
      for (text::NameTerm& name : text::name_terms(value.value))
        terms.push_back(std::move(name.term));
      if (value.edits > 0)
        return expanded(field.prefix, {Like::How::edits, terms[0], value.edits}, value, node);
      if (value.prefix)
        return expanded(field.prefix, {Like::How::beginning, terms[0]}, value, node);
      return named(field, value, phrase(field.prefix, terms), node);
    }
    const std::string term = field.type == FieldType::meta
                                 ? store::meta_term(value.key, value.value)
                                 : store::value_term(field, value.value);
    if (value.prefix)
      return expanded(field.prefix, {Like::How::beginning, term.substr(field.prefix.size())}, value,
                      node);
    return Piece{Query(term), false};
  }

  Result<Piece> named(const Field& field, const FieldValue& value, Query as_it_says,
                      const Node& node) {
    const SpeakerSearch* const search = field.name == "speaker" ? &options_.speaker
                                        : field.name == "role"  ? &options_.role
                                                                : nullptr;
    if (search == nullptr || !*search) return Piece{std::move(as_it_says), false};
    auto people = (*search)(value.value, node.column, as_it_says);
    if (!people) return people.error();
    return Piece{*people ? std::move(**people) : std::move(as_it_says), false};
  }

  Result<Piece> expanded(std::string_view prefix, const Like& like, const FieldValue& value,
                         const Node& node) {
    const std::string printed =
        value.value + (value.edits > 0 ? "~" + std::to_string(value.edits) : "*");
    auto query = words_.expanded(prefix, like, printed, node.column);
    if (!query) return query.error();
    return Piece{std::move(*query), false};
  }

  Words& words_;
  Weights& weights_;
  const CompileOptions& options_;
  Reach reach_;
  Dates dates_;
  std::optional<std::string> scope_;
  std::vector<const Node*> speakers_;
  bool saw_dates_ = false;
};

Result<Compiled> compile_all(std::span<const Node* const> nodes, const Xapian::Database& database,
                             store::Stemmer& stemmer, const CompileOptions& options) {
  Words words(database, stemmer, options);
  Weights weights(nodes, options.target, stemmer);
  Pass main(words, weights, options, Reach::everywhere, Pass::Dates::hold);
  auto piece = main.all_of(nodes);
  if (!piece) return piece.error();

  Compiled out;
  out.ranked = piece->ranked;
  out.query = piece->ranked ? weights.with_bonus(piece->query)
                            : Query(Query::OP_SCALE_WEIGHT, piece->query, 0);
  out.length_parameter = weights.length_parameter();
  out.pairs = weights.pairs();
  out.expansions = words.expansions().list();
  out.expanded = words.expansions().count();
  out.dropped = words.dropped();

  const auto again = [&](Reach reach, Pass::Dates dates) -> Result<Query> {
    Words fresh(database, stemmer, options);
    auto other = Pass(fresh, weights, options, reach, dates).all_of(nodes);
    if (!other) return other.error();
    return unweighted(*other);
  };
  if (main.saw_dates()) {
    auto dateless = again(Reach::everywhere, Pass::Dates::ignored);
    if (!dateless) return dateless.error();
    const Query unknown(Query::OP_FILTER, *dateless, Query(store::unknown_date_term()));
    out.undated = Query(Query::OP_AND_NOT, unknown, piece->query);
  }
  if (options.target == In::statements && words.searched()) {
    for (auto [reach, query] : {std::pair{Reach::statement, &out.in_statement},
                                std::pair{Reach::sentence, &out.in_sentence}}) {
      auto narrower = again(reach, Pass::Dates::hold);
      if (!narrower) return narrower.error();
      *query = std::move(*narrower);
    }
  }
  return out;
}

}  // namespace

Result<Compiled> compile(std::span<const Node* const> all_of, const Xapian::Database& database,
                         store::Stemmer& stemmer, const CompileOptions& options) {
  std::optional<Result<Compiled>> compiled;
  const auto ran = store::guarded("compiling the query", [&] {
    compiled.emplace(compile_all(all_of, database, stemmer, options));
  });
  if (!ran) return ran.error();
  return std::move(*compiled);
}

Result<Compiled> compile(const Node& root, const Xapian::Database& database,
                         store::Stemmer& stemmer, const CompileOptions& options) {
  const Node* const one = &root;
  return compile(std::span(&one, 1), database, stemmer, options);
}

}  // namespace onrecord::query
