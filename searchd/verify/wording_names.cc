// The words for what wording.h tells apart, as answers print them.
#include <utility>

#include "searchd/verify/wording.h"

namespace onrecord::verify {

bool is_there(Wording wording) {
  return wording == Wording::verbatim || wording == Wording::minor || wording == Wording::truncated;
}

std::string_view name_of(Wording wording) {
  switch (wording) {
    case Wording::verbatim:
      return "verbatim";
    case Wording::minor:
      return "minor";
    case Wording::truncated:
      return "truncated";
    case Wording::spliced:
      return "spliced";
    case Wording::altered:
      return "altered";
    case Wording::none:
      break;
  }
  return "none";
}

std::string_view name_of(Form form) {
  switch (form) {
    case Form::same:
      return "same";
    case Form::contraction:
      return "contraction";
    case Form::number:
      return "number_format";
    case Form::spelling:
      return "spelling";
    case Form::bracket:
      break;
  }
  return "bracket";
}

std::string_view name_of(Cut cut) {
  switch (cut) {
    case Cut::nothing:
      return "nothing";
    case Cut::front:
      return "front";
    case Cut::end:
      return "end";
    case Cut::middle:
      break;
  }
  return "middle";
}

std::vector<std::string_view> names_of_changes(std::uint16_t changes) {
  constexpr std::pair<Change, std::string_view> kNames[] = {
      {kNegationChanged, "negation"},   {kNumberChanged, "number"}, {kNameChanged, "name"},
      {kContentChanged, "content"},     {kModalChanged, "modal"},   {kPersonChanged, "person"},
      {kConditionChanged, "condition"}, {kOrderChanged, "order"}};
  std::vector<std::string_view> names;
  for (const auto& [bit, name] : kNames)
    if ((changes & bit) != 0) names.push_back(name);
  return names;
}

}  // namespace onrecord::verify
