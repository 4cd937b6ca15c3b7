"""What a contact search may name, and how contact searches read dates.

Segments are stored searches, so they are compiled here too.
"""

from __future__ import annotations

from collections.abc import Callable

from ..messages import Json, not_found
from ..records import Records
from ..search import Condition, Dialect, Field, compile_query, linked, stored
from .contact_model import APP_FIELDS, DEVICE_FIELDS

_STRING_KEYS = (
    "avatar",
    "language_override",
    *DEVICE_FIELDS,
    *(name for name in APP_FIELDS if not name.endswith("_last_seen_at")),
    "ios_app_device",
)
_DATE_KEYS = (
    "last_contacted_at",
    "last_email_opened_at",
    "last_email_clicked_at",
    "ios_last_seen_at",
    "android_last_seen_at",
)
_FLAG_KEYS = ("unsubscribed_from_emails", "marked_email_as_spam", "has_hard_bounced")

_FIELDS: dict[str, Field] = {
    "id": Field("id", "t.id"),
    "role": Field("string", "role"),
    "name": Field("string", "name"),
    "email": Field("string", "email"),
    "email_domain": Field("string", "email_domain"),
    "phone": Field("string", "phone"),
    "formatted_phone": Field("string", "phone"),
    "external_id": Field("id", "external_id"),
    "owner_id": Field("integer", "owner_id"),
    "created_at": Field("date", "created_at"),
    "updated_at": Field("date", "updated_at"),
    "signed_up_at": Field("date", "signed_up_at"),
    "last_seen_at": Field("date", "last_seen_at"),
    "last_replied_at": Field("date", "last_replied_at"),
    "tag_id": Field("id", linked("contact_tag"), holds=True, operators=("=", "!=")),
    # The API spells this one wrong, so its callers do too.
    "andoid_sdk_version": Field("string", stored(["android_sdk_version"])),
    **{f"location.{key}": Field("string", key) for key in ("country", "region", "city")},
    **{key: Field("string", stored([key])) for key in _STRING_KEYS},
    **{key: Field("date", stored([key])) for key in _DATE_KEYS},
    **{key: Field("boolean", f"ifnull({stored([key])}, 0)") for key in _FLAG_KEYS},
}


def contact_dialect(records: Records) -> Dialect:
    """How contact searches are read; `records` is asked for segments only."""

    def expand(id: str) -> Condition:
        segment = records.get("segments", id)
        return Condition("0") if segment is None else _membership(segment, dialect)

    dialect = Dialect(_field_finder(expand), whole_days=True)
    return dialect


def _field_finder(expand: Callable[[str], Condition]) -> Callable[[str], Field | None]:
    def find(name: str) -> Field | None:
        if name == "segment_id":
            return Field("id", expand=expand)
        prefix, dot, attribute = name.partition(".")
        if prefix == "custom_attributes" and dot and attribute:
            return Field("any", stored([attribute], "custom_attributes"))
        return _FIELDS.get(name)

    return find


def segment_condition(records: Records, segment_id: str) -> Condition:
    """The condition that contacts of a segment meet; 404 when there is no such segment."""
    segment = records.get("segments", segment_id)
    if segment is None:
        raise not_found()
    return _membership(segment, contact_dialect(records))


def _membership(segment: Json, dialect: Dialect) -> Condition:
    """What a segment asks of a contact: its query, and its role unless it holds both."""
    condition = compile_query(segment["query"], dialect)
    role = segment.get("person_type", "contact")
    if role == "contact":
        return condition
    return Condition(f"(role = ? AND {condition.sql})", (role, *condition.args))
