#!/usr/bin/env python3
"""Runs every transcript of proto/wire/PROTOCOL.md against the real daemon, and fails on any difference.

PROTOCOL.md holds the archive (blocks ```jsonl source=NAME), files (```tsv file=NAME, in the daemon's working folder) and the transcripts (blocks ```transcript or ```http, with options of
the daemon behind the word).  How a block is read is said there, under "How to read the transcripts".  It shares no code with the
programs.  Usage: transcripts.py --indexer PROGRAM --searchd PROGRAM [--fill] PROTOCOL.md
With --fill, an expected answer that is only "?" is written into the document; look at it before it is committed.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile

# Values that differ from run to run or from machine to machine: --fill writes "*" for them.
VOLATILE = {"took_ms", "revision", "score", "ingested", "made", "made_by", "bytes", "path", "next_cursor", "extractor", "reader",
            "rule", "confidence", "version_of_program"}
WIDTH = 100


class Block:
    def __init__(self, kind, options, first_line):
        self.kind = kind
        self.options = options
        self.first_line = first_line
        self.entries = []  # (mark, text, line number of its first line, line number behind its last line)

    def add(self, number, line):
        if line[:2] in ("> ", "< ") or line in (">", "<"):
            self.entries.append([line[0], line[2:], number, number + 1])
        elif self.entries:
            self.entries[-1][1] += "\n" + line
            self.entries[-1][3] = number + 1
        elif line:
            raise SystemExit(f"line {number + 1}: expected '> ' or '< ', got '{line}'")


def read_blocks(lines):
    """The fenced blocks of the document, in order."""
    blocks, current = [], None
    for number, line in enumerate(lines):
        fence = re.match(r"```(\S*)\s*(.*)$", line)
        if fence and current is None:
            current = Block(fence.group(1), fence.group(2), number)
            if current.kind not in ("transcript", "http"):
                current.text = []
        elif fence:
            blocks.append(current)
            current = None
        elif current is not None and hasattr(current, "text"):
            current.text.append(line)
        elif current is not None:
            current.add(number, line)
    return blocks


def difference(expected, got, where="answer"):
    """None, or where and how two JSON values differ; "*" stands for any value, "..." for further members or elements."""
    if expected == "*":
        return None
    if isinstance(expected, dict) and isinstance(got, dict):
        for name, value in expected.items():
            if name == "...":
                continue
            if name not in got:
                return f"{where}.{name} is missing"
            found = difference(value, got[name], f"{where}.{name}")
            if found:
                return found
        extra = [name for name in got if name not in expected]
        return None if "..." in expected or not extra else f"{where} also has {', '.join(extra)}"
    if isinstance(expected, list) and isinstance(got, list):
        is_open = bool(expected) and expected[-1] == "..."
        wanted = expected[:-1] if is_open else expected
        if len(got) < len(wanted) or (len(got) > len(wanted) and not is_open):
            return f"{where} has {len(got)} elements, expected {len(wanted)}"
        for index, value in enumerate(wanted):
            found = difference(value, got[index], f"{where}[{index}]")
            if found:
                return found
        return None
    if isinstance(expected, bool) != isinstance(got, bool) or expected != got:
        return f"{where} is {json.dumps(got, ensure_ascii=False)}, expected {json.dumps(expected, ensure_ascii=False)}"
    return None


def masked(value):
    if isinstance(value, dict):
        return {name: "*" if name in VOLATILE else masked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [masked(inner) for inner in value]
    return value


def pretty(value, indent=2):
    """JSON in lines of at most WIDTH columns."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        inner = [pad + json.dumps(name) + ": " + pretty(item, indent + 2) for name, item in value.items()]
    else:
        inner = [pad + pretty(item, indent + 2) for item in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + "\n" + ",\n".join(inner) + "\n" + " " * indent + closing


class Daemon:
    def __init__(self, program, index, options, folder):
        self.process = subprocess.Popen(
            [os.path.abspath(program), "--index", index, "--listen", "127.0.0.1:0", "--log-level", "error", *shlex.split(options)],
            stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, "ONRECORD_TOKEN": ""})
        line = self.process.stdout.readline()
        match = re.match(r"listening on ([\d.]+):(\d+)$", line.strip())
        if not match:
            raise SystemExit(f"the daemon did not start: '{line.strip()}'")
        self.address = (match.group(1), int(match.group(2)))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


