"""A ticket: its parts, its states, and how the API shows it."""

from __future__ import annotations

from typing import Any

from ..conversations.conversation_model import linked_objects
from ..messages import Json, Refusal, invalid, not_found
from ..people.contact_model import references
from ..records import Records
from ..workspace.admins import token_admin
from .ticket_types import attributes_of, state_view, states_of, ticket_type_view

MAX_PARTS_SHOWN = 500


def needed_ticket(
    records: Records, id: str, message: str = "Resource Not Found", code: str = "not_found"
) -> Json:
    """The ticket with an id; 404 with the given code."""
    ticket = records.get("tickets", id)
    if ticket is None:
        raise not_found(message, code)
    return ticket


def bot_author(records: Records) -> Json:
    """The author of what nobody in person did."""
    return {
        "type": "bot",
        "id": token_admin(records)["id"],
        "name": "Fin",
        "email": "operator@example.com",
    }


def check_attributes(records: Records, ticket_type: Json, values: Json, *, creating: bool) -> Json:
    """Ticket attribute values that may be stored.

    Raises:
        Refusal: 400 `parameter_invalid` when a required one is missing, a list value is not one
            of the list's, or a value has the wrong type.
    """
    known = {
        doc["name"]: doc for doc in attributes_of(records, ticket_type["id"]) if not doc["archived"]
    }
    if creating:
        absent = [
            name
            for name, doc in known.items()
            if doc["required_to_create"] and values.get(name) in (None, "")
        ]
        if absent:
            raise invalid(f"Required ticket attributes are missing: {', '.join(absent)}")
    for name, value in values.items():
        if value is not None and name in known:
            _check_value(known[name], value)
    return values


_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "decimal": (int, float),
    "boolean": (bool,),
    "datetime": (str, int),
}


def _check_value(attribute: Json, value: Any) -> None:
    name, data_type = attribute["name"], attribute["data_type"]
    if data_type == "list":
        options = attribute.get("input_options", {}).get("list_options", [])
        if not any(value in (option["name"], option["id"]) for option in options):
            raise invalid(f"{value} is not an option of {name}", "ticket_attributes")
        return
    expected = _PYTHON_TYPES.get(data_type)
    if expected is None:
        return
    wrong_flag = isinstance(value, bool) and data_type != "boolean"
    if wrong_flag or not isinstance(value, expected):
        raise invalid(f"{name} must be of type {data_type}", "ticket_attributes")


def find_state(records: Records, ticket_type_id: str, state_id: str) -> Json:
    """A state of the type; 400 `ticket_state_id_invalid` for any other."""
    for state in states_of(records, ticket_type_id):
        if state["id"] == state_id:
            return state
    raise Refusal(
        400,
        "ticket_state_id_invalid",
        "The ticket state is unknown or does not belong to the ticket type",
    )


def first_state(records: Records, ticket_type_id: str) -> Json:
    """The state a new ticket is in: the first `submitted` one of its type."""
    states = states_of(records, ticket_type_id)
    submitted = [state for state in states if state["category"] == "submitted"]
    return (submitted or states)[0]


def add_ticket(
    records: Records,
    ticket_type: Json,
    state: Json,
    contact_ids: list[str],
    now: int,
    attributes: Json,
    author: Json,
    **more: Any,
) -> Json:
    """A new ticket, with the part that tells of its first state."""
    ticket = records.add(
        "tickets",
        {
            "ticket_id": str(records.next_number("ticket_numbers")),
            "ticket_type_id": ticket_type["id"],
            "category": ticket_type["category"],
            "ticket_state_id": state["id"],
            "state": state["category"],
            "ticket_attributes": attributes,
            "admin_assignee_id": "0",
            "team_assignee_id": "0",
            "open": True,
            "is_shared": ticket_type["category"] == "Customer",
            "created_at": now,
            "updated_at": now,
            **more,
        },
    )
    for contact_id in contact_ids:
        records.link("ticket_contact", ticket["id"], contact_id, now)
    add_part(
        records,
        ticket,
        "ticket_state_updated_by_admin",
        author,
        now,
        ticket_state=state["category"],
        previous_ticket_state=state["category"],
    )
    return ticket


