// The formats of agencies and feeds: what of each becomes which field, over files written for it
// (tests/golden/news).
#include <limits>

#include "indexer/formats/inline_text.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/timezone.h"
#include "tests/indexer/formats/reading.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord::formats {
namespace {

std::string sample(const std::string& name) {
  return file_bytes(std::string(ONRECORD_SOURCE_DIR) + "/tests/golden/news/" + name);
}

Read read_sample(const std::string& name, const std::string& timezone = "") {
  ReadOptions options = test_options();
  options.path = options.relative_path = name;
  options.timezone = timezone;
  Read read = read_bytes(sample(name), options);
  for (const Article& article : read.articles)
    CHECK(broken_span_rule(article.text, article.spans).empty());
  return read;
}

Read read_text_of(std::string_view bytes, const std::string& timezone = "") {
  ReadOptions options = test_options();
  options.timezone = timezone;
  return read_bytes(bytes, options);
}

std::string meta(const Article& article, std::string_view key) {
  for (const auto& [name, value] : article.meta)
    if (name == key) return value;
  return "";
}

using Texts = std::vector<std::string>;

/// "Mara Lindqvist: “We …”" for each mark.
std::vector<std::string> marks(const Article& article) {
  std::vector<std::string> found;
  for (const TextSpan& span : article.spans)
    if (is_mark(span.kind))
      found.push_back(span.label + ": " + std::string(span.span.of(article.text)));
  return found;
}

}  // namespace

TEST_CASE("NITF without a namespace gives its fields, its text, and who said what") {
  const Read read = read_sample("harbour.nitf.xml", "Europe/Oslo");
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles.front();
  CHECK(article.provenance.reader == "nitf/2");
  CHECK(article.key.id == "port-arlen-0417");
  CHECK(article.headline.value == "Council votes to reopen the harbour");
  CHECK(meta(article, "subheadline") == "Ferries return in May");
  CHECK(article.byline.value == "Ana Reyes");
  CHECK(meta(article, "byline_title") == "Harbour Correspondent");
  CHECK(article.outlet.value == "The Arlen Ledger");
  CHECK(article.desk.value == "City");
  CHECK(article.language.value == "en-GB");
  CHECK(article.url.value == "https://ledger.example/harbour-vote");
  CHECK(article.rights.value == "2026 Port Arlen Wire");
  CHECK(text::format_date(article.date) == "2026-03-05T15:04:00+01:00");
  REQUIRE(article.expiry);
  CHECK(meta(article, "version") == "2");
  CHECK(metas(article, "keywords") == Texts{"harbour", "council"});
  CHECK(article.text ==
        "The council of Port Arlen voted 91/2 hours into its sitting to reopen the harbour.\n\n"
        "The harbour master was brief: “We have waited long enough”, the café heard.\n\n"
        "What comes next\n\n"
        "The first ferry sails on May 2.\n\nNobody will be left on the quay.\n\nOskar Thane\n\n"
        "Votes\n\nFor\tAgainst\n\n14\t3");
  CHECK(marks(article) ==
        std::vector<std::string>{
            "Mara Lindqvist: “We have waited long enough”",
            "Oskar Thane: The first ferry sails on May 2.\n\nNobody will be left on the quay."});
}

TEST_CASE("NITF is known by local names, and by its management status") {
  const auto one = [](std::string_view docdata) {
    return read_text_of("<n:nitf xmlns:n='http://iptc.org/std/NITF/2006-10-18/'><n:head>" +
                        std::string(docdata) +
                        "</n:head><n:body><n:body.head><n:hedline><n:hl1>A head</n:hl1></n:hedline>"
                        "</n:body.head><n:body.content><n:p>Words.</n:p></n:body.content></n:body>"
                        "</n:nitf>");
  };
  struct Case {
    std::string_view docdata;
    Status status;
  };
  const auto c = GENERATE(values<Case>({
      {"", Status::usable},
      {"<n:docdata management-status='usable'/>", Status::usable},
      {"<n:docdata management-status='canceled'/>", Status::canceled},
      {"<n:docdata management-status='withheld'/>", Status::withheld},
      {"<n:docdata management-status='embargoed'/>", Status::withheld},
      {"<n:docdata><n:date.release norm='20300305T150000'/></n:docdata>", Status::withheld},
      {"<n:docdata><n:date.release norm='20300305T150000Z'/></n:docdata>", Status::usable},
  }));
  CAPTURE(c.docdata);
  const Read read = one(c.docdata);
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].headline.value == "A head");
  CHECK(read.articles[0].text == "Words.");
  CHECK(read.articles[0].status == c.status);
  CHECK(read.articles[0].embargo.has_value() == (c.docdata.find("00Z") != std::string_view::npos));
  if (c.status == Status::withheld && c.docdata.find("withheld") == std::string_view::npos)
    CHECK_FALSE(read.articles[0].warnings.empty());
}

