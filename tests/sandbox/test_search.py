from __future__ import annotations

from typing import Any

import pytest

from .api import Api, Clock, contact_id

MARIA, LIAM, HANA, OTTO, PRIYA, SAMUEL, ELENA, JACK, CHLOE, WEI, ANONYMOUS, ROSA = (
    contact_id(number) for number in range(1, 13)
)
ALL = {contact_id(number) for number in range(1, 13)}
DAY_S = 86_400


@pytest.mark.parametrize(
    ("field", "operator", "value", "expected"),
    [
        ("role", "=", "lead", {WEI, ANONYMOUS, ROSA}),
        ("role", "!=", "user", {WEI, ANONYMOUS, ROSA}),
        ("email", "=", "MARIA.SANTOS@EXAMPLE.COM", {MARIA}),
        ("email", "=", None, {ANONYMOUS}),
        ("email", "!=", None, ALL - {ANONYMOUS}),
        ("email", "~", "velo", {OTTO, PRIYA}),
        ("email", "!~", "example", {ANONYMOUS}),
        ("email", "^", "ma", {MARIA}),
        ("email", "$", "@example.org", {HANA, SAMUEL, ROSA}),
        ("email", "~", "%", set()),
        ("email", "~", "_", set()),
        ("email_domain", "=", "velo.example.com", {OTTO, PRIYA}),
        ("email", "IN", ["otto@velo.example.com", "hana.kim@example.org"], {OTTO, HANA}),
        ("email", "NIN", ["otto@velo.example.com"], ALL - {OTTO}),
        ("id", "=", MARIA, {MARIA}),
        ("external_id", "IN", ["u-1001", "u-1002"], {MARIA, LIAM}),
        ("owner_id", "=", 8140001, {MARIA, OTTO}),
        ("owner_id", "=", "8140001", {MARIA, OTTO}),
        ("owner_id", ">", 8140000, {MARIA, OTTO}),
        ("owner_id", ">", 8140001, set()),
        ("owner_id", ">=", 8140001, {MARIA, OTTO}),
        ("owner_id", "<=", 8140000, set()),
        ("unsubscribed_from_emails", "=", True, set()),
        ("unsubscribed_from_emails", "!=", "true", ALL),
        ("tag_id", "=", "301", {MARIA, OTTO}),
        ("tag_id", "!=", 301, ALL - {MARIA, OTTO}),
        ("segment_id", "=", "66a1c0de5e60000000000001", {WEI, ANONYMOUS, ROSA}),
        ("segment_id", "=", "nothing", set()),
        ("location.city", "=", "cork", {LIAM, SAMUEL}),
        ("custom_attributes.frame_size_cm", "=", 54, {MARIA}),
        ("custom_attributes.frame_size_cm", ">", 54, {LIAM, OTTO}),
        ("custom_attributes.frame_size_cm", "<", "54", {ELENA}),
        ("custom_attributes.newsletter", "=", False, {LIAM, ROSA}),
        ("custom_attributes.frame_size_cm", "=", None, ALL - {MARIA, LIAM, OTTO, ELENA}),
        ('custom_attributes.it\'s "odd"', "=", "x", set()),
    ],
)
def test_contact_filters(
    api: Api, field: str, operator: str, value: Any, expected: set[str]
) -> None:
    assert api.search("contacts", field, operator, value) == expected


@pytest.mark.parametrize(
    ("operator", "shift_s", "matches"),
    [
        ("=", 0, True),
        ("=", DAY_S - 1, True),
        ("=", DAY_S, False),
        ("!=", DAY_S, True),
        (">", 0, False),
        (">", -1, True),
        (">=", DAY_S - 1, True),
        (">=", DAY_S, False),
        ("<", DAY_S - 1, False),
        ("<", DAY_S, True),
        ("<=", 0, True),
        ("<=", -1, False),
    ],
)
def test_contact_dates_are_compared_by_utc_day(
    api: Api, clock: Clock, operator: str, shift_s: int, matches: bool
) -> None:
    midnight = 1_760_054_400
    clock.now_s = midnight + 40_000
    made = api.post("/contacts", {"role": "lead"})
    found = api.search("contacts", "created_at", operator, str(midnight + shift_s))
    assert (made["id"] in found) is matches


def test_groups_nest_two_levels(api: Api) -> None:
    query = {
        "operator": "AND",
        "value": [
            {
                "operator": "OR",
                "value": [
                    {"field": "email", "operator": "$", "value": "@example.org"},
                    {"field": "email", "operator": "~", "value": "velo"},
                ],
            },
            {"field": "role", "operator": "=", "value": "user"},
        ],
    }
    assert api.found("contacts", query) == {HANA, SAMUEL, OTTO, PRIYA}


