"""JSON Patch (RFC 6902), the three operations that a schema's variants are written in. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def patched(document: Any, operations: Sequence[Mapping[str, Any]]) -> Any:
    """Return a copy of a document with ``add``, ``remove`` and ``replace`` carried out in order.

    Raises ``KeyError`` or ``IndexError`` where a path leads nowhere.

    >>> patched({"a": [1, 2]}, [{"op": "remove", "path": "/a/0"}])
    {'a': [2]}
    """
    for operation in operations:
        path = [step.replace("~1", "/").replace("~0", "~") for step in _steps(operation["path"])]
        document = _changed(document, path, operation["op"], operation.get("value"))
    return document


def _steps(path: str) -> list[str]:
    return path.split("/")[1:]


def _changed(here: Any, path: list[str], operation: str, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(here, list):
        index = len(here) if step == "-" else int(step)
        if rest:
            return [
                *here[:index],
                _changed(here[index], rest, operation, value),
                *here[index + 1 :],
            ]
        kept = here[index + 1 :] if operation in ("remove", "replace") else here[index:]
        return [*here[:index], *([] if operation == "remove" else [value]), *kept]
    if rest:
        return {**here, step: _changed(here[step], rest, operation, value)}
    if operation == "remove":
        return {key: member for key, member in here.items() if key != step}
    return {**here, step: value}
