"""What goes in and out of the sandbox: request, response, answer and refusal.

These are plain values. They know neither HTTP libraries nor the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request as it came over the wire.

    `path` is still percent-encoded and holds no query; `query` keeps order and repeats, already
    decoded; `headers` has lower-case names; `scheme` is http or https.
    """

    method: str
    path: str
    query: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    scheme: str = "http"


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response, whole. Header names are written as the API writes them."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler gives back. `data` None means an empty body.

    Bytes are sent as they are, with the `Content-Type` of `headers`; all else is sent as JSON.
    """

    data: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Refusal(Exception):
    """A request the API turns down; becomes an `error.list` and undoes the transaction."""

    def __init__(self, status: int, code: str, message: str, field: str | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.field = field

    def to_json(self, request_id: str) -> Json:
        """The `error.list` a caller gets."""
        error: Json = {"code": self.code, "message": self.message}
        if self.field is not None:
            error["field"] = self.field
        return {"type": "error.list", "request_id": request_id, "errors": [error]}


@contextmanager
def refusing_as(code: str, status: int = 400) -> Iterator[None]:
    """Gives every 400 refusal inside the block the one code that an operation has for them.

    Some operations also have another status for them.
    """
    try:
        yield
    except Refusal as refusal:
        if refusal.status == 400:
            refusal.status, refusal.code = status, code
        raise


def invalid(message: str, field: str | None = None) -> Refusal:
    """400 `parameter_invalid`: a value is there but cannot be used."""
    return Refusal(400, "parameter_invalid", message, field)


def missing(name: str) -> Refusal:
    """400 `parameter_missing`: a value the operation needs is absent."""
    return Refusal(400, "parameter_missing", f"{name} is required", name)


def not_found(message: str = "Resource Not Found", code: str = "not_found") -> Refusal:
    """404 with the given code; the default is the API's generic one."""
    return Refusal(404, code, message)
