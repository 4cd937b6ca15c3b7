"""Connections that share a rate limit, over sockets; and closing one that waits for it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from connector import AsyncConnection, Connection
from connector.errors import ConnectorError, RateLimited
from connector.limiter import Ticket, Turn, WindowLimiter

from .both import MODES, TOKEN, ask, play_call
from .raw_server import Exchange, RawServer

LONG_S = 8
ENDED_S = 3.0
both = pytest.mark.parametrize("mode", MODES)


def window(exchange: Exchange, remaining: int, reset_at: float, status: int = 200) -> None:
    exchange.answer(
        b"{}",
        status,
        X_RateLimit_Limit=100,
        X_RateLimit_Remaining=remaining,
        X_RateLimit_Reset=int(reset_at),
    )


def used_up(exchange: Exchange) -> None:
    window(exchange, 0, time.time() + LONG_S)


class HeardLimiter(WindowLimiter):
    """Tells each time that a call is told to wait for its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.held_back = threading.Semaphore(0)
        self._heard: set[int] = set()

    def turn(self, ticket: Ticket, now: float) -> Turn:
        turn = super().turn(ticket, now)
        if turn.wait_s and ticket.number not in self._heard:
            self._heard.add(ticket.number)
            self.held_back.release()
        return turn


# ── Sharing ──


@both
@pytest.mark.parametrize(
    ("token", "host", "shares"),
    [
        (TOKEN, "127.0.0.1", True),
        ("another-token-of-ours", "127.0.0.1", False),
        (TOKEN, "localhost", False),
    ],
    ids=["same", "other token", "other host"],
)
def test_who_shares_token_and_host_shares_the_limit(
    mode: str, token: str, host: str, shares: bool
) -> None:
    with (
        RawServer(used_up) as server,
        Connection("first", token=TOKEN, base_url=server.url, lane="bulk") as first,
    ):
        first.run("get_me")
        url = f"http://{host}:{server.port}"
        wanted = ask("run", "get_me")
        if not shares:
            play_call(mode, wanted, token=token, base_url=url, max_wait=1)
            assert len(server.requests) == 2
            return
        started = time.monotonic()
        with pytest.raises(RateLimited, match="Nothing was sent") as caught:
            play_call(mode, wanted, token=token, base_url=url, max_wait=3)
        assert time.monotonic() - started < 2.0
        assert len(server.requests) == 1
    error = caught.value
    assert (error.outcome, error.retryable, error.connection) == ("not_sent", True, "desk")
    assert LONG_S - 5 < (error.retry_after or 0) <= LONG_S + 0.5


def test_a_limiter_of_ones_own_is_not_shared() -> None:
    with RawServer(used_up) as server:
        options: Any = {"token": TOKEN, "base_url": server.url, "max_wait": 1}
        with (
            Connection("first", **options) as first,
            Connection("second", limiter=WindowLimiter(), **options) as second,
        ):
            first.run("get_me")
            second.run("get_me")
        assert len(server.requests) == 2


@both
def test_a_call_waits_for_the_reset_and_not_much_longer(mode: str) -> None:
    reset_at = int(time.time()) + 2.0
    arrived: list[float] = []

    def handle(exchange: Exchange) -> None:
        arrived.append(time.time())
        window(exchange, 0 if exchange.number == 1 else 99, reset_at + 10 * (exchange.number > 1))

    with (
        RawServer(handle) as server,
        Connection("first", token=TOKEN, base_url=server.url) as first,
    ):
        first.run("get_me")
        play_call(mode, ask("run", "get_me"), base_url=server.url)
    assert reset_at <= arrived[1] < reset_at + 3.0


def test_a_person_goes_before_a_bulk_job() -> None:
    reset_at = int(time.time()) + 2.0
    limiter = HeardLimiter()
    order: list[str] = []

    def handle(exchange: Exchange) -> None:
        order.append(exchange.headers["x-lane"])
        window(exchange, 0 if exchange.number == 1 else 99, reset_at + 10 * (exchange.number > 1))

    with RawServer(handle) as server:
        options: Any = {"token": TOKEN, "base_url": server.url, "limiter": limiter}
        with (
            Connection("bulk", lane="bulk", **options) as bulk,
            Connection("person", **options) as person,
        ):
            person.run("get_me", headers={"X-Lane": "first"})
            threads = []
            for connection in (bulk, bulk, person):
                threads.append(
                    threading.Thread(
                        target=connection.run,
                        args=["get_me"],
                        kwargs={"headers": {"X-Lane": connection.name}},
                    )
                )
                threads[-1].start()
                assert limiter.held_back.acquire(timeout=5)
            for thread in threads:
                thread.join(5)
    assert order == ["first", "person", "bulk", "bulk"]


