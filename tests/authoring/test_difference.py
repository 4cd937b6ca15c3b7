"""Differences are facts: named by action and place, blind to words and to order."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from connector.authoring.catalog_files import CatalogFiles
from connector.authoring.difference import ABSENT, differences
from connector.authoring.schema_tree import at_pointer


def test_a_catalog_does_not_differ_from_itself(library: CatalogFiles) -> None:
    assert differences(library, copy.deepcopy(library)) == []


CHANGES: list[tuple[str, str, str, Any]] = [
    ("get_books", "/properties/page", "minimum", 2),
    ("get_books", "/properties/page", "minimum", None),
    ("post_books", "/properties/data/properties", "title", {"type": "integer"}),
    ("post_books", "/properties/data/properties/description", "type", "string"),
    ("post_books", "/properties/data", "required", ["title"]),
    ("post_loans", "/properties/data/anyOf/0/properties/to", "enum", ["friend"]),
]


@pytest.mark.parametrize(("action", "place", "keyword", "value"), CHANGES)
def test_a_changed_fact_is_found(
    library: CatalogFiles, action: str, place: str, keyword: str, value: Any
) -> None:
    other = copy.deepcopy(library)
    at_pointer(other.schemas[action], place)[keyword] = value
    found = differences(library, other)
    assert found
    assert {(each.action, each.file) for each in found} == {(action, f"schemas/{action}.json")}
    assert all(each.pointer.startswith(f"{place}/{keyword}") for each in found)
    assert [(each.theirs, each.ours) for each in differences(other, library)] == [
        (each.ours, each.theirs) for each in found
    ]


def test_words_and_order_do_not_count(library: CatalogFiles) -> None:
    other = copy.deepcopy(library)
    other.entries["get_books"]["summary"] = "Other words."
    other.entries["get_books"]["query"].reverse()
    book = other.schemas["post_books"]["properties"]["data"]
    book["description"] = "Other words."
    book["properties"]["title"]["examples"] = ["Other"]
    book["required"].reverse()
    assert differences(library, other) == []


def test_null_is_not_absent(library: CatalogFiles) -> None:
    other = copy.deepcopy(library)
    other.schemas["get_books"]["properties"]["page"]["default"] = None
    (found,) = differences(library, other)
    assert (found.ours, found.theirs) == (ABSENT, None)
    assert found.to_dict() == {
        "action": "get_books",
        "file": "schemas/get_books.json",
        "pointer": "/properties/page/default",
        "theirs": None,
    }


def test_actions_headers_and_shared_parts_differ_too(library: CatalogFiles) -> None:
    other = copy.deepcopy(library)
    del other.entries["post_loans"], other.schemas["post_loans"]
    other.header["title"] = "Other"
    other.shared["Genre"]["properties"]["name"]["type"] = "integer"
    other.entries["get_books"]["idempotent"] = False
    assert [(each.action, each.file, each.pointer) for each in differences(library, other)] == [
        (None, "actions.yaml", "/title"),
        ("get_books", "actions.yaml", "/idempotent"),
        ("post_loans", "actions.yaml", ""),
        (None, "schemas/shared/Genre.json", "/properties/name/type"),
    ]
