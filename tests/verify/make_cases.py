#!/usr/bin/env python3
"""Makes cases for a check of quotations out of the statements of any archive: what is claimed, and what the verdict should be.

Usage: make_cases.py [--seed N] [--each N] [--strangers FILE] STATEMENTS > cases.jsonl
STATEMENTS (and FILE) are rows of `onrecord export --target statements` or articles of `onrecord-indexer extract`, one JSON object a line.
Strangers are statements of another archive: the class "never said" is made of them.  The same seed and the same statements give the same
cases.  It shares no code and no word list with what it tests; --each is the most cases of a class.
"""
import argparse
import json
import random
import re
import sys

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
AUXILIARIES = ("is", "are", "was", "were", "will", "can", "would", "should", "could", "must")
HARMLESS = {"the": "this", "this": "the", "that": "this", "a": "the", "an": "the", "these": "those", "those": "these"}
DROPPED = ("the", "that", "very", "really", "just", "also", "so", "a", "of")
CONTRACTED = [("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"), ("are not", "aren't"),
              ("was not", "wasn't"), ("will not", "won't"), ("cannot", "can't"), ("have not", "haven't"), ("would not", "wouldn't"),
              ("it is", "it's"), ("that is", "that's"), ("we are", "we're"), ("they are", "they're"), ("I am", "I'm"),
              ("we have", "we've"), ("I have", "I've"), ("we will", "we'll"), ("I will", "I'll")]
NUMERALS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
            "twelve": "12", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90"}
COMMON = set("""the a an and or but of to in on at by for from with as is are was were be been am has have had do does did will would can could may
might must shall should not no never nor i me my we us our you your he him his she her it its they them their this that these those there here
who whom whose which what when where why how if unless until because while than then so such very just also too all any some more most much many
one into over under about after before between through during without within only even own same other each both few now out up down off""".split())
CUTS = re.compile(r"\b(if|unless|until|till|except|but|because|while|when|whereas|although|though|however|yet|once|not|rather|instead|only|"
                  r"provided|as (?:soon|long|far))\b", re.I)
DENIALS = re.compile(r"\b(not|no|never|none|nobody|nothing|nor|neither|if|unless|until|without|hardly|cannot|provided|\w+n['’]t)\b", re.I)

def words(text):
    return WORD.findall(text)


def folded(text):
    return " ".join(w.lower().replace("’", "'") for w in words(text))


