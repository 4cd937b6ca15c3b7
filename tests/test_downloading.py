"""The flow of a download, step by step; no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from connector.calls import Call, Caller, RetryEvent, Run, Tell, Wait
from connector.downloading import PartFile, download_steps
from connector.errors import (
    ApiError,
    ConnectorError,
    InvalidResponse,
    NotFound,
    TransportError,
)
from connector.limiter import WindowLimiter
from connector.model import Action, CatalogHeader
from connector.retry import RetryPolicy
from connector.wire import Headers, Request, Response

ETAG = '"v1"'
DATE = "Wed, 21 Oct 2025 07:28:00 GMT"
HEADER = CatalogHeader("Files", {"only": "https://api.example.com"}, {"scheme": "bearer"})
ACTION = Action("get_file", "GET", "/file", "Files", "A file.", effect="read", idempotent=True)
REQUEST = Request("GET", "/file", headers=(("Accept", "text/csv"), ("Range", "bytes=0-")))


def call_with(policy: RetryPolicy = RetryPolicy(), observed: bool = False) -> Call:  # noqa: B008
    caller = Caller(
        connection="desk",
        base_url="https://api.example.com",
        header=HEADER,
        policy=policy,
        limiter=WindowLimiter(),
        lane="interactive",
        timeout_s=1.0,
        draw=lambda: 0.5,
        observed=observed,
    )
    return Call(caller, ACTION, {}, REQUEST)


def headers(**told: object) -> Headers:
    return Headers((name.replace("_", "-"), str(value)) for name, value in told.items())


@pytest.fixture
def part(tmp_path: Path) -> Iterator[PartFile]:
    made = PartFile(tmp_path / "export.csv")
    yield made
    made.discard()


def asked(step: Any, part: PartFile) -> dict[str, str]:
    """Check that a step runs the download's call once, and return the headers it sends."""
    assert isinstance(step, Run)
    assert step.call.sink is part
    assert step.call.caller.policy.max_retries == 0
    return dict(step.call.request.headers)


WHOLE = Response(200, Headers(), None)
BROKEN = TransportError("the connection broke")


def test_a_body_that_comes_whole_is_finished(part: PartFile) -> None:
    flow = download_steps(call_with(), part)
    assert asked(next(flow), part) == {"Accept": "text/csv"}
    part.begin(200, headers(content_length=3))
    part.write(b"abc")
    with pytest.raises(StopIteration) as done:
        flow.send(WHOLE)
    assert done.value.value.read_bytes() == b"abc"


@pytest.mark.parametrize(
    ("validators", "resumed_by"),
    [
        ({"etag": ETAG}, ETAG),
        ({"etag": ETAG, "last_modified": DATE}, ETAG),
        ({"etag": 'W/"v1"', "last_modified": DATE}, DATE),
        ({"last_modified": DATE}, DATE),
        ({"etag": 'W/"v1"'}, None),
        ({}, None),
    ],
)
def test_a_body_that_breaks_is_resumed_where_the_server_can_tell_its_state(
    part: PartFile, validators: dict[str, object], resumed_by: str | None
) -> None:
    flow = download_steps(call_with(), part)
    next(flow)
    part.begin(200, headers(content_length=6, **validators))
    part.write(b"abc")
    assert flow.throw(BROKEN) == Wait(0.25)
    sent = asked(next(flow), part)
    told = {"Range": "bytes=3-", "If-Range": resumed_by} if resumed_by else {}
    assert sent == {"Accept": "text/csv", **told}


def test_nothing_is_resumed_where_nothing_came(part: PartFile) -> None:
    flow = download_steps(call_with(), part)
    next(flow)
    part.begin(200, headers(etag=ETAG))
    flow.throw(BROKEN)
    assert "Range" not in asked(next(flow), part)


