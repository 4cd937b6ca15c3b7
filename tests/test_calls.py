from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from connector.calls import (
    MAX_REDIRECTS,
    Admit,
    Answer,
    RequestEvent,
    ResponseEvent,
    RetryEvent,
    Send,
    Step,
    Wait,
    call_steps,
)
from connector.errors import (
    ConnectError,
    InvalidResponse,
    NotFound,
    RateLimited,
    ServerError,
    Timeout,
    TransportError,
)
from connector.limiter import GO, Turn
from connector.model import Action
from connector.retry import RetryPolicy
from connector.wire import Headers, RateLimit, RawResponse, Request

from .playing import (
    NOW,
    OK,
    POST,
    PUT,
    READ,
    BookLimiter,
    Happening,
    answer,
    broken,
    make_call,
    moved,
    play,
    slow,
    unreached,
)


def test_a_call_that_succeeds_is_admitted_sent_and_decoded() -> None:
    played = play(READ, OK)
    assert [type(step) for step in played.steps] == [Admit, Send]
    send = played.steps[1]
    assert isinstance(send, Send)
    assert (send.action, send.timeout_s, send.sink) == (READ, 5.0, None)
    assert played.sent == [Request("GET", "/x/7", "a=1", (("Accept", "application/json"),))]
    assert played.response is not None
    assert (played.response.data, played.response.request_id) == ({"id": "7"}, "req-1")
    assert played.response.attempts == 1
    assert [ticket.lane for ticket in played.limiter.entered] == ["bulk"]


def test_the_limiter_learns_of_each_answer_in_time_of_this_machine() -> None:
    headers = {"X_RateLimit_Limit": "100", "X_RateLimit_Reset": str(int(NOW) + 4)}
    refused = answer(429, X_RateLimit_Remaining="0", **headers)
    played = play(POST, refused, OK)
    assert played.limiter.settled == [RateLimit(100, 0, NOW + 4), None]
    assert len(played.limiter.entered) == 2


# What happens, and for each action: the number of attempts, then the error and its outcome.
Story = tuple[Happening, ...]
STORIES: list[tuple[str, Story, Action, int, type[Exception] | None, str | None]] = [
    ("never reached, then fine", (unreached, OK), POST, 2, None, None),
    ("broke off, then fine", (broken, OK), PUT, 2, None, None),
    ("slow, then fine", (slow, slow, slow, OK), READ, 4, None, None),
    ("429, then fine", (answer(429), answer(429), OK), POST, 3, None, None),
    ("503, then fine", (answer(503), OK), READ, 2, None, None),
    ("never reached", (unreached,) * 4, POST, 4, ConnectError, "not_sent"),
    ("broke off for ever", (broken,) * 4, PUT, 4, TransportError, "unknown"),
    ("a write that broke off", (broken,), POST, 1, TransportError, "unknown"),
    ("a write that was slow", (slow,), POST, 1, Timeout, "unknown"),
    ("a write that met a 500", (answer(500),), POST, 1, ServerError, "unknown"),
    ("404", (answer(404),), PUT, 1, NotFound, "rejected"),
    ("not JSON", (RawResponse(200, Headers(), b"<html>"),), POST, 1, InvalidResponse, "unknown"),
    ("429 for ever", (answer(429),) * 4, POST, 4, RateLimited, "rejected"),
    # What broke off may have been carried out, whatever is said of the next attempt.
    ("broke off, then 404", (broken, answer(404)), PUT, 2, NotFound, "unknown"),
    ("503, then 404", (answer(503), answer(404)), PUT, 2, NotFound, "unknown"),
    ("broke off, then 429", (broken, *(answer(429),) * 3), PUT, 4, RateLimited, "unknown"),
    ("broke off, then unreached", (slow, *(unreached,) * 3), PUT, 4, ConnectError, "unknown"),
    ("429, then 404", (answer(429), answer(404)), PUT, 2, NotFound, "rejected"),
    ("unreached, then 404", (unreached, answer(404)), POST, 2, NotFound, "rejected"),
    # A read does nothing, so that there is nothing to doubt.
    ("a read that broke off, then 404", (broken, answer(404)), READ, 2, NotFound, "rejected"),
]


