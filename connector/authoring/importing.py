"""Compile OpenAPI documents into a catalog and bring the one on disk up to date.

`compile_catalog` is pure; `import_catalog` alone reads and writes files. A fault never leaves half
a catalog behind: all problems are reported before any file changes.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .catalog_files import CatalogFiles, read_catalog, write_catalog
from .conversion import Converter
from .errors import AuthoringError
from .format import CATALOG_FORMAT, Overlay
from .openapi import Document, load_document
from .operation import CompiledOperation, action_name, compile_operation
from .overlay import OverlayProblem, apply_overlay, load_overlay
from .placement import Placement, request_schemas
from .schema_tree import Schema, references
from .words import collect_words, restore_words


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    `actions`: names now in the catalog. `changed`: files written or deleted. `omitted`: operations
    left out, as `METHOD /path`. `lost_words`: places of hand-written words that no longer exist.
    `warnings`: what the documents said that a catalog cannot say, and what stands in its place.
    """

    actions: tuple[str, ...]
    changed: tuple[str, ...]
    omitted: tuple[str, ...]
    lost_words: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Compilation:
    """A compiled catalog before words are put back, with everything worth reporting."""

    catalog: CatalogFiles
    problems: tuple[str, ...] = ()
    overlay_problems: tuple[OverlayProblem, ...] = ()
    omitted: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass
class _Build:
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)
    shared: dict[str, Schema] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    omitted: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def compile_catalog(
    documents: Sequence[Document],
    overlay: Overlay,
    *,
    texts: bool = True,
    only: Collection[str] | None = None,
) -> Compilation:
    """Compile documents and apply an overlay; of an operation in two documents the first counts.

    `only`: names or shell patterns of the actions to keep; None keeps all.
    """
    build = _Build()
    left_out = {operation for part in overlay.omit for operation in part.operations}
    known: set[str] = set()
    for document in documents:
        _compile_document(build, document, left_out, known, only, texts=texts)
    overlay_problems = [
        OverlayProblem("/omit", f"the document has no operation {operation!r}")
        for operation in sorted(left_out - set(build.omitted))
    ]
    header = _header(documents[0], build.problems, overlay.header) if documents else {}
    catalog = CatalogFiles(header, _grouped(build.entries), build.schemas, build.shared)
    catalog, faults = apply_overlay(catalog, overlay, known_actions=known)
    return Compilation(
        _pruned(catalog),
        tuple(build.problems),
        (*overlay_problems, *faults),
        tuple(build.omitted),
        tuple(build.warnings),
    )


def _compile_document(
    build: _Build,
    document: Document,
    left_out: set[str],
    known: set[str],
    only: Collection[str] | None,
    *,
    texts: bool,
) -> None:
    wanted = []
    for method, path, operation, path_parameters in document.operations():
        name = action_name(method, path)
        if f"{method} {path}" in left_out:
            build.omitted.append(f"{method} {path}")
            continue
        known.add(name)
        if only is not None and not any(fnmatch.fnmatchcase(name, each) for each in only):
            build.omitted.append(f"{method} {path}")
        elif name not in build.entries:
            wanted.append((method, path, operation, path_parameters))
    placement = Placement(
        document, [request_schemas(document, operation, own) for _, _, operation, own in wanted]
    )
    files = _free_names(placement.shared, build.shared)
    for method, path, operation, path_parameters in wanted:
        converter = Converter(
            document,
            place=lambda ref: f"shared/{files[ref]}.json" if ref in files else None,
            texts=texts,
        )
        compiled = compile_operation(
            document, converter, method, path, operation, path_parameters, texts=texts
        )
        _take(build, compiled)
    inside = Converter(
        document,
        place=lambda ref: f"{files[ref]}.json" if ref in files else None,
        texts=texts,
    )
    for reference, file in files.items():
        build.shared[file] = inside.target(reference)
    build.warnings.extend(document.warnings)


def _take(build: _Build, compiled: CompiledOperation) -> None:
    if compiled.name in build.entries:
        first = build.entries[compiled.name]["request"]
        build.problems.append(
            f"{compiled.name}: {first} and {compiled.entry['request']} share this name; omit one"
        )
        return
    build.problems.extend(compiled.problems)
    build.entries[compiled.name] = compiled.entry
    build.schemas[compiled.name] = compiled.schema


