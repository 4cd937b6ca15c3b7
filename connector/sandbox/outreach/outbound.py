"""Messages teammates send to contacts, and contacts to the workspace.

What a teammate sends is no conversation yet: it becomes one when a contact answers it, or at once
when the sender asks for that. What a contact sends starts a conversation.
"""

from __future__ import annotations

import re
from typing import Any

from ..body import Body
from ..conversations.conversation_model import add_conversation, start_conversation
from ..markup import clean_html
from ..messages import Json, Refusal, invalid, missing, not_found
from ..people.contact_model import add_contact, contact_by
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import author_of, needed_admin, token_admin

routes = Routes()

CHANNELS = {
    "in_app": "inapp",
    "inapp": "inapp",
    "conversation": "inapp",
    "email": "email",
    "sms": "sms",
    "whatsapp": "whatsapp",
}
"""The message types a caller may send, and what answers call them."""

_SOURCE_TYPES = {"inapp": "conversation"}
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@routes.writes("POST /messages")
def create_message(call: Call) -> Json:
    """Send a teammate's message; one from a contact starts a conversation."""
    sender = call.body.object("from")
    kind = sender.one_of("type", ("admin", "user", "lead", "contact")) if sender else "admin"
    if sender is not None and kind is None:
        raise missing("from.type")
    if sender is None or kind == "admin":
        return send_message(call.records, call.body, call.now)
    text = call.body.text("body")
    if text is None or not text.strip():
        raise invalid("Body is required", "body")
    return start_conversation(call.records, sender, call.body, call.now)


def send_message(records: Records, body: Body, now: int) -> Json:
    """Send what a teammate's message body describes.

    Raises:
        Refusal: 400 for a missing or wrong value, 422 `parameter_not_found` for an e-mail without
            a subject, 404 for an unknown teammate or recipient.
    """
    channel = _channel_of(body)
    text = _text_of(body, channel)
    sender = _sender_of(records, body)
    recipients = _recipients(records, body, "to", now)
    if not recipients:
        raise missing("to")
    copied = [*_recipients(records, body, "cc", now), *_recipients(records, body, "bcc", now)]
    at = body.whole("created_at") or now
    ids = list(dict.fromkeys(contact["id"] for contact in (*recipients, *copied)))
    message = records.add(
        "outbound_messages",
        {
            "admin_id": sender["id"],
            "channel": channel,
            "subject": body.text("subject") if channel == "email" else None,
            "body": text,
            "created_at": at,
            "contact_ids": ids,
            "template": body.text("template") if channel == "whatsapp" else None,
        },
    )
    for id in ids:
        records.link("contact_outbound_message", id, message["id"], at)
        contact = records.get("contacts", id)
        if contact is not None:
            records.save("contacts", {**contact, "last_contacted_at": at})
    # The statuses of WhatsApp messages name a conversation, so these are one from the start.
    if channel == "whatsapp" or body.flag("create_conversation_without_contact_reply"):
        message = open_conversation(records, message, ids, now)
    return _message_view(message, sender)


def _channel_of(body: Body) -> str:
    given = body.one_of("message_type", CHANNELS)
    if given is None:
        raise missing("message_type")
    return CHANNELS[given]


def _text_of(body: Body, channel: str) -> str:
    """What the message says, after the checks of its channel."""
    if channel == "whatsapp":
        return _template_text(body)
    text = body.text("body")
    if text is None or not text.strip():
        raise invalid("Body is required", "body")
    if channel == "sms" and _LINK.search(text):
        raise invalid("Invalid SMS message body", "body")
    if channel == "email":
        subject = body.text("subject")
        if subject is None or not subject.strip():
            raise Refusal(422, "parameter_not_found", "No subject supplied for email message")
        body.one_of("template", ("plain", "personal"))
    return text


def _template_text(body: Body) -> str:
    """The texts that fill a WhatsApp template, or its name when none do."""
    template = body.needed_text("template")
    components = body.objects("components")
    if components is None:
        raise missing("components")
    parts = [part for component in components for part in component.objects("parameters") or []]
    texts = [text for part in parts if (text := part.text("text"))]
    return " ".join(texts) or template


def _sender_of(records: Records, body: Body) -> Json:
    """The teammate who sends; without one, the one the token belongs to."""
    sender = body.object("from")
    if sender is None:
        return token_admin(records)
    return needed_admin(records, sender.needed_id("id"))


def _recipients(records: Records, body: Body, name: str, now: int) -> list[Json]:
    """The contacts that `to`, `cc` or `bcc` names, one or a list."""
    value: Any = body.values.get(name)
    if value is None:
        return []
    given = [Body(value)] if isinstance(value, dict) else body.objects(name) or []
    return [_recipient(records, keys, now) for keys in given]


def _recipient(records: Records, keys: Body, now: int) -> Json:
    """The contact that keys name; an unknown telephone number makes a lead."""
    keys.one_of("type", ("user", "lead", "contact"))
    phone = keys.id("phone")
    if phone is not None and keys.id("id") is None and keys.id("user_id") is None:
        number = f"+{phone.lstrip('+')}"
        known = records.first("contacts", "archived = 0 AND phone = ?", (number,))
        lead = {"role": "lead", "phone": number, "name": keys.text("name")}
        return known or add_contact(records, lead, now)
    contact = contact_by(records, keys)
    if contact is None or contact.get("archived"):
        raise not_found("User Not Found")
    return contact


def open_conversation(records: Records, message: Json, contact_ids: list[str], now: int) -> Json:
    """Make a conversation with these contacts of a message; returns the message as it is then."""
    sender = author_of(needed_admin(records, message["admin_id"]))
    source = {
        "type": _SOURCE_TYPES.get(message["channel"], message["channel"]),
        "id": message["id"],
        "delivered_as": "admin_initiated",
        "subject": message.get("subject", ""),
        "body": clean_html(message["body"]),
        "author": sender,
        "attachments": [],
        "url": None,
        "redacted": False,
    }
    first, *others = contact_ids
    conversation = add_conversation(
        records,
        first,
        source,
        message["created_at"],
        waiting_since=None,
        first_contact_reply=None,
        statistics={},
    )
    for id in others:
        records.link("conversation_contact", conversation["id"], id, now)
    return records.save("outbound_messages", {**message, "conversation_id": conversation["id"]})


def latest_unanswered(records: Records, contact_id: str) -> Json | None:
    """The newest message to a contact that is no conversation yet."""
    found = records.select(
        "outbound_messages",
        "json_extract(doc, '$.conversation_id') IS NULL AND id IN "
        "(SELECT b FROM links WHERE kind = 'contact_outbound_message' AND a = ?)",
        (contact_id,),
        order="created_at DESC, seq DESC",
        limit=1,
    )
    return found[0][1] if found else None


def _message_view(message: Json, sender: Json) -> Json:
    view: Json = {
        "type": "admin_message",
        "id": message["id"],
        "created_at": message["created_at"],
    }
    if "subject" in message:
        view["subject"] = message["subject"]
    view["body"] = message["body"]
    view["message_type"] = message["channel"]
    view["owner"] = {
        **author_of(sender),
        "away_mode_enabled": sender.get("away_mode_enabled", False),
        "away_mode_reassign": sender.get("away_mode_reassign", False),
    }
    if "conversation_id" in message:
        view["conversation_id"] = message["conversation_id"]
    return view
