"""OpenAPI schemas as JSON Schema: a table of pairs, and a few whole documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector.authoring.conversion import Converter, accepting_null, merged_schemas, without_null
from connector.authoring.openapi import Document

CASES: list[tuple[str, str, Any, Any]] = [
    ("nullable type", "3.0", {"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    ("not nullable", "3.0", {"type": "string", "nullable": False}, {"type": "string"}),
    (
        "nullable enum",
        "3.0",
        {"type": "string", "nullable": True, "enum": ["a"]},
        {"type": ["string", "null"], "enum": ["a", None]},
    ),
    (
        "nullable enum that lists null",
        "3.0",
        {"type": "string", "nullable": True, "enum": [None, "a"]},
        {"type": ["string", "null"], "enum": [None, "a"]},
    ),
    (
        "nullable beside a reference",
        "3.0",
        {"$ref": "#/components/schemas/Plain", "nullable": True},
        {"anyOf": [{"$ref": "Plain"}, {"type": "null"}]},
    ),
    (
        "nullable beside a reference to what is nullable",
        "3.0",
        {"$ref": "#/components/schemas/Nullable", "nullable": True},
        {"$ref": "Nullable"},
    ),
    ("nullable without a type", "3.0", {"nullable": True}, {}),
    (
        "nullable union",
        "3.0",
        {"nullable": True, "oneOf": [{"type": "string"}, {"type": "integer"}]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]},
    ),
    (
        "nullable union of typed objects",
        "3.0",
        {
            "type": "object",
            "nullable": True,
            "oneOf": [{"required": ["a"]}, {"properties": {"b": {}}}],
        },
        {
            "type": ["object", "null"],
            "anyOf": [
                {"required": ["a"]},
                {"type": "object", "properties": {"b": {}}},
                {"type": "null"},
            ],
        },
    ),
    (
        "siblings of a reference",
        "3.1",
        {"$ref": "#/components/schemas/Plain", "maxLength": 3},
        {"maxLength": 3, "allOf": [{"$ref": "Plain"}]},
    ),
    (
        "siblings 3.0 ignores",
        "3.0",
        {"$ref": "#/components/schemas/Plain", "maxLength": 3},
        {"$ref": "Plain"},
    ),
    (
        "boolean bound",
        "3.0",
        {"type": "number", "minimum": 1, "exclusiveMinimum": True, "exclusiveMaximum": False},
        {"type": "number", "exclusiveMinimum": 1},
    ),
    (
        "bounds",
        "3.1",
        {"type": "integer", "exclusiveMinimum": 0, "maximum": 5, "format": "int64"},
        {"type": "integer", "exclusiveMinimum": 0, "maximum": 5, "format": "int64"},
    ),
    (
        "instants",
        "3.0",
        {"type": "integer", "format": "date-time"},
        {"type": "integer", "format": "unix-time"},
    ),
    (
        "textual instants",
        "3.0",
        {"type": "string", "format": "date-time"},
        {"type": "string", "format": "date-time"},
    ),
    (
        "properties named like keywords",
        "3.0",
        {
            "properties": {
                "type": {"type": "string"},
                "description": {"type": "string", "description": "dropped"},
                "title": {"type": "string"},
                "required": {"type": "boolean"},
                "default": {"type": "integer", "default": 1},
                "properties": {"type": "object", "properties": {"enum": {"type": "array"}}},
                "$ref": {"type": "string"},
            },
            "required": ["type", "required"],
        },
        {
            "type": "object",
            "properties": {
                "type": {"type": "string"},
                "description": {"type": "string"},
                "title": {"type": "string"},
                "required": {"type": "boolean"},
                "default": {"type": "integer", "default": 1},
                "properties": {"type": "object", "properties": {"enum": {"type": "array"}}},
                "$ref": {"type": "string"},
            },
            "required": ["type", "required"],
        },
    ),
    (
        "read-only properties are not asked for",
        "3.0",
        {"properties": {"id": {"type": "string", "readOnly": True}}, "required": ["id"]},
        {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}}},
    ),
    (
        "closed objects open",
        "3.0",
        {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {}}},
    ),
    (
        "typed additional properties",
        "3.0",
        {"type": "object", "additionalProperties": {"type": "string", "nullable": True}},
        {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
    ),
    ("union of one", "3.0", {"oneOf": [{"type": "string"}]}, {"type": "string"}),
    (
        "union in a union",
        "3.0",
        {"oneOf": [{"oneOf": [{"type": "string"}, {"type": "null"}]}, {"type": "integer"}]},
        {"anyOf": [{"type": "string"}, {"type": "null"}, {"type": "integer"}]},
    ),
    (
        "both unions",
        "3.0",
        {
            "oneOf": [{"type": "string"}, {"type": "integer"}],
            "anyOf": [{"minLength": 1}, {"minimum": 1}],
        },
        {
            "anyOf": [{"minLength": 1}, {"minimum": 1}],
            "allOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}],
        },
    ),
    (
        "parts that merge",
        "3.0",
        {
            "allOf": [{"type": "object", "properties": {"a": {}}, "required": ["a"]}],
            "properties": {"b": {}},
            "required": ["b"],
        },
        {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["b", "a"]},
    ),
    (
        "parts that contradict each other stay apart",
        "3.0",
        {
            "allOf": [
                {"properties": {"a": {"type": "string"}}},
                {"properties": {"a": {"minLength": 1}}},
            ]
        },
        {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "allOf": [{"type": "object", "properties": {"a": {"minLength": 1}}}],
        },
    ),
    (
        "a reference keeps to itself",
        "3.0",
        {"allOf": [{"$ref": "#/components/schemas/Plain"}], "properties": {"b": {}}},
        {"type": "object", "properties": {"b": {}}, "allOf": [{"$ref": "Plain"}]},
    ),
    ("empty lists", "3.0", {"type": "string", "enum": [], "allOf": []}, {"type": "string"}),
    (
        "extensions",
        "3.0",
        {"type": "string", "x-a": 1, "xml": {}, "externalDocs": {}},
        {"type": "string"},
    ),
    ("anything", "3.1", True, {}),
    ("nothing", "3.1", False, {"not": {}}),
    ("dangling", "3.0", {"$ref": "#/components/schemas/Gone"}, {}),
    ("arrays without items", "3.0", {"type": "array"}, {"type": "array"}),
]


def converter(dialect: str, *, texts: bool = False) -> Converter:
    schemas = {
        "Plain": {"type": "string"},
        "Nullable": {"type": "string", "nullable": True},
        "Reader": {"title": "reader", "properties": {"to": {"type": "string"}}},
    }
    document = Document("test", {"components": {"schemas": schemas}}, dialect)
    shared = {f"#/components/schemas/{name}": name for name in ("Plain", "Nullable")}
    return Converter(document, place=shared.get, texts=texts)


@pytest.mark.parametrize(
    ("dialect", "schema", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_schema_says_the_same_in_2020_12(dialect: str, schema: Any, expected: Any) -> None:
    converted = converter(dialect).convert(schema)
    assert converted == expected
    Draft202012Validator.check_schema(converted)


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"type": "date"}, "type 'date' is unknown"),
        ({"type": "string", "pattern": "("}, "pattern '('"),
        ({"type": "string", "required": True}, "`required: True` is not a list"),
        ({"$ref": "#/components/schemas/Gone"}, "leads nowhere"),
    ],
)
def test_what_cannot_be_said_is_reported(schema: Any, told: str) -> None:
    document = Document("test", {}, "3.0")
    Converter(document, place=lambda _: None, texts=False).convert(schema)
    assert len(document.warnings) == 1
    assert told in document.warnings[0]


def test_words_are_taken_only_when_wanted() -> None:
    schema = {"type": "string", "title": " A\n b ", "description": "c", "example": 1}
    assert converter("3.0").convert(schema) == {"type": "string"}
    assert converter("3.0", texts=True).convert(schema) == {
        "type": "string",
        "title": "A b",
        "description": "c",
        "examples": [1],
    }


def test_a_discriminator_selects_its_branches() -> None:
    schema = {
        "discriminator": {
            "propertyName": "to",
            "mapping": {"reader": "#/components/schemas/Reader", "member": "Reader", "p": "Plain"},
        },
        "oneOf": [{"$ref": "#/components/schemas/Reader"}, {"$ref": "#/components/schemas/Plain"}],
    }
    assert converter("3.0").convert(schema) == {
        "anyOf": [
            {
                "type": "object",
                "properties": {"to": {"type": "string", "enum": ["reader", "member"]}},
                "required": ["to"],
            },
            {
                "type": "object",
                "properties": {"to": {"enum": ["p"]}},
                "required": ["to"],
                "allOf": [{"$ref": "Plain"}],
            },
        ]
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": ["string", "integer"]},
        {"enum": ["a", "b"]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"const": "a"},
        {"$ref": "#/$defs/A", "$defs": {"A": {"type": "string"}}},
        {"type": "object", "allOf": [{"required": ["a"]}]},
    ],
    ids=str,
)
def test_null_is_added_to_any_schema(schema: dict[str, Any]) -> None:
    refuses, accepts = Draft202012Validator(schema), Draft202012Validator(accepting_null(schema))
    assert not refuses.is_valid(None)
    if "$ref" not in schema:  # a definition inside a branch is not found from the top
        assert accepts.is_valid(None)
        for value in ("a", 1, {"a": 1}, []):
            assert accepts.is_valid(value) == refuses.is_valid(value)


def test_a_condition_asks_for_no_type_that_it_does_not_state(
    load: Callable[[str], Document],
) -> None:
    """Fields alone say nothing of what is no object: a text is let through."""
    named = {"properties": {"name": {"type": "string"}}}
    schema = {"if": named, "then": named, "else": named, "not": {"properties": {"x": False}}}
    converter = Converter(load("paths: {}"), place=lambda reference: None, texts=False)
    assert converter.convert(schema) == {**schema, "not": {"properties": {"x": {"not": {}}}}}
    assert converter.convert({"if": {"type": "object", **named}})["if"]["type"] == "object"


def test_null_is_taken_away_again() -> None:
    for schema in ({"type": "string"}, {"type": "string", "enum": ["a"]}):
        assert without_null(accepting_null(schema)) == schema


def test_a_merge_that_would_lose_something_is_refused() -> None:
    assert merged_schemas({"minimum": 1}, {"minimum": 2}) is None
    assert merged_schemas({"$ref": "a"}, {"minimum": 2}) is None
    assert (
        merged_schemas({"properties": {"a": {}}}, {"additionalProperties": {"type": "string"}})
        is None
    )
    assert merged_schemas({"title": "mine"}, {"title": "theirs", "$ref": "a"}) == {
        "title": "mine",
        "$ref": "a",
    }
