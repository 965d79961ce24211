// See understand.h.
#include "indexer/build/understand.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

#include "indexer/statements/extract.h"

namespace onrecord::build {

Understood understand(Article article, std::span<const store::Correction> corrections) {
  Understood understood;
  understood.article = as_given(std::move(article));
  understood.fates = store::amend_article(understood.article, corrections);
  understood.article.extractor = statements::kExtractorVersion;
  understood.statements = statements::extract(understood.article);
  auto more = store::amend_statements(understood.article, understood.statements, corrections);
  std::move(more.begin(), more.end(), std::back_inserter(understood.fates));
  return understood;
}

std::function<std::vector<Statement>(const Article&)> statements_as_amended(
    const std::filesystem::path& index) {
  // The article is corrected as far as it is: its record is what the statements must agree with.
  return [book = std::make_shared<store::CorrectionBook>(index)](const Article& article) {
    const auto corrections = book->now();
    if (!corrections) throw std::runtime_error(corrections.error().message);
    std::vector<Statement> found = statements::extract(article);
    store::amend_statements(article, found, (*corrections)->of(article.key));
    return found;
  };
}

std::string target_of(const store::Correction& correction, const store::Fate& fate,
                      std::uint32_t version) {
  if (!correction.statement) return correction.key.str();
  Statement said;
  said.place = correction.statement->place;
  said.span = fate.at.value_or(correction.statement->span);
  return statement_id(correction.key, fate.at ? version : correction.statement->version, said);
}

std::string misfit_line(const store::Fate& fate) {
  const store::Correction& correction = *fate.correction;
  const std::string_view what = correction.field == store::AmendedField::statement
                                    ? "'not a statement'"
                                    : name_of(correction.field);
  return "correction of " + std::string(what) + " of " + target_of(correction, fate, 0) +
         " does not fit: " + fate.misfit;
}

std::size_t count_misfits(std::span<const store::Fate> fates) {
  return static_cast<std::size_t>(std::count_if(
      fates.begin(), fates.end(), [](const store::Fate& fate) { return !fate.misfit.empty(); }));
}

}  // namespace onrecord::build
