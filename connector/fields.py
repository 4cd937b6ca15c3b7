"""The fields that a schema knows, whichever variant they belong to. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .errors import Problem
from .json_values import join_path
from .suggestions import nearest_names
from .variants import Schema, resolve

BODY = "data"
"""The param that is the request's body."""

_COMPOSING = ("allOf", "anyOf", "oneOf")
_CONDITIONAL = ("if", "then", "else")


def applicable_parts(schema: Any, root: Schema) -> list[Schema]:
    """Return the schema and every subschema that may apply to the same value."""
    schema = resolve(schema, root)
    parts = [schema]
    for keyword in _COMPOSING:
        for branch in schema.get(keyword, ()):
            parts.extend(applicable_parts(branch, root))
    for keyword in _CONDITIONAL:
        if keyword in schema:
            parts.extend(applicable_parts(schema[keyword], root))
    return parts


def known_fields(schema: Any, root: Schema) -> dict[str, list[Any]]:
    """Return each known field of an object with the schemas that describe it."""
    fields: dict[str, list[Any]] = {}
    for part in applicable_parts(schema, root):
        for name, member in part.get("properties", {}).items():
            fields.setdefault(name, []).append(member)
    return fields


def takes_any_field(schema: Any, root: Schema) -> bool:
    """Whether an object may hold fields of any name, by what the schema says."""
    parts = applicable_parts(schema, root)
    described = any("properties" in part for part in parts)
    opened = any(
        part.get("additionalProperties") not in (None, False) or "patternProperties" in part
        for part in parts
    )
    return opened or not described


def unknown_fields(schema: Any, value: Any) -> Iterator[Problem]:
    """Yield a problem for each field of ``value``, at any depth, that ``schema`` does not know."""
    pending: list[tuple[str, list[Any], Any]] = [("", [schema], value)]
    while pending:
        path, schemas, item = pending.pop()
        if isinstance(item, Mapping):
            fields: dict[str, list[Any]] = {}
            for candidate in schemas:
                for name, members in known_fields(candidate, schema).items():
                    fields.setdefault(name, []).extend(members)
            free = any(takes_any_field(candidate, schema) for candidate in schemas)
            for name, member in item.items():
                if name in fields:
                    pending.append((join_path(path, name), fields[name], member))
                elif fields and not free:
                    nearest = nearest_names(name, fields, limit=1)
                    yield Problem(
                        join_path(path, name),
                        "the API's description does not know this field",
                        "one of " + ", ".join(fields),
                        nearest[0] if nearest else None,
                    )
        elif isinstance(item, list):
            elements = [
                part["items"]
                for candidate in schemas
                for part in applicable_parts(candidate, schema)
                if "items" in part
            ]
            if elements:
                pending.extend(
                    (join_path(path, index), elements, member) for index, member in enumerate(item)
                )
