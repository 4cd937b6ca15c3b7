"""Dotted paths into JSON values: ``pages.next.starting_after``, ``contacts.0.id``. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


class _Missing:
    """The type of ``MISSING``."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
"""What a path leads to where nothing is; ``None`` stands for a null that is there."""


def value_at(data: Any, path: str) -> Any:
    """Return what a path leads to, or ``MISSING``; digits index lists.

    >>> value_at({"contacts": [{"id": "7"}]}, "contacts.0.id")
    '7'
    """
    for step in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(step, MISSING)
        elif isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return MISSING
    return data


def with_value(data: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return a copy in which the path leads to ``value``; objects are made where they lack.

    Digits lead into a list that is there, and raise ``IndexError`` beyond its end.

    >>> with_value({"data": {"query": 1}}, "data.pagination.per_page", 50)
    {'data': {'query': 1, 'pagination': {'per_page': 50}}}
    """
    changed: dict[str, Any] = _with_value(data, path, value)
    return changed


def _with_value(here: Any, path: str, value: Any) -> Any:
    step, _, rest = path.partition(".")
    if isinstance(here, list) and step.isdecimal():
        index = int(step)
        below = _with_value(here[index], rest, value) if rest else value
        return [*here[:index], below, *here[index + 1 :]]
    known = here if isinstance(here, Mapping) else {}
    return {**known, step: _with_value(known.get(step), rest, value) if rest else value}
