"""Reading documents: value types, duplicate keys, references that lead nowhere or in circles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from connector.authoring.errors import AuthoringError
from connector.authoring.openapi import Document, load_document, parse_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no: 1", {"no": 1}),
        ("a: no", {"a": "no"}),
        ("a: true", {"a": True}),
        ("a: 2024-01-31", {"a": "2024-01-31"}),
        ("a: 12:30:00", {"a": "12:30:00"}),
        ("a: 2.10", {"a": 2.1}),
        ("a: '2.10'", {"a": "2.10"}),
        ("a: 0123", {"a": "0123"}),
        ("a: -1", {"a": -1}),
        ("a: 1e3", {"a": 1000.0}),
        ("a:", {"a": None}),
        ("a: ''", {"a": ""}),
        ("200: x", {"200": "x"}),
        ('{"a": [1, null]}', {"a": [1, None]}),
        ("{a: [1, null]}", {"a": [1, None]}),
    ],
)
def test_values_have_the_types_of_json(text: str, value: object) -> None:
    assert parse_text(text) == value


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2", '{"a": 1, "a": 2}', "a: {b: 1, b: 2}", "1: x\n'1': y"]
)
def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    with pytest.raises((ValueError, yaml.YAMLError), match="duplicate key"):
        parse_text(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("swagger: '2.0'\npaths: {}", "`openapi` is missing"),
        ("openapi: 3.0.0", "3.0 and 3.1 with `paths`"),
        ("- 1", "is missing"),
        ("openapi: [", "cannot be parsed"),
        ("openapi: 3.0.0\nopenapi: 3.0.1\npaths: {}", "duplicate key 'openapi' in line 2"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "api.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError, match=r"api\.yaml") as caught:
        load_document(path)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("#/components/schemas/Nobody", "leads nowhere"),
        ("#wrong", "leads nowhere"),
        ("other.yaml#/A", "outside the file"),
        ("https://elsewhere.example/a.json", "outside the file"),
    ],
)
def test_a_dangling_reference_is_reported(
    load: Callable[[str], Document], reference: str, told: str
) -> None:
    document = load("paths: {}")
    assert document.resolved({"$ref": reference}) == {}
    assert len(document.warnings) == 1
    assert reference in document.warnings[0]
    assert told in document.warnings[0]


def test_a_reference_to_itself_ends(load: Callable[[str], Document]) -> None:
    document = load("paths: {}\ncomponents: {parameters: {A: {$ref: '#/components/parameters/A'}}}")
    assert document.resolved({"$ref": "#/components/parameters/A"}) == {}
    assert "refers to itself" in document.warnings[0]


def test_references_may_be_escaped(load: Callable[[str], Document]) -> None:
    document = load("paths: {'/a~b/{c}': {get: {operationId: found}}}")
    assert document.target("#/paths/~1a~0b~1%7Bc%7D/get") == {"operationId": "found"}


def test_operations_of_referenced_path_items(notes_path: Path) -> None:
    found = [(method, path) for method, path, _, _ in load_document(notes_path).operations()]
    assert found == [("PATCH", "/notes/{note}"), ("POST", "/notes"), ("PUT", "/raw")]
