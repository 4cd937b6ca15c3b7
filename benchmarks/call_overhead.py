"""What one call costs in a warm process: this library, bare httpx, the vendor's SDK.

All go over one kept-alive socket each to the same server in another process, in alternating
batches. Run it as ``python -m benchmarks.call_overhead``; it prints tables and changes nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import NamedTuple

import httpx

from connector import AsyncConnection, Connection

from .contenders import (
    CASES,
    HEADERS,
    HTTPX,
    OURS,
    SDK,
    TOKEN,
    AsyncCalls,
    Calls,
    async_bare,
    bare,
    ours,
    sdk,
)
from .measuring import interleaved, machine, print_table, ratio, spread_ratio
from .server import serving

ROUNDS = 31
BATCH_S = 0.05
"""How long one contender goes on before it is the next one's turn."""

COLUMNS = (
    *("", "ours us", "httpx us", "SDK us", "ours/httpx (quartiles)", "SDK/ours"),
    *("ours CPU us", "httpx CPU us", "ours/httpx CPU"),
)


class Cost(NamedTuple):
    """Microseconds a call: by the clock, and of this process's CPU time (user and system)."""

    wall_us: float
    cpu_us: float


class Stopwatch:
    """Counts calls until their batch is over."""

    def __init__(self) -> None:
        self._calls = 0
        self._cpu_s = time.process_time()
        self._started = time.perf_counter()

    def goes_on(self) -> bool:
        """Whether another call fits; ask before each one."""
        if time.perf_counter() - self._started > BATCH_S and self._calls:
            return False
        self._calls += 1
        return True

    def cost(self) -> Cost:
        wall_s = time.perf_counter() - self._started
        cpu_s = time.process_time() - self._cpu_s
        return Cost(wall_s / self._calls * 1e6, cpu_s / self._calls * 1e6)


def cost(call: Callable[[], object]) -> Cost:
    watch = Stopwatch()
    while watch.goes_on():
        call()
    return watch.cost()


async def async_cost(call: Callable[[], Awaitable[object]]) -> Cost:
    watch = Stopwatch()
    while watch.goes_on():
        await call()
    return watch.cost()


def row(case: str, measured: dict[str, Callable[[], Cost]]) -> list[str]:
    """Measure one case and return its row."""
    taken = interleaved(measured, ROUNDS)
    wall = {name: [each.wall_us for each in costs] for name, costs in taken.items()}
    cpu = {name: [each.cpu_us for each in costs] for name, costs in taken.items()}
    return [
        case,
        *(f"{median(wall[name]):.0f}" if name in wall else "-" for name in (OURS, HTTPX, SDK)),
        spread_ratio(wall[OURS], wall[HTTPX]),
        ratio(wall[SDK], wall[OURS]) if SDK in wall else "-",
        *(f"{median(cpu[name]):.0f}" for name in (OURS, HTTPX)),
        ratio(cpu[OURS], cpu[HTTPX]),
    ]


def sync_rows(url: str) -> list[list[str]]:
    with (
        Connection("bench", token=TOKEN, base_url=url) as connection,
        httpx.Client(base_url=url, headers=HEADERS) as client,
    ):
        contenders: dict[str, Calls | None] = {
            OURS: ours(connection),
            HTTPX: bare(client),
            SDK: sdk(url),
        }

        def measured(calls: Calls, case: str) -> Callable[[], Cost]:
            return lambda: cost(calls[case])

        return [
            row(case, {n: measured(calls, case) for n, calls in contenders.items() if calls})
            for case in CASES
        ]


def async_rows(url: str) -> list[list[str]]:
    with asyncio.Runner() as runner:
        connection = AsyncConnection("bench", token=TOKEN, base_url=url)
        client = httpx.AsyncClient(base_url=url, headers=HEADERS)
        contenders: dict[str, AsyncCalls | None] = {
            OURS: ours(connection),  # type: ignore[dict-item]
            HTTPX: async_bare(client),
            SDK: sdk(url, asynchronous=True),  # type: ignore[dict-item]
        }

        def measured(calls: AsyncCalls, case: str) -> Callable[[], Cost]:
            return lambda: runner.run(async_cost(calls[case]))

        try:
            return [
                row(case, {n: measured(calls, case) for n, calls in contenders.items() if calls})
                for case in CASES
            ]
        finally:
            runner.run(connection.close())
            runner.run(client.aclose())


def main() -> None:
    print(machine())
    with serving() as url:
        title = f"One call at a time, median of {ROUNDS} interleaved rounds"
        print_table(f"{title}, sync", COLUMNS, sync_rows(url))
        print_table(f"{title}, async", COLUMNS, async_rows(url))


if __name__ == "__main__":
    main()
