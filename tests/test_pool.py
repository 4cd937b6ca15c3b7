"""Pooled connections over sockets: deadlines, reuse, places, closing."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpcore
import pytest

from connector import AsyncConnection
from connector import async_pool as async_pool_module
from connector import pool as pool_module
from connector.errors import ConnectError, Timeout

from .both import MODES, TOKEN, Ask, Story, ask, play, play_call
from .raw_server import Exchange, RawServer

ME = ask("run", "get_me", max_retries=0)
TIMEOUT_S = 0.4
SLACK_S = 3.0
both = pytest.mark.parametrize("mode", MODES)


def me(timeout: float) -> Ask:
    return ask("run", "get_me", max_retries=0, timeout=timeout)


def used(server: RawServer) -> list[int]:
    """Return which connection each request came on."""
    return [request.connection for request in server.requests]


# ── The wall clock ──


def dripped_headers(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    exchange.drip(b"X-Drip: drop\r\n")


def dripped_body(exchange: Exchange) -> None:
    exchange.head(200, {"Content-Length": 1_000_000})
    exchange.drip(b" ")


def dripped_chunks(exchange: Exchange) -> None:
    exchange.head(200, {"Transfer-Encoding": "chunked"})
    exchange.drip(b"1\r\n \r\n")


def dripped_gzip(exchange: Exchange) -> None:
    exchange.head(200, {"Content-Encoding": "gzip", "Content-Length": 1_000_000})
    exchange.send(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")
    # A block of nothing: bytes come, and the body does not grow.
    exchange.drip(b"\x00\x00\x00\xff\xff")


def silence(exchange: Exchange) -> None:
    exchange.wait_for_hang_up()


@both
@pytest.mark.parametrize(
    ("handle", "status"),
    [
        (dripped_headers, None),
        (dripped_body, 200),
        (dripped_chunks, 200),
        (dripped_gzip, 200),
        (silence, None),
    ],
)
def test_an_answer_that_never_ends_is_over_at_the_deadline(
    mode: str, handle: Any, status: int | None
) -> None:
    with RawServer(handle) as server:
        started = time.monotonic()
        with pytest.raises(Timeout, match=r"no whole answer within 0\.4 s") as caught:
            play_call(mode, me(TIMEOUT_S), base_url=server.url)
        elapsed_s = time.monotonic() - started
        server.wait_until(lambda: server.open == 0)
    assert TIMEOUT_S <= elapsed_s < TIMEOUT_S + SLACK_S
    assert (caught.value.outcome, caught.value.status) == ("unknown", status)


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port that neither takes nor refuses connections: its queue is full."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux leaves connections waiting where the queue is full")
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(8):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def resolve_localhost(
    monkeypatch: pytest.MonkeyPatch, ports: list[int], hosts: list[str] | None = None
) -> None:
    """Give ``localhost`` these addresses; every other name keeps its own."""
    really = socket.getaddrinfo
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", address)
        for address in zip(hosts or ["127.0.0.1"] * len(ports), ports, strict=True)
    ]

    def resolve(host: Any, *args: Any, **options: Any) -> Any:
        return found if host in ("localhost", b"localhost") else really(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@both
def test_all_addresses_of_a_host_share_one_deadline(
    mode: str, deaf_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_localhost(monkeypatch, [deaf_port] * 15)
    started = time.monotonic()
    with pytest.raises(Timeout, match="no connection within") as caught:
        play_call(mode, me(TIMEOUT_S), base_url=f"http://localhost:{deaf_port}")
    assert time.monotonic() - started < TIMEOUT_S + SLACK_S
    assert caught.value.outcome == "not_sent"


@both
def test_the_next_address_is_tried_where_one_refuses(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with RawServer(Exchange.answer) as server:
        resolve_localhost(monkeypatch, [server.port] * 2, ["127.0.0.9", "127.0.0.1"])
        assert play_call(mode, me(2.0), base_url=f"http://localhost:{server.port}") == {}


@both
def test_a_host_without_an_address_was_not_sent_to(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*args: object, **options: object) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", none)
    with pytest.raises(ConnectError) as caught:
        play_call(mode, me(2.0), base_url="https://nowhere.invalid")
    assert caught.value.outcome == "not_sent"


@both
def test_a_connection_used_again_keeps_to_the_new_deadline(mode: str) -> None:
    def handle(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.answer()
        else:
            dripped_body(exchange)

    def story() -> Story[None]:
        yield me(10.0)
        with pytest.raises(Timeout):
            yield me(TIMEOUT_S)

    with RawServer(handle) as server:
        started = time.monotonic()
        play(mode, story(), base_url=server.url)
    assert time.monotonic() - started < TIMEOUT_S + SLACK_S
    assert used(server) == [1, 1]


# ── Reuse ──


@both
def test_a_connection_is_used_again(mode: str) -> None:
    def story() -> Story[None]:
        for _ in range(3):
            yield ME

    with RawServer(Exchange.answer) as server:
        play(mode, story(), base_url=server.url)
        server.wait_until(lambda: server.open == 0)
    assert used(server) == [1, 1, 1]


@both
def test_a_connection_that_the_server_closed_while_idle_is_not_used(mode: str) -> None:
    def answer_and_leave(exchange: Exchange) -> None:
        exchange.answer()
        exchange.hang_up()

    def story() -> Story[None]:
        for _ in range(3):
            yield ask("run", "post_tags", {"data": {"name": "VIP"}}, max_retries=0)
            server.wait_until(lambda: server.open == 0)

    with RawServer(answer_and_leave) as server:
        play(mode, story(), base_url=server.url)
    assert used(server) == [1, 2, 3]


@both
@pytest.mark.parametrize("extra", [b"x", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue"])
def test_a_connection_with_bytes_left_over_is_not_used(mode: str, extra: bytes) -> None:
    def talkative(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" + extra)

    def story() -> Story[list[Any]]:
        return [(yield ME), (yield ME)]

    with RawServer(talkative) as server:
        assert play(mode, story(), base_url=server.url) == [{}, {}]
    assert used(server) == [1, 2]


@both
@pytest.mark.parametrize(
    "handle",
    [
        lambda exchange: exchange.answer(b"{}", Connection="close"),
        lambda exchange: exchange.send(b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    ],
    ids=["close", "HTTP/1.0"],
)
def test_a_connection_that_ends_with_its_answer_is_not_used(mode: str, handle: Any) -> None:
    def story() -> Story[None]:
        yield ME
        yield ME

    with RawServer(handle) as server:
        play(mode, story(), base_url=server.url)
    assert used(server) == [1, 2]


@both
def test_a_connection_that_was_idle_too_long_is_not_used(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pool_module, async_pool_module):
        monkeypatch.setattr(module, "KEEPALIVE_S", 0.0)

    def story() -> Story[None]:
        yield ME
        yield ME

    with RawServer(Exchange.answer) as server:
        play(mode, story(), base_url=server.url)
        server.wait_until(lambda: server.open == 0)
    assert used(server) == [1, 2]


def test_the_last_used_connection_is_used_first() -> None:
    together = threading.Barrier(3)

    def handle(exchange: Exchange) -> None:
        if exchange.number <= 2:
            together.wait(5)
        if exchange.connection == 2:
            server.wait_until(lambda: first_is_back.is_set() or exchange.number > 2)
        exchange.answer()

    first_is_back = threading.Event()

    async def story() -> None:
        async with AsyncConnection("desk", token=TOKEN, base_url=server.url) as connection:
            first, second = (asyncio.create_task(connection.run("get_me")) for _ in range(2))
            await asyncio.to_thread(together.wait, 5)
            await asyncio.wait([first, second], return_when=asyncio.FIRST_COMPLETED)
            first_is_back.set()
            server.look_again()
            await asyncio.gather(first, second)
            for _ in range(3):
                await connection.run("get_me")

    with RawServer(handle) as server:
        asyncio.run(story())
        assert server.connections == 2
    assert used(server)[2:] == [2, 2, 2]


def test_httpcore_still_has_what_the_pool_looks_at() -> None:
    """The pool reads private attributes of httpcore to find bytes left over after an answer."""
    with RawServer(Exchange.answer) as server:
        connection = httpcore.HTTPConnection(httpcore.Origin(b"http", b"127.0.0.1", server.port))
        with connection:
            request = httpcore.Request("GET", f"{server.url}/x", headers={"Host": "x"})
            connection.handle_request(request).read()
            state = connection._connection._h11_state  # type: ignore[union-attr]
            assert state.trailing_data == (b"", False)
    for kind in (httpcore.HTTPConnection, httpcore.AsyncHTTPConnection):
        assert callable(kind.is_idle)
        assert callable(kind.has_expired)
