"""Whether to send a failed call again, and after how long. Pure: chance and time are handed in.

A call is repeated only where that cannot do its work twice: the API never saw it, or refused it
unseen (the rate limit), or it is idempotent. Everything else is for the caller to find out.
"""

from __future__ import annotations

from dataclasses import dataclass

from .errors import ApiError, ConnectorError, JobPending, RateLimited, Timeout, TransportError
from .model import Action

FIRST_BACKOFF_S = 0.5
MAX_BACKOFF_S = 8.0
RESET_JITTER_S = 0.25
"""Calls that wait for the same reset are spread over this much time after it."""

_TRANSIENT = frozenset({408, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how long: ``max_wait_s`` bounds all waiting of one call.

    ``repeat_timeouts`` is off where the caller has a better answer to a slow page than to ask for
    it again as it was.
    """

    max_retries: int = 4
    max_wait_s: float = 60.0
    repeat_timeouts: bool = True


def is_safe_to_repeat(error: ConnectorError, action: Action) -> bool:
    """Whether sending the call again cannot do its work twice, and may help."""
    if isinstance(error, JobPending):
        return False
    if isinstance(error, RateLimited) or error.outcome == "not_sent":
        return isinstance(error, (RateLimited, TransportError))
    if isinstance(error, TransportError):
        return action.idempotent
    return isinstance(error, ApiError) and error.status in _TRANSIENT and action.idempotent


def retry_delay(
    error: ConnectorError, action: Action, attempt: int, policy: RetryPolicy, draw: float
) -> float | None:
    """Return the seconds to wait before the next attempt, ``None`` to give up.

    ``attempt`` counts from 1 and is the one that failed; ``draw`` is a random number from 0 to 1.
    Backoff is exponential with full jitter (AWS Architecture Blog, "Exponential Backoff And
    Jitter"); what the API asks for is a floor, and jitter comes on top of it: a call that goes out
    before the reset is refused again. The caller holds the delay against its budget.
    """
    if attempt > policy.max_retries or not is_safe_to_repeat(error, action):
        return None
    if isinstance(error, Timeout) and not policy.repeat_timeouts and error.outcome == "unknown":
        return None
    ceiling = min(MAX_BACKOFF_S, FIRST_BACKOFF_S * 2.0 ** (attempt - 1))
    asked_s = error.retry_after
    if asked_s is None:
        return draw * ceiling
    if isinstance(error, RateLimited):
        # A reset that has passed and yet refuses is answered with backoff, not with a hammer.
        floor_s = max(asked_s, ceiling / 4 if attempt > 1 or asked_s <= 0 else 0.0)
        return floor_s + draw * RESET_JITTER_S
    return asked_s + draw * min(ceiling, RESET_JITTER_S)
