"""The steps of a call, written once for sync and async.

A call is a generator: it yields what to do next and is told what happened. It never touches the
network, reads no clock and waits for nothing; a shell of a few lines does (see ``connection``).
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from .decoding import decode
from .model import Action
from .wire import RawResponse, Request, Response


@dataclass(frozen=True, slots=True)
class Send:
    """Send this request and come back with the answer, within ``timeout_s`` seconds."""

    request: Request
    timeout_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from a ``Send``, and the UNIX time in seconds when it did."""

    response: RawResponse
    received_at: float


Steps = Generator[Send, Answer, Response]


def call_steps(
    action: Action, request: Request, *, timeout_s: float, existing_id: str | None
) -> Steps:
    """Run one call: send, then decode. Raises ``ApiError`` where the API refuses."""
    answer = yield Send(request, timeout_s)
    return decode(action, answer.response, now=answer.received_at, existing_id=existing_id)
