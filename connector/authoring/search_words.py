"""The search index that stands beside a catalog: write it, and tell when its words are old."""

from __future__ import annotations

from pathlib import Path

from ..catalog import Catalog
from ..indexing import INDEX_FILE, index_text, written_index
from .catalog_files import write_text


def write_index(folder: Path) -> list[str]:
    """Write the index of a folder's catalog as its words are now; answers the file if it changed.

    Raises ``CatalogError`` where the catalog cannot be read.
    """
    file = folder / INDEX_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    return [INDEX_FILE] if write_text(file, index_text(Catalog(folder))) else []


def is_stale(folder: Path) -> bool:
    """Whether a folder has an index, and it was made of other words than those that stand there.

    Raises ``CatalogError`` where the catalog or the index cannot be read.
    """
    return (folder / INDEX_FILE).is_file() and written_index(Catalog(folder)) is None
