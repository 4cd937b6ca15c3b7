"""What an action tells before it is called, and that nobody pays for it who does not ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connector import Catalog
from connector.errors import CatalogError
from connector.expectation import ExpectedError, IdKind, IdKinds, id_trails

ACTIONS = """
catalog: 1
title: Books
servers: {us: https://books.example}
auth: {scheme: none}
ids:
  # Kinds of ids.
  book: {from: [get_books, post_books], id: isbn, to: [books/id, data/sequels/id]}

  shelf:
    none: Painted on the shelf.
    to:
      - shelf_id
errors:
  - {status: 401, code: denied, when: The key is wrong.}
  - status: 429
    when: Too fast.
health: get_books
---
get_books:
  request: GET /books
  group: Books
  summary: List books.
put_books_by_id:
  request: PUT /books/{id}
  group: Books
  summary: Change a book.
post_books:
  request: POST /books
  group: Books
  summary: Add a book.
"""
BOOK = {"type": "object", "properties": {"sequel": {"$ref": "Book.json"}}}
RETURNS = {
    "schema": {"type": "array", "items": {"$ref": "shared/Book.json"}},
    "errors": [
        {"status": 404, "code": "lost", "when": "It is lost."},
        {"status": 429, "when": "Somebody else is adding a book."},
    ],
}
PARAMS = {
    "type": "object",
    "properties": {
        "id": {},
        "data": {"properties": {"shelf_id": {}, "sequels": {"items": {"properties": {"id": {}}}}}},
    },
}


@pytest.fixture
def books(tmp_path: Path) -> Catalog:
    shared = tmp_path / "schemas" / "returns" / "shared"
    shared.mkdir(parents=True)
    (tmp_path / "actions.yaml").write_text(ACTIONS, encoding="utf-8")
    (shared / "Book.json").write_text(json.dumps(BOOK), encoding="utf-8")
    (shared.parent / "put_books_by_id.json").write_text(json.dumps(RETURNS), encoding="utf-8")
    for name in ("get_books", "put_books_by_id"):
        file = tmp_path / "schemas" / f"{name}.json"
        file.write_text(json.dumps(PARAMS if name != "get_books" else {}), encoding="utf-8")
    return Catalog(tmp_path)


COMMON = (
    ExpectedError(401, "denied", "The key is wrong.", common=True),
    ExpectedError(429, None, "Too fast.", common=True),
)


def test_an_answer_is_self_contained(books: Catalog) -> None:
    assert books["put_books_by_id"].returns_schema == {
        "type": "array",
        "items": {"$ref": "#/$defs/Book"},
        "$defs": {"Book": {"type": "object", "properties": {"sequel": {"$ref": "#/$defs/Book"}}}},
    }


def test_an_actions_own_errors_come_first_and_count_for_more(books: Catalog) -> None:
    assert books["put_books_by_id"].errors == (
        ExpectedError(404, "lost", "It is lost."),
        ExpectedError(429, None, "Somebody else is adding a book."),
        COMMON[0],
    )
    assert [error.to_dict() for error in books["put_books_by_id"].errors[1:]] == [
        {"status": 429, "code": None, "when": "Somebody else is adding a book."},
        {"status": 401, "code": "denied", "when": "The key is wrong.", "common": True},
    ]


def test_where_nothing_is_known_there_are_the_errors_of_every_action(books: Catalog) -> None:
    assert books["get_books"].returns_schema is None
    assert books["get_books"].errors == COMMON == books.errors
    assert books["get_books"].ids_from == {}


def test_sources_are_actions_of_the_catalog(books: Catalog) -> None:
    assert books["put_books_by_id"].ids_from == {
        "id": ("get_books", "post_books"),
        "data.sequels.id": ("get_books", "post_books"),
    }


def test_which_field_of_an_answer_to_copy_is_told(books: Catalog) -> None:
    assert books["put_books_by_id"].id_fields == {"id": "isbn", "data.sequels.id": "isbn"}
    assert books["get_books"].id_fields == {}


def test_what_writes_may_give_the_id_of_what_it_goes_on_with(catalog: Catalog) -> None:
    action = catalog["post_companies_bulk"]
    assert action.name in action.ids_from["data.job.id"]
    assert action.name not in action.ids_from["data.companies.company_id"]


def test_the_rest_of_the_header_is_read_without_them(books: Catalog) -> None:
    assert (books.header.title, books.header.health) == ("Books", "get_books")


def test_nothing_is_read_before_it_is_asked_for(books: Catalog) -> None:
    action = books["put_books_by_id"]
    action.validate({"id": 1})
    (books.folder / "schemas" / "returns" / "put_books_by_id.json").write_text("{", "utf-8")
    assert "_aside" not in vars(books)
    with pytest.raises(CatalogError, match=r"put_books_by_id\.json is not valid JSON"):
        _ = action.returns_schema


def test_a_version_has_only_its_own_sources(catalog: Catalog) -> None:
    old, new = catalog.for_version("2.11"), catalog.for_version("Preview")
    action = "post_companies_by_company_id_notes"
    assert action not in old
    assert new[action].ids_from["company_id"]
    for view in (old, new):
        for member in view.values():
            sources = {source for found in member.ids_from.values() for source in found}
            assert sources <= set(view)
            assert member.effect != "read" or member.name not in sources


TRAILS: list[tuple[str, list[str], Any, dict[str, str]]] = [
    ("/a/{id}", [], {}, {"id": "a/id"}),
    ("/a/{a_id}/b/{id}/c", [], {}, {"a_id": "a/a_id", "id": "a/b/id"}),
    ("/a/{id}", ["q"], {"q": {}}, {"id": "a/id", "q": "a/query/q"}),
    ("/a", ["gone"], {}, {}),
    ("/a", [], {"data": {"properties": {"b": {}}}}, {"data.b": "a/data/b"}),
    (
        "/a",
        [],
        {"data": {"properties": {"b": {"items": {"properties": {"id": {}}}}}}},
        {"data.b": "a/data/b", "data.b.id": "a/data/b/id"},
    ),
    (
        "/a",
        [],
        {"data": {"anyOf": [{"properties": {"b": {}}}, {"allOf": [{"properties": {"c": {}}}]}]}},
        {"data.b": "a/data/b", "data.c": "a/data/c"},
    ),
    (
        "/a",
        [],
        {"data": {"properties": {k: {"properties": {"id": {}}, "title": k} for k in "vwxyz"}}},
        {"data.*": "a/data/*", "data.*.id": "a/data/*/id"},
    ),
    (
        "/a",
        [],
        {"data": {"properties": {k: {"type": "string"} for k in "vwxyz"}}},
        {f"data.{k}": f"a/data/{k}" for k in "vwxyz"},
    ),
]


@pytest.mark.parametrize(("path", "query", "properties", "trails"), TRAILS)
def test_trails_of_params(
    path: str, query: list[str], properties: Any, trails: dict[str, str]
) -> None:
    names = [part.partition("}")[0] for part in path.split("{")[1:]]
    found = dict(id_trails(path, names, query, {"properties": properties}))
    assert {param: "/".join(trail) for param, trail in found.items()} == trails


def test_a_shape_that_contains_itself_ends() -> None:
    again = {"$ref": "#/$defs/again"}
    schema = {
        "properties": {"data": again},
        "$defs": {"again": {"properties": {"again": again}}},
    }
    assert 1 < len(list(id_trails("/a", [], [], schema))) < 10


KINDS = IdKinds(
    [
        IdKind("tag", ("get_tags",), (("tags", "id"), ("tag_id",))),
        IdKind("own", (), (("data", "tags", "id"),), none="Ours."),
    ]
)


@pytest.mark.parametrize(
    ("trail", "kind"),
    [
        ("tags/id", "tag"),
        ("contacts/tags/id", "tag"),
        ("contacts/data/tags/id", "own"),
        ("contacts/query/tag_id", "tag"),
        ("contacts/id", None),
        ("id", None),
    ],
)
def test_the_longest_place_counts(trail: str, kind: str | None) -> None:
    found = KINDS.kind_of(trail.split("/"))
    assert (found.name if found else None) == kind
