"""Teammates who are away, and their reasons."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, TOMAS, Api, contact_id

MARIA = contact_id(1)
AWAY = {"away_mode_enabled": True, "away_mode_reassign": False}


def test_reasons_are_a_bare_list_with_the_deleted_ones(api: Api) -> None:
    reasons = api.get("/away_status_reasons")
    assert [reason["label"] for reason in reasons] == ["At lunch", "On a test ride", "Stocktaking"]
    assert [reason["deleted"] for reason in reasons] == [False, False, True]
    assert {reason["type"] for reason in reasons} == {"away_status_reason"}


def test_away_and_back(api: Api) -> None:
    answer = api.put(f"/admins/{NORA}/away", {**AWAY, "away_status_reason_id": "22"})
    shown = api.get(f"/admins/{NORA}")
    assert shown == answer
    assert (shown["away_mode_enabled"], shown["away_status_reason_id"]) == (True, 22)
    assert api.get("/me")["away_mode_enabled"] is True
    note = api.post(f"/contacts/{MARIA}/notes", {"body": "x", "admin_id": NORA})
    assert note["author"]["away_mode_enabled"] is True
    api.put(f"/admins/{NORA}/away", {"away_mode_enabled": False, "away_mode_reassign": False})
    assert api.get(f"/admins/{NORA}")["away_status_reason_id"] is None


@pytest.mark.parametrize(("reassign", "assignee"), [(True, None), (False, int(TOMAS))])
def test_replies_pass_an_admin_by_who_is_away_and_reassigns(
    api: Api, reassign: bool, assignee: int | None
) -> None:
    assert api.get("/conversations/1001")["admin_assignee_id"] == int(TOMAS)
    api.put(f"/admins/{TOMAS}/away", {**AWAY, "away_mode_reassign": reassign})
    reply = {"type": "user", "message_type": "comment", "intercom_user_id": MARIA, "body": "Hm?"}
    api.post("/conversations/1001/reply", reply)
    assert api.get("/conversations/1001")["admin_assignee_id"] == assignee
    found = api.search("conversations", "admin_assignee_id", "=", int(TOMAS))
    assert ("1001" in found) == (assignee is not None)


@pytest.mark.parametrize(
    ("id", "body", "status", "code"),
    [
        ("1", AWAY, 404, "admin_not_found"),
        ("none", AWAY, 404, "admin_not_found"),
        (NORA, {}, 400, "parameter_missing"),
        (NORA, {"away_mode_enabled": True}, 400, "parameter_missing"),
        (NORA, {**AWAY, "away_mode_enabled": "yes"}, 400, "parameter_invalid"),
        (NORA, {**AWAY, "away_status_reason_id": 23}, 400, "parameter_invalid"),
        (NORA, {**AWAY, "away_status_reason_id": 99}, 400, "parameter_invalid"),
        (NORA, {**AWAY, "away_status_reason_id": [21]}, 400, "parameter_invalid"),
    ],
)
def test_refusals(api: Api, id: str, body: Any, status: int, code: str) -> None:
    reply = api.send("PUT", f"/admins/{id}/away", body)
    assert (reply.status, reply.code) == (status, code)
    assert api.get(f"/admins/{NORA}")["away_mode_enabled"] is False


def test_a_workspace_may_ask_for_a_reason(api: Api) -> None:
    with api.sandbox._store.write() as records:
        workspace = records.first("workspace", "1")
        assert workspace is not None
        records.save("workspace", {**workspace, "away_status_reason_mandatory": True})
    reply = api.send("PUT", f"/admins/{NORA}/away", AWAY)
    assert (reply.status, reply.code) == (400, "away_status_reason_mandatory")
    back = {"away_mode_enabled": False, "away_mode_reassign": False}
    assert api.send("PUT", f"/admins/{NORA}/away", back).status == 200
    assert "away_status_reason_mandatory" not in api.get("/me")["app"]
