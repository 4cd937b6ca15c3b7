"""The limiter against a simulated API that counts: nothing is refused, and little time is lost."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from connector.limiter import WINDOW_S, Lane, Ticket, WindowLimiter
from connector.wire import RateLimit

LIMIT = 100


@dataclass(frozen=True)
class Scene:
    """What happens in a simulation. ``ahead_s``: how far our clock is ahead of the API's."""

    calls: int = 1000
    workers: int = 50
    latency_s: tuple[float, float] = (0.02, 0.4)
    lost: float = 0.0
    impatient: float = 0.0
    bulk: float = 0.0
    ahead_s: float = 0.0


@dataclass
class Simulation:
    """Workers that make call after call through one limiter, in a time of their own."""

    scene: Scene
    draw: random.Random
    limiter: WindowLimiter = field(default_factory=WindowLimiter)
    counted: Counter[int] = field(default_factory=Counter)
    waited_s: dict[Lane, list[float]] = field(
        default_factory=lambda: {"interactive": [], "bulk": []}
    )
    gave_up: int = 0
    refused: int = 0
    begun: int = 0
    ended_at: float = 0.0

    def run(self) -> float:
        """Return how long it took, in windows."""
        self._events: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._order = count()
        start = 1000.0 + self.draw.random() * WINDOW_S
        # The first answer tells the limit, before the others begin.
        for worker in range(self.scene.workers):
            self._at(start + min(worker, 1), self._begin)
        while self._events:
            now, _, act, given = heapq.heappop(self._events)
            act(now, *given)
            self.ended_at = now
        return (self.ended_at - start) / WINDOW_S

    def _at(self, when: float, act: Callable[..., None], *given: Any) -> None:
        heapq.heappush(self._events, (when, next(self._order), act, given))

    def _begin(self, now: float) -> None:
        if self.begun < self.scene.calls:
            self.begun += 1
            lane: Lane = "bulk" if self.draw.random() < self.scene.bulk else "interactive"
            self._ask(now, self.limiter.enter(lane), now)

    def _ask(self, now: float, ticket: Ticket, since: float) -> None:
        if ticket.state == "queued" and self.draw.random() < self.scene.impatient:
            self.gave_up += 1
            self._end(now, ticket)
            return
        turn = self.limiter.turn(ticket, now)
        if turn.wait_s:
            self._at(now + turn.wait_s, self._ask, ticket, since)
        else:
            self.waited_s[ticket.lane].append(now - since)
            self._at(now + self._half_way(), self._serve, ticket)

    def _half_way(self) -> float:
        return self.draw.uniform(*self.scene.latency_s) / 2

    def _serve(self, now: float, ticket: Ticket) -> None:
        window = int((now - self.scene.ahead_s) // WINDOW_S)
        self.counted[window] += 1
        self.refused += self.counted[window] > LIMIT
        if self.draw.random() < self.scene.lost:
            self._at(now + self._half_way(), self._end, ticket)
            return
        remaining = max(0, LIMIT - self.counted[window])
        reset_at = (window + 1) * WINDOW_S
        self._at(now + self._half_way(), self._answered, ticket, remaining, reset_at)

    def _answered(self, now: float, ticket: Ticket, remaining: int, reset_at: float) -> None:
        self.limiter.settle(ticket, RateLimit(LIMIT, remaining, max(reset_at, now)), now)
        self._end(now, ticket)

    def _end(self, now: float, ticket: Ticket) -> None:
        self.limiter.leave(ticket)
        self._at(now, self._begin)

    def is_whole(self) -> bool:
        """Whether the limiter admits all that a window has room for: nothing leaked."""
        now = self.ended_at + 100
        ticket = self.limiter.enter("bulk")
        self.limiter.turn(ticket, now)
        self.limiter.settle(ticket, RateLimit(LIMIT, LIMIT, now + WINDOW_S), now)
        turns = (self.limiter.turn(self.limiter.enter("bulk"), now) for _ in range(2 * LIMIT))
        return sum(not turn.wait_s for turn in turns) == LIMIT


SCENES = {
    "a few workers": Scene(calls=400, workers=5),
    "many workers": Scene(),
    "more workers than places": Scene(workers=250),
    "slow answers": Scene(workers=60, latency_s=(0.5, 4.0)),
    "quick answers": Scene(latency_s=(0.001, 0.002)),
    "lost answers": Scene(workers=90, lost=0.2),
    "callers who give up": Scene(impatient=0.05),
    "two lanes": Scene(bulk=0.5),
    "a clock that is behind": Scene(ahead_s=-0.9),
    "all at once": Scene(workers=120, lost=0.05, impatient=0.02, bulk=0.3),
}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_no_window_is_overrun_and_little_time_is_lost(scene: Scene, seed: int) -> None:
    simulation = Simulation(scene, random.Random(seed))
    windows = simulation.run()
    # An answer that was on its way when another got lost may not have counted that one.
    assert simulation.refused <= (5 if scene.lost else 0)
    sent = sum(len(waited) for waited in simulation.waited_s.values())
    assert sent + simulation.gave_up == scene.calls == simulation.begun, "every call had its turn"
    assert simulation.is_whole()
    # The first window may be nearly over when we come, and the last one may be needed in part.
    assert windows <= sent / LIMIT + 1


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("workers", [50, 150, 250])
def test_nobody_waits_longer_than_those_before_need(workers: int, seed: int) -> None:
    simulation = Simulation(Scene(workers=workers), random.Random(seed))
    simulation.run()
    assert max(simulation.waited_s["interactive"]) <= WINDOW_S * (workers // LIMIT + 1) + 1.5


@pytest.mark.parametrize("seed", range(5))
def test_people_do_not_wait_for_bulk_jobs(seed: int) -> None:
    simulation = Simulation(Scene(workers=200, bulk=0.9), random.Random(seed))
    simulation.run()
    assert max(simulation.waited_s["interactive"]) <= WINDOW_S + 1.5
    assert max(simulation.waited_s["bulk"]) > WINDOW_S + 1.5


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("ahead_s", [0.3, 0.6, 0.9])
def test_a_clock_that_is_ahead_costs_a_probe_at_each_interval(ahead_s: float, seed: int) -> None:
    simulation = Simulation(Scene(workers=150, ahead_s=ahead_s), random.Random(seed))
    simulation.run()
    worst = max(simulation.counted.values()) - LIMIT
    assert worst <= ahead_s / 0.25 + 2
