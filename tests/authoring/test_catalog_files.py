"""Files of a catalog: fixed text, round trips, entries that stand alone, stale files removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from connector import Catalog
from connector.authoring.catalog_files import (
    LINE_WIDTH,
    CatalogFiles,
    actions_text,
    entry_slice,
    read_catalog,
    schema_text,
    write_catalog,
)
from connector.authoring.errors import AuthoringError
from connector.authoring.schema_tree import arranged


def test_what_is_written_is_read_back(library: CatalogFiles, tmp_path: Path) -> None:
    write_catalog(library, tmp_path)
    found = read_catalog(tmp_path)
    assert (found.header, found.entries) == (library.header, library.entries)
    assert found.schemas == library.schemas
    assert found.shared == library.shared
    assert found.returns == library.returns
    assert found.return_parts == library.return_parts


def test_the_same_catalog_is_the_same_bytes(library: CatalogFiles, tmp_path: Path) -> None:
    first = write_catalog(library, tmp_path)
    answers = (*library.returns, *library.return_parts)
    assert len(first) == 1 + len(library.schemas) + len(library.shared) + len(answers)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert write_catalog(read_catalog(tmp_path), tmp_path) == []
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert before == after


def test_stale_files_go_and_others_stay(library: CatalogFiles, tmp_path: Path) -> None:
    write_catalog(library, tmp_path)
    (tmp_path / "schemas/overlay.yaml").write_text("# mine\n", encoding="utf-8")
    (tmp_path / "schemas/get_old.json").write_text("{}", encoding="utf-8")
    (tmp_path / "schemas/shared/Old.json").write_text("{}", encoding="utf-8")
    (tmp_path / "schemas/returns/get_old.json").write_text("{}", encoding="utf-8")
    changed = write_catalog(library, tmp_path)
    assert changed == [
        "schemas/get_old.json",
        "schemas/shared/Old.json",
        "schemas/returns/get_old.json",
    ]
    assert (tmp_path / "schemas/overlay.yaml").exists()
    assert not list(tmp_path.rglob(".*"))


def test_long_lists_and_lists_of_objects_stay_readable(library: CatalogFiles) -> None:
    words = [f"word_{number}" for number in range(40)]
    checks = [
        {"needs": ["data.a"], "params": {"data": {"query": {"operator": "="}}}, "missing": "x"},
        {"fill": {"id": "params.id"}, "same": {f"place_{word}": word for word in words[:5]}},
        {},
    ]
    entries = {**library.entries, "get_books": {**library.entries["get_books"], "checks": checks}}
    header = {**library.header, "personal": words}
    text = actions_text(CatalogFiles(header, entries, library.schemas, library.shared))
    first, second = yaml.safe_load_all(text)
    assert (first, second) == (header, entries)
    assert yaml.safe_load(entry_slice(text, "get_books") or "")["get_books"]["checks"] == checks
    new = [line for line in text.splitlines() if "word_" in line or "data.a" in line]
    assert max(map(len, new)) <= LINE_WIDTH
    assert "    - needs: [data.a]" in new
    assert len(new) < 20


def test_each_entry_stands_alone(library: CatalogFiles) -> None:
    text = actions_text(library)
    for name, entry in library.entries.items():
        assert yaml.safe_load(entry_slice(text, name) or "") == {name: entry}
    assert entry_slice(text, "get_nothing") is None
    assert entry_slice(text, "get_book") is None


def test_the_engine_reads_what_is_written(library: CatalogFiles, tmp_path: Path) -> None:
    write_catalog(library, tmp_path)
    catalog = Catalog(tmp_path)
    assert list(catalog) == list(library.entries)
    for name, entry in library.entries.items():
        assert f"{catalog[name].method} {catalog[name].path}" == entry["request"]
        assert catalog[name].schema["type"] == "object"


@pytest.mark.parametrize(
    "summary",
    [
        "no",
        "Yes: it is # so",
        "2024-01-31",
        "{curly}",
        'It\'s "quoted"',
        "1.0",
        "é – ✓",
        "- x",
        "a" * 200,
    ],
)
def test_any_summary_survives(library: CatalogFiles, summary: str) -> None:
    library.entries["get_books"]["summary"] = summary
    text = actions_text(library)
    for parsed in (
        list(yaml.safe_load_all(text))[1],
        yaml.safe_load(entry_slice(text, "get_books") or ""),
    ):
        assert parsed["get_books"]["summary"] == summary


def test_schema_text_is_json_with_short_lines(library: CatalogFiles) -> None:
    for _, schema in library.schema_files():
        text = schema_text(schema)
        assert text.endswith("}\n")
        assert json.loads(text) == schema
        assert list(json.loads(text)) == list(arranged(schema))
        assert max(map(len, text.splitlines())) <= LINE_WIDTH


def test_a_folder_without_a_catalog_holds_an_empty_one(tmp_path: Path) -> None:
    assert read_catalog(tmp_path) == CatalogFiles()


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("actions.yaml", "catalog: 1\n", "a header, a line `---` and the actions"),
        ("actions.yaml", "a: 1\n---\nb: {}\nb: {}\n", "duplicate key 'b' in line 4"),
        ("schemas/get_books.json", "{", "schemas/get_books.json"),
        ("schemas/shared/Genre.json", "[]", "not an object"),
    ],
)
def test_files_that_cannot_be_read_are_named(
    library: CatalogFiles, tmp_path: Path, file: str, text: str, told: str
) -> None:
    write_catalog(library, tmp_path)
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError) as caught:
        read_catalog(tmp_path)
    assert told in str(caught.value)