TEST_CASE("an embargo without a zone is held, with one it is an instant") {
  const std::string record = R"({"text":"x","embargo":"2030-07-01T06:00:00"})";
  const Article held = read_text_of(record).articles.at(0);
  CHECK(held.status == Status::withheld);
  CHECK_FALSE(held.embargo);
  REQUIRE(held.warnings.size() == 1);
  CHECK(held.warnings[0] ==
        "'embargo' '2030-07-01T06:00:00' names no time zone; withheld until it is known "
        "(--timezone)");
  const Article known = read_text_of(record, "Europe/Oslo").articles.at(0);
  CHECK(known.status == Status::usable);
  CHECK(known.embargo == 1909108800);  // 2030-07-01T04:00:00Z
  const Article taken_down =
      read_text_of(R"({"text":"x","status":"canceled","embargo":"2030-07-01T06:00:00"})")
          .articles.at(0);
  CHECK(taken_down.status == Status::canceled);
}

TEST_CASE("a day with a zone is a date, and where it begins an instant") {
  CHECK(iptc_date("20080219+0100") == "20080219");
  CHECK(iptc_date("2008-02-19Z") == "2008-02-19");
  CHECK(iptc_date(" 20080219T101500 ") == "20080219T101500");
  CHECK(iptc_date("2008-02-19T10:15:00-05:00") == "2008-02-19T10:15:00-05:00");
  CHECK(iptc_instant("20080219+0100") == "20080219T000000+0100");
  CHECK(iptc_instant("2008-02-19-05:00") == "2008-02-19T00:00:00-05:00");
  CHECK(iptc_instant("2008-02") == "2008-02");
  const Article article = read_text_of(
                              "<nitf><head><docdata><doc-id id-string='1'/><date.release "
                              "norm='20300701+0200'/></docdata></head><body><body.content><p>W.</p>"
                              "</body.content></body></nitf>")
                              .articles.at(0);
  CHECK(article.embargo == 1909087200);
}

TEST_CASE("a picture in NITF has its caption for a text") {
  const Article article =
      read_text_of(
          "<nitf><body><body.head><hedline><hl1>Lock</hl1></hedline></body.head><body.content>"
          "<media><media-caption>The lock at "
          "noon.</media-caption></media></body.content></body></nitf>")
          .articles.at(0);
  CHECK(article.text == "The lock at noon.");
}

TEST_CASE("zones are named or counted") {
  CHECK(is_timezone("Europe/Oslo"));
  CHECK(is_timezone("+03:30"));
  CHECK_FALSE(is_timezone("Middle/Earth"));
  CHECK(zone_offset("+03:30", 0) == 12600);
  CHECK(zone_offset("Europe/Oslo", 1909123200) == 7200);
  CHECK(zone_offset("", 0) == 0);
}

