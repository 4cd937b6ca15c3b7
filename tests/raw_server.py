"""A server on loopback that a test steers byte by byte: a function is given each request.

Each connection has a thread of its own. When the server ends, every socket is closed and every
drip stops; a function that waits does so on ``ended`` or on an event that the test sets.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import Self

PAUSE_S = 0.02
START_S = 5.0


class _Gone(Exception):
    """The client hung up."""


class Exchange:
    """One request, and the server's end of the connection it came on.

    ``number`` counts the server's requests from 1, ``connection`` its connections.
    """

    def __init__(self, server: RawServer, connected: socket.socket, connection: int) -> None:
        self.server = server
        self.connection = connection
        self.number = 0
        self.method = self.target = ""
        self.headers: dict[str, str] = {}
        self.body = b""
        self.hung_up = False
        self._socket = connected

    def send(self, *pieces: bytes) -> None:
        self._socket.sendall(b"".join(pieces))

    def head(self, status: int, headers: Mapping[str, object]) -> None:
        """Send a whole head; what the body's length is, the headers say."""
        lines = [f"HTTP/1.1 {status} Whatever"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def answer(self, body: bytes = b"{}", status: int = 200, **headers: object) -> None:
        """Send a whole answer; ``_`` in the names stands for a hyphen."""
        told = {"Content-Type": "application/json", "Content-Length": len(body)}
        self.head(status, told | {name.replace("_", "-"): v for name, v in headers.items()})
        self.send(body)

    def drip(self, piece: bytes) -> None:
        """Send a piece over and over until the client gives up."""
        while not self.server.ended.wait(PAUSE_S):
            self.send(piece)

    def hang_up(self) -> None:
        self.hung_up = True

    def wait_for_hang_up(self) -> None:
        """Say nothing until the client gives up."""
        while self._socket.recv(65536):
            pass
        self.hung_up = True


class RawServer:
    """The server, as a context manager."""

    def __init__(
        self, handle: Callable[[Exchange], object], tls: ssl.SSLContext | None = None
    ) -> None:
        self._handle = handle
        self._tls = tls
        self.ended = threading.Event()
        self.requests: list[Exchange] = []
        self.connections = 0
        self.open = 0
        self._changed = threading.Condition()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._listener.settimeout(PAUSE_S)
        self._start(self._accept)
        return self

    def __exit__(self, *exc: object) -> None:
        self.ended.set()
        for connected in self._sockets:
            try:
                connected.shutdown(socket.SHUT_RDWR)
            except OSError:  # It is closed already.
                continue
        for thread in self._threads:
            thread.join(START_S)
        self._listener.close()

    def wait_until(self, reached: Callable[[], bool]) -> None:
        """Wait until something has become true by a request or a connection that came or went."""
        with self._changed:
            assert self._changed.wait_for(reached, START_S), "the server never saw it"

    def look_again(self) -> None:
        """Let those who wait look again, after something else has changed."""
        with self._changed:
            self._changed.notify_all()

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.ended.is_set():
            try:
                connected, _ = self._listener.accept()
            except TimeoutError:
                continue
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets.append(connected)
            with self._changed:
                self.connections += 1
                self.open += 1
                self._changed.notify_all()
            self._start(self._serve, connected, self.connections)

    def _serve(self, connected: socket.socket, connection: int) -> None:
        try:
            if self._tls is not None:
                connected = self._tls.wrap_socket(connected, server_side=True)
            with connected, connected.makefile("rb") as incoming:
                while not self.ended.is_set():
                    exchange = Exchange(self, connected, connection)
                    _read(exchange, incoming.readline, incoming.read)
                    with self._changed:
                        self.requests.append(exchange)
                        exchange.number = len(self.requests)
                        self._changed.notify_all()
                    self._handle(exchange)
                    if exchange.hung_up:
                        connected.shutdown(socket.SHUT_RDWR)
                        return
        except (_Gone, OSError):
            return
        finally:
            with self._changed:
                self.open -= 1
                self._changed.notify_all()


def _read(exchange: Exchange, line: Callable[[], bytes], read: Callable[[int], bytes]) -> None:
    first = line()
    if not first:
        raise _Gone
    exchange.method, exchange.target, _ = first.decode("latin-1").split(" ", 2)
    while (text := line().decode("latin-1").strip()) != "":
        name, _, value = text.partition(":")
        exchange.headers[name.lower()] = value.strip()
    exchange.body = read(int(exchange.headers.get("content-length", "0")))
