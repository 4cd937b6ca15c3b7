"""Sections of Help Centers, as versions up to 2.9 had them.

Later versions let collections lie inside each other in their place; so a section is a collection
inside another, whatever it was made as.
"""

from __future__ import annotations

from ..messages import Json, Refusal, invalid, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .help_centers import (
    add_collection,
    change_collection,
    collection_views,
    needed_collection,
    remove_collection,
)

routes = Routes()

_KEYS = (
    "id",
    "workspace_id",
    "name",
    "url",
    "icon",
    "order",
    "created_at",
    "updated_at",
    "parent_id",
    "default_locale",
    "translated_content",
)


def _views(records: Records, docs: list[Json]) -> list[Json]:
    return [
        {"type": "section", **{key: view[key] for key in _KEYS if key in view}}
        for view in collection_views(records, docs)
    ]


def _needed_section(call: Call) -> Json:
    section = needed_collection(call.records, call.path["id"])
    if section.get("parent_id") is None:
        raise not_found()
    return section


@routes.reads("GET /help_center/sections")
def list_sections(call: Call) -> Json:
    """A page of all sections, last changed first."""
    page = numbered_page(
        call.records,
        "collections",
        "parent_id IS NOT NULL",
        (),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 20),
        order="updated_at DESC, seq DESC",
    )
    return {
        "type": "list",
        "data": _views(call.records, page.docs),
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.writes("POST /help_center/sections")
def create_section(call: Call) -> Json:
    """Make a section inside a collection."""
    if call.body.values.get("parent_id") is None:
        raise Refusal(400, "parameter_not_found", "Parent is a required parameter.")
    return _views(call.records, [add_collection(call)])[0]


@routes.reads("GET /help_center/sections/{id}")
def show_section(call: Call) -> Json:
    """One section."""
    return _views(call.records, [_needed_section(call)])[0]


@routes.writes("PUT /help_center/sections/{id}")
def update_section(call: Call) -> Json:
    """Set the given keys of a section; it stays inside some collection."""
    section = _needed_section(call)
    if call.body.has("parent_id") and call.body.values["parent_id"] is None:
        raise invalid("A section must be inside a collection", "parent_id")
    return _views(call.records, [change_collection(call, section)])[0]


@routes.writes("DELETE /help_center/sections/{id}")
def delete_section(call: Call) -> Json:
    """Remove a section; its articles stay, in no section."""
    section = _needed_section(call)
    remove_collection(call.records, section)
    return {"id": section["id"], "object": "section", "deleted": True}
