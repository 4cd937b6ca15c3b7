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
    JobPending,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    UnprocessableEntity,
)
from connector.model import CatalogHeader
from connector.wire import Headers, RawResponse

NOW = 1_800_000_000.0
READ = Action("get_x", "GET", "/x", "X", "Read.", effect="read", idempotent=True)
WRITE = Action("post_x", "POST", "/x", "X", "Write.")
HEADER = CatalogHeader(
    title="X",
    servers={"only": "https://x.example.com"},
    auth={"scheme": "bearer"},
    error_type="error.list",
    pending_job=r"pending .* jobs?",
    existing_id=r"\bid=(\w+)",
)


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
    assert decode(action, answer(status, body), HEADER, now=NOW).data == expected


def test_a_redirect_gives_its_place() -> None:
    action = Action("get_x", "GET", "/x", "X", "Read.", returns="redirect")
    reply = answer(302, b"", {"Location": "https://files.example.com/1?sig=a"})
    assert decode(action, reply, HEADER, now=NOW).data == "https://files.example.com/1?sig=a"


@pytest.mark.parametrize(
    ("status", "kind", "outcome"),
    [
        (400, ApiError, "rejected"),
        (401, AuthenticationError, "rejected"),
        (403, PermissionDenied, "rejected"),
        (404, NotFound, "rejected"),
        (408, ApiError, "unknown"),
        (409, Conflict, "rejected"),
        (422, UnprocessableEntity, "rejected"),
        (429, RateLimited, "rejected"),
        (500, ServerError, "unknown"),
        (501, ServerError, "rejected"),
        (503, ServerError, "unknown"),
        (301, ApiError, "rejected"),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[ApiError], outcome: str) -> None:
    with pytest.raises(ApiError) as caught:
        decode(WRITE, answer(status, error_list("some_code", "What happened")), HEADER, now=NOW)
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.outcome) == (status, outcome)
    assert error.request_id == "req-1"
    assert error.errors[0]["code"] == "some_code"
    assert "some_code: What happened" in str(error)
    assert "req-1" in str(error)


def test_an_uncertain_failure_of_a_write_says_to_find_out_first() -> None:
    with pytest.raises(ServerError, match="before you send it again") as caught:
        decode(WRITE, answer(502, b"<html>Bad gateway</html>"), HEADER, now=NOW)
    assert caught.value.body == "<html>Bad gateway</html>"


def test_a_success_that_is_an_error_is_an_error() -> None:
    with pytest.raises(ApiError, match="conflict") as caught:
        decode(WRITE, answer(200, error_list("conflict")), HEADER, now=NOW)
    assert (caught.value.status, caught.value.outcome) == (200, "rejected")


def test_a_pending_job_is_no_rate_limit() -> None:
    text = "You have 1 pending message data export jobs"
    with pytest.raises(JobPending) as caught:
        decode(WRITE, answer(429, error_list("rate_limit_exceeded", text)), HEADER, now=NOW)
    assert (caught.value.retryable, caught.value.retry_after) == (False, None)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"X-RateLimit-Reset": str(int(NOW) + 7)}, 7.0),
        ({"X-RateLimit-Reset": str(int(NOW) - 7)}, 0.0),
        ({"Retry-After": "3", "X-RateLimit-Reset": str(int(NOW) + 7)}, 3.0),
        ({"Retry-After": "Fri, 15 Jan 2027 08:00:20 GMT"}, 20.0),
        ({"X-RateLimit-Reset": str(int(NOW) + 3600)}, 30.0),
        ({"X-RateLimit-Reset": str(int(NOW) + 3608), "Date": "Fri, 15 Jan 2027 09:00:00 GMT"}, 8.0),
        ({}, None),
        ({"X-RateLimit-Reset": "soon"}, None),
    ],
)
def test_a_rate_limit_says_when_to_try_again(
    headers: dict[str, str], seconds: float | None
) -> None:
    with pytest.raises(RateLimited) as caught:
        decode(READ, answer(429, error_list("rate_limit_exceeded"), headers), HEADER, now=NOW)
    assert caught.value.retry_after == seconds


def test_a_conflict_names_what_exists() -> None:
    body = error_list("conflict", "A contact matching those details already exists with id=6762f0")
    with pytest.raises(Conflict) as caught:
        decode(WRITE, answer(409, body), HEADER, now=NOW)
    assert caught.value.existing_id == "6762f0"
    assert caught.value.to_dict()["existing_id"] == "6762f0"


@pytest.mark.parametrize("body", [b"<html>", b'{"a":', b"[" * 100_000, b"\xff\xfe"])
def test_an_answer_that_is_not_json_keeps_its_facts(body: bytes) -> None:
    with pytest.raises(InvalidResponse) as caught:
        decode(WRITE, answer(200, body, {"X-Request-Id": "req-2"}), HEADER, now=NOW)
    assert (caught.value.status, caught.value.request_id) == (200, "req-2")
    assert caught.value.outcome == "unknown"
    assert len(caught.value.body) <= 2000


def test_the_rate_limit_headers_are_read() -> None:
    headers = {
        "X-RateLimit-Limit": "166",
        "X-RateLimit-Remaining": "165",
        "X-RateLimit-Reset": "1800000010",
    }
    limit = decode(READ, answer(200, {}, headers), HEADER, now=NOW).rate_limit
    assert limit is not None
    assert (limit.limit, limit.remaining, limit.reset_at) == (166, 165, 1_800_000_010)
