from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, company_id, contact_id

VELO, GREEN, NORTH, SPOKE = (company_id(number) for number in range(1, 5))


def found(api: Api, query: Any, **more: Any) -> list[str]:
    answer = api.post("/companies/search", {"query": query, **more})
    assert (answer["type"], answer["total_count"]) == ("list", len(answer["data"]))
    return [company["id"] for company in answer["data"]]


@pytest.mark.parametrize(
    ("field", "operator", "value", "expected"),
    [
        ("name", "=", "velo couriers", {VELO}),
        ("name", "~", "e", {VELO, GREEN, NORTH, SPOKE}),
        ("name", "^", "Green", {GREEN}),
        ("name", "IN", ["Velo Couriers", "Northside School"], {VELO, NORTH}),
        ("company_id", "=", "green-lanes", {GREEN}),
        ("company_id", "NIN", ["green-lanes", "velo-couriers"], {NORTH, SPOKE}),
        ("monthly_spend", ">", 160, {VELO, GREEN}),
        ("monthly_spend", "=", 0, {SPOKE}),
        ("session_count", "=", 0, {VELO, GREEN, NORTH, SPOKE}),
        ("user_count", ">", 1, {VELO, SPOKE}),
        ("created_at", ">", 4_000_000_000, set()),
        ("created_at", "<", "4000000000", {VELO, GREEN, NORTH, SPOKE}),
        ("tag_id", "=", "302", {VELO, GREEN}),
        ("tag_id", "!=", "302", {NORTH, SPOKE}),
        ("custom_attributes.fleet_size", "=", 15, {GREEN}),
    ],
)
def test_filters(api: Api, field: str, operator: str, value: Any, expected: set[str]) -> None:
    assert set(found(api, {"field": field, "operator": operator, "value": value})) == expected


def test_bounds_are_exact(api: Api) -> None:
    at = api.get(f"/companies/{VELO}")["created_at"]
    assert VELO not in found(api, {"field": "created_at", "operator": ">", "value": at})
    assert VELO in found(api, {"field": "created_at", "operator": ">", "value": at - 1})
    assert found(api, {"field": "created_at", "operator": "=", "value": at}) == [VELO]


def test_groups(api: Api) -> None:
    named = [{"field": "name", "operator": "~", "value": text} for text in ("Velo", "Green")]
    assert set(found(api, {"operator": "OR", "value": named})) == {VELO, GREEN}
    assert found(api, {"operator": "AND", "value": named}) == []


def test_pages_are_sorted(api: Api) -> None:
    everything = {"field": "name", "operator": "!=", "value": "x"}
    spent = {"field": "monthly_spend", "order": "ascending"}
    seen, pagination = [], {"per_page": 3}
    while True:
        body = {"query": everything, "sort": spent, "pagination": pagination}
        page = api.post("/companies/search", body)
        assert (page["total_count"], page["pages"]["total_pages"]) == (4, 2)
        seen += [company["id"] for company in page["data"]]
        if "next" not in page["pages"]:
            break
        pagination = page["pages"]["next"]
    assert seen == [SPOKE, NORTH, GREEN, VELO]
    by_users = found(api, everything, sort={"field": "user_count"})
    assert set(by_users[:2]) == {VELO, SPOKE}


def test_companies_without_contacts_are_hidden(api: Api) -> None:
    company = api.post("/companies", {"company_id": "empty", "name": "Empty"})
    query = {"field": "name", "operator": "=", "value": "Empty"}
    assert found(api, query) == []
    api.post(f"/contacts/{contact_id(1)}/companies", {"id": company["id"]})
    assert found(api, query) == [company["id"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "parameter_invalid"),
        ({"query": {"field": "plan.id", "operator": "=", "value": "1"}}, "invalid_field"),
        ({"query": {"field": "plan.name", "operator": "=", "value": "x"}}, "invalid_field"),
        ({"query": {"field": "segment_id", "operator": "=", "value": "x"}}, "invalid_field"),
        ({"query": {"field": "tag_id", "operator": "IN", "value": ["1"]}}, "parameter_invalid"),
        ({"query": {"field": "created_at", "operator": "IN", "value": [1]}}, "parameter_invalid"),
        ({"query": {"field": "created_at", "operator": ">", "value": "x"}}, "type_mismatch"),
        ({"query": {"field": "monthly_spend", "operator": ">=", "value": 1}}, "parameter_invalid"),
        (
            {
                "query": {"field": "name", "operator": "=", "value": "x"},
                "sort": {"field": "name", "order": "up"},
            },
            "invalid_sort_order",
        ),
        (
            {
                "query": {"field": "name", "operator": "=", "value": "x"},
                "sort": {"field": "tag_id"},
            },
            "invalid_field",
        ),
    ],
)
def test_queries_refused(api: Api, body: Any, code: str) -> None:
    reply = api.send("POST", "/companies/search", body)
    assert (reply.status, reply.code) == (400, code)
