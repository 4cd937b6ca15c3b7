from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, TOMAS, Api, Clock, company_id, contact_id

MARIA, LIAM, VELO = contact_id(1), contact_id(2), company_id(1)


def test_a_name_is_a_tag_whatever_its_case(api: Api) -> None:
    made = api.post("/tags", {"name": "Fragile"})
    assert made == {"type": "tag", "id": "306", "name": "Fragile"}
    assert api.post("/tags", {"name": "FRAGILE"}) == made
    assert api.get("/tags/306") == made


def test_rename(api: Api) -> None:
    assert api.post("/tags", {"id": 301, "name": "Gold"})["name"] == "Gold"
    reply = api.send("POST", "/tags", {"id": "301", "name": "wholesale"})
    assert (reply.status, reply.code) == (409, "conflict")


def test_tagging_by_name(api: Api) -> None:
    made = api.post("/tags", {"name": "Fresh", "users": [{"id": MARIA}, {"id": LIAM}]})
    assert api.search("contacts", "tag_id", "=", made["id"]) == {MARIA, LIAM}
    by_company_id = {"name": "Fresh", "companies": [{"company_id": "velo-couriers"}]}
    assert api.post("/tags", by_company_id)["id"] == made["id"]
    assert made in api.get(f"/companies/{VELO}")["tags"]["tags"]
    api.post("/tags", {"name": "Fresh", "companies": [{"id": VELO, "untag": True}]})
    assert made not in api.get(f"/companies/{VELO}")["tags"]["tags"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"test": "invalid"}, 400, "parameter_invalid"),
        ({"name": ""}, 400, "parameter_invalid"),
        ({"name": "x", "companies": [{"company_id": "123"}]}, 404, "company_not_found"),
        ({"name": "x", "users": [{"id": "123"}]}, 404, "not_found"),
        ({"name": "x", "id": "9"}, 404, "not_found"),
        ({"name": "x", "users": "123"}, 400, "parameter_invalid"),
    ],
)
def test_refusals(api: Api, body: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", "/tags", body)
    assert (reply.status, reply.code) == (status, code)


def test_contact_tags_say_since_when_and_by_whom(api: Api, clock: Clock) -> None:
    tag = api.post(f"/contacts/{LIAM}/tags", {"id": "304"})
    assert tag == {
        "type": "tag",
        "id": "304",
        "name": "Feedback",
        "applied_at": int(clock()),
        "applied_by": {"type": "admin", "id": NORA},
    }
    assert tag in api.get(f"/contacts/{LIAM}/tags")["data"]
    assert api.delete(f"/contacts/{LIAM}/tags/304") == tag
    assert api.send("DELETE", f"/contacts/{LIAM}/tags/304").status == 404
    assert api.send("POST", f"/contacts/{LIAM}/tags", {"id": "999"}).status == 404


@pytest.mark.parametrize("path", ["/conversations/1002/tags", "/tickets/1010/tags"])
def test_tags_of_conversations_and_tickets_need_an_admin(api: Api, path: str) -> None:
    assert api.send("POST", path, {"id": "304"}).status == 400
    reply = api.send("POST", path, {"id": "304", "admin_id": 1})
    assert (reply.status, reply.code) == (404, "admin_not_found")
    tag = api.post(path, {"id": "304", "admin_id": TOMAS})
    assert tag["applied_by"] == {"type": "admin", "id": TOMAS}
    assert api.delete(f"{path}/304", {"admin_id": TOMAS}) == tag
    reply = api.send("DELETE", f"{path}/304", {"admin_id": TOMAS})
    assert (reply.status, reply.code) == (404, "tag_not_found")


def test_a_tag_in_a_segment_cannot_be_deleted(api: Api) -> None:
    reply = api.send("DELETE", "/tags/301")
    assert (reply.status, reply.code) == (400, "tag_has_dependent_objects")
    assert "VIP riders" in reply.message


def test_delete_answers_with_nothing_and_unties_the_tag(api: Api) -> None:
    reply = api.send("DELETE", "/tags/303")
    assert (reply.status, reply.data) == (200, None)
    assert api.send("GET", "/tags/303").status == 404
    assert api.get("/conversations/1001")["tags"]["tags"] == []
    assert api.get(f"/contacts/{LIAM}")["tags"]["total_count"] == 0
