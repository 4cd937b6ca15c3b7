"""Custom object instances: how they are found, shown, and tied to contacts and conversations.

A type of object names the attribute of contacts and of conversations that refers to it
(`references`). Writing a list of ids to that attribute ties those instances to the record with
links of the kind `contact_instance` or `conversation_instance`; reading shows the instances.
"""

from __future__ import annotations

from typing import Any, Literal

from ..body import as_id
from ..messages import Json, invalid
from ..records import Records

Owner = Literal["contact", "conversation"]
References = dict[str, list[Json]]
"""Instances by the identifier of their type."""


def find_type(records: Records, identifier: str) -> Json | None:
    """The type with an identifier such as `Order`, in that very case."""
    return records.first("custom_object_types", "identifier = ? COLLATE BINARY", (identifier,))


def find_by_external_id(records: Records, type_identifier: str, external_id: str) -> Json | None:
    """The instance of a type with an external id."""
    return records.first(
        "custom_object_instances",
        # The index ignores case; ids do not.
        "external_id = ? AND external_id = ? COLLATE BINARY AND type = ? COLLATE BINARY",
        (external_id, external_id, type_identifier),
    )


def _embedded_view(doc: Json) -> Json:
    """An instance as the record shows it that refers to it."""
    return {
        "id": doc["id"],
        "external_id": doc["external_id"],
        "external_created_at": doc.get("external_created_at"),
        "external_updated_at": doc.get("external_updated_at"),
        "custom_attributes": doc.get("custom_attributes", {}),
        "type": doc["type"],
    }


def instance_view(doc: Json) -> Json:
    """An instance as the API shows it."""
    times = {"created_at": doc["created_at"], "updated_at": doc["updated_at"]}
    return {**_embedded_view(doc), **times}


def reference_views(records: Records, owner: Owner, ids: list[str]) -> dict[str, Json]:
    """The reference attributes of records, by the record's id; every id given is a key."""
    links = records.links(f"{owner}_instance", ids)
    wanted = [link.b for group in links.values() for link in group]
    views: dict[str, Json] = {id: {} for id in ids}
    if not wanted:
        return views
    instances = records.some("custom_object_instances", wanted)
    names = {
        kind["identifier"]: kind["references"][owner]
        for kind in records.all("custom_object_types")
        if owner in kind["references"]
    }
    for id, group in links.items():
        for link in group:
            instance = instances[link.b]
            empty = {"type": f"{instance['type']}.list", "instances": []}
            shown = views[id].setdefault(names[instance["type"]], empty)
            shown["instances"].append(_embedded_view(instance))
    return views


def take_references(records: Records, owner: Owner, attributes: Json) -> References:
    """Take the reference attributes out of custom attributes a caller sent, and read them.

    Raises:
        Refusal: 400 `parameter_invalid` for what is no list of ids of instances of the type.
    """
    taken: References = {}
    for kind in records.all("custom_object_types"):
        name = kind["references"].get(owner)
        if name is not None and name in attributes:
            taken[kind["identifier"]] = _instances(records, kind, name, attributes.pop(name))
    return taken


def _instances(records: Records, kind: Json, name: str, value: Any) -> list[Json]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise invalid(f"{name} must be a list of ids of {kind['identifier']}", name)
    ids = [as_id(item, name) for item in value]
    found = records.some("custom_object_instances", ids)
    for id in ids:
        if id not in found or found[id]["type"] != kind["identifier"]:
            raise invalid(f"There is no {kind['identifier']} with id={id}", name)
    return list(found.values())


def set_references(
    records: Records, owner: Owner, id: str, references: References, now: int
) -> None:
    """Tie a record to the given instances of each type, and to no others of that type."""
    for identifier, instances in references.items():
        for link in records.links_of(f"{owner}_instance", id):
            instance = records.get("custom_object_instances", link.b)
            if instance is not None and instance["type"] == identifier:
                records.unlink(f"{owner}_instance", id, link.b)
        for instance in instances:
            records.link(f"{owner}_instance", id, instance["id"], now)
