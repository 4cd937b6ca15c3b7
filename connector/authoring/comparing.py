"""Compare the catalog on disk with documents: what an import would change in facts.

Nothing is written. What the overlay can no longer be applied to is a difference too, so that a
newer document can be looked at before the overlay is brought up to date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..model import expanded_ranges
from .answer_difference import answer_differences
from .catalog_files import ACTIONS_FILE, OVERLAY_FILE, SCHEMAS_FOLDER, CatalogFiles, read_catalog
from .difference import ABSENT, Difference, compare_values, differences
from .errors import AuthoringError
from .format import Overlay
from .importing import Compilation, compile_catalog, document_label, known_versions
from .openapi import Document, load_document
from .overlay import load_overlay
from .placeholders import operation_key, respelled
from .versions import newest_first, view
from .words import ENTRY_WORDS

_OF_ALL_VERSIONS = ("versions", "query", "headers", "group", *ENTRY_WORDS)
"""Keys of an entry that say something of all versions together."""


def compare_catalog(
    documents: Sequence[Path], catalog: Path, *, overlay: Path | None = None
) -> list[Difference]:
    """The differences between a catalog's folder (ours) and what documents give (theirs).

    Where the catalog covers several versions, each document is held against the version that it
    describes. `overlay`: the catalog's own `schemas/overlay.yaml` when None.
    Raises AuthoringError when a document or the catalog cannot be used at all.
    """
    own = catalog / OVERLAY_FILE
    chosen = load_overlay(overlay if overlay is not None else own if own.exists() else None)
    loaded = [load_document(path) for path in documents]
    ours = read_catalog(catalog)
    if not known_versions(chosen):
        compilation = _compiled(loaded, chosen)
        theirs = compilation.catalog
        names = [name for name in ours.entries if name in theirs.entries]
        return [
            *_stale(compilation),
            *differences(ours, theirs),
            *answer_differences(ours, theirs, names, whole=True),
        ]
    paths = {
        operation_key(*entry["request"].split(" ", 1)): entry["request"].split(" ", 1)[1]
        for entry in ours.entries.values()
    }
    found: list[Difference] = []
    whole = len(loaded) == len(known_versions(chosen))
    for document in loaded:
        theirs = _compiled([respelled(document, paths)], chosen).catalog
        label = document_label(document, chosen)
        found += _version_differences(ours, theirs, label, chosen)
        if not whole:
            names = [name for name in _based_on(ours, label, chosen) if name in theirs.entries]
            found += answer_differences(ours, theirs, names, whole=False)
    if whole:
        compilation = _compiled([respelled(document, paths) for document in loaded], chosen)
        names = [name for name in ours.entries if name in compilation.catalog.entries]
        found += _stale(compilation)
        found += answer_differences(ours, compilation.catalog, names, whole=True)
    return found


def _based_on(catalog: CatalogFiles, label: str, overlay: Overlay) -> Iterator[str]:
    """The actions whose answers are described as that version has them."""
    known = known_versions(overlay)
    labels = newest_first(known, str(overlay.header["version"].get("default")))
    for name, entry in catalog.entries.items():
        having = expanded_ranges(entry.get("versions", []), known)
        if next((each for each in labels if each in having), None) == label:
            yield name


def _compiled(documents: list[Document], overlay: Overlay) -> Compilation:
    compilation = compile_catalog(documents, overlay, texts=False)
    if compilation.problems:
        names = ", ".join(document.name for document in documents)
        raise AuthoringError(f"{names} cannot be compiled", compilation.problems)
    return compilation


def _stale(compilation: Compilation) -> list[Difference]:
    return [
        Difference(None, OVERLAY_FILE, problem.pointer, problem.message, ABSENT)
        for problem in compilation.overlay_problems
    ]


def _version_differences(
    ours: CatalogFiles, theirs: CatalogFiles, label: str, overlay: Overlay
) -> Iterator[Difference]:
    known = known_versions(overlay)
    for pointer, mine, yours in compare_values(ours.header, theirs.header, ""):
        yield Difference(None, ACTIONS_FILE, pointer, mine, yours)
    mine_all, yours_all = view(ours, label, known), view(theirs, label, known)
    for name in dict.fromkeys([*mine_all, *yours_all]):
        if (name in mine_all) != (name in yours_all):
            sides = (label if name in each else ABSENT for each in (mine_all, yours_all))
            yield Difference(name, ACTIONS_FILE, "/versions", *sides)
            continue
        one, other = (_of_one_version(each.entries[name]) for each in (ours, theirs))
        for pointer, mine, yours in compare_values(one, other, ""):
            yield Difference(name, ACTIONS_FILE, pointer, mine, yours)
        file = f"{SCHEMAS_FOLDER}/{name}.json"
        for pointer, mine, yours in compare_values(mine_all[name], yours_all[name], ""):
            yield Difference(name, file, f"{label}:{pointer}", mine, yours)


def _of_one_version(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in _OF_ALL_VERSIONS}
