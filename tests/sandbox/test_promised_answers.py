"""The sandbox answers what the catalog says that an action returns, errors included."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector import Catalog
from connector.model import Action

from .api import Api, company_id, contact_id
from .test_described_answers import CALLS


@pytest.fixture(scope="session")
def actions(catalog: Catalog) -> dict[str, Action]:
    return {f"{action.method} {action.path}": action for action in catalog.values()}


def test_answers_are_what_the_catalog_says(api: Api, actions: dict[str, Action]) -> None:
    problems, checked = [], 0
    for operation, values, body in CALLS:
        method, template = operation.split(" ")
        reply = api.send(method, template.format(**values), body)
        schema = actions[operation].returns_schema
        assert (reply.data is None) == (schema is None), operation
        if schema is not None:
            checked += 1
            problems += [
                f"{operation}: {error.json_path}: {error.message[:160]}"
                for error in Draft202012Validator(schema).iter_errors(reply.data)
            ]
    assert problems == []
    assert checked > 60


REFUSED: list[tuple[str, dict[str, str], Any]] = [
    ("GET /contacts/{id}", {"id": "none"}, None),
    ("POST /contacts", {}, {"email": "maria.santos@example.com"}),
    ("GET /contacts/{contact_id}/tags", {"contact_id": "none"}, None),
    ("POST /contacts/{id}/companies", {"id": contact_id(1)}, {"id": "none"}),
    ("GET /companies/{id}", {"id": "none"}, None),
    ("GET /conversations/{id}", {"id": "9999"}, None),
    ("POST /conversations/{id}/reply", {"id": "9999"}, {"type": "admin", "message_type": "note"}),
    ("GET /admins/{id}", {"id": "1"}, None),
    ("GET /teams/{id}", {"id": "1"}, None),
    ("GET /segments/{id}", {"id": "1"}, None),
    ("GET /tags/{id}", {"id": "1"}, None),
    ("DELETE /tags/{id}", {"id": "1"}, None),
    ("GET /tickets/{id}", {"id": "1"}, None),
    ("DELETE /tickets/{id}", {"id": "1"}, None),
    ("GET /ticket_types/{id}", {"id": "1"}, None),
    ("PUT /contacts/{id}", {"id": "none"}, {"name": "N"}),
    ("DELETE /companies/{id}", {"id": company_id(99)}, None),
    ("POST /contacts/{id}/archive", {"id": "none"}, None),
]


@pytest.mark.parametrize(
    ("operation", "values", "body"), REFUSED, ids=[each[0] for each in REFUSED]
)
def test_refusals_are_among_the_errors_to_expect(
    api: Api, actions: dict[str, Action], operation: str, values: dict[str, str], body: Any
) -> None:
    method, template = operation.split(" ")
    reply = api.send(method, template.format(**values), body)
    assert reply.status >= 400
    expected = {(error.status, error.code) for error in actions[operation].errors}
    assert (reply.status, reply.code) in expected
