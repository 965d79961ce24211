#!/usr/bin/env python3
"""Turns the marked-up articles of this folder into gold JSON Lines.  Knows the markup, not the extractor.

  make_gold.py --check          exit 1 with FILE:LINE and the mistake, for each mistake; writes nothing
  make_gold.py --out DIR        writes DIR/tuned.jsonl, DIR/held.jsonl, … (checks first)
  make_gold.py --counts         prints articles and statements by category and kind

The markup is described in README.md.  A line of gold is
{id, text, half, category, discard: [[begin,end]…], quotes: [{start, end, spans, text, speaker, kind, speaker_type…}]}
with half-open offsets in Unicode code points of `text`; `speaker` is null for an unattributed quotation.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
HALVES = ("tuned", "held", "calibrate", "unseen")  # two halves of one set, and two of a later one
KINDS = {"d": "direct", "f": "fragment", "m": "mixed", "i": "indirect", "s": "speech", "x": "discard"}
MARK = re.compile(r"⟦(?:(?P<close>/)|(?P<kind>[dfmisx])(?P<id>\d*)(?::(?P<key>[a-z0-9]+|-))?(?P<flags>(?:,[a-z]+(?:=[a-z0-9]+)?)*))⟧")
QUOTES = set("\"'“”„‟‘’‚«»‹›`")
FLAGS = {"p", "neg", "den", "q", "open", "scare", "by"}


class Mistakes:
    def __init__(self):
        self.lines = []

    def add(self, path, line, what):
        self.lines.append(f"{path.relative_to(HERE)}:{line}: {what}")


def articles(path):
    """Yields (line, id, {key: [name, alias…]}, [(line number, text line)…]) for each article of a file."""
    head, keys, body = None, {}, []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("=== "):
            if head:
                yield (*head, keys, body)
            head, keys, body = (number, line[4:].strip()), {}, []
        elif line.startswith("@") and not any(text for _, text in body):
            key, _, names = line[1:].partition(" ")
            keys[key] = [name.strip() for name in names.split(" = ")]
        elif head:
            body.append((number, line))
    if head:
        yield (*head, keys, body)


def parse(path, article, mistakes):
    """One article as a gold object; mistakes are added to `mistakes`."""
    first, ident, keys, body = article
    while body and not body[0][1].strip():
        body.pop(0)
    while body and not body[-1][1].strip():
        body.pop()
    text, stack, marks, used = "", [], [], set()
    for number, line in body:
        at = 0
        for found in MARK.finditer(line):
            text += line[at:found.start()]
            at = found.end()
            if found["close"]:
                if not stack:
                    mistakes.add(path, number, "a closing mark without an opening one")
                    continue
                mark = stack.pop()
                mark["end"] = len(text)
                marks.append(mark)
                continue
            flags = dict((flag.partition("=")[::2]) for flag in found["flags"].split(",")[1:])
            for flag in set(flags) - FLAGS:
                mistakes.add(path, number, f"unknown flag '{flag}'")
            mark = {"kind": found["kind"], "id": found["id"], "key": found["key"], "flags": flags,
                    "begin": len(text), "line": number, "outer": stack[-1] if stack else None}
            stack.append(mark)
        text += line[at:] + "\n"
        if stack:
            mistakes.add(path, number, "a mark is not closed on its line (give each paragraph its own piece)")
            stack.clear()
    text = text[:-1]
    if "⟦" in text or "⟧" in text:
        mistakes.add(path, first, f"{ident}: a mark that cannot be read: …{text[max(0, text.find('⟦')):][:40]}…")
    marks.sort(key=lambda mark: (mark["begin"], -mark["end"]))

    groups, order, discard = {}, [], []
    for mark in marks:
        begin, end, number = mark["begin"], mark["end"], mark["line"]
        words = text[begin:end]
        if not words.strip() or words != words.strip():
            mistakes.add(path, number, f"a mark around nothing, or with white space at its edge: '{words}'")
        if mark["kind"] == "x":
            discard.append([begin, end])
            continue
        if mark["kind"] == "f" and not mark["key"] and mark["outer"] and mark["outer"]["kind"] == "m":
            outer = mark["outer"]
            mark["key"] = outer["key"] or groups[outer["kind"] + outer["id"]][0]["key"]
            mark["flags"] = {**{k: v for k, v in outer["flags"].items() if k in ("p", "neg", "den", "by")}, **mark["flags"]}
        if mark["kind"] in "df":
            # A piece that runs on has a mark on one side only; « so » has spaces inside.
            sides = [side in QUOTES for side in (text[:begin].rstrip("\u00a0\u202f ")[-1:], text[end:].lstrip("\u00a0\u202f ")[:1])]
            if "open" not in mark["flags"] and not (any(sides) if mark["id"] else all(sides)):
                mistakes.add(path, number, f"quoted words without quotation marks around them: '{words[:40]}' (flag 'open' if meant)")
        elif words[0] in "\"“‘«„" and words[-1] in "\"”’»“":
            if mark["kind"] == "m" and not mark["id"] and len(re.findall("[\"“«„]", words)) < 2:
                mistakes.add(path, number, f"a mixed statement that is one quotation: '{words[:40]}'")
        group = mark["kind"] + (mark["id"] or f"-{begin}")
        if group in groups:
            lead = groups[group][0]
            if mark["key"] not in (None, lead["key"]) or mark["kind"] != lead["kind"]:
                mistakes.add(path, number, f"piece {group} differs from its first piece in kind or speaker")
            groups[group].append(mark)
        else:
            if mark["key"] is None:
                mistakes.add(path, number, f"no speaker for '{words[:40]}'")
            groups[group] = [mark]
            order.append(group)

    quotes = []
    for group in order:
        pieces = groups[group]
        lead, kind = pieces[0], KINDS[pieces[0]["kind"]]
        inside = [m for m in marks if m["kind"] in "df" and m["outer"] in pieces]
        if kind == "mixed" and not any(m["kind"] == "f" for m in inside):
            mistakes.add(path, lead["line"], "a mixed statement without a quoted fragment")
        if kind == "indirect" and any(m["kind"] == "f" for m in inside):
            mistakes.add(path, lead["line"], "an indirect statement with a quoted fragment (it is mixed)")
        if kind == "indirect" and not inside and "scare" not in lead["flags"]:
            if any(re.search(r'["“”«»„]', text[p["begin"]:p["end"]]) for p in pieces):
                mistakes.add(path, lead["line"], "an indirect statement with quotation marks inside (mixed, or flag 'scare')")
        quote = {"start": pieces[0]["begin"], "end": pieces[-1]["end"],
                 "spans": [[p["begin"], p["end"]] for p in pieces],
                 "text": " … ".join(text[p["begin"]:p["end"]] for p in pieces), "kind": kind}
        names = []
        if lead["key"] not in (None, "-"):
            used.add(lead["key"])
            names = keys.get(lead["key"], [])
            if not names:
                mistakes.add(path, lead["line"], f"no line '@{lead['key']} NAME' at the head of {ident}")
        quote["speaker"] = names[0] if names else None
        quote["speaker_type"] = (None if not names else "pronoun" if "p" in lead["flags"]
                                 else "named" if names[0][0].isupper() else "nominal")
        if names[1:]:
            quote["speaker_aliases"] = names[1:]
        for flag, name in (("neg", "negated"), ("den", "denied"), ("q", "question")):
            if flag in lead["flags"]:
                quote[name] = True
        if "by" in lead["flags"]:
            by = keys.get(lead["flags"]["by"])
            used.add(lead["flags"]["by"])
            if not by:
                mistakes.add(path, lead["line"], f"by={lead['flags']['by']} is not a speaker of {ident}")
            quote["quoted_by"] = by[0] if by else None
        quotes.append(quote)
    folded = text.casefold()
    for key, names in keys.items():
        if key not in used:
            mistakes.add(path, first, f"{ident}: speaker '@{key}' says nothing")
        for name in names:
            if name.casefold() not in folded:
                mistakes.add(path, first, f"{ident}: '{name}' does not occur in the text")
    quotes.sort(key=lambda q: (q["start"], -q["end"]))
    return {"id": ident, "half": path.parent.name, "category": path.stem, "text": text,
            "discard": discard, "quotes": quotes}


def read(half, mistakes):
    """All articles of one half, in the order of their files."""
    gold, seen = [], set()
    for path in sorted((HERE / half).glob("*.txt")):
        for article in articles(path):
            line, ident = article[0], article[1]
            if not re.fullmatch((re.escape(path.stem) if half in ("tuned", "held") else "[a-z-]+") + r"-\d\d", ident):
                mistakes.add(path, line, f"expected an id like {path.stem}-01, got '{ident}'")
            if ident in seen:
                mistakes.add(path, line, f"{ident} occurs twice")
            seen.add(ident)
            gold.append(parse(path, article, mistakes))
    return gold


def counts(halves):
    kinds = [*KINDS.values()][:5]
    print(f"{'category':14}{'half':7}{'articles':>9}" + "".join(f"{kind:>10}" for kind in kinds)
          + f"{'he/she':>8}{'no name':>9}{'neg/den':>9}{'nested':>8}")
    table = collections.defaultdict(collections.Counter)
    for half, gold in halves.items():
        for doc in gold:
            for row in ((doc["category"], half), ("all", half)):
                table[row]["articles"] += 1
                for quote in doc["quotes"]:
                    table[row][quote["kind"]] += 1
                    table[row]["he/she"] += quote["speaker_type"] == "pronoun"
                    table[row]["no name"] += quote["speaker"] is None
                    table[row]["neg/den"] += "negated" in quote or "denied" in quote
                    table[row]["nested"] += "quoted_by" in quote
    for (category, half), row in sorted(table.items()):
        print(f"{category:14}{half:7}{row['articles']:9}" + "".join(f"{row[kind]:10}" for kind in kinds)
              + f"{row['he/she']:8}{row['no name']:9}{row['neg/den']:9}{row['nested']:8}")


def main():
    parser = argparse.ArgumentParser(description="Marked-up articles to gold JSON Lines.")
    parser.add_argument("--check", action="store_true", help="only look for mistakes")
    parser.add_argument("--counts", action="store_true", help="print articles and statements by category and kind")
    parser.add_argument("--out", type=pathlib.Path, help="folder to write the JSON Lines files into")
    options = parser.parse_args()
    if not (options.check or options.counts or options.out):
        parser.error("expected one of --check, --counts, --out DIR")
    mistakes = Mistakes()
    halves = {half: read(half, mistakes) for half in HALVES}
    sizes = {half: collections.Counter(doc["category"] for doc in gold) for half, gold in halves.items()}
    for category in sorted(set(sizes["tuned"]) | set(sizes["held"])):
        if abs(sizes["tuned"][category] - sizes["held"][category]) > 1:
            mistakes.lines.append(f"{category}: {sizes['tuned'][category]} articles in tuned, {sizes['held'][category]} in held; expected equal halves")
    if mistakes.lines:
        print("\n".join(mistakes.lines), file=sys.stderr)
        return 1
    if options.counts:
        counts(halves)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for half, gold in halves.items():
            lines = (json.dumps(doc, ensure_ascii=False) + "\n" for doc in gold)
            (options.out / f"{half}.jsonl").write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
