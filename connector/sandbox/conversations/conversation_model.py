"""A conversation: its parts, its changes of state, and how the API shows it.

Every change goes through `add_part`, so that the record, its statistics and its history agree.
"""

from __future__ import annotations

from typing import Any

from ..body import Body
from ..markup import clean_html, plain_text, words
from ..messages import Json, not_found
from ..people.companies import company_view
from ..people.contact_model import author_of as contact_author
from ..people.contact_model import find_contact, references
from ..people.custom_object_model import reference_views
from ..people.visitors import contact_or_visitor
from ..records import Records
from ..workspace.tags import tag_views
from .replies import read_attachments

MAX_PARTS_SHOWN = 500
REDACTED_BODY = "<p><i>This message was deleted</i></p>"


def needed_conversation(records: Records, id: str) -> Json:
    """The conversation with an id; 404 `not_found`."""
    conversation = records.get("conversations", id)
    if conversation is None:
        raise not_found()
    return conversation


def add_conversation(
    records: Records, contact_id: str, source: Json, now: int, **more: Any
) -> Json:
    """A new, open conversation that a contact has started and now waits in."""
    doc = {
        "created_at": now,
        "updated_at": now,
        "waiting_since": now,
        "state": "open",
        "open": True,
        "read": False,
        "priority": "not_priority",
        "source": source,
        "words": words(source["body"]),
        "custom_attributes": {},
        "first_contact_reply": {"created_at": now, "type": "conversation", "url": None},
        "statistics": {"first_contact_reply_at": now, "last_contact_reply_at": now},
        **more,
    }
    stored = records.add("conversations", doc)
    records.link("conversation_contact", stored["id"], contact_id, now)
    return stored


def contact_source(
    records: Records,
    contact: Json,
    html: str,
    *,
    channel: str = "conversation",
    **more: Any,
) -> Json:
    """The first message of a conversation that a contact begins on a channel."""
    return {
        "type": channel,
        "id": str(records.next_number("messages", 403918001)),
        "delivered_as": "customer_initiated",
        "subject": "",
        "body": html,
        "author": contact_author(contact),
        "attachments": [],
        "url": None,
        "redacted": False,
        **more,
    }


def start_conversation(records: Records, sender: Body, body: Body, now: int) -> Json:
    """Start a conversation for the contact that `sender` names, and answer with its message.

    A visitor who starts one becomes a lead by it. Raises Refusal 404 for an unknown sender.
    """
    sender.one_of("type", ("user", "lead", "contact"))
    contact = contact_or_visitor(records, sender.needed_id("id"), now)
    if contact is None:
        raise not_found("User Not Found")
    text = body.needed_text("body")
    at = body.whole("created_at") or now
    source = contact_source(
        records,
        contact,
        clean_html(text),
        subject=body.text("subject") or "",
        attachments=read_attachments(body),
        url=body.text("referer"),
    )
    conversation = add_conversation(records, contact["id"], source, at)
    touch(records, contact["id"], "last_replied_at", at)
    return {
        "type": "user_message",
        "id": source["id"],
        "created_at": at,
        "body": text,
        "message_type": "inapp",
        "conversation_id": conversation["id"],
    }


def touch(records: Records, contact_id: str, key: str, now: int) -> None:
    """Note on a contact when something last happened to it."""
    contact = find_contact(records, contact_id)
    if contact is not None:
        records.save("contacts", {**contact, key: now})


def add_part(
    records: Records,
    conversation: Json,
    part_type: str,
    author: Json,
    now: int,
    *,
    html: str | None = None,
    assigned_to: Json | None = None,
    **more: Any,
) -> Json:
    """Append a part and store the conversation as it is now, with its statistics brought up."""
    part = records.add(
        "parts",
        {
            "conversation_id": conversation["id"],
            "part_type": part_type,
            "body": html,
            "created_at": now,
            "updated_at": now,
            "author": author,
            "assigned_to": assigned_to,
            "state": conversation["state"],
            **more,
        },
    )
    if author["type"] == "admin":
        records.link("conversation_admin", conversation["id"], author["id"], now)
    statistics = conversation.setdefault("statistics", {})
    statistics["count_conversation_parts"] = statistics.get("count_conversation_parts", 0) + 1
    conversation["updated_at"] = max(now, conversation["updated_at"])
    records.save("conversations", conversation)
    return part


def set_state(conversation: Json, state: str, snoozed_until: int | None = None) -> None:
    """Move to open, closed or snoozed; the keys that go with the state follow it."""
    conversation["state"] = state
    conversation["open"] = state != "closed"
    conversation["snoozed_until"] = snoozed_until if state == "snoozed" else None


def reopen(conversation: Json) -> None:
    """Open a conversation that is not, and count that it was."""
    if conversation["state"] == "closed":
        count(conversation, "count_reopens")
    set_state(conversation, "open")


def count(conversation: Json, name: str) -> None:
    """Count one more of an event in the statistics."""
    statistics = conversation.setdefault("statistics", {})
    statistics[name] = statistics.get(name, 0) + 1


