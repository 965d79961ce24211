#!/usr/bin/env python3
"""Editors' corrections through the real programs: amend, add --watch, searchd, the client.

Usage: indexer_amend.py BIN_FOLDER.  Standard library only.
"""

import collections
import json
import random
import signal
import subprocess
import time

from scene import Scene, main, until

ARTICLES = [
    {"id": "1", "title": "Lock opens", "outlet": "Harbour Post", "date": "2026-03-05",
     "text": "The lock is open.\n\n\"The lock is open for everybody,\" said Ada Brandt.\n\n"
             "\"Nobody will pay for the lock this year,\" said Jonas Weil, the treasurer."},
    {"id": "2", "title": "Budget vote", "outlet": "Harbour Post", "date": "2026-03-09",
     "text": "The council votes on the lock on Monday."},
]


class Amending(Scene):
    def setUp(self) -> None:
        super().setUp()
        self.archive = self.root / "post"
        self.archive.mkdir()
        (self.archive / "a.jsonl").write_text("".join(json.dumps(a) + "\n" for a in ARTICLES))

    def statements(self, query: str) -> list:
        return self.ask("search", "--target", "statements", "--json", query)["hits"]

    def outlets(self) -> dict:
        facet = self.ask("search", "--facets", "outlet", "--json", "date:2026")["facets"]["outlet"]
        return {row["value"]: row["count"] for row in facet}

    def test_filters_facets_order_and_origins_follow(self) -> None:
        self.indexer("add", str(self.archive))
        self.serve()
        [ada] = self.statements('speaker:"Ada Brandt"')
        [jonas] = self.statements('speaker:"Jonas Weil"')
        rows = (f"post/1\tdate\t2026-04-01\tthe printed edition\n{ada['id']}\tspeaker\tMara Lindqvist\n"
                f"{jonas['id']}\tstatement\tno\npost/2\toutlet\tArlen Gazette\n")
        self.assertIn("4 corrections set", self.indexer("amend", "-", given=rows).stdout)
        until("the correction is seen", lambda: self.statements('speaker:"Mara Lindqvist"'))
        [mara] = self.statements('speaker:"Mara Lindqvist"')
        self.assertEqual((mara["rule"], mara["confidence"]["word"], mara["confidence"]["speaker"]), ("editor", "stated", 1))
        self.assertEqual((mara["amended"], mara["date"]), (["date", "speaker"], "2026-04-01"))
        for gone in ('speaker:"Ada Brandt"', 'speaker:"Jonas Weil"', "pay"):
            self.assertEqual(self.statements(gone), [], gone)
        newest = self.ask("search", "--sort", "newest", "--facets", "outlet,speaker", "--json", "lock")
        self.assertEqual([hit["id"] for hit in newest["hits"]], ["1", "2"])
        self.assertEqual({row["value"]: row["count"] for row in newest["facets"]["outlet"]},
                         {"Harbour Post": 1, "Arlen Gazette": 1})
        self.assertEqual([row["value"] for row in newest["facets"]["speaker"]], ["Mara Lindqvist"])
        self.assertEqual([hit["id"] for hit in self.ask("search", "--json", "lock date:2026-04")["hits"]], ["1"])
        article = self.ask("article", "--json", "1")
        self.assertEqual((article["version"], article["origins"]["date"], article["amended"]), (1, "editor", ["date"]))
        self.indexer("amend", "--undo", "-", given=rows)
        until("it is taken back", lambda: self.statements('speaker:"Ada Brandt"'))
        self.assertNotIn("amended", self.ask("article", "--json", "1"))
        self.indexer("check")

    def test_who_follows_folders_amends_for_others(self) -> None:
        with open(self.root / "said", "w") as said:
            self.start_indexer("add", "--watch", self.archive, stdout=subprocess.DEVNULL, stderr=said)
        until("the folder is followed", lambda: "following " in (self.root / "said").read_text())
        self.indexer("amend", "-", given="post/2\toutlet\tArlen Gazette\n")
        self.assertTrue(self.indexer("amend", "--list").stdout.startswith("applied  post/2  outlet: Arlen Gazette"))
        # What arrives is corrected as it comes.
        changed = {**ARTICLES[1], "text": ARTICLES[1]["text"] + " It will be close."}
        (self.archive / "a.jsonl").write_text(json.dumps(ARTICLES[0]) + "\n" + json.dumps(changed) + "\n")
        until("the new version is in", lambda: " 1 new versions" in (self.root / "said").read_text())
        self.serve()
        self.assertEqual(self.ask("article", "--json", "2")["outlet"], "Arlen Gazette")

    def test_exit_statuses_and_what_is_said(self) -> None:
        self.indexer("amend", "-", status=1, given="post/1\tdate\t2026\n")
        self.indexer("add", str(self.archive))
        rows = self.root / "rows.tsv"
        rows.write_text("post/1\tdate\t2026-04-31\npost/2\tdate\t2026\n")
        ran = self.indexer("amend", str(rows), status=3)
        self.assertIn(f"{rows}:1:", ran.stderr)
        self.assertIn("1 correction set, 0 in force before, 1 refused", ran.stdout)
        rows.write_text("post/1\tdate\tsoon\n")
        self.indexer("amend", str(rows), status=1)
        self.indexer("amend", str(self.root / "none"), status=1)
        self.indexer("amend", status=1)
        again = json.loads(self.indexer("amend", "--json", "-", given="post/2\tdate\t2026\n").stdout)
        self.assertEqual(again, {"set": 0, "unchanged": 1, "refused": 0})
        [row] = [json.loads(line) for line in self.indexer("amend", "--list", "--json").stdout.splitlines()]
        self.assertEqual((row["target"], row["field"], row["value"], row["state"]), ("post/2", "date", "2026", "applied"))
        self.indexer("remove", "post/2")
        self.assertIn("gone", self.indexer("amend", "--list", status=3).stdout)
        self.indexer("add", str(self.archive))
        self.assertIn("applied", self.indexer("amend", "--list").stdout)


    def test_nothing_decided_is_lost_by_a_kill(self) -> None:
        articles = [{"id": f"s{i}", "title": f"Session {i}", "outlet": "Harbour Post", "date": "2026-02-01",
                     "text": f'"Gauge {i} is broken," said Ada Brandt.'} for i in range(1500)]
        (self.archive / "many.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles))
        self.indexer("add", self.archive)
        self.serve()
        rng = random.Random(5)
        killed = 0
        for number, pause in enumerate(sorted(rng.uniform(0.005, 0.6) for _ in range(12))):
            rows = "".join(f"post/s{i}\toutlet\tGazette {number}\n" for i in range(len(articles)))
            (self.root / "rows.tsv").write_text(rows)
            process = self.start_indexer("amend", self.root / "rows.tsv", stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL)
            time.sleep(pause)
            process.kill()
            killed += process.wait(60) == -signal.SIGKILL
            # Whoever writes next brings the articles in line with all of what was decided, or with none of it.
            self.indexer("add", self.archive)
            self.indexer("check")
            listed = [json.loads(line) for line in self.indexer("amend", "--list", "--json").stdout.splitlines()]
            self.assertIn(len(listed), (0, len(articles)))
            self.assertLessEqual({row["state"] for row in listed}, {"applied"})
            told = collections.Counter(row["value"] for row in listed)
            self.assertLessEqual(len(told), 1)
            told["Harbour Post"] = len(articles) + len(ARTICLES) - len(listed)
            until(f"the daemon counts {told}", lambda: self.outlets() == told)
        self.assertGreater(killed, 0)


if __name__ == "__main__":
    main()
