"""What an agent of one's own asks of Fin: what it can do, one question, a procedure, a teammate.

Procedures are made in the workspace only, so those of the first content are there. One that runs
says how it begins and waits for the user, who goes on with a reply.
"""

from __future__ import annotations

from html import escape

from ..body import Body
from ..conversations.conversation_model import add_conversation, add_part, contact_source, touch
from ..markup import clean_html, plain_text
from ..messages import Json, Refusal, invalid, missing, refusing_as
from ..people.contact_model import find_contact, references
from ..records import Records
from ..routes import Call, Routes
from ..tickets.ticket_model import bot_author
from ..versions import DEFAULT_VERSION
from .fin_agent import (
    RATINGS,
    add_session,
    check_message,
    events_address,
    find_session,
    note_events,
    read_attributes,
    session_view,
    set_attributes,
    speak_as_fin,
    take_turn,
    user_of,
)

routes = Routes()

MAX_TEXT = 10_000
RATING_OPEN_S = 86_400
"""How long after Fin asked for it a rating is taken."""


class _FieldRefusal(Refusal):
    """A refusal that names fields and is no list of errors."""

    def to_json(self, request_id: str) -> Json:
        return {"errors": {self.field or "base": self.message}}


@routes.writes("POST /fin/capabilities")
def list_capabilities(call: Call) -> Json:
    """What Fin can do for a user: its procedures that others may start, reply and ask."""
    with refusing_as("parameter_invalid"):
        _needed_user(call.body)
        user_of(call)
    procedures = [
        {
            "type": "procedure",
            "id": doc["id"],
            "name": doc["name"],
            "description": doc["description"],
            "endpoint": f"/fin/procedures/{doc['id']}/run",
            "method": "POST",
        }
        for doc in call.records.all("fin_procedures")
        if doc["live"] and doc["api_trigger"]
    ]
    static = {
        "reply": "Reply to a conversation that Fin is in.",
        "ask": "Ask Fin one question that stands by itself.",
    }
    others = [
        {"type": kind, "description": text, "endpoint": f"/fin/{kind}", "method": "POST"}
        for kind, text in static.items()
    ]
    return {"version": DEFAULT_VERSION, "capabilities": [*procedures, *others]}


def _needed_user(body: Body) -> None:
    if body.object("user") is None:
        raise missing("user")


@routes.writes("POST /fin/ask")
def ask_fin(call: Call) -> Json:
    """Ask one question; the conversation is closed with the answer to it."""
    return take_turn(call, once=True)


@routes.writes("POST /fin/procedures/{procedure_id}/run")
def run_procedure(call: Call) -> Json:
    """Run a procedure in a new conversation, up to where it waits for the user."""
    records, body = call.records, call.body
    procedure = records.get("fin_procedures", call.path["procedure_id"])
    if procedure is None:
        raise invalid("Procedure not found", "procedure_id")
    if not procedure["live"]:
        raise invalid("Procedure is not live", "procedure_id")
    if not procedure["api_trigger"]:
        raise invalid("Procedure does not have an API trigger", "procedure_id")
    with refusing_as("parameter_invalid"):
        id = body.needed_id("conversation_id")
        _needed_user(body)
        message = body.object("message")
        if message is not None:
            check_message(message)
        wanted = read_attributes(body.object("conversation_metadata") or Body({}))
        contact, user_errors = user_of(call)
    if find_session(records, id) is not None:
        raise invalid(
            "Fin session already exists for this conversation. "
            "Please use /reply to continue the conversation.",
            "conversation_id",
        )
    said = clean_html(message.needed_text("body")) if message is not None else ""
    source = contact_source(records, contact, said)
    if message is None or message.text("author") != "user":
        source = {**source, "author": bot_author(records), "delivered_as": "automated"}
    conversation = add_conversation(
        records, contact["id"], source, call.now, ai_agent_participated=True
    )
    session = add_session(call, id, conversation)
    errors = set_attributes(records, conversation, wanted)
    text = f"<p>{escape(procedure['name'])}: {escape(procedure['opening'])}</p>"
    speak_as_fin(call, session, conversation, text, None, ["awaiting_user_reply"])
    view = session_view(call, id, {"user": user_errors, "conversation": errors})
    return {**view, "procedure_id": procedure["id"]}


