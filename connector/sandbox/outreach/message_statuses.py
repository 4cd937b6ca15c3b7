"""What became of WhatsApp messages: of all that one call sent, or of one.

A message is sent at once, delivered some seconds later, and read when its contact answers. The
set that one call sends has that message's id (`ruleset_id`), each recipient's copy its own.
"""

from __future__ import annotations

from ..messages import Json, Refusal, not_found
from ..paging import Cursor, Order, per_page_of
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

MAX_PER_PAGE = 100
DELIVERED_AFTER_S = 5

_BY_AGE = Order(descending=False)


class _PlainRefusal(Refusal):
    """A refusal that is no list of errors."""

    def to_json(self, request_id: str) -> Json:
        return {"type": "error", "request_id": request_id, "message": self.message}


def _required(name: str) -> Refusal:
    return _PlainRefusal(400, "parameter_missing", f"{name} is required")


@routes.reads("GET /messages/status")
def list_statuses(call: Call) -> Json:
    """A page of the statuses of what one message sent; an unknown message sent nothing."""
    query, records = call.query, call.records
    ruleset_id = query.text("ruleset_id")
    if ruleset_id is None:
        raise _required("ruleset_id")
    per_page = min(per_page_of(query.whole("per_page"), 50), MAX_PER_PAGE)
    message = _whatsapp_message(records, ruleset_id)
    ids = message["contact_ids"] if message is not None else []
    after = query.text("starting_after")
    first = Cursor.decode(after, _BY_AGE).seq if after is not None else 0
    shown = range(max(0, first), min(len(ids), max(0, first) + per_page))
    pages: Json = {"type": "pages", "per_page": per_page, "total_pages": -(-len(ids) // per_page)}
    if shown and shown.stop < len(ids):
        cursor = Cursor(_BY_AGE.name, 0, shown.stop, shown.stop // per_page + 1)
        pages["next"] = {"starting_after": cursor.encode()}
    events = []
    for place in shown:
        status = _status_of(call, message or {}, place)
        key = status.pop("message_id")
        events.append({"id": f"{ruleset_id}-{place}", **status, "whatsapp_message_id": key})
    return {
        "type": "list",
        "ruleset_id": ruleset_id,
        "pages": pages,
        "total_count": len(ids),
        "events": events,
    }


@routes.reads("GET /messages/whatsapp/status")
def show_status(call: Call) -> Json:
    """What became of one recipient's copy of a message."""
    key = call.query.text("message_id")
    if key is None:
        raise _required("message_id")
    prefix, _, rest = key.partition(".")
    id, _, place = rest.partition(".")
    message = _whatsapp_message(call.records, id) if prefix == "wamid" else None
    if message is not None:
        for number in range(len(message["contact_ids"])):
            if str(number) == place:
                return _status_of(call, message, number)
    raise not_found("Whatsapp message not found", "whatsapp_message_not_found")


def _whatsapp_message(records: Records, id: str) -> Json | None:
    message = records.get("outbound_messages", id)
    return message if message is not None and message["channel"] == "whatsapp" else None


def _status_of(call: Call, message: Json, place: int) -> Json:
    sent_at: int = message["created_at"]
    status, at = "sent", sent_at
    if call.now - sent_at >= DELIVERED_AFTER_S:
        status, at = "delivered", sent_at + DELIVERED_AFTER_S
    conversation = call.records.get("conversations", message["conversation_id"])
    answered_at = (conversation or {}).get("statistics", {}).get("last_contact_reply_at")
    if answered_at is not None:
        status, at = "read", answered_at
    return {
        "conversation_id": message["conversation_id"],
        "status": status,
        "type": "broadcast_outbound",
        "created_at": sent_at,
        "updated_at": at,
        "template_name": message["template"],
        "message_id": f"wamid.{message['id']}.{place}",
    }
