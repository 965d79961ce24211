// See assembler.h.
#include "indexer/formats/assembler.h"

#include <array>
#include <limits>
#include <utility>

#include "indexer/formats/timezone.h"
#include "indexer/formats/trimmed.h"

namespace onrecord::formats {
namespace {

/// Names that sources use for a status beside IPTC's own.
constexpr std::array<std::pair<std::string_view, Status>, 13> kStatusNames = {{
    {"published", Status::usable},
    {"live", Status::usable},
    {"final", Status::usable},
    {"stat:usable", Status::usable},
    {"stat:withheld", Status::withheld},
    {"stat:canceled", Status::canceled},
    {"cancelled", Status::canceled},
    {"killed", Status::canceled},
    {"correction", Status::corrected},
    {"retraction", Status::retracted},
    {"draft", Status::withheld},
    {"pending", Status::withheld},
    {"private", Status::withheld},
}};

std::string status_name(std::string_view printed) {
  std::string name(trimmed(printed));
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

std::optional<Status> read_status(std::string_view name) {
  if (const auto status = status_from(name)) return status;
  for (const auto& [other, status] : kStatusNames)
    if (other == name) return status;
  return std::nullopt;
}

std::string unread(const Value& value, const Error& error) {
  return "'" + value.key + "': " + error.message;
}

}  // namespace

void Assembler::hold_if_asked() {
  if ((held_ || (embargoed_ && !article_.embargo)) && article_.status != Status::canceled)
    article_.status = Status::withheld;
}

void Assembler::keep(Value&& value) {
  if (auto items = plain_items(value)) {
    for (std::string& item : *items) article_.meta.emplace_back(value.key, std::move(item));
    return;
  }
  article_.meta.emplace_back(std::move(value.key), std::move(value.text));
}

void Assembler::assign(Key key, Value&& value) {
  switch (key) {
    case Key::id:
      article_.key.id = trimmed(words_of(value, ", "));
      break;
    case Key::headline:
      set(article_.headline, value);
      break;
    case Key::byline:
      set(article_.byline, value);
      break;
    case Key::outlet:
      set(article_.outlet, value);
      break;
    case Key::speaker:
      set(article_.speaker, value);
      break;
    case Key::role:
      set(article_.role, value);
      break;
    case Key::language:
      set(article_.language, value);
      break;
    case Key::url:
      set(article_.url, value);
      break;
    case Key::rights:
      set(article_.rights, value);
      break;
    case Key::collection:
      set(article_.collection, value);
      break;
    case Key::notice:
      set(article_.notice, value);
      break;
    case Key::desk:
      set_desk(std::move(value));
      break;
    case Key::date:
      set_date(value);
      break;
    case Key::status:
      set_status(std::move(value));
      break;
    case Key::embargo:
      set_embargo(std::move(value));
      break;
    case Key::expiry:
      set_expiry(std::move(value));
      break;
    case Key::modified:
      set_modified(std::move(value));
      break;
    case Key::text:
      break;  // make_article has taken it
  }
}

void Assembler::set(Sourced& field, const Value& value) {
  std::string words(trimmed(words_of(value, ", ")));
  if (!words.empty()) field = {std::move(words), origin_};
}

/// A desk is one value, so that it can be counted: of a list the first is taken, and the list is
/// kept.
void Assembler::set_desk(Value&& value) {
  const std::string words = words_of(value, "\n");
  const std::string_view first = trimmed(std::string_view(words).substr(0, words.find('\n')));
  if (!first.empty()) article_.desk = {std::string(first), origin_};
  if (value.kind == ValueKind::array) keep(std::move(value));
}

Result<text::Date> Assembler::read_date(const Value& value) {
  auto date = text::parse_date(trimmed(words_of(value, ", ")), options_.date_order);
  if (date) *date = in_timezone(*date, options_.timezone);
  return date;
}
void Assembler::set_date(const Value& value) {
  article_.date_printed = trimmed(words_of(value, ", "));
  if (article_.date_printed.empty()) return;
  article_.date_origin = origin_;
  if (auto date = read_date(value))
    article_.date = *date;
  else
    warn(unread(value, date.error()));
}

void Assembler::set_status(Value&& value) {
  if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
  const std::string name = status_name(words_of(value, ", "));
  if (name == "embargoed") {
    embargoed_ = true;
    return;
  }
  if (const auto status = read_status(name)) {
    article_.status = *status;
    return;
  }
  const bool structured = value.kind == ValueKind::array || value.kind == ValueKind::object;
  if (structured) hold();
  warn("'" + value.key + "' '" + value.text +
       "': expected usable, corrected, retracted, withheld or canceled; " +
       (structured ? "withheld" : "taken as usable"));
  keep(std::move(value));
}

/// An embargo that cannot be read hides the article until somebody mends it: the safe side.  So
/// does one whose clock is not known.
void Assembler::set_embargo(Value&& value) {
  if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
  if (const auto date = read_date(value)) {
    if (date->has_offset || !options_.timezone.empty()) {
      article_.embargo = date->earliest;
      return;
    }
    hold();
    warn("'" + value.key + "' '" + std::string(trimmed(value.text)) +
         "' names no time zone; withheld until it is known (--timezone)");
    keep(std::move(value));
    return;
  }
  article_.embargo = std::numeric_limits<std::int64_t>::max();
  warn(unread(value, read_date(value).error()) + "; hidden until this is mended");
  keep(std::move(value));
}
void Assembler::set_expiry(Value&& value) {
  if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
  if (const auto date = read_date(value)) {
    article_.expiry = date->earliest;
    return;
  }
  warn(unread(value, read_date(value).error()));
  keep(std::move(value));
}
void Assembler::set_modified(Value&& value) {
  if (trimmed(value.text).empty() || value.kind == ValueKind::null) return;
  if (const auto date = read_date(value)) {
    article_.modified = date->earliest;
    return;
  }
  warn(unread(value, read_date(value).error()));
  keep(std::move(value));
}

bool has_field(const Article& article, Key key) {
  switch (key) {
    case Key::id:
      return !article.key.id.empty();
    case Key::headline:
      return !article.headline.empty();
    case Key::byline:
      return !article.byline.empty();
    case Key::outlet:
      return !article.outlet.empty();
    case Key::desk:
      return !article.desk.empty();
    case Key::date:
      return !article.date_printed.empty();
    case Key::speaker:
      return !article.speaker.empty();
    case Key::role:
      return !article.role.empty();
    case Key::language:
      return !article.language.empty();
    case Key::url:
      return !article.url.empty();
    case Key::rights:
      return !article.rights.empty();
    case Key::collection:
      return !article.collection.empty();
    case Key::notice:
      return !article.notice.empty();
    case Key::status:
      return article.status != Status::usable;
    case Key::embargo:
      return article.embargo.has_value();
    case Key::expiry:
      return article.expiry.has_value();
    case Key::modified:
      return article.modified != 0;
    case Key::text:
      break;
  }
  return true;
}

}  // namespace onrecord::formats
