"""Requests about tickets, and turning a conversation into one."""

from __future__ import annotations

from typing import Any

from ..body import Body
from ..conversations.conversation_model import needed_conversation
from ..conversations.conversations import find_assignee
from ..conversations.replies import read_reply
from ..messages import Json, Refusal, invalid, missing, not_found
from ..paging import list_of
from ..people.companies import needed_company
from ..people.contact_model import contact_or_lead
from ..records import Records
from ..routes import Call, Routes
from ..search import search_page
from ..workspace.admins import author_of, needed_admin
from .ticket_model import (
    add_part,
    add_ticket,
    bot_author,
    check_attributes,
    find_state,
    first_state,
    needed_ticket,
    part_view,
    ticket_view,
    ticket_views,
)
from .ticket_search import ticket_dialect
from .ticket_types import needed_ticket_type

routes = Routes()


@routes.writes("POST /tickets")
def create_ticket(call: Call) -> Json:
    """Make a ticket in the first state of its type."""
    return make_ticket(call)


def make_ticket(call: Call) -> Json:
    """The new ticket that the body of a call describes, as the API shows it."""
    records, body = call.records, call.body
    ticket_type = needed_ticket_type(records, body.needed_id("ticket_type_id"))
    keys = body.objects("contacts")
    if not keys:
        raise missing("contacts")
    now = body.whole("created_at") or call.now
    contacts = [contact_or_lead(records, key, now) for key in keys]
    given = body.object("ticket_attributes") or Body({})
    attributes = check_attributes(records, ticket_type, given.values, creating=True)
    more: dict[str, Any] = _assignment_of(records, body.object("assignment"))
    if body.id("company_id") is not None:
        more["company_id"] = needed_company(records, body.needed_id("company_id"))["id"]
    conversation_id = body.id("conversation_to_link_id")
    conversation = needed_conversation(records, conversation_id) if conversation_id else None
    ticket = add_ticket(
        records,
        ticket_type,
        first_state(records, ticket_type["id"]),
        [contact["id"] for contact in contacts],
        now,
        attributes,
        bot_author(records),
        **more,
    )
    if conversation is not None:
        records.link("ticket_conversation", ticket["id"], conversation["id"], now)
        records.link("conversation_ticket", conversation["id"], ticket["id"], now)
    return ticket_view(records, ticket)


def _assignment_of(records: Records, body: Body | None) -> Json:
    assigned: Json = {}
    for kind in ("admin", "team"):
        id = body.id(f"{kind}_assignee_id") if body is not None else None
        if id is not None and id != "0":
            assigned[f"{kind}_assignee_id"] = find_assignee(records, id, (kind,))[1]["id"]
    return assigned


@routes.writes("POST /conversations/{id}/convert")
def convert_conversation(call: Call) -> Json:
    """Make a ticket of the Customer category out of a conversation."""
    records, body = call.records, call.body
    conversation = needed_conversation(records, call.path["id"])
    ticket_type = needed_ticket_type(records, body.needed_id("ticket_type_id"))
    if ticket_type["category"] != "Customer":
        raise invalid("Ticket type is not a customer ticket type")
    state_id = body.id("ticket_state_id")
    state = (
        find_state(records, ticket_type["id"], state_id)
        if state_id
        else first_state(records, ticket_type["id"])
    )
    given = body.object("attributes") or Body({})
    attributes = check_attributes(records, ticket_type, given.values, creating=False)
    people = records.links_of("conversation_contact", conversation["id"])
    ticket = add_ticket(
        records,
        ticket_type,
        state,
        [link.b for link in people],
        call.now,
        attributes,
        bot_author(records),
        admin_assignee_id=str(conversation.get("admin_assignee_id") or 0),
        team_assignee_id=str(conversation.get("team_assignee_id") or 0),
        company_id=conversation.get("company_id"),
    )
    source = conversation["source"]
    add_part(
        records,
        ticket,
        "comment",
        source["author"],
        conversation["created_at"],
        body=source["body"],
    )
    for part in records.all("parts", "conversation_id = ?", (conversation["id"],)):
        if part.get("body"):
            kind = "note" if part["part_type"] == "note" else "comment"
            add_part(records, ticket, kind, part["author"], part["created_at"], body=part["body"])
    return ticket_view(records, ticket)


@routes.reads("GET /tickets/{id}")
def show_ticket(call: Call) -> Json:
    """One ticket with its parts."""
    return ticket_view(call.records, needed_ticket(call.records, call.path["id"]))


@routes.reads("POST /tickets/search")
def search_tickets(call: Call) -> Json:
    """A page of the tickets a query finds."""
    page = search_page(
        call.records, "tickets", call.body, ticket_dialect(call.records), default_per_page=20
    )
    return list_of(page, lambda docs: ticket_views(call.records, docs), "tickets", "ticket.list")


