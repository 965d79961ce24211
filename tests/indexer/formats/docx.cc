// Word documents made here, whole and hostile.
#include "indexer/formats/docx.h"

#include "tests/indexer/archive_bytes.h"
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

using tests::packed;
using tests::Packing;

std::string document(const std::string& body, const std::string& properties = "") {
  std::vector<tests::Entry> entries = {
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml",
       "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\"><w:body>" + body +
           "</w:body></w:document>"}};
  if (!properties.empty())
    entries.push_back({"docProps/core.xml",
                       "<cp:coreProperties xmlns:cp=\"urn:cp\" "
                       "xmlns:dc=\"urn:dc\">" +
                           properties + "</cp:coreProperties>"});
  return packed(entries, Packing::zip);
}

std::string reason_of(const std::string& bytes) {
  const Read read = read_bytes(bytes, test_options("docx"));
  return read.rejects.size() == 1 ? read.rejects[0].reason : "not one reject";
}

}  // namespace

TEST_CASE("a document's paragraphs, title and properties") {
  const std::string bytes = document(
      "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Harbour sale is "
      "off</w:t></w:r></w:p>"
      "<w:p><w:r><w:t xml:space=\"preserve\">“We will </w:t></w:r><w:r><w:t>not sell,” said Mara "
      "Lindqvist.</w:t><w:br/><w:t>She left.</w:t></w:r></w:p><w:p/>"
      "<w:p><w:del><w:r><w:delText>never said</w:delText></w:r></w:del><w:r><w:t>The "
      "vote</w:t><w:tab/><w:t>was 4-3.</w:t></w:r></w:p>"
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
      "<dc:creator>Ola Brandt</dc:creator><dc:language>en-GB</dc:language>"
      "<cp:keywords>harbour, quay</cp:keywords>");
  ReadOptions options = test_options();
  options.path = "/tests/a.docx";
  const Read read = read_bytes(bytes, options);
  for (const Reject& reject : read.rejects) FAIL_CHECK(reject.reason);
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles[0];
  CHECK(article.provenance.reader == "docx/2");
  CHECK(article.headline.value == "Harbour sale is off");
  CHECK(article.byline.value == "Ola Brandt");
  CHECK(metas(article, "document_keywords") == std::vector<std::string>{"harbour", "quay"});
  CHECK(article.text ==
        "Harbour sale is off\n\n“We will not sell,” said Mara Lindqvist.\nShe left.\n\n"
        "The vote\twas 4-3.\n\nCell.");
}

TEST_CASE("what is no document, or a hostile one, is refused by name") {
  CHECK(reason_of("PK\x03\x04 and no more").starts_with("damaged document"));
  CHECK(reason_of(packed({{"a.txt", "x"}}, Packing::zip)) ==
        "expected a Word document with word/document.xml, got none");
  CHECK(reason_of(document("<w:p>")).starts_with("word/document.xml: line 1"));
  CHECK(reason_of(document("<w:p/>")) == "a document without words");
  CHECK(
      reason_of(document("<w:p><w:r><w:t>" + std::string(30u << 20, 'a') + "</w:t></w:r></w:p>")) ==
      "unpacks to more than 100 times its size: refused as a bomb");
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<w:p>";
  CHECK(reason_of(document(deep)).find("256") != std::string::npos);
  const std::string bomb = packed(
      {{"word/document.xml", "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><d>&a;</d>"}},
      Packing::zip);
  CHECK(reason_of(bomb).starts_with("word/document.xml: "));
}

}  // namespace onrecord::formats
