"""Banners a contact matches, and their dismissal. No action makes or changes a banner.

A banner is for the contacts that a stored search finds. Listing a contact's banners shows them to
the contact: what a view is, begins with that.
"""

from __future__ import annotations

from ..messages import Json, not_found
from ..people.contact_model import needed_contact
from ..people.contact_search import contact_dialect
from ..records import Records
from ..routes import Call, Routes
from ..search import compile_query

routes = Routes()

_ONE_VIEW = "contact_id = ? AND banner_id = ?"


def _view(banner: Json, seen: Json) -> Json:
    return {
        "type": "banner",
        "id": banner["id"],
        "view_id": seen["id"],
        "title": banner.get("title"),
        "body": banner.get("body"),
        "style": banner["style"],
        "position": banner["position"],
        "show_dismiss_button": banner["show_dismiss_button"],
        "action": banner.get("action"),
        "client_targeting": None,
        "created_at": seen["created_at"],
    }


def _matching(records: Records, contact: Json) -> list[Json]:
    """The banners whose search finds a contact; an archived one is found by none."""
    dialect = contact_dialect(records)
    found = []
    for banner in records.all("banners"):
        condition = compile_query(banner["query"], dialect)
        where = f"archived = 0 AND t.id = ? AND {condition.sql}"
        if records.count("contacts", where, (contact["id"], *condition.args)):
            found.append(banner)
    return found


@routes.writes("GET /contacts/{id}/banners")
def list_banners(call: Call) -> Json:
    """The banners to show a contact now: those that match and were not dismissed."""
    contact = needed_contact(call.records, call.path["id"])
    shown = []
    for banner in _matching(call.records, contact):
        seen = call.records.first("banner_views", _ONE_VIEW, (contact["id"], banner["id"]))
        if seen is None:
            view = {
                "contact_id": contact["id"],
                "banner_id": banner["id"],
                "created_at": call.now,
            }
            seen = call.records.add("banner_views", view)
        if not seen.get("dismissed_at"):
            shown.append(_view(banner, seen))
    return {"type": "list", "data": shown}


@routes.writes("POST /contacts/{id}/banners/{view_id}/dismiss")
def dismiss_banner(call: Call) -> Json:
    """Show a contact a banner no more; doing so again changes nothing."""
    contact = needed_contact(call.records, call.path["id"])
    seen = call.records.get("banner_views", call.path["view_id"])
    if seen is None or seen["contact_id"] != contact["id"]:
        raise not_found()
    call.records.save("banner_views", {"dismissed_at": call.now, **seen})
    return {"type": "banner_dismiss", "view_id": seen["id"], "dismissed": True}
