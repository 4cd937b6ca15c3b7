"""Members of teams, and how busy they are."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import AIKO, NORA, SUPPORT_TEAM, TOMAS, WORKSHOP_TEAM, Api, Clock

N, T, A = int(NORA), int(TOMAS), int(AIKO)


def test_members_are_replaced_and_admins_know(api: Api) -> None:
    answer = api.put(f"/teams/{SUPPORT_TEAM}", {"admin_ids": [N, str(A), A]})
    assert answer["admin_ids"] == [N, A]
    assert api.get(f"/teams/{SUPPORT_TEAM}") == answer
    assert api.get(f"/admins/{AIKO}")["team_ids"] == [int(SUPPORT_TEAM), int(WORKSHOP_TEAM)]
    assert api.get(f"/admins/{TOMAS}")["team_ids"] == []
    api.put(f"/teams/{SUPPORT_TEAM}", {"admin_ids": [T]})
    assert api.get("/me")["team_ids"] == []


def test_who_is_second_in_line_stays_so_until_named_otherwise(api: Api) -> None:
    path = f"/teams/{SUPPORT_TEAM}"
    levels = {"secondary_admin_ids": [T]}
    api.put(path, {"admin_ids": [N, T], "admin_priority_level": levels})
    admin = api.get(f"/admins/{TOMAS}")
    assert admin["team_priority_level"]["secondary_team_ids"] == [int(SUPPORT_TEAM)]
    joined = api.put(path, {"admin_ids": [N, T, A], "admin_priority_level": None})
    assert joined["admin_priority_level"] == {
        "primary_admin_ids": [N, A],
        "secondary_admin_ids": [T],
    }
    api.put(path, {"admin_ids": [T], "admin_priority_level": {"primary_admin_ids": [T, N]}})
    assert api.get(path)["admin_priority_level"] == {
        "primary_admin_ids": [T],
        "secondary_admin_ids": [],
    }
    level = api.get(f"/admins/{TOMAS}")["team_priority_level"]
    assert level == {"primary_team_ids": [int(SUPPORT_TEAM)], "secondary_team_ids": []}
    assert api.get("/me")["team_priority_level"]["primary_team_ids"] == []


@pytest.mark.parametrize("id", [SUPPORT_TEAM, WORKSHOP_TEAM])
def test_a_team_may_be_sent_back_whole(api: Api, id: str) -> None:
    team = api.get(f"/teams/{id}")
    assert api.put(f"/teams/{id}", team) == team
    assert api.get("/admins/activity_logs", created_at_after=1_760_000_000)["activity_logs"] == []


@pytest.mark.parametrize(
    ("id", "body", "status", "message"),
    [
        ("1", {"admin_ids": [N]}, 404, "Team not found"),
        (SUPPORT_TEAM, {}, 400, "admin_ids is required"),
        (SUPPORT_TEAM, {"admin_ids": []}, 400, "admin_ids must hold 1 to 1000 ids"),
        (SUPPORT_TEAM, {"admin_ids": ["Nora"]}, 400,
         "admin_ids must contain only numeric admin ids"),
        (SUPPORT_TEAM, {"admin_ids": N}, 400, "admin_ids must contain only numeric admin ids"),
        (SUPPORT_TEAM, {"admin_ids": [1]}, 400, "admin_ids names 1, who is not a teammate"),
        (SUPPORT_TEAM, {"admin_ids": [N], "name": "New"}, 400,
         "Only admin_ids and admin_priority_level can be updated on a team, "
         "but the request changed name"),
        (SUPPORT_TEAM, {"admin_ids": [N], "colour": "red"}, 400,
         "Only admin_ids and admin_priority_level can be updated on a team, "
         "but the request changed colour"),
        (SUPPORT_TEAM, {"admin_ids": [N], "admin_priority_level": {"primary_admin_ids": [A]}}, 400,
         f"admin_priority_level names {A}, which is on neither the team nor admin_ids"),
        (SUPPORT_TEAM, {"admin_ids": [N], "admin_priority_level":
                        {"primary_admin_ids": [N], "secondary_admin_ids": [N]}}, 400,
         f"admin_priority_level gives {N} more than one priority level"),
        (SUPPORT_TEAM, {"admin_ids": [N], "admin_priority_level": "first"}, 400,
         "admin_priority_level must be an object"),
        (WORKSHOP_TEAM, {"admin_ids": [A], "admin_priority_level": {"secondary_admin_ids": [A]}},
         400, "Only a load balanced team can have secondary members"),
    ],
)  # fmt: skip
def test_refusals(api: Api, id: str, body: Any, status: int, message: str) -> None:
    before = api.get("/teams")
    reply = api.send("PUT", f"/teams/{id}", body)
    assert (reply.status, reply.message) == (status, message)
    assert api.get("/teams") == before


def test_members_belong_in_the_body(api: Api) -> None:
    reply = api.send("PUT", f"/teams/{SUPPORT_TEAM}", {"admin_ids": [N]}, {"admin_ids": A})
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def metrics(api: Api, **query: Any) -> dict[str, tuple[int, int, int]]:
    found = api.get(f"/teams/{SUPPORT_TEAM}/metrics", **query)
    assert found["type"] == "team_metric.list"
    return {
        each["admin_id"]: (each["open"], each["idle"], each["snoozed"]) for each in found["data"]
    }


def test_metrics_follow_the_conversations(api: Api, clock: Clock) -> None:
    assert metrics(api) == {NORA: (0, 0, 0), TOMAS: (1, 1, 0)}
    reply = {"type": "admin", "message_type": "comment", "admin_id": TOMAS, "body": "Hello"}
    api.post("/conversations/1001/reply", reply)
    assert metrics(api)[TOMAS] == (1, 0, 0)
    assign = {"message_type": "assignment", "type": "admin", "admin_id": NORA}
    api.post("/conversations/1007/parts", {**assign, "assignee_id": NORA})
    snooze = {"message_type": "snoozed", "admin_id": NORA, "snoozed_until": 2_000_000_000}
    api.post("/conversations/1001/parts", snooze)
    assert metrics(api) == {NORA: (1, 1, 0), TOMAS: (0, 0, 1)}


def test_how_long_is_too_long(api: Api, clock: Clock) -> None:
    person = api.post("/contacts", {"role": "lead"})
    sender = {"type": "lead", "id": person["id"]}
    id = api.post("/conversations", {"from": sender, "body": "Hi"})["conversation_id"]
    assign = {"message_type": "assignment", "type": "admin", "admin_id": NORA}
    api.post(f"/conversations/{id}/parts", {**assign, "assignee_id": NORA})
    clock.pass_(60)
    assert metrics(api)[NORA] == (1, 0, 0)
    assert metrics(api, idle_threshold=59)[NORA] == (1, 1, 0)
    assert metrics(api, idle_threshold=-5)[NORA] == (1, 1, 0)
    clock.pass_(90_000)
    assert metrics(api, idle_threshold=10**9)[NORA] == (1, 1, 0)


def test_metrics_refused(api: Api) -> None:
    path = f"/teams/{SUPPORT_TEAM}/metrics"
    assert api.send("GET", path, query={"idle_threshold": "long"}).code == "parameter_invalid"
    assert api.send("GET", "/teams/1/metrics").code == "team_not_found"
