// What schema.org's vocabulary says in JSON-LD: the article, quotations with their speakers, claims
// with their ratings.  Knows no HTML.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace onrecord::formats {

/// Words that somebody said, as a Quotation gives them.
struct SchemaQuotation {
  std::string text;
  std::string speaker;  ///< spokenByCharacter, else creator or author.
};

/// A claim that a ClaimReview checks.
struct SchemaClaim {
  std::string claim;
  std::string claimant;  ///< Author of the Claim, or of the work reviewed; "" when nobody is named.
  std::string claimed_on;  ///< As printed.
  std::string appearance;  ///< Where the claim was first made: an address.
  std::string rating;      ///< "False", "Mostly true (4 of 5)"; "" when there is none.
  std::string reviewer;
  std::string headline;   ///< Of the review.
  std::string body;       ///< reviewBody, or the rating's explanation.
  std::string published;  ///< Of the review, as printed.
  std::string url;
  std::string language;
};

/// What the nodes of one page or file say.  Strings are plain text, "" when not given.
struct SchemaFacts {
  bool is_article = false;  ///< An article's node was found; the fields below are its own.
  std::string type;         ///< "NewsArticle"
  std::string id;           ///< identifier
  std::string headline;
  std::string author;
  std::string publisher;
  std::string section;
  std::string language;
  std::string url;
  std::string published;
  std::string modified;
  std::string rights;
  std::string notice;  ///< correction
  std::string body;    ///< articleBody, as given; may be cut short.
  std::vector<std::string> keywords;
  std::vector<std::pair<std::string, std::string>> others;  ///< description, dateline, …
  std::vector<SchemaQuotation> quotations;
  std::vector<SchemaClaim> claims;
  std::vector<std::string> warnings;  ///< Blocks that could not be read, and why.
};

/// Reads \a blocks, the contents of a page's script elements or a whole file: objects, arrays,
/// @graph, nested nodes, references by @id; HTML comments and CDATA marks around them, raw control
/// characters in strings and commas too many are read over, other broken JSON gives a warning.  Of
/// several articles the one with \a url counts, else the first that is no item of a list.  Where
/// headline and name differ, the one that \a title, the page's, repeats is taken.  Nested deeper
/// than kMaxJsonDepth is refused.  O(n).  REQUIRES: valid UTF-8.
SchemaFacts read_schema(const std::vector<std::string>& blocks, std::string_view url = {},
                        std::string_view title = {});

}  // namespace onrecord::formats
