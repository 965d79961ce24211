#!/usr/bin/env python3
"""The clients against the real daemon, as their users call them: clients.py --bin DIR --source DIR.

Covers what the README's tour does not: exit statuses, JSON, exports that page, pipelining in Python, a daemon that is not there,
and a token that is asked for.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

GIVEN = None


class Daemon:
    """A daemon over the samples on a free port."""

    def __init__(self, work, *options):
        self.port_file = work / "port"
        self.port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [GIVEN.bin / "onrecord-searchd", "--index", work / "index", "--listen", "127.0.0.1:0", "--port-file", self.port_file, *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 60
        while not (self.port_file.exists() and self.port_file.read_text().strip()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the daemon did not get ready")
            time.sleep(0.05)
        self.server = self.port_file.read_text().strip()

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)


def untimed(line):
    return {name: value for name, value in json.loads(line).items() if name != "took_ms"}


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="onrecord-clients-")
        cls.work = pathlib.Path(cls.folder.name)
        made = subprocess.run(
            [GIVEN.bin / "onrecord-indexer", "--index", cls.work / "index", "add", "samples", "--json"],
            cwd=GIVEN.source, capture_output=True, text=True, check=True,
        )
        cls.added = json.loads(made.stdout)
        cls.daemon = Daemon(cls.work)

    @classmethod
    def tearDownClass(cls):
        assert cls.daemon.stop() == 0, "the daemon must end in order on SIGTERM"
        cls.folder.cleanup()

    def onrecord(self, *words, stdin=None, server=None):
        return subprocess.run(
            [GIVEN.bin / "onrecord", "--server", server or self.daemon.server, *words],
            capture_output=True, text=True, input=stdin, timeout=60,
        )

    def test_exit_statuses(self):
        for words, status in [
            (["search", "dredging"], 0),
            (["search", "nosuchwordanywhere"], 0),
            (["article", "no-such-article"], 1),
            (["article", "tide-5521@1"], 0),
            (["article", "tide-5521@2"], 1),
            (["search", "outlett:x"], 2),
            (["search", "--limit", "5000", "x"], 2),
            (["nonsense"], 2),
            (["--help"], 0),
            (["--version"], 0),
        ]:
            with self.subTest(words=words):
                self.assertEqual(self.onrecord(*words).returncode, status)

    def test_a_command_that_is_not_there_is_named(self):
        self.assertEqual(self.onrecord("nonsense").stderr, "onrecord: no command 'nonsense'; 'onrecord --help' lists them\n")
        self.assertIn("subcommand is required", self.onrecord().stderr)

    def test_the_help_tells_defaults_and_the_environment(self):
        text = " ".join(self.onrecord("--help").stdout.split())
        for told in ("127.0.0.1:7700", "ONRECORD_SERVER", "ONRECORD_TOKEN_FILE"):
            self.assertIn(told, text)

    def test_a_daemon_that_is_not_there(self):
        run = self.onrecord("status", server="127.0.0.1:1")
        self.assertEqual(run.returncode, 2)
        self.assertIn("127.0.0.1:1: cannot connect", run.stderr)

    def test_json_is_the_answer(self):
        answer = json.loads(self.onrecord("search", "--json", "--limit", "2", "dredging").stdout)
        self.assertEqual(len(answer["hits"]), 2)
        self.assertTrue(answer["total"]["exact"])
        article = json.loads(self.onrecord("article", "--json", answer["hits"][0]["id"]).stdout)
        self.assertEqual(article["headline"], answer["hits"][0]["headline"])

    def test_everything_fits_eighty_columns(self):
        for words in (["search", "river"], ["statements", "speaker:lindqvist"], ["article", "tide-5521"], ["article", "tide-5521", "--versions"], ["search", "--help"], ["--help"]):
            for line in self.onrecord(*words).stdout.splitlines():
                with self.subTest(words=words, line=line):
                    self.assertTrue(len(line) <= 80 or re.fullmatch(r"\s*\S+", line))

    def test_a_draft_comes_from_standard_input(self):
        draft = "The dredging of the river starts in spring."
        for words in (["prior", "--json"], ["similar", "--json", "--text"]):
            with self.subTest(words=words):
                given = self.onrecord(*words, draft)
                self.assertEqual(given.returncode, 0, given.stderr)
                read = self.onrecord(*words, "-", stdin=draft)
                self.assertEqual(untimed(read.stdout), untimed(given.stdout))
        self.assertEqual(self.onrecord("prior", "-", stdin="x " * 40000).returncode, 2)

    def test_an_export_is_complete(self):
        rows = [json.loads(line) for line in self.onrecord("export").stdout.splitlines()]
        ids = [(row["source"], row["id"]) for row in rows]
        self.assertEqual(len(ids), len(set(ids)))
        total = json.loads(self.onrecord("search", "--json", "--limit", "0").stdout)["total"]["value"]
        self.assertEqual(len(ids), total)

    def test_batches_answer_like_single_queries(self):
        queries = ["dredging", "speaker:okafor", '"night clinic"', "date:2025", "river -budget"]
        lines = "".join(f"{n}\t{q}\n" for n, q in enumerate(queries))
        run = self.onrecord("search", "--batch", "-", "--json", "--limit", "3", stdin=lines)
        self.assertEqual(run.returncode, 0, run.stderr)
        answers = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertEqual([a["batch_id"] for a in answers], [str(n) for n in range(len(queries))])
        for query, answer in zip(queries, answers):
            single = json.loads(self.onrecord("search", "--json", "--limit", "3", query).stdout)
            self.assertEqual([h["key"] for h in answer["hits"]], [h["key"] for h in single["hits"]])

    def test_python_pipelines_and_goes_on_behind_a_refusal(self):
        sys.path.insert(0, str(GIVEN.source / "proto/client/python"))
        sys.dont_write_bytecode = True
        import onrecord

        with onrecord.connect(self.daemon.server) as archive:
            calls = [{"query": q, "limit": 1} for q in ("dredging", "outlett:x", "river")] * 20
            answers = list(archive.call_many("search", calls))
            self.assertEqual(len(answers), 60)
            for number, answer in enumerate(answers):
                if number % 3 == 1:
                    self.assertIsInstance(answer, onrecord.Refused)
                    self.assertEqual((answer.kind, answer.column), ("invalid", 1))
                else:
                    self.assertGreater(answer["total"]["value"], 0)
            self.assertEqual(archive.hello()["protocol"], 1)
            with self.assertRaises(onrecord.Refused) as refused:
                archive.article("no-such-article")
            self.assertEqual(refused.exception.kind, "not_found")
            with self.assertRaises(onrecord.Refused):
                archive.call("no_such_method")
        with self.assertRaises(onrecord.OnrecordError):
            onrecord.connect("127.0.0.1:1", timeout=5)

    def test_python_has_every_method(self):
        sys.path.insert(0, str(GIVEN.source / "proto/client/python"))
        sys.dont_write_bytecode = True
        import onrecord

        with onrecord.connect(self.daemon.server) as archive:
            self.assertEqual([m["name"] for m in archive.describe()["methods"] if not hasattr(archive, m["name"])], [])
            said = archive.statements("kind:direct speaker:lindqvist", limit=1)["hits"][0]
            self.assertEqual(archive.verify(said["text"], said["speaker"])["verdict"], "verbatim")
            self.assertEqual(archive.verify(said["text"], "Nobody Ofthatname")["verdict"], "other_speaker")
            variants = archive.variants(said["text"], said["speaker"])["variants"]
            self.assertIn(said["text"].rstrip(",."), [variant["text"] for variant in variants])
            months = archive.timeline("dredging", by="month")
            self.assertEqual(months["total"], archive.search("dredging", limit=0)["total"]["value"])
            self.assertEqual(len(archive.compare("Lindqvist", "Okafor")["sides"]), 2)
            hit = archive.search("dredging", limit=1)["hits"][0]
            self.assertNotIn(hit["key"], [each["key"] for each in archive.similar(key=hit["key"])["hits"]])
            self.assertTrue(archive.prior(said["text"])["sentences"][0]["statements"])
            self.assertTrue(archive.suggest("lindq")["speakers"])
            self.assertTrue(archive.explain("dredging", id=hit["id"])["matches"])

    def test_what_comes_in_is_told_once_also_after_a_pause(self):
        desk = pathlib.Path(tempfile.mkdtemp(dir=self.work))
        shutil.copytree(self.work / "index", desk / "index")
        daemon = Daemon(desk)
        saved, state, told = desk / "saved.tsv", desk / "state", desk / "told"
        saved.write_text("# what the desk looks out for\nbird\tgannet OR petrel\nmara\tspeaker:\"Mara Lindqvist\" pier\n")

        def come_in(name, text):
            (desk / name).write_text(text)
            subprocess.run([GIVEN.bin / "onrecord-indexer", "--index", desk / "index", "add", desk / name],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

        def look_out():
            """A run, and what it has told by now."""
            with open(told, "w") as out:
                run = subprocess.Popen([GIVEN.bin / "onrecord", "--server", daemon.server, "subscribe", "--json",
                                        "--batch", saved, "--state", state], stdout=out)
            return run, lambda: [json.loads(line) for line in told.read_text().splitlines()]

        def wait_for(asked):
            deadline = time.monotonic() + 60
            while not asked():
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.05)

        try:
            run, lines = look_out()
            wait_for(state.exists)
            come_in("a.txt", "Morning notes\n\nA gannet was seen from the pier, Mara Lindqvist said.\n")
            wait_for(lambda: len(lines()) == 2)
            self.assertEqual({(row["id"], row["query"]) for row in lines()}, {("a.txt", 0), ("a.txt", 1)})
            self.assertEqual([row["clauses"] for row in lines() if row["query"] == 0], [["gannet"]])
            run.kill()
            run.wait(30)
            come_in("b.txt", "Evening notes\n\nA petrel came by.\n")
            come_in("c.txt", "Evening notes\n\nA heron came by.\n")
            run, lines = look_out()
            wait_for(lines)
            come_in("d.txt", "Night notes\n\nThe petrel stayed.\n")
            wait_for(lambda: len(lines()) >= 2)
            self.assertEqual([row["id"] for row in lines()], ["b.txt", "d.txt"])
            # The daemon's end is not an error, and nobody waits for it.
            self.assertEqual(daemon.stop(), 0)
            self.assertEqual(run.wait(30), 0)
        finally:
            if daemon.process.poll() is None:
                daemon.stop()
            if run.poll() is None:
                run.kill()
                run.wait(30)

    def test_a_token_is_asked_for_and_taken(self):
        token_file = self.work / "token"
        token_file.write_text("a-token-of-the-tests\n")
        os.chmod(token_file, 0o600)
        daemon = Daemon(self.work, "--token-file", token_file)
        try:
            self.assertEqual(self.onrecord("search", "river", server=daemon.server).returncode, 2)
            run = self.onrecord("--token-file", str(token_file), "search", "river", server=daemon.server)
            self.assertEqual(run.returncode, 0, run.stderr)
            wrong = self.work / "wrong"
            wrong.write_text("another\n")
            run = self.onrecord("--token-file", str(wrong), "search", "river", server=daemon.server)
            self.assertEqual(run.returncode, 2)
        finally:
            self.assertEqual(daemon.stop(), 0)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--source", type=pathlib.Path, required=True)
    GIVEN = arguments.parse_args()
    GIVEN.bin, GIVEN.source = GIVEN.bin.resolve(), GIVEN.source.resolve()
    unittest.main(argv=sys.argv[:1])
