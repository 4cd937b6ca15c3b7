"""What an action's search takes, as its schema says: fields, their types and operators, limits.

A search is a param, or a field of the body, that takes ``{field, operator, value}`` or a group of
such with ``AND`` and ``OR``; conditions of the schema (``if`` the field is one of some, ``then``)
say what operator and value a field takes. What JSON Schema has no word for stands in the property
``field``: ``x-open`` is the pattern of fields beyond those listed, and ``x-filter`` holds

- ``short``: short name → field;
- ``kinds``: field → the kind of id that it takes, a name in the catalog's header;
- ``id``: the pattern of what is an id, not a name;
- ``values``: field → the words there are for its values;
- ``operators``: field → the operators it takes, where those are fewer than the schema's;
- ``bounds``: ``strict`` or ``inclusive``, where ``>`` and ``<`` are all that times can be compared
  with, and whether those include the time itself;
- ``note``: what is peculiar about times.

Pure; all but the structure is optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from .fields import BODY, applicable_parts, known_fields
from .model import Action
from .variants import Schema, flattened_parts, resolve

FieldType = Literal["text", "number", "flag", "time", "any"]

GROUP_OPERATORS = ("AND", "OR")
MAX_DEPTH = 32
"""Levels of groups that are counted; a schema that refers to itself has no end."""

_FILTER = "x-filter"
_OPEN = "x-open"
_SUFFIXES = ("_at", "_id", "_ids")
_MEMBERS = frozenset({"field", "operator", "value"})
_TEXTUAL = "~"


@dataclass(frozen=True, slots=True)
class SearchField:
    """One field: what its values are, which operators it takes, and which words, if listed.

    ``kind`` is that of the ids that it takes. ``as_text`` is set where numbers are sent as text.
    """

    name: str
    type: FieldType
    operators: tuple[str, ...]
    kind: str | None = None
    values: tuple[str, ...] = ()
    as_text: bool = False


@dataclass(frozen=True)
class Search:
    """A search that an action takes; ``place`` is the dotted path of the query in its params."""

    place: str
    fields: Mapping[str, SearchField]
    short: Mapping[str, str] = field(default_factory=dict)
    open_pattern: str | None = None
    open_operators: tuple[str, ...] = ()
    id_pattern: str | None = None
    bounds: Literal["strict", "inclusive"] | None = None
    note: str | None = None
    max_items: int | None = None
    max_depth: int | None = None

    def field_of(self, name: str) -> SearchField | None:
        """Return a field by its name, a short name, or its name without ``_at`` or ``_id``."""
        name = self.short.get(name, name)
        if name in self.fields:
            return self.fields[name]
        if self.open_pattern is not None and re.search(self.open_pattern, name):
            return SearchField(name, "any", self.open_operators)
        ended = [name + suffix for suffix in _SUFFIXES if name + suffix in self.fields]
        return self.fields[ended[0]] if len(ended) == 1 else None

    def names(self) -> list[str]:
        """Return all names that a field goes by, for suggestions."""
        return [*self.short, *self.fields]


def search_of(action: Action) -> Search | None:
    """Return the search that an action takes, ``None`` where it takes none of this structure."""
    return _search_in(_Root(action.schema))


class _Root:
    """A schema that is looked up by identity: it never changes, and is costly to compare."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Root) and other.schema is self.schema


@lru_cache(maxsize=64)
def _search_in(key: _Root) -> Search | None:
    root = key.schema
    for place, schema in _places(root):
        single = next(iter(_singles(schema, root)), None)
        if single is not None:
            return _search_at(place, schema, single, root)
    return None


def _places(root: Schema) -> Iterator[tuple[str, Any]]:
    for name, schema in root.get("properties", {}).items():
        yield name, schema
        if name == BODY:
            for below, members in known_fields(schema, root).items():
                for member in members:
                    yield f"{BODY}.{below}", member


def _branches(schema: Any, root: Schema) -> list[Schema]:
    """Return the shapes that a query may have: each branch of its union, or it alone."""
    schema = resolve(schema, root)
    union = (*schema.get("anyOf", ()), *schema.get("oneOf", ()))
    nested = [shape for branch in union for shape in _branches(branch, root)]
    return nested or [schema]


