"""The steps of a call, written once for sync and async.

A call is a generator: it yields what to do next and is told what happened. It never touches the
network, reads no clock and waits for nothing; a shell of a few lines does (see ``connection``).
What fails on the network comes in with ``throw``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from .decoding import decode, window_seen
from .errors import ApiError, ConnectorError, RateLimited, TransportError
from .limiter import Lane, Limiter, Ticket, Turn
from .model import Action, CatalogHeader
from .redirects import redirected, too_many_redirects
from .retry import RetryPolicy, is_safe_to_repeat, retry_delay
from .wire import Headers, RawResponse, Request, Response

MAX_REDIRECTS = 5
PROGRESS_BYTES = 16 * 1024
"""A download must bring this much within its time-out: a drip is no progress."""

T = TypeVar("T")


class Sink(Protocol):
    """Takes the body of a successful answer piece by piece, as it was sent."""

    def begin(self, status: int, headers: Headers) -> None:
        """Prepare for the body of this answer; raises ``ConnectorError`` to refuse it."""

    def write(self, piece: bytes) -> None:
        """Take the next piece."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send this request and come back with the ``Answer``, within ``timeout_s`` seconds.

    With a ``sink`` the body of a success goes there, and ``timeout_s`` is the longest time without
    progress.
    """

    action: Action
    request: Request
    timeout_s: float
    sink: Sink | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from a ``Send``, and the UNIX time in seconds when it did."""

    response: RawResponse
    received_at: float


@dataclass(frozen=True, slots=True)
class Admit:
    """Ask the limiter whether this ticket's turn has come; the answer is its ``Turn``."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait that many seconds."""

    delay_s: float


@dataclass(frozen=True, slots=True)
class RequestEvent:
    """A request is about to be sent; ``path`` is the template, so that it names nobody."""

    connection: str
    action: str
    method: str
    path: str
    attempt: int


@dataclass(frozen=True, slots=True)
class ResponseEvent:
    """An answer came. ``status`` and ``request_id`` are the API's."""

    connection: str
    action: str
    status: int
    request_id: str | None
    attempt: int


@dataclass(frozen=True, slots=True)
class RetryEvent:
    """An attempt failed and will be repeated after ``delay_s`` seconds."""

    connection: str
    action: str
    attempt: int
    delay_s: float
    error: ConnectorError


Event = RequestEvent | ResponseEvent | RetryEvent


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the connection's observers."""

    event: Event


@dataclass(frozen=True, slots=True)
class Run:
    """Run a whole call, retries and all; the answer is its ``Response``."""

    call: Call


@dataclass(frozen=True, slots=True)
class Emit:
    """Hand a piece of the result to the caller, who may stop here."""

    value: Any


Step = Send | Admit | Wait | Tell | Run | Emit
Steps = Generator[Step, Any, T]


@dataclass(frozen=True)
class Caller:
    """What all calls of one connection share. ``draw`` gives random numbers from 0 to 1."""

    connection: str
    base_url: str
    header: CatalogHeader
    policy: RetryPolicy
    limiter: Limiter
    lane: Lane
    timeout_s: float
    draw: Callable[[], float]
    observed: bool = False


@dataclass(frozen=True)
class Call:
    """One call, ready to be sent. ``sink`` takes the body of a success, if given."""

    caller: Caller
    action: Action
    params: Mapping[str, Any] = field(repr=False)
    request: Request
    sink: Sink | None = None


def call_steps(call: Call) -> Steps[Response]:
    """Run one call: send, decode, and repeat where that is safe and helps.

    Raises ``ApiError`` or ``TransportError``. Its outcome is that of the whole call: when an
    earlier attempt may have been carried out, a later refusal does not take that back.
    """
    caller, action = call.caller, call.action
    policy, limiter = caller.policy, caller.limiter
    waited_s = 0.0
    attempt = sent = 0
    uncertain = False
    while True:
        attempt += 1
        ticket = limiter.enter(caller.lane)
        try:
            while (turn := (yield Admit(ticket))).wait_s:
                _check_budget(turn, waited_s, policy)
                yield Wait(turn.wait_s)
                waited_s += turn.wait_s
            sent += 1
            response = yield from _attempt(call, ticket, sent)
        except (ApiError, TransportError) as raised:
            error: ApiError | TransportError = raised
        else:
            return response if sent == 1 else replace(response, attempts=sent)
        finally:
            limiter.leave(ticket)
        uncertain = uncertain or error.outcome == "unknown"
        error.attempts = sent
        error.retryable = is_safe_to_repeat(error, action)
        delay_s = retry_delay(error, action, attempt, policy, caller.draw())
        if delay_s is None or waited_s + delay_s > policy.max_wait_s:
            if delay_s is not None:
                error.retry_after = max(delay_s, error.retry_after or 0.0)
            if uncertain and error.outcome != "unknown" and action.effect != "read":
                error.outcome = "unknown"
                error.next_step = "An earlier attempt broke off and may have been carried out."
            raise error
        if caller.observed:
            yield Tell(RetryEvent(caller.connection, action.name, sent, delay_s, error))
        yield Wait(delay_s)
        waited_s += delay_s


def _check_budget(turn: Turn, waited_s: float, policy: RetryPolicy) -> None:
    """Fail at once where the window would be free too late: never sleep past the budget."""
    if waited_s + max(turn.wait_s, turn.expected_s) > policy.max_wait_s:
        raise RateLimited(
            "the rate limit is used up, and the wait would be longer than max_wait allows.",
            status=429,
            outcome="not_sent",
            retry_after=max(turn.wait_s, turn.expected_s),
            next_step="Nothing was sent. Try again later, or raise max_wait.",
        )


def _attempt(call: Call, ticket: Ticket, attempt: int) -> Steps[Response]:
    """Send once, and again where a redirect leads; tell the limiter what was seen."""
    caller, action, request = call.caller, call.action, call.request
    elsewhere = call.sink is not None
    for _ in range(MAX_REDIRECTS + 1):
        if caller.observed:
            yield Tell(
                RequestEvent(caller.connection, action.name, action.method, action.path, attempt)
            )
        answer: Answer = yield Send(action, request, caller.timeout_s, call.sink)
        response, now = answer.response, answer.received_at
        if request.origin is None:
            caller.limiter.settle(ticket, window_seen(response.headers, now), now)
        if caller.observed:
            told = response.status, response.headers.get("x-request-id")
            yield Tell(ResponseEvent(caller.connection, action.name, *told, attempt))
        following = redirected(action, request, response, caller.base_url, elsewhere=elsewhere)
        if following is None:
            return decode(action, response, caller.header, now=now)
        request = following
    raise too_many_redirects(response)
