"""Calls run by hand: each step is met by what a test says happens; no network, no clock."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from connector.calls import (
    Admit,
    Answer,
    Call,
    Caller,
    Send,
    Step,
    Tell,
    Wait,
    call_steps,
)
from connector.errors import (
    ApiError,
    ConnectError,
    Timeout,
    TransportError,
)
from connector.limiter import GO, Lane, Ticket, Turn
from connector.model import Action, CatalogHeader
from connector.retry import RetryPolicy
from connector.wire import Headers, RateLimit, RawResponse, Request, Response

NOW = 1_800_000_000.0
BASE = "https://api.example.com"
READ = Action("get_x", "GET", "/x/{id}", "X", "Read.", effect="read", idempotent=True)
PUT = Action("put_x", "PUT", "/x/{id}", "X", "Replace.", idempotent=True)
POST = Action("post_x", "POST", "/x", "X", "Create.")
HEADER = CatalogHeader("X", {"only": BASE}, {"scheme": "bearer"}, error_type="error.list")


class BookLimiter:
    """A limiter that answers as it is told, and keeps a book of its tickets."""

    def __init__(self, *turns: Turn) -> None:
        self.turns = list(turns)
        self.entered: list[Ticket] = []
        self.left: list[Ticket] = []
        self.settled: list[RateLimit | None] = []

    def enter(self, lane: Lane) -> Ticket:
        self.entered.append(Ticket(lane, len(self.entered)))
        return self.entered[-1]

    def turn(self, ticket: Ticket, now: float) -> Turn:
        assert ticket in self.entered
        assert ticket not in self.left
        return self.turns.pop(0) if self.turns else GO

    def settle(self, ticket: Ticket, seen: RateLimit | None, now: float) -> None:
        assert ticket not in self.left
        self.settled.append(seen)

    def leave(self, ticket: Ticket) -> None:
        self.left.append(ticket)


def answer(status: int, body: Any = None, **headers: str) -> RawResponse:
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return RawResponse(status, Headers(pairs), b"" if body is None else json.dumps(body).encode())


@dataclass
class Played:
    """What a call did: its steps, what it sent and waited for, and how it ended."""

    steps: list[Step]
    limiter: BookLimiter
    response: Response | None = None
    error: Any = None

    @property
    def sent(self) -> list[Request]:
        return [step.request for step in self.steps if isinstance(step, Send)]

    @property
    def waits(self) -> list[float]:
        return [step.delay_s for step in self.steps if isinstance(step, Wait)]

    @property
    def events(self) -> list[Any]:
        return [step.event for step in self.steps if isinstance(step, Tell)]


Happening = RawResponse | Callable[[], BaseException]


def make_call(action: Action, limiter: BookLimiter, **caller: Any) -> Call:
    request = Request(action.method, "/x/7", "a=1", (("Accept", "application/json"),))
    facts: dict[str, Any] = {
        "policy": RetryPolicy(max_retries=3, max_wait_s=60.0),
        "timeout_s": 5.0,
        "draw": lambda: 0.5,
        **caller,
    }
    shared = Caller("desk", BASE, HEADER, limiter=limiter, lane="bulk", **facts)
    return Call(shared, action, {"id": "7"}, request)


def play(
    action: Action,
    *happenings: Happening,
    turns: tuple[Turn, ...] = (),
    sink: Any = None,
    **caller: Any,
) -> Played:
    """Run a call by hand: each ``Send`` meets the next happening."""
    limiter = BookLimiter(*turns)
    steps = call_steps(replace(make_call(action, limiter, **caller), sink=sink))
    played, left = Played([], limiter), list(happenings)
    told: Any = None
    raised: BaseException | None = None
    try:
        while True:
            step = steps.throw(raised) if raised is not None else steps.send(told)
            played.steps.append(step)
            told, raised = None, None
            if isinstance(step, Admit):
                told = limiter.turn(step.ticket, NOW)
            elif isinstance(step, Send):
                happening = left.pop(0)
                if isinstance(happening, RawResponse):
                    told = Answer(happening, NOW)
                else:
                    raised = happening()
    except StopIteration as done:
        played.response = done.value
    except (ApiError, TransportError) as error:
        played.error = error
    assert not left, "everything was met"
    assert limiter.left == limiter.entered, "every ticket was given back, once"
    return played


OK = answer(200, {"id": "7"}, X_Request_Id="req-1")


def unreached() -> ConnectError:
    return ConnectError("refused", outcome="not_sent")


def broken() -> TransportError:
    return TransportError("broke off")


def slow() -> Timeout:
    return Timeout("too slow")


def moved(status: int, location: str) -> RawResponse:
    return answer(status, location=location)
