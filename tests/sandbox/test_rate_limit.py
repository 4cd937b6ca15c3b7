from __future__ import annotations

import pytest

from connector import Connection
from connector.errors import RateLimited
from connector.sandbox import Sandbox, SandboxTransport

from .api import Api, Clock


def test_so_many_calls_and_no_more_until_the_window_ends(clock: Clock) -> None:
    clock.now_s = 1_760_000_004
    with Sandbox(now=clock, rate_limit=3) as sandbox:
        api = Api(sandbox, clock)
        replies = [api.send("POST", "/tags", {"name": f"Tag {n}"}) for n in range(5)]
        assert [reply.status for reply in replies] == [200, 200, 200, 429, 429]
        remaining = [reply.headers["X-RateLimit-Remaining"] for reply in replies]
        assert remaining == ["2", "1", "0", "0", "0"]
        assert {reply.headers["X-RateLimit-Limit"] for reply in replies} == {"3"}
        assert {reply.headers["X-RateLimit-Reset"] for reply in replies} == {"1760000010"}
        assert replies[3].code == "rate_limit_exceeded"
        assert "limit of 3 in 10_seconds" in replies[3].message
        clock.pass_(6)
        names = {tag["name"] for tag in api.get("/tags")["data"]}
        assert {"Tag 2"} == names & {"Tag 2", "Tag 3", "Tag 4"}


def test_a_bad_token_is_neither_counted_nor_told(clock: Clock) -> None:
    with Sandbox(now=clock, rate_limit=1) as sandbox:
        api = Api(sandbox, clock)
        for _ in range(3):
            reply = api.send("GET", "/me", headers={})
            assert reply.status == 401
            assert not [name for name in reply.headers if name.startswith("X-RateLimit")]
        assert [api.send("GET", "/me").status for _ in range(2)] == [200, 429]


def test_the_limit_may_be_set_and_lifted(api: Api) -> None:
    assert [api.send("GET", "/me").status for _ in range(5)] == [200] * 5
    api.sandbox.rate_limit = 6
    assert [api.send("GET", "/me").status for _ in range(2)] == [200, 429]
    api.sandbox.rate_limit = None
    reply = api.send("GET", "/me")
    assert (reply.status, reply.headers["X-RateLimit-Limit"]) == (200, "1667")


def test_without_a_limit_nothing_is_refused(api: Api) -> None:
    for _ in range(1_700):
        reply = api.send("GET", "/nothing")
    assert (reply.status, reply.headers["X-RateLimit-Remaining"]) == (404, "0")


def test_the_engine_understands_the_refusal(clock: Clock) -> None:
    with Sandbox(now=clock, rate_limit=1) as sandbox:
        for name in ("one", "two"):
            with Connection(
                name,
                token=name,
                base_url="http://sandbox.localhost",
                transport=SandboxTransport(sandbox),
                max_retries=0,
            ) as connection:
                if name == "one":
                    connection.run("get_me")
                    continue
                with pytest.raises(RateLimited) as caught:
                    connection.run("get_me")
                assert caught.value.outcome == "rejected"
                assert caught.value.retry_after is not None
                assert 0 <= caught.value.retry_after <= 10
