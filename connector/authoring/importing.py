"""Compile OpenAPI documents into a catalog and bring the one on disk up to date.

`compile_catalog` is pure; `import_catalog` alone reads and writes files. A fault never leaves half
a catalog behind: all problems are reported before any file changes.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .answer_overlay import with_answers
from .answers import Answers, Operation, compile_answers, merged_answers
from .catalog_files import (
    OVERLAY_FILE,
    CatalogFiles,
    copy_overlay,
    read_catalog,
    write_catalog,
)
from .catalog_header import compiled_header, warn_of_own_settings
from .conversion import Converter
from .errors import AuthoringError
from .format import Overlay
from .openapi import Document, load_document
from .operation import CompiledOperation, action_name, compile_operation
from .overlay import OverlayProblem, apply_overlay, load_overlay
from .placeholders import respelled, spelled_paths
from .placement import Placement, request_schemas
from .schema_tree import Schema, references
from .search_words import write_index
from .versions import merged, newest_first
from .words import collect_words, restore_words

_FILE_NAME = r"[A-Za-z0-9_-]{1,200}"


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
    left_out: frozenset[str] = frozenset()
    """Actions of the documents that were not asked for."""


@dataclass
class _Build:
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    schemas: dict[str, Schema] = field(default_factory=dict)
    shared: dict[str, Schema] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
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
    """Compile documents and apply an overlay.

    Where the overlay's header lists the versions of the API, each document is one of them, and the
    catalog says what is different where. Otherwise the documents are parts of one API; of an
    operation in two of them the first counts. `only`: names or shell patterns of the actions to
    keep; None keeps all.
    """
    documents = [respelled(document, spelled_paths(documents)) for document in documents]
    if not known_versions(overlay):
        compilation = _compile_together(documents, overlay, texts=texts, only=only)
        found = Answers(compilation.catalog.returns, compilation.catalog.return_parts)
        return _answered(compilation, found, overlay)
    by_label: dict[str, Compilation] = {}
    problems: list[str] = []
    for document in documents:
        label = document_label(document, overlay)
        if label in by_label or label not in known_versions(overlay):
            problems.append(f"{document.name} describes {label!r}, which the header has not once")
            continue
        by_label[label] = _compile_together([document], overlay, texts=texts, only=only)
    return _merged(by_label, overlay, problems)


def known_versions(overlay: Overlay) -> list[str]:
    """The versions that the overlay's header lists, oldest first; empty where it lists none."""
    version = overlay.header.get("version") or {}
    return list(version.get("known", ()))


def document_label(document: Document, overlay: Overlay) -> str:
    """Which version a document describes."""
    info = document.data.get("info") or {}
    return overlay.labels.get(document.name, str(info.get("version", "")))


def _merged(by_label: dict[str, Compilation], overlay: Overlay, problems: list[str]) -> Compilation:
    known = known_versions(overlay)
    default = str(overlay.header["version"].get("default"))
    catalogs = {label: found.catalog for label, found in by_label.items()}
    problems = problems + [problem for each in by_label.values() for problem in each.problems]
    try:
        catalog, conflicts = merged(catalogs, known, default)
    except ValueError as error:
        return Compilation(CatalogFiles(), (*problems, str(error)))
    catalog = replace(catalog, entries=_grouped(catalog.entries))
    there = {name for each in by_label.values() for name in each.omitted}
    compilation = Compilation(
        _pruned(catalog),
        (*problems, *conflicts),
        tuple(_lasting_problems(by_label, overlay)),
        tuple(sorted(there)),
        tuple(dict.fromkeys(warning for each in by_label.values() for warning in each.warnings)),
        frozenset().union(*(each.left_out for each in by_label.values())),
    )
    labels = [label for label in newest_first(known, default) if label in catalogs]
    having = {
        name: [label for label in labels if name in catalogs[label].entries]
        for name in catalog.entries
    }
    return _answered(compilation, merged_answers(catalogs, labels, having), overlay)


def _answered(compilation: Compilation, answers: Answers, overlay: Overlay) -> Compilation:
    """The same compilation with what its actions answer."""
    catalog, faults = with_answers(
        compilation.catalog, answers, overlay, known=compilation.left_out
    )
    return replace(
        compilation,
        catalog=catalog,
        overlay_problems=(*compilation.overlay_problems, *faults),
    )


def _lasting_problems(
    by_label: dict[str, Compilation], overlay: Overlay
) -> Iterator[OverlayProblem]:
    """What the overlay cannot do in any version that has what it is about."""
    found: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], OverlayProblem] = {}
    for label, compilation in by_label.items():
        for problem in compilation.overlay_problems:
            key = problem.pointer, _target_of(problem, overlay)
            found.setdefault(key, set()).add(label)
            first.setdefault(key, problem)
    for (pointer, target), labels in found.items():
        having = {
            label for label, each in by_label.items() if target in each.catalog.entries
        } or set(by_label)
        if having <= labels:
            yield first[pointer, target]


def _target_of(problem: OverlayProblem, overlay: Overlay) -> str:
    """The action or shared part that a problem is about, or its whole message."""
    words = set(re.findall(r"[\w-]+", problem.message))
    if problem.pointer.startswith("/differences/"):
        change = overlay.differences[int(problem.pointer.split("/")[2])]
        for name in (*change.actions, *change.shared):
            if name in words:
                return name
    return problem.message


