#!/usr/bin/env python3
"""The IPTC's own examples and a suite of feeds, as onrecord-indexer reads them and as Python's parsers do.

Usage: news_formats.py BIN_FOLDER SOURCE_FOLDER.  Standard library only.  The files lie in ../shared/eval/formats beside
the repository; without them it says so and passes.
"""

import difflib
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

BLOCK_TAGS = {"p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "h1", "h2", "h3", "h4", "section", "article",
              "blockquote", "body", "html", "hl2", "block"}
LEFT_OUT = {"media", "style", "script", "title", "head", "hedline", "body.head", "figure", "figcaption"}


class Words(html.parser.HTMLParser):
    """The words of HTML, blocks parted by spaces."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.skip = 0

    def handle_starttag(self, tag, attrs):
        self.skip += tag in LEFT_OUT
        if tag in BLOCK_TAGS:
            self.found.append(" ")

    def handle_endtag(self, tag):
        self.skip -= tag in LEFT_OUT and self.skip > 0
        if tag in BLOCK_TAGS:
            self.found.append(" ")

    def handle_data(self, data):
        if not self.skip:
            self.found.append(data)


def html_words(text: str) -> str:
    parser = Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.found)


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def f1(ours: str, theirs: str) -> float:
    a, b = tokens(ours), tokens(theirs)
    if not a or not b:
        return float(a == b)
    same = sum(block.size for block in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 2 * same / (len(a) + len(b))


def local(element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def find(element, *path):
    for name in path:
        element = next((child for child in (element if element is not None else []) if local(child) == name), None)
    return element


def below(element, name):
    return [each for each in element.iter() if local(each) == name]


def words(element) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def same_instant(printed: str, ours: str) -> bool:
    """The first digits of both: year to minute, zones as printed."""
    digits = lambda text: re.sub(r"\D", "", text)[:12]
    return digits(printed)[:8] == digits(ours)[:8] if len(digits(ours)) < 12 else digits(printed) == digits(ours)


class Check:
    def __init__(self, program: pathlib.Path) -> None:
        self.program = program
        self.compared = 0
        self.wrong: list[str] = []

    def extract(self, path: pathlib.Path) -> tuple[list[dict], str]:
        ran = subprocess.run([self.program, "extract", str(path)], capture_output=True, timeout=60)
        if ran.returncode not in (0, 1, 3):
            self.wrong.append(f"{path.name}: exit status {ran.returncode}")
        articles = [json.loads(line) for line in ran.stdout.decode().splitlines()]
        return articles, ran.stderr.decode()

    def equal(self, path, what, ours, theirs) -> None:
        self.compared += 1
        if " ".join(ours.split()) != " ".join(theirs.split()):
            self.wrong.append(f"{path.name}: {what}: expected {theirs[:90]!r}, got {ours[:90]!r}")

    def true(self, path, what, holds) -> None:
        self.compared += 1
        if not holds:
            self.wrong.append(f"{path.name}: {what}")

    # ninjs

    def ninjs_item(self, path, item: dict, article: dict) -> None:
        low = {key.lower(): value for key, value in item.items()}
        if "uri" in low:
            self.equal(path, "id", article["id"], low["uri"])
        headlines = [low[key] for key in sorted(low) if key == "headline" or key.startswith("headline_")]
        headlines += [each["value"] for each in low.get("headlines", [])]
        if not headlines and low.get("title"):
            headlines = [low["title"]]
        if headlines:
            self.true(path, f"headline: got {article['headline']!r}",
                      any(f1(article["headline"], html_words(each)) == 1 for each in headlines))
        if low.get("versioncreated"):
            self.true(path, f"date: got {article['date']['value']!r}", same_instant(low["versioncreated"], article["date"]["value"]))
        bodies = [low[key] for key in low if key.startswith("body")]
        bodies += [each["value"] for each in low.get("bodies", [])]
        bodies = bodies or [low[key] for key in low if key.startswith("description")]
        bodies = bodies if not isinstance(bodies and bodies[0], list) else [each["value"] for each in bodies[0]]
        bodies = [each for each in bodies if isinstance(each, str) and each.strip()]
        if bodies:
            best = max(f1(article["text"], html_words(each)) for each in bodies)
            self.true(path, f"body: F1 {best:.3f}", best > 0.97)

    def ninjs(self, path: pathlib.Path) -> None:
        given = json.loads(path.read_text(encoding="utf-8"))
        if "schema-extension" in path.parts and "uri" not in given:
            return
        items = given if isinstance(given, list) else [given]
        articles, said = self.extract(path)
        self.true(path, f"{len(articles)} articles of {len(items)} items: {said.strip()}", len(articles) == len(items))
        for item, article in zip(items, articles):
            self.ninjs_item(path, item, article)

    # NewsML

    def newsml_g2(self, path: pathlib.Path) -> None:
        root = ElementTree.parse(path).getroot()
        if local(root) not in ("newsItem", "newsMessage", "contentSet"):
            articles, said = self.extract(path)
            self.true(path, "neither an article nor a reason", articles == [] and path.name in said)
            return
        articles, said = self.extract(path)
        if local(root) == "newsMessage":
            items = [each for each in root.iter() if local(each) in ("newsItem", "packageItem")]
            self.true(path, "an item without article or reason", len(articles) + len(said.splitlines()) >= len(items))
            return
        self.true(path, f"one article: {said}", len(articles) == 1)
        if len(articles) != 1:
            return
        article, = articles
        if root.get("guid"):
            self.equal(path, "id", article["id"], root.get("guid"))
        headline = find(root, "contentMeta", "headline")
        headline = headline if headline is not None else next(iter(below(root, "hl1")), None)
        if headline is not None:
            self.equal(path, "headline", article["headline"], words(headline))
        created = find(root, "itemMeta", "versionCreated")
        if created is not None:
            self.true(path, f"date {article['date']['value']}", same_instant(words(created), article["date"]["value"]))
        for content in below(root, "body.content")[:1]:
            theirs = html_words(ElementTree.tostring(content, encoding="unicode").replace("ns0:", ""))
            self.true(path, f"body: F1 {f1(article['text'], theirs):.3f}", f1(article["text"], theirs) > 0.97)

    def newsml1(self, path: pathlib.Path) -> None:
        root = ElementTree.parse(path).getroot()
        articles, said = self.extract(path)
        self.true(path, f"one article: {said}", len(articles) == 1)
        for article in articles[:1]:
            self.equal(path, "headline", article["headline"],
                       next(words(each) for each in below(root, "HeadLine") if words(each)))
            self.true(path, "date", same_instant(words(next(iter(below(root, "ThisRevisionCreated")))), article["date"]["value"]))
            for component in below(root, "NewsComponent"):
                role = find(component, "Role")
                if role is None or role.get("FormalName") != "Body":
                    continue
                body = below(component, "body")[0]
                theirs = re.sub(r"(</?)ns\d:", r"\1", ElementTree.tostring(body, encoding="unicode"))
                self.true(path, "body", f1(article["text"], html_words(theirs)) > 0.97)

    # Feeds

    def feed(self, path: pathlib.Path) -> None:
        articles, said = self.extract(path)
        if articles and articles[0]["provenance"]["reader"].split("/")[0] not in ("feed", ""):
            return
        try:
            root = ElementTree.parse(path).getroot()
        except (ElementTree.ParseError, ValueError, LookupError):
            self.true(path, "broken: neither an entry nor a reason", bool(articles) or bool(said.strip()))
            return
        entries = [each for each in root.iter() if local(each).lower() in ("item", "entry")]
        if not entries:
            self.true(path, "no entry, and no reason", articles == [] and bool(said.strip()))
            return
        given = [each for each in entries if len(each)]
        self.true(path, f"{len(articles)} articles of {len(given)} entries: {said.strip()[-200:]}",
                  len(articles) >= len(given))
        for entry, article in zip(entries, articles):
            title = next((each for each in entry if local(each).lower() == "title" and
                          ("}" not in each.tag or "tom" in each.tag or "/rss/" in each.tag)), None)
            if title is None or len(title) or not words(title) or title.get("mode") == "base64" or \
                    title.get("type") == "application/octet-stream":
                continue
            if "<object" in words(title):  # embedded things and what stands in their place are left out
                continue
            escaped = title.get("type") in (None, "html", "text/html") or title.get("mode") == "escaped"
            plain = html_words(words(title)) if escaped else words(title)
            self.true(path, f"title: expected {plain!r}, got {article['headline']!r}",
                      f1(article["headline"], plain) == 1 or f1(article["headline"], words(title)) == 1)


def main() -> int:
    program = pathlib.Path(sys.argv[1]) / "onrecord-indexer"
    formats = pathlib.Path(sys.argv[2]).resolve().parent / "shared" / "eval" / "formats"
    if not formats.is_dir():
        print("skipped: ../shared/eval/formats, the IPTC's examples and the suite of feeds, is not beside the repository")
        return 0
    check = Check(program)
    for path in sorted((formats / "ninjs" / "examples").rglob("*.json")):
        check.ninjs(path)
    for path in sorted((formats / "ninjs" / "examples" / "NewsML").glob("*.xml")):
        check.newsml1(path)
    for path in sorted((formats / "newsml-g2" / "examples").glob("*.xml")):
        check.newsml_g2(path)
    items, items_wrong = check.compared, len(check.wrong)
    print(f"IPTC's examples: {items} comparisons, {items_wrong} wrong")
    for path in sorted((formats / "feeds").rglob("*.xml")):
        check.feed(path)
    print(f"feeds: {check.compared - items} comparisons, {len(check.wrong) - items_wrong} wrong")
    for line in check.wrong:
        print(line)
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