@pytest.mark.parametrize(
    "error",
    [ApiError("not that range", status=416), InvalidResponse("another part", status=206)],
    ids=["416", "wrong part"],
)
def test_a_part_that_does_not_fit_starts_the_file_again_at_once(
    part: PartFile, error: ApiError
) -> None:
    flow = download_steps(call_with(), part)
    next(flow)
    part.begin(200, headers(etag=ETAG))
    part.write(b"abc")
    flow.throw(BROKEN)
    assert "Range" in asked(next(flow), part)
    assert "Range" not in asked(flow.throw(error), part)
    assert part.size == 0


def test_less_than_was_promised_is_no_success(part: PartFile) -> None:
    flow = download_steps(call_with(RetryPolicy(max_retries=0)), part)
    next(flow)
    part.begin(200, headers(content_length=6))
    part.write(b"abc")
    with pytest.raises(TransportError, match="3 of 6 bytes") as caught:
        flow.send(WHOLE)
    assert (caught.value.action, caught.value.connection) == ("get_file", "desk")
    assert not part.target.exists()


def broken_off(policy: RetryPolicy, part: PartFile, piece: bytes, observed: bool = False) -> Any:
    """Break off each attempt after a piece; gives the steps between the attempts."""
    flow = download_steps(call_with(policy, observed), part)
    between: list[Any] = []
    step = next(flow)
    try:
        while True:
            asked(step, part)
            status = 206 if part.size else 200
            content_range = f"bytes {part.size}-999999/1000000"
            part.begin(status, headers(etag=ETAG, content_range=content_range))
            part.write(piece)
            step = flow.throw(BROKEN)
            while not isinstance(step, Run):
                between.append(step)
                step = next(flow)
            assert len(between) < 50, "it never ends"
    except TransportError:
        return between


def test_it_gives_up_when_nothing_comes_as_often_as_the_policy_says(part: PartFile) -> None:
    assert broken_off(RetryPolicy(max_retries=2), part, b"") == [Wait(0.25), Wait(0.5)]


def test_progress_starts_the_count_again(part: PartFile) -> None:
    between = broken_off(RetryPolicy(max_retries=1, max_wait_s=1.0), part, b"x" * 20_000)
    assert between == [Wait(0.25)] * 4


def test_a_drip_is_no_progress(part: PartFile) -> None:
    between = broken_off(RetryPolicy(max_retries=2, max_wait_s=100.0), part, b"x" * 10)
    assert between == [Wait(0.25), Wait(0.5)]


def test_a_server_that_refuses_what_it_began_does_not_keep_it_busy(part: PartFile) -> None:
    flow = download_steps(call_with(RetryPolicy(max_retries=2, max_wait_s=1000.0)), part)
    step: Any = next(flow)
    ended: ConnectorError | None = None
    for _ in range(20):
        try:
            if isinstance(step, Wait):
                step = next(flow)
            elif "Range" in asked(step, part):
                step = flow.throw(ApiError("not that range", status=416))
            else:
                part.begin(200, headers(etag=ETAG))
                part.write(b"x" * 100_000)
                step = flow.throw(BROKEN)
        except ConnectorError as error:
            ended = error
            break
    assert ended is not None


@pytest.mark.parametrize(
    "error",
    [
        NotFound("no such job", status=404),
        ApiError("gone", status=410),
        TransportError("too late", outcome="unknown"),
    ],
    ids=["404", "410", "no retries left"],
)
def test_what_cannot_be_repeated_is_raised(part: PartFile, error: ConnectorError) -> None:
    flow = download_steps(call_with(RetryPolicy(max_retries=0)), part)
    next(flow)
    with pytest.raises(type(error)) as caught:
        flow.throw(error)
    assert caught.value is error


def test_observers_are_told_of_each_retry(part: PartFile) -> None:
    told = broken_off(RetryPolicy(max_retries=1), part, b"", observed=True)
    assert told == [Tell(RetryEvent("desk", "get_file", 1, 0.25, BROKEN)), Wait(0.25)]


def test_the_call_that_was_given_is_left_as_it_was(part: PartFile) -> None:
    call = call_with()
    same = replace(call)
    next(download_steps(call, part))
    assert call == same
