from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock, company_id, contact_id

MARIA, LIAM, WEI, ANONYMOUS = contact_id(1), contact_id(2), contact_id(10), contact_id(11)


def test_create_shows_every_known_key(api: Api, clock: Clock) -> None:
    made = api.post(
        "/contacts",
        {"email": "new@example.com", "custom_attributes": {"frame_size_cm": 54}, "name": "New"},
    )
    assert len(made["id"]) == 24
    assert made["role"] == "user"
    assert made["email_domain"] == "example.com"
    assert made["created_at"] == made["updated_at"] == int(clock())
    assert made["custom_attributes"] == {"frame_size_cm": 54}
    assert made["phone"] is None
    assert made["tags"] == {
        "type": "list",
        "data": [],
        "url": f"/contacts/{made['id']}/tags",
        "total_count": 0,
        "has_more": False,
    }
    assert api.get(f"/contacts/{made['id']}") == made


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "parameter_missing"),
        ({"role": "user"}, "parameter_invalid"),
        ({"role": "boss"}, "parameter_invalid"),
        ({"email": 7}, "parameter_invalid"),
        ({"email": "no address"}, "parameter_invalid"),
        ({"email": "a@example.com", "owner_id": 1}, "parameter_invalid"),
        ({"email": "a@example.com", "signed_up_at": "soon"}, "parameter_invalid"),
        ({"email": "a@example.com", "custom_attributes": []}, "parameter_invalid"),
    ],
)
def test_create_refuses(api: Api, body: dict[str, Any], code: str) -> None:
    reply = api.send("POST", "/contacts", body)
    assert (reply.status, reply.code) == (400, code)


@pytest.mark.parametrize(
    "body", [{"email": "Maria.Santos@example.com"}, {"external_id": "u-1001", "role": "lead"}]
)
def test_a_duplicate_is_a_conflict_that_names_the_other(api: Api, body: dict[str, Any]) -> None:
    reply = api.send("POST", "/contacts", body)
    assert (reply.status, reply.code) == (409, "conflict")
    assert reply.message.endswith(f"id={MARIA}")
    assert "archived" not in reply.message
    api.post(f"/contacts/{MARIA}/archive")
    again = api.send("POST", "/contacts", body)
    assert again.status == 409
    assert "archived" in again.message
    assert again.message.endswith(f"id={MARIA}")


def test_leads_may_share_an_address(api: Api) -> None:
    lead = {"role": "lead", "email": "maria.santos@example.com"}
    assert api.post("/contacts", lead)["id"] != api.post("/contacts", lead)["id"]


def test_update_is_partial_and_null_clears(api: Api, clock: Clock) -> None:
    before = api.get(f"/contacts/{MARIA}")
    clock.pass_(60)
    changed = {"name": "M. Santos", "phone": None, "custom_attributes": {"newsletter": None}}
    after = api.put(f"/contacts/{MARIA}", changed)
    assert after["name"] == "M. Santos"
    assert after["phone"] is None
    assert after["email"] == before["email"]
    assert after["custom_attributes"] == {"frame_size_cm": 54}
    assert after["updated_at"] == int(clock())
    assert after["created_at"] == before["created_at"]


def test_update_refuses_the_identity_of_another(api: Api) -> None:
    reply = api.send("PUT", f"/contacts/{LIAM}", {"external_id": "u-1001"})
    assert (reply.status, reply.code) == (409, "conflict")
    assert api.put(f"/contacts/{LIAM}", {"external_id": "u-1002"})["external_id"] == "u-1002"


def test_a_lead_becomes_a_user(api: Api) -> None:
    assert api.put(f"/contacts/{WEI}", {"role": "user"})["role"] == "user"
    reply = api.send("PUT", f"/contacts/{ANONYMOUS}", {"role": "user"})
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_archived_contacts_are_hidden_until_they_come_back(api: Api) -> None:
    total = api.get("/contacts")["total_count"]
    reference = api.post(f"/contacts/{MARIA}/archive")
    assert reference == {
        "type": "contact",
        "id": MARIA,
        "external_id": "u-1001",
        "archived": True,
    }
    assert api.get("/contacts")["total_count"] == total - 1
    assert api.search("contacts", "email", "=", "maria.santos@example.com") == set()
    assert api.send("GET", "/contacts/find_by_external_id/u-1001").status == 404
    assert api.post(f"/contacts/{MARIA}/unarchive")["archived"] is False
    assert api.get("/contacts/find_by_external_id/u-1001")["id"] == MARIA


