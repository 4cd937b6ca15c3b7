"""Words for people: collect them from an existing catalog and put them back after a refresh.

Words are `summary`, `hint` and `aliases` of an entry, and `title`, `description` and `examples` of
a schema. They are matched by file and JSON pointer, branches of a union by their position. What
another version says of a place goes with its patch; where it says nothing, the words of the schema
hold. Words whose place is gone are handed back, so that nothing written by hand disappears unseen.
Facts are never touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..patching import patched
from .catalog_files import CatalogFiles
from .json_patch import patch_between
from .operation import tidy_entry
from .schema_tree import WORD_KEYWORDS, Schema, field_path, rebuild, walk, without_words
from .versions import in_order_of

ENTRY_WORDS = ("summary", "hint", "aliases")


@dataclass(frozen=True)
class Words:
    """The words of a catalog: by action, and by schema file and JSON pointer.

    `variants`: those that other versions have where the schema has none, all versions of an action
    together.
    """

    entries: dict[str, dict[str, Any]]
    schemas: dict[str, dict[str, dict[str, Any]]]
    shared: dict[str, dict[str, dict[str, Any]]]
    variants: dict[str, dict[str, dict[str, Any]]]


def collect_words(catalog: CatalogFiles) -> Words:
    """Every word of a catalog; empty words count as none."""
    entries = {
        name: {key: entry[key] for key in ENTRY_WORDS if entry.get(key)}
        for name, entry in catalog.entries.items()
    }
    return Words(
        entries,
        {name: _schema_words(schema) for name, schema in catalog.schemas.items()},
        {name: _schema_words(schema) for name, schema in catalog.shared.items()},
        {name: _variant_words(catalog, name) for name in catalog.variants},
    )


def _variant_words(catalog: CatalogFiles, name: str) -> dict[str, dict[str, Any]]:
    """The words that the variants of an action do not take over from its schema."""
    base = catalog.schemas.get(name, {})
    found: dict[str, dict[str, Any]] = {}
    for variant in catalog.variants[name]:
        written = patched(base, variant["patch"])
        taken_over = _schema_words(_carried(base, without_words(written)))
        for pointer, words in _schema_words(written).items():
            if words != taken_over.get(pointer):
                found.setdefault(pointer, words)
    return found


def _carried(base: Schema, facts: Schema) -> Schema:
    """A variant's facts with the words that the schema has for the same places.

    The place of a field is its path of names; the same branch of a union is one that says the same.
    """
    copy: Schema = rebuild(facts, dict)
    words = _schema_words(base)
    levels = dict(walk(base))
    by_path: dict[str, dict[str, Any]] = {}
    for pointer, found in words.items():
        by_path.setdefault(field_path(pointer), found)
    for pointer, level in walk(copy):
        same = pointer in levels and without_words(levels[pointer]) == without_words(level)
        if same and pointer in words:
            level.update(words[pointer])
        elif path := field_path(pointer):
            level.update(by_path.get(path, {}))
    return copy


def _schema_words(schema: Schema) -> dict[str, dict[str, Any]]:
    found = {}
    for pointer, level in walk(schema):
        words = {key: level[key] for key in WORD_KEYWORDS if key in level}
        if words:
            found[pointer] = words
    return found


def restore_words(catalog: CatalogFiles, words: Words) -> tuple[CatalogFiles, list[str]]:
    """A copy of a catalog with the words put back, and the places that no longer exist.

    A restored word replaces one that came with the document.
    """
    lost: list[str] = []
    entries = {}
    for name, entry in catalog.entries.items():
        entries[name] = tidy_entry({**entry, **words.entries.get(name, {})})
    lost += [name for name, kept in words.entries.items() if kept and name not in entries]
    schemas = {
        name: _with_words(f"schemas/{name}.json", schema, words.schemas.get(name, {}), lost)
        for name, schema in catalog.schemas.items()
    }
    shared = {
        name: _with_words(f"schemas/shared/{name}.json", schema, words.shared.get(name, {}), lost)
        for name, schema in catalog.shared.items()
    }
    lost += [
        f"schemas/shared/{name}.json"
        for name, kept in words.shared.items()
        if kept and name not in shared
    ]
    variants = {
        name: _worded_variants(catalog, name, schemas[name], words.variants.get(name, {}), lost)
        for name in catalog.variants
    }
    # Of an action that is gone its name says enough.
    lost += [
        _variant_place(name, pointer)
        for name, kept in words.variants.items()
        if name in entries and name not in variants
        for pointer in sorted(kept)
    ]
    return replace(
        catalog, entries=entries, schemas=schemas, shared=shared, variants=variants
    ), lost


def _worded_variants(
    catalog: CatalogFiles,
    name: str,
    base: Schema,
    own: dict[str, dict[str, Any]],
    lost: list[str],
) -> list[dict[str, Any]]:
    """The variants of an action as patches of its schema with words, and with their own."""
    variants = []
    unused = set(own)
    for variant in catalog.variants[name]:
        facts = without_words(patched(catalog.schemas[name], variant["patch"]))
        written = _carried(base, facts)
        for pointer, level in walk(written):
            if pointer in own:
                level.update(own[pointer])
                unused.discard(pointer)
        patch = list(patch_between(base, in_order_of(base, written)))
        variants.append({"versions": variant["versions"], "patch": patch})
    lost += [_variant_place(name, pointer) for pointer in sorted(unused)]
    return variants


def _variant_place(name: str, pointer: str) -> str:
    return f"schemas/variants/{name}.json#{pointer}"


def _with_words(
    file: str, schema: Schema, words: dict[str, dict[str, Any]], lost: list[str]
) -> Schema:
    copy: Schema = rebuild(schema, dict)
    places = dict(walk(copy))
    for pointer, kept in words.items():
        if pointer in places:
            places[pointer].update(kept)
        else:
            lost.append(f"{file}#{pointer}")
    return copy


def facts_only(catalog: CatalogFiles) -> CatalogFiles:
    """A copy of a catalog without any words; what is left can be compared."""
    return replace(
        catalog,
        entries={
            name: {key: value for key, value in entry.items() if key not in ENTRY_WORDS}
            for name, entry in catalog.entries.items()
        },
        schemas={name: without_words(schema) for name, schema in catalog.schemas.items()},
        shared={name: without_words(schema) for name, schema in catalog.shared.items()},
        variants={name: _fact_variants(catalog, name) for name in catalog.variants},
    )


def _fact_variants(catalog: CatalogFiles, name: str) -> list[dict[str, Any]]:
    base = catalog.schemas.get(name, {})
    facts = without_words(base)
    return [
        {
            "versions": variant["versions"],
            "patch": list(
                patch_between(
                    facts,
                    in_order_of(facts, without_words(patched(base, variant["patch"]))),
                )
            ),
        }
        for variant in catalog.variants[name]
    ]
