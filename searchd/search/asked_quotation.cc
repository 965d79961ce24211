// See asked_quotation.h.
#include "searchd/search/asked_quotation.h"

#include <utility>

#include "searchd/verify/speaker.h"

namespace onrecord::search {

Result<AskedQuotation> AskedQuotation::read(const wire::Request& request, Snapshot& snapshot,
                                            const Budget& budget) {
  text::Claim claim = text::read_claim(*request.text("quote"));
  text::drop_attributions(claim);
  std::string speaker(request.text("speaker").value_or(""));
  if (claim.empty())
    return Error{Errc::invalid, "argument 'quote': expected words, got only marks", 0};
  if (request.text("speaker") && verify::bare_name(speaker).empty())
    return Error{Errc::invalid, "argument 'speaker': expected a name, got only marks", 0};
  auto search = ClaimSearch::make(snapshot, budget, request.text("before"), request.text("after"));
  if (!search) return search.error();
  AskedPerson person(snapshot.authority(), speaker);
  if (person.matched() == "id")
    speaker = snapshot.authority()->persons()[person.persons().front()].name;
  verify::Asked asked;
  asked.name = std::move(speaker);
  return AskedQuotation{std::move(*search), std::move(claim), std::move(asked), std::move(person)};
}

std::vector<std::string> names_of(const verify::Asked& asked, const AskedPerson& person) {
  std::vector<std::string> names = person.other_names();
  if (!asked.name.empty()) names.push_back(asked.name);
  return names;
}

}  // namespace onrecord::search
