#!/usr/bin/env python3
"""How many rows a second an export gives over the wire.  Standard library only.

export_rate.py --bin FOLDER --index INDEX [--target articles|statements] [--fields A,B]

Serves INDEX on a free port, pulls everything three times over one connection each, and prints rows, bytes, rows a second by the
clock, and rows a second of the daemon's own processor time, which is what one core gives however busy the machine is.
"""
import argparse
import json
import os
import re
import socket
import subprocess
import time


def processor_seconds(pid):
    """Of all its threads, which it keeps; to the nanosecond, where /proc/PID/stat counts hundredths."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as stat:
            total += int(stat.read().split()[0])
    return total / 1e9


def export(port, arguments):
    """(rows, bytes) of one export."""
    request = {"jsonrpc": "2.0", "id": 1, "method": "export", "params": arguments}
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(json.dumps(request).encode() + b"\n")
        size, end = 0, b""
        while b'"counts"' not in end or not end.endswith(b"\n"):
            block = connection.recv(1 << 20)
            if not block:
                raise SystemExit("the connection ended: " + end.decode())
            size += len(block)
            end = (end + block)[-500:]
    return json.loads(re.search(rb'"counts":(\{[^}]*\})', end).group(1))["rows"], size


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True)
    options.add_argument("--index", required=True)
    options.add_argument("--target", default="articles")
    options.add_argument("--fields", default="")
    asked = options.parse_args()
    arguments = {"target": asked.target}
    if asked.fields:
        arguments["fields"] = asked.fields.split(",")
    daemon = subprocess.Popen([os.path.join(asked.bin, "onrecord-searchd"), "--index", asked.index, "--listen", "127.0.0.1:0"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        address = next(filter(None, (re.search(r"127\.0\.0\.1:(\d+)", line) for line in daemon.stdout)), None)
        if address is None:
            raise SystemExit("the daemon did not start")
        for _ in range(3):
            clock, processor = time.monotonic(), processor_seconds(daemon.pid)
            rows, size = export(int(address.group(1)), arguments)
            clock, processor = time.monotonic() - clock, processor_seconds(daemon.pid) - processor
            print(f"{rows} rows, {size / 1e6:.1f} MB: {rows / clock:,.0f} rows/s; of processor time {rows / max(processor, 1e-9):,.0f} rows/s, "
                  f"{size / 1e6 / max(processor, 1e-9):,.0f} MB/s")
    finally:
        daemon.terminate()
        daemon.communicate()


main()
