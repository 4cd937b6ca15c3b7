"""Decide which parts of a document stand once in `schemas/shared/` and which are copied in.

A part is shared when two actions reach it, or when it contains itself. The decision is made on the
document before conversion, so that it does not depend on the order of the operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .openapi import Document
from .schema_tree import references, tokens

_COMPONENT = "#/components/schemas/"


class Placement:
    """Where each reference of one document goes. Unknown references are copied in."""

    def __init__(self, document: Document, uses: Iterable[list[Any]]) -> None:
        """`uses` holds, for each imported action, the schemas its request declares."""
        self._document = document
        self._direct: dict[str, tuple[str, ...]] = {}
        counts: dict[str, int] = {}
        for schemas in uses:
            for reference in self._reachable(schemas):
                counts[reference] = counts.get(reference, 0) + 1
        shared = [
            reference
            for reference, count in counts.items()
            if (count > 1 or reference in self._reachable([document.target(reference)]))
            and document.target(reference) != {}
        ]
        self.shared: dict[str, str] = {}
        for reference in sorted(shared):
            name = file_name(reference)
            while name in self.shared.values():
                name += "_2"
            self.shared[reference] = name

    def _refs_of(self, reference: str) -> tuple[str, ...]:
        if reference not in self._direct:
            self._direct[reference] = tuple(references(self._document.target(reference)))
        return self._direct[reference]

    def _reachable(self, schemas: list[Any]) -> set[str]:
        waiting = [reference for schema in schemas for reference in references(schema)]
        found: set[str] = set()
        while waiting:
            reference = waiting.pop()
            if reference not in found:
                found.add(reference)
                waiting.extend(self._refs_of(reference))
        return found


def file_name(reference: str) -> str:
    """What the file of a shared part is called, without its ending."""
    if reference.startswith(_COMPONENT) and "/" not in reference[len(_COMPONENT) :]:
        name = reference[len(_COMPONENT) :]
    else:
        name = "_".join(tokens(reference[1:]))
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)


def request_schemas(
    document: Document, operation: dict[str, Any], path_parameters: list[Any]
) -> list[Any]:
    """The raw schemas a request declares: those of its params and those of its body."""
    parameters = [
        document.resolved(part) for part in [*path_parameters, *(operation.get("parameters") or [])]
    ]
    schemas = [part.get("schema") for part in parameters if isinstance(part, dict)]
    body = document.resolved(operation.get("requestBody"))
    if isinstance(body, dict):
        media = (body.get("content") or {}).values()
        schemas += [each.get("schema") for each in media if isinstance(each, dict)]
    return [schema for schema in schemas if schema is not None]
