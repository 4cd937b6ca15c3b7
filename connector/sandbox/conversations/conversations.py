"""Requests about conversations: starting, reading, changing and ending them."""

from __future__ import annotations

from ..body import Body
from ..markup import clean_html
from ..messages import Json, Refusal, invalid, missing, not_found
from ..outreach.outbound import latest_unanswered, open_conversation
from ..paging import Order, cursor_page, list_of, per_page_of
from ..people.companies import needed_company
from ..people.contact_model import contact_by, contact_or_lead
from ..people.custom_object_model import set_references, take_references
from ..records import Records
from ..routes import Call, Routes
from ..search import search_page
from ..tickets.ticket_model import bot_author
from ..workspace.activity_logs import log_activity
from ..workspace.admins import author_of, needed_admin
from .conversation_model import (
    REDACTED_BODY,
    add_part,
    conversation_view,
    conversation_views,
    count,
    mark_time,
    needed_conversation,
    reopen,
    set_state,
    start_conversation,
    touch,
)
from .conversation_search import CONVERSATION_DIALECT
from .deleted_conversations import note_deletion
from .replies import Reply, read_reply
from .side_conversations import forget_side_conversations

routes = Routes()


@routes.writes("POST /conversations")
def create_conversation(call: Call) -> Json:
    """Start a conversation for a contact; answers with its first message."""
    sender = call.body.object("from")
    if sender is None:
        raise missing("from")
    return start_conversation(call.records, sender, call.body, call.now)


@routes.reads("GET /conversations")
def list_conversations(call: Call) -> Json:
    """A page of the conversations, newest first, without parts."""
    page = cursor_page(
        call.records,
        "conversations",
        "archived = 0",
        (),
        order=Order(),
        per_page=per_page_of(call.query.whole("per_page"), 20),
        starting_after=call.query.text("starting_after"),
    )
    return list_of(
        page,
        lambda docs: conversation_views(call.records, docs),
        "conversations",
        "conversation.list",
    )


@routes.reads("POST /conversations/search")
def search_conversations(call: Call) -> Json:
    """A page of the conversations a query finds, without parts."""
    page = search_page(
        call.records, "conversations", call.body, CONVERSATION_DIALECT, default_per_page=20
    )
    return list_of(
        page,
        lambda docs: conversation_views(call.records, docs),
        "conversations",
        "conversation.list",
    )


@routes.reads("GET /conversations/{id}")
def show_conversation(call: Call) -> Json:
    """One conversation with its parts and statistics."""
    conversation = needed_conversation(call.records, call.path["id"])
    return conversation_view(call.records, conversation, statistics=True, plain=_plain(call))


def _plain(call: Call) -> bool:
    return call.query.text("display_as") == "plaintext"


@routes.writes("PUT /conversations/{id}")
def update_conversation(call: Call) -> Json:
    """Set read, title, company or custom attributes of a conversation."""
    conversation = needed_conversation(call.records, call.path["id"])
    if call.body.has("read"):
        conversation["read"] = bool(call.body.flag("read"))
    if call.body.has("title"):
        conversation["title"] = call.body.text("title")
    given = call.body.object("custom_attributes")
    if given is not None:
        references = take_references(call.records, "conversation", given.values)
        set_references(call.records, "conversation", conversation["id"], references, call.now)
        attributes = {**conversation.get("custom_attributes", {}), **given.values}
        conversation["custom_attributes"] = {
            name: value for name, value in attributes.items() if value is not None
        }
    if call.body.has("company_id"):
        id = call.body.id("company_id")
        conversation["company_id"] = needed_company(call.records, id)["id"] if id else None
    conversation["updated_at"] = call.now
    call.records.save("conversations", conversation)
    return conversation_view(call.records, conversation, plain=_plain(call))


@routes.writes("DELETE /conversations/{id}")
def delete_conversation(call: Call) -> Json:
    """Remove a conversation for good, with its parts."""
    conversation = needed_conversation(call.records, call.path["id"])
    id = conversation["id"]
    retained = call.query.text("retain_metrics") is None or call.query.flag("retain_metrics")
    note_deletion(call.records, id, call.now, metrics_retained=retained)
    forget_side_conversations(call.records, id)
    for kind in ("contact", "admin", "tag", "ticket", "instance"):
        call.records.unlink_all(f"conversation_{kind}", a=id)
    call.records.remove_where("parts", "conversation_id = ?", (id,))
    call.records.remove("conversations", id)
    return {"id": id, "object": "conversation", "deleted": True}


@routes.writes("POST /conversations/{id}/reply")
def reply_to_conversation(call: Call) -> Json:
    """Add an admin's or a contact's reply; the path id `last` is the contact's latest."""
    conversation = _conversation_to_answer(call)
    reply = read_reply(call.records, call.body)
    if not reply.from_admin:
        people = call.records.links_of("conversation_contact", conversation["id"])
        if reply.author_id not in {link.b for link in people}:
            raise not_found()
    add_reply(call.records, conversation, reply, reply.created_at or call.now)
    return conversation_view(call.records, conversation)


