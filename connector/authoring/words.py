"""Words for people: collect them from an existing catalog and put them back after a refresh.

Words are `summary` and `hint` of an entry, and `title`, `description` and `examples` of a schema.
They are matched by file and JSON pointer, branches of a union by their position. Words whose place
is gone are handed back, so that nothing written by hand disappears unseen. Facts are never touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .catalog_files import CatalogFiles
from .operation import tidy_entry
from .schema_tree import WORD_KEYWORDS, Schema, rebuild, walk, without_words

ENTRY_WORDS = ("summary", "hint")


@dataclass(frozen=True)
class Words:
    """The words of a catalog: by action, and by schema file and JSON pointer."""

    entries: dict[str, dict[str, str]]
    schemas: dict[str, dict[str, dict[str, Any]]]
    shared: dict[str, dict[str, dict[str, Any]]]


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
    )


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
    return replace(catalog, entries=entries, schemas=schemas, shared=shared), lost


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
    )