def _compile_together(
    documents: Sequence[Document],
    overlay: Overlay,
    *,
    texts: bool,
    only: Collection[str] | None,
) -> Compilation:
    build = _Build()
    left_out = {operation for part in overlay.omit for operation in part.operations}
    known: set[str] = set()
    header = compiled_header(documents[0], overlay.header, build.problems) if documents else {}
    for document in documents:
        _compile_document(
            *(build, document, left_out, known, only, overlay.names),
            header={**header, **overlay.header},
            texts=texts,
        )
    overlay_problems = [
        OverlayProblem("/omit", f"the document has no operation {operation!r}")
        for operation in sorted(left_out - set(build.omitted))
    ]
    catalog = CatalogFiles(
        header,
        _grouped(build.entries),
        build.schemas,
        build.shared,
        returns=build.answers.returns,
        return_parts=build.answers.parts,
    )
    catalog, faults = apply_overlay(catalog, overlay, known_actions=known)
    return Compilation(
        _pruned(catalog),
        tuple(build.problems),
        (*overlay_problems, *faults),
        tuple(build.omitted),
        tuple(build.warnings),
        frozenset(known - set(build.entries)),
    )


def _compile_document(
    build: _Build,
    document: Document,
    left_out: set[str],
    known: set[str],
    only: Collection[str] | None,
    names: Mapping[str, str],
    *,
    header: Mapping[str, Any],
    texts: bool,
) -> None:
    wanted = []
    for method, path, operation, path_parameters in document.operations():
        name = names.get(f"{method} {path}") or action_name(method, path)
        if f"{method} {path}" in left_out:
            build.omitted.append(f"{method} {path}")
            continue
        known.add(name)
        if only is not None and not any(fnmatch.fnmatchcase(name, each) for each in only):
            build.omitted.append(f"{method} {path}")
        elif name not in build.entries:
            wanted.append((method, path, operation, path_parameters))
    warn_of_own_settings(document, (each[:3] for each in wanted), header)
    auth = header.get("auth")
    credentials = auth.get("name") if isinstance(auth, dict) else None
    placement = Placement(
        document, [request_schemas(document, operation, own) for _, _, operation, own in wanted]
    )
    files = _free_names(placement.shared, build.shared)
    operations: list[Operation] = []
    for method, path, operation, path_parameters in wanted:
        converter = Converter(
            document,
            place=lambda ref: f"shared/{files[ref]}.json" if ref in files else None,
            texts=texts,
        )
        compiled = compile_operation(
            document,
            converter,
            method,
            path,
            operation,
            path_parameters,
            texts=texts,
            name=names.get(f"{method} {path}"),
            credentials=credentials,
        )
        if _take(build, compiled):
            operations.append(Operation(compiled.name, operation))
    answers = compile_answers(document, operations, texts=texts, taken=build.answers.parts)
    build.answers.returns.update(answers.returns)
    build.answers.parts.update(answers.parts)
    inside = Converter(
        document,
        place=lambda ref: f"{files[ref]}.json" if ref in files else None,
        texts=texts,
    )
    for reference, file in files.items():
        build.shared[file] = inside.target(reference)
    build.warnings.extend(document.warnings)


def _take(build: _Build, compiled: CompiledOperation) -> bool:
    """Take an operation into the catalog, unless its name is taken already."""
    if compiled.name in build.entries:
        first = build.entries[compiled.name]["request"]
        build.problems.append(
            f"{compiled.name}: {first} and {compiled.entry['request']} share this name; "
            "omit one, or give one another name in the overlay's `names`"
        )
        return False
    build.problems.extend(compiled.problems)
    if not re.fullmatch(_FILE_NAME, compiled.name):
        build.problems.append(
            f"{compiled.entry['request']}: {compiled.name!r} is no name of an action; "
            "give another in the overlay's `names`"
        )
    build.entries[compiled.name] = compiled.entry
    build.schemas[compiled.name] = compiled.schema
    return True


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
    waiting += catalog.patch_references()
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


def import_catalog(
    documents: Sequence[Path],
    target: Path,
    *,
    overlay: Path | None = None,
    texts: bool = True,
    only: Collection[str] | None = None,
) -> ImportReport:
    """Write the catalog of some OpenAPI documents into a folder, keeping its hand-written words.

    `overlay`: file of deliberate differences; it becomes the catalog's own `schemas/overlay.yaml`,
    which counts when None. `texts`: whether the documents' own summaries and descriptions fill
    places that have no words yet. `only`: names or shell patterns of the actions to import; the
    catalog then holds no others.
    Raises AuthoringError with every problem, before any file is changed.
    """
    loaded = [load_document(path) for path in documents]
    own = target / OVERLAY_FILE
    chosen = overlay if overlay is not None else own if own.exists() else None
    compilation = compile_catalog(loaded, load_overlay(chosen), texts=texts, only=only)
    problems = [*compilation.problems, *map(str, compilation.overlay_problems)]
    if problems:
        raise AuthoringError("nothing was imported", problems)
    catalog, lost = restore_words(compilation.catalog, collect_words(read_catalog(target)))
    changed = write_catalog(catalog, target)
    if overlay is not None:
        changed += copy_overlay(overlay, target)
    changed += write_index(target)
    return ImportReport(
        tuple(catalog.entries),
        tuple(changed),
        compilation.omitted,
        tuple(lost),
        compilation.warnings,
    )