def _singles(schema: Any, root: Schema) -> list[Schema]:
    """Return the shapes of a query that are one condition."""
    return [
        shape
        for shape in _branches(schema, root)
        if known_fields(shape, root).keys() >= _MEMBERS
        and any("if" in part for part in flattened_parts(shape, root))
    ]


def _group(schema: Any, root: Schema) -> Schema | None:
    """Return the shape of a query that is a group: what its ``value`` takes."""
    for shape in _branches(schema, root):
        members = known_fields(shape, root)
        choices = [each for part in members.get("operator", ()) for each in _enum(part, root)]
        if "field" not in members and set(GROUP_OPERATORS) <= set(choices):
            return next((resolve(each, root) for each in members.get("value", ())), None)
    return None


def _enum(schema: Any, root: Schema) -> Sequence[Any]:
    listed: Sequence[Any] = resolve(schema, root).get("enum", ())
    return listed


def _search_at(place: str, schema: Any, single: Schema, root: Schema) -> Search:
    max_depth: int | None = 0
    max_items: int | None = None
    level = _group(schema, root)
    while level is not None and max_depth is not None:
        max_depth = max_depth + 1 if max_depth < MAX_DEPTH else None
        max_items = level.get("maxItems", max_items)
        level = _group(level.get("items", {}), root)
    stated = [resolve(each, root) for each in known_fields(single, root)["field"]]
    told: Mapping[str, Any] = next((part[_FILTER] for part in stated if _FILTER in part), {})
    base = _operators(flattened_parts(single, root), root) or ()
    return Search(
        place,
        dict(_fields(single, base, told, root)),
        told.get("short", {}),
        next((part[_OPEN] for part in stated if _OPEN in part), None),
        base,
        told.get("id"),
        told.get("bounds"),
        told.get("note"),
        max_items,
        max_depth,
    )


def _fields(
    single: Schema, base: tuple[str, ...], told: Mapping[str, Any], root: Schema
) -> Iterator[tuple[str, SearchField]]:
    kinds, values, fewer = (told.get(key, {}) for key in ("kinds", "values", "operators"))
    for part in flattened_parts(single, root):
        if "if" not in part:
            continue
        names = part["if"].get("properties", {}).get("field", {})
        listed = names.get("enum", [names["const"]] if "const" in names else [])
        then = flattened_parts(part.get("then", {}), root)
        narrowed = _operators(then, root)
        operators = tuple(each for each in base if narrowed is None or each in narrowed)
        type_, choices, textual = _type_of(then, root)
        for name in listed:
            words = tuple(values.get(name, choices))
            as_text = textual and _TEXTUAL in operators
            own = tuple(each for each in operators if each in fewer.get(name, operators))
            yield name, SearchField(name, type_, own, kinds.get(name), words, as_text)


def _operators(parts: list[Schema], root: Schema) -> tuple[str, ...] | None:
    for part in parts:
        listed = _enum(part.get("properties", {}).get("operator", {}), root)
        if listed:
            return tuple(listed)
    return None


def _type_of(then: list[Schema], root: Schema) -> tuple[FieldType, Sequence[str], bool]:
    """Return what a field's values are, the texts they are limited to, if numbers may be texts."""
    for part in then:
        stated = part.get("properties", {}).get("value")
        if stated is None:
            continue
        below = applicable_parts(stated, root)
        below += [resolve(each["items"], root) for each in below if "items" in each]
        types = {name for each in below for name in _names(each.get("type", ()))}
        choices = [value for each in below for value in each.get("enum", ())]
        if any(each.get("format") == "unix-time" for each in below):
            return "time", choices, False
        if "boolean" in types:
            return "flag", (), False
        if types & {"number", "integer"} and ("string" not in types or _has_pattern(below)):
            return "number", (), "string" in types
        return "text", [value for value in choices if isinstance(value, str)], False
    return "any", (), False


def _has_pattern(parts: list[Schema]) -> bool:
    return any("pattern" in part for part in parts)


def _names(stated: Any) -> Sequence[str]:
    return [stated] if isinstance(stated, str) else list(stated)
