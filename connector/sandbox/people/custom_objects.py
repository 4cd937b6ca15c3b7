"""Requests about instances of custom object types, such as orders. Types are not made here."""

from __future__ import annotations

from urllib.parse import urlencode

from ..messages import Json, invalid, missing, not_found
from ..paging import numbered_page, per_page_of
from ..routes import Call, Routes
from .contact_model import merged_attributes
from .custom_object_model import find_by_external_id, find_type, instance_view

routes = Routes()

_FILTERS = {
    "references_contact_id": "contact_instance",
    "references_conversation_id": "conversation_instance",
}


def _needed_type(call: Call, message: str = "Object not found") -> str:
    kind = find_type(call.records, call.path["custom_object_type_identifier"])
    if kind is None:
        raise not_found(message)
    return str(kind["identifier"])


def _needed_by_external_id(call: Call, external_id: str | None) -> Json:
    kind = _needed_type(call)
    if external_id is None:
        raise missing("external_id")
    instance = find_by_external_id(call.records, kind, external_id)
    if instance is None:
        raise not_found("Custom object instance not found")
    return instance


def _needed_by_id(call: Call) -> Json:
    kind = _needed_type(call)
    instance = call.records.get("custom_object_instances", call.path["id"])
    if instance is None or instance["type"] != kind:
        raise not_found("Custom object instance not found")
    return instance


@routes.writes("POST /custom_object_instances/{custom_object_type_identifier}")
def create_or_update_instance(call: Call) -> Json:
    """Upsert by `external_id` within the type; custom attributes are set one by one."""
    records, body = call.records, call.body
    unknown = call.path["custom_object_type_identifier"]
    kind = _needed_type(call, f"Custom object type `{unknown}` not found")
    external_id = body.needed_id("external_id")
    existing = find_by_external_id(records, kind, external_id)
    doc: Json = existing or {
        "type": kind,
        "external_id": external_id,
        "created_at": call.now,
        "custom_attributes": {},
    }
    for name in ("external_created_at", "external_updated_at"):
        if body.has(name):
            doc[name] = body.whole(name)
    if body.has("custom_attributes"):
        given = body.object("custom_attributes")
        values = None if given is None else given.values
        for name, value in (values or {}).items():
            if isinstance(value, dict | list):
                raise invalid(f"The value of {name} must be a text, a number or a boolean", name)
        doc["custom_attributes"] = merged_attributes(doc["custom_attributes"], values)
    doc["updated_at"] = call.now
    if existing is None:
        return instance_view(records.add("custom_object_instances", doc))
    return instance_view(records.save("custom_object_instances", doc))


@routes.reads("GET /custom_object_instances/{custom_object_type_identifier}")
def find_instances(call: Call) -> Json:
    """The one instance with an external id; without one, a page of the type's, newest first."""
    external_id = call.query.text("external_id")
    if external_id is not None:
        return instance_view(_needed_by_external_id(call, external_id))
    where, args = "type = ? COLLATE BINARY", [_needed_type(call)]
    filters: dict[str, str] = {}
    for name, link_kind in _FILTERS.items():
        id = call.query.text(name)
        if id is not None:
            where += f" AND id IN (SELECT b FROM links WHERE kind = '{link_kind}' AND a = ?)"
            args.append(id.lower())
            filters[name] = id
    page = numbered_page(
        call.records,
        "custom_object_instances",
        where,
        args,
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 20),
        order="seq DESC",
    )
    pages = page.page_links()
    if pages["next"] is not None:
        query = urlencode({**filters, **pages["next"]})
        pages["next"] = f"{call.base_url}/custom_object_instances/{args[0]}?{query}"
    return {
        "type": "list",
        "pages": pages,
        "total_count": page.total,
        "data": [instance_view(doc) for doc in page.docs],
    }


@routes.reads("GET /custom_object_instances/{custom_object_type_identifier}/{id}")
def show_instance(call: Call) -> Json:
    """One instance, by its id or by its external id."""
    id = call.path["id"]
    own = call.records.get("custom_object_instances", id)
    if own is not None:
        return instance_view(_needed_by_id(call))
    return instance_view(_needed_by_external_id(call, id))


@routes.writes("DELETE /custom_object_instances/{custom_object_type_identifier}")
def delete_instance_by_external_id(call: Call) -> Json:
    """Remove the instance with an external id, also from what refers to it."""
    return _delete(call, _needed_by_external_id(call, call.query.text("external_id")))


@routes.writes("DELETE /custom_object_instances/{custom_object_type_identifier}/{id}")
def delete_instance(call: Call) -> Json:
    """Remove one instance, also from what refers to it."""
    return _delete(call, _needed_by_id(call))


def _delete(call: Call, instance: Json) -> Json:
    for link_kind in _FILTERS.values():
        call.records.unlink_all(link_kind, b=instance["id"])
    call.records.remove("custom_object_instances", instance["id"])
    return {"id": instance["id"], "object": instance["type"], "deleted": True}
