from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, company_id, contact_id

MARIA, LIAM, WEI, ROSA = (contact_id(number) for number in (1, 2, 10, 12))
SKIP = {"skip_duplicate_validation": True}


def preview(api: Api, source: str, target: str, **more: Any) -> Any:
    return api.post("/contacts/merge/preview", {"from": source, "into": target, **more})


def changes(summary: Any) -> dict[str, tuple[Any, ...]]:
    listed = summary["attribute_changes"]
    assert listed["total_count"] == len(listed["attributes"])
    names = ("outcome", "from_value", "into_value", "new_into_value")
    return {each["field"]: tuple(each.get(name) for name in names) for each in listed["attributes"]}


def test_a_preview_tells_what_the_merge_then_does(api: Api) -> None:
    api.put(f"/contacts/{ROSA}", {"custom_attributes": {"frame_size_cm": 60, "bell": "loud"}})
    api.put(f"/contacts/{MARIA}", {"custom_attributes": {"frame_size_cm": 54}})
    api.put(f"/contacts/{LIAM}", {"custom_attributes": {"frame_size_cm": 54}})
    api.post(f"/contacts/{ROSA}/companies", {"id": company_id(1)})
    for tag in ("301", "303"):
        api.post(f"/contacts/{ROSA}/tags", {"id": tag})
    api.post(f"/contacts/{ROSA}/notes", {"body": "Rides far"})
    api.post("/conversations", {"from": {"type": "lead", "id": ROSA}, "body": "Hi"})
    before = api.get(f"/contacts/{MARIA}")
    summary = preview(api, ROSA, MARIA, **SKIP)["summary"]
    assert api.get(f"/contacts/{MARIA}") == before
    found = changes(summary)
    assert found["name"] == ("discarded", "Rosa Díaz", "Maria Santos", "Maria Santos")
    assert found["custom_attributes.frame_size_cm"] == ("discarded", 60, 54, 54)
    assert found["custom_attributes.bell"] == ("adopted", "loud", None, "loud")
    assert found["companies"] == (
        "merged",
        ["Velo Couriers"],
        ["Spoke & Bean Café"],
        ["Spoke & Bean Café", "Velo Couriers"],
    )
    talks = len(api.search("conversations", "contact_ids", "=", MARIA))
    assert summary["reassignments"] == {
        "conversations": {"from": 1, "into": talks},
        "tags": {"from": 1, "into": 1},
        "notes": {"from": 1, "into": 2},
    }
    merged = api.post("/contacts/merge", {"from": ROSA, "into": MARIA})
    assert merged["name"] == "Maria Santos"
    assert merged["custom_attributes"]["bell"] == "loud"
    assert (merged["tags"]["total_count"], merged["notes"]["total_count"]) == (2, 3)
    assert len(api.search("conversations", "contact_ids", "=", MARIA)) == talks + 1
    assert api.send("POST", "/contacts/merge/preview", {"from": ROSA, "into": MARIA}).status == 404


def test_contacts_that_share_an_address_are_duplicates(api: Api) -> None:
    lead = api.post("/contacts", {"role": "lead", "email": "Maria.Santos@example.com"})["id"]
    assert preview(api, lead, MARIA)["allowed"] is True
    assert preview(api, lead, LIAM)["reasons"][0]["code"] == "no_shared_identifier"
    assert preview(api, lead, LIAM, **SKIP)["allowed"] is True


@pytest.mark.parametrize(("source", "target"), [(MARIA, LIAM), (MARIA, ROSA), (WEI, ROSA)])
def test_only_a_lead_is_merged_and_only_into_a_user(api: Api, source: str, target: str) -> None:
    answer = preview(api, source, target, **SKIP)
    assert answer["allowed"] is False
    assert [reason["code"] for reason in answer["reasons"]] == ["invalid_merge_role_pair"]
    assert api.send("POST", "/contacts/merge", {"from": source, "into": target}).status == 400


def test_phone_calls_move_with_a_lead(api: Api, clock: Clock) -> None:
    api.post("/fin_voice/register", {"phone_number": "+34600000012", "call_id": "ext-1"})
    for _ in range(3):
        clock.pass_(60)
        api.get("/fin_voice/external_id/ext-1")
    newest = api.get("/calls")["data"][0]
    assert newest["contact_id"] == ROSA
    moved = preview(api, ROSA, MARIA, **SKIP)["summary"]["reassignments"]["phone_calls"]
    assert moved == {"from": 1, "into": 1}
    api.post("/contacts/merge", {"from": ROSA, "into": MARIA})
    assert api.get(f"/calls/{newest['id']}")["contact_id"] == MARIA


def test_the_history_of_merges_is_paged(api: Api, clock: Clock) -> None:
    sources = [WEI, ROSA, contact_id(11)]
    for source in sources:
        clock.pass_(60)
        api.post("/contacts/merge", {"from": source, "into": MARIA})
    first = api.get(f"/contacts/{MARIA}/merge_history", per_page=2)
    assert first["has_more"] is True
    rest = api.get(f"/contacts/{MARIA}/merge_history", per_page=2, cursor=first["next_cursor"])
    assert rest["has_more"] is False
    assert "next_cursor" not in rest
    found = [each["source_contact_id"] for each in [*first["data"], *rest["data"]]]
    assert found == sources[::-1]
    assert first["data"][0]["merged_at"] == int(clock())
    assert first["data"][0]["source_contact_role"] == "lead"
    oldest = api.get(f"/contacts/{MARIA}/merge_history", order="asc")["data"]
    assert [each["source_contact_id"] for each in oldest] == sources
    newest = api.get("/contacts/activities", per_page=150)["data"][-1]
    assert newest["event_type"] == "contact.merged"
    assert (newest["merge_source_id"], newest["merge_target_id"]) == (sources[-1], MARIA)
    assert newest["contact_id"] == MARIA


def test_who_was_never_merged_with_has_no_history(api: Api) -> None:
    answer = api.get(f"/contacts/{LIAM}/merge_history")
    assert answer == {"type": "list", "data": [], "has_more": False}


@pytest.mark.parametrize(
    ("id", "query", "status", "code"),
    [
        (WEI, {}, 404, "not_found"),
        ("none", {}, 404, "not_found"),
        (MARIA, {"order": "up"}, 400, "parameter_invalid"),
        (MARIA, {"per_page": 0}, 400, "parameter_invalid"),
        (MARIA, {"cursor": "x"}, 400, "client_error"),
    ],
)
def test_histories_refused(
    api: Api, id: str, query: dict[str, Any], status: int, code: str
) -> None:
    reply = api.send("GET", f"/contacts/{id}/merge_history", query=query)
    assert (reply.status, reply.code) == (status, code)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"from": WEI}, 400),
        ({"from": WEI, "into": "none"}, 404),
        ({"from": WEI, "into": MARIA, "skip_duplicate_validation": "yes"}, 400),
    ],
)
def test_previews_refused(api: Api, body: Any, status: int) -> None:
    assert api.send("POST", "/contacts/merge/preview", body).status == status
