from __future__ import annotations

import asyncio
import json
import logging
import pickle
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from connector import AsyncConnection, Connection, UnknownFieldWarning
from connector.errors import (
    ConnectError,
    ConnectorError,
    InvalidParams,
    InvalidResponse,
    NotFound,
    Timeout,
    TransportError,
    UnknownAction,
)

from .http_server import Received, Reply, serving

NOTE = {"id": "6762f0", "data": {"body": "Called back."}}
TOKEN = "dG9rOnZlcnktc2VjcmV0LXRva2Vu"


def answer(request: Received) -> Reply:
    if "missing" in request.target:
        body = {"type": "error.list", "errors": [{"code": "not_found", "message": "Not Found"}]}
        return Reply(404, json.dumps(body).encode(), {"X-Request-Id": "req-404"})
    if "large" in request.target:
        return Reply(200, b'"' + b"x" * 5000 + b'"')
    return Reply(200, json.dumps({"echo": request.target}).encode())


@pytest.fixture
def server() -> Iterator[tuple[str, list[Received]]]:
    with serving(answer) as running:
        yield running


@pytest.fixture
def connection(server: tuple[str, list[Received]]) -> Iterator[Connection]:
    with Connection("support", token=TOKEN, base_url=server[0]) as opened:
        yield opened


def test_a_run_sends_what_prepare_shows(
    connection: Connection, server: tuple[str, list[Received]]
) -> None:
    params = {"id": "a/b", "data": {"name": "Zoë", "phone": None}}
    prepared = connection.prepare("put_contacts_by_id", params)
    assert not server[1]
    assert connection.run("put_contacts_by_id", params) == {"echo": "/contacts/a%2Fb"}
    (received,) = server[1]
    assert received.method == prepared.method == "PUT"
    assert received.target.encode() == prepared.url.raw_path
    assert received.body == prepared.content
    for name in ("authorization", "intercom-version", "content-type", "accept", "user-agent"):
        assert received.headers[name] == prepared.headers[name], name
    assert received.headers["authorization"] == f"Bearer {TOKEN}"


def test_send_gives_the_whole_answer(connection: Connection) -> None:
    response = connection.send("get_me")
    assert (response.status, response.data) == (200, {"echo": "/me"})
    assert response.headers["Content-Type"] == "application/json"
    assert response.rate_limit is None


def test_extra_headers_are_sent_and_the_connections_own_are_not_replaced(
    connection: Connection, server: tuple[str, list[Received]]
) -> None:
    connection.run("get_me", headers={"X-Trace": "7"})
    assert server[1][0].headers["x-trace"] == "7"
    for name in ("Authorization", "host", "Content-Length", "Cookie", "X-A\r\nX-B", ""):
        with pytest.raises(InvalidParams, match="headers"):
            connection.run("get_me", headers={name: "x"})
    with pytest.raises(InvalidParams, match="header"):
        connection.run("get_me", headers={"X-Trace": "a\r\nX-Evil: 1"})
    assert len(server[1]) == 1