TEST_CASE("a news message gives each of its items, and packages a reason") {
  const Read read = read_sample("wire.g2.xml");
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason ==
        "skipped: packageItem is a package, which only names other items");
  CHECK(read.rejects[0].record == 1);
  CHECK(read.rejects[0].line == 5);
  REQUIRE(read.articles.size() == 3);

  const Article& ferry = read.articles[0];
  CHECK(ferry.key.id == "tag:paw.example,2026:ferry");
  CHECK(ferry.headline.value == "The ferry sails again");
  CHECK(ferry.byline.value == "Tom Okoro");
  CHECK(ferry.outlet.value == "Port Arlen Wire");
  CHECK(ferry.desk.value == "Transport");
  CHECK(ferry.language.value == "en");
  CHECK(ferry.url.value == "https://wire.example/ferry");
  CHECK(text::format_date(ferry.date) == "2026-03-05T14:58:00+01:00");
  CHECK(ferry.modified == ferry.date.earliest);
  CHECK(ferry.status == Status::corrected);
  CHECK(ferry.notice.value == "Corrects the day of sailing.");
  CHECK(ferry.text == "The ferry sails on Saturday, the office said.\n\n“We are ready.”");
  CHECK(marks(ferry) == std::vector<std::string>{"Elin Marsh: “We are ready.”"});
  const std::string bytes = sample("wire.g2.xml");
  const std::string own = bytes.substr(ferry.provenance.byte_begin,
                                       ferry.provenance.byte_end - ferry.provenance.byte_begin);
  CHECK(own.starts_with("<newsItem guid=\"tag:paw.example,2026:ferry\""));
  CHECK(own.ends_with("</newsItem>"));

  CHECK(read.articles[1].status == Status::canceled);
  CHECK(read.articles[1].text == "High water at noon.\n\nLow water at six.");
  CHECK(read.articles[2].status == Status::withheld);
  CHECK(read.articles[2].text == "The levy rises.\n\nNobody is pleased.");
  CHECK(read.articles[2].warnings ==
        std::vector<std::string>{"embargoed until further notice; withheld"});
}

TEST_CASE("NewsML 1 gives the main text of its components, and when it may be shown") {
  const Read read = read_sample("levy.newsml1.xml");
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles.front();
  CHECK(article.key.id == "urn:newsml:paw.example:20260305:levy");
  CHECK(meta(article, "version") == "2");
  CHECK(article.headline.value == "Levy on moorings rises");
  CHECK(article.byline.value == "Piers Amadi");
  CHECK(article.outlet.value == "PAW");
  CHECK(article.desk.value == "Economy");
  CHECK(article.language.value == "en");
  CHECK(article.rights.value == "2026 PAW");
  CHECK(article.text == "The levy rises by a third.\n\nOwners protest.");
  CHECK(text::format_date(article.date) == "2026-03-05T15:00:00+01:00");
  CHECK(article.embargo == 1772773200);
  CHECK(article.status == Status::usable);
}

TEST_CASE("a feed gives an article an entry, with what the channel says of all") {
  const Read read = read_sample("ledger.rss.xml");
  REQUIRE(read.articles.size() == 3);
  const Article& first = read.articles[0];
  CHECK(first.key.id == "ledger-88");
  CHECK(first.headline.value == "Gulls & ganders: the count");
  CHECK(first.url.value == "https://ledger.example/gulls");
  CHECK(first.byline.value == "Runa Holt");
  CHECK(first.outlet.value == "The Arlen Ledger");
  CHECK(first.desk.value == "Nature");
  CHECK(first.language.value == "en-gb");
  CHECK(first.rights.value == "2026 Ledger");
  CHECK(text::format_date(first.date) == "2026-03-05T15:04:05+03:30");
  CHECK(first.text == "There are 312 gulls.\n\n“Too many,” said Elin Marsh.");
  CHECK(meta(first, "summary") == "A short count.");
  CHECK(read.articles[1].text == "No title, only words.");
  CHECK(read.articles[1].key.id == "ledger.rss.xml#2");
  CHECK(read.articles[2].byline.value == "Kit Aro");
  CHECK(read.articles[2].warnings == std::vector<std::string>{"neither text nor headline"});
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == "line 19: expected a text or a headline, got neither");
}

TEST_CASE("Atom and RDF give the same fields by other names") {
  const Article atom = read_sample("desk.atom.xml").articles.at(0);
  CHECK(atom.key.id == "urn:desk:7");
  CHECK(atom.headline.value == "Lock <7> opens");
  CHECK(atom.url.value == "https://desk.example/7.html");
  CHECK(atom.byline.value == "Desk Staff");
  CHECK(atom.outlet.value == "The Desk");
  CHECK(atom.desk.value == "City");
  CHECK(atom.text == "The lock opened.\n\nBoats passed.");
  CHECK(text::format_date(atom.date) == "2026-03-05T14:00:00+00:00");
  CHECK(atom.modified == 1772722800);

  const Article rdf = read_sample("old.rdf").articles.at(0);
  CHECK(rdf.key.id == "https://old.example/1");
  CHECK(rdf.headline.value == "Tram & train");
  CHECK(rdf.text == "Café by the line.");
  CHECK(rdf.outlet.value == "Old Post");
  CHECK(text::format_date(rdf.date) == "2026-03-05");
  CHECK(rdf.warnings == std::vector<std::string>{"1 '&' that begin no known name"});
}

