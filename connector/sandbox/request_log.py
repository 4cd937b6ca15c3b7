"""What a sandbox was asked: the last requests, kept in memory and bounded.

Tokens are left out. A request whose connection broke on request is there, without a status.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from .messages import Request
from .operations import find_operation, matching

MAX_REQUESTS = 1000
MAX_BODY_BYTES = 16 * 1024 * 1024
"""How much all kept bodies may take together."""

_SECRET = frozenset({"authorization", "proxy-authorization", "cookie"})


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request. `path` is as sent, without the query; of repeated query values the last is kept.

    `at` is in UNIX seconds by the sandbox's clock; `status` is None where the answer was never
    delivered; `raw_body` holds the bytes that came.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    status: int | None
    at: float
    request_id: str
    raw_body: bytes = field(default=b"", repr=False)

    @property
    def body(self) -> Any:
        """The body: its JSON value, None when empty, the bytes when it is no JSON."""
        if not self.raw_body:
            return None
        try:
            return json.loads(self.raw_body)
        except (ValueError, RecursionError):
            return self.raw_body

    @property
    def action(self) -> str | None:
        """The name of the action that sends such a request, None when none does."""
        operation = find_operation(self.method, self.path)
        return None if operation is None else operation.name


class RequestLog(Sequence[LoggedRequest]):
    """The last requests, oldest first; safe for several threads."""

    def __init__(self) -> None:
        self._kept: deque[LoggedRequest] = deque(maxlen=MAX_REQUESTS)
        self._body_bytes = 0
        self._guard = threading.Lock()

    def add(self, request: Request, status: int | None, at: float, request_id: str) -> None:
        """Keep a request, in place of the oldest where there are too many."""
        logged = LoggedRequest(
            request.method,
            request.path,
            dict(request.query),
            {name: value for name, value in request.headers.items() if name not in _SECRET},
            status,
            at,
            request_id,
            request.body,
        )
        with self._guard:
            kept = self._kept
            if len(kept) == MAX_REQUESTS:
                self._body_bytes -= len(kept.popleft().raw_body)
            kept.append(logged)
            self._body_bytes += len(logged.raw_body)
            while self._body_bytes > MAX_BODY_BYTES and len(kept) > 1:
                self._body_bytes -= len(kept.popleft().raw_body)

    def of(self, operation: str) -> list[LoggedRequest]:
        """The requests of an action, or of `METHOD /path` or template.

        Raises ValueError for a name that is no action.
        """
        matches = matching(operation)
        return [each for each in self if matches(each.method, each.path)]

    def clear(self) -> None:
        """Forget them all."""
        with self._guard:
            self._kept.clear()
            self._body_bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[LoggedRequest]:
        with self._guard:
            return iter(list(self._kept))

    @overload
    def __getitem__(self, at: int) -> LoggedRequest: ...
    @overload
    def __getitem__(self, at: slice) -> list[LoggedRequest]: ...
    def __getitem__(self, at: int | slice) -> LoggedRequest | list[LoggedRequest]:
        with self._guard:
            return list(self._kept)[at]

    def __repr__(self) -> str:
        return f"<{len(self)} requests>"
