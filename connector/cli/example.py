"""An example call of any action, made from its schema. Pure.

The params fit the schema wherever the schema can be followed: what is required, the first variant
of a union, and one field of an object that requires none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import InvalidParams
from ..json_values import join_path
from ..model import Action
from ..variants import Schema, flattened_parts, resolve
from .assignments import with_assignments

MAX_ASSIGNMENTS = 5
"""More params than this are shown as one JSON document."""

MAX_DEPTH = 8


def example_params(action: Action) -> dict[str, Any]:
    """Return params for an example call."""
    schema = action.schema
    params = _object([schema], schema, 0, fill=False)
    assert isinstance(params, dict)
    return params


def example_command(action: Action, connection: str) -> str:
    """Return a command line that calls the action, quoted for a POSIX shell."""
    from shlex import join

    return join(["connector", "run", connection, action.name, *_arguments(action)])


def _arguments(action: Action) -> list[str]:
    params = example_params(action)
    assignments = [
        assignment for name, value in params.items() for assignment in _assignments(name, value)
    ]
    if len(assignments) <= MAX_ASSIGNMENTS:
        try:
            understood = with_assignments(action.schema, {}, assignments)
        except InvalidParams:
            understood = {}
        if understood == params:
            return [part for assignment in assignments for part in ("-p", assignment)]
    return ["--params", json.dumps(params, ensure_ascii=False)]


def _assignments(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        for key, member in value.items():
            yield from _assignments(join_path(name, key.replace(".", "\\.")), member)
    elif isinstance(value, list) and value:
        for index, member in enumerate(value):
            yield from _assignments(join_path(name, index), member)
    elif isinstance(value, (Mapping, list)):
        yield f"{name}:={json.dumps(value)}"
    else:
        yield f"{name}={value if isinstance(value, str) else json.dumps(value)}"


def _value(schema: Any, root: Schema, depth: int, name: str) -> Any:
    parts = flattened_parts(schema, root)
    for part in parts:
        for key in ("examples", "enum"):
            if told := [value for value in part.get(key, ()) if value is not None]:
                return told[0]
        for key in ("const", "default"):
            if part.get(key) is not None:
                return part[key]
    for part in parts:
        stated = part.get("type", ())
        for kind in [stated] if isinstance(stated, str) else stated:
            if kind == "object":
                return _object(parts, root, depth, fill=True)
            if kind == "array":
                return _list(part, root, depth, name)
            if kind != "null":
                return _scalar(kind, part, name)
    for part in parts:
        for branches in (part.get("anyOf"), part.get("oneOf")):
            if branches:
                return _value(branches[0], root, depth, name)
    if any("properties" in part for part in parts):
        return _object(parts, root, depth, fill=True)
    return _scalar("string", {}, name)


def _scalar(kind: str, schema: Schema, name: str) -> Any:
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    pattern = schema.get("pattern", "")
    if "[0-9]" in pattern:
        return "2.14" if "\\." in pattern else "123"
    if name == "id" or name.endswith(("_id", "_ids")):
        return "123"
    if "email" in name:
        return "ada@example.com"
    if schema.get("format") == "uri" or name.endswith("url"):
        return "https://example.com"
    return "text".ljust(schema.get("minLength", 0), "x")


def _list(schema: Schema, root: Schema, depth: int, name: str) -> list[Any]:
    if depth >= MAX_DEPTH:
        return []
    item = _value(schema.get("items", {}), root, depth + 1, name)
    return [item] * max(1, schema.get("minItems", 1))


def _object(parts: list[Schema], root: Schema, depth: int, *, fill: bool) -> dict[str, Any]:
    if depth >= MAX_DEPTH:
        return {}
    fields: dict[str, Any] = {}
    needed: list[str] = []
    chosen = _chosen_parts(parts, root)
    for part in chosen:
        for name, member in part.get("properties", {}).items():
            # A variant's own description of a field says more than the common one.
            if name not in fields or "const" in resolve(member, root):
                fields[name] = member
        needed.extend(name for name in part.get("required", ()) if name not in needed)
    if not needed and fill:
        needed = next(([name] for name in fields if _is_text(fields[name], root)), [])
    made = {name: _value(fields.get(name, {}), root, depth + 1, name) for name in needed}
    for part in chosen:
        for outcome in _outcomes(part, made, root):
            fields |= outcome.get("properties", {})
            for name in outcome.get("required", ()):
                made.setdefault(name, _value(fields.get(name, {}), root, depth + 1, name))
    return made


def _outcomes(part: Schema, made: Mapping[str, Any], root: Schema) -> Iterator[Schema]:
    """Yield what applies of ``if`` … ``else if`` … once the fields in ``made`` are chosen."""
    while isinstance(part, Mapping) and "if" in part:
        asked = part["if"].get("properties", {})
        if all(made.get(name) in _choices(member, root) for name, member in asked.items()):
            yield resolve(part.get("then", {}), root)
            return
        part = resolve(part.get("else", {}), root)
        if "if" not in part:
            yield part


def _choices(schema: Any, root: Schema) -> Sequence[Any]:
    schema = resolve(schema, root)
    return schema["enum"] if "enum" in schema else [schema.get("const")]


def _chosen_parts(parts: list[Schema], root: Schema) -> list[Schema]:
    """Return the parts of an object and of the first variant of each of its unions."""
    chosen = []
    for part in parts:
        chosen.append(part)
        for branches in (part.get("anyOf"), part.get("oneOf")):
            if branches:
                chosen.extend(_chosen_parts(flattened_parts(branches[0], root), root))
    return chosen


def _is_text(schema: Any, root: Schema) -> bool:
    stated = resolve(schema, root).get("type", ())
    return stated == "string" or (isinstance(stated, list) and "string" in stated)