TEST_CASE("an entry without a category keeps its keywords") {
  const Read read = read_text_of(
      "<rss xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><item>"
      "<title>One</title><description>The tide.</description>"
      "<itunes:keywords>tide, old quay</itunes:keywords></item></channel></rss>");
  REQUIRE(read.articles.size() == 1);
  CHECK(metas(read.articles[0], "keywords") == Texts{"tide", "old quay"});
}

TEST_CASE("a broken feed gives what can be read of it, or a reason") {
  const Read cut = read_text_of(
      "<rss><channel><item><title>One</title></item><item><title>Two</title><description>wor");
  REQUIRE(cut.articles.size() == 2);
  CHECK(cut.articles[1].headline.value == "Two");
  CHECK_FALSE(cut.articles[1].warnings.empty());
  const Read empty = read_text_of("<rss><channel></channel></rss>");
  REQUIRE(empty.rejects.size() == 1);
  CHECK(empty.rejects[0].reason == "expected an entry or item, got none below 'rss'");
}

TEST_CASE("ninjs 1 gives its fields; an unzoned embargo is held") {
  const Article article = read_sample("one.ninjs.json").articles.at(0);
  CHECK(article.provenance.reader == "ninjs/2");
  CHECK(article.key.id == "https://ninjs.example/1");
  CHECK(article.headline.value == "Tram line opens");
  CHECK(article.byline.value == "Ana Reyes");
  CHECK(article.outlet.value == "Port Arlen Wire");
  CHECK(article.desk.value == "Transport");
  CHECK(article.language.value == "en");
  CHECK(article.rights.value == "2026 PAW");
  CHECK(article.url.value == "https://ninjs.example/1.html");
  CHECK(article.text == "The tram runs.\n\nIt is full.");
  CHECK(text::format_date(article.date) == "2026-03-05T15:04:05+01:00");
  CHECK(article.status == Status::withheld);
  CHECK(meta(article, "version") == "4");
  CHECK(meta(article, "people") == "Elin Marsh");
  CHECK(meta(article, "house_key") == R"({"deep":1})");
}

TEST_CASE("ninjs 2 and 3 give every item of a list, pictures their caption") {
  const Read read = read_sample("three.ninjs.json");
  REQUIRE(read.articles.size() == 3);
  const Article& first = read.articles[0];
  CHECK(first.key.id == "urn:n:1");
  CHECK(first.headline.value == "Main line");
  CHECK(meta(first, "headline_short") == "Short");
  CHECK(first.text == "Words of NITF.\n\n“Ready”");
  CHECK(marks(first) == std::vector<std::string>{"Kit Aro: “Ready”"});
  CHECK(first.warnings.empty());
  CHECK(first.byline.value == "Von Kit Aro");
  CHECK(first.status == Status::canceled);
  CHECK(first.outlet.value == "Desk");
  REQUIRE(first.expiry);
  CHECK(read.articles[1].text == "The lock at noon.");
  CHECK(meta(read.articles[1], "description_creditline") == "Desk/Aro");
  CHECK(read.articles[2].headline.value == "Only a title");
}

TEST_CASE("what editorial systems add to ninjs is read too") {
  const Article article =
      read_text_of(R"({"_items":[{"uri":"urn:sd:1","versioncreated":"2026-03-05T15:04:05+0000",)"
                   R"("pubstatus":"usable","headline":"Line","body_html":"<p>One.</p>",)"
                   R"("source":"Desk","authors":[{"name":"Kit Aro","role":"writer"}],)"
                   R"("service":[{"name":"Domestic","code":"d"}],"subject":[{"name":"Ships"}],)"
                   R"("keywords":["tide","lock"]}]})")
          .articles.at(0);
  CHECK(article.provenance.reader == "ninjs/2");
  CHECK(article.byline.value == "Kit Aro");
  CHECK(article.outlet.value == "Desk");
  CHECK(article.desk.value == "Domestic");
  CHECK(metas(article, "keywords") == Texts{"tide", "lock"});
  CHECK(meta(article, "subjects") == "Ships");
}

