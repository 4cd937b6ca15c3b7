"""Calls a second with 64 tasks in one event loop: this library, bare httpx, the vendor's SDK.

Each contender keeps its client open from round to round; the rounds alternate between contenders,
against one server in another process. The last row, prepared bytes over 64 bare sockets, shows
what the server and the event loop can do at most. Run it as ``python -m benchmarks.throughput``; it
prints tables and changes nothing.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import httpx

from connector import AsyncConnection

from .contenders import CONTACT, HEADERS, OURS, SDK, SMALL_SEARCH, TOKEN, async_bare, ours, sdk
from .measuring import interleaved, machine, print_table, spread_ratio
from .server import serving

ROUNDS = 9
TASKS = 64
ROUND_S = 1.0
"""How long one contender goes on before it is the next one's turn."""
SOCKETS = "bare sockets (the ceiling)"


async def calls_a_second(call: Callable[[], Awaitable[object]]) -> float:
    """Call from 64 tasks, each of which goes on as soon as its last call is answered."""
    started = time.perf_counter()
    made = 0

    async def worker() -> None:
        nonlocal made
        while time.perf_counter() - started < ROUND_S:
            await call()
            made += 1

    await asyncio.gather(*(worker() for _ in range(TASKS)))
    return made / (time.perf_counter() - started)


class Sockets:
    """A pool of open sockets that sends one prepared request and reads its answer."""

    def __init__(self, url: str) -> None:
        self._port = urlsplit(url).port
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self) -> bytes:
        if self._free:
            reader, writer = self._free.pop()
        else:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(b"GET /contacts/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        head = await reader.readuntil(b"\r\n\r\n")
        body = await reader.readexactly(int(head.rpartition(b"Content-Length: ")[2]))
        self._free.append((reader, writer))
        return body

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()


def rows(url: str, case: str) -> list[list[str]]:
    with asyncio.Runner() as runner:
        connection = AsyncConnection("bench", token=TOKEN, base_url=url)
        default = httpx.AsyncClient(base_url=url, headers=HEADERS)
        limited = httpx.AsyncClient(
            base_url=url, headers=HEADERS, limits=httpx.Limits(max_connections=TASKS)
        )
        sockets = Sockets(url)
        vendors = sdk(url, asynchronous=True)
        contenders: dict[str, Callable[[], Awaitable[object]]] = {
            OURS: ours(connection)[case],  # type: ignore[dict-item]
            "httpx, default limits": async_bare(default)[case],
            "httpx, max_connections=64": async_bare(limited)[case],
        }
        if vendors:
            contenders[SDK] = vendors[case]  # type: ignore[assignment]
        contenders[SOCKETS] = sockets.get

        def measured(call: Callable[[], Awaitable[object]]) -> Callable[[], float]:
            return lambda: runner.run(calls_a_second(call))

        taken = interleaved({name: measured(call) for name, call in contenders.items()}, ROUNDS)
        sockets.close()
        runner.run(connection.close())
        runner.run(default.aclose())
        runner.run(limited.aclose())
    return [
        [name, f"{statistics.median(rates):.0f}", spread_ratio(taken[OURS], rates)]
        for name, rates in taken.items()
    ]


def main() -> None:
    print(machine())
    with serving() as url:
        for case in (CONTACT, SMALL_SEARCH):
            title = f"{case}: 64 tasks, median of {ROUNDS} interleaved rounds"
            columns = ("", "calls/s", "ours/this (quartiles)")
            print_table(title, columns, rows(url, case))


if __name__ == "__main__":
    main()
