"""The workspace itself: teammates, teams, hours, brands, secrets and what runs by itself."""

from __future__ import annotations

from typing import Any

from ..api import AIKO, NORA, SUPPORT_TEAM, TOMAS, WORKSHOP_TEAM
from .shop import Shop

HOURS = "office_hours_schedules"
DAYS = f"{HOURS}_by_schedule_id_exceptions"


def a_teammate_goes_to_lunch(shop: Shop) -> None:
    me = shop.run("get_me")
    reasons = shop.run("get_away_status_reasons")
    lunch = next(each for each in reasons if each["label"] == "At lunch")
    away = {
        "away_mode_enabled": True,
        "away_mode_reassign": False,
        "away_status_reason_id": int(lunch["id"]),
    }
    shop.run("put_admins_by_id_away", {"id": me["id"], "data": away})
    shown = shop.run("get_admins_by_id", {"id": me["id"]}, shows="put_admins_by_id_away")
    assert str(shown["away_status_reason_id"]) == str(lunch["id"])
    everybody = shop.run("get_admins", shows="put_admins_by_id_away")
    assert shown in everybody["admins"]
    now = shop.run("get_me", shows="put_admins_by_id_away")
    assert (me["away_mode_enabled"], now["away_mode_enabled"]) == (False, True)

    since = shop.clock() - 60
    log = shop.run(
        "get_admins_activity_logs",
        {"created_at_after": int(since)},
        shows=("put_admins_by_id_away", "get_away_status_reasons"),
    )
    (entry,) = log["activity_logs"]
    assert lunch["label"] in entry["metadata"]["away_status_reason"]
    search = {"created_at_after": int(since), "event_types": [entry["activity_type"]]}
    found = shop.run(
        "post_admins_activity_logs_search", {"data": search}, shows="put_admins_by_id_away"
    )
    assert found["activity_logs"] == [entry]
    types = shop.run("get_admins_activity_log_event_types", shows="get_admins_activity_logs")
    assert entry["activity_type"] in types["event_types"]


def nora_joins_the_workshop(shop: Shop) -> None:
    shop.run(
        "put_teams_by_id", {"id": WORKSHOP_TEAM, "data": {"admin_ids": [int(AIKO), int(NORA)]}}
    )
    team = shop.run("get_teams_by_id", {"id": WORKSHOP_TEAM}, shows="put_teams_by_id")
    assert team["admin_ids"] == [int(AIKO), int(NORA)]
    listed = shop.run("get_teams", shows="put_teams_by_id")
    assert team["admin_ids"] in [each["admin_ids"] for each in listed["teams"]]
    macros = shop.run("get_macros", shows="put_teams_by_id")
    names = {each["name"]: each for each in macros["data"]}
    assert "Part on order" in names, "macros of a team are for its members"
    macro = names["Part on order"]
    shown = shop.run("get_macros_by_id", {"id": macro["id"]}, shows="put_teams_by_id")
    assert shown == macro

    def open_of_tomas(**shows: str) -> int:
        of_team = {"team_id": SUPPORT_TEAM}
        metrics = shop.run("get_teams_by_team_id_metrics", of_team, **shows)["data"]
        return sum(each["open"] for each in metrics if each["admin_id"] == TOMAS)

    before = open_of_tomas()
    assigning: dict[str, Any] = {"message_type": "assignment", "type": "admin", "admin_id": NORA}
    shop.run(
        "post_conversations_by_id_parts",
        {"id": "1005", "data": {**assigning, "assignee_id": TOMAS}},
    )
    assert open_of_tomas(shows="post_conversations_by_id_parts") == before + 1


