from __future__ import annotations

import copy
from types import MappingProxyType
from typing import Any

import pytest

from connector.dotted import MISSING, value_at, with_value

ANSWER: dict[str, Any] = {
    "pages": {"next": {"starting_after": "abc"}, "total_pages": 0},
    "contacts": [{"id": "7"}, {"id": "8", "tags": [["a", "b"]]}],
    "none": None,
    "0": "a key of digits",
    "text": "abc",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pages", ANSWER["pages"]),
        ("pages.next.starting_after", "abc"),
        ("pages.total_pages", 0),
        ("contacts.0.id", "7"),
        ("contacts.1.tags.0.1", "b"),
        ("contacts.2", MISSING),
        ("contacts.-1", MISSING),
        ("contacts.id", MISSING),
        ("contacts.²", MISSING),
        ("contacts.", MISSING),
        ("none", None),
        ("none.more", MISSING),
        ("0", "a key of digits"),
        ("text.0", MISSING),
        ("pages.total_pages.real", MISSING),
        ("pages.last", MISSING),
        ("pages.last.starting_after", MISSING),
        ("", MISSING),
    ],
)
def test_a_path_leads_to_a_value_or_to_nothing(path: str, expected: Any) -> None:
    assert value_at(ANSWER, path) == expected


@pytest.mark.parametrize("data", [None, 1, "text", [], {}, True])
def test_nothing_is_found_in_what_has_no_members(data: Any) -> None:
    assert value_at(data, "a") is MISSING
    assert value_at(data, "0") is MISSING


def test_what_is_missing_is_not_null_and_says_so() -> None:
    assert MISSING is not None
    assert repr(MISSING) == "MISSING"


def test_any_mapping_can_be_read() -> None:
    assert value_at(MappingProxyType({"a": MappingProxyType({"b": 1})}), "a.b") == 1


@pytest.mark.parametrize(
    ("data", "path", "value", "expected"),
    [
        ({}, "page", 2, {"page": 2}),
        ({"page": 1, "order": "asc"}, "page", 2, {"page": 2, "order": "asc"}),
        ({}, "data.pagination.per_page", 50, {"data": {"pagination": {"per_page": 50}}}),
        (
            {"data": {"query": {"field": "id"}, "pagination": {"per_page": 5}}, "x": 1},
            "data.pagination.starting_after",
            "abc",
            {
                "data": {
                    "query": {"field": "id"},
                    "pagination": {"per_page": 5, "starting_after": "abc"},
                },
                "x": 1,
            },
        ),
        ({"data": None}, "data.page", 1, {"data": {"page": 1}}),
        ({"data": [1, 2]}, "data.page", 1, {"data": {"page": 1}}),
        ({"a": 1}, "a", None, {"a": None}),
    ],
)
def test_a_value_is_put_where_the_path_leads(
    data: dict[str, Any], path: str, value: Any, expected: dict[str, Any]
) -> None:
    before = copy.deepcopy(data)
    changed = with_value(data, path, value)
    assert changed == expected
    assert value_at(changed, path) == value
    assert data == before, "the original is left as it was"


def test_putting_a_value_copies_no_more_than_the_way_to_it() -> None:
    data = {"data": {"pagination": {"per_page": 5}, "query": {"big": True}}}
    changed = with_value(data, "data.pagination.per_page", 6)
    assert changed["data"]["query"] is data["data"]["query"]
    assert changed["data"]["pagination"] is not data["data"]["pagination"]


def test_a_value_can_be_put_into_a_list_that_is_there() -> None:
    data = {"query": {"value": [{"field": "id"}, {"field": "email"}]}}
    changed = with_value(data, "query.value.1.value", "a@example.com")
    assert changed["query"]["value"] == [
        {"field": "id"},
        {"field": "email", "value": "a@example.com"},
    ]
    assert data["query"]["value"][1] == {"field": "email"}
    with pytest.raises(IndexError):
        with_value(data, "query.value.2.value", 1)
