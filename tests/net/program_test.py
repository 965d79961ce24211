#!/usr/bin/env python3
"""The program onrecord-searchd as its user meets it: start, refusal to start, signals, the log, what it tells systemd.

Usage: program_test.py INDEXER SEARCHD
"""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

INDEXER, SEARCHD = sys.argv[1], sys.argv[2]
ARTICLE = {"id": "hp-1", "headline": "Night ferry keeps its subsidy", "published": "2026-03-05",
           "text": "The night ferry to Arlen will keep its subsidy."}


def run(*arguments):
    """Runs the daemon to its end."""
    return subprocess.run([SEARCHD, *arguments], capture_output=True, text=True, timeout=30)


class Program(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.holder.name)
        cls.index = str(cls.folder / "index")
        subprocess.run([INDEXER, "--index", cls.index, "add", "--source", "post", "-"], input=json.dumps(ARTICLE) + "\n",
                       text=True, check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def start(self, *arguments, **environment):
        """A daemon that is ended and read when the test is over; self.address is where it listens."""
        process = subprocess.Popen([SEARCHD, "--index", self.index, "--listen", "127.0.0.1:0", *arguments], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **environment})
        self.addCleanup(self.end, process)
        first = process.stdout.readline()
        self.assertRegex(first, r"^listening on 127\.0\.0\.1:\d+\n$")
        self.address = first.split()[-1]
        return process

    def end(self, process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def stop(self, process):
        """Ends it as systemd does; gives its log."""
        process.send_signal(signal.SIGTERM)
        log = process.communicate(timeout=30)[1]
        self.assertEqual(process.returncode, 0)
        return log

    def get(self, target, token=""):
        request = urllib.request.Request(f"http://{self.address}{target}", headers={"Authorization": "Bearer " + token})
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return reply.status
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code

    def next_state(self, notify, wanted):
        """Reads what systemd is told until it is \\a wanted."""
        while True:
            state = notify.recv(4096).decode().split("\n")[0]
            if state == wanted:
                return

    def test_it_answers_and_writes_the_port_file_and_ends_with_status_0(self):
        port_file = self.folder / "port"
        process = self.start("--port-file", str(port_file))
        self.assertEqual(port_file.read_text().strip(), self.address)
        self.assertEqual(self.get("/api/v1/search?query=ferry"), 200)
        self.stop(process)
        self.assertFalse(port_file.exists())

    def test_it_will_not_start_without_an_index_or_without_a_token_beyond_loopback(self):
        cases = [
            (["--index", str(self.folder / "nowhere")], 1, "no index in"),
            (["--index", self.index, "--listen", "0.0.0.0:0"], 1, "without a token"),
            (["--index", self.index, "--listen", "somewhere"], 1, "expected ADDRESS:PORT"),
            ([], 2, "--index"),
            (["--index", self.index, "--colour", "red"], 2, "--colour"),
        ]
        for arguments, status, message in cases:
            with self.subTest(arguments=arguments):
                ended = run(*arguments)
                self.assertEqual(ended.returncode, status)
                self.assertIn(message, ended.stderr)

    def test_an_index_that_is_gone_is_no_article_that_is_not_found_and_is_logged(self):
        process = self.start()
        index = pathlib.Path(self.index)
        index.rename(self.folder / "elsewhere")
        try:
            self.assertEqual(self.get("/api/v1/search?query=ferry"), 500)
            self.assertEqual((self.get("/readyz"), self.get("/healthz")), (503, 200))
        finally:
            (self.folder / "elsewhere").rename(index)
        log = self.stop(process)
        self.assertEqual(log.count("event=index_not_read"), 1, log)

    def test_a_reload_takes_the_new_token_and_keeps_the_old_one_when_it_cannot(self):
        token = self.folder / "token"
        token.write_text("first\n")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.bind(str(self.folder / "notify"))
            notify.settimeout(20)
            process = self.start("--token-file", str(token), NOTIFY_SOCKET=str(self.folder / "notify"), WATCHDOG_USEC="200000")
            try:
                self.next_state(notify, "READY=1")
            except TimeoutError:
                self.skipTest("built without libsystemd")
            self.next_state(notify, "WATCHDOG=1")
            self.assertEqual([self.get("/api/v1/status", name) for name in ("first", "second")], [200, 401])
            token.write_text("second\n")
            process.send_signal(signal.SIGHUP)
            self.next_state(notify, "RELOADING=1")
            self.next_state(notify, "READY=1")
            self.assertEqual([self.get("/api/v1/status", name) for name in ("first", "second")], [401, 200])
            token.unlink()
            process.send_signal(signal.SIGHUP)
            self.next_state(notify, "RELOADING=1")
            self.next_state(notify, "READY=1")
            self.assertEqual(self.get("/api/v1/status", "second"), 200)
            log = self.stop(process)
            self.next_state(notify, "STOPPING=1")
        self.assertIn("event=reload_failed", log)

    def test_queries_are_logged_only_when_asked_for(self):
        for options, logged in (["--log-level", "debug"], False), (["--log-queries"], True):
            with self.subTest(options=options):
                process = self.start(*options)
                self.assertEqual(self.get("/api/v1/search?query=whistleblower"), 200)
                self.assertEqual(self.get("/?q=whistleblower"), 200)
                with socket.create_connection(self.address.split(":")) as lines:
                    request = {"jsonrpc": "2.0", "id": 1, "method": "search", "params": {"query": "whistleblower"}}
                    lines.sendall(json.dumps(request).encode() + b"\n")
                    self.assertTrue(lines.makefile().readline())
                log = self.stop(process)
                self.assertIn("event=request", log)
                self.assertEqual("whistleblower" in log, logged)

    def test_every_event_is_a_line_of_its_own(self):
        process = self.start("--log-queries")
        self.get("/api/v1/search?query=a%0Aevent%3Dforged")
        for line in self.stop(process).splitlines():
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=\w+ event=(started|request|stopping|stopped)( |$)")

    def test_another_port_is_asked_for_when_this_one_is_taken(self):
        self.start()
        ended = run("--index", self.index, "--listen", self.address)
        self.assertEqual(ended.returncode, 1)
        self.assertIn(f"cannot listen on {self.address}: Address already in use", ended.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
