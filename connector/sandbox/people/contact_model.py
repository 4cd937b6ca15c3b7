"""A contact: how it is found, how the API shows it, and how its fields are set.

The handlers that answer contact requests are in `contacts`; other nouns use this module to find
and name people.
"""

from __future__ import annotations

from typing import Any

from ..body import Body
from ..messages import Json, Refusal, invalid, not_found
from ..records import Link, Records
from .contact_history import note_activity
from .custom_object_model import reference_views

MAX_EMBEDDED = 10
"""How many tags, notes and companies a contact shows of itself."""

LOCATION = ("country", "region", "city", "country_code", "continent_code")
DEVICE_FIELDS = (
    "browser",
    "browser_version",
    "browser_language",
    "os",
)
APP_FIELDS = (
    "android_app_name",
    "android_app_version",
    "android_device",
    "android_os_version",
    "android_sdk_version",
    "android_last_seen_at",
    "ios_app_name",
    "ios_app_version",
    "ios_device",
    "ios_os_version",
    "ios_sdk_version",
    "ios_last_seen_at",
)
_SOURCE_FIELDS = (
    "utm_campaign",
    "utm_content",
    "utm_medium",
    "utm_source",
    "utm_term",
    "referrer",
    "enabled_push_messaging",
)


def find_contact(records: Records, id: str) -> Json | None:
    """The contact with an Intercom id; 24 hex digits in either case."""
    return records.get("contacts", id.lower())


def needed_contact(records: Records, id: str, message: str = "User Not Found") -> Json:
    """The contact with an Intercom id; 404 with the given message."""
    contact = find_contact(records, id)
    if contact is None:
        raise not_found(message)
    return contact


def contact_by(records: Records, keys: Body) -> Json | None:
    """The contact named by `intercom_user_id` or `id`, `user_id` or `external_id`, or `email`."""
    id = keys.id("intercom_user_id") or keys.id("id")
    if id is not None:
        return find_contact(records, id)
    external_id = keys.id("user_id") or keys.id("external_id")
    if external_id is not None:
        return records.first("contacts", "archived = 0 AND external_id = ?", (external_id,))
    email = keys.text("email")
    if email is not None:
        found = records.select(
            "contacts",
            "archived = 0 AND email = ?",
            (email,),
            order="role DESC, seq",
            limit=1,
        )
        return found[0][1] if found else None
    raise invalid("A contact must be named by intercom_user_id, user_id or email")


def contact_or_lead(records: Records, keys: Body, now: int) -> Json:
    """As `contact_by`, but an unknown e-mail address makes a lead; other misses are 404."""
    contact = contact_by(records, keys)
    if contact is not None:
        return contact
    email = keys.text("email")
    if email is None or keys.has("id") or keys.has("intercom_user_id"):
        raise not_found("User Not Found")
    return add_contact(records, {"role": "lead", "email": email}, now)


def add_contact(records: Records, values: Json, now: int) -> Json:
    """Store a new contact with checked values."""
    doc = {"created_at": now, **values, "updated_at": now}
    _derive(doc)
    stored = records.add("contacts", doc)
    note_activity(records, "created", stored, now)
    return stored


def save_contact(records: Records, doc: Json, now: int) -> Json:
    """Store a changed contact, updated at `now` (UNIX seconds)."""
    doc["updated_at"] = now
    _derive(doc)
    if records.value_of("contacts", "role", doc["id"]) != doc["role"]:
        note_activity(records, "role_updated", doc, now)
    return records.save("contacts", doc)


def _derive(doc: Json) -> None:
    email = doc.get("email")
    doc["email_domain"] = email.rpartition("@")[2] if email else None


