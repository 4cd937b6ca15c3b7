from __future__ import annotations

from typing import Any

from connector.authoring.openapi import Document
from connector.authoring.placeholders import operation_key, respelled, spelled_paths


def document(name: str, path: str, **operation: Any) -> Document:
    return Document(name, {"openapi": "3.0.1", "paths": {path: {"get": operation}}}, "3.0")


def test_the_first_document_says_how_a_placeholder_is_spelled() -> None:
    first = document("first", "/shelves/{id}/books/{book}")
    second = document("second", "/shelves/{shelf_id}/books/{book_id}")
    assert spelled_paths([first, second]) == {
        ("GET", "/shelves/{}/books/{}"): "/shelves/{id}/books/{book}"
    }
    assert operation_key("GET", "/shelves/{id}") != operation_key("PUT", "/shelves/{id}")


def test_params_are_renamed_with_their_placeholders() -> None:
    parameters = [
        {"name": "shelf_id", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "book_id", "in": "query", "schema": {"type": "integer"}},
        {"name": "page", "in": "query", "schema": {"type": "integer"}},
    ]
    spelled = respelled(
        document("second", "/shelves/{shelf_id}/books/{book_id}", parameters=parameters),
        {("GET", "/shelves/{}/books/{}"): "/shelves/{id}/books/{book}"},
    )
    ((method, path, operation, own),) = spelled.operations()
    assert (method, path, own) == ("GET", "/shelves/{id}/books/{book}", [])
    places = [(each["name"], each["in"]) for each in operation["parameters"]]
    assert places == [("id", "path"), ("book", "path"), ("page", "query")]


def test_params_of_the_path_are_kept() -> None:
    shelf = {"name": "shelf_id", "in": "path", "schema": {"type": "string"}}
    data = {"paths": {"/shelves/{shelf_id}": {"parameters": [shelf], "get": {}, "put": {}}}}
    same = respelled(Document("one", data, "3.0"), {})
    assert [(method, own) for method, _, _, own in same.operations()] == [
        ("GET", [shelf]),
        ("PUT", [shelf]),
    ]
    wanted = {("GET", "/shelves/{}"): "/shelves/{id}", ("PUT", "/shelves/{}"): "/shelves/{id}"}
    other = respelled(Document("one", data, "3.0"), wanted)
    for _, path, operation, _ in other.operations():
        assert path == "/shelves/{id}"
        assert operation["parameters"][0]["name"] == "id"
