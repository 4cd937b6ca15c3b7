"""Data attributes: what the workspace knows about the keys of contacts and companies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..body import Body
from ..messages import Json, Refusal, invalid, not_found
from ..records import Records
from ..routes import Call, Routes
from .admins import token_admin

routes = Routes()

MIN_OPTIONS = 2
_MODELS = {"contact": "people", "company": "company"}
"""The models an attribute may belong to, and what the API calls their data in messages."""

_DATA_TYPES = {
    "string": "string",
    "integer": "integer",
    "float": "float",
    "boolean": "boolean",
    "date": "date",
    "datetime": "date",
    "options": "string",
}
"""The types a caller may ask for, and what attributes of each show."""


def _attribute_view(doc: Json) -> Json:
    shown = {key: value for key, value in doc.items() if key != "id"}
    # Only attributes made by the workspace have an id a caller may use.
    own = {"id": int(doc["id"])} if doc["custom"] else {}
    return {"type": "data_attribute", **own, **shown}


@routes.reads("GET /data_attributes")
def list_data_attributes(call: Call) -> Json:
    """The data attributes, of one model or of all."""
    conditions, args = ["1"], []
    model = call.query.text("model")
    if model is not None:
        if model not in ("contact", "company", "conversation"):
            raise invalid("model must be contact, company or conversation", "model")
        conditions.append("model = ?")
        args.append(model)
    if not call.query.flag("include_archived"):
        conditions.append("ifnull(json_extract(doc, '$.archived'), 0) = 0")
    found = call.records.all("data_attributes", " AND ".join(conditions), args)
    return {"type": "list", "data": [_attribute_view(doc) for doc in found]}


@routes.writes("POST /data_attributes")
def create_data_attribute(call: Call) -> Json:
    """Define a custom attribute; its name, model and type are final."""
    body = call.body
    model = body.values.get("model")
    if not isinstance(model, str) or model not in _MODELS:
        raise invalid("The Data Attribute model field must be either contact or company", "model")
    name = body.needed_text("name")
    _check_name(call.records, name, model)
    data_type = body.values.get("data_type")
    if not isinstance(data_type, str) or data_type not in _DATA_TYPES:
        raise invalid("Data Type isn't an option", "data_type")
    made: Json = {
        "model": model,
        "name": name,
        "full_name": f"custom_attributes.{name}",
        "label": name,
        "description": body.text("description"),
        "data_type": _DATA_TYPES[data_type],
        "options": _options_of(body) if data_type == "options" else None,
        "api_writable": True,
        "ui_writable": False,
        "messenger_writable": body.flag("messenger_writable") or False,
        "custom": True,
        "archived": False,
        "admin_id": token_admin(call.records)["id"],
        "created_at": call.now,
        "updated_at": call.now,
    }
    return _attribute_view(call.records.add("data_attributes", made))


def _check_name(records: Records, name: str, model: str) -> None:
    """Contacts and companies share one namespace, archived attributes included."""
    if not all(
        char in "-_ " or char.isalnum() or unicodedata.category(char) == "Sc" for char in name
    ):
        raise invalid(
            "Your name for this attribute must only contain alphanumeric characters, currency "
            "symbols, and hyphens",
            "name",
        )
    taken = records.first("data_attributes", "name = ?", (name,))
    if taken is not None:
        raise invalid(
            f"You already have '{name}' in your {_MODELS[taken['model']]} data. "
            f"To save this as new {_MODELS[model]} data, use a different name.",
            "name",
        )


def _options_of(body: Body) -> list[str]:
    """The values of a list attribute, given as texts or as objects with a `value`."""
    given = body.values.get("options")
    if not isinstance(given, list):
        raise invalid("Options isn't an array", "options")
    values = list(_option_values(given))
    if len(set(values)) < MIN_OPTIONS:
        raise invalid(f"A list needs at least {MIN_OPTIONS} different options", "options")
    return values


def _option_values(given: list[object]) -> Iterator[str]:
    for option in given:
        value = option.get("value") if isinstance(option, dict) else option
        if not isinstance(value, str) or not value.strip():
            raise invalid("Each option needs a value", "options")
        yield value


@routes.writes("PUT /data_attributes/{id}")
def update_data_attribute(call: Call) -> Json:
    """Change description, options or who may write it; archive it, or bring it back."""
    attribute = call.records.get("data_attributes", call.path["id"])
    if attribute is None or not attribute["custom"]:
        raise not_found("We couldn't find that data attribute to update", "field_not_found")
    body = call.body
    if body.has("description"):
        attribute["description"] = body.text("description")
    if body.flag("messenger_writable") is not None:
        attribute["messenger_writable"] = body.flag("messenger_writable")
    if body.has("options"):
        if attribute["data_type"] != "string":
            raise invalid("Only attributes of text can have options", "options")
        attribute["options"] = _options_of(body)
    archived = body.flag("archived")
    if archived and _is_used(call.records, attribute):
        raise Refusal(
            422,
            "data_invalid",
            "The Data Attribute you are trying to archive has a dependant object",
        )
    if archived is not None:
        attribute["archived"] = archived
    attribute["updated_at"] = call.now
    return _attribute_view(call.records.save("data_attributes", attribute))


def _is_used(records: Records, attribute: Json) -> bool:
    """Whether a segment is defined by the attribute."""
    if attribute["model"] != "contact":
        return False
    return any(
        _mentions(segment["query"], attribute["full_name"]) for segment in records.all("segments")
    )


def _mentions(query: Json, field: str) -> bool:
    if query.get("field") == field:
        return True
    value = query.get("value")
    return isinstance(value, list) and any(
        isinstance(item, dict) and _mentions(item, field) for item in value
    )
