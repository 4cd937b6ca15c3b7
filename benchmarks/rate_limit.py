"""Whether many callers that share a token stay under its rate limit, and use all of it.

A server lets 166 calls through in each ten seconds of the clock, the share of ten seconds in a
thousand calls a minute, and answers 429 beyond. Eight threads on one sync connection and 64 tasks
on one async connection make 2,000 calls in all. Takes two minutes: run it as ``python -m
benchmarks.rate_limit``; it prints a table and changes nothing.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from itertools import count
from typing import Any

from connector import AsyncConnection, Connection
from connector.errors import ConnectorError

from .measuring import machine, print_table
from .server import WINDOW_S, counts, serving

LIMIT = 166
CALLS = 2000
THREADS = 8
TASKS = 64
ACTION = "get_contacts_by_id"
TOKEN = "benchmark-token"


class Outcomes:
    """Hands out the calls to whoever is free, and takes note of how each ended."""

    def __init__(self) -> None:
        self._numbers = count()
        self._lock = threading.Lock()
        self.ended: Counter[str] = Counter()
        self.longest_s = 0.0

    def next_call(self) -> dict[str, Any] | None:
        """Return the params of the next call, each with an id of its own; ``None`` at the end."""
        number = next(self._numbers)
        return {"id": f"{number:024x}"} if number < CALLS else None

    def note(self, kind: str, started: float) -> None:
        with self._lock:
            self.ended[kind] += 1
            self.longest_s = max(self.longest_s, time.monotonic() - started)


def thread(connection: Connection, outcomes: Outcomes) -> None:
    while (params := outcomes.next_call()) is not None:
        started = time.monotonic()
        try:
            connection.run(ACTION, params)
        except ConnectorError as error:
            outcomes.note(type(error).__name__, started)
        else:
            outcomes.note("answered", started)


async def task(connection: AsyncConnection, outcomes: Outcomes) -> None:
    while (params := outcomes.next_call()) is not None:
        started = time.monotonic()
        try:
            await connection.run(ACTION, params)
        except ConnectorError as error:
            outcomes.note(type(error).__name__, started)
        else:
            outcomes.note("answered", started)


async def run_all(url: str, outcomes: Outcomes) -> None:
    """Make all calls, from threads and tasks at once."""
    with Connection("bench", token=TOKEN, base_url=url) as shared:
        async with AsyncConnection("bench", token=TOKEN, base_url=url) as connection:
            threads = [
                threading.Thread(target=thread, args=(shared, outcomes)) for _ in range(THREADS)
            ]
            for each in threads:
                each.start()
            await asyncio.gather(*(task(connection, outcomes) for _ in range(TASKS)))
            for each in threads:
                await asyncio.to_thread(each.join)


def least_seconds(started_at: float) -> float:
    """Return the time that the limit leaves no way around, from a UNIX time in seconds on.

    The window that is under way lets as many through as any other.
    """
    full_windows = (CALLS - 1) // LIMIT
    if full_windows == 0:
        return 0.0
    return WINDOW_S - started_at % WINDOW_S + (full_windows - 1) * WINDOW_S


def main() -> None:
    print(machine(), flush=True)
    outcomes = Outcomes()
    with serving(limit=LIMIT) as url:
        started_at, started = time.time(), time.monotonic()
        asyncio.run(run_all(url, outcomes))
        taken_s = time.monotonic() - started
        seen = counts(url)
    least_s = least_seconds(started_at)
    failed = {kind: n for kind, n in outcomes.ended.items() if kind != "answered"}
    rows = [
        ["calls", str(CALLS)],
        ["answered", str(outcomes.ended["answered"])],
        ["failed", ", ".join(f"{n} {kind}" for kind, n in failed.items()) or "0"],
        ["calls that ever saw a 429", str(seen["calls_refused"])],
        ["429 answers in all", str(seen["refusals"])],
        ["longest call, s", f"{outcomes.longest_s:.1f}"],
        ["seconds", f"{taken_s:.1f}"],
        ["seconds that the limit asks for", f"{least_s:.1f}"],
        ["ratio", f"{taken_s / least_s:.3f}"],
        ["let through in each window", " ".join(map(str, seen["let_through"]))],
    ]
    title = f"{THREADS} threads and {TASKS} tasks, {LIMIT} calls in {WINDOW_S} s allowed"
    print_table(title, ("", ""), rows)


if __name__ == "__main__":
    main()
