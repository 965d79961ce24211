#!/usr/bin/env python3
"""Checks the verdicts on quotations: the hand-made set tests/golden/misquotes, cases made from an archive's own statements, and floors for both.

Usage: run.py --programs FOLDER --golden FOLDER [--samples PATH] [--corpus FILE]
Archives that are not there are skipped, in words.  Exit status 1 below a floor.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import score_cases  # noqa: E402

# Shares that must be right.  The hand-made set is only scored: nothing is fitted to it.
GOLDEN = {"verdict": .95, "wording": .95, "form": .94, "speaker": .92}
PLAIN = ("verbatim", "typographic", "function word", "negation", "number", "content word", "contraction", "number format", "part",
         "other speaker", "same words", "never said")
PLAIN_FLOOR, HARD_FLOOR = .98, .90


@contextlib.contextmanager
def serving(programs, index):
    process = subprocess.Popen([f"{programs}/onrecord-searchd", "--index", str(index), "--listen", "127.0.0.1:0", "--log-level", "error"],
                               stdout=subprocess.PIPE, text=True, env={**os.environ, "ONRECORD_TOKEN": ""})
    try:
        line = process.stdout.readline().strip()
        match = re.match(r"listening on (\S+)$", line)
        if not match:
            sys.exit(f"the daemon did not start: '{line}'")
        yield match.group(1)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def add(programs, index, source, path):
    subprocess.run([f"{programs}/onrecord-indexer", "--index", str(index), "add", "--source", source, str(path)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def export(programs, server, path):
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([f"{programs}/onrecord", "--server", server, "export", "--target", "statements"], check=True, stdout=out,
                       stderr=subprocess.DEVNULL)


def share(pair):
    return pair[0] / pair[1] if pair[1] else 1.0


def made(programs, work, name, path, strangers, each):
    """Cases out of \\a path's own statements, scored; whether the floors hold."""
    index = work / name
    add(programs, index, name, path)
    with serving(programs, index) as server:
        statements = work / f"{name}.statements"
        export(programs, server, statements)
        command = [sys.executable, str(pathlib.Path(__file__).parent / "make_cases.py"), "--seed", "7", "--each", str(each), "--strangers",
                   str(strangers), str(statements)]
        cases = [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]
        print(f"\n{name}: {len(cases)} cases")
        _, classes = score_cases.score(server, cases, False)
    plain = [row for row in classes if row in PLAIN]
    hard = [row for row in classes if row not in PLAIN]
    held = True
    for rows, floor, kind in ((plain, PLAIN_FLOOR, "plain"), (hard, HARD_FLOOR, "hard")):
        pair = (sum(classes[r]["right"] for r in rows), sum(classes[r]["all"] for r in rows))
        print(f"{kind} classes: {share(pair):.3f} right, floor {floor}")
        held = held and share(pair) >= floor
    return held


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--programs", required=True)
    options.add_argument("--golden", required=True)
    options.add_argument("--samples")
    options.add_argument("--corpus")
    given = options.parse_args()
    held = True
    with tempfile.TemporaryDirectory(prefix="onrecord-verify-") as folder:
        work = pathlib.Path(folder)
        golden = pathlib.Path(given.golden)
        add(given.programs, work / "golden", "golden", golden / "archive.jsonl")
        with serving(given.programs, work / "golden") as server:
            export(given.programs, server, work / "golden.statements")
            cases = [json.loads(line) for line in (golden / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
            print(f"misquotations made by hand: {len(cases)} cases")
            total, _ = score_cases.score(server, cases, False)
        for part, floor in GOLDEN.items():
            if share(total[part]) < floor:
                print(f"{part}: {share(total[part]):.3f} are right, expected {floor} or more")
                held = False
        for name, path in (("samples", given.samples), ("corpus", given.corpus)):
            if path is None or not os.path.exists(path):
                print(f"skipped: {name}: no archive at {path}")
            elif not made(given.programs, work, name, path, work / "golden.statements", 60):
                held = False
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
