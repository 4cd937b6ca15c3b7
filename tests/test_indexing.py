"""The search index of a catalog's folder: what ships is right, and what cannot be read is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connector import load_catalog
from connector.catalog import Catalog
from connector.errors import CatalogError
from connector.indexing import INDEX_FILE, VOCABULARY_FILE, index_text, search_index

REPOSITORY = Path(__file__).parent.parent


def test_the_written_index_is_what_this_code_makes() -> None:
    catalog = load_catalog()
    assert (catalog.folder / INDEX_FILE).read_text(encoding="utf-8") == index_text(catalog)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in ("actions.yaml", VOCABULARY_FILE, INDEX_FILE):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / file, tmp_path / file)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (INDEX_FILE, b"{", "is not valid JSON"),
        (INDEX_FILE, None, "cannot read"),
        (VOCABULARY_FILE, b"\xff", "is not UTF-8"),
        (VOCABULARY_FILE, b"concepts: [", "is not valid YAML"),
        ("actions.yaml", b"\xff", "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    folder: Path, file: str, content: bytes | None, told: str
) -> None:
    place = folder / file
    place.unlink()
    if content is None:
        place.mkdir()
    else:
        place.write_bytes(content)
    with pytest.raises(CatalogError, match=told) as caught:
        search_index(Catalog(folder))
    assert str(place) in str(caught.value)


def test_without_an_index_one_is_made(folder: Path) -> None:
    (folder / INDEX_FILE).unlink()
    assert search_index(Catalog(folder)) == search_index(load_catalog())
