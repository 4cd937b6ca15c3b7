from __future__ import annotations

from typing import Any

import pytest

from ..api import RECALL, Api, Clock, contact_id

PATH = "/tickets/1013/linked_conversations"


def linked(api: Api, path: str) -> list[tuple[str, str]]:
    return [(each["type"], each["id"]) for each in api.get(path)["linked_objects"]["data"]]


def test_a_conversation_is_linked_and_unlinked(api: Api, clock: Clock) -> None:
    answer = api.post(PATH, {"conversation_id": 1004})
    assert (answer["type"], answer["id"], answer["updated_at"]) == (
        "conversation",
        "1004",
        int(clock()),
    )
    assert answer["linked_objects"]["data"] == [
        {"type": "ticket", "id": "1013", "category": "Tracker"}
    ]
    assert linked(api, "/conversations/1004") == [("ticket", "1013")]
    assert linked(api, "/tickets/1013") == [("conversation", "1004")]
    answer = api.delete(f"{PATH}/1004")
    assert answer["linked_objects"]["data"] == []
    assert linked(api, "/tickets/1013") == []


def test_a_customer_ticket_is_linked(api: Api) -> None:
    answer = api.post(PATH, {"conversation_id": "1011"})
    assert (answer["type"], answer["id"]) == ("conversation", "1011")
    assert linked(api, "/tickets/1011") == [("ticket", "1013")]
    assert linked(api, "/tickets/1013") == [("ticket", "1011")]
    api.delete(f"{PATH}/1011")
    assert linked(api, "/tickets/1011") == []


def test_a_conversation_has_one_tracker(api: Api) -> None:
    other = api.post("/tickets", {"ticket_type_id": RECALL, "contacts": [{"id": contact_id(1)}]})[
        "id"
    ]
    api.post(PATH, {"conversation_id": "1004"})
    for path in (PATH, f"/tickets/{other}/linked_conversations"):
        reply = api.send("POST", path, {"conversation_id": "1004"})
        assert (reply.status, reply.code) == (400, "already_linked_to_tracker")
    api.delete(f"{PATH}/1004")
    assert api.post(f"/tickets/{other}/linked_conversations", {"conversation_id": "1004"})


@pytest.mark.parametrize(
    ("operation", "body", "status", "code"),
    [
        (f"POST {PATH}", {}, 400, "parameter_not_found"),
        (f"POST {PATH}", {"conversation_id": "9999"}, 404, "conversation_not_found"),
        (f"POST {PATH}", {"conversation_id": "1012"}, 404, "conversation_not_found"),
        (f"POST {PATH}", {"conversation_id": ["x"]}, 400, "parameter_invalid"),
        (
            "POST /tickets/1010/linked_conversations",
            {"conversation_id": "1004"},
            400,
            "invalid_ticket_type",
        ),
        (
            "POST /tickets/9999/linked_conversations",
            {"conversation_id": "1004"},
            404,
            "ticket_not_found",
        ),
        (f"DELETE {PATH}/1004", None, 404, "conversation_not_found"),
        (f"DELETE {PATH}/9999", None, 404, "conversation_not_found"),
        ("DELETE /tickets/1010/linked_conversations/1004", None, 400, "invalid_ticket_type"),
        ("DELETE /tickets/9999/linked_conversations/1004", None, 404, "ticket_not_found"),
    ],
)
def test_refusals(api: Api, operation: str, body: Any, status: int, code: str) -> None:
    method, path = operation.split(" ")
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
