"""Subscription types, and what contacts have chosen to receive or not.

A link `contact_subscription` says that a contact has used a type's choice: has left an opt-out
type, or has joined an opt-in type.
"""

from __future__ import annotations

from ..messages import Json, invalid, missing, not_found
from ..records import Records
from ..routes import Call, Routes
from .contact_model import needed_contact, save_contact

routes = Routes()


def _type_view(doc: Json) -> Json:
    return {
        "type": "subscription",
        "id": doc["id"],
        "state": doc["state"],
        "consent_type": doc["consent_type"],
        "default_translation": doc["translations"][0],
        "translations": doc["translations"],
        "content_types": doc["content_types"],
    }


@routes.reads("GET /subscription_types")
def list_subscription_types(call: Call) -> Json:
    """Every subscription type, in whatever state."""
    return {"type": "list", "data": [_type_view(d) for d in call.records.all("subscription_types")]}


@routes.reads("GET /contacts/{contact_id}/subscriptions")
def list_contact_subscriptions(call: Call) -> Json:
    """The opt-out types that a contact has left and the opt-in types that it has joined."""
    contact = needed_contact(call.records, call.path["contact_id"])
    links = call.records.links_of("contact_subscription", contact["id"])
    types = call.records.some("subscription_types", (link.b for link in links))
    return {"type": "list", "data": [_type_view(types[link.b]) for link in links]}


@routes.writes("POST /contacts/{contact_id}/subscriptions")
def attach_subscription(call: Call) -> Json:
    """Leave an opt-out type or join an opt-in type; repeating it changes nothing."""
    contact = needed_contact(call.records, call.path["contact_id"])
    kind = _needed_type(call.records, call.body.needed_id("id"))
    consent = call.body.one_of("consent_type", ("opt_out", "opt_in"))
    if consent is None:
        raise missing("consent_type")
    if consent != kind["consent_type"]:
        raise invalid(f"The consent type of this subscription is {kind['consent_type']}")
    if call.records.link("contact_subscription", contact["id"], kind["id"], call.now):
        save_contact(call.records, contact, call.now)
    return _type_view(kind)


@routes.writes("DELETE /contacts/{contact_id}/subscriptions/{id}")
def detach_subscription(call: Call) -> Json:
    """Take a contact's choice back; 404 when it had made none."""
    contact = needed_contact(call.records, call.path["contact_id"])
    kind = call.records.get("subscription_types", call.path["id"])
    if kind is None or not call.records.unlink("contact_subscription", contact["id"], kind["id"]):
        raise not_found()
    save_contact(call.records, contact, call.now)
    return _type_view(kind)


def _needed_type(records: Records, id: str) -> Json:
    """The live type with an id; drafts and archived ones cannot be chosen."""
    kind = records.get("subscription_types", id)
    if kind is None or kind["state"] != "live":
        raise not_found()
    return kind
