"""A server on loopback that misbehaves byte by byte, as a script tells it to.

It listens on real sockets in a thread of its own. A script says what is done to the first, second …
attempt of a call; afterwards the server behaves. It keeps the facts that a client's claims are
judged by: attempts seen, whole requests read, calls carried out. It knows nothing of the client.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, Self

HOST = "127.0.0.1"
CHUNK_BYTES = 65536
NO_LINGER = struct.pack("ii", 1, 0)
START_S = 5.0

Phase = Literal["warm-up", "call", "next"]


@dataclass(frozen=True)
class Seen:
    """A request that was read to its end."""

    method: str
    target: str
    authorization: str | None
    body: bytes


@dataclass
class Facts:
    """What happened in one phase, as the server saw it."""

    attempts: int = 0
    requests: list[Seen] = field(default_factory=list)
    carried_out: int = 0
    serials: list[int] = field(default_factory=list)
    answers: list[tuple[int, int, str]] = field(default_factory=list)
    """Attempt, status and request id of each answer whose head was sent whole."""
    not_before: float = 0.0
    """UNIX time that the last answer told the client to wait for."""
    too_early_s: float = 0.0
    """By how much an attempt came before it was told to, at worst."""
    elsewhere: int = 0
    """Connections that another origin received."""


class Exchange:
    """One attempt: the server's end of a connection while it reads a request and answers it."""

    def __init__(self, server: FaultServer, wire: Wire, facts: Facts) -> None:
        self.server = server
        self.wire = wire
        self.facts = facts
        self.attempt = facts.attempts
        self.target = ""

    async def read_head(self) -> bytes:
        head = await self.wire.read_until(b"\r\n\r\n")
        self.target = head.split(b" ", 2)[1].decode("ascii")
        return head

    async def read_request(self) -> None:
        head = await self.read_head()
        first, *lines = head.decode("latin-1").split("\r\n")
        named = {
            name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)
        }
        body = await self.wire.read_exactly(int(named.get("content-length") or 0))
        method = first.split(" ", 1)[0]
        self.facts.requests.append(Seen(method, self.target, named.get("authorization"), body))

    def carry_out(self) -> None:
        self.facts.carried_out += 1

    def head(self, status: int, headers: dict[str, str]) -> bytes:
        """Return a whole head, and note that the client was told this status and id."""
        request_id = f"req-{self.server.serial()}"
        self.facts.answers.append((self.attempt, status, request_id))
        lines = [f"HTTP/1.1 {status} Whatever", f"X-Request-Id: {request_id}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def success(self) -> bytes:
        """Return the body that says: done, and which answer this is."""
        serial = self.server.serial()
        self.facts.serials.append(serial)
        return json.dumps({"type": "done", "serial": serial}).encode()


Step = Callable[[Exchange], Awaitable[None]]
Steps = tuple[Step, ...]


async def behave(exchange: Exchange) -> None:
    """Read the request, carry it out and say so."""
    await exchange.read_request()
    exchange.carry_out()
    body = exchange.success()
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    await exchange.wire.send(exchange.head(200, headers) + body)


class ClientGone(Exception):
    """The client hung up where the script expected more of it."""


class Wire:
    """A connected socket with what was read from it and not yet used."""

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(False)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = connected
        self.pending = b""
        self.closed = False

    async def fill(self) -> bool:
        """Read once; return whether anything came."""
        data = await asyncio.get_running_loop().sock_recv(self.socket, CHUNK_BYTES)
        self.pending += data
        return bool(data)

    async def read_exactly(self, count: int) -> bytes:
        chunks = [self.pending]
        missing = count - len(self.pending)
        loop = asyncio.get_running_loop()
        while missing > 0:
            data = await loop.sock_recv(self.socket, CHUNK_BYTES)
            if not data:
                raise ClientGone
            chunks.append(data)
            missing -= len(data)
        whole = b"".join(chunks)
        self.pending = whole[count:]
        return whole[:count]

    async def read_until(self, mark: bytes) -> bytes:
        while mark not in self.pending:
            if not await self.fill():
                raise ClientGone
        found, _, self.pending = self.pending.partition(mark)
        return found

    async def drain(self) -> None:
        """Read and forget until the client hangs up."""
        self.pending = b""
        while await asyncio.get_running_loop().sock_recv(self.socket, CHUNK_BYTES):
            pass

    async def send(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self.socket, data)

    def close(self, *, reset: bool = False) -> None:
        if self.closed:
            return
        self.closed = True
        if reset:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self.socket.close()


class FaultServer:
    """The server, as a context manager; ``begin`` moves it from one phase to the next."""

    def __init__(
        self,
        script: tuple[Steps, ...],
        *,
        lasts: bool = False,
        warm_up: Steps = (behave,),
        down_for_s: float = 0.0,
    ) -> None:
        self._script = script
        self._lasts = lasts
        self._warm_up = warm_up
        self._down_for_s = down_for_s
        self._phase: Phase = "warm-up"
        self.facts: dict[Phase, Facts] = {"warm-up": Facts(), "call": Facts(), "next": Facts()}
        self._serial = 0
        self._running = 0
        self._changed = threading.Condition()
        self._listener = _bound()
        self._elsewhere = _bound()
        self.port = int(self._listener.getsockname()[1])
        self.elsewhere_port = int(self._elsewhere.getsockname()[1])
        self._loop = asyncio.new_event_loop()
        self._accepting: asyncio.Task[None] | None = None
        self._serving: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(START_S)
        return self

    def __exit__(self, *exc: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(START_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_S)
        self._loop.close()
        self._listener.close()
        self._elsewhere.close()

    def serial(self) -> int:
        """Return a number that no other answer of this server has."""
        self._serial += 1
        return self._serial

    def begin(self, phase: Phase) -> None:
        """Let the requests from now on belong to that phase."""
        self._phase = phase

    def wait_until_idle(self, within_s: float) -> bool:
        """Wait until no attempt is being served; false where one still is after that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, within_s)

    async def go_down(self) -> None:
        """Refuse connections from now on. The port stays taken, so that nobody else answers."""
        if self._accepting is not None:
            self._accepting.cancel()
            await asyncio.wait([self._accepting])
        self._listener.close()
        self._listener = _bound(self.port)

    async def _start(self) -> None:
        self._accepting = asyncio.create_task(
            self._accept(self._listener, self._serve, self._down_for_s)
        )
        self._serving.add(asyncio.create_task(self._accept(self._elsewhere, self._steal, 0.0)))

    async def _stop(self) -> None:
        tasks = [*self._serving, *([self._accepting] if self._accepting else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(
        self,
        listener: socket.socket,
        serve: Callable[[Wire], Awaitable[None]],
        down_for_s: float,
    ) -> None:
        if down_for_s:
            await asyncio.sleep(down_for_s)
        listener.listen()
        while True:
            connected, _ = await asyncio.get_running_loop().sock_accept(listener)
            task = asyncio.ensure_future(serve(Wire(connected)))
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)

    async def _steal(self, wire: Wire) -> None:
        """Stand in for another origin: whatever arrives here was given away."""
        self.facts[self._phase].elsewhere += 1
        try:
            await behave(Exchange(self, wire, Facts()))
        except (ClientGone, OSError):
            return
        finally:
            wire.close()

    async def _serve(self, wire: Wire) -> None:
        try:
            await self._exchange(wire)
            while not wire.closed and (wire.pending or await wire.fill()):
                await self._exchange(wire)
        except (ClientGone, OSError):
            return
        finally:
            wire.close()

    async def _exchange(self, wire: Wire) -> None:
        facts = self.facts[self._phase]
        facts.attempts += 1
        facts.too_early_s = max(facts.too_early_s, facts.not_before - time.time())
        exchange = Exchange(self, wire, facts)
        steps = self._steps(facts.attempts)
        self._count(+1)
        try:
            for step in steps:
                await step(exchange)
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._changed:
            self._running += change
            self._changed.notify_all()

    def _steps(self, attempt: int) -> Steps:
        if self._phase == "warm-up":
            return self._warm_up
        if self._phase == "call" and self._script:
            if attempt <= len(self._script):
                return self._script[attempt - 1]
            if self._lasts:
                return self._script[-1]
        return (behave,)


def _bound(port: int = 0) -> socket.socket:
    """Return a socket that holds a port and does not listen yet: connecting is refused."""
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((HOST, port))
    bound.setblocking(False)
    return bound
