"""Rate-limit windows: how many calls are left in the current ten seconds.

Counts live in memory: they belong to a running sandbox, not to its data. Windows begin at every
full ten seconds of the clock. Calls are refused only where a limit was asked for.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from .messages import Refusal

WINDOW_S = 10
DEFAULT_LIMIT = 1667
"""A sixth of the default ten thousand calls a minute."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left in a window, which ends at `reset_at` (UNIX seconds).

    `exceeded` says that the call is one too many.
    """

    limit: int
    remaining: int
    reset_at: int
    exceeded: bool = False

    def refusal(self) -> Refusal:
        """429 `rate_limit_exceeded`, as the API words it."""
        message = f"Exceeded rate limit of {self.limit} in {WINDOW_S}_seconds"
        return Refusal(429, "rate_limit_exceeded", message)

    def headers(self) -> dict[str, str]:
        """The three headers every authenticated answer has."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset_at),
        }


class RateWindow:
    """Counts calls in fixed windows; safe for several threads.

    `limit` may be set at any time; with None there is none, and the usual one is only shown.
    """

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self._guard = threading.Lock()
        self._window = -1
        self._used = 0

    def count(self, now: float) -> Allowance:
        """Count one call at a time in UNIX seconds. A refused call uses up nothing."""
        limit = self.limit
        shown = DEFAULT_LIMIT if limit is None else limit
        window = int(now) // WINDOW_S
        with self._guard:
            if window != self._window:
                self._window, self._used = window, 0
            exceeded = limit is not None and self._used >= limit
            if not exceeded:
                self._used += 1
            remaining = max(0, shown - self._used)
        return Allowance(shown, remaining, (window + 1) * WINDOW_S, exceeded)