def read_statements(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for one in row["statements"] if isinstance(row.get("statements"), list) else [row]:
                one.setdefault("article", row.get("key", ""))
                one.setdefault("status", row.get("status") or "usable")
                rows.append(one)
    return rows


def sentences(text):
    return [s.strip() for s in re.split(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘A-Z])", text) if s.strip()]


class Pool:
    """What can be claimed: whole sentences of somebody's quoted words."""

    def __init__(self, rows):
        self.quoted = []
        self.reported = []
        self.all_words = set()
        said = []
        for row in rows:
            if row.get("status") == "retracted":
                continue
            text = row["text"]
            quotes_itself = any(mark in text for mark in "\"“”‘«")
            said.append((folded(text), row["kind"], row.get("speaker") or "", not row.get("quoted_by") and not quotes_itself))
            self.all_words.update(folded(text).split())
            sure = (row.get("confidence") or {}).get("word") in ("stated", "resolved")
            usable = (row.get("speaker") and sure and " … " not in text and "[" not in text and not row.get("denied") and not row.get("negated")
                      and row.get("place", "text") == "text")
            if not usable:
                continue
            if row["kind"] in ("direct", "speech") and not (row.get("quoted_by") and row["quoted_by"] != row["speaker"]):
                for sentence in sentences(text):
                    count = len(words(sentence))
                    rare = [w for w in words(sentence) if w.lower() not in COMMON]
                    if 8 <= count <= 40 and len(rare) >= 4 and sentence[-1:] in ".!?" and sentence[:1].isupper() and '"' not in sentence:
                        self.quoted.append({"text": sentence, "speaker": row["speaker"], "article": row["article"]})
            elif row["kind"] == "indirect" and 8 <= len(words(text)) <= 40:
                self.reported.append({"text": text, "speaker": row["speaker"], "article": row["article"]})
        self.texts = "\n".join(one[0] for one in said)
        self.by_words = {}
        for text, kind, speaker, own in said:
            if kind in ("direct", "speech") and speaker and own:
                self.by_words.setdefault(text, set()).add(speaker)
        self.speakers = sorted({one["speaker"] for one in self.quoted})

    def stands(self, claim):
        return folded(claim) in self.texts


def surname(name):
    parts = folded(name).split()
    return parts[-1] if parts else ""


def replaced(text, old, new, rng):
    """\\a text with one occurrence of the word \\a old as \\a new, or nothing."""
    places = list(re.finditer(r"(?<![\w'’])" + re.escape(old) + r"(?![\w'’])", text, re.I))
    if not places:
        return None
    at = rng.choice(places)
    if at.group()[0].isupper():
        new = new[:1].upper() + new[1:]
    return (text[:at.start()] + new + text[at.end():]).replace("  ", " ").strip()


class Maker:
    def __init__(self, pool, rng, strangers):
        self.pool, self.rng, self.strangers = pool, rng, strangers

    def verbatim(self, one):
        return one["text"], "verbatim", ()

    def typographic(self, one):
        text = one["text"]
        how = self.rng.randrange(4)
        if how == 0:
            text = text.upper()
        elif how == 1:
            text = "“" + text.replace("'", "’").replace(", ", " — ") + "”"
        elif how == 2:
            text = re.sub(r"[,;:.!?—–]", "", text.replace("’", "'"))
        else:
            text = "«" + text.lower().replace(" - ", " – ") + "»"
        return text, "verbatim", ()

    def function_word(self, one):
        ways = [replaced(one["text"], old, new, self.rng) for old, new in HARMLESS.items()]
        ways += [replaced(one["text"], old, "", self.rng) for old in DROPPED]
        ways = [w for w in ways if w and folded(w) != folded(one["text"])]
        return (self.rng.choice(ways), "minor", ()) if ways else None

    def negation(self, one):
        text = one["text"]
        ways = [replaced(text, a, a + " not", self.rng) for a in AUXILIARIES if not re.search(r"\b%s not\b" % a, text, re.I)]
        ways += [replaced(text, "not", "", self.rng)]
        ways += [replaced(text, short, full.replace(" not", ""), self.rng) for full, short in CONTRACTED if " not" in full]
        ways += [replaced(text, "never", "always", self.rng)]
        ways = [w for w in ways if w]
        return (self.rng.choice(ways), "altered", ()) if ways else None

    def number(self, one):
        digits = [m for m in re.finditer(r"\d+", one["text"])]
        if digits:
            at = self.rng.choice(digits)
            return (one["text"][:at.start()] + str(int(at.group()) + self.rng.randrange(1, 9)) + one["text"][at.end():], "altered", ())
        ways = [replaced(one["text"], a, self.rng.choice([b for b in NUMERALS if b != a]), self.rng) for a in NUMERALS]
        ways = [w for w in ways if w]
        return (self.rng.choice(ways), "altered", ()) if ways else None

    def content_word(self, one):
        rare = [w for w in words(one["text"])[1:] if w.lower() not in COMMON and len(w) > 4 and "'" not in w and "’" not in w and not w[0].isdigit()]
        other = [w for w in words(self.rng.choice(self.pool.quoted)["text"]) if w.islower() and len(w) > 4 and w not in COMMON]
        if not rare or not other:
            return None
        old, new = self.rng.choice(rare), self.rng.choice(other)
        if old.lower()[:4] == new.lower()[:4]:
            return None
        claim = replaced(one["text"], old, new, self.rng)
        return (claim, "altered", ()) if claim else None

    def contraction(self, one):
        text = one["text"].replace("’", "'")
        ways = [replaced(text, a, b, self.rng) for a, b in CONTRACTED] + [replaced(text, b, a, self.rng) for a, b in CONTRACTED]
        ways = [w for w in ways if w]
        return (self.rng.choice(ways), "minor", ("verbatim",)) if ways else None

    def number_format(self, one):
        text = one["text"]
        # Numbers of several words or groups are another format as a whole only.
        simple = re.search(r"[\w']-|\b(?:hundred|thousand|million|dozen)\b|\d,\d{3},", text, re.I) is None
        ways = [replaced(text, a, b, self.rng) for a, b in NUMERALS.items() if simple]
        ways += [re.sub(r"(\d)%", r"\1 per cent", text), re.sub(r"(\d) (?:percent|per cent)\b", r"\1%", text)]
        ways += [re.sub(r"(?<![\d,])(\d{1,3}),(\d{3})(?![\d,])", r"\1\2", text)]
        ways = [w for w in ways if w and w != text]
        return (self.rng.choice(ways), "minor", ("verbatim",)) if ways else None

    def cut(self, one, hides):
        """A part of the sentence, by whether what is cut off has a word that hides something."""
        at = [m.start() for m in re.finditer(r"\S+", one["text"])]
        for _ in range(20):
            size = self.rng.randrange(6, max(7, len(at) - 1))
            if size >= len(at):
                continue
            begin = self.rng.randrange(0, len(at) - size + 1)
            end = at[begin + size] if begin + size < len(at) else len(one["text"])
            before, part, behind = one["text"][:at[begin]], one["text"][at[begin]:end].strip(), one["text"][end:]
            rare = [w for w in words(part) if w.lower() not in COMMON]
            if len(rare) < 3 or DENIALS.search(before):
                continue
            if not hides and not CUTS.search(behind):
                return part
            if hides and re.match(r"(if|unless|until|except|but|although|though|because|as (?:soon|long))\b", behind.lstrip(" ,;—–-"), re.I):
                return part
        return None

    def part(self, one):
        part = self.cut(one, False)
        return (part.rstrip(",;:—–- "), "verbatim", ()) if part else None

    def truncated_part(self, one):
        for match in re.finditer(r"[,;]? \b(?:if|unless|until|except|but|although|because)\b", one["text"]):
            part = one["text"][:match.start()]
            if len(words(part)) >= 6 and len([w for w in words(part) if w.lower() not in COMMON]) >= 3:
                return part, "truncated", ()
        return None

    def altered_part(self, one):
        part = self.cut(one, False)
        if not part or len(words(part)) < 9:
            return None
        return self.rng.choice((self.negation, self.content_word, self.number))(dict(one, text=part))

    def spliced(self, one):
        others = [o for o in self.pool.quoted if o["speaker"] == one["speaker"] and o["article"] != one["article"]]
        if not others:
            return None
        first, second = words_of(one["text"]), words_of(self.rng.choice(others)["text"])
        claim = " ".join(first[:max(6, len(first) // 2)]) + " " + " ".join(second[-max(6, len(second) // 2):])
        return claim, "spliced", ()

    def other_speaker(self, one):
        mine = self.pool.by_words.get(folded(one["text"]), set())
        others = [s for s in self.pool.speakers if surname(s) != surname(one["speaker"]) and s not in mine and
                  not set(folded(s).split()) & set(folded(one["speaker"]).split())]
        return (one["text"], "other_speaker", (), self.rng.choice(others)) if others else None

    def same_words(self, _):
        both = sorted((t, sorted(s)) for t, s in self.pool.by_words.items() if len(s) > 1 and len(t.split()) >= 4)
        if not both:
            return None
        text, speakers = self.rng.choice(both)
        return text, "verbatim", ("truncated",), self.rng.choice(speakers)

    def reported_only(self, _):
        if not self.pool.reported:
            return None
        one = self.rng.choice(self.pool.reported)
        quoted = any(folded(one["text"]) in text for text in self.pool.by_words)
        return None if quoted else (one["text"], "reported", (), one["speaker"])

    def never_said(self, one):
        if not self.strangers:
            return None
        stranger = self.rng.choice(self.strangers)["text"]
        return stranger, "not_found", (), one["speaker"]


def words_of(text):
    return text.split()


CLASSES = ["verbatim", "typographic", "function word", "negation", "number", "content word", "contraction", "number format", "part", "truncated part",
           "altered part", "spliced", "other speaker", "same words", "reported only", "never said"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("statements")
    options.add_argument("--strangers")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--each", type=int, default=100)
    given = options.parse_args()
    pool = Pool(read_statements(given.statements))
    if not pool.quoted:
        sys.exit("make_cases: no statement of 8 to 40 words by a known speaker")
    strangers = [o for o in Pool(read_statements(given.strangers)).quoted if not pool.stands(o["text"])] if given.strangers else []
    for name in CLASSES:
        rng = random.Random(f"{given.seed} {name}")
        maker = Maker(pool, rng, strangers)
        make = getattr(maker, name.replace(" ", "_"))
        seen = set()
        for _ in range(given.each * 30):
            if len(seen) == given.each:
                break
            one = rng.choice(pool.quoted)
            case = make(one)
            if case is None:
                continue
            quote, verdict, also = case[0], case[1], case[2]
            speaker = case[3] if len(case) > 3 else one["speaker"]
            # What was changed must not stand there by chance.
            if verdict in ("altered", "minor", "spliced") and pool.stands(quote):
                continue
            if (quote, speaker) in seen:
                continue
            seen.add((quote, speaker))
            print(json.dumps({"class": name, "quote": quote, "speaker": speaker, "expected_verdict": verdict, "also_verdict": list(also)},
                             ensure_ascii=False))


if __name__ == "__main__":
    main()
