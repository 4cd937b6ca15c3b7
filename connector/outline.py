"""What an action accepts, as lines to read: one a field, indented, variants named. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

from .model import Action
from .type_names import type_words
from .variants import Schema, Variant, flattened_parts, resolve, variants_of

MAX_DEPTH = 8
"""Deepest level that is written out; recursive shapes stop where they repeat."""

MAX_CHOICES = 16
"""How many values of a choice are written out."""

MIN_REPEATED = 2
"""So many lines that a variant repeats of another are left out, and named instead."""

MAX_EXAMPLE = 60
"""Longest example that is shown beside a field, characters."""

Place = Literal["path", "query", "header", "body"]

_FORMATS = {"unix-time": "UNIX time in seconds", "date-time": "ISO 8601 time", "uri": "URL"}
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minItems": "{} items or more",
    "maxItems": "{} items or fewer",
    "maxLength": "{} characters or fewer",
}
_NARROWING = frozenset({"enum", "const", "type"})


@dataclass(frozen=True)
class Line:
    """One line of an outline. ``type``, ``description`` and ``limits`` are for people.

    ``limits`` says which values are taken beyond the type. ``example`` is a value as it is written
    in JSON, a text without its quotes; empty where there is none to show. A variant has no type;
    its ``limits`` say what tells it apart and which fields it requires.
    """

    depth: int
    name: str
    kind: Literal["field", "variant"] = "field"
    type: str = ""
    required: bool = False
    description: str = ""
    limits: str = ""
    example: str = ""

    @property
    def notes(self) -> str:
        """Description and limits as one text, without a full stop at the end."""
        described = self.description.rstrip(".;")
        return "; ".join(part for part in (described, self.limits) if part)


def place_of_param(action: Action, name: str) -> Place:
    """Return where the request carries a param."""
    if name in action.path_params:
        return "path"
    if name in action.query:
        return "query"
    return "header" if name in action.headers else "body"


def outline(schema: Any, root: Schema) -> list[Line]:
    """Return a line for each field and variant below ``schema``, outermost and required first.

    A shared part of the schema is written out where it comes up first, and named after that; so are
    the fields that a variant has like another one before it.
    """
    return list(_Outline(root).lines(schema, 0))


def field_line(name: str, schema: Any, root: Schema, *, required: bool, depth: int = 0) -> Line:
    """Return the line of one field: its type in words, and what else its values must be."""
    parts = flattened_parts(schema, root)
    described = (str(part["description"]) for part in parts if part.get("description"))
    description = " ".join(next(described, "").split())
    return Line(
        depth,
        name,
        type=type_words(schema, root, name),
        required=required,
        description=description,
        limits=_limits(parts, root, description),
        example=_example(parts),
    )


@dataclass(frozen=True)
class _Block:
    """The lines of one field of a variant, or of what comes after its fields (no name)."""

    name: str
    lines: tuple[Line, ...]


class _Outline:
    """The lines of one schema, and where shared parts have been written out so far."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self.written: dict[str, str] = {}
        """Shared part -> the field that shows it, empty where that is the whole."""
        self.field = ""

    def lines(
        self, schema: Any, depth: int, around: Mapping[str, Any] | None = None
    ) -> Iterator[Line]:
        """Yield the lines of what ``schema`` holds: fields, then variants, then list items.

        ``around`` are the fields of the object that ``schema`` is a variant of.
        """
        for block in self._blocks(schema, depth, around or {}):
            yield from block.lines

    def _blocks(self, schema: Any, depth: int, around: Mapping[str, Any]) -> Iterator[_Block]:
        parts = flattened_parts(schema, self.root)
        if depth > MAX_DEPTH or not any(_has_lines(part, self.root) for part in parts):
            return
        if self._is_written(schema):
            shown = self.written[schema["$ref"]]
            yield _Block("", (Line(depth, "…", limits=f"as in {shown}" if shown else "as above"),))
            return
        if isinstance(schema, Mapping) and "$ref" in schema:
            self.written[schema["$ref"]] = self.field
        required = _required(parts, self.root)
        fields = _fields(parts)
        for name, member in sorted(fields.items(), key=lambda field: field[0] not in required):
            if name in around and _narrows(member, self.root):
                continue
            line = field_line(name, member, self.root, required=name in required, depth=depth)
            self.field = name
            yield _Block(name, (line, *self.lines(member, depth + 1)))
        yield _Block("", tuple(self._after_fields(parts, {**around, **fields}, required, depth)))

    def _after_fields(
        self, parts: Sequence[Schema], fields: Mapping[str, Any], required: Set[str], depth: int
    ) -> Iterator[Line]:
        for part in parts:
            if _is_filled(extra := part.get("additionalProperties")):
                yield field_line("(any name)", extra, self.root, required=False, depth=depth)
                yield from self.lines(extra, depth + 1)
            for branches in (part.get("anyOf"), part.get("oneOf")):
                yield from self._variants(branches or (), fields, required, depth)
            yield from self._conditions(part, fields, depth)
            if "items" in part:
                yield from self.lines(part["items"], depth)

    def _is_written(self, schema: Any) -> bool:
        return isinstance(schema, Mapping) and schema.get("$ref") in self.written

    def _variants(
        self, branches: Sequence[Any], fields: Mapping[str, Any], required: Set[str], depth: int
    ) -> Iterator[Line]:
        structured = [each for each in branches if _describes(each, self.root)]
        if not structured:
            yield from self._choice_of_required(branches, required, depth)
            return
        before: dict[str, list[_Block]] = {}
        for branch, variant in zip(branches, variants_of(branches, self.root), strict=True):
            if branch not in structured:
                continue
            if self._is_written(branch):
                yield Line(depth, variant.title, "variant", limits="as above")
                continue
            # Compared as if nothing had been written out yet, so that equal shapes look equal.
            blocks = list(_Outline(self.root)._blocks(branch, depth + 1, fields))
            lines = _lines_of(blocks)
            same = [title for title, others in before.items() if _lines_of(others) == lines]
            if same and lines:
                alike = "each as" if "array" in variant.types else "as"
                yield Line(depth, variant.title, "variant", limits=f"{alike} {same[0]}")
                continue
            shown = required | {block.name for block in blocks}
            limits = self._apart(branch, variant, fields, shown)
            yield Line(depth, variant.title, "variant", limits=limits)
            yield from self._unlike(branch, blocks, before, fields, depth + 1)
            before[variant.title] = blocks

    def _unlike(
        self,
        branch: Any,
        blocks: Sequence[_Block],
        before: Mapping[str, list[_Block]],
        fields: Mapping[str, Any],
        depth: int,
    ) -> Iterator[Line]:
        """Yield the lines of a variant, but for the fields that one before it has too."""
        origins = {
            block.name: title
            for block in blocks
            for title, others in reversed(list(before.items()))
            if block.lines and block in others
        }
        names = [name for name in origins if name]
        if len(_lines_of(block for block in blocks if block.name in names)) < MIN_REPEATED:
            yield from self.lines(branch, depth, fields)
            return
        for block in self._blocks(branch, depth, fields):
            if block.name not in origins:
                yield from block.lines
        for title in dict.fromkeys(origins[name] for name in names):
            listed = ", ".join(name for name in names if origins[name] == title)
            yield Line(depth, "…", limits=f"{listed}: as in {title}")

    def _apart(
        self, branch: Any, variant: Variant, around: Mapping[str, Any], shown: Set[str]
    ) -> str:
        """Say what tells a variant apart, and what it requires where no line of its own does."""
        described = " ".join(str(variant.schema.get("description", "")).split()).rstrip(".")
        told = self._narrowed(branch, around) if "title" in variant.schema else {}
        needed = variant.required - shown - told.keys()
        return joined_notes(described, *told.values(), _requires(needed))

    def _narrowed(self, branch: Any, around: Mapping[str, Any]) -> dict[str, str]:
        """Say what a variant takes in each of the fields that are described further out."""
        return {
            name: f"{name} {_taken(member, self.root)}"
            for name, member in _fields(flattened_parts(branch, self.root)).items()
            if name in around and _narrows(member, self.root)
        }

    def _choice_of_required(
        self, branches: Sequence[Any], required: Set[str], depth: int
    ) -> Iterator[Line]:
        """Yield one line where branches only say which fields must be there.

        Those in ``required`` must be there in any case, and say so themselves.
        """
        choices = [
            [name for part in parts for name in part.get("required", ()) if name not in required]
            for parts in (flattened_parts(branch, self.root) for branch in branches)
        ]
        if choices and all(choices):
            between = "; " if any(len(names) > 1 for names in choices) else ", "
            told = between.join(" and ".join(names) for names in choices)
            yield Line(depth, "at least one of", "variant", limits=told)

    def _conditions(self, part: Schema, fields: Mapping[str, Any], depth: int) -> Iterator[Line]:
        said = False
        while isinstance(part, Mapping) and "if" in part:
            condition = _condition(variants_of([part["if"]], self.root)[0])
            for line in self._outcome(f"when {condition}", part.get("then", {}), fields, depth):
                said = True
                yield line
            part = part.get("else", {})
            if isinstance(part, Mapping) and "if" not in part:
                # Where nothing follows from the conditions, it is no other case.
                yield from self._outcome("otherwise" if said else "", part, fields, depth)

    def _outcome(
        self, name: str, schema: Any, fields: Mapping[str, Any], depth: int
    ) -> Iterator[Line]:
        [variant] = variants_of([schema], self.root)
        if self._is_written(schema):
            title = ": ".join(words for words in (name, variant.title) if words)
            yield Line(depth, title, "variant", limits="as above")
            return
        told = self._narrowed(schema, fields)
        below = list(self.lines(schema, depth + 1, fields))
        if below or told or variant.required:
            named = {line.name for line in below if line.depth == depth + 1}
            limits = joined_notes(*told.values(), _requires(variant.required - named))
            yield Line(depth, name or variant.title, "variant", limits=limits)
            yield from below