def a_filter(**changes: Any) -> dict[str, Any]:
    return {"field": "email", "operator": "=", "value": "x", **changes}


def a_group(*members: Any, operator: Any = "AND") -> dict[str, Any]:
    return {"operator": operator, "value": list(members)}


@pytest.mark.parametrize(
    ("noun", "query", "code"),
    [
        ("contacts", None, "parameter_invalid"),
        ("contacts", "email", "parameter_invalid"),
        ("contacts", {}, "parameter_invalid"),
        ("contacts", a_group(), "parameter_invalid"),
        ("contacts", a_group(a_filter(), operator="XOR"), "parameter_invalid"),
        ("contacts", a_group("email"), "parameter_invalid"),
        ("contacts", a_group(a_group(a_group(a_filter()))), "parameter_invalid"),
        ("contacts", a_group(*[a_filter()] * 16), "parameter_invalid"),
        ("contacts", a_filter(field="shoe_size"), "invalid_field"),
        ("contacts", a_filter(field="doc"), "invalid_field"),
        ("contacts", a_filter(field=7), "invalid_field"),
        ("contacts", a_filter(field="custom_attributes.a\0b"), "invalid_field"),
        ("conversations", a_filter(field="custom_attributes.a\0b"), "invalid_field"),
        ("contacts", a_filter(operator="LIKE"), "parameter_invalid"),
        ("contacts", a_filter(operator=">"), "parameter_invalid"),
        ("contacts", a_filter(field="owner_id", operator="~", value=1), "parameter_invalid"),
        ("contacts", a_filter(field="tag_id", operator="IN", value=["1"]), "parameter_invalid"),
        ("contacts", a_filter(value=5), "type_mismatch"),
        ("contacts", a_filter(value=["x"]), "type_mismatch"),
        ("contacts", a_filter(operator="IN", value="x"), "type_mismatch"),
        ("contacts", a_filter(operator="~", value=None), "type_mismatch"),
        ("contacts", a_filter(field="created_at", value="yesterday"), "type_mismatch"),
        ("contacts", a_filter(field="owner_id", value=True), "type_mismatch"),
        ("contacts", a_filter(field="has_hard_bounced", value="x"), "type_mismatch"),
        ("conversations", a_filter(field="open", value=1), "type_mismatch"),
        ("conversations", a_filter(field="name"), "invalid_field"),
        ("tickets", a_filter(field="ticket_attribute.9999"), "invalid_field"),
    ],
)
def test_bad_queries_are_refused(api: Api, noun: str, query: Any, code: str) -> None:
    reply = api.send("POST", f"/{noun}/search", {"query": query})
    assert (reply.status, reply.code) == (400, code)


def test_fifteen_filters_are_allowed(api: Api) -> None:
    assert api.found("contacts", a_group(*[a_filter()] * 15, operator="OR")) == set()


@pytest.mark.parametrize(
    ("field", "operator", "value", "expected"),
    [
        ("state", "=", "snoozed", {"1003"}),
        ("open", "=", False, {"1002", "1006", "1009"}),
        ("admin_assignee_id", "=", 8140002, {"1001"}),
        ("team_assignee_id", "=", "6140001", {"1005"}),
        ("admin_assignee_id", "IN", [8140002, 8140003], {"1001", "1008"}),
        ("contact_ids", "=", OTTO, {"1002"}),
        ("contact_ids", "IN", [OTTO, HANA], {"1002", "1004"}),
        ("tag_ids", "=", "303", {"1001"}),
        ("teammate_ids", "=", "8140003", {"1004"}),
        ("source.body", "=", "brakes", {"1001"}),
        ("source.body", "=", "BRAKES", {"1001"}),
        ("source.body", "=", "new brakes", set()),
        ("source.body", "=", "brake", set()),
        ("source.body", "~", "brake", {"1001"}),
        ("source.author.email", "=", "wei.zhang@example.com", {"1007"}),
        ("source.type", "=", "conversation", {str(number) for number in range(1001, 1010)}),
        ("channel_initiated", "!=", "conversation", set()),
        ("snoozed_until", ">", 2_019_686_400, {"1003"}),
        ("snoozed_until", "<", 2_019_686_400, {"1003"}),
        ("snoozed_until", ">", 2_019_686_401, set()),
        ("statistics.count_reopens", "=", 1, {"1004"}),
        ("statistics.last_closed_by_id", "=", "8140003", {"1004"}),
        ("custom_attributes.issue_type", "=", "repair", {"1008"}),
    ],
)
def test_conversation_filters(
    api: Api, field: str, operator: str, value: Any, expected: set[str]
) -> None:
    assert api.search("conversations", field, operator, value) == expected