def _conversation_to_answer(call: Call) -> Json:
    """The conversation of the path; `last` is the contact's latest.

    A teammate's message that is later still becomes a conversation by being answered.
    """
    if call.path["id"] != "last":
        return needed_conversation(call.records, call.path["id"])
    contact = contact_by(call.records, call.body)
    if contact is None:
        raise not_found("User Not Found")
    latest = call.records.select(
        "conversations",
        "archived = 0 AND id IN "
        "(SELECT a FROM links WHERE kind = 'conversation_contact' AND b = ?)",
        (contact["id"],),
        order="seq DESC",
        limit=1,
    )
    conversation = latest[0][1] if latest else None
    message = latest_unanswered(call.records, contact["id"])
    if message is not None and call.body.text("type") == "user":
        since = conversation["created_at"] if conversation is not None else 0
        if message["created_at"] >= since:
            # Who got the message may have been deleted or merged since.
            others = call.records.some("contacts", message["contact_ids"])
            people = list(dict.fromkeys((contact["id"], *others)))
            message = open_conversation(call.records, message, people, call.now)
            return needed_conversation(call.records, message["conversation_id"])
    if conversation is None:
        raise not_found()
    return conversation


def add_reply(records: Records, conversation: Json, reply: Reply, now: int) -> None:
    """Append a reply, with what it does to the state of the conversation."""
    part_type = reply.kind
    if reply.from_admin:
        if reply.kind == "comment":
            conversation["waiting_since"] = None
            mark_time(conversation, "admin_reply", now, duration="time_to_admin_reply")
            for link in records.links_of("conversation_contact", conversation["id"]):
                touch(records, link.b, "last_contacted_at", now)
    else:
        part_type = "comment" if conversation["state"] == "open" else "open"
        reopen(conversation)
        conversation["waiting_since"] = now
        conversation["read"] = False
        _pass_on(records, conversation)
        if conversation.get("first_contact_reply") is None:
            conversation["first_contact_reply"] = {
                "created_at": now,
                "type": "conversation",
                "url": None,
            }
        mark_time(conversation, "contact_reply", now)
        touch(records, reply.author_id, "last_replied_at", now)
    metadata: Json | None = {"quick_reply_options": reply.options} if reply.options else None
    if reply.chosen is not None:
        metadata = {"quick_reply_uuid": reply.chosen}
    add_part(
        records,
        conversation,
        part_type,
        reply.author,
        now,
        html=reply.html,
        attachments=reply.attachments or None,
        metadata=metadata,
    )


def _pass_on(records: Records, conversation: Json) -> None:
    """Take a conversation off a teammate who is away and passes replies on."""
    id = conversation.get("admin_assignee_id")
    admin = records.get("admins", str(id)) if id is not None else None
    if admin is not None and admin.get("away_mode_enabled") and admin.get("away_mode_reassign"):
        conversation["admin_assignee_id"] = None


@routes.writes("POST /conversations/{id}/parts")
def change_conversation(call: Call) -> Json:
    """Close, snooze, open or assign a conversation."""
    conversation = needed_conversation(call.records, call.path["id"])
    kind = call.body.one_of("message_type", ("close", "snoozed", "open", "assignment"))
    if kind is None:
        raise missing("message_type")
    admin = author_of(needed_admin(call.records, call.body.needed_id("admin_id")))
    text = call.body.text("body")
    html = clean_html(text) if text else None
    if kind == "close":
        close(call.records, conversation, admin, call.now, html)
    elif kind == "snoozed":
        until = call.body.needed_whole("snoozed_until")
        if until <= call.now:
            raise invalid("snoozed_until must be in the future", "snoozed_until")
        set_state(conversation, "snoozed", until)
        add_part(call.records, conversation, "snoozed", admin, call.now)
    elif kind == "open":
        reopen(conversation)
        conversation["read"] = True
        add_part(call.records, conversation, "open", admin, call.now)
    else:
        _assign(call, conversation, admin, html)
    return conversation_view(call.records, conversation)


def close(records: Records, conversation: Json, admin: Json, now: int, html: str | None) -> None:
    """Close a conversation for an admin, with an optional last message."""
    mark_closed(conversation, now)
    conversation["statistics"]["last_closed_by_id"] = admin["id"]
    add_part(records, conversation, "close", admin, now, html=html)


def mark_closed(conversation: Json, now: int) -> None:
    """Move to closed; nobody waits any longer."""
    mark_time(conversation, "close", now, duration="time_to_first_close")
    conversation["statistics"]["time_to_last_close"] = now - conversation["created_at"]
    conversation["waiting_since"] = None
    set_state(conversation, "closed")


def find_assignee(records: Records, id: str, kinds: tuple[str, ...]) -> tuple[str, Json]:
    """The admin or team with an id, as ("admin" | "team", record); 404 when there is none."""
    for kind in kinds:
        found = records.get(f"{kind}s", id)
        if found is not None:
            return kind, found
    raise not_found("Assignee not found", "assignee_not_found")