def read_fields(records: Records, body: Body) -> Json:
    """The contact fields a body sets, checked; a key is there only when the body has it.

    Raises:
        Refusal: 400 `parameter_invalid` for a wrong type, role, e-mail address or owner.
    """
    values: Json = {}
    for name in ("email", "phone", "name", "language_override"):
        if body.has(name):
            values[name] = body.text(name) or None
    if values.get("email") is not None and not _is_email(values["email"]):
        raise invalid(f"Email is not valid: {values['email']}", "email")
    if body.has("external_id"):
        values["external_id"] = body.id("external_id")
    if body.has("role"):
        values["role"] = body.one_of("role", ("user", "lead"))
    if body.has("avatar"):
        values["avatar"] = _avatar_of(body)
    for name in ("signed_up_at", "last_seen_at", "owner_id"):
        if body.has(name):
            values[name] = body.whole(name)
    owner = values.get("owner_id")
    if owner == 0:
        values["owner_id"] = None
    elif owner is not None and records.get("admins", str(owner)) is None:
        raise invalid(f"Owner {owner} does not exist", "owner_id")
    if body.has("unsubscribed_from_emails"):
        values["unsubscribed_from_emails"] = body.flag("unsubscribed_from_emails") or False
    if body.has("custom_attributes"):
        given = body.object("custom_attributes")
        values["custom_attributes"] = None if given is None else given.values
    return values


def _avatar_of(body: Body) -> str | None:
    value = body.values.get("avatar")
    if isinstance(value, dict):
        return Body(value).text("image_url")
    return body.text("avatar")


def _is_email(text: str) -> bool:
    name, at, domain = text.rpartition("@")
    return bool(name and at and "." in domain and not any(c.isspace() for c in text))


def merged_attributes(old: Any, new: Json | None) -> Json:
    """Custom attributes after an update: named keys replaced, nulls removed, None clears all."""
    if new is None:
        return {}
    kept = {**(old or {}), **new}
    return {name: value for name, value in kept.items() if value is not None}


def refuse_duplicate(records: Records, values: Json, own_id: str | None = None) -> None:
    """409 `conflict` when another contact has the external id, or is a user with the address."""
    external_id, email = values.get("external_id"), values.get("email")
    clashes: list[tuple[str, tuple[str, ...]]] = []
    if external_id is not None:
        clashes.append(("archived IN (0, 1) AND external_id = ?", (external_id,)))
    if email is not None and values.get("role") == "user":
        clashes.append(("archived IN (0, 1) AND email = ? AND role = 'user'", (email,)))
    for condition, args in clashes:
        found = records.first("contacts", f"{condition} AND id <> ?", (*args, own_id or ""))
        if found is not None:
            which = "An archived contact" if found.get("archived") else "A contact"
            raise Refusal(
                409,
                "conflict",
                f"{which} matching those details already exists with id={found['id']}",
            )


def contact_reference(doc: Json, **state: bool) -> Json:
    """The short form: deletions and changes of state answer with it, other nouns embed it."""
    return {
        "type": "contact",
        "id": doc["id"],
        "external_id": doc.get("external_id"),
        **state,
    }


def references(records: Records, ids: list[str]) -> list[Json]:
    """Short forms in the order of the ids; a contact deleted since keeps its id."""
    known = records.some("contacts", ids)
    return [contact_reference(known.get(id, {"id": id})) for id in ids]


def author_of(doc: Json) -> Json:
    """A contact as the author of a part or message."""
    return {
        "type": doc.get("role", "user"),
        "id": doc["id"],
        "name": doc.get("name"),
        "email": doc.get("email") or "",
    }


def contact_views(records: Records, docs: list[Json]) -> list[Json]:
    """Contacts as the API shows them; a fixed number of queries however many they are."""
    ids = [doc["id"] for doc in docs]
    tags = records.links("contact_tag", ids)
    companies = records.links("contact_company", ids)
    subscriptions = records.links("contact_subscription", ids)
    consents = _consents(records) if any(subscriptions.values()) else {}
    references = reference_views(records, "contact", ids)
    notes = records.count_by("notes", "contact_id", ids)
    noted = _note_ids(records, ids) if notes else {}
    workspace = records.first("workspace", "1") or {}
    return [
        _view(
            doc,
            str(workspace.get("id_code", "")),
            tags[doc["id"]],
            companies[doc["id"]],
            noted.get(doc["id"], []),
            notes.get(doc["id"], 0),
            _choices(subscriptions[doc["id"]], consents),
            references[doc["id"]],
        )
        for doc in docs
    ]


