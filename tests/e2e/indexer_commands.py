#!/usr/bin/env python3
"""Every command of onrecord-indexer, its output and its exit status, as a shell sees them.

Usage: indexer_commands.py BIN_FOLDER.  Standard library only.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

PROGRAM = ""


def record(**values: str) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


class Commands(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name).resolve()
        self.archive = self.root / "post"
        self.archive.mkdir()
        (self.archive / "a.jsonl").write_text(
            record(id="1", title="Lock opens", speaker="Ada Brandt", text="Friends, the lock is open.\n\nWelcome.")
            + record(id="2", title="Budget vote", text="The council votes on Monday."))
        (self.archive / "b.txt").write_text("Ferry delayed\n\nThe ferry is late again.\n")

    def run_indexer(self, *args: str, status: int = 0, given: str | None = None) -> subprocess.CompletedProcess:
        ran = subprocess.run([PROGRAM, "--index", str(self.root / "index"), *args], input=given, capture_output=True,
                             text=True, timeout=120)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran

    def info(self) -> dict:
        return json.loads(self.run_indexer("info", "--json").stdout)

    def add(self, status: int = 0) -> dict:
        return json.loads(self.run_indexer("add", "--json", str(self.archive), status=status).stdout)

    def test_usage_is_status_1_and_says_what_is_missing(self) -> None:
        for args, words in ((["add"], "paths"), (["colour"], "no command 'colour'"), (["add", "--jobs", "0", "x"], "--jobs"),
                            (["extract", "--offsets", "inches", "x"], "inches"),
                            (["add", "--format", "paper", "x"], "paper")):
            ran = self.run_indexer(*args, status=1)
            self.assertIn(words, ran.stderr)
        ran = subprocess.run([PROGRAM, "info"], capture_output=True, text=True, timeout=60)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("--index", ran.stderr)
        self.assertIn("no index", self.run_indexer("info", status=1).stderr)
        self.assertIn("130", self.run_indexer("add", "--help").stdout)

    def test_add_counts_and_is_free_the_second_time(self) -> None:
        first = self.add()
        self.assertEqual((first["added"], first["files_read"], first["statements"]), (3, 2, 2))
        again = self.add()
        self.assertEqual((again["added"], again["files_unchanged"], again["files_read"]), (0, 2, 0))
        self.assertEqual(self.info()["articles"], 3)
        self.run_indexer("check")

    def test_standard_input_is_json_lines_and_what_has_no_id_is_named_by_its_content(self) -> None:
        lines = record(id="9", title="Nine", text="x") + record(title="No id", text="y")
        self.run_indexer("add", "--source", "wire", "-", given=lines)
        again = json.loads(self.run_indexer("add", "--json", "--source", "wire", "-",
                                            given=record(title="Before", text="z") + lines).stdout)
        self.assertEqual((again["added"], again["unchanged"], again["new_versions"]), (1, 2, 0))
        self.assertEqual(self.info()["articles"], 3)

    def test_extract_prints_one_line_an_article_in_the_unit_asked_for(self) -> None:
        text = "Über 🌊 one.\n\nTwo."
        (self.archive / "c.jsonl").write_text(record(id="3", speaker="Ada Brandt", text=text), encoding="utf-8")
        for unit, count in (("bytes", lambda s: len(s.encode())), ("codepoints", len),
                            ("utf16", lambda s: len(s.encode("utf-16-le")) // 2)):
            ran = self.run_indexer("extract", f"--offsets={unit}", str(self.archive / "c.jsonl"))
            [article] = [json.loads(line) for line in ran.stdout.splitlines()]
            self.assertEqual(article["text"], text)
            [first, second] = article["statements"]
            self.assertEqual((first["begin"], first["end"]), (0, count("Über 🌊 one.")))
            self.assertEqual((second["begin"], second["end"]), (count("Über 🌊 one.\n\n"), count(text)))
            self.assertEqual(second["speaker"], "Ada Brandt")
        self.assertFalse((self.root / "index").exists())
        (self.archive / "bad.jsonl").write_text("{broken\n")
        ran = self.run_indexer("extract", str(self.archive), status=3)
        self.assertEqual(len(ran.stdout.splitlines()), 4)
        self.assertIn("bad.jsonl:1:", ran.stderr)

    def test_what_is_rejected_is_status_3_and_listed_until_it_is_mended(self) -> None:
        (self.archive / "bad.jsonl").write_text(record(id="7", text="fine") + "{broken\n")
        self.assertEqual(self.add(status=3)["rejected"], 1)
        self.assertEqual(self.add(status=3)["still_out"], 1)
        [row] = [json.loads(line) for line in self.run_indexer("ledger", "--json", status=3).stdout.splitlines()
                 if json.loads(line)["outcome"] != "indexed"]
        self.assertEqual((row["outcome"], row["articles"], row["rejected"]), ("partial", 1, 1))
        [reject] = map(json.loads, (self.root / "index" / "rejects.jsonl").read_text().splitlines())
        self.assertEqual((reject["record"], reject["line"]), (2, 2))
        self.assertTrue(reject["reason"] and reject["help"])
        (self.archive / "bad.jsonl").write_text(record(id="7", text="fine") + record(id="8", text="mended"))
        self.run_indexer("add", "--retry-rejected")
        self.assertEqual((self.root / "index" / "rejects.jsonl").read_text(), "")
        self.run_indexer("ledger")

    def test_a_converter_is_named_before_the_paths_and_again_for_another_kind(self) -> None:
        (self.archive / "minutes.pdf").write_bytes(b"%PDF-1.4\nMinutes\n\nThe weir holds.\n")
        self.add(status=3)
        self.assertEqual(self.info()["files_out"], 1)
        self.assertIn("needs converter: application/pdf", self.run_indexer("ledger", status=3).stdout)
        for convert in (["--convert", "pdf=tail -n +2"], ["--convert", "rtf=cat", "--convert", "pdf=tail -n +2"]):
            for command in ("add", "extract"):
                self.run_indexer(command, *convert, str(self.archive))
        self.assertEqual(self.info()["files_out"], 0)

    def test_ledger_missing_reconciles_a_folder(self) -> None:
        self.add()
        self.run_indexer("ledger", "--missing", str(self.archive))
        (self.archive / "new.txt").write_text("New\n\nNot added yet.\n")
        (self.archive / "b.txt").write_text("Ferry on time\n\nIt is.\n")
        (self.archive / "a.jsonl").unlink()
        ran = self.run_indexer("ledger", "--missing", str(self.archive), "--tsv", status=3)
        rows = [line.split("\t") for line in ran.stdout.splitlines()[1:]]
        self.assertEqual({(row[0], pathlib.Path(row[8]).name) for row in rows},
                         {("missing", "new.txt"), ("changed", "b.txt"), ("gone", "a.jsonl")})

    def test_remove_withhold_and_purge_take_keys_or_ids(self) -> None:
        self.add()
        self.assertIn("no article 'nothing'", self.run_indexer("remove", "nothing", status=1).stderr)
        self.run_indexer("remove", "post/2")
        self.assertEqual(self.info()["articles"], 2)
        self.assertEqual(self.add()["added"], 1)
        self.run_indexer("withhold", "1")
        self.assertEqual((self.info()["withheld"], self.info()["pending_decisions"]), (1, 0))
        self.run_indexer("withhold", "--undo", "1")
        self.assertEqual(self.info()["withheld"], 0)
        self.run_indexer("purge", "post/b.txt")
        self.assertEqual((self.info()["articles"], self.info()["purged"]), (2, 1))
        stored = b"".join(path.read_bytes() for path in (self.root / "index").rglob("*") if path.is_file())
        self.assertNotIn(b"ferry is late", stored)
        (self.archive / "b.txt").write_text("Ferry delayed\n\nThe ferry is late once more.\n")
        self.assertEqual(self.add(status=3)["rejected"], 1)
        self.run_indexer("check")

    def test_one_id_in_two_sources_must_be_named_whole(self) -> None:
        other = self.root / "herald"
        other.mkdir()
        (other / "a.jsonl").write_text(record(id="1", title="Other", text="x"))
        self.run_indexer("add", str(self.archive), str(other))
        ran = self.run_indexer("withhold", "1", status=2)
        self.assertIn("herald/1", ran.stderr)
        self.assertIn("post/1", ran.stderr)

    def test_rebuild_compact_and_snapshot_keep_everything(self) -> None:
        self.add()
        (self.archive / "b.txt").write_text("Ferry on time\n\nIt is.\n")
        self.add()
        before = self.info()
        for command in (["rebuild"], ["rebuild", "--by-date"], ["compact"]):
            self.run_indexer(*command)
            after = self.info()
            for name in ("articles", "statements", "superseded", "files"):
                self.assertEqual(after[name], before[name], (command, name))
            self.run_indexer("check")
        self.assertEqual(self.add()["files_unchanged"], 2)
        copy = self.root / "copy"
        self.run_indexer("snapshot", str(copy))
        subprocess.run([PROGRAM, "--index", str(copy), "check"], check=True, capture_output=True, timeout=60)

    def test_others_are_served_while_an_add_waits_for_input(self) -> None:
        self.add()
        adding = subprocess.Popen([PROGRAM, "--index", str(self.root / "index"), "add", "--source", "wire", "-"],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert adding.stdin
        adding.stdin.write(record(id="9", title="Nine", text="x"))
        adding.stdin.flush()
        for _ in range(100):
            if self.info()["articles"] == 4:
                break
            time.sleep(0.1)
        self.assertEqual(self.info()["articles"], 4)  # what has come is in, though more may come
        self.assertGreater(self.info()["writer_process"], 0)
        self.run_indexer("withhold", "1")
        self.run_indexer("remove", "post/2")
        copy = self.root / "copy"
        self.run_indexer("snapshot", str(copy))
        self.assertIn(str(adding.pid), self.run_indexer("compact", status=2).stderr)
        adding.stdin.write(record(id="10", title="Ten", text="x"))
        adding.communicate(timeout=60)
        self.assertEqual(adding.returncode, 0)
        after = self.info()
        self.assertEqual((after["articles"], after["withheld"], after["pending_decisions"]), (4, 1, 0))
        self.run_indexer("check")
        subprocess.run([PROGRAM, "--index", str(copy), "check"], check=True, capture_output=True, timeout=60)

    def test_damage_is_status_2_and_says_what_to_do(self) -> None:
        self.add()
        [table] = (self.root / "index").glob("gen-1/shard-0/articles/docdata.glass")
        table.unlink()
        ran = self.run_indexer("check", status=2)
        self.assertIn("docdata.glass", ran.stdout + ran.stderr)

    def test_check_tells_what_is_no_damage(self) -> None:
        self.add()
        generation = self.root / "index" / "gen-1"
        manifest = json.loads((generation / "manifest.json").read_text())
        manifest["files"].remove("shard-0/articles/docdata.glass")  # As a crash behind a commit leaves it.
        (generation / "manifest.json").write_text(json.dumps(manifest))
        ran = self.run_indexer("check", status=2)
        self.assertIn("compact", ran.stderr)
        self.assertNotIn("damaged", ran.stderr)
        self.run_indexer("compact")
        self.run_indexer("check")

        self.root.chmod(0o755)
        reader = {"user": 65534} if os.geteuid() == 0 else {}
        for table in (self.root / "index").rglob("*.glass"):
            table.chmod(0o444)
        ran = subprocess.run([PROGRAM, "--index", str(self.root / "index"), "check"], capture_output=True, text=True,
                             timeout=60, **reader)
        self.assertEqual(ran.returncode, 2, ran.stderr)
        self.assertIn("Permission denied", ran.stderr)
        self.assertNotIn("damaged", ran.stderr)

    def test_the_config_file_gives_what_the_command_line_does_not(self) -> None:
        config = self.root / "onrecord.conf"
        config.write_text(f'index = "{self.root / "elsewhere"}"\n\n[add]\noutlet = "Harbour Post"\n')
        subprocess.run([PROGRAM, "--config", str(config), "add", str(self.archive)], check=True, capture_output=True,
                       timeout=60)
        self.assertTrue((self.root / "elsewhere" / "CURRENT").exists())

        config.write_text(f'index = "{self.root / "elsewhere"}"\nlisten = "127.0.0.1:0"\n\n[add]\noutlett = "Harbour Post"\n')
        ran = subprocess.run([PROGRAM, "--config", str(config), "add", str(self.archive)], capture_output=True, text=True,
                             timeout=60)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("section [add]: no option 'outlett'", ran.stderr)

    def test_the_ledger_has_a_line_a_file_whatever_its_name(self) -> None:
        (self.archive / "odd\nname\x1b[31m.txt").write_text("Ferry\n\nIt sails.\n")
        self.add()
        lines = self.run_indexer("ledger").stdout.splitlines()
        self.assertEqual(len(lines), self.info()["files"])
        self.assertEqual([line for line in lines if r"odd\x0aname\x1b[31m.txt" in line], lines[-1:])

    def test_what_was_removed_has_not_changed_and_what_is_gone_is_told_until_it_is_removed(self) -> None:
        with zipfile.ZipFile(self.archive / "c.zip", "w") as packed:
            packed.writestr("1.txt", "Pilots\n\nThey sail.\n")
            packed.writestr("2.txt", "Masters\n\nThey stay.\n")
        self.add()
        self.run_indexer("remove", "post/b.txt")
        [line] = self.run_indexer("ledger", "--missing", str(self.archive), status=3).stdout.splitlines()
        self.assertRegex(line, r"^rejected +0 in  .*/b\.txt: 1 of its articles were removed$")
        for name in ("a.jsonl", "b.txt", "c.zip"):
            (self.archive / name).unlink()
        lines = self.run_indexer("ledger", "--missing", str(self.archive), status=3).stdout.splitlines()
        self.assertEqual(sorted(line.split()[:2] + [line.split(":")[0][-7:]] for line in lines),
                         [["gone", "2", "a.jsonl"], ["gone", "2", "t/c.zip"]])
        self.run_indexer("remove", "1", "2", "post/c.zip!/1.txt", "post/c.zip!/2.txt")
        self.assertEqual(self.run_indexer("ledger", "--missing", str(self.archive)).stdout, "")

    def test_an_article_that_is_named_twice_is_one(self) -> None:
        self.add()
        self.assertIn("1 article withheld", self.run_indexer("withhold", "1", "post/1").stdout)
        self.assertIn("2 articles removed", self.run_indexer("remove", "2", "post/2", "1").stdout)
        self.assertEqual(self.info()["articles"], 1)

    def test_a_language_is_a_code(self) -> None:
        for code, status in (("en", 0), ("zh-Hant-TW", 0), ("english please", 1), ("e", 1), ("", 1)):
            self.run_indexer("add", str(self.archive), "--language", code, status=status)


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)) / "onrecord-indexer")
    unittest.main(verbosity=1)
