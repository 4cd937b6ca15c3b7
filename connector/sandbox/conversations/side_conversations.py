"""What teammates do beside a conversation: the threads among themselves, and their pauses.

No action makes either, so those of the first content are there.
"""

from __future__ import annotations

from ..iso_times import iso_time
from ..messages import Json
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .conversation_model import needed_conversation, part_view

routes = Routes()

MAX_PER_PAGE = 50


def forget_side_conversations(records: Records, conversation_id: str) -> None:
    """Remove what teammates did beside a conversation."""
    for side in records.all("side_conversations", "conversation_id = ?", (conversation_id,)):
        records.remove_where("parts", "conversation_id = ?", (side["id"],))
    for kind in ("side_conversations", "handling_events"):
        records.remove_where(kind, "conversation_id = ?", (conversation_id,))


@routes.reads("GET /conversations/{id}/handling_events")
def list_handling_events(call: Call) -> Json:
    """When teammates stopped handling a conversation, and when they went on."""
    conversation = needed_conversation(call.records, call.path["id"])
    found = call.records.all("handling_events", "conversation_id = ?", (conversation["id"],))
    admins = call.records.some("admins", (event["admin_id"] for event in found))
    events = []
    for event in found:
        admin = admins[event["admin_id"]]
        view: Json = {
            "teammate": {
                "type": "admin",
                "id": int(admin["id"]),
                "name": admin["name"],
                "email": admin["email"],
            },
            "type": event["type"],
            "timestamp": iso_time(event["at"]),
        }
        if "reason" in event:
            view["reason"] = event["reason"]
        events.append(view)
    return {"handling_events": events}


@routes.reads("GET /conversations/{id}/side_conversations")
def list_side_conversations(call: Call) -> Json:
    """A page of the threads that teammates began beside a conversation, with their parts."""
    conversation = needed_conversation(call.records, call.path["id"])
    page = numbered_page(
        call.records,
        "side_conversations",
        "conversation_id = ?",
        (conversation["id"],),
        page=call.query.whole("page"),
        per_page=min(per_page_of(call.query.whole("per_page"), 25), MAX_PER_PAGE),
        order="seq",
    )
    pages = page.page_links()
    del pages["next"]
    return {
        "type": "side_conversation.list",
        "side_conversations": [_side_view(call.records, doc["id"]) for doc in page.docs],
        "total_count": page.total,
        "pages": pages,
    }


def _side_view(records: Records, id: str) -> Json:
    # Their parts are kept with the parts of conversations, which have other numbers.
    parts = [part_view(part) for part in records.all("parts", "conversation_id = ?", (id,))]
    return {"side_conversation_id": id, "conversation_parts": parts, "total_count": len(parts)}
