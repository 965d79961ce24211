// One match a clause: how many documents have it, and whether the one asked about has.
#include "searchd/search/explain.h"

#include <set>
#include <string>
#include <vector>

#include "proto/store/reader.h"
#include "searchd/query/compile.h"
#include "searchd/query/scan.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using query::LexemeKind;
using query::Node;

constexpr std::size_t kMostFound = 12;  ///< Terms told of a clause that holds.

std::string_view name_of(LexemeKind kind) {
  switch (kind) {
    case LexemeKind::word:
      return "word";
    case LexemeKind::quoted:
      return "phrase";
    case LexemeKind::value:
      return "value";
    case LexemeKind::field:
      return "field";
    case LexemeKind::in:
    case LexemeKind::scope:
    case LexemeKind::at_least:
      return "function";
    case LexemeKind::open:
    case LexemeKind::close:
      return "bracket";
    case LexemeKind::all:
      return "everything";
    case LexemeKind::end:
      return "end";
    default:
      return "operator";
  }
}

/// The conditions on who speaks that stand beside a said:(…): they hold for the same statement.
bool is_about_speaker(const Node& node) {
  const auto* value = std::get_if<query::FieldValue>(&node.kind);
  return value != nullptr && (value->field->name == "speaker" || value->field->name == "role");
}

class Explainer {
 public:
  Explainer(const Asked& asked, std::string_view only, Snapshot& snapshot, const Budget& budget)
      : database_(snapshot.database(asked.kind)),
        options_(compile_options(asked.target, asked.speakers, snapshot, budget)),
        only_(only),
        snapshot_(snapshot),
        budget_(budget) {
    if (only.empty()) return;
    const auto found = database_.postlist_begin(only_);
    if (found == database_.postlist_end(only_)) return;
    const auto end = database_.termlist_end(*found);
    for (auto at = database_.termlist_begin(*found); at != end; ++at) own_terms_.insert(*at);
  }

  Result<json::array> clauses(const Node& root) {
    if (auto added = add({&root}, query::print(root), 0, false); !added) return added.error();
    if (auto below = parts_of(root, 1); !below) return below.error();
    return std::move(rows_);
  }

 private:
  /// The operands of AND, OR and NOT, whose clauses can be asked about alone.
  Result<void> parts_of(const Node& node, int depth) {
    if (const auto* both = std::get_if<query::And>(&node.kind)) {
      for (const query::NodePtr& operand : both->operands)
        if (auto added = part(*operand, &both->operands, depth); !added) return added;
    } else if (const auto* either = std::get_if<query::Or>(&node.kind)) {
      for (const query::NodePtr& operand : either->operands)
        if (auto added = part(*operand, nullptr, depth); !added) return added;
    } else if (const auto* but = std::get_if<query::Not>(&node.kind)) {
      if (but->left != nullptr)
        if (auto added = part(*but->left, nullptr, depth); !added) return added;
      const std::string left_out = query::print(*but->right);
      const bool one = left_out.find(' ') == std::string::npos;
      return add({but->right.get()}, one ? "-" + left_out : "-(" + left_out + ")", depth, true);
    }
    return {};
  }

  Result<void> part(const Node& node, const std::vector<query::NodePtr>* beside, int depth) {
    std::vector<const Node*> all;
    if (beside != nullptr && std::holds_alternative<query::Said>(node.kind))
      for (const query::NodePtr& other : *beside)
        if (is_about_speaker(*other)) all.push_back(other.get());
    all.push_back(&node);
    if (auto added = add(all, query::print(node), depth, false); !added) return added;
    return parts_of(node, depth + 1);
  }

  Result<void> add(const std::vector<const Node*>& all, std::string printed, int depth,
                   bool negative) {
    check_time(budget_.deadline);
    const auto compiled = query::compile(all, database_, snapshot_.stemmer(), options_);
    if (!compiled) return compiled.error();
    const Xapian::Query query = negative
                                    ? Xapian::Query(Xapian::Query::OP_AND_NOT,
                                                    Xapian::Query(std::string()), compiled->query)
                                    : compiled->query;
    json::object row{{"clause", std::move(printed)},
                     {"depth", depth},
                     {"documents", count_matches(database_, snapshot_.visible(query), budget_)}};
    if (!only_.empty()) {
      const Xapian::Query one(Xapian::Query::OP_FILTER, query, Xapian::Query(only_));
      row.emplace("holds", count_matches(database_, snapshot_.visible(one), budget_) > 0);
      json::array found;
      for (auto at = compiled->query.get_unique_terms_begin();
           at != compiled->query.get_unique_terms_end() && found.size() < kMostFound; ++at)
        if (own_terms_.contains(*at)) found.emplace_back(*at);
      row.emplace("found", std::move(found));
    }
    rows_.push_back(std::move(row));
    return {};
  }

  Xapian::Database& database_;
  const query::CompileOptions options_;
  const std::string only_;
  Snapshot& snapshot_;
  const Budget& budget_;
  std::set<std::string> own_terms_;
  json::array rows_;
};

}  // namespace

json::array tokens_json(std::string_view query) {
  json::array tokens;
  const auto scanned = query::scan(query);
  if (!scanned) return tokens;
  for (const query::Lexeme& lexeme : scanned->lexemes)
    if (lexeme.kind != LexemeKind::end)
      tokens.push_back(json::object{{"column", lexeme.column},
                                    {"kind", name_of(lexeme.kind)},
                                    {"text", lexeme.at.of(query)}});
  return tokens;
}

Result<json::array> clauses_json(const Asked& asked, std::string_view only, Snapshot& snapshot,
                                 const Budget& budget) {
  return Explainer(asked, only, snapshot, budget).clauses(*asked.parsed.root);
}

}  // namespace onrecord::search
