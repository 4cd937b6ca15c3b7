"""Data events: what contacts did, one by one for 90 days, and counted for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from ..body import Body, Query
from ..messages import Answer, Json, invalid, missing, not_found
from ..paging import Cursor, Order, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .contact_model import contact_by

routes = Routes()

LISTED_S = 90 * 86_400
MAX_METADATA_KEYS = 10
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999, the last time that can be written as a date."""

_NEWEST_FIRST = Order()
_IDENTIFIERS = ("intercom_user_id", "user_id", "email")
_RICH_VALUES = (frozenset({"url", "value"}), frozenset({"amount", "currency"}))


def forget_events(records: Records, contact_id: str) -> None:
    """Remove the events of a contact and their counts."""
    for kind in ("events", "event_summaries"):
        records.remove_where(kind, "contact_id = ?", (contact_id,))


def move_events(records: Records, contact_id: str, to: str) -> None:
    """Give the events of one contact to another, who then has the counts of both."""
    for event in records.all("events", "contact_id = ?", (contact_id,)):
        records.save("events", {**event, "contact_id": to})
    for summary in records.all("event_summaries", "contact_id = ?", (contact_id,)):
        _count(records, to, summary["name"], summary["count"], summary["first"], summary["last"])
        records.remove("event_summaries", summary["id"])


def _count(records: Records, contact_id: str, name: str, count: int, first: int, last: int) -> None:
    """Add to the summary of a contact's events of one name."""
    known = records.first(
        "event_summaries", "contact_id = ? AND name = ? COLLATE BINARY", (contact_id, name)
    )
    if known is None:
        summary = {"contact_id": contact_id, "name": name, "count": count}
        records.add("event_summaries", {**summary, "first": first, "last": last})
        return
    known["count"] += count
    known["first"], known["last"] = min(first, known["first"]), max(last, known["last"])
    records.save("event_summaries", known)


@routes.writes("POST /events")
def create_event(call: Call) -> Answer:
    """Record that a contact did something; the same name and second again changes nothing."""
    records, body = call.records, call.body
    name = body.needed_text("event_name")
    at = _time_of(body, "created_at")
    metadata = _metadata_of(body)
    contact = _contact_of(records, body)
    same = "contact_id = ? AND created_at = ? AND name = ? COLLATE BINARY"
    if records.count("events", same, (contact["id"], at, name)):
        return Answer(None, status=202)
    number = records.next_number("events")
    event = {
        "id": f"66a1c0de-e0e0-4000-8000-{number:012x}",
        "contact_id": contact["id"],
        "name": name,
        "created_at": at,
        "metadata": metadata or None,
    }
    records.add("events", event)
    _count(records, contact["id"], name, 1, at, at)
    seen = max(at, contact.get("last_seen_at") or 0)
    records.save("contacts", {**contact, "last_seen_at": seen})
    return Answer(None, status=202)


def _time_of(body: Body, name: str) -> int:
    at = body.needed_whole(name)
    if not 0 <= at <= _LAST_SECOND:
        raise invalid(f"{name} must be a UNIX time in seconds", name)
    return at


def _contact_of(records: Records, keys: Body) -> Json:
    if not any(keys.id(name) for name in ("id", *_IDENTIFIERS)):
        raise missing("id, user_id or email")
    contact = contact_by(records, keys)
    if contact is None:
        raise not_found("User Not Found")
    return contact


def _metadata_of(body: Body) -> Json:
    """The first ten keys; values are flat, but for links and amounts of money."""
    given = body.object("metadata")
    kept = dict(list(given.values.items())[:MAX_METADATA_KEYS]) if given is not None else {}
    for name, value in kept.items():
        rich = isinstance(value, dict) and frozenset(value) in _RICH_VALUES
        if isinstance(value, list) or (isinstance(value, dict) and not rich):
            raise invalid(f"The metadata {name} must not be nested", "metadata")
    return kept


