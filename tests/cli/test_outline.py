from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog
from connector.cli.outline import Line, outline, place_of_param, type_words

ROOT: dict[str, Any] = {
    "$defs": {
        "filter": {
            "title": "filter",
            "type": "object",
            "properties": {"field": {"type": "string"}},
            "required": ["field"],
        },
        "group": {
            "title": "group",
            "type": "object",
            "properties": {"parts": {"type": "array", "items": {"$ref": "#/$defs/group"}}},
        },
    }
}


def lines(schema: Any) -> list[tuple[int, str, str, bool, str]]:
    return [(x.depth, x.name, x.type, x.required, x.notes) for x in outline(schema, ROOT)]


def test_fields_are_indented_below_the_field_that_holds_them() -> None:
    schema = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "description": "What it\nis called."},
            "tags": {
                "type": ["array", "null"],
                "items": {"type": "object", "properties": {"id": {"type": "integer"}}},
            },
        },
    }
    assert lines(schema) == [
        (0, "name", "string", True, "What it is called"),
        (0, "tags", "null or list of object", False, ""),
        (1, "id", "integer", False, ""),
    ]


def test_each_variant_is_named_with_what_it_requires() -> None:
    schema = {
        "anyOf": [
            {"$ref": "#/$defs/filter"},
            {"type": "string"},
            {"properties": {"kind": {"const": "b"}, "x": {}}, "required": ["x"]},
            {"$ref": "#/$defs/filter"},
        ]
    }
    found = outline(schema, ROOT)
    assert [line.name for line in found if line.kind == "variant"] == ["filter", "kind b", "filter"]
    assert found[0] == Line(0, "filter", "variant", notes="requires field")
    assert found[1] == Line(1, "field", type="string", required=True)
    assert found[3] == Line(1, "kind", type="string", notes="always b")
    assert found[-1] == Line(0, "filter", "variant", notes="as above")


def test_a_shape_within_itself_ends() -> None:
    assert lines({"$ref": "#/$defs/group"}) == [
        (0, "parts", "list of object", False, ""),
        (1, "…", "", False, "as above"),
    ]


def test_variants_that_only_require_are_one_line() -> None:
    schema = {
        "properties": {"a": {}, "b": {}},
        "anyOf": [{"required": ["a"]}, {"required": ["b", "a"]}],
    }
    assert outline(schema, ROOT)[-1] == Line(0, "at least one of", "variant", notes="a, b and a")


def test_conditions_say_when_they_apply() -> None:
    schema = {
        "if": {"properties": {"kind": {"const": "x"}}},
        "then": {"required": ["a"]},
        "else": {"required": ["b"]},
    }
    assert outline(schema, ROOT) == [
        Line(0, "when kind x", "variant", notes="requires a"),
        Line(0, "otherwise", "variant", notes="requires b"),
    ]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "string"),
        ({"type": ["integer", "null"]}, "integer or null"),
        ({"type": "array"}, "list"),
        ({"type": "array", "items": {"type": ["string", "number"]}}, "list of string or number"),
        (
            {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
            "null or list of string",
        ),
        ({"enum": ["a", 1]}, "string or integer"),
        ({}, "any"),
    ],
)
def test_types_in_words(schema: Any, words: str) -> None:
    assert type_words(schema, ROOT) == words


def test_notes_say_what_values_must_be() -> None:
    schema = {
        "properties": {
            "a": {"enum": ["x", None, True]},
            "b": {"type": "integer", "minimum": 1, "maximum": 150, "default": 20},
            "c": {"type": "integer", "format": "unix-time"},
        }
    }
    assert [line.notes for line in outline(schema, ROOT)] == [
        "one of: x, null, true",
        "at least 1; at most 150; default 20",
        "UNIX time in seconds",
    ]


def test_every_action_has_a_place_for_each_param_and_an_outline(catalog: Catalog) -> None:
    places = {
        place_of_param(action, name)
        for action in catalog.values()
        for name in action.schema["properties"]
    }
    assert places == {"path", "query", "header", "body"}
    for action in catalog.values():
        for member in action.schema["properties"].values():
            assert all(line.name for line in outline(member, action.schema)), action.name