def _assign(call: Call, conversation: Json, admin: Json, html: str | None) -> None:
    kind = call.body.one_of("type", ("admin", "team"), "admin") or "admin"
    id = call.body.needed_id("assignee_id")
    assigned_to: Json | None = None
    if id == "0":
        conversation[f"{kind}_assignee_id"] = None
    else:
        choices = ("admin", "team") if kind == "admin" else ("team",)
        kind, assignee = find_assignee(call.records, id, choices)
        conversation[f"{kind}_assignee_id"] = int(assignee["id"])
        assigned_to = {"type": kind, "id": assignee["id"]}
        count(conversation, "count_assignments")
        mark_time(conversation, "assignment", call.now, duration="time_to_assignment")
    part_type = "assignment"
    if conversation["state"] == "closed":
        reopen(conversation)
        part_type = "assign_and_reopen"
    add_part(
        call.records,
        conversation,
        part_type,
        admin,
        call.now,
        html=html,
        assigned_to=assigned_to,
    )


@routes.writes("POST /conversations/{id}/run_assignment_rules")
def run_assignment_rules(call: Call) -> Json:
    """Assign by the rules of the workspace: it has none, so whoever has it keeps it."""
    conversation = needed_conversation(call.records, call.path["id"])
    nobody = {"type": "nobody_admin", "id": None}
    bot = bot_author(call.records)
    add_part(call.records, conversation, "default_assignment", bot, call.now, assigned_to=nobody)
    return conversation_view(call.records, conversation)


@routes.writes("POST /conversations/{id}/customers")
def add_customer(call: Call) -> Json:
    """Add a contact to a conversation; an unknown e-mail address makes a lead."""
    conversation = needed_conversation(call.records, call.path["id"])
    admin = author_of(needed_admin(call.records, call.body.needed_id("admin_id")))
    keys = call.body.object("customer")
    if keys is None:
        raise missing("customer")
    contact = contact_or_lead(call.records, keys, call.now)
    id = conversation["id"]
    if call.records.link("conversation_contact", id, contact["id"], call.now):
        add_part(call.records, conversation, "participant_added", admin, call.now)
    return conversation_view(call.records, conversation)


@routes.writes("DELETE /conversations/{conversation_id}/customers/{contact_id}")
def remove_customer(call: Call) -> Json:
    """Take a contact out of a conversation; 422 for the last one."""
    conversation = needed_conversation(call.records, call.path["conversation_id"])
    admin = author_of(needed_admin(call.records, call.body.needed_id("admin_id")))
    id, contact_id = conversation["id"], call.path["contact_id"].lower()
    people = [link.b for link in call.records.links_of("conversation_contact", id)]
    if contact_id not in people:
        raise not_found("User Not Found")
    if len(people) == 1:
        raise Refusal(422, "parameter_invalid", "The last customer cannot be removed")
    call.records.unlink("conversation_contact", id, contact_id)
    add_part(call.records, conversation, "participant_removed", admin, call.now)
    return conversation_view(call.records, conversation)


@routes.writes("POST /conversations/redact")
def redact_conversation(call: Call) -> Json:
    """Replace the text of a part, or of the first message, for good."""
    kind = call.body.one_of("type", ("conversation_part", "source"))
    if kind is None:
        raise missing("type")
    conversation = needed_conversation(call.records, call.body.needed_id("conversation_id"))
    if kind == "source":
        _redact_source(conversation, call.body)
    else:
        _redact_part(call.records, conversation, call.body, call.now)
    deleted = f"deleted a message of the conversation {conversation['id']}."
    log_activity(call.records, call.now, "conversation_part_deletion", deleted)
    conversation["updated_at"] = call.now
    call.records.save("conversations", conversation)
    return conversation_view(call.records, conversation)


def _no_such_part() -> Refusal:
    return not_found(
        "Conversation part or message not found", "conversation_part_or_message_not_found"
    )


def _not_redactable() -> Refusal:
    return Refusal(400, "conversation_part_not_redactable", "This message cannot be redacted")


def _redact_source(conversation: Json, body: Body) -> None:
    source = conversation["source"]
    if source["id"] != body.needed_id("source_id"):
        raise _no_such_part()
    if source["author"]["type"] == "admin":
        raise _not_redactable()
    conversation["source"] = {**source, "body": REDACTED_BODY, "redacted": True, "attachments": []}
    conversation["words"] = None


def _redact_part(records: Records, conversation: Json, body: Body, now: int) -> None:
    part = records.get("parts", body.needed_id("conversation_part_id"))
    if part is None or part["conversation_id"] != conversation["id"]:
        raise _no_such_part()
    if not part.get("body"):
        raise _not_redactable()
    gone = {"body": REDACTED_BODY, "redacted": True, "attachments": None, "updated_at": now}
    records.save("parts", {**part, **gone})
