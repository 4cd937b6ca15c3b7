"""Merging a lead into a user: doing it, asking what it would do, and who was merged before."""

from __future__ import annotations

from typing import Any

from ..messages import Json, invalid, not_found
from ..paging import Order, cursor_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .contact_history import note_activity
from .contact_model import (
    APP_FIELDS,
    DEVICE_FIELDS,
    contact_view,
    find_contact,
    needed_contact,
    save_contact,
)
from .contacts import LINK_KINDS, forget_contact
from .events import move_events

routes = Routes()

MAX_CHANGES_SHOWN = 50

_COMPARED = (
    "name",
    "email",
    "phone",
    "external_id",
    "owner_id",
    "avatar",
    "language_override",
    "signed_up_at",
    "last_seen_at",
    "last_replied_at",
    "last_contacted_at",
    "location",
    *DEVICE_FIELDS,
    *APP_FIELDS,
)
_IDENTIFIERS = ("email", "phone", "external_id")
_REASONS = {
    "invalid_merge_role_pair": "Only a lead can be merged, and only into a user",
    "no_shared_identifier": (
        "The contacts share no email, phone or external ID; "
        "set skip_duplicate_validation to true to preview their merge anyway"
    ),
}


def _contacts_of(call: Call) -> tuple[Json, Json]:
    """The contact to merge and the one to merge it into; 404 when one of them is unknown."""
    source = find_contact(call.records, call.body.needed_id("from"))
    target = find_contact(call.records, call.body.needed_id("into"))
    if source is None or target is None:
        raise not_found("User Not Found")
    return source, target


def _are_mergeable(source: Json, target: Json) -> bool:
    return (source["role"], target["role"]) == ("lead", "user")


@routes.writes("POST /contacts/merge")
def merge_contacts(call: Call) -> Json:
    """Move everything a lead has to a user, and remove the lead."""
    records = call.records
    source, target = _contacts_of(call)
    if not _are_mergeable(source, target):
        raise invalid("Only a lead can be merged, and only into a user")
    for kind in LINK_KINDS:
        records.move_links(kind, a=source["id"], to=target["id"])
    for kind in ("conversation_contact", "ticket_contact"):
        records.move_links(kind, b=source["id"], to=target["id"])
    for note in records.all("notes", "contact_id = ?", (source["id"],)):
        records.save("notes", {**note, "contact_id": target["id"]})
    for phone_call in _calls_of(records, source["id"]):
        records.save("calls", {**phone_call, "contact_id": target["id"]})
    move_events(records, source["id"], to=target["id"])
    forget_contact(records, source["id"])
    attributes = {**source.get("custom_attributes", {}), **target.get("custom_attributes", {})}
    # What the user lacks comes from the lead; what both have stays the user's.
    merged = {**source, **target, "custom_attributes": attributes}
    merged = save_contact(records, merged, call.now)
    ids = {"merge_source_id": source["id"], "merge_target_id": target["id"]}
    note_activity(records, "merged", merged, call.now, **ids)
    return contact_view(records, merged)


def _calls_of(records: Records, contact_id: str) -> list[Json]:
    return records.all("calls", "json_extract(doc, '$.contact_id') = ?", (contact_id,))


@routes.reads("POST /contacts/merge/preview")
def preview_merge(call: Call) -> Json:
    """What a merge would change, or why it would be refused; nothing is changed."""
    source, target = _contacts_of(call)
    skips = call.body.flag("skip_duplicate_validation") or False
    reason = None
    if not _are_mergeable(source, target):
        reason = "invalid_merge_role_pair"
    elif not skips and not _share_identifier(source, target):
        reason = "no_shared_identifier"
    if reason is not None:
        return {"allowed": False, "reasons": [{"code": reason, "message": _REASONS[reason]}]}
    changes = _attribute_changes(call.records, source, target)
    return {
        "allowed": True,
        "summary": {
            "attribute_changes": {
                "attributes": changes[:MAX_CHANGES_SHOWN],
                "total_count": len(changes),
            },
            "reassignments": _reassignments(call.records, source["id"], target["id"]),
        },
    }


