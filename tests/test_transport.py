"""The sender: what it writes, what it makes of failures, and whose transport it sends through."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import vcr

from connector import Connection
from connector.content_encoding import ACCEPTED
from connector.errors import (
    ConnectError,
    InvalidResponse,
    PermissionDenied,
    ServerError,
    Timeout,
    TransportError,
)
from connector.transport import MAX_ERROR_BYTES, USER_AGENT, AsyncSender, Sender, _proxy

from .both import MODES, TOKEN, Story, ask, play, play_call
from .raw_server import Exchange, RawServer

ME = ask("run", "get_me", max_retries=0)
NOTE = ask("run", "post_contacts_by_id_notes", {"id": "7", "data": {"body": "Hi"}}, max_retries=0)
both = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


# ── What is written ──


@both
def test_credentials_and_version_are_added_once(mode: str) -> None:
    with RawServer(Exchange.answer) as server:
        wanted = ask("run", "get_me", headers={"intercom-version": "2.13", "X-Own": "mine"})
        play_call(mode, wanted, base_url=server.url, version="2.14")
    [request] = server.requests
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["user-agent"] == USER_AGENT
    assert request.headers["accept-encoding"] == ACCEPTED
    assert request.headers["intercom-version"] == "2.13"
    assert request.headers["x-own"] == "mine"
    assert "cookie" not in request.headers


@both
def test_a_cookie_that_was_set_is_not_sent_back(mode: str) -> None:
    def story() -> Story[None]:
        yield ME
        yield ME

    with RawServer(lambda exchange: exchange.answer(Set_Cookie="session=1; Path=/")) as server:
        play(mode, story(), base_url=server.url)
    assert ["cookie" in request.headers for request in server.requests] == [False, False]


# ── What failures mean ──


def nothing(exchange: Exchange) -> None:
    exchange.hang_up()


def half_a_head(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-")
    exchange.hang_up()


def half_a_body(exchange: Exchange) -> None:
    exchange.head(200, {"Content-Length": 100, "X-Request-Id": "r-1"})
    exchange.send(b'{"type": "admin", ')
    exchange.hang_up()


def not_http(exchange: Exchange) -> None:
    exchange.send(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    exchange.hang_up()


@both
@pytest.mark.parametrize(
    ("handle", "status"),
    [(nothing, None), (half_a_head, None), (half_a_body, 200), (not_http, None)],
)
def test_a_broken_answer_leaves_the_outcome_unknown(
    mode: str, handle: Any, status: int | None
) -> None:
    with RawServer(handle) as server, pytest.raises(TransportError) as caught:
        play_call(mode, NOTE, base_url=server.url)
    error = caught.value
    assert (error.outcome, error.status, error.retryable) == ("unknown", status, False)
    assert len(server.requests) == 1
    if status:
        assert (error.request_id, error.body) == ("r-1", '{"type": "admin", ')
        assert "had answered 200" in str(error)


@both
def test_a_server_that_is_not_there_was_not_sent_to(mode: str) -> None:
    with pytest.raises(ConnectError, match="Nothing was sent") as caught:
        play_call(mode, NOTE, base_url="http://127.0.0.1:1")
    assert (caught.value.outcome, caught.value.retryable) == ("not_sent", True)


def dripped_refusal(exchange: Exchange) -> None:
    exchange.head(403, {"Content-Length": 1_000_000, "X-Request-Id": "r-2"})
    exchange.drip(b"no ")


def cut_refusal(exchange: Exchange) -> None:
    exchange.head(403, {"Content-Length": 1_000_000, "X-Request-Id": "r-2"})
    exchange.send(b"no ")
    exchange.hang_up()


def endless_refusal(exchange: Exchange) -> None:
    exchange.head(403, {"Transfer-Encoding": "chunked", "X-Request-Id": "r-2"})
    while True:
        exchange.send(b"10000\r\n", b"no way! " * 8192, b"\r\n")


@both
@pytest.mark.parametrize("handle", [dripped_refusal, cut_refusal, endless_refusal])
def test_a_refusal_is_told_also_where_its_body_never_ends(mode: str, handle: Any) -> None:
    wanted = ask("run", "get_me", timeout=0.5 if handle is dripped_refusal else 5)
    with RawServer(handle) as server, pytest.raises(PermissionDenied) as caught:
        play_call(mode, wanted, base_url=server.url)
    assert (caught.value.outcome, caught.value.request_id) == ("rejected", "r-2")
    assert str(caught.value.body).startswith("no")
    assert len(str(caught.value.body)) < MAX_ERROR_BYTES


@both
def test_a_body_that_unpacks_to_more_than_is_allowed_is_refused(mode: str) -> None:
    packed = gzip.compress(json.dumps("x" * 3_000_000).encode())
    assert len(packed) < 10_000
    with (
        RawServer(lambda exchange: exchange.answer(packed, Content_Encoding="gzip")) as server,
        pytest.raises(InvalidResponse, match="more than 10000 bytes") as caught,
    ):
        play_call(mode, ME, base_url=server.url, max_response_bytes=10_000)
    assert "download()" in str(caught.value)


@both
@pytest.mark.parametrize(
    "body", [b"{}", b'{"type": "admin", "id": "7"}', gzip.compress(b"{}")[:-4]], ids=len
)
def test_a_body_that_is_not_encoded_as_it_says_is_unreadable(mode: str, body: bytes) -> None:
    with (
        RawServer(lambda exchange: exchange.answer(body, Content_Encoding="gzip")) as server,
        pytest.raises(InvalidResponse, match="cannot be decoded"),
    ):
        play_call(mode, ME, base_url=server.url)


@both
def test_a_gzipped_answer_is_read(mode: str) -> None:
    packed = gzip.compress(b'{"type": "admin"}')
    with RawServer(lambda exchange: exchange.answer(packed, Content_Encoding="gzip")) as server:
        assert play_call(mode, ME, base_url=server.url) == {"type": "admin"}


# ── A transport of one's own ──


@both
def test_a_mock_transport_answers(mode: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"path": request.url.path, "method": request.method})

    given = httpx.MockTransport(answer)
    assert play_call(mode, ME, transport=given) == {"path": "/me", "method": "GET"}
    assert play_call(mode, NOTE, transport=given)["path"] == "/contacts/7/notes"


@both
@pytest.mark.parametrize(
    ("raised", "error", "outcome"),
    [
        (httpx.ConnectError("no route"), ConnectError, "not_sent"),
        (httpx.ConnectTimeout("slow"), Timeout, "not_sent"),
        (httpx.PoolTimeout("full"), Timeout, "not_sent"),
        (httpx.ProxyError("407"), ConnectError, "not_sent"),
        (httpx.UnsupportedProtocol("gopher"), ConnectError, "not_sent"),
        (httpx.ReadTimeout("slow"), Timeout, "unknown"),
        (httpx.WriteTimeout("slow"), Timeout, "unknown"),
        (httpx.ReadError("reset"), TransportError, "unknown"),
        (httpx.WriteError("reset"), TransportError, "unknown"),
        (httpx.RemoteProtocolError("odd"), TransportError, "unknown"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_errors_of_httpx_become_ours(
    mode: str, raised: Exception, error: type[TransportError], outcome: str
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise raised

    with pytest.raises(TransportError) as caught:
        play_call(mode, NOTE, transport=httpx.MockTransport(fail))
    assert type(caught.value) is error
    assert (caught.value.outcome, caught.value.__cause__) == (outcome, raised)


@both
def test_an_error_that_quotes_a_header_does_not_show_the_token(mode: str) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        text = f"Illegal header value b'Bearer {TOKEN}'"
        raise httpx.LocalProtocolError(text)

    with pytest.raises(TransportError) as caught:
        play_call(mode, NOTE, transport=httpx.MockTransport(fail))
    assert TOKEN not in f"{caught.value!s}{caught.value!r}{caught.value.__cause__!r}"


def test_a_slow_transport_of_ones_own_ends_in_time_async() -> None:
    async def hang(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    wanted = ask("run", "get_me", timeout=0.1, max_retries=0)
    started = time.monotonic()
    with pytest.raises(Timeout) as caught:
        play_call("async", wanted, transport=httpx.MockTransport(hang))
    assert time.monotonic() - started < 1.0
    assert caught.value.outcome == "unknown"


# ── Proxies ──


@pytest.mark.parametrize(
    ("base_url", "environment", "proxy"),
    [
        ("https://api.example.com", {}, None),
        ("https://api.example.com", {"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ("https://api.example.com", {"https_proxy": "p:1"}, "http://p:1"),
        ("https://api.example.com", {"ALL_PROXY": "socks5://p:1"}, "socks5://p:1"),
        ("https://api.example.com", {"HTTP_PROXY": "http://p:1"}, None),
        ("https://api.example.com", {"ALL_PROXY": "http://p:1", "NO_PROXY": "*"}, None),
        ("https://api.example.com", {"ALL_PROXY": "http://p:1", "NO_PROXY": "example.com"}, None),
        ("https://api.example.com", {"ALL_PROXY": "http://p:1", "NO_PROXY": "x.com"}, "http://p:1"),
        ("https://api.example.com", {"HTTPS_PROXY": ""}, None),
        ("http://127.0.0.1:8", {"HTTP_PROXY": "http://p:1"}, None),
        ("http://127.0.0.1:8", {"ALL_PROXY": "http://p:1"}, None),
    ],
)
def test_which_proxy_the_environment_names(
    monkeypatch: pytest.MonkeyPatch,
    base_url: str,
    environment: dict[str, str],
    proxy: str | None,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert _proxy(base_url) == proxy


@both
def test_https_goes_through_the_proxy_and_the_token_does_not(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with RawServer(lambda exchange: exchange.answer(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(ConnectError, match="403") as caught:
            play_call(mode, NOTE, base_url="https://api.example.com")
    [request] = proxy.requests
    assert (request.method, request.target) == ("CONNECT", "api.example.com:443")
    assert "authorization" not in request.headers
    assert TOKEN not in str(request.headers)
    assert caught.value.outcome == "not_sent"


@both
def test_plain_http_never_goes_through_a_proxy(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(Exchange.answer) as proxy, RawServer(Exchange.answer) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert play_call(mode, ME, base_url=server.url) == {}
    assert (len(server.requests), proxy.connections) == (1, 0)


@pytest.mark.parametrize("kind", [Sender, AsyncSender])
def test_a_transport_of_ones_own_is_not_put_behind_a_proxy(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com:3128")
    given = httpx.MockTransport(lambda request: httpx.Response(200))
    settings = Connection("desk", token=TOKEN).settings
    assert kind(settings, [], given)._transport is given


# ── Recording ──


@both
def test_vcrpy_records_a_call_and_plays_it(mode: str, tmp_path: Path) -> None:
    cassette = str(tmp_path / "me.yaml")
    body = json.dumps({"type": "admin", "id": "7"}).encode()
    with RawServer(lambda exchange: exchange.answer(body, X_Request_Id="r-3")) as server:
        with vcr.use_cassette(cassette, filter_headers=["authorization"]):
            assert play_call(mode, ME, base_url=server.url)["id"] == "7"
        assert len(server.requests) == 1
        url = server.url
    with vcr.use_cassette(cassette, record_mode="none") as played:
        answer = play_call(mode, ask("send", "get_me"), base_url=url)
        assert (answer.data["id"], answer.request_id) == ("7", "r-3")
        assert played.all_played
    text = Path(cassette).read_text()
    assert f"{url}/me" in text
    assert TOKEN not in text


@both
def test_a_server_error_of_a_write_is_not_repeated(mode: str) -> None:
    with RawServer(lambda exchange: exchange.answer(b"{}", 503)) as server:
        wanted = ask("run", *NOTE.arguments, max_retries=4)
        with pytest.raises(ServerError) as caught:
            play_call(mode, wanted, base_url=server.url)
    assert (len(server.requests), caught.value.outcome) == (1, "unknown")
