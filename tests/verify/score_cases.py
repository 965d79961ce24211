#!/usr/bin/env python3
"""Asks a daemon about cases (tests/golden/misquotes, make_cases.py) and says how many verdicts are right, class by class.

Usage: score_cases.py --server HOST:PORT [--floor VERDICT] [--wrong] CASES.jsonl...
A verdict is right when it is the expected one or one that the case lets pass (`also_verdict`).  Wording, form and speaker are scored where a
case expects them.  --floor: exit status 1 when fewer verdicts are right.  --wrong prints each wrong verdict.
"""
import argparse
import json
import socket
import sys


def ask(server, cases):
    host, port = server.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=60) as connection, connection.makefile("rwb") as stream:
        for number, case in enumerate(cases):
            params = {"quote": case["quote"], "limit": 1}
            for name in ("speaker", "before", "after"):
                if case.get(name):
                    params[name] = case[name]
            line = json.dumps({"jsonrpc": "2.0", "id": number, "method": "verify", "params": params}) + "\n"
            stream.write(line.encode())
            stream.flush()
            answer = json.loads(stream.readline())
            if "result" not in answer:
                sys.exit(f"score_cases: case {number + 1}: {answer.get('error')}")
            yield case, answer["result"]


def allowed(case, part):
    also = case.get("also_" + part) or []
    return [case.get("expected_" + part)] + (also if isinstance(also, list) else [also])


def score(server, cases, show_wrong):
    """{"verdict": (right, all), …} and prints the table."""
    parts = ("verdict", "wording", "form", "speaker", "disputed", "outlets", "independent")
    total = {part: [0, 0] for part in parts}
    classes = {}
    for case, result in ask(server, cases):
        right = result["verdict"] in allowed(case, "verdict")
        row = classes.setdefault(case["class"], {"right": 0, "all": 0, "strict": 0, "wrong": {}})
        row["all"] += 1
        row["right"] += right
        row["strict"] += result["verdict"] == case["expected_verdict"]
        if not right:
            row["wrong"][result["verdict"]] = row["wrong"].get(result["verdict"], 0) + 1
            if show_wrong:
                print(json.dumps({"class": case["class"], "quote": case["quote"], "speaker": case.get("speaker"), "expected": case["expected_verdict"],
                                  "got": result["verdict"], "says": result["says"], "difference": (result["evidence"] or [{}])[0].get("difference")},
                                 ensure_ascii=False))
        for part in parts:
            if "expected_" + part in case:
                total[part][0] += result[part] in allowed(case, part)
                total[part][1] += 1
    print(f"{'class':22} {'cases':>6} {'right':>6} {'strict':>7}  wrong as")
    for name, row in classes.items():
        wrong = ", ".join(f"{verdict} {count}" for verdict, count in sorted(row["wrong"].items()))
        print(f"{name:22} {row['all']:6} {row['right'] / row['all']:6.3f} {row['strict'] / row['all']:7.3f}  {wrong}")
    for part in parts:
        if total[part][1]:
            print(f"{part:22} {total[part][1]:6} {total[part][0] / total[part][1]:6.3f}")
    return total, classes


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--server", required=True)
    options.add_argument("--floor", type=float, default=0)
    options.add_argument("--wrong", action="store_true")
    options.add_argument("cases", nargs="+")
    given = options.parse_args()
    cases = []
    for path in given.cases:
        with open(path, encoding="utf-8") as lines:
            cases += [json.loads(line) for line in lines if line.strip()]
    total, _ = score(given.server, cases, given.wrong)
    share = total["verdict"][0] / total["verdict"][1]
    if share < given.floor:
        sys.exit(f"score_cases: {share:.3f} of the verdicts are right, expected {given.floor} or more")


if __name__ == "__main__":
    main()
