"""What an action accepts, as lines to read: one a field, indented, variants named. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..model import Action
from ..variants import Schema, flattened_parts, resolve, variants_of
from .assignments import json_type

MAX_DEPTH = 8
"""Deepest level that is written out; recursive shapes stop where they repeat."""

MAX_CHOICES = 16
"""How many values of a choice are written out."""

Place = Literal["path", "query", "header", "body"]

_FORMATS = {"unix-time": "UNIX time in seconds", "date-time": "ISO 8601 time", "uri": "URL"}
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minItems": "{} items or more",
    "maxItems": "{} items or fewer",
    "maxLength": "{} characters or fewer",
}


@dataclass(frozen=True)
class Line:
    """One line of an outline. ``type`` and ``notes`` are for people; a variant has no type."""

    depth: int
    name: str
    kind: Literal["field", "variant"] = "field"
    type: str = ""
    required: bool = False
    notes: str = ""


def place_of_param(action: Action, name: str) -> Place:
    """Return where the request carries a param."""
    if name in action.path_params:
        return "path"
    if name in action.query:
        return "query"
    return "header" if name in action.headers else "body"


def outline(schema: Any, root: Schema) -> list[Line]:
    """Return a line for each field and variant below ``schema``, outermost first.

    A shared part of the schema is written out where it comes up first, and named after that.
    """
    return list(_Outline(root).lines(schema, 0))


def field_line(name: str, schema: Any, root: Schema, *, required: bool, depth: int = 0) -> Line:
    """Return the line of one field: its type in words, and what else its values must be."""
    return Line(
        depth,
        name,
        type=type_words(schema, root),
        required=required,
        notes=_notes(schema, root),
    )


class _Outline:
    """The lines of one schema, and which shared parts have been written out so far."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self.written: set[str] = set()

    def lines(self, schema: Any, depth: int) -> Iterator[Line]:
        """Yield the lines of what ``schema`` holds: fields, then variants, then list items."""
        parts = flattened_parts(schema, self.root)
        if depth > MAX_DEPTH or not any(_has_lines(part, self.root) for part in parts):
            return
        if self._is_written(schema):
            yield Line(depth, "…", notes="as above")
            return
        if isinstance(schema, Mapping) and "$ref" in schema:
            self.written.add(schema["$ref"])
        required = {name for part in parts for name in part.get("required", ())}
        fields: dict[str, Any] = {}
        for part in parts:
            for name, member in part.get("properties", {}).items():
                fields.setdefault(name, member)
        for name, member in fields.items():
            yield field_line(name, member, self.root, required=name in required, depth=depth)
            yield from self.lines(member, depth + 1)
        for part in parts:
            if _is_filled(extra := part.get("additionalProperties")):
                yield field_line("(any name)", extra, self.root, required=False, depth=depth)
                yield from self.lines(extra, depth + 1)
            for branches in (part.get("anyOf"), part.get("oneOf")):
                yield from self._variants(branches or (), depth)
            yield from self._conditions(part, depth)
            if "items" in part:
                yield from self.lines(part["items"], depth)

    def _is_written(self, schema: Any) -> bool:
        return isinstance(schema, Mapping) and schema.get("$ref") in self.written

    def _variants(self, branches: Sequence[Any], depth: int) -> Iterator[Line]:
        structured = [each for each in branches if _describes(each, self.root)]
        if not structured:
            yield from self._choice_of_required(branches, depth)
            return
        for branch, variant in zip(branches, variants_of(branches, self.root), strict=True):
            if branch in structured and self._is_written(branch):
                yield Line(depth, variant.title, "variant", notes="as above")
            elif branch in structured:
                notes = _variant_notes(variant.schema, variant.required)
                yield Line(depth, variant.title, "variant", notes=notes)
                yield from self.lines(branch, depth + 1)

    def _choice_of_required(self, branches: Sequence[Any], depth: int) -> Iterator[Line]:
        """Yield one line where branches only say which fields must be there."""
        choices = [
            " and ".join(name for part in parts for name in part.get("required", ()))
            for parts in (flattened_parts(branch, self.root) for branch in branches)
        ]
        if choices and all(choices):
            yield Line(depth, "at least one of", "variant", notes=", ".join(choices))

    def _conditions(self, part: Schema, depth: int) -> Iterator[Line]:
        while isinstance(part, Mapping) and "if" in part:
            condition = variants_of([part["if"]], self.root)[0].title
            yield from self._outcome(f"when {condition}", part.get("then", {}), depth)
            part = part.get("else", {})
            if isinstance(part, Mapping) and "if" not in part:
                yield from self._outcome("otherwise", part, depth)

    def _outcome(self, name: str, schema: Any, depth: int) -> Iterator[Line]:
        [variant] = variants_of([schema], self.root)
        below = list(self.lines(schema, depth + 1))
        if below or variant.required:
            yield Line(depth, name, "variant", notes=_variant_notes({}, variant.required))
            yield from below


