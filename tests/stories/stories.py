"""End-to-end stories: each is told once to record it, and replayed from its cassette in the tests.

A story works on any workspace: it makes what it needs, and removes it again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from connector import Connection
from connector.errors import Conflict, NotFound

Story = Callable[[Connection], None]
EMAIL = "story.rider@example.com"


def contact_life(conn: Connection) -> None:
    """Create, find, change, archive and delete a contact."""
    made = conn.run("post_contacts", {"data": {"role": "user", "email": EMAIL, "name": "Story"}})
    with pytest.raises(Conflict) as caught:
        conn.run("post_contacts", {"data": {"role": "user", "email": EMAIL}})
    assert caught.value.existing_id == made["id"]
    query = {"field": "email", "operator": "=", "value": EMAIL}
    found = conn.run("post_contacts_search", {"data": {"query": query}})
    assert [contact["id"] for contact in found["data"]] == [made["id"]]
    changes = {"name": "Story Rider", "phone": None}
    changed = conn.run("put_contacts_by_id", {"id": made["id"], "data": changes})
    assert changed["name"] == "Story Rider"
    assert conn.run("post_contacts_by_id_archive", {"id": made["id"]})["archived"] is True
    assert conn.run("post_contacts_by_id_unarchive", {"id": made["id"]})["archived"] is False
    assert conn.run("delete_contacts_by_id", {"id": made["id"]})["deleted"] is True
    with pytest.raises(NotFound) as gone:
        conn.run("get_contacts_by_id", {"id": made["id"]})
    assert gone.value.errors[0]["code"] == "not_found"


def support_conversation(conn: Connection) -> None:
    """A customer writes, a teammate answers, tags, snoozes and closes."""
    admin = conn.run("get_admins")["admins"][0]["id"]
    contact = conn.run("post_contacts", {"data": {"role": "user", "email": EMAIL}})["id"]
    message = conn.run(
        "post_conversations",
        {"data": {"from": {"type": "user", "id": contact}, "body": "My chain keeps slipping."}},
    )
    chat = message["conversation_id"]
    answer = {"type": "admin", "message_type": "comment", "admin_id": admin, "body": "On it."}
    answered = conn.run("post_conversations_by_id_reply", {"id": chat, "data": answer})
    assert answered["state"] == "open"
    tag = conn.run("post_tags", {"data": {"name": "drivetrain"}})["id"]
    tagging = {"conversation_id": chat, "data": {"id": tag, "admin_id": admin}}
    assert conn.run("post_conversations_by_conversation_id_tags", tagging)["id"] == tag
    for part, state in (
        ({"message_type": "snoozed", "snoozed_until": 4102444800}, "snoozed"),
        ({"message_type": "open"}, "open"),
        ({"message_type": "close", "type": "admin", "body": "All done."}, "closed"),
    ):
        params = {"id": chat, "data": {**part, "admin_id": admin}}
        assert conn.run("post_conversations_by_id_parts", params)["state"] == state
    whole = conn.run("get_conversations_by_id", {"id": chat})
    bodies = [part["body"] for part in whole["conversation_parts"]["conversation_parts"]]
    assert any("On it." in (body or "") for body in bodies)
    assert conn.run("delete_tags_by_id", {"id": tag}) is None
    assert conn.run("delete_conversations_by_id", {"id": chat})["deleted"] is True
    conn.run("delete_contacts_by_id", {"id": contact})


def ticket_desk(conn: Connection) -> None:
    """Open a ticket of a type, move it along, find it by search."""
    types = conn.run("get_ticket_types")["data"]
    kind: dict[str, Any] = next(t for t in types if t["category"] == "Customer")
    contact = conn.run("post_contacts", {"data": {"role": "user", "email": EMAIL}})["id"]
    ticket = conn.run(
        "post_tickets",
        {
            "data": {
                "ticket_type_id": kind["id"],
                "contacts": [{"id": contact}],
                "ticket_attributes": {"_default_title_": "Bent derailleur hanger"},
            }
        },
    )
    assert ticket["ticket_attributes"]["_default_title_"] == "Bent derailleur hanger"
    assert conn.run("get_tickets_by_id", {"id": ticket["id"]})["id"] == ticket["id"]
    closed = conn.run("put_tickets_by_id", {"id": ticket["id"], "data": {"open": False}})
    assert closed["open"] is False
    query = {"field": "contact_ids", "operator": "=", "value": contact}
    found = conn.run("post_tickets_search", {"data": {"query": query}})
    assert ticket["id"] in [each["id"] for each in found["tickets"]]
    conn.run("delete_tickets_by_id", {"id": ticket["id"]})
    conn.run("delete_contacts_by_id", {"id": contact})


STORIES: dict[str, Story] = {
    "contact_life": contact_life,
    "support_conversation": support_conversation,
    "ticket_desk": ticket_desk,
}
