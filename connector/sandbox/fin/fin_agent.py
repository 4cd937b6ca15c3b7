"""The Fin agent for conversations that live elsewhere.

Fin thinks no longer than a request: what it will say is in the conversation by the time the caller
reads that its status is thinking. It tells so under the address of its events, as the real Fin
does by webhook. Somebody who asks for a person is handed over, somebody who says thanks is asked
for a rating; everybody else gets the one answer it knows.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from ..body import Body
from ..conversations.conversation_attributes import defined_attribute
from ..conversations.conversation_model import add_conversation, add_part, contact_source, touch
from ..conversations.conversations import add_reply, mark_closed
from ..conversations.replies import MAX_ATTACHMENTS, Reply, read_attachments
from ..iso_times import iso_time_ms
from ..markup import clean_html, plain_text
from ..messages import Answer, Json, invalid, missing, not_found, refusing_as
from ..people.contact_model import (
    add_contact,
    author_of,
    merged_attributes,
    read_fields,
    refuse_duplicate,
    save_contact,
)
from ..records import Records
from ..routes import Call, Routes
from ..search import stored
from ..signed_addresses import check_signature, signed_address
from ..tickets.ticket_model import bot_author

routes = Routes()

MAX_HISTORY = 10
MAX_ATTRIBUTES = 10
SAME_MESSAGE_S = 300
"""A message that comes again within so many seconds counts once."""

EVENTS_VALID_S = 180

RATINGS = {"terrible": "😠", "bad": "🙁", "ok": "😐", "good": "😃", "amazing": "🤩"}
"""The ratings a user may give, worst first, and their faces."""

_AUTHORS = ("user", "agent", "fin")
_WANTS_A_PERSON = re.compile(r"\b(human|person|agent|teammate|someone real)\b", re.IGNORECASE)
_IS_HELPED = re.compile(r"\b(thanks|thank you|that helped|solved)\b", re.IGNORECASE)
_GLAD = "<p>Glad that I could help. How was it?</p>"
_HANDED_OVER = "<p>I will get one of my teammates to help you.</p>"
_ANSWER = "<p>Thanks for asking. You find that in our help center. Did this answer help?</p>"


@routes.writes("POST /fin/start")
def start_fin(call: Call) -> Json:
    """Hand a conversation to Fin with its first message; begins it where it is new."""
    return take_turn(call)


def take_turn(call: Call, *, once: bool = False) -> Json:
    """Let Fin answer the message of a body; with `once` it answers, and that is all."""
    with refusing_as("parameter_invalid"):
        id, message, html, attachments = _read_turn(call.body)
        metadata = call.body.object("conversation_metadata") or Body({})
        _check_history(metadata)
        wanted = read_attributes(metadata)
        contact, user_errors = user_of(call)
    session = find_session(call.records, id)
    if session is None:
        source = contact_source(call.records, contact, html, attachments=attachments)
        conversation = add_conversation(
            call.records, contact["id"], source, call.now, ai_agent_participated=True
        )
        touch(call.records, contact["id"], "last_replied_at", call.now)
        session = add_session(call, id, conversation)
        _note_message(session, message, call.now)
        errors = set_attributes(call.records, conversation, wanted)
        _let_fin_answer(call, session, conversation, html, once=once)
    else:
        conversation = _add_turn(call, session, contact, message, html, attachments, once=once)
        errors = set_attributes(call.records, conversation, wanted)
        call.records.save("conversations", conversation)
    return session_view(call, id, {"user": user_errors, "conversation": errors})


def add_session(call: Call, id: str, conversation: Json) -> Json:
    """Let Fin have a conversation, under the id that the caller has for it."""
    user = call.body.object("user") or Body({})
    session = {
        "id": id,
        "inbox_id": conversation["id"],
        "user_id": user.needed_id("id"),
        "created_at": call.now,
    }
    return call.records.add("fin_sessions", session)


def find_session(records: Records, id: str) -> Json | None:
    """What Fin has under an id; what the inbox no longer has is forgotten."""
    session = records.get("fin_sessions", id)
    if session is not None and records.get("conversations", session["inbox_id"]) is None:
        records.remove("fin_sessions", id)
        return None
    return session


@routes.writes("POST /fin/reply")
def reply_to_fin(call: Call) -> Json:
    """Pass on the user's next message; 400 where Fin was not started."""
    with refusing_as("parameter_invalid"):
        id, message, html, attachments = _read_turn(call.body)
        session = call.records.get("fin_sessions", id)
        if session is None:
            raise invalid("Conversation not found", "conversation_id")
        contact, user_errors = user_of(call)
    _add_turn(call, session, contact, message, html, attachments)
    return session_view(call, id, {"user": user_errors})


