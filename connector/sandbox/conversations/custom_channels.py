"""Events of a custom channel: what happens on somebody's own platform, told to Intercom.

The first event of a thread begins a conversation; later ones add to it. An event that comes twice
counts once and gets the same answer.
"""

from __future__ import annotations

from typing import Any

from ..body import Body
from ..markup import clean_html
from ..messages import Json, Refusal, missing, not_found, refusing_as
from ..people.contact_model import add_contact, author_of, read_fields, refuse_duplicate
from ..records import Records
from ..routes import Call, Routes
from .conversation_model import add_conversation, add_part, contact_source
from .conversations import add_reply
from .replies import Reply

routes = Routes()


def _needed_object(body: Body, name: str) -> Body:
    found = body.object(name)
    if found is None:
        raise missing(name)
    return found


class _Event:
    """A checked event: its ids, and the contact it names, who is made when nobody has the id."""

    def __init__(self, call: Call, operation: str) -> None:
        self.call = call
        self.operation = operation
        with refusing_as("data_invalid"):
            self.id = call.body.needed_id("event_id")
            self.thread_id = call.body.needed_id("external_conversation_id")
            self.keys = _needed_object(call.body, "contact")
            self.role = self.keys.one_of("type", ("user", "lead"))
            if self.role is None:
                raise missing("contact.type")
            self.external_contact_id = self.keys.needed_id("external_id")

    def earlier_answer(self) -> Json | None:
        """What the same event was answered before; 422 when its id meant something else."""
        known = self.call.records.get("channel_events", self.id)
        if known is None:
            return None
        if (known["operation"], known["thread_id"]) != (self.operation, self.thread_id):
            raise _bad_reference()
        answer: Json = known["answer"]
        return answer

    def contact(self) -> Json:
        """The contact of the event; 400 `data_invalid` when there is none and none can be made."""
        records = self.call.records
        condition = "archived = 0 AND external_id = ?"
        known = records.first("contacts", condition, (self.external_contact_id,))
        if known is not None:
            return known
        refusal = Refusal(400, "data_invalid", "Contact not found or could not be created")
        if self.role == "user" and not (self.keys.text("name") and self.keys.text("email")):
            raise refusal
        try:
            values = read_fields(records, Body({**self.keys.values, "role": self.role}))
            refuse_duplicate(records, values)
        except Refusal as cause:
            raise refusal from cause
        return add_contact(records, values, self.call.now)

    def conversation(self) -> Json | None:
        """The conversation of the thread, or None."""
        thread = self.call.records.get("channel_threads", self.thread_id)
        if thread is None:
            return None
        return self.call.records.get("conversations", thread["conversation_id"])

    def answer(self, conversation: Json, contact: Json) -> Json:
        """The answer, kept for when the event comes again."""
        answer = {
            "external_conversation_id": self.thread_id,
            "conversation_id": conversation["id"],
            "external_contact_id": self.external_contact_id,
            "contact_id": contact["id"],
        }
        self.call.records.add(
            "channel_events",
            {
                "id": self.id,
                "operation": self.operation,
                "thread_id": self.thread_id,
                "answer": answer,
            },
        )
        return answer


def _bad_reference() -> Refusal:
    return Refusal(422, "data_invalid", "Invalid or duplicated record reference")


def _needed_thread(event: _Event, contact: Json) -> Json:
    """The conversation the contact of an event takes part in: 404 or 422 when there is none."""
    conversation = event.conversation()
    if conversation is None:
        raise not_found("Object not found")
    people = event.call.records.links_of("conversation_contact", conversation["id"])
    if contact["id"] not in {link.b for link in people}:
        raise _bad_reference()
    return conversation


@routes.writes("POST /custom_channel_events/notify_new_conversation")
def notify_new_conversation(call: Call) -> Json:
    """Begin a conversation, without a message yet, for a thread of the channel."""
    event = _Event(call, "new_conversation")
    answer = event.earlier_answer()
    if answer is not None:
        return answer
    if event.conversation() is not None:
        raise _bad_reference()
    contact = event.contact()
    source = contact_source(call.records, contact, "")
    conversation = add_conversation(call.records, contact["id"], source, call.now)
    call.records.remove("channel_threads", event.thread_id)
    thread = {"id": event.thread_id, "conversation_id": conversation["id"]}
    call.records.add("channel_threads", thread)
    return event.answer(conversation, contact)


@routes.writes("POST /custom_channel_events/notify_new_message")
def notify_new_message(call: Call) -> Json:
    """Add the contact's message to the conversation of a thread."""
    event = _Event(call, "new_message")
    with refusing_as("data_invalid"):
        text = call.body.needed_text("body")
    answer = event.earlier_answer()
    if answer is not None:
        return answer
    contact = event.contact()
    conversation = _needed_thread(event, contact)
    _add_contacts_reply(call, conversation, contact, "comment", clean_html(text))
    return event.answer(conversation, contact)


def _add_contacts_reply(
    call: Call, conversation: Json, contact: Json, kind: str, html: str, chosen: str | None = None
) -> None:
    reply = Reply(kind, from_admin=False, author=author_of(contact), html=html, chosen=chosen)
    add_reply(call.records, conversation, reply, call.now)


@routes.writes("POST /custom_channel_events/notify_quick_reply_selected")
def notify_quick_reply_selected(call: Call) -> Json:
    """Add the option the contact chose; 404 when nobody offered it in the conversation."""
    event = _Event(call, "quick_reply_selected")
    with refusing_as("data_invalid"):
        option_id = call.body.needed_id("quick_reply_option_id")
    answer = event.earlier_answer()
    if answer is not None:
        return answer
    contact = event.contact()
    conversation = _needed_thread(event, contact)
    text = _offered_text(call.records, conversation["id"], option_id)
    _add_contacts_reply(call, conversation, contact, "quick_reply", clean_html(text), option_id)
    return event.answer(conversation, contact)


def _offered_text(records: Records, conversation_id: str, option_id: str) -> str:
    for part in records.all("parts", "conversation_id = ?", (conversation_id,)):
        for option in (part.get("metadata") or {}).get("quick_reply_options", []):
            if option["uuid"] == option_id:
                return str(option["text"])
    raise not_found("Object not found")


@routes.writes("POST /custom_channel_events/notify_attribute_collected")
def notify_attribute_collected(call: Call) -> Json:
    """Write an attribute the contact filled in, and note it in the conversation."""
    event = _Event(call, "attribute_collected")
    with refusing_as("data_invalid"):
        attribute = _needed_object(call.body, "attribute")
        name, value = attribute.needed_id("id"), attribute.needed_text("value")
    answer = event.earlier_answer()
    if answer is not None:
        return answer
    contact = event.contact()
    conversation = _needed_thread(event, contact)
    attributes = conversation.setdefault("custom_attributes", {})
    details: dict[str, Any] = {
        "attribute": {"name": name},
        "value": {"name": value, "previous": attributes.get(name)},
    }
    attributes[name] = value
    add_part(
        call.records,
        conversation,
        "conversation_attribute_updated_by_user",
        author_of(contact),
        call.now,
        event_details=details,
    )
    return event.answer(conversation, contact)
