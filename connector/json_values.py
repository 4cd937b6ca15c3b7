"""What JSON can carry: everything else is refused before a request is built.

Pure; knows nothing of schemas or actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from math import isfinite
from typing import Any

from .errors import Problem

MAX_DEPTH = 64
"""Deepest nesting of params; the deepest shape that the API documents has fewer than ten levels."""

MIN_INTEGER = -(2**63)
MAX_INTEGER = 2**64 - 1
"""Bounds of the integers that JSON parsers of all languages are able to read."""

MAX_SHOWN_KEY = 60
"""Longest excerpt of a member's name in a message, characters."""

TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels, or within itself"
_HALF_PAIR = "the text holds half of a surrogate pair"

_TYPE_NAMES = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    type(None): "null",
    list: "array",
    dict: "object",
}


def json_type(value: Any) -> str:
    """Return the name of the JSON type of a value that JSON can carry.

    >>> json_type(True), json_type(None), json_type(1.5)
    ('boolean', 'null', 'number')
    """
    return _TYPE_NAMES[type(value)]


def join_path(path: str, key: str | int) -> str:
    """Return the dotted path of a member.

    >>> join_path(join_path("data", "contacts"), 0)
    'data.contacts.0'
    """
    return f"{path}.{key}" if path else str(key)


def shown_key(key: object) -> str:
    """Return a member's name, of any type and length, as a short printable text.

    >>> shown_key("email"), shown_key(7), shown_key(("a", 1))
    ('email', '7', '<tuple>')
    """
    if isinstance(key, str):
        text = key.encode(errors="backslashreplace").decode()
    elif type(key) is int and not MIN_INTEGER <= key <= MAX_INTEGER:
        text = "<int>"
    elif key is None or type(key) in (bool, int, float, bytes):
        text = repr(key)
    else:
        text = f"<{type(key).__name__}>"
    return text if len(text) <= MAX_SHOWN_KEY else f"{text[:MAX_SHOWN_KEY]}…"


def unsendable_values(value: Any) -> Iterator[Problem]:
    """Yield a problem for each value that JSON cannot carry (NaN, bytes, dates, sets, …).

    Ends with the first value that is ``TOO_DEEP``: what lies within itself has no end.
    """
    pending: list[tuple[str, Any, int]] = [("", value, 0)]
    while pending:
        path, item, depth = pending.pop()
        kind = type(item)
        # Most values are plain text: they are let through before anything else is asked.
        if kind is str and item.isascii():
            continue
        if isinstance(item, dict) and depth < MAX_DEPTH:
            for key, member in item.items():
                if type(key) is str and _is_encodable(key):
                    place = f"{path}.{key}" if path else key
                    pending.append((place, member, depth + 1))
                else:
                    yield _wrong_name(path, key)
        elif kind is list and depth < MAX_DEPTH:
            pending.extend(
                (join_path(path, index), member, depth + 1) for index, member in enumerate(item)
            )
        elif fault := _fault(item):
            yield Problem(path, *fault)
            if fault[0] == TOO_DEEP:
                return


def sendable_copy(value: Any) -> Any:
    """Return a copy with null for each value that JSON cannot carry, without such names.

    Only for values that are not ``TOO_DEEP``.
    """
    if isinstance(value, dict):
        return {
            key: sendable_copy(member)
            for key, member in value.items()
            if type(key) is str and _is_encodable(key)
        }
    if type(value) is list:
        return [sendable_copy(member) for member in value]
    return None if _fault(value) else value


def _wrong_name(path: str, key: object) -> Problem:
    place = join_path(path, shown_key(key))
    if isinstance(key, str) and not _is_encodable(key):
        return Problem(place, _HALF_PAIR, "valid Unicode text")
    message = f"names must be strings, got {shown_key(key)} ({type(key).__name__})"
    return Problem(place, message, "a string as name")


def _fault(item: Any) -> tuple[str, str | None] | None:
    """Say why JSON cannot carry a value, and what to send instead; containers are too deep."""
    kind = type(item)
    if kind is bool or item is None:
        return None
    if kind is str:
        return None if _is_encodable(item) else (_HALF_PAIR, "valid Unicode text")
    if kind is int:
        if MIN_INTEGER <= item <= MAX_INTEGER:
            return None
        return "the integer has more than 64 bits", "an integer from -2**63 to 2**64 - 1"
    if kind is float:
        return None if isfinite(item) else (f"JSON cannot carry {item!r}", "a finite number")
    if isinstance(item, Enum) and isinstance(item, (str, int)):
        return _fault(item.value)
    if isinstance(item, dict) or kind is list:
        return TOO_DEEP, None
    return (
        f"JSON cannot carry a {kind.__name__}",
        _SENDABLE_FORM.get(kind.__name__, "a plain JSON value"),
    )


_SENDABLE_FORM = {
    "datetime": "a UNIX time in seconds: int(value.timestamp())",
    "date": "a UNIX time in seconds",
    "Decimal": "a number: float(value)",
    "UUID": "a string: str(value)",
    "bytes": "a string: value.decode(), or base64 where an action takes content_base64",
    "mappingproxy": "a plain dict: dict(value)",
    "tuple": "a list: list(value)",
    "set": "a list: list(value)",
}


def _is_encodable(text: str) -> bool:
    """Whether UTF-8 can carry a text: half of a surrogate pair it cannot."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
