"""Faults on request: which calls of a sandbox are to fail, how, and how often.

A fault says what becomes of a call; carrying it out is the business of the sandbox (status, body)
and of whatever carries its answers (dropped connections, delays).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .messages import Refusal
from .operations import Matches, matching

Drop = Literal["before", "after"]

_CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    408: "request_timeout",
    409: "conflict",
    422: "unprocessable_entity",
    429: "rate_limit_exceeded",
    503: "service_unavailable",
    504: "request_timeout",
}
"""What the API calls an error of a status; `client_error` or `server_error` for the others."""


class Dropped(Exception):
    """The connection is to break without an answer; raised by `Sandbox.handle` on request only.

    `when` says whether the request was carried out (`after`) or never read (`before`); `delay_s`
    is how long the caller waits for that.
    """

    def __init__(self, when: Drop, delay_s: float = 0.0) -> None:
        super().__init__(f"the connection is dropped {when} the request is carried out")
        self.when = when
        self.delay_s = delay_s


@dataclass(slots=True, eq=False)
class Fault:
    """What `Sandbox.fail` has asked for; `seen` and `used` count the calls it met and failed."""

    operation: str
    status: int | None = None
    times: int | None = 1
    after: int = 0
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: Drop | None = None
    delay_s: float = 0.0
    seen: int = 0
    used: int = 0
    matches: Matches = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.matches = matching(self.operation)
        if self.drop not in (None, "before", "after"):
            raise ValueError(f"drop must be 'before' or 'after', not {self.drop!r}")
        if self.status is not None and not 200 <= self.status <= 599:
            raise ValueError(f"status must be a final HTTP status, not {self.status!r}")
        if self.drop and (self.status is not None or self.body is not None):
            raise ValueError("a dropped call has no answer: give drop, or status and body")
        if self.times is not None and self.times < 1:
            raise ValueError("times must be at least 1, or None for always")
        if self.after < 0 or self.delay_s < 0:
            raise ValueError("after and delay_s cannot be negative")
        changes = (self.status, self.body, self.drop, self.headers or None, self.delay_s or None)
        if all(change is None for change in changes):
            raise ValueError("say what goes wrong: status, body, headers, drop or delay_s")

    @property
    def spent(self) -> bool:
        """Whether it has failed as many calls as it was to."""
        return self.times is not None and self.used >= self.times

    def refusal(self) -> Refusal | None:
        """The API's own error for the status, where no other body was given."""
        if self.status is None or self.status < 400 or self.body is not None:
            return None
        code = _CODES.get(self.status, "server_error" if self.status >= 500 else "client_error")
        return Refusal(self.status, code, f"The sandbox was asked to answer {self.status}")

    def raw_body(self) -> bytes:
        """The body to send in place of the real one."""
        if isinstance(self.body, bytes):
            return self.body
        if isinstance(self.body, str):
            return self.body.encode()
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False).encode()


class Faults:
    """The faults of a sandbox, in the order they were asked for; safe for several threads."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._guard = threading.Lock()

    def add(self, fault: Fault) -> Fault:
        """Keep a fault until it is spent or cleared."""
        with self._guard:
            self._faults.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that a call meets, the oldest one first; counts it."""
        if not self._faults:
            return None
        with self._guard:
            due = [fault for fault in self._faults if fault.matches(method, path)]
            taken = None
            for fault in due:
                fault.seen += 1
                if taken is None and fault.seen > fault.after and not fault.spent:
                    fault.used += 1
                    taken = fault
            self._faults = [fault for fault in self._faults if not fault.spent]
        return taken

    def clear(self) -> None:
        """Forget every fault."""
        with self._guard:
            self._faults = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(list(self._faults))

    def __len__(self) -> int:
        return len(self._faults)
