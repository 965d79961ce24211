#!/usr/bin/env python3
"""Indexes JSON Lines archives with the real programs and holds every count against a brute-force scan.

    archive_oracle.py --bin DIR [--queries 2000] [--seed 1] FILE.jsonl[.gz] ...

The scan shares no code with the programs: it reads the JSON itself, and knows of words only what the manual says.  Checked are:
no article lost (counts and ids), and random fielded queries of several clauses (speaker, outlet, section, date, exact words,
phrases, AND, OR, NOT).  To stay clear of matters of taste it asks only for words whose every occurrence in the archive stands
between blanks or plain punctuation, and for phrases whose every occurrence is on one line.  `speaker:` finds who is quoted in the text too: those names are taken from what
`onrecord-indexer extract` prints.  Exit status 1 and one line a difference.
"""

import argparse
import calendar
import datetime
import gzip
import json
import pathlib
import random
import re
import socket
import subprocess
import sys
import tempfile
import unicodedata

WORD = re.compile(r"[a-z]{3,}")
CLEAN_BEFORE = set(" \t\n\r\"“”‘(,;:!?—…")
CLEAN_AFTER = set(" \t\n\r\"“”)(,;:!?—….")


def plain(text):
    """Lower case without diacritics, one character for one where that is possible."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in text if not unicodedata.combining(c) and c not in "\u00ad\u200b\u200c\u200d\u2060\ufeff")


def name_words(value):
    """The words of a short value: letters and digits, possessives and dots left out."""
    value = plain(value).replace("’", "'")
    value = re.sub(r"'s\b", "", value)
    value = re.sub(r"\b((?:[a-z]\.){2,})", lambda m: m.group(1).replace(".", "") + " ", value)
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", value)


def contains_run(words, run):
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))


class Record:
    __slots__ = ("id", "plain", "speakers", "outlet", "section", "first", "last")

    def __init__(self, raw):
        self.id = str(raw["id"])
        self.plain = plain((raw.get("title") or "") + "\n\n" + (raw.get("text") or ""))
        self.speakers = [name_words(raw[k]) for k in ("speaker", "speaker_name") if raw.get(k)]
        self.outlet = raw.get("outlet")
        self.section = raw.get("section")
        self.first, self.last = span_of(raw.get("date"))


def span_of(date):
    """First and last day of an ISO date of any precision; None, None when there is none."""
    if not date:
        return None, None
    parts = [int(p) for p in date[:10].split("-")]
    if len(parts) == 1:
        return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)
    if len(parts) == 2:
        return datetime.date(*parts, 1), datetime.date(*parts, calendar.monthrange(*parts)[1])
    return (datetime.date(*parts),) * 2


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")


class Daemon:
    def __init__(self, bin_dir, index, work):
        port_file = work / "port"
        self.process = subprocess.Popen(
            [bin_dir / "onrecord-searchd", "--index", index, "--listen", "127.0.0.1:0", "--port-file", port_file],
            stdout=subprocess.DEVNULL,
        )
        while not (port_file.exists() and port_file.read_text().strip()):
            if self.process.poll() is not None:
                raise SystemExit("the daemon ended before it was ready")
        host, port = port_file.read_text().strip().rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.lines = self.socket.makefile("rb")
        self.number = 0

    def call(self, method, **params):
        self.number += 1
        self.socket.sendall(json.dumps({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}).encode() + b"\n")
        return json.loads(self.lines.readline())

    def frames(self, method, **params):
        answer = self.call(method, **params)
        while True:
            yield answer["result"]
            if not answer["result"].get("more"):
                return
            answer = json.loads(self.lines.readline())

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait(30)


class Vocabulary:
    """Candidate words and phrases with the records that hold them."""

    def __init__(self, records, rng, how_many):
        candidates = set()
        for record in rng.sample(records, min(len(records), how_many)):
            found = WORD.findall(record.plain)
            candidates.update(rng.sample(found, min(3, len(found))))
        phrases = set()
        for record in rng.sample(records, min(len(records), how_many)):
            for line in record.plain.split("\n"):
                words = line.split(" ")
                if len(words) > 6:
                    at = rng.randrange(len(words) - 3)
                    run = words[at : at + rng.choice((2, 2, 3))]
                    if all(re.fullmatch(WORD, w) for w in run):
                        phrases.add(" ".join(run))
        self.words = {w: set() for w in candidates}
        self.phrases = {p: set() for p in phrases}
        self.unclean = set()
        self.patterns = {}
        for phrase in sorted(phrases):
            words = phrase.split(" ")
            self.patterns.setdefault(words[0], []).append((phrase, re.compile(r"((?:['’]s)?[^a-z]+)".join(words) + r"(?![a-z])")))
        for number, record in enumerate(records):
            self.scan(number, record.plain)
        for unclean in self.unclean:
            self.words.pop(unclean, None)
            self.phrases.pop(unclean, None)

    def scan(self, number, text):
        for match in re.finditer(r"[a-z]+", text):
            word = match.group()
            before = text[match.start() - 1] if match.start() else " "
            if word in self.words:
                after = text[match.end()] if match.end() < len(text) else " "
                if before not in CLEAN_BEFORE or after not in CLEAN_AFTER:
                    self.unclean.add(word)
                elif after == "." and match.end() + 1 < len(text) and not text[match.end() + 1].isspace() and text[match.end() + 1] not in "\"”)":
                    self.unclean.add(word)
                self.words[word].add(number)
            for phrase, pattern in self.patterns.get(word, ()):
                run = pattern.match(text, match.start())
                if not run:
                    continue
                after = text[run.end()] if run.end() < len(text) else " "
                if all(g == " " for g in run.groups()) and before in CLEAN_BEFORE and after in CLEAN_AFTER - {"."}:
                    self.phrases[phrase].add(number)
                else:
                    self.unclean.add(phrase)


class Asker:
    """Makes random queries and knows which records each must find."""

    def __init__(self, records, rng):
        self.records = records
        self.rng = rng
        self.all = set(range(len(records)))
        self.vocabulary = Vocabulary(records, rng, 150)
        self.by_outlet = self.group(lambda r: r.outlet)
        self.by_section = self.group(lambda r: r.section)
        self.speakers = sorted({" ".join(s) for r in records for s in r.speakers if s})
        self.with_name_word = {}
        for number, record in enumerate(records):
            for word in {w for s in record.speakers for w in s}:
                self.with_name_word.setdefault(word, []).append(number)
        self.dated = [n for n, r in enumerate(records) if r.first]

    def group(self, key):
        out = {}
        for number, record in enumerate(self.records):
            if key(record):
                out.setdefault(key(record), set()).add(number)
        return out

    def clause(self):
        kinds = ["word", "word", "word"]
        if self.vocabulary.phrases:
            kinds += ["phrase", "phrase"]
        if self.speakers:
            kinds += ["speaker"]
        if self.by_outlet:
            kinds += ["outlet"]
        if self.by_section:
            kinds += ["section"]
        if self.dated:
            kinds += ["date", "before", "after", "range"]
        return getattr(self, self.rng.choice(kinds))()

    def word(self):
        word = self.rng.choice(sorted(self.vocabulary.words))
        return "=" + word, self.vocabulary.words[word]

    def phrase(self):
        phrase = self.rng.choice(sorted(self.vocabulary.phrases))
        return f'"{phrase}"', self.vocabulary.phrases[phrase]

    def speaker(self):
        run = self.rng.choice(self.speakers).split(" ")
        if self.rng.random() < 0.5:
            run = [self.rng.choice(run)]
        found = {n for n in self.with_name_word[run[0]] if any(contains_run(s, run) for s in self.records[n].speakers)}
        return f'speaker:"{" ".join(run)}"', found

    def outlet(self):
        value = self.rng.choice(sorted(self.by_outlet))
        return f'outlet:"{value}"', self.by_outlet[value]

    def section(self):
        value = self.rng.choice(sorted(self.by_section))
        return f'section:"{value}"', self.by_section[value]

    def some_day(self):
        record = self.records[self.rng.choice(self.dated)]
        day = record.first
        return self.rng.choice((f"{day.year:04}", f"{day.year:04}-{day.month:02}", f"{day.year:04}-{day.month:02}-{day.day:02}"))

    def within(self, first, last):
        return {n for n in self.dated if first <= self.records[n].first and self.records[n].last <= last}

    def date(self):
        day = self.some_day()
        return f"date:{day}", self.within(*span_of(day))

    def before(self):
        day = self.some_day()
        first = span_of(day)[0]
        return f"before:{day}", {n for n in self.dated if self.records[n].last < first}

    def after(self):
        day = self.some_day()
        last = span_of(day)[1]
        return f"after:{day}", {n for n in self.dated if self.records[n].first > last}

    def range(self):
        one, two = sorted((self.some_day(), self.some_day()), key=lambda d: span_of(d)[0])
        first, last = span_of(one)[0], span_of(two)[1]
        if last < first:
            two, last = one, span_of(one)[1]
        return f"date:{one}..{two}", self.within(first, last)

    def query(self):
        parts, found = [], self.all
        for _ in range(self.rng.choice((1, 2, 2, 3, 3))):
            text, hits = self.clause()
            shape = self.rng.random()
            if shape < 0.25:
                other, more = self.clause()
                text, hits = f"({text} OR {other})", hits | more
            if parts and shape > 0.8:
                text, hits = self.rng.choice((f"NOT {text}", f"-{text}")), self.all - hits
            parts.append(text)
            found = found & hits
        return " ".join(parts), found


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--queries", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--index", type=pathlib.Path, help="an index made before from the same files")
    arguments.add_argument("files", type=pathlib.Path, nargs="+")
    given = arguments.parse_args()
    given.bin = given.bin.resolve()
    rng = random.Random(given.seed)
    errors = 0

    work = pathlib.Path(tempfile.mkdtemp(prefix="onrecord-oracle-"))
    plain_files = []
    records = []
    for path in given.files:
        with open_text(path) as lines:
            text = lines.read()
        target = work / path.name.removesuffix(".gz")
        target.write_text(text, encoding="utf-8")
        plain_files.append(target)
        records += [Record(json.loads(line)) for line in text.split("\n") if line.strip()]
    print(f"{len(records)} records read by the scan", flush=True)

    index = given.index or work / "index"
    if not given.index:
        subprocess.run([given.bin / "onrecord-indexer", "--index", index, "add", *plain_files], check=True)
    by_id = {record.id: record for record in records}
    extract = subprocess.Popen([given.bin / "onrecord-indexer", "extract", *plain_files], stdout=subprocess.PIPE)
    for line in extract.stdout:
        article = json.loads(line)
        record = by_id[article["id"]]
        record.speakers += [name_words(n) for n in sorted({s["speaker"] for s in article["statements"] if s["speaker"]})]
    if extract.wait() != 0:
        raise SystemExit("extract failed")
    daemon = Daemon(given.bin, index, work)
    try:
        total = daemon.call("search", limit=0)["result"]["total"]
        if total != {"value": len(records), "exact": True}:
            print(f"lost articles: expected {len(records)}, got {total}")
            errors += 1
        ids = [row["id"] for frame in daemon.frames("export") for row in frame["rows"]]
        if sorted(ids) != sorted(r.id for r in records):
            print(f"export: {len(ids)} rows; missing {sorted({r.id for r in records} - set(ids))[:5]}")
            errors += 1
        asker = Asker(records, rng)
        hits = 0
        for number in range(given.queries):
            query, found = asker.query()
            answer = daemon.call("search", query=query, limit=0)
            if "error" in answer:
                print(f"refused: {query!r}: {answer['error']['message']}")
                errors += 1
                continue
            total = answer["result"]["total"]
            hits += bool(found)
            if total != {"value": len(found), "exact": True}:
                print(f"expected {len(found)}, got {total['value']}{'' if total['exact'] else ' (about)'}: {query}")
                errors += 1
                if errors > 40:
                    break
        print(f"{given.queries} queries, {hits} with matches, {errors} differences")
    finally:
        daemon.close()
        if not given.index:
            subprocess.run(["rm", "-rf", work], check=False)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
