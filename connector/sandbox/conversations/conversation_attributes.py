"""Conversation attributes: the keys of a conversation's `custom_attributes`, and list options."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..body import Body
from ..messages import Json, Refusal, not_found
from ..people.custom_object_model import find_type
from ..records import Records
from ..routes import Call, Routes
from ..search import stored
from ..workspace.admins import token_admin

routes = Routes()

DATA_TYPES = (
    "string",
    "integer",
    "list",
    "decimal",
    "boolean",
    "datetime",
    "relationship",
    "files",
)
MIN_OPTIONS = 2
_OWN_KEYS = {"string": "multiline", "list": "options", "relationship": "reference"}
"""What attributes of a type have that the others lack."""


def _refused(message: str, field: str | None = None) -> Refusal:
    return Refusal(422, "parameter_invalid", message, field)


def _attribute_view(doc: Json) -> Json:
    view: Json = {"type": "conversation_attribute", "id": int(doc["id"])}
    for name in (
        "name",
        "description",
        "data_type",
        "required",
        "visible_to_team_ids",
        "archived",
        "created_at",
        "updated_at",
        "admin_id",
    ):
        view[name] = doc[name]
    own = _OWN_KEYS.get(doc["data_type"])
    if own is not None:
        view[own] = doc[own]
    return view


def defined_attribute(records: Records, name: str) -> Json | None:
    """The attribute of a name that is not archived."""
    return records.first("conversation_attributes", "archived = 0 AND name = ?", (name,))


def _needed_attribute(call: Call) -> Json:
    attribute = call.records.get("conversation_attributes", call.path["id"])
    if attribute is None:
        raise not_found("Conversation attribute not found", "conversation_attribute_not_found")
    return attribute


def _saved(call: Call, attribute: Json) -> Json:
    attribute["updated_at"] = call.now
    return _attribute_view(call.records.save("conversation_attributes", attribute))


@routes.reads("GET /conversations/attributes")
def list_attributes(call: Call) -> Json:
    """Every conversation attribute; archived ones only when asked for."""
    where = "1" if call.query.flag("include_archived") else "archived = 0"
    found = call.records.all("conversation_attributes", where)
    return {"type": "list", "data": [_attribute_view(doc) for doc in found]}


@routes.reads("GET /conversations/attributes/{id}")
def show_attribute(call: Call) -> Json:
    """One conversation attribute, archived or not."""
    return _attribute_view(_needed_attribute(call))


@routes.writes("POST /conversations/attributes")
def create_attribute(call: Call) -> Json:
    """Define an attribute; its type is final."""
    body = call.body
    name = _text(body, "name", needed=True)
    data_type = body.values.get("data_type")
    if not isinstance(data_type, str) or data_type not in DATA_TYPES:
        allowed = ", ".join(DATA_TYPES)
        message = f"data_type '{data_type}' is not valid. Allowed types: {allowed}"
        raise _refused(message, "data_type")
    _refuse_taken(call.records, name)
    made: Json = {
        "name": name,
        "description": _text(body, "description"),
        "data_type": data_type,
        "required": _flag(body, "required") or False,
        "visible_to_team_ids": _teams_of(call.records, body),
        "archived": False,
        "created_at": call.now,
        "updated_at": call.now,
        "admin_id": token_admin(call.records)["id"],
    }
    if data_type == "string":
        made["multiline"] = _flag(body, "multiline") or False
    elif data_type == "list":
        made["options"] = _options_of(call.records, body)
    elif data_type == "relationship":
        made["reference"] = _reference_of(call.records, body)
    return _attribute_view(call.records.add("conversation_attributes", made))


@routes.writes("PUT /conversations/attributes/{id}")
def update_attribute(call: Call) -> Json:
    """Set the given keys of an attribute; conversations follow a change of its name."""
    attribute, body = _needed_attribute(call), call.body
    if body.has("name"):
        name = _text(body, "name", needed=True)
        if name.lower() != attribute["name"].lower():
            _refuse_taken(call.records, name)
        _rename_values(call.records, attribute["name"], name)
        attribute["name"] = name
    if body.has("description"):
        attribute["description"] = _text(body, "description")
    required = _flag(body, "required")
    if required is not None:
        attribute["required"] = required
    if body.has("visible_to_team_ids"):
        attribute["visible_to_team_ids"] = _teams_of(call.records, body)
    multiline = _flag(body, "multiline")
    if multiline is not None:
        if attribute["data_type"] != "string":
            raise _refused("multiline is for attributes of type string only", "multiline")
        attribute["multiline"] = multiline
    if body.has("reference"):
        if attribute["data_type"] != "relationship":
            raise _refused("reference is for attributes of type relationship only", "reference")
        attribute["reference"] = _reference_of(call.records, body)
    return _saved(call, attribute)


def _rename_values(records: Records, old: str, new: str) -> None:
    if old == new:
        return
    expression = stored(["custom_attributes", old])
    for conversation in records.all("conversations", f"{expression} IS NOT NULL"):
        values = conversation["custom_attributes"]
        renamed = {new if key == old else key: value for key, value in values.items()}
        records.save("conversations", {**conversation, "custom_attributes": renamed})


@routes.writes("DELETE /conversations/attributes/{id}")
def archive_attribute(call: Call) -> Json:
    """Archive an attribute; the values that conversations have stay."""
    return _saved(call, {**_needed_attribute(call), "archived": True})


@routes.writes("POST /conversations/attributes/{id}/options")
def add_option(call: Call) -> Json:
    """Add an option to a list."""
    attribute = _needed_list(call)
    attribute["options"].append(_new_option(call.records, _label_of(call.body)))
    return _saved(call, attribute)


@routes.writes("PUT /conversations/attributes/{id}/options/{option_id}")
def rename_option(call: Call) -> Json:
    """Change what an option of a list says."""
    attribute = _needed_list(call)
    _needed_option(call, attribute)["label"] = _label_of(call.body)
    return _saved(call, attribute)


@routes.writes("DELETE /conversations/attributes/{id}/options/{option_id}")
def archive_option(call: Call) -> Json:
    """Archive an option of a list, which keeps at least two others."""
    attribute = _needed_list(call)
    option = _needed_option(call, attribute)
    active = [each for each in attribute["options"] if not each["archived"]]
    if not option["archived"] and len(active) <= MIN_OPTIONS:
        raise _refused(f"A list attribute must have at least {MIN_OPTIONS} active options")
    option["archived"] = True
    return _saved(call, attribute)


def _needed_list(call: Call) -> Json:
    attribute = _needed_attribute(call)
    if attribute["data_type"] != "list":
        raise _refused("Options can only be managed on list attributes")
    return attribute


def _needed_option(call: Call, attribute: Json) -> Json:
    wanted = call.path["option_id"].lower()
    option = next((each for each in attribute["options"] if each["id"] == wanted), None)
    if option is None:
        raise not_found("List option not found", "conversation_attribute_not_found")
    found: Json = option
    return found


def _label_of(body: Body) -> str:
    if any(name != "label" for name in body.values):
        raise _refused("only 'label' is accepted")
    label = body.values.get("label")
    if label is None or label == "":
        raise _refused("label is required", "label")
    if not isinstance(label, str):
        raise _refused("label must be a string", "label")
    return label


def _new_option(records: Records, label: str) -> Json:
    number = records.next_number("conversation_attribute_options")
    return {"id": str(uuid5(NAMESPACE_URL, f"option {number}")), "label": label, "archived": False}


def _options_of(records: Records, body: Body) -> list[Json]:
    given = body.values.get("options")
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise _refused("options must be an array of objects", "options")
    labels = [_label_of(Body(item)) for item in given]
    if len(set(labels)) < MIN_OPTIONS:
        raise _refused(f"A list attribute must have at least {MIN_OPTIONS} active options")
    return [_new_option(records, label) for label in labels]


def _reference_of(records: Records, body: Body) -> Json:
    given = body.values.get("reference")
    if not isinstance(given, dict) or given.get("type") not in ("one", "many"):
        raise _refused("reference needs a type, one or many", "reference")
    identifier = given.get("object_type_id")
    if not isinstance(identifier, str) or find_type(records, identifier) is None:
        raise _refused("reference.object_type_id must be a custom object type", "reference")
    return {"type": given["type"], "object_type_id": identifier}


def _refuse_taken(records: Records, name: str) -> None:
    if records.first("conversation_attributes", "name = ?", (name,)) is not None:
        raise _refused(f"A conversation attribute named '{name}' already exists", "name")


def _text(body: Body, name: str, *, needed: bool = False) -> str:
    value: Any = body.values.get(name)
    if needed and (value is None or value == ""):
        raise _refused(f"{name} is required", name)
    if value is not None and not isinstance(value, str):
        raise _refused(f"{name} must be a string", name)
    return value or ""


def _flag(body: Body, name: str) -> bool | None:
    value: Any = body.values.get(name)
    if value is not None and not isinstance(value, bool):
        raise _refused(f"{name} must be true or false", name)
    return value


def _teams_of(records: Records, body: Body) -> list[str]:
    given = body.values.get("visible_to_team_ids") or []
    if not isinstance(given, list) or not all(isinstance(id, str | int) for id in given):
        raise _refused("visible_to_team_ids must be an array of ids", "visible_to_team_ids")
    ids = [str(id) for id in given]
    known = records.some("teams", ids)
    for id in ids:
        if id not in known:
            raise _refused(f"There is no team with id={id}", "visible_to_team_ids")
    return ids
