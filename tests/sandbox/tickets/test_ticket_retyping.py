from __future__ import annotations

from typing import Any

import pytest

from ..api import IN_PROGRESS, REPAIR, STOCK_CHECK, SUBMITTED, WAITING_FOR_PARTS, Api


@pytest.fixture
def tune_up(api: Api) -> str:
    """The id of a customer type that shares the name of one attribute, and one of another type."""
    id = str(api.post("/ticket_types", {"name": "Tune-up", "category": "Customer"})["id"])
    for attribute in (
        {"name": "Urgency", "data_type": "string", "description": "x"},
        {"name": "Pick-up", "data_type": "boolean", "description": "x"},
        {"name": "Hours", "data_type": "integer", "description": "x"},
    ):
        api.post(f"/ticket_types/{id}/attributes", attribute)
    return id


def change(api: Api, ticket_id: str, type_id: Any, state_id: Any, **attributes: Any) -> Any:
    body: dict[str, Any] = {"ticket_type_id": type_id, "ticket_state_id": state_id}
    if attributes:
        body["ticket_attributes"] = attributes
    return api.send("POST", f"/tickets/{ticket_id}/change_type", body)


def test_values_of_the_same_name_and_type_are_taken_along(api: Api, tune_up: str) -> None:
    before = api.get("/tickets/1010")
    assert before["ticket_attributes"]["Urgency"] == "High"
    changed = change(api, "1010", tune_up, IN_PROGRESS, Hours=2, _default_title_="Wheel")
    assert changed.status == 200
    assert changed.data["ticket_type"]["id"] == tune_up
    assert changed.data["ticket_state"]["id"] == IN_PROGRESS
    assert changed.data["ticket_attributes"] == {
        "_default_title_": "Wheel",
        "_default_description_": "City bike, hit a kerb.",
        "Pick-up": False,
        "Hours": 2,
    }
    assert changed.data["contacts"] == before["contacts"]
    assert api.get("/tickets/1010") == changed.data
    part = changed.data["ticket_parts"]["ticket_parts"][-1]
    assert (part["part_type"], part["ticket_state"]) == (
        "ticket_type_updated_by_admin",
        "in_progress",
    )
    assert api.search("tickets", "ticket_type_id", "=", tune_up) == {"1010"}


def test_refusals(api: Api, tune_up: str) -> None:
    cases: list[tuple[str, Any, Any, dict[str, Any], int, str]] = [
        ("9999", tune_up, SUBMITTED, {}, 404, "not_found"),
        ("1010", None, SUBMITTED, {}, 400, "parameter_not_found"),
        ("1010", tune_up, None, {}, 400, "parameter_not_found"),
        ("1010", "99", SUBMITTED, {}, 404, "not_found"),
        ("1010", REPAIR, SUBMITTED, {}, 400, "parameter_invalid"),
        ("1010", STOCK_CHECK, SUBMITTED, {}, 400, "parameter_invalid"),
        ("1010", tune_up, WAITING_FOR_PARTS, {}, 400, "parameter_invalid"),
        ("1010", tune_up, SUBMITTED, {"Priority": "x"}, 400, "parameter_invalid"),
        ("1010", tune_up, SUBMITTED, {"Hours": "x"}, 400, "parameter_invalid"),
    ]
    before = api.get("/tickets/1010")
    for id, type_id, state_id, attributes, status, code in cases:
        reply = change(api, id, type_id, state_id, **attributes)
        assert (reply.status, reply.code) == (status, code), (id, type_id, state_id, attributes)
    assert api.get("/tickets/1010") == before
