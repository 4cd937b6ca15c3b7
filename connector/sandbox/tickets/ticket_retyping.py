"""Giving a ticket another type of the same category."""

from __future__ import annotations

from ..body import Body
from ..messages import Json, Refusal, invalid
from ..routes import Call, Routes
from .ticket_model import (
    add_part,
    bot_author,
    check_attributes,
    needed_ticket,
    ticket_view,
)
from .ticket_types import attributes_of, needed_ticket_type, states_of

routes = Routes()


@routes.writes("POST /tickets/{ticket_id}/change_type")
def change_type(call: Call) -> Json:
    """Change type and state; values of the same name and type are taken along."""
    records, body = call.records, call.body
    ticket = needed_ticket(records, call.path["ticket_id"])
    type_id, state_id = (_needed_id(body, name) for name in ("ticket_type_id", "ticket_state_id"))
    old_type = needed_ticket_type(records, ticket["ticket_type_id"])
    new_type = needed_ticket_type(records, type_id)
    if new_type["id"] == old_type["id"]:
        raise invalid("Cannot change to the same ticket type", "ticket_type_id")
    if new_type["category"] != old_type["category"]:
        message = "The new ticket type must have the category of the current one"
        raise invalid(message, "ticket_type_id")
    state = next((doc for doc in states_of(records, new_type["id"]) if doc["id"] == state_id), None)
    if state is None:
        message = "Ticket custom state doesn't belong to the new ticket type"
        raise invalid(message, "ticket_state_id")
    types = [
        {doc["name"]: doc["data_type"] for doc in attributes_of(records, kind["id"])}
        for kind in (old_type, new_type)
    ]
    given = (body.object("ticket_attributes") or Body({})).values
    unknown = [name for name in given if name not in types[1]]
    if unknown:
        message = "Extra attributes provided that are not found on ticket type: "
        raise invalid(message + ", ".join(unknown), "ticket_attributes")
    kept = {
        name: value
        for name, value in ticket["ticket_attributes"].items()
        if name in types[0] and types[0][name] == types[1].get(name)
    }
    given = check_attributes(records, new_type, given, creating=False)
    before = ticket["state"]
    if state["id"] != ticket["ticket_state_id"]:
        ticket["previous_ticket_state_id"] = ticket["ticket_state_id"]
    ticket["ticket_attributes"] = {**kept, **given}
    ticket["ticket_type_id"] = new_type["id"]
    ticket["ticket_state_id"], ticket["state"] = state["id"], state["category"]
    add_part(
        records,
        ticket,
        "ticket_type_updated_by_admin",
        bot_author(records),
        call.now,
        ticket_state=state["category"],
        previous_ticket_state=before,
    )
    return ticket_view(records, ticket)


def _needed_id(body: Body, name: str) -> str:
    id = body.id(name)
    if id is None:
        raise Refusal(400, "parameter_not_found", f"{name} is a required parameter")
    return id
