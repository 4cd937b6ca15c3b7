"""The sandbox's clock: the real one until somebody moves it, sets it or stops it.

Everything in a sandbox that has to do with time asks this clock and no other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime


class Clock:
    """Tells UNIX seconds; may be moved and stopped from any thread.

    >>> clock = Clock()
    >>> clock.freeze(1_760_000_000)
    1760000000.0
    >>> clock.advance(3600)
    1760003600.0
    >>> clock()
    1760003600.0
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        """`source` is the clock that this one follows while it runs."""
        self._source = source
        self._guard = threading.Lock()
        # One value, so that a reader never sees half of a change: (offset, None) while running,
        # (0, moment) while stopped.
        self._state: tuple[float, float | None] = (0.0, None)

    def __call__(self) -> float:
        """The time now, in UNIX seconds."""
        offset_s, stopped_at = self._state
        return self._source() + offset_s if stopped_at is None else stopped_at

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still between two calls that move it."""
        return self._state[1] is not None

    def advance(self, seconds: float) -> float:
        """Move the clock on (back, when negative); gives the new time."""
        with self._guard:
            offset_s, stopped_at = self._state
            if stopped_at is None:
                self._state = (offset_s + seconds, None)
            else:
                self._state = (0.0, stopped_at + seconds)
        return self()

    def set(self, at: float | datetime) -> float:
        """Set the clock, in UNIX seconds or as a time with its zone; it runs or stands as before.

        Raises ValueError for a `datetime` without a zone.
        """
        moment = unix_s(at)
        with self._guard:
            if self._state[1] is None:
                self._state = (moment - self._source(), None)
            else:
                self._state = (0.0, moment)
        return self()

    def freeze(self, at: float | datetime | None = None) -> float:
        """Stop the clock, where it is or at a time as `set` takes it."""
        moment = self() if at is None else unix_s(at)
        with self._guard:
            self._state = (0.0, moment)
        return moment

    def run(self) -> float:
        """Let a stopped clock go on from where it stands."""
        with self._guard:
            stopped_at = self._state[1]
            if stopped_at is not None:
                self._state = (stopped_at - self._source(), None)
        return self()


def unix_s(at: float | datetime) -> float:
    """A time as UNIX seconds; raises ValueError for a `datetime` without a zone."""
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise ValueError(f"{at} names no time zone: give it one, or UNIX seconds")
        return at.timestamp()
    return float(at)
