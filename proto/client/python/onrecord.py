"""A client for an Onrecord daemon: newline-delimited JSON-RPC 2.0 over TCP.  Standard library only.

    import onrecord
    with onrecord.connect("127.0.0.1:7700") as archive:
        for hit in archive.search("speaker:lindqvist ferry")["hits"]:
            print(hit["date"], hit["headline"])

One connection belongs to one thread.  What each method takes and gives is in PROTOCOL.md; `archive.describe()` prints it.
"""

from __future__ import annotations

import json
import socket
import types
from typing import Any, Iterable, Iterator

__all__ = ["OnrecordError", "Refused", "Archive", "connect"]


class OnrecordError(Exception):
    """The connection failed: no daemon there, it went away, or it took too long."""


class Refused(OnrecordError):
    """The daemon refused one request; the connection goes on.

    kind: "invalid", "limit", "not_found", "deadline", ... as PROTOCOL.md lists them.
    column: 1-based column in code points of the query where there is one, else 0.
    """

    def __init__(self, message: str, kind: str, code: int, column: int) -> None:
        super().__init__(message)
        self.kind = kind
        self.code = code
        self.column = column


class Archive:
    """A connection to a daemon.  Use `connect`; close it with `close` or a `with` block."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._reader = sock.makefile("rb")
        self._next_id = 1

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection; harmless when it is closed already."""
        self._reader.close()
        self._socket.close()

    # -- methods, one for each of the daemon's ------------------------------------------------------------------

    def hello(self, **arguments: Any) -> dict[str, Any]:
        """Who answers: name, version, protocol, limits."""
        return self.call("hello", **arguments)

    def search(self, query: str | None = None, **arguments: Any) -> dict[str, Any]:
        """Ranked hits.  Arguments: target, match, words, limit, offset, cursor, sort, facets, snippet, offsets, ..."""
        return self.call("search", query=query, **arguments)

    def statements(self, query: str | None = None, **arguments: Any) -> dict[str, Any]:
        """`search` for statements: who said what."""
        return self.call("search", query=query, target="statements", **arguments)

    def article(self, id: str | None = None, **arguments: Any) -> dict[str, Any]:
        """One article by its id (or key="SOURCE/ID"), with its text, spans and statements."""
        return self.call("article", id=id, **arguments)

    def statement(self, id: str, **arguments: Any) -> dict[str, Any]:
        """One statement by its id."""
        return self.call("statement", id=id, **arguments)

    def facets(self, query: str | None, fields: Iterable[str], **arguments: Any) -> dict[str, Any]:
        """Values of the fields, counted over everything that matches."""
        return self.call("facets", query=query, fields=list(fields), **arguments)

    def speakers(self, name: str | None = None, **arguments: Any) -> dict[str, Any]:
        """Who speaks, how often and when; of a name also who sounds like it.  Arguments: way, query, sort, limit, offset, ..."""
        return self.call("speakers", name=name, **arguments)

    def verify(self, quote: str, speaker: str | None = None, **arguments: Any) -> dict[str, Any]:
        """Did somebody really say this?  A verdict on the quotation, and every place like it with the words that differ.
        Arguments: before, after, limit, offsets."""
        return self.call("verify", quote=quote, speaker=speaker, **arguments)

    def variants(self, quote: str, speaker: str | None = None, **arguments: Any) -> dict[str, Any]:
        """The forms in which a quotation was printed: by whom, how often, first and last.  Arguments as of `verify`."""
        return self.call("variants", quote=quote, speaker=speaker, **arguments)

    def timeline(self, query: str | None = None, **arguments: Any) -> dict[str, Any]:
        """What matches by day, month or year, empty ones too, with the first and the last.  Arguments: target, by, split, ..."""
        return self.call("timeline", query=query, **arguments)

    def compare(self, first: str, second: str, **arguments: Any) -> dict[str, Any]:
        """Two speakers, or with by="outlet" two outlets, side by side.  Arguments: by, query, target, limit, ..."""
        return self.call("compare", values=[first, second], **arguments)

    def similar(self, id: str | None = None, **arguments: Any) -> dict[str, Any]:
        """Coverage of the same matter as an article (id, or key="SOURCE/ID") or a draft (text=...).
        Arguments: earlier, limit."""
        return self.call("similar", id=id, **arguments)

    def prior(self, text: str, **arguments: Any) -> dict[str, Any]:
        """For each sentence of a draft the earlier statements that bear on it.  Arguments: limit, offsets."""
        return self.call("prior", text=text, **arguments)

    def suggest(self, prefix: str, **arguments: Any) -> dict[str, Any]:
        """Speakers, outlets, sections and headlines that what was typed so far may become.  Arguments: limit."""
        return self.call("suggest", prefix=prefix, **arguments)

    def explain(self, query: str, **arguments: Any) -> dict[str, Any]:
        """How a query is read; with id=... why that article or statement does or does not match.
        Arguments: target, match, words."""
        return self.call("explain", query=query, **arguments)

    def status(self) -> dict[str, Any]:
        """The index: revision, counts, sizes."""
        return self.call("status")

    def describe(self) -> dict[str, Any]:
        """Every method, argument and query field."""
        return self.call("describe")

    def export(self, query: str | None = None, **arguments: Any) -> Iterator[dict[str, Any]]:
        """Every row that matches, in order, page by page: memory stays small.  Read it to its end before the next call."""
        request = self._send("export", {"query": query, **arguments})
        while True:
            frame = self._receive(request)
            yield from frame.get("rows", [])
            if not frame.get("more", False):
                return

    def subscribe(self, queries: Iterable[str], after: str | None = None, **arguments: Any) -> Iterator[dict[str, Any]]:
        """What is committed from now on, or behind after, and matches: frames with "rows" and "after", as they come.  A frame
        without rows is a sign of life (every 15 s): keep the timeout above that.  Ends when the daemon does."""
        request = self._send("subscribe", {"queries": list(queries), "after": after, **arguments})
        while True:
            frame = self._receive(request)
            yield frame
            if not frame.get("more", False):
                return

    # -- the line protocol --------------------------------------------------------------------------------------

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Any method that answers in one frame.  Arguments that are None are left out.  Raises Refused or OnrecordError."""
        return self._receive(self._send(method, arguments))

    def call_many(
        self, method: str, calls: Iterable[dict[str, Any]], in_flight: int = 8
    ) -> Iterator[dict[str, Any] | Refused]:
        """Pipelines many calls and yields each answer, or its Refused, in order.  The daemon runs 8 a connection at once."""
        waiting: list[int] = []
        for arguments in calls:
            waiting.append(self._send(method, arguments))
            if len(waiting) >= in_flight:
                yield self._receive_or_refused(waiting.pop(0))
        while waiting:
            yield self._receive_or_refused(waiting.pop(0))

    def _receive_or_refused(self, request: int) -> dict[str, Any] | Refused:
        try:
            return self._receive(request)
        except Refused as refused:
            return refused

    def _send(self, method: str, arguments: dict[str, Any]) -> int:
        request = self._next_id
        self._next_id += 1
        given = {name: value for name, value in arguments.items() if value is not None}
        line = json.dumps({"jsonrpc": "2.0", "id": request, "method": method, "params": given})
        try:
            self._socket.sendall(line.encode() + b"\n")
        except OSError as error:
            raise OnrecordError(f"while sending: {error}") from error
        return request

    def _receive(self, request: int) -> dict[str, Any]:
        try:
            line = self._reader.readline()
        except OSError as error:
            raise OnrecordError(f"while waiting for an answer: {error}") from error
        if not line.endswith(b"\n"):
            raise OnrecordError("the daemon closed the connection")
        answer = json.loads(line)
        if "error" in answer:
            error = answer["error"]
            data = error.get("data") or {}
            raise Refused(error["message"], data.get("kind", ""), error["code"], data.get("column", 0))
        if answer.get("id") != request:
            raise OnrecordError(f"expected the answer to request {request}, got one to {answer.get('id')}")
        result: dict[str, Any] = answer["result"]
        return result


def connect(server: str = "127.0.0.1:7700", token: str | None = None, timeout: float = 30.0) -> Archive:
    """Connects to HOST:PORT; with a token says hello with it.  timeout: seconds for each wait."""
    host, _, port = server.rpartition(":")
    if not host or not port.isdigit():
        raise ValueError(f"server {server!r}: expected HOST:PORT")
    try:
        sock = socket.create_connection((host.strip("[]"), int(port)), timeout=timeout)
    except OSError as error:
        raise OnrecordError(f"{server}: {error}") from error
    archive = Archive(sock)
    if token is not None:
        archive.hello(token=token)
    return archive