def _free_names(shared: dict[str, str], taken: dict[str, Schema]) -> dict[str, str]:
    """File names no other document's shared parts have taken."""
    names: dict[str, str] = {}
    for reference, name in shared.items():
        while name in taken or name in names.values():
            name += "_2"
        names[reference] = name
    return names


def _grouped(entries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Entries by group, groups and entries in the order of the document."""
    groups: dict[str, dict[str, dict[str, Any]]] = {}
    for name, entry in entries.items():
        groups.setdefault(entry["group"], {})[name] = entry
    return {name: entry for members in groups.values() for name, entry in members.items()}


def _pruned(catalog: CatalogFiles) -> CatalogFiles:
    """A copy of a catalog without the shared parts nothing refers to any more."""
    waiting = [ref for schema in catalog.schemas.values() for ref in references(schema)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop().removeprefix("shared/").removesuffix(".json")
        if name not in used and name in catalog.shared:
            used.add(name)
            waiting.extend(references(catalog.shared[name]))
    return replace(
        catalog,
        shared={name: catalog.shared[name] for name in sorted(catalog.shared) if name in used},
    )


def _header(document: Document, problems: list[str], overlay: dict[str, Any]) -> dict[str, Any]:
    info = document.data.get("info") or {}
    header: dict[str, Any] = {
        "catalog": CATALOG_FORMAT,
        "title": str(info.get("title") or document.name),
        "servers": _servers(document, problems) if "servers" not in overlay else {},
    }
    header["auth"] = _auth(document, problems) if "auth" not in overlay else {}
    return header


def _servers(document: Document, problems: list[str]) -> dict[str, str]:
    servers: dict[str, str] = {}
    for server in document.data.get("servers") or []:
        url = str(server.get("url", ""))
        for name, variable in (server.get("variables") or {}).items():
            url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
        if re.match(r"https?://[^/{}]", url) and "{" not in url:
            name = "default" if not servers else f"server_{len(servers) + 1}"
            servers[name] = url.rstrip("/")
    if not servers:
        problems.append(
            f"{document.name}: no server has a full address; give `servers` in the overlay's header"
        )
    return servers


def _auth(document: Document, problems: list[str]) -> dict[str, str]:
    """The first way of proving who one is that keeps secrets out of the URL."""
    schemes = (document.data.get("components") or {}).get("securitySchemes") or {}
    choices = list(document.data.get("security") or [])
    if not choices:
        for _, _, operation, _ in document.operations():
            choices.extend(operation.get("security") or [])
    refused: list[str] = []
    for name in dict.fromkeys(name for choice in choices for name in choice):
        scheme = document.resolved(schemes.get(name)) or {}
        kind, detail = scheme.get("type"), str(scheme.get("scheme", "")).lower()
        if kind in ("oauth2", "openIdConnect") or (kind, detail) == ("http", "bearer"):
            return {"scheme": "bearer"}
        if (kind, detail) == ("http", "basic"):
            return {"scheme": "basic"}
        if kind == "apiKey" and scheme.get("in") == "header":
            return {"scheme": "header", "name": str(scheme["name"])}
        refused.append(f"{name} ({kind} in {scheme.get('in') or detail or 'nothing'})")
    if refused:
        problems.append(
            f"{document.name}: no supported security scheme: {', '.join(refused)}; "
            "secrets in URLs and cookies are not supported, give `auth` in the overlay's header"
        )
    return {"scheme": "none"}


def import_catalog(
    documents: Sequence[Path],
    target: Path,
    *,
    overlay: Path | None,
    texts: bool = True,
    only: Collection[str] | None = None,
) -> ImportReport:
    """Write the catalog of some OpenAPI documents into a folder, keeping its hand-written words.

    `overlay`: file of deliberate differences, or None for none. `texts`: whether the documents' own
    summaries and descriptions fill places that have no words yet. `only`: names or shell patterns
    of the actions to import; the catalog then holds no others.
    Raises AuthoringError with every problem, before any file is changed.
    """
    loaded = [load_document(path) for path in documents]
    compilation = compile_catalog(loaded, load_overlay(overlay), texts=texts, only=only)
    problems = [*compilation.problems, *map(str, compilation.overlay_problems)]
    if problems:
        raise AuthoringError("nothing was imported", problems)
    catalog, lost = restore_words(compilation.catalog, collect_words(read_catalog(target)))
    changed = write_catalog(catalog, target)
    return ImportReport(
        tuple(catalog.entries),
        tuple(changed),
        compilation.omitted,
        tuple(lost),
        compilation.warnings,
    )
