"""What the entries of a seed file mean: one function a section, each a few ordinary requests.

Beside its own keys an entry has those of the request's body, as the API takes them; any other is
refused, as it is likely misspelt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..messages import Json, Refusal
from .planting import Entry, Fault, Path, Planting
from .seed import named


def _tag(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given, "name")
    entry.keep_to("tags")
    entry.made(planting, planting.call("POST /tags", entry.body, entry.at))


def _company(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given, "name")
    tags, _ = entry.many("tags"), entry.many("contacts")
    entry.keep_to("companies")
    entry.body.setdefault("company_id", entry.body.get("name"))
    id = entry.made(planting, planting.call("POST /companies", entry.body, entry.at))
    for index, tag in enumerate(tags):
        planting.inside = ("tags", index)
        planting.call("POST /tags", {"name": tag, "companies": [{"id": id}]}, entry.at)


def _company_contacts(planting: Planting, given: Any) -> None:
    """The second pass over companies, when all contacts are there."""
    entry = Entry(planting, given, "name")
    contacts = entry.many("contacts")
    id = planting.company(entry.name or entry.body.get("company_id") or entry.body.get("name"))
    for index, contact in enumerate(contacts):
        place: Path = ("contacts", index)
        if isinstance(contact, dict):
            contact = _contact_within(planting, contact, place)
        else:
            contact = planting.contact(contact, *place)["id"]
        planting.inside = place
        planting.call(f"POST /contacts/{contact}/companies", {"id": id}, entry.at)


def _contact_within(planting: Planting, given: Json, place: Path) -> str:
    """A contact that stands at a place inside another entry."""
    planting.inside = ()
    try:
        return _contact(planting, given)
    except Fault as fault:
        raise Fault(fault.message, *place, *fault.path) from fault
    except Refusal:
        planting.inside = (*place, *planting.inside)
        raise


def _contact(planting: Planting, given: Any) -> str:
    entry = Entry(planting, given, "email")
    companies, tags, notes = (entry.many(key) for key in ("companies", "tags", "notes"))
    archived, blocked = entry.take("archived"), entry.take("blocked")
    entry.keep_to("contacts")
    known = any(entry.body.get(key) for key in ("email", "external_id"))
    entry.body.setdefault("role", "user" if known else "lead")
    id = entry.made(planting, planting.call("POST /contacts", entry.body, entry.at))
    for index, company in enumerate(companies):
        planting.inside = ("companies", index)
        company_id = planting.company(company, "companies", index)
        planting.call(f"POST /contacts/{id}/companies", {"id": company_id}, entry.at)
    for index, tag in enumerate(tags):
        planting.inside = ("tags", index)
        planting.call(f"POST /contacts/{id}/tags", {"id": planting.tag(tag, entry.at)}, entry.at)
    for index, given_note in enumerate(notes):
        planting.inside = ("notes", index)
        note = Entry(planting, given_note, "body")
        by = planting.admin(note.take("by"), "notes", index, "by")
        note.keep_to("notes")
        note.body["admin_id"] = by
        planting.call(f"POST /contacts/{id}/notes", note.body, note.at)
    for wanted, what in ((archived, "archive"), (blocked, "block")):
        if wanted:
            planting.call(f"POST /contacts/{id}/{what}", {}, entry.at)
    return id


def _conversation(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given)
    contact = planting.contact(entry.take("contact"), "contact")
    parts, tags, assignee = entry.many("parts"), entry.many("tags"), entry.take("assignee")
    later: Json = {
        key: entry.body.pop(key) for key in ("title", "custom_attributes") if key in entry.body
    }
    entry.keep_to("conversations")
    body = {"from": {"type": contact["role"], "id": contact["id"]}, **entry.body}
    id = entry.made(planting, planting.call("POST /conversations", body, entry.at))
    if later:
        planting.call(f"PUT /conversations/{id}", later, entry.at)
    at = entry.at
    first: list[Json] = [{"tag": tag} for tag in tags]
    first += [] if assignee is None else [{"assign": assignee}]
    for part in first:
        at = _part(planting, f"/conversations/{id}", contact, part, at)
    for index, part in enumerate(parts):
        planting.inside = ("parts", index)
        try:
            at = _part(planting, f"/conversations/{id}", contact, part, at)
        except Fault as fault:
            raise Fault(fault.message, "parts", index, *fault.path) from fault


_DEEDS = ("reply", "note", "assign", "close", "open", "snooze", "tag")


def _part(planting: Planting, path: str, contact: Json, given: Any, at: int) -> int:
    """Add one part; gives its time."""
    if not isinstance(given, dict):
        raise Fault("a part is a mapping")
    deeds = [deed for deed in _DEEDS if deed in given]
    unknown = sorted(set(given) - {*_DEEDS, "by", "at", "after_s"})
    if len(deeds) != 1 or unknown:
        wrong = f", and no {', '.join(unknown)}" if unknown else ""
        raise Fault(f"a part has one of {', '.join(_DEEDS)}; by, at, after_s{wrong}")
    deed, value, by = deeds[0], given[deeds[0]], given.get("by")
    after_s = given.get("after_s") or 0
    if isinstance(after_s, bool) or not isinstance(after_s, int):
        raise Fault("after_s is a number of whole seconds", "after_s")
    at = Entry(planting, {"at": given.get("at", at + after_s)}).at
    if deed == "reply":
        planting.call(f"POST {path}/reply", {"body": value, **_author(planting, contact, by)}, at)
        return at
    admin = planting.admin(by, "by")
    acting: Json = {"type": "admin", "admin_id": admin}
    if deed == "note":
        body = {"message_type": "note", "body": value, **acting}
        planting.call(f"POST {path}/reply", body, at)
    elif deed == "tag":
        body = {"id": planting.tag(value, at), "admin_id": admin}
        planting.call(f"POST {path}/tags", body, at)
    else:
        planting.call(f"POST {path}/parts", {**acting, **_changed(planting, deed, value)}, at)
    return at


def _author(planting: Planting, contact: Json, by: Any) -> Json:
    """Who replies: the contact of the conversation, unless an admin or another contact is named."""
    if by is None:
        return {"type": "user", "message_type": "comment", "intercom_user_id": contact["id"]}
    try:
        admin = planting.admin(by)
    except Fault:
        other = planting.contact(by, "by")
        return {"type": "user", "message_type": "comment", "intercom_user_id": other["id"]}
    return {"type": "admin", "message_type": "comment", "admin_id": admin}


def _changed(planting: Planting, deed: str, value: Any) -> Json:
    if deed == "assign":
        try:
            team = planting.one("teams", value, ("name",))
        except Fault:
            admin = planting.admin(value, "assign")
            return {"message_type": "assignment", "assignee_id": admin}
        return {"message_type": "assignment", "type": "team", "assignee_id": team}
    if deed == "snooze":
        return {"message_type": "snoozed", "snoozed_until": value}
    said = {"body": value} if isinstance(value, str) else {}
    return {"message_type": deed, **said}


def _ticket(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given)
    names = ("contact", "type", "title", "description", "attributes", "assignee", "state")
    own = {key: entry.take(key) for key in names}
    contacts = entry.many("contacts") + ([] if own["contact"] is None else [own["contact"]])
    parts, tags = entry.many("parts"), entry.many("tags")
    people = [planting.contact(each, "contacts") for each in contacts]
    entry.keep_to("tickets")
    if not people:
        raise Fault("a ticket has a contact")
    if not isinstance(own["attributes"] or {}, dict):
        raise Fault("the attributes are a mapping", "attributes")
    attributes = dict(own["attributes"] or {})
    for key, title in (("title", "_default_title_"), ("description", "_default_description_")):
        if own[key] is not None:
            attributes[title] = own[key]
    body = {
        "ticket_type_id": planting.one("ticket_types", own["type"], ("name",), "type"),
        "contacts": [{"id": person["id"]} for person in people],
        "ticket_attributes": attributes,
        **entry.body,
    }
    id = entry.made(planting, planting.call("POST /tickets", body, entry.at))
    change: Json = {}
    if own["state"] is not None:
        keys = ("category", "internal_label")
        change["ticket_state_id"] = planting.one("ticket_states", own["state"], keys, "state")
    if own["assignee"] is not None:
        change["assignee_id"] = planting.admin(own["assignee"], "assignee")
    if change:
        planting.call(f"PUT /tickets/{id}", {**change, "admin_id": planting.admin(None)}, entry.at)
    at = entry.at
    for index, part in enumerate([*({"tag": tag} for tag in tags), *parts]):
        planting.inside = ("parts", index - len(tags)) if index >= len(tags) else ("tags", index)
        if isinstance(part, dict) and set(part) & set(_DEEDS) - {"reply", "note", "tag"}:
            raise Fault("a ticket's part has one of reply, note, tag", *planting.inside)
        at = _part(planting, f"/tickets/{id}", people[0], part, at)


def _collection(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given, "name")
    parent = entry.take("parent")
    if parent is not None:
        parent = planting.one("collections", parent, ("name",), "parent")
    entry.keep_to("collections")
    if parent is not None:
        entry.body["parent_id"] = parent
    made = planting.call("POST /help_center/collections", entry.body, entry.at)
    entry.made(planting, made)


def _article(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given, "title")
    collection = entry.take("collection")
    author = int(planting.admin(entry.take("author"), "author"))
    entry.keep_to("articles")
    entry.body["author_id"] = author
    if collection is not None:
        id = planting.one("collections", collection, ("name",), "collection")
        entry.body |= {"parent_id": int(id), "parent_type": "collection"}
    entry.made(planting, planting.call("POST /articles", entry.body, entry.at))


def _internal_article(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given, "title")
    author = int(planting.admin(entry.take("author"), "author"))
    owner = entry.take("owner")
    entry.keep_to("internal_articles")
    entry.body["author_id"] = author
    entry.body["owner_id"] = author if owner is None else int(planting.admin(owner, "owner"))
    entry.made(planting, planting.call("POST /internal_articles", entry.body, entry.at))


def _event(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given)
    contact = planting.contact(entry.take("contact"), "contact")
    name = entry.take("name")
    entry.keep_to("events")
    body = {"event_name": name, "created_at": entry.at, "id": contact["id"], **entry.body}
    planting.call("POST /events", body, entry.at)


def _request(planting: Planting, given: Any) -> None:
    entry = Entry(planting, given)
    operation = entry.take("call")
    if not isinstance(operation, str) or " /" not in operation:
        raise Fault("a call is METHOD /path", "call")
    try:
        operation = named(operation, planting.names)
        body = named(entry.take("body") or {}, planting.names)
    except KeyError as error:
        raise Fault(f"nothing before this is called {error.args[0]!r}", "call") from error
    if not isinstance(body, dict):
        raise Fault("a body is a mapping", "body")
    if entry.body:
        raise Fault(f"a call has call, body, as, at, and no {', '.join(entry.body)}")
    try:
        answer = planting.call(operation, body, entry.at)
    except ValueError as error:
        raise Fault(f"nothing answers {operation}", "call") from error
    if entry.name is not None:
        entry.made(planting, answer)


PASSES: tuple[tuple[str, Callable[[Planting, Any], object]], ...] = (
    ("tags", _tag),
    ("companies", _company),
    ("contacts", _contact),
    ("companies", _company_contacts),
    ("conversations", _conversation),
    ("tickets", _ticket),
    ("collections", _collection),
    ("articles", _article),
    ("internal_articles", _internal_article),
    ("events", _event),
    ("calls", _request),
)
"""The sections of a seed file, in the order in which they are made."""

SECTIONS = tuple(dict.fromkeys(name for name, _ in PASSES))