class Runner:
    def __init__(self, fill):
        self.fill = fill
        self.failures = 0
        self.checked = 0
        self.filled = []  # (first line, behind the last line, text)

    def fail(self, number, why):
        self.failures += 1
        print(f"PROTOCOL.md:{number + 1}: {why}", file=sys.stderr)

    def compare(self, entry, got_text):
        _, expected_text, number, _ = entry
        self.checked += 1
        if expected_text.strip() == "?":
            if not self.fill:
                return self.fail(number, "no answer is written down; run with --fill")
            return self.filled.append((entry[2], entry[3], "< " + pretty(masked(json.loads(got_text)))))
        try:
            expected, got = json.loads(expected_text), json.loads(got_text)
        except json.JSONDecodeError:
            if expected_text.rstrip("\n") != got_text.rstrip("\n"):
                self.fail(number, f"expected '{expected_text.strip()}', got '{got_text.strip()[:500]}'")
            return None
        found = difference(expected, got)
        if found:
            self.fail(number, f"{found}\n    got {json.dumps(got, ensure_ascii=False)[:2000]}")
        return None

    def run_lines(self, block, address):
        with socket.create_connection(address, timeout=10) as connection:
            stream = connection.makefile("rwb")
            for entry in block.entries:
                if entry[0] == ">":
                    # A request that is shown over several lines is one line on the wire.
                    stream.write((" ".join(part.strip() for part in entry[1].split("\n")).strip() + "\n").encode())
                    stream.flush()
                    continue
                try:
                    line = stream.readline().decode()
                except TimeoutError:
                    return self.fail(entry[2], "no answer within ten seconds")
                if entry[1].strip() == "(the connection ends)":
                    self.checked += 1
                    if line:
                        self.fail(entry[2], f"expected the end of the connection, got {line[:200]}")
                elif not line:
                    self.fail(entry[2], "the connection ended")
                else:
                    self.compare(entry, line)
        return None

    def run_http(self, block, address):
        request = [entry for entry in block.entries if entry[0] == ">"]
        answer = [entry for entry in block.entries if entry[0] == "<"]
        heads = [entry[1] for entry in request]
        blank = heads.index("") if "" in heads else len(heads)
        body = " ".join(part.strip() for text in heads[blank + 1:] for part in text.split("\n")).encode()
        head = heads[:blank] + ([f"Content-Length: {len(body)}"] if body else []) + ["Connection: close"]
        with socket.create_connection(address, timeout=10) as connection:
            connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)
            got = b""
            while True:
                piece = connection.recv(65536)
                if not piece:
                    break
                got += piece
        got_head, _, got_body = got.partition(b"\r\n\r\n")
        got_lines = got_head.decode().split("\r\n")
        if "Transfer-Encoding: chunked" in got_lines:
            got_body = unchunked(got_body)
        if answer[0][1] != got_lines[0]:
            self.fail(answer[0][2], f"expected {answer[0][1]}, got {got_lines[0]}: {got_body[:300]!r}")
        rest = answer[1:]
        while rest and rest[0][1] != "":
            if rest[0][1] not in got_lines[1:]:
                self.fail(rest[0][2], f"no header '{rest[0][1]}' among {got_lines[1:]}")
            rest = rest[1:]
        bodies = got_body.decode().splitlines()
        for entry, line in zip(rest[1:], bodies):
            self.compare(entry, line)
        if rest and len(bodies) != len(rest[1:]):
            self.fail(block.first_line, f"expected {len(rest[1:])} lines of body, got {len(bodies)}")


def unchunked(data):
    out = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        count = int(size, 16)
        out, data = out + data[:count], data[count + 2:]
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--indexer", required=True)
    parser.add_argument("--searchd", required=True)
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("document", type=pathlib.Path)
    arguments = parser.parse_args()
    lines = arguments.document.read_text(encoding="utf-8").split("\n")
    blocks = read_blocks(lines)
    runner = Runner(arguments.fill)
    with tempfile.TemporaryDirectory() as folder:
        index = os.path.join(folder, "index")
        for block in blocks:
            match = re.match(r"source=(\w+)$", block.options) if block.kind == "jsonl" else None
            if match:
                source = os.path.join(folder, match.group(1) + ".jsonl")
                pathlib.Path(source).write_text("\n".join(block.text) + "\n", encoding="utf-8")
                subprocess.run([arguments.indexer, "--index", index, "add", "--source", match.group(1), source],
                               check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            match = re.match(r"file=([\w.]+)$", block.options) if block.kind == "tsv" else None
            if match:
                pathlib.Path(folder, match.group(1)).write_text("\n".join(block.text) + "\n", encoding="utf-8")
        daemons = {}
        try:
            for block in blocks:
                if block.kind not in ("transcript", "http"):
                    continue
                if block.options not in daemons:
                    daemons[block.options] = Daemon(arguments.searchd, index, block.options, folder)
                run = runner.run_lines if block.kind == "transcript" else runner.run_http
                run(block, daemons[block.options].address)
        finally:
            for daemon in daemons.values():
                if daemon.stop() != 0:
                    runner.failures += 1
                    print("the daemon did not end with status 0", file=sys.stderr)
    for begin, end, text in sorted(runner.filled, reverse=True):
        lines[begin:end] = text.split("\n")
    if runner.filled:
        arguments.document.write_text("\n".join(lines), encoding="utf-8")
    print(f"{runner.checked} answers compared, {runner.failures} differ, {len(runner.filled)} written")
    return 1 if runner.failures or runner.checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