@pytest.mark.parametrize(
    ("field", "operator", "value", "expected"),
    [
        ("state", "=", "resolved", {"1011"}),
        ("state", "=", "in_progress", {"1010"}),
        ("category", "=", "request", {"1010", "1011"}),
        ("category", "=", "task", {"1012"}),
        ("category", "=", "tracker", {"1013"}),
        ("open", "=", False, {"1011"}),
        ("title", "~", "brakes", {"1011"}),
        ("description", "^", "Batch", {"1013"}),
        ("ticket_type_id", "=", 12, {"1012"}),
        ("contact_ids", "=", ELENA, {"1013"}),
        ("admin_assignee_id", "=", "8140003", {"1010"}),
        ("teammate_ids", "=", "8140003", {"1010", "1011"}),
        ("ticket_attribute.157", "=", "High", {"1010"}),
        ("ticket_attribute.158", "=", False, {"1010"}),
        ("created_at", ">=", 1, {"1010", "1011", "1012", "1013"}),
    ],
)
def test_ticket_filters(
    api: Api, field: str, operator: str, value: Any, expected: set[str]
) -> None:
    assert api.search("tickets", field, operator, value) == expected


@pytest.mark.parametrize("order", ["ascending", "descending"])
@pytest.mark.parametrize("field", ["name", "email", "last_seen_at", "created_at"])
def test_sorted_searches_are_walked_without_loss(api: Api, field: str, order: str) -> None:
    body: dict[str, Any] = {
        "query": {"field": "created_at", "operator": ">", "value": 0},
        "sort": {"field": field, "order": order},
        "pagination": {"per_page": 5},
    }
    seen = []
    while True:
        page = api.post("/contacts/search", body)
        seen += page["data"]
        if "next" not in page["pages"]:
            break
        body["pagination"]["starting_after"] = page["pages"]["next"]["starting_after"]
    assert {contact["id"] for contact in seen} == ALL
    assert len(seen) == len(ALL)
    values = [contact[field] for contact in seen if contact[field] is not None]
    keys = [value.lower() if isinstance(value, str) else value for value in values]
    assert keys == sorted(keys, reverse=order == "descending")


def test_a_cursor_belongs_to_its_order(api: Api) -> None:
    body: dict[str, Any] = {
        "query": {"field": "created_at", "operator": ">", "value": 0},
        "pagination": {"per_page": 2},
    }
    body["pagination"]["starting_after"] = api.post("/contacts/search", body)["pages"]["next"][
        "starting_after"
    ]
    body["sort"] = {"field": "name", "order": "ascending"}
    reply = api.send("POST", "/contacts/search", body)
    assert (reply.status, reply.code) == (400, "client_error")


@pytest.mark.parametrize(
    ("sort", "code"),
    [
        ({"field": "name", "order": "up"}, "invalid_sort_order"),
        ({"field": "nothing"}, "invalid_field"),
        ({"field": "tag_id"}, "invalid_field"),
        ({}, "parameter_missing"),
    ],
)
def test_bad_sorts_are_refused(api: Api, sort: dict[str, str], code: str) -> None:
    query = {"field": "created_at", "operator": ">", "value": 0}
    reply = api.send("POST", "/contacts/search", {"query": query, "sort": sort})
    assert (reply.status, reply.code) == (400, code)


@pytest.mark.parametrize("field", ["id", "name", "owner_id", "created_at"])
def test_thousands_of_values_can_be_named(api: Api, field: str) -> None:
    values = [str(number) for number in range(5_000)]
    assert api.search("contacts", field, "IN", values) == set()
    assert api.search("contacts", field, "NIN", values) == ALL


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 12])
def test_every_value_counts(api: Api, number: int) -> None:
    wanted = {contact_id(each) for each in range(1, number + 1)}
    assert api.search("contacts", "id", "IN", sorted(wanted)) == wanted


@pytest.mark.parametrize(
    ("operator", "value"),
    [
        ("IN", [str(number) for number in range(30_001)]),
        ("NIN", [str(number) for number in range(30_001)]),
        ("~", "x" * 70_000),
        ("!~", "ä" * 30_000),
        ("^", "%" * 40_000),
        ("$", "_" * 40_000),
    ],
)
def test_what_is_too_much_is_refused(api: Api, operator: str, value: Any) -> None:
    query = {"field": "name", "operator": operator, "value": value}
    reply = api.send("POST", "/contacts/search", {"query": query})
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_long_texts_are_found_as_far_as_they_may_be_long(api: Api) -> None:
    name = "%_\\ä" * 4_000
    made = api.post("/contacts", {"role": "lead", "name": f"x{name}y"})["id"]
    assert api.search("contacts", "name", "~", name) == {made}
    assert api.search("contacts", "name", "=", f"x{name}y") == {made}
