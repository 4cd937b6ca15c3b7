"""Tags, and putting them on contacts, companies, conversations and tickets.

Tags on content are in `content_tags`.
"""

from __future__ import annotations

import json

from ..body import Body
from ..messages import Answer, Json, Refusal, invalid, not_found
from ..people.contact_model import contact_by, needed_contact
from ..records import Link, Records
from ..routes import Call, Routes
from .admins import needed_admin, token_admin

routes = Routes()

_LINK_KINDS = (
    "contact_tag",
    "company_tag",
    "conversation_tag",
    "ticket_tag",
    "article_tag",
    "internal_article_tag",
    "content_snippet_tag",
    "external_page_tag",
)


def tag_basic(doc: Json) -> Json:
    """A tag by itself, without who applied it."""
    return {"type": "tag", "id": doc["id"], "name": doc["name"]}


def _tag_view(doc: Json, link: Link) -> Json:
    return {
        **tag_basic(doc),
        "applied_at": link.at,
        "applied_by": {"type": link.by_type or "admin", "id": link.by_id},
    }


def tag_views(records: Records, kind: str, ids: list[str]) -> dict[str, list[Json]]:
    """The tags on each record, by the record's id, through links of a kind."""
    links = records.links(kind, ids)
    tags = records.some("tags", (link.b for group in links.values() for link in group))
    return {
        id: [_tag_view(tags[link.b], link) for link in group if link.b in tags]
        for id, group in links.items()
    }


def _needed_tag(records: Records, id: str) -> Json:
    tag = records.get("tags", id)
    if tag is None:
        raise not_found()
    return tag


def _tag_named(records: Records, name: str) -> Json:
    """The tag of that name in any case, made when there is none."""
    found = records.first("tags", "name = ?", (name,))
    return found or records.add("tags", {"name": name})


def attach_tag(call: Call, kind: str, record_id: str, tag_id: str, admin: Json) -> Json:
    """Put a tag on a record and show it; putting it on again changes nothing."""
    tag = _needed_tag(call.records, tag_id)
    call.records.link(kind, record_id, tag["id"], call.now, ("admin", admin["id"]))
    links = call.records.links_of(kind, record_id)
    return _tag_view(tag, next(link for link in links if link.b == tag["id"]))


def detach_tag(records: Records, kind: str, record_id: str, tag_id: str) -> Json | None:
    """Take a tag off a record and show it as it was; None when it was not there."""
    tag = records.get("tags", tag_id)
    links = records.links_of(kind, record_id)
    link = next((link for link in links if link.b == tag_id), None)
    if tag is None or link is None:
        return None
    records.unlink(kind, record_id, tag_id)
    return _tag_view(tag, link)


@routes.reads("GET /tags")
def list_tags(call: Call) -> Json:
    """Every tag."""
    return {"type": "list", "data": [tag_basic(doc) for doc in call.records.all("tags")]}


@routes.reads("GET /tags/{id}")
def show_tag(call: Call) -> Json:
    """One tag."""
    return tag_basic(_needed_tag(call.records, call.path["id"]))


@routes.writes("POST /tags")
def create_or_apply_tag(call: Call) -> Json:
    """Create or rename a tag, or put it on users, or on companies, or take it off companies."""
    name = call.body.text("name")
    if not name or not name.strip():
        raise invalid("invalid tag parameters")
    users, companies = call.body.objects("users"), call.body.objects("companies")
    by = ("admin", token_admin(call.records)["id"])
    if users is not None:
        ids = [_user_of(call.records, user)["id"] for user in users]
        tag = _tag_named(call.records, name)
        for id in ids:
            call.records.link("contact_tag", id, tag["id"], call.now, by)
        return tag_basic(tag)
    if companies is not None:
        found = [(_company_of(call.records, item), item.flag("untag")) for item in companies]
        tag = _tag_named(call.records, name)
        for company, untag in found:
            if untag:
                call.records.unlink("company_tag", company["id"], tag["id"])
            else:
                call.records.link("company_tag", company["id"], tag["id"], call.now, by)
        return tag_basic(tag)
    id = call.body.id("id")
    if id is None:
        return tag_basic(_tag_named(call.records, name))
    return tag_basic(_rename(call.records, _needed_tag(call.records, id), name))


def _rename(records: Records, tag: Json, name: str) -> Json:
    other = records.first("tags", "name = ? AND id <> ?", (name, tag["id"]))
    if other is not None:
        raise Refusal(409, "conflict", f"A tag of that name already exists with id={other['id']}")
    return records.save("tags", {**tag, "name": name})


