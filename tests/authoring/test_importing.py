"""Whole imports: idempotent, all or nothing, with and without an overlay; and comparisons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connector.authoring import (
    ABSENT,
    AuthoringError,
    compare_catalog,
    import_catalog,
    lint_catalog,
)
from connector.authoring.catalog_files import OVERLAY_FILE, read_catalog

SEVEN = [
    "get_books",
    "post_books",
    "put_books_by_id",
    "delete_books_by_id",
    "post_books_search",
    "get_books_by_isbn_cover",
    "post_loans",
]


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("texts", [True, False])
def test_a_second_import_changes_nothing(
    library_path: Path, library_overlay: Path, tmp_path: Path, texts: bool
) -> None:
    first = import_catalog([library_path], tmp_path, overlay=library_overlay, texts=texts)
    assert list(first.actions) == SEVEN
    assert first.omitted == ("POST /books/{isbn}/cover",)
    assert set(first.warnings) == {
        "library.yaml: #/components/schemas/Gone leads nowhere; anything is accepted there",
        "library.yaml: PUT /books/{id}: header 'Authorization' belongs to the connection; ignored",
    }
    before = bytes_of(tmp_path)
    assert set(first.changed) == set(before)
    second = import_catalog([library_path], tmp_path, overlay=library_overlay, texts=texts)
    assert (second.changed, second.lost_words) == ((), ())
    assert bytes_of(tmp_path) == before


def test_the_overlay_is_in_the_catalog(
    library_path: Path, library_overlay: Path, tmp_path: Path
) -> None:
    import_catalog([library_path], tmp_path, overlay=library_overlay)
    catalog = read_catalog(tmp_path)
    assert catalog.header["title"] == "Town library"
    assert catalog.header["servers"] == {"default": "https://eu.library.example/v1"}
    assert catalog.header["auth"] == {"scheme": "header", "name": "X-Api-Key"}
    assert catalog.entries["get_books"]["pages"] == "page_number"
    assert catalog.shared["Genre"]["required"] == ["name"]
    assert catalog.schemas["post_loans"]["required"] == ["data"]


def test_an_overlay_becomes_the_catalogs_own(
    library_path: Path, library_overlay: Path, tmp_path: Path
) -> None:
    first = import_catalog([library_path], tmp_path, overlay=library_overlay)
    own = tmp_path / OVERLAY_FILE
    assert OVERLAY_FILE in first.changed
    assert own.read_bytes() == library_overlay.read_bytes()
    before = bytes_of(tmp_path)
    for overlay in (None, own, tmp_path / "schemas" / ".." / OVERLAY_FILE):
        again = import_catalog([library_path], tmp_path, overlay=overlay)
        assert (again.changed, again.omitted) == ((), first.omitted)
    assert bytes_of(tmp_path) == before
    assert lint_catalog(tmp_path) == []


def test_the_last_overlay_counts(library_path: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    target = tmp_path / "catalog"
    for title in ("One", "Other"):
        overlay.write_text(f"header: {{title: {title}}}", encoding="utf-8")
        report = import_catalog([library_path], target, overlay=overlay)
        assert {"actions.yaml", OVERLAY_FILE} <= set(report.changed)
    assert read_catalog(target).header["title"] == "Other"
    (target / OVERLAY_FILE).unlink()
    import_catalog([library_path], target)
    assert read_catalog(target).header["title"] == "Library"


def test_recursive_and_common_parts_are_shared(library_path: Path, tmp_path: Path) -> None:
    import_catalog([library_path], tmp_path, overlay=None)
    catalog = read_catalog(tmp_path)
    assert sorted(catalog.shared) == ["Author", "Genre"]
    assert catalog.shared["Genre"]["properties"]["parent"] == {"$ref": "Genre.json"}


def test_only_some_actions(library_path: Path, tmp_path: Path) -> None:
    import_catalog([library_path], tmp_path, overlay=None)
    report = import_catalog([library_path], tmp_path, overlay=None, only=["get_*", "post_loans"])
    assert list(report.actions) == ["get_books", "get_books_by_isbn_cover", "post_loans"]
    assert "schemas/post_books.json" in report.changed
    assert read_catalog(tmp_path).shared == {}


def test_several_documents_make_one_catalog(
    library_path: Path, notes_path: Path, tmp_path: Path
) -> None:
    report = import_catalog([library_path, notes_path], tmp_path, overlay=None)
    assert len(report.actions) == 11
    catalog = read_catalog(tmp_path)
    assert catalog.header["title"] == "Library"
    assert sorted(catalog.shared) == ["Author", "Genre", "Note"]


def test_nothing_is_written_when_something_is_wrong(library_path: Path, tmp_path: Path) -> None:
    import_catalog([library_path], tmp_path, overlay=None)
    before = bytes_of(tmp_path)
    overlay = tmp_path.parent / f"{tmp_path.name}.yaml"
    overlay.write_text(
        "omit: [{reason: r, operations: [GET /gone]}]\n"
        "differences: [{reason: r, actions: [get_gone], entry: {effect: read}}]\n",
        encoding="utf-8",
    )
    with pytest.raises(AuthoringError) as caught:
        import_catalog([library_path], tmp_path, overlay=overlay)
    assert caught.value.problems == (
        "overlay /omit: the document has no operation 'GET /gone'",
        "overlay /differences/0: there is no action 'get_gone'",
    )
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("{type: apiKey, in: query, name: key}", "secrets in URLs"),
        ("{type: apiKey, in: cookie, name: key}", "secrets in URLs and cookies"),
        ("{type: http, scheme: digest}", "no supported security scheme: K (http in digest)"),
    ],
)
def test_unsupported_secrets_are_refused(
    write_document: Callable[[str], Path], tmp_path: Path, scheme: str, told: str
) -> None:
    path = write_document(
        f"paths: {{}}\nsecurity: [{{K: []}}]\ncomponents: {{securitySchemes: {{K: {scheme}}}}}"
    )
    with pytest.raises(AuthoringError, match="nothing was imported") as caught:
        import_catalog([path], tmp_path / "out", overlay=None)
    assert told in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("scheme", "auth"),
    [
        ("{type: http, scheme: Bearer}", {"scheme": "bearer"}),
        ("{type: oauth2, flows: {}}", {"scheme": "bearer"}),
        ("{type: http, scheme: basic}", {"scheme": "basic"}),
        ("{type: apiKey, in: header, name: X-Key}", {"scheme": "header", "name": "X-Key"}),
    ],
)
def test_supported_secrets(
    write_document: Callable[[str], Path], tmp_path: Path, scheme: str, auth: dict[str, str]
) -> None:
    path = write_document(
        "paths: {/a: {get: {security: [{Q: []}, {K: []}]}}}\ncomponents: {securitySchemes: "
        f"{{Q: {{type: apiKey, in: query, name: q}}, K: {scheme}}}}}"
    )
    import_catalog([path], tmp_path, overlay=None)
    assert read_catalog(tmp_path).header["auth"] == auth


def test_a_relative_server_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "api.yaml"
    path.write_text("openapi: 3.0.0\nservers: [{url: /v1}]\npaths: {}", encoding="utf-8")
    with pytest.raises(AuthoringError, match="no server has a full address"):
        import_catalog([path], tmp_path / "out", overlay=None)


def test_comparing_finds_what_the_document_changed(
    library_path: Path, library_overlay: Path, tmp_path: Path
) -> None:
    target = tmp_path / "catalog"
    import_catalog([library_path], target, overlay=library_overlay)
    assert compare_catalog([library_path], target) == []
    assert lint_catalog(target) == []

    newer = tmp_path / "newer.yaml"
    text = library_path.read_text(encoding="utf-8")
    newer.write_text(
        text.replace("minimum: 1}", "minimum: 0}")
        .replace("summary: List the books.", "summary: Other words.")
        .replace("  /loans:", "  /lendings:"),
        encoding="utf-8",
    )
    found = compare_catalog([newer], target)
    assert [(each.action, each.file, each.pointer) for each in found] == [
        (None, "schemas/overlay.yaml", "/differences/1"),
        ("post_loans", "actions.yaml", ""),
        ("post_lendings", "actions.yaml", ""),
        ("get_books", "schemas/get_books.json", "/properties/page/minimum"),
    ]
    assert (found[3].ours, found[3].theirs) == (1, 0)
    assert found[2].ours is ABSENT
    assert compare_catalog([library_path], target, overlay=library_overlay) == []


def test_an_operation_that_stands_twice_counts_once(
    write_document: Callable[[str], Path], tmp_path: Path
) -> None:
    path = write_document(
        "paths: {'/a/{id}': {get: {summary: First.}}, '/a/{name}': {get: {summary: Second.}}}"
    )
    report = import_catalog([path], tmp_path / "out")
    assert report.actions == ("get_a_by_id",)
    assert report.warnings == (
        "document.yaml: GET /a/{name} is GET /a/{id} once more; the first counts",
    )
    assert read_catalog(tmp_path / "out").entries["get_a_by_id"]["summary"] == "First."
