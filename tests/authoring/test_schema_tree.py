"""Schemas seen as schemas: which keys hold schemas, which hold data, which are words."""

from __future__ import annotations

from typing import Any

import pytest

from connector.authoring.schema_tree import (
    arranged,
    at_pointer,
    references,
    walk,
    without_words,
)

SCHEMA: dict[str, Any] = {
    "description": "word",
    "properties": {
        "description": {"type": "string", "title": "word"},
        "a/b": {"items": {"$ref": "x.json"}, "examples": [{"title": "word"}]},
        "enum": {"enum": [{"title": "data", "$ref": "data"}], "default": {"title": "data"}},
    },
    "anyOf": [{"title": "word", "required": ["title"]}],
    "type": "object",
}


def test_every_schema_is_walked_and_no_data() -> None:
    assert [pointer for pointer, _ in walk(SCHEMA)] == [
        "",
        "/properties/description",
        "/properties/a~1b",
        "/properties/a~1b/items",
        "/properties/enum",
        "/anyOf/0",
    ]
    for pointer, level in walk(SCHEMA):
        assert at_pointer(SCHEMA, pointer) is level


def test_words_go_and_facts_stay() -> None:
    assert without_words(SCHEMA) == {
        "properties": {
            "description": {"type": "string"},
            "a/b": {"items": {"$ref": "x.json"}},
            "enum": {"enum": [{"title": "data", "$ref": "data"}], "default": {"title": "data"}},
        },
        "anyOf": [{"required": ["title"]}],
        "type": "object",
    }


def test_arranging_changes_the_order_only() -> None:
    result = arranged(SCHEMA)
    assert result == SCHEMA
    assert list(result) == ["description", "type", "properties", "anyOf"]
    assert list(result["properties"]) == ["description", "a/b", "enum"]


def test_references_in_data_are_none() -> None:
    assert list(references(SCHEMA)) == ["x.json"]


@pytest.mark.parametrize("pointer", ["/none", "/anyOf/1", "/anyOf/x", "/type/0"])
def test_a_pointer_to_nothing(pointer: str) -> None:
    with pytest.raises(KeyError, match=pointer):
        at_pointer(SCHEMA, pointer)
