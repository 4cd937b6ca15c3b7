"""What a ticket search may name."""

from __future__ import annotations

from ..records import Records
from ..search import Dialect, Field, linked, stored

_CATEGORY_TERM = (
    "CASE category WHEN 'Customer' THEN 'request' WHEN 'Back-office' THEN 'task' ELSE 'tracker' END"
)

_FIELDS: dict[str, Field] = {
    "id": Field("id", "t.id"),
    "title": Field("string", stored(["ticket_attributes", "_default_title_"])),
    "description": Field("string", stored(["ticket_attributes", "_default_description_"])),
    "category": Field("string", _CATEGORY_TERM),
    "ticket_type_id": Field("id", "ticket_type_id"),
    "state": Field("string", "state"),
    "open": Field("boolean", "open"),
    "admin_assignee_id": Field("id", "admin_assignee_id"),
    "team_assignee_id": Field("id", "team_assignee_id"),
    "contact_ids": Field("id", linked("ticket_contact"), holds=True),
    "teammate_ids": Field("id", linked("ticket_admin"), holds=True),
    "created_at": Field("date", "created_at"),
    "updated_at": Field("date", "updated_at"),
    "snoozed_until": Field("date", "snoozed_until"),
}


def ticket_dialect(records: Records) -> Dialect:
    """How ticket searches are read; `records` is asked for the names of attributes only."""

    def find(name: str) -> Field | None:
        prefix, dot, id = name.partition(".")
        if prefix != "ticket_attribute" or not dot:
            return _FIELDS.get(name)
        attribute = records.get("ticket_type_attributes", id)
        if attribute is None:
            return None
        return Field("any", stored(["ticket_attributes", attribute["name"]]))

    return Dialect(find, inclusive=True)
