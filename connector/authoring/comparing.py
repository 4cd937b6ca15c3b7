"""Compare the catalog on disk with a document: what an import would change in facts.

Nothing is written. What the overlay can no longer be applied to is a difference too, so that a
newer document can be looked at before the overlay is brought up to date.
"""

from __future__ import annotations

from pathlib import Path

from .catalog_files import OVERLAY_FILE, read_catalog
from .difference import ABSENT, Difference, differences
from .errors import AuthoringError
from .importing import compile_catalog
from .openapi import load_document
from .overlay import load_overlay


def compare_catalog(
    document: Path, catalog: Path, *, overlay: Path | None = None
) -> list[Difference]:
    """The differences between a catalog's folder (ours) and what a document gives (theirs).

    `overlay`: the catalog's own `schemas/overlay.yaml` when None.
    Raises AuthoringError when the document or the catalog cannot be used at all.
    """
    own = catalog / OVERLAY_FILE
    chosen = overlay if overlay is not None else own if own.exists() else None
    compilation = compile_catalog([load_document(document)], load_overlay(chosen), texts=False)
    if compilation.problems:
        raise AuthoringError(f"{document.name} cannot be compiled", compilation.problems)
    stale = [
        Difference(None, OVERLAY_FILE, problem.pointer, problem.message, ABSENT)
        for problem in compilation.overlay_problems
    ]
    return stale + differences(read_catalog(catalog), compilation.catalog)
