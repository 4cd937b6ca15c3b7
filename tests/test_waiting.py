from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

from connector.calls import Run, Wait
from connector.errors import ConnectorError, JobFailed, JobTimeout, NotFound
from connector.model import Waiter
from connector.waiting import GROWTH, wait_steps
from connector.wire import Headers, Response

from .both import MODES, ask, play_call

WAITER = Waiter(
    action="get_job",
    state="job.status",
    done=("complete", "no_data"),
    failed=("failed", "canceled"),
    pending=("pending", "in_progress"),
    delay_s=1.0,
    max_delay_s=4.0,
)
CALL: Any = object()
EXPORT = "content_export"


def job(state: Any) -> Any:
    return {"job": {"status": state}}


@dataclass
class Waited:
    """How a wait ended, and the seconds it asked to wait each time."""

    delays_s: list[float]
    result: Any = None
    error: JobFailed | JobTimeout | None = None


def waited_for(
    answers: Sequence[Any], timeout_s: float = 1000.0, waiter: Waiter = WAITER, progress: Any = None
) -> Waited:
    flow = wait_steps("export", waiter, lambda: CALL, timeout_s=timeout_s, progress=progress)
    delays_s: list[float] = []
    left = list(answers)
    step = next(flow)
    try:
        while True:
            if isinstance(step, Run):
                assert step.call is CALL
                step = flow.send(Response(200, Headers(), left.pop(0)))
            else:
                assert isinstance(step, Wait)
                delays_s.append(step.delay_s)
                step = next(flow)
    except StopIteration as done:
        assert left == []
        return Waited(delays_s, done.value)
    except (JobFailed, JobTimeout) as error:
        return Waited(delays_s, None, error)


@pytest.mark.parametrize("state", WAITER.done)
def test_a_job_that_is_done_is_returned_without_waiting(state: str) -> None:
    last = {"job": {"status": state}, "url": "https://example.com/x"}
    assert waited_for([last]) == Waited([], last)


def test_the_pauses_grow_up_to_the_longest() -> None:
    answers = [job("pending")] * 3 + [job("in_progress")] * 3 + [job("complete")]
    ended = waited_for(answers)
    assert ended.delays_s == [1.0, GROWTH, GROWTH**2, GROWTH**3, 4.0, 4.0]
    assert ended.result == job("complete")


@pytest.mark.parametrize("state", WAITER.failed)
def test_a_job_that_failed_is_an_error_that_shows_it(state: str) -> None:
    ended = waited_for([job("pending"), job(state)])
    assert isinstance(ended.error, JobFailed)
    assert (ended.error.last, ended.error.outcome) == (job(state), "rejected")
    assert ended.error.action == "get_job"
    assert f"'{state}'" in str(ended.error)
    assert "Start a new job" in str(ended.error)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (job("exploded"), "'exploded'"),
        (job(None), "None"),
        (job(["pending"]), "['pending']"),
        ({"status": "complete"}, "none"),
        ({}, "none"),
        (None, "none"),
        ("complete", "none"),
    ],
)
def test_a_state_that_nobody_knows_is_an_error_and_not_waited_for(answer: Any, told: str) -> None:
    ended = waited_for([answer])
    assert isinstance(ended.error, JobFailed)
    assert f"no known state ({told})" in str(ended.error)
    assert "Look at it with get_job" in str(ended.error)
    assert ended.error.last == answer


@pytest.mark.parametrize(
    ("timeout_s", "delays_s"),
    [
        (0.5, []),
        (1.0, [1.0]),
        (2.4, [1.0]),
        (2.5, [1.0, 1.5]),
        (4.75, [1.0, 1.5, 2.25]),
    ],
)
def test_the_pauses_stay_within_the_timeout(timeout_s: float, delays_s: list[float]) -> None:
    ended = waited_for([job("pending")] * (len(delays_s) + 1), timeout_s)
    assert ended.delays_s == delays_s
    assert isinstance(ended.error, JobTimeout)
    assert ended.error.retryable
    assert ended.error.outcome == "unknown"
    assert ended.error.last == job("pending")
    assert f"still 'pending' after {sum(delays_s):g} s" in str(ended.error)


def test_progress_tells_state_and_seconds_after_each_look() -> None:
    told: list[tuple[str, float]] = []
    answers = [job("pending"), job("in_progress"), job("complete")]
    waited_for(answers, progress=lambda state, waited_s: told.append((state, waited_s)))
    assert told == [("pending", 0.0), ("in_progress", 1.0), ("complete", 2.5)]


def test_each_look_is_a_call_of_its_own() -> None:
    made: list[object] = []

    def prepare() -> Any:
        made.append(object())
        return made[-1]

    flow = wait_steps("export", WAITER, prepare, timeout_s=10)
    first = next(flow)
    assert isinstance(flow.send(Response(200, Headers(), job("pending"))), Wait)
    second = next(flow)
    assert isinstance(first, Run)
    assert isinstance(second, Run)
    assert [first.call, second.call] == made


def test_what_a_look_raises_ends_the_wait() -> None:
    flow = wait_steps("export", WAITER, lambda: CALL, timeout_s=10)
    next(flow)
    refused = NotFound("gone", status=404)
    with pytest.raises(NotFound) as caught:
        flow.throw(refused)
    assert caught.value is refused


def test_a_state_at_the_top_and_one_that_is_no_text() -> None:
    waiter = replace(WAITER, state="ready", done=(True,), pending=(False,))  # type: ignore[arg-type]
    assert waited_for([{"ready": False}, {"ready": True}], waiter=waiter).delays_s == [1.0]


# ── On a connection ──


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("state", "error"), [("completed", None), ("failed", JobFailed), ("pending", JobTimeout)]
)
def test_a_connection_waits_by_the_catalogs_waiter(
    mode: str, state: str, error: type[JobFailed | JobTimeout] | None
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(200, json={"job_identifier": "j-1", "status": state})

    wanted = ask("wait", EXPORT, {"job_identifier": "j-1"}, timeout=0.5)
    if error is None:
        told = play_call(mode, wanted, transport=httpx.MockTransport(answer))
        assert told == {"job_identifier": "j-1", "status": "completed"}
    else:
        with pytest.raises(error) as caught:
            play_call(mode, wanted, transport=httpx.MockTransport(answer))
        assert caught.value.connection == "desk"
        assert caught.value.last["status"] == state
    assert asked == ["/export/content/data/j-1"]


@pytest.mark.parametrize("mode", MODES)
def test_a_waiter_that_is_not_there_is_named_with_the_nearest(mode: str) -> None:
    with pytest.raises(ConnectorError, match="Did you mean 'content_export'") as caught:
        play_call(mode, ask("wait", "content_exports", {}), base_url="http://127.0.0.1:1")
    assert (caught.value.connection, caught.value.outcome) == ("desk", "not_sent")
