from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, SUPPORT_TEAM, Api, Clock, contact_id

ISSUE_TYPE = "/conversations/attributes/1"
FRAME_NUMBER = "/conversations/attributes/2"


def labels(attribute: Any, *, archived: bool = False) -> list[str]:
    return [each["label"] for each in attribute["options"] if each["archived"] is archived]


def test_an_attribute_is_made_changed_and_archived(api: Api, clock: Clock) -> None:
    made = api.post(
        "/conversations/attributes",
        {"name": "Colour", "data_type": "string", "visible_to_team_ids": [int(SUPPORT_TEAM)]},
    )
    assert made == {
        "type": "conversation_attribute",
        "id": 3,
        "name": "Colour",
        "description": "",
        "data_type": "string",
        "required": False,
        "visible_to_team_ids": [SUPPORT_TEAM],
        "archived": False,
        "created_at": int(clock()),
        "updated_at": int(clock()),
        "admin_id": NORA,
        "multiline": False,
    }
    path = f"/conversations/attributes/{made['id']}"
    at = clock.pass_(10)
    changes = {"description": "Of the frame", "required": True, "multiline": True}
    changed = api.put(path, {**changes, "visible_to_team_ids": []})
    assert changed == {**made, **changes, "visible_to_team_ids": [], "updated_at": at}
    assert api.get(path) == changed
    assert changed in api.get("/conversations/attributes")["data"]
    archived = api.delete(path)
    assert archived["archived"] is True
    assert api.get(path) == archived
    assert archived not in api.get("/conversations/attributes")["data"]
    assert archived in api.get("/conversations/attributes", include_archived="true")["data"]


def test_every_type_can_be_made(api: Api) -> None:
    for data_type in ("integer", "decimal", "boolean", "datetime", "files"):
        body = {"name": data_type, "data_type": data_type}
        made = api.post("/conversations/attributes", body)
        assert {"multiline", "options", "reference"}.isdisjoint(made)
    reference = {"type": "many", "object_type_id": "Order"}
    made = api.post(
        "/conversations/attributes",
        {"name": "Orders", "data_type": "relationship", "reference": reference},
    )
    assert made["reference"] == reference
    one = {**reference, "type": "one"}
    path = f"/conversations/attributes/{made['id']}"
    assert api.put(path, {"reference": one})["reference"] == one


def test_the_options_of_a_list(api: Api) -> None:
    before = api.get(ISSUE_TYPE)
    assert labels(before) == ["Repair", "Delivery", "Invoice"]
    added = api.post(f"{ISSUE_TYPE}/options", {"label": "Return"})
    assert labels(added) == ["Repair", "Delivery", "Invoice", "Return"]
    first, second, *_ = (each["id"] for each in added["options"])
    renamed = api.put(f"{ISSUE_TYPE}/options/{first}", {"label": "Mending"})
    assert labels(renamed)[0] == "Mending"
    api.delete(f"{ISSUE_TYPE}/options/{first}")
    archived = api.delete(f"{ISSUE_TYPE}/options/{second}")
    assert labels(archived) == ["Invoice", "Return"]
    assert labels(archived, archived=True) == ["Mending", "Delivery"]
    third = archived["options"][2]["id"]
    reply = api.send("DELETE", f"{ISSUE_TYPE}/options/{third}")
    assert (reply.status, reply.code) == (422, "parameter_invalid")
    assert api.delete(f"{ISSUE_TYPE}/options/{first}") == api.get(ISSUE_TYPE)


def test_conversations_follow_a_new_name(api: Api) -> None:
    (id,) = api.search("conversations", "custom_attributes.issue_type", "=", "Repair")
    api.put(ISSUE_TYPE, {"name": "Issue"})
    assert api.get(f"/conversations/{id}")["custom_attributes"] == {"Issue": "Repair"}
    assert api.search("conversations", "custom_attributes.Issue", "=", "Repair") == {id}


def test_fin_may_set_what_is_defined(api: Api) -> None:
    turn = {
        "conversation_id": "ext-1",
        "message": {"author": "user", "body": "Hi"},
        "user": {"id": "u-1001"},
        "conversation_metadata": {"attributes": {"frame_number": "WB-1", "mood": "bad"}},
    }
    errors = api.post("/fin/start", turn)["errors"]
    assert list(errors["conversation"]["attributes"]) == ["mood"]
    found = api.search("conversations", "contact_ids", "=", contact_id(1))
    newest = api.get(f"/conversations/{max(found, key=int)}")
    assert newest["custom_attributes"] == {"frame_number": "WB-1"}


LIST = {"name": "x", "data_type": "list"}
LINK = {"name": "x", "data_type": "relationship"}


@pytest.mark.parametrize(
    ("operation", "body", "status", "code"),
    [
        ("POST /conversations/attributes", {}, 422, "parameter_invalid"),
        ("POST /conversations/attributes", {"name": "x"}, 422, "parameter_invalid"),
        (
            "POST /conversations/attributes",
            {"name": 1, "data_type": "string"},
            422,
            "parameter_invalid",
        ),
        (
            "POST /conversations/attributes",
            {"name": "ISSUE_TYPE", "data_type": "string"},
            422,
            "parameter_invalid",
        ),
        ("POST /conversations/attributes", LIST, 422, "parameter_invalid"),
        (
            "POST /conversations/attributes",
            {**LIST, "options": [{"label": "one"}]},
            422,
            "parameter_invalid",
        ),
        (
            "POST /conversations/attributes",
            {**LIST, "options": ["a", "b"]},
            422,
            "parameter_invalid",
        ),
        ("POST /conversations/attributes", LINK, 422, "parameter_invalid"),
        (
            "POST /conversations/attributes",
            {**LINK, "reference": {"type": "many", "object_type_id": "Bike"}},
            422,
            "parameter_invalid",
        ),
        (f"PUT {ISSUE_TYPE}", {"name": "frame_number"}, 422, "parameter_invalid"),
        (f"PUT {ISSUE_TYPE}", {"multiline": True}, 422, "parameter_invalid"),
        (f"PUT {ISSUE_TYPE}", {"reference": {"type": "one"}}, 422, "parameter_invalid"),
        (f"PUT {ISSUE_TYPE}", {"required": "yes"}, 422, "parameter_invalid"),
        (f"PUT {ISSUE_TYPE}", {"visible_to_team_ids": ["1"]}, 422, "parameter_invalid"),
        (f"POST {ISSUE_TYPE}/options", {}, 422, "parameter_invalid"),
        (f"POST {ISSUE_TYPE}/options", {"label": 1}, 422, "parameter_invalid"),
        (f"POST {ISSUE_TYPE}/options", {"label": "x", "id": "y"}, 422, "parameter_invalid"),
        (f"POST {FRAME_NUMBER}/options", {"label": "x"}, 422, "parameter_invalid"),
        (
            f"PUT {ISSUE_TYPE}/options/none",
            {"label": "x"},
            404,
            "conversation_attribute_not_found",
        ),
        (f"DELETE {ISSUE_TYPE}/options/none", None, 404, "conversation_attribute_not_found"),
        ("GET /conversations/attributes/99", None, 404, "conversation_attribute_not_found"),
        ("PUT /conversations/attributes/99", {}, 404, "conversation_attribute_not_found"),
        ("DELETE /conversations/attributes/x", None, 404, "conversation_attribute_not_found"),
    ],
)
def test_refusals(api: Api, operation: str, body: Any, status: int, code: str) -> None:
    method, path = operation.split(" ")
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
