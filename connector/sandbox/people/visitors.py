"""Visitors: people a website has seen but does not know, and their becoming contacts."""

from __future__ import annotations

from ..body import Body
from ..messages import Json, missing, not_found
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import workspace_id
from .contact_model import (
    add_contact,
    contact_by,
    contact_view,
    find_contact,
    merged_attributes,
    read_fields,
    refuse_duplicate,
    save_contact,
)

routes = Routes()

_SOURCE_FIELDS = (
    "referrer",
    "utm_campaign",
    "utm_content",
    "utm_medium",
    "utm_source",
    "utm_term",
)
_HANDED_ON = ("name", "phone", "avatar", *_SOURCE_FIELDS)
"""What a contact takes from a visitor, where it has none of its own."""


def find_visitor(records: Records, keys: Body) -> Json | None:
    """The visitor named by `id`, `user_id` or `email`; None also when nothing names one."""
    id, user_id, email = keys.id("id"), keys.id("user_id"), keys.text("email")
    if id is not None:
        return records.get("visitors", id.lower())
    for column, value in (("user_id", user_id), ("email", email)):
        if value:
            return records.first("visitors", f"{column} = ?", (value,))
    return None


def _needed_visitor(records: Records, keys: Body, names: tuple[str, ...]) -> Json:
    if not any(keys.id(name) for name in names):
        raise missing(" or ".join(names))
    visitor = find_visitor(records, keys)
    if visitor is None:
        raise not_found("Visitor Not Found")
    return visitor


def visitor_view(records: Records, doc: Json) -> Json:
    """A visitor as the API shows it."""
    location = doc.get("location") or {}
    view: Json = {
        "type": "visitor",
        "id": doc["id"],
        "user_id": doc["user_id"],
        "anonymous": True,
        "email": doc.get("email", ""),
        "phone": doc.get("phone"),
        "name": doc.get("name"),
        "pseudonym": doc.get("pseudonym"),
        "avatar": {"type": "avatar", "image_url": doc.get("avatar")},
        "app_id": workspace_id(records),
        "companies": {"type": "company.list", "companies": []},
        "location_data": {"type": "location_data", **location} if location else {},
        "last_request_at": doc.get("last_request_at"),
        "created_at": doc["created_at"],
        "remote_created_at": doc["created_at"],
        "signed_up_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "session_count": doc.get("session_count", 0),
        "social_profiles": {"type": "social_profile.list", "social_profiles": []},
        "owner_id": None,
        "unsubscribed_from_emails": False,
        "marked_email_as_spam": False,
        "has_hard_bounced": False,
        "tags": {"type": "tag.list", "tags": []},
        "segments": {"type": "segment.list", "segments": []},
        "custom_attributes": doc.get("custom_attributes", {}),
    }
    for name in (*_SOURCE_FIELDS, "do_not_track"):
        view[name] = doc.get(name)
    return view


@routes.reads("GET /visitors")
def show_visitor(call: Call) -> Json:
    """One visitor, by `user_id` or `id`."""
    keys = Body({name: call.query.text(name) for name in ("id", "user_id")})
    return visitor_view(call.records, _needed_visitor(call.records, keys, ("user_id", "id")))


@routes.writes("PUT /visitors")
def update_visitor(call: Call) -> Json:
    """Set the name or custom attributes of a visitor."""
    visitor = _needed_visitor(call.records, call.body, ("id", "user_id"))
    if call.body.has("name"):
        visitor["name"] = call.body.text("name") or None
    given = call.body.object("custom_attributes")
    if given is not None:
        visitor["custom_attributes"] = merged_attributes(
            visitor.get("custom_attributes"), given.values
        )
    visitor["updated_at"] = call.now
    return visitor_view(call.records, call.records.save("visitors", visitor))


@routes.writes("POST /visitors/convert")
def convert_visitor(call: Call) -> Json:
    """Merge a visitor into the contact that `user` names, or make it that user or lead."""
    records, body = call.records, call.body
    role = body.one_of("type", ("user", "lead"))
    if role is None:
        raise missing("type")
    named = body.object("visitor")
    if named is None:
        raise missing("visitor")
    visitor = _needed_visitor(records, named, ("id", "user_id", "email"))
    keys = body.object("user") or Body({})
    identified = any(keys.id(name) for name in ("id", "user_id", "email"))
    if role == "user" and not identified:
        raise missing("user")
    contact = _existing(records, keys, role) if identified else None
    if contact is None and keys.id("id") is not None:
        raise not_found("User Not Found")
    if contact is not None:
        if role == "user":
            contact["role"] = "user"
            refuse_duplicate(records, contact, own_id=contact["id"])
        contact = _merge(records, visitor, contact, call.now)
    else:
        contact = become_contact(records, visitor, _fields_of(records, keys, role), call.now)
    return contact_view(records, contact)


def _existing(records: Records, keys: Body, role: str) -> Json | None:
    """The contact the identifiers name; an address names users only, since leads share them."""
    contact = contact_by(records, keys)
    by_email = keys.id("id") is None and keys.id("user_id") is None
    if contact is not None and by_email and (contact["role"] != "user" or role != "user"):
        return None
    return contact


def _fields_of(records: Records, keys: Body, role: str) -> Json:
    given = {"external_id": keys.id("user_id"), "email": keys.text("email")}
    sent = {name: value for name, value in given.items() if value is not None}
    fields = {**read_fields(records, Body(sent)), "role": role}
    refuse_duplicate(records, fields)
    return fields


def _merge(records: Records, visitor: Json, contact: Json, now: int) -> Json:
    attributes = {**visitor.get("custom_attributes", {}), **contact.get("custom_attributes", {})}
    merged = {**_handed_on(visitor), **contact, "custom_attributes": attributes}
    seen = [doc["last_seen_at"] for doc in (merged, _handed_on(visitor)) if "last_seen_at" in doc]
    merged["last_seen_at"] = max(seen, default=None)
    records.remove("visitors", visitor["id"])
    return save_contact(records, merged, now)


def become_contact(records: Records, visitor: Json, fields: Json, now: int) -> Json:
    """Turn a visitor into a contact with the same id and checked `fields`, its role among them.

    A lead without an external id keeps the visitor's `user_id` as one.
    """
    made = {
        "id": visitor["id"],
        "created_at": visitor["created_at"],
        "signed_up_at": visitor["created_at"],
        "custom_attributes": visitor.get("custom_attributes", {}),
        **_handed_on(visitor),
        **fields,
    }
    if made["role"] == "lead" and made.get("external_id") is None:
        key = visitor["user_id"]
        taken = records.count("contacts", "archived IN (0, 1) AND external_id = ?", (key,))
        made["external_id"] = None if taken else key
    records.remove("visitors", visitor["id"])
    return add_contact(records, made, now)


def _handed_on(visitor: Json) -> Json:
    kept = {name: visitor[name] for name in _HANDED_ON if name in visitor}
    if "last_request_at" in visitor:
        kept["last_seen_at"] = visitor["last_request_at"]
    location = visitor.get("location")
    if location:
        names = {"country": "country_name", "city": "city_name", "region": "region_name"}
        kept["location"] = {key: location.get(name) for key, name in names.items()}
    return kept


def contact_or_visitor(records: Records, id: str, now: int) -> Json | None:
    """The contact with an id; a visitor with that id or `user_id` becomes a lead by it."""
    contact = find_contact(records, id)
    if contact is not None:
        return contact
    visitor = find_visitor(records, Body({"id": id})) or find_visitor(
        records, Body({"user_id": id})
    )
    if visitor is None:
        return None
    return become_contact(records, visitor, {"role": "lead"}, now)
