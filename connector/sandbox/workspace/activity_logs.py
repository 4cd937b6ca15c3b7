"""What teammates did to the workspace: the log, and the types of entries it may hold.

Nouns whose changes Intercom logs call `log_activity` inside the transaction of the change, so that
a change that was refused is not logged. Entries are never changed.
"""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..messages import Json, invalid, missing
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .admins import token_admin

routes = Routes()

CALLER_ADDRESS = "127.0.0.1"
"""Where every call comes from: the sandbox's callers are on its own machine."""

MAX_SEARCHED_PER_PAGE = 250

EVENT_TYPES = (
    "admin_conversation_assignment_limit_change",
    "admin_ticket_assignment_limit_change",
    "admin_avatar_change",
    "admin_away_mode_change",
    "admin_deletion",
    "admin_deprovisioned",
    "admin_impersonation_end",
    "admin_impersonation_start",
    "admin_invite_change",
    "admin_invite_creation",
    "admin_invite_deletion",
    "admin_login_failure",
    "admin_login_success",
    "admin_logout",
    "admin_occupancy_setting_change",
    "admin_occupancy_state_change",
    "admin_password_reset_request",
    "admin_password_reset_success",
    "admin_permission_change",
    "admin_provisioned",
    "admin_two_factor_auth_change",
    "admin_unauthorized_sign_in_method",
    "app_admin_join",
    "app_authentication_method_change",
    "app_data_deletion",
    "app_data_export",
    "app_google_sso_domain_change",
    "app_identity_verification_change",
    "app_name_change",
    "app_outbound_address_change",
    "app_package_installation",
    "app_package_token_regeneration",
    "app_package_uninstallation",
    "app_team_creation",
    "app_team_deletion",
    "app_team_membership_modification",
    "app_timezone_change",
    "app_webhook_creation",
    "app_webhook_deletion",
    "articles_in_messenger_enabled_change",
    "bulk_delete",
    "bulk_export",
    "campaign_deletion",
    "campaign_state_change",
    "conversation_part_deletion",
    "conversation_pdf_export",
    "conversation_topic_change",
    "conversation_topic_creation",
    "conversation_topic_deletion",
    "customer_facing_name_change",
    "help_center_settings_change",
    "inbound_conversations_change",
    "inbox_access_change",
    "inbox_bulk_action",
    "message_deletion",
    "message_state_change",
    "messenger_look_and_feel_change",
    "messenger_search_required_change",
    "messenger_spaces_change",
    "office_hours_change",
    "role_change",
    "role_creation",
    "role_deletion",
    "ruleset_activation_title_preview",
    "ruleset_creation",
    "ruleset_deletion",
    "search_browse_enabled_change",
    "search_browse_required_change",
    "seat_change",
    "seat_revoke",
    "security_settings_change",
    "temporary_expectation_change",
    "upfront_email_collection_change",
    "welcome_message_change",
    "hide_csat_from_agents_setting_change",
)


def log_activity(records: Records, now: int, type: str, description: str, **metadata: Any) -> None:
    """Note that the token's admin did something; `description` goes on after the admin's name."""
    if type not in EVENT_TYPES:
        raise ValueError(f"{type} is no type of activity")
    admin = token_admin(records)
    number = records.next_number("activity_logs", 3)
    records.add(
        "activity_logs",
        {
            "id": str(uuid5(NAMESPACE_URL, f"activity {number}")),
            "admin_id": admin["id"],
            "metadata": metadata,
            "created_at": now,
            "activity_type": type,
            "activity_description": f"{admin['name']} {description}",
        },
    )


def _view(records: Records, doc: Json) -> Json:
    admin = records.get("admins", doc["admin_id"]) or {}
    return {
        "id": doc["id"],
        "performed_by": {
            "type": "admin",
            "id": doc["admin_id"],
            "email": admin.get("email", ""),
            "ip": CALLER_ADDRESS,
        },
        "metadata": doc.get("metadata", {}),
        "created_at": doc["created_at"],
        "activity_type": doc["activity_type"],
        "activity_description": doc["activity_description"],
    }


def _list(
    call: Call,
    after: int,
    before: int | None,
    types: list[str],
    *,
    page: int | None,
    per_page: int,
) -> Json:
    """The newest entries first, from `after` to `before` (UNIX seconds), both included."""
    where, args = "created_at >= ?", [after]
    if before is not None:
        where += " AND created_at <= ?"
        args.append(before)
    if types:
        where += f" AND activity_type IN ({', '.join('?' * len(types))})"
    found = numbered_page(
        call.records,
        "activity_logs",
        where,
        [*args, *types],
        page=page,
        per_page=per_page,
        order="created_at DESC, seq DESC",
    )
    return {
        "type": "activity_log.list",
        "pages": found.page_links(),
        "activity_logs": [_view(call.records, doc) for doc in found.docs],
    }


@routes.reads("GET /admins/activity_logs")
def list_activity_logs(call: Call) -> Json:
    """A page of the entries since a time that has to be given, newest first."""
    query = call.query
    after = query.whole("created_at_after")
    if after is None:
        raise missing("created_at_after")
    return _list(
        call,
        after,
        query.whole("created_at_before"),
        [],
        page=query.whole("page"),
        per_page=per_page_of(query.whole("per_page"), 20),
    )


@routes.reads("POST /admins/activity_logs/search")
def search_activity_logs(call: Call) -> Json:
    """As the list, of some types of entries only; pages hold up to 250."""
    body = call.body
    after, before = body.needed_whole("created_at_after"), body.whole("created_at_before")
    types = list(dict.fromkeys(body.texts("event_types")))
    for type in types:
        if type not in EVENT_TYPES:
            raise invalid(f"event_types has no type {type}", "event_types")
    per_page = body.whole("per_page")
    if per_page is not None and not 1 <= per_page <= MAX_SEARCHED_PER_PAGE:
        raise invalid(f"per_page must be from 1 to {MAX_SEARCHED_PER_PAGE}", "per_page")
    return _list(call, after, before, types, page=body.whole("page"), per_page=per_page or 20)


@routes.reads("GET /admins/activity_log_event_types")
def list_activity_log_event_types(call: Call) -> Json:
    """Every type an entry may have."""
    return {"type": "activity_log_event_type.list", "event_types": list(EVENT_TYPES)}
