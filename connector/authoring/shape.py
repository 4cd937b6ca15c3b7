"""What values a schema takes, all its parts and variants merged into one shape. Pure.

A shape may take more than its schema, never less: conditions and what a schema forbids are left
out, and an object that is one of several variants has the fields of all of them. Schemas are
self-contained: all ``$ref`` point into ``$defs`` of the root.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from ..variants import Schema

MAX_DEPTH = 32
"""Deepest nesting of parts and variants in a schema; what refers to itself ends there."""

_DEFINITIONS = "#/$defs/"
_ANNOTATIONS = frozenset(
    {
        *("$comment", "title", "description", "default", "examples", "deprecated"),
        *("readOnly", "writeOnly"),
    }
)
_CONDITION = frozenset({"if", "then", "else"})


@dataclass(frozen=True)
class Choice:
    """One value that is taken, with its JSON type: ``True`` is not ``1``."""

    value: str | int | bool
    type: str


Taken = str | Choice
"""The name of a JSON type, or one value."""


@dataclass(frozen=True)
class Shape:
    """What is taken: ``None`` for anything, else types and values in their order.

    ``properties`` are an object's fields, ``values`` is the schema of fields by any other name,
    ``items`` that of a list's members. ``uncertain`` are the fields that not every variant tells.
    """

    taken: tuple[Taken, ...] | None = None
    properties: Mapping[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    uncertain: frozenset[str] = frozenset()
    items: Schema | None = None
    values: Schema | None = None

    def takes(self, type_name: str) -> bool:
        """Whether any value of that JSON type may be taken."""
        return self.taken is None or type_name in self.taken


def told(schema: Schema) -> dict[str, Any]:
    """Return the schema without its annotations."""
    return {
        key: value
        for key, value in schema.items()
        if key not in _ANNOTATIONS and not key.startswith("x-")
    }


def reference_of(schema: Any) -> str | None:
    """Return the name of the definition that a schema stands for, ``None`` where it tells more."""
    if not isinstance(schema, Mapping):
        return None
    keywords = told(schema)
    match list(keywords.items()):
        case [("$ref", str(reference))] if reference.startswith(_DEFINITIONS):
            return reference.removeprefix(_DEFINITIONS)
        case [("allOf", [part])]:
            return reference_of(part)
    return None


def definition(name: str, root: Schema) -> Any:
    """Return what a name stands for in the root's ``$defs``."""
    return root["$defs"][name.replace("~1", "/").replace("~0", "~")]


def alternatives(schema: Any) -> Sequence[Any]:
    """Return the schemas of which one holds, where the schema tells nothing of its own.

    Those of a union, or the two ends of a condition; an end that takes nothing is left out.
    """
    keywords = told(schema) if isinstance(schema, Mapping) else {}
    keywords.pop("type", None)
    if len(keywords) == 1 and (branches := keywords.get("anyOf") or keywords.get("oneOf")):
        return list(branches)
    if keywords and keywords.keys() <= _CONDITION:
        ends = [keywords.get("then", {}), keywords.get("else", {})]
        return [end for end in ends if not _takes_nothing(end)]
    return []


def _takes_nothing(schema: Any) -> bool:
    return schema is False or (isinstance(schema, Mapping) and schema.get("not") in ({}, True))


def shape_of(schema: Any, root: Schema, depth: int = 0) -> Shape:
    """Return the shape of all that a schema takes."""
    if not isinstance(schema, Mapping) or depth > MAX_DEPTH:
        return Shape()
    values = schema.get("additionalProperties")
    shape = Shape(
        taken=_taken(schema),
        properties=schema.get("properties", {}),
        required=frozenset(schema.get("required", ())),
        items=schema.get("items"),
        values=values if isinstance(values, Mapping) else {} if values is True else None,
    )
    reference = schema.get("$ref")
    if isinstance(reference, str):
        target = definition(reference.removeprefix(_DEFINITIONS), root)
        shape = _both(shape_of(target, root, depth + 1), shape)
    for part in schema.get("allOf", ()):
        shape = _both(shape, shape_of(part, root, depth + 1))
    for branches in (schema.get("anyOf"), schema.get("oneOf")):
        if branches:
            variants = (shape_of(branch, root, depth + 1) for branch in branches)
            shape = _both(shape, reduce(_either, variants))
    if schema.keys() & _CONDITION and (ends := alternatives(schema)):
        shape = _both(shape, reduce(_either, (shape_of(end, root, depth + 1) for end in ends)))
    return shape


