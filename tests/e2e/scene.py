"""What the end-to-end tests of the indexer share: a scratch folder, the real programs in it, and waits.

No time decides: each wait has a limit that only a defect reaches.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

LIMIT = 90.0  # seconds


def until(what: str, asked) -> None:
    deadline = time.monotonic() + LIMIT
    while not asked():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain until " + what)
        time.sleep(0.05)


class Scene(unittest.TestCase):
    """A folder of its own for each test; what was started in it ends with the test."""

    bin = pathlib.Path()

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name).resolve()
        self.index = self.root / "index"
        self.processes = []
        self.addCleanup(self.stop)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait(30)

    def start(self, *command, **options) -> subprocess.Popen:
        process = subprocess.Popen(command, **options)
        self.processes.append(process)
        return process

    def indexer(self, *args, status: int = 0, given: str | None = None) -> subprocess.CompletedProcess:
        ran = subprocess.run([self.bin / "onrecord-indexer", "--index", self.index, *args], input=given,
                             capture_output=True, text=True, timeout=LIMIT)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran

    def start_indexer(self, *args, launcher=(), **options) -> subprocess.Popen:
        return self.start(*launcher, self.bin / "onrecord-indexer", "--index", self.index, *args, **options)

    def serve(self) -> None:
        port = self.root / "port"
        self.start(self.bin / "onrecord-searchd", "--index", self.index, "--listen", "127.0.0.1:0", "--port-file", port,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("the daemon is there", lambda: port.exists() and port.read_text().strip())
        self.server = port.read_text().strip()

    def ask(self, *words: str) -> dict:
        ran = subprocess.run([self.bin / "onrecord", "--server", self.server, *words], capture_output=True, text=True,
                             timeout=LIMIT)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        return json.loads(ran.stdout)


def main() -> None:
    """The first argument is the folder of the programs, the rest unittest's."""
    Scene.bin = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(module="__main__", verbosity=2)