def mark_time(conversation: Json, event: str, now: int, duration: str | None = None) -> None:
    """Note the first and last time of an event, and the seconds from the start to the first."""
    statistics = conversation.setdefault("statistics", {})
    if f"first_{event}_at" not in statistics:
        statistics[f"first_{event}_at"] = now
        if duration is not None:
            statistics[duration] = now - conversation["created_at"]
    statistics[f"last_{event}_at"] = now


def part_view(part: Json) -> Json:
    """A part as the API shows it."""
    view: Json = {
        "type": "conversation_part",
        "id": part["id"],
        "part_type": part["part_type"],
        "body": part.get("body"),
        "created_at": part["created_at"],
        "updated_at": part["updated_at"],
        "notified_at": part["created_at"],
        "assigned_to": part.get("assigned_to"),
        "author": part["author"],
        "attachments": part.get("attachments", []),
        "external_id": part.get("external_id"),
        "redacted": part.get("redacted", False),
        "metadata": part.get("metadata", {}),
        "email_message_metadata": None,
        "state": part["state"],
        "tags": [],
        "event_details": part.get("event_details"),
        "app_package_code": None,
    }
    for name in ("external_reply_send_state", "seen_state"):
        if name in part:
            view[name] = part[name]
    return view


def conversation_views(
    records: Records, docs: list[Json], *, statistics: bool = True
) -> list[Json]:
    """Conversations as lists and searches show them, without parts."""
    ids = [doc["id"] for doc in docs]
    people = records.links("conversation_contact", ids)
    admins = records.links("conversation_admin", ids)
    tickets = records.links("conversation_ticket", ids)
    tags = tag_views(records, "conversation_tag", ids)
    attributes = reference_views(records, "conversation", ids)
    views = []
    for doc in docs:
        id = doc["id"]
        view: Json = {"type": "conversation", "id": id}
        for name in ("created_at", "updated_at", "waiting_since", "snoozed_until"):
            view[name] = doc.get(name)
        view["source"] = doc["source"]
        view["contacts"] = {
            "type": "contact.list",
            "contacts": references(records, [link.b for link in people[id]]),
        }
        view["first_contact_reply"] = doc.get("first_contact_reply")
        for name in ("admin_assignee_id", "team_assignee_id", "open", "state", "read"):
            view[name] = doc.get(name)
        view["tags"] = {"type": "tag.list", "tags": tags[id]}
        view["priority"] = doc["priority"]
        view["sla_applied"] = None
        view["statistics"] = (
            {"type": "conversation_statistics", **doc.get("statistics", {})} if statistics else None
        )
        view["conversation_rating"] = doc.get("conversation_rating")
        view["teammates"] = _teammates([link.b for link in admins[id]])
        view["title"] = doc.get("title")
        view["custom_attributes"] = {**doc.get("custom_attributes", {}), **attributes[id]}
        view["topics"] = {}
        view["ticket"] = None
        linked = records.some("tickets", (link.b for link in tickets[id]))
        view["linked_objects"] = linked_objects(ticket=linked)
        view["ai_topics"] = None
        view["ai_agent"] = doc.get("ai_agent")
        view["ai_agent_participated"] = doc.get("ai_agent_participated", False)
        company = records.get("companies", doc["company_id"]) if doc.get("company_id") else None
        if company is not None:
            view["company"] = company_view(records, company)
        views.append(view)
    return views


def _teammates(ids: list[str]) -> Json | None:
    """Who of the admins took part. The descriptions call the list `teammates`, the API `admins`."""
    if not ids:
        return None
    admins = [{"type": "admin", "id": id} for id in ids]
    return {"type": "admin.list", "admins": admins, "teammates": admins}


def linked_objects(**linked: dict[str, Json]) -> Json:
    """The embedded list of what a conversation or ticket is linked to, by kind and by id."""
    shown = [
        {"type": kind, "id": id, "category": doc.get("category")}
        for kind, docs in linked.items()
        for id, doc in docs.items()
    ]
    return {
        "type": "list",
        "data": shown,
        "total_count": len(shown),
        "has_more": False,
    }


def conversation_view(
    records: Records, doc: Json, *, statistics: bool = False, plain: bool = False
) -> Json:
    """One conversation with its newest parts, oldest first.

    Answers to writes show no statistics, as in the API. `plain` shows bodies as text.
    """
    view = conversation_views(records, [doc], statistics=statistics)[0]
    where, args = "conversation_id = ?", (doc["id"],)
    rows = records.select("parts", where, args, order="seq DESC", limit=MAX_PARTS_SHOWN)
    parts = [part_view(part) for _, part in reversed(rows)]
    if plain:
        view["source"] = {**view["source"], "body": plain_text(view["source"]["body"])}
        for part in parts:
            if part["body"]:
                part["body"] = plain_text(part["body"])
    view["conversation_parts"] = {
        "type": "conversation_part.list",
        "conversation_parts": parts,
        "total_count": records.count("parts", where, args),
    }
    return view
