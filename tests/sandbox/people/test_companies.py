from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, company_id, contact_id

VELO, GREEN, NORTH, SPOKE = (company_id(number) for number in range(1, 5))
MARIA, WEI = contact_id(1), contact_id(10)


def test_create_and_upsert_by_company_id(api: Api, clock: Clock) -> None:
    made = api.post(
        "/companies",
        {"company_id": "c-9", "name": "Nine", "plan": "Fleet", "monthly_spend": 155.98},
    )
    assert made["custom_attributes"] == {"creation_source": "api"}
    assert made["monthly_spend"] == 155
    assert made["plan"] == api.get(f"/companies/{VELO}")["plan"]
    assert made["user_count"] == 0
    assert "website" not in made
    clock.pass_(5)
    again = api.post("/companies", {"company_id": "c-9", "custom_attributes": {"a": 1}})
    assert (again["id"], again["name"]) == (made["id"], "Nine")
    assert again["updated_at"] == made["updated_at"] + 5
    assert again["custom_attributes"] == {"creation_source": "api", "a": 1}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"test": "invalid"}, "bad_request"),
        ({}, "parameter_missing"),
        ({"name": 5}, "parameter_invalid"),
        ({"name": "x", "monthly_spend": 2**31}, "parameter_invalid"),
    ],
)
def test_create_refuses(api: Api, body: dict[str, Any], code: str) -> None:
    reply = api.send("POST", "/companies", body)
    assert (reply.status, reply.code) == (400, code)


def test_update_keeps_the_company_id(api: Api) -> None:
    changed = api.put(f"/companies/{VELO}", {"company_id": "other", "name": "Velo", "size": 50})
    assert (changed["company_id"], changed["name"], changed["size"]) == (
        "velo-couriers",
        "Velo",
        50,
    )


def test_one_company_is_found_by_name_or_company_id(api: Api) -> None:
    assert api.get("/companies", name="Velo Couriers")["id"] == VELO
    assert api.get("/companies", company_id="green-lanes")["id"] == GREEN
    reply = api.send("GET", "/companies", query={"name": "Nobody"})
    assert (reply.status, reply.code) == (404, "company_not_found")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {VELO, GREEN, NORTH, SPOKE}),
        ({"tag_id": "302"}, {VELO, GREEN}),
        ({"segment_id": "66a1c0de5e60000000000002"}, {VELO, SPOKE}),
    ],
)
def test_filtered_lists(api: Api, query: dict[str, str], expected: set[str]) -> None:
    page = api.get("/companies", **query)
    assert {company["id"] for company in page["data"]} == expected
    assert page["total_count"] == len(expected)


def test_companies_without_contacts_are_not_listed(api: Api) -> None:
    api.post("/companies", {"company_id": "lonely"})
    assert api.post("/companies/list")["total_count"] == 4
    api.delete(f"/contacts/{contact_id(8)}/companies/{GREEN}")
    assert api.post("/companies/list")["total_count"] == 3


def test_the_list_has_numbered_pages(api: Api) -> None:
    first = api.post("/companies/list", per_page=3, order="asc")
    second = api.post("/companies/list", per_page=3, page=2, order="asc")
    assert [c["id"] for c in first["data"] + second["data"]] == [VELO, GREEN, NORTH, SPOKE]
    assert first["pages"]["next"] == {"page": 2, "per_page": 3}
    assert second["pages"]["next"] is None
    assert api.send("POST", "/companies/list", query={"page": 1000, "per_page": 50}).status == 400


def test_scroll_ends_with_an_empty_batch(api: Api) -> None:
    first = api.get("/companies/scroll")
    assert len(first["data"]) == 4
    assert (first["pages"], first["total_count"]) == (None, None)
    reply = api.send("GET", "/companies/scroll")
    assert (reply.status, reply.code) == (400, "scroll_exists")
    assert api.get("/companies/scroll", scroll_param=first["scroll_param"])["data"] == []
    assert api.get("/companies/scroll")["scroll_param"] != first["scroll_param"]


def test_a_scroll_dies_when_idle(api: Api, clock: Clock) -> None:
    key = api.get("/companies/scroll")["scroll_param"]
    clock.pass_(61)
    assert api.send("GET", "/companies/scroll", query={"scroll_param": key}).status == 404
    assert len(api.get("/companies/scroll")["data"]) == 4


def test_contacts_are_attached_and_detached(api: Api) -> None:
    attached = api.post(f"/contacts/{WEI}/companies", {"id": NORTH})
    assert (attached["id"], attached["user_count"]) == (NORTH, 2)
    assert api.post(f"/contacts/{WEI}/companies", {"id": NORTH})["user_count"] == 2
    listed = api.get(f"/contacts/{WEI}/companies")
    assert [company["id"] for company in listed["data"]] == [NORTH]
    assert listed["pages"]["next"] is None
    people = api.get(f"/companies/{NORTH}/contacts")
    assert [person["id"] for person in people["data"]] == [contact_id(9), WEI]
    assert api.delete(f"/contacts/{WEI}/companies/{NORTH}")["user_count"] == 1
    assert api.get(f"/contacts/{WEI}/companies")["total_count"] == 0


def test_the_next_page_of_a_contacts_companies_is_an_address(api: Api) -> None:
    api.post(f"/contacts/{MARIA}/companies", {"id": VELO})
    pages = api.get(f"/contacts/{MARIA}/companies", per_page=1)["pages"]
    assert pages["next"].endswith(f"/contacts/{MARIA}/companies?page=2&per_page=1")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", f"/contacts/{MARIA}/companies", {}, 400, "parameter_not_found"),
        ("POST", f"/contacts/{MARIA}/companies", {"id": "nope"}, 404, "company_not_found"),
        ("POST", "/contacts/nope/companies", {"id": VELO}, 404, "not_found"),
        ("DELETE", f"/contacts/{MARIA}/companies/{VELO}", None, 404, "company_not_found"),
        ("GET", "/companies/nope", None, 404, "company_not_found"),
        ("GET", "/companies/nope/contacts", None, 404, "company_not_found"),
    ],
)
def test_misses(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)


def test_delete_takes_the_company_from_its_contacts(api: Api) -> None:
    assert api.delete(f"/companies/{VELO}") == {"id": VELO, "object": "company", "deleted": True}
    assert api.send("GET", f"/companies/{VELO}").status == 404
    assert api.get(f"/contacts/{contact_id(4)}")["companies"]["total_count"] == 0