def _condition(variant: Variant) -> str:
    told = (f"{name} {_choices(values, ', ')}" for name, values in variant.choices.items())
    return "; ".join(told) or variant.title


def _lines_of(blocks: Iterable[_Block]) -> list[Line]:
    return [line for block in blocks for line in block.lines]


def _requires(names: Iterable[str]) -> str:
    needed = ", ".join(sorted(names))
    return needed and f"requires {needed}"


def joined_notes(*notes: str) -> str:
    """Join what is said of a line's values; empty notes are left out."""
    return "; ".join(note for note in notes if note)


def _required(parts: Iterable[Schema], root: Schema) -> set[str]:
    """Return the fields that are required whichever variant is taken."""
    required: set[str] = set()
    for part in parts:
        required.update(part.get("required", ()))
        for branches in (part.get("anyOf"), part.get("oneOf")):
            if branches:
                each = [variant.required for variant in variants_of(branches, root)]
                required.update(frozenset.intersection(*each))
    return required


def _fields(parts: Iterable[Schema]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for part in parts:
        for name, member in part.get("properties", {}).items():
            fields.setdefault(name, member)
    return fields


def _narrows(schema: Any, root: Schema) -> bool:
    """Whether a schema says nothing of a field but which of its values are taken."""
    return set(resolve(schema, root)) <= _NARROWING


def _taken(schema: Any, root: Schema) -> str:
    schema = resolve(schema, root)
    choices = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return _choices(choices, "/") if choices else type_words(schema, root)


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


def _limits(parts: Iterable[Schema], root: Schema, description: str) -> str:
    limits: list[str] = []
    for part in parts:
        inner = resolve(part["items"], root) if "items" in part else {}
        choices = part.get("enum", inner.get("enum"))
        if choices:
            shown = _choices(choices, ", ")
            limits.append(f"one of: {shown}" if len(choices) > 1 else f"always {shown}")
        if "const" in part:
            limits.append(f"always {_shown(part['const'])}")
        if words := _FORMATS.get(part.get("format", "")):
            known = words.split()[0].lower() in description.lower()
            limits.extend([] if known else [words])
        limits.extend(words.format(part[key]) for key, words in _BOUNDS.items() if key in part)
        if part.get("default") is not None:
            limits.append(f"default {_shown(part['default'])}")
        if part.get("readOnly"):
            limits.append("set by the API")
        if part.get("deprecated"):
            limits.append("deprecated")
    return "; ".join(dict.fromkeys(limits))


def _choices(choices: Sequence[Any], between: str) -> str:
    shown = between.join(_shown(choice) for choice in choices[:MAX_CHOICES])
    return f"{shown}{between}…" if len(choices) > MAX_CHOICES else shown


def _example(parts: Iterable[Schema]) -> str:
    """Return the first example that tells something: of a choice or of true and false none does."""
    for part in parts:
        if "enum" in part or "const" in part:
            return ""
        for value in part.get("examples", ()):
            shown = _shown(value)
            if isinstance(value, bool) or value is None or len(shown) > MAX_EXAMPLE:
                continue
            return shown
    return ""


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
