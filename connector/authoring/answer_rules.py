"""Lint rules for what actions answer and where their ids come from.

That what is said of answers is complete or right, no rule can tell: that takes the documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from ..bundling import bundle
from ..expectation import id_trails
from .answers import SHARED
from .catalog_files import ACTIONS_FILE, RETURN_PARTS_FOLDER, RETURNS_FOLDER
from .linted import Fault, Linted
from .schema_tree import WORD_KEYWORDS, Schema, references, walk

_KEYS = {"schema", "errors"}
_ERROR_KEYS = {"status", "code", "when"}


def check_answers(linted: Linted) -> Iterator[Fault]:
    """What is said of answers is about an action, can be read alone, and holds no words."""
    used: set[str] = set()
    for name, returns in linted.catalog.returns.items():
        file = f"{RETURNS_FOLDER}/{name}.json"
        entry = linted.catalog.entries.get(name)
        if entry is None:
            yield None, file, "no action has this name"
        for key in returns.keys() - _KEYS:
            yield name, file, f"{key!r} is unknown"
        if "schema" in returns:
            if entry is not None and entry.get("returns") != "json":
                yield name, file, f"a schema of an answer that is {entry.get('returns')}, not json"
            for message in _schema_faults(linted, returns["schema"], SHARED, used):
                yield name, file, message
        for error in returns.get("errors", ()):
            if set(error) - _ERROR_KEYS or not {"status", "when"} <= set(error):
                yield name, file, f"{error} is no error of status, code and when"
    for name, part in linted.catalog.return_parts.items():
        for message in _schema_faults(linted, part, "", used):
            yield None, f"{RETURN_PARTS_FOLDER}/{name}.json", message
    for name in linted.catalog.return_parts.keys() - used:
        yield None, f"{RETURN_PARTS_FOLDER}/{name}.json", "nothing refers to it"


def _schema_faults(linted: Linted, schema: Schema, folder: str, used: set[str]) -> Iterator[str]:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield f"not a JSON Schema: {error.message}"
    for pointer, level in walk(schema):
        for keyword in WORD_KEYWORDS:
            if keyword in level:
                yield f"{pointer or '/'}: {keyword} is a word"
    for reference in references(schema):
        part = reference.removeprefix(folder).removesuffix(".json")
        if part not in linted.catalog.return_parts:
            yield f"{reference} does not exist"
        used.add(part)


def check_ids(linted: Linted) -> Iterator[Fault]:
    """What gives ids exists, and each place is that of some param, and of one kind."""
    kinds = linted.header.ids if linted.header is not None else {}
    if not kinds:
        return
    ends = {
        trail[start:]
        for name in linted.valid_entries
        for trail in _trails(linted, name)
        for start in range(len(trail))
    }
    taken: dict[str, str] = {}
    for kind, about in kinds.items():
        for source in about.given_by:
            if source not in linted.catalog.entries:
                yield None, ACTIONS_FILE, f"header ids.{kind}: there is no action {source!r}"
        for place in about.to:
            if place in taken:
                message = f"header ids.{kind}: {place} is one of {taken[place]} already"
                yield None, ACTIONS_FILE, message
            elif tuple(place.split("/")) not in ends:
                yield None, ACTIONS_FILE, f"header ids.{kind}: no param is at {place}"
            taken[place] = kind


def _trails(linted: Linted, name: str) -> Iterator[tuple[str, ...]]:
    entry, schema = linted.valid_entries[name], linted.catalog.schemas.get(name, {})
    path = entry.request.partition(" ")[2]
    params = [part.partition("}")[0] for part in path.split("{")[1:]]
    shared: dict[str, Any] = linted.catalog.shared
    whole = bundle(schema, lambda part: shared.get(part, {}))
    for _, trail in id_trails(path, params, entry.query, whole):
        yield trail
