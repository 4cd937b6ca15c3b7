"""Segments: named, stored searches over contacts."""

from __future__ import annotations

from ..messages import Json, not_found
from ..people.contact_model import needed_contact
from ..people.contact_search import segment_condition
from ..records import Records
from ..routes import Call, Routes

routes = Routes()


def segment_view(records: Records, doc: Json, *, count: bool = False) -> Json:
    """A segment as the API shows it; `count` adds how many contacts it holds."""
    view: Json = {
        "type": "segment",
        "id": doc["id"],
        "name": doc["name"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
        "person_type": doc.get("person_type", "contact"),
    }
    if count:
        condition = segment_condition(records, doc["id"])
        where = f"archived = 0 AND {condition.sql}"
        view["count"] = records.count("contacts", where, condition.args)
    return view


@routes.reads("GET /segments")
def list_segments(call: Call) -> Json:
    """Every segment."""
    count = call.query.flag("include_count")
    segments = call.records.all("segments")
    return {
        "type": "segment.list",
        "segments": [segment_view(call.records, doc, count=count) for doc in segments],
        "pages": {},
    }


@routes.reads("GET /segments/{id}")
def show_segment(call: Call) -> Json:
    """One segment."""
    segment = call.records.get("segments", call.path["id"])
    if segment is None:
        raise not_found()
    return segment_view(call.records, segment)


@routes.reads("GET /contacts/{contact_id}/segments")
def list_contact_segments(call: Call) -> Json:
    """The segments a contact is in now."""
    contact = needed_contact(call.records, call.path["contact_id"])
    inside = []
    for segment in call.records.all("segments"):
        condition = segment_condition(call.records, segment["id"])
        where = f"archived = 0 AND t.id = ? AND {condition.sql}"
        if call.records.count("contacts", where, (contact["id"], *condition.args)):
            inside.append(segment_view(call.records, segment))
    return {"type": "list", "data": inside}
