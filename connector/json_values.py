"""What JSON can carry: everything else is refused before a request is built.

Pure; knows nothing of schemas or actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from .errors import Problem

MAX_DEPTH = 64
"""Deepest nesting of params; the deepest shape that the API documents has fewer than ten levels."""


def join_path(path: str, key: str | int) -> str:
    """Return the dotted path of a member.

    >>> join_path(join_path("data", "contacts"), 0)
    'data.contacts.0'
    """
    return f"{path}.{key}" if path else str(key)


def unsendable_values(value: Any) -> Iterator[Problem]:
    """Yield a problem for each value that JSON cannot carry (NaN, bytes, dates, sets, …)."""
    pending: list[tuple[str, Any, int]] = [("", value, 0)]
    while pending:
        path, item, depth = pending.pop()
        if item is None or item is True or item is False:
            continue
        if isinstance(item, Enum) and isinstance(item, (str, int)):
            item = item.value
        kind = type(item)
        if kind is str:
            if not item.isascii():
                yield from _unencodable(path, item)
        elif kind is int:
            continue
        elif kind is float:
            if item != item or item in (float("inf"), float("-inf")):
                yield Problem(path, f"JSON cannot carry {item!r}", "a finite number")
        elif depth >= MAX_DEPTH:
            yield Problem(path, f"nested deeper than {MAX_DEPTH} levels, or within itself")
            return
        elif isinstance(item, dict):
            for key, member in item.items():
                if type(key) is not str:
                    yield Problem(
                        join_path(path, str(key)),
                        f"names must be strings, got {key!r} ({type(key).__name__})",
                        "a string as name",
                    )
                    continue
                yield from () if key.isascii() else _unencodable(path, key)
                pending.append((join_path(path, key), member, depth + 1))
        elif kind is list:
            pending.extend(
                (join_path(path, index), member, depth + 1) for index, member in enumerate(item)
            )
        else:
            yield Problem(
                path,
                f"JSON cannot carry a {kind.__name__}",
                _SENDABLE_FORM.get(kind.__name__, "a plain JSON value"),
            )


_SENDABLE_FORM = {
    "datetime": "a UNIX time in seconds: int(value.timestamp())",
    "date": "a UNIX time in seconds",
    "Decimal": "a number: float(value)",
    "UUID": "a string: str(value)",
    "bytes": "a string: value.decode()",
    "tuple": "a list: list(value)",
    "set": "a list: list(value)",
}


def _unencodable(path: str, text: str) -> Iterator[Problem]:
    try:
        text.encode()
    except UnicodeEncodeError:
        yield Problem(path, "the text holds half of a surrogate pair", "valid Unicode text")
