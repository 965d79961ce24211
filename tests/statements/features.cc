// Reads articles as JSON Lines {id, text, …} and prints what the extraction makes of each, with
// what the ranker saw: for training and for looking at single articles.  Offsets are code points.
// Not a test; scripts/train-ranker runs it.
#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "indexer/formats/layout.h"
#include "indexer/statements/assemble.h"

namespace {

namespace json = boost::json;
using namespace onrecord;

class CodePoints {
 public:
  explicit CodePoints(std::string_view text) {
    offsets_.reserve(text.size() + 1);
    std::uint32_t count = 0;
    for (const char c : text) {
      const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
      offsets_.push_back(continues ? count - 1 : count);
      count += continues ? 0 : 1;
    }
    offsets_.push_back(count);
  }
  std::uint32_t operator()(std::uint32_t byte) const { return offsets_[byte]; }

 private:
  std::vector<std::uint32_t> offsets_;
};

json::array indices(const statements::Features& features) {
  json::array list;
  for (std::size_t i = 0; i < features.size; ++i) list.push_back(features.index[i]);
  return list;
}

json::object described(const Statement& statement, const CodePoints& at) {
  json::array pieces;
  for (const Span piece : statement.pieces)
    pieces.push_back(json::array{at(piece.begin), at(piece.end)});
  json::object object{{"start", at(statement.span.begin)},
                      {"end", at(statement.span.end)},
                      {"spans", pieces},
                      {"text", statement.text},
                      {"speaker", statement.speaker},
                      {"speaker_as_written", statement.speaker_as_written},
                      {"role", statement.role},
                      {"kind", name_of(statement.kind)},
                      {"cue", statement.cue},
                      {"rule", statement.rule},
                      {"label", statement.label},
                      {"quoted_by", statement.quoted_by},
                      {"confidence", statement.speaker_confidence},
                      {"span_confidence", statement.span_confidence}};
  if (statement.negated) object["negated"] = true;
  return object;
}

json::array readings() {
  json::array names;
  for (int i = 0; i < statements::kReadings; ++i)
    names.push_back(json::value(name_of(static_cast<statements::Reading>(i))));
  return names;
}

std::vector<float> read_weights(const char* path) {
  std::ifstream in(path);
  std::vector<float> weights;
  for (float value; in >> value;) weights.push_back(value);
  return weights;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<float> own;
  if (argc > 1) own = read_weights(argv[1]);
  const statements::Weights weights =
      argc > 1 ? statements::Weights(own) : statements::trained_weights();
  std::cout << json::serialize(json::object{{"weights", statements::weight_count()},
                                            {"rules", statements::kRules},
                                            {"readings", readings()}})
            << '\n';
  for (std::string line; std::getline(std::cin, line);) {
    const json::object record = json::parse(line).as_object();
    Article article;
    article.text = std::string(record.at("text").as_string());
    const CodePoints at(article.text);
    if (const json::value* headline = record.if_contains("headline"))
      article.headline.value = std::string(headline->as_string());
    article.spans =
        formats::lay_out(article.text, formats::BodyKind::given_apart, article.headline.value)
            .spans;
    const statements::Document document = statements::prepare(article);
    statements::Speakers speakers(document);
    json::array decisions;
    const auto observer = [&](const statements::Decision& decision) {
      const statements::Quotation& quotation =
          document.quotations[static_cast<std::size_t>(decision.quotation)];
      json::array options;
      for (const auto& option : decision.options) {
        json::object entry{{"features", indices(option.features)}, {"rule", name_of(option.rule)}};
        if (option.speaker.tokens.size() > 0) {
          const Span span = span_of(statements::Tokens(document.tokens), option.speaker.tokens);
          entry["start"] = at(span.begin);
          entry["speaker"] = span.of(article.text);
        } else {
          entry["speaker"] = option.speaker.label;
        }
        options.push_back(std::move(entry));
      }
      decisions.push_back(json::object{{"start", at(quotation.inner.begin)},
                                       {"end", at(quotation.inner.end)},
                                       {"options", std::move(options)},
                                       {"refusal", indices(decision.refusal)},
                                       {"stranger", indices(decision.stranger)}});
    };
    json::array pronouns;
    speakers.focus().observe(
        [&](int token, const std::vector<statements::AntecedentCandidate>& candidates) {
          json::array options;
          for (const statements::AntecedentCandidate& candidate : candidates) {
            json::array features;
            for (const float feature : candidate.features) features.push_back(feature);
            options.push_back(json::object{{"name", speakers.people().name_of(candidate.person)},
                                           {"score", candidate.score},
                                           {"features", features}});
          }
          const std::uint32_t begin = document.tokens[static_cast<std::size_t>(token)].begin;
          pronouns.push_back(json::object{{"start", at(begin)}, {"options", std::move(options)}});
        });
    std::map<std::uint32_t, statements::Evidence> evidence;  // by a statement's begin
    speakers.observe([&](const Statement& statement, const statements::Evidence& seen) {
      evidence[statement.span.begin] = seen;
    });
    json::array found;
    for (const Statement& statement : statements::text_statements(
             article, document, statements::attribute(document, weights, observer), speakers)) {
      json::object object = described(statement, at);
      const statements::Evidence& seen = evidence[statement.span.begin];
      object["evidence"] =
          json::object{{"rule", static_cast<int>(seen.rule)},   {"fragment", seen.fragment},
                       {"touch", static_cast<int>(seen.touch)}, {"probability", seen.probability},
                       {"reading", name_of(seen.reading)},      {"certainty", seen.certainty}};
      found.push_back(std::move(object));
    }
    std::cout << json::serialize(json::object{{"id", record.at("id")},
                                              {"quotes", found},
                                              {"decisions", decisions},
                                              {"pronouns", pronouns}})
              << '\n';
  }
  return 0;
}
