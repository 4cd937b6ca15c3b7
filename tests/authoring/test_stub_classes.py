"""Types of Python for what a schema takes, and the classes that they need."""

from __future__ import annotations

from typing import Any

import pytest

from connector.authoring.stub_classes import StubClasses, quoted

ROOT: dict[str, Any] = {
    "$defs": {
        "colour": {"title": "colour", "enum": ["red", "green", None]},
        "filter": {
            "type": "object",
            "properties": {"field": {"type": "string"}, "value": {}},
            "required": ["field"],
            "allOf": [{"if": {"required": ["field"]}, "then": {"properties": {"value": False}}}],
        },
        "tree": {"properties": {"below": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}},
        "chain": {"type": "array", "items": {"$ref": "#/$defs/chain"}},
    }
}
FILTER = {"$ref": "#/$defs/filter"}
GROUP = {"type": "object", "properties": {"all": {"type": "array", "items": FILTER}}}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({}, "Any"),
        (True, "Any"),
        ({"type": "string", "format": "email"}, "str"),
        ({"type": ["string", "integer"]}, "str | int"),
        ({"type": ["null", "boolean"]}, "bool | None"),
        ({"type": ["integer", "number"]}, "float"),
        ({"enum": ["a", 1, True, None]}, 'Literal["a", 1, True] | None'),
        (
            {"type": "string", "enum": ["a", "it's", 'say "b"']},
            'Literal["a", "it\'s", "say \\"b\\""]',
        ),
        ({"type": ["integer", "string"], "enum": [1, "1"]}, 'Literal[1, "1"]'),
        ({"enum": [0.5, 1.5]}, "float"),
        ({"const": "a"}, 'Literal["a"]'),
        ({"anyOf": [{"enum": ["a"]}, {"type": "integer"}]}, 'Literal["a"] | int'),
        ({"allOf": [{"type": ["string", "null"]}, {"type": "string"}]}, "str"),
        ({"type": ["string", "integer"], "allOf": [{"enum": ["a"]}]}, 'Literal["a"]'),
        ({"type": "array"}, "ListOf[Any]"),
        ({"type": ["array", "null"], "items": {"type": "string"}}, "ListOf[str] | None"),
        ({"type": "object"}, "dict[str, Any]"),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "Mapping[str, str]"),
        ({"$ref": "#/$defs/colour"}, 'Literal["red", "green"] | None'),
        ({"description": "What is compared.", **FILTER}, "Filter | Untyped"),
        ({"allOf": [FILTER]}, "Filter | Untyped"),
        ({"anyOf": [FILTER, GROUP]}, "Filter | Place | Untyped"),
        ({"if": {"required": ["a"]}, "then": {"not": {}}, "else": FILTER}, "Filter | Untyped"),
        ({"$ref": "#/$defs/tree"}, "Tree | Untyped"),
        ({"$ref": "#/$defs/chain"}, "ListOf[Any]"),
        ({"properties": {"a": {}}, "additionalProperties": True}, "Place | dict[str, Any]"),
    ],
)
def test_a_schema_is_a_type(schema: Any, expected: str) -> None:
    assert StubClasses([]).type_of(schema, ROOT, ("place",)) == expected


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (
            {"properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]},
            "class Place(TypedDict, total=False):\n    a: Required[str]\n    b: Any\n",
        ),
        (
            {"properties": {"from": {"type": "string"}}, "required": ["from"]},
            'Place = TypedDict("Place", {"from": Required[str]}, total=False)\n',
        ),
        (
            {"properties": {"a": {}, "pt-BR": {"type": "string"}}},
            'Place = TypedDict("Place", {\n    "a": Any,\n    "pt-BR": str,\n}, total=False)\n',
        ),
        (
            {
                "properties": {"kind": {"type": "string"}, "size": {"type": ["integer", "string"]}},
                "anyOf": [
                    {"properties": {"kind": {"const": "a"}, "x": {"type": "string"}}},
                    {"properties": {"kind": {"const": "b"}, "size": {"type": "integer"}}},
                ],
                "required": ["kind"],
            },
            "class Place(TypedDict, total=False):\n"
            '    kind: Required[Literal["a", "b"]]\n'
            "    size: int | str\n"
            "    x: str\n",
        ),
        (
            {"oneOf": [{"required": ["a", "b"]}, {"required": ["a"]}], "properties": {"a": {}}},
            "class Place(TypedDict, total=False):\n    a: Required[Any]\n",
        ),
        (
            {"properties": {"a": {"type": "integer"}}, "allOf": [{"$ref": "#/$defs/filter"}]},
            "class Place(TypedDict, total=False):\n"
            "    a: int\n    field: Required[str]\n    value: Any\n",
        ),
    ],
)
def test_an_object_is_a_class(schema: Any, expected: str) -> None:
    classes = StubClasses([])
    assert classes.type_of(schema, ROOT, ("place",)) == "Place | Untyped"
    assert classes.texts == {"Place": expected}


def test_what_is_shared_is_one_class() -> None:
    classes = StubClasses(["Filter"])
    assert classes.type_of(FILTER, ROOT, ("one",)) == "Filter2 | Untyped"
    assert classes.type_of({"type": "array", "items": FILTER}, ROOT, ("other",)) == (
        "ListOf[Filter2 | Untyped]"
    )
    assert list(classes.shared) == ["Filter2"]
    assert not classes.texts


def test_params_that_are_no_identifiers_stand_in_a_shared_base() -> None:
    header = {"X-Version": {"type": "string"}}
    path = {"id": {"type": "integer"}}
    classes = StubClasses([])
    assert classes.params_of({"properties": header}, "GetAll") == "WithXVersion"
    assert classes.params_of({"properties": path | header, "required": ["id"]}, "Get") == "Get"
    assert classes.params_of({"properties": path}, "Read") == "Read"
    assert classes.params_of({}, "Ping") == "NoParams"
    assert classes.shared == {
        "WithXVersion": (
            'WithXVersion = TypedDict("WithXVersion", {"X-Version": str}, total=False)\n'
        ),
        "NoParams": 'NoParams = TypedDict("NoParams", {}, total=False)\n',
    }
    assert classes.texts == {
        "Get": "class Get(WithXVersion, total=False):\n    id: Required[int]\n",
        "Read": "class Read(TypedDict, total=False):\n    id: int\n",
    }


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["post_tags", "data"], "PostTagsData"),
        (["fin_agent-2.11"], "FinAgent211"),
        (["2fa"], "N2fa"),
        (["none"], "None2"),
        (["é"], "Part"),
    ],
)
def test_names_are_those_of_classes(words: list[str], name: str) -> None:
    classes = StubClasses([])
    assert classes.name_for(*words) == name
    assert classes.name_for(*words) != name


def test_a_text_is_quoted_so_that_python_reads_it_back() -> None:
    for text in ("plain", 'a "b"', "back\\slash", "new\nline", "ü", "\x00"):
        assert eval(quoted(text)) == text  # noqa: S307
