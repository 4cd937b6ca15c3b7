"""Apply an overlay: the deliberate differences between a catalog and the document it came from.

Every difference must change every action it names; one that changes nothing, or names what does not
exist, is a problem, so that the overlay never outlives its reasons. Nothing is changed in place and
files are only read by `load_overlay`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from .catalog_files import CatalogFiles
from .errors import AuthoringError
from .format import Change, Overlay
from .openapi import parse_text
from .operation import BODY, INTEGER_TEXT, tidy_entry
from .schema_tree import (
    WORD_KEYWORDS,
    Schema,
    arranged,
    at_pointer,
    rebuild,
    references,
    tokens,
    walk,
)

SHARED_FOLDER = "shared"
"""Where an action's schema finds shared parts."""

_APPENDED = ("query", "headers")


@dataclass(frozen=True)
class OverlayProblem:
    """A difference that cannot be applied; `pointer` leads to it in the overlay."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"overlay {self.pointer}: {self.message}"


def load_overlay(path: Path | None) -> Overlay:
    """Read an overlay; None and an empty file mean no differences.

    Raises AuthoringError listing each value the format does not admit.
    """
    if path is None:
        return Overlay()
    try:
        data = parse_text(path.read_text(encoding="utf-8")) or {}
        return Overlay.model_validate(data)
    except yaml.YAMLError as error:
        raise AuthoringError(f"{path.name} cannot be parsed", [str(error)]) from error
    except ValidationError as error:
        problems = [f"{_dotted(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise AuthoringError(f"{path.name} is not an overlay", problems) from error


def _dotted(place: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in place) or "top level"


def merge_patch(target: Any, patch: Any) -> Any:
    """RFC 7396, except that `required` lists are united. Neither argument is changed.

    >>> merge_patch({"required": ["a"], "x": 1}, {"required": ["b"], "x": None})
    {'required': ['a', 'b']}
    """
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif key == "required" and isinstance(value, list) and isinstance(result.get(key), list):
            result[key] = list(dict.fromkeys([*result[key], *value]))
        else:
            result[key] = merge_patch(result.get(key), value)
    return result


def apply_overlay(
    catalog: CatalogFiles, overlay: Overlay, *, known_actions: set[str] | None = None
) -> tuple[CatalogFiles, list[OverlayProblem]]:
    """A copy of a catalog with header, rules, parts and differences of an overlay applied.

    A part takes the place of the document's own of its name, which leaves ids in it as written.
    `known_actions`: actions that may be named although this import leaves them out.
    Omissions are not looked at: they decide what is compiled in the first place.
    """
    problems: list[OverlayProblem] = []
    catalog = replace(catalog, header={**catalog.header, **overlay.header, **_errors(overlay)})
    if overlay.rules.ids is not None:
        catalog, changed = lenient_ids(catalog, overlay.rules.ids.match)
        if not changed:
            problems.append(OverlayProblem("/rules/ids", "changes nothing"))
    problems += _worded_parts(overlay.parts)
    catalog = replace(catalog, shared={**catalog.shared, **copy.deepcopy(overlay.parts)})
    entries, schemas, shared = dict(catalog.entries), dict(catalog.schemas), dict(catalog.shared)
    complete = True
    for index, change in enumerate(overlay.differences):
        place = f"/differences/{index}"
        if not (change.entry or change.schema_):
            continue  # it is about answers alone
        for name in change.actions:
            if name not in entries:
                if name in (known_actions or ()):
                    complete = False
                else:
                    problems.append(OverlayProblem(place, f"there is no action {name!r}"))
                continue
            try:
                entry = _changed_entry(entries[name], change)
                schema = _changed_schema(schemas[name], change)
            except KeyError as error:
                problems.append(OverlayProblem(place, f"{name}: nothing at {error.args[0]}"))
                continue
            unchanged = entry == entries[name] and _same(schema, schemas[name])
            if unchanged:
                problems.append(OverlayProblem(place, f"changes nothing of {name}"))
            entries[name], schemas[name] = entry, schema
        for name in change.shared:
            if name not in shared:
                problems.append(OverlayProblem(place, f"there is no shared part {name!r}"))
                continue
            try:
                schema = _changed_schema(shared[name], change)
            except KeyError as error:
                problems.append(OverlayProblem(place, f"{name}: nothing at {error.args[0]}"))
                continue
            if _same(schema, shared[name]):
                problems.append(OverlayProblem(place, f"changes nothing of {name}"))
            shared[name] = schema
    schemas = {
        name: ordered_params(entries[name], schema) if name in entries else schema
        for name, schema in schemas.items()
    }
    catalog = replace(catalog, entries=entries, schemas=schemas, shared=shared)
    if complete:
        problems += _idle_parts(catalog, overlay.parts)
    return catalog, problems


def _errors(overlay: Overlay) -> dict[str, Any]:
    """The header's errors, those of every action."""
    common = [each.model_dump(exclude_none=True) for each in overlay.errors.common]
    return {"errors": common} if common else {}