@pytest.mark.parametrize(
    ("story", "action", "attempts", "error", "outcome"),
    [row[1:] for row in STORIES],
    ids=[row[0] for row in STORIES],
)
def test_stories_of_failure(
    story: Story, action: Action, attempts: int, error: Any, outcome: str | None
) -> None:
    played = play(action, *story)
    assert len(played.sent) == attempts
    assert len(set(map(repr, played.sent))) == 1, "the same request each time"
    assert len(played.waits) == attempts - 1
    if error is None:
        assert played.response is not None
        assert played.response.attempts == attempts
        return
    assert type(played.error) is error
    assert played.error.outcome == outcome
    assert played.error.attempts == attempts
    if outcome == "unknown" and error in (NotFound, RateLimited, ConnectError):
        assert "earlier attempt" in str(played.error)


@pytest.mark.parametrize(
    ("action", "happening", "retryable"),
    [
        (READ, broken, True),
        (PUT, slow, True),
        (POST, broken, False),
        (POST, unreached, True),
        (POST, answer(429), True),
        (POST, answer(500), False),
        (PUT, answer(500), True),
        (READ, answer(404), False),
    ],
)
def test_an_error_says_whether_it_may_be_sent_again(
    action: Action, happening: Happening, retryable: bool
) -> None:
    played = play(action, happening, policy=RetryPolicy(max_retries=0))
    assert played.error.retryable is retryable
    assert not played.waits


def test_delays_come_from_the_policy_and_the_draw() -> None:
    draws = iter([0.1, 0.2, 0.3, 0.4])
    played = play(READ, broken, broken, broken, OK, draw=lambda: next(draws))
    assert played.waits == pytest.approx([0.1 * 0.5, 0.2 * 1.0, 0.3 * 2.0])


# Turns of the limiter, what happens, the waits that are made, and the error's retry_after.
BUDGETS: list[tuple[tuple[Turn, ...], Story, list[float], float | None]] = [
    ((Turn(4, 4), GO), (OK,), [4], None),
    ((Turn(4, 4), Turn(5, 5), GO), (OK,), [4, 5], None),
    ((Turn(10, 10), GO), (OK,), [10], None),
    # It would take too long: nothing is waited for at all.
    ((Turn(11, 11),), (), [], 11.125),
    ((Turn(4, 24),), (), [], 24.125),
    ((Turn(4, 4), Turn(7, 7)), (), [4], 7.125),
    ((), (answer(429, retry_after="30"),), [], 30.125),
    ((), (answer(503, retry_after="11"),), [], 11.125),
    ((), (answer(429, retry_after="6"), answer(429, retry_after="6")), [6.125], 6.125),
    ((), (answer(429, retry_after="9"), OK), [9.125], None),
    # Waiting for the limiter and for a retry come out of one budget.
    ((Turn(6, 6), GO), (answer(503, retry_after="5"),), [6], 5.125),
    ((GO, Turn(6, 6)), (answer(503, retry_after="5"),), [5.125], 6.125),
]


@pytest.mark.parametrize(("turns", "story", "waits", "retry_after"), BUDGETS)
def test_all_waiting_stays_within_one_budget(
    turns: tuple[Turn, ...], story: Story, waits: list[float], retry_after: float | None
) -> None:
    policy = RetryPolicy(max_retries=3, max_wait_s=10.0)
    played = play(READ, *story, turns=turns, policy=policy)
    assert played.waits == pytest.approx(waits)
    assert sum(played.waits) <= 10
    assert len(played.sent) == len(story)
    if retry_after is None:
        assert played.response is not None
    else:
        assert played.error.retry_after == pytest.approx(retry_after)
        assert played.error.attempts == len(story)


def test_a_full_window_is_told_before_anything_is_sent() -> None:
    played = play(POST, turns=(Turn(61, 61),))
    assert isinstance(played.error, RateLimited)
    told = played.error.outcome, played.error.attempts, played.error.retryable
    assert told == ("not_sent", 0, True)
    assert "max_wait" in str(played.error)


def test_a_full_window_does_not_hide_that_an_earlier_attempt_broke_off() -> None:
    played = play(PUT, broken, turns=(GO, Turn(61, 61)))
    assert isinstance(played.error, RateLimited)
    assert (played.error.outcome, played.error.attempts) == ("unknown", 1)


@pytest.mark.parametrize(("action", "status"), [(READ, 302), (POST, 307), (PUT, 308)])
def test_a_redirect_on_the_same_server_is_part_of_the_attempt(action: Action, status: int) -> None:
    played = play(action, moved(status, "/y"), OK)
    assert [request.target for request in played.sent] == ["/x/7?a=1", "/y"]
    assert played.response is not None
    assert played.response.attempts == 1
    assert (len(played.limiter.entered), played.waits) == (1, [])


