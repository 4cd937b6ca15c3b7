"""Teammates going away and coming back, and the reasons they may give."""

from __future__ import annotations

from ..messages import Answer, Json, Refusal, invalid, missing, not_found
from ..records import Records
from ..routes import Call, Routes
from .activity_logs import log_activity
from .admins import admin_view, token_admin

routes = Routes()


@routes.reads("GET /away_status_reasons")
def list_away_status_reasons(call: Call) -> Answer:
    """Every reason in order, deleted ones too: a bare list, without an envelope."""
    reasons = call.records.all("away_status_reasons")
    return Answer(
        [
            {
                "type": "away_status_reason",
                "id": doc["id"],
                "label": doc["label"],
                "emoji": doc["emoji"],
                "order": doc["order"],
                "deleted": doc.get("deleted", False),
                "created_at": doc["created_at"],
                "updated_at": doc["updated_at"],
            }
            for doc in sorted(reasons, key=lambda doc: int(doc["order"]))
        ]
    )


@routes.writes("PUT /admins/{id}/away")
def set_away(call: Call) -> Json:
    """Set a teammate away, with or without passing replies on, or bring them back."""
    admin = call.records.get("admins", call.path["id"])
    if admin is None:
        raise not_found("Admin for admin_id not found", "admin_not_found")
    away, reassign = call.body.flag("away_mode_enabled"), call.body.flag("away_mode_reassign")
    for name, value in (("away_mode_enabled", away), ("away_mode_reassign", reassign)):
        if value is None:
            raise missing(name)
    reason_id = call.body.id("away_status_reason_id")
    if reason_id is not None:
        reason_id = _usable_reason(call.records, reason_id)["id"]
    elif away and _reason_is_mandatory(call.records):
        raise Refusal(400, "away_status_reason_mandatory", "Away status reason is mandatory")
    changed = {
        **admin,
        "away_mode_enabled": away,
        "away_mode_reassign": reassign,
        "away_status_reason_id": int(reason_id) if away and reason_id is not None else None,
    }
    shown = admin_view(call.records.save("admins", changed))
    if shown != admin_view(admin):
        _log(call, changed, reason_id)
    return shown


def _log(call: Call, admin: Json, reason_id: str | None) -> None:
    acting = token_admin(call.records)
    away = admin["away_mode_enabled"]
    reason = call.records.get("away_status_reasons", reason_id) if reason_id else None
    log_activity(
        call.records,
        call.now,
        "admin_away_mode_change",
        f"changed the away status of {admin['name']} to {'away' if away else 'active'}.",
        away_mode=away,
        away_status_reason=f"{reason['emoji']} {reason['label']}" if reason and away else None,
        reassign_conversations=admin["away_mode_reassign"],
        source="admin update from api",
        update_by=int(acting["id"]),
        update_by_name=acting["name"],
    )


def _usable_reason(records: Records, id: str) -> Json:
    reason = records.get("away_status_reasons", id)
    if reason is None:
        raise invalid("Away status reason does not exist", "away_status_reason_id")
    if reason.get("deleted"):
        raise invalid("Away status reason is deleted", "away_status_reason_id")
    return reason


def _reason_is_mandatory(records: Records) -> bool:
    workspace = records.first("workspace", "1") or {}
    return bool(workspace.get("away_status_reason_mandatory", False))
