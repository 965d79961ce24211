#!/usr/bin/env python3
"""Runs the examples of a Markdown document against the real programs, and compares what they print.

    documents.py --bin DIR --source DIR DOCUMENT.md

Fences: ```console runs each `$ command` (continued by lines that begin with `> `) and compares the lines below it; a line `…` stands
for any lines, a `…` inside a line for anything in it.  ```python runs the block and compares its output with a ```text fence that
follows at once.  Other fences are not run.  A daemon over the samples listens on a free port, which takes the place of 7700.
Exit status 1 and a difference a failed example.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time


def fences(text):
    """(line number, language, lines) of each fenced block, and whether the next one follows at once."""
    blocks, lines, at = [], text.split("\n"), 0
    while at < len(lines):
        match = re.fullmatch(r"```(\w*)", lines[at])
        if not match:
            at += 1
            continue
        end = lines.index("```", at + 1)
        blocks.append((at + 1, match.group(1), lines[at + 1 : end]))
        at = end + 1
    return blocks


def examples_of(text):
    """(line number, kind, program text, expected lines) of everything that is run."""
    found = []
    blocks = fences(text)
    for number, (line, language, body) in enumerate(blocks):
        if language == "console":
            command, expected, start = None, [], line
            for offset, row in enumerate(body + ["$ "]):
                if row.startswith("$ "):
                    if command is not None:
                        found.append((start, "shell", command, expected))
                    command, expected, start = row[2:], [], line + 1 + offset
                elif row.startswith("> ") and not expected:
                    command += "\n" + row[2:]
                else:
                    expected.append(row)
        elif language == "python":
            following = blocks[number + 1] if number + 1 < len(blocks) else (0, "", [])
            if following[1] != "text":
                raise SystemExit(f"line {line}: a python example needs a text block with its output behind it")
            found.append((line, "python", "\n".join(body), following[2]))
    return found


def pattern_of(expected):
    """A regular expression for expected lines."""
    out = ""
    for row in expected:
        if row.strip() == "…":
            out += r"(?:[^\n]*\n)*?"
        else:
            out += ".*?".join(re.escape(part) for part in row.rstrip().split("…")) + r"[ ]*\n"
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--source", type=pathlib.Path, required=True)
    arguments.add_argument("--show", action="store_true", help="print what each example printed")
    arguments.add_argument("document", type=pathlib.Path)
    given = arguments.parse_args()
    given.bin, given.source = given.bin.resolve(), given.source.resolve()
    examples = examples_of(given.document.read_text(encoding="utf-8"))
    if not examples:
        raise SystemExit(f"{given.document}: no example found")

    work = pathlib.Path(tempfile.mkdtemp(prefix="onrecord-documents-"))
    shutil.copytree(given.source / "samples", work / "samples")
    indexer = [given.bin / "onrecord-indexer", "--index", work / "index"]
    subprocess.run([*indexer, "add", "samples"], cwd=work, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    port_file = work / "port"
    daemon = subprocess.Popen(
        [given.bin / "onrecord-searchd", "--index", work / "index", "--listen", "127.0.0.1:0", "--port-file", port_file],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    failed = 0
    try:
        deadline = time.monotonic() + 60
        while not (port_file.exists() and port_file.read_text().strip()):
            if daemon.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the daemon did not get ready")
            time.sleep(0.05)
        server = port_file.read_text().strip()
        port = server.rsplit(":", 1)[1]
        environment = {
            **os.environ,
            "PATH": f"{given.bin}:{os.environ['PATH']}",
            "ONRECORD_SERVER": server,
            "PYTHONPATH": str(given.source / "proto/client/python"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
        }
        for line, kind, program, expected in examples:
            program = program.replace("7700", port)
            command = ["bash", "-c", program] if kind == "shell" else [sys.executable, "-c", program]
            run = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=120)
            printed = (run.stdout + run.stderr).replace(port, "7700")
            rows = "".join(row.rstrip() + "\n" for row in printed.rstrip("\n").split("\n")) if printed.strip() else ""
            while expected and not expected[-1].strip():
                expected = expected[:-1]
            if given.show:
                print(f"--- {given.document.name}:{line}\n{rows}", end="")
            if not re.fullmatch(pattern_of(expected), rows):
                failed += 1
                print(f"{given.document.name}:{line}: expected\n" + "\n".join(expected) + f"\n--- got (exit {run.returncode})\n{rows}", end="")
    finally:
        daemon.terminate()
        daemon.wait(30)
        shutil.rmtree(work, ignore_errors=True)
    print(f"{given.document.name}: {len(examples) - failed} examples passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
