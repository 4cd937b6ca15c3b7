"""What documents of other APIs say in their own ways: each becomes a catalog that can be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connector import Catalog, load_catalog
from connector.authoring import ImportReport, import_catalog, lint_catalog
from connector.errors import InvalidParams

HEAD = {
    "openapi": "3.1.0",
    "info": {"title": "Other", "version": "1"},
    "servers": [{"url": "https://api.example.com"}],
}
CAT = {
    "type": "object",
    "required": ["kind"],
    "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}},
}
DOG = {
    "type": "object",
    "required": ["kind", "barks"],
    "properties": {"kind": {"type": "string"}, "barks": {"type": "boolean"}},
}
CHICK = {"allOf": [{"$ref": "#/components/schemas/Egg"}], "title": "a chick"}
EGG = {"type": "object", "properties": {"kind": {"const": "bird"}}}
Import = Callable[..., tuple[Catalog, ImportReport]]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Import a document whose only operation takes a body, and give its catalog and the report."""

    def make(body: Any, **schemas: Any) -> tuple[Catalog, ImportReport]:
        media = {"content": {"application/json": {"schema": body}}, "required": True}
        operation = {"summary": "Do it.", "requestBody": media, "responses": {"204": {}}}
        document = {
            **HEAD,
            "paths": {"/it": {"post": operation}},
            "components": {"schemas": schemas},
        }
        file = tmp_path / "document.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        report = import_catalog([file], tmp_path / "catalog", overlay=None)
        assert lint_catalog(tmp_path / "catalog") == []
        return load_catalog(tmp_path / "catalog"), report

    return make


def refused(catalog: Catalog, data: Any) -> list[str]:
    """Return the faults that a body has."""
    try:
        catalog["post_it"].validate({"data": data})
    except InvalidParams as error:
        return [f"{problem.path}: {problem.message}" for problem in error.problems]
    return []


def union(*names: str, **discriminator: Any) -> dict[str, Any]:
    return {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names],
        "discriminator": {"propertyName": "kind", **discriminator},
    }


@pytest.mark.parametrize(
    ("mapping", "cat", "dog"),
    [
        ({}, "Cat", "Dog"),
        ({"mapping": {"c": "Cat", "d": "#/components/schemas/Dog"}}, "c", "d"),
        ({"mapping": {"c": "Cat"}}, "c", "Dog"),
    ],
    ids=["by the names of the schemas", "by a mapping", "by both"],
)
def test_a_discriminator_selects_the_variant(
    imported: Import, mapping: dict[str, Any], cat: str, dog: str
) -> None:
    catalog, _ = imported(union("Cat", "Dog", **mapping), Cat=CAT, Dog=DOG)
    assert refused(catalog, {"kind": cat, "lives": 9}) == []
    assert refused(catalog, {"kind": dog}) == ["data.barks: required, but missing (for Dog)"]
    assert len(refused(catalog, {"kind": "mouse"})) == 1


def test_a_variant_that_says_its_value_itself_keeps_it(imported: Import) -> None:
    """Also where it says so in a schema that it is made of."""
    catalog, _ = imported(union("Cat", "Chick"), Cat=CAT, Chick=CHICK, Egg=EGG)
    assert refused(catalog, {"kind": "bird"}) == []
    assert refused(catalog, {"kind": "Chick"}) != []


def test_variants_are_named_by_their_titles_or_else_their_schemas(imported: Import) -> None:
    catalog, _ = imported(union("Cat", "Chick"), Cat=CAT, Chick=CHICK, Egg=EGG)
    variants = catalog["post_it"].schema["properties"]["data"]["anyOf"]
    assert [variant["title"] for variant in variants] == ["Cat", "a chick"]


def test_a_shared_variant_has_a_name_too(imported: Import) -> None:
    """A schema that contains itself stands in a file of its own."""
    litter = {**CAT, "properties": {"kittens": {"items": {"$ref": "#/components/schemas/Cat"}}}}
    catalog, _ = imported(union("Cat", "Dog"), Cat=litter, Dog=DOG)
    assert refused(catalog, {"kind": "Dog"}) == ["data.barks: required, but missing (for Dog)"]
    assert refused(catalog, {"kind": "Cat", "kittens": [{}]}) == [
        "data.kittens.0.kind: required, but missing"
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "array", "contains": {"const": 1}, "minContains": 0}, []),
        ({"type": "string", "pattern": r"\A[a-z]+\Z"}, "abc"),
        ({"type": "string", "pattern": r"^\p{L}+$"}, "abc"),
        ({"type": "string", "enum": "abc"}, "abc"),
        ({"type": "string", "minLength": "3"}, "abc"),
        ({"type": "string", "readOnly": "yes"}, "abc"),
        ({"type": ["string", {}]}, "abc"),
        ({"type": "object", "required": [["a"], "b"]}, {"b": 1}),
        ({"discriminator": {"propertyName": 5, "mapping": 7}, "oneOf": [{"$ref": 5}, 3]}, "abc"),
    ],
)
def test_a_keyword_that_cannot_be_read_refuses_nothing(
    imported: Import, schema: dict[str, Any], value: Any
) -> None:
    catalog, _ = imported({"type": "object", "properties": {"a": schema}})
    assert refused(catalog, {"a": value}) == []


def test_what_was_ignored_is_reported(imported: Import) -> None:
    _, report = imported({"type": "string", "minLength": "3", "pattern": r"a\Z"})
    assert report.warnings == (
        "document.json: `minLength: 3` cannot be read; ignored",
        r"document.json: pattern 'a\\Z' cannot be read; ignored",
    )


def test_definitions_inside_a_schema_are_followed(imported: Import) -> None:
    size = {"$ref": "#/components/schemas/Box/$defs/size"}
    box = {"type": "object", "properties": {"w": size}, "$defs": {"size": {"type": "integer"}}}
    catalog, _ = imported({"$ref": "#/components/schemas/Box"}, Box=box)
    assert refused(catalog, {"w": "wide"}) != []
    assert "$defs" not in catalog["post_it"].schema["properties"]["data"]
