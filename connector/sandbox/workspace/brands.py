"""Brands of the workspace, and the addresses it sends e-mail from. Read only."""

from __future__ import annotations

from ..messages import Json, not_found
from ..routes import Call, Routes

routes = Routes()


def _brand_view(doc: Json) -> Json:
    return {"type": "brand", **doc}


@routes.reads("GET /brands")
def list_brands(call: Call) -> Json:
    """Every brand; the id of the default one is the workspace's code."""
    return {"type": "list", "data": [_brand_view(doc) for doc in call.records.all("brands")]}


@routes.reads("GET /brands/{id}")
def show_brand(call: Call) -> Json:
    """One brand."""
    brand = call.records.get("brands", call.path["id"])
    if brand is None:
        raise not_found("Brand not found")
    return _brand_view(brand)


def _email_view(doc: Json) -> Json:
    return {
        "type": "email_setting",
        "id": doc["id"],
        "email": doc["email"],
        "verified": doc.get("verified", False),
        "domain": doc["email"].rpartition("@")[2],
        "brand_id": doc["brand_id"],
        "forwarding_enabled": doc.get("forwarding_enabled", False),
        "forwarded_email_last_received_at": doc.get("forwarded_email_last_received_at"),
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


@routes.reads("GET /emails")
def list_emails(call: Call) -> Json:
    """Every address that e-mail is sent from."""
    return {"type": "list", "data": [_email_view(doc) for doc in call.records.all("emails")]}


@routes.reads("GET /emails/{id}")
def show_email(call: Call) -> Json:
    """One address that e-mail is sent from."""
    email = call.records.get("emails", call.path["id"])
    if email is None:
        raise not_found("Email setting not found")
    return _email_view(email)
