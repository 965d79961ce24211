// Mail messages: headers, codings, parts, many in a file.
#include "indexer/formats/mail.h"

#include <map>

#include "indexer/formats/mime.h"
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

const std::string kHead =
    "Received: from mx.example.org by mail.example.org; Sun, 17 Mar 2024 14:05:01 +0000\r\n"
    "Message-ID: <abc.123@example.org>\r\n"
    "From: =?iso-8859-1?Q?Z=E9lie_Marlow?= <zelie@example.org>\r\n"
    "To: desk@example.org\r\n"
    "Subject: =?utf-8?B?SGFyYm91ciDigJNzYWxl?= =?utf-8?Q?_is_off?=,\r\n"
    " says council\r\n"
    "Date: Sun, 17 Mar 2024 14:05:00 +0100\r\n"
    "MIME-Version: 1.0\r\n";

}  // namespace

TEST_CASE("a message's headers become the fields of an article") {
  const Read read =
      read_bytes(kHead +
                     "Content-Type: text/plain; charset=\"iso-8859-1\"\r\n"
                     "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                     "The caf=E9 said: =93We will not sell.=94 It went on and on=\r\n and on.\r\n",
                 test_options());
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles[0];
  CHECK(article.provenance.reader == "mail/1");
  CHECK(article.key.id == "abc.123@example.org");
  CHECK(article.headline.value == "Harbour –sale is off, says council");
  CHECK(article.headline.origin == Origin::header);
  CHECK(article.byline.value == "Zélie Marlow");
  CHECK(article.date_printed == "Sun, 17 Mar 2024 14:05:00 +0100");
  CHECK(article.date.known());
  CHECK(article.text == "The café said: “We will not sell.” It went on and on and on.");
  CHECK(article.warnings.empty());
}

TEST_CASE("of the forms of one text the plain one is read, of HTML alone its words") {
  const std::string html =
      "--b2\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
      "<html><head><style>p {}</style></head><body><p>Only &eacute; here.</p></body></html>\r\n";
  const std::string plain = "--b2\r\nContent-Type: text/plain\r\n\r\nPlain words.\r\n";
  const std::string type =
      "Content-Type: multipart/alternative; boundary=b2\r\n\r\nfor old programs\r\n";
  CHECK(read_one(kHead + type + plain + html + "--b2--\r\nafter", "mail").text == "Plain words.");
  CHECK(read_one(kHead + type + html + "--b2--\r\n", "mail").text == "Only é here.");
  CHECK(read_one(kHead + type + "--b2\r\n\r\n\r\n" + html, "mail").text == "Only é here.");
}

TEST_CASE("attachments are named and not read; parts of the text are read in order") {
  const Article article =
      read_one(kHead +
                   "Content-Type: multipart/mixed;\r\n boundary=\"a b\"\r\n\r\n"
                   "--a b\r\n\r\nFirst.\r\n"
                   "--a b\r\nContent-Type: application/pdf; name=x.pdf\r\n"
                   "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n"
                   "--a b\r\nContent-Disposition: attachment; "
                   "filename*=utf-8''%C3%A9t%C3%A9.txt\r\n\r\nno\r\n"
                   "--a b\r\nContent-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: base64\r\n\r\nWsO8cmljaA==\r\n--a b--\r\n",
               "mail");
  CHECK(article.text == "First.\n\nZürich");
  std::vector<std::string> names;
  for (const auto& [key, value] : article.meta)
    if (key == "attachment") names.push_back(value);
  CHECK(names == std::vector<std::string>{"x.pdf", "été.txt"});
}

TEST_CASE("a part's fields in no stated encoding are read like the message's") {
  const Article article =
      read_one(kHead +
                   "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                   "--b\r\nContent-Type: text/plain\r\n\r\nFirst.\r\n"
                   "--b\r\nContent-Type: application/pdf; name=\xE9t\xE9.pdf\r\n\r\nno\r\n"
                   "--b\r\nContent-Type: image/d\xE9j\xE0\r\n\r\nno\r\n--b--\r\n",
               "mail");
  std::vector<std::string> names;
  for (const auto& [key, value] : article.meta)
    if (key == "attachment") names.push_back(value);
  CHECK(names == std::vector<std::string>{"été.pdf", "image/déjà"});
}

TEST_CASE("an mbox holds many messages") {
  const std::string one =
      "From ann@example.org Sun Mar 17 14:05:00 2024\n"
      "From: ann@example.org\nDate: Sun, 17 Mar 2024 14:05:00 +0000\n"
      "Message-ID: <1@x>\nSubject: One\n\nFrom here on it rains.\n\n";
  std::string two = one;
  two.replace(two.find("<1@x>"), 5, "<2@x>");
  const Read read = read_bytes(one + two, test_options());
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].key.id == "1@x");
  CHECK(read.articles[1].key.id == "2@x");
  CHECK(read.articles[1].provenance.byte_begin == one.size());
  CHECK(read.articles[1].text == "From here on it rains.");
}

TEST_CASE("encoded words, and what only looks like them") {
  CHECK(decode_words("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=") == "café");
  CHECK(decode_words("a =?windows-1252?q?=93b=94?= c") == "a “b” c");
  CHECK(decode_words("2 =? 3 ?= 4") == "2 =? 3 ?= 4");
  CHECK(decode_words("=?utf-8?X?abc?=") == "=?utf-8?X?abc?=");
  CHECK(unflowed("soft \nend\nhard\n-- \nname\n") == "soft end\nhard\n-- \nname\n");
}

TEST_CASE("marks of encoded words that never close cost no more than their size") {
  for (const std::string_view mark : {"=? ", "=?u?q? ", "=?u?b?"}) {
    std::string subject;
    while (subject.size() < (2u << 20)) subject += mark;
    if (mark.ends_with('?')) subject += "x";
    CHECK(decode_words(subject).size() <= subject.size());
  }
  CHECK(decode_words("=?u =?utf-8?q?b?= =?utf-8?q?c") == "=?u b =?utf-8?q?c");
}

TEST_CASE("a text that begins as a letter does is no mail, and parts without end are cut off") {
  CHECK(sniff_mail("From: the mayor\nDate: Sunday\n\nDear all,\n", "a.txt") == 0);
  CHECK(sniff_mail(kHead, "-") > 90);
  std::string deep = kHead;
  for (int i = 0; i < 100; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    deep +=
        "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  const Read read = read_bytes(deep + "\r\ntext", test_options("mail"));
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].warnings ==
        std::vector<std::string>{"parts nested deeper than 20 were left out"});
}

TEST_CASE("a message whose boundary never comes is read as one text") {
  const Article article = read_one(
      kHead + "Content-Type: multipart/mixed; boundary=gone\r\n\r\nThe quay stays open.\r\n", "");
  CHECK(article.text == "The quay stays open.");
  REQUIRE(article.warnings.size() == 1);
  CHECK(article.warnings[0] == "no part begins with the message's boundary; read as one text");
}

}  // namespace onrecord::formats
