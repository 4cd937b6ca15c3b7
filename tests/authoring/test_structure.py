"""Documents of the wrong shape: each place is told, and none ends in a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from connector.authoring.errors import AuthoringError
from connector.authoring.format import Overlay
from connector.authoring.importing import compile_catalog
from connector.authoring.openapi import Document, load_document, parse_text
from connector.authoring.structure import MAX_FAULTS, structural_faults

ODD: list[Any] = [
    *(None, 5, True, "x", "", [], {}, [None], [[5]], {"a": None}, {"x": "y"}),
    *({"$ref": "#/info"}, {"$ref": 5}, {"$ref": "#/paths"}, {"$ref": "nowhere"}, ["a", {}]),
]
Place = tuple[str | int, ...]


@pytest.mark.parametrize(
    ("part", "faults"),
    [
        ({"paths": []}, ["/paths: an object is expected, not a list"]),
        ({"info": "T"}, ["/info: an object is expected, not text"]),
        ({"info": {"title": 5}}, ["/info/title: text is expected, not a number"]),
        ({"servers": {"url": "a"}}, ["/servers: a list is expected, not an object"]),
        (
            {"servers": [{}, None]},
            ["/servers/0: 'url' is missing", "/servers/1: nothing stands there"],
        ),
        ({"security": [["a"]]}, ["/security/0: an object is expected, not a list"]),
        (
            {"paths": {"/a~b/{c}": {"get": {"parameters": {"id": {}}}}}},
            ["/paths/~1a~0b~1{c}/get/parameters: a list is expected, not an object"],
        ),
        (
            {"paths": {"/a": {"parameters": [{"name": "a"}]}}},
            ["/paths/~1a/parameters/0: 'in' is missing"],
        ),
        (
            {"paths": {"/a": {"get": {"responses": {"200": True}}}}},
            ["/paths/~1a/get/responses/200: an object is expected, not true or false"],
        ),
        (
            {"paths": {"/a": {"get": {"requestBody": {"$ref": 5}}}}},
            ["/paths/~1a/get/requestBody/$ref: text is expected, not a number"],
        ),
        (
            {"components": {"securitySchemes": {"K": {"in": "header"}}}},
            ["/components/securitySchemes/K: 'type' is missing"],
        ),
    ],
    ids=str,
)
def test_the_place_of_a_fault_is_told(part: dict[str, Any], faults: list[str]) -> None:
    assert structural_faults({"openapi": "3.1.0", "paths": {}, **part}) == faults


def test_a_reference_leads_to_what_is_meant() -> None:
    """A fault behind a reference is told where it stands, once, however many lead there."""
    operation = {"parameters": [{"$ref": "#/components/schemas/A"}]}
    document = {
        "paths": {"/a": {"get": operation, "put": operation}},
        "components": {"schemas": {"A": {"type": "string"}}},
    }
    assert structural_faults(document) == [
        "/components/schemas/A: 'name' is missing",
        "/components/schemas/A: 'in' is missing",
    ]


def test_references_in_a_circle_end() -> None:
    circle = {"A": {"$ref": "#/components/responses/B"}, "B": {"$ref": "#/components/responses/A"}}
    assert structural_faults({"components": {"responses": circle}}) == []


@pytest.mark.parametrize(
    "part",
    [
        {"info": None, "servers": None, "components": {"schemas": None}},
        {"paths": {"/a": None, "x-b": [], "/c": {"get": None, "x-d": 5, "summary": "e"}}},
        {"paths": {"/a": {"get": {"parameters": None, "requestBody": {"content": None}}}}},
        {"webhooks": [], "x-any": 5, "tags": "none", "components": {"examples": 5}},
    ],
    ids=str,
)
def test_what_is_not_read_may_have_any_shape(part: dict[str, Any]) -> None:
    assert structural_faults({"paths": {}, **part}) == []


def test_a_list_of_faults_ends() -> None:
    faults = structural_faults({"servers": [{}] * 100})
    assert len(faults) == MAX_FAULTS + 1


def test_the_faults_of_a_file_are_one_error(write_document: Callable[[str], Path]) -> None:
    path = write_document("paths: {/a: {get: {tags: x, responses: []}}}")
    with pytest.raises(AuthoringError, match=r"document\.yaml is not well formed") as caught:
        load_document(path)
    assert caught.value.problems == (
        "/paths/~1a/get/tags: a list is expected, not text",
        "/paths/~1a/get/responses: an object is expected, not a list",
    )


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "{a: " * 5_000, "a: &x {b: *x}"], ids=lambda t: t[:9]
)
def test_a_file_that_is_nested_too_deep_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "api.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError, match="cannot be parsed"):
        load_document(path)


def test_a_byte_order_mark_is_no_part_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "api.json"
    path.write_text('{"openapi": "3.1.0", "paths": {}}', encoding="utf-8-sig")
    assert load_document(path).dialect == "3.1"


def places_of(value: Any, place: Place = ()) -> Iterator[Place]:
    yield place
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places_of(member, (*place, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from places_of(member, (*place, index))


def replaced(document: Any, place: Place, value: Any) -> Any:
    if not place:
        return value
    changed = copy.copy(document)
    changed[place[0]] = replaced(document[place[0]], place[1:], value)
    return changed


@pytest.mark.parametrize("name", ["library.yaml", "notes.json"])
def test_anything_anywhere_is_compiled_or_refused(
    name: str, library_path: Path, tmp_path: Path
) -> None:
    """Each place of a document in turn holds what nobody expects there, one thing a place."""
    whole = parse_text((library_path.parent / name).read_text(encoding="utf-8"))
    places = list(places_of(whole))
    path = tmp_path / "document.json"
    compiled = refused = 0
    for number, place in enumerate(places):
        path.write_text(json.dumps(replaced(whole, place, ODD[number % len(ODD)])))
        try:
            document: Document = load_document(path)
        except AuthoringError:
            refused += 1
            continue
        compile_catalog([document], Overlay())
        compiled += 1
    assert compiled + refused == len(places)
    assert min(compiled, refused) > len(places) // 10
