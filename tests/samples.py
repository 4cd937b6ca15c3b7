"""Params made from a schema: the fullest and the least that fit, and broken ones."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from math import gcd
from typing import Any

from connector.variants import flattened_parts

_BY_TYPE: Mapping[str, Any] = {
    "string": "1735689600",
    "integer": 7,
    "number": 2.5,
    "boolean": True,
    "null": None,
}
_BY_FORMAT: Mapping[str, str] = {
    "email": "ann@example.com",
    "uri": "https://example.com/picture.png",
    "date-time": "2026-01-31T09:30:00Z",
}
_BY_PATTERN = ("Preview", "text/plain")
_FREE_NAME = "custom_attributes.plan"
MAX_DEPTH = 6


def full_sample(schema: Mapping[str, Any]) -> Any:
    """Return an instance with every field that the schema describes, first variants chosen."""
    return _sample(schema, schema, full=True, depth=0)


def least_sample(schema: Mapping[str, Any], variant: int = 0) -> Any:
    """Return an instance with the required fields only; ``variant`` chooses the body's branch."""
    return _sample(schema, schema, full=False, depth=0, variant=variant)


def _sample(schema: Any, root: Any, *, full: bool, depth: int, variant: int = 0) -> Any:
    parts = flattened_parts(schema, root)
    for keyword in ("anyOf", "oneOf"):
        for part in list(parts):
            branches = part.get(keyword)
            if branches:
                chosen = branches[min(variant, len(branches) - 1)] if depth <= 1 else branches[0]
                parts.extend(flattened_parts(chosen, root))
                parts.extend(
                    nested
                    for inner in flattened_parts(chosen, root)
                    for nested in flattened_parts((inner.get("anyOf") or [{}])[0], root)
                )
    for part in parts:
        if "const" in part:
            return part["const"]
        if part.get("enum"):
            return part["enum"][0]
    types = [
        name
        for part in parts
        for name in ([part["type"]] if isinstance(part.get("type"), str) else part.get("type", ()))
    ]
    if any("properties" in part or "required" in part for part in parts) or "object" in types[:1]:
        return _object(parts, root, full=full, depth=depth, variant=variant)
    if "array" in types[:1]:
        items: Any = next((part["items"] for part in parts if "items" in part), {})
        least = max((part.get("minItems", 0) for part in parts), default=0)
        count = max(least, 1 if full and depth < MAX_DEPTH else 0)
        return [_sample(items, root, full=full, depth=depth + 1) for _ in range(count)]
    return _scalar(types, parts)


def _object(parts: list[Any], root: Any, *, full: bool, depth: int, variant: int) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    left_out: set[str] = set()
    for part in parts:
        for name, member in part.get("properties", {}).items():
            properties.setdefault(name, []).append(member)
        required.extend(part.get("required", ()))
        if set(part.get("if", ())) == {"required"}:
            left_out.update(part["if"]["required"])
            required.extend(part.get("else", {}).get("required", ()))
    names = [name for name in properties if full and depth < MAX_DEPTH and name not in left_out]
    return {
        name: _sample(
            {"allOf": properties.get(name, [{}])},
            root,
            full=full,
            depth=depth + 1,
            variant=variant,
        )
        for name in dict.fromkeys([*names, *required])
    }


def _scalar(types: list[str], parts: list[Any]) -> Any:
    value = _BY_TYPE[types[0]] if types else "any"
    for part in parts:
        if isinstance(value, int) and not isinstance(value, bool):
            value = max(value, part.get("minimum", value))
            value = min(value, part.get("maximum", value))
        if isinstance(value, str):
            value = _FREE_NAME if "x-open" in part else _BY_FORMAT.get(part.get("format"), value)
            value = value.ljust(part.get("minLength", 0), "0")[: part.get("maxLength", len(value))]
            if "pattern" in part and not re.search(part["pattern"], value):
                value = next(text for text in _BY_PATTERN if re.search(part["pattern"], text))
    return value


def broken_variants(instance: Any, most: int | None = None) -> Iterator[Any]:
    """Yield copies of an instance with one member gone, or of another type.

    ``most`` bounds how many; they are then spread evenly over all that there could be.
    """
    faults = [
        (path, replacement)
        for path in _paths(instance)
        for replacement in (None, {"no": "such"}, [], "text", -1, _GONE)
    ]
    stride = 1 if most is None else max(1, -(-len(faults) // most))
    while gcd(stride, 6) > 1:  # so that each of the six replacements is met
        stride += 1
    for path, replacement in faults[::stride]:
        broken = copy.deepcopy(instance)
        holder = broken
        for key in path[:-1]:
            holder = holder[key]
        if replacement is _GONE:
            del holder[path[-1]]
        else:
            holder[path[-1]] = replacement
        yield broken


_GONE = object()


def _paths(instance: Any, base: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    members: Any = ()
    if isinstance(instance, dict):
        members = instance.items()
    elif isinstance(instance, list):
        members = enumerate(instance)
    for key, member in members:
        yield (*base, key)
        if len(base) < 3:
            yield from _paths(member, (*base, key))