def _worded_parts(parts: dict[str, Schema]) -> Iterator[OverlayProblem]:
    for name, part in parts.items():
        for pointer, level in walk(part):
            for keyword in WORD_KEYWORDS:
                if keyword in level:
                    message = f"{keyword} is a word; write it in the part's own file"
                    yield OverlayProblem(f"/parts/{name}{pointer}", message)


def _idle_parts(catalog: CatalogFiles, parts: dict[str, Schema]) -> Iterator[OverlayProblem]:
    named = {ref for _, schema in catalog.schema_files() for ref in references(schema)}
    for name in parts:
        if not named & {f"{name}.json", f"{SHARED_FOLDER}/{name}.json"}:
            yield OverlayProblem(f"/parts/{name}", "nothing refers to it")


def _same(one: Schema, other: Schema) -> bool:
    return bool(arranged(one) == arranged(other))


def _changed_entry(entry: dict[str, Any], change: Change) -> dict[str, Any]:
    result = dict(entry)
    for key, value in change.entry.items():
        if key in _APPENDED and isinstance(value, list):
            result[key] = list(dict.fromkeys([*result.get(key, []), *value]))
        elif value is None:
            result.pop(key, None)
        else:
            result[key] = value
    return tidy_entry(result)


def _changed_schema(schema: Schema, change: Change) -> Schema:
    """Raises KeyError naming the pointer when the schema has nothing there."""
    return patched_schema(schema, change.schema_, change.at) if change.schema_ else schema


def patched_schema(schema: Schema, patch: dict[str, Any], at: str) -> Schema:
    """A copy of a schema with a merge patch applied at a JSON pointer.

    Raises KeyError naming the pointer when the schema has nothing there.
    """
    result = copy.deepcopy(schema)
    here = at_pointer(result, at)
    patched = merge_patch(here, patch)
    steps = tokens(at)
    if not steps:
        whole: Schema = patched
        return whole
    parent = at_pointer(result, at.rsplit("/", 1)[0])
    if isinstance(parent, list):
        parent[int(steps[-1])] = patched
    else:
        parent[steps[-1]] = patched
    return result


def ordered_params(entry: dict[str, Any], schema: Schema) -> Schema:
    """A copy of an action's schema with its params in the order path, query, headers, body."""
    properties = schema.get("properties", {})
    last = [*entry.get("query", []), *entry.get("headers", []), BODY]
    names = [name for name in properties if name not in last]
    names += [name for name in last if name in properties]
    copied = {**schema, "properties": {name: properties[name] for name in names}}
    if "required" in schema:
        rank = {name: position for position, name in enumerate(names)}
        copied["required"] = sorted(schema["required"], key=lambda name: rank.get(name, len(rank)))
    return copied


def lenient_ids(catalog: CatalogFiles, match: str) -> tuple[CatalogFiles, bool]:
    """A copy of a catalog whose bodies take each id as text or number; and whether any changed."""
    pattern = re.compile(match)

    def widen(level: Schema) -> Schema:
        if "properties" not in level:
            return level
        properties = {
            name: _lenient_id(part) if pattern.search(name) else part
            for name, part in level["properties"].items()
        }
        return {**level, "properties": properties}

    schemas = {}
    for name, schema in catalog.schemas.items():
        properties = dict(schema.get("properties", {}))
        if BODY in properties:
            properties[BODY] = rebuild(properties[BODY], widen)
            schema = {**schema, "properties": properties}
        schemas[name] = schema
    shared = {name: rebuild(schema, widen) for name, schema in catalog.shared.items()}
    changed = schemas != catalog.schemas or shared != catalog.shared
    return replace(catalog, schemas=schemas, shared=shared), changed


def _lenient_id(schema: Schema) -> Schema:
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if {"enum", "const", "properties"} & set(schema) or "object" in kinds:
        return schema
    if "array" in kinds and isinstance(schema.get("items"), dict):
        return {**schema, "items": _lenient_id(schema["items"])}
    if "string" in kinds and "integer" not in kinds:
        place = kinds.index("string") + 1
        return {**schema, "type": [*kinds[:place], "integer", *kinds[place:]]}
    if "integer" in kinds and "string" not in kinds:
        place = kinds.index("integer") + 1
        types = [*kinds[:place], "string", *kinds[place:]]
        return {**schema, "type": types, "pattern": INTEGER_TEXT}
    return schema
