"""Params that would fit, where the faults leave no doubt about what was meant. Pure.

Only changes of form, and only where a problem was reported: a name spelled otherwise or with one
typo, a field at the top that belongs into ``data``, a number or truth value sent as text, a choice
in another case. A value is never invented, guessed or dropped. The caller validates what comes
back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .errors import Problem
from .fields import BODY, applicable_parts, known_fields, takes_any_field
from .json_values import join_path
from .suggestions import same_name
from .variants import Schema, resolve

# Leading zeros make an identifier rather than a number; more digits would not survive a float.
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,7})\.[0-9]{1,7}")
_COMPOSED = frozenset({"allOf", "anyOf", "oneOf", "if", "then", "else"})


class _InDoubtError(Exception):
    """More than one thing may have been meant."""


def corrected_params(
    schema: Schema, params: Mapping[str, Any], problems: Sequence[Problem]
) -> dict[str, Any] | None:
    """Return a copy of ``params`` without the faults of form among ``problems``, else ``None``.

    The copy can have further faults, which only showed once the first were gone.
    """
    told = frozenset(problem.path for problem in problems)
    known = schema.get("properties", {})
    try:
        placed = _placed(schema, params)
        result = {
            name: _Place(schema, told, name).corrected([known[name]], value)
            for name, value in placed.items()
        }
    except _InDoubtError:
        return None
    return None if repr(result) == repr(dict(params)) else result


def _placed(schema: Schema, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return params of which each is known: misspelt ones renamed, body fields moved there."""
    known = schema.get("properties", {})
    body_fields = known_fields(known[BODY], schema) if BODY in known else {}
    placed: dict[str, Any] = {}
    moved: dict[str, Any] = {}
    for name, value in params.items():
        target: str | None = name
        if name not in known and name not in body_fields:
            target = _only_match(name, [*known, *body_fields], params)
            if target is None:
                raise _InDoubtError
        holder = placed if target in known else moved
        if target in holder:
            raise _InDoubtError
        holder[str(target)] = value
    if moved:
        body = placed.get(BODY, {})
        if not isinstance(body, Mapping) or moved.keys() & body.keys():
            raise _InDoubtError
        placed[BODY] = {**body, **moved}
    return placed


def _only_match(name: str, known: Iterable[str], given: Mapping[str, Any]) -> str | None:
    """Return the one known name that is not given and is ``name`` spelled otherwise."""
    same = {key for key in known if key not in given and same_name(name, key)}
    return same.pop() if len(same) == 1 else None


class _Place:
    """A place in the params, by its dotted path, and what was reported there and around it."""

    def __init__(
        self, root: Schema, told: frozenset[str], path: str, *, inside_fault: bool = False
    ) -> None:
        self.root = root
        self.told = told
        self.path = path
        self.faulty = inside_fault or path in told

    def corrected(self, schemas: list[Any], value: Any) -> Any:
        """Return the value that ``schemas`` describe, corrected; raises ``_InDoubtError``."""
        if isinstance(value, Mapping):
            return self._corrected_object(schemas, value)
        if isinstance(value, list):
            parts = [resolve(schema, self.root) for schema in schemas]
            items = [part["items"] for part in parts if "items" in part]
            if not items:
                return value
            return [self._at(index).corrected(items, item) for index, item in enumerate(value)]
        if isinstance(value, str) and self.faulty:
            return _corrected_text(schemas, value, self.root)
        return value

    def _at(self, key: str | int) -> _Place:
        path = join_path(self.path, key)
        return _Place(self.root, self.told, path, inside_fault=self.faulty)

    def _corrected_object(self, schemas: list[Any], value: Mapping[str, Any]) -> dict[str, Any]:
        fields: dict[str, list[Any]] = {}
        for schema in schemas:
            for name, members in known_fields(schema, self.root).items():
                fields.setdefault(name, []).extend(members)
        corrected: dict[str, Any] = {}
        for name, member in value.items():
            target = name if name in fields else self._meant_name(name, schemas, fields, value)
            if target in corrected:
                raise _InDoubtError
            corrected[target] = (
                self._at(name).corrected(fields[target], member) if target in fields else member
            )
        return corrected

    def _meant_name(
        self, name: str, schemas: list[Any], fields: Iterable[str], value: Mapping[str, Any]
    ) -> str:
        """Return the known field that ``name`` was meant to be, if its absence was reported."""
        target = _only_match(name, fields, value)
        if target is None:
            return name
        reported = {join_path(self.path, target), join_path(self.path, name)} & self.told
        if reported:
            return target
        free = any(takes_any_field(schema, self.root) for schema in schemas)
        return target if self.path in self.told and not free else name


def _corrected_text(schemas: list[Any], text: str, root: Schema) -> Any:
    """Return what a text stands for where only choices, numbers or truth values are taken."""
    types: set[str] = set()
    choices: set[str] = set()
    for part in (part for schema in schemas for part in applicable_parts(schema, root)):
        listed = [*part.get("enum", ()), *([part["const"]] if "const" in part else [])]
        if listed:
            choices.update(choice for choice in listed if isinstance(choice, str))
            types.update(_type_name(choice) for choice in listed if not isinstance(choice, str))
        elif "type" in part:
            stated = part["type"]
            types.update([stated] if isinstance(stated, str) else stated)
        elif not _COMPOSED & part.keys():
            return text
    if "string" in types:
        return text
    stripped = text.strip()
    same = {choice for choice in choices if choice.lower() == stripped.lower()}
    if same:
        return same.pop() if len(same) == 1 else text
    if types & {"integer", "number"} and _INTEGER.fullmatch(stripped):
        return int(stripped)
    if "number" in types and _DECIMAL.fullmatch(stripped):
        return float(stripped)
    if "boolean" in types and stripped.lower() in ("true", "false"):
        return stripped.lower() == "true"
    return text


def _type_name(choice: Any) -> str:
    if isinstance(choice, bool):
        return "boolean"
    return "number" if isinstance(choice, (int, float)) else "null"
