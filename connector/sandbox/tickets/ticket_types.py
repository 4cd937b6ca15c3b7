"""Ticket types, their attributes, and the states a ticket can be in."""

from __future__ import annotations

from ..body import Body
from ..messages import Json, invalid, missing, not_found
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import workspace_id

routes = Routes()

CATEGORIES = ("Customer", "Back-office", "Tracker")
DATA_TYPES = ("string", "list", "integer", "decimal", "boolean", "datetime", "files")
DEFAULT_ICON = "🎟️"


def needed_ticket_type(records: Records, id: str) -> Json:
    """The ticket type with an id; 404 `not_found`."""
    ticket_type = records.get("ticket_types", id)
    if ticket_type is None:
        raise not_found()
    return ticket_type


def attributes_of(records: Records, ticket_type_id: str) -> list[Json]:
    """The attributes of a type in their order, archived ones too."""
    found = records.all("ticket_type_attributes", "ticket_type_id = ?", (ticket_type_id,))
    return sorted(found, key=lambda doc: doc["order"])


def states_of(records: Records, ticket_type_id: str) -> list[Json]:
    """The states tickets of a type can be in, in the order of their ids."""
    return records.all(
        "ticket_states",
        "id IN (SELECT b FROM links WHERE kind = 'ticket_type_state' AND a = ?)",
        (ticket_type_id,),
    )


def state_view(doc: Json) -> Json:
    """A ticket state as types and tickets show it."""
    return {
        "type": "ticket_state",
        "id": doc["id"],
        "category": doc["category"],
        "internal_label": doc["internal_label"],
        "external_label": doc["external_label"],
    }


def _attribute_view(records: Records, doc: Json) -> Json:
    view: Json = {
        "type": "ticket_type_attribute",
        "id": doc["id"],
        "workspace_id": workspace_id(records),
        "name": doc["name"],
        "description": doc["description"],
        "data_type": doc["data_type"],
        "input_options": doc.get("input_options", {}),
        "order": doc["order"],
    }
    for name in (
        "required_to_create",
        "required_to_create_for_contacts",
        "visible_on_create",
        "visible_to_contacts",
        "default",
    ):
        view[name] = doc[name]
    view["ticket_type_id"] = int(doc["ticket_type_id"])
    for name in ("archived", "created_at", "updated_at"):
        view[name] = doc[name]
    return view


def _short_view(doc: Json) -> Json:
    return {
        "type": "ticket_type",
        "id": doc["id"],
        "name": doc["name"],
        "description": doc["description"],
        "icon": doc["icon"],
        "archived": doc["archived"],
        "is_internal": doc["is_internal"],
        "category": doc["category"],
    }


def ticket_type_view(records: Records, doc: Json, *, states: bool = True) -> Json:
    """A ticket type; tickets show theirs without its states."""
    view: Json = {
        **_short_view(doc),
        "workspace_id": workspace_id(records),
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "ticket_type_attributes": {
            "type": "list",
            "data": [_attribute_view(records, one) for one in attributes_of(records, doc["id"])],
        },
    }
    if states:
        found = states_of(records, doc["id"])
        view["ticket_states"] = {"type": "list", "data": [state_view(one) for one in found]}
    return view


@routes.reads("GET /ticket_states")
def list_ticket_states(call: Call) -> Json:
    """Every ticket state, with the types that use it."""
    states = call.records.all("ticket_states")
    types: dict[str, list[Json]] = {state["id"]: [] for state in states}
    for ticket_type in call.records.all("ticket_types"):
        for link in call.records.links_of("ticket_type_state", ticket_type["id"]):
            types[link.b].append(_short_view(ticket_type))
    return {
        "type": "list",
        "data": [
            {
                **state_view(state),
                "ticket_types": {"type": "list", "data": types[state["id"]]},
                "archived": state.get("archived", False),
            }
            for state in states
        ],
    }


@routes.reads("GET /ticket_types")
def list_ticket_types(call: Call) -> Json:
    """Every ticket type, archived ones too."""
    types = call.records.all("ticket_types")
    return {"type": "list", "data": [ticket_type_view(call.records, doc) for doc in types]}


@routes.reads("GET /ticket_types/{id}")
def show_ticket_type(call: Call) -> Json:
    """One ticket type."""
    return ticket_type_view(call.records, needed_ticket_type(call.records, call.path["id"]))


@routes.writes("POST /ticket_types")
def create_ticket_type(call: Call) -> Json:
    """Make a ticket type, with its title and description attributes and the usual states."""
    records, body = call.records, call.body
    ticket_type = records.add(
        "ticket_types",
        {
            "name": body.needed_text("name"),
            "description": body.text("description") or "",
            "icon": body.text("icon") or DEFAULT_ICON,
            "category": body.one_of("category", CATEGORIES, "Customer"),
            "is_internal": body.flag("is_internal") or False,
            "archived": False,
            "created_at": call.now,
            "updated_at": call.now,
        },
    )
    for order, (name, multiline) in enumerate(
        (("_default_title_", False), ("_default_description_", True))
    ):
        _add_attribute(
            records,
            ticket_type["id"],
            {
                "name": name,
                "description": "",
                "data_type": "string",
                "input_options": {"multiline": multiline},
                "order": order,
                "default": True,
            },
            call.now,
        )
    for state in records.all("ticket_states", "json_extract(doc, '$.default') = 1"):
        records.link("ticket_type_state", ticket_type["id"], state["id"], call.now)
    return ticket_type_view(records, ticket_type)


