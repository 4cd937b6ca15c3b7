"""A small Intercom-shaped server in a process of its own, on loopback.

``serving()`` starts it and gives its URL; it ends with its parent. It answers from canned bodies,
as fast as one core can, over sockets that are kept alive. A path chooses the answer:

- ``GET /me``, ``GET /contacts/{id}``, ``GET /contacts/{id}/notes``
- ``POST /contacts/search``: ``pagination.per_page`` contacts from ``pagination.starting_after`` on
- ``GET /download/content/data/{n}``: n bytes, streamed
- ``GET /counts``: what the rate limit let through and what it refused

With a limit, it allows that many calls in each ten seconds of the clock and answers 429 beyond,
with the headers that the API documents. It checks nothing else, credentials included.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import ssl
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

from .replies import ADMIN, CONTACT, NOTES, RATE_LIMITED, as_json, contact_page

WINDOW_S = 10
CHUNK = bytes(range(256)) * 1024
"""A quarter of a megabyte, the piece in which downloads are written."""


class Limit:
    """So many calls in each window of the clock; counts which calls were ever refused."""

    def __init__(self, calls: int) -> None:
        self.calls = calls
        self.used: Counter[int] = Counter()
        self.refusals: Counter[str] = Counter()

    def count(self, path: str, now: float) -> tuple[bool, bytes]:
        """Count a call; return whether it is let through, and the headers of its answer."""
        window = int(now) // WINDOW_S
        allowed = self.used[window] < self.calls
        if allowed:
            self.used[window] += 1
        else:
            self.refusals[path] += 1
        headers = b"X-RateLimit-Limit: %d\r\nX-RateLimit-Remaining: %d\r\nX-RateLimit-Reset: %d\r\n"
        left = self.calls - self.used[window]
        return allowed, headers % (self.calls, left, (window + 1) * WINDOW_S)

    def to_dict(self) -> dict[str, Any]:
        return {
            "let_through": list(self.used.values()),
            "calls_refused": len(self.refusals),
            "refusals": self.refusals.total(),
        }


class Answering(asyncio.Protocol):
    """One client's socket."""

    def __init__(self, limit: Limit | None) -> None:
        self._limit = limit
        self._pending = b""
        self._left_to_stream = 0
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._pending += data
        while True:
            head, end, rest = self._pending.partition(b"\r\n\r\n")
            if not end:
                return
            length = _content_length(head)
            if len(rest) < length:
                return
            self._pending = rest[length:]
            self._answer(head, rest[:length])

    def _answer(self, head: bytes, body: bytes) -> None:
        target = head.split(b" ", 2)[1].decode()
        path = target.partition("?")[0]
        if path == "/counts":
            self._write(b"200 OK", as_json(self._limit.to_dict() if self._limit else {}))
            return
        headers = b""
        if self._limit is not None:
            allowed, headers = self._limit.count(path, time.time())
            if not allowed:
                self._write(b"429 Too Many Requests", RATE_LIMITED, headers)
                return
        if path.startswith("/download/"):
            self._stream(int(path.rpartition("/")[2]))
        elif path == "/contacts/search":
            self._write(b"200 OK", _search(body), headers)
        elif path == "/me":
            self._write(b"200 OK", ADMIN, headers)
        else:
            self._write(b"200 OK", NOTES if path.endswith("/notes") else CONTACT, headers)

    def _write(self, status: bytes, body: bytes, headers: bytes = b"") -> None:
        self._transport.write(
            b"HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\n"
            b"X-Request-Id: 000gbr3m1v5p9q2l7s4g\r\n%sContent-Length: %d\r\n\r\n%s"
            % (status, headers, len(body), body)
        )

    def _stream(self, size: int) -> None:
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
            b"Content-Length: %d\r\n\r\n" % size
        )
        self._left_to_stream = size
        self._go_on()

    def _go_on(self) -> None:
        while self._left_to_stream and not self._paused and not self._transport.is_closing():
            piece = CHUNK[: self._left_to_stream]
            self._left_to_stream -= len(piece)
            self._transport.write(piece)

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._go_on()


def _content_length(head: bytes) -> int:
    _, named, value = head.lower().partition(b"\r\ncontent-length:")
    return int(value.partition(b"\r\n")[0]) if named else 0


def _search(body: bytes) -> bytes:
    pagination = json.loads(body).get("pagination", {})
    return _page(int(pagination.get("starting_after") or 0), int(pagination.get("per_page", 50)))


@lru_cache(maxsize=8)
def _page(start: int, size: int) -> bytes:
    return contact_page(start, size)


async def serve(limit: int | None, certificate: str | None) -> None:
    """Serve until standard input ends; the URL goes to standard output."""
    loop = asyncio.get_running_loop()
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    counted = Limit(limit) if limit else None
    server = await loop.create_server(
        lambda: Answering(counted), "127.0.0.1", 0, ssl=context, backlog=256
    )
    port = server.sockets[0].getsockname()[1]
    print(f"{'https' if certificate else 'http'}://127.0.0.1:{port}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def serving(limit: int | None = None, certificate: str | None = None) -> Iterator[str]:
    """Run the server in another process; yields its URL."""
    command = [sys.executable, "-m", "benchmarks.server"]
    command += ["--limit", str(limit)] if limit else []
    command += ["--certificate", certificate] if certificate else []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()
            process.wait(timeout=10)


def counts(url: str) -> dict[str, Any]:
    """Return what the server's rate limit has counted so far."""
    with urllib.request.urlopen(f"{url}/counts") as answer:
        return cast("dict[str, Any]", json.load(answer))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int)
    parser.add_argument("--certificate")
    given = parser.parse_args()
    asyncio.run(serve(given.limit, given.certificate))
