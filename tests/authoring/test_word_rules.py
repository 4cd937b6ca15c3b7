"""Which fields need words of their own, and that the catalog's words are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from connector.authoring.catalog_files import read_catalog
from connector.authoring.schema_tree import field_path, walk
from connector.authoring.word_rules import fields_to_describe
from connector.patching import patched

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT.parent / "shared" / "intercom" / "openapi"
RUN = 8
"""So many words in a row that somebody else wrote are a copy."""


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        ({"properties": {"a": {"type": "string"}}}, ["a"]),
        ({"properties": {"a": {"items": {"properties": {"b": {}}}}}}, ["a", "a.b"]),
        ({"properties": {"a": {}}, "anyOf": [{"properties": {"a": {"enum": [1]}}}]}, ["a"]),
        ({"properties": {"a": {}}, "anyOf": [{"properties": {"b": {}}}]}, ["a", "b"]),
        ({"if": {"properties": {"a": {}}}, "then": {"properties": {"b": {}}}}, ["b"]),
        ({"not": {"properties": {"a": {}}}}, []),
        ({"properties": {"a": {"anyOf": [{"properties": {"a": {}}}]}}}, ["a", "a.a"]),
        ({"properties": {"properties": {"properties": {"title": {}}}}}, None),
    ],
)
def test_fields_are_described_once(schema: dict[str, Any], fields: list[str] | None) -> None:
    found = [field_path(pointer) for pointer, _ in fields_to_describe(schema)]
    assert found == (fields if fields is not None else ["properties", "properties.title"])


def _run(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9_']+", text.lower())
    yield from (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _vendor_runs() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            for key, part in value.items():
                if key in ("description", "summary") and isinstance(part, str):
                    found.update(_run(part))
                else:
                    visit(part)
        elif isinstance(value, list):
            for part in value:
                visit(part)

    for path in sorted(DOCUMENTS.glob("*.yaml")):
        visit(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))  # noqa: S506
    return found


def _texts() -> Iterator[tuple[str, str]]:
    catalog = read_catalog(ROOT)
    for name, entry in catalog.entries.items():
        aliases = [alias for each in entry["aliases"].values() for alias in each]
        for text in (entry["summary"], entry.get("hint", ""), *aliases):
            yield name, text
        written = [
            patched(catalog.schemas[name], v["patch"]) for v in catalog.variants.get(name, ())
        ]
        for schema in (catalog.schemas[name], *written):
            for pointer, level in walk(schema):
                yield f"{name}{pointer}", level.get("description", "")
    for name, schema in catalog.shared.items():
        for pointer, level in walk(schema):
            yield f"shared/{name}{pointer}", level.get("description", "")


def test_the_words_of_the_catalog_are_its_own() -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the vendor's descriptions are not beside the checkout")
    theirs = _vendor_runs()
    assert len(theirs) > 1000
    copied = [(place, run) for place, text in _texts() for run in _run(text) if run in theirs]
    assert copied == []