def _share_identifier(source: Json, target: Json) -> bool:
    return any(
        source.get(name) is not None
        and str(source[name]).lower() == str(target.get(name, "")).lower()
        for name in _IDENTIFIERS
    )


def _attribute_changes(records: Records, source: Json, target: Json) -> list[Json]:
    changes = [_change(name, source.get(name), target.get(name)) for name in _COMPARED]
    ours, theirs = (doc.get("custom_attributes", {}) for doc in (source, target))
    changes += [_change(f"custom_attributes.{name}", ours[name], theirs.get(name)) for name in ours]
    changes.append(_change_of_companies(records, source["id"], target["id"]))
    return [change for change in changes if change is not None]


def _change(field: str, ours: Any, theirs: Any) -> Json | None:
    """What becomes of a value of the lead; None when it has none, or both have the same."""
    if ours is None or ours == theirs:
        return None
    if theirs is None:
        return {
            "field": field,
            "outcome": "adopted",
            "from_value": ours,
            "new_into_value": ours,
        }
    return {
        "field": field,
        "outcome": "discarded",
        "from_value": ours,
        "into_value": theirs,
        "new_into_value": theirs,
    }


def _change_of_companies(records: Records, source_id: str, target_id: str) -> Json | None:
    links = records.links("contact_company", (source_id, target_id))
    ours, theirs = ([link.b for link in links[id]] for id in (source_id, target_id))
    if not set(ours) - set(theirs):
        return None
    known = records.some("companies", (*ours, *theirs))
    names = {id: doc.get("name", doc["company_id"]) for id, doc in known.items()}
    change: Json = {
        "field": "companies",
        "outcome": "merged" if theirs else "adopted",
        "from_value": [names[id] for id in ours],
    }
    if theirs:
        change["into_value"] = [names[id] for id in theirs]
    change["new_into_value"] = [names[id] for id in dict.fromkeys((*theirs, *ours))]
    return change


def _reassignments(records: Records, source_id: str, target_id: str) -> Json:
    """How much of what would move, and how much of it the user has; only of what would move."""
    tags = records.links("contact_tag", (source_id, target_id))
    had = {link.b for link in tags[target_id]}
    counts: dict[str, tuple[int, int]] = {
        "conversations": _linked(records, "conversation_contact", source_id, target_id),
        "tickets": _linked(records, "ticket_contact", source_id, target_id),
        "phone_calls": (
            len(_calls_of(records, source_id)),
            len(_calls_of(records, target_id)),
        ),
        "tags": (len({link.b for link in tags[source_id]} - had), len(had)),
        "notes": (
            records.count("notes", "contact_id = ?", (source_id,)),
            records.count("notes", "contact_id = ?", (target_id,)),
        ),
    }
    return {
        name: {"from": moved, "into": there} for name, (moved, there) in counts.items() if moved
    }


def _linked(records: Records, kind: str, source_id: str, target_id: str) -> tuple[int, int]:
    counts = records.count_links_to(kind, (source_id, target_id))
    return counts.get(source_id, 0), counts.get(target_id, 0)


@routes.reads("GET /contacts/{id}/merge_history")
def list_merge_history(call: Call) -> Json:
    """A page of who was merged into a user, newest first unless asked; 404 for a lead."""
    contact = needed_contact(call.records, call.path["id"], "Contact not found")
    if contact["role"] != "user":
        raise not_found("Contact not found")
    direction = call.query.text("order") or "desc"
    if direction not in ("asc", "desc"):
        raise invalid("order must be asc or desc", "order")
    page = cursor_page(
        call.records,
        "contact_activities",
        "merge_target_id = ?",
        (contact["id"],),
        order=Order(descending=direction == "desc"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        starting_after=call.query.text("cursor"),
    )
    answer: Json = {
        "type": "list",
        "data": [
            {
                "type": "merge_history",
                "source_contact_id": doc["merge_source_id"],
                # Nobody but leads can be merged away.
                "source_contact_role": "lead",
                "merged_at": doc["created_at"],
            }
            for doc in page.docs
        ],
        "has_more": page.starting_after is not None,
    }
    if page.starting_after is not None:
        answer["next_cursor"] = page.starting_after
    return answer
