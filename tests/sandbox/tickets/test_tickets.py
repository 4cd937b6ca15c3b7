from __future__ import annotations

from typing import Any

import pytest

from ..api import (
    AIKO,
    IN_PROGRESS,
    NORA,
    RECALL,
    REPAIR,
    RESOLVED,
    STOCK_CHECK,
    SUBMITTED,
    WAITING_FOR_PARTS,
    Api,
    Clock,
    contact_id,
)

MARIA, HANA, WEI = contact_id(1), contact_id(3), contact_id(10)
WHEEL, STOCK = "1010", "1012"


def part_types(ticket: dict[str, Any]) -> list[str]:
    return [part["part_type"] for part in ticket["ticket_parts"]["ticket_parts"]]


def new_ticket(**changes: Any) -> dict[str, Any]:
    ticket = {
        "ticket_type_id": int(REPAIR),
        "contacts": [{"id": MARIA}],
        "ticket_attributes": {"_default_title_": "Chain", "_default_description_": "Slips"},
    }
    return {**ticket, **changes}


def test_create(api: Api, clock: Clock) -> None:
    ticket = api.post("/tickets", new_ticket(assignment={"admin_assignee_id": AIKO}))
    assert (ticket["id"], ticket["ticket_id"]) == ("1014", "5")
    assert (ticket["category"], ticket["is_shared"], ticket["open"]) == ("Customer", True, True)
    assert ticket["ticket_state"]["id"] == SUBMITTED
    assert (ticket["admin_assignee_id"], ticket["team_assignee_id"]) == (AIKO, "0")
    assert ticket["ticket_type"]["id"] == REPAIR
    assert ticket["ticket_attributes"]["_default_title_"] == "Chain"
    assert ticket["created_at"] == int(clock())
    assert part_types(ticket) == ["ticket_state_updated_by_admin"]
    assert api.get("/tickets/1014") == ticket


def test_contacts_are_named_in_three_ways(api: Api) -> None:
    keys = [
        {"external_id": "u-1001"},
        {"email": "hana.kim@example.org"},
        {"email": "n@example.com"},
    ]
    ticket = api.post("/tickets", new_ticket(contacts=keys))
    ids = [contact["id"] for contact in ticket["contacts"]["contacts"]]
    assert ids[:2] == [MARIA, HANA]
    assert api.get(f"/contacts/{ids[2]}")["role"] == "lead"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"ticket_type_id": "99"}, 404, "not_found"),
        ({"ticket_type_id": None}, 400, "parameter_missing"),
        ({"contacts": []}, 400, "parameter_missing"),
        ({"contacts": [{"id": "0" * 24}]}, 404, "not_found"),
        ({"contacts": [{}]}, 400, "parameter_invalid"),
        ({"ticket_attributes": {"Urgency": "Whenever"}}, 400, "parameter_invalid"),
        ({"ticket_attributes": {"Pick-up": "yes"}}, 400, "parameter_invalid"),
        ({"assignment": {"team_assignee_id": "1"}}, 404, "assignee_not_found"),
    ],
)
def test_create_refuses(api: Api, changes: dict[str, Any], status: int, code: str) -> None:
    reply = api.send("POST", "/tickets", new_ticket(**changes))
    assert (reply.status, reply.code) == (status, code)


def test_required_attributes(api: Api) -> None:
    body = {"name": "Serial", "description": "", "data_type": "string", "required_to_create": True}
    api.post(f"/ticket_types/{REPAIR}/attributes", body)
    reply = api.send("POST", "/tickets", new_ticket())
    assert (reply.status, reply.code) == (400, "parameter_invalid")
    assert "Serial" in reply.message


def test_a_link_to_a_conversation_shows_on_both_sides(api: Api) -> None:
    linked = api.get(f"/tickets/{WHEEL}")["linked_objects"]
    assert [(item["type"], item["id"]) for item in linked["data"]] == [("conversation", "1008")]
    back = api.get("/conversations/1008")["linked_objects"]
    assert [(item["type"], item["id"]) for item in back["data"]] == [("ticket", WHEEL)]


