// Teleprinter messages, with their control characters.
#include "indexer/formats/wire_text.h"

#include <map>

#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

const std::string kAnpa =
    "\x16\x16\x01"
    "a0123\x1F----\r\n"
    "u i\x13\x11 bc-harbour-vote 2ndLd-Writethru  03-17 0250\r\n"
    "\x02^BC-Harbour Vote, 2nd Ld-Writethru,250<\r\n"
    "^Port Arlen council drops harbour sale<\r\n"
    "^Eds: RECASTS throughout.<\r\n"
    "^By OLA BRANDT=\r\n"
    "^Fictional Wire Writer=\r\n"
    "\tPORT ARLEN (FW) _ The council dropped the sale of the\r\n"
    "harbour on Sunday.\r\n"
    "\t``We will not sell,'' Mayor Mara Lindqvist said.\r\n"
    "\x03"
    "FW-PA-03-17-24 1405GMT<\r\n\x04";

const std::string kIptc =
    "\x01"
    "FWX0456 4 POL 120 Fictional Wire\r\nPort Arlen/Harbour/Take 2/\r\n"
    "\x02Harbour sale is off\r\n"
    "   Port Arlen, March 17 - The sale of the harbour is off.\r\n\r\n"
    "   \"It is over,\" Idris Okafor said.\r\n"
    "The following information is not for publication\r\nContact: desk\r\n"
    "\x03"
    "171405 GMT Mar 24\r\n\x04";

std::map<std::string, std::string> meta_of(const Article& article) {
  return {article.meta.begin(), article.meta.end()};
}

}  // namespace

TEST_CASE("ANPA 1312: header, slug, take, headline, byline, date, paragraphs") {
  const Read read = read_bytes(kAnpa, test_options());
  for (const Reject& reject : read.rejects) FAIL_CHECK(reject.reason);
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles[0];
  CHECK(article.provenance.reader == "wire/1");
  CHECK(article.headline.value == "Port Arlen council drops harbour sale");
  CHECK(article.byline.value == "OLA BRANDT");
  CHECK(article.date_printed == "2024-03-17T14:05Z");
  CHECK(article.date.known());
  CHECK(article.text ==
        "PORT ARLEN (FW) _ The council dropped the sale of the\nharbour on Sunday.\n\n"
        "``We will not sell,'' Mayor Mara Lindqvist said.");
  const auto meta = meta_of(article);
  CHECK(meta.at("wire_service") == "a");
  CHECK(meta.at("wire_number") == "0123");
  CHECK(meta.at("priority") == "u");
  CHECK(meta.at("wire_category") == "i");
  CHECK(meta.at("slug") == "bc-harbour-vote 2ndLd-Writethru");
  CHECK(meta.at("take") == "2ndLd-Writethru");
  CHECK(meta.at("word_count") == "0250");
  CHECK(meta.at("editors_note") == "Eds: RECASTS throughout.");
}

TEST_CASE("IPTC 7901: header, slug, note, date") {
  const Article article = read_one(kIptc, "wire");
  CHECK(article.headline.value == "Harbour sale is off");
  CHECK(article.text.find("\"It is over,\" Idris Okafor said.") != std::string::npos);
  CHECK(article.text.find("Contact") == std::string::npos);
  CHECK(article.date_printed == "2024-03-17T14:05Z");
  const auto meta = meta_of(article);
  CHECK(meta.at("wire_service") == "FWX");
  CHECK(meta.at("wire_number") == "0456");
  CHECK(meta.at("priority") == "4");
  CHECK(meta.at("wire_category") == "POL");
  CHECK(meta.at("word_count") == "120");
  CHECK(meta.at("slug") == "Port Arlen/Harbour/Take 2");
  CHECK(meta.at("take") == "Take 2");
}

TEST_CASE("several messages in a file are several articles, each with its own bytes") {
  const std::string bytes = kAnpa + kIptc + kAnpa;
  ReadOptions options = test_options("wire");
  const Read read = read_bytes(bytes, options);
  REQUIRE(read.articles.size() == 3);
  CHECK(read.articles[1].key.id == "a.file#2");
  CHECK(read.articles[1].headline.value == "Harbour sale is off");
}

TEST_CASE("wire text is known by its first characters, and refused without a message") {
  CHECK(sniff_wire(kAnpa, "") > 90);
  CHECK(sniff_wire(kIptc, "") > 90);
  CHECK(sniff_wire("Plain text.", "") == 0);
  const Read read = read_bytes("\x01no message\n", test_options("wire"));
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason.starts_with("expected a message of SOH"));
}

TEST_CASE("the first line of a paragraph is no headline") {
  std::string bytes = kAnpa;
  const std::size_t begin = bytes.find('\x02') + 1;
  bytes.replace(begin, bytes.find('\x03') - begin,
                "PORT ARLEN (FW) -- The mayor said Monday that the port\r\nwould close.\r\n");
  const Article article = read_one(bytes, "wire");
  CHECK(article.headline.value.find("The mayor") == std::string::npos);
  CHECK(article.text == "PORT ARLEN (FW) -- The mayor said Monday that the port\nwould close.");
}

}  // namespace onrecord::formats
