"""The overlay: merging, ids, and differences that no longer make one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.errors import AuthoringError
from connector.authoring.format import Overlay
from connector.authoring.overlay import apply_overlay, lenient_ids, load_overlay, merge_patch

DIGITS = "^-?[0-9]+$"


@pytest.mark.parametrize(
    ("target", "patch", "merged"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": 1}, {"a": None}, {}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": None}}, {"a": {"c": 2}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"required": ["a"]}, {"required": ["b", "a"]}, {"required": ["a", "b"]}),
        ({"required": ["a"]}, {"required": None}, {}),
        (
            {"properties": {"required": {"type": "string"}}},
            {"properties": {"required": None}},
            {"properties": {}},
        ),
        ({}, {"a": {"b": None, "c": 1}}, {"a": {"c": 1}}),
        ("text", {"a": 1}, {"a": 1}),
    ],
)
def test_merge_patch(target: Any, patch: Any, merged: Any) -> None:
    before = repr((target, patch))
    assert merge_patch(target, patch) == merged
    assert repr((target, patch)) == before


@pytest.mark.parametrize(
    ("schema", "widened"),
    [
        ({"type": "string"}, {"type": ["string", "integer"]}),
        ({"type": "integer"}, {"type": ["integer", "string"], "pattern": DIGITS}),
        (
            {"type": ["integer", "null"]},
            {"type": ["integer", "string", "null"], "pattern": DIGITS},
        ),
        (
            {"type": "array", "items": {"type": "string"}},
            {"type": "array", "items": {"type": ["string", "integer"]}},
        ),
        ({"type": "string", "enum": ["a"]}, {"type": "string", "enum": ["a"]}),
        ({"type": "object", "properties": {}}, {"type": "object", "properties": {}}),
        ({"type": "boolean"}, {"type": "boolean"}),
        ({"$ref": "shared/A.json"}, {"$ref": "shared/A.json"}),
    ],
    ids=str,
)
def test_ids_are_text_or_numbers(schema: dict[str, Any], widened: dict[str, Any]) -> None:
    body = {"type": "object", "properties": {"reader_id": schema, "name": {"type": "string"}}}
    catalog = CatalogFiles(schemas={"post_a": {"properties": {"data": body}}})
    result, changed = lenient_ids(catalog, "_id$")
    properties = result.schemas["post_a"]["properties"]["data"]["properties"]
    assert properties == {"reader_id": widened, "name": {"type": "string"}}
    assert changed == (schema != widened)


def test_ids_outside_bodies_are_left_alone() -> None:
    catalog = CatalogFiles(schemas={"get_a": {"properties": {"id": {"type": "string"}}}})
    assert lenient_ids(catalog, "^id$") == (catalog, False)


def overlay(**keys: Any) -> Overlay:
    return Overlay.model_validate({"differences": [{"reason": "r", **keys}]})


def test_entry_and_schema_change_together(library: CatalogFiles) -> None:
    change = overlay(
        actions=["get_books"],
        entry={"query": ["per_page", "page"], "effect": "write", "styles": None},
        schema={"properties": {"per_page": {"type": "integer"}}},
    )
    result, problems = apply_overlay(library, change)
    assert problems == []
    entry = result.entries["get_books"]
    assert entry["query"] == ["page", "genres", "filter", "archived", "size", "per_page"]
    assert entry["effect"] == "write"
    assert "styles" not in entry
    assert list(result.schemas["get_books"]["properties"])[-1] == "per_page"
    assert "per_page" not in library.schemas["get_books"]["properties"]


def test_params_keep_their_order(library: CatalogFiles) -> None:
    change = overlay(
        actions=["put_books_by_id"],
        entry={"query": ["late"]},
        schema={"properties": {"late": {}}, "required": ["late"]},
    )
    schema = apply_overlay(library, change)[0].schemas["put_books_by_id"]
    names = ["id", "id_query", "data_query", "late", "id_header", "data"]
    assert list(schema["properties"]) == names
    assert schema["required"] == ["id", "late", "data"]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"actions": ["get_nothing"], "entry": {"effect": "read"}}, "no action 'get_nothing'"),
        ({"shared": ["Nothing"], "schema": {"minimum": 1}}, "no shared part 'Nothing'"),
        ({"actions": ["get_books"], "entry": {"effect": "read"}}, "changes nothing of get_books"),
        (
            {"actions": ["get_books"], "at": "/properties/page", "schema": {"minimum": 1}},
            "changes nothing of get_books",
        ),
        ({"shared": ["Genre"], "schema": {"type": "object"}}, "changes nothing of Genre"),
        (
            {"actions": ["get_books"], "at": "/properties/gone", "schema": {"minimum": 1}},
            "get_books: nothing at /properties/gone",
        ),
    ],
)
def test_a_difference_that_makes_none_is_a_problem(
    library: CatalogFiles, keys: dict[str, Any], told: str
) -> None:
    _, problems = apply_overlay(library, overlay(**keys))
    assert [str(problem) for problem in problems] == [
        f"overlay /differences/0: {problem_text}" for problem_text in [problems[0].message]
    ]
    assert told in problems[0].message


PART = {"type": "object", "properties": {"title": {"$ref": "Genre.json"}}}


def with_part(name: str, part: dict[str, Any], **change: Any) -> Overlay:
    return Overlay.model_validate(
        {"parts": {name: part}, "differences": [{"reason": "r", **change}] if change else []}
    )


def test_a_part_written_by_hand_stands_beside_the_others(library: CatalogFiles) -> None:
    change = with_part(
        "Shelf",
        PART,
        actions=["get_books"],
        schema={"properties": {"page": {"$ref": "shared/Shelf.json"}}},
    )
    result, problems = apply_overlay(library, change)
    assert problems == []
    assert result.shared == {**library.shared, "Shelf": PART}
    assert "Shelf" not in library.shared


def test_a_part_takes_the_place_of_one_of_its_name_and_can_differ(library: CatalogFiles) -> None:
    change = with_part("Genre", PART, shared=["Genre"], schema={"required": ["title"]})
    result, problems = apply_overlay(library, change)
    assert problems == []
    assert result.shared["Genre"] == {**PART, "required": ["title"]}
    assert change.parts["Genre"] == PART


@pytest.mark.parametrize(
    ("name", "part", "told"),
    [
        ("Shelf", PART, "overlay /parts/Shelf: nothing refers to it"),
        (
            "Genre",
            {"properties": {"title": {"title": "words"}}},
            "overlay /parts/Genre/properties/title: title is a word; write it in the part's own",
        ),
    ],
)
def test_a_part_that_nobody_needs_or_that_holds_words_is_a_problem(
    library: CatalogFiles, name: str, part: dict[str, Any], told: str
) -> None:
    (problem,) = apply_overlay(library, with_part(name, part))[1]
    assert str(problem).startswith(told)


def test_a_part_may_wait_for_an_action_that_is_left_out(library: CatalogFiles) -> None:
    change = with_part("Shelf", PART, actions=["get_shelves"], schema={"minimum": 1})
    assert apply_overlay(library, change, known_actions={"get_shelves"})[1] == []


def test_an_id_rule_without_ids_is_a_problem(library: CatalogFiles) -> None:
    rule = Overlay.model_validate({"rules": {"ids": {"reason": "r", "match": "^nothing$"}}})
    assert [str(each) for each in apply_overlay(library, rule)[1]] == [
        "overlay /rules/ids: changes nothing"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("differences: [{actions: [a], entry: {x: 1}}]", "differences.0.reason"),
        (
            "differences: [{reason: r, actions: [a]}]",
            "`entry`, `schema` or `returns` says what differs",
        ),
        ("differences: [{reason: r, entry: {x: 1}}]", "`actions` or `shared`"),
        ("differences: [{reason: r, shared: [a], entry: {x: 1}}]", "a shared part has no entry"),
        ("differences: [{reason: r, actions: [a], at: x, schema: {a: 1}}]", "differences.0.at"),
        ("extra: 1", "extra"),
        ("omit: [{operations: [GET /a]}]", "omit.0.reason"),
        ("omit: [", "cannot be parsed"),
    ],
)
def test_an_overlay_that_is_none_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError) as caught:
        load_overlay(path)
    assert told in str(caught.value)


def test_no_overlay_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert load_overlay(path) == load_overlay(None) == Overlay()
