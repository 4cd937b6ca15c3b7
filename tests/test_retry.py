from __future__ import annotations

from typing import Any

import pytest

from connector.errors import (
    ApiError,
    ConnectError,
    ConnectorError,
    InvalidParams,
    InvalidResponse,
    JobPending,
    PagingError,
    RateLimited,
    ServerError,
    Timeout,
    TransportError,
)
from connector.model import Action
from connector.retry import (
    FIRST_BACKOFF_S,
    MAX_BACKOFF_S,
    RESET_JITTER_S,
    RetryPolicy,
    is_safe_to_repeat,
    retry_delay,
)

READ = Action("r", "GET", "/r", "X", "Read.", effect="read", idempotent=True)
PUT = Action("p", "PUT", "/p", "X", "Write twice.", idempotent=True)
POST = Action("w", "POST", "/w", "X", "Write once.")
# A read that moves on with each call, as a scroll does.
SCROLL = Action("s", "GET", "/s", "X", "Read once.", effect="read", idempotent=False)
ALL = (READ, PUT, POST, SCROLL)
REPEATABLE = (READ, PUT)
NONE: tuple[Action, ...] = ()
POLICY = RetryPolicy(max_retries=4)


def api(status: int, retry_after: float | None = None, kind: Any = ApiError) -> ApiError:
    error: ApiError = kind("m", status=status, retry_after=retry_after)
    return error


# What failed, and the actions for which it is sent again.
SAFE: list[tuple[str, ConnectorError, tuple[Action, ...]]] = [
    ("never connected", ConnectError("m", outcome="not_sent"), ALL),
    ("timed out before it was sent", Timeout("m", outcome="not_sent"), ALL),
    ("broke before it was sent", TransportError("m", outcome="not_sent"), ALL),
    ("timed out", Timeout("m"), REPEATABLE),
    ("broke off", TransportError("m"), REPEATABLE),
    ("429", api(429, kind=RateLimited), ALL),
    ("429 with a reset", api(429, 3.0, RateLimited), ALL),
    ("429 before it was sent", RateLimited("m", status=429, outcome="not_sent"), ALL),
    ("429 for a job", api(429, kind=JobPending), NONE),
    ("429 for a job, with a reset", api(429, 3.0, JobPending), NONE),
    *[(f"{s}", api(s, kind=ServerError), REPEATABLE) for s in (500, 502, 503, 504)],
    ("503 with Retry-After", api(503, 2.0, ServerError), REPEATABLE),
    ("408", api(408), REPEATABLE),
    *[(f"{s}", api(s), NONE) for s in (301, 400, 401, 403, 404, 405, 409, 413, 415, 422, 425)],
    *[(f"{s}", api(s, kind=ServerError), NONE) for s in (501, 505, 507, 511)],
    ("unreadable", api(200, kind=InvalidResponse), NONE),
    ("bad params", InvalidParams([]), NONE),
    ("a listing that is stuck", PagingError("m"), NONE),
    ("some other error", ConnectorError("m"), NONE),
]
IDS = [name for name, *_ in SAFE]


@pytest.mark.parametrize(("name", "error", "repeated"), SAFE, ids=IDS)
def test_a_call_is_repeated_only_where_that_cannot_do_its_work_twice(
    name: str, error: ConnectorError, repeated: tuple[Action, ...]
) -> None:
    assert tuple(a for a in ALL if is_safe_to_repeat(error, a)) == repeated
    delays = [retry_delay(error, action, 1, POLICY, 0.5) for action in ALL]
    assert tuple(a for a, delay in zip(ALL, delays, strict=True) if delay is not None) == repeated