def test_changes_of_state(api: Api) -> None:
    changed = api.put(f"/tickets/{WHEEL}", {"ticket_state_id": RESOLVED, "admin_id": int(AIKO)})
    assert changed["ticket_state"]["category"] == "resolved"
    assert changed["previous_ticket_state_id"] == WAITING_FOR_PARTS
    part = changed["ticket_parts"]["ticket_parts"][-1]
    assert part["part_type"] == "ticket_state_updated_by_admin"
    assert (part["previous_ticket_state"], part["ticket_state"]) == ("in_progress", "resolved")
    assert part["author"]["id"] == AIKO
    # The same state again is no change.
    again = api.put(f"/tickets/{WHEEL}", {"ticket_state_id": RESOLVED})
    assert part_types(again) == part_types(changed)


def test_a_state_must_belong_to_the_type(api: Api) -> None:
    reply = api.send("PUT", f"/tickets/{STOCK}", {"ticket_state_id": WAITING_FOR_PARTS})
    assert (reply.status, reply.code) == (400, "ticket_state_id_invalid")


def test_openness_sharing_and_assignees(api: Api, clock: Clock) -> None:
    path, until = f"/tickets/{STOCK}", int(clock()) + 60
    snoozed = api.put(path, {"snoozed_until": until})
    assert (snoozed["snoozed_until"], snoozed["open"]) == (until, True)
    closed = api.put(path, {"open": False})
    assert closed["open"] is False
    assert "snoozed_until" not in closed
    assert api.put(path, {"is_shared": True})["is_shared"] is True
    assigned = api.put(path, {"assignee_id": "6140002", "admin_id": NORA})
    assert assigned["team_assignee_id"] == "6140002"
    assert part_types(assigned)[-3:] == ["snoozed", "close", "assignment"]
    assert api.put(path, {"assignee_id": 0})["team_assignee_id"] == "0"
    reply = api.send("PUT", path, {"assignee_id": "77"})
    assert (reply.status, reply.code) == (404, "assignee_not_found")


def test_changed_attributes_leave_a_part_each(api: Api) -> None:
    changed = api.put(
        f"/tickets/{WHEEL}", {"ticket_attributes": {"Urgency": "Low", "Pick-up": False}}
    )
    part = changed["ticket_parts"]["ticket_parts"][-1]
    assert part["part_type"] == "ticket_attribute_updated_by_admin"
    assert part["updated_attribute_data"]["attribute"]["label"] == "Urgency"
    assert part["updated_attribute_data"]["value"]["label"] == "Low"
    assert part_types(changed).count("ticket_attribute_updated_by_admin") == 1
    assert changed["ticket_attributes"]["_default_title_"] == "Bent rear wheel"


def test_replies(api: Api) -> None:
    part = api.post(
        "/tickets/1011/reply",
        {"type": "user", "message_type": "comment", "email": "maria.santos@example.com",
         "body": "Thanks"},
    )  # fmt: skip
    assert (part["type"], part["part_type"], part["body"]) == (
        "ticket_part",
        "comment",
        "<p>Thanks</p>",
    )
    assert api.get("/tickets/1011")["open"] is True
    note = {"type": "admin", "message_type": "note", "admin_id": NORA, "body": "Inside"}
    assert api.post(f"/tickets/{STOCK}/reply", note)["part_type"] == "note"
    from_contact = {
        "type": "user",
        "message_type": "comment",
        "intercom_user_id": HANA,
        "body": "?",
    }
    reply = api.send("POST", f"/tickets/{STOCK}/reply", from_contact)
    assert (reply.status, reply.code) == (400, "parameter_mismatch")
    assert api.send("POST", "/tickets/9/reply", note).status == 404


