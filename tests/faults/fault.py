"""What a fault is: a record of what a server does, and of how each kind of call has to end.

``survived_by`` names the calls that succeed once the script is over: those the retry rules allow to
be sent again (all after a refused connection or a full rate-limit window, only idempotent ones
where the API may have acted) and those that the fault does not harm. The others, and all where the
fault ``lasts``, end in ``error`` with ``outcome``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from connector.errors import ConnectorError, Outcome, TransportError

from .server import Steps
from .steps import carry_out, read_request

Call = str
CALLS: Mapping[Call, tuple[str, dict[str, Any]]] = {
    "GET": ("get_me", {}),
    "POST idempotent": (
        "post_contacts_search",
        {"data": {"query": {"field": "name", "operator": "=", "value": "Ann"}}},
    ),
    "PUT": ("put_contacts_by_id", {"id": "1", "data": {"name": "Ann"}}),
    "POST": ("post_contacts_by_id_notes", {"id": "1", "data": {"body": "Called back."}}),
}
TEXT_CALL: tuple[str, dict[str, Any]] = ("get_calls_by_id_transcript", {"id": "1"})
"""A GET whose result is text: nothing in the body tells that it is whole."""
ALL = frozenset(CALLS)
IDEMPOTENT = ALL - {"POST"}
READS = IDEMPOTENT - {"PUT"}
ONLY_GET = frozenset({"GET"})
NONE: frozenset[Call] = frozenset()
DONE = object()
"""The result of a call that a behaving server carried out."""
LARGE = "x" * 8_000_000
"""For a request that no socket takes at once."""


@dataclass(frozen=True)
class Fault:
    """What a server does to a call, and how the call has to end."""

    name: str
    script: tuple[Steps, ...]
    """What is done to the first, second … attempt; afterwards the server behaves."""
    survived_by: frozenset[Call] = IDEMPOTENT
    error: type[ConnectorError] | tuple[type[ConnectorError], ...] = TransportError
    outcome: frozenset[Outcome] = frozenset({"unknown"})
    also_right: Mapping[Call, frozenset[str]] = field(default_factory=dict)
    """Calls for which ``succeeds`` and ``fails`` are both right: chance or taste decides."""
    lasts: bool = False
    """Whether the last entry of the script is done to every later attempt too."""
    attempts: Mapping[Call, range] = field(default_factory=dict)
    """Where the number of attempts does not follow from the rest."""
    result: Any = DONE
    at_once: bool = False
    """Whether the call succeeds on the script's last entry, with no attempt after it."""
    warm_up: Steps | None = None
    """What is done to a GET on the same connection before the call."""
    down_for_s: float = 0.0
    scheme: str = "http"
    timeout_s: float = 5.0
    max_retries: int = 3
    max_wait_s: float = 10.0
    max_response_bytes: int | None = None
    large_body: bool = False
    text_result: bool = False
    """Whether the GET is ``TEXT_CALL``."""
    head_may_be_lost: bool = False
    """Whether a whole head was sent and yet need not have reached the client."""
    least_retry_after_s: float | None = None
    followed_up: bool = True
    """Whether the server is there for one more call on the same connection."""


def fails(*outcomes: Outcome) -> frozenset[Outcome]:
    return frozenset(outcomes)


BOTH = frozenset({"succeeds", "fails"})
EITHER: Mapping[Call, frozenset[str]] = dict.fromkeys(CALLS, BOTH)
EITHER_IF_IDEMPOTENT: Mapping[Call, frozenset[str]] = dict.fromkeys(IDEMPOTENT, BOTH)
SILENT_S = 0.6
TAKE = (read_request, carry_out)
HTML = {"Content-Type": "text/html"}
GZIP = {"Content-Encoding": "gzip"}
PAGE = b"<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>"


def error_list(code: str, message: str) -> bytes:
    told = {"type": "error.list", "errors": [{"code": code, "message": message}]}
    return json.dumps(told).encode()


LIMITED = error_list("rate_limit_exceeded", "limit of 167 in 10_seconds exceeded")
PENDING = error_list("rate_limit_exceeded", "There is already 1 pending message data export jobs")
NOT_FOUND = error_list("not_found", "Not Found")
FAILED = error_list("server_error", "Something broke")
