// See citation.h.
#include "proto/client/citation.h"

#include <charconv>

#include "proto/client/columns.h"
#include "proto/client/commands.h"
#include "proto/client/show_parts.h"
#include "proto/wire/json_text.h"
#include "proto/wire/messages.h"

namespace onrecord::client {

namespace json = boost::json;

namespace {

constexpr std::string_view kId = "onrecord: ";
constexpr std::string_view kText = "text sha256: ";
constexpr std::string_view kSource = "source sha256: ";

bool is_quoted(const json::object& statement) {
  const std::string_view kind = text_of(statement, "kind");
  return kind == "direct" || kind == "fragment" || kind == "speech";
}

std::string words_of(const json::object& statement) {
  const std::string words = one_line(text_of(statement, "text"));
  return is_quoted(statement) ? "“" + words + "”" : words;
}

std::string speaker_of(const json::object& statement) {
  const std::string_view speaker = text_of(statement, "speaker");
  std::string line = speaker.empty() ? "speaker not known" : one_line(speaker);
  if (const auto role = text_of(statement, "role"); !role.empty()) line += ", " + one_line(role);
  if (!is_quoted(statement)) line += " (as reported, not in these words)";
  if (flag_of(statement, "denied") || flag_of(statement, "negated"))
    line += " (denied or not said)";
  const auto* confidence = object_of(statement, "confidence");
  if (confidence != nullptr && text_of(*confidence, "word") == "uncertain")
    line += " (speaker uncertain)";
  return line;
}

std::string source_of(const json::object& statement) {
  std::string line;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) line += (line.empty() ? "" : ", ") + part;
  };
  add(one_line(text_of(statement, "outlet")));
  if (const auto headline = text_of(statement, "headline"); !headline.empty())
    add("“" + one_line(headline) + "”");
  const std::string_view date = text_of(statement, "date");
  add(date.empty() ? "undated" : one_line(date.substr(0, 10)));
  if (const auto mark = status_mark(statement); !mark.empty()) add(mark);
  return line;
}

/// What Markdown would read in a text stays what it is.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string as_text(const json::object& statement) {
  std::string out =
      words_of(statement) + "\n— " + speaker_of(statement) + "\n" + source_of(statement) + "\n";
  if (const auto url = text_of(statement, "url"); !url.empty()) out += one_line(url) + "\n";
  return out + std::string(kId) + one_line(text_of(statement, "id")) + "\n" + std::string(kText) +
         std::string(text_of(statement, "text_sha256")) + "\n" + std::string(kSource) +
         std::string(text_of(statement, "source_sha256")) + "\n";
}

std::string as_markdown(const json::object& statement) {
  std::string source = escaped(source_of(statement));
  const std::string_view url = text_of(statement, "url");
  if (url.starts_with("https://") || url.starts_with("http://"))
    source = "[" + source + "](<" + one_line(url) + ">)";
  return "> " + escaped(words_of(statement)) + "\n>\n> — " + escaped(speaker_of(statement)) + ". " +
         source + "\n\n```\n" + std::string(kId) + one_line(text_of(statement, "id")) + "\n" +
         std::string(kText) + std::string(text_of(statement, "text_sha256")) + "\n" +
         std::string(kSource) + std::string(text_of(statement, "source_sha256")) + "\n```\n";
}

json::object property(std::string_view name, json::value value) {
  return {{"@type", "PropertyValue"}, {"propertyID", name}, {"value", std::move(value)}};
}

std::string as_jsonld(const json::object& statement) {
  json::object article{{"@type", "NewsArticle"}, {"identifier", text_of(statement, "key")}};
  const auto put = [](json::object& to, std::string_view name, std::string_view value) {
    if (!value.empty()) to.emplace(name, value);
  };
  put(article, "headline", text_of(statement, "headline"));
  put(article, "url", text_of(statement, "url"));
  put(article, "datePublished", text_of(statement, "date"));
  if (const auto outlet = text_of(statement, "outlet"); !outlet.empty())
    article.emplace("publisher", json::object{{"@type", "Organization"}, {"name", outlet}});
  json::object quotation{{"@context", "https://schema.org"},
                         {"@type", "Quotation"},
                         {"identifier", text_of(statement, "id")},
                         {"text", text_of(statement, "text")}};
  if (const auto speaker = text_of(statement, "speaker"); !speaker.empty()) {
    json::object person{{"@type", "Person"}, {"name", speaker}};
    put(person, "jobTitle", text_of(statement, "role"));
    quotation.emplace("creator", std::move(person));
  }
  quotation.emplace("isPartOf", std::move(article));
  json::array properties;
  for (const std::string_view name : {"kind", "status", "text_sha256", "source_sha256"})
    properties.push_back(property(name, json::value(text_of(statement, name))));
  for (const std::string_view name : {"negated", "denied"})
    if (flag_of(statement, name)) properties.push_back(property(name, true));
  for (const std::string_view name : {"version", "begin", "end"})
    properties.push_back(property(name, integer_of(statement, name)));
  quotation.emplace("additionalProperty", std::move(properties));
  return wire::json_text(quotation) + "\n";
}