def add_part(
    records: Records, ticket: Json, part_type: str, author: Json, now: int, **more: Any
) -> Json:
    """Append a part and store the ticket as it is now."""
    part = records.add(
        "ticket_parts",
        {
            "ticket_id": ticket["id"],
            "part_type": part_type,
            "created_at": now,
            "updated_at": now,
            "author": author,
            **more,
        },
    )
    if author["type"] == "admin":
        records.link("ticket_admin", ticket["id"], author["id"], now)
    ticket["updated_at"] = max(now, ticket["updated_at"])
    records.save("tickets", ticket)
    return part


def part_view(part: Json) -> Json:
    """A ticket part; keys that do not concern its kind are left out."""
    view: Json = {"type": "ticket_part", "id": part["id"], "part_type": part["part_type"]}
    for name in ("body", "ticket_state", "previous_ticket_state", "assigned_to"):
        if part.get(name) is not None:
            view[name] = part[name]
    view["created_at"] = part["created_at"]
    view["updated_at"] = part["updated_at"]
    view["author"] = _author_view(part["author"])
    view["attachments"] = part.get("attachments", [])
    view["redacted"] = part.get("redacted", False)
    if part.get("updated_attribute_data") is not None:
        view["updated_attribute_data"] = part["updated_attribute_data"]
    return view


def _author_view(author: Json) -> Json:
    """Whoever a part is by; on tickets, leads are users."""
    return {**author, "type": "user"} if author["type"] == "lead" else author


def ticket_views(records: Records, docs: list[Json]) -> list[Json]:
    """Tickets as the API shows them, each with its newest parts, oldest first."""
    ids = [doc["id"] for doc in docs]
    people = records.links("ticket_contact", ids)
    conversations = records.links("ticket_conversation", ids)
    trackers = records.links("conversation_ticket", ids)
    types = records.some("ticket_types", (doc["ticket_type_id"] for doc in docs))
    type_views = {
        id: ticket_type_view(records, ticket_type, states=False)
        for id, ticket_type in types.items()
    }
    states = records.some("ticket_states", (doc["ticket_state_id"] for doc in docs))
    views = []
    for doc in docs:
        id = doc["id"]
        where, args = "ticket_id = ?", (id,)
        rows = records.select("ticket_parts", where, args, order="seq DESC", limit=MAX_PARTS_SHOWN)
        linked = [link.b for link in conversations[id]]
        view: Json = {
            "type": "ticket",
            "id": id,
            "ticket_id": doc["ticket_id"],
            "ticket_attributes": doc["ticket_attributes"],
            "ticket_state": state_view(states[doc["ticket_state_id"]]),
            "ticket_type": type_views[doc["ticket_type_id"]],
            "contacts": {
                "type": "contact.list",
                "contacts": references(records, [link.b for link in people[id]]),
            },
            "admin_assignee_id": doc["admin_assignee_id"],
            "team_assignee_id": doc["team_assignee_id"],
            "created_at": doc["created_at"],
            "updated_at": doc["updated_at"],
            "ticket_parts": {
                "type": "ticket_part.list",
                "ticket_parts": [part_view(part) for _, part in reversed(rows)],
                "total_count": records.count("ticket_parts", where, args),
            },
            "open": doc["open"],
            "linked_objects": linked_objects(
                conversation=records.some("conversations", linked),
                ticket=records.some("tickets", (*linked, *(link.b for link in trackers[id]))),
            ),
            "category": doc["category"],
            "is_shared": doc["is_shared"],
        }
        for name in ("company_id", "snoozed_until", "previous_ticket_state_id"):
            if doc.get(name) is not None:
                view[name] = doc[name]
        views.append(view)
    return views


def ticket_view(records: Records, doc: Json) -> Json:
    """One ticket as the API shows it."""
    return ticket_views(records, [doc])[0]
