// See show_parts.h.
#include "proto/client/show_parts.h"

#include "proto/client/columns.h"
#include "proto/wire/json_text.h"

namespace onrecord::client {

namespace json = boost::json;

std::string_view text_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

std::int64_t integer_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  if (value->is_uint64()) return static_cast<std::int64_t>(value->get_uint64());
  return 0;
}

double number_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return 0;
  return value->to_number<double>();
}

bool flag_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const json::object* object_of(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

const json::array& array_of(const json::object& object, std::string_view key) {
  static const json::array kNone;
  const auto* value = object.if_contains(key);
  const auto* array = value != nullptr ? value->if_array() : nullptr;
  return array != nullptr ? *array : kNone;
}

std::string fixed(double value, int digits) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
  return buffer;
}

std::string grouped(std::int64_t value) {
  const std::string digits = std::to_string(value);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && digits[i - 1] != '-' && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

std::string ends(std::string_view left, std::string_view right, std::size_t columns) {
  const std::size_t room = width_of(right) + 2 < columns ? columns - width_of(right) - 2 : columns;
  std::string line = cut_to(left, room);
  line.append(room + 2 - width_of(line), ' ');
  line += right;
  return line + '\n';
}

void add_part(std::string& line, std::string_view part) {
  if (part.empty()) return;
  if (!line.empty()) line += " · ";
  line += one_line(part);
}

void add_wrapped(std::string& out, std::string_view text, std::size_t indent,
                 const Screen& screen) {
  for (const std::string& line : wrap(text, screen.columns - indent))
    out.append(indent, ' ').append(line).append("\n");
}

std::string marked(const json::object& snippet, const Screen& screen) {
  const std::string_view text = text_of(snippet, "text");
  const std::string_view on = screen.color ? kBoldOn : "*";
  const std::string_view off = screen.color ? kBoldOff : "*";
  std::string out;
  std::size_t at = 0;
  for (const auto& highlight : array_of(snippet, "highlights")) {
    const auto* pair = highlight.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number())
      continue;
    const auto begin = (*pair)[0].to_number<std::size_t>();
    const auto end = (*pair)[1].to_number<std::size_t>();
    if (begin < at || end < begin || end > text.size()) continue;
    out.append(text, at, begin - at).append(on);
    out.append(text, begin, end - begin).append(off);
    at = end;
  }
  out.append(text, at);
  return one_line(out);
}

std::string status_mark(const json::object& hit) {
  const std::string_view status = text_of(hit, "status");
  if (status.empty() || status == "usable") return {};
  std::string mark(status);
  for (char& c : mark)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return mark;
}

std::string amended_mark(const json::object& row) {
  std::string mark;
  for (const auto& name : array_of(row, "amended"))
    if (name.is_string()) mark += (mark.empty() ? "" : ", ") + one_line(name.get_string());
  return mark.empty() ? mark : mark + " by an editor";
}

void show_notice(std::string& out, const json::object& hit, const Screen& screen) {
  if (const auto notice = text_of(hit, "notice"); !notice.empty())
    add_wrapped(out, "notice: " + one_line(notice), 3, screen);
}

void show_field(std::string& out, std::string_view name, std::string_view value,
                const Screen& screen) {
  if (value.empty()) return;
  const auto lines = wrap(one_line(value), screen.columns - 12);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string label = i == 0 ? std::string(name) : "";
    label.resize(12, ' ');
    out += label + lines[i] + "\n";
  }
}

void show_object(std::string& out, const json::object& object, std::size_t indent) {
  std::size_t widest = 0;
  for (const auto& [key, value] : object) widest = std::max(widest, key.size());
  for (const auto& [key, value] : object) {
    std::string label = std::string(indent, ' ') + std::string(key);
    label.resize(indent + widest + 2, ' ');
    if (const auto* inner = value.if_object()) {
      out += std::string(indent, ' ') + std::string(key) + "\n";
      show_object(out, *inner, indent + 3);
    } else if (value.is_string()) {
      out += label + one_line(value.get_string()) + "\n";
    } else if (value.is_double()) {
      out += label + fixed(value.get_double(), 3) + "\n";
    } else {
      out += label + wire::json_text(value) + "\n";
    }
  }
}

}  // namespace onrecord::client
