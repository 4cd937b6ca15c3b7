"""The places of a pool: how many, who waits for one, who gives it back; closing."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpcore
import pytest

from connector import AsyncConnection, Connection
from connector import async_pool as async_pool_module
from connector import pool as pool_module
from connector.errors import ConnectorError, Timeout, TransportError
from connector.pool import MAX_CONNECTIONS, Attempt, Pool

from .both import MODES, TOKEN, Story, ask, play
from .raw_server import Exchange, RawServer

ME = ask("run", "get_me", max_retries=0)
both = pytest.mark.parametrize("mode", MODES)


def test_there_are_a_hundred_places() -> None:
    assert MAX_CONNECTIONS == 100


def test_without_a_free_place_nothing_is_sent_async() -> None:
    async def story() -> None:
        options: Any = {"token": TOKEN, "base_url": server.url, "max_retries": 0}
        async with AsyncConnection("desk", timeout=5, **options) as connection:
            held = [asyncio.create_task(connection.run("get_me")) for _ in range(MAX_CONNECTIONS)]
            await asyncio.to_thread(server.wait_until, lambda: len(server.requests) == 100)
            with pytest.raises(Timeout, match="no connection within") as caught:
                await connection.run("get_me", timeout=0.1)
            assert caught.value.outcome == "not_sent"
            assert server.connections == MAX_CONNECTIONS
            go_on.set()
            assert await asyncio.gather(*held) == [{}] * MAX_CONNECTIONS
            assert await connection.run("get_me") == {}

    go_on = threading.Event()
    with RawServer(lambda exchange: (go_on.wait(5), exchange.answer())) as server:
        asyncio.run(story())
        assert server.connections == MAX_CONNECTIONS
    assert len(server.requests) == MAX_CONNECTIONS + 1


def test_without_a_free_place_nothing_is_sent_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pool_module, async_pool_module):
        monkeypatch.setattr(module, "MAX_CONNECTIONS", 2)
    go_on = threading.Event()
    with (
        RawServer(lambda exchange: (go_on.wait(5), exchange.answer())) as server,
        Connection("desk", token=TOKEN, base_url=server.url, max_retries=0) as connection,
    ):
        threads = [threading.Thread(target=connection.run, args=["get_me"]) for _ in range(2)]
        for thread in threads:
            thread.start()
        server.wait_until(lambda: len(server.requests) == 2)
        with pytest.raises(Timeout, match="no connection within") as caught:
            connection.run("get_me", timeout=0.1)
        assert (caught.value.outcome, len(server.requests)) == ("not_sent", 2)
        go_on.set()
        for thread in threads:
            thread.join(5)
        assert connection.run("get_me") == {}


@both
def test_failed_calls_give_their_places_back(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pool_module, async_pool_module):
        monkeypatch.setattr(module, "MAX_CONNECTIONS", 1)

    def handle(exchange: Exchange) -> None:
        if exchange.number % 2:
            exchange.send(b"this is not HTTP\r\n\r\n")
            exchange.hang_up()
        else:
            exchange.answer()

    def story() -> Story[None]:
        for _ in range(3):
            with pytest.raises(TransportError):
                yield ME
            yield ME

    with RawServer(handle) as server:
        play(mode, story(), base_url=server.url)
    assert len(server.requests) == 6


def test_cancelled_tasks_leave_the_pool_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pool_module, async_pool_module):
        monkeypatch.setattr(module, "MAX_CONNECTIONS", 2)

    def handle(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.wait_for_hang_up()
        elif exchange.number == 2:
            exchange.head(200, {"Content-Length": 1_000_000})
            exchange.drip(b" ")
        else:
            exchange.answer()

    async def story() -> None:
        async with AsyncConnection("desk", token=TOKEN, base_url=server.url) as connection:
            # Two are under way, three wait for a place.
            tasks = [asyncio.create_task(connection.run("get_me")) for _ in range(5)]
            await asyncio.to_thread(server.wait_until, lambda: len(server.requests) == 2)
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
            assert [type(each) for each in ended] == [asyncio.CancelledError] * 5
            again = [connection.run("get_me", timeout=2) for _ in range(4)]
            assert await asyncio.gather(*again) == [{}] * 4

    with RawServer(handle) as server:
        asyncio.run(story())
        server.wait_until(lambda: server.open == 0)
    assert len(server.requests) == 6


# ── Closing ──


def test_closing_while_in_use_lets_the_call_end() -> None:
    go_on = threading.Event()
    results: list[Any] = []

    def handle(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": 2})
        exchange.send(b"{")
        go_on.wait(5)
        exchange.send(b"}")

    with RawServer(handle) as server:
        connection = Connection("desk", token=TOKEN, base_url=server.url)
        thread = threading.Thread(target=lambda: results.append(connection.run("get_me")))
        thread.start()
        server.wait_until(lambda: len(server.requests) == 1)
        connection.close()
        go_on.set()
        thread.join(5)
        server.wait_until(lambda: server.open == 0)
        with pytest.raises(ConnectorError, match="closed"):
            connection.run("get_me")
    assert results == [{}]
    assert len(server.requests) == 1


def test_a_pool_that_is_closed_opens_nothing() -> None:
    made = Pool(pytest.fail)
    made.close()
    request = httpcore.Request("GET", "https://example.com/", extensions={"attempt": Attempt(1.0)})
    with pytest.raises(httpcore.ConnectError, match="closed"):
        made.handle_request(request)
