#!/usr/bin/env python3
"""How well names that are one name are found alike, and how often others are: recall, and false pairs in a million.

variants.tsv has the spellings of one name a line, surnames.txt surnames of many origins.  Both are parted by a hash of the (first)
name: the costs of sounds were tuned on the half "dev", never on "held out"; from how many letters on a slip of typing is forgiven was
chosen by the false pairs of both.  Alike is what sounds alike, or is one word mistyped.  A pair of two surnames that stand in no common
line is false, whoever might think them variants.  Usage: measure.py --pairs PROGRAM [--dev] [--floor RECALL FALSE_PER_MILLION]
With --dev the missed and the false pairs of that half are listed.
"""
import argparse
import collections
import hashlib
import itertools
import pathlib
import subprocess
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
HALVES = ("dev", "held out")


def half_of(name):
    return HALVES[hashlib.sha256(name.encode()).digest()[0] & 1]


def folded(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


def lines_of(name):
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def alike(program, names):
    """The pairs of names that the program finds alike, as sets of two."""
    out = subprocess.run([program], input="\n".join(names) + "\n", capture_output=True, text=True, check=True).stdout
    return {frozenset(line.split("\t")[:2]) for line in out.splitlines()}


class Measured:
    def __init__(self, program):
        self.groups = []
        for line in lines_of("variants.tsv"):
            origin, names = line.split("\t")
            self.groups.append((origin, names.split(", ")))
        self.surnames = list(lines_of("surnames.txt"))
        names = sorted(set(self.surnames) | {name for _, group in self.groups for name in group})
        self.alike = alike(program, names)
        # Spellings that stand in several lines tie them together: Hwang is Chinese and Korean.
        self.line_of = collections.defaultdict(set)
        for number, (_, group) in enumerate(self.groups):
            for name in group:
                self.line_of[folded(name)].add(number)

    def variants(self, half):
        for origin, group in self.groups:
            if half in ("both", half_of(group[0])):
                for pair in itertools.combinations(group, 2):
                    yield origin, frozenset(pair)

    def recall(self, half):
        found, asked = collections.Counter(), collections.Counter()
        for origin, pair in self.variants(half):
            asked[origin] += 1
            found[origin] += pair in self.alike
        return found, asked

    def with_authority(self, half):
        """Of every line with three spellings or more the authority file has all but one: pairs with that one, found without it and
        with it (by any name of the person)."""
        without = by_file = asked = 0
        for _, group in self.groups:
            if len(group) < 3 or half not in ("both", half_of(group[0])):
                continue
            missing = max(group, key=lambda name: hashlib.sha256(name.encode()).digest())
            known = [name for name in group if name != missing]
            hits = sum(frozenset((missing, name)) in self.alike for name in known)
            asked += len(known)
            without += hits
            by_file += len(known) if hits else 0
        return without, by_file, asked

    def false_pairs(self, half):
        names = [name for name in self.surnames if half in ("both", half_of(name))]
        chosen = set(names)
        false = []
        for pair in self.alike:
            if len(pair) == 2 and pair <= chosen:
                one, other = pair
                if not self.line_of[folded(one)] & self.line_of[folded(other)]:
                    false.append(pair)
        return false, len(names) * (len(names) - 1) // 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--floor", nargs=2, type=float)
    arguments = parser.parse_args()
    measured = Measured(arguments.pairs)
    print("half      pairs  found  recall   of a million  with authority (without)")
    fails = []
    for half in HALVES + ("both",):
        found, asked = measured.recall(half)
        false, compared = measured.false_pairs(half)
        without, by_file, missing = measured.with_authority(half)
        recall = sum(found.values()) / sum(asked.values())
        rate = len(false) * 1e6 / compared
        print(f"{half:8}  {sum(asked.values()):5}  {sum(found.values()):5}  {recall:6.3f}   {rate:12.1f}  "
              f"{by_file / missing:.3f} ({without / missing:.3f}) of {missing}")
        if arguments.floor and (recall < arguments.floor[0] or rate > arguments.floor[1] or by_file <= without):
            fails.append(f"{half}: expected recall >= {arguments.floor[0]} at <= {arguments.floor[1]} false pairs in a million, "
                         "and more with an authority file")
    found, asked = measured.recall("dev" if arguments.dev else "both")
    print("by origin: " + ", ".join(f"{origin} {found[origin]}/{asked[origin]}" for origin in asked))
    if arguments.dev:
        print("missed: " + "; ".join("/".join(sorted(pair)) for _, pair in measured.variants("dev") if pair not in measured.alike))
        print("false: " + "; ".join(sorted("/".join(sorted(pair)) for pair in measured.false_pairs("dev")[0])))
    if fails:
        raise SystemExit("\n".join(fails))


if __name__ == "__main__":
    main()
