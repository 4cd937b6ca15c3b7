"""Operations as entries and params: names, locations, effects, leniency, refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.format import Overlay
from connector.authoring.importing import compile_catalog
from connector.authoring.openapi import Document
from connector.authoring.operation import (
    action_name,
    default_effect,
    lenient_on_the_wire,
    media_kind,
)


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/me", "get_me"),
        ("GET", "/a/{b_id}/c", "get_a_by_b_id_c"),
        ("PUT", "/a-b/{c.d}/", "put_a_b_by_c_d"),
        ("GET", "/", "get"),
    ],
)
def test_action_names(method: str, path: str, name: str) -> None:
    assert action_name(method, path) == name


@pytest.mark.parametrize(
    ("method", "path", "effect"),
    [
        ("GET", "/a", ("read", True, False)),
        ("HEAD", "/a", ("read", True, False)),
        ("POST", "/a", ("write", False, False)),
        ("POST", "/a/search", ("read", True, False)),
        ("POST", "/a/search/{id}", ("read", True, False)),
        ("POST", "/search/a", ("write", False, False)),
        ("PUT", "/a", ("write", True, False)),
        ("PATCH", "/a", ("write", False, False)),
        ("DELETE", "/a", ("destroy", True, True)),
    ],
)
def test_effects_a_method_promises(method: str, path: str, effect: tuple[str, bool, bool]) -> None:
    assert default_effect(method, path) == effect


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("application/json; charset=utf-8", "json"),
        ("application/merge-patch+json", "json"),
        ("*/*", "json"),
        ("application/x-www-form-urlencoded", "form"),
        ("multipart/form-data", "multipart"),
        ("text/csv", "text"),
        ("application/octet-stream", "binary"),
        ("image/png", "binary"),
    ],
)
def test_media_kinds(media: str, kind: str) -> None:
    assert media_kind(media) == kind


@pytest.mark.parametrize(
    ("schema", "accepted", "refused"),
    [
        ({"type": "integer"}, [1, "1", "-5"], ["a", "1.5", 1.5, True, None]),
        ({"type": "number"}, [1.5, "1.5", "2"], ["a", ""]),
        ({"type": "boolean"}, [True, "true", "false"], ["yes", 1]),
        ({"type": "string"}, ["a", 5], [True, 1.5, None]),
        ({"type": "string", "enum": ["a"]}, ["a"], [5, "b"]),
        ({"type": "string", "format": "date"}, ["2024-01-31"], [5]),
        ({"type": "integer", "enum": [1, 2]}, [1, "2"], ["3", 3]),
        ({"type": "array", "items": {"type": "integer"}}, [["1", 2]], [["a"]]),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, [{"a": "1"}], [{"a": "b"}]),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, ["1", None], ["a"]),
    ],
    ids=str,
)
def test_urls_have_no_types(
    schema: dict[str, Any], accepted: list[Any], refused: list[Any]
) -> None:
    validator = Draft202012Validator(lenient_on_the_wire(schema))
    assert [value for value in accepted if not validator.is_valid(value)] == []
    assert [value for value in refused if validator.is_valid(value)] == []


ENTRIES: dict[str, dict[str, Any]] = {
    "get_books": {
        "summary": "List the books.",
        "returns": "json",
        "query": ["page", "genres", "filter", "archived", "size"],
        "styles": {"genres": "form", "filter": "deepObject"},
    },
    "put_books_by_id": {
        "query": ["id_query", "data_query"],
        "headers": ["id_header"],
        "wire_names": {"id_query": "id", "data_query": "data", "id_header": "id"},
        "idempotent": True,
    },
    "delete_books_by_id": {
        "effect": "destroy",
        "irreversible": True,
        "returns": "empty",
        "deprecated": True,
    },
    "get_books_by_isbn_cover": {"returns": "binary", "accept": "image/png"},
    "post_books_by_isbn_cover": {"returns": "redirect", "body": "multipart"},
    "post_books_search": {"effect": "read", "returns": "json"},
    "post_loans": {"returns": "text", "accept": "text/plain"},
}


@pytest.mark.parametrize("name", ENTRIES)
def test_entries_of_the_library(library: CatalogFiles, name: str) -> None:
    entry = library.entries[name]
    assert {key: entry.get(key) for key in ENTRIES[name]} == ENTRIES[name]


PARAMS: dict[str, tuple[list[str], list[str]]] = {
    "get_books": (["page", "genres", "filter", "archived", "size"], []),
    "put_books_by_id": (["id", "id_query", "data_query", "id_header", "data"], ["id", "data"]),
    "delete_books_by_id": (["id"], ["id"]),
    "get_books_by_isbn_cover": (["isbn"], ["isbn"]),
    "post_books_by_isbn_cover": (["isbn", "data"], ["isbn"]),
}


@pytest.mark.parametrize("name", PARAMS)
def test_params_of_the_library(library: CatalogFiles, name: str) -> None:
    schema = library.schemas[name]
    assert (list(schema["properties"]), schema.get("required", [])) == PARAMS[name]
    assert schema["additionalProperties"] is False


def test_bodies_of_other_media(notes: CatalogFiles) -> None:
    assert notes.entries["post_notes"]["body"] == "form"
    assert notes.entries["put_raw"]["body"] == "binary"
    assert notes.schemas["put_raw"]["properties"]["data"] == {"type": "string"}
    assert "body" not in notes.entries["patch_notes_by_note"]


def test_the_null_of_a_whole_body_is_dropped(library: CatalogFiles) -> None:
    assert library.schemas["post_books"]["properties"]["data"]["type"] == "object"


def problems(document: Document) -> tuple[str, ...]:
    return compile_catalog([document], Overlay()).problems


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ("{name: s, in: cookie, schema: {type: string}}", "cookies are not supported"),
        ("{name: id, in: path, style: label, schema: {type: string}}", "style 'label'"),
    ],
)
def test_what_the_format_cannot_say_is_refused(
    load: Callable[[str], Document], parameter: str, told: str
) -> None:
    found = problems(load(f"paths: {{'/a/{{id}}': {{get: {{parameters: [{parameter}]}}}}}}"))
    assert len(found) == 1
    assert found[0].startswith("GET /a/{id}: ")
    assert told in found[0]


def test_two_operations_of_one_name_are_refused(load: Callable[[str], Document]) -> None:
    found = problems(load("paths: {/a-b: {get: {}}, /a_b: {get: {}}}"))
    assert found == ("get_a_b: GET /a-b and GET /a_b share this name; omit one",)