@routes.writes("PUT /ticket_types/{id}")
def update_ticket_type(call: Call) -> Json:
    """Set the given keys of a ticket type; archiving is one of them."""
    ticket_type = needed_ticket_type(call.records, call.path["id"])
    for name in ("name", "description", "icon"):
        if call.body.text(name) is not None:
            ticket_type[name] = call.body.text(name)
    if call.body.text("category") is not None:
        ticket_type["category"] = call.body.one_of("category", CATEGORIES)
    for name in ("archived", "is_internal"):
        if call.body.flag(name) is not None:
            ticket_type[name] = call.body.flag(name)
    ticket_type["updated_at"] = call.now
    return ticket_type_view(call.records, call.records.save("ticket_types", ticket_type))


def _add_attribute(records: Records, ticket_type_id: str, values: Json, now: int) -> Json:
    return records.add(
        "ticket_type_attributes",
        {
            "ticket_type_id": ticket_type_id,
            "required_to_create": False,
            "required_to_create_for_contacts": False,
            "visible_on_create": True,
            "visible_to_contacts": True,
            "default": False,
            "archived": False,
            "created_at": now,
            "updated_at": now,
            **values,
        },
    )


def _flags_of(body: Body) -> Json:
    flags: Json = {}
    for name in (
        "required_to_create",
        "required_to_create_for_contacts",
        "visible_on_create",
        "visible_to_contacts",
    ):
        value = body.flag(name)
        if value is not None:
            flags[name] = value
    return flags


def _options_of(records: Records, body: Body, data_type: str, old: Json) -> Json:
    """What the input of an attribute offers; `list_items` is a comma-separated string."""
    options = dict(old)
    if data_type == "string" and body.flag("multiline") is not None:
        options["multiline"] = body.flag("multiline")
    if data_type == "files" and body.flag("allow_multiple_values") is not None:
        options["allow_multiple_values"] = body.flag("allow_multiple_values")
    items = body.text("list_items")
    if data_type == "list" and items is not None:
        known = {item["name"]: item["id"] for item in options.get("list_options", [])}
        names = [name.strip() for name in items.split(",") if name.strip()]
        options["list_options"] = [
            {"id": known.get(name) or str(records.next_number("list_items", 501)), "name": name}
            for name in names
        ]
    return options


@routes.writes("POST /ticket_types/{ticket_type_id}/attributes")
def create_attribute(call: Call) -> Json:
    """Add an attribute to a ticket type."""
    records, body = call.records, call.body
    ticket_type = needed_ticket_type(records, call.path["ticket_type_id"])
    name = body.needed_text("name")
    data_type = body.one_of("data_type", DATA_TYPES)
    if data_type is None:
        raise missing("data_type")
    existing = attributes_of(records, ticket_type["id"])
    if any(doc["name"].lower() == name.lower() for doc in existing):
        raise invalid(f"The ticket type has an attribute named {name} already", "name")
    if data_type == "list" and not body.text("list_items"):
        raise missing("list_items")
    start: Json = {"multiline": False} if data_type == "string" else {}
    attribute = _add_attribute(
        records,
        ticket_type["id"],
        {
            "name": name,
            "description": body.text("description") or "",
            "data_type": data_type,
            "input_options": _options_of(records, body, data_type, start),
            "order": max((doc["order"] for doc in existing), default=-1) + 1,
            **_flags_of(body),
        },
        call.now,
    )
    return _attribute_view(records, attribute)


@routes.writes("PUT /ticket_types/{ticket_type_id}/attributes/{id}")
def update_attribute(call: Call) -> Json:
    """Set the given keys of a ticket type's attribute."""
    records, body = call.records, call.body
    ticket_type = needed_ticket_type(records, call.path["ticket_type_id"])
    attribute = records.get("ticket_type_attributes", call.path["id"])
    if attribute is None or attribute["ticket_type_id"] != ticket_type["id"]:
        raise not_found()
    for name in ("name", "description"):
        if body.text(name) is not None:
            attribute[name] = body.text(name)
    if body.flag("archived") is not None:
        attribute["archived"] = body.flag("archived")
    attribute.update(_flags_of(body))
    old = attribute.get("input_options", {})
    attribute["input_options"] = _options_of(records, body, attribute["data_type"], old)
    attribute["updated_at"] = call.now
    return _attribute_view(records, records.save("ticket_type_attributes", attribute))