@routes.serves("GET /fin/events/{id}")
def show_events(call: Call) -> Answer:
    """What Fin did in its last turn, as server-sent events, under a signed address."""
    id = call.path["id"]
    check_signature(call, _events_path(id))
    session = call.records.get("fin_sessions", id)
    if session is None:
        raise not_found()
    lines = [
        f"event: {event['event_name']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
        for event in session["events"]
    ]
    return Answer("".join(lines).encode(), headers={"Content-Type": "text/event-stream"})


def _read_turn(body: Body) -> tuple[str, Body, str, list[Json]]:
    """The id, the message, its HTML and its attachments; 400 when something is missing."""
    id = body.id("conversation_id")
    if id is None:
        raise missing("conversation_id")
    message = body.object("message")
    if message is None:
        raise missing("message")
    check_message(message)
    if body.object("user") is None:
        raise missing("user")
    return id, message, clean_html(message.needed_text("body")), _attachments_of(body)


def check_message(message: Body) -> None:
    """Refuse a message without an author or a body, or of no time."""
    if message.one_of("author", _AUTHORS) is None:
        raise missing("message.author")
    message.needed_text("body")
    given = message.text("timestamp")
    if given is None:
        return
    try:
        datetime.fromisoformat(given)
    except ValueError as cause:
        raise invalid("message.timestamp must be a time in ISO 8601", "timestamp") from cause


def _check_history(metadata: Body) -> None:
    """Refuse what cannot have been said before."""
    history = metadata.objects("history") or []
    if len(history) > MAX_HISTORY:
        raise invalid(f"history may hold {MAX_HISTORY} messages at most", "history")
    for message in history:
        check_message(message)


def _attachments_of(body: Body) -> list[Json]:
    given = body.objects("attachments") or []
    if len(given) > MAX_ATTACHMENTS:
        raise invalid(f"At most {MAX_ATTACHMENTS} attachments are allowed", "attachments")
    urls, files = [], []
    for item in given:
        kind = item.one_of("type", ("url", "file"))
        if kind is None:
            raise missing("attachments.type")
        if kind == "url":
            urls.append(item.needed_text("url"))
        else:
            files.append(item.values)
    return read_attachments(Body({"attachment_urls": urls, "attachment_files": files}))


def read_attributes(body: Body) -> Json:
    """The attributes of a user or a conversation; ten at most."""
    attributes = body.object("attributes")
    if attributes is None:
        return {}
    if len(attributes.values) > MAX_ATTRIBUTES:
        raise invalid(f"attributes may hold {MAX_ATTRIBUTES} values at most", "attributes")
    return attributes.values


def user_of(call: Call) -> tuple[Json, Json]:
    """The contact the user is, made when new, and what could not be set on it, by name."""
    records, user = call.records, call.body.object("user") or Body({})
    id, email = user.needed_id("id"), user.text("email") or None
    wanted = read_attributes(user)
    contact = records.first("contacts", "archived = 0 AND external_id = ?", (id,))
    if contact is None and email is not None:
        condition = "archived = 0 AND role = 'user' AND email = ?"
        contact = records.first("contacts", condition, (email,))
    if contact is None:
        fields = {"role": "user", "external_id": id, "name": user.text("name"), "email": email}
        values = read_fields(records, Body(fields))
        refuse_duplicate(records, values)
        contact = add_contact(records, values, call.now)
    known = {
        doc["name"]
        for doc in records.all("data_attributes", "model = 'contact'")
        if doc["custom"] and not doc["archived"]
    }
    errors = {
        name: f"User attribute '{name}' does not exist" for name in wanted if name not in known
    }
    settable = {name: value for name, value in wanted.items() if name in known}
    if settable:
        contact["custom_attributes"] = merged_attributes(contact.get("custom_attributes"), settable)
        contact = save_contact(records, contact, call.now)
    return contact, errors


def set_attributes(records: Records, conversation: Json, wanted: Json) -> Json:
    """Set the attributes that are defined, or that some conversation has; tell of the others."""
    errors: Json = {}
    for name, value in wanted.items():
        expression = stored(["custom_attributes", name])
        known = defined_attribute(records, name) is not None
        if not known and records.first("conversations", f"{expression} IS NOT NULL") is None:
            errors[name] = f"Conversation attribute '{name}' does not exist"
        else:
            conversation.setdefault("custom_attributes", {})[name] = value
    return errors


