"""Faults asked for: what callers see of them, in process and over a socket."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest

from connector import AsyncConnection, Connection, connect
from connector.errors import ConnectorError, ServerError, Timeout, TransportError
from connector.sandbox import Dropped, Request, Sandbox, SandboxTransport

from .api import Api, contact_id

HEADERS = {"Authorization": "Bearer x"}
TAG = {"data": {"name": "Spring sale"}}


@pytest.mark.parametrize(
    "operation",
    [
        "get_contacts_by_id",
        "GET /contacts/{id}",
        "GET /contacts/{anything}",
        f"GET /contacts/{contact_id(1)}",
        "*",
    ],
)
def test_a_fault_is_of_an_operation(api: Api, operation: str) -> None:
    fault = api.sandbox.fail(operation, status=503, times=2)
    path = f"/contacts/{contact_id(1)}"
    assert [api.send("GET", path).status for _ in range(3)] == [503, 503, 200]
    assert (fault.seen, fault.used, fault.spent) == (2, 2, True)
    assert len(api.sandbox.faults) == 0


def test_other_operations_are_left_alone(api: Api) -> None:
    api.sandbox.fail("get_contacts_by_id", status=503)
    for path in ("/contacts", "/contacts/find_by_external_id/u-1001", "/me"):
        assert api.send("GET", path).status == 200
    assert api.send("PUT", f"/contacts/{contact_id(1)}", {}).status == 200
    assert api.send("GET", f"/contacts/{contact_id(1)}").status == 503
    api.sandbox.fail("get_articles_by_id", status=503)
    assert api.send("GET", "/articles/search", query={"phrase": "brake"}).status == 200


def test_the_first_calls_may_go_well(api: Api) -> None:
    api.sandbox.fail("get_me", status=500, after=2, times=1)
    assert [api.send("GET", "/me").status for _ in range(4)] == [200, 200, 500, 200]


def test_a_fault_for_ever_ends_when_it_is_cleared(api: Api) -> None:
    api.sandbox.fail("get_me", status=502, times=None)
    assert [api.send("GET", "/me").status for _ in range(5)] == [502] * 5
    api.sandbox.faults.clear()
    assert api.send("GET", "/me").status == 200


def test_faults_meet_calls_in_the_order_they_were_asked_for(api: Api) -> None:
    api.sandbox.fail("get_me", status=503)
    api.sandbox.fail("get_me", status=429)
    assert [api.send("GET", "/me").status for _ in range(3)] == [503, 429, 200]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "bad_request"),
        (404, "not_found"),
        (409, "conflict"),
        (418, "client_error"),
        (429, "rate_limit_exceeded"),
        (500, "server_error"),
        (503, "service_unavailable"),
    ],
)
def test_a_status_looks_like_the_apis_own(api: Api, status: int, code: str) -> None:
    api.sandbox.fail("post_tags", status=status)
    before = api.get("/tags")
    reply = api.send("POST", "/tags", {"name": "New"})
    assert (reply.status, reply.code) == (status, code)
    assert reply.data["request_id"] == reply.headers["X-Request-Id"]
    assert api.get("/tags") == before
    if status == 429:
        assert reply.headers["X-RateLimit-Remaining"] == "0"


def test_headers_and_body_can_be_given(api: Api) -> None:
    body = {"type": "error.list", "errors": [{"code": "token_expired", "message": "Old"}]}
    api.sandbox.fail("get_me", status=401, body=body, headers={"Retry-After": "7"})
    reply = api.send("GET", "/me")
    assert (reply.status, reply.data, reply.headers["Retry-After"]) == (401, body, "7")


def test_a_garbled_body_comes_after_the_deed(api: Api) -> None:
    api.sandbox.fail("post_tags", body=b'{"type": "tag", "na')
    response = api.sandbox.handle(
        Request("POST", "/tags", (), {"authorization": "Bearer x"}, b'{"name": "Half"}')
    )
    assert (response.status, response.body) == (200, b'{"type": "tag", "na')
    assert response.headers["Content-Length"] == "19"
    assert "Half" in [tag["name"] for tag in api.get("/tags")["data"]]


@pytest.mark.parametrize(("when", "kept"), [("before", False), ("after", True)])
def test_a_dropped_call_happened_or_not(api: Api, when: Any, kept: bool) -> None:
    api.sandbox.fail("post_tags", drop=when)
    with pytest.raises(Dropped, match=when):
        api.send("POST", "/tags", {"name": "Lost"})
    assert ("Lost" in [tag["name"] for tag in api.get("/tags")["data"]]) is kept
    assert api.sandbox.requests.of("post_tags")[0].status is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"operation": "get_mee", "status": 500}, "did you mean get_me"),
        ({"operation": "GET /contacts?page=2", "status": 500}, "name the path alone"),
        ({"operation": "get_me"}, "say what goes wrong"),
        ({"operation": "get_me", "status": 700}, "final HTTP status"),
        ({"operation": "get_me", "drop": "now"}, "'before' or 'after'"),
        ({"operation": "get_me", "drop": "after", "status": 500}, "no answer"),
        ({"operation": "get_me", "status": 500, "times": 0}, "at least 1"),
        ({"operation": "get_me", "delay_s": -1}, "cannot be negative"),
    ],
)
def test_what_makes_no_fault_is_refused(api: Api, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        api.sandbox.fail(**wrong)
    assert len(api.sandbox.faults) == 0


# Through the engine


def on(sandbox: Sandbox, **options: Any) -> Connection:
    url = "http://sandbox.localhost"
    return Connection(
        "sandbox", token="x", base_url=url, transport=SandboxTransport(sandbox), **options
    )


def test_the_engine_sees_what_the_api_would_do() -> None:
    with Sandbox() as sandbox, on(sandbox, max_retries=0) as connection:
        sandbox.fail("post_messages", status=503, times=2)
        with pytest.raises(ServerError) as caught:
            connection.run(
                "post_messages",
                {
                    "data": {
                        "message_type": "in_app",
                        "body": "Hello",
                        "from": {"type": "admin", "id": 8140001},
                        "to": {"type": "user", "id": contact_id(1)},
                    }
                },
            )
        assert caught.value.status == 503
        assert len(sandbox.requests.of("post_messages")) == 1


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize(("when", "verdict"), [("before", "not_done"), ("after", "done")])
@pytest.mark.parametrize("clock_moved_s", [0, -86_400 * 300, 86_400])
def test_a_broken_call_is_found_out(
    mode: str, when: Any, verdict: str, clock_moved_s: float
) -> None:
    with Sandbox() as sandbox:
        sandbox.clock.advance(clock_moved_s)
        sandbox.fail("post_contacts", drop=when)
        params = {"data": {"role": "user", "external_id": "new-1"}}

        def told(error: ConnectorError) -> None:
            assert isinstance(error, TransportError)
            assert error.outcome == "unknown"

        if mode == "sync":
            with on(sandbox) as connection:
                connection.run("get_me")
                with pytest.raises(TransportError) as caught:
                    connection.run("post_contacts", params)
                told(caught.value)
                found = connection.reconcile(caught.value)
        else:

            async def story() -> Any:
                url = "http://sandbox.localhost"
                async with AsyncConnection(
                    "s", token="x", base_url=url, transport=SandboxTransport(sandbox)
                ) as connection:
                    await connection.run("get_me")
                    with pytest.raises(TransportError) as caught:
                        await connection.run("post_contacts", params)
                    told(caught.value)
                    return await connection.reconcile(caught.value)

            found = asyncio.run(story())
        assert found.verdict == verdict
        if verdict == "done":
            assert found.object["external_id"] == "new-1"


def test_a_delay_in_process_passes_on_the_clock() -> None:
    with Sandbox() as sandbox, on(sandbox, timeout=5, max_retries=0) as connection:
        began = sandbox.clock.freeze()
        started = time.monotonic()
        sandbox.fail("get_me", delay_s=3)
        connection.run("get_me")
        assert sandbox.clock() == began + 3
        sandbox.fail("post_tags", delay_s=3_600)
        with pytest.raises(Timeout) as caught:
            connection.run("post_tags", TAG)
        assert caught.value.outcome == "unknown"
        assert sandbox.clock() == began + 8
        assert "Spring sale" in [tag["name"] for tag in connection.run("get_tags")["data"]]
        assert time.monotonic() - started < 3


def test_over_a_socket_the_connection_really_breaks() -> None:
    pytest.importorskip("uvicorn")
    with (
        Sandbox() as sandbox,
        sandbox.serve() as url,
        httpx.Client(base_url=url, headers=HEADERS, trust_env=False) as client,
    ):
        for when in ("before", "after"):
            sandbox.fail("POST /tags", drop=when)  # type: ignore[arg-type]
            with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
                client.post("/tags", json={"name": f"Dropped {when}"})
        names = [tag["name"] for tag in client.get("/tags").json()["data"]]
        assert "Dropped after" in names
        assert "Dropped before" not in names
        sandbox.fail("GET /me", status=503, headers={"X-Why": "asked"})
        reply = client.get("/me")
        assert (reply.status_code, reply.headers["X-Why"]) == (503, "asked")
        sandbox.fail("GET /me", delay_s=0.2)
        started = time.monotonic()
        assert client.get("/me").status_code == 200
        assert time.monotonic() - started >= 0.2
        sandbox.fail("GET /me", body="<html>Bad gateway</html>", status=502)
        assert client.get("/me").text == "<html>Bad gateway</html>"


def test_faults_reach_the_connection_named_sandbox() -> None:
    from connector.sandbox import standing_in

    with Sandbox() as sandbox, standing_in(sandbox), connect("sandbox") as connection:
        sandbox.fail("get_me", status=404)
        with pytest.raises(ConnectorError):
            connection.run("get_me")
        assert connection.run("get_me")["type"] == "admin"


def test_a_given_header_takes_the_place_of_the_real_one_however_it_is_written() -> None:
    with Sandbox() as sandbox:
        headers = {"content-type": "text/html", "DATE": "never", "X-Note": "café"}
        sandbox.fail("*", status=502, body="<p>Bad gateway</p>", headers=headers)
        client = httpx.Client(transport=SandboxTransport(sandbox), base_url="https://api.test")
        with client:
            answer = client.get("/me", headers={"Authorization": "Bearer x"})
    assert answer.headers.get_list("content-type") == ["text/html"]
    assert answer.headers.get_list("date") == ["never"]
    assert answer.headers["x-note"] == "café"
    assert answer.text == "<p>Bad gateway</p>"
