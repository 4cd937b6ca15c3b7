from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, contact_id, visitor_key

WEI = contact_id(10)


def activities(api: Api) -> list[Any]:
    found: list[Any] = []
    query: dict[str, Any] = {"per_page": 7}
    while True:
        page = api.get("/contacts/activities", **query)
        assert page["pages"]["per_page"] == 7
        found += page["data"]
        if "next" not in page["pages"]:
            return found
        assert len(page["data"]) == 7
        query["starting_after"] = page["pages"]["next"]["starting_after"]


def test_the_first_contacts_were_made_oldest_first(api: Api) -> None:
    found = activities(api)
    assert [each["contact_id"] for each in found] == [contact_id(n) for n in range(1, 13)]
    assert {each["event_type"] for each in found} == {"contact.created"}
    assert (found[0]["external_id"], found[0]["role"]) == ("u-1001", "user")
    made = api.get(f"/contacts/{contact_id(1)}")
    assert found[0]["created_at"] == made["created_at"]
    assert found[0]["id"] == f"{made['created_at']}000.0000a1"
    assert "external_id" not in found[10]


def test_what_happens_to_a_contact_is_remembered_after_it_is_gone(api: Api, clock: Clock) -> None:
    before = len(activities(api))
    id = api.post("/contacts", {"role": "lead", "email": "new@example.com"})["id"]
    at = clock.pass_(5)
    api.put(f"/contacts/{id}", {"name": "New"})
    api.put(f"/contacts/{id}", {"role": "user"})
    clock.pass_(5)
    api.delete(f"/contacts/{id}")
    found = activities(api)[before:]
    assert {each["contact_id"] for each in found} == {id}
    assert [(each["event_type"], each["role"]) for each in found] == [
        ("contact.created", "lead"),
        ("contact.role_updated", "user"),
        ("contact.deleted", "user"),
    ]
    assert [each["created_at"] for each in found] == [at - 5, at, at + 5]


def test_a_visitor_is_made_a_contact(api: Api) -> None:
    visitor = {"user_id": visitor_key(1)}
    body = {"type": "lead", "visitor": visitor, "user": {"email": "v@example.com"}}
    id = api.post("/visitors/convert", body)["id"]
    newest = activities(api)[-1]
    assert (newest["contact_id"], newest["event_type"]) == (id, "contact.created")


@pytest.mark.parametrize("query", [{"per_page": 0}, {"per_page": "x"}, {"starting_after": "x"}])
def test_pages_refused(api: Api, query: dict[str, Any]) -> None:
    assert api.send("GET", "/contacts/activities", query=query).status == 400
