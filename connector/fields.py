"""The fields that a schema knows, whichever variant they belong to. Pure.

The values of a field can be known too and yet not be all there are: where a schema states the
pattern ``x-open``, the values that its conditions name are known, and so is what matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from .errors import Problem
from .json_values import join_path
from .suggestions import nearest_names
from .variants import Schema, resolve

BODY = "data"
"""The param that is the request's body."""

_COMPOSING = ("allOf", "anyOf", "oneOf")
_CONDITIONAL = ("if", "then", "else")
_OPEN = "x-open"


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
    stated = resolve(schema, root).get("type", "object")
    if "object" not in ([stated] if isinstance(stated, str) else stated):
        return False
    parts = applicable_parts(schema, root)
    described = any("properties" in part for part in parts)
    opened = any(
        part.get("additionalProperties") not in (None, False) or "patternProperties" in part
        for part in parts
    )
    return opened or not described


class FieldTree:
    """What may stand at one place of a value, worked out when a value first comes by.

    What a schema knows does not change, and looking it up anew costs more than the call's own
    validation.
    """

    def __init__(self, schemas: list[Any], root: Schema) -> None:
        self._schemas = schemas
        self._root = root

    @cached_property
    def fields(self) -> dict[str, FieldTree]:
        """What stands below, by the name of the field."""
        found: dict[str, list[Any]] = {}
        for candidate in self._schemas:
            for name, members in known_fields(candidate, self._root).items():
                found.setdefault(name, []).extend(members)
        return {name: FieldTree(members, self._root) for name, members in found.items()}

    @cached_property
    def is_free(self) -> bool:
        """Whether any name is fine here."""
        free = any(takes_any_field(candidate, self._root) for candidate in self._schemas)
        return free or not self.fields

    @cached_property
    def elements(self) -> FieldTree | None:
        """What stands in a list here, ``None`` where the schema does not say."""
        found = [
            part["items"]
            for candidate in self._schemas
            for part in applicable_parts(candidate, self._root)
            if "items" in part
        ]
        return FieldTree(found, self._root) if found else None

    @cached_property
    def known_values(self) -> list[str] | None:
        """The texts that are known here, ``None`` where any text is as good as another."""
        if not self._open_patterns:
            return None
        listed = [
            choice
            for candidate in self._schemas
            for part in applicable_parts(candidate, self._root)
            for choice in part.get("enum", ())
        ]
        return list(dict.fromkeys(listed))

    @cached_property
    def _open_patterns(self) -> list[str]:
        parts = (resolve(candidate, self._root) for candidate in self._schemas)
        return [part[_OPEN] for part in parts if _OPEN in part]

    def _unknown_value(self, text: str, path: str) -> Iterator[Problem]:
        known = self.known_values
        if known is None or text in known:
            return
        if not any(re.search(pattern, text) for pattern in self._open_patterns):
            nearest = nearest_names(text, known, limit=1)
            yield Problem(
                path,
                f"the API's description does not know {text!r} here",
                "one of " + ", ".join(known),
                nearest[0] if nearest else None,
            )

    def unknown(self, value: Any, path: str = "") -> Iterator[Problem]:
        """Yield a problem for each field of a value, at any depth, that is not known.

        And for each text where the known ones are listed, and this is none of them.
        """
        if isinstance(value, dict):
            fields = self.fields
            for name, member in value.items():
                below = fields.get(name)
                if below is not None:
                    if isinstance(member, (dict, list)):
                        yield from below.unknown(member, join_path(path, name))
                    elif isinstance(member, str):
                        yield from below._unknown_value(member, join_path(path, name))
                elif not self.is_free:
                    nearest = nearest_names(name, fields, limit=1)
                    yield Problem(
                        join_path(path, name),
                        "the API's description does not know this field",
                        "one of " + ", ".join(fields),
                        nearest[0] if nearest else None,
                    )
        elif isinstance(value, list) and self.elements is not None:
            for index, member in enumerate(value):
                if isinstance(member, (dict, list)):
                    yield from self.elements.unknown(member, join_path(path, index))
