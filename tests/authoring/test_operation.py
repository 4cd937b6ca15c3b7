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
        ({"type": "string", "pattern": "^[0-9]{4}$"}, ["1234", 1234], ["a"]),
        ({"type": "string", "pattern": "^(20|30)$"}, ["20", 20], ["40"]),
        ({"type": "string", "pattern": "^[a-f][0-9]+$"}, ["a5"], [5, "5"]),
        ({"type": "string", "pattern": "^it-"}, ["it-5"], [5]),
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
    assert "content_type" not in notes.entries["put_raw"]
    patch = notes.entries["patch_notes_by_note"]
    assert "body" not in patch
    assert patch["content_type"] == "application/merge-patch+json"


def test_the_null_of_a_whole_body_is_dropped(library: CatalogFiles) -> None:
    assert library.schemas["post_books"]["properties"]["data"]["type"] == "object"


def problems(document: Document) -> tuple[str, ...]:
    return compile_catalog([document], Overlay()).problems


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ("{name: s, in: cookie, schema: {type: string}}", "cookies are not supported"),
        ("{name: id, in: path, style: label, schema: {type: string}}", "style 'label'"),
        ("{name: 'X Y', in: header, schema: {type: string}}", "'X Y' is no name of a header"),
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
    assert found == (
        "get_a_b: GET /a-b and GET /a_b share this name; "
        "omit one, or give one another name in the overlay's `names`",
    )


def test_a_name_that_no_file_can_have_is_refused(load: Callable[[str], Document]) -> None:
    found = problems(load(f"paths: {{/{'a' * 250}: {{get: {{}}}}}}"))
    assert len(found) == 1
    assert "give another in the overlay's `names`" in found[0]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/p/{a}/{a}", "the path has {a} twice"),
        ("/p/{a", "the path has a '{' that belongs to no placeholder"),
        ("/p/a}", "the path has a '}' that belongs to no placeholder"),
        ("/p/{}", "the path has a '{' that belongs to no placeholder"),
        ("/p?q={a}", "the path has a '?' that belongs to no placeholder"),
        ("/p#a", "the path has a '#' that belongs to no placeholder"),
        ("/p a", "the path has a space in it"),
    ],
)
def test_a_path_of_which_no_request_can_be_made(
    load: Callable[[str], Document], path: str, told: str
) -> None:
    assert problems(load(f"paths: {{'{path}': {{get: {{}}}}}}")) == (f"GET {path}: {told}",)


RESPONSES: list[tuple[str, str]] = [
    ("{304: {}, 200: {content: {application/json: {}}}}", "json"),
    ("{302: {}, 200: {content: {application/json: {}}}}", "json"),
    ("{304: {}, 204: {}}", "empty"),
    ("{304: {}}", "json"),
    ("{304: {}, 303: {}}", "redirect"),
    ("{404: {}, 2XX: {content: {text/csv: {}}}}", "text"),
    ("{default: {}}", "json"),
]


@pytest.mark.parametrize(("responses", "returns"), RESPONSES)
def test_an_action_returns_what_a_success_does(
    load: Callable[[str], Document], responses: str, returns: str
) -> None:
    document = load(f"paths: {{/a: {{get: {{responses: {responses}}}}}}}")
    compiled = compile_catalog([document], Overlay()).catalog
    assert compiled.entries["get_a"]["returns"] == returns


KEYED = """
security: [{K: []}]
components: {securitySchemes: {K: {type: apiKey, in: header, name: X-Key}}}
paths: {/a: {get: {parameters: [
  {name: x-key, in: header, required: true, schema: {type: string}},
  {name: Cookie, in: header, required: true, schema: {type: string}},
  {name: Host, in: header, schema: {type: string}},
  {name: Authorization, in: header, schema: {type: string}},
  {name: Content-Type, in: header, schema: {type: string}},
  {name: X-Own, in: header, schema: {type: string}},
]}}}
"""


def test_headers_of_the_connection_are_no_params(load: Callable[[str], Document]) -> None:
    compiled = compile_catalog([load(KEYED)], Overlay())
    assert compiled.catalog.entries["get_a"]["headers"] == ["X-Own"]
    assert list(compiled.catalog.schemas["get_a"]["properties"]) == ["X-Own"]
    assert "required" not in compiled.catalog.schemas["get_a"]
    assert compiled.warnings == tuple(
        f"document.yaml: GET /a: header {name!r} belongs to the connection; ignored"
        for name in ("x-key", "Cookie", "Host", "Authorization")
    )


def test_the_header_that_the_overlay_names_is_no_param(load: Callable[[str], Document]) -> None:
    overlay = Overlay(header={"auth": {"scheme": "header", "name": "X-OWN"}})
    compiled = compile_catalog([load(KEYED)], overlay)
    assert compiled.catalog.entries["get_a"]["headers"] == ["x-key"]


def test_a_param_that_is_nowhere_is_reported(load: Callable[[str], Document]) -> None:
    document = load("paths: {/a: {get: {parameters: [{name: p, in: body}]}}}")
    compiled = compile_catalog([document], Overlay())
    assert compiled.catalog.schemas["get_a"]["properties"] == {}
    assert compiled.warnings == ("document.yaml: GET /a: param 'p' is in 'body'; ignored",)
