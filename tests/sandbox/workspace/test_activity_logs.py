"""The log of what teammates did."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, TOMAS, Api, Clock

SINCE = 1_760_000_000
LAST_OF_SEED = "Nora Quinn made the identity verification secret Website."


def logged(api: Api, **query: Any) -> list[Any]:
    found: list[Any] = api.get("/admins/activity_logs", created_at_after=SINCE, **query)[
        "activity_logs"
    ]
    return found


def test_the_log_begins_with_what_came_with_the_workspace(api: Api) -> None:
    listed = api.get("/admins/activity_logs", created_at_after=1)
    assert listed["type"] == "activity_log.list"
    assert listed["activity_logs"][0]["activity_description"] == LAST_OF_SEED
    assert listed["activity_logs"][-1] == {
        "id": "2f1c7a90-4b1e-4d0a-9c55-7be0a1d3c001",
        "performed_by": {
            "type": "admin",
            "id": NORA,
            "email": "nora@wheelhouse.example.com",
            "ip": "127.0.0.1",
        },
        "metadata": {},
        "created_at": 1740963600,
        "activity_type": "app_name_change",
        "activity_description": (
            "Nora Quinn changed the name of the workspace from Wheelhouse to Wheelhouse Bikes."
        ),
    }
    assert logged(api) == []


def test_going_away_is_logged(api: Api) -> None:
    away = {"away_mode_enabled": True, "away_mode_reassign": False, "away_status_reason_id": 21}
    api.put(f"/admins/{TOMAS}/away", away)
    api.put(f"/admins/{TOMAS}/away", away)
    (entry,) = logged(api)
    assert (entry["activity_type"], entry["performed_by"]["id"]) == ("admin_away_mode_change", NORA)
    assert entry["metadata"] == {
        "away_mode": True,
        "away_status_reason": "🥪 At lunch",
        "reassign_conversations": False,
        "source": "admin update from api",
        "update_by": int(NORA),
        "update_by_name": "Nora Quinn",
    }


# What is done, and the type of the entry that it leaves.
CHANGES: list[tuple[str, str, Any, str]] = [
    ("PUT", "/teams/6140001", {"admin_ids": [int(NORA)]}, "app_team_membership_modification"),
    ("POST", "/secure_mode_secrets", {"name": "Phones", "supports_ios": True},
     "app_identity_verification_change"),
    ("DELETE", "/secure_mode_secrets/102", None, "app_identity_verification_change"),
    ("PUT", "/ip_allowlist", {"ip_allowlist": ["10.0.0.1"]}, "security_settings_change"),
    ("PUT", "/office_hours_schedules/123", {"name": "Hours"}, "office_hours_change"),
    ("DELETE", "/office_hours_schedules/123", None, "office_hours_change"),
    ("POST", "/export/content/data", {"created_at_after": 1, "created_at_before": 2},
     "app_data_export"),
    ("POST", "/conversations/redact",
     {"type": "conversation_part", "conversation_id": "1001", "conversation_part_id": "20003"},
     "conversation_part_deletion"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "type"), CHANGES)
def test_changes_are_logged(api: Api, method: str, path: str, body: Any, type: str) -> None:
    api.ok(method, path, body)
    (entry,) = logged(api)
    assert entry["activity_type"] == type
    assert entry["activity_type"] in api.get("/admins/activity_log_event_types")["event_types"]
    assert entry["activity_description"].startswith("Nora Quinn ")


def test_what_was_refused_is_not_logged(api: Api) -> None:
    body = {"type": "conversation_part", "conversation_id": "1001", "conversation_part_id": "1"}
    assert api.send("POST", "/conversations/redact", body).status == 404
    assert api.send("PUT", "/teams/6140001", {"admin_ids": [1]}).status == 400
    assert logged(api) == []


def test_times_are_inclusive_and_pages_are_numbered(api: Api, clock: Clock) -> None:
    for name in ("one", "two", "three"):
        clock.pass_(10)
        api.put("/office_hours_schedules/123", {"name": name})
    texts = [entry["activity_description"] for entry in logged(api)]
    assert [text.split()[-1] for text in texts] == ["three.", "two.", "one."]
    second = logged(api, page=2, per_page=2)
    assert [entry["activity_description"] for entry in second] == texts[2:]
    between = logged(api, created_at_before=SINCE + 20)
    assert [entry["activity_description"] for entry in between] == texts[1:]


def test_search_by_type(api: Api) -> None:
    api.put("/office_hours_schedules/123", {"name": "Summer"})
    asked = {"created_at_after": 1, "event_types": ["app_name_change", "admin_login_success"]}
    found = api.post("/admins/activity_logs/search", asked)
    types = [entry["activity_type"] for entry in found["activity_logs"]]
    assert types == ["admin_login_success", "app_name_change"]
    since = api.post("/admins/activity_logs/search", {"created_at_after": SINCE})
    assert since["activity_logs"] == logged(api)
    first = api.post("/admins/activity_logs/search", {**asked, "per_page": 1, "page": 2})
    assert (first["pages"]["page"], first["pages"]["total_pages"]) == (2, 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "parameter_missing"),
        ({"created_at_after": "soon"}, "parameter_invalid"),
        ({"created_at_after": 1, "created_at_before": []}, "parameter_invalid"),
        ({"created_at_after": 1, "event_types": ["nap"]}, "parameter_invalid"),
        ({"created_at_after": 1, "event_types": "app_name_change"}, "parameter_invalid"),
        ({"created_at_after": 1, "per_page": 251}, "parameter_invalid"),
        ({"created_at_after": 1, "per_page": 0}, "parameter_invalid"),
        ({"created_at_after": 1, "page": -1}, "parameter_invalid"),
    ],
)
def test_refused_searches(api: Api, body: Any, code: str) -> None:
    reply = api.send("POST", "/admins/activity_logs/search", body)
    assert (reply.status, reply.code) == (400, code)


def test_the_list_needs_a_start(api: Api) -> None:
    reply = api.send("GET", "/admins/activity_logs")
    assert (reply.status, reply.code) == (400, "parameter_missing")