def _variant_notes(schema: Schema, required: Iterable[str]) -> str:
    described = " ".join(str(schema.get("description", "")).split()).rstrip(".")
    needed = ", ".join(sorted(required))
    return "; ".join(note for note in (described, needed and f"requires {needed}") if note)


def _has_lines(part: Schema, root: Schema) -> bool:
    """Whether anything is left to say about a value once its type has been said."""
    if any(key in part for key in ("properties", "anyOf", "oneOf", "if")):
        return True
    if "items" in part:
        return any(_has_lines(inner, root) for inner in flattened_parts(part["items"], root))
    return _is_filled(part.get("additionalProperties"))


def _describes(branch: Any, root: Schema) -> bool:
    """Whether a branch of a union has fields of its own."""
    return any(
        "properties" in part or ("required" not in part and _has_lines(part, root))
        for part in flattened_parts(branch, root)
    )


def _is_filled(schema: Any) -> bool:
    return isinstance(schema, Mapping) and bool(schema)


def type_words(schema: Any, root: Schema) -> str:
    """Return the type of a schema in words.

    >>> type_words({"type": ["array", "null"], "items": {"type": "string"}}, {})
    'null or list of string'
    """
    return _joined(_types(schema, root, 0)) or "any"


def _joined(names: Iterable[str]) -> str:
    """Join type names, lists last: what follows ``list of`` would read as its items."""
    return " or ".join(sorted(dict.fromkeys(names), key=lambda name: name.startswith("list of")))


def _types(schema: Any, root: Schema, depth: int) -> Iterator[str]:
    for part in flattened_parts(schema, root):
        stated = part.get("type", ())
        for name in [stated] if isinstance(stated, str) else stated:
            if name == "array" and part.get("items") and depth < MAX_DEPTH:
                inner = _joined(_types(part["items"], root, depth + 1))
                yield f"list of {inner}" if inner else "list"
            else:
                yield "list" if name == "array" else str(name)
        if not stated and ("enum" in part or "const" in part):
            yield from (json_type(choice) for choice in part.get("enum", [part.get("const")]))
        if not stated and depth < MAX_DEPTH:
            for branch in (*part.get("anyOf", ()), *part.get("oneOf", ())):
                yield from _types(branch, root, depth + 1)


def _notes(schema: Any, root: Schema) -> str:
    notes: list[str] = []
    for part in flattened_parts(schema, root):
        if description := part.get("description"):
            notes.append(" ".join(str(description).split()))
        inner = resolve(part["items"], root) if "items" in part else {}
        choices = part.get("enum", inner.get("enum"))
        if choices:
            shown = ", ".join(_shown(choice) for choice in choices[:MAX_CHOICES])
            more = ", …" if len(choices) > MAX_CHOICES else ""
            notes.append(f"one of: {shown}{more}" if len(choices) > 1 else f"always {shown}")
        if "const" in part:
            notes.append(f"always {_shown(part['const'])}")
        if part.get("format") in _FORMATS:
            notes.append(_FORMATS[part["format"]])
        notes.extend(words.format(part[key]) for key, words in _BOUNDS.items() if key in part)
        if part.get("default") is not None:
            notes.append(f"default {_shown(part['default'])}")
    return "; ".join(dict.fromkeys(note.rstrip(".;") for note in notes))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
