"""The lint rule for what a search's schema says to filters, under `x-filter`.

`filter_fields` documents the keys. What names mean to people, no rule can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .catalog_files import SHARED_FOLDER
from .linted import Fault, Linted
from .schema_tree import Schema, walk

KEYWORD = "x-filter"
_KEYS = {"short", "kinds", "id", "values", "operators", "bounds", "note"}
_OBJECTS = ("short", "kinds", "values", "operators")
_BOUNDS = ("strict", "inclusive")


def check_filters(linted: Linted) -> Iterator[Fault]:
    """What is said to filters is about fields that the same schema lists, and ids that exist."""
    kinds = linted.header.ids if linted.header is not None else {}
    for file, schema in linted.catalog.schema_files():
        action = None if file.startswith(SHARED_FOLDER) else file.rpartition("/")[2][:-5]
        for _, level in walk(schema):
            if KEYWORD in level:
                for message in _faults(level[KEYWORD], _listed_fields(schema), kinds):
                    yield action, file, f"{KEYWORD}: {message}"


def _listed_fields(schema: Schema) -> set[str]:
    """Return the fields that the conditions of a schema list."""
    conditions = [level["if"] for _, level in walk(schema) if isinstance(level.get("if"), dict)]
    listed = [each.get("properties", {}).get("field", {}) for each in conditions]
    return {name for each in listed for name in (*each.get("enum", ()), each.get("const"))} - {None}


def _faults(told: Any, fields: set[str], kinds: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(told, Mapping):
        yield "is not an object"
        return
    malformed = [key for key in _OBJECTS if not isinstance(told.get(key, {}), Mapping)]
    if malformed:
        yield from (f"{key} is not an object" for key in malformed)
        return
    for key in sorted(told.keys() - _KEYS):
        yield f"{key!r} is unknown"
    for key in ("kinds", "values", "operators"):
        for name in told.get(key, {}):
            if name not in fields:
                yield f"{key}: {name!r} is no field"
    for short, name in told.get("short", {}).items():
        if name not in fields:
            yield f"short: {short!r} stands for {name!r}, which is no field"
        if short in fields:
            yield f"short: {short!r} is a field itself"
    for name, kind in told.get("kinds", {}).items():
        if kind not in kinds:
            yield f"kinds: {name!r} takes ids of the unknown kind {kind!r}"
    if told.get("bounds", _BOUNDS[0]) not in _BOUNDS:
        yield f"bounds is none of {', '.join(_BOUNDS)}"
    try:
        re.compile(told.get("id", ""))
    except (re.error, TypeError) as error:
        yield f"id is not a regular expression: {error}"