def _taken(schema: Schema) -> tuple[Taken, ...] | None:
    stated = schema.get("type")
    types = (stated,) if isinstance(stated, str) else tuple(stated) if stated else None
    if "const" in schema:
        return _among(_choices([schema["const"]]), types)
    if isinstance(schema.get("enum"), list):
        return _among(_choices(schema["enum"]), types)
    return types


def _choices(values: Sequence[Any]) -> tuple[Taken, ...]:
    return tuple(dict.fromkeys(_choice(value) for value in values))


def _choice(value: Any) -> Taken:
    match value:
        case bool():
            return Choice(value, "boolean")
        case str():
            return Choice(value, "string")
        case int():
            return Choice(value, "integer")
        case None:
            return "null"
        case float():
            return "number"
        case _:
            return "array" if isinstance(value, list) else "object"


def _both(one: Shape, other: Shape) -> Shape:
    """Return what two shapes take that hold together."""
    properties = dict(one.properties)
    for name, schema in other.properties.items():
        if name not in properties or name in one.uncertain - other.uncertain:
            properties[name] = schema
        elif name not in other.uncertain - one.uncertain and properties[name] != schema:
            properties[name] = {"allOf": [properties[name], schema]}
    surely = (one.properties.keys() - one.uncertain) | (other.properties.keys() - other.uncertain)
    return Shape(
        taken=_among(one.taken, other.taken),
        properties=properties,
        required=one.required | other.required,
        uncertain=frozenset(properties.keys() - surely),
        items=_joined("allOf", one.items, other.items),
        values=_joined("allOf", one.values, other.values),
    )


def _either(one: Shape, other: Shape) -> Shape:
    """Return what is taken by one or the other; required of an object is what both require."""
    objects = [shape for shape in (one, other) if shape.takes("object")]
    properties: dict[str, Schema] = {}
    for shape in objects:
        for name, schema in shape.properties.items():
            found = properties.get(name)
            properties[name] = schema if found is None else _joined("anyOf", found, schema) or {}
    required = frozenset.intersection(*(shape.required for shape in objects)) if objects else ()
    surely = [shape.properties.keys() - shape.uncertain for shape in objects]
    return Shape(
        taken=None
        if one.taken is None or other.taken is None
        else tuple(dict.fromkeys((*one.taken, *other.taken))),
        properties=properties,
        required=frozenset(required),
        uncertain=frozenset(properties.keys() - frozenset.intersection(*map(frozenset, surely)))
        if surely
        else frozenset(),
        items=_joined("anyOf", one.items, other.items),
        values=_joined("anyOf", one.values, other.values),
    )


def _joined(keyword: str, one: Schema | None, other: Schema | None) -> Schema | None:
    if one is None or other is None:
        return other if one is None else one
    return one if one == other else {keyword: [one, other]}


def _among(
    one: tuple[Taken, ...] | None, other: tuple[Taken, ...] | None
) -> tuple[Taken, ...] | None:
    """Return what both take; where that is nothing, what the first takes."""
    if one is None or other is None:
        return other if one is None else one
    shared = tuple(dict.fromkeys(_common(one, other)))
    return shared or one


def _common(one: tuple[Taken, ...], other: tuple[Taken, ...]) -> Iterator[Taken]:
    for each in one:
        if each in other or (_type(each) in other and each != "number"):
            yield each
        elif isinstance(each, str):
            yield from (found for found in other if _type(found) == each)
            if each == "number" and "integer" in other:
                yield "integer"
        if each == "integer" and "number" in other:
            yield "integer"


def _type(taken: Taken) -> str:
    return taken.type if isinstance(taken, Choice) else taken