# Error, action, attempt, draw, and the delay in seconds.
DELAYS: list[tuple[ConnectorError, Action, int, float, float | None]] = [
    # Exponential backoff with full jitter, up to a ceiling.
    (Timeout("m"), READ, 1, 0.0, 0.0),
    (Timeout("m"), READ, 1, 1.0, 0.5),
    (Timeout("m"), READ, 2, 1.0, 1.0),
    (Timeout("m"), READ, 3, 1.0, 2.0),
    (Timeout("m"), READ, 4, 0.5, 2.0),
    (ConnectError("m", outcome="not_sent"), POST, 2, 0.5, 0.5),
    (api(500, kind=ServerError), PUT, 3, 0.25, 0.5),
    (api(429, kind=RateLimited), POST, 2, 0.5, 0.5),
    # What the API asks for is a floor, and jitter comes on top.
    (api(429, 7.0, RateLimited), POST, 1, 0.0, 7.0),
    (api(429, 7.0, RateLimited), POST, 1, 1.0, 7.25),
    (api(429, 7.0, RateLimited), POST, 4, 1.0, 7.25),
    (api(429, 0.1, RateLimited), POST, 1, 0.0, 0.1),
    (api(503, 2.0, ServerError), READ, 1, 0.0, 2.0),
    (api(503, 2.0, ServerError), READ, 1, 1.0, 2.25),
    (api(503, 2.0, ServerError), READ, 4, 1.0, 2.25),
    (api(503, 0.0, ServerError), READ, 1, 1.0, 0.25),
    # A reset that has passed and yet refuses: backoff, never at once.
    (api(429, 0.0, RateLimited), POST, 1, 0.0, 0.125),
    (api(429, -3.0, RateLimited), POST, 1, 0.0, 0.125),
    (api(429, 0.0, RateLimited), POST, 2, 0.0, 0.25),
    (api(429, 0.0, RateLimited), POST, 4, 0.0, 1.0),
    (api(429, 0.0, RateLimited), POST, 4, 1.0, 1.25),
    # A window that refuses again and again is asked less and less often.
    (api(429, 0.1, RateLimited), POST, 4, 0.0, 1.0),
    # The last attempt is the last.
    (Timeout("m"), READ, 5, 0.5, None),
    (api(429, 1.0, RateLimited), READ, 5, 0.5, None),
    (ConnectError("m", outcome="not_sent"), READ, 5, 0.5, None),
]


@pytest.mark.parametrize(("error", "action", "attempt", "draw", "delay_s"), DELAYS)
def test_the_delay_before_the_next_attempt(
    error: ConnectorError, action: Action, attempt: int, draw: float, delay_s: float | None
) -> None:
    assert retry_delay(error, action, attempt, POLICY, draw) == pytest.approx(delay_s)


@pytest.mark.parametrize("max_retries", [0, 1, 3])
@pytest.mark.parametrize("error", [Timeout("m"), api(429, 1.0, RateLimited)])
def test_there_are_no_more_retries_than_the_policy_allows(
    error: ConnectorError, max_retries: int
) -> None:
    policy = RetryPolicy(max_retries=max_retries)
    delays = [retry_delay(error, READ, attempt, policy, 0.5) for attempt in range(1, 7)]
    assert [delay is not None for delay in delays] == [n < max_retries for n in range(6)]


# Error, whether timeouts are repeated by the policy, whether this one is.
TIMEOUTS: list[tuple[ConnectorError, bool, bool]] = [
    (Timeout("m"), True, True),
    (Timeout("m"), False, False),
    # It never left: a smaller page would not help.
    (Timeout("m", outcome="not_sent"), False, True),
    (TransportError("m"), False, True),
    (api(504, kind=ServerError), False, True),
    (api(429, 1.0, RateLimited), False, True),
]


@pytest.mark.parametrize(("error", "repeat_timeouts", "repeated"), TIMEOUTS)
def test_a_policy_can_leave_timeouts_to_the_caller(
    error: ConnectorError, repeat_timeouts: bool, repeated: bool
) -> None:
    policy = RetryPolicy(repeat_timeouts=repeat_timeouts)
    assert (retry_delay(error, READ, 1, policy, 0.5) is not None) is repeated


DRAWS = [step / 20 for step in range(21)]


@pytest.mark.parametrize("attempt", [1, 2, 3, 4, 5, 6, 10, 50, 1000])
def test_backoff_is_spread_from_nothing_to_its_ceiling(attempt: int) -> None:
    policy = RetryPolicy(max_retries=1000)
    delays = [retry_delay(Timeout("m"), READ, attempt, policy, draw) or 0.0 for draw in DRAWS]
    ceiling = min(MAX_BACKOFF_S, FIRST_BACKOFF_S * 2 ** (attempt - 1))
    assert delays == pytest.approx([draw * ceiling for draw in DRAWS])


@pytest.mark.parametrize("asked_s", [0.0, 0.4, 9.5, 30.0])
@pytest.mark.parametrize("attempt", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("kind", "status"), [(RateLimited, 429), (ServerError, 503), (ApiError, 408)]
)
def test_what_the_api_asks_for_is_never_undercut(
    kind: type[ApiError], status: int, attempt: int, asked_s: float
) -> None:
    error = api(status, asked_s, kind)
    delays = [retry_delay(error, READ, attempt, POLICY, draw) or 0.0 for draw in DRAWS]
    assert min(delays) >= asked_s
    assert max(delays) <= max(asked_s, MAX_BACKOFF_S / 4) + RESET_JITTER_S
    assert delays == sorted(set(delays)), "calls that wait for the same reset are spread"
