"""Merging a conversation into another, which goes on for both."""

from __future__ import annotations

from typing import Any

from ..body import MAX_WHOLE
from ..messages import Json, Refusal, invalid, not_found
from ..records import Records
from ..routes import Call, Routes
from ..tickets.ticket_model import add_part as add_ticket_part
from ..tickets.ticket_model import bot_author
from .conversation_model import add_part, conversation_view
from .conversations import mark_closed

routes = Routes()


@routes.writes("POST /conversations/{id}/merge")
def merge_conversation(call: Call) -> Json:
    """Close a conversation or ticket in favour of another conversation, which is answered."""
    records = call.records
    target_id = _target_id(call.body.values.get("merge_into_conversation_id"))
    kind, source = _source(records, call.path["id"])
    if target_id == source["id"]:
        raise _failed("Cannot merge a conversation into itself")
    target = records.get("conversations", target_id)
    if target is None:
        raise _failed("Primary conversation not found")
    if source.get("merged_into_id") is not None:
        raise _failed("Secondary conversation has already been merged")
    if target.get("merged_into_id") is not None:
        raise _failed("Primary conversation has already been merged")
    bot = bot_author(records)
    source["merged_into_id"] = target["id"]
    if kind == "conversation":
        if source["state"] != "closed":
            mark_closed(source, call.now)
        add_part(records, source, "merged_secondary_conversation", bot, call.now)
    else:
        source["open"], source["snoozed_until"] = False, None
        add_ticket_part(records, source, "merged_secondary_conversation", bot, call.now)
        records.link("ticket_conversation", source["id"], target["id"], call.now)
        records.link("conversation_ticket", target["id"], source["id"], call.now)
    for link in records.links_of(f"{kind}_contact", source["id"]):
        records.link("conversation_contact", target["id"], link.b, call.now)
    add_part(records, target, "merged_primary_conversation", bot, call.now)
    return conversation_view(records, target)


def _target_id(value: Any) -> str:
    text = str(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    digits = isinstance(value, str) and len(text) < 20 and text.isascii() and text.isdecimal()
    if not (whole or digits) or abs(int(text)) > MAX_WHOLE:
        raise invalid(
            "merge_into_conversation_id must be a valid integer conversation ID",
            "merge_into_conversation_id",
        )
    return str(int(text))


def _source(records: Records, id: str) -> tuple[str, Json]:
    """What is to be merged away, with its kind: a conversation, or a ticket."""
    for kind in ("conversation", "ticket"):
        found = records.get(f"{kind}s", id)
        if found is not None:
            return kind, found
    raise not_found()


def _failed(message: str) -> Refusal:
    return Refusal(422, "merge_failed", message)
