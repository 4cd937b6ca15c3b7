from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog
from connector.outline import Line, field_line, outline, place_of_param

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
    assert found[0] == Line(0, "filter", "variant")
    assert found[1] == Line(1, "field", type="string", required=True)
    assert found[3] == Line(1, "x", type="any", required=True)
    assert found[4] == Line(1, "kind", type="string", limits="always b")
    assert found[-1] == Line(0, "filter", "variant", limits="as above")


def test_a_shape_within_itself_ends() -> None:
    assert lines({"$ref": "#/$defs/group"}) == [
        (0, "parts", "list of object", False, ""),
        (1, "…", "", False, "as above"),
    ]


def test_variants_that_only_require_are_one_line() -> None:
    schema = {
        "properties": {"a": {}, "b": {}, "c": {}},
        "anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}],
    }
    assert outline(schema, ROOT)[-1] == Line(0, "at least one of", "variant", limits="a; b and c")


def test_conditions_of_which_nothing_follows_are_no_cases() -> None:
    schema: dict[str, Any] = {
        "properties": {"first": {"$ref": "#/$defs/filter"}},
        "if": {"properties": {"kind": {"enum": ["x", "y"]}}},
        "else": {"$ref": "#/$defs/filter"},
    }
    assert outline(schema, ROOT)[-1] == Line(0, "filter", "variant", limits="as above")
    schema["then"] = {"required": ["z"]}
    assert outline(schema, ROOT)[-2:] == [
        Line(0, "when kind x, y", "variant", limits="requires z"),
        Line(0, "otherwise: filter", "variant", limits="as above"),
    ]


@pytest.mark.parametrize(
    ("branches", "starred", "told"),
    [
        ([["b", "a"], ["b", "c"]], ["b"], ["a, c"]),
        ([["b", "a"], ["b", "a", "c"]], ["a", "b"], []),
        ([["a"], ["b", "c"]], [], ["a; b and c"]),
    ],
)
def test_what_all_variants_require_is_said_by_the_fields(
    branches: list[list[str]], starred: list[str], told: list[str]
) -> None:
    schema = {
        "properties": {"a": {}, "b": {}, "c": {}},
        "anyOf": [{"required": names} for names in branches],
    }
    found = outline(schema, ROOT)
    assert [line.name for line in found if line.required] == starred
    assert [line.limits for line in found if line.name == "at least one of"] == told


def test_what_is_required_comes_first_at_every_level() -> None:
    inner = {"properties": {"x": {}, "y": {}}, "required": ["y"]}
    schema = {"properties": {"a": {}, "b": inner}, "required": ["b"]}
    assert [line.name for line in outline(schema, ROOT)] == ["b", "y", "x", "a"]


def test_conditions_say_when_they_apply() -> None:
    schema = {
        "if": {"properties": {"kind": {"const": "x"}}},
        "then": {"required": ["a"]},
        "else": {"required": ["b"]},
    }
    assert outline(schema, ROOT) == [
        Line(0, "when kind x", "variant", limits="requires a"),
        Line(0, "otherwise", "variant", limits="requires b"),
    ]


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


def test_a_variant_says_only_how_it_differs() -> None:
    person = {"name": {"type": "string"}, "email": {"type": "string"}}
    schema = {
        "properties": {"kind": {"enum": ["a", "b", "c"]}, "text": {}},
        "anyOf": [
            {
                "title": "one",
                "properties": {"kind": {"enum": ["a"]}, **person},
                "required": ["kind", "text"],
            },
            {
                "title": "two",
                "properties": {"kind": {"enum": ["b"]}, **person, "phone": {}},
                "required": ["kind", "phone"],
            },
            {"title": "three", "properties": {"kind": {"const": "c"}}, "required": ["kind"]},
        ],
    }
    assert [(x.depth, x.name, x.required, x.limits) for x in outline(schema, ROOT)] == [
        (0, "kind", True, "one of: a, b, c"),
        (0, "text", False, ""),
        (0, "one", False, "kind a; requires text"),
        (1, "name", False, ""),
        (1, "email", False, ""),
        (0, "two", False, "kind b"),
        (1, "phone", True, ""),
        (1, "…", False, "name, email: as in one"),
        (0, "three", False, "kind c"),
    ]


def test_a_list_of_what_came_before_is_not_written_out() -> None:
    one = {"title": "one", "type": "object", "properties": {"id": {"type": "string"}}}
    schema = {"anyOf": [one, {"title": "many", "type": "array", "items": one}]}
    assert outline(schema, ROOT)[-1] == Line(0, "many", "variant", limits="each as one")


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        ({"examples": ["x", "y"]}, "x"),
        ({"examples": [None, 7]}, "7"),
        ({"examples": [["a", 1]]}, '["a", 1]'),
        ({"examples": ["x" * 100]}, ""),
        ({"examples": [True]}, ""),
        ({"enum": ["x"], "examples": ["x"]}, ""),
        ({}, ""),
    ],
)
def test_the_example_of_a_field(schema: Any, example: str) -> None:
    assert field_line("it", schema, ROOT, required=False).example == example
