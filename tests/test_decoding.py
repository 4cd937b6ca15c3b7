from __future__ import annotations

import json
from typing import Any

import pytest

from connector import Action
from connector.decoding import decode
from connector.errors import (
    ApiError,
    AuthenticationError,
    Conflict,
    InvalidResponse,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    UnprocessableEntity,
)
from connector.wire import Headers, RawResponse

NOW = 1_800_000_000.0
READ = Action("get_x", "GET", "/x", "X", "Read.", effect="read", idempotent=True)
WRITE = Action("post_x", "POST", "/x", "X", "Write.")


def answer(status: int, body: Any = b"", headers: dict[str, str] | None = None) -> RawResponse:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return RawResponse(status, Headers((headers or {}).items()), content)


def error_list(code: str, message: str = "m") -> dict[str, Any]:
    return {
        "type": "error.list",
        "request_id": "req-1",
        "errors": [{"code": code, "message": message}],
    }


@pytest.mark.parametrize(
    ("returns", "status", "body", "expected"),
    [
        ("json", 200, {"id": "1"}, {"id": "1"}),
        ("json", 200, [1], [1]),
        ("json", 204, b"", None),
        ("json", 202, b" \n", None),
        ("empty", 202, b"", None),
        ("empty", 200, {"ok": True}, {"ok": True}),
        ("text", 200, "línea".encode(), "línea"),
        ("binary", 200, b"\x1f\x8b\x00", b"\x1f\x8b\x00"),
    ],
)
def test_results_are_of_the_kind_the_catalog_says(
    returns: Any, status: int, body: Any, expected: Any
) -> None:
    action = Action("get_x", "GET", "/x", "X", "Read.", returns=returns)
    assert decode(action, answer(status, body), now=NOW).data == expected


def test_a_redirect_gives_its_place() -> None:
    action = Action("get_x", "GET", "/x", "X", "Read.", returns="redirect")
    reply = answer(302, b"", {"Location": "https://files.example.com/1?sig=a"})
    assert decode(action, reply, now=NOW).data == "https://files.example.com/1?sig=a"


@pytest.mark.parametrize(
    ("status", "kind", "outcome", "retryable"),
    [
        (400, ApiError, "rejected", False),
        (401, AuthenticationError, "rejected", False),
        (403, PermissionDenied, "rejected", False),
        (404, NotFound, "rejected", False),
        (408, ApiError, "unknown", False),
        (409, Conflict, "rejected", False),
        (422, UnprocessableEntity, "rejected", False),
        (429, RateLimited, "rejected", True),
        (500, ServerError, "unknown", False),
        (501, ServerError, "rejected", False),
        (503, ServerError, "unknown", False),
        (301, ApiError, "rejected", False),
    ],
)
def test_each_status_has_its_error(
    status: int, kind: type[ApiError], outcome: str, retryable: bool
) -> None:
    with pytest.raises(ApiError) as caught:
        decode(WRITE, answer(status, error_list("some_code", "What happened")), now=NOW)
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.outcome, error.retryable) == (status, outcome, retryable)
    assert error.request_id == "req-1"
    assert error.errors[0]["code"] == "some_code"
    assert "some_code: What happened" in str(error)
    assert "req-1" in str(error)


def test_a_failed_read_may_be_repeated_and_a_write_not() -> None:
    for action, retryable in ((READ, True), (WRITE, False)):
        with pytest.raises(ServerError) as caught:
            decode(action, answer(502, b"<html>Bad gateway</html>"), now=NOW)
        assert caught.value.retryable is retryable
        assert caught.value.body == "<html>Bad gateway</html>"
    assert "before you send it again" in str(caught.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"X-RateLimit-Reset": str(int(NOW) + 7)}, 7.0),
        ({"X-RateLimit-Reset": str(int(NOW) - 7)}, 0.0),
        ({"Retry-After": "3", "X-RateLimit-Reset": str(int(NOW) + 7)}, 3.0),
        ({}, None),
        ({"X-RateLimit-Reset": "soon"}, None),
    ],
)
def test_a_rate_limit_says_when_to_try_again(
    headers: dict[str, str], seconds: float | None
) -> None:
    with pytest.raises(RateLimited) as caught:
        decode(READ, answer(429, error_list("rate_limit_exceeded"), headers), now=NOW)
    assert caught.value.retry_after == seconds


def test_a_conflict_names_what_exists() -> None:
    body = error_list("conflict", "A contact matching those details already exists with id=6762f0")
    with pytest.raises(Conflict) as caught:
        decode(WRITE, answer(409, body), now=NOW, existing_id=r"\bid=(\w+)")
    assert caught.value.existing_id == "6762f0"
    assert caught.value.to_dict()["existing_id"] == "6762f0"


@pytest.mark.parametrize("body", [b"<html>", b'{"a":', b"[" * 100_000, b"\xff\xfe"])
def test_an_answer_that_is_not_json_keeps_its_facts(body: bytes) -> None:
    with pytest.raises(InvalidResponse) as caught:
        decode(WRITE, answer(200, body, {"X-Request-Id": "req-2"}), now=NOW)
    assert (caught.value.status, caught.value.request_id) == (200, "req-2")
    assert caught.value.outcome == "unknown"
    assert len(caught.value.body) <= 2000


def test_the_rate_limit_headers_are_read() -> None:
    headers = {
        "X-RateLimit-Limit": "166",
        "X-RateLimit-Remaining": "165",
        "X-RateLimit-Reset": "1800000010",
    }
    limit = decode(READ, answer(200, {}, headers), now=NOW).rate_limit
    assert limit is not None
    assert (limit.limit, limit.remaining, limit.reset_at) == (166, 165, 1_800_000_010)
