// An article's text as HTML.
#include "searchd/web/article_body.h"

#include <algorithm>
#include <vector>

#include "searchd/web/html.h"
#include "searchd/web/parts.h"

namespace onrecord::web {
namespace json = boost::json;
namespace {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A paragraph-like span, or text between two of them that no span names.
struct Block {
  Range range;
  std::string_view kind;
};

/// A piece of a statement; \a id on its first piece only.
struct Piece {
  Range range;
  std::string id;
  std::string_view kind;
};

Range range_of(const json::object& object) {
  return {static_cast<std::size_t>(std::max<std::int64_t>(0, number_of(object, "begin"))),
          static_cast<std::size_t>(std::max<std::int64_t>(0, number_of(object, "end")))};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Sections and turns contain paragraphs, marks lie across them: neither is shown itself.
bool is_block(std::string_view kind) {
  return kind != "section" && kind != "turn" && kind != "quotation" && kind != "claim";
}

std::vector<Block> blocks_of(const json::object& article, std::string_view text) {
  std::vector<Block> out;
  std::size_t at = 0;
  const auto rest_until = [&](std::size_t end) {
    if (end > at && !is_blank(text.substr(at, end - at))) out.push_back({{at, end}, "paragraph"});
  };
  for (const json::value& value : list_of(article, "spans")) {
    if (!value.is_object()) continue;
    const std::string_view kind = text_of(value.get_object(), "kind");
    const Range range = range_of(value.get_object());
    if (!is_block(kind) || range.begin < at || range.end <= range.begin || range.end > text.size())
      continue;
    rest_until(range.begin);
    out.push_back({range, kind});
    at = range.end;
  }
  rest_until(text.size());
  return out;
}

/// Pieces of the statements in the text, in order; of two that overlap the outer one.
std::vector<Piece> pieces_of(const json::object& article) {
  std::vector<Piece> all;
  for (const json::value& value : list_of(article, "statements")) {
    if (!value.is_object() || text_of(value.get_object(), "place") == "headline") continue;
    const json::object& statement = value.get_object();
    std::string id = statement_anchor(statement);
    for (const json::value& pair : list_of(statement, "pieces")) {
      const json::array* ends = pair.if_array();
      if (ends == nullptr || ends->size() != 2 || !ends->at(0).is_number() ||
          !ends->at(1).is_number())
        continue;
      all.push_back({{ends->at(0).to_number<std::size_t>(), ends->at(1).to_number<std::size_t>()},
                     std::exchange(id, {}),
                     text_of(statement, "kind")});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Piece& a, const Piece& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin
                                          : a.range.end > b.range.end;
  });
  std::vector<Piece> out;
  for (Piece& piece : all)
    if (out.empty() || piece.range.begin >= out.back().range.end) out.push_back(std::move(piece));
  return out;
}

/// The text of \a block with what of \a pieces lies in it marked.
std::string inner(std::string_view text, const Block& block, const std::vector<Piece>& pieces) {
  std::string out;
  std::size_t at = block.range.begin;
  for (const Piece& piece : pieces) {
    const std::size_t begin = std::max(piece.range.begin, at);
    const std::size_t end = std::min(piece.range.end, block.range.end);
    if (begin >= end) continue;
    out += escape(text.substr(at, begin - at)) + "<mark class=\"said " + escape(piece.kind) + '"';
    if (!piece.id.empty() && begin == piece.range.begin) out += " id=\"" + piece.id + '"';
    out += '>' + escape(text.substr(begin, end - begin)) + "</mark>";
    at = end;
  }
  return out + escape(text.substr(at, block.range.end - at));
}

}  // namespace

std::string article_body(const json::object& article) {
  const std::string text = unwrapped(text_of(article, "text"));
  const std::vector<Piece> pieces = pieces_of(article);
  std::string out;
  for (const Block& block : blocks_of(article, text)) {
    if (block.kind == "headline" &&
        text_of(article, "text").substr(block.range.begin, block.range.end - block.range.begin) ==
            text_of(article, "headline"))
      continue;  // the page's own heading
    const std::string_view tag = block.kind == "label" ? "h2" : "p";
    out += '<' + std::string(tag) + " class=\"" + escape(block.kind) + "\">" +
           inner(text, block, pieces) + "</" + std::string(tag) + ">\n";
  }
  return out;
}

}  // namespace onrecord::web