def _user_of(records: Records, keys: Body) -> Json:
    contact = contact_by(records, keys)
    if contact is None:
        raise not_found("User Not Found")
    return contact


def _company_of(records: Records, keys: Body) -> Json:
    id, company_id = keys.id("id"), keys.id("company_id")
    company = None
    if id is not None:
        company = records.get("companies", id.lower())
    elif company_id is not None:
        company = records.first("companies", "company_id = ?", (company_id,))
    if company is None:
        raise not_found("Company Not Found", "company_not_found")
    return company


@routes.writes("DELETE /tags/{id}")
def delete_tag(call: Call) -> Answer:
    """Remove a tag everywhere; refused while a segment is defined by it."""
    tag = _needed_tag(call.records, call.path["id"])
    users = [
        segment["name"]
        for segment in call.records.all("segments")
        if _mentions(segment["query"], tag["id"])
    ]
    if users:
        raise Refusal(
            400,
            "tag_has_dependent_objects",
            f"The tag is used by these segments: {json.dumps(users)}",
        )
    for kind in _LINK_KINDS:
        call.records.unlink_all(kind, b=tag["id"])
    call.records.remove("tags", tag["id"])
    return Answer(None)


def _mentions(query: Json, tag_id: str) -> bool:
    if query.get("field") == "tag_id":
        return str(query.get("value")) == tag_id
    value = query.get("value")
    return isinstance(value, list) and any(
        isinstance(item, dict) and _mentions(item, tag_id) for item in value
    )


@routes.reads("GET /contacts/{contact_id}/tags")
def list_contact_tags(call: Call) -> Json:
    """The tags on a contact."""
    contact = needed_contact(call.records, call.path["contact_id"])
    views = tag_views(call.records, "contact_tag", [contact["id"]])
    return {"type": "list", "data": views[contact["id"]]}


@routes.writes("POST /contacts/{contact_id}/tags")
def tag_contact(call: Call) -> Json:
    """Put a tag on a contact."""
    contact = needed_contact(call.records, call.path["contact_id"])
    admin = token_admin(call.records)
    return attach_tag(call, "contact_tag", contact["id"], call.body.needed_id("id"), admin)


@routes.writes("DELETE /contacts/{contact_id}/tags/{id}")
def untag_contact(call: Call) -> Json:
    """Take a tag off a contact."""
    contact = needed_contact(call.records, call.path["contact_id"])
    view = detach_tag(call.records, "contact_tag", contact["id"], call.path["id"])
    if view is None:
        raise not_found()
    return view


def _tag_by_admin(call: Call, kind: str, record_id: str) -> Json:
    admin = needed_admin(call.records, call.body.needed_id("admin_id"))
    return attach_tag(call, kind, record_id, call.body.needed_id("id"), admin)


def _untag_by_admin(call: Call, kind: str, record_id: str) -> Json:
    needed_admin(call.records, call.body.needed_id("admin_id"))
    view = detach_tag(call.records, kind, record_id, call.path["id"])
    if view is None:
        raise not_found("Tag not found", "tag_not_found")
    return view


def _conversation_id(call: Call) -> str:
    id = call.path["conversation_id"]
    if call.records.get("conversations", id) is None:
        raise not_found("Conversation not found")
    return id


def _ticket_id(call: Call) -> str:
    id = call.path["ticket_id"]
    if call.records.get("tickets", id) is None:
        raise not_found("Ticket not found", "ticket_not_found")
    return id


@routes.writes("POST /conversations/{conversation_id}/tags")
def tag_conversation(call: Call) -> Json:
    """Put a tag on a conversation, for an admin."""
    return _tag_by_admin(call, "conversation_tag", _conversation_id(call))


@routes.writes("DELETE /conversations/{conversation_id}/tags/{id}")
def untag_conversation(call: Call) -> Json:
    """Take a tag off a conversation, for an admin."""
    return _untag_by_admin(call, "conversation_tag", _conversation_id(call))


@routes.writes("POST /tickets/{ticket_id}/tags")
def tag_ticket(call: Call) -> Json:
    """Put a tag on a ticket, for an admin."""
    return _tag_by_admin(call, "ticket_tag", _ticket_id(call))


@routes.writes("DELETE /tickets/{ticket_id}/tags/{id}")
def untag_ticket(call: Call) -> Json:
    """Take a tag off a ticket, for an admin."""
    return _untag_by_admin(call, "ticket_tag", _ticket_id(call))
