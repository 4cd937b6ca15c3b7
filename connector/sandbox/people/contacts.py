"""Requests about contacts themselves; what hangs on them is with `companies`, `tags`, `notes`."""

from __future__ import annotations

from ..body import Body
from ..messages import Json, invalid, missing, not_found
from ..paging import Order, cursor_page, list_of, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..search import search_page
from .contact_history import note_activity
from .contact_model import (
    add_contact,
    contact_reference,
    contact_view,
    contact_views,
    merged_attributes,
    needed_contact,
    read_fields,
    refuse_duplicate,
    save_contact,
)
from .contact_search import contact_dialect
from .custom_object_model import References, set_references, take_references
from .events import forget_events

routes = Routes()

_UNKNOWN = "Contact Not Found"
LINK_KINDS = (
    "contact_tag",
    "contact_company",
    "contact_subscription",
    "contact_instance",
    "contact_outbound_message",
)
"""The links in which a contact stands first."""


@routes.writes("POST /contacts")
def create_contact(call: Call) -> Json:
    """Make a user or a lead; 409 `conflict` names the contact that is there already."""
    return contact_view(call.records, make_contact(call.records, call.body, call.now))


def make_contact(records: Records, body: Body, now: int) -> Json:
    """The new contact that a body describes."""
    values = read_fields(records, body)
    identified = bool(values.get("email") or values.get("external_id"))
    if not identified and values.get("role") is None:
        raise missing("email, external_id or role")
    values["role"] = values.get("role") or "user"
    if values["role"] == "user" and not identified:
        raise invalid("A user needs an email or an external_id", "role")
    references = _take_references(records, values)
    if "custom_attributes" in values:
        values["custom_attributes"] = merged_attributes({}, values["custom_attributes"])
    refuse_duplicate(records, values)
    contact = add_contact(records, values, now)
    set_references(records, "contact", contact["id"], references, now)
    return contact


def _take_references(records: Records, values: Json) -> References:
    attributes = values.get("custom_attributes")
    return take_references(records, "contact", attributes) if attributes else {}


@routes.reads("GET /contacts")
def list_contacts(call: Call) -> Json:
    """A page of the contacts that are not archived, newest first."""
    page = cursor_page(
        call.records,
        "contacts",
        "archived = 0",
        (),
        order=Order(),
        per_page=per_page_of(call.query.whole("per_page"), 10),
        starting_after=call.query.text("starting_after"),
    )
    return list_of(page, lambda docs: contact_views(call.records, docs), "data", "list")


@routes.reads("POST /contacts/search")
def search_contacts(call: Call) -> Json:
    """A page of the contacts a query finds, archived ones left out."""
    page = search_page(
        call.records,
        "contacts",
        call.body,
        contact_dialect(call.records),
        default_per_page=50,
    )
    return list_of(page, lambda docs: contact_views(call.records, docs), "data", "list")


@routes.reads("GET /contacts/{id}")
def show_contact(call: Call) -> Json:
    """One contact, archived or not."""
    return contact_view(call.records, needed_contact(call.records, call.path["id"]))


@routes.reads("GET /contacts/find_by_external_id/{external_id}")
def show_contact_by_external_id(call: Call) -> Json:
    """The contact with an external id, unless archived."""
    contact = call.records.first(
        "contacts", "archived = 0 AND external_id = ?", (call.path["external_id"],)
    )
    if contact is None:
        raise not_found("User Not Found")
    return contact_view(call.records, contact)


@routes.writes("PUT /contacts/{id}")
def update_contact(call: Call) -> Json:
    """Set the given keys of a contact; null clears one, absent keys stay."""
    contact = needed_contact(call.records, call.path["id"])
    return contact_view(call.records, change_contact(call.records, contact, call.body, call.now))


def change_contact(records: Records, contact: Json, body: Body, now: int) -> Json:
    """A contact with what a body sets, stored."""
    values = read_fields(records, body)
    references = _take_references(records, values)
    if "custom_attributes" in values:
        values["custom_attributes"] = merged_attributes(
            contact.get("custom_attributes"), values["custom_attributes"]
        )
    if values.get("role") is None:
        values.pop("role", None)
    changed = {**contact, **values}
    if changed["role"] == "user" and not (changed.get("email") or changed.get("external_id")):
        raise invalid("A user needs an email or an external_id", "email")
    named = {"role": changed["role"]}
    for key in ("email", "external_id"):
        if key in values or values.get("role") == "user":
            named[key] = changed.get(key)
    refuse_duplicate(records, named, own_id=contact["id"])
    set_references(records, "contact", contact["id"], references, now)
    return save_contact(records, changed, now)


@routes.writes("DELETE /contacts/{id}")
def delete_contact(call: Call) -> Json:
    """Remove a contact for good, with its notes and tags."""
    contact = needed_contact(call.records, call.path["id"])
    erase_contact(call.records, contact, call.now)
    return contact_reference(contact, deleted=True)


def erase_contact(records: Records, contact: Json, now: int) -> None:
    """Remove a contact for good, and remember that it was deleted."""
    forget_contact(records, contact["id"])
    note_activity(records, "deleted", contact, now)


def forget_contact(records: Records, id: str) -> None:
    """Remove a contact with its notes, tags and events."""
    for kind in LINK_KINDS:
        records.unlink_all(kind, a=id)
    forget_events(records, id)
    records.remove_where("notes", "contact_id = ?", (id,))
    records.remove("contacts", id)


@routes.writes("POST /contacts/{id}/archive")
def archive_contact(call: Call) -> Json:
    """Hide a contact from lists and searches."""
    contact = needed_contact(call.records, call.path["id"], _UNKNOWN)
    save_contact(call.records, {**contact, "archived": True}, call.now)
    return contact_reference(contact, archived=True)


@routes.writes("POST /contacts/{id}/unarchive")
def unarchive_contact(call: Call) -> Json:
    """Bring an archived or blocked contact back."""
    contact = needed_contact(call.records, call.path["id"], _UNKNOWN)
    save_contact(call.records, {**contact, "archived": None, "blocked": None}, call.now)
    return contact_reference(contact, archived=False)


@routes.writes("POST /contacts/{id}/block")
def block_contact(call: Call) -> Json:
    """Archive a contact and its conversations."""
    contact = needed_contact(call.records, call.path["id"], _UNKNOWN)
    save_contact(call.records, {**contact, "archived": True, "blocked": True}, call.now)
    own = "id IN (SELECT a FROM links WHERE kind = 'conversation_contact' AND b = ?)"
    for conversation in call.records.all("conversations", own, (contact["id"],)):
        call.records.save("conversations", {**conversation, "archived": True})
    return contact_reference(contact, blocked=True)