@routes.writes("PUT /tickets/{id}")
def update_ticket(call: Call) -> Json:
    """Set attributes, state, openness, assignee, sharing or company of a ticket."""
    records, body = call.records, call.body
    ticket = needed_ticket(records, call.path["id"])
    admin_id = body.id("admin_id")
    author = author_of(needed_admin(records, admin_id)) if admin_id else bot_author(records)
    _set_attributes(call, ticket, author)
    _set_state(call, ticket, author)
    _set_openness(call, ticket, author)
    _set_assignee(call, ticket, author)
    if body.flag("is_shared") is not None:
        ticket["is_shared"] = body.flag("is_shared")
    if body.has("company_id"):
        company_id = body.id("company_id")
        ticket["company_id"] = needed_company(records, company_id)["id"] if company_id else None
    ticket["updated_at"] = call.now
    return ticket_view(records, records.save("tickets", ticket))


def _set_attributes(call: Call, ticket: Json, author: Json) -> None:
    given = call.body.object("ticket_attributes")
    if given is None:
        return
    ticket_type = needed_ticket_type(call.records, ticket["ticket_type_id"])
    values = check_attributes(call.records, ticket_type, given.values, creating=False)
    attributes = call.records.all(
        "ticket_type_attributes", "ticket_type_id = ?", (ticket_type["id"],)
    )
    ids = {doc["name"]: doc["id"] for doc in attributes}
    for name, value in values.items():
        if ticket["ticket_attributes"].get(name) == value:
            continue
        ticket["ticket_attributes"][name] = value
        changed = {
            "attribute": {"type": "attribute", "id": ids.get(name, name), "label": name},
            "value": {"type": "value", "id": None, "label": "" if value is None else str(value)},
        }
        add_part(
            call.records,
            ticket,
            "ticket_attribute_updated_by_admin",
            author,
            call.now,
            updated_attribute_data=changed,
        )


def _set_state(call: Call, ticket: Json, author: Json) -> None:
    state_id = call.body.id("ticket_state_id")
    if state_id is None:
        return
    state = find_state(call.records, ticket["ticket_type_id"], state_id)
    if state["id"] == ticket["ticket_state_id"]:
        return
    before = ticket["state"]
    ticket["previous_ticket_state_id"] = ticket["ticket_state_id"]
    ticket["ticket_state_id"] = state["id"]
    ticket["state"] = state["category"]
    add_part(
        call.records,
        ticket,
        "ticket_state_updated_by_admin",
        author,
        call.now,
        ticket_state=state["category"],
        previous_ticket_state=before,
    )


def _set_openness(call: Call, ticket: Json, author: Json) -> None:
    """Open, close or snooze; closing a ticket also ends its snooze."""
    until = call.body.whole("snoozed_until")
    if until is not None:
        if until <= call.now:
            raise invalid("snoozed_until must be in the future", "snoozed_until")
        ticket["snoozed_until"], ticket["open"] = until, True
        add_part(call.records, ticket, "snoozed", author, call.now)
    opened = call.body.flag("open")
    if opened is None or (opened == ticket["open"] and until is not None):
        return
    if not opened:
        ticket["snoozed_until"] = None
    if opened != ticket["open"]:
        ticket["open"] = opened
        add_part(call.records, ticket, "open" if opened else "close", author, call.now)


def _set_assignee(call: Call, ticket: Json, author: Json) -> None:
    id = call.body.id("assignee_id")
    if id is None:
        return
    assigned_to: Json | None = None
    if id == "0":
        ticket["admin_assignee_id"] = ticket["team_assignee_id"] = "0"
    else:
        kind, assignee = find_assignee(call.records, id, ("admin", "team"))
        ticket[f"{kind}_assignee_id"] = assignee["id"]
        assigned_to = {"type": kind, "id": assignee["id"]}
    add_part(call.records, ticket, "assignment", author, call.now, assigned_to=assigned_to)


@routes.writes("DELETE /tickets/{id}")
def delete_ticket(call: Call) -> Json:
    """Remove a ticket for good, with its parts."""
    ticket = needed_ticket(call.records, call.path["id"], "Ticket not found", "ticket_not_found")
    id = ticket["id"]
    for kind in ("contact", "admin", "tag", "conversation"):
        call.records.unlink_all(f"ticket_{kind}", a=id)
    call.records.unlink_all("conversation_ticket", b=id)
    call.records.remove_where("ticket_parts", "ticket_id = ?", (id,))
    call.records.remove("tickets", id)
    return {"id": id, "object": "ticket", "deleted": True}


@routes.writes("POST /tickets/{id}/reply")
def reply_to_ticket(call: Call) -> Json:
    """Add a reply; answers with the new part."""
    ticket = needed_ticket(call.records, call.path["id"])
    reply = read_reply(call.records, call.body)
    if not reply.from_admin:
        if ticket["category"] != "Customer":
            raise Refusal(
                400, "parameter_mismatch", f"Contacts cannot reply to {ticket['category']} tickets"
            )
        people = call.records.links_of("ticket_contact", ticket["id"])
        if reply.author_id not in {link.b for link in people}:
            raise not_found()
        ticket["open"], ticket["snoozed_until"] = True, None
    part = add_part(
        call.records,
        ticket,
        reply.kind,
        reply.author,
        reply.created_at or call.now,
        body=reply.html,
        attachments=reply.attachments or None,
    )
    return part_view(part)
