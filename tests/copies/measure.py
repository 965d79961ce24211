#!/usr/bin/env python3
"""How well copies are recognised, pair by pair.

Usage: measure.py PAIRS_PROGRAM [ARCHIVE.jsonl[.gz]] [--sweep]

Makes pairs with make_copies.py (of ARCHIVE and of the invented stories), asks PAIRS_PROGRAM
(copies_pairs) how alike they are, and prints precision and recall on the half that the threshold
was not chosen on; a copy counts as found when the threshold says so AND the index would have seen
the pair (a mark in common).  --sweep prints the thresholds on the other half.
Exit status 1 when precision or recall of the reported half is below 0.95.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GOAL = 0.95


def pairs_of(program, archive):
    made = subprocess.run([sys.executable, os.path.join(HERE, "make_copies.py")] + archive,
                          check=True, capture_output=True, text=True).stdout
    said = subprocess.run([program], input=made, check=True, capture_output=True, text=True).stdout
    rows = []
    for line, numbers in zip(made.splitlines(), said.splitlines(), strict=True):
        row = json.loads(line)
        resemblance, containment, marks, judged = numbers.split()
        rows.append((row["half"], row["kind"], row["copy"], float(containment), int(marks), judged == "1"))
    return rows


def rates(pairs):
    """Of (is a copy, is found): precision and recall."""
    found = sum(1 for copy, said in pairs if copy and said)
    wrong = sum(1 for copy, said in pairs if not copy and said)
    missed = sum(1 for copy, said in pairs if copy and not said)
    return found / max(1, found + wrong), found / max(1, found + missed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("archive", nargs="?")
    parser.add_argument("--sweep", action="store_true")
    args = parser.parse_args()
    sets = [("invented stories", [])]
    if args.archive and os.path.exists(args.archive):
        sets.append((os.path.basename(args.archive), [args.archive]))
    else:
        print(f"skipped: pairs of real wire stories: no archive{' at ' + args.archive if args.archive else ' was named'}")
    good = True
    for name, archive in sets:
        rows = pairs_of(args.program, archive)
        if args.sweep:
            chosen = [row for row in rows if row[0] == "choose"]
            for percent in range(25, 80, 5):
                precision, recall = rates([(copy, containment >= percent / 100 and marks > 0)
                                           for _, _, copy, containment, marks, _ in chosen])
                print(f"{name}: threshold {percent / 100:.2f}: precision {precision:.4f} recall {recall:.4f}")
        reported = [row for row in rows if row[0] == "report"]
        precision, recall = rates([(copy, judged and marks > 0) for _, _, copy, _, marks, judged in reported])
        good = good and precision >= GOAL and recall >= GOAL
        print(f"{name}: {len(reported)} pairs: precision {precision:.4f} recall {recall:.4f}")
        kinds = collections.defaultdict(lambda: [0, 0])
        for _, kind, copy, _, marks, judged in reported:
            kinds[(not copy, kind)][0] += 1
            kinds[(not copy, kind)][1] += judged and marks > 0
        for (other, kind), (count, found) in sorted(kinds.items()):
            print(f"  {'other story' if other else 'copy':11}  {kind:32} {found:5} of {count} taken for copies")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
