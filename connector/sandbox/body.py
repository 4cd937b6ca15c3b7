"""Reading what a caller sent: JSON bodies, query strings and their types.

A `Body` hands out values of the asked type or refuses with the API's own error; it never guesses
and never changes what was sent. Absent and null are told apart with `has`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from .messages import Json, Refusal, invalid, missing

_TRUE, _FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


MAX_WHOLE = 2**53 - 1
"""The largest integer taken anywhere: what JSON carries safely, and SQLite stores."""


def read_json(raw: bytes) -> Any:
    """The value of a JSON text that can be stored and sent again.

    Raises:
        ValueError: For anything else: no JSON, nested too deep, NaN, infinity, half a surrogate.
    """
    try:
        value = json.loads(raw, parse_constant=_no_number, parse_float=_finite)
        if b"\\u" in raw:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as exc:
        raise ValueError("nested too deep") from exc
    return value


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large")
    return number


def parse_body(raw: bytes) -> Body:
    """The JSON object in a request body; an empty or null body is an empty object.

    Raises:
        Refusal: 400 `parameter_invalid` when it is not JSON, or not an object.
    """
    if not raw.strip():
        return Body({})
    try:
        value = read_json(raw)
    except ValueError as exc:
        raise invalid("The request body is not valid JSON") from exc
    if value is None:
        return Body({})
    if not isinstance(value, dict):
        raise invalid("The request body must be a JSON object")
    return Body(value)


def as_id(value: Any, name: str) -> str:
    """An id as text; ids are accepted as integers and as strings."""
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise invalid(f"{name} must be an id", name)
    return str(value)


def as_whole(value: Any, name: str) -> int:
    """An integer, also from its decimal string."""
    number = value
    if (isinstance(value, str) and len(value) < 20 and value.strip().lstrip("-").isdecimal()) or (
        isinstance(value, float) and value.is_integer()
    ):
        number = int(value)
    if isinstance(number, bool) or not isinstance(number, int) or abs(number) > MAX_WHOLE:
        raise invalid(f"{name} must be an integer", name)
    return number


class Body:
    """A JSON object a caller sent. `None` means absent or null, unless a default is given."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def has(self, name: str) -> bool:
        """Whether the caller sent the key at all, null included."""
        return name in self.values

    def text(self, name: str) -> str | None:
        """A string."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise invalid(f"{name} must be a string", name)
        return value

    def needed_text(self, name: str) -> str:
        """A string that is there and not blank; 400 `parameter_missing` otherwise."""
        value = self.text(name)
        if value is None or not value.strip():
            raise missing(name)
        return value

    def id(self, name: str) -> str | None:
        """An id as text, sent as a string or an integer."""
        value = self.values.get(name)
        return None if value is None else as_id(value, name)

    def needed_id(self, name: str) -> str:
        """An id that is there; 400 `parameter_missing` otherwise."""
        value = self.id(name)
        if value is None:
            raise missing(name)
        return value

    def whole(self, name: str) -> int | None:
        """An integer, also from its decimal string."""
        value = self.values.get(name)
        return None if value is None else as_whole(value, name)

    def needed_whole(self, name: str) -> int:
        """An integer that is there; 400 `parameter_missing` otherwise."""
        value = self.whole(name)
        if value is None:
            raise missing(name)
        return value

    def flag(self, name: str) -> bool | None:
        """A boolean."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise invalid(f"{name} must be true or false", name)
        return value

    def object(self, name: str) -> Body | None:
        """An object."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise invalid(f"{name} must be an object", name)
        return Body(value)

    def objects(self, name: str) -> list[Body] | None:
        """A list of objects; None when absent."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise invalid(f"{name} must be a list of objects", name)
        return [Body(item) for item in value]

    def texts(self, name: str) -> list[str]:
        """A list of strings; empty when absent."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise invalid(f"{name} must be a list of strings", name)
        return value

    def one_of(self, name: str, choices: Iterable[str], default: str | None = None) -> str | None:
        """A string out of `choices`, or the default when absent."""
        value = self.text(name)
        if value is None:
            return default
        known = list(choices)
        if value not in known:
            raise invalid(f"{name} must be one of {', '.join(known)}", name)
        return value

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """400 `bad_request` naming the first key the operation does not know."""
        names = set(known)
        for name in self.values:
            if name not in names:
                raise Refusal(400, "bad_request", f"bad '{name}' parameter")


class Query:
    """A query string. The last of repeated values counts, as in the API, but for lists."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = pairs
        self._values = dict(pairs)

    def text(self, name: str) -> str | None:
        """A value; None when absent or empty."""
        return self._values.get(name) or None

    def whole(self, name: str) -> int | None:
        """An integer."""
        value = self.text(name)
        return None if value is None else as_whole(value, name)

    def names(self) -> list[str]:
        """What is in it."""
        return list(self._values)

    def texts(self, name: str) -> list[str]:
        """A list, its items repeated or between commas; empty when absent."""
        found = [value for key, value in self.pairs if key == name]
        return [item for value in found for part in value.split(",") if (item := part.strip())]

    def flag(self, name: str) -> bool:
        """A boolean; False when absent."""
        value = (self.text(name) or "false").lower()
        if value not in _TRUE | _FALSE:
            raise invalid(f"{name} must be true or false", name)
        return value in _TRUE
