// See show_variants.h.
#include "proto/client/show_variants.h"

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"
#include "proto/client/show_verdict.h"

namespace onrecord::client {
namespace json = boost::json;
namespace {

/// "Harbour Post (2), Coast Daily".
std::string values_line(const json::array& rows, std::string_view unknown) {
  constexpr std::size_t kMostNames = 8;
  std::string line;
  std::size_t names = 0;
  for (const json::value& value : rows) {
    const json::object* row = value.if_object();
    if (row == nullptr) continue;
    if (++names > kMostNames) continue;
    if (!line.empty()) line += ", ";
    const std::string_view name = text_of(*row, "value");
    line += name.empty() ? std::string(unknown) : one_line(name);
    if (const auto count = integer_of(*row, "count"); count > 1)
      line += " (" + grouped(count) + ")";
  }
  if (names > kMostNames)
    line += " and " + grouped(static_cast<std::int64_t>(names - kMostNames)) + " more";
  return line;
}

std::string day_of(const json::object& variant, std::string_view end) {
  const json::object* statement = object_of(variant, end);
  return statement == nullptr ? std::string()
                              : std::string(text_of(*statement, "date").substr(0, 10));
}

void show_variant(std::string& out, std::size_t rank, const json::object& variant,
                  const Screen& screen, bool& marks) {
  std::string head = std::to_string(rank) + "  " +
                     counted(integer_of(variant, "count"), "statement", "statements") + ", " +
                     grouped(integer_of(variant, "independent")) + " independent";
  if (const auto retracted = integer_of(variant, "retracted"); retracted > 0)
    head += ", " + grouped(retracted) + " RETRACTED";
  const std::string first = day_of(variant, "first"), last = day_of(variant, "last");
  out += ends(head, first == last ? first : first + " to " + last, screen.columns);
  const bool part = flag_of(variant, "part");
  add_wrapped(out,
              part ? one_line(text_of(variant, "text"))
                   : difference_line(array_of(variant, "difference"), screen, marks),
              3, screen);
  std::string how = part ? "a part" : std::string(text_of(variant, "wording"));
  std::string changed;
  for (const json::value& name : array_of(variant, "changed"))
    if (name.is_string()) changed += (changed.empty() ? "" : ", ") + std::string(name.get_string());
  if (!changed.empty()) how += " (" + changed + ")";
  add_part(how, values_line(array_of(variant, "speakers"), "(unattributed)"));
  add_part(how, values_line(array_of(variant, "outlets"), "outlet not known"));
  add_wrapped(out, how, 3, screen);
  const json::object* said = object_of(variant, "first");
  const json::array& ids = array_of(variant, "statements");
  const std::string_view id = said != nullptr ? text_of(*said, "id")
                              : !ids.empty() && ids[0].is_string()
                                  ? std::string_view(ids[0].get_string())
                                  : std::string_view();
  out += "   " + one_line(id) + "\n\n";
}

}  // namespace

std::string show_variants(const json::object& answer, const Screen& screen) {
  const auto total = integer_of(answer, "total");
  std::string out = counted(total, "variant", "variants") + " in " +
                    counted(integer_of(answer, "statements"), "statement", "statements") + ", " +
                    grouped(integer_of(answer, "independent")) + " independent\n";
  if (flag_of(answer, "disputed"))
    add_wrapped(out, "DISPUTED: articles give this utterance in different words", 0, screen);
  std::string apart;
  if (const auto reported = integer_of(answer, "not_quoted"); reported > 0)
    add_part(apart, grouped(reported) + " not as a quotation");
  if (const auto others = integer_of(answer, "other_speakers"); others > 0)
    add_part(apart, grouped(others) + " of other speakers");
  show_field(out, "apart", apart, screen);
  out += '\n';
  std::size_t rank = 0;
  bool marks = false;
  for (const json::value& value : array_of(answer, "variants"))
    if (const json::object* variant = value.if_object())
      show_variant(out, ++rank, *variant, screen, marks);
  if (marks) add_wrapped(out, "[-printed, not asked for-] {+asked for, not printed+}", 0, screen);
  if (total > static_cast<std::int64_t>(rank))
    add_wrapped(out, "and " + grouped(total - static_cast<std::int64_t>(rank)) + " more", 0,
                screen);
  return out;
}

}  // namespace onrecord::client