@pytest.mark.parametrize(
    ("action", "params", "path"),
    [
        ("get_contacts_by_id", {"id": ""}, "id"),
        ("get_contacts_by_id", {"id": ".."}, "id"),
        ("get_contacts_by_id", {"id": "."}, "id"),
        ("get_contacts_by_id", {"id": None}, "id"),
        ("get_contacts_by_id", {}, "id"),
        ("get_me", {"Intercom-Version": "2.14\r\nX-Evil: 1"}, "Intercom-Version"),
        ("put_contacts_by_id", {"id": "1", "data": {"name": float("nan")}}, "data.name"),
        ("put_contacts_by_id", {"id": "1", "data": {"name": b"x"}}, "data.name"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(
    action: str,
    params: dict[str, Any],
    path: str,
    connection: Connection,
    server: tuple[str, list[Received]],
) -> None:
    with pytest.raises(InvalidParams) as caught:
        connection.run(action, params)
    assert [problem.path for problem in caught.value.problems] == [path]
    assert caught.value.connection == "support"
    assert server[1] == []


def test_an_error_of_the_api_names_action_connection_and_request(connection: Connection) -> None:
    with pytest.raises(NotFound) as caught:
        connection.run("get_contacts_by_id", {"id": "missing"})
    error = caught.value
    assert str(error).startswith("get_contacts_by_id on 'support': the API answered 404")
    assert (error.request_id, error.outcome) == ("req-404", "rejected")


def test_an_unknown_action_names_the_connection(connection: Connection) -> None:
    with pytest.raises(UnknownAction) as caught:
        connection.run("get_mee")
    assert caught.value.connection == "support"
    assert "get_me" in caught.value.suggestions


def test_a_refused_connection_was_not_sent() -> None:
    connection = Connection("support", token=TOKEN, base_url="http://127.0.0.1:1")
    with pytest.raises(ConnectError) as caught:
        connection.run("get_me")
    assert (caught.value.outcome, caught.value.retryable) == ("not_sent", True)
    assert caught.value.action == "get_me"


def test_a_late_answer_leaves_the_outcome_unknown() -> None:
    gone = threading.Event()

    def slow(request: Received) -> Reply:
        gone.wait(5)
        return Reply()

    with serving(slow) as (url, _), Connection("support", token=TOKEN, base_url=url) as late:
        with pytest.raises(Timeout) as caught:
            late.run("post_contacts_by_id_notes", NOTE, timeout=0.05)
        gone.set()
    assert (caught.value.outcome, caught.value.retryable) == ("unknown", False)


def test_too_large_an_answer_is_an_error_and_not_cut_off(
    server: tuple[str, list[Received]],
) -> None:
    small = Connection("support", token=TOKEN, base_url=server[0], max_response_bytes=1000)
    with small, pytest.raises(InvalidResponse, match="more than 1000 bytes"):
        small.run("get_contacts_by_id", {"id": "large"})


def test_unknown_body_fields_are_warned_of_once_or_refused(
    server: tuple[str, list[Received]], connection: Connection
) -> None:
    params = {"data": {"name": "VIP", "nmae": "x"}}
    with pytest.warns(UnknownFieldWarning, match=r"data\.nmae.*'name'") as warned:
        connection.run("post_tags", params)
    assert len(warned) == 1
    assert warned[0].filename == __file__
    assert connection.run("post_tags", params) == {"echo": "/tags"}
    assert json.loads(server[1][1].body) == params["data"]
    strict = Connection("support", token=TOKEN, base_url=server[0], strict=True)
    with strict, pytest.raises(InvalidParams) as caught:
        strict.run("post_tags", params)
    assert caught.value.problems[0].suggestion == "name"
    assert len(server[1]) == 2


def test_one_connection_serves_many_threads(
    connection: Connection, server: tuple[str, list[Received]]
) -> None:
    def run(number: int) -> str:
        return str(connection.run("get_contacts_by_id", {"id": number})["echo"])

    with ThreadPoolExecutor(8) as pool:
        echoes = list(pool.map(run, range(200)))
    assert echoes == [f"/contacts/{number}" for number in range(200)]
    assert len(server[1]) == 200


def test_async_runs_the_same_way(server: tuple[str, list[Received]]) -> None:
    async def story() -> None:
        async with AsyncConnection("support", token=TOKEN, base_url=server[0]) as connection:
            results = await asyncio.gather(
                *(connection.run("get_contacts_by_id", {"id": n}) for n in range(20))
            )
            assert [r["echo"] for r in results] == [f"/contacts/{n}" for n in range(20)]
            assert (await connection.send("get_me")).status == 200
            with pytest.raises(NotFound) as caught:
                await connection.run("get_contacts_by_id", {"id": "missing"})
            assert caught.value.connection == "support"
            with pytest.raises(InvalidParams):
                await connection.run("get_contacts_by_id", {})
        with pytest.raises(ConnectorError, match="closed"):
            await connection.run("get_me")

    asyncio.run(story())


def test_a_closed_connection_says_so(server: tuple[str, list[Received]]) -> None:
    connection = Connection("support", token=TOKEN, base_url=server[0])
    connection.close()
    with pytest.raises(ConnectorError, match="closed"):
        connection.run("get_me")


def test_a_redirect_is_not_followed() -> None:
    with serving(lambda _: Reply(200)) as (elsewhere, reached):
        there = {"Location": f"{elsewhere}/steal"}
        with (
            serving(lambda _: Reply(302, b"", there)) as (url, _),
            Connection("support", token=TOKEN, base_url=url) as connection,
            pytest.raises(ConnectorError, match="302"),
        ):
            connection.run("get_me")
        assert reached == []


def test_the_token_shows_nowhere(connection: Connection, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown = [repr(connection), repr(connection.settings), str(vars(connection))]
    shown.append(repr(connection.prepare("get_me")))
    shown.append(repr(connection.prepare("get_me").headers))
    for action, params in (("get_contacts_by_id", {"id": "missing"}), ("get_me", {"x": 1})):
        with pytest.raises(ConnectorError) as caught:
            connection.run(action, params)
        error = caught.value
        shown += [str(error), repr(error), json.dumps(error.to_dict()), repr(error.__dict__)]
        shown.append("".join(traceback.format_exception(error)))
        shown.append(repr(pickle.dumps(error)))
    unreachable = Connection("support", token=TOKEN, base_url="http://127.0.0.1:1")
    with pytest.raises(TransportError) as refused:
        unreachable.run("get_me")
    shown.append("".join(traceback.format_exception(refused.value)))
    shown.append(caplog.text)
    for text in shown:
        assert TOKEN not in text
    with pytest.raises(TypeError):
        pickle.dumps(connection.settings)


def test_plain_http_ignores_a_proxy_of_the_environment(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert connection.run("get_me") == {"echo": "/me"}


def test_a_transport_of_ones_own_is_used() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"own": True}))
    connection = Connection("support", token=TOKEN, transport=transport)
    with connection:
        assert connection.run("get_me") == {"own": True}