def test_convert_takes_the_conversation_along(api: Api) -> None:
    ticket = api.post(
        "/conversations/1001/convert",
        {
            "ticket_type_id": REPAIR,
            "ticket_state_id": IN_PROGRESS,
            "attributes": {"Urgency": "Low"},
        },
    )
    assert ticket["type"] == "ticket"
    assert ticket["id"] == "1014"
    assert ticket["ticket_state"]["id"] == IN_PROGRESS
    assert [contact["id"] for contact in ticket["contacts"]["contacts"]] == [MARIA]
    assert ticket["admin_assignee_id"] == "8140002"
    bodies = [part.get("body") or "" for part in ticket["ticket_parts"]["ticket_parts"]]
    assert any("squeal" in body for body in bodies)
    for type_id in (STOCK_CHECK, RECALL):
        reply = api.send("POST", "/conversations/1001/convert", {"ticket_type_id": type_id})
        assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_a_lead_is_the_user_of_a_ticket(api: Api) -> None:
    sent = {"from": {"type": "lead", "id": contact_id(10)}, "body": "My chain slips."}
    id = api.post("/conversations", sent)["conversation_id"]
    reply = {"type": "user", "message_type": "comment", "intercom_user_id": contact_id(10)}
    api.post(f"/conversations/{id}/reply", {**reply, "body": "Still."})
    ticket = api.post(f"/conversations/{id}/convert", {"ticket_type_id": REPAIR})
    writers = [part["author"] for part in ticket["ticket_parts"]["ticket_parts"]]
    assert {"user"} == {each["type"] for each in writers if each["id"] == contact_id(10)}


def test_delete_is_for_good(api: Api) -> None:
    assert api.delete(f"/tickets/{WHEEL}") == {"id": WHEEL, "object": "ticket", "deleted": True}
    reply = api.send("DELETE", f"/tickets/{WHEEL}")
    assert (reply.status, reply.code) == (404, "ticket_not_found")
    assert api.get("/conversations/1008")["linked_objects"]["total_count"] == 0


def test_ticket_types_are_made_with_title_description_and_states(api: Api) -> None:
    made = api.post("/ticket_types", {"name": "Test ride"})
    assert (made["id"], made["category"], made["archived"]) == ("14", "Customer", False)
    names = [attribute["name"] for attribute in made["ticket_type_attributes"]["data"]]
    assert names == ["_default_title_", "_default_description_"]
    assert len(made["ticket_states"]["data"]) == 4
    changed = api.put("/ticket_types/14", {"archived": True, "description": "Try one"})
    assert (changed["archived"], changed["description"]) == (True, "Try one")
    assert changed == api.get("/ticket_types/14")
    assert api.send("POST", "/ticket_types", {"name": "x", "category": "Odd"}).status == 400


def test_ticket_states_name_their_types(api: Api) -> None:
    states = {state["id"]: state for state in api.get("/ticket_states")["data"]}
    assert [item["id"] for item in states[SUBMITTED]["ticket_types"]["data"]] == [
        REPAIR,
        STOCK_CHECK,
        RECALL,
    ]
    assert [item["id"] for item in states[WAITING_FOR_PARTS]["ticket_types"]["data"]] == [REPAIR]


def test_attributes_are_added_changed_and_archived(api: Api) -> None:
    path = f"/ticket_types/{REPAIR}/attributes"
    body = {"name": "Colour", "description": "Of the frame", "data_type": "list"}
    assert api.send("POST", path, body).status == 400
    made = api.post(path, {**body, "list_items": "Red, Blue"})
    assert [option["name"] for option in made["input_options"]["list_options"]] == ["Red", "Blue"]
    assert made["ticket_type_id"] == int(REPAIR)
    assert api.send("POST", path, {**body, "name": "colour", "list_items": "x"}).status == 400
    changed = api.put(f"{path}/{made['id']}", {"list_items": "Blue,Green", "archived": True})
    before, after = (item["input_options"]["list_options"] for item in (made, changed))
    assert after[0] == before[1]
    assert changed["archived"] is True
    assert api.send("PUT", f"/ticket_types/{RECALL}/attributes/{made['id']}", {}).status == 404
