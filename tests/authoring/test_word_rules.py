"""Which fields need words of their own."""

from __future__ import annotations

from typing import Any

import pytest

from connector.authoring.schema_tree import field_path
from connector.authoring.word_rules import fields_to_describe


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        ({"properties": {"a": {"type": "string"}}}, ["a"]),
        ({"properties": {"a": {"items": {"properties": {"b": {}}}}}}, ["a", "a.b"]),
        ({"properties": {"a": {}}, "anyOf": [{"properties": {"a": {"enum": [1]}}}]}, ["a"]),
        ({"properties": {"a": {}}, "anyOf": [{"properties": {"b": {}}}]}, ["a", "b"]),
        ({"if": {"properties": {"a": {}}}, "then": {"properties": {"b": {}}}}, ["b"]),
        ({"not": {"properties": {"a": {}}}}, []),
        ({"properties": {"a": {"anyOf": [{"properties": {"a": {}}}]}}}, ["a", "a.a"]),
        ({"properties": {"properties": {"properties": {"title": {}}}}}, None),
    ],
)
def test_fields_are_described_once(schema: dict[str, Any], fields: list[str] | None) -> None:
    found = [field_path(pointer) for pointer, _ in fields_to_describe(schema)]
    assert found == (fields if fields is not None else ["properties", "properties.title"])