std::string without_backslashes(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != '\\') plain += c;
  return plain;
}

/// \a statement without what may change though nothing of it does.
json::object lasting(const json::object& statement) {
  json::object same = statement;
  same.erase("confidence");
  same.erase("status");
  return same;
}

/// Whether \a text has \a speaker with \a source right behind it, as cite() prints them.
bool stand_together(std::string_view text, std::string_view speaker, std::string_view source) {
  for (std::size_t at = text.find(speaker); at != text.npos; at = text.find(speaker, at + 1)) {
    std::string_view rest = text.substr(at + speaker.size());
    for (const std::string_view between : {" (speaker uncertain)", ".", " ", "["})
      if (rest.starts_with(between)) rest.remove_prefix(between.size());
    if (rest.starts_with(source)) return true;
  }
  return false;
}

/// What the archive says otherwise of who spoke, and of where it was printed; a line each.
std::string differences(const Citation& citation, const json::object& archived) {
  const json::object statement = lasting(archived);
  const std::string speaker = speaker_of(statement);
  const std::string source = source_of(statement);
  const std::string url = one_line(text_of(statement, "url"));
  bool same_speaker = true;
  bool same_source = true;
  if (citation.exact) {
    same_speaker = speaker_of(citation.about) == speaker;
    same_source = source_of(citation.about) == source && text_of(citation.about, "url") == url;
  } else {
    const std::string said_by = without_backslashes("— " + speaker);
    const std::string printed_in = without_backslashes(source);
    same_source = citation.words.find(printed_in) != std::string::npos;
    same_speaker = same_source ? stand_together(citation.words, said_by, printed_in)
                               : citation.words.find(said_by) != std::string::npos;
    if (url.starts_with("http"))
      same_source =
          same_source && citation.words.find(without_backslashes(url)) != std::string::npos;
  }
  std::string says;
  if (!same_speaker) says += "differs: the archive gives these words to " + speaker + "\n";
  if (!same_source)
    says += "differs: the archive has them from " + source + (url.empty() ? "" : ", " + url) + "\n";
  return says;
}

/// What stands behind \a name on its line, or "".
std::string line_of(std::string_view file, std::string_view name) {
  for (std::size_t at = file.find(name); at != std::string_view::npos;
       at = file.find(name, at + 1)) {
    if (at > 0 && file[at - 1] != '\n') continue;
    const std::size_t begin = at + name.size();
    std::string_view line = file.substr(begin, file.find_first_of("\r\n", begin) - begin);
    return std::string(line);
  }
  return {};
}

Result<Citation> complete(Citation citation) {
  if (citation.id.empty())
    return Error{Errc::invalid,
                 "expected a citation that 'onrecord cite' printed, found no statement's id", 0};
  if (citation.text_sha256.empty() || citation.source_sha256.empty())
    return Error{Errc::invalid, "the citation lacks the hash of its text or of its source", 0};
  return citation;
}

Result<Citation> read_jsonld(std::string_view file) {
  const auto read = wire::parse_object(file);
  if (!read) return read.error();
  Citation citation;
  citation.id = text_of(*read, "identifier");
  citation.words = one_line(text_of(*read, "text"));
  citation.exact = true;
  const auto take = [&](const json::object* from, std::string_view key, std::string_view name) {
    if (from != nullptr) citation.about.emplace(name, text_of(*from, key));
  };
  const json::object* const article = object_of(*read, "isPartOf");
  take(object_of(*read, "creator"), "name", "speaker");
  take(object_of(*read, "creator"), "jobTitle", "role");
  for (const std::string_view key : {"headline", "url"}) take(article, key, key);
  take(article, "datePublished", "date");
  if (article != nullptr) take(object_of(*article, "publisher"), "name", "outlet");
  for (const auto& value : array_of(*read, "additionalProperty")) {
    const auto* row = value.if_object();
    if (row == nullptr) continue;
    for (const std::string_view name : {"kind", "negated", "denied"})
      if (text_of(*row, "propertyID") == name && row->contains("value"))
        citation.about.emplace(name, row->at("value"));
    if (text_of(*row, "propertyID") == "text_sha256") citation.text_sha256 = text_of(*row, "value");
    if (text_of(*row, "propertyID") == "source_sha256")
      citation.source_sha256 = text_of(*row, "value");
  }
  return complete(std::move(citation));
}

