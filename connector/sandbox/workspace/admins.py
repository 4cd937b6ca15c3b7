"""Teammates: who the token stands for, who acts, who is assigned."""

from __future__ import annotations

from ..messages import Json, not_found
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

_APP_KEYS = (
    "id_code",
    "name",
    "created_at",
    "secure",
    "identity_verification",
    "timezone",
    "region",
)


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
        "team_priority_level": doc.get("team_priority_level", {}),
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


def workspace_number(records: Records) -> int:
    """The workspace as the few answers name it that want `app_id` as an integer."""
    workspace = records.first("workspace", "1")
    return 0 if workspace is None else int(workspace["id"])


@routes.reads("GET /me")
def show_token_admin(call: Call) -> Json:
    """The admin of the token, with the workspace as `app`."""
    admin = token_admin(call.records)
    view = admin_view(admin)
    workspace = call.records.first("workspace", "1")
    app: Json | None = None
    if workspace is not None:
        app = {"type": "app", **{key: workspace.get(key) for key in _APP_KEYS}}
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