def contact_view(records: Records, doc: Json) -> Json:
    """One contact as the API shows it."""
    return contact_views(records, [doc])[0]


def _consents(records: Records) -> dict[str, str]:
    """The consent type of every subscription type, by its id."""
    return {doc["id"]: doc["consent_type"] for doc in records.all("subscription_types")}


def _choices(links: list[Link], consents: dict[str, str]) -> dict[str, list[str]]:
    """The subscription types a contact has left (opt_out) and joined (opt_in)."""
    chosen: dict[str, list[str]] = {"opt_out": [], "opt_in": []}
    for link in links:
        chosen[consents[link.b]].append(link.b)
    return chosen


def _note_ids(records: Records, ids: list[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    wanted = ",".join("?" * len(ids))
    for note in records.all("notes", f"contact_id IN ({wanted})", ids):
        grouped.setdefault(note["contact_id"], []).append(note["id"])
    return grouped


def _sublist(kind: str, ids: list[str], total: int, id: str, name: str) -> Json:
    return {
        "type": "list",
        "data": [{"type": kind, "id": one, "url": f"/{name}/{one}"} for one in ids[:MAX_EMBEDDED]],
        "url": f"/contacts/{id}/{name}",
        "total_count": total,
        "has_more": total > MAX_EMBEDDED,
    }


def _view(
    doc: Json,
    workspace_id: str,
    tags: list[Link],
    companies: list[Link],
    note_ids: list[str],
    notes: int,
    subscriptions: dict[str, list[str]],
    references: Json,
) -> Json:
    id = doc["id"]
    avatar = doc.get("avatar")
    location = doc.get("location") or {}
    view: Json = {
        "type": "contact",
        "id": id,
        "workspace_id": workspace_id,
        "external_id": doc.get("external_id"),
        "role": doc["role"],
        "email": doc.get("email"),
        "email_domain": doc.get("email_domain"),
        "phone": doc.get("phone"),
        "formatted_phone": doc.get("phone"),
        "name": doc.get("name"),
        "avatar": {"type": "avatar", "image_url": avatar} if avatar else None,
        "owner_id": doc.get("owner_id"),
        "social_profiles": {"type": "list", "data": doc.get("social_profiles", [])},
        "has_hard_bounced": doc.get("has_hard_bounced", False),
        "marked_email_as_spam": doc.get("marked_email_as_spam", False),
        "unsubscribed_from_emails": doc.get("unsubscribed_from_emails", False),
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }
    for name in (
        "signed_up_at",
        "last_seen_at",
        "last_replied_at",
        "last_contacted_at",
        "last_email_opened_at",
        "last_email_clicked_at",
        "language_override",
        *DEVICE_FIELDS,
    ):
        view[name] = doc.get(name)
    view["location"] = {"type": "location", **{key: location.get(key) for key in LOCATION}}
    for name in APP_FIELDS:
        view[name] = doc.get(name)
    view["custom_attributes"] = {**doc.get("custom_attributes", {}), **references}
    view["tags"] = _sublist("tag", [link.b for link in tags], len(tags), id, "tags")
    view["notes"] = _sublist("note", note_ids, notes, id, "notes")
    view["companies"] = _sublist(
        "company", [link.b for link in companies], len(companies), id, "companies"
    )
    for consent, name in (("opt_out", "opted_out"), ("opt_in", "opted_in")):
        chosen = subscriptions[consent]
        view[f"{name}_subscription_types"] = _sublist(
            "subscription", chosen, len(chosen), id, "subscriptions"
        )
    for name in _SOURCE_FIELDS:
        view[name] = doc.get(name)
    return view