TEST_CASE("hostile documents are refused by every XML format") {
  const std::string root = GENERATE(values<std::string>({"nitf", "newsItem", "NewsML", "rss"}));
  CAPTURE(root);
  const auto reason = [&](const std::string& document) {
    const Read read = read_text_of(document);
    CHECK(read.articles.empty());
    REQUIRE(read.rejects.size() == 1);
    return read.rejects[0].reason;
  };
  const std::string open = "<" + root + ">";
  const std::string close = "</" + root + ">";
  CHECK(reason("<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>" + open + "&b;" + close)
            .find("document type with entities") != std::string::npos);
  CHECK(reason("<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + open + "&a;" + close)
            .find("document type with entities") != std::string::npos);
  std::string deep = open;
  for (int i = 0; i < 400; ++i) deep += "<d>";
  CHECK(reason(deep + close).find(root == "rss" ? "xcessive depth" : "cap of 256") !=
        std::string::npos);
}

TEST_CASE("Base64 is read, and anything else is not") {
  CHECK(decoded_base64(" RXhh\nbXBsZQ== ") == "Example");
  CHECK(decoded_base64("QUJD") == "ABC");
  CHECK_FALSE(decoded_base64("QUJ"));
  CHECK_FALSE(decoded_base64("QU=D"));
  CHECK_FALSE(decoded_base64("no, words"));
}

TEST_CASE("items are found in the bytes, in any width of characters") {
  const std::string narrow =
      "<!-- <item> --><r><x:item a='>'>1<item>2</item></x:item><![CDATA[<item>]]><item/></r>";
  const auto found = item_bytes(narrow, {"item"});
  REQUIRE(found.size() == 2);
  CHECK(narrow.substr(found[0].begin, found[0].end - found[0].begin) ==
        "<x:item a='>'>1<item>2</item></x:item>");
  CHECK(narrow.substr(found[1].begin, found[1].end - found[1].begin) == "<item/>");
  std::string wide = "\xFE\xFF";
  for (const char c : narrow) wide += std::string(1, '\0') + c;
  const auto in_wide = item_bytes(wide, {"item"});
  REQUIRE(in_wide.size() == 2);
  CHECK(in_wide[1].begin == 2 + 2 * found[1].begin);
}

TEST_CASE("an embargo and a status of ninjs in another shape are read or hide the item") {
  const auto item = [](const std::string& fields) {
    return read_text_of(R"({"uri":"urn:n:1","versioncreated":"2026-03-05T15:04:05Z",)" + fields +
                        R"(,"body_text":"The tram runs."})")
        .articles.at(0);
  };
  CHECK(item(R"("pubstatus":["canceled"])").status == Status::canceled);
  CHECK(item(R"("pubstatus":{"code":"canceled"})").status == Status::withheld);
  CHECK(item(R"("embargoed":["2031-01-01T10:00:00Z"])").embargo ==
        item(R"("embargoed":"2031-01-01T10:00:00Z")").embargo);
  CHECK(item(R"("embargoed":{"until":"noon"})").embargo ==
        std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(item(R"("embargoed":null,"pubstatus":null)").embargo);
}

TEST_CASE("a kill stays one whatever other signals come with it") {
  const Read read = read_text_of(
      "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"g\" version=\"1\"><itemMeta>"
      "<versionCreated>2024-01-01T00:00:00Z</versionCreated><pubStatus qcode=\"stat:usable\"/>"
      "<signal qcode=\"sig:kill\"/><signal qcode=\"sig:correction\"/></itemMeta><contentMeta>"
      "<headline>H</headline></contentMeta></newsItem>");
  CHECK(read.articles.at(0).status == Status::canceled);
}

TEST_CASE("the text of an item by another name is taken, a summary only for want of a text") {
  const Article plain =
      read_text_of(R"({"uri":"u1","versioncreated":"2026-03-05","headline":"H","content":{"n":1},)"
                   R"("text":"The whole story."})")
          .articles.at(0);
  CHECK(plain.provenance.reader == "ninjs/2");
  CHECK(plain.text == "The whole story.");
  CHECK(meta(plain, "ninjs:content") == R"({"n":1})");
  const Article roles =
      read_text_of(R"({"uri":"u2","versioncreated":"2026-03-05","bodies":[)"
                   R"({"role":"summary","contenttype":"text/html","value":"<p>Short.</p>"},)"
                   R"({"role":"main","contenttype":"text/plain","value":"The whole story."}]})")
          .articles.at(0);
  CHECK(roles.text == "The whole story.");
}

}  // namespace onrecord::formats
