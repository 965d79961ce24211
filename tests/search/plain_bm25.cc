// Ranks with stock Xapian alone, for scripts/evaluate: its BM25 as it comes, its own words, the
// English stemmer, stop words dropped, any word may match.  Shares no code with the engine.
//
// plain_bm25 DOCS.jsonl QUERIES.tsv: documents are {id, title, text}; a query is ID<TAB>TEXT.
// Prints ID<TAB>DOCUMENT<TAB>SCORE, the best 1,000 of each query.
#include <xapian.h>

#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

// The English function words that Onrecord weighs nothing, written out again.
constexpr const char* kStopWords =
    "a about after all also am an and any are as at be been being but by can could did do does for "
    "from had has have he her hers him his how i if in into is it its me more most my no nor not "
    "of "
    "on or our ours she should so some such than that the their them then there these they this "
    "those to too very was we were what when where which who whom why will with would you your";

std::string text_of(const boost::json::object& record, const char* name) {
  const auto* value = record.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: plain_bm25 DOCS.jsonl QUERIES.tsv\n";
    return 2;
  }
  std::istringstream listed(kStopWords);
  const std::set<std::string> stop_words{std::istream_iterator<std::string>(listed), {}};

  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  Xapian::TermGenerator words;
  words.set_stemmer(Xapian::Stem("english"));
  std::ifstream documents(argv[1]);
  for (std::string line; std::getline(documents, line);) {
    const auto record = boost::json::parse(line).as_object();
    Xapian::Document document;
    words.set_document(document);
    words.index_text(text_of(record, "title"));
    words.increase_termpos();
    words.index_text(text_of(record, "text"));
    document.set_data(text_of(record, "id"));
    database.add_document(document);
  }

  const Xapian::Stem stem("english");
  std::ifstream queries(argv[2]);
  for (std::string line; std::getline(queries, line);) {
    const auto tab = line.find('\t');
    Xapian::Document query;
    Xapian::TermGenerator query_words;
    query_words.set_document(query);
    query_words.index_text(line.substr(tab + 1));
    std::vector<Xapian::Query> terms;
    for (auto word = query.termlist_begin(); word != query.termlist_end(); ++word)
      if (stop_words.count(*word) == 0) terms.emplace_back("Z" + stem(*word), word.get_wdf());
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    const Xapian::MSet hits = enquire.get_mset(0, 1000);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit)
      std::cout << line.substr(0, tab) << '\t' << hit.get_document().get_data() << '\t'
                << hit.get_weight() << '\n';
  }
}