@routes.reads("GET /events")
def list_events(call: Call) -> Json:
    """A contact's events of the last 90 days, newest first, or counts of all there were."""
    if call.query.text("type") != "user":
        raise invalid("type must be user", "type")
    name, value = _identifier_of(call.query)
    contact = contact_by(call.records, Body({name: value}))
    if contact is None:
        raise not_found("User Not Found")
    named = {"user_id": contact.get("external_id"), "email": contact.get("email")}
    answer: Json = {
        "type": "event.summary",
        "intercom_user_id": contact["id"],
        **{key: value for key, value in named.items() if value is not None},
    }
    if call.query.flag("summary"):
        found = call.records.all("event_summaries", "contact_id = ?", (contact["id"],))
        return {**answer, "events": [_summary_view(doc) for doc in found], "pages": {}}
    per_page = per_page_of(call.query.whole("per_page"), 50)
    events, after = _page(call, contact["id"], per_page)
    pages: Json = {}
    if after is not None:
        query = {"type": "user", name: value, "per_page": per_page, "before": after}
        pages["next"] = f"{call.base_url}/events?{urlencode(query)}"
    return {**answer, "events": [_event_view(doc, named) for doc in events], "pages": pages}


def _identifier_of(query: Query) -> tuple[str, str]:
    given = [(name, value) for name in _IDENTIFIERS if (value := query.text(name)) is not None]
    if not given:
        raise missing(" or ".join(_IDENTIFIERS))
    if len(given) > 1:
        raise invalid(f"Only one of {', '.join(_IDENTIFIERS)} may be given")
    return given[0]


def _page(call: Call, contact_id: str, per_page: int) -> tuple[list[Json], str | None]:
    """The events after the `before` cursor, and the cursor of the page that follows."""
    where, args = "contact_id = ? AND created_at >= ?", [contact_id, call.now - LISTED_S]
    before = call.query.text("before")
    if before is not None:
        cursor = Cursor.decode(before, _NEWEST_FIRST)
        where += " AND (created_at, seq) < (?, ?)"
        args += [cursor.value, cursor.seq]
    order = "created_at DESC, seq DESC"
    rows = call.records.select("events", where, args, order=order, limit=per_page + 1)
    after = None
    if len(rows) > per_page:
        seq, last = rows[per_page - 1]
        after = Cursor(_NEWEST_FIRST.name, last["created_at"], seq, 0).encode()
    return [doc for _, doc in rows[:per_page]], after


def _event_view(doc: Json, named: Json) -> Json:
    return {
        "type": "event",
        "id": doc["id"],
        "created_at": doc["created_at"],
        "event_name": doc["name"],
        "intercom_user_id": doc["contact_id"],
        **{key: value for key, value in named.items() if value is not None},
        "metadata": doc.get("metadata", {}),
    }


def _summary_view(doc: Json) -> Json:
    return {
        "name": doc["name"],
        "first": _iso(doc["first"]),
        "last": _iso(doc["last"]),
        "count": doc["count"],
    }


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000+00:00")


@routes.writes("POST /events/summaries")
def create_event_summaries(call: Call) -> Answer:
    """Add counts that were kept elsewhere to those of a contact's events."""
    keys = {name: call.body.values.get(name) for name in ("id", *_IDENTIFIERS)}
    contact = _contact_of(call.records, Body(keys))
    for summary in _given_summaries(call.body):
        name = summary.needed_text("event_name")
        count = summary.needed_whole("count")
        if count < 1:
            raise invalid("count must be at least 1", "count")
        first = _time_of(summary, "first") if summary.has("first") else call.now
        last = _time_of(summary, "last") if summary.has("last") else max(first, call.now)
        if first > last:
            raise invalid("first must not be later than last", "first")
        _count(call.records, contact["id"], name, count, first, last)
    return Answer(None)


def _given_summaries(body: Body) -> list[Body]:
    """One summary, or a list of them."""
    given: Any = body.values.get("event_summaries")
    if isinstance(given, dict):
        return [Body(given)]
    summaries = body.objects("event_summaries")
    if not summaries:
        raise missing("event_summaries")
    return summaries
