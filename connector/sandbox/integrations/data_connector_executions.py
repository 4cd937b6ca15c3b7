"""What became of the requests that data connectors sent. The sandbox sends none, so these are
those that come with the workspace."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ..iso_times import iso_time
from ..messages import Json, Refusal, invalid, not_found
from ..paging import Order, cursor_page, per_page_of
from ..routes import Call, Routes
from .data_connectors import needed_connector

routes = Routes()

MAX_PER_PAGE = 30
DEFAULT_SPAN_S = 3600

ERROR_TYPES = (
    "request_configuration_error",
    "faraday_error",
    "3rd_party_error",
    "response_mapping_error",
    "token_refresh_error",
    "fin_action_response_formatting_error",
    "fin_action_identity_verification_error",
    "email_verification_error",
    "non_fin_standalone_action_identity_verification_error",
    "request_validation_error",
    "client_side_action_error",
)
_BODIES = ("request_body", "response_body", "raw_response_body")


def _view(doc: Json, *, bodies: bool) -> Json:
    view: Json = {
        "type": "data_connector.execution",
        "id": doc["id"],
        "data_connector_id": doc["data_connector_id"],
        "success": doc["success"],
        "http_status": doc.get("http_status"),
        "http_method": doc["http_method"],
        "error_type": doc.get("error_type"),
        "error_message": doc.get("error_message"),
        "execution_time_ms": doc.get("execution_time_ms"),
        "source_type": doc.get("source_type"),
        "source_id": doc.get("source_id"),
        "conversation_id": doc.get("conversation_id"),
        "created_at": iso_time(doc["created_at"]),
        "request_url": _bare(doc["request_url"]),
    }
    if bodies:
        view.update({name: doc.get(name) for name in _BODIES})
    return view


def _bare(url: str) -> str:
    """An address without what may be secret in it: user, query and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@routes.reads("GET /data_connectors/{data_connector_id}/execution_results")
def list_execution_results(call: Call) -> Json:
    """A page of the results of a time, by default the last hour, newest first."""
    connector = needed_connector(call.records, call.path["data_connector_id"])
    start, end = _time(call, "start_ts"), _time(call, "end_ts")
    where = "data_connector_id = ? AND created_at >= ? AND created_at <= ?"
    args: list[Any] = [
        connector["id"],
        call.now - DEFAULT_SPAN_S if start is None else start,
        call.now if end is None else end,
    ]
    success = _true_or_false(call, "success")
    if success is not None:
        where += " AND success = ?"
        args.append(int(success))
    error_type = call.query.text("error_type")
    if error_type is not None:
        if error_type not in ERROR_TYPES:
            known = ", ".join(ERROR_TYPES)
            raise invalid(f"Invalid error_type. Must be one of: {known}", "error_type")
        where += " AND error_type = ?"
        args.append(error_type)
    bodies = _true_or_false(call, "include_bodies") or False
    page = cursor_page(
        call.records,
        "data_connector_executions",
        where,
        args,
        order=Order("created_at"),
        per_page=per_page_of(call.query.whole("per_page"), 10, MAX_PER_PAGE),
        starting_after=call.query.text("starting_after"),
    )
    shown = [_view(doc, bodies=bodies) for doc in page.docs]
    return {"type": "list", "data": shown, "pages": page.cursor()}


def _time(call: Call, name: str) -> int | None:
    try:
        return call.query.whole(name)
    except Refusal as cause:
        raise invalid(f"{name} must be a Unix timestamp (integer)", name) from cause


def _true_or_false(call: Call, name: str) -> bool | None:
    return None if call.query.text(name) is None else call.query.flag(name)


@routes.reads("GET /data_connectors/{data_connector_id}/execution_results/{id}")
def show_execution_result(call: Call) -> Json:
    """One result with the bodies that were sent and received."""
    connector = needed_connector(call.records, call.path["data_connector_id"])
    result = call.records.get("data_connector_executions", call.path["id"])
    if result is None or result["data_connector_id"] != connector["id"]:
        raise not_found("Execution result not found", "execution_result_not_found")
    return _view(result, bodies=True)