def test_blocking_archives_the_conversations_too(api: Api) -> None:
    assert api.search("conversations", "contact_ids", "=", MARIA) == {"1001"}
    assert api.post(f"/contacts/{MARIA}/block")["blocked"] is True
    assert api.search("conversations", "contact_ids", "=", MARIA) == set()


def test_delete_is_for_good(api: Api) -> None:
    assert api.delete(f"/contacts/{MARIA}")["deleted"] is True
    assert api.send("GET", f"/contacts/{MARIA}").status == 404
    assert api.post("/contacts", {"email": "maria.santos@example.com"})["id"] != MARIA


def test_merge_moves_everything_from_lead_to_user(api: Api) -> None:
    api.post(f"/contacts/{WEI}/tags", {"id": "304"})
    api.post(f"/contacts/{WEI}/notes", {"body": "Asked about Portugal", "admin_id": NORA})
    api.post(f"/contacts/{WEI}/companies", {"id": company_id(2)})
    api.put(f"/contacts/{WEI}", {"phone": "+351210000000", "custom_attributes": {"a": 1}})
    merged = api.post("/contacts/merge", {"from": WEI, "into": LIAM})
    assert merged["id"] == LIAM
    assert merged["email"] == "liam.byrne@example.com"
    assert merged["phone"] == "+351210000000"
    assert merged["custom_attributes"]["a"] == 1
    assert {tag["id"] for tag in merged["tags"]["data"]} == {"303", "304"}
    assert merged["notes"]["total_count"] == 1
    assert merged["companies"]["total_count"] == 1
    assert api.send("GET", f"/contacts/{WEI}").status == 404
    assert api.get("/conversations/1007")["contacts"]["contacts"][0]["id"] == LIAM


@pytest.mark.parametrize(
    ("source", "target", "status"),
    [(LIAM, MARIA, 400), (WEI, ANONYMOUS, 400), ("0" * 24, MARIA, 404), (None, MARIA, 400)],
)
def test_merge_refuses(api: Api, source: str | None, target: str, status: int) -> None:
    assert api.send("POST", "/contacts/merge", {"from": source, "into": target}).status == status


def test_the_list_is_walked_with_its_cursor(api: Api) -> None:
    seen: list[str] = []
    query: dict[str, Any] = {"per_page": 5}
    pages = []
    while True:
        page = api.get("/contacts", **query)
        seen += [contact["id"] for contact in page["data"]]
        pages.append(page["pages"])
        if "next" not in page["pages"]:
            break
        query["starting_after"] = page["pages"]["next"]["starting_after"]
        # What is added meanwhile comes first in this order, so the walk does not see it twice.
        api.post("/contacts", {"role": "lead"})
    assert seen == [contact_id(number) for number in range(12, 0, -1)]
    assert [page["page"] for page in pages] == [1, 2, 3]
    assert pages[0]["total_pages"] == 3


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"per_page": 0}, "parameter_invalid"),
        ({"per_page": "many"}, "parameter_invalid"),
        ({"starting_after": "not-a-cursor"}, "client_error"),
        ({"starting_after": "WzEsMiwzXQ=="}, "client_error"),
    ],
)
def test_the_list_refuses(api: Api, query: dict[str, Any], code: str) -> None:
    reply = api.send("GET", "/contacts", query=query)
    assert (reply.status, reply.code) == (400, code)


def test_page_size_stops_at_150(api: Api) -> None:
    assert api.get("/contacts", per_page=1000)["pages"]["per_page"] == 150


def test_segments_of_a_contact(api: Api) -> None:
    def names(id: str) -> list[str]:
        return [segment["name"] for segment in api.get(f"/contacts/{id}/segments")["data"]]

    assert names(MARIA) == ["VIP riders"]
    assert names(WEI) == ["Leads"]
    assert names(LIAM) == []
