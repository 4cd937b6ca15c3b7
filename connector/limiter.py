"""Staying under the API's rate limit, together: whoever shares a token and a host shares a window.

The API tells after each answer how many calls the window still admits. The limiter holds calls back
before it runs out, lets them through again when the window has been renewed, and keeps an order: by
lane (a person before a bulk job), then first come, first served, threads and tasks alike.

It never waits itself: it answers how long to wait, and each call asks again when it has done so.
"""

from __future__ import annotations

import os
import threading
import weakref
from bisect import bisect_left, insort
from dataclasses import dataclass
from itertools import count
from typing import Literal, Protocol

from .wire import RateLimit

Lane = Literal["interactive", "bulk"]
LANES: tuple[Lane, ...] = ("interactive", "bulk")
"""In the order in which they are served."""

WINDOW_S = 10.0
"""Length of a window: the API enforces its limit in windows of 10 seconds."""

PROBE_INTERVAL_S = 0.25
"""After a tight window, one more call goes out at this interval until the API confirms the new one:
clocks differ, and a whole batch sent too early would be refused."""

LOOK_AGAIN_S = 0.02


class Ticket:
    """A call's place: taken on entering, given back when the call is over."""

    __slots__ = ("lane", "number", "state")

    def __init__(self, lane: Lane, number: int) -> None:
        self.lane = lane
        self.number = number
        self.state: Literal["new", "queued", "sent", "done"] = "new"


@dataclass(frozen=True, slots=True)
class Turn:
    """The answer to a ticket: send now (``wait_s`` is 0), or ask again after ``wait_s`` seconds.

    ``expected_s`` is how long it will take in all, as far as can be told.
    """

    wait_s: float
    expected_s: float


GO = Turn(0.0, 0.0)


class Limiter(Protocol):
    """What a connection asks before it sends.

    Every method returns at once; a limiter that shares a store with other machines answers from
    what it last knew and talks to the store elsewhere. ``now`` is a UNIX time in seconds.
    """

    def enter(self, lane: Lane) -> Ticket:
        """Return a new ticket."""

    def turn(self, ticket: Ticket, now: float) -> Turn:
        """Say whether the ticket's call may be sent now."""

    def settle(self, ticket: Ticket, seen: RateLimit | None, now: float) -> None:
        """Take note that the ticket's call has been answered, or has failed (``None``)."""

    def leave(self, ticket: Ticket) -> None:
        """Give the ticket back, whatever became of its call."""


class WindowLimiter:
    """The limiter of one process, for one token on one host. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = count()
        self._queued: dict[Lane, list[int]] = {lane: [] for lane in LANES}
        self._waiting = 0
        self._in_flight = 0
        self._limit: int | None = None
        self._remaining = 0
        self._reset_at = 0.0
        self._tight = False
        self._probes = 0

    def enter(self, lane: Lane) -> Ticket:
        """Return a new ticket; see ``Limiter``."""
        return Ticket(lane, next(self._numbers))

    def turn(self, ticket: Ticket, now: float) -> Turn:
        """Say whether the ticket's call may be sent now; see ``Limiter``."""
        with self._lock:
            limit = self._limit
            if limit is None and not self._waiting:
                return self._go(ticket)
            available = self._available(now)
            rank = self._rank(ticket)
            if rank < available:
                if self._tight and now >= self._reset_at:
                    self._probes += 1
                return self._go(ticket)
            if ticket.state == "new":
                insort(self._queued[ticket.lane], ticket.number)
                self._waiting += 1
                ticket.state = "queued"
            if self._in_flight and now < self._reset_at and rank < self._remaining:
                # Calls under way may be counted already: there may be room when they are back.
                return Turn(LOOK_AGAIN_S * (1 + min(rank, 50)), LOOK_AGAIN_S)
            return self._later(rank - max(0, available), limit or 1, now)

    def _go(self, ticket: Ticket) -> Turn:
        self._unqueue(ticket)
        ticket.state = "sent"
        self._in_flight += 1
        return GO

    def _later(self, ahead: int, limit: int, now: float) -> Turn:
        """``ahead`` calls come before this one and find no room either."""
        windows = ahead // limit
        until_reset_s = max(0.0, self._reset_at - now)
        expected_s = until_reset_s + windows * WINDOW_S
        if until_reset_s:
            return Turn(until_reset_s + LOOK_AGAIN_S, expected_s)
        return Turn(LOOK_AGAIN_S * (1 + min(ahead, 50)), expected_s)

    def _available(self, now: float) -> int:
        """Return how many calls may still be sent; what is under way counts as not yet counted."""
        if self._limit is None:
            return 1 << 30
        if now < self._reset_at:
            return self._remaining - self._in_flight
        if not self._tight:
            return self._limit - self._in_flight
        due = 1 + int((now - self._reset_at) / PROBE_INTERVAL_S)
        return min(self._limit - self._in_flight, due - self._probes)

    def _rank(self, ticket: Ticket) -> int:
        """Return how many waiting calls come before this one."""
        before = 0
        for lane in LANES:
            if lane == ticket.lane:
                return before + bisect_left(self._queued[lane], ticket.number)
            before += len(self._queued[lane])
        return before

    def settle(self, ticket: Ticket, seen: RateLimit | None, now: float) -> None:
        """Take note of an answer; see ``Limiter``. Answers may come in any order."""
        with self._lock:
            if ticket.state == "sent":
                ticket.state = "done"
                self._in_flight -= 1
            if seen is None or seen.remaining is None or not seen.limit:
                return
            reset_at = now + WINDOW_S if seen.reset_at is None else float(seen.reset_at)
            # A window longer than any there is would hold calls back for nothing.
            reset_at = min(reset_at, now + 2 * WINDOW_S)
            if reset_at > self._reset_at + 0.5 or self._limit is None:
                self._reset_at, self._remaining = reset_at, seen.remaining
                self._probes = 0
            elif reset_at > self._reset_at - 0.5:
                self._remaining = min(self._remaining, seen.remaining)
            else:
                return
            self._limit = seen.limit
            self._tight = self._remaining - self._in_flight < self._limit // 4

    def leave(self, ticket: Ticket) -> None:
        """Give the ticket back; see ``Limiter``."""
        if ticket.state in ("queued", "sent"):
            with self._lock:
                if ticket.state == "sent":
                    self._in_flight -= 1
                    # Nobody knows whether the API counted it.
                    self._remaining -= 1
                self._unqueue(ticket)
                ticket.state = "done"

    def _unqueue(self, ticket: Ticket) -> None:
        if ticket.state == "queued":
            lane = self._queued[ticket.lane]
            del lane[bisect_left(lane, ticket.number)]
            self._waiting -= 1


_lock = threading.Lock()
_limiters: weakref.WeakValueDictionary[tuple[object, str], WindowLimiter] = (
    weakref.WeakValueDictionary()
)


def shared_limiter(token: object, host: str) -> WindowLimiter:
    """Return the limiter of all connections of this process with that token to that host."""
    with _lock:
        limiter = _limiters.get((token, host))
        if limiter is None:
            limiter = _limiters[(token, host)] = WindowLimiter()
        return limiter


def _forget_limiters() -> None:
    """Start anew in a forked child: the parent's calls under way never come back there."""
    global _lock
    _lock = threading.Lock()
    _limiters.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_limiters)
