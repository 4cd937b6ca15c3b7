"""Tracker tickets, and the conversations and customer tickets that report what they track."""

from __future__ import annotations

from ..conversations.conversation_model import conversation_view
from ..messages import Json, Refusal, not_found
from ..records import Link, Records
from ..routes import Call, Routes
from .ticket_model import needed_ticket, ticket_view

routes = Routes()

MAX_LINKED = 2500

_OF_CONVERSATIONS = (
    "type",
    "id",
    "created_at",
    "updated_at",
    "snoozed_until",
    "contacts",
    "open",
    "linked_objects",
)
"""What a ticket shows that a conversation shows too."""


def _needed_tracker(call: Call, deed: str) -> Json:
    id = call.path["ticket_id"]
    ticket = needed_ticket(call.records, id, "Ticket not found", "ticket_not_found")
    if ticket["category"] != "Tracker":
        message = f"Only tracker tickets support {deed} conversations"
        raise Refusal(400, "invalid_ticket_type", message)
    return ticket


def _needed_reporter(records: Records, id: str, message: str) -> tuple[str, Json]:
    """A conversation or a customer ticket, with its kind."""
    for kind in ("conversations", "tickets"):
        found = records.get(kind, id)
        if found is not None and found.get("category") in (None, "Customer"):
            return kind, found
    raise not_found(message, "conversation_not_found")


@routes.writes("POST /tickets/{ticket_id}/linked_conversations")
def link_conversation(call: Call) -> Json:
    """Link a conversation or customer ticket to a tracker, one at most; answers with it."""
    records = call.records
    tracker = _needed_tracker(call, "linking")
    id = call.body.id("conversation_id")
    if id is None:
        raise Refusal(400, "parameter_not_found", "conversation_id not specified")
    kind, reporter = _needed_reporter(records, id, "Conversation not found")
    tickets = records.some("tickets", (link.b for link in _links(records, reporter)))
    if any(ticket["category"] == "Tracker" for ticket in tickets.values()):
        message = "A conversation can only have one tracker ticket"
        raise Refusal(400, "already_linked_to_tracker", message)
    if len(records.links_of("ticket_conversation", tracker["id"])) >= MAX_LINKED:
        raise Refusal(
            400,
            "linked_conversation_limit_exceeded",
            "Ticket has reached the maximum number of conversations that can be linked",
        )
    records.link("ticket_conversation", tracker["id"], reporter["id"], call.now)
    records.link("conversation_ticket", reporter["id"], tracker["id"], call.now)
    return _touched(call, tracker, kind, reporter)


@routes.writes("DELETE /tickets/{ticket_id}/linked_conversations/{id}")
def unlink_conversation(call: Call) -> Json:
    """Take a conversation or customer ticket off a tracker; answers with it."""
    records = call.records
    tracker = _needed_tracker(call, "unlinking")
    message = "Conversation is not linked to this ticket"
    kind, reporter = _needed_reporter(records, call.path["id"], message)
    if tracker["id"] not in {link.b for link in _links(records, reporter)}:
        raise not_found(message, "conversation_not_found")
    records.unlink("ticket_conversation", tracker["id"], reporter["id"])
    records.unlink("conversation_ticket", reporter["id"], tracker["id"])
    return _touched(call, tracker, kind, reporter)


def _links(records: Records, reporter: Json) -> list[Link]:
    return records.links_of("conversation_ticket", reporter["id"])


def _touched(call: Call, tracker: Json, kind: str, reporter: Json) -> Json:
    """What was linked or unlinked, as a conversation."""
    call.records.save("tickets", {**tracker, "updated_at": call.now})
    reporter = call.records.save(kind, {**reporter, "updated_at": call.now})
    if kind == "conversations":
        return conversation_view(call.records, reporter)
    view = ticket_view(call.records, reporter)
    shown = {name: view[name] for name in _OF_CONVERSATIONS if name in view}
    return {**shown, "type": "conversation"}