# ── Closing during a wait ──


def asked_to_come_back_later(exchange: Exchange) -> None:
    exchange.answer(b"{}", 429, Retry_After=30)


def pending(exchange: Exchange) -> None:
    exchange.answer(b'{"status": "pending"}')


def closed_while_waiting(
    mode: str,
    server: RawServer,
    method: str,
    arguments: list[Any],
    waits: Callable[[], object],
    **options: Any,
) -> tuple[BaseException, float]:
    """Close a connection once its call waits; gives how that call ended, and how fast."""
    made = {"token": TOKEN, "base_url": server.url, **options}
    if mode == "sync":
        ended: list[BaseException] = []

        def call() -> None:
            try:
                getattr(connection, method)(*arguments)
            except ConnectorError as error:
                ended.append(error)

        connection = Connection("desk", **made)
        thread = threading.Thread(target=call, daemon=True)
        thread.start()
        waits()
        started = time.monotonic()
        connection.close()
        thread.join(10)
        return ended[0], time.monotonic() - started

    async def story() -> tuple[BaseException, float]:
        connection = AsyncConnection("desk", **made)
        task = asyncio.create_task(getattr(connection, method)(*arguments))
        await asyncio.to_thread(waits)
        started = time.monotonic()
        await connection.close()
        [error] = await asyncio.gather(task, return_exceptions=True)
        return error, time.monotonic() - started

    return asyncio.run(story())


@both
def test_closing_ends_the_wait_for_a_retry_at_once(mode: str) -> None:
    retried = threading.Semaphore(0)
    with RawServer(asked_to_come_back_later) as server:
        error, elapsed_s = closed_while_waiting(
            mode,
            server,
            "run",
            ["get_me"],
            lambda: retried.acquire(timeout=5),
            on_retry=lambda event: retried.release(),
        )
        assert len(server.requests) == 1
    assert isinstance(error, ConnectorError)
    assert "closed" in str(error)
    assert elapsed_s < ENDED_S


@both
def test_closing_ends_the_wait_for_the_limiter_at_once(mode: str) -> None:
    limiter = HeardLimiter()
    with RawServer(used_up) as server:
        with Connection("first", token=TOKEN, base_url=server.url, limiter=limiter) as first:
            first.run("get_me")
        error, elapsed_s = closed_while_waiting(
            mode,
            server,
            "run",
            ["get_me"],
            lambda: limiter.held_back.acquire(timeout=5),
            limiter=limiter,
        )
        assert len(server.requests) == 1
    assert "closed" in str(error)
    assert elapsed_s < ENDED_S
    assert (limiter._waiting, limiter._in_flight) == (0, 0), "its place in the queue is free"


@both
def test_closing_ends_the_wait_for_a_job_at_once(mode: str) -> None:
    with RawServer(pending) as server:
        error, elapsed_s = closed_while_waiting(
            mode,
            server,
            "wait",
            ["content_export", {"job_identifier": "j-1"}],
            lambda: server.wait_until(lambda: len(server.requests) == 1),
        )
        assert len(server.requests) == 1
    assert "closed" in str(error)
    assert elapsed_s < ENDED_S


FORKING = """
import os
from connector.limiter import shared_limiter

parents = shared_limiter("a token", "https://api.example.com")
parents.turn(parents.enter("interactive"), 0.0)
child = os.fork()
if child == 0:
    os._exit(0 if shared_limiter("a token", "https://api.example.com") is not parents else 1)
assert parents is shared_limiter("a token", "https://api.example.com")
raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
def test_a_forked_child_has_a_limiter_of_its_own() -> None:
    assert subprocess.run([sys.executable, "-c", FORKING]).returncode == 0
