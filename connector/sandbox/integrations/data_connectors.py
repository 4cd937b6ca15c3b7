"""Data connectors: the requests that workflows and Fin may send to other services.

The sandbox sends none of them. Values of headers are never shown, so they are not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..body import Body, as_id
from ..iso_times import iso_time
from ..messages import Answer, Json, Refusal, invalid, missing, not_found, refusing_as
from ..paging import Order, cursor_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import token_admin

routes = Routes()

MAX_PER_PAGE = 50
METHODS = ("get", "post", "put", "delete", "patch")
STATES = ("draft", "live")

_AUDIENCES = ("leads", "users", "visitors")
_INPUT_TYPES = ("string", "integer", "decimal", "boolean")
_FLAGS = (
    "direct_fin_usage",
    "customer_authentication",
    "bypass_authentication",
    "validate_missing_attributes",
)


def needed_connector(records: Records, id: str) -> Json:
    """The data connector with an id; 404 `data_connector_not_found`."""
    connector = records.get("data_connectors", id)
    if connector is None:
        raise not_found("Data connector not found", "data_connector_not_found")
    return connector


def _short_view(doc: Json) -> Json:
    return {
        "type": "data_connector",
        "id": doc["id"],
        "name": doc["name"],
        "description": doc.get("description"),
        "state": doc["state"],
        "http_method": doc["http_method"],
        "direct_fin_usage": doc["direct_fin_usage"],
        "created_by_admin_id": doc["created_by_admin_id"],
        "updated_by_admin_id": doc["updated_by_admin_id"],
        "created_at": iso_time(doc["created_at"]),
        "updated_at": iso_time(doc["updated_at"]),
        "execution_results_url": f"/data_connectors/{doc['id']}/execution_results",
    }


def _view(doc: Json) -> Json:
    return {
        **_short_view(doc),
        "url": doc.get("url"),
        "body": doc.get("body", ""),
        "headers": [{"name": name, "value": "****"} for name in doc.get("header_names", [])],
        "audiences": doc.get("audiences", []),
        "execution_type": "server_side",
        "configuration_response_type": doc.get("configuration_response_type"),
        "data_transformation_type": doc.get("data_transformation_type"),
        "client_function_name": None,
        "client_function_timeout_ms": 30_000,
        "data_inputs": doc.get("data_inputs", []),
        "response_fields": doc.get("response_fields", []),
        "object_mappings": [],
        "token_ids": doc.get("token_ids", []),
        "customer_authentication": doc["customer_authentication"],
        "bypass_authentication": doc["bypass_authentication"],
        "validate_missing_attributes": doc.get("validate_missing_attributes"),
    }


@routes.reads("GET /data_connectors")
def list_connectors(call: Call) -> Json:
    """A page of all data connectors, the last changed first."""
    page = cursor_page(
        call.records,
        "data_connectors",
        "1",
        (),
        order=Order("updated_at"),
        per_page=per_page_of(call.query.whole("per_page"), 20, MAX_PER_PAGE),
        starting_after=call.query.text("starting_after"),
    )
    shown = [_short_view(doc) for doc in page.docs]
    return {"type": "list", "data": shown, "pages": page.cursor()}


@routes.writes("POST /data_connectors")
def create_connector(call: Call) -> Answer:
    """Add a data connector, as a draft."""
    if not call.body.values.get("name"):
        raise _nameless()
    admin = token_admin(call.records)
    start: Json = {
        "state": "draft",
        "http_method": "get",
        **dict.fromkeys(_FLAGS[:-1], False),
        "configuration_response_type": "test_response_type",
        "data_transformation_type": "full_access",
        "created_by_admin_id": admin["id"],
        "created_at": call.now,
    }
    made = call.records.add("data_connectors", _changed(call, start))
    return Answer(_view(made), status=201)


def _nameless() -> Refusal:
    return Refusal(422, "parameter_not_found", "Name is required", "name")


@routes.reads("GET /data_connectors/{id}")
def show_connector(call: Call) -> Json:
    """One data connector, which has one version here, whichever is asked for."""
    connector = needed_connector(call.records, call.path["id"])
    if call.query.text("state_version") not in (None, *STATES):
        raise invalid("Invalid state_version. Must be one of: live, draft", "state_version")
    return _view(connector)


@routes.writes("PATCH /data_connectors/{id}")
def update_connector(call: Call) -> Json:
    """Set the given keys of a data connector; 409 for a draft of what is in use."""
    old = needed_connector(call.records, call.path["id"])
    new = _changed(call, old)
    if call.body.has("state"):
        new["state"] = call.body.values["state"]
        if new["state"] not in STATES:
            message = "Invalid state. Must be one of: draft, live"
            raise Refusal(422, "parameter_invalid", message, "state")
    if new["state"] == "draft" and old["state"] == "live":
        _refuse_in_use(call.records, old, "set to draft")
    return _view(call.records.save("data_connectors", new))


@routes.writes("DELETE /data_connectors/{id}")
def delete_connector(call: Call) -> Json:
    """Remove a draft and its execution results for good; 409 where something uses it."""
    connector = needed_connector(call.records, call.path["id"])
    _refuse_in_use(call.records, connector, "deleted")
    if connector["state"] != "draft":
        raise Refusal(409, "conflict", "Data connector must be in draft state to be deleted")
    call.records.remove("data_connectors", connector["id"])
    call.records.remove_where(
        "data_connector_executions", "data_connector_id = ?", (connector["id"],)
    )
    return {"id": connector["id"], "object": "data_connector", "deleted": True}


def _refuse_in_use(records: Records, connector: Json, change: str) -> None:
    for workflow in records.all("workflows"):
        for step in workflow.get("snapshot", {}).get("steps", []):
            if step.get("data_connector_id") == connector["id"]:
                message = f"Data connector is in use by other resources and cannot be {change}"
                raise Refusal(409, "data_connector_in_use", message)


def _changed(call: Call, old: Json) -> Json:
    """A data connector with what a body sets.

    Raises:
        Refusal: 422 `parameter_invalid` for a value that cannot be used, `parameter_not_found`
            for a blank name.
    """
    new = {**old, "updated_by_admin_id": token_admin(call.records)["id"], "updated_at": call.now}
    with refusing_as("parameter_invalid", 422):
        for name, read in _READERS.items():
            if call.body.has(name):
                read(call.body, name, new)
        if call.body.has("data_inputs"):
            described = "id" in old
            new["data_inputs"] = [
                _input(each, described) for each in call.body.objects("data_inputs") or []
            ]
    if not new["name"].strip():
        raise _nameless()
    return new


def _read_name(body: Body, name: str, new: Json) -> None:
    new[name] = body.text(name) or ""


def _read_text(body: Body, name: str, new: Json) -> None:
    new[name] = body.text(name)


def _read_flag(body: Body, name: str, new: Json) -> None:
    value = body.flag(name)
    if value is not None:
        new[name] = value


def _read_method(body: Body, name: str, new: Json) -> None:
    value = body.values[name]
    if value not in METHODS:
        raise invalid("Http Method isn't an option", name)
    new[name] = value


def _read_audiences(body: Body, name: str, new: Json) -> None:
    audiences = body.values[name] or []
    if not isinstance(audiences, list) or not all(each in _AUDIENCES for each in audiences):
        message = f"Invalid audiences. Must be a subset of: {', '.join(_AUDIENCES)}"
        raise invalid(message, name)
    new[name] = list(dict.fromkeys(audiences))


def _read_headers(body: Body, name: str, new: Json) -> None:
    headers = body.objects(name) or []
    for header in headers:
        header.text("value")
    new["header_names"] = [header.needed_text("name") for header in headers]


def _read_token_ids(body: Body, name: str, new: Json) -> None:
    sent = body.values[name] or []
    if not isinstance(sent, list):
        raise invalid(f"{name} must be a list of ids", name)
    new[name] = [as_id(each, name) for each in sent]


def _read_mock_response(body: Body, name: str, new: Json) -> None:
    sample = body.object(name)
    if sample is not None:
        new["response_fields"] = response_fields(sample.values)
        new["configuration_response_type"] = "mock_response_type"


_READERS: dict[str, Callable[[Body, str, Json], None]] = {
    "name": _read_name,
    **dict.fromkeys(("description", "url", "body"), _read_text),
    **dict.fromkeys(_FLAGS, _read_flag),
    "http_method": _read_method,
    "audiences": _read_audiences,
    "headers": _read_headers,
    "token_ids": _read_token_ids,
    "mock_response": _read_mock_response,
}


def _input(sent: Body, described: bool) -> Json:
    """An input as it is kept; one that is changed later has to be `described`."""
    if described and sent.text("description") is None:
        raise missing("description")
    return {
        "name": sent.needed_text("name"),
        "type": sent.one_of("type", _INPUT_TYPES, "string"),
        "description": sent.text("description"),
        "required": sent.flag("required") or False,
        "default_value": sent.text("default_value") or "",
    }


def response_fields(sample: Json) -> list[Json]:
    """The fields of a sample response in its own order; of a list, those of its first item."""
    found: list[Json] = []
    # A stack, for a sample may be nested deeper than calls may be.
    waiting: list[tuple[str, Any]] = [("", sample)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            inner = [(f"{path}.{name}" if path else name, each) for name, each in value.items()]
            waiting += reversed(inner)
        elif isinstance(value, list):
            waiting += [(f"{path}[]", each) for each in value[:1]]
        else:
            kind = _field_type(value)
            field = {"path": path, "type": kind, "example_value": value, "redacted": False}
            found.append(field)
    return found


def _field_type(value: Any) -> str:
    for type, name in ((bool, "boolean"), (int, "integer"), (float, "decimal"), (str, "string")):
        if isinstance(value, type):
            return name
    return "unknown"
