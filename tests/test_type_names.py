from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog
from connector.type_names import legend, type_words

ID = {"type": ["string", "integer"]}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "string"),
        ({"type": ["integer", "null"]}, "integer or null"),
        ({"type": ["integer", "number"]}, "number"),
        ({"type": ["string", "object", "null"]}, "string, object or null"),
        ({"type": "array"}, "list"),
        ({"type": "array", "items": {"type": ["string", "number"]}}, "list of string or number"),
        ({"type": "array", "items": {"type": ["string", "null"]}}, "list of string"),
        (
            {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
            "null or list of string",
        ),
        ({"type": ["string", "number", "integer", "boolean"]}, "scalar"),
        ({"enum": ["a", 1]}, "string or integer"),
        ({}, "any"),
    ],
)
def test_types_in_words(schema: Any, words: str) -> None:
    assert type_words(schema, {}) == words


@pytest.mark.parametrize(
    ("name", "schema", "words"),
    [
        ("id", ID, "id"),
        ("owner_id", {"type": ["integer", "string", "null"]}, "id or null"),
        ("tag_ids", {"type": "array", "items": ID}, "list of id"),
        ("job_identifier", ID, "id"),
        ("paid", ID, "string or integer"),
        ("id", {"type": "string"}, "string"),
    ],
)
def test_what_takes_text_and_numbers_as_an_id_is_an_id(name: str, schema: Any, words: str) -> None:
    assert type_words(schema, {}, name) == words


def test_words_that_are_no_types_of_json_are_explained() -> None:
    assert legend(["list of id", "scalar or null"]) == (
        "id: text or a whole number; scalar: text, number or boolean"
    )
    assert legend(["string", "object"]) == ""


def test_types_stay_short(catalog: Catalog) -> None:
    for action in catalog.values():
        for name, member in action.schema["properties"].items():
            assert len(type_words(member, action.schema, name)) <= 40, action.name