@routes.writes("POST /fin/escalate")
def escalate(call: Call) -> Json:
    """Hand a conversation of Fin's, or a user who has none, over to the teammates."""
    records, body = call.records, call.body
    with refusing_as("parameter_invalid"):
        id = body.id("conversation_id")
        context, text = (_text_of(body, name) for name in ("context", "message"))
        if id is None and body.object("user") is None:
            raise invalid("Either conversation_id or user must be provided")
        if id is None:
            contact, _ = user_of(call)
            opened = _open_for_teammates(call, contact, clean_html(text or ""), [context])
            return {"intercom_conversation_id": opened["id"], "status": "escalated"}
    session = find_session(records, id)
    conversation = records.get("conversations", session["inbox_id"]) if session else None
    if session is None or conversation is None:
        raise invalid("Conversation not found", "conversation_id")
    agent = conversation.get("ai_agent", {"created_at": session["created_at"]})
    conversation["ai_agent"] = {
        **agent,
        "resolution_state": "escalated",
        "updated_at": call.now,
    }
    records.save("conversations", {**conversation, "updated_at": call.now})
    (link, *_) = records.links_of("conversation_contact", conversation["id"])
    contact = find_contact(records, link.b) or {"id": link.b}
    summary = _summary_of(records, conversation)
    _open_for_teammates(call, contact, conversation["source"]["body"], [summary, context])
    note_events(
        call,
        session,
        {"event_name": "fin_status_updated", "status": "escalated"},
        {"event_name": "fin_status_updated", "status": "complete"},
    )
    return {
        "conversation_id": id,
        "status": "escalated",
        "sse_subscription_url": events_address(call, id),
    }


def _text_of(body: Body, name: str) -> str | None:
    text = body.text(name)
    if text is not None and len(text) > MAX_TEXT:
        raise invalid(f"{name} may have {MAX_TEXT} characters at most", name)
    return text


def _summary_of(records: Records, conversation: Json) -> str:
    """What was said so far, a line each."""
    parts = records.all("parts", "conversation_id = ?", (conversation["id"],))
    said = [
        (message["author"], message.get("body")) for message in (conversation["source"], *parts)
    ]
    return "\n".join(
        f"{author.get('name') or author['type']}: {plain_text(body)}"
        for author, body in said
        if body
    )


def _open_for_teammates(call: Call, contact: Json, html: str, notes: list[str | None]) -> Json:
    """A new conversation in the inbox that begins with `html` and carries the notes."""
    source = contact_source(call.records, contact, html)
    conversation = add_conversation(call.records, contact["id"], source, call.now)
    touch(call.records, contact["id"], "last_replied_at", call.now)
    for note in notes:
        if note:
            html = clean_html(escape(note, quote=False))
            bot = bot_author(call.records)
            add_part(call.records, conversation, "note", bot, call.now, html=html)
    return conversation


@routes.writes("POST /fin/csat")
def rate_fin(call: Call) -> Json:
    """Record how a user found Fin, where Fin asked; a remark makes that final."""
    records, body = call.records, call.body
    given = body.values.get("conversation_id")
    session = find_session(records, str(given)) if isinstance(given, str | int) else None
    conversation = records.get("conversations", session["inbox_id"]) if session else None
    if session is None or conversation is None:
        message = "Conversation not found for the given external_conversation_id"
        raise _refused(message, "external_conversation_id")
    rating, remark = body.values.get("rating"), body.values.get("remark")
    if not isinstance(rating, str) or rating not in RATINGS:
        raise _refused("Rating isn't an option", "rating")
    if remark is not None and not isinstance(remark, str):
        raise _refused("Remark must be a string", "remark")
    asked_at = session.get("rating_asked_at")
    if asked_at is None:
        raise _refused("No rating survey found for this conversation")
    number = list(RATINGS).index(rating) + 1
    known: Json = conversation.get("conversation_rating") or {}
    if number != known.get("rating") or (remark and remark != known.get("remark")):
        if known.get("remark"):
            raise _refused(
                "This rating can no longer be changed because a remark has already been submitted"
            )
        if call.now - asked_at > RATING_OPEN_S:
            raise _refused("The rating window for this conversation has closed")
        _store_rating(call, session, conversation, number, remark or "")
    return {"conversation_id": session["id"], "rating": rating, "status": "rated"}


def _refused(message: str, field: str | None = None) -> Refusal:
    return _FieldRefusal(422, "unprocessable_entity", message, field)


def _store_rating(call: Call, session: Json, conversation: Json, number: int, remark: str) -> None:
    records = call.records
    people = [link.b for link in records.links_of("conversation_contact", conversation["id"])]
    (contact,) = references(records, people[:1])
    conversation["conversation_rating"] = {
        "rating": number,
        "remark": remark,
        "created_at": session["rating_asked_at"],
        "updated_at": call.now,
        "contact": contact,
        "teammate": {"type": "bot", "id": bot_author(records)["id"]},
    }
    rated = {"rating": number, "rating_remark": remark or None, "updated_at": call.now}
    conversation["ai_agent"] = {**conversation["ai_agent"], **rated}
    records.save("conversations", {**conversation, "updated_at": call.now})
