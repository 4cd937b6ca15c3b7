"""A seed being made: what an entry says, whom it names, and the requests that make it.

People and things are named by what they are called: a contact by e-mail address, external id or
name, an admin by e-mail address or name, a tag, team, type or collection by name; by id; or by the
name that an earlier entry was given with `as`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from ..body import Body, Query
from ..messages import Json
from ..records import Records
from ..routes import Call
from .seed import Run

Path = tuple[str | int, ...]

LATEST_S = 253_402_300_799
"""The end of the year 9999, in UNIX seconds: no calendar goes further."""


_AVAILABILITY = (
    "ai_chatbot_availability",
    "ai_copilot_availability",
    "ai_sales_agent_availability",
)
BODY_KEYS: dict[str, tuple[str, ...]] = {
    "tags": ("name",),
    "companies": (
        *("company_id", "name", "plan", "size", "website", "industry", "monthly_spend"),
        *("remote_created_at", "custom_attributes"),
    ),
    "contacts": (
        *("role", "email", "external_id", "phone", "name", "avatar", "owner_id", "signed_up_at"),
        *("last_seen_at", "language_override", "unsubscribed_from_emails", "custom_attributes"),
    ),
    "notes": ("body",),
    "conversations": ("body", "subject", "attachment_urls", "brand_id", "created_at"),
    "tickets": ("company_id", "conversation_to_link_id", "created_at", "skip_notifications"),
    "collections": ("name", "description", "help_center_id", "translated_content"),
    "articles": (
        *("title", "description", "body", "body_markdown", "state", "translated_content"),
        *("audience_ids", "folder_id", *_AVAILABILITY),
    ),
    "internal_articles": (
        *("title", "body", "body_markdown", "audience_ids", "folder_id", *_AVAILABILITY),
    ),
    "events": ("metadata",),
}
"""Section -> what an entry may say of the body of its request, beside the keys of its own."""


class Fault(Exception):
    """An entry says something that cannot be; `path` leads to it from the entry."""

    def __init__(self, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


@dataclass
class Planting:
    """A seed being made: `names` by `as`, and the place `inside` an entry that is at work."""

    records: Records
    run: Run
    now: int
    names: dict[str, str] = field(default_factory=dict)
    inside: Path = ()

    def call(self, operation: str, body: Json, at: int) -> Json:
        """Run one request at a time."""
        method, path = operation.split(" ", 1)
        call = Call(self.records, at, {}, Query(()), Body(body))
        answer = self.run(call, method, path)
        return answer if isinstance(answer, dict) else {}

    def admin(self, wanted: Any, *path: str | int) -> str:
        """The id of an admin; the first one when nobody is named."""
        admins = self.records.all("admins")
        if wanted is None:
            return str(admins[0]["id"])
        return self._find("admin", admins, wanted, ("email", "name"), path)

    def contact(self, wanted: Any, *path: str | int) -> Json:
        """A contact."""
        text = self.names.get(str(wanted), str(wanted))
        for where in ("id = ?", "email = ?", "external_id = ?", "name = ?"):
            found = self.records.first("contacts", where, (text,))
            if found is not None:
                return found
        raise Fault(f"there is no contact {wanted!r}", *path)

    def company(self, wanted: Any, *path: str | int) -> str:
        """The id of a company."""
        text = self.names.get(str(wanted), str(wanted))
        for where in ("id = ?", "company_id = ?", "name = ?"):
            found = self.records.first("companies", where, (text,))
            if found is not None:
                return str(found["id"])
        raise Fault(f"there is no company {wanted!r}", *path)

    def tag(self, name: Any, at: int) -> str:
        """The id of a tag, made where it is new."""
        known = self.names.get(str(name))
        if known is not None:
            return known
        return str(self.call("POST /tags", {"name": name}, at)["id"])

    def one(self, kind: str, wanted: Any, keys: tuple[str, ...], *path: str | int) -> str:
        """The id of a record of a kind that has few, by id or by one of its keys."""
        noun = kind.removesuffix("s").replace("_", " ")
        return self._find(noun, self.records.all(kind), wanted, keys, path)

    def _find(
        self, noun: str, docs: list[Json], wanted: Any, keys: tuple[str, ...], path: Path
    ) -> str:
        text = self.names.get(str(wanted), str(wanted)).casefold()
        for key in ("id", *keys):
            for doc in docs:
                if str(doc.get(key, "")).casefold() == text:
                    return str(doc["id"])
        known = ", ".join(str(doc.get(keys[-1])) for doc in docs[:12])
        raise Fault(f"there is no {noun} {wanted!r}; there are {known or 'none'}", *path)


class Entry:
    """One entry: its own keys are taken out, what is left is the body of its request."""

    def __init__(self, planting: Planting, given: Any, short: str | None = None) -> None:
        if short is not None and isinstance(given, str):
            given = {short: given}
        if not isinstance(given, dict):
            raise Fault("an entry is a mapping")
        self.body: Json = dict(given)
        self.name = self.body.pop("as", None)
        at = self.body.pop("at", planting.now)
        if isinstance(at, bool) or not isinstance(at, int) or abs(at) > LATEST_S:
            raise Fault("a time is a date, UNIX seconds, or how long ago, such as -3d", "at")
        self.at = at

    def take(self, key: str) -> Any:
        """An own key's value, None when absent."""
        return self.body.pop(key, None)

    def many(self, key: str) -> list[Any]:
        """An own key's list; a single value is a list of one."""
        value = self.body.pop(key, None)
        return value if isinstance(value, list) else [] if value is None else [value]

    def keep_to(self, section: str) -> None:
        """Refuse what is neither an own key nor one of the request's body."""
        for key in self.body:
            if key not in BODY_KEYS[section]:
                near = get_close_matches(str(key), BODY_KEYS[section], n=1)
                meant = f": is {near[0]} meant?" if near else ""
                raise Fault(f"an entry of {section} has no {key}{meant}", str(key))

    def made(self, planting: Planting, answer: Json) -> str:
        """Take note of what the entry has made; gives its id. Raises Fault where it has none."""
        id = str(answer.get("conversation_id") or answer.get("id") or "")
        if not id:
            raise Fault("what it answers has no id to be named", "as")
        if self.name is not None:
            planting.names[str(self.name)] = id
        return id
