"""The vocabulary of the faults: what a server can do to one attempt, a word each.

A step is a coroutine function over an ``Exchange``; the words with arguments return one.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Mapping

from .server import HOST, Exchange, Step

HeadersFor = Callable[[Exchange], Mapping[str, str]]
JSON = {"Content-Type": "application/json"}


async def read_head(exchange: Exchange) -> None:
    await exchange.read_head()


async def read_request(exchange: Exchange) -> None:
    await exchange.read_request()


def read_bytes(count: int) -> Step:
    async def step(exchange: Exchange) -> None:
        await exchange.wire.read_exactly(count)

    return step


async def carry_out(exchange: Exchange) -> None:
    exchange.carry_out()


async def hang_up(exchange: Exchange) -> None:
    exchange.wire.close()


async def reset(exchange: Exchange) -> None:
    exchange.wire.close(reset=True)


async def hang_up_gently(exchange: Exchange) -> None:
    """End the answer, and take what the client still sends, so that it can read the answer."""
    exchange.wire.socket.shutdown(socket.SHUT_WR)
    await exchange.wire.drain()
    exchange.wire.close()


async def say_nothing(exchange: Exchange) -> None:
    """Keep silent until the client gives up."""
    await exchange.wire.drain()


def stop_reading(for_s: float) -> Step:
    """Leave what the client sends unread for so long, then read on until it gives up."""

    async def step(exchange: Exchange) -> None:
        await asyncio.sleep(for_s)
        await exchange.wire.drain()

    return step


async def go_down(exchange: Exchange) -> None:
    await exchange.server.go_down()


def say(data: bytes) -> Step:
    async def step(exchange: Exchange) -> None:
        await exchange.wire.send(data)

    return step


def flood(data: bytes, times: int) -> Step:
    async def step(exchange: Exchange) -> None:
        for _ in range(times):
            await exchange.wire.send(data)

    return step


def drip(data: bytes, every_s: float = 0.03) -> Step:
    """Send one byte at a time, over and over, until the client gives up."""

    async def step(exchange: Exchange) -> None:
        while True:
            for byte in data:
                await exchange.wire.send(bytes([byte]))
                await asyncio.sleep(every_s)

    return step


def head(status: int, headers: Mapping[str, str] | None = None, *, behind: bytes = b"") -> Step:
    """Send the status line and the headers, whole, and ``behind`` in the same packet."""

    async def step(exchange: Exchange) -> None:
        await exchange.wire.send(exchange.head(status, dict(headers or {})) + behind)

    return step


def answer(
    status: int,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    told: HeadersFor | None = None,
) -> Step:
    """Send a whole answer whose length is told; JSON unless ``headers`` say otherwise."""

    async def step(exchange: Exchange) -> None:
        merged = {"Content-Length": str(len(body)), **JSON, **(headers or {})}
        merged.update(told(exchange) if told else {})
        await exchange.wire.send(exchange.head(status, merged) + body)

    return step


def answer_with_token(status: int, form: bytes, headers: Mapping[str, str] | None = None) -> Step:
    """Answer with a body that quotes the request's credentials at ``%b``."""

    async def step(exchange: Exchange) -> None:
        quoted = str(exchange.facts.requests[-1].authorization).encode()
        await answer(status, form % quoted, headers)(exchange)

    return step


def succeed(before: bytes = b"", head_line: bytes | None = None, behind: bytes = b"") -> Step:
    """Send the answer of a call that was carried out, all in one packet.

    ``before`` and ``behind`` stand around it; ``head_line`` replaces status line and headers.
    """

    async def step(exchange: Exchange) -> None:
        body = exchange.success()
        told = {**JSON, "Content-Length": str(len(body))}
        start = head_line if head_line is not None else exchange.head(200, told)
        await exchange.wire.send(before + start + body + behind)

    return step


def window_ends_in(seconds: int) -> HeadersFor:
    """Headers of a rate limit whose window ends then; the client is expected to wait for it."""

    def told(exchange: Exchange) -> dict[str, str]:
        reset_at = int(time.time()) + seconds
        exchange.facts.not_before = reset_at
        return {
            "X-RateLimit-Limit": "167",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": str(reset_at),
        }

    return told


def retry_after(seconds: int) -> HeadersFor:
    def told(exchange: Exchange) -> dict[str, str]:
        exchange.facts.not_before = time.time() + seconds
        return {"Retry-After": str(seconds)}

    return told


def to_own(path: str) -> HeadersFor:
    return lambda _: {"Location": path}


def to_itself(exchange: Exchange) -> dict[str, str]:
    return {"Location": exchange.target}


def elsewhere(form: str) -> HeadersFor:
    """A Location at another origin.

    ``form`` may hold ``{other}`` and ``{own}`` (host and port), ``{other_port}``, ``{own_port}``.
    """

    def told(exchange: Exchange) -> dict[str, str]:
        server = exchange.server
        other, own = server.elsewhere_port, server.port
        places = {"other": f"{HOST}:{other}", "own": f"{HOST}:{own}"}
        return {"Location": form.format(**places, other_port=other, own_port=own)}

    return told
