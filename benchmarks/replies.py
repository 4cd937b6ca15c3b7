"""The bodies that the loopback server answers with, in the shape and size of the real ones.

Pure: bytes from numbers. Everything in them is made up.
"""

from __future__ import annotations

import json
from typing import Any

CREATED_AT = 1_700_000_000


def as_json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


ADMIN = as_json(
    {
        "type": "admin",
        "id": "814860",
        "email": "ada@example.com",
        "name": "Ada Example",
        "email_verified": True,
        "app": {
            "type": "app",
            "id_code": "abc123",
            "name": "Example workspace",
            "created_at": CREATED_AT,
            "secure": True,
            "identity_verification": True,
            "timezone": "Europe/Dublin",
            "region": "US",
        },
        "avatar": {"type": "avatar", "image_url": "https://static.example.com/ada.png"},
        "has_inbox_seat": True,
    }
)


def contact(number: int) -> dict[str, Any]:
    """Return a contact with all its fields, about 1.5 kB of JSON."""
    name = f"{number:024x}"
    return {
        "type": "contact",
        "id": name,
        "workspace_id": "abc123",
        "external_id": f"customer-{number}",
        "role": "user",
        "email": f"customer-{number}@example.com",
        "email_domain": "example.com",
        "phone": "+353123456789",
        "name": f"Customer {number}",
        "avatar": None,
        "owner_id": 814860,
        "has_hard_bounced": False,
        "marked_email_as_spam": False,
        "unsubscribed_from_emails": False,
        "created_at": CREATED_AT,
        "updated_at": CREATED_AT + number % 100_000,
        "signed_up_at": CREATED_AT,
        "last_seen_at": CREATED_AT,
        "last_replied_at": None,
        "last_contacted_at": None,
        "last_email_opened_at": None,
        "last_email_clicked_at": None,
        "language_override": None,
        "browser": "chrome",
        "browser_version": "120.0.0",
        "browser_language": "en",
        "os": "OS X 14",
        "location": {
            "type": "location",
            "country": "Ireland",
            "region": "Leinster",
            "city": "Dublin",
            "country_code": "IRL",
            "continent_code": "EU",
        },
        "android_app_name": None,
        "android_device": None,
        "ios_app_name": None,
        "ios_device": None,
        "custom_attributes": {"plan": "pro", "seats": 12, "renewed": True},
        "tags": _listed(f"/contacts/{name}/tags"),
        "notes": _listed(f"/contacts/{name}/notes"),
        "companies": _listed(f"/contacts/{name}/companies"),
        "social_profiles": {"type": "list", "data": []},
    }


def _listed(url: str) -> dict[str, Any]:
    return {"type": "list", "data": [], "url": url, "total_count": 0, "has_more": False}


CONTACT = as_json(contact(1))

NOTES = as_json(
    {
        "type": "list",
        "data": [
            {
                "type": "note",
                "id": str(29 + number),
                "created_at": CREATED_AT,
                "contact": {"type": "contact", "id": "63a07ddf05a32042dffac965"},
                "author": {
                    "type": "admin",
                    "id": "814860",
                    "name": "Ada Example",
                    "email": "ada@example.com",
                    "away_mode_enabled": False,
                    "away_mode_reassign": False,
                },
                "body": "<p>Asked for an invoice with the new address.</p>",
            }
            for number in range(3)
        ],
        "total_count": 3,
        "pages": {"type": "pages", "page": 1, "next": None, "per_page": 50, "total_pages": 1},
    }
)


CONTACTS = 100_000
"""How many contacts a search finds."""

_NUMBER = 0xABCDEF
_TEMPLATE = (
    as_json(contact(_NUMBER))
    .replace(b"%", b"%%")
    .replace(b"%024x" % _NUMBER, b"%(id)s")
    .replace(b"%d" % _NUMBER, b"%(id)s")
)


def contact_page(start: int, size: int) -> bytes:
    """Return the page that begins at contact number ``start``.

    ``starting_after`` is the number that the next page begins at, absent on the last one.
    """
    end = min(start + size, CONTACTS)
    found = b",".join(_TEMPLATE % {b"id": b"%024x" % number} for number in range(start, end))
    pages: dict[str, Any] = {
        "type": "pages",
        "page": start // size + 1,
        "per_page": size,
        "total_pages": -(-CONTACTS // size),
    }
    if end < CONTACTS:
        pages["next"] = {"page": pages["page"] + 1, "starting_after": str(end)}
    head = b'{"type":"list","data":[%s],"total_count":%d,"pages":' % (found, CONTACTS)
    return head + as_json(pages) + b"}"


RATE_LIMITED = as_json(
    {
        "type": "error.list",
        "request_id": None,
        "errors": [{"code": "rate_limit_exceeded", "message": "Exceeded rate limit"}],
    }
)
