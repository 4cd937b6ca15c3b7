from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, contact_id

MARIA, SAMUEL, ELENA, WEI = contact_id(1), contact_id(6), contact_id(7), contact_id(10)
NEWSLETTER, TEXTS, ARCHIVED = "91", "92", "93"
OUT, IN = {"id": NEWSLETTER, "consent_type": "opt_out"}, {"id": TEXTS, "consent_type": "opt_in"}


def chosen(api: Api, id: str) -> tuple[list[str], list[str]]:
    """The types a contact shows as left and as joined."""
    contact = api.get(f"/contacts/{id}")
    out, joined = (contact[f"opted_{way}_subscription_types"] for way in ("out", "in"))
    for sublist in (out, joined):
        assert sublist["total_count"] == len(sublist["data"])
        assert sublist["url"] == f"/contacts/{id}/subscriptions"
    return [item["id"] for item in out["data"]], [item["id"] for item in joined["data"]]


def test_the_types_are_of_both_kinds(api: Api) -> None:
    types = api.get("/subscription_types")["data"]
    assert [(kind["id"], kind["consent_type"], kind["state"]) for kind in types] == [
        (NEWSLETTER, "opt_out", "live"),
        (TEXTS, "opt_in", "live"),
        (ARCHIVED, "opt_out", "archived"),
    ]
    assert types[0]["default_translation"] == types[0]["translations"][0]


def test_attach_leaves_one_kind_and_joins_the_other(api: Api, clock: Clock) -> None:
    assert chosen(api, MARIA) == ([], [])
    answer = api.post(f"/contacts/{MARIA}/subscriptions", OUT)
    assert api.post(f"/contacts/{MARIA}/subscriptions", {**IN, "id": int(TEXTS)})["id"] == TEXTS
    assert chosen(api, MARIA) == ([NEWSLETTER], [TEXTS])
    listed = api.get(f"/contacts/{MARIA}/subscriptions")["data"]
    assert listed == api.get("/subscription_types")["data"][:2]
    assert listed[0] == answer
    assert api.get(f"/contacts/{MARIA}")["updated_at"] == int(clock())
    api.post(f"/contacts/{MARIA}/subscriptions", OUT)
    assert len(api.get(f"/contacts/{MARIA}/subscriptions")["data"]) == 2


def test_detach_takes_the_choice_back_once(api: Api) -> None:
    assert chosen(api, ELENA) == ([NEWSLETTER], [])
    assert api.delete(f"/contacts/{ELENA}/subscriptions/{NEWSLETTER}")["id"] == NEWSLETTER
    assert chosen(api, ELENA) == ([], [])
    assert api.get(f"/contacts/{ELENA}/subscriptions")["data"] == []
    assert api.send("DELETE", f"/contacts/{ELENA}/subscriptions/{NEWSLETTER}").status == 404


def test_searches_and_lists_show_the_choices_too(api: Api) -> None:
    query = {"field": "id", "operator": "=", "value": SAMUEL}
    found = api.post("/contacts/search", {"query": query})["data"][0]
    assert [item["id"] for item in found["opted_in_subscription_types"]["data"]] == [TEXTS]
    listed = {contact["id"]: contact for contact in api.get("/contacts", per_page=50)["data"]}
    assert listed[SAMUEL] == found


def test_a_merge_takes_the_choices_along(api: Api) -> None:
    api.post(f"/contacts/{WEI}/subscriptions", IN)
    api.post("/contacts/merge", {"from": WEI, "into": MARIA})
    assert chosen(api, MARIA) == ([], [TEXTS])


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/contacts/none/subscriptions", None, 404, "not_found"),
        ("POST", "/contacts/none/subscriptions", OUT, 404, "not_found"),
        ("DELETE", f"/contacts/none/subscriptions/{NEWSLETTER}", None, 404, "not_found"),
        ("DELETE", f"/contacts/{MARIA}/subscriptions/none", None, 404, "not_found"),
        ("DELETE", f"/contacts/{MARIA}/subscriptions/{TEXTS}", None, 404, "not_found"),
        ("POST", f"/contacts/{MARIA}/subscriptions", {**OUT, "id": "none"}, 404, "not_found"),
        ("POST", f"/contacts/{MARIA}/subscriptions", {**OUT, "id": ARCHIVED}, 404, "not_found"),
        ("POST", f"/contacts/{MARIA}/subscriptions", {}, 400, "parameter_missing"),
        ("POST", f"/contacts/{MARIA}/subscriptions", {"id": "91"}, 400, "parameter_missing"),
        (
            "POST",
            f"/contacts/{MARIA}/subscriptions",
            {**OUT, "consent_type": "opt_in"},
            400,
            "parameter_invalid",
        ),
        (
            "POST",
            f"/contacts/{MARIA}/subscriptions",
            {**OUT, "consent_type": "maybe"},
            400,
            "parameter_invalid",
        ),
    ],
)
def test_refusals(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
    assert chosen(api, MARIA) == ([], [])