@pytest.mark.parametrize(
    ("action", "happening", "outcome"),
    [
        (READ, moved(302, "https://evil.example.org/x"), "rejected"),
        (POST, moved(307, "https://evil.example.org/x"), "rejected"),
        (POST, moved(303, "/y"), "unknown"),
        (PUT, moved(302, "/y"), "unknown"),
    ],
)
def test_a_redirect_that_is_refused_ends_the_call(
    action: Action, happening: RawResponse, outcome: str
) -> None:
    played = play(action, happening)
    assert (played.error.status, played.error.outcome) == (happening.status, outcome)
    assert len(played.sent) == 1


def test_redirects_end() -> None:
    played = play(READ, *[moved(302, "/x/7?a=1")] * (MAX_REDIRECTS + 1))
    assert "one redirect after another" in str(played.error)


def test_a_retry_after_a_redirect_starts_from_the_beginning() -> None:
    played = play(READ, moved(302, "/y"), broken, OK)
    assert [request.path for request in played.sent] == ["/x/7", "/y", "/x/7"]
    assert played.response is not None
    assert played.response.attempts == 2


def test_what_another_server_says_of_its_rate_limit_is_not_ours() -> None:
    theirs = answer(200, {}, X_RateLimit_Limit="5", X_RateLimit_Remaining="0")
    sink = object()
    played = play(READ, moved(302, "https://files.example.org/f"), theirs, sink=sink)
    assert played.limiter.settled == [None]
    assert [step.sink for step in played.steps if isinstance(step, Send)] == [sink, sink]
    assert [request.origin for request in played.sent] == [None, "https://files.example.org:443"]


def test_observers_are_told_in_order() -> None:
    story = (broken, moved(302, "/y"), answer(503, X_Request_Id="req-5"), OK)
    played = play(READ, *story, observed=True)
    kinds = [type(event).__name__.removesuffix("Event") for event in played.events]
    assert " ".join(kinds) == (
        "Request Retry Request Response Request Response Retry Request Response"
    )
    assert [event.attempt for event in played.events] == [1, 1, 2, 2, 2, 2, 2, 3, 3]
    assert played.events[0] == RequestEvent("desk", "get_x", "GET", "/x/{id}", 1)
    assert played.events[5] == ResponseEvent("desk", "get_x", 503, "req-5", 2)
    retries = [event for event in played.events if isinstance(event, RetryEvent)]
    assert [event.delay_s for event in retries] == played.waits
    assert [type(event.error) for event in retries] == [TransportError, ServerError]


def test_nobody_is_told_where_nobody_listens() -> None:
    assert play(READ, broken, OK).events == []


@pytest.mark.parametrize("failing", [KeyboardInterrupt, OSError, ValueError])
def test_what_is_no_error_of_the_api_passes_through(failing: type[BaseException]) -> None:
    limiter = BookLimiter()
    steps = call_steps(make_call(READ, limiter))
    assert isinstance(next(steps), Admit)
    assert isinstance(steps.send(GO), Send)
    with pytest.raises(failing):
        steps.throw(failing())
    assert limiter.left == limiter.entered
    assert len(limiter.entered) == 1


# How a call is brought to a step at which it is abandoned, and the tickets taken until then.
POINTS: Mapping[str, tuple[list[Any], type[Step], int]] = {
    "before its turn": ([], Admit, 1),
    "waiting for its turn": ([Turn(3, 3)], Wait, 1),
    "being sent": ([GO], Send, 1),
    "waiting for a retry": ([GO, Answer(answer(503), NOW)], Wait, 1),
    "before its second turn": ([GO, Answer(answer(503), NOW), None], Admit, 2),
}


@pytest.mark.parametrize(("told", "step", "tickets"), POINTS.values(), ids=POINTS)
def test_a_call_that_is_abandoned_gives_its_ticket_back(
    told: list[Any], step: type[Step], tickets: int
) -> None:
    limiter = BookLimiter()
    steps = call_steps(make_call(READ, limiter))
    reached: Step = next(steps)
    for value in told:
        reached = steps.send(value)
    assert isinstance(reached, step)
    steps.close()
    assert limiter.left == limiter.entered
    assert len(limiter.entered) == tickets