/// KEY, VERSION of KEY@VERSION:BEGIN-END.
std::optional<std::pair<std::string, std::int64_t>> article_of(std::string_view id) {
  const std::size_t colon = id.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return id_and_version(id.substr(0, colon));
}

}  // namespace

std::optional<CitationFormat> citation_format_from(std::string_view name) {
  if (name == "text") return CitationFormat::text;
  if (name == "markdown") return CitationFormat::markdown;
  if (name == "jsonld") return CitationFormat::jsonld;
  return std::nullopt;
}

std::string cite(const json::object& statement, CitationFormat format) {
  switch (format) {
    case CitationFormat::markdown:
      return as_markdown(statement);
    case CitationFormat::jsonld:
      return as_jsonld(statement);
    case CitationFormat::text:
      break;
  }
  return as_text(statement);
}

Result<Citation> read_citation(std::string_view file) {
  const std::size_t first = file.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && file[first] == '{') return read_jsonld(file);
  Citation citation;
  citation.id = line_of(file, kId);
  citation.text_sha256 = line_of(file, kText);
  citation.source_sha256 = line_of(file, kSource);
  citation.words = one_line(without_backslashes(file));
  return complete(std::move(citation));
}

Result<CitationCheck> check_citation(const Citation& citation, const Ask& ask) {
  CitationCheck check;
  const auto same_words = [&](const json::object& statement) {
    if (citation.exact) return citation.words == one_line(text_of(statement, "text"));
    const std::string words = without_backslashes(words_of(statement));
    return citation.words.find(words + " — ") != std::string::npos ||
           citation.words.find(words + " > > — ") != std::string::npos;
  };
  const auto judge = [&](const json::object& statement) {
    check.holds = true;
    const auto differs = [&](const std::string& what) {
      check.holds = false;
      check.says += what + "\n";
    };
    if (!same_words(statement))
      differs("altered: the citation has other words than the archive at this place");
    if (text_of(statement, "text_sha256") != citation.text_sha256)
      differs("altered: the article's text has another hash");
    if (text_of(statement, "source_sha256") != citation.source_sha256)
      differs("altered: the source that it was read from has another hash");
    if (const std::string other = differences(citation, statement); !other.empty()) {
      check.holds = false;
      check.says += other;
    }
    const bool retracted = text_of(statement, "status") == "retracted";
    if (check.holds)
      check.says += std::string(retracted ? "unchanged" : "holds") +
                    ": words, speaker, source and hashes are those of the archive\n";
    if (const auto mark = status_mark(statement); !mark.empty())
      check.says += "the article is " + std::string(text_of(statement, "status")) + "\n";
    if (retracted) check.holds = false;
    return check;
  };
  const auto statement = ask("statement", {{"id", citation.id}});
  if (statement) return judge(*statement);
  if (statement.error().code != Errc::not_found) return statement.error();
  const auto name = article_of(citation.id);
  if (!name) return Error{Errc::invalid, "'" + citation.id + "' is no statement's id", 0};
  const auto article = ask("article", {{"key", name->first}, {"statements", false}});
  if (!article) {
    if (article.error().code != Errc::not_found) return article.error();
    check.says = "gone: the archive has no such article that may be seen\n";
    return check;
  }
  const std::int64_t version = integer_of(*article, "version");
  if (version != name->second)
    check.says = "new version: the citation is of version " + std::to_string(name->second) +
                 ", the archive has version " + std::to_string(version) + "\n";
  const bool same_text = text_of(*article, "text_sha256") == citation.text_sha256;
  // An older version that came in later moves the number of those that its source made after it.
  if (same_text && version != name->second) {
    const std::string id =
        name->first + "@" + std::to_string(version) + citation.id.substr(citation.id.rfind(':'));
    const auto moved = ask("statement", {{"id", id}});
    if (moved) {
      check.says = "its article is now version " + std::to_string(version) + "\n";
      return judge(*moved);
    }
    if (moved.error().code != Errc::not_found) return moved.error();
  }
  check.says += same_text
                    ? "the article's text is the same, but no statement begins and ends there now\n"
                    : "altered: the article's text has changed\n";
  if (citation.exact)
    check.says += one_line(text_of(*article, "text")).find(citation.words) != std::string::npos
                      ? "the words still stand in it\n"
                      : "the words do not stand in it as they did\n";
  return check;
}

}  // namespace onrecord::client
