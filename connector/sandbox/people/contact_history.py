"""What happened to contacts: that they were made, got another role, were merged or deleted.

The history outlives the contacts it tells of.
"""

from __future__ import annotations

from ..messages import Json
from ..paging import Order, cursor_page, per_page_of
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

_SHOWN = (
    "event_type",
    "contact_id",
    "external_id",
    "role",
    "merge_source_id",
    "merge_target_id",
    "created_at",
)


def note_activity(records: Records, event: str, contact: Json, now: int, **more: str) -> None:
    """Remember that `event` (created, role_updated, merged, deleted) happened to a contact."""
    number = records.next_number("contact_activities", 161)
    records.add(
        "contact_activities",
        {
            "id": f"{now * 1000}.{number:06x}",
            "event_type": f"contact.{event}",
            "contact_id": contact["id"],
            "external_id": contact.get("external_id"),
            "role": contact["role"],
            "created_at": now,
            **more,
        },
    )


@routes.reads("GET /contacts/activities")
def list_activities(call: Call) -> Json:
    """A page of what happened to contacts, oldest first."""
    page = cursor_page(
        call.records,
        "contact_activities",
        "1",
        (),
        order=Order(descending=False),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        starting_after=call.query.text("starting_after"),
    )
    pages: Json = {"type": "pages", "per_page": page.per_page}
    if page.starting_after is not None:
        pages["next"] = {"starting_after": page.starting_after}
    return {
        "type": "list",
        "data": [_activity_view(doc) for doc in page.docs],
        "pages": pages,
    }


def _activity_view(doc: Json) -> Json:
    shown = {name: doc[name] for name in _SHOWN if name in doc}
    return {"type": "contact_activity", "id": doc["id"], **shown}