def the_hours_of_the_workshop(shop: Shop) -> None:
    monday = [{"start_minute": 540, "end_minute": 1020}]
    week = {"name": "Workshop", "time_zone_name": "Europe/Dublin", "time_intervals": monday}
    id = shop.run(f"post_{HOURS}", {"data": week})["id"]
    listed = shop.run(f"get_{HOURS}", shows=f"post_{HOURS}")
    assert "Workshop" in {each["name"] for each in listed["data"]}
    shop.run(f"put_{HOURS}_by_id", {"id": id, "data": {"name": "Workshop hours"}})
    shown = shop.run(f"get_{HOURS}_by_id", {"id": id}, shows=f"put_{HOURS}_by_id")
    assert shown["name"] == "Workshop hours"

    schedule = {"office_hours_schedule_id": id}
    holiday = {"exception_date": "2026-03-17", "exception_type": "closed", "name": "Holiday"}
    day = shop.run(f"post_{DAYS}", {**schedule, "data": holiday})
    assert day in shop.run(f"get_{DAYS}", schedule, shows=f"post_{DAYS}")["data"]
    one = {**schedule, "id": day["id"]}
    change = {"exception_type": "custom_hours", "time_intervals": monday}
    shop.run(f"put_{DAYS}_by_id", {**one, "data": change})
    shown = shop.run(f"get_{DAYS}_by_id", one, shows=f"put_{DAYS}_by_id")
    assert shown["exception_type"] == "custom_hours"
    shop.run(f"delete_{DAYS}_by_id", one)
    assert shop.run(f"get_{DAYS}", schedule, shows=f"delete_{DAYS}_by_id")["data"] == []
    shop.run(f"delete_{HOURS}_by_id", {"id": id})
    left = shop.run(f"get_{HOURS}", shows=f"delete_{HOURS}_by_id")
    assert id not in {each["id"] for each in left["data"]}


def two_brands(shop: Shop) -> None:
    """A brand, its address and its help center name each other."""
    brands = shop.run("get_brands")
    trade = next(each for each in brands["data"] if not each["is_default"])
    assert shop.run("get_brands_by_id", {"id": trade["id"]}, shows="get_brands") == trade
    emails = shop.run("get_emails", shows="get_brands")
    address = next(each for each in emails["data"] if each["brand_id"] == trade["id"])
    assert shop.run("get_emails_by_id", {"id": address["id"]}, shows="get_emails") == address
    center = shop.run("get_help_center_help_centers_by_id", {"id": trade["help_center_id"]})
    assert center["display_name"] == "Trade Desk Help"


def the_doors_are_locked(shop: Shop) -> None:
    allowed = {"enabled": True, "ip_allowlist": ["127.0.0.0/8", "10.0.0.1"]}
    shop.run("put_ip_allowlist", {"data": allowed})
    shown = shop.run("get_ip_allowlist", shows="put_ip_allowlist")
    assert shown["ip_allowlist"] == allowed["ip_allowlist"]
    secret = {"name": "Phones", "supports_ios": True}
    made = shop.run("post_secure_mode_secrets", {"data": secret})
    listed = shop.run("get_secure_mode_secrets", shows="post_secure_mode_secrets")
    assert made["id"] in {each["id"] for each in listed["data"]}
    shop.run("delete_secure_mode_secrets_by_id", {"id": made["id"]})
    left = shop.run("get_secure_mode_secrets", shows="delete_secure_mode_secrets_by_id")
    assert made["id"] not in {each["id"] for each in left["data"]}


def a_workflow_asks_another_service(shop: Shop) -> None:
    """A data connector is made; the one of the seed is what a workflow uses."""
    made = shop.run(
        "post_data_connectors", {"data": {"name": "Stock", "url": "https://api.example.com/stock"}}
    )
    listed = shop.run("get_data_connectors", shows="post_data_connectors")
    assert made["id"] in {each["id"] for each in listed["data"]}
    one = {"id": made["id"]}
    change = {"description": "How many are left"}
    shop.run("patch_data_connectors_by_id", {**one, "data": change})
    shown = shop.run("get_data_connectors_by_id", one, shows="patch_data_connectors_by_id")
    assert shown["description"] == "How many are left"
    shop.run("delete_data_connectors_by_id", one)
    left = shop.run("get_data_connectors", shows="delete_data_connectors_by_id")
    (connector,) = left["data"]

    running = "get_data_connectors_by_data_connector_id_execution_results"
    runs = shop.run(
        running,
        {"data_connector_id": connector["id"], "start_ts": 1},
        shows="get_data_connectors",
    )
    by_workflow = next(each for each in runs["data"] if each["source_type"] == "workflow")
    result = shop.run(
        f"{running}_by_id",
        {"data_connector_id": connector["id"], "id": by_workflow["id"]},
        shows=running,
    )
    assert (result["id"], result["success"]) == (by_workflow["id"], by_workflow["success"])
    workflow = shop.run(
        "get_export_workflows_by_id", {"id": by_workflow["source_id"]}, shows=running
    )["workflow"]
    used = {step.get("data_connector_id") for step in workflow["snapshot"]["steps"]}
    assert connector["id"] in used


TOLD = (
    a_teammate_goes_to_lunch,
    nora_joins_the_workshop,
    the_hours_of_the_workshop,
    two_brands,
    the_doors_are_locked,
    a_workflow_asks_another_service,
)
