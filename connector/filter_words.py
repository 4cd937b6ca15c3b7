"""A search query in plain words, for whoever is to say whether it asks what was meant. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import tzinfo
from typing import Any

from .filter_fields import Search
from .filter_times import time_words

_MINUTE_S = 60
_WORDS: Mapping[str, str] = {
    "=": "is",
    "!=": "is not",
    "IN": "is one of",
    "NIN": "is none of",
    "~": "contains",
    "!~": "does not contain",
    "^": "starts with",
    "$": "ends with",
    ">": "is more than",
    ">=": "is at least",
    "<": "is less than",
    "<=": "is at most",
}


def query_words(
    query: Mapping[str, Any],
    search: Search,
    zone: tzinfo,
    *,
    names: Mapping[str, str] | None = None,
    timed: Collection[str] = (),
) -> str:
    """Return what a query asks for; times are told in ``zone``.

    ``names`` are those that ids were looked up by. ``timed`` are fields compared with times though
    the schema does not say so. What is peculiar about times follows on a line of its own.
    """
    teller = _Teller(search, zone, names or {}, timed)
    words = teller.words(query, top=True)
    return f"{words}\n{search.note}" if teller.told_time and search.note else words


class _Teller:
    def __init__(
        self, search: Search, zone: tzinfo, names: Mapping[str, str], timed: Collection[str]
    ) -> None:
        self.search = search
        self.zone = zone
        self.names = names
        self.timed = timed
        self.told_time = False

    def words(self, query: Mapping[str, Any], *, top: bool = False) -> str:
        operator, value = str(query["operator"]), query["value"]
        if "field" in query:
            return self._single(str(query["field"]), operator, value)
        joined = f" {operator} ".join(self.words(part) for part in value)
        return joined if top or len(value) < 2 else f"({joined})"

    def _single(self, name: str, operator: str, value: Any) -> str:
        if value is None:
            return f"{name} is {'not set' if operator == '=' else 'set'}"
        known = self.search.fields.get(name)
        if name in self.timed or (known is not None and known.type == "time"):
            self.told_time = True
            if not isinstance(value, list) and operator in (">", ">=", "<", "<="):
                return f"{name} {self._bound_words(operator, int(value))}"
            return f"{name} {_WORDS.get(operator, operator)} {self._listed(value, timed=True)}"
        return f"{name} {_WORDS.get(operator, operator)} {self._listed(value)}"

    def _bound_words(self, operator: str, at: int) -> str:
        """Return a bound as people draw it: from a whole minute on, or until before it."""
        includes = "=" in operator or self.search.bounds == "inclusive"
        if operator[0] == ">":
            if not includes and (at + 1) % _MINUTE_S == 0:
                at, includes = at + 1, True
            return f"{'at or after' if includes else 'after'} {self._time(at)}"
        if includes and (at + 1) % _MINUTE_S == 0:
            at, includes = at + 1, False
        return f"{'at or before' if includes else 'before'} {self._time(at)}"

    def _time(self, at: int) -> str:
        return time_words(at, self.zone)

    def _listed(self, value: Any, *, timed: bool = False) -> str:
        values = value if isinstance(value, list) else [value]
        return ", ".join(self._value(each, timed) for each in values)

    def _value(self, value: Any, timed: bool) -> str:
        if value is None:
            return "not set"
        if isinstance(value, bool):
            return "true" if value else "false"
        if timed:
            return self._time(int(value))
        text = str(value)
        shown = text if text and text.isprintable() and " " not in text else repr(text)
        name = self.names.get(text)
        return f"{shown} ({name})" if name is not None else shown
