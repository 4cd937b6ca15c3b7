"""Two small documents, one OpenAPI 3.0 in YAML, one 3.1 in JSON, and catalogs made from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.format import Overlay
from connector.authoring.importing import compile_catalog
from connector.authoring.openapi import Document, load_document

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture
def library_path() -> Path:
    return DOCUMENTS / "library.yaml"


@pytest.fixture
def library_overlay() -> Path:
    return DOCUMENTS / "library_overlay.yaml"


@pytest.fixture
def notes_path() -> Path:
    return DOCUMENTS / "notes.json"


@pytest.fixture
def library(library_path: Path) -> CatalogFiles:
    return compile_catalog([load_document(library_path)], Overlay()).catalog


@pytest.fixture
def notes(notes_path: Path) -> CatalogFiles:
    return compile_catalog([load_document(notes_path)], Overlay()).catalog


@pytest.fixture
def write_document(tmp_path: Path) -> Callable[[str], Path]:
    """Write a document of some paths, with bearer tokens and one server, and give its path."""

    def write(rest: str) -> Path:
        path = tmp_path / "document.yaml"
        path.write_text(
            "openapi: 3.0.1\ninfo: {title: T}\nservers: [{url: 'https://api.example'}]\n" + rest,
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def load(write_document: Callable[[str], Path]) -> Callable[[str], Document]:
    return lambda rest: load_document(write_document(rest))
