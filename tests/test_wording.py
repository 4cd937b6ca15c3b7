"""What schemas take, in words."""

from __future__ import annotations

from typing import Any

import pytest

from connector.wording import expected_words, shown, type_words, value_words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (5, "5"),
        ("x", "'x'"),
        ([], "a list of 0"),
        ({"a": 1}, "an object with a"),
        ({}, "an object with nothing in it"),
    ],
)
def test_values_are_shown_short(value: Any, text: str) -> None:
    assert shown(value) == text
    assert len(shown("x" * 5000)) < 100


@pytest.mark.parametrize(
    ("types", "words"),
    [
        ("object", "an object"),
        (["integer", "null"], "an integer or null"),
        (["string", "number", "boolean"], "a single value"),
        (["string", "number", "boolean", "null"], "a single value"),
    ],
)
def test_types_are_words(types: str | list[str], words: str) -> None:
    assert type_words(types) == words


TIME = "a UNIX timestamp (seconds)"


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({}, None),
        ({"type": "string"}, "a string"),
        ({"type": ["integer", "string"], "pattern": "^[0-9]+$"}, "an integer"),
        ({"type": ["boolean", "string", "null"], "pattern": "^(true|false)$"}, "true or false"),
        ({"type": "string", "pattern": "^[0-9.]+$", "title": "a version"}, "a version"),
        ({"type": ["integer", "string"], "format": "unix-time"}, TIME),
        ({"type": ["integer", "null"], "format": "unix-time"}, f"{TIME} as an integer"),
        ({"type": "string", "format": "email"}, "an e-mail address"),
        ({"type": "string", "format": "no such format"}, "a string"),
    ],
)
def test_a_level_of_a_schema_is_words(schema: dict[str, Any], words: str | None) -> None:
    assert value_words(schema) == words


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"enum": ["a", 1, None]}, "one of 'a', 1, null"),
        ({"const": 5}, "5"),
        ({"$ref": "#/$defs/time"}, f"{TIME} as an integer"),
        ({"anyOf": [{"title": "a b"}, {"title": "a c"}]}, "one of: a b; a c"),
        ({}, None),
    ],
)
def test_what_is_expected_is_words(schema: dict[str, Any], words: str | None) -> None:
    root = {"$defs": {"time": {"type": "integer", "format": "unix-time"}}}
    assert expected_words(schema, root) == words
