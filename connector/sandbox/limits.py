"""Rate-limit windows: how many calls are left in the current ten seconds.

Counts live in memory: they belong to a running sandbox, not to its data. Nothing is refused here.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

WINDOW_S = 10
DEFAULT_LIMIT = 1667
"""A sixth of the default ten thousand calls a minute."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left in a window; `reset_at` is its end in UNIX seconds."""

    limit: int
    remaining: int
    reset_at: int

    def headers(self) -> dict[str, str]:
        """The three headers every authenticated answer has."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset_at),
        }


class RateWindow:
    """Counts calls in fixed windows; safe for several threads."""

    def __init__(self, limit: int = DEFAULT_LIMIT) -> None:
        self._limit = limit
        self._guard = threading.Lock()
        self._window = -1
        self._used = 0

    def count(self, now: float) -> Allowance:
        """Count one call at a time in UNIX seconds."""
        window = int(now) // WINDOW_S
        with self._guard:
            if window != self._window:
                self._window, self._used = window, 0
            self._used += 1
            remaining = max(0, self._limit - self._used)
        return Allowance(self._limit, remaining, (window + 1) * WINDOW_S)