def _note_message(session: Json, message: Body, now: int) -> bool:
    """Remember the newest message; False when it is the one before, come again."""
    key = [message.text(name) for name in ("author", "body", "timestamp")]
    again = session.get("last_message") == key and now - session["last_at"] < SAME_MESSAGE_S
    session["last_message"], session["last_at"] = key, now
    return not again


def _add_turn(
    call: Call,
    session: Json,
    contact: Json,
    message: Body,
    html: str,
    attachments: list[Json],
    *,
    once: bool = False,
) -> Json:
    """Add a message to a conversation that Fin has, and Fin's answer; gives the conversation."""
    conversation = call.records.get("conversations", session["inbox_id"])
    if conversation is None:
        raise invalid("Conversation not found", "conversation_id")
    if not _note_message(session, message, call.now):
        return conversation
    session["user_id"] = (call.body.object("user") or Body({})).needed_id("id")
    call.records.link("conversation_contact", conversation["id"], contact["id"], call.now)
    author = author_of(contact)
    reply = Reply("comment", from_admin=False, author=author, html=html, attachments=attachments)
    add_reply(call.records, conversation, reply, call.now)
    _let_fin_answer(call, session, conversation, html, once=once)
    return conversation


def _let_fin_answer(
    call: Call, session: Json, conversation: Json, html: str, *, once: bool = False
) -> None:
    """Add Fin's answer, with what it means for the conversation; `once` ends that in any case."""
    said = plain_text(html)
    text, outcome, statuses = _ANSWER, None, ["awaiting_user_reply"]
    if once:
        outcome, statuses = "assumed_resolution", ["complete"]
    elif _WANTS_A_PERSON.search(said):
        text, outcome, statuses = _HANDED_OVER, "escalated", ["escalated"]
    elif _IS_HELPED.search(said):
        text, outcome, statuses = _GLAD, "confirmed_resolution", ["resolved", "complete"]
        session["rating_asked_at"] = call.now
    speak_as_fin(call, session, conversation, text, outcome, statuses)
    if statuses[-1] == "complete":
        mark_closed(conversation, call.now)
        call.records.save("conversations", conversation)


def speak_as_fin(
    call: Call,
    session: Json,
    conversation: Json,
    text: str,
    outcome: str | None,
    statuses: list[str],
) -> None:
    """Add what Fin says to a conversation, and tell of it and of its statuses in events."""
    answers = text == _ANSWER
    conversation["ai_agent"] = {
        **conversation.get("ai_agent", {"created_at": session["created_at"]}),
        "source_type": "profile",
        "source_title": None,
        "last_answer_type": "ai_answer" if answers else None,
        "resolution_state": outcome,
        "updated_at": call.now,
    }
    author = {**bot_author(call.records), "from_ai_agent": True, "is_ai_answer": answers}
    add_part(call.records, conversation, "comment", author, call.now, html=text)
    time_ms = iso_time_ms(call.now)
    said = {"author": "fin", "body": text, "timestamp_ms": time_ms}
    note_events(
        call,
        session,
        {"event_name": "fin_replied", "message": said, "status": "replying"},
        *({"event_name": "fin_status_updated", **_status(name)} for name in statuses),
        *([_rating_request()] if "resolved" in statuses else []),
    )


def _status(name: str) -> Json:
    reason = {"reason": "Escalation requested by user"} if name == "escalated" else {}
    return {"status": name, **reason}


def _rating_request() -> Json:
    options = [
        {"key": key, "emoji": emoji, "label": key.capitalize()} for key, emoji in RATINGS.items()
    ]
    return {"event_name": "csat_requested", "csat": {"options": options}}


def note_events(call: Call, session: Json, *events: Json) -> None:
    """Replace the events of a session's last turn."""
    about = {"conversation_id": session["id"], "user_id": session["user_id"]}
    at = {"created_at_ms": iso_time_ms(call.now)}
    session["events"] = [{**event, **about, **at} for event in events]
    call.records.save("fin_sessions", session)


def events_address(call: Call, id: str) -> str:
    """Where the events of a session are, for a short while."""
    return signed_address(call, _events_path(id), EVENTS_VALID_S)


def _events_path(id: str) -> str:
    return f"/fin/events/{quote(id, safe='')}"


def session_view(call: Call, id: str, errors: dict[str, Json]) -> Json:
    """A turn that Fin took, with what could not be set, by whose it was."""
    user = call.body.object("user") or Body({})
    view: dict[str, Any] = {
        "conversation_id": id,
        "user_id": user.needed_id("id"),
        "status": "thinking",
        "created_at_ms": iso_time_ms(call.now),
        "sse_subscription_url": events_address(call, id),
    }
    failed = {about: {"attributes": found} for about, found in errors.items() if found}
    if failed:
        view["errors"] = failed
    return view
