from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, contact_id

LIAM = contact_id(2)


def merge(api: Api, source: str, target: Any) -> Any:
    body = {"merge_into_conversation_id": target}
    return api.send("POST", f"/conversations/{source}/merge", body)


def part_types(conversation: Any) -> list[str]:
    return [part["part_type"] for part in conversation["conversation_parts"]["conversation_parts"]]


def test_one_is_closed_in_favour_of_the_other(api: Api) -> None:
    reply = merge(api, "1003", 1001)
    assert (reply.status, reply.data["id"]) == (200, "1001")
    assert part_types(reply.data)[-1] == "merged_primary_conversation"
    assert LIAM in {each["id"] for each in reply.data["contacts"]["contacts"]}
    source = api.get("/conversations/1003")
    assert (source["state"], source["open"], source["snoozed_until"]) == ("closed", False, None)
    assert part_types(source)[-1] == "merged_secondary_conversation"
    assert source["statistics"]["last_close_at"] == source["updated_at"]
    assert {"1001", "1003"} <= api.search("conversations", "contact_ids", "=", LIAM)


def test_a_ticket_is_merged_into_a_conversation(api: Api) -> None:
    reply = merge(api, "1011", "1004")
    assert reply.data["linked_objects"]["data"] == [
        {"type": "ticket", "id": "1011", "category": "Customer"}
    ]
    ticket = api.get("/tickets/1011")
    assert ticket["open"] is False
    assert [each["id"] for each in ticket["linked_objects"]["data"]] == ["1004"]


@pytest.mark.parametrize(
    ("source", "target", "status", "code"),
    [
        ("1003", None, 400, "parameter_invalid"),
        ("1003", "one", 400, "parameter_invalid"),
        ("1003", "9" * 400, 400, "parameter_invalid"),
        ("1003", 10**30, 400, "parameter_invalid"),
        ("1003", True, 400, "parameter_invalid"),
        ("9999", 1001, 404, "not_found"),
        ("1003", 9999, 422, "merge_failed"),
        ("1003", 1010, 422, "merge_failed"),
        ("1003", 1003, 422, "merge_failed"),
    ],
)
def test_merges_refused(api: Api, source: str, target: Any, status: int, code: str) -> None:
    reply = merge(api, source, target)
    assert (reply.status, reply.code) == (status, code)


def test_a_conversation_is_merged_once(api: Api) -> None:
    merge(api, "1003", 1001)
    assert merge(api, "1003", 1004).code == "merge_failed"
    assert merge(api, "1004", 1003).code == "merge_failed"
    assert merge(api, "1001", 1004).status == 200
