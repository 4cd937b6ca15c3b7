"""Teammates and teams: who the token stands for, who acts, who is assigned."""

from __future__ import annotations

from .messages import Answer, Json, not_found
from .records import Records
from .routes import Call, Routes

routes = Routes()


def admin_view(doc: Json) -> Json:
    """An admin as lists and lookups show it."""
    return {
        "type": "admin",
        "id": doc["id"],
        "name": doc["name"],
        "email": doc["email"],
        "job_title": doc.get("job_title", ""),
        "away_mode_enabled": doc.get("away_mode_enabled", False),
        "away_mode_reassign": doc.get("away_mode_reassign", False),
        "away_status_reason_id": doc.get("away_status_reason_id"),
        "has_inbox_seat": doc.get("has_inbox_seat", True),
        "team_ids": doc.get("team_ids", []),
        "avatar": doc.get("avatar"),
        "team_priority_level": {},
    }


def author_of(doc: Json) -> Json:
    """An admin as the author of a part or message."""
    return {"type": "admin", "id": doc["id"], "name": doc["name"], "email": doc["email"]}


def needed_admin(records: Records, id: str) -> Json:
    """The admin with an id; 404 `admin_not_found` when there is none."""
    admin = records.get("admins", id)
    if admin is None:
        raise not_found("Admin not found", "admin_not_found")
    return admin


def token_admin(records: Records) -> Json:
    """The admin the access token belongs to."""
    admin = records.first("admins", "1")
    if admin is None:
        raise not_found("Admin not found", "admin_not_found")
    return admin


def workspace_id(records: Records) -> str:
    """The code of the workspace (`id_code`, `app_id`, `workspace_id`)."""
    workspace = records.first("workspace", "1")
    return "" if workspace is None else str(workspace["id_code"])


@routes.reads("GET /me")
def show_token_admin(call: Call) -> Json:
    """The admin of the token, with the workspace as `app`."""
    admin = token_admin(call.records)
    view = admin_view(admin)
    workspace = call.records.first("workspace", "1")
    app: Json | None = None
    if workspace is not None:
        app = {"type": "app", **{key: value for key, value in workspace.items() if key != "id"}}
    view["email_verified"] = True
    view["avatar"] = {"type": "avatar", "image_url": admin.get("avatar")}
    view["app"] = app
    return view


@routes.reads("GET /admins")
def list_admins(call: Call) -> Json:
    """Every teammate."""
    return {
        "type": "admin.list",
        "admins": [admin_view(doc) for doc in call.records.all("admins")],
    }


@routes.reads("GET /admins/{id}")
def show_admin(call: Call) -> Json:
    """One teammate; 404 `admin_not_found`."""
    return admin_view(needed_admin(call.records, call.path["id"]))


def _team_view(doc: Json) -> Json:
    return {
        "type": "team",
        "id": doc["id"],
        "name": doc["name"],
        "admin_ids": doc.get("admin_ids", []),
        "admin_priority_level": {},
    }


@routes.reads("GET /teams")
def list_teams(call: Call) -> Json:
    """Every team."""
    return {
        "type": "team.list",
        "teams": [_team_view(doc) for doc in call.records.all("teams")],
    }


@routes.reads("GET /teams/{id}")
def show_team(call: Call) -> Answer:
    """One team; 404 `team_not_found`."""
    team = call.records.get("teams", call.path["id"])
    if team is None:
        raise not_found("Team not found", "team_not_found")
    return Answer(_team_view(team))
