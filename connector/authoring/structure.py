"""What an OpenAPI document must look like for the rest of this package to read it.

Only the shape is judged, and only where something is read: what stands where an object or a list
is expected. Each place is reported with its JSON pointer. Whether names, styles or schemas make
sense is for others to say. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .schema_tree import at_pointer, escape

MAX_FAULTS = 20

_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_ANY = "*"
_KINDS: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}

Shape = str | type | list["Shape"] | dict[str, "Shape"]
"""A named shape, a type, a list of one shape, or an object: its keys, or `*` for any other."""

_SHAPES: dict[str, Shape] = {
    "document": {
        "info": {"title": str},
        "servers": ["server"],
        "security": [dict],
        "paths": {_ANY: "path item"},
        "components": {
            "securitySchemes": {_ANY: "security scheme"},
            "parameters": {_ANY: "parameter"},
            "requestBodies": {_ANY: "request body"},
            "responses": {_ANY: "response"},
            "pathItems": {_ANY: "path item"},
            "schemas": dict,
        },
    },
    "server": {"url": str, "variables": {_ANY: {"enum": list}}},
    "path item": {
        "parameters": ["parameter"],
        "servers": ["server"],
        **dict.fromkeys(_METHODS, "operation"),
    },
    "operation": {
        "tags": list,
        "parameters": ["parameter"],
        "requestBody": "request body",
        "responses": {_ANY: "response"},
        "servers": ["server"],
        "security": [dict],
    },
    "parameter": {"name": str, "in": str, "style": str, "content": {_ANY: "media type"}},
    "request body": {"content": {_ANY: "media type"}},
    "response": {"content": {_ANY: "media type"}},
    "media type": {"encoding": dict},
    "security scheme": {"type": str, "scheme": str, "in": str, "name": str},
}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "server": ("url",),
    "parameter": ("name", "in"),
    "security scheme": ("type",),
}
_REFERRING = ("path item", "parameter", "request body", "response", "security scheme")


def structural_faults(data: Mapping[str, Any]) -> list[str]:
    """What is wrong with the shape of a document, one line for each place; at most 20 of them."""
    found: list[str] = []
    for fault in _Checker(data).faults(data, "document", ""):
        if len(found) == MAX_FAULTS:
            return [*found, "and more"]
        found.append(fault)
    return found


class _Checker:
    """Walks the places that are read, references followed; each place once as each shape."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._seen: set[tuple[str, str]] = set()

    def faults(self, value: Any, shape: Shape, pointer: str) -> Iterator[str]:
        # A key without a value says nothing, which is what leaving it out says too.
        if value is None:
            return
        if isinstance(shape, str):
            yield from self._named(value, shape, pointer)
        elif isinstance(shape, type):
            if not isinstance(value, shape):
                yield _expected(pointer, shape, value)
        elif isinstance(shape, list):
            yield from self._list(value, shape[0], pointer)
        else:
            yield from self._object(value, shape, pointer)

    def _named(self, value: Any, name: str, pointer: str) -> Iterator[str]:
        if (pointer, name) in self._seen:
            return
        self._seen.add((pointer, name))
        if isinstance(value, dict) and "$ref" in value and name in _REFERRING:
            yield from self._reference(value["$ref"], name, pointer)
        elif isinstance(value, dict):
            for key in _REQUIRED.get(name, ()):
                if value.get(key) is None:
                    yield f"{pointer}: {key!r} is missing"
        yield from self._object(value, _SHAPES[name], pointer)

    def _reference(self, reference: Any, name: str, pointer: str) -> Iterator[str]:
        if not isinstance(reference, str):
            yield _expected(f"{pointer}/$ref", str, reference)
        elif reference.startswith("#/"):
            try:
                target = at_pointer(self._data, reference[1:])
            except KeyError:
                return  # reported, and made up for, where it is followed
            yield from self.faults(target, name, reference[1:])

    def _list(self, value: Any, shape: Shape, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield _expected(pointer, list, value)
            return
        for index, member in enumerate(value):
            if member is None:
                yield f"{pointer}/{index}: nothing stands there"
            yield from self.faults(member, shape, f"{pointer}/{index}")

    def _object(self, value: Any, shape: Shape, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield _expected(pointer, dict, value)
            return
        assert isinstance(shape, dict)
        for key, member in value.items():
            known = shape.get(key, shape.get(_ANY))
            if known is not None and not key.startswith("x-"):
                yield from self.faults(member, known, f"{pointer}/{escape(key)}")


def _expected(pointer: str, kind: type, value: Any) -> str:
    got = _KINDS.get(type(value), "something else")
    return f"{pointer or '/'}: {_KINDS[kind]} is expected, not {got}"
