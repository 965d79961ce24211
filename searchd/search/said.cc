// A search of statements, collapsed to their articles.
#include "searchd/search/said.h"

#include <string>
#include <vector>

#include "proto/store/reader.h"
#include "searchd/query/compile.h"
#include "searchd/search/asked.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {

Result<Xapian::Query> articles_that_said(std::span<const query::Node* const> conditions,
                                         const std::shared_ptr<SpeakerFilter>& speakers,
                                         Snapshot& snapshot, const Budget& budget) {
  const query::CompileOptions options = compile_options(In::statements, speakers, snapshot, budget);
  const auto compiled =
      query::compile(conditions, snapshot.statements(), snapshot.stemmer(), options);
  if (!compiled) return compiled.error();

  Xapian::Enquire enquire(snapshot.statements());
  enquire.set_query(with_deadline(snapshot.visible(compiled->query), budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_collapse_key(slot::kKey);
  const Xapian::MSet found = enquire.get_mset(0, kMaxSaidArticles + 1);
  if (found.size() > kMaxSaidArticles)
    return Error{Errc::limit,
                 "said:(…): more than " + std::to_string(kMaxSaidArticles) +
                     " articles have such a statement; narrow it, or search statements",
                 0};
  std::vector<std::string> terms;
  for (auto at = found.begin(); at != found.end(); ++at)
    if (const auto key = ArticleKey::parse(at.get_collapse_key()))
      terms.push_back(store::key_term(*key));
  return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

}  // namespace onrecord::search
