"""What goes over the wire, as plain values.

A ``Request`` is relative to a connection: it knows neither origin nor token. A ``Response`` is what
came back. Neither knows an HTTP library. This module does no I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Headers(Mapping[str, str]):
    """HTTP headers, looked up in any case. Repeated ones are joined by a comma."""

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        values: dict[str, str] = {}
        for name, value in pairs:
            key = name.lower()
            values[key] = f"{values[key]}, {value}" if key in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    @overload
    def get(self, name: str, default: None = None, /) -> str | None: ...

    @overload
    def get(self, name: str, default: T, /) -> str | T: ...

    def get(self, name: str, default: Any = None, /) -> Any:
        """Return a header's value, or ``default`` where there is none."""
        return self._values.get(name.lower(), default)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({sorted(self._values)})"


@dataclass(frozen=True, slots=True)
class Request:
    """A request without its origin and credentials.

    ``path`` starts with a slash and is percent-encoded; ``query`` is encoded, without the ``?``.
    ``origin`` (``https://host``) is set only where the request goes to somebody else's server, as a
    download may: no credentials are sent there.
    """

    method: str
    path: str
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes | None = field(default=None, repr=False)
    origin: str | None = None

    @property
    def target(self) -> str:
        """Path and query as they stand in the request line."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True, slots=True)
class RawResponse:
    """An answer as it came, before it is decoded."""

    status: int
    headers: Headers
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """The window that the answer reported: ``reset_at`` is a UNIX time in seconds."""

    limit: int | None
    remaining: int | None
    reset_at: float | None


@dataclass(frozen=True, slots=True)
class Response:
    """A successful answer: ``data`` is the decoded body, the rest is about it.

    ``attempts`` counts how often the call was sent.
    """

    status: int
    headers: Headers
    data: Any = field(repr=False)
    request_id: str | None = None
    rate_limit: RateLimit | None = None
    attempts: int = 1
