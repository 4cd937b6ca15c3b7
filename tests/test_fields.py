"""What a schema knows of a value: fields, and the known values of fields that stay open."""

from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog, Connection, UnknownFieldWarning
from connector.errors import InvalidParams
from connector.fields import FieldTree

CHOSEN = {
    "properties": {"field": {"type": "string", "x-open": r"^custom\."}, "value": {}},
    "allOf": [
        {"if": {"properties": {"field": {"enum": ["name", "email"]}}}, "then": {}},
        {"if": {"properties": {"field": {"enum": ["age"]}}}, "then": {"required": ["value"]}},
    ],
}


def unknown(schema: dict[str, Any], value: Any) -> list[tuple[str, str | None]]:
    tree = FieldTree([schema], schema)
    return [(problem.path, problem.suggestion) for problem in tree.unknown(value)]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"field": "name"}, []),
        ({"field": "age", "value": 1}, []),
        ({"field": "custom.plan"}, []),
        ({"field": "emial"}, [("field", "email")]),
        ({"field": "entirely different"}, [("field", None)]),
        ({"field": 5}, []),
        ({"filed": "name"}, [("filed", "field")]),
        ({"value": "any text"}, []),
    ],
)
def test_a_value_that_no_condition_names_is_unknown(
    value: Any, told: list[tuple[str, str | None]]
) -> None:
    assert unknown(CHOSEN, value) == told


def test_texts_are_not_looked_at_where_no_values_are_known() -> None:
    schema = {"properties": {"field": {"type": "string"}}}
    assert unknown(schema, {"field": "whatever"}) == []


def test_a_list_of_texts_beside_a_list_of_objects_frees_no_field() -> None:
    objects: dict[str, Any] = {"items": {"properties": {"name": {}}}}
    schema = {"properties": {"value": {"anyOf": [objects, {"items": {"type": "string"}}]}}}
    assert unknown(schema, {"value": [{"name": 1}, "x"]}) == []
    assert unknown(schema, {"value": [{"nmae": 1}]}) == [("value.0.nmae", "name")]


SEARCHES = [
    ("post_contacts_search", "emial", "email"),
    ("post_contacts_search", "created", "created_at"),
    ("post_conversations_search", "statistics.time_to_assignmnt", "statistics.time_to_assignment"),
    ("post_tickets_search", "ticket_type", "ticket_type_id"),
    ("post_contacts_search", "custom_attributes.plan", None),
    ("post_tickets_search", "ticket_attribute.123", None),
    ("post_conversations_search", "source.author.email", None),
]


@pytest.mark.parametrize(("action", "field", "nearest"), SEARCHES)
@pytest.mark.parametrize("levels", [0, 1, 2])
def test_an_unknown_field_of_a_search_is_taken_and_reported(
    action: str, field: str, nearest: str | None, levels: int, catalog: Catalog
) -> None:
    query: dict[str, Any] = {"field": field, "operator": "=", "value": "x"}
    path = "data.query"
    for _ in range(levels):
        query = {"operator": "AND", "value": [query]}
        path += ".value.0"
    params = {"data": {"query": query}}
    catalog[action].validate(params)
    reported = catalog[action].validator.unknown_fields(params)
    expected = [(f"{path}.field", nearest)] if nearest else []
    assert [(problem.path, problem.suggestion) for problem in reported] == expected


def test_a_connection_warns_of_an_unknown_field_of_a_search_or_refuses_it() -> None:
    params = {"data": {"query": {"field": "emial", "operator": "=", "value": "x"}}}
    at: dict[str, Any] = {"token": "token-for-tests", "base_url": "http://127.0.0.1:9"}
    with pytest.warns(UnknownFieldWarning, match=r"'emial' here\. Did you mean 'email'"):
        Connection("test", **at).prepare("post_contacts_search", params)
    with pytest.raises(InvalidParams, match=r"data\.query\.field"):
        Connection("test", **at, strict=True).prepare("post_contacts_search", params)
