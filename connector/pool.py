"""Pooled HTTP/1.1 connections that keep to a wall clock, on httpcore.

httpcore's own pool bounds each read by itself, so that a server that drips bytes stretches a call
without end, and it looks at every idle socket before every request. This one gives each request
one deadline, knows whether a byte of it was written, and looks only at the connection it will use.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl

MAX_CONNECTIONS = 100
KEEPALIVE_S = 5.0
HELD_BYTES = 64 * 1024
"""A request up to this size leaves in one write."""


class Attempt:
    """One request on its way: when it must be over, and whether any of it was written.

    ``deadline`` is on the monotonic clock. It travels in the request's extensions as ``attempt``.
    """

    __slots__ = ("deadline", "written")

    def __init__(self, timeout_s: float) -> None:
        self.written = False
        self.extend(timeout_s)

    def extend(self, timeout_s: float) -> None:
        """Give it that many seconds from now."""
        self.deadline = time.monotonic() + timeout_s

    def is_over(self) -> bool:
        """Whether its time is up."""
        return time.monotonic() > self.deadline

    def left_s(self, expired: type[Exception]) -> float:
        """Return the seconds left; raises ``expired`` when there are none."""
        left_s = self.deadline - time.monotonic()
        if left_s <= 0:
            raise expired("the time for the request is over")
        return left_s


class Line:
    """A connection, the attempt it is carrying, and since when it has been idle."""

    __slots__ = ("attempt", "connection", "idle_since")

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.connection: Any = None
        self.idle_since = 0.0


class _Stream(httpcore.NetworkStream):
    """Keeps to the attempt's deadline, and sends head and body of a small request in one packet."""

    def __init__(self, inner: httpcore.NetworkStream, line: Line) -> None:
        self._inner = inner
        self._line = line
        self._held = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        # A server may answer before it has read the request, and close: the answer still counts.
        with suppress(httpcore.WriteError):
            self._flush()
        return self._inner.read(max_bytes, self._line.attempt.left_s(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._held = self._held + buffer if self._held else buffer
        if len(self._held) > HELD_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            left_s = self._line.attempt.left_s(httpcore.WriteTimeout)
            held, self._held = self._held, b""
            self._line.attempt.written = True
            self._inner.write(held, left_s)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left_s = self._line.attempt.left_s(httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left_s), self._line)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def close(self) -> None:
        self._inner.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, line: Line) -> None:
        self._line = line
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        options = socket_options or ()
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        # One deadline for all addresses: the standard library gives each of them the whole time.
        for *_, address in found:
            left_s = self._line.attempt.left_s(httpcore.ConnectTimeout)
            try:
                stream = self._inner.connect_tcp(
                    str(address[0]), port, left_s, local_address, options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._line)
        raise failure


class Idle:
    """Idle connections by origin, the last used first; those at the other end grow old."""

    def __init__(self) -> None:
        self._lines: dict[tuple[bytes, bytes, int], deque[Line]] = {}

    def take(self, origin: httpcore.Origin) -> Line | None:
        """Return the one that was used last, ``None`` where there is none."""
        lines = self._lines.get((origin.scheme, origin.host, origin.port))
        return lines.pop() if lines else None

    def give(self, origin: httpcore.Origin, line: Line) -> list[Line]:
        """Keep a connection; returns those that have been idle for too long."""
        now = line.idle_since = time.monotonic()
        lines = self._lines.setdefault((origin.scheme, origin.host, origin.port), deque())
        lines.append(line)
        old = []
        while lines and now - lines[0].idle_since > KEEPALIVE_S:
            old.append(lines.popleft())
        return old

    def clear(self) -> list[Line]:
        """Let all go, and return them."""
        lines = [line for kept in self._lines.values() for line in kept]
        self._lines.clear()
        return lines


def is_usable(line: Line) -> bool:
    """Whether an idle connection can carry another request: the server has not closed it."""
    connection = line.connection
    return bool(connection.is_idle()) and not connection.has_expired()


def is_clean(line: Line) -> bool:
    """Whether a connection has no bytes left over that the next request would take for its answer.

    httpcore keeps them silently; a server that sends more than it was asked for is not asked again
    on that connection.
    """
    if not line.connection.is_idle():
        return False
    state = line.connection._connection._h11_state
    return not state.trailing_data[0]


def check_open(closed: bool) -> None:
    """Raise ``ConnectError`` where the pool has been closed."""
    if closed:
        raise httpcore.ConnectError("the connection has been closed")


class Pool:
    """The sync pool; safe to share between threads."""

    def __init__(self, ssl_context: Callable[[], ssl.SSLContext]) -> None:
        """``ssl_context`` is asked once, when the first https connection is made."""
        self._ssl_context = cache(ssl_context)
        self._idle = Idle()
        self._lock = threading.Lock()
        self._places = threading.Semaphore(MAX_CONNECTIONS)
        self._closed = False

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request; the connection comes back when the answer's stream is closed."""
        attempt: Attempt = request.extensions["attempt"]
        check_open(self._closed)
        if not self._places.acquire(timeout=attempt.left_s(httpcore.PoolTimeout)):
            raise httpcore.PoolTimeout("no connection became free in time")
        line: Line | None = None
        try:
            line = self._line(request.url.origin, attempt)
            response = line.connection.handle_request(request)
        except BaseException:
            self._places.release()
            if line is not None:
                line.connection.close()
            raise
        origin, used = request.url.origin, line
        return httpcore.Response(
            status=response.status,
            headers=response.headers,
            content=_Body(response.stream, lambda: self._give_back(origin, used)),
            extensions=response.extensions,
        )

    def _line(self, origin: httpcore.Origin, attempt: Attempt) -> Line:
        while True:
            with self._lock:
                line = self._idle.take(origin)
            if line is None:
                break
            if is_usable(line):
                line.attempt = attempt
                return line
            line.connection.close()
        line = Line(attempt)
        line.connection = httpcore.HTTPConnection(
            origin,
            ssl_context=self._ssl_context() if origin.scheme == b"https" else None,
            keepalive_expiry=KEEPALIVE_S,
            network_backend=_Backend(line),
        )
        return line

    def _give_back(self, origin: httpcore.Origin, line: Line) -> None:
        old = [line]
        if is_clean(line):
            with self._lock:
                if not self._closed:
                    old = self._idle.give(origin, line)
        for unused in old:
            unused.connection.close()
        self._places.release()

    def close(self) -> None:
        """Close what is idle; what is in use is closed when it comes back."""
        with self._lock:
            self._closed = True
            lines = self._idle.clear()
        for line in lines:
            line.connection.close()


class _Body:
    """The stream of an answer, which gives its connection back once."""

    def __init__(self, stream: Any, give_back: Callable[[], None]) -> None:
        self._stream = stream
        self._give_back = give_back
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            try:
                self._stream.close()
            finally:
                self._give_back()
