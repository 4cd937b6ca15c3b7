"""Lint rules about words: where a catalog promises them, they are there, short, and fit.

A catalog promises words with `words` in its header; without it nothing is asked for. A field is
described once: where it only gets narrower in a branch of a union, its words stand outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jsonschema import Draft202012Validator

from ..bundling import bundle
from ..patching import patched
from .catalog_files import ACTIONS_FILE, SCHEMAS_FOLDER, SHARED_FOLDER, VARIANTS_FOLDER
from .linted import Fault, Linted
from .schema_tree import Schema, field_path, shared_name, tokens, walk

MAX_HINT_CHARS = 320
MAX_ALIAS_CHARS = 60
MIN_ALIASES = 4
"""Fewest aliases of an action in a language."""
MIN_DESCRIPTION_CHARS, MAX_DESCRIPTION_CHARS = 8, 160

_UNIONS = ("anyOf", "allOf", "oneOf")
_SAME_VALUE = (*_UNIONS, "then", "else", "if", "not")
"""Keywords below which the same value is described again."""


def check_hints(linted: Linted) -> Iterator[Fault]:
    """A hint is short, and what it names exists."""
    if linted.header is None or linted.header.words is None:
        return
    for name, entry in linted.valid_entries.items():
        hint = entry.hint or ""
        if len(hint) > MAX_HINT_CHARS:
            yield name, ACTIONS_FILE, f"the hint has more than {MAX_HINT_CHARS} characters"
        for word in re.findall(r"\b(?:get|post|put|patch|delete)_\w+", hint):
            if word not in linted.catalog.entries:
                yield name, ACTIONS_FILE, f"the hint names {word}, which is no action"


def check_aliases(linted: Linted) -> Iterator[Fault]:
    """Every action has aliases in each language, and no two actions share one."""
    if linted.header is None or linted.header.words is None:
        return
    languages = linted.header.words.languages
    owners: dict[tuple[str, str], str] = {}
    for name, entry in linted.valid_entries.items():
        for language in languages:
            count = len(entry.aliases.get(language, ()))
            if count < MIN_ALIASES:
                yield name, ACTIONS_FILE, f"{count} aliases in {language!r}, not {MIN_ALIASES}"
        for language, aliases in entry.aliases.items():
            if language not in languages:
                yield name, ACTIONS_FILE, f"the header names no language {language!r}"
            for alias in aliases:
                owner = owners.setdefault((language, alias.casefold()), name)
                if owner != name:
                    yield name, ACTIONS_FILE, f"the alias {alias!r} is also one of {owner}"
                if not 2 < len(alias) <= MAX_ALIAS_CHARS or alias != alias.strip():
                    yield (
                        name,
                        ACTIONS_FILE,
                        f"the alias {alias!r} must have 3 to {MAX_ALIAS_CHARS} characters",
                    )


def check_descriptions(linted: Linted) -> Iterator[Fault]:
    """Every param and field has a short description, and an example where none can be guessed."""
    if linted.header is None or linted.header.words is None:
        return
    for action, file, schema in _described_files(linted):
        for pointer, level in fields_to_describe(schema):
            for message in _faults_of(level, linted.catalog.shared):
                yield action, file, f"{field_path(pointer)}: {message}"


def _described_files(linted: Linted) -> Iterator[tuple[str | None, str, Schema]]:
    catalog = linted.catalog
    for name, schema in catalog.schemas.items():
        yield name, f"{SCHEMAS_FOLDER}/{name}.json", schema
        for variant in catalog.variants.get(name, ()):
            file = f"{VARIANTS_FOLDER}/{name}.json"
            yield name, file, patched(schema, variant["patch"])
    for name, schema in catalog.shared.items():
        yield None, f"{SHARED_FOLDER}/{name}.json", schema


def fields_to_describe(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The fields of a schema that need words of their own, each with its pointer."""
    levels = dict(walk(schema))
    for pointer, level in levels.items():
        if not field_path(pointer) or {"not", "if"} & {*tokens(pointer)[:-2]}:
            continue
        name = tokens(pointer)[-1]
        outside = _outside(pointer.rpartition("/properties/")[0])
        if not any(name in levels.get(each, {}).get("properties", {}) for each in outside):
            yield pointer, level


def _outside(pointer: str) -> Iterator[str]:
    """The levels that describe the same value as a branch of theirs does, innermost first."""
    while pointer:
        steps = pointer.split("/")
        if steps[-1] in _SAME_VALUE:
            steps = steps[:-1]
        elif steps[-2] in _UNIONS:
            steps = steps[:-2]
        else:
            return
        pointer = "/".join(steps)
        yield pointer


def _faults_of(level: Schema, shared: dict[str, Schema]) -> Iterator[str]:
    target = shared.get(shared_name(level.get("$ref", "")), {})
    whole = {**target, **level}
    description = whole.get("description")
    if description is None:
        yield "no description"
    elif not MIN_DESCRIPTION_CHARS <= len(description) <= MAX_DESCRIPTION_CHARS:
        yield (
            f"the description must have {MIN_DESCRIPTION_CHARS} to {MAX_DESCRIPTION_CHARS} "
            f"characters, not {len(description)}"
        )
    elif "\n" in description:
        yield "the description must be one line"
    examples = whole.get("examples")
    if examples is None:
        if _needs_example(whole, shared):
            yield "no example"
        return
    # A part that is missing is for the rule `references` to tell.
    validator = Draft202012Validator(bundle(level, lambda name: shared.get(name, {})))
    for example in examples:
        for error in validator.iter_errors(example):
            yield f"the example {example!r} does not fit: {error.message}"


def _needs_example(schema: Schema, shared: dict[str, Schema]) -> bool:
    """Whether nobody could guess a value: no choice, no flag, no object whose fields have words."""
    schema = {**shared.get(shared_name(schema.get("$ref", "")), {}), **schema}
    if {"enum", "const", "properties"} & schema.keys() or schema.get("type") == "boolean":
        return False
    branches = [branch for key in _UNIONS for branch in schema.get(key, ())]
    if not all(_needs_example(branch, shared) for branch in branches):
        return False
    items = schema.get("items")
    if isinstance(items, dict) and "array" in schema.get("type", "array"):
        return _needs_example(items, shared)
    return True
