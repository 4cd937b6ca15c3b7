"""What a JSON value must go through to become another, as JSON Patch (RFC 6902). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .schema_tree import escape


def patch_between(one: Any, other: Any, pointer: str = "") -> Iterator[dict[str, Any]]:
    """Yield the operations, in order, that turn `one` into `other`.

    Objects are compared key by key, lists of one length item by item; anything else is replaced.

    >>> list(patch_between({"a": 1, "b": [1, 2]}, {"b": [1, 3]}))
    [{'op': 'remove', 'path': '/a'}, {'op': 'replace', 'path': '/b/1', 'value': 3}]
    """
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            if key not in other:
                yield {"op": "remove", "path": f"{pointer}/{escape(key)}"}
        for key, value in other.items():
            place = f"{pointer}/{escape(key)}"
            if key in one:
                yield from patch_between(one[key], value, place)
            else:
                yield {"op": "add", "path": place, "value": value}
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (mine, yours) in enumerate(zip(one, other, strict=True)):
            yield from patch_between(mine, yours, f"{pointer}/{index}")
    elif type(one) is not type(other) or one != other:
        yield {"op": "replace", "path": pointer, "value": other}
