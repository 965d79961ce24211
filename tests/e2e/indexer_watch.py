#!/usr/bin/env python3
"""add --watch against the real programs: whatever arrives in the folder, and however, becomes searchable.

Usage: indexer_watch.py BIN_FOLDER.  Standard library only.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

from scene import LIMIT, Scene, main, until


def story(word: str) -> str:
    return f"Harbour notes\n\nThe {word} was seen from the pier this morning.\n"


class Watching(Scene):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.root / "desk"
        self.folder.mkdir()
        self.elsewhere = self.root / "elsewhere"
        self.elsewhere.mkdir()
        (self.folder / "first.txt").write_text(story("cormorant"))

    # What a user does

    def watch(self, *launcher: str) -> None:
        with open(self.root / "said", "a") as said, open(self.root / "summary", "w") as summary:
            self.watcher = self.start_indexer("add", "--watch", self.folder, launcher=launcher, stdout=summary, stderr=said)
        follows = self.said().count("following ") + 1
        until("the folder is followed", lambda: self.said().count("following ") >= follows)

    def said(self) -> str:
        return (self.root / "said").read_text()

    def found(self, word: str) -> int:
        return self.ask("search", "--json", word)["total"]["value"]

    def until_found(self, word: str, count: int = 1) -> None:
        until(f"{word} is found {count} times", lambda: self.found(word) == count)

    def end(self, status: int = 0) -> str:
        self.watcher.send_signal(signal.SIGINT)
        self.assertEqual(self.watcher.wait(LIMIT), status, self.said())
        self.indexer("check")
        return (self.root / "summary").read_text()

    # What must come of it

    def test_every_way_to_arrive(self) -> None:
        self.watch()
        self.serve()
        self.until_found("cormorant")

        (self.folder / "written.txt").write_text(story("gannet"))
        self.until_found("gannet")

        (self.elsewhere / "moved.txt").write_text(story("fulmar"))
        (self.elsewhere / "moved.txt").rename(self.folder / "moved.txt")
        self.until_found("fulmar")

        (self.elsewhere / "linked.txt").write_text(story("guillemot"))
        os.link(self.elsewhere / "linked.txt", self.folder / "linked.txt")
        self.until_found("guillemot")

        # A link whose first name goes at once: how some programs put a whole file in its place.
        (self.folder / ".partial").write_text(story("whinchat"))
        os.link(self.folder / ".partial", self.folder / "published.txt")
        (self.folder / ".partial").unlink()
        self.until_found("whinchat")

        deep = self.folder / "2026/03/17"
        deep.mkdir(parents=True)
        (deep / "deep.txt").write_text(story("kittiwake"))
        self.until_found("kittiwake")
        (deep / "later.txt").write_text(story("razorbill"))
        self.until_found("razorbill")

        (self.elsewhere / "whole/part").mkdir(parents=True)
        (self.elsewhere / "whole/part/a.txt").write_text(story("petrel"))
        (self.elsewhere / "whole").rename(self.folder / "whole")
        self.until_found("petrel")
        (self.folder / "whole").rename(self.folder / "renamed")
        (self.folder / "renamed/part/b.txt").write_text(story("skua"))
        self.until_found("skua")

        # A name says where an article came from: a plain add finds all of it as it is.
        summary = self.end()
        self.assertRegex(summary, r"(?m)^articles: [\d,]+ added")
        again = json.loads(self.indexer("add", "--json", self.folder).stdout)
        self.assertEqual((again["added"], again["new_versions"], again["rejected"]), (0, 0, 0), again)
        for line in self.said().splitlines():
            self.assertRegex(line, r"^(following \d+ folders?; Ctrl-C ends it|\d+ files?: \d+ added, .*)$")

    def test_editors_and_half_written_files(self) -> None:
        self.watch()
        self.serve()
        # Saved by an editor: a hidden file, a new one, and a rename over the old one.
        (self.folder / ".first.txt.swp").write_text(story("phalarope"))
        (self.folder / "first.txt.new").write_text(story("turnstone"))
        os.replace(self.folder / "first.txt.new", self.folder / "first.txt")
        self.until_found("turnstone")
        self.assertEqual(self.found("cormorant"), 0)

        half = open(self.folder / "half.jsonl", "w")
        half.write('{"id": "1", "title": "Tide table", "text": "The whim')
        half.flush()
        (self.folder / "other.txt").write_text(story("dunlin"))
        self.until_found("dunlin")
        self.assertNotIn("half.jsonl", self.indexer("ledger", "--json").stdout)
        half.write('brel was counted."}\n')
        half.close()
        self.until_found("whimbrel")
        self.assertEqual(self.found("phalarope"), 0)
        self.end()
        self.assertEqual(json.loads(self.indexer("info", "--json").stdout)["files_out"], 0)

    def test_a_sidecar_may_come_before_or_after_its_file(self) -> None:
        self.watch()
        self.serve()
        sidecar = json.dumps({"speaker": "Mara Lindqvist", "published": "2026-03-17"})
        (self.folder / "after.txt").write_text(story("avocet"))
        self.until_found("avocet")
        (self.folder / "after.json").write_text(sidecar)
        self.until_found('speaker:"Mara Lindqvist" avocet')
        rounds = self.said().count(" file")
        (self.folder / "before.json").write_text(sidecar)
        until("it is looked at", lambda: self.said().count(" file") > rounds)
        (self.folder / "before.txt").write_text(story("dipper"))
        self.until_found('speaker:"Mara Lindqvist" dipper')
        self.watcher.send_signal(signal.SIGINT)
        self.assertIn(self.watcher.wait(LIMIT), (0, 3))
        self.assertEqual(json.loads(self.indexer("info", "--json").stdout)["files_out"], 0)

    def test_decisions_are_carried_out_meanwhile(self) -> None:
        (self.folder / "second.txt").write_text(story("avocet"))
        self.watch()
        self.serve()
        self.until_found("pier", 2)
        self.indexer("withhold", "first.txt")
        self.until_found("cormorant", 0)
        self.indexer("withhold", "--undo", "first.txt")
        self.until_found("cormorant")
        rows = [json.loads(line) for line in self.indexer("ledger", "--json").stdout.splitlines()]
        self.assertIn(str(self.folder / "first.txt"), [row["path"] for row in rows])
        self.indexer("remove", "second.txt")
        self.until_found("avocet", 0)

        # A deleted file's article stays, and the ledger says that its file is gone.
        (self.folder / "first.txt").unlink()
        (self.folder / "third.txt").write_text(story("bittern"))
        self.until_found("bittern")
        self.assertEqual(self.found("cormorant"), 1)
        self.assertRegex(self.indexer("ledger", "--missing", self.folder, status=3).stdout, r"gone.*first\.txt|first\.txt.*gone")
        self.end()

    def test_nothing_is_lost_by_a_kill(self) -> None:
        self.watch()
        self.serve()
        for number in range(60):
            (self.folder / f"burst-{number:02}.txt").write_text(story(f"tern{number:02} tern"))
        until("some are in", lambda: self.found("tern") > 0)
        sure = self.found("tern")
        self.watcher.kill()
        self.watcher.wait(30)
        self.assertGreaterEqual(self.found("tern"), sure)
        (self.folder / "meanwhile.txt").write_text(story("meanwhile"))
        self.watch()
        self.until_found("tern", 60)
        self.until_found("meanwhile")
        self.end()

    def test_more_at_once_than_the_system_remembers(self) -> None:
        self.watch()
        self.serve()
        remembered = int(pathlib.Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        if remembered > 100_000:
            self.skipTest(f"the system remembers {remembered} events")
        self.watcher.send_signal(signal.SIGSTOP)
        # Two events for each round: the same one twice in a row counts once.
        for number in range(remembered):
            for name in ("first.txt", "even.txt"):
                os.close(os.open(self.folder / name, os.O_WRONLY | os.O_CREAT))
            if number == remembered // 2:
                (self.folder / "even.txt").write_text(story("puffin"))
        (self.folder / "unheard").mkdir()
        (self.folder / "unheard/of.txt").write_text(story("shearwater"))
        self.watcher.send_signal(signal.SIGCONT)
        self.until_found("shearwater")
        self.until_found("puffin")
        self.assertIn("looking at everything", self.said())
        (self.folder / "unheard/next.txt").write_text(story("whinchat"))
        self.until_found("whinchat")
        self.end()

    def test_a_folder_that_goes_and_comes_back(self) -> None:
        self.watch()
        self.serve()
        self.until_found("cormorant")
        self.folder.rename(self.root / "away")
        until("that is told", lambda: "is gone" in self.said())
        self.folder.mkdir()
        (self.folder / "anew.txt").write_text(story("sanderling"))
        self.until_found("sanderling")
        (self.folder / "more.txt").write_text(story("godwit"))
        self.until_found("godwit")
        self.end()

    def test_a_file_that_is_written_slowly_is_read_once(self) -> None:
        self.watch()
        self.serve()
        with open(self.folder / "slow.txt", "w") as slow:
            slow.write("Harbour notes\n\nThe merganser")
            slow.flush()
            time.sleep(2)
            self.assertNotIn("slow.txt", self.indexer("ledger", "--json").stdout)
            slow.write(" was seen from the pier.\n")
        self.until_found("merganser")
        self.assertRegex(self.end(), r"(?m)^articles: 2 added, 0 new versions,")

    def test_a_mount_that_goes_and_comes_back(self) -> None:
        # In a mount namespace of its own, where the watcher is too.
        launcher = ["unshare", "--mount"]
        tried = subprocess.run([*launcher, "mount", "-t", "tmpfs", "tmpfs", self.folder], capture_output=True)
        if tried.returncode != 0:
            self.skipTest("nothing may be mounted here")
        self.watch(*launcher)
        self.serve()
        inside = ["nsenter", "--mount", "--target", str(self.watcher.pid)]
        subprocess.run([*inside, "mount", "-t", "tmpfs", "tmpfs", self.folder], check=True)
        until("that is told", lambda: "another folder now" in self.said())
        put = 'printf "Harbour notes\\n\\nThe %s was seen from the pier.\\n" "$1" > "$2"'
        subprocess.run([*inside, "sh", "-c", put, "sh", "wigeon", self.folder / "mounted.txt"], check=True)
        self.until_found("wigeon")
        subprocess.run([*inside, "umount", self.folder], check=True)
        # All of the folder is looked at just now: a file must come whole.
        (self.elsewhere / "below.txt").write_text(story("gadwall"))
        (self.elsewhere / "below.txt").rename(self.folder / "below.txt")
        self.until_found("gadwall")
        subprocess.run([*inside, "mount", "-t", "tmpfs", "tmpfs", self.folder], check=True)
        until("that is told", lambda: self.said().count("another folder now") >= 2 or self.said().count("there again") >= 2)
        subprocess.run([*inside, "sh", "-c", put, "sh", "garganey", self.folder / "again.txt"], check=True)
        self.until_found("garganey")
        self.end()

    def test_more_folders_than_the_system_follows(self) -> None:
        limit = "/proc/sys/user/max_inotify_watches"
        launcher = ["unshare", "--user", "--map-root-user", "sh", "-c", f'echo 3 > {limit} && exec "$0" "$@"']
        if subprocess.run([*launcher, "true"], capture_output=True).returncode != 0:
            self.skipTest("no user namespace may be made here")
        self.watch(*launcher)
        self.serve()
        for name in ("one", "two", "three"):
            (self.folder / name).mkdir()
        until("that is told", lambda: "max_user_watches" in self.said())
        (self.folder / "one/a.txt").write_text(story("smew"))
        (self.folder / "three/c.txt").write_text(story("goosander"))
        (self.folder / "last.txt").write_text(story("pochard"))
        self.until_found("smew")
        self.until_found("pochard")
        shutil.rmtree(self.folder / "one")
        shutil.rmtree(self.folder / "two")
        self.until_found("goosander")
        self.end()

    def test_what_cannot_be_followed_is_said(self) -> None:
        for named in (str(self.folder / "first.txt"), "-"):
            ran = self.indexer("add", "--watch", named, status=1, given="")
            self.assertIn("expected a folder to follow", ran.stderr)

    def test_the_index_may_lie_in_the_folder(self) -> None:
        self.index = self.folder / "index"
        self.watch()
        (self.folder / "written.txt").write_text(story("gannet"))
        until("it is read", lambda: re.search(r"(?m)^1 file: 1 added", self.said()))
        (self.folder / "torn.jsonl").write_text("no json\n")
        until("it is refused", lambda: "rejected" in self.said())
        (self.folder / "last.txt").write_text(story("curlew"))
        until("the last is read", lambda: len(re.findall(r"(?m)^1 file: 1 added", self.said())) == 2)
        self.watcher.send_signal(signal.SIGTERM)
        self.assertEqual(self.watcher.wait(LIMIT), 3)
        self.assertEqual(len(re.findall(r"(?m)^\d+ files?:", self.said())), 3, self.said())


if __name__ == "__main__":
    main()
