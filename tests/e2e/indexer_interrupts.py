#!/usr/bin/env python3
"""onrecord-indexer is interrupted and killed while it adds, again and again; what it said it committed is never lost.

Usage: indexer_interrupts.py BIN_FOLDER [ROUNDS]

Standard library only.  The oracle writes the articles itself and counts in the program's own `info --json` and `check`.
"""

import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

FILES = 40
PER_FILE = 200


def write_archive(folder: pathlib.Path) -> int:
    """Several thousand invented speeches and stories; gives their number."""
    words = "tide harbour council ferry budget lantern gauge dredger clinic bridge orchard signal".split()
    rng = random.Random(11)
    for number in range(FILES):
        lines = []
        for i in range(PER_FILE):
            text = "\n\n".join(
                " ".join(rng.choice(words) for _ in range(rng.randint(15, 60))).capitalize() + "."
                for _ in range(rng.randint(2, 8))
            )
            record = {"id": f"{number}-{i}", "title": f"Story {number}-{i}", "text": text}
            if i % 2:
                record["speaker"] = f"Speaker {i % 17}"
            lines.append(json.dumps(record))
        (folder / f"{number:03}.jsonl").write_text("\n".join(lines) + "\n")
    return FILES * PER_FILE


class Indexer:
    def __init__(self, program: pathlib.Path, index: pathlib.Path, archive: pathlib.Path):
        self.base = [str(program), "--index", str(index)]
        self.archive = str(archive)

    def run(self, *args: str) -> subprocess.CompletedProcess:
        return subprocess.run([*self.base, *args], capture_output=True, text=True, timeout=300)

    def start_add(self) -> subprocess.Popen:
        # One megabyte between commits, so that there are many of them to be hit.
        return subprocess.Popen(
            [*self.base, "--verbose", "add", "--commit-megabytes", "1", self.archive],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def counts(self) -> dict:
        ran = self.run("info", "--json")
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    def assert_whole(self) -> None:
        ran = self.run("check")
        assert ran.returncode == 0, ran.stdout + ran.stderr


def committed(lines: str) -> int:
    """The articles that the program said were committed."""
    return sum(int(n) for n in re.findall(r"^committed: (\d+) articles", lines, re.M))


def kill_again_and_again(indexer: Indexer, rounds: int, rng: random.Random) -> int:
    """Kills at random moments; checks after each that nothing acknowledged is lost.  Gives how often it was in time."""
    sure = 0
    killed = 0
    for _ in range(rounds):
        process = indexer.start_add()
        time.sleep(rng.uniform(0.02, 1.5))
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate(timeout=60)
        if process.returncode != -signal.SIGKILL:
            break
        killed += 1
        sure += committed(said)
        ran = indexer.run("info", "--json")
        if ran.returncode != 0:
            assert sure == 0 and "no index" in ran.stderr, ran.stderr
            continue
        have = json.loads(ran.stdout)["articles"]
        assert have >= sure, f"{sure} articles were committed, {have} are there"
        sure = have
    return killed


def interrupt(indexer: Indexer) -> None:
    """Ctrl-C ends an add in order: status 130, everything read is in, a ledger that agrees."""
    process = indexer.start_add()
    first = process.stderr.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said, complaints = process.communicate(timeout=120)
    assert process.returncode == 130, (process.returncode, complaints)
    assert "goes on" in complaints, complaints
    counted = int(re.search(r"([\d,]+) added", said).group(1).replace(",", ""))
    assert counted == committed(first + complaints), (said, first, complaints)
    have = indexer.counts()["articles"]
    assert have == counted, (have, counted)
    assert 0 < have < FILES * PER_FILE, have
    indexer.assert_whole()


def main() -> int:
    program = pathlib.Path(sys.argv[1]) / "onrecord-indexer"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    rng = random.Random()
    seed = rng.randrange(1 << 30)
    print(f"seed {seed}")
    rng.seed(seed)
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        archive = root / "archive"
        archive.mkdir()
        total = write_archive(archive)

        whole = Indexer(program, root / "whole", archive)
        ran = whole.run("add", str(archive))
        assert ran.returncode == 0, ran.stderr
        expected = whole.counts()
        assert expected["articles"] == total and expected["statements"] > total, expected

        torn = Indexer(program, root / "torn", archive)
        killed = kill_again_and_again(torn, rounds, rng)
        print(f"killed {killed} times")
        assert killed > 0
        ran = torn.run("add", str(archive))
        assert ran.returncode == 0, ran.stderr
        torn.assert_whole()

        stopped = Indexer(program, root / "stopped", archive)
        interrupt(stopped)
        ran = stopped.run("add", str(archive))
        assert ran.returncode == 0, ran.stderr
        stopped.assert_whole()

        for other in (torn, stopped):
            have = other.counts()
            for name in ("articles", "statements", "superseded", "files", "files_out"):
                assert have[name] == expected[name], (name, have[name], expected[name])
            again = other.run("add", "--json", str(archive))
            assert json.loads(again.stdout)["files_unchanged"] == FILES, again.stdout
    print("nothing was lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
